"""A session that fits the minutes there are."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import islice

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lumbar.domain.fitting import CORE, Fitting, Minutes, sessions_since
from lumbar.domain.order import Order
from lumbar.domain.plan import Preferences, timeline_for
from lumbar.domain.prescription import PrescribedExercise
from lumbar.domain.record import Outcome
from support.records import record
from support.sessions import SECOND, exercises_by_id, prescribed

ALL_TEN = prescribed()


def fitting(
    minutes: int, exercises: Sequence[PrescribedExercise] = ALL_TEN, *, per_day: int = 1, order: Order = Order.LEAFLET
) -> Fitting:
    return Fitting(exercises, Minutes(minutes, per_day), Preferences(order=order), exercises_by_id())


def seconds(exercises: Sequence[PrescribedExercise], order: Order = Order.LEAFLET) -> float:
    return timeline_for(exercises, Preferences(order=order), exercises_by_id()).total_ns / SECOND


def one_set(exercises: Sequence[PrescribedExercise]) -> list[PrescribedExercise]:
    return [replace(one, sets=1) for one in exercises]


def test_a_session_that_fits_is_left_as_it_is() -> None:
    fit = fitting(24).next_session({})
    assert fit.exercises == ALL_TEN
    assert (fit.left_out, fit.fewer_sets, fit.too_long, fit.later) == ((), (), (), ())


def test_ten_minutes_bring_each_of_the_ten_exercises_within_three_sessions() -> None:
    first_three = list(islice(fitting(10).sessions({}), 3))
    assert {one.exercise_id for fit in first_three for one in fit.exercises} == {one.exercise_id for one in ALL_TEN}
    assert not any(fit.too_long or fit.later for fit in first_three)
    assert all(seconds(fit.exercises) <= 630 for fit in first_three)


def test_what_is_left_out_is_named() -> None:
    fit = fitting(10).next_session({})
    in_session = {one.exercise_id for one in fit.exercises}
    assert set(fit.left_out) == {one.exercise_id for one in ALL_TEN} - in_session
    prescribed_sets = {one.exercise_id: one.sets for one in ALL_TEN}
    fewer = {one.exercise_id for one in fit.exercises if one.sets < prescribed_sets[one.exercise_id]}
    assert set(fit.fewer_sets) == fewer


def test_sets_are_trimmed_before_an_exercise_goes() -> None:
    exercises = prescribed("pelvic-tilt", "knee-to-chest", "cat-and-camel", "bird-dog")
    fit = fitting(9, exercises).next_session({})
    assert [one.exercise_id for one in fit.exercises] == [one.exercise_id for one in exercises]
    assert set(fit.fewer_sets) <= {"cat-and-camel", "bird-dog"}
    assert fit.fewer_sets
    assert not fit.left_out


def test_no_session_is_as_short_as_a_minute_and_all_are_named() -> None:
    fit = fitting(1).next_session({})
    assert fit.exercises == ()
    assert fit.too_long == tuple(one.exercise_id for one in ALL_TEN)


def test_an_exercise_that_is_too_long_for_any_session_is_named_and_the_others_go_on() -> None:
    fit = fitting(4, prescribed("pelvic-tilt", "straight-leg-raises")).next_session({})
    assert [one.exercise_id for one in fit.exercises] == ["pelvic-tilt"]
    assert fit.too_long == ("straight-leg-raises",)


def test_exercises_that_take_more_than_three_days_to_come_round_are_named() -> None:
    long_ones = prescribed("heel-slides", "straight-leg-raises", "knee-to-chest", "wall-squats", "back-stretch")
    tight = fitting(4, long_ones)
    fit = tight.next_session({})
    assert fit.later or fit.too_long
    coming = {one.exercise_id for one in fit.exercises}
    for later in islice(tight.sessions({}), 3):
        coming |= {one.exercise_id for one in later.exercises}
    assert not coming & set(fit.too_long)


def test_what_has_waited_longest_comes_next() -> None:
    first, second = islice(fitting(10).sessions({}), 2)
    missing = {one.exercise_id for one in ALL_TEN} - {one.exercise_id for one in first.exercises}
    assert missing <= {one.exercise_id for one in second.exercises}


def test_the_sessions_since_an_exercise_are_counted_from_the_newest_and_a_skipped_one_is_no_try() -> None:
    old, new = record(1), record(2)
    tried = old.exercises[0].id
    skipped = replace(new, exercises=(replace(new.exercises[0], outcome=Outcome.SKIPPED),))
    assert sessions_since([tried, "other"], [old, skipped]) == {tried: 1}
    assert sessions_since([tried], [new, old]) == {tried: 0}


@st.composite
def prescriptions(draw: st.DrawFn) -> tuple[PrescribedExercise, ...]:
    ids = draw(st.lists(st.sampled_from([one.exercise_id for one in ALL_TEN]), min_size=1, max_size=6, unique=True))
    return tuple(replace(one, reps=draw(st.integers(1, 12)), sets=draw(st.integers(1, 5))) for one in prescribed(*ids))


minutes = st.integers(1, 30)
per_day = st.integers(1, 3)
orders = st.sampled_from(Order)


@given(exercises=prescriptions(), limit=minutes, sessions=per_day, order=orders)
def test_no_session_is_longer_than_its_minutes_and_half_a_minute_or_above_the_prescription(
    exercises: tuple[PrescribedExercise, ...], limit: int, sessions: int, order: Order
) -> None:
    most = {one.exercise_id: one for one in exercises}
    for fit in islice(fitting(limit, exercises, per_day=sessions, order=order).sessions({}), 4):
        if fit.exercises:
            assert seconds(fit.exercises, order) <= limit * 60 + 30
        for one in fit.exercises:
            assert 1 <= one.sets <= most[one.exercise_id].sets
            assert replace(one, sets=1) == replace(most[one.exercise_id], sets=1)


@given(exercises=prescriptions(), limit=minutes)
def test_each_session_has_a_core_exercise_if_one_is_prescribed(
    exercises: tuple[PrescribedExercise, ...], limit: int
) -> None:
    core = {one.exercise_id for one in exercises} & CORE
    for fit in islice(fitting(limit, exercises).sessions({}), 4):
        if fit.exercises and core:
            assert {one.exercise_id for one in fit.exercises} & core


def spreads(
    exercises: Sequence[PrescribedExercise], groups: list[list[PrescribedExercise]], most: int
) -> Iterator[list[list[PrescribedExercise]]]:
    """Yield every way to put each of *exercises* into one of *most* groups."""
    if not exercises:
        yield groups
        return
    first, *rest = exercises
    for place in range(len(groups)):
        yield from spreads(rest, [*groups[:place], [*groups[place], first], *groups[place + 1 :]], most)
    if len(groups) < most:
        yield from spreads(rest, [*groups, [first]], most)


def smallest_forms_fit_in_three_days(
    exercises: Sequence[PrescribedExercise], limit: int, sessions: int, order: Order
) -> bool:
    """Say it the slow and obvious way: some spread over three days' sessions is short enough in each of them."""
    smallest = one_set(exercises)
    core = [one for one in smallest if one.exercise_id in CORE]

    def short(group: list[PrescribedExercise]) -> bool:
        added = [[]] if not core or any(one in core for one in group) else [[one] for one in core]
        as_listed = [[one for one in smallest if one in [*group, *more]] for more in added]
        return any(seconds(one, order) <= limit * 60 + 30 for one in as_listed)

    return any(all(short(group) for group in spread) for spread in spreads(smallest, [], 3 * sessions))


