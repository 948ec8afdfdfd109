"""The JSON forms, field by field: scripts rely on them."""

import json
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest

from lumbar.doctor import Check, CheckState
from lumbar.domain.exercises_over_time import exercises_over_time
from lumbar.domain.plan import Preferences, plan_day
from lumbar.domain.prescription import Prescription
from lumbar.domain.record import Answer, Choice, EventKind, SessionEvent, Status
from lumbar.domain.review import review_week
from lumbar.domain.run_of_days import RunOfDays
from lumbar.domain.sizes import SessionSize
from lumbar.paths import find_paths
from lumbar.report.as_json import (
    doctor_json,
    exercises_json,
    minutes,
    number,
    today_json,
    where_json,
)
from lumbar.report.history_json import history_json, session_json
from support.kept_sessions import SUNDAY_MORNING, kept_session
from support.sessions import exercises_by_id, prescribed, shipped_catalog

SUNDAY = date(2026, 11, 22)
PLAN = Prescription(version=1, valid_from=SUNDAY, exercises=prescribed("cat-and-camel", "ankle-pumps"))

CONTRACT_OF_AN_EXERCISE = {
    *("id", "name", "position", "reps", "per_side", "sides", "side_means", "sets", "hold_seconds"),
    *("hold_range_seconds", "side_order", "dose_source", "seconds", "steps", "mistakes", "breath", "feel"),
    *("easier", "harder", "ask_first", "sources"),
}


def exercises() -> dict[str, dict[str, Any]]:
    return {one["id"]: one for one in exercises_json(shipped_catalog().exercises)}


def test_every_exercise_has_every_field_and_two_more() -> None:
    assert len(exercises()) == 10
    for one in exercises().values():
        assert set(one) == CONTRACT_OF_AN_EXERCISE | {"start_position", "muscles"}
        assert set(one["dose_source"]) == {"reps", "hold", "sets"}
    json.dumps(list(exercises().values()))


