"""Steps up: each condition on its own, one variable at a time, never beyond the prescription."""

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lumbar.domain.account import exercise_records
from lumbar.domain.exercise import Form
from lumbar.domain.person import Afterward, AfterwardAnswer, Level, Person, StepAnswer, StepReply
from lumbar.domain.prescription import PrescribedExercise, Sides, half_the_repetitions, in_easier_form
from lumbar.domain.progression import (
    StepUp,
    accepted,
    dose_now,
    is_above,
    is_all_that_is_prescribed,
    is_at_least,
    mentions_amount,
    next_dose,
    rotation_is_unlocked,
    step_up,
    with_rotation,
)
from lumbar.domain.record import Answer, BySide, ExerciseRecord, Outcome, SessionRecord
from support.past import TODAY, days_ago, exercise, session, told
from support.sessions import exercises_by_id, prescribed, timeline

CURL_UP = PrescribedExercise(exercise_id="curl-up", reps=5, sets=1, hold_seconds=(5,))
HALF = half_the_repetitions(CURL_UP)
PERSON = Person(levels=(Level(dose=HALF, since=days_ago(7)),))
GOOD = (session(1), session(3), session(5))


def offered(*sessions: SessionRecord, person: Person = PERSON) -> StepUp | None:
    return step_up(exercises_by_id()["curl-up"], CURL_UP, person, sessions, TODAY)


def test_after_three_good_sessions_and_seven_days_one_repetition_more_is_offered() -> None:
    assert offered(*GOOD) == StepUp(HALF, replace(HALF, reps=4))


def test_at_the_prescribed_dose_nothing_is_offered() -> None:
    assert offered(*GOOD, person=Person()) is None
    at_it = Person(levels=(Level(dose=CURL_UP, since=days_ago(30)),))
    assert offered(*GOOD, person=at_it) is None


def test_six_days_on_the_level_are_too_few() -> None:
    assert offered(*GOOD, person=Person(levels=(Level(dose=HALF, since=days_ago(6)),))) is None


def test_two_sessions_on_the_level_are_too_few() -> None:
    assert offered(*GOOD[:2]) is None
    assert offered(*GOOD[:2], session(8)) is None


@pytest.mark.parametrize(
    "bad",
    [
        session(3, exercise(outcome=Outcome.PARTIAL)),
        session(3, exercise(outcome=Outcome.SKIPPED)),
        session(3, exercise(outcome=Outcome.STOPPED_FOR_PAIN)),
        session(3, exercise(easier=True)),
        session(3, events=(told(Answer.PAIN),)),
        session(3, events=(told(Answer.SEVERE_PAIN),)),
        session(3, before=1, after=3),
        session(3, before=4, after=4),
        session(3, before=None),
        session(3, after=None),
    ],
    ids=["partial", "skipped", "stopped", "easier", "pain", "severe", "rise", "high", "no before", "no after"],
)
def test_one_session_of_the_three_that_did_not_go_well_is_enough_to_offer_nothing(bad: SessionRecord) -> None:
    assert offered(GOOD[0], bad, GOOD[2]) is None
    assert offered(*GOOD, replace(bad, started_at=bad.started_at - timedelta(days=4), day=days_ago(7))) is not None


@pytest.mark.parametrize(
    "fine",
    [
        session(3, before=2, after=3),
        session(3, before=3, after=3),
        session(3, before=5, after=0),
        session(3, events=(told(Answer.DISCOMFORT),)),
        session(3, events=(told(Answer.PAIN, "bird-dog"),)),
    ],
)
def test_at_the_limits_a_session_went_well(fine: SessionRecord) -> None:
    assert offered(GOOD[0], fine, GOOD[2]) is not None


@pytest.mark.parametrize("answer", list(Afterward))
def test_still_worse_afterward_counts_and_not_being_asked_is_fine(answer: Afterward) -> None:
    said = AfterwardAnswer(session_id=GOOD[1].id, answer=answer, asked_on=days_ago(2))
    assert (offered(*GOOD, person=replace(PERSON, afterwards=(said,))) is None) == (answer is Afterward.STILL_WORSE)


