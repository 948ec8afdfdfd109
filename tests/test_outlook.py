"""What is due, and what counts where: over hours, days, changed clocks and other places."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest

from lumbar.diary import Diary
from lumbar.domain.days import DayKind
from lumbar.domain.person import Away, Person, TodaysChoice
from lumbar.domain.plan import SlotState
from lumbar.domain.prescription import Prescription, SlotTime
from lumbar.domain.record import SessionRecord, Status
from lumbar.outlook import Outlook
from lumbar.settings import Settings
from support.command_line import StoppedClock
from support.kept_sessions import kept_session
from support.memory_store import MemoryStore
from support.sessions import prescribed, shipped_catalog

SUNDAY = date(2026, 11, 22)
SOME = ("pelvic-tilt", "curl-up", "bird-dog")
TWICE = (SlotTime(name="Morning", at=time(7)), SlotTime(name="Evening", at=time(18)))
BERLIN = ZoneInfo("Europe/Berlin")


def outlook(
    now: datetime,
    *kept: SessionRecord,
    slots: tuple[SlotTime, ...] = TWICE,
    starts_at: int = 3,
    person: Person | None = None,
    minutes: int | None = None,
    rest_days: tuple[int, ...] = (),
) -> Outlook:
    plan = Prescription(
        version=1,
        valid_from=SUNDAY - timedelta(days=400),
        exercises=prescribed(*SOME),
        sessions_per_day=len(slots),
        slots=slots,
        minutes=minutes,
        rest_days=rest_days,
    )
    store = MemoryStore(list(kept), versions=[plan], known_person=person or Person())
    return Diary(store, shipped_catalog(), Settings(day_starts_at=starts_at), StoppedClock(now)).outlook()


def at(hour: int, minute: int = 0, *, day: date = SUNDAY, zone: timezone | ZoneInfo = UTC) -> datetime:
    return datetime.combine(day, time(hour, minute), tzinfo=zone)


def done(moment: datetime, status: Status = Status.COMPLETED, starts_at: int = 3) -> SessionRecord:
    return kept_session(moment, *SOME, status=status, day_starts_at=starts_at)


def due(seen: Outlook) -> str:
    slot = seen.today.next_slot
    return "" if slot is None else slot.name


# --- within a day -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("hour", "name", "begun"),
    [(5, "Morning", False), (7, "Morning", True), (17, "Morning", True), (18, "Evening", True)],
)
def test_the_session_of_the_hour_is_due_or_the_first_before_any_hour_has_come(
    hour: int, name: str, *, begun: bool
) -> None:
    seen = outlook(at(hour))
    assert due(seen) == name
    assert seen.today.next_slot is not None
    assert seen.has_begun(seen.today.next_slot) is begun


@pytest.mark.parametrize("hour", [5, 7, 12, 18, 23])
def test_a_session_started_now_takes_the_slot_that_was_due(hour: int) -> None:
    name = due(outlook(at(hour)))
    after = outlook(at(hour, 30), done(at(hour)))
    assert [slot.name for slot in after.today.slots if slot.state is SlotState.DONE] == [name]
    assert due(after) not in ("", name)


def test_the_session_that_is_due_is_the_next_to_come_also_if_an_earlier_one_is_open() -> None:
    seen = outlook(at(19), minutes=3)
    morning, evening = seen.today.slots
    assert evening is seen.today.next_slot
    assert evening.exercises == seen.fits[0].exercises
    assert morning.exercises == seen.fits[1].exercises != evening.exercises


def test_one_that_was_ended_early_is_due_again_in_its_hour() -> None:
    early = done(at(8), Status.ENDED_EARLY)
    assert due(outlook(at(9), early)) == "Morning"
    assert due(outlook(at(19), early)) == "Evening"


# --- from day to day --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("starts_at", [0, 3, 5])
def test_after_midnight_it_is_yesterday_until_the_day_starts(starts_at: int) -> None:
    before, after = at(starts_at) - timedelta(minutes=1), at(starts_at)
    assert outlook(before, starts_at=starts_at).today.day == SUNDAY - timedelta(days=1)
    assert due(outlook(before, starts_at=starts_at)) == "Evening"
    assert outlook(after, starts_at=starts_at).today.day == SUNDAY
    late = done(before, starts_at=starts_at)
    seen = outlook(before + timedelta(seconds=30), late, starts_at=starts_at)
    assert seen.today.slots[1].record is late
    assert outlook(after, late, starts_at=starts_at).today.sessions_done == 0


def test_each_week_has_its_days_of_rest() -> None:
    for week in range(3):
        seen = outlook(at(9, day=SUNDAY + timedelta(weeks=week)), rest_days=(6,))
        assert seen.today.kind is DayKind.REST
        assert (due(seen), seen.today.sessions_planned, seen.can_start) == ("", 0, True)
    assert due(outlook(at(9, day=SUNDAY + timedelta(days=1)), rest_days=(6,))) == "Morning"


def test_a_session_on_a_day_away_counts_and_none_is_missed() -> None:
    person = Person(away=(Away(first=SUNDAY, last=SUNDAY),))
    seen = outlook(at(9), done(at(8)), person=person)
    assert (seen.today.kind, seen.today.sessions_planned, seen.today.sessions_done) == (DayKind.AWAY, 0, 1)
    assert due(outlook(at(9, day=SUNDAY + timedelta(days=1)), person=person)) == "Morning"


def test_a_choice_holds_for_its_day_alone() -> None:
    person = Person(todays_choice=TodaysChoice(day=SUNDAY, exercises=("bird-dog",)))
    assert [one.exercise_id for one in outlook(at(9), person=person).next_fit.exercises] == ["bird-dog"]
    tomorrow = outlook(at(9, day=SUNDAY + timedelta(days=1)), person=person)
    assert len(tomorrow.next_fit.exercises) == len(SOME)
    assert tomorrow.choice is None


# --- clocks that change -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("day", [date(2026, 3, 29), date(2026, 10, 25)], ids=["spring", "autumn"])
def test_a_day_on_which_the_clocks_change_is_a_day_like_others(day: date) -> None:
    for hour, name in ((8, "Morning"), (18, "Evening")):
        assert due(outlook(at(hour, day=day, zone=BERLIN))) == name
    both = (done(at(8, day=day, zone=BERLIN)), done(at(18, day=day, zone=BERLIN)))
    seen = outlook(at(22, day=day, zone=BERLIN), *both)
    assert (seen.today.sessions_done, due(seen)) == (2, "")
    assert outlook(at(4, day=day + timedelta(days=1), zone=BERLIN), *both).today.sessions_done == 0


def test_an_hour_that_the_clocks_leave_out_has_come_after_it() -> None:
    slots = (SlotTime(name="Night", at=time(2, 30)), SlotTime(name="Evening", at=time(18)))
    seen = outlook(at(3, 5, day=date(2026, 3, 29), zone=BERLIN), slots=slots, starts_at=0)
    assert seen.has_begun(seen.today.slots[0])


def test_an_hour_that_comes_twice_counts_once() -> None:
    slots = (SlotTime(name="Night", at=time(2, 30)), SlotTime(name="Evening", at=time(18)))
    day = date(2026, 10, 25)
    first = done(at(2, 40, day=day, zone=BERLIN), starts_at=0)
    again = at(2, 35, day=day, zone=BERLIN).replace(fold=1)
    seen = outlook(again, first, slots=slots, starts_at=0)
    assert seen.today.slots[0].state is SlotState.DONE
    assert due(seen) == "Evening"


def test_what_was_done_in_another_time_zone_counts_for_the_day_that_it_was_there() -> None:
    tokyo, california = timezone(timedelta(hours=9)), timezone(timedelta(hours=-8))
    morning = done(at(8, zone=tokyo))
    seen = outlook(at(8, zone=california), morning)
    assert seen.today.slots[0].record is morning
    assert due(seen) == "Evening"
    night = done(at(22, zone=california))
    seen = outlook(at(9, day=SUNDAY + timedelta(days=1), zone=tokyo), night)
    assert (seen.today.sessions_done, due(seen)) == (0, "Morning")


def test_a_clock_that_was_set_back_loses_nothing_and_counts_nothing_twice() -> None:
    tomorrow, later = done(at(8, day=SUNDAY + timedelta(days=1))), done(at(18, 30))
    seen = outlook(at(9), tomorrow, later)
    assert seen.today.sessions_done == 1
    assert seen.today.slots[1].record is later
    assert due(seen) == "Morning"
    assert outlook(at(9, day=SUNDAY + timedelta(days=1)), tomorrow, later).today.sessions_done == 1


# --- less time --------------------------------------------------------------------------------------------------------


def test_the_short_version_is_ten_minutes_at_most_never_longer_than_the_plan_and_never_too_short() -> None:
    assert outlook(at(9)).short_minutes == 10
    assert outlook(at(9), minutes=8).short_minutes == 8
    chosen = Person(todays_choice=TodaysChoice(day=SUNDAY, minutes=6))
    assert outlook(at(9), minutes=8, person=chosen).short_minutes == 6
    tiny = outlook(at(9), minutes=1)
    assert tiny.short_minutes == tiny.shortest_minutes > 1
    assert not tiny.can_start


@pytest.mark.parametrize("ids", [SOME, ("wall-squats",), ("knee-to-chest", "cat-and-camel")])
def test_the_shortest_session_fits_and_one_minute_less_does_not(ids: tuple[str, ...]) -> None:
    seen = outlook(at(9))
    seen = replace(seen, before=replace(seen.before, exercises=prescribed(*ids)))
    shortest = seen.shortest_minutes
    assert seen.as_chosen(TodaysChoice(day=SUNDAY, minutes=shortest)).exercises
    assert shortest == 1 or not seen.as_chosen(TodaysChoice(day=SUNDAY, minutes=shortest - 1)).exercises


@pytest.mark.parametrize(
    ("hour", "minute", "late"), [(7, 0, False), (8, 59, False), (9, 0, True), (17, 0, True), (19, 0, False)]
)
def test_two_hours_after_its_hour_something_came_before_a_session(hour: int, minute: int, *, late: bool) -> None:
    assert outlook(at(hour, minute)).is_hindered is late


def test_so_it_did_where_less_time_was_chosen_but_not_once_all_is_done() -> None:
    chosen = Person(todays_choice=TodaysChoice(day=SUNDAY, minutes=5))
    assert outlook(at(7), person=chosen).is_hindered
    assert not outlook(at(23), done(at(8)), done(at(18)), person=chosen).is_hindered
    as_planned = Person(todays_choice=TodaysChoice(day=SUNDAY))
    assert not outlook(at(7), person=as_planned).is_hindered
    assert outlook(at(7), person=as_planned).next_fit == outlook(at(7)).next_fit