def test_the_lengths_are_those_of_the_table() -> None:
    lengths = {exercise_id: one["seconds"] for exercise_id, one in exercises().items()}
    assert lengths == {
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
    assert all(isinstance(length, int) for length in lengths.values())


@pytest.mark.parametrize(
    ("exercise_id", "expected"),
    [
        (
            "ankle-pumps",
            {"reps": 10, "sets": 1, "per_side": True, "sides": 2, "side_order": "block", "hold_seconds": []},
        ),
        (
            "cat-and-camel",
            {"reps": 1, "sets": 3, "per_side": False, "sides": 1, "side_order": None, "hold_seconds": [5, 5]},
        ),
        (
            "bird-dog",
            {"reps": 1, "sets": 5, "per_side": True, "sides": 2, "side_order": "alternate", "hold_seconds": [15]},
        ),
        ("straight-leg-raises", {"hold_range_seconds": [1, 5], "position": "lying"}),
        ("pelvic-tilt", {"hold_range_seconds": None, "side_means": ""}),
        ("bird-dog", {"position": "hands_and_knees"}),
        ("wall-squats", {"position": "standing", "name": "Wall squats"}),
    ],
)
def test_doses_and_positions_are_told(exercise_id: str, expected: dict[str, Any]) -> None:
    assert expected.items() <= exercises()[exercise_id].items()


def test_our_own_figures_are_told_from_those_of_the_leaflet() -> None:
    sources = {exercise_id: one["dose_source"] for exercise_id, one in exercises().items()}
    assert sources["curl-up"] == {"reps": "default", "hold": "leaflet", "sets": "default"}
    assert sources["straight-leg-raises"] == {"reps": "leaflet", "hold": "default", "sets": "default"}
    assert sources["heel-slides"] == {"reps": "leaflet", "hold": None, "sets": "default"}
    assert sources["bird-dog"] == {"reps": "default", "hold": "leaflet", "sets": "leaflet"}


def test_today_has_the_fields_of_the_contract() -> None:
    done = kept_session(SUNDAY_MORNING, "cat-and-camel", "ankle-pumps")
    plan = replace(PLAN, sessions_per_day=2)
    form = today_json(plan_day(SUNDAY, plan, [done], Preferences(), exercises_by_id()))
    prescribed_exercises = [
        {"id": "cat-and-camel", "reps": 1, "sets": 3, "hold_seconds": [5, 5]},
        {"id": "ankle-pumps", "reps": 10, "sets": 1, "hold_seconds": []},
    ]
    length = 70 + 60 + 25 + 25 + 25
    assert form == {
        "date": "2026-11-22",
        "kind": "planned",
        "sessions_planned": 2,
        "sessions_done": 1,
        "minutes_planned": 6.8,
        "minutes_done": 3.4,
        "sessions": [
            {"slot": "Morning", "at": "07:00", "state": "done", "exercises": prescribed_exercises, "seconds": length},
            {"slot": "Evening", "at": "18:00", "state": "due", "exercises": prescribed_exercises, "seconds": length},
        ],
    }


def test_history_has_the_fields_of_the_contract() -> None:
    done = kept_session(SUNDAY_MORNING, "ankle-pumps")
    stopped = kept_session(
        SUNDAY_MORNING + timedelta(hours=3), "ankle-pumps", status=Status.STOPPED_FOR_PAIN, done=range(4)
    )
    week = review_week(SUNDAY, [done, stopped], [PLAN], lambda _: SessionSize(reps=23, seconds=120))
    form = history_json(
        [week], [stopped, done], exercises_over_time([stopped, done]), RunOfDays(days=3, goes_further_back=False)
    )
    assert set(form) == {"weeks", "sessions", "exercises", "hurts", "days_in_a_row"}
    assert form["exercises"] == [
        {
            "id": "ankle-pumps",
            "outcomes": {"done": 1, "partial": 1, "skipped": 0, "stopped_for_pain": 0},
            "reps_planned": {"left": 20, "right": 20},
            "reps_done": {"left": 14, "right": 10},
        }
    ]
    assert (form["hurts"], form["days_in_a_row"]) == ([], 3)
    (first,) = form["weeks"]
    days = first.pop("days")
    assert first == {
        "week": "2026-W47",
        "sessions_planned": 1,
        "sessions_done": 1,
        "sessions_stopped": 1,
        "dose_planned": 23,
        "dose_done": 24,
        "minutes_planned": 2,
        "minutes": 2,
    }
    assert [day["day"] for day in days] == [f"2026-11-{number}" for number in range(16, 23)]
    assert days[0] == {"day": "2026-11-16", "planned": 0, "done": 0, "stopped": 0, "minutes": 0, "kind": "planned"}
    assert days[6] == {"day": "2026-11-22", "planned": 1, "done": 1, "stopped": 1, "minutes": 2, "kind": "planned"}
    assert form["sessions"] == [session_json(stopped), session_json(done)]


def test_a_session_has_the_fields_of_the_contract() -> None:
    at = datetime(2026, 11, 22, 7, 40, 5, tzinfo=timezone(timedelta(hours=1)))
    kept = kept_session(at, "ankle-pumps", "pelvic-tilt", status=Status.ENDED_EARLY, done=range(13))
    form = session_json(kept)
    assert form == {
        "id": kept.id,
        "started_at": "2026-11-22T07:40:05+01:00",
        "ended_at": "2026-11-22T07:40:44+01:00",
        "day": "2026-11-22",
        "status": "ended_early",
        "pain_before": None,
        "pain_after": None,
        "seconds_active": 39,
        "exercises": [
            {
                "id": "ankle-pumps",
                "outcome": "partial",
                "reps_planned": {"left": 10, "right": 10},
                "reps_done": {"left": 10, "right": 3},
                "hold_seconds_planned": {"left": 0, "right": 0},
                "hold_seconds_done": {"left": 0, "right": 0},
                "easier": False,
            },
            {
                "id": "pelvic-tilt",
                "outcome": "skipped",
                "reps_planned": {"both": 5},
                "reps_done": {"both": 0},
                "hold_seconds_planned": {"both": 25},
                "hold_seconds_done": {"both": 0},
                "easier": False,
            },
        ],
        "events": [],
        "note": "",
        "entered_by_hand": False,
        "made_up": False,
    }
    assert isinstance(form["seconds_active"], int)


def test_what_was_told_beside_the_exercises_is_in_the_session() -> None:
    kept = replace(kept_session(), pain_before=3, pain_after=0, note="gray day", entered_by_hand=True, clock_rate=60)
    form = session_json(kept)
    told = {"pain_before": 3, "pain_after": 0, "note": "gray day", "entered_by_hand": True, "clock_rate": 60}
    assert told.items() <= form.items()


def test_an_event_has_every_field_whether_it_is_known_or_not() -> None:
    plain = SessionEvent(at_seconds=12.0, kind=EventKind.PAUSE)
    full = SessionEvent(
        at_seconds=61.25,
        kind=EventKind.DISCOMFORT,
        exercise="bird-dog",
        side="left",
        set=2,
        rep=1,
        hold_second=7.0,
        answer=Answer.PAIN,
        corrected_from=(Answer.NOTHING, Answer.CRAMP),
        level=4,
        place="low back",
        new=False,
        spreading=True,
        choice=Choice.REST,
        care_shown=True,
        rested_seconds=30.5,
    )
    first, second = session_json(replace(kept_session(), events=(plain, full)))["events"]
    assert first == {
        **dict.fromkeys(
            ("exercise", "side", "set", "rep", "hold_second", "answer", "level", "place", "new", "spreading")
        ),
        "at_seconds": 12,
        "kind": "pause",
        "corrected_from": [],
        "choice": None,
        "care_shown": False,
        "rested_seconds": None,
    }
    assert second == {
        "at_seconds": 61.25,
        "kind": "discomfort",
        "exercise": "bird-dog",
        "side": "left",
        "set": 2,
        "rep": 1,
        "hold_second": 7,
        "answer": "pain",
        "corrected_from": ["nothing", "cramp"],
        "level": 4,
        "place": "low back",
        "new": False,
        "spreading": True,
        "choice": "rest",
        "care_shown": True,
        "rested_seconds": 30.5,
    }


def test_where_has_exactly_five_paths(tmp_path: Path) -> None:
    assert where_json(find_paths(data_dir=tmp_path)) == {
        "data_file": f"{tmp_path}/history.json",
        "data_dir": str(tmp_path),
        "config_file": f"{tmp_path}/settings.toml",
        "cache_dir": f"{tmp_path}/cache",
        "exercises_dir": f"{tmp_path}/exercises",
    }


def test_every_finding_of_the_doctor_has_four_fields() -> None:
    assert doctor_json(
        [Check("lock", CheckState.WARN, "It is open.", "Close it."), Check("x", CheckState.OK, "Good.")]
    ) == {
        "checks": [
            {"name": "lock", "state": "warn", "detail": "It is open.", "advice": "Close it."},
            {"name": "x", "state": "ok", "detail": "Good.", "advice": ""},
        ]
    }


@pytest.mark.parametrize(
    ("value", "expected"), [(2.0, "2"), (2, "2"), (2.5, "2.5"), (1 / 3, "0.333"), (0.9999, "1"), (0.0, "0")]
)
def test_whole_numbers_have_no_point(value: float, expected: str) -> None:
    assert json.dumps(number(value)) == expected


def test_minutes_are_told_to_a_tenth() -> None:
    assert json.dumps([minutes(1453), minutes(60), minutes(0), minutes(59.9)]) == "[24.2, 1, 0, 1]"


def test_times_keep_their_offset() -> None:
    assert session_json(kept_session(datetime(2026, 11, 22, 7, 40, tzinfo=UTC)))["started_at"].endswith("+00:00")
