"""The limits at which pain ends the session, one test each."""

import pytest

from lumbar.domain import discomfort
from lumbar.domain.inquiry import (
    Decided,
    Newness,
    Offer,
    Place,
    Stopped,
    Stopping,
    StopReason,
)
from lumbar.domain.limits import Before, stop_reasons
from lumbar.domain.record import Answer, SessionEvent
from support.inquiries import FIRST, WAYS_OUT, chosen, event, pain


def told_pain(level: int, place: Place | None = Place.LOW_BACK) -> SessionEvent:
    return event(Answer.PAIN, level, place)


@pytest.mark.parametrize(("level", "stops"), [(0, False), (6, False), (7, True), (10, True)])
def test_pain_of_seven_or_more_stops(level: int, *, stops: bool) -> None:
    assert (StopReason.HIGH in stop_reasons(told_pain(level), FIRST)) is stops


@pytest.mark.parametrize(
    ("before", "level", "stops"), [(2, 4, False), (2, 5, True), (0, 3, True), (None, 6, False), (6, 6, False)]
)
def test_pain_three_or_more_above_the_value_before_the_session_stops(
    before: int | None, level: int, *, stops: bool
) -> None:
    reasons = stop_reasons(told_pain(level), Before(level=before, pains=()))
    assert (StopReason.ABOVE_BEFORE in reasons) is stops


@pytest.mark.parametrize(
    ("place", "newness", "stops"),
    [
        (Place.BELOW_THE_KNEE, Newness.NEW, True),
        (Place.BELOW_THE_KNEE, Newness.SPREADING, True),
        (Place.BELOW_THE_KNEE, Newness.KNOWN, False),
        (Place.KNEE, Newness.NEW, False),
        (Place.LOW_BACK, Newness.NEW, False),
    ],
)
def test_pain_that_is_new_or_spreads_below_the_knee_stops(place: Place, newness: Newness, *, stops: bool) -> None:
    inquiry = pain(1, place, newness)
    assert isinstance(inquiry, Stopping) is stops
    if isinstance(inquiry, Stopping):
        assert inquiry.reasons == (StopReason.BELOW_THE_KNEE,)
        assert (inquiry.told.new, inquiry.told.spreading) == (newness is Newness.NEW, newness is Newness.SPREADING)


@pytest.mark.parametrize(
    ("first", "second", "reasons"),
    [
        (told_pain(4), told_pain(1), (StopReason.SAME_PLACE,)),
        (told_pain(4), told_pain(4, Place.NECK), ()),
        (told_pain(4), told_pain(5, Place.NECK), (StopReason.ABOVE_FIRST,)),
        (told_pain(4), told_pain(5), (StopReason.SAME_PLACE, StopReason.ABOVE_FIRST)),
        (told_pain(4), told_pain(3, Place.NECK), ()),
        (told_pain(4, None), told_pain(4, None), ()),
    ],
)
def test_a_second_pain_in_the_same_place_or_higher_than_the_first_stops(
    first: SessionEvent, second: SessionEvent, reasons: tuple[StopReason, ...]
) -> None:
    assert stop_reasons(second, Before(level=None, pains=(first,))) == reasons


def test_a_third_pain_stops_wherever_it_is() -> None:
    earlier = (told_pain(4), told_pain(3, Place.NECK))
    assert stop_reasons(told_pain(1, Place.BELLY), Before(level=None, pains=earlier)) == (StopReason.THIRD,)


def test_a_hard_stop_leaves_finish_and_care_advice_alone() -> None:
    inquiry = pain(8)
    assert isinstance(inquiry, Stopping)
    assert discomfort.offers(inquiry) == WAYS_OUT
    assert discomfort.correct(inquiry) is inquiry
    for offer in Offer:
        result = chosen(inquiry, offer)
        if offer is Offer.FINISH:
            assert isinstance(result, Decided)
            assert result.stopped is Stopped.PAIN
        else:
            assert isinstance(result, Stopping)
