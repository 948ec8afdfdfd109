"""The words for an exercise, its sides and its dose."""

from collections.abc import Mapping
from typing import assert_never

from lumbar.domain.exercise import DoseSource, Exercise, Form, Position
from lumbar.domain.order import Side
from lumbar.domain.prescription import PrescribedExercise, Sides
from lumbar.words.figures import counted

Catalog = Mapping[str, Exercise]
"""The exercises by their ids."""

POSITION_WORDS = {
    Position.LYING: "lying on your back",
    Position.HANDS_AND_KNEES: "hands and knees",
    Position.STANDING: "standing",
}
BREATH_SECONDS = 5
"""Of a hold, for one easy breath (our default)."""
FORM_WORDS: Mapping[Form, tuple[str, ...]] = {
    Form.AS_PRESCRIBED: (),
    Form.EASIER: ("easier form",),
    Form.ROTATION: ("with a turn to each side",),
}
OUR_DEFAULT = "our default"
ABOUT_OUR_DEFAULT = "Our default: your provider may give another figure."


def name_of(exercise_id: str, catalog: Catalog) -> str:
    """Return the exercise's name; the id itself if the catalog does not have it any more."""
    return catalog[exercise_id].name if exercise_id in catalog else exercise_id


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
    return counted(count, "second")


def hold_words(hold_seconds: int) -> str:
    """Return the length of a hold in seconds and in easy breaths, such as "15 seconds, 3 breaths"."""
    breaths = breaths_in(hold_seconds)
    return seconds(hold_seconds) + (f", {counted(breaths, 'breath')}" if breaths else "")


def breaths_in(hold_seconds: int) -> int:
    """Return how many whole easy breaths a hold takes."""
    return hold_seconds // BREATH_SECONDS


def dose_words(exercise: Exercise | None, prescribed: PrescribedExercise, *, tells_defaults: bool = False) -> str:
    """Return a dose in a few words, such as "5 sets of 1 on each side, hold 15 seconds".

    *exercise* is None if the catalog does not have it any more. A figure of our own is called so if *tells_defaults*.
    """
    told = exercise if tells_defaults else None
    reps_mark, sets_mark, hold_mark = ("", "", "") if told is None else _default_marks(told, prescribed)
    side = _side_of_dose(exercise, prescribed)
    if prescribed.sets > 1:
        reps = f" of {prescribed.reps}{side}{reps_mark}" if prescribed.reps > 1 or side else ""
        words = f"{prescribed.sets} sets{sets_mark}{reps}"
    elif side:
        words = f"{prescribed.reps}{side}{reps_mark}"
    else:
        words = ("once" if prescribed.reps == 1 else f"{prescribed.reps} times") + reps_mark
    holds = [one for one in prescribed.hold_seconds if one]
    if holds:
        held = f"{' and '.join(str(one) for one in holds)} {'second' if holds == [1] else 'seconds'}"
        words += f", hold {held}{hold_mark}"
    return ", ".join((words, *FORM_WORDS[prescribed.form]))


def hold_range_words(exercise: Exercise) -> str:
    """Return what the leaflet leaves open about the hold; empty if it gives a figure, or none."""
    if exercise.hold_range_seconds is None:
        return ""
    shortest, longest = exercise.hold_range_seconds
    return f"The hold may be {shortest} to {seconds(longest)}."


def _side_of_dose(exercise: Exercise | None, prescribed: PrescribedExercise) -> str:
    if exercise is not None and exercise.dose.side_order is None:
        return ""
    if prescribed.sides is not Sides.BOTH:
        return f" on the {prescribed.sides.value} side alone"
    return "" if exercise is None else " on each side"


def _default_marks(exercise: Exercise, prescribed: PrescribedExercise) -> tuple[str, ...]:
    """Return a mark for repetitions, sets and hold each, where the figure is the catalog's and our own choice there."""
    dose, sources = exercise.dose, exercise.dose_sources
    leaflet_counts_sets = sources.sets is DoseSource.LEAFLET
    figures = (
        (prescribed.reps == dose.reps and not leaflet_counts_sets, sources.reps),
        (prescribed.sets == dose.sets, sources.sets),
        (prescribed.hold_seconds == dose.hold_seconds, sources.hold),
    )
    return tuple(f" ({OUR_DEFAULT})" if usual and source is DoseSource.DEFAULT else "" for usual, source in figures)
