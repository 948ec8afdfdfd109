"""An exercise put into a prescription, or taken out of it."""

from dataclasses import replace

from lumbar.domain.exercise import Exercise
from lumbar.domain.prescription import Prescription, prescribe_as_in_catalog


def is_in_plan(prescription: Prescription, exercise_id: str) -> bool:
    """Return whether the exercise is prescribed."""
    return any(one.exercise_id == exercise_id for one in prescription.exercises)


def with_exercise(prescription: Prescription, exercise: Exercise) -> Prescription:
    """Return *prescription* with *exercise* as the last one, at the catalog's dose; as before if it is there."""
    if is_in_plan(prescription, exercise.id):
        return prescription
    return replace(prescription, exercises=(*prescription.exercises, prescribe_as_in_catalog(exercise)))


def without_exercise(prescription: Prescription, exercise_id: str) -> Prescription:
    """Return *prescription* without the exercise; as before if it is the only one."""
    left = tuple(one for one in prescription.exercises if one.exercise_id != exercise_id)
    return replace(prescription, exercises=left) if left else prescription