@settings(max_examples=60, deadline=None)
@given(exercises=prescriptions(), limit=st.integers(2, 12), order=orders)
def test_whenever_the_smallest_forms_fit_in_three_days_each_exercise_comes_round_in_any_three_days(
    exercises: tuple[PrescribedExercise, ...], limit: int, order: Order
) -> None:
    if not smallest_forms_fit_in_three_days(exercises, limit, 1, order):
        fit = fitting(limit, exercises, order=order).next_session({})
        assert fit.too_long or fit.later
        return
    done = [
        {one.exercise_id for one in fit.exercises}
        for fit in islice(fitting(limit, exercises, order=order).sessions({}), 12)
    ]
    for first in range(len(done) - 2):
        assert set().union(*done[first : first + 3]) == {one.exercise_id for one in exercises}


@pytest.mark.parametrize("limit", [8, 10, 12, 15, 20])
@pytest.mark.parametrize("sessions", [1, 2, 3])
def test_all_ten_come_round_within_three_days_of_any_sensible_length(limit: int, sessions: int) -> None:
    fits = list(islice(fitting(limit, per_day=sessions).sessions({}), 9 * sessions))
    assert not any(fit.too_long or fit.later for fit in fits)
    done = [{one.exercise_id for one in fit.exercises} for fit in fits]
    for first in range(len(done) - 3 * sessions + 1):
        assert len(set().union(*done[first : first + 3 * sessions])) == 10


def test_a_round_is_as_many_sessions_as_bring_each_exercise_once() -> None:
    ten_minutes = fitting(10)
    assert len(ten_minutes.one_round()) == ten_minutes.sessions_of_a_round == 2
    assert fitting(30).sessions_of_a_round == 1
