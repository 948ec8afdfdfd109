"""What a person can ask of a session in progress. Each command lets time pass up to its own instant first."""

from collections.abc import Iterator
from dataclasses import replace
from typing import assert_never

from lumbar.domain.course import LONG_PAUSE_NS, ended, first_step_of_repetition, go_to, next_step, noted, placed, tick
from lumbar.domain.exercise import NS_PER_SECOND
from lumbar.domain.record import EventKind
from lumbar.domain.session import (
    Change,
    CountingIn,
    CountInStarted,
    Ended,
    Paused,
    Running,
    Session,
    SessionPaused,
    TimeAdded,
    WayBack,
)
from lumbar.domain.timeline import IN_A_REPETITION, Phase, Step, Timeline, move_ns

COUNT_IN_NS = 3 * NS_PER_SECOND
"""The 3-2-1 before a paused session goes on. Credited nowhere."""

MORE_TIME_NS = 10 * NS_PER_SECOND
SECOND_THOUGHT_NS = 2 * NS_PER_SECOND
"""Within this time of a start, going back means the one before."""

UNDO_NS = 3 * NS_PER_SECOND


def pause(session: Session, now_ns: int) -> Change:
    """Stop the tape where it is. Nothing happens if it stands still already."""
    session, events = tick(session, now_ns)
    if not isinstance(session.state, Running | CountingIn):
        return session, events
    session = noted(session, EventKind.PAUSE)
    session = replace(session, state=Paused(session.clock_ns), way_back=None)
    return session, (*events, SessionPaused(session.clock_ns, by_gap=False))


def resume(session: Session, now_ns: int) -> Change:
    """Go on after a pause: a repetition from its start, a rest or a move from where it stood."""
    session, events = tick(session, now_ns)
    if not isinstance(session.state, Paused):
        return session, events
    away_ns = session.clock_ns - session.state.since_ns
    count_ns = COUNT_IN_NS if away_ns < LONG_PAUSE_NS else COUNT_IN_NS + session.timeline.plan.get_ready_ns
    session = noted(session, EventKind.RESUME)
    if session.current.phase in IN_A_REPETITION:
        session = placed(session, first_step_of_repetition(session))
    session = replace(session, state=CountingIn(count_ns, count_ns))
    return session, (*events, CountInStarted(session.clock_ns, count_ns))


def next_repetition(session: Session, now_ns: int) -> Change:
    """End a rest or a move; within a repetition, leave it uncounted and go to the next one."""
    session, events = tick(session, now_ns)
    if isinstance(session.state, Ended):
        return session, events
    if session.current.phase not in IN_A_REPETITION:
        session, more = next_step(session)
        return session, (*events, *more)
    session = replace(noted(session, EventKind.SKIP), way_back=None)
    following = session.step + 1
    steps = session.timeline.steps
    while following < len(steps) and steps[following].repetition == session.current.repetition:
        following += 1
    session, more = go_to(session, following)
    return session, (*events, *more)


def previous_repetition(session: Session, now_ns: int) -> Change:
    """Go to the start of this repetition or move; within 2 s of its start, to the one before. It is uncounted again."""
    session, events = tick(session, now_ns)
    if isinstance(session.state, Ended):
        return session, events
    session = noted(session, EventKind.BACK)
    first, spent_ns = _start_of_unit(session)
    if spent_ns <= SECOND_THOUGHT_NS and first > 0:
        first, _ = _start_of_unit(replace(session, step=first - 1))
    repetition = session.timeline.steps[first].repetition
    session = replace(session, done=session.done - {repetition}, way_back=None)
    session, more = go_to(session, first)
    return session, (*events, *more)


def leave_exercise(session: Session, now_ns: int) -> Change:
    """Go to the next exercise. What was done of this one counts."""
    session, events = tick(session, now_ns)
    if isinstance(session.state, Ended):
        return session, events
    way_back = _way_back(session)
    session = noted(session, EventKind.SKIP)
    following = session.current.place + 1
    session, more = (
        _go_to_exercise(session, following)
        if following < len(session.timeline.exercises)
        else go_to(session, _after_last_repetition(session.timeline))
    )
    return replace(session, way_back=way_back), (*events, *more)


