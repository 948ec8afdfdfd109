"""What a person can do from the moment when something hurts: the steps of the inquiry, as commands of the session.

Like every command they let time pass up to their own instant first, and what cannot be done now changes nothing.
"""

from collections.abc import Callable
from dataclasses import replace
from enum import Enum
from typing import assert_never

from lumbar.domain import discomfort
from lumbar.domain.course import tick
from lumbar.domain.easing import can_ease
from lumbar.domain.going_on import filed, took
from lumbar.domain.inquiry import AskFeeling, Inquiry, Newness, Offer, Place, Result
from lumbar.domain.limits import Before
from lumbar.domain.record import Answer, EventKind
from lumbar.domain.saved import SavedSession
from lumbar.domain.session import (
    Asking,
    Change,
    Ended,
    InquiryMoved,
    InquiryOpened,
    Paused,
    Session,
)
from lumbar.domain.tape import seconds_of, stands_still


class Settled(Enum):
    """Whether what was unsettled is over."""

    YES = "yes"
    NO = "no"


Reply = Answer | int | Place | Newness | Settled | Offer
"""Whatever can be said or chosen in an inquiry; a number is a level."""


def hurt(session: Session, now_ns: int) -> Change:
    """Stop everything and ask what the person feels; in the middle of an inquiry, ask once more.

    From a pause it is the moment of the pause that is kept, wherever the tape was moved since.
    """
    session, events = tick(session, now_ns)
    state = session.state
    if isinstance(state, Ended):
        return session, events
    if isinstance(state, Asking):
        session, more = _hurt_again(session, state)
        return session, (*events, *more)
    from_pause = isinstance(state, Paused)
    stood = state if isinstance(state, Paused) else stands_still(session)
    session = replace(session, state=Asking(AskFeeling(told=stood.here), stood, from_pause), way_back=None)
    return session, (*events, InquiryOpened(session.clock_ns))


def answer(session: Session, now_ns: int, given: Answer) -> Change:
    """Say what it is. While care advice shows, another answer corrects the one before."""
    return _step(session, now_ns, lambda inquiry, at: discomfort.answer(inquiry, given, at.clock_ns))


def give_level(session: Session, now_ns: int, level: int) -> Change:
    """Say how much it hurts. Raises ValueError unless *level* is 0 to 10."""
    return _step(session, now_ns, lambda inquiry, _: discomfort.give_level(inquiry, level))


def give_place(session: Session, now_ns: int, place: Place) -> Change:
    """Say where it hurts."""
    return _step(session, now_ns, lambda inquiry, _: discomfort.give_place(inquiry, place))


def give_newness(session: Session, now_ns: int, newness: Newness) -> Change:
    """Say whether the pain is new. Now it is decided whether this session can go on."""
    return _step(session, now_ns, lambda inquiry, at: discomfort.give_newness(inquiry, newness, before(at)))


def correct(session: Session, now_ns: int) -> Change:
    """Go back to the question before."""
    return _step(session, now_ns, lambda inquiry, _: discomfort.correct(inquiry))


def choose(session: Session, now_ns: int, offer: Offer) -> Change:
    """Choose one of what is offered."""
    return _step(
        session,
        now_ns,
        lambda inquiry, at: discomfort.choose(inquiry, offer, at.clock_ns, can_ease=can_ease(at)),
    )


def end_rest(session: Session, now_ns: int) -> Change:
    """End the rest, if it has been long enough."""
    return _step(session, now_ns, lambda inquiry, at: discomfort.end_rest(inquiry, at.clock_ns))


def say_settled(session: Session, now_ns: int, settled: Settled) -> Change:
    """Say whether it is back to where it was, or clearly passed."""
    return _step(session, now_ns, lambda inquiry, _: discomfort.say_settled(inquiry, settled=settled is Settled.YES))


def reply(session: Session, now_ns: int, given: Reply) -> Change:
    """Say or choose *given*, whatever it is an answer to."""
    match given:
        case Answer():
            return answer(session, now_ns, given)
        case int():
            return give_level(session, now_ns, given)
        case Place():
            return give_place(session, now_ns, given)
        case Newness():
            return give_newness(session, now_ns, given)
        case Settled():
            return say_settled(session, now_ns, given)
        case Offer():
            return choose(session, now_ns, given)
        case _:
            assert_never(given)


def confirm(session: Session, now_ns: int) -> Change:
    """Press Enter where care advice shows or no more exercise is possible: the session ends."""
    return _step(session, now_ns, lambda inquiry, _: discomfort.confirm(inquiry))


def offers(session: Session) -> tuple[Offer, ...]:
    """Return what can be chosen now; nothing if nothing hurts."""
    inquiry = session.inquiry
    return () if inquiry is None else discomfort.offers(inquiry, can_ease=can_ease(session))


def can_correct(inquiry: Inquiry) -> bool:
    """Return whether there is a question before to go back to."""
    return discomfort.correct(inquiry) != inquiry


def something_hurt(session: Session | SavedSession) -> bool:
    """Return whether something was told, or is being asked: what was done then is kept, and never discarded."""
    return session.inquiry is not None or any(event.kind is EventKind.DISCOMFORT for event in session.log)


def rest_left_ns(session: Session) -> int | None:
    """Return what is left of the rest on the session's clock; None if there is none."""
    inquiry = session.inquiry
    return None if inquiry is None else discomfort.rest_left_ns(inquiry, session.clock_ns)


def before(session: Session) -> Before:
    """Return what happened before that counts for how pain is taken now."""
    return Before(session.pain_before, tuple(one for one in session.log if one.answer is Answer.PAIN))


def _step(session: Session, now_ns: int, step: Callable[[Inquiry, Session], Result]) -> Change:
    session, events = tick(session, now_ns)
    if not isinstance(session.state, Asking):
        return session, events
    session, more = took(session, session.state, step(session.state.inquiry, session))
    return session, (*events, *more)


def _hurt_again(session: Session, asking: Asking) -> Change:
    blank = replace(asking.stood.here, at_seconds=seconds_of(session.clock_ns))
    told, inquiry = discomfort.hurts_again(asking.inquiry, blank, before(session), session.clock_ns)
    if inquiry == asking.inquiry:
        return session, ()
    session = session if told is None else filed(session, told)
    return replace(session, state=replace(asking, inquiry=inquiry)), (InquiryMoved(session.clock_ns),)
