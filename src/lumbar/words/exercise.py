"""The words for an exercise, its sides and its dose."""

from typing import assert_never

from lumbar.domain.exercise import Exercise, Position
from lumbar.domain.order import Side
from lumbar.domain.prescription import PrescribedExercise

POSITION_WORDS = {
    Position.LYING: "lying on your back",
    Position.HANDS_AND_KNEES: "hands and knees",
    Position.STANDING: "standing",
}
BREATH_SECONDS = 5
"""Of a hold, for one easy breath (our default)."""


def side_words(exercise: Exercise, side: Side | None) -> str:
    """Return the side in the exercise's own words; empty without one."""
    match side:
        case None:
            return ""
        case Side.LEFT:
            return exercise.wording.left
        case Side.RIGHT:
            return exercise.wording.right
        case _:
            assert_never(side)


def with_side(sentence: str, side: Side | None) -> str:
    """Put the side into a sentence of the catalog."""
    if side is None:
        return sentence
    return sentence.replace("{side}", side.value).replace("{other}", side.other.value)


def seconds(count: int) -> str:
    """Return "1 second" or "5 seconds"."""
    return f"{count} second" if count == 1 else f"{count} seconds"


def hold_words(hold_seconds: int) -> str:
    """Return the length of a hold in seconds and in easy breaths, such as "15 seconds, 3 breaths"."""
    breaths = breaths_in(hold_seconds)
    counted = f", {breaths} breath{'' if breaths == 1 else 's'}" if breaths else ""
    return seconds(hold_seconds) + counted


def breaths_in(hold_seconds: int) -> int:
    """Return how many whole easy breaths a hold takes."""
    return hold_seconds // BREATH_SECONDS


def dose_words(exercise: Exercise, prescribed: PrescribedExercise) -> str:
    """Return a dose in a few words, such as "5 sets of 1 on each side, hold 15 seconds"."""
    reps = str(prescribed.reps) + (" on each side" if exercise.dose.side_order else "")
    if prescribed.sets > 1:
        sets = f"{prescribed.sets} sets"
        words = sets if (prescribed.reps, exercise.dose.side_order) == (1, None) else f"{sets} of {reps}"
    elif exercise.dose.side_order:
        words = reps
    else:
        words = "once" if prescribed.reps == 1 else f"{prescribed.reps} times"
    if not prescribed.hold_seconds:
        return words
    held = " and ".join(str(one) for one in prescribed.hold_seconds)
    unit = "second" if prescribed.hold_seconds == (1,) else "seconds"
    return f"{words}, hold {held} {unit}"
