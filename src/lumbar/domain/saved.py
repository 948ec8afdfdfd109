"""A session in progress in a flat form that can be written down, and back."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from typing import assert_never

from lumbar.domain.account import Occasion, exercise_records, seconds_active, status_of
from lumbar.domain.exercise import Exercise, Position
from lumbar.domain.inquiry import Stopped
from lumbar.domain.record import ExerciseRecord, SessionEvent, SessionRecord, Status
from lumbar.domain.saved_inquiry import SavedInquiry, fits, restore_inquiry, save_inquiry
from lumbar.domain.session import Asking, CountingIn, Ended, Paused, Running, Session, State, Waiting, WayBack
from lumbar.domain.timeline import Phase, SessionPlan, Timeline, build_timeline


class SavedState(Enum):
    """Which of its states the session was in."""

    RUNNING = "running"
    PAUSED = "paused"
    WAITING = "waiting"
    COUNTING_IN = "counting_in"
    ASKING = "asking"
    ENDED = "ended"


@dataclass(frozen=True, slots=True, kw_only=True)
class SavedAccount:
    """What was done by then, for the day on which the tape cannot be built any more."""

    status: Status
    seconds_active: float
    exercises: tuple[ExerciseRecord, ...]


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
    """Since when it stands still, paused or as it is asked what hurts, and what was left of a count-in by then; since
    when it waits; or what is left of the count and its length. Else empty."""
    reached_end: bool
    step: int
    elapsed_ns: int
    extra_ns: int
    done: tuple[int, ...]
    passed_ns: int
    body: Position
    came_from: int | None = None
    log: tuple[SessionEvent, ...]
    way_back: WayBack | None = None
    pain_before: int | None = None
    closed: tuple[int, ...] = ()
    lying_only: bool = False
    off: tuple[int, ...] = ()
    stopped: Stopped | None = None
    """For what it was stopped, once it has ended."""
    here: SessionEvent | None = None
    """Where it stands still; None unless it is paused or asked."""
    from_pause: bool = False
    """Whether it was paused when it was asked what hurts."""
    inquiry: SavedInquiry | None = None
    """What was being asked; None unless the state is asking."""
    account: SavedAccount | None = None
    """What it would come to if it ended here; None in a document from before this was written down."""


class NotTheSameTapeError(Exception):
    """The catalog or the saved values have changed so that the session cannot go on where it was."""


def save(session: Session, occasion: Occasion) -> SavedSession:
    """Return *session* in its flat form."""
    state, state_ns = _flat(session.state)
    stood = session.state.stood if isinstance(session.state, Asking) else session.state
    return SavedSession(
        occasion=occasion,
        plan=session.timeline.plan,
        timeline_ns=session.timeline.total_ns,
        rate=session.rate,
        clock_ns=session.clock_ns,
        state=state,
        state_ns=state_ns,
        reached_end=session.state.reached_end if isinstance(session.state, Ended) else False,
        stopped=session.state.stopped if isinstance(session.state, Ended) else None,
        step=session.step,
        elapsed_ns=session.elapsed_ns,
        extra_ns=session.extra_ns,
        done=tuple(sorted(session.done)),
        passed_ns=session.passed_ns,
        body=session.body,
        came_from=session.came_from,
        log=session.log,
        way_back=session.way_back,
        pain_before=session.pain_before,
        closed=tuple(sorted(session.closed)),
        lying_only=session.lying_only,
        off=tuple(sorted(session.off)),
        here=stood.here if isinstance(stood, Paused) else None,
        from_pause=isinstance(session.state, Asking) and session.state.from_pause,
        inquiry=None if session.inquiry is None else save_inquiry(session.inquiry),
        account=SavedAccount(
            status=status_of(session),
            seconds_active=seconds_active(session),
            exercises=exercise_records(session.timeline, session.done, session.closed),
        ),
    )


def account_without_tape(saved: SavedSession, ended_at: datetime) -> SessionRecord:
    """Return the record of a session whose tape cannot be built any more: what was written down as it went."""
    account = saved.account
    told = () if saved.inquiry is None else (saved.inquiry.told,)
    return SessionRecord(
        id=saved.occasion.session_id,
        started_at=saved.occasion.started_at,
        ended_at=ended_at,
        day=saved.occasion.day,
        status=Status.ENDED_EARLY if account is None else account.status,
        seconds_active=0.0 if account is None else account.seconds_active,
        exercises=() if account is None else account.exercises,
        events=(*saved.log, *told),
        pain_before=saved.pain_before,
        clock_rate=None if saved.rate == 1 else saved.rate,
        made_up=False,
    )


def restore(saved: SavedSession, catalog: Mapping[str, Exercise], now_ns: int) -> Session:
    """Return the session exactly as it was saved; *now_ns* is the clock's reading from which it goes on.

    Raises NotTheSameTapeError if the catalog gives another tape now, or the values do not fit the tape.
    """
    try:
        timeline = build_timeline(saved.plan, catalog)
    except KeyError as error:
        raise NotTheSameTapeError(f"the exercise {error} is not in the catalog any more") from error
    if timeline.total_ns != saved.timeline_ns or not _has_words_for_each_hold(timeline):
        raise NotTheSameTapeError("the exercises have changed since")
    if not _fits(saved, timeline):
        raise NotTheSameTapeError("the place where it stopped does not fit its exercises any more")
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
        came_from=saved.came_from,
        log=saved.log,
        way_back=saved.way_back,
        pain_before=saved.pain_before,
        closed=frozenset(saved.closed),
        lying_only=saved.lying_only,
        off=frozenset(saved.off),
    )


_LENGTHS = {
    SavedState.RUNNING: 0,
    SavedState.PAUSED: 2,
    SavedState.WAITING: 1,
    SavedState.COUNTING_IN: 2,
    SavedState.ASKING: 2,
    SavedState.ENDED: 0,
}


def _has_words_for_each_hold(timeline: Timeline) -> bool:
    holds = (step for step in timeline.steps if step.phase is Phase.HOLD)
    return all(step.hold < len(timeline.exercises[step.place].wording.say_hold) for step in holds)


def _fits(saved: SavedSession, timeline: Timeline) -> bool:
    """Return whether the saved values can be a place on *timeline*."""
    return (
        0 <= saved.step < len(timeline.steps)
        and 0 <= saved.elapsed_ns <= timeline.steps[saved.step].duration_ns + saved.extra_ns
        and all(0 <= one < len(timeline.repetitions) for one in saved.done)
        and all(0 <= one < len(timeline.exercises) for one in (*saved.closed, *saved.off))
        and saved.came_from in (None, *range(len(timeline.exercises)))
        and len(saved.state_ns) == _LENGTHS[saved.state]
        and (saved.here is not None) == (saved.state in (SavedState.PAUSED, SavedState.ASKING))
        and all(_is_about(event, timeline) for event in (saved.here, saved.inquiry and saved.inquiry.told) if event)
        and (saved.inquiry is not None) == (saved.state is SavedState.ASKING)
        and (saved.inquiry is None or fits(saved.inquiry))
        and saved.rate >= 1
    )


def _is_about(event: SessionEvent, timeline: Timeline) -> bool:
    """Return whether *event* is about an exercise of *timeline*."""
    return any(exercise.id == event.exercise for exercise in timeline.exercises)


def _flat(state: State) -> tuple[SavedState, tuple[int, ...]]:
    match state:
        case Running():
            return SavedState.RUNNING, ()
        case Paused():
            return SavedState.PAUSED, (state.since_ns, state.count_ns)
        case Waiting():
            return SavedState.WAITING, (state.since_ns,)
        case CountingIn():
            return SavedState.COUNTING_IN, (state.left_ns, state.total_ns)
        case Asking(_, stood, _):
            return SavedState.ASKING, (stood.since_ns, stood.count_ns)
        case Ended():
            return SavedState.ENDED, ()
        case _:
            assert_never(state)


def _state(saved: SavedSession) -> State:
    if saved.here is not None:
        since_ns, count_ns = saved.state_ns
        stood = Paused(since_ns, saved.here, count_ns)
        return stood if saved.inquiry is None else Asking(restore_inquiry(saved.inquiry), stood, saved.from_pause)
    if saved.state is SavedState.WAITING:
        return Waiting(*saved.state_ns)
    if saved.state is SavedState.COUNTING_IN:
        return CountingIn(*saved.state_ns)
    return Ended(saved.reached_end, saved.stopped) if saved.state is SavedState.ENDED else Running()
