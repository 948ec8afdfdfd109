"""The course of a session: how time handed in moves it along its tape."""

from collections.abc import Container
from dataclasses import replace
from typing import assert_never

from lumbar.domain import discomfort
from lumbar.domain.exercise import NS_PER_SECOND, Position
from lumbar.domain.going_on import took
from lumbar.domain.inquiry import Resting
from lumbar.domain.marks import marks_passed, ns_to_next_mark
from lumbar.domain.record import Answer, EventKind
from lumbar.domain.session import (
    Asking,
    Change,
    CountingIn,
    Ended,
    Event,
    Paused,
    RepetitionDone,
    Running,
    Session,
    SessionPaused,
    SessionResumed,
    StepStarted,
    Waiting,
    WaitStarted,
)
from lumbar.domain.tape import (
    LONG_PAUSE_NS,
    first_step_of_repetition,
    go_to,
    go_to_exercise,
    here,
    next_step,
    noted,
    placed,
    run_again,
    stands_still,
    waits_at,
)
from lumbar.domain.timeline import IN_A_REPETITION, Phase, Timeline

GAP_NS = 2 * NS_PER_SECOND
"""Real time without a tick beyond which the machine was asleep or the program was stopped."""


def start(timeline: Timeline, now_ns: int, *, rate: int = 1, pain_before: int | None = None) -> Change:
    """Start at the first step of the tape. *rate* is 1 or more, *pain_before* 0 to 10 or left out."""
    session = Session(timeline=timeline, rate=rate, read_ns=now_ns, pain_before=pain_before)
    if waits_at(session, 0):
        return replace(session, state=Waiting(0)), (WaitStarted(0, 0),)
    return session, (StepStarted(0, 0),)


def tick(session: Session, now_ns: int) -> Change:
    """Let time pass up to the clock's reading *now_ns*. A reading in the past changes nothing."""
    delta_ns = max(0, now_ns - session.read_ns)
    session = replace(session, read_ns=max(now_ns, session.read_ns))
    match session.state:
        case Ended():
            return session, ()
        case Paused() | Waiting():
            return replace(session, clock_ns=session.clock_ns + delta_ns * session.rate), ()
        case Running() | CountingIn():
            if delta_ns > GAP_NS:
                return _stop_for_gap(session, delta_ns * session.rate)
            return _run(session, delta_ns * session.rate)
        case Asking():
            return _wait(session, session.state, delta_ns)
        case _:
            assert_never(session.state)


def interrupted(session: Session) -> Session:
    """Return *session* as it waits after the program was ended and started again: paused, and the person is up.

    What was being asked is still asked.
    """
    if isinstance(session.state, Ended):
        return session
    up = replace(session, body=Position.STANDING, way_back=None)
    away_since_ns = session.clock_ns - LONG_PAUSE_NS
    if isinstance(session.state, Asking):
        return _interrupted_inquiry(_with_the_whole_way(up), session.state, away_since_ns)
    session = up
    if session.current.phase in IN_A_REPETITION:
        session = placed(session, first_step_of_repetition(session))
    elif session.repetition is not None:
        session, _ = go_to(session, session.step + 1)  # the interruption was the rest
    session = _with_the_whole_way(session)
    return replace(session, state=Paused(away_since_ns, here(session, max(0, away_since_ns))))


def _with_the_whole_way(session: Session) -> Session:
    """Return *session* at the start of its way, if it is on one, as long as from where the body is."""
    if session.current.phase is Phase.STAND_UP:
        return go_to(session, session.step)[0]
    if session.current.phase is Phase.GO_TO and session.is_open(session.current.place):
        return go_to_exercise(session, session.current.place)[0]
    return session


def _interrupted_inquiry(session: Session, asking: Asking, away_since_ns: int) -> Session:
    inquiry = discomfort.interrupted(asking.inquiry, session.clock_ns)
    stood = replace(asking.stood, since_ns=min(asking.stood.since_ns, away_since_ns))
    is_lying = isinstance(inquiry, Resting) and Answer.DIZZY in inquiry.unsettled
    body = Position.LYING if is_lying else session.body
    return replace(session, state=replace(asking, inquiry=inquiry, stood=stood), body=body)


