"""What a person can ask of a session in progress. Each command lets time pass up to its own instant first."""

from dataclasses import replace
from typing import assert_never

from lumbar.domain.course import tick
from lumbar.domain.exercise import NS_PER_SECOND
from lumbar.domain.going_on import finished
from lumbar.domain.record import EventKind
from lumbar.domain.session import (
    Asking,
    Change,
    CountingIn,
    CountInStarted,
    Ended,
    Paused,
    Running,
    Session,
    SessionPaused,
    SessionResumed,
    StepStarted,
    TimeAdded,
    Waiting,
    WayBack,
)
from lumbar.domain.tape import (
    COUNT_IN_NS,
    after_last_repetition,
    awaits_a_key,
    counted_in,
    ended,
    first_step_of_repetition,
    go_past_exercise,
    go_to,
    go_to_exercise,
    is_a_move,
    next_step,
    noted,
    placed,
    run_again,
    stands_still,
    step_behind_repetition,
    waiting,
)
from lumbar.domain.timeline import IN_A_REPETITION, Phase, Step

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
    session = replace(session, state=stands_still(session), way_back=None)
    return session, (*events, SessionPaused(session.clock_ns, by_gap=False))


def resume(session: Session, now_ns: int) -> Change:
    """Go on after a pause: a repetition from its start, a rest or a move from where it stood."""
    session, events = tick(session, now_ns)
    if not isinstance(session.state, Paused):
        return session, events
    session, more = counted_in(noted(session, EventKind.RESUME), session.state)
    return session, (*events, *more)


def ready(session: Session, now_ns: int) -> Change:
    """Start the exercise that waits for the person. Nothing happens if none does."""
    session, events = tick(session, now_ns)
    if not isinstance(session.state, Waiting):
        return session, events
    session = replace(session, state=Running())
    return session, (*events, StepStarted(session.clock_ns, session.step))


def next_repetition(session: Session, now_ns: int) -> Change:
    """End a rest, a move, a count-in or a wait; within a repetition, leave it uncounted and go to the next one.

    From a pause it does not lead past the wait before an exercise: that shows how the exercise goes.
    """
    session, events = tick(session, now_ns)
    if isinstance(session.state, Ended | Asking):
        return session, events
    if isinstance(session.state, Waiting):
        session, more = ready(session, now_ns)
        return session, (*events, *more)
    if isinstance(session.state, Paused) and awaits_a_key(session):
        session, more = waiting(noted(session, EventKind.RESUME))
        return session, (*events, *more)
    if isinstance(session.state, CountingIn):
        session = run_again(session)
        return session, (*events, SessionResumed(session.clock_ns, session.step))
    if session.current.phase not in IN_A_REPETITION:
        session, more = next_step(session)
        return session, (*events, *more)
    session = replace(noted(session, EventKind.SKIP), way_back=None)
    session, more = go_to(session, step_behind_repetition(session))
    return session, (*events, *more)


def previous_repetition(session: Session, now_ns: int) -> Change:
    """Go to the start of this repetition or move; within 2 s of its start, to the one before. It is uncounted again."""
    session, events = tick(session, now_ns)
    if isinstance(session.state, Ended | Asking):
        return session, events
    session = noted(session, EventKind.BACK)
    first, spent_ns = _start_of_unit(session)
    if spent_ns <= SECOND_THOUGHT_NS and first > 0 and _is_at_hand(session, session.timeline.steps[first - 1].place):
        first, _ = _start_of_unit(replace(session, step=first - 1))
    repetition = session.timeline.steps[first].repetition
    session = replace(session, done=session.done - {repetition}, way_back=None)
    target = session.timeline.steps[first]
    session, more = go_to_exercise(session, target.place) if is_a_move(target) else go_to(session, first)
    return session, (*events, *more)


def leaving_ends(session: Session) -> bool:
    """Return whether leaving the exercise would end the session, as nothing follows it."""
    if isinstance(session.state, Ended | Asking):
        return False
    after, _ = go_past_exercise(session, session.current.place)
    return isinstance(after.state, Ended)


def leave_exercise(session: Session, now_ns: int) -> Change:
    """Go to the next exercise. What was done of this one counts."""
    session, events = tick(session, now_ns)
    if isinstance(session.state, Ended | Asking):
        return session, events
    way_back = _way_back(session)
    session = noted(session, EventKind.SKIP)
    session, more = go_past_exercise(session, session.current.place)
    return replace(session, way_back=way_back), (*events, *more)


def return_to_exercise(session: Session, now_ns: int) -> Change:
    """Go back to the open exercise before, to the first repetition of it that does not count yet. What counts stays."""
    session, events = tick(session, now_ns)
    behind = session.current.place + (session.current.phase is Phase.STAND_UP)
    before = next((place for place in reversed(range(behind)) if session.is_open(place)), None)
    if isinstance(session.state, Ended | Asking) or before is None:
        return session, events
    way_back = _way_back(session)
    session, more = go_to_exercise(noted(session, EventKind.BACK), before)
    return replace(session, way_back=way_back), (*events, *more)


def undo(session: Session, now_ns: int) -> Change:
    """Take back leaving or returning to an exercise, within 3 s of it: the broken repetition starts again."""
    session, events = tick(session, now_ns)
    way_back = session.way_back
    if way_back is None or not session.can_undo or isinstance(session.state, Ended | Asking):
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
    if isinstance(session.state, Running | Waiting):
        if awaits_a_key(session):
            session, more = waiting(session)
            return session, (*events, *more)
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
        case Running() | Paused() | Waiting() | Asking() | Ended():
            return session, events
        case _:
            assert_never(state)
    return session, (*events, TimeAdded(session.clock_ns))


def end(session: Session, now_ns: int) -> Change:
    """End the session here. After the last repetition it has reached its end.

    While something hurts, that is what it ends for.
    """
    session, events = tick(session, now_ns)
    if isinstance(session.state, Ended):
        return session, events
    if isinstance(session.state, Asking):
        session, more = finished(session, session.state)
        return session, (*events, *more)
    reached_end = session.step >= after_last_repetition(session.timeline)
    session, more = ended(session, reached_end=reached_end)
    return session, (*events, *more)


def _start_of_unit(session: Session) -> tuple[int, int]:
    """Return the first step of the current repetition (with its rest) or move, and the time spent since."""
    current = session.current
    first = session.step
    while first > 0 and _same_unit(session.timeline.steps[first - 1], current):
        first -= 1
    spent_ns = session.elapsed_ns + sum(step.duration_ns for step in session.timeline.steps[first : session.step])
    return first, spent_ns


def _is_at_hand(session: Session, place: int) -> bool:
    """Return whether the exercise at *place* is open, and the body, if it is on its way, still where that is done."""
    is_there = session.repetition is not None or session.body is session.timeline.exercises[place].position
    return is_there and session.is_open(place)


def _same_unit(one: Step, other: Step) -> bool:
    return (one.place, one.repetition) == (other.place, other.repetition)


def _way_back(session: Session) -> WayBack:
    return WayBack(
        step=session.step,
        elapsed_ns=session.elapsed_ns,
        extra_ns=session.extra_ns,
        log=session.log,
        until_ns=session.clock_ns + UNDO_NS,
    )
