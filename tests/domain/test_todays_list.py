"""Today's exercises in another order, fewer of them, or others."""

from lumbar.domain.todays_list import TodaysList, todays_list

PLAN = ("a", "b", "c", "d")


def today(*done: str) -> TodaysList:
    return todays_list(PLAN, done)


def test_what_is_not_done_today_stands_below_in_the_order_of_the_plan() -> None:
    assert today("c", "a").rows == ("c", "a", "b", "d")
    assert today().done == PLAN, "nothing that is known: all of the plan"


def test_an_exercise_moves_earlier_or_later_within_those_that_are_done() -> None:
    assert today("a", "b", "c").moved(0, 1).done == ("b", "a", "c")
    assert today("a", "b", "c").moved(2, -1).done == ("a", "c", "b")
    for place, step in ((0, -1), (2, 1), (3, -1)):
        assert today("a", "b", "c").moved(place, step) == today("a", "b", "c")


def test_what_is_left_out_comes_back_where_the_plan_has_it() -> None:
    without = today(*PLAN).toggled(1)
    assert (without.done, without.left_out) == (("a", "c", "d"), ("b",))
    assert without.toggled(3) == today(*PLAN)
    assert today("a", "b").toggled(3).done == ("a", "b", "d")


def test_the_last_exercise_stays() -> None:
    assert today("b").toggled(0) == today("b")


def test_swapping_goes_through_the_others_and_back() -> None:
    first = today("a", "b").swapped(0)
    assert (first.done, first.left_out) == (("c", "b"), ("d", "a"))
    assert first.swapped(0).done == ("d", "b")
    assert first.swapped(0).swapped(0).done == ("a", "b")
    assert today(*PLAN).swapped(0) == today(*PLAN), "there is no other"
    assert today("a").swapped(2) == today("a"), "it is not done today"
