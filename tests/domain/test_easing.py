"""The easier form, for today only: its own tape, its own words, and nothing that counts is lost."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lumbar.domain import commands, course, hurting
from lumbar.domain.account import account_for
from lumbar.domain.easing import can_ease
from lumbar.domain.exercise import Form
from lumbar.domain.inquiry import Offer
from lumbar.domain.order import Side
from lumbar.domain.prescription import (
    PrescribedExercise,
    half_the_repetitions,
    in_easier_form,
    prescribe_as_in_catalog,
    shorter_holds,
)
from lumbar.domain.record import Answer, EventKind, Outcome
from lumbar.domain.saved import restore, save
from lumbar.domain.session import CountingIn, Ended
from lumbar.domain.timeline import Phase
from support.hurt import after, hurt, session_in
from support.occasions import OCCASION
from support.sessions import SECOND, exercises_by_id, prescribed, timeline

# id, repetitions in a set, sets, holds: as exercises.md has it, else half the repetitions, rounded up
EASIER = [
    ("ankle-pumps", 5, 1, ()),
    ("heel-slides", 5, 1, ()),
    ("pelvic-tilt", 5, 1, (5,)),
    ("back-stretch", 2, 1, (10,)),
    ("straight-leg-raises", 10, 1, (1,)),
    ("knee-to-chest", 3, 1, (5,)),
    ("cat-and-camel", 1, 3, (0, 0)),
    ("wall-squats", 10, 1, (5,)),
    ("curl-up", 5, 1, (2,)),
    ("bird-dog", 1, 5, (7,)),
]


@pytest.mark.parametrize("row", EASIER, ids=lambda row: row[0])
def test_each_exercise_has_an_easier_dose(row: tuple[str, int, int, tuple[int, ...]]) -> None:
    exercise = exercises_by_id()[row[0]]
    easier = in_easier_form(exercise, prescribe_as_in_catalog(exercise))
    assert (easier.exercise_id, easier.reps, easier.sets, easier.hold_seconds) == row
    assert easier.form is Form.EASIER
    assert in_easier_form(exercise, easier) is easier


@pytest.mark.parametrize("exercise_id", list(exercises_by_id()))
def test_each_exercise_has_its_own_words_for_it_and_they_differ(exercise_id: str) -> None:
    exercise = exercises_by_id()[exercise_id]
    assert exercise.easier_form.line
    easier = exercise.in_form(Form.EASIER)
    assert easier.wording != exercise.wording
    assert (easier.dose, easier.tempo, easier.steps) == (exercise.dose, exercise.tempo, exercise.steps)


def test_what_is_held_no_longer_than_the_easier_form_already_is_done_half_as_often() -> None:
    bird_dog = exercises_by_id()["bird-dog"]
    short = PrescribedExercise(exercise_id="bird-dog", reps=1, sets=5, hold_seconds=(6,))
    assert shorter_holds(bird_dog, (6,)) == (6,)
    assert (in_easier_form(bird_dog, short).sets, in_easier_form(bird_dog, short).hold_seconds) == (3, (6,))


def test_on_the_way_up_no_easier_form_is_offered_though_a_repetition_was_left_out() -> None:
    session = session_in(timeline("curl-up", "bird-dog"), Phase.HOLD, -1)
    session, _ = commands.leave_exercise(session, session.read_ns)
    assert session.current.phase is Phase.STAND_UP
    asked = hurt(session, Answer.DISCOMFORT)
    assert Offer.EASIER not in hurting.offers(asked)
    assert hurting.choose(asked, asked.read_ns, Offer.EASIER) == (asked, ())


def test_half_of_one_is_one() -> None:
    once = PrescribedExercise(exercise_id="curl-up", reps=1, sets=1, hold_seconds=(5,))
    assert half_the_repetitions(once) == once


def test_the_rest_of_bird_dog_is_held_seven_seconds_and_what_was_done_stays() -> None:
    before = session_in(timeline("bird-dog", "curl-up"), Phase.HOLD, 3)
    session = hurt(before, Answer.DISCOMFORT, Offer.EASIER)
    holds = [step for step in session.timeline.steps if step.phase is Phase.HOLD and step.place == 0]
    assert [step.duration_ns // SECOND for step in holds] == [15, 15, 15, 7, 7, 7, 7, 7, 7, 7]
    assert session.done == {0, 1, 2}
    assert (session.current.phase, session.current.repetition) == (Phase.MOVE_IN, 3)
    assert isinstance(session.state, CountingIn)
    assert session.exercise.wording.left == "right leg"
    assert session.exercise.name == "Bird dog"
    assert [one.kind for one in session.log[-2:]] == [EventKind.DISCOMFORT, EventKind.EASIER]
    while not isinstance(session.state, Ended):
        session = after(session, 1)
    first, second = account_for(session, OCCASION, OCCASION.started_at).exercises
    assert (first.easier, first.outcome, first.reps_done) == (True, Outcome.DONE, {"left": 5, "right": 5})
    assert first.hold_seconds_done == first.hold_seconds_planned == {"left": 2 * 15 + 3 * 7, "right": 15 + 4 * 7}
    assert (second.easier, second.outcome) == (False, Outcome.DONE)


def test_half_of_what_is_left_on_each_side_is_done_where_nothing_is_held_shorter() -> None:
    before = session_in(timeline("ankle-pumps"), Phase.MOVE_OUT, 4, into=0.5)
    session = hurt(before, Answer.DISCOMFORT, Offer.EASIER)
    sides = [repetition.side for repetition in session.timeline.repetitions]
    assert sides == [Side.LEFT] * (4 + 3) + [Side.RIGHT] * 5
    assert session.done == {0, 1, 2, 3}


def test_a_repetition_that_was_passed_over_stays_planned() -> None:
    session = session_in(timeline("bird-dog"), Phase.HOLD, 0)
    session, _ = commands.next_repetition(session, session.read_ns)
    session = hurt(session, Answer.DISCOMFORT, Offer.EASIER)
    assert session.done == frozenset()
    assert (session.current.repetition, len(session.timeline.repetitions)) == (1, 10)
    while not isinstance(session.state, Ended):
        session = after(session, 1)
    assert account_for(session, OCCASION, OCCASION.started_at).exercises[0].outcome is Outcome.PARTIAL


def test_cat_and_camel_flows_without_holds() -> None:
    session = hurt(session_in(timeline("cat-and-camel")), Answer.DISCOMFORT, Offer.EASIER)
    phases = [step.phase for step in session.timeline.steps if step.repetition == 0]
    assert phases == [Phase.MOVE_IN, Phase.MOVE_BETWEEN, Phase.MOVE_OUT, Phase.NEXT_SET]


def test_in_the_move_to_an_exercise_all_of_it_becomes_easier_and_the_move_goes_on() -> None:
    before = session_in(timeline("curl-up", "bird-dog"), Phase.GO_TO, 1)
    session = hurt(before, Answer.DISCOMFORT, Offer.EASIER)
    assert (session.step, session.elapsed_ns, session.done) == (before.step, before.elapsed_ns, before.done)
    assert {repetition.hold_seconds for repetition in session.timeline.repetitions[5:]} == {7}


def test_what_counts_of_a_later_exercise_goes_on_counting() -> None:
    tape = timeline("ankle-pumps", "curl-up")
    session = session_in(tape, Phase.HOLD, 1)
    assert session.done == frozenset(range(21))
    session, _ = commands.return_to_exercise(session, session.read_ns)
    session = hurt(after(session, 26), Answer.DISCOMFORT)
    assert session.current.repetition == 0
    assert Offer.EASIER not in hurting.offers(session)  # all of it is done already
    session = session_in(tape, Phase.MOVE_IN, 2, into=0.5)
    session, _ = commands.leave_exercise(session, session.read_ns)
    session = after(session, 10 + 12)
    assert session.done == {0, 1, 20}
    session, _ = commands.return_to_exercise(session, session.read_ns)
    session = hurt(after(session, 26), Answer.DISCOMFORT, Offer.EASIER)
    assert session.done == {0, 1, 2 + 4 + 5}


def test_it_is_offered_once_and_not_behind_the_last_repetition() -> None:
    session = hurt(session_in(timeline("bird-dog")), Answer.DISCOMFORT, Offer.EASIER)
    assert not can_ease(session)
    assert Offer.EASIER not in hurting.offers(hurt(session, Answer.DISCOMFORT))
    assert not can_ease(session_in(timeline("bird-dog"), Phase.REST, 0))
    gentle = in_easier_form(exercises_by_id()["bird-dog"], prescribed("bird-dog")[0])
    assert not can_ease(session_in(timeline(exercises=(gentle,))))


def test_a_plan_in_the_easier_form_is_recorded_as_easier_and_has_its_words() -> None:
    gentle = in_easier_form(exercises_by_id()["bird-dog"], prescribed("bird-dog")[0])
    tape = timeline(exercises=(gentle,))
    assert tape.exercises[0].wording.left == "right leg"
    session = session_in(tape)
    (record,) = account_for(session, OCCASION, OCCASION.started_at).exercises
    assert (record.easier, record.hold_seconds_planned) == (True, {"left": 35, "right": 35})


@settings(max_examples=20, deadline=None)
@given(st.integers(0, 1_453))
def test_at_any_instant_nothing_that_counts_changes_and_a_saved_session_is_the_same(second: int) -> None:
    session = after(course.start(timeline(), 0)[0], second)
    easier = hurt(session, Answer.DISCOMFORT, Offer.EASIER)
    if isinstance(easier.state, Ended) or easier.inquiry is not None:
        assert not can_ease(session) or isinstance(session.state, Ended)
        return
    assert len(easier.done) == len(session.done)
    assert easier.active_ns == session.active_ns
    assert restore(save(easier, OCCASION), exercises_by_id(), easier.read_ns) == easier


# --- the rotation of the curl-up --------------------------------------------------------------------------------------


def rotating() -> PrescribedExercise:
    return PrescribedExercise(exercise_id="curl-up", reps=5, sets=1, hold_seconds=(5,), form=Form.ROTATION)


def test_a_rotation_is_up_2_turn_2_hold_5_back_2_down_2_left_and_right_in_turn() -> None:
    tape = timeline(exercises=(rotating(),))
    first = [(step.phase, step.duration_ns // SECOND, step.hold) for step in tape.steps if step.repetition == 0]
    assert first == [
        (Phase.MOVE_IN, 2, 0),
        (Phase.MOVE_BETWEEN, 2, 1),
        (Phase.HOLD, 5, 1),
        (Phase.MOVE_BETWEEN, 2, 2),
        (Phase.MOVE_OUT, 2, 2),
        (Phase.SWITCH_SIDES, 3, 0),
    ]
    assert [one.side for one in tape.repetitions] == [Side.LEFT, Side.RIGHT, Side.LEFT, Side.RIGHT, Side.LEFT]
    right_first = timeline(exercises=(rotating(),), first_side=Side.RIGHT)
    assert right_first.repetitions[0].side is Side.RIGHT


def test_a_rotation_has_its_own_words() -> None:
    wording = timeline(exercises=(rotating(),)).exercises[0].wording
    assert (wording.move_between, wording.move_back) == ("TURN", "TURN BACK")
    assert wording.say_move_between == "Turn a little to the {side}."
    assert wording.left == "chest to the left"


def test_a_rotation_is_counted_as_repetitions_without_sides() -> None:
    session = session_in(timeline(exercises=(rotating(),)), Phase.HOLD, 3)
    (record,) = account_for(session, OCCASION, OCCASION.started_at).exercises
    assert (record.reps_planned, record.reps_done, record.hold_seconds_done) == (
        {"both": 5},
        {"both": 3},
        {"both": 15},
    )


def test_a_rotation_made_easier_is_the_plain_curl_up_held_two_seconds() -> None:
    session = hurt(session_in(timeline(exercises=(rotating(),)), Phase.HOLD, 1), Answer.DISCOMFORT, Offer.EASIER)
    rest = session.timeline.repetitions[1:]
    assert {(one.side, one.hold_seconds) for one in rest} == {(None, 2)}
    phases = [step.phase for step in session.timeline.steps if step.repetition == 1]
    assert phases == [Phase.MOVE_IN, Phase.HOLD, Phase.MOVE_OUT, Phase.REST]


def test_an_exercise_that_has_no_rotation_stays_as_it_is() -> None:
    bird_dog = exercises_by_id()["bird-dog"]
    assert bird_dog.in_form(Form.ROTATION) is bird_dog
