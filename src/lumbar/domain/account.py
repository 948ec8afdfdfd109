"""What a session comes to: the record that is kept of it."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import assert_never

from lumbar.domain import discomfort
from lumbar.domain.exercise import NS_PER_SECOND, Form
from lumbar.domain.inquiry import Stopped
from lumbar.domain.order import Side
from lumbar.domain.record import BySide, ExerciseRecord, Outcome, SessionRecord, Status
from lumbar.domain.session import Asking, CountingIn, Ended, Paused, Running, Session, Waiting
from lumbar.domain.timeline import Repetition, Timeline


@dataclass(frozen=True, slots=True, kw_only=True)
class Occasion:
    """Which session it was, apart from what was done in it."""

    session_id: str
    """A UUID."""
    started_at: datetime
    """Wall time with its offset."""
    day: date
    """The local date that it counts for."""


def account_for(session: Session, occasion: Occasion, ended_at: datetime) -> SessionRecord:
    """Return the record of *session* as it stands now."""
    return SessionRecord(
        id=occasion.session_id,
        started_at=occasion.started_at,
        ended_at=ended_at,
        day=occasion.day,
        status=status_of(session),
        seconds_active=seconds_active(session),
        exercises=exercise_records(session.timeline, session.done, session.closed),
        events=session.log if session.inquiry is None else (*session.log, session.inquiry.told),
        pain_before=session.pain_before,
        clock_rate=None if session.rate == 1 else session.rate,
        made_up=False,
    )


def seconds_active(session: Session) -> float:
    """Return the seconds of *session* without pauses and broken repetitions, to the millisecond."""
    return round(session.active_ns / NS_PER_SECOND, 3)


def status_of(session: Session) -> Status:
    """Completed is a session that was followed to its end with at least half of its repetitions; our own rule.

    What was closed on the way, because it hurt for example, counts on neither side; a session in which pain closed all
    of it was stopped for pain. While something hurts it is what it would be if it ended now.
    """
    match session.state:
        case Ended(_, stopped):
            pass
        case Asking(inquiry):
            stopped = discomfort.stop_for(inquiry)
        case Running() | Paused() | Waiting() | CountingIn():
            stopped = None
        case _:
            assert_never(session.state)
    if stopped is not None:
        return _STATUS_OF_STOP[stopped]
    if not (isinstance(session.state, Ended) and session.state.reached_end):
        return Status.ENDED_EARLY
    repetitions_of = session.timeline.repetitions_of
    asked = [index for place, indexes in enumerate(repetitions_of) if session.is_open(place) for index in indexes]
    if not asked:
        return Status.STOPPED_FOR_PAIN if session.closed else Status.ENDED_EARLY
    return Status.COMPLETED if 2 * len(session.done.intersection(asked)) >= len(asked) else Status.ENDED_EARLY


_STATUS_OF_STOP = {Stopped.PAIN: Status.STOPPED_FOR_PAIN, Stopped.CARE: Status.STOPPED_FOR_CARE}


def exercise_records(
    timeline: Timeline, done: frozenset[int], closed: frozenset[int] = frozenset()
) -> tuple[ExerciseRecord, ...]:
    """Return for each exercise what was planned and, by the indexes in *done*, what counts.

    Those at the places in *closed* were stopped for pain.
    """
    records = []
    for place, (exercise, indexes) in enumerate(zip(timeline.exercises, timeline.repetitions_of, strict=True)):
        planned = [timeline.repetitions[index] for index in indexes]
        counted = [timeline.repetitions[index] for index in indexes if index in done]
        has_sides = exercise.dose.side_order is not None
        records.append(
            ExerciseRecord(
                id=exercise.id,
                outcome=Outcome.STOPPED_FOR_PAIN if place in closed else _outcome(len(counted), len(planned)),
                reps_planned=_reps(planned, has_sides=has_sides),
                reps_done=_reps(counted, has_sides=has_sides),
                hold_seconds_planned=_hold_seconds(planned, has_sides=has_sides),
                hold_seconds_done=_hold_seconds(counted, has_sides=has_sides),
                easier=timeline.plan.form_at(place) is Form.EASIER,
            )
        )
    return tuple(records)


def _outcome(counted: int, planned: int) -> Outcome:
    if counted == 0:
        return Outcome.SKIPPED
    return Outcome.DONE if counted == planned else Outcome.PARTIAL


def _reps(repetitions: list[Repetition], *, has_sides: bool) -> BySide:
    if not has_sides:
        return {"both": len(repetitions)}
    return {side.value: sum(one.side is side for one in repetitions) for side in Side}


def _hold_seconds(repetitions: list[Repetition], *, has_sides: bool) -> BySide:
    if not has_sides:
        return {"both": sum(one.hold_seconds for one in repetitions)}
    return {side.value: sum(one.hold_seconds for one in repetitions if one.side is side) for side in Side}
