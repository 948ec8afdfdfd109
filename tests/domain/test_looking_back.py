"""Weeks, months, exercises, levels and runs of days, held against a slow and plain second way to count them."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta, timezone
from zoneinfo import ZoneInfo

from hypothesis import given, settings
from hypothesis import strategies as st

from lumbar.domain.days import DayKind, day_of
from lumbar.domain.exercises_over_time import exercises_over_time
from lumbar.domain.months import Heat, MonthReview, heat_of, review_months
from lumbar.domain.person import Away, BadDays, Person
from lumbar.domain.prescription import Prescription
from lumbar.domain.record import Answer, EventKind, ExerciseRecord, Outcome, SessionEvent, SessionRecord, Status
from lumbar.domain.review import DayReview, days_from, monday_of, review_days, review_week
from lumbar.domain.run_of_days import run_of_days
from lumbar.domain.sizes import SessionSize
from lumbar.domain.told import levels_by_day, what_hurt
from support import slow_review as slow
from support.sessions import prescribed

USUAL, GENTLE = SessionSize(reps=10, seconds=600), SessionSize(reps=5, seconds=300)
ZONES = (UTC, ZoneInfo("Europe/Berlin"), ZoneInfo("America/St_Johns"), timezone(timedelta(hours=14)))
EDGES = (
    *(date(2019, 12, 28), date(2020, 2, 26), date(2020, 12, 28), date(2021, 1, 1)),
    *(date(2026, 3, 27), date(2026, 10, 23), date(2026, 11, 18)),  # the clocks change on 29 March and 25 October
)
LEVEL = st.none() | st.integers(0, 10)


@dataclass(frozen=True)
class Past:
    """All that is known."""

    today: date
    days: tuple[date, ...]
    sessions: tuple[SessionRecord, ...]
    plans: tuple[Prescription, ...]
    person: Person

    def reviewed(self) -> tuple[DayReview, ...]:
        return review_days(
            self.days, self.sessions, self.plans, lambda _: USUAL, self.person, bad_day_size=lambda _: GENTLE
        )


@st.composite
def exercise_records(draw: st.DrawFn) -> ExerciseRecord:
    left, right = draw(st.integers(0, 3)), draw(st.integers(0, 3))
    has_sides = draw(st.booleans())
    return ExerciseRecord(
        id=draw(st.sampled_from(["bird-dog", "curl-up", "a lost one"])),
        outcome=draw(st.sampled_from(Outcome)),
        reps_planned={"left": 3, "right": 3} if has_sides else {"both": 3},
        reps_done={"left": left, "right": right} if has_sides else {"both": left},
        hold_seconds_planned={},
        hold_seconds_done={},
    )


@st.composite
def session_records(draw: st.DrawFn, first: date, number: int) -> SessionRecord:
    naive = datetime.combine(first + timedelta(days=draw(st.integers(0, 20))), draw(st.times()).replace(fold=0))
    started_at = naive.replace(tzinfo=draw(st.sampled_from(ZONES)))
    answers = draw(st.lists(st.none() | st.sampled_from(Answer), max_size=2))
    exercises = draw(st.lists(exercise_records(), max_size=3, unique_by=lambda one: one.id))
    return SessionRecord(
        id=str(number),
        started_at=started_at,
        ended_at=started_at + timedelta(minutes=5),
        day=day_of(started_at, 3),
        status=draw(st.sampled_from(Status)),
        seconds_active=draw(st.sampled_from([0, 60, 300, 600])),
        exercises=tuple(exercises),
        events=tuple(
            SessionEvent(at_seconds=1, kind=EventKind.DISCOMFORT if one else EventKind.PAUSE, answer=one)
            for one in answers
        ),
        pain_before=draw(LEVEL),
        pain_after=draw(LEVEL),
    )


@st.composite
def pasts(draw: st.DrawFn) -> Past:
    first = draw(st.sampled_from(EDGES))
    some_day = st.integers(-3, 20).map(lambda number: first + timedelta(days=number))
    sessions = [draw(session_records(first, number)) for number in range(draw(st.integers(0, 8)))]
    plans = [
        Prescription(
            version=number,
            valid_from=draw(some_day),
            exercises=prescribed("bird-dog"),
            sessions_per_day=draw(st.integers(1, 3)),
            rest_days=tuple(sorted(draw(st.sets(st.integers(0, 6), max_size=3)))),
        )
        for number in range(1, draw(st.integers(0, 3)) + 1)
    ]
    away_from = draw(some_day)
    person = Person(
        away=(Away(first=away_from, last=away_from + timedelta(days=draw(st.integers(0, 4)))),),
        bad_days=(BadDays(first=draw(some_day), days=draw(st.integers(1, 7))),),
    )
    return Past(
        today=first + timedelta(days=draw(st.integers(0, 21))),
        days=days_from(first - timedelta(days=5), 30),
        sessions=tuple(sessions),
        plans=tuple(plans),
        person=person,
    )


@given(pasts())
@settings(max_examples=25, deadline=None)
def test_days_weeks_and_months_come_to_what_a_plain_count_gives(past: Past) -> None:
    days = past.reviewed()
    for day in days:
        on_day = slow.sessions_on(day.day, past.sessions)
        assert day.planned == slow.planned_on(day.day, past.plans, past.person)
        assert day.seconds_planned == slow.asked_on(day.day, past.plans, past.person, USUAL, GENTLE)
        assert day.reps_done == slow.reps_on(day.day, past.sessions)
        assert day.done == len([one for one in on_day if one.status is Status.COMPLETED])
        assert day.stopped == len([one for one in on_day if one.status.value.startswith("stopped")])
    week = review_week(
        past.today, past.sessions, past.plans, lambda _: USUAL, past.person, bad_day_size=lambda _: GENTLE
    )
    assert week.days[0].day.isoweekday() == 1
    assert past.today in [day.day for day in week.days]
    assert week.reps_done == sum(slow.reps_on(day.day, past.sessions) for day in week.days)
    months = review_months(days, past.today)
    shown = [day for month in reversed(months) for day in month.days]
    assert {day.day for day in days if day.day <= past.today and (day.planned or day.seconds)} <= {
        day.day for day in shown
    }
    assert shown == [day for day in days if day in shown]
    assert all(day.day <= past.today for day in shown)
    for month in months:
        assert {(day.day.year, day.day.month) for day in month.days} == {(month.first.year, month.first.month)}
    assert len({month.first for month in months}) == len(months)


@given(pasts())
@settings(max_examples=25, deadline=None)
def test_a_run_of_days_is_what_a_plain_count_gives(past: Past) -> None:
    run = run_of_days([day for day in past.reviewed() if day.day <= past.today], past.today)
    assert run.days == slow.run_up_to(past.today, past.sessions, past.plans, past.person)


@given(pasts())
@settings(max_examples=20, deadline=None)
def test_exercises_levels_and_pains_come_to_what_a_plain_count_gives(past: Past) -> None:
    over_time = exercises_over_time(past.sessions)
    assert {one.exercise_id for one in over_time} == {done.id for one in past.sessions for done in one.exercises}
    for one in over_time:
        for outcome, count in one.outcomes.items():
            assert count == slow.outcomes_of(one.exercise_id, outcome, past.sessions)
        for side, count in one.done.items():
            assert count == slow.reps_of(one.exercise_id, side, past.sessions)
        for week in one.weeks:
            within = [kept for kept in past.sessions if monday_of(kept.day) == week.monday]
            for side, count in week.done.items():
                assert count == slow.reps_of(one.exercise_id, side, within)
    for day in levels_by_day(past.days, past.sessions):
        assert list(day.points) == slow.levels_on(day.day, past.sessions)
    assert len(what_hurt(past.sessions)) == slow.pains_in(past.sessions)


MONDAY = date(2026, 11, 16)
NOTHING = DayReview(
    day=MONDAY,
    planned=1,
    done=0,
    stopped=0,
    seconds_planned=600,
    seconds=0,
    reps_planned=10,
    reps_done=0,
    kind=DayKind.PLANNED,
)
UNPLANNED = replace(NOTHING, planned=0, seconds_planned=0, reps_planned=0)


def in_a_row(*days: DayReview) -> Sequence[DayReview]:
    return [replace(day, day=MONDAY + timedelta(days=number)) for number, day in enumerate(days)]


def test_rest_and_a_stop_break_no_run_and_today_is_not_over() -> None:
    done, stopped = replace(NOTHING, done=1), replace(NOTHING, stopped=1)
    row = in_a_row(NOTHING, done, UNPLANNED, stopped, done, NOTHING)
    run = run_of_days(row, today=row[-1].day)
    assert (run.days, run.goes_further_back) == (3, False)
    assert run_of_days(row, today=row[-1].day + timedelta(days=0)).days == 3
    tomorrow = [*row, replace(NOTHING, day=row[-1].day + timedelta(days=1))]
    assert run_of_days(tomorrow, today=tomorrow[-1].day).days == 0
    assert run_of_days(row[1:], today=row[-1].day).goes_further_back


def test_a_day_has_one_of_seven_steps() -> None:
    def heat(day: DayReview, seconds: float) -> Heat:
        return heat_of(replace(day, seconds=seconds), MONDAY)

    steps = [heat(NOTHING, seconds) for seconds in (0, 1, 150, 151, 300, 450, 451, 9999)]
    assert steps == [Heat.NONE, *[Heat.A_LITTLE] * 2, *[Heat.HALF] * 2, Heat.MOST, *[Heat.ALL] * 2]
    assert heat(UNPLANNED, 0) is Heat.BLANK
    assert heat(replace(UNPLANNED, kind=DayKind.REST), 0) is Heat.NOTHING_PLANNED
    assert heat(UNPLANNED, 60) is Heat.ALL
    assert heat_of(NOTHING, MONDAY - timedelta(days=1)) is Heat.BLANK


def test_a_month_has_a_first_day_even_if_it_was_looked_at_from_its_middle() -> None:
    assert MonthReview(days=(NOTHING,)).first == date(2026, 11, 1)


def test_a_session_in_the_hour_that_comes_twice_counts_for_its_local_day() -> None:
    berlin = ZoneInfo("Europe/Berlin")
    for fold in (0, 1):
        late = datetime.combine(date(2026, 10, 25), time(2, 30, fold=fold), tzinfo=berlin)
        assert day_of(late, 3) == date(2026, 10, 24)
        assert day_of(late, 0) == date(2026, 10, 25)
