"""What there is to tell, while another thread finds out that there is nothing to tell any more."""

from lumbar.ports import Notice, NoticeKind
from lumbar.store.notices import Notices, closed


class DroppedMeanwhile(dict[NoticeKind, Notice]):
    """Loses what it is asked for right after it was asked."""

    def __contains__(self, kind: object) -> bool:
        return self.pop(kind, None) is not None  # type: ignore[call-overload]


def test_a_notice_that_is_dropped_while_it_is_read_is_told_once_more_or_not() -> None:
    told = Notices()
    told.add(closed())
    told._by_kind = DroppedMeanwhile(told._by_kind)
    assert told.most_serious_first() == (closed(),)
    told.drop(NoticeKind.READ_ONLY)
    assert told.most_serious_first() == ()