def return_to_exercise(session: Session, now_ns: int) -> Change:
    """Go back to the exercise before, to the first repetition of it that does not count yet. What counts stays."""
    session, events = tick(session, now_ns)
    if isinstance(session.state, Ended) or session.current.place == 0:
        return session, events
    way_back = _way_back(session)
    session = noted(session, EventKind.BACK)
    session, more = _go_to_exercise(session, session.current.place - 1)
    return replace(session, way_back=way_back), (*events, *more)


def undo(session: Session, now_ns: int) -> Change:
    """Take back leaving or returning to an exercise, within 3 s of it: the broken repetition starts again."""
    session, events = tick(session, now_ns)
    way_back = session.way_back
    if way_back is None or not session.can_undo or isinstance(session.state, Ended):
        return session, events
    session = replace(
        session,
        step=way_back.step,
        elapsed_ns=way_back.elapsed_ns,
        extra_ns=way_back.extra_ns,
        log=way_back.log,
        way_back=None,
    )
    if session.current.phase in IN_A_REPETITION:
        session = placed(session, first_step_of_repetition(session))
    if isinstance(session.state, Running):
        session = replace(session, state=CountingIn(COUNT_IN_NS, COUNT_IN_NS))
        return session, (*events, CountInStarted(session.clock_ns, COUNT_IN_NS))
    return session, events


def more_time(session: Session, now_ns: int) -> Change:
    """Make a rest, a move or a count-in ten seconds longer. Nothing happens within a repetition."""
    session, events = tick(session, now_ns)
    state = session.state
    match state:
        case CountingIn():
            longer = CountingIn(state.left_ns + MORE_TIME_NS, state.total_ns + MORE_TIME_NS)
            session = replace(session, state=longer)
        case Running() | Paused() if session.current.phase not in IN_A_REPETITION:
            session = replace(session, extra_ns=session.extra_ns + MORE_TIME_NS)
        case Running() | Paused() | Ended():
            return session, events
        case _:
            assert_never(state)
    return session, (*events, TimeAdded(session.clock_ns))


def end(session: Session, now_ns: int) -> Change:
    """End the session here. After the last repetition it has reached its end."""
    session, events = tick(session, now_ns)
    if isinstance(session.state, Ended):
        return session, events
    reached_end = session.step >= _after_last_repetition(session.timeline)
    session, more = ended(session, reached_end=reached_end)
    return session, (*events, *more)


def _go_to_exercise(session: Session, place: int) -> Change:
    """Go to the move to the exercise at *place*, made longer if the body has further to go than planned."""
    entry = session.timeline.entries[place]
    exercise = session.timeline.exercises[place]
    planned_ns = sum(step.duration_ns for step in _move_at(session.timeline, entry))
    return go_to(session, entry, extra_ns=max(0, move_ns(session.body, exercise.position) - planned_ns))


def _move_at(timeline: Timeline, entry: int) -> Iterator[Step]:
    for step in timeline.steps[entry:]:
        if step.phase not in (Phase.GO_TO, Phase.GET_READY):
            return
        yield step


def _start_of_unit(session: Session) -> tuple[int, int]:
    """Return the first step of the current repetition (with its rest) or move, and the time spent since."""
    current = session.current
    first = session.step
    while first > 0 and _same_unit(session.timeline.steps[first - 1], current):
        first -= 1
    spent_ns = session.elapsed_ns + sum(step.duration_ns for step in session.timeline.steps[first : session.step])
    return first, spent_ns


def _same_unit(one: Step, other: Step) -> bool:
    return (one.place, one.repetition) == (other.place, other.repetition)


def _after_last_repetition(timeline: Timeline) -> int:
    """Return the index behind the last step of the last repetition: the way up, or the end of the tape."""
    last = timeline.steps[-1]
    return len(timeline.steps) - (last.phase is Phase.STAND_UP)


def _way_back(session: Session) -> WayBack:
    return WayBack(
        step=session.step,
        elapsed_ns=session.elapsed_ns,
        extra_ns=session.extra_ns,
        log=session.log,
        until_ns=session.clock_ns + UNDO_NS,
    )
