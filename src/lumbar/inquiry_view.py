"""What a screen, or plain lines, shows while it is asked what hurts: a pure function of the session."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import assert_never

from lumbar.domain import hurting
from lumbar.domain.discomfort import CARE_ANSWERS, newness_choices
from lumbar.domain.hurting import Reply, Settled
from lumbar.domain.inquiry import (
    Advising,
    AskFeeling,
    AskLevel,
    AskNewness,
    AskPlace,
    AskSettled,
    Inquiry,
    Offer,
    Offering,
    Place,
    Resting,
    Stopping,
)
from lumbar.domain.pain import HIGHEST_LEVEL
from lumbar.domain.record import Answer
from lumbar.domain.session import Session
from lumbar.words import hurts

KEYS = "1234567890x"
"""Of the choices of a list, in order."""

LEVEL_KEYS = "0123456789x"
"""Of the levels, from 0 to 10."""

KEY_OF_OFFER = {Offer.LEAVE_EXERCISE: "n", Offer.FINISH: "q", Offer.CARE: "c"}
"""Ways out have the same key everywhere; other offers are numbered."""


@dataclass(frozen=True, slots=True)
class Option:
    """One thing that can be said or chosen."""

    key: str
    """The character to press."""
    words: str
    """What it is."""
    reply: Reply
    """What to hand to `hurting.reply`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class InquiryView:
    """One instant of an inquiry, in words."""

    question: str
    lines: tuple[str, ...]
    """What to know or do now, one sentence a line."""
    options: tuple[Option, ...]
    """In the order of the list."""
    level: int | None
    """The level that was told, as long as it can be corrected; then it shows."""
    can_correct: bool
    """Whether Backspace goes back to the question before."""
    enter: str
    """What Enter does, in words; empty if it does nothing of its own."""
    rest_left_ns: int | None
    """What is left of a rest; then the breathing pacer shows."""
    shows_care: bool
    """Whether care advice shows beside it without being asked for."""


def inquiry_view(session: Session) -> InquiryView | None:
    """Return what is shown of the inquiry of *session*; None if nothing hurts."""
    inquiry = session.inquiry
    if inquiry is None:
        return None
    question, options = _asked(inquiry)
    uncertain = isinstance(inquiry, AskPlace | AskNewness)
    return InquiryView(
        question=question,
        lines=tuple(_lines(inquiry)),
        options=(*options, *_offered(session)),
        level=inquiry.told.level if uncertain else None,
        can_correct=hurting.can_correct(inquiry),
        enter=_enter(inquiry),
        rest_left_ns=hurting.rest_left_ns(session),
        shows_care=isinstance(inquiry, Advising | Stopping) and inquiry.told.answer in CARE_ANSWERS,
    )


def _asked(inquiry: Inquiry) -> tuple[str, tuple[Option, ...]]:
    """Return the question and what can be said to it; offers come on top."""
    match inquiry:
        case AskFeeling():
            return hurts.ASK_FEELING, _answers()
        case AskLevel():
            return hurts.ASK_LEVEL, tuple(
                Option(key, str(level), level) for level, key in enumerate(LEVEL_KEYS[: HIGHEST_LEVEL + 1])
            )
        case AskPlace():
            return hurts.ASK_PLACE, _numbered((place, hurts.PLACES[place]) for place in Place)
        case AskNewness():
            choices = newness_choices(inquiry)
            return hurts.ASK_NEWNESS, _numbered((newness, hurts.NEWNESS[newness]) for newness in choices)
        case AskSettled():
            about_dizziness = inquiry.unsettled[0] is Answer.DIZZY
            question = hurts.ASK_DIZZY_PASSED if about_dizziness else hurts.ASK_PAIN_SETTLED
            return question, _numbered(((Settled.YES, hurts.YES), (Settled.NO, hurts.NO)))
        case Offering():
            return hurts.ASK_HOW_ON, ()
        case Advising():
            return hurts.AT_ONCE[_answer(inquiry)], _answers()
        case Resting():
            return hurts.REST_ON, ()
        case Stopping():
            return hurts.NO_MORE_TODAY, ()
        case _:
            assert_never(inquiry)


def _lines(inquiry: Inquiry) -> Iterator[str]:
    told = inquiry.told
    if isinstance(inquiry, AskFeeling):
        yield hurts.STOPPED
    if told.new:
        yield hurts.NEW_PAIN
    match inquiry:
        case AskLevel():
            yield hurts.LEVEL_ENDS
        case Offering() | Resting() if told.answer in (Answer.CRAMP, Answer.DIZZY):
            yield hurts.AT_ONCE[_answer(inquiry)]
        case Offering() if inquiry.unsettled:
            yield hurts.PAIN_ENDS_IT
            yield hurts.REST_FIRST
        case AskSettled() if Answer.DIZZY in inquiry.unsettled:
            yield hurts.LYING_ONLY
        case Advising():
            yield hurts.NO_MORE_TODAY
            yield hurts.WRONG_KEY
        case Stopping():
            if told.answer in CARE_ANSWERS:
                yield hurts.AT_ONCE[_answer(inquiry)]
            yield from (hurts.STOP_REASONS[reason] for reason in inquiry.reasons)
            yield hurts.DONE_IS_KEPT
        case _:
            pass
    if isinstance(inquiry, Resting) and inquiry.least_ns < inquiry.length_ns:
        yield hurts.ANY_KEY_FROM_30 if inquiry.least_ns else hurts.ANY_KEY


def _enter(inquiry: Inquiry) -> str:
    if isinstance(inquiry, Advising):
        return hurts.ENTER_ENDS
    return hurts.ENTER_FINISHES if isinstance(inquiry, Stopping) else ""


def _answer(inquiry: Inquiry) -> Answer:
    """Return what was answered; nothing stands for no answer yet."""
    return inquiry.told.answer or Answer.NOTHING


def _answers() -> tuple[Option, ...]:
    return _numbered(hurts.ANSWERS.items())


def _numbered(choices: Iterable[tuple[Reply, str]]) -> tuple[Option, ...]:
    return tuple(Option(key, words, reply) for key, (reply, words) in zip(KEYS, choices, strict=False))


def _offered(session: Session) -> Iterator[Option]:
    numbers = iter(KEYS)
    for offer in hurting.offers(session):
        key = KEY_OF_OFFER.get(offer) or next(numbers)
        yield Option(key, hurts.OFFERS[offer], offer)
