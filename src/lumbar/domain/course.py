"""The course of a session: how time handed in moves it along its tape."""

from dataclasses import replace
from typing import assert_never

from lumbar.domain.exercise import NS_PER_SECOND
from lumbar.domain.record import EventKind, SessionEvent
from lumbar.domain.session import (
    Change,
    CountingIn,
    Ended,
    Event,
    Paused,
    RepetitionDone,
    Running,
    Session,
    SessionEnded,
    SessionPaused,
    SessionResumed,
    State,
    StepStarted,
)
from lumbar.domain.timeline import IN_A_REPETITION, Phase, Timeline

GAP_NS = 2 * NS_PER_SECOND
"""Real time without a tick beyond which the machine was asleep or the program was stopped."""

LONG_PAUSE_NS = 30 * NS_PER_SECOND
"""From this length on, a pause is followed by time to get into position (our default)."""


def start(timeline: Timeline, now_ns: int, *, rate: int = 1) -> Change:
    """Start at the first step of the tape. *rate* is 1 or more."""
    session = Session(timeline=timeline, rate=rate, read_ns=now_ns)
    return session, (StepStarted(0, 0),)


def tick(session: Session, now_ns: int) -> Change:
    """Let time pass up to the clock's reading *now_ns*. A reading in the past changes nothing."""
    delta_ns = max(0, now_ns - session.read_ns)
    session = replace(session, read_ns=max(now_ns, session.read_ns))
    match session.state:
        case Ended():
            return session, ()
        case Paused():
            return replace(session, clock_ns=session.clock_ns + delta_ns * session.rate), ()
        case Running() | CountingIn():
            if delta_ns > GAP_NS:
                return _stop_for_gap(session, delta_ns)
            return _run(session, delta_ns * session.rate)
        case _:
            assert_never(session.state)


def interrupted(session: Session) -> Session:
    """Return *session* as it waits after the program was ended and started again: paused, with time to get ready."""
    if isinstance(session.state, Ended):
        return session
    if session.current.phase in IN_A_REPETITION:
        session = placed(session, first_step_of_repetition(session))
    return replace(session, state=Paused(session.clock_ns - LONG_PAUSE_NS), way_back=None)


def first_step_of_repetition(session: Session) -> int:
    """Return where the current repetition starts; in a move, the current step."""
    repetition = session.repetition
    return session.step if repetition is None else repetition.first_step


def ns_to_next_change(session: Session) -> int | None:
    """Return the real time until the session's next event if nothing else happens; None if nothing is running."""
    match session.state:
        case Running():
            left_ns = session.left_in_step_ns
        case CountingIn(left_ns, _):
            pass
        case Paused() | Ended():
            return None
        case _:
            assert_never(session.state)
    return -(-left_ns // session.rate)


def _run(session: Session, budget_ns: int) -> Change:
    """Let the session's clock run for *budget_ns*, over as many steps as that takes."""
    events: list[Event] = []
    while isinstance(session.state, Running | CountingIn):
        if isinstance(session.state, CountingIn):
            left_ns = session.state.left_ns
            spent_ns = min(budget_ns, left_ns)
            state: State = replace(session.state, left_ns=left_ns - spent_ns) if budget_ns < left_ns else Running()
            session = replace(session, clock_ns=session.clock_ns + spent_ns, state=state)
            if isinstance(state, Running):
                events.append(SessionResumed(session.clock_ns, session.step))
        else:
            left_ns = session.left_in_step_ns
            spent_ns = min(budget_ns, left_ns)
            session = _spent(session, spent_ns)
            if budget_ns >= left_ns:
                session, more = _completed_step(session)
                events.extend(more)
        budget_ns -= spent_ns
        if spent_ns < left_ns:
            break
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


def next_step(session: Session) -> Change:
    """Go on to the step behind the current one."""
    if session.current.phase is Phase.GET_READY:
        session = replace(session, body=session.exercise.position)
        return go_to(session, _first_open_repetition(session))
    return go_to(session, session.step + 1)


def go_to(session: Session, step: int, *, extra_ns: int = 0) -> Change:
    """Start *step*, made longer by *extra_ns*; behind the last step the session ends."""
    if step >= len(session.timeline.steps):
        return ended(session, reached_end=True)
    session = replace(placed(session, step), extra_ns=extra_ns)
    return session, (StepStarted(session.clock_ns, step),)


def placed(session: Session, step: int) -> Session:
    """Put the tape at the start of *step*, without a word."""
    return replace(session, step=step, elapsed_ns=0, extra_ns=0)


def ended(session: Session, *, reached_end: bool) -> Change:
    """End the session."""
    session = replace(session, state=Ended(reached_end))
    return session, (SessionEnded(session.clock_ns, reached_end),)


def _stop_for_gap(session: Session, delta_ns: int) -> Change:
    session = noted(session, EventKind.GAP)
    at_ns = session.clock_ns
    session = replace(session, state=Paused(at_ns), clock_ns=at_ns + delta_ns * session.rate, way_back=None)
    return session, (SessionPaused(at_ns, by_gap=True),)


def _first_open_repetition(session: Session) -> int:
    """Return the first step of the exercise's first repetition that does not count yet, or of its first one."""
    indexes = session.timeline.repetitions_of[session.current.place]
    first = next((index for index in indexes if index not in session.done), indexes[0])
    return session.timeline.repetitions[first].first_step


def noted(session: Session, kind: EventKind) -> Session:
    """Write down what happened, and where."""
    repetition = session.repetition
    in_hold = session.current.phase is Phase.HOLD
    noted = SessionEvent(
        at_seconds=round(session.clock_ns / NS_PER_SECOND, 3),
        kind=kind,
        exercise=session.exercise.id,
        side=repetition.side.value if repetition and repetition.side else None,
        set=repetition.set if repetition else None,
        rep=repetition.rep if repetition else None,
        hold_second=round(session.elapsed_ns / NS_PER_SECOND, 3) if in_hold else None,
    )
    return replace(session, log=(*session.log, noted))
