"""A day's plan, and what of it is done."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest

from lumbar.domain.days import DayKind, day_of
from lumbar.domain.order import Order, Side
from lumbar.domain.plan import Preferences, SlotState, Today, plan_day, timeline_for, whole_minutes, whole_seconds
from lumbar.domain.prescription import Prescription, SlotTime, default_prescription, in_force
from lumbar.domain.record import SessionRecord, Status
from support.kept_sessions import SUNDAY_MORNING, kept_session
from support.sessions import exercises_by_id, prescribed

DAY = date(2026, 11, 22)
EARLY, STOPPED = Status.ENDED_EARLY, Status.STOPPED_FOR_PAIN


def a_plan(sessions_per_day: int = 1) -> Prescription:
    exercises = prescribed("pelvic-tilt", "wall-squats", "curl-up")
    return Prescription(version=1, valid_from=DAY, exercises=exercises, sessions_per_day=sessions_per_day)


def session(hour: int, status: Status = Status.COMPLETED) -> SessionRecord:
    done = range(7) if status is not Status.COMPLETED else None
    at = SUNDAY_MORNING.replace(hour=hour)
    return kept_session(at, "pelvic-tilt", "wall-squats", "curl-up", status=status, done=done)


def planned(*sessions: SessionRecord, per_day: int = 1, preferences: Preferences | None = None) -> Today:
    return plan_day(DAY, a_plan(per_day), sessions, preferences or Preferences(), exercises_by_id())


def states(today: Today) -> list[SlotState]:
    return [slot.state for slot in today.slots]


def test_nothing_done_leaves_every_session_due() -> None:
    today = planned(per_day=3)
    assert [slot.name for slot in today.slots] == ["Morning", "Midday", "Evening"]
    assert states(today) == [SlotState.DUE] * 3
    assert (today.sessions_planned, today.sessions_done, today.seconds_done) == (3, 0, 0)
    length = whole_seconds(timeline_for(a_plan().exercises, Preferences(), exercises_by_id()))
    assert today.seconds_planned == 3 * length
    assert {slot.seconds for slot in today.slots} == {length}
    assert today.next_slot is today.slots[0]


@pytest.mark.parametrize(("per_day", "names"), [(1, ["Daily session"]), (2, ["Morning", "Evening"])])
def test_the_sessions_of_a_day_have_names(per_day: int, names: list[str]) -> None:
    assert [slot.name for slot in planned(per_day=per_day).slots] == names


def test_a_completed_session_takes_the_first_slot_and_the_next_one_is_due() -> None:
    done = session(7)
    today = planned(done, per_day=2)
    assert states(today) == [SlotState.DONE, SlotState.DUE]
    assert today.slots[0].record is done
    assert today.next_slot is today.slots[1]
    assert today.sessions_done == 1
    assert today.seconds_done == done.seconds_active


def test_nothing_is_due_once_all_are_done() -> None:
    assert planned(session(7)).next_slot is None


def test_a_session_that_was_ended_early_can_be_done_again() -> None:
    today = planned(session(7, EARLY))
    assert states(today) == [SlotState.ENDED_EARLY]
    assert today.next_slot is today.slots[0]
    assert today.sessions_done == 0
    assert today.seconds_done > 0


def test_one_that_was_ended_early_and_then_completed_counts_once_with_the_minutes_of_both() -> None:
    early, completed = session(7, EARLY), session(9)
    today = planned(early, completed)
    assert states(today) == [SlotState.DONE]
    assert today.slots[0].record is completed
    assert today.sessions_done == 1
    assert today.seconds_done == early.seconds_active + completed.seconds_active
    assert today.next_slot is None


def test_the_order_in_which_sessions_are_handed_in_does_not_matter() -> None:
    several = [session(7, EARLY), session(9), session(12, STOPPED)]
    assert planned(*several, per_day=3) == planned(*reversed(several), per_day=3)


def test_a_stopped_session_is_not_due_again() -> None:
    today = planned(session(7, STOPPED))
    assert states(today) == [SlotState.STOPPED]
    assert today.next_slot is None
    assert today.sessions_done == 0
    assert states(planned(session(7, Status.STOPPED_FOR_CARE))) == [SlotState.STOPPED]


def test_a_session_beyond_the_plan_is_shown_and_counted() -> None:
    today = planned(session(7), session(9), session(11))
    assert states(today) == [SlotState.DONE] * 3
    assert [slot.name for slot in today.slots] == ["Daily session", "Another session", "Another session"]
    assert (today.sessions_done, today.sessions_planned) == (3, 1)


def test_more_early_ends_than_slots_take_no_slot_of_their_own() -> None:
    assert states(planned(session(7, EARLY), session(8, EARLY))) == [SlotState.ENDED_EARLY]


def test_sessions_of_other_days_do_not_count() -> None:
    other = replace(session(7), day=DAY - timedelta(days=1))
    assert states(planned(other)) == [SlotState.DUE]
    assert planned(other).seconds_done == 0


def test_the_preferred_order_and_side_shape_the_session() -> None:
    preferences = Preferences(order=Order.FEWER_CHANGES, first_side=Side.RIGHT, get_ready_ns=0)
    today = planned(preferences=preferences)
    assert [one.exercise_id for one in today.slots[0].exercises] == ["pelvic-tilt", "curl-up", "wall-squats"]
    assert today.seconds_planned < planned().seconds_planned


def test_a_session_takes_the_slot_of_its_hour() -> None:
    assert states(planned(session(19), per_day=2)) == [SlotState.DUE, SlotState.DONE]
    assert states(planned(session(6), per_day=2)) == [SlotState.DONE, SlotState.DUE]
    both_late = planned(session(19), session(20), per_day=2)
    assert states(both_late) == [SlotState.DONE, SlotState.DONE]


def test_a_session_after_midnight_that_counts_for_the_day_before_is_the_evenings() -> None:
    late = replace(session(9), started_at=SUNDAY_MORNING.replace(hour=1) + timedelta(days=1))
    assert states(planned(late, per_day=2)) == [SlotState.DUE, SlotState.DONE]


def test_one_that_was_ended_early_and_done_again_leaves_the_evening_alone() -> None:
    assert states(planned(session(8, EARLY), session(9), per_day=2)) == [SlotState.DONE, SlotState.DUE]


def test_names_and_hours_of_ones_own_stand_in_place_of_ours() -> None:
    own = (SlotTime(name="After coffee", at=time(9, 30)), SlotTime(name="Before bed", at=time(22)))
    today = plan_day(DAY, replace(a_plan(2), slots=own), [session(8)], Preferences(), exercises_by_id())
    assert [(slot.name, slot.at) for slot in today.slots] == [(one.name, one.at) for one in own]
    assert states(today) == [SlotState.DONE, SlotState.DUE]


@pytest.mark.parametrize(("kind", "name"), [(DayKind.REST, "Rest day"), (DayKind.AWAY, "Away")])
def test_on_a_day_of_rest_or_away_nothing_is_planned_and_what_is_done_counts(kind: DayKind, name: str) -> None:
    today = plan_day(DAY, a_plan(2), [], Preferences(), exercises_by_id(), kind=kind)
    assert [(slot.name, slot.state) for slot in today.slots] == [(name, SlotState.REST_DAY)]
    assert (today.kind, today.sessions_planned, today.seconds_planned, today.next_slot) == (kind, 0, 0, None)
    done = plan_day(DAY, a_plan(2), [session(9)], Preferences(), exercises_by_id(), kind=kind)
    assert states(done) == [SlotState.REST_DAY, SlotState.DONE]
    assert done.sessions_done == 1


def test_sessions_to_come_are_shown_one_after_the_other() -> None:
    coming = [prescribed("pelvic-tilt"), prescribed("curl-up", "wall-squats")]
    today = plan_day(DAY, a_plan(3), [session(7)], Preferences(), exercises_by_id(), to_come=coming)
    assert [slot.exercises for slot in today.slots[1:]] == coming
    nothing = plan_day(DAY, a_plan(1), [], Preferences(), exercises_by_id(), to_come=[()])
    assert (nothing.slots[0].exercises, nothing.slots[0].seconds) == ((), 0)


@pytest.mark.parametrize(("seconds", "minutes"), [(0, 0), (29.9, 0), (30, 1), (89.9, 1), (90, 2), (1453, 24)])
def test_minutes_are_rounded_to_the_nearest(seconds: float, minutes: int) -> None:
    assert whole_minutes(seconds) == minutes


@pytest.mark.parametrize(
    ("hour", "minute", "starts_at", "day"),
    [(2, 59, 3, 21), (3, 0, 3, 22), (23, 59, 3, 22), (0, 0, 0, 22), (11, 59, 12, 21), (12, 0, 12, 22)],
)
def test_a_day_starts_at_the_hour_that_was_set(hour: int, minute: int, starts_at: int, day: int) -> None:
    assert day_of(datetime(2026, 11, 22, hour, minute, tzinfo=UTC), starts_at) == date(2026, 11, day)


def test_the_first_hours_of_a_year_belong_to_the_year_before() -> None:
    assert day_of(datetime(2027, 1, 1, 1, 30, tzinfo=UTC), 3) == date(2026, 12, 31)


def test_the_default_is_every_exercise_in_leaflet_order_once_a_day() -> None:
    prescription = default_prescription(reversed(exercises_by_id().values()), valid_from=DAY)
    assert prescription.exercises == prescribed()
    assert (prescription.version, prescription.sessions_per_day, prescription.prescribed_by) == (1, 1, "")


def test_a_day_is_measured_against_the_newest_version_valid_by_then() -> None:
    first = a_plan()
    second = replace(first, version=2, valid_from=DAY + timedelta(days=3))
    same_day = replace(first, version=3, valid_from=DAY + timedelta(days=3))
    versions = (same_day, second, first)
    assert in_force(versions, DAY - timedelta(days=1)) is None
    assert in_force(versions, DAY) is first
    assert in_force(versions, DAY + timedelta(days=2)) is first
    assert in_force(versions, DAY + timedelta(days=3)) is same_day
    assert in_force((), DAY) is None
