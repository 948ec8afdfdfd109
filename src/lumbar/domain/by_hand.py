"""A session that was done away from the machine, written in afterward."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from lumbar.domain.exercise import Exercise, Form
from lumbar.domain.plan import SECONDS_PER_MINUTE
from lumbar.domain.prescription import PrescribedExercise
from lumbar.domain.record import BySide, ExerciseRecord, Outcome, SessionRecord, Status


@dataclass(frozen=True, slots=True, kw_only=True)
class HandEntry:
    """What the person says of a session."""

    started_at: datetime
    """Wall time with its offset."""
    minutes: int
    """How long it took; 0 or more."""
    done: Mapping[str, int]
    """Repetitions over all sets, on each side where there are sides, by the exercise's id."""
    pain_before: int | None = None
    pain_after: int | None = None
    note: str = ""


def most_repetitions(prescribed: PrescribedExercise) -> int:
    """Return the repetitions over all sets, on each side where there are sides."""
    return prescribed.reps * prescribed.sets


def written_in(
    entry: HandEntry,
    exercises: Sequence[PrescribedExercise],
    catalog: Mapping[str, Exercise],
    *,
    session_id: str,
    day: date,
) -> SessionRecord:
    """Return the record of a session of *exercises* that counts for *day*, marked as entered by hand.

    It is completed with half of its repetitions or more, as any session is.
    """
    records = tuple(_record(one, entry.done.get(one.exercise_id, 0), catalog) for one in exercises)
    planned = sum(sum(one.reps_planned.values()) for one in records)
    done = sum(sum(one.reps_done.values()) for one in records)
    seconds = entry.minutes * SECONDS_PER_MINUTE
    return SessionRecord(
        id=session_id,
        started_at=entry.started_at,
        ended_at=entry.started_at + timedelta(seconds=seconds),
        day=day,
        status=Status.COMPLETED if 2 * done >= planned else Status.ENDED_EARLY,
        seconds_active=seconds,
        exercises=records,
        pain_before=entry.pain_before,
        pain_after=entry.pain_after,
        note=entry.note,
        entered_by_hand=True,
        made_up=False,
    )


def _record(prescribed: PrescribedExercise, wanted: int, catalog: Mapping[str, Exercise]) -> ExerciseRecord:
    most = most_repetitions(prescribed)
    done = max(0, min(most, wanted))
    held = sum(prescribed.hold_seconds)
    outcome = Outcome.DONE if done == most else Outcome.PARTIAL if done else Outcome.SKIPPED

    def by_side(figure: int) -> BySide:
        if catalog[prescribed.exercise_id].dose.side_order is None:
            return {"both": figure}
        return {side: figure if prescribed.sides.value in ("both", side) else 0 for side in ("left", "right")}

    return ExerciseRecord(
        id=prescribed.exercise_id,
        outcome=outcome,
        reps_planned=by_side(most),
        reps_done=by_side(done),
        hold_seconds_planned=by_side(most * held),
        hold_seconds_done=by_side(done * held),
        easier=prescribed.form is Form.EASIER,
    )
