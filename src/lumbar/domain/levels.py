"""Levels below the prescription: half the dose, the gentle set or an easier form, until a step up leads out of them."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date

from lumbar.domain.exercise import Exercise
from lumbar.domain.person import Level, Person
from lumbar.domain.prescription import PrescribedExercise, at_half, in_easier_form
from lumbar.domain.progression import at_most, dose_now, level_of


def with_half(
    person: Person, prescribed: Iterable[PrescribedExercise], today: date, *, sessions: int | None = None
) -> Person:
    """Return *person* at half of what is prescribed from *today* on; for so many *sessions*, if that is given.

    An exercise that is at half or below it already stays at its level.
    """
    for one in prescribed:
        now = level_of(one, person)
        before = None if now is None or sessions is None else now.dose
        half = at_half(dose_now(one, person), one)
        person = _lowered(person, Level(dose=half, since=today, sessions=sessions, before=before), one)
    return person


def has_half(person: Person, prescribed: Iterable[PrescribedExercise]) -> bool:
    """Return whether each exercise is at half of what is prescribed, or below it, already."""
    return all(at_half(dose_now(one, person), one) == dose_now(one, person) for one in prescribed)


def with_half_settled(person: Person, today: date, *, stays: bool) -> Person:
    """Return *person* who said how to go on after the sessions at half the dose: from there, or as before them."""
    if stays:
        return replace(person, levels=tuple(replace(one, sessions=None, before=None) for one in person.levels))
    lasting = tuple(one for one in person.levels if one.sessions is None)
    back = (one.before for one in person.levels if one.sessions is not None)
    return replace(person, levels=(*lasting, *(Level(dose=one, since=today) for one in back if one is not None)))


def with_gentle_level(
    person: Person, prescribed: Iterable[PrescribedExercise], catalog: Mapping[str, Exercise], today: date
) -> Person:
    """Return *person* with the gentle set as the level from *today* on; what it leaves out is in its easier form."""
    for one in prescribed:
        person = _lowered(person, Level(dose=gentle_dose(one, person, catalog), since=today), one)
    return person


def with_easier_level(person: Person, exercise: Exercise, prescribed: PrescribedExercise, today: date) -> Person:
    """Return *person* who does *exercise* in its easier form from *today* on."""
    easier = in_easier_form(exercise, dose_now(prescribed, person), prescribed)
    return _lowered(person, Level(dose=easier, since=today), prescribed)


def gentle_dose(prescribed: PrescribedExercise, person: Person, catalog: Mapping[str, Exercise]) -> PrescribedExercise:
    """Return the dose of a gentle day: the person's own, else the easier form; never above the dose for now."""
    now = dose_now(prescribed, person)
    own = next((one for one in person.gentle_set if one.exercise_id == prescribed.exercise_id), None)
    return in_easier_form(catalog[prescribed.exercise_id], now, prescribed) if own is None else at_most(own, now)


def _lowered(person: Person, level: Level, prescribed: PrescribedExercise) -> Person:
    """Return *person* at *level*; since when they were there before, if it is the dose for now anyhow."""
    now = level_of(prescribed, person)
    if level.dose == dose_now(prescribed, person):
        if now is None or level.sessions is not None:
            return person
        level = replace(now, sessions=None, before=None)
    others = tuple(one for one in person.levels if one is not now)
    return replace(person, levels=(*others, level))
