"""A plan is kept as a new version, and past days stay what they were measured against."""

from dataclasses import replace
from datetime import date, time, timedelta

import pytest

from lumbar.diary import Diary
from lumbar.domain.prescription import Prescription, SlotTime, in_force
from lumbar.plan_keeping import keep_plan, plan_change, remarks_about
from lumbar.settings import Settings
from support.clocks import FakeClock
from support.memory_store import MemoryStore
from support.sessions import prescribed, shipped_catalog


@pytest.fixture
def diary(store: MemoryStore, clock: FakeClock) -> Diary:
    return Diary(store, shipped_catalog(), Settings(), clock)


def plan(valid_from: date, **changes: object) -> Prescription:
    made = Prescription(version=1, valid_from=valid_from, exercises=prescribed("bird-dog"))
    return replace(made, **changes)  # type: ignore[arg-type]


def test_the_new_version_holds_from_today_and_the_old_one_for_the_days_before(diary: Diary, store: MemoryStore) -> None:
    today, before = diary.day(), diary.day() - timedelta(days=1)
    old = plan(today - timedelta(days=30))
    store.versions.append(old)
    kept = keep_plan(diary, plan(today, sessions_per_day=2))
    assert (kept.version, kept.valid_from) == (2, today)
    assert in_force(store.versions, before) == old
    assert diary.prescription() == kept


def test_of_two_versions_of_a_day_the_newer_one_holds(diary: Diary, store: MemoryStore) -> None:
    keep_plan(diary, plan(diary.day(), sessions_per_day=2))
    keep_plan(diary, plan(diary.day(), sessions_per_day=3))
    assert [one.version for one in store.versions] == [1, 2]
    assert diary.prescription().sessions_per_day == 3


def test_a_plan_never_starts_in_the_past_even_if_midnight_came_in_between(diary: Diary) -> None:
    assert keep_plan(diary, plan(diary.day() - timedelta(days=1))).valid_from == diary.day()


def test_a_plan_for_later_leaves_today_as_it_is(diary: Diary, store: MemoryStore) -> None:
    today = diary.prescription()
    later = diary.day() + timedelta(days=9)
    keep_plan(diary, plan(later))
    assert diary.prescription() == today
    assert in_force(store.versions, later) == store.versions[-1]
    change = plan_change(diary, plan(diary.day(), minutes=9))
    assert any(str(later) in remark for remark in change.remarks), "what holds later all the same is said"


def test_the_same_again_changes_nothing(diary: Diary) -> None:
    keep_plan(diary, plan(diary.day()))
    assert plan_change(diary, plan(diary.day())).differences == ()
    assert plan_change(diary, plan(diary.day(), minutes=9)).differences


@pytest.mark.parametrize(
    ("exercise_id", "reps", "sets", "remark"),
    [
        (
            "pelvic-tilt",
            5,
            2,
            "Pelvic tilt: 10 repetitions in all is more than the leaflet's 5. A provider may say so.",
        ),
        ("pelvic-tilt", 6, 1, "Pelvic tilt: 6 repetitions is more than the leaflet's 5. A provider may say so."),
        ("pelvic-tilt", 2, 2, None),
        ("bird-dog", 2, 5, "Bird dog: 10 repetitions in all is more than the leaflet's 5. A provider may say so."),
        ("bird-dog", 2, 2, None),
        ("curl-up", 20, 2, None),
    ],
)
def test_our_own_reading_is_never_called_the_leaflets(
    diary: Diary, exercise_id: str, reps: int, sets: int, remark: str | None
) -> None:
    dose = replace(prescribed(exercise_id)[0], reps=reps, sets=sets)
    remarks = plan_change(diary, plan(diary.day(), exercises=(dose,))).remarks
    assert remarks == (() if remark is None else (remark,))


def test_what_is_above_the_leaflet_is_remarked_on(diary: Diary) -> None:
    more = replace(prescribed("bird-dog")[0], sets=8, hold_seconds=(20,))
    remarks = plan_change(diary, plan(diary.day(), exercises=(more,))).remarks
    assert remarks == (
        "Bird dog: 8 sets is more than the leaflet's 5. A provider may say so.",
        "Bird dog: a hold of 20 seconds is more than the leaflet's 15. A provider may say so.",
    )


def test_an_hour_before_the_day_starts_is_remarked_upon(diary: Diary) -> None:
    early = SlotTime(name="Night", at=time(0, 30))
    content = plan(diary.day(), slots=(early,))
    (remark,) = plan_change(diary, content).remarks
    assert remark.startswith("00:30 is before your day starts, at 03:00")
    assert remarks_about(diary, replace(content, slots=(replace(early, at=time(3)),))) == ()


def test_minutes_into_which_nothing_fits_are_remarked_upon(diary: Diary) -> None:
    content = plan(diary.day(), exercises=prescribed("straight-leg-raises"), minutes=1)
    (remark,) = plan_change(diary, content).remarks
    assert remark == "Nothing of this plan fits into 1 min. The shortest session takes 4 min."
    assert remarks_about(diary, replace(content, minutes=4)) == ()
