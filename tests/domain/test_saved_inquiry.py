"""An inquiry that was written down is the same when it is read, in each of its states."""

import pytest

from lumbar.domain import discomfort
from lumbar.domain.inquiry import Inquiry, Offer, Place
from lumbar.domain.record import Answer
from lumbar.domain.saved_inquiry import SavedAsking, fits, restore_inquiry, save_inquiry
from support.inquiries import answered, asked, chosen, open_after, pain


def each_state() -> dict[SavedAsking, Inquiry]:
    level = answered(Answer.PAIN)
    place = discomfort.give_level(level, 4)
    rest = open_after(chosen(pain(), Offer.REST_120, 5))
    return {
        SavedAsking.FEELING: asked(),
        SavedAsking.LEVEL: level,
        SavedAsking.PLACE: place,
        SavedAsking.NEWNESS: discomfort.give_place(place, Place.KNEE),
        SavedAsking.OFFERING: pain(),
        SavedAsking.RESTING: rest,
        SavedAsking.SETTLED: open_after(discomfort.end_rest(rest, 10**12)),
        SavedAsking.ADVISING: answered(Answer.UNWELL),
        SavedAsking.STOPPING: pain(9),
    }


@pytest.mark.parametrize("asking", list(SavedAsking))
def test_each_state_is_the_same_when_it_is_read(asking: SavedAsking) -> None:
    inquiry = each_state()[asking]
    saved = save_inquiry(inquiry)
    assert (saved.asking, fits(saved)) == (asking, True)
    assert restore_inquiry(saved) == inquiry