def without(session: Session, exercise_ids: Container[str]) -> Session:
    """Return *session* in which the exercises with those ids are off: what stands still there goes on past them."""
    off = (place for place, exercise in enumerate(session.timeline.exercises) if exercise.id in exercise_ids)
    return replace(session, off=session.off.union(off))


def ns_to_next_change(session: Session) -> int | None:
    """Return the real time until the next event or mark if nothing else happens; None if nothing is running."""
    match session.state:
        case Running():
            left_ns = ns_to_next_mark(session, session.left_in_step_ns)
        case CountingIn(count_left_ns, _):
            left_ns = ns_to_next_mark(session, count_left_ns)
        case Asking(inquiry):
            rest_ns = discomfort.rest_left_ns(inquiry, session.clock_ns)
            if rest_ns is None:
                return None
            left_ns = rest_ns
        case Paused() | Waiting() | Ended():
            return None
        case _:
            assert_never(session.state)
    return -(-left_ns // session.rate)


def _wait(session: Session, asking: Asking, delta_ns: int) -> Change:
    """Let time pass while something is asked. A rest that is over leads on; after a gap not without the person."""
    budget_ns = delta_ns * session.rate
    left_ns = discomfort.rest_left_ns(asking.inquiry, session.clock_ns)
    if left_ns is None or budget_ns < left_ns:
        return replace(session, clock_ns=session.clock_ns + budget_ns), ()
    session = replace(session, clock_ns=session.clock_ns + left_ns)
    session, events = took(session, asking, discomfort.end_rest(asking.inquiry, session.clock_ns))
    if isinstance(session.state, Asking):
        return replace(session, clock_ns=session.clock_ns + budget_ns - left_ns), events
    if delta_ns > GAP_NS and isinstance(session.state, Running | CountingIn):
        session, more = _stop_for_gap(session, budget_ns - left_ns)
    else:
        session, more = _run(session, budget_ns - left_ns)
    return session, (*events, *more)


def _run(session: Session, budget_ns: int) -> Change:
    """Let the session's clock run for *budget_ns*, over as many steps as that takes."""
    events: list[Event] = []
    while isinstance(session.state, Running | CountingIn):
        if isinstance(session.state, CountingIn):
            left_ns = session.state.left_ns
            spent_ns = min(budget_ns, left_ns)
            events.extend(marks_passed(session, left_ns, spent_ns))
            counting = replace(session.state, left_ns=left_ns - spent_ns)
            session = replace(session, clock_ns=session.clock_ns + spent_ns, state=counting)
            if budget_ns >= left_ns:
                session = run_again(session)
                events.append(SessionResumed(session.clock_ns, session.step))
        else:
            left_ns = session.left_in_step_ns
            spent_ns = min(budget_ns, left_ns)
            events.extend(marks_passed(session, left_ns, spent_ns))
            session = _spent(session, spent_ns)
            if budget_ns >= left_ns:
                session, more = _completed_step(session)
                events.extend(more)
        budget_ns -= spent_ns
        if spent_ns < left_ns:
            break
    if isinstance(session.state, Waiting):
        session = replace(session, clock_ns=session.clock_ns + budget_ns)
    return session, tuple(events)


def _spent(session: Session, spent_ns: int) -> Session:
    counted_as_it_passes = session.current.phase not in IN_A_REPETITION
    return replace(
        session,
        clock_ns=session.clock_ns + spent_ns,
        elapsed_ns=session.elapsed_ns + spent_ns,
        passed_ns=session.passed_ns + (spent_ns if counted_as_it_passes else 0),
    )


def _completed_step(session: Session) -> Change:
    repetition = session.current.repetition
    if session.current.phase is Phase.MOVE_OUT and repetition is not None:
        session = replace(session, done=session.done | {repetition})
        done: tuple[Event, ...] = (RepetitionDone(session.clock_ns, repetition),)
    else:
        done = ()
    session, more = next_step(session)
    return session, (*done, *more)


def _stop_for_gap(session: Session, missed_ns: int) -> Change:
    session = noted(session, EventKind.GAP)
    at_ns = session.clock_ns
    session = replace(session, state=stands_still(session), clock_ns=at_ns + missed_ns, way_back=None)
    return session, (SessionPaused(at_ns, by_gap=True),)
