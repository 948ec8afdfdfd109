"""How a session goes on, or ends, by what was told and decided when something hurt."""

from dataclasses import replace

from lumbar.domain import discomfort
from lumbar.domain.easing import eased
from lumbar.domain.exercise import Position
from lumbar.domain.inquiry import AskSettled, Decided, Offer, Resting, Result, Stopped
from lumbar.domain.record import Answer, Choice, EventKind, SessionEvent
from lumbar.domain.session import (
    Asking,
    Change,
    Ended,
    InquiryMoved,
    Paused,
    Running,
    Session,
    SessionPaused,
)
from lumbar.domain.tape import (
    awaits_a_key,
    counted_in,
    ended,
    go_past_exercise,
    go_to,
    next_step,
    noted,
    step_behind_repetition,
)
from lumbar.domain.timeline import IN_A_REPETITION, Phase

OF_THE_PRESENT_EXERCISE = frozenset({Choice.LEAVE_EXERCISE, Choice.EASIER})
"""What is chosen for the exercise that the tape is at: where another one hurt, that one is over already."""


def took(session: Session, asking: Asking, result: Result) -> Change:
    """Return the session after a step of the inquiry had *result*."""
    if isinstance(result, Decided):
        return _decided(session, asking, result)
    if result == asking.inquiry:
        return session, ()
    session = replace(session, state=replace(asking, inquiry=result))
    if Answer.PAIN in result.unsettled:
        session = replace(session, closed=session.closed | {session.place_of(result.told)})
    if Answer.DIZZY in result.unsettled:
        session = replace(session, lying_only=True, body=Position.LYING)
    rest_over = isinstance(asking.inquiry, Resting) and isinstance(result, AskSettled)
    return session, (InquiryMoved(session.clock_ns, rest_over),)


def finished(session: Session, asking: Asking) -> Change:
    """End the session while it is asked what hurts."""
    return took(session, asking, discomfort.choose(asking.inquiry, Offer.FINISH, session.clock_ns))


def _decided(session: Session, asking: Asking, decided: Decided) -> Change:
    told = decided.told
    if decided.stopped is not None or told.choice is Choice.FINISH:
        return _stopped(session, told, decided.stopped)
    is_up = session.current.phase is Phase.STAND_UP
    if told.choice in OF_THE_PRESENT_EXERCISE and not is_up and session.place_of(told) != session.current.place:
        session = filed(session, replace(told, choice=Choice.NEXT_EXERCISE))
        return _eased(session, asking.stood) if told.choice is Choice.EASIER else _left_what_comes(session)
    was_unsettled = bool(asking.inquiry.unsettled)
    leads_on = is_up or session.is_open(session.current.place)
    if told.choice is Choice.CONTINUE and not (leads_on and session.is_open(session.place_of(told))):
        told = replace(told, choice=Choice.NEXT_EXERCISE)
    session = filed(session, told)
    match told.choice:
        case None if asking.from_pause:
            session = replace(session, state=asking.stood)
            return session, (SessionPaused(session.clock_ns, by_gap=False),)
        case Choice.CONTINUE | Choice.NEXT_EXERCISE if was_unsettled and is_up:
            return go_to(replace(session, state=Running()), session.step)
        case Choice.NEXT_EXERCISE if leads_on:
            return counted_in(session, asking.stood)
        case Choice.LEAVE_EXERCISE | Choice.NEXT_EXERCISE:
            return go_past_exercise(replace(session, state=Running()), session.current.place)
        case Choice.NEXT_REP if not awaits_a_key(session):
            return _next_repetition(replace(session, state=Running()), asking.stood)
        case Choice.EASIER:
            return _eased(session, asking.stood)
        case _:
            return counted_in(session, asking.stood)


def _eased(session: Session, stood: Paused) -> Change:
    return counted_in(eased(noted(session, EventKind.EASIER)), stood)


def _left_what_comes(session: Session) -> Change:
    """Leave the exercise that comes, which is written down, as nothing was told of it."""
    session = noted(session, EventKind.SKIP)
    return go_past_exercise(replace(session, state=Running()), session.current.place)


def filed(session: Session, told: SessionEvent) -> Session:
    """Keep what was told."""
    return replace(session, log=(*session.log, told))


def _stopped(session: Session, told: SessionEvent, stopped: Stopped | None) -> Change:
    session = filed(session, told)
    if told.answer is Answer.SEVERE_PAIN:
        session = replace(session, closed=session.closed | {session.place_of(told)})
    if stopped is not None:
        session = noted(session, EventKind.STOP)
    return ended(session, reached_end=False, stopped=stopped)


def _next_repetition(session: Session, stood: Paused) -> Change:
    """Leave the interrupted repetition uncounted; a rest or a move is over."""
    in_repetition = session.current.phase in IN_A_REPETITION
    session, events = go_to(session, step_behind_repetition(session)) if in_repetition else next_step(session)
    if isinstance(session.state, Ended) or session.current.phase not in IN_A_REPETITION:
        return session, events
    session, more = counted_in(session, stood)
    return session, (*events, *more)