@pytest.mark.parametrize("less", [exercise(reps=2), exercise(hold=4)], ids=["repetitions", "seconds"])
def test_a_session_that_asked_for_less_than_the_level_says_nothing_for_a_step(less: ExerciseRecord) -> None:
    assert offered(GOOD[0], session(3, less), GOOD[2]) is None
    assert offered(*GOOD, session(7, less)) is not None


def test_a_session_at_a_dose_is_at_that_dose_whatever_the_exercise_and_its_form() -> None:
    catalog = exercises_by_id()
    given_doses = prescribed()
    easier = tuple(in_easier_form(catalog[one.exercise_id], one) for one in given_doses)
    turning = (with_rotation(catalog["curl-up"], CURL_UP),)
    for doses in (given_doses, easier, tuple(half_the_repetitions(one) for one in given_doses), turning):
        for record, dose in zip(exercise_records(timeline(exercises=doses), frozenset()), doses, strict=True):
            assert is_at_least(record, dose)
            assert not is_above(record, dose)


def test_each_side_that_is_prescribed_counts_for_a_step_and_the_other_does_not() -> None:
    (full,) = prescribed("bird-dog")
    level = Level(dose=replace(full, sets=3), since=days_ago(7))

    def is_offered(left: int, right: int, sides: Sides = Sides.BOTH) -> bool:
        planned: BySide = {"left": left, "right": right}
        held: BySide = {"left": 15 * left, "right": 15 * right}
        record = replace(exercise("bird-dog"), reps_planned=planned, hold_seconds_planned=held)
        past = [session(ago, record) for ago in (1, 3, 5)]
        given_dose = replace(full, sides=sides)
        return step_up(exercises_by_id()["bird-dog"], given_dose, Person(levels=(level,)), past, TODAY) is not None

    assert is_offered(3, 3)
    assert not is_offered(1, 1), "cut to ten minutes"
    assert not is_offered(3, 0)
    assert is_offered(3, 0, Sides.LEFT)
    assert not is_offered(3, 0, Sides.RIGHT)


def test_with_the_turn_it_is_the_hold_of_the_turn_that_counts() -> None:
    (curl,) = prescribed("curl-up")
    full = replace(curl, hold_seconds=(10,))
    level = Level(dose=full, since=days_ago(9))
    turning = [session(ago, exercise(hold=5)) for ago in (1, 3, 5)]

    def is_all(person: Person) -> bool:
        return is_all_that_is_prescribed(exercises_by_id()["curl-up"], full, person, turning, TODAY)

    assert is_all(Person(levels=(level,), rotation_since=days_ago(9)))
    assert not is_all(Person(levels=(level,)))


def test_sessions_without_the_exercise_do_not_count() -> None:
    assert offered(session(2, exercise("bird-dog", Outcome.PARTIAL)), *GOOD) is not None


def test_a_declined_step_is_offered_again_after_seven_days() -> None:
    def said(reply: StepReply, ago: int) -> Person:
        return replace(PERSON, steps=(StepAnswer(exercise_id="curl-up", reply=reply, on=days_ago(ago)),))

    assert offered(*GOOD, person=said(StepReply.DECLINED, 6)) is None
    assert offered(*GOOD, person=said(StepReply.DECLINED, 7)) is not None
    assert offered(*GOOD, person=said(StepReply.ACCEPTED, 1)) is not None


def test_an_accepted_step_is_a_new_level_from_today_on() -> None:
    other = Level(dose=replace(HALF, exercise_id="bird-dog"), since=days_ago(9))
    step = offered(*GOOD)
    assert step is not None
    person = accepted(step, replace(PERSON, levels=(*PERSON.levels, other)), TODAY)
    assert person.levels == (other, Level(dose=step.then, since=TODAY))


def test_in_the_easier_form_the_sessions_in_it_count() -> None:
    gentle = in_easier_form(exercises_by_id()["curl-up"], CURL_UP)
    person = Person(levels=(Level(dose=gentle, since=days_ago(7)),))
    sessions = tuple(session(ago, exercise(easier=True)) for ago in (1, 3, 5))
    assert offered(*sessions, person=person) == StepUp(gentle, replace(gentle, hold_seconds=(3,)))
    assert offered(*GOOD, person=person) is None


