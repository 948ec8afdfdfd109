"""Dates and times of day as a person types them."""

from datetime import date, time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lumbar.domain.typed_day import NotReadableError, read_day, read_time

TODAY = date(2026, 11, 22)
PAST = st.dates(date(1990, 1, 1), TODAY)


@given(PAST)
@settings(max_examples=60, deadline=None)
def test_a_date_reads_back_in_each_of_its_forms(day: date) -> None:
    forms = (
        f"{day.isoformat()}",
        f"{day.day} {day:%b %Y}",
        f" {day.day}. {day:%B} {day.year} ",
        f"{day:%b} {day.day}, {day.year}",
    )
    for form in forms:
        assert read_day(form, TODAY) == day


@given(PAST)
@settings(max_examples=60, deadline=None)
def test_without_a_year_it_is_the_newest_that_is_not_to_come(day: date) -> None:
    found = read_day(f"{day.day} {day:%b}", TODAY)
    assert (found.month, found.day) == (day.month, day.day)
    assert day <= found <= TODAY


def test_a_leap_day_without_a_year_is_the_last_one_there_was() -> None:
    assert read_day("29 feb", TODAY) == date(2024, 2, 29)
    assert read_day("today", TODAY) == TODAY
    assert read_day("Yesterday", TODAY) == date(2026, 11, 21)


@pytest.mark.parametrize("typed", ["", "soon", "31 Feb", "2026-13-01", "17 xyz", "17", "9" * 40, "0 Nov", "[/x]"])
def test_what_is_no_date_is_said_to_be_none_and_how_to_type_one(typed: str) -> None:
    with pytest.raises(NotReadableError, match=r"Type it as 17 Nov, 17 Nov 2026 or 2026-11-17\."):
        read_day(typed, TODAY)


def test_a_day_to_come_or_too_long_ago_is_none_to_look_back_at() -> None:
    with pytest.raises(NotReadableError, match="2026-11-23 is still to come"):
        read_day("2026-11-23", TODAY)
    with pytest.raises(NotReadableError, match="is too long ago"):
        read_day("1 Jan 0001", TODAY)


def test_a_time_of_day() -> None:
    assert read_time(" 7:40 ") == time(7, 40)
    assert read_time("18.05") == time(18, 5)
    for typed in ("", "24:00", "7", "7:60", "noon", "-1:00"):
        with pytest.raises(NotReadableError, match="Type it as 7:40"):
            read_time(typed)
