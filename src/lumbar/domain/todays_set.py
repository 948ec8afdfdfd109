"""Which exercises a session of today has, and at which dose: the prescription, and what holds for now."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from lumbar.domain.ask_first import waits_for_provider
from lumbar.domain.exercise import Exercise
from lumbar.domain.next_time import ComeBack, gentle_today, is_off
from lumbar.domain.person import Person
from lumbar.domain.prescription import PrescribedExercise, half_the_repetitions, in_easier_form
from lumbar.domain.progression import dose_now, with_rotation
from lumbar.domain.record import SessionRecord


def todays_set(
    prescribed: Sequence[PrescribedExercise],
    person: Person,
    sessions: Sequence[SessionRecord],
    catalog: Mapping[str, Exercise],
    today: date,
) -> tuple[PrescribedExercise, ...]:
    """Return what is done in a session of *today*: the gentle set on a bad day, else each exercise at its dose for now.

    Exercises that wait for a provider, or are off after two stops for pain, are left out.
    """
    return tuple(
        one
        for one in chosen_today(prescribed, person, catalog, today)
        if not waits_for_provider(catalog[one.exercise_id], person) and not is_off(one.exercise_id, sessions, person)
    )


def chosen_today(
    prescribed: Sequence[PrescribedExercise], person: Person, catalog: Mapping[str, Exercise], today: date
) -> tuple[PrescribedExercise, ...]:
    """Return what would be done in a session of *today* if no exercise were off."""
    if gentle_today(person, today):
        return gentle_set(prescribed, person, catalog)
    return tuple(_for_now(one, person, catalog) for one in prescribed)


def gentle_set(
    prescribed: Iterable[PrescribedExercise], person: Person, catalog: Mapping[str, Exercise]
) -> tuple[PrescribedExercise, ...]:
    """Return the person's own gentle set; if they have none, every exercise in its easier form."""
    if person.gentle_set:
        return person.gentle_set
    return tuple(in_easier_form(catalog[one.exercise_id], dose_now(one, person)) for one in prescribed)


def half_the_dose(exercises: Iterable[PrescribedExercise]) -> tuple[PrescribedExercise, ...]:
    """Return *exercises* with half the repetitions each."""
    return tuple(half_the_repetitions(one) for one in exercises)


def come_back(
    exercises: Iterable[PrescribedExercise], choices: Mapping[str, ComeBack], catalog: Mapping[str, Exercise]
) -> tuple[PrescribedExercise, ...]:
    """Return *exercises* as the person chose for those, by id, that were stopped for pain the last time."""
    return tuple(
        in_easier_form(catalog[one.exercise_id], one) if choices.get(one.exercise_id) is ComeBack.EASIER else one
        for one in exercises
        if choices.get(one.exercise_id) is not ComeBack.LEAVE_OUT
    )


def _for_now(prescribed: PrescribedExercise, person: Person, catalog: Mapping[str, Exercise]) -> PrescribedExercise:
    if person.rotation_since is None:
        return dose_now(prescribed, person)
    return with_rotation(catalog[prescribed.exercise_id], dose_now(prescribed, person))
