"""The moments within a step or a count-in that are worth telling: half of a long hold, and the last seconds."""

from dataclasses import dataclass

from lumbar.domain.exercise import NS_PER_SECOND
from lumbar.domain.session import CountingIn, MarkPassed, Running, Session
from lumbar.domain.timeline import Phase

LONG_HOLD_NS = 10 * NS_PER_SECOND
"""From this length on a hold has a half, and more of its last seconds count."""

LONG_REST_NS = 8 * NS_PER_SECOND
"""From this length on the last three seconds of a rest count."""

MANY, FEW = 5, 3
RESTS = frozenset({Phase.REST, Phase.SWITCH_SIDES, Phase.NEXT_SET})


@dataclass(frozen=True, slots=True)
class Mark:
    """One moment of what is running."""

    left_ns: int
    """How much of the step or the count-in is left then; more than 0, less than its length."""
    seconds: int | None
    """The same in whole seconds; None at the half."""


def marks(session: Session) -> tuple[Mark, ...]:
    """Return the marks of what is running, first to last; none while the tape stands still."""
    match session.state:
        case CountingIn(_, total_ns):
            return _last_seconds(FEW, total_ns)
        case Running():
            return () if said_in_get_ready(session) else _marks_of_step(session.current.phase, session.step_ns)
        case _:
            return ()


def said_in_get_ready(session: Session) -> str:
    """Return what the provider says of the exercise, if it is spoken now: no number may cut it off. Else empty.

    Where the exercise waits for the person it is spoken in the wait.
    """
    step, plan = session.current, session.timeline.plan
    if step.phase is not Phase.GET_READY or step.place in plan.waits:
        return ""
    return plan.exercises[step.place].provider_says.strip()


def marks_passed(session: Session, left_ns: int, spent_ns: int) -> tuple[MarkPassed, ...]:
    """Return what is passed when *spent_ns* go by while *left_ns* of what is running are left."""
    return tuple(
        MarkPassed(session.clock_ns + left_ns - mark.left_ns, mark.seconds)
        for mark in marks(session)
        if left_ns - spent_ns <= mark.left_ns < left_ns
    )


def ns_to_next_mark(session: Session, left_ns: int) -> int:
    """Return the session's time until the next mark or the end of what is running, of which *left_ns* are left."""
    return next((left_ns - mark.left_ns for mark in marks(session) if mark.left_ns < left_ns), left_ns)


def last_seconds_of_hold(length_ns: int) -> int:
    """Return how many of the last seconds of a hold count, for the ear and for the eye."""
    return MANY if length_ns >= LONG_HOLD_NS else FEW


def _marks_of_step(phase: Phase, length_ns: int) -> tuple[Mark, ...]:
    if phase is Phase.HOLD:
        return _marks_of_hold(length_ns)
    if phase is Phase.GET_READY or (phase in RESTS and length_ns >= LONG_REST_NS):
        return _last_seconds(FEW, length_ns)
    return ()


def _marks_of_hold(length_ns: int) -> tuple[Mark, ...]:
    last = _last_seconds(last_seconds_of_hold(length_ns), length_ns)
    if length_ns < LONG_HOLD_NS:
        return last
    half = Mark(length_ns // 2, None)
    # No number may cut off the word that tells the half.
    return (half, *(one for one in last if half.left_ns - one.left_ns >= NS_PER_SECOND))


def _last_seconds(count: int, length_ns: int) -> tuple[Mark, ...]:
    numbers = range(count, 0, -1)
    return tuple(Mark(one * NS_PER_SECOND, one) for one in numbers if length_ns - one * NS_PER_SECOND >= NS_PER_SECOND)
