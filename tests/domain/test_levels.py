"""Levels below the prescription: never beyond it, never halved twice, and a way back up out of each of them."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lumbar.domain.exercise import Form
from lumbar.domain.gentle_choice import gentle_choices, with_gentle_choices
from lumbar.domain.levels import (
    gentle_dose,
    has_half,
    with_easier_level,
    with_gentle_level,
    with_half,
    with_half_settled,
)
from lumbar.domain.person import Level, Person
from lumbar.domain.prescription import PrescribedExercise, at_half, half_the_repetitions, in_easier_form
from lumbar.domain.progression import dose_now, next_dose
from lumbar.domain.todays_set import gentle_set
from support.past import TODAY, days_ago
from support.sessions import exercises_by_id, prescribed

CATALOG = exercises_by_id()
CURL_UP, BIRD_DOG = prescribed("curl-up", "bird-dog")
IDS = sorted(CATALOG)


@st.composite
def prescriptions(draw: st.DrawFn) -> PrescribedExercise:
    """Any dose of any exercise, as it may be prescribed."""
    (given_dose,) = prescribed(draw(st.sampled_from(IDS)))
    holds = tuple(draw(st.integers(1, 12)) for _ in given_dose.hold_seconds)
    return replace(given_dose, reps=draw(st.integers(1, 20)), sets=draw(st.integers(1, 5)), hold_seconds=holds)


def lowered(person: Person, full: PrescribedExercise, how: str) -> Person:
    match how:
        case "half":
            return with_half(person, (full,), TODAY)
        case "three":
            return with_half(person, (full,), TODAY, sessions=3)
        case "gentle":
            return with_gentle_level(person, (full,), CATALOG, TODAY)
        case "easier":
            return with_easier_level(person, CATALOG[full.exercise_id], full, TODAY)
        case _:
            raise AssertionError(how)


HOWS = st.lists(st.sampled_from(["half", "three", "gentle", "easier"]), min_size=1, max_size=6)


def is_within(dose: PrescribedExercise, most: PrescribedExercise) -> bool:
    pairs = zip(dose.hold_seconds, most.hold_seconds, strict=True)
    return dose.reps <= most.reps and dose.sets <= most.sets and all(held <= full for held, full in pairs)


@given(prescriptions(), HOWS)
def test_whatever_is_chosen_in_whatever_order_it_is_below_the_prescription_and_halved_once_at_most(
    full: PrescribedExercise, hows: list[str]
) -> None:
    person = Person()
    for how in hows:
        before = dose_now(full, person)
        person = lowered(person, full, how)
        assert is_within(dose_now(full, person), before), "it is never made harder"
    dose, half = dose_now(full, person), half_the_repetitions(full)
    assert (dose.reps, dose.sets) in {(full.reps, full.sets), (half.reps, half.sets)}
    assert len(person.levels) <= 1


@given(prescriptions(), HOWS)
def test_each_level_has_a_way_back_up_to_what_is_prescribed(full: PrescribedExercise, hows: list[str]) -> None:
    person = Person()
    for how in hows:
        person = lowered(person, full, how)
    dose = dose_now(full, person)
    for _ in range(60):
        following = next_dose(dose, full)
        if following is None:
            break
        assert is_within(following, full)
        dose = following
    assert dose == full


@given(prescriptions(), prescriptions())
def test_a_gentle_set_of_ones_own_is_never_above_the_dose_for_now(
    full: PrescribedExercise, own: PrescribedExercise
) -> None:
    holds = own.hold_seconds[: len(full.hold_seconds)]
    own = replace(own, exercise_id=full.exercise_id, hold_seconds=(*holds, *full.hold_seconds[len(holds) :]))
    person = with_half(Person(gentle_set=(own,)), (full,), TODAY)
    assert is_within(gentle_dose(full, person, CATALOG), dose_now(full, person))


def test_half_of_what_is_half_already_is_the_same() -> None:
    half = at_half(CURL_UP, CURL_UP)
    assert (half.reps, at_half(half, CURL_UP)) == (3, half)
    pumps = prescribed("ankle-pumps")[0]
    easier = in_easier_form(CATALOG["ankle-pumps"], at_half(pumps, pumps), pumps)
    assert (easier.reps, easier.form) == (5, Form.EASIER)


def test_what_has_grown_within_the_easier_form_is_easy_again() -> None:
    grown = replace(in_easier_form(CATALOG["curl-up"], CURL_UP), hold_seconds=(4,))
    assert in_easier_form(CATALOG["curl-up"], grown, CURL_UP).hold_seconds == (2,)
    pumps = prescribed("ankle-pumps")[0]
    assert in_easier_form(CATALOG["ankle-pumps"], replace(pumps, form=Form.EASIER), pumps).reps == 5


def test_who_is_at_that_level_already_has_been_there_since_then() -> None:
    there = Level(dose=half_the_repetitions(CURL_UP), since=days_ago(9))
    assert with_half(Person(levels=(there,)), (CURL_UP,), TODAY, sessions=3).levels == (there,)
    limited = replace(there, sessions=3)
    assert with_half(Person(levels=(limited,)), (CURL_UP,), TODAY).levels == (there,)


def test_only_when_each_exercise_is_at_half_is_there_nothing_to_halve() -> None:
    person = with_half(Person(), (CURL_UP,), TODAY)
    assert has_half(person, (CURL_UP,))
    assert not has_half(person, (CURL_UP, BIRD_DOG))


@pytest.mark.parametrize("stays", [True, False])
def test_after_the_sessions_at_half_it_stays_or_is_as_prescribed(*, stays: bool) -> None:
    other = Level(dose=half_the_repetitions(BIRD_DOG), since=days_ago(30))
    half = Level(dose=half_the_repetitions(CURL_UP), since=days_ago(5), sessions=3)
    person = with_half_settled(Person(levels=(other, half)), TODAY, stays=stays)
    assert person.levels == ((other, replace(half, sessions=None)) if stays else (other,))


@pytest.mark.parametrize("stays", [True, False])
def test_after_the_sessions_at_half_the_way_back_leads_to_the_level_from_before_them(*, stays: bool) -> None:
    (raises,) = prescribed("straight-leg-raises")
    at_six = Person(levels=(Level(dose=replace(raises, reps=6), since=days_ago(40)),))
    halved = with_half(at_six, (raises,), days_ago(5), sessions=3)
    assert dose_now(raises, halved).reps == 5
    (level,) = with_half_settled(halved, TODAY, stays=stays).levels
    since = days_ago(5) if stays else TODAY
    assert (level.dose.reps, level.since, level.sessions, level.before) == (5 if stays else 6, since, None, None)


@given(prescriptions(), prescriptions(), st.lists(st.integers(-30, 30), max_size=5))
def test_a_gentle_set_that_is_edited_stays_within_the_dose_for_now(
    one: PrescribedExercise, other: PrescribedExercise, changes: list[int]
) -> None:
    plan = (one,) if one.exercise_id == other.exercise_id else (one, other)
    person = with_half(Person(), plan[1:], TODAY)
    first, *rest = gentle_choices(plan, person, CATALOG)
    for change in changes:
        first = first.with_count(first.count + change)
        assert is_within(first.dose, dose_now(one, person))
        assert first.count >= 1
    edited = with_gentle_choices(person, (first, *rest), plan, CATALOG)
    assert gentle_choices(plan, edited, CATALOG) == (first, *rest)


def test_the_easier_forms_are_no_set_of_ones_own() -> None:
    plan = (CURL_UP, BIRD_DOG)
    choices = gentle_choices(plan, Person(), CATALOG)
    assert with_gentle_choices(Person(), choices, plan, CATALOG) == Person()
    without = (choices[0], replace(choices[1], on=False))
    person = with_gentle_choices(Person(), without, plan, CATALOG)
    assert [choice.on for choice in gentle_choices(plan, person, CATALOG)] == [True, False]
    assert gentle_set(plan, person, CATALOG) == (choices[0].dose,)


def test_a_level_with_another_number_of_holds_than_prescribed_follows_the_prescription() -> None:
    (cat,) = prescribed("cat-and-camel")
    person = Person(levels=(Level(dose=replace(cat, sets=2, hold_seconds=(5,)), since=days_ago(9)),))
    now = dose_now(cat, person)
    assert (now.sets, now.hold_seconds) == (2, (5, 5))
    then = next_dose(now, cat)
    assert then is not None
    assert then.sets == 3