def test_the_way_up_is_repetitions_then_sets_then_seconds_then_the_form() -> None:
    full = PrescribedExercise(exercise_id="cat-and-camel", reps=2, sets=2, hold_seconds=(2, 1))
    dose: PrescribedExercise | None = replace(full, reps=1, sets=1, hold_seconds=(0, 0), form=Form.EASIER)
    way = []
    while dose is not None:
        way.append((dose.reps, dose.sets, dose.hold_seconds, dose.form is Form.EASIER))
        dose = next_dose(dose, full)
    assert way == [
        (1, 1, (0, 0), True),
        (2, 1, (0, 0), True),
        (2, 2, (0, 0), True),
        (2, 2, (1, 1), True),
        (2, 2, (2, 1), True),
        (2, 2, (2, 1), False),
    ]


doses = st.builds(
    PrescribedExercise,
    exercise_id=st.just("curl-up"),
    reps=st.integers(1, 6),
    sets=st.integers(1, 4),
    hold_seconds=st.tuples(st.integers(0, 12)),
)


@given(doses, doses)
def test_no_number_of_steps_leads_beyond_the_prescription(level: PrescribedExercise, full: PrescribedExercise) -> None:
    person = Person(levels=(Level(dose=level, since=TODAY),))
    dose = dose_now(full, person)
    for _ in range(40):
        assert dose.reps <= full.reps
        assert dose.sets <= full.sets
        assert dose.hold_seconds <= full.hold_seconds
        following = next_dose(dose, full)
        if following is None:
            assert dose == full
            return
        dose = following
    raise AssertionError("it does not arrive")


# --- the rotation -----------------------------------------------------------------------------------------------------


def unlocked(*sessions: SessionRecord, exercise_id: str = "curl-up") -> bool:
    return rotation_is_unlocked(exercises_by_id()[exercise_id], sessions)


def held(ago: int, hold: int = 10, *, easier: bool = False) -> SessionRecord:
    return session(ago, exercise(hold=hold, easier=easier))


def test_three_sessions_on_three_days_held_ten_seconds_unlock_the_rotation() -> None:
    assert unlocked(held(1), held(2), held(3))
    assert unlocked(held(1), held(2, 12), held(3, 15), session(9))


def test_what_is_missing_keeps_it_locked() -> None:
    assert not unlocked()
    assert not unlocked(held(1), held(2))
    assert not unlocked(held(1), replace(held(1), id="later"), held(2))
    assert not unlocked(held(1), held(2, 9), held(3))
    assert not unlocked(held(1), held(2, easier=True), held(3))
    assert not unlocked(held(1), session(2, exercise(outcome=Outcome.PARTIAL, hold=10)), held(3))
    assert not unlocked(held(1), replace(held(2), events=(told(Answer.PAIN),)), held(3))
    three = [session(ago, exercise("pelvic-tilt", hold=10)) for ago in (1, 2, 3)]
    assert not unlocked(*three, exercise_id="pelvic-tilt")


def test_with_the_rotation_the_hold_is_five_seconds_and_other_exercises_have_none() -> None:
    catalog = exercises_by_id()
    turning = with_rotation(catalog["curl-up"], replace(CURL_UP, hold_seconds=(12,)))
    assert (turning.form, turning.hold_seconds, turning.reps) == (Form.ROTATION, (5,), 5)
    tilt = replace(CURL_UP, exercise_id="pelvic-tilt")
    assert with_rotation(catalog["pelvic-tilt"], tilt) is tilt


# --- the amount -------------------------------------------------------------------------------------------------------


def test_more_than_30_minutes_a_day_is_mentioned_until_the_provider_said_so() -> None:
    assert not mentions_amount(30 * 60, Person())
    assert mentions_amount(30 * 60 + 1, Person())
    assert not mentions_amount(90 * 60, Person(provider_said_amount=True))
