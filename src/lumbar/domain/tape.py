"""How a session moves along its tape: never into an exercise that is closed."""

from dataclasses import replace
from itertools import takewhile

from lumbar.domain.exercise import NS_PER_SECOND
from lumbar.domain.inquiry import Stopped
from lumbar.domain.record import EventKind, SessionEvent
from lumbar.domain.session import (
    Change,
    CountingIn,
    CountInStarted,
    Ended,
    Paused,
    Running,
    Session,
    SessionEnded,
    StepStarted,
    Waiting,
    WaitStarted,
)
from lumbar.domain.timeline import IN_A_REPETITION, MOVE_TO_NEW_POSITION_NS, Phase, Step, Timeline, move_ns, way_up_ns

COUNT_IN_NS = 3 * NS_PER_SECOND
"""The 3-2-1 before a session that stood still goes on. Credited nowhere."""

BETWEEN_EXERCISES = frozenset({Phase.GO_TO, Phase.STAND_UP})
"""The phases in which one exercise is over and no other has begun."""

LONG_PAUSE_NS = 30 * NS_PER_SECOND
"""From this length on, a pause is followed by time to get into position (our default)."""


def first_step_of_repetition(session: Session) -> int:
    """Return where the current repetition starts; in a move, the current step."""
    repetition = session.repetition
    return session.step if repetition is None else repetition.first_step


def next_step(session: Session) -> Change:
    """Go on to the step behind the current one."""
    if session.current.phase is Phase.GET_READY:
        session = replace(session, body=session.exercise.position)
        return go_to(session, _first_open_repetition(session))
    return go_to(session, session.step + 1)


def step_behind_repetition(session: Session) -> int:
    """Return the first step behind the current repetition and its rest; it may be behind the tape."""
    steps = session.timeline.steps
    following = session.step + 1
    while following < len(steps) and steps[following].repetition == session.current.repetition:
        following += 1
    return following


def go_to(session: Session, step: int, *, extra_ns: int = 0) -> Change:
    """Start *step*, made longer by *extra_ns*; if its exercise is closed, go to the next one that is open.

    Behind the last step the session ends, and before it if the body is up. Before an exercise that waits for the
    person, the tape stands still.
    """
    if isinstance(session.state, Waiting):
        session = replace(session, state=Running())
    if step >= len(session.timeline.steps):
        return ended(session, reached_end=True)
    target = session.timeline.steps[step]
    if target.phase is not Phase.STAND_UP and not session.is_open(target.place):
        return go_past_exercise(session, target.place)
    came_from = session.came_from if session.current.phase in BETWEEN_EXERCISES else session.current.place
    if target.phase is Phase.STAND_UP:
        extra_ns = way_up_ns(session.body) - target.duration_ns
    session = replace(placed(session, step), extra_ns=extra_ns, came_from=came_from)
    if target.phase is Phase.STAND_UP and session.step_ns == 0:
        return ended(session, reached_end=True)
    if waits_at(session, step):
        return waiting(session)
    return session, (StepStarted(session.clock_ns, step),)


def waits_at(session: Session, step: int) -> bool:
    """Return whether the running tape waits for the person before *step*: once the body is there."""
    target = session.timeline.steps[step]
    is_start = target.phase is Phase.GET_READY and target.place in session.timeline.plan.waits
    return is_start and isinstance(session.state, Running)


def waiting(session: Session) -> Change:
    """Wait for the person before the present step."""
    return replace(session, state=Waiting(session.clock_ns)), (WaitStarted(session.clock_ns, session.step),)


def awaits_a_key(session: Session) -> bool:
    """Return whether the tape stands where it waits for the person, and has not moved on from there."""
    step = session.current
    is_start = step.phase is Phase.GET_READY and step.place in session.timeline.plan.waits
    return is_start and session.elapsed_ns == 0 and session.is_open(step.place)


def go_to_exercise(session: Session, place: int) -> Change:
    """Go to the move to the exercise at *place*, made longer if the body has further to go than planned."""
    entry = session.timeline.entries[place]
    exercise = session.timeline.exercises[place]
    move = takewhile(is_a_move, session.timeline.steps[entry:])
    planned_ns = sum(step.duration_ns for step in move)
    return go_to(session, entry, extra_ns=max(0, move_ns(session.body, exercise.position) - planned_ns))


def is_a_move(step: Step) -> bool:
    """Return whether *step* belongs to the way to an exercise."""
    return step.phase in (Phase.GO_TO, Phase.GET_READY)


def go_past_exercise(session: Session, place: int) -> Change:
    """Go to the next open exercise behind *place*; if there is none, to what comes after the last repetition."""
    following = next((one for one in range(place + 1, len(session.timeline.exercises)) if session.is_open(one)), None)
    if following is None:
        return go_to(session, after_last_repetition(session.timeline))
    return go_to_exercise(session, following)


