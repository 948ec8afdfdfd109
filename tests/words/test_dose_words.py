"""A dose in words, the same on every screen, in plain lines and on the page for the provider."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from lumbar.domain.exercise import Form
from lumbar.domain.prescription import Sides
from lumbar.words.exercise import dose_words, hold_range_words
from lumbar.words.figures import dates_words
from support.sessions import exercises_by_id, prescribed


def said(name: str, *, tells_defaults: bool = False, **changes: Any) -> str:
    (dose,) = prescribed(name)
    return dose_words(exercises_by_id()[name], replace(dose, **changes), tells_defaults=tells_defaults)


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("ankle-pumps", "10 on each side"),
        ("pelvic-tilt", "5 times, hold 5 seconds"),
        ("cat-and-camel", "3 sets, hold 5 and 5 seconds"),
        ("bird-dog", "5 sets of 1 on each side, hold 15 seconds"),
    ],
)
def test_a_dose_in_words(name: str, words: str) -> None:
    assert said(name) == words


@pytest.mark.parametrize(
    ("name", "changes", "words"),
    [
        ("pelvic-tilt", {"reps": 1, "hold_seconds": (1,)}, "once, hold 1 second"),
        ("pelvic-tilt", {"hold_seconds": ()}, "5 times"),
        ("curl-up", {"reps": 4, "sets": 2}, "2 sets of 4, hold 5 seconds"),
        ("straight-leg-raises", {"reps": 1, "hold_seconds": (1,)}, "1 on each side, hold 1 second"),
    ],
)
def test_a_dose_of_the_providers_own(name: str, changes: dict[str, Any], words: str) -> None:
    assert said(name, **changes) == words


@pytest.mark.parametrize(
    ("name", "changes", "words"),
    [
        ("straight-leg-raises", {"sides": Sides.LEFT}, "10 on the left side alone, hold 3 seconds"),
        ("bird-dog", {"sides": Sides.RIGHT}, "5 sets of 1 on the right side alone, hold 15 seconds"),
        ("pelvic-tilt", {"sides": Sides.BOTH}, "5 times, hold 5 seconds"),
    ],
)
def test_one_side_alone_is_said(name: str, changes: dict[str, Any], words: str) -> None:
    assert said(name, **changes) == words


@pytest.mark.parametrize(
    ("form", "holds", "words"),
    [
        (Form.EASIER, (5, 5), "3 sets, hold 5 and 5 seconds, easier form"),
        (Form.EASIER, (5, 0), "3 sets, hold 5 seconds, easier form"),
        (Form.EASIER, (0, 0), "3 sets, easier form"),
        (Form.ROTATION, (9,), "3 sets, hold 9 seconds, with a turn to each side"),
    ],
)
def test_the_form_is_said_and_no_hold_of_nothing(form: Form, holds: tuple[int, ...], words: str) -> None:
    assert said("cat-and-camel", form=form, hold_seconds=holds) == words


@pytest.mark.parametrize(
    ("name", "changes", "words"),
    [
        ("curl-up", {}, "5 times (our default), hold 5 seconds"),
        ("curl-up", {"reps": 6}, "6 times, hold 5 seconds"),
        ("straight-leg-raises", {}, "10 on each side, hold 3 seconds (our default)"),
    ],
)
def test_a_figure_of_our_own_is_called_so_where_that_is_wanted(name: str, changes: dict[str, Any], words: str) -> None:
    assert said(name, tells_defaults=True, **changes) == words
    assert "our default" not in said(name, **changes)


def test_an_exercise_that_is_not_in_the_catalog_any_more_has_its_dose_in_words() -> None:
    (dose,) = prescribed("pelvic-tilt")
    assert dose_words(None, dose, tells_defaults=True) == "5 times, hold 5 seconds"
    assert dose_words(None, replace(dose, sides=Sides.LEFT, hold_seconds=())) == "5 on the left side alone"


def test_what_the_leaflet_leaves_open_of_a_hold_is_said() -> None:
    catalog = exercises_by_id()
    assert hold_range_words(catalog["straight-leg-raises"]) == "The hold may be 1 to 5 seconds."
    assert hold_range_words(catalog["pelvic-tilt"]) == ""


@pytest.mark.parametrize(
    ("first", "words"),
    [
        (date(2026, 11, 16), "16 to 22 November 2026"),
        (date(2026, 11, 30), "30 November to 6 December 2026"),
        (date(2026, 12, 28), "28 December 2026 to 3 January 2027"),
    ],
)
def test_dates_say_nothing_twice(first: date, words: str) -> None:
    assert dates_words(first, first + timedelta(days=6)) == words
