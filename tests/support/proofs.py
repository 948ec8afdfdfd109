"""Proofs that are made twice: of the store, and of what it would be with a promise broken on purpose."""

import shutil
from pathlib import Path

from lumbar.ports import NoticeKind
from lumbar.store.codec import document_of, encoded
from lumbar.store.journal import Entry, encoded_changes, parse_journal
from support.disks import QuickDisk
from support.ledger import EVERY_KIND, Change, opened, state_of
from support.power import Course, put_down
from support.records import record


def journal_entries(count: int) -> list[Entry]:
    """Commits, one session each."""
    return [
        Entry("0123456789abcdef", number, encoded_changes({"sessions": {number: encoded(document_of(record(number)))}}))
        for number in range(1, count + 1)
    ]


def journal_content(written: list[Entry]) -> bytes:
    """The file, with some of its zeros."""
    return b"".join(entry.line() for entry in written) + bytes(64)


def prove_that_a_flipped_bit_costs_one_commit_at_most() -> None:
    """Whichever bit of a journal is flipped."""
    written = journal_entries(5)
    content = bytearray(journal_content(written))
    last = content.rindex(written[-1].line())
    for place in range(len(content)):
        for bit in range(8):
            content[place] ^= 1 << bit
            found = parse_journal(bytes(content))
            assert set(found.entries) <= set(written), "a commit that nobody made"
            assert list(found.entries) == sorted(found.entries, key=lambda entry: entry.sequence)
            assert len(found.entries) >= len(written) - 1, "more than one commit is lost"
            lost_before_the_last = len(found.entries) < len(written) and place < last
            assert found.damaged == lost_before_the_last
            content[place] ^= 1 << bit


def prove_that_a_power_cut_loses_nothing(
    tmp_path: Path, course_type: type[Course] = Course, changes: tuple[Change, ...] = EVERY_KIND
) -> int:
    """Nothing acknowledged is lost at any moment, and nothing looks damaged. Return how many states were looked at."""
    folder = tmp_path / "before"
    folder.mkdir()
    course = course_type(folder)
    course.run(changes)
    for number, found in enumerate(course.found.values()):
        place = tmp_path / str(number)
        place.mkdir()
        put_down(found.files, folder, place)
        store = opened(place / "share" / "history.json", QuickDisk())
        state = state_of(store)
        assert found.ledger.allows(state), f"power lost at {found.moment}: {state}"
        damaged = [notice for notice in store.notices if notice.kind is NoticeKind.DAMAGED]
        assert not damaged, f"power lost at {found.moment}: {damaged}"
        store.close()
        shutil.rmtree(place)
    return len(course.found)