def after_last_repetition(timeline: Timeline) -> int:
    """Return the index behind the last step of the last repetition: that of the way up."""
    return len(timeline.steps) - 1


def step_ahead(session: Session) -> Step | None:
    """Return the step to which the tape leads from the present one; None at the end of the session."""
    ahead, _ = next_step(replace(session, state=Running()))
    return None if isinstance(ahead.state, Ended) else ahead.current


def placed(session: Session, step: int) -> Session:
    """Put the tape at the start of *step*, without a word."""
    return replace(session, step=step, elapsed_ns=0, extra_ns=0)


def stands_still(session: Session) -> Paused:
    """Return how the tape stands if it stops now."""
    count_ns = session.state.left_ns if isinstance(session.state, CountingIn) else 0
    return Paused(session.clock_ns, here(session, session.clock_ns), count_ns)


def counted_in(session: Session, stood: Paused) -> Change:
    """Count in after it *stood* still: a repetition from its start, a rest or a move from where it stood.

    What was left of a count-in before is not cut short. If the exercise is closed by now, go to the next one that is
    open instead; if it waits for the person, and has not had its key, wait; if the body is up at the end, end.
    """
    if session.current.phase is Phase.STAND_UP:
        if session.left_in_step_ns == 0:
            return ended(session, reached_end=True)
    elif not session.is_open(session.current.place):
        return go_past_exercise(replace(session, state=Running()), session.current.place)
    if awaits_a_key(session):
        return waiting(session)
    is_short = session.clock_ns - stood.since_ns < LONG_PAUSE_NS
    count_ns = COUNT_IN_NS if is_short else COUNT_IN_NS + _way_back_into_position_ns(session)
    count_ns = max(count_ns, stood.count_ns)
    if session.current.phase in IN_A_REPETITION:
        session = placed(session, first_step_of_repetition(session))
    session = replace(session, state=CountingIn(count_ns, count_ns))
    return session, (CountInStarted(session.clock_ns, count_ns),)


def run_again(session: Session) -> Session:
    """Let the tape run after a count-in: now the body is where the exercise is done."""
    body = session.body if session.repetition is None else session.exercise.position
    return replace(session, state=Running(), body=body)


def _way_back_into_position_ns(session: Session) -> int:
    """Return the time to get ready; that of a whole move if the body is not where the exercise is done."""
    if session.current.phase not in BETWEEN_EXERCISES and session.body is not session.exercise.position:
        return MOVE_TO_NEW_POSITION_NS
    return session.timeline.plan.get_ready_ns


def ended(session: Session, *, reached_end: bool, stopped: Stopped | None = None) -> Change:
    """End the session."""
    session = replace(session, state=Ended(reached_end, stopped))
    return session, (SessionEnded(session.clock_ns, reached_end, stopped),)


def event_at(session: Session, kind: EventKind, at_ns: int) -> SessionEvent:
    """Return an event of that *kind* at the present place of the tape, at *at_ns* of the session's clock."""
    repetition = session.repetition
    in_hold = session.current.phase is Phase.HOLD
    return SessionEvent(
        at_seconds=seconds_of(at_ns),
        kind=kind,
        exercise=session.exercise.id,
        side=repetition.side.value if repetition and repetition.side else None,
        set=repetition.set if repetition else None,
        rep=repetition.rep if repetition else None,
        hold_second=seconds_of(session.elapsed_ns) if in_hold else None,
    )


def seconds_of(length_ns: int) -> float:
    """Return *length_ns* in seconds, to the millisecond."""
    return round(length_ns / NS_PER_SECOND, 3)


def here(session: Session, at_ns: int) -> SessionEvent:
    """Return what is kept if something hurts at the present place of the tape; without an answer yet.

    On the way to an exercise, and on the way up, it is about the exercise just done.
    """
    told = event_at(session, EventKind.DISCOMFORT, at_ns)
    if session.came_from is None or session.current.phase not in BETWEEN_EXERCISES:
        return told
    return replace(told, exercise=session.timeline.exercises[session.came_from].id)


def noted(session: Session, kind: EventKind) -> Session:
    """Write down what happened, and where."""
    return replace(session, log=(*session.log, event_at(session, kind, session.clock_ns)))


def _first_open_repetition(session: Session) -> int:
    """Return the first step of the exercise's first repetition that does not count yet, or of its first one."""
    indexes = session.timeline.repetitions_of[session.current.place]
    first = next((index for index in indexes if index not in session.done), indexes[0])
    return session.timeline.repetitions[first].first_step
