"""A prescription becomes an exact tape."""

from dataclasses import replace
from itertools import groupby, pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lumbar.domain.exercise import Position
from lumbar.domain.order import Order, Side
from lumbar.domain.prescription import Pace, PrescribedExercise, Sides
from lumbar.domain.timeline import IN_A_REPETITION, Phase, SessionPlan, Timeline, build_timeline
from support.sessions import SECOND, exercises_by_id, prescribed, timeline

EXERCISE_SECONDS = {
    "ankle-pumps": 60,
    "heel-slides": 140,
    "pelvic-tilt": 55,
    "back-stretch": 108,
    "straight-leg-raises": 220,
    "knee-to-chest": 130,
    "cat-and-camel": 70,
    "wall-squats": 140,
    "curl-up": 60,
    "bird-dog": 270,
}


@pytest.mark.parametrize(("exercise_id", "seconds"), EXERCISE_SECONDS.items())
def test_each_exercise_takes_the_time_of_the_table(exercise_id: str, seconds: int) -> None:
    assert timeline(exercise_id).exercise_ns == (seconds * SECOND,)


def test_all_ten_take_1253_seconds_of_exercise_and_109_repetitions() -> None:
    tape = timeline()
    assert sum(tape.exercise_ns) == 1253 * SECOND
    assert len(tape.repetitions) == 109


def test_the_leaflets_order_takes_1453_seconds_with_its_moves() -> None:
    assert timeline().total_ns == 1453 * SECOND


def test_fewer_ups_and_downs_take_1398_seconds_and_go_from_lying_to_standing() -> None:
    tape = timeline(order=Order.FEWER_CHANGES)
    assert tape.total_ns == 1398 * SECOND
    assert [exercise.number for exercise in tape.exercises] == [1, 2, 3, 4, 5, 6, 9, 7, 10, 8]


def test_a_ten_minute_session_is_as_long_as_the_design_says() -> None:
    short = ("pelvic-tilt", "knee-to-chest", "cat-and-camel", "bird-dog")
    assert timeline(*short).total_ns == 620 * SECOND
    four_sets = tuple(replace(one, sets=4) if one.exercise_id == "bird-dog" else one for one in prescribed(*short))
    assert timeline(exercises=four_sets).total_ns == 564 * SECOND


def test_a_session_that_ends_standing_needs_no_time_to_stand_up() -> None:
    for last, seconds in (("wall-squats", 0), ("curl-up", 25), ("bird-dog", 25)):
        end = timeline("ankle-pumps", last).steps[-1]
        assert (end.phase, end.duration_ns) == (Phase.STAND_UP, seconds * SECOND)
    assert timeline("wall-squats").total_ns == (25 + 140) * SECOND


def sides_of(tape: Timeline) -> list[str]:
    return [one.side.value[0] if one.side else "-" for one in tape.repetitions]


def test_sides_alternate_or_come_in_a_block() -> None:
    assert sides_of(timeline("knee-to-chest")) == list("lr" * 5)
    assert sides_of(timeline("ankle-pumps")) == list("l" * 10 + "r" * 10)
    assert sides_of(timeline("pelvic-tilt")) == list("-" * 5)
    assert sides_of(timeline("bird-dog", first_side=Side.RIGHT)) == list("rl" * 5)


