"""Short ways to inquiries."""

from lumbar.domain import discomfort
from lumbar.domain.inquiry import (
    AskFeeling,
    Decided,
    Inquiry,
    Newness,
    Offer,
    Place,
    Result,
)
from lumbar.domain.limits import Before
from lumbar.domain.record import Answer, EventKind, SessionEvent

WAYS_OUT = (Offer.FINISH, Offer.CARE)
FIRST = Before(level=None, pains=())


def event(answer: Answer | None = None, level: int | None = None, place: Place | None = None) -> SessionEvent:
    return SessionEvent(
        at_seconds=41.5,
        kind=EventKind.DISCOMFORT,
        exercise="bird-dog",
        answer=answer,
        level=level,
        place=place.value if place else None,
    )


def asked() -> AskFeeling:
    return AskFeeling(told=event())


def open_after(result: Result) -> Inquiry:
    assert not isinstance(result, Decided)
    return result


def answered(given: Answer, at_ns: int = 0) -> Inquiry:
    return open_after(discomfort.answer(asked(), given, at_ns))


def pain(
    level: int = 3, place: Place = Place.LOW_BACK, newness: Newness = Newness.KNOWN, before: Before = FIRST
) -> Inquiry:
    inquiry = discomfort.give_level(answered(Answer.PAIN), level)
    return discomfort.give_newness(discomfort.give_place(inquiry, place), newness, before)


def chosen(inquiry: Inquiry, offer: Offer, at_ns: int = 0) -> Result:
    return discomfort.choose(inquiry, offer, at_ns)
