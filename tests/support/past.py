"""Sessions of the past for tests, as short as can be."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

from lumbar.domain.exercise import Form
from lumbar.domain.prescription import PrescribedExercise
from lumbar.domain.record import (
    Answer,
    EventKind,
    ExerciseRecord,
    Outcome,
    SessionEvent,
    SessionRecord,
    Status,
)

TODAY = date(2026, 11, 22)


def noon_of(day: date) -> datetime:
    return datetime.combine(day, time(12), tzinfo=UTC)


NOW = noon_of(TODAY)


def days_ago(count: int) -> date:
    return TODAY - timedelta(days=count)


def exercise(
    exercise_id: str = "curl-up",
    outcome: Outcome = Outcome.DONE,
    *,
    reps: int = 5,
    hold: int = 5,
    easier: bool = False,
) -> ExerciseRecord:
    done = 0 if outcome is Outcome.SKIPPED else reps
    return ExerciseRecord(
        id=exercise_id,
        outcome=outcome,
        reps_planned={"both": reps},
        reps_done={"both": done},
        hold_seconds_planned={"both": reps * hold},
        hold_seconds_done={"both": done * hold},
        easier=easier,
    )


def exercise_at(dose: PrescribedExercise) -> ExerciseRecord:
    """The exercise as it was done at *dose*, without sides."""
    done = exercise(dose.exercise_id, reps=dose.reps * dose.sets, hold=sum(dose.hold_seconds))
    return replace(done, easier=dose.form is Form.EASIER)


def told(
    answer: Answer, exercise_id: str = "curl-up", level: int | None = None, second: float | None = None
) -> SessionEvent:
    return SessionEvent(
        at_seconds=60, kind=EventKind.DISCOMFORT, exercise=exercise_id, answer=answer, level=level, hold_second=second
    )


def session(
    ago: int,
    *exercises: ExerciseRecord,
    status: Status = Status.COMPLETED,
    events: tuple[SessionEvent, ...] = (),
    before: int | None = 2,
    after: int | None = 2,
    hour: int = 8,
) -> SessionRecord:
    started_at = datetime.combine(days_ago(ago), time(hour), tzinfo=UTC)
    return SessionRecord(
        id=f"session-{ago}-{hour}",
        started_at=started_at,
        ended_at=started_at + timedelta(minutes=10),
        day=days_ago(ago),
        status=status,
        seconds_active=600,
        exercises=exercises or (exercise(),),
        events=events,
        pain_before=before,
        pain_after=after,
    )


def stopped(
    ago: int, answer: Answer = Answer.PAIN, level: int | None = 4, exercise_id: str = "curl-up"
) -> SessionRecord:
    """A session in which that exercise was stopped, and then the session."""
    care = answer in (Answer.SEVERE_PAIN, Answer.NEW_SYMPTOM, Answer.UNWELL)
    return session(
        ago,
        exercise(exercise_id, Outcome.STOPPED_FOR_PAIN, reps=2),
        status=Status.STOPPED_FOR_CARE if care else Status.STOPPED_FOR_PAIN,
        events=(told(answer, exercise_id, level, second=7.4),),
    )
