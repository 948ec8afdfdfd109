"""Which exercises a session of today has, and at which dose: the prescription, and what holds for now."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from lumbar.domain.ask_first import waits_for
from lumbar.domain.exercise import Condition, Exercise
from lumbar.domain.levels import gentle_dose
from lumbar.domain.next_time import ComeBack, gentle_today, is_off
from lumbar.domain.person import Person
from lumbar.domain.prescription import PrescribedExercise, in_easier_form
from lumbar.domain.progression import done_now
from lumbar.domain.record import SessionRecord


@dataclass(frozen=True, slots=True, kw_only=True)
class WhyOff:
    """Why an exercise is off."""

    conditions: tuple[Condition, ...]
    """With which it waits for a provider; empty if it does not wait."""
    after_stops: bool
    """Whether it was stopped for pain twice running."""


def why_off(exercise: Exercise, person: Person, sessions: Sequence[SessionRecord]) -> WhyOff | None:
    """Return why *exercise* is off; None if it is on."""
    conditions, after_stops = waits_for(exercise, person), is_off(exercise.id, sessions, person)
    if not (conditions or after_stops):
        return None
    return WhyOff(conditions=conditions, after_stops=after_stops)


def todays_set(
    prescribed: Sequence[PrescribedExercise],
    person: Person,
    sessions: Sequence[SessionRecord],
    catalog: Mapping[str, Exercise],
    today: date,
    *,
    named: bool = False,
) -> tuple[PrescribedExercise, ...]:
    """Return what is done in a session of *today*: the gentle set on a bad day, else each exercise at its dose for now.

    Exercises that wait for a provider, or are off after two stops for pain, are left out. If they were *named*, none
    is left out because the gentle set does not have it.
    """
    return tuple(
        one
        for one in chosen_today(prescribed, person, catalog, today, named=named)
        if why_off(catalog[one.exercise_id], person, sessions) is None
    )


def chosen_today(
    prescribed: Sequence[PrescribedExercise],
    person: Person,
    catalog: Mapping[str, Exercise],
    today: date,
    *,
    named: bool = False,
) -> tuple[PrescribedExercise, ...]:
    """Return what would be done in a session of *today* if no exercise were off."""
    if not gentle_today(person, today):
        return tuple(done_now(catalog[one.exercise_id], one, person) for one in prescribed)
    if named:
        return tuple(gentle_dose(one, person, catalog) for one in prescribed)
    return gentle_set(prescribed, person, catalog)


def gentle_set(
    prescribed: Sequence[PrescribedExercise], person: Person, catalog: Mapping[str, Exercise]
) -> tuple[PrescribedExercise, ...]:
    """Return the person's own gentle set, of it what is prescribed; without one every exercise in its easier form."""
    own = {one.exercise_id for one in person.gentle_set}
    chosen = [one for one in prescribed if one.exercise_id in own] or prescribed
    return tuple(gentle_dose(one, person, catalog) for one in chosen)


def come_back(
    exercises: Iterable[PrescribedExercise],
    choices: Mapping[str, ComeBack],
    catalog: Mapping[str, Exercise],
    prescribed: Iterable[PrescribedExercise],
) -> tuple[PrescribedExercise, ...]:
    """Return *exercises* as the person chose for those, by id, that were stopped for pain the last time."""
    given = {one.exercise_id: one for one in prescribed}
    return tuple(
        in_easier_form(catalog[one.exercise_id], one, given.get(one.exercise_id))
        if choices.get(one.exercise_id) is ComeBack.EASIER
        else one
        for one in exercises
        if choices.get(one.exercise_id) is not ComeBack.LEAVE_OUT
    )