def test_bird_dog_has_a_set_of_one_hold_a_side_and_rests_longer_between_sets() -> None:
    tape = timeline("bird-dog")
    assert [(one.set, one.rep) for one in tape.repetitions] == [(number, 1) for number in range(1, 6) for _ in "lr"]
    rests = [(step.phase, step.duration_ns // SECOND) for step in tape.steps if step.repetition is not None]
    rests = [(phase, seconds) for phase, seconds in rests if phase not in IN_A_REPETITION]
    assert rests == [(Phase.SWITCH_SIDES, 2), (Phase.NEXT_SET, 12)] * 4 + [(Phase.SWITCH_SIDES, 2), (Phase.REST, 2)]


def test_ankle_pumps_switch_sides_with_a_cue_that_takes_no_time() -> None:
    switches = [step for step in timeline("ankle-pumps").steps if step.phase is Phase.SWITCH_SIDES]
    assert [step.duration_ns for step in switches] == [0]


def test_cat_and_camel_holds_twice_and_rests_only_between_sets() -> None:
    phases = [
        (step.phase, step.duration_ns // SECOND, step.hold)
        for step in timeline("cat-and-camel").steps
        if step.repetition in (0, 2)
    ]
    cycle = [
        (Phase.MOVE_IN, 3, 0),
        (Phase.HOLD, 5, 0),
        (Phase.MOVE_BETWEEN, 4, 1),
        (Phase.HOLD, 5, 1),
        (Phase.MOVE_OUT, 3, 1),
    ]
    assert phases == [*cycle, (Phase.NEXT_SET, 5, 0), *cycle]


def test_get_ready_is_the_end_of_a_move_and_adds_nothing() -> None:
    assert {timeline(get_ready=seconds).total_ns for seconds in (3, 5, 10, 60)} == {1453 * SECOND}
    steps = timeline(get_ready=4).steps
    assert [(step.phase, step.duration_ns // SECOND) for step in steps[:2]] == [(Phase.GO_TO, 21), (Phase.GET_READY, 4)]


def test_half_of_a_move_at_most_is_get_ready_so_that_it_is_said_where_the_body_goes() -> None:
    tape = timeline("curl-up", "pelvic-tilt", get_ready=60)
    moves = [tape.steps[index + offset] for index in tape.entries for offset in (0, 1)]
    assert [(step.phase, step.duration_ns // SECOND) for step in moves] == [
        (Phase.GO_TO, 13),
        (Phase.GET_READY, 12),
        (Phase.GO_TO, 5),
        (Phase.GET_READY, 5),
    ]


plans = st.builds(
    SessionPlan,
    exercises=st.lists(
        st.builds(
            lambda exercise, reps, sets, hold: PrescribedExercise(
                exercise_id=exercise.id,
                reps=reps,
                sets=sets,
                hold_seconds=tuple(hold for _ in exercise.dose.hold_seconds),
            ),
            st.sampled_from(sorted(exercises_by_id().values(), key=lambda one: one.number)),
            st.integers(1, 4),
            st.integers(1, 3),
            st.integers(1, 20),
        ),
        min_size=1,
        max_size=5,
    ).map(tuple),
    first_side=st.sampled_from(Side),
    get_ready_ns=st.integers(0, 30).map(lambda seconds: seconds * SECOND),
)


@given(plans)
def test_any_tape_is_gapless_and_counts_what_was_prescribed(plan: SessionPlan) -> None:
    tape = build_timeline(plan, exercises_by_id())
    assert tape.steps[0].starts_ns == 0
    assert all(one.ends_ns == following.starts_ns for one, following in pairwise(tape.steps))
    assert all(step.duration_ns > 0 or step.phase is Phase.SWITCH_SIDES for step in tape.steps[:-1])
    for exercise, prescribed_one, indexes in zip(tape.exercises, plan.exercises, tape.repetitions_of, strict=True):
        reps = [tape.repetitions[index] for index in indexes]
        sides = 2 if exercise.dose.side_order else 1
        assert len(reps) == prescribed_one.reps * prescribed_one.sets * sides
        if sides == 2:
            assert 2 * sum(one.side is Side.LEFT for one in reps) == len(reps)
        assert {one.hold_seconds for one in reps} == {sum(prescribed_one.hold_seconds)}
    assert tape.steps[-1].phase is Phase.STAND_UP
    assert (tape.steps[-1].duration_ns == 0) == (tape.exercises[-1].position is Position.STANDING)


@given(plans)
def test_a_repetition_is_one_stretch_of_moves_and_holds_and_then_its_rest(plan: SessionPlan) -> None:
    tape = build_timeline(plan, exercises_by_id())
    stretches = [(index, list(steps)) for index, steps in groupby(tape.steps, key=lambda step: step.repetition)]
    indexes = [index for index, _ in stretches if index is not None]
    assert indexes == list(range(len(tape.repetitions)))
    for index, steps in stretches:
        if index is None:
            continue
        active = [step for step in steps if step.phase in IN_A_REPETITION]
        assert steps[: len(active)] == active
        assert len(steps) - len(active) <= 1
        assert (active[0].phase, active[-1].phase) == (Phase.MOVE_IN, Phase.MOVE_OUT)
        assert sum(step.duration_ns for step in active) == tape.repetitions[index].active_ns


def test_one_side_alone_is_done_where_one_side_alone_is_prescribed() -> None:
    left_alone = tuple(replace(one, sides=Sides.LEFT) for one in prescribed("heel-slides", "pelvic-tilt"))
    tape = timeline(exercises=left_alone)
    assert [one.side for one in tape.repetitions] == [Side.LEFT] * 10 + [None] * 5
    assert Phase.SWITCH_SIDES not in {step.phase for step in tape.steps}


def test_a_tempo_of_ones_own_holds_for_moves_and_rests() -> None:
    pace = Pace(move_in_ns=4 * SECOND, move_out_ns=6 * SECOND, rest_ns=SECOND)
    tape = timeline(exercises=tuple(replace(one, pace=pace) for one in prescribed("pelvic-tilt")))
    assert tape.exercise_ns == (5 * (4 + 5 + 6 + 1) * SECOND,)
