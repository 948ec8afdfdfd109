"""Which exercises a person was given, at which dose, how often: a value with versions."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from lumbar.domain.exercise import Exercise


@dataclass(frozen=True, slots=True, kw_only=True)
class PrescribedExercise:
    """One exercise at the dose that was given for it."""

    exercise_id: str
    reps: int
    """In a set; on each side if the exercise has sides. 1 or more."""
    sets: int
    """1 or more."""
    hold_seconds: tuple[int, ...]
    """One entry a hold; empty if nothing is held."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Prescription:
    """One version of what was prescribed. A new version never changes what past days are measured against."""

    version: int
    """Counts up from 1."""
    valid_from: date
    """The first day that this version is in force."""
    exercises: tuple[PrescribedExercise, ...]
    """In the order in which they were given."""
    sessions_per_day: int = 1
    """1 to 3 (leaflet)."""
    prescribed_by: str = ""
    """As typed by the person; empty if nobody was named."""


def prescribe_as_in_catalog(exercise: Exercise) -> PrescribedExercise:
    """Return *exercise* at the catalog's own dose."""
    return PrescribedExercise(
        exercise_id=exercise.id,
        reps=exercise.dose.reps,
        sets=exercise.dose.sets,
        hold_seconds=exercise.dose.hold_seconds,
    )


def default_prescription(exercises: Iterable[Exercise], *, valid_from: date) -> Prescription:
    """Return all *exercises* in leaflet order at the leaflet's dose, one session a day."""
    in_order = sorted(exercises, key=lambda exercise: exercise.number)
    return Prescription(
        version=1, valid_from=valid_from, exercises=tuple(prescribe_as_in_catalog(exercise) for exercise in in_order)
    )


def in_force(prescriptions: Iterable[Prescription], day: date) -> Prescription | None:
    """Return the version that *day* is measured against: the newest one valid by then; None before the first."""
    valid = [prescription for prescription in prescriptions if prescription.valid_from <= day]
    return max(valid, key=lambda prescription: (prescription.valid_from, prescription.version), default=None)
