"""A session in progress in a flat form that can be written down, and back."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from typing import assert_never

from lumbar.domain.account import Occasion
from lumbar.domain.exercise import Exercise, Position
from lumbar.domain.record import SessionEvent
from lumbar.domain.session import CountingIn, Ended, Paused, Running, Session, State, WayBack
from lumbar.domain.timeline import SessionPlan, build_timeline


class SavedState(Enum):
    """Which of the four states the session was in."""

    RUNNING = "running"
    PAUSED = "paused"
    COUNTING_IN = "counting_in"
    ENDED = "ended"


@dataclass(frozen=True, slots=True, kw_only=True)
class SavedSession:
    """Everything that a session in progress is made of, apart from the catalog."""

    occasion: Occasion
    plan: SessionPlan
    timeline_ns: int
    """Length of the tape; tells whether the catalog still gives the same one."""
    rate: int
    clock_ns: int
    state: SavedState
    state_ns: tuple[int, ...]
    """Since when it is paused, or what is left of the count and its length; else empty."""
    reached_end: bool
    step: int
    elapsed_ns: int
    extra_ns: int
    done: tuple[int, ...]
    passed_ns: int
    body: Position
    log: tuple[SessionEvent, ...]
    way_back: WayBack | None = None


class NotTheSameTapeError(Exception):
    """The catalog or the saved values have changed so that the session cannot go on where it was."""


def save(session: Session, occasion: Occasion) -> SavedSession:
    """Return *session* in its flat form."""
    state, state_ns, reached_end = _flat(session.state)
    return SavedSession(
        occasion=occasion,
        plan=session.timeline.plan,
        timeline_ns=session.timeline.total_ns,
        rate=session.rate,
        clock_ns=session.clock_ns,
        state=state,
        state_ns=state_ns,
        reached_end=reached_end,
        step=session.step,
        elapsed_ns=session.elapsed_ns,
        extra_ns=session.extra_ns,
        done=tuple(sorted(session.done)),
        passed_ns=session.passed_ns,
        body=session.body,
        log=session.log,
        way_back=session.way_back,
    )


def restore(saved: SavedSession, catalog: Mapping[str, Exercise], now_ns: int) -> Session:
    """Return the session exactly as it was saved; *now_ns* is the clock's reading from which it goes on.

    Raises NotTheSameTapeError if the catalog gives another tape now, or the values do not fit the tape.
    """
    try:
        timeline = build_timeline(saved.plan, catalog)
    except KeyError as error:
        raise NotTheSameTapeError(f"the exercise {error} is not in the catalog") from error
    if timeline.total_ns != saved.timeline_ns:
        raise NotTheSameTapeError("the exercises have changed since")
    fits = (
        0 <= saved.step < len(timeline.steps)
        and 0 <= saved.elapsed_ns <= timeline.steps[saved.step].duration_ns + saved.extra_ns
        and all(0 <= one < len(timeline.repetitions) for one in saved.done)
        and len(saved.state_ns) == _LENGTHS[saved.state]
        and saved.rate >= 1
    )
    if not fits:
        raise NotTheSameTapeError("the saved place is not on the tape")
    return Session(
        timeline=timeline,
        rate=saved.rate,
        read_ns=now_ns,
        clock_ns=saved.clock_ns,
        state=_state(saved),
        step=saved.step,
        elapsed_ns=saved.elapsed_ns,
        extra_ns=saved.extra_ns,
        done=frozenset(saved.done),
        passed_ns=saved.passed_ns,
        body=saved.body,
        log=saved.log,
        way_back=saved.way_back,
    )


_LENGTHS = {SavedState.RUNNING: 0, SavedState.PAUSED: 1, SavedState.COUNTING_IN: 2, SavedState.ENDED: 0}


def _flat(state: State) -> tuple[SavedState, tuple[int, ...], bool]:
    match state:
        case Running():
            return SavedState.RUNNING, (), False
        case Paused():
            return SavedState.PAUSED, (state.since_ns,), False
        case CountingIn():
            return SavedState.COUNTING_IN, (state.left_ns, state.total_ns), False
        case Ended():
            return SavedState.ENDED, (), state.reached_end
        case _:
            assert_never(state)


def _state(saved: SavedSession) -> State:
    match saved.state:
        case SavedState.RUNNING:
            return Running()
        case SavedState.PAUSED:
            return Paused(*saved.state_ns)
        case SavedState.COUNTING_IN:
            return CountingIn(*saved.state_ns)
        case SavedState.ENDED:
            return Ended(saved.reached_end)
        case _:
            assert_never(saved.state)
