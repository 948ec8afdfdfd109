"""Weeks: what was planned and done in them."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from lumbar.domain.days import DayKind
from lumbar.domain.person import Away, BadDays, Person
from lumbar.domain.prescription import Prescription
from lumbar.domain.record import SessionRecord, Status
from lumbar.domain.review import WeekReview, monday_of, review_week
from lumbar.domain.sizes import SessionSize
from support.kept_sessions import kept_session
from support.sessions import prescribed

MONDAY, SUNDAY = date(2026, 11, 16), date(2026, 11, 22)
PLAN = Prescription(version=1, valid_from=date(2026, 1, 1), exercises=prescribed("pelvic-tilt"))


def size(prescription: Prescription) -> SessionSize:
    return SessionSize(reps=5 * len(prescription.exercises), seconds=100 * len(prescription.exercises))


def session(day: date, status: Status = Status.COMPLETED, hour: int = 8, done: int = 5) -> SessionRecord:
    at = datetime(day.year, day.month, day.day, hour, tzinfo=UTC)
    return kept_session(at, "pelvic-tilt", status=status, done=range(done))


def week_of(day: date, *sessions: SessionRecord, versions: tuple[Prescription, ...] = (PLAN,)) -> WeekReview:
    return review_week(day, sessions, versions, size)


@pytest.mark.parametrize("day", [MONDAY, date(2026, 11, 18), SUNDAY])
def test_a_week_goes_from_monday_to_sunday_whichever_day_is_asked_for(day: date) -> None:
    week = week_of(day)
    assert monday_of(day) == MONDAY
    assert [one.day for one in week.days] == [MONDAY + timedelta(days=number) for number in range(7)]
    assert week.name == "2026-W47"


@pytest.mark.parametrize(
    ("day", "name"),
    [
        (date(2024, 12, 30), "2025-W01"),
        (date(2025, 1, 5), "2025-W01"),
        (date(2026, 12, 31), "2026-W53"),
        (date(2027, 1, 3), "2026-W53"),
        (date(2027, 1, 4), "2027-W01"),
    ],
)
def test_a_week_over_the_end_of_a_year_has_the_iso_name(day: date, name: str) -> None:
    assert week_of(day).name == name


def test_sessions_on_both_edges_of_a_week_count_and_those_outside_do_not() -> None:
    inside = [session(MONDAY), session(SUNDAY)]
    outside = [session(MONDAY - timedelta(days=1)), session(SUNDAY + timedelta(days=1))]
    week = week_of(SUNDAY, *inside, *outside)
    assert week.sessions_done == 2
    assert [day.done for day in week.days] == [1, 0, 0, 0, 0, 0, 1]
    assert week.reps_done == 10
    assert week.seconds == sum(one.seconds_active for one in inside)


def test_a_session_counts_for_the_day_that_is_kept_with_it_not_for_that_of_its_clock() -> None:
    late = kept_session(datetime(2026, 11, 23, 1, 30, tzinfo=UTC), "pelvic-tilt")
    assert late.day == SUNDAY
    assert week_of(SUNDAY, late).sessions_done == 1
    assert week_of(SUNDAY + timedelta(days=1), late).sessions_done == 0


def test_the_whole_week_is_planned_with_the_days_to_come() -> None:
    week = week_of(MONDAY, versions=(replace(PLAN, sessions_per_day=3),))
    assert (week.sessions_planned, week.reps_planned, week.seconds_planned) == (21, 105, 2100)
    assert (week.sessions_done, week.sessions_stopped, week.reps_done, week.seconds) == (0, 0, 0, 0)
    assert {day.kind for day in week.days} == {DayKind.PLANNED}


def test_only_completed_sessions_are_done_but_every_repetition_and_minute_counts() -> None:
    kept = [
        session(MONDAY),
        session(MONDAY, Status.ENDED_EARLY, hour=12, done=2),
        session(MONDAY, Status.STOPPED_FOR_PAIN, hour=15, done=1),
        session(MONDAY, Status.STOPPED_FOR_CARE, hour=18, done=0),
    ]
    week = week_of(MONDAY, *kept)
    assert (week.sessions_done, week.sessions_stopped) == (1, 2)
    assert week.reps_done == 8
    assert week.seconds == sum(one.seconds_active for one in kept)
    assert week.days[0].stopped == 2


def test_more_than_was_planned_is_counted_as_it_is() -> None:
    week = week_of(MONDAY, session(MONDAY), session(MONDAY, hour=18))
    assert (week.days[0].planned, week.days[0].done) == (1, 2)
    assert week.days[0].reps_done == 10 > week.days[0].reps_planned


def test_each_day_is_measured_against_the_version_that_was_in_force_on_it() -> None:
    from_thursday = Prescription(
        version=2,
        valid_from=date(2026, 11, 19),
        exercises=prescribed("pelvic-tilt", "wall-squats"),
        sessions_per_day=2,
    )
    week = week_of(MONDAY, versions=(PLAN, from_thursday))
    assert [day.planned for day in week.days] == [1, 1, 1, 2, 2, 2, 2]
    assert [day.reps_planned for day in week.days] == [5, 5, 5, 20, 20, 20, 20]
    assert [day.seconds_planned for day in week.days] == [100, 100, 100, 400, 400, 400, 400]


def test_nothing_is_planned_before_the_first_version() -> None:
    started_on_friday = replace(PLAN, valid_from=date(2026, 11, 20))
    week = week_of(MONDAY, session(MONDAY), versions=(started_on_friday,))
    assert [day.planned for day in week.days] == [0, 0, 0, 0, 1, 1, 1]
    assert week.days[0].done == 1
    assert week.reps_planned == 15


def test_days_of_rest_and_days_away_ask_for_nothing_and_what_is_done_on_them_counts() -> None:
    rest_on_saturday = replace(PLAN, rest_days=(5,))
    away = Person(away=(Away(first=SUNDAY, last=SUNDAY),))
    week = review_week(SUNDAY, [], [rest_on_saturday], size, away)
    assert [day.kind for day in week.days[-2:]] == [DayKind.REST, DayKind.AWAY]
    assert [day.planned for day in week.days[-2:]] == [0, 0]
    assert [day.seconds_planned for day in week.days[-2:]] == [0, 0]


def test_a_bad_day_asks_for_as_many_sessions_and_for_less_in_each() -> None:
    person = Person(bad_days=(BadDays(first=MONDAY + timedelta(days=1), days=2),))
    less = SessionSize(reps=2, seconds=40)
    week = review_week(MONDAY, (), (PLAN,), size, person, bad_day_size=lambda _: less)
    assert [day.kind for day in week.days] == [
        *[DayKind.PLANNED, DayKind.BAD_DAY, DayKind.BAD_DAY],
        *[DayKind.PLANNED] * 4,
    ]
    assert [day.planned for day in week.days] == [1] * 7
    assert [day.reps_planned for day in week.days] == [5, 2, 2, 5, 5, 5, 5]
    assert [day.seconds_planned for day in week.days] == [100, 40, 40, 100, 100, 100, 100]
