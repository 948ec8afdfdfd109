"""The verbs, in words and in JSON: what they print and what they answer."""

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from lumbar import __version__
from lumbar.about import PURPOSE
from lumbar.care import care_advice
from lumbar.domain.prescription import PrescribedExercise, default_prescription
from lumbar.domain.record import Status
from support.command_line import Capture, CommandLine, complained, printed
from support.kept_sessions import SUNDAY_MORNING, kept_session
from support.memory_store import MemoryStore
from support.past import stopped
from support.sessions import shipped_catalog


def test_today_prints_the_plan(lumbar: CommandLine, capsys: Capture) -> None:
    assert lumbar("today") == 0
    text = printed(capsys)
    assert text.startswith("Sunday 22 November 2026\n0 of 1 session done, 0 of 24 minutes.\n")
    assert text.endswith("Due now: Daily session. Start it: lumbar session\n")


def test_today_answers_no_when_nothing_more_is_due(lumbar: CommandLine, store: MemoryStore, capsys: Capture) -> None:
    store.append(kept_session())
    assert lumbar("today") == 1
    assert printed(capsys).endswith("Nothing more is due today.\n")
    assert lumbar("today", "--json") == 1
    assert json.loads(printed(capsys))["sessions_done"] == 1


def test_today_answers_yes_after_a_session_that_ended_early(lumbar: CommandLine, store: MemoryStore) -> None:
    store.append(kept_session(status=Status.ENDED_EARLY, done=range(10)))
    assert lumbar("today") == 0


def test_today_answers_no_with_the_reason_when_every_exercise_is_off(
    lumbar: CommandLine, store: MemoryStore, capsys: Capture
) -> None:
    plan = default_prescription(shipped_catalog().exercises, valid_from=SUNDAY_MORNING.date())
    curl_up = tuple(one for one in plan.exercises if one.exercise_id == "curl-up")
    store.versions.append(replace(plan, exercises=curl_up))
    store.kept.extend((stopped(1), stopped(2)))
    assert lumbar("today") == 1
    text = printed(capsys)
    assert "Curl up. Off: stopped for pain twice running. Ask your provider." in text
    assert text.endswith("Every exercise is off today. Nothing can start.\n")
    assert lumbar("today", "--json") == 1
    assert capsys.readouterr().err == "lumbar: Every exercise is off today. Nothing can start.\n"


def test_today_in_json_is_one_document_with_the_fields_of_the_contract(lumbar: CommandLine, capsys: Capture) -> None:
    assert lumbar("today", "--json") == 0
    document = json.loads(printed(capsys))
    assert set(document) == {
        *("date", "kind", "sessions_planned", "sessions_done", "minutes_planned", "minutes_done", "sessions"),
    }
    assert [set(one) for one in document["sessions"]] == [
        {"slot", "at", "state", "exercises", "seconds", "left_out", "too_long"}
    ]
    assert {frozenset(one) for one in document["sessions"][0]["exercises"]} == {
        frozenset({"id", "reps", "sets", "hold_seconds"})
    }


def test_today_names_what_it_leaves_out(lumbar: CommandLine, store: MemoryStore, capsys: Capture) -> None:
    plan = default_prescription(shipped_catalog().exercises, valid_from=SUNDAY_MORNING.date())
    headstand = PrescribedExercise(exercise_id="headstand", reps=1, sets=1, hold_seconds=())
    store.versions.append(replace(plan, exercises=(*plan.exercises, headstand)))
    assert lumbar("today") == 0
    out, err = capsys.readouterr()
    assert "0 of 24 minutes" in out
    assert err == "lumbar: Left out of the plan, as this version does not know them: headstand.\n"


def test_exercises_prints_all_ten(lumbar: CommandLine, capsys: Capture) -> None:
    assert lumbar("exercises") == 0
    text = printed(capsys)
    assert all(f"({exercise.id})" in " ".join(text.split()) for exercise in shipped_catalog().exercises)


def test_one_exercise_is_printed_in_full(lumbar: CommandLine, capsys: Capture) -> None:
    assert lumbar("exercises", "bird-dog") == 0
    text = printed(capsys)
    assert text.startswith("Bird dog\nPosition: on hands and knees\n")
    assert "The back sags." in text


def test_exercises_in_json_are_a_list_for_all_and_for_one(lumbar: CommandLine, capsys: Capture) -> None:
    assert lumbar("exercises", "--json") == 0
    everything = json.loads(printed(capsys))
    assert [one["id"] for one in everything] == [exercise.id for exercise in shipped_catalog().exercises]
    assert lumbar("exercises", "bird-dog", "--json") == 0
    assert json.loads(printed(capsys)) == [everything[9]]


def test_an_unknown_exercise_is_wrong_use_and_the_known_ones_are_named(lumbar: CommandLine, capsys: Capture) -> None:
    assert lumbar("exercises", "head\x1b[2Jstand") == 2
    complaint = complained(capsys)
    assert "There is no exercise 'head" in complaint
    assert "bird-dog" in complaint
    assert "\x1b" not in complaint


def test_history_prints_weeks_and_sessions(lumbar: CommandLine, store: MemoryStore, capsys: Capture) -> None:
    store.append(kept_session())
    assert lumbar("history") == 0
    text = printed(capsys)
    assert text.startswith(
        "Week 2026-W47, 16 to 22 November 2026:\n  1 of 1 session done\n  24 of 24 minutes, 109 of 109 rep"
    )
    assert "  Heel slides: done, 10 left and 10 right\n" in text


def test_history_in_json_counts_every_repetition_and_both_sides_equally(
    lumbar: CommandLine, store: MemoryStore, capsys: Capture
) -> None:
    store.append(kept_session())
    assert lumbar("history", "--json") == 0
    document = json.loads(printed(capsys))
    assert set(document) >= {"weeks", "sessions"}
    assert len(document["weeks"]) == 4
    assert document["weeks"][0]["dose_done"] == document["weeks"][0]["dose_planned"] == 109
    done = [one["reps_done"] for one in document["sessions"][0]["exercises"]]
    assert sum(one.get("left", 0) for one in done) == sum(one.get("right", 0) for one in done) == 43


def test_history_goes_back_as_many_weeks_as_asked_newest_first(
    lumbar: CommandLine, store: MemoryStore, capsys: Capture
) -> None:
    for weeks in range(6):
        store.append(kept_session(SUNDAY_MORNING - timedelta(weeks=weeks)))
    for count in (1, 2, 6):
        assert lumbar("history", "--json", "--weeks", str(count)) == 0
        document = json.loads(printed(capsys))
        assert [week["week"] for week in document["weeks"]] == [f"2026-W{47 - back}" for back in range(count)]
        days = [session["day"] for session in document["sessions"]]
        assert len(days) == count
        assert days == sorted(days, reverse=True)


def test_history_without_a_session_answers_no_in_either_form(lumbar: CommandLine, capsys: Capture) -> None:
    assert lumbar("history") == 1
    assert printed(capsys).startswith("No session is kept yet.")
    assert lumbar("history", "--json") == 1
    document = json.loads(printed(capsys))
    assert document["sessions"] == []
    assert len(document["weeks"]) == 4


def test_history_tells_that_older_sessions_are_there(lumbar: CommandLine, store: MemoryStore, capsys: Capture) -> None:
    store.append(kept_session(SUNDAY_MORNING - timedelta(weeks=4)))
    assert lumbar("history") == 1
    assert "Older ones are there" in printed(capsys)


@pytest.mark.parametrize("weeks", ["0", "-1", "521", "many", "1.5", "", "\u0663"])
def test_a_number_of_weeks_that_is_none_is_wrong_use(lumbar: CommandLine, weeks: str, capsys: Capture) -> None:
    assert lumbar("history", "--weeks", weeks) == 2
    assert "it must be a whole number from 1 to 520" in complained(capsys)


def test_where_prints_the_paths_and_needs_none_of_them(lumbar: CommandLine, tmp_path: Path, capsys: Capture) -> None:
    assert lumbar("where", "--json") == 0
    folder = tmp_path / "data"
    assert json.loads(printed(capsys)) == {
        "data_file": str(folder / "history.json"),
        "data_dir": str(folder),
        "config_file": str(folder / "settings.toml"),
        "cache_dir": str(folder / "cache"),
        "exercises_dir": str(folder / "exercises"),
    }
    assert lumbar("where") == 0
    told = printed(capsys).splitlines()
    assert told[0] == f"Data file: {folder}/history.json"
    assert f"Your own exercises: {folder}/exercises" in told
    assert not folder.exists()


def test_version_and_purpose(lumbar: CommandLine, capsys: Capture) -> None:
    assert lumbar("--version") == 0
    assert printed(capsys) == f"lumbar {__version__}\n"
    assert lumbar("--about") == 0
    assert printed(capsys).replace("\n", " ").strip() == PURPOSE


def test_the_hour_at_which_a_day_starts_is_respected(lumbar: CommandLine, store: MemoryStore, capsys: Capture) -> None:
    lumbar.now = datetime(2026, 11, 23, 2, 59, tzinfo=UTC)
    store.append(kept_session())
    assert lumbar("today", "--json") == 1
    assert json.loads(printed(capsys))["date"] == "2026-11-22"
    lumbar.now += timedelta(minutes=1)
    assert lumbar("today", "--json") == 0
    assert json.loads(printed(capsys))["date"] == "2026-11-23"


@pytest.mark.parametrize(
    "wrong",
    [("LUMBAR_DATA_DIR", "~nobody-of-this-name"), ("LUMBAR_CONFIG", "settings"), ("LUMBAR_CLOCK_RATE", "x")],
    ids=lambda wrong: wrong[0],
)
def test_care_prints_whatever_else_is_wrong(
    lumbar: CommandLine, wrong: tuple[str, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "settings").mkdir()
    lumbar.environment.update([wrong])
    assert lumbar("care") == 0
    out = capsys.readouterr().out
    assert all(tier.title in out for tier in care_advice().tiers)


def test_care_prints_every_tier_with_the_numbers_that_were_set(
    lumbar: CommandLine, tmp_path: Path, capsys: Capture
) -> None:
    assert lumbar("care") == 0
    text = printed(capsys)
    assert all(sign.split()[0] in text for tier in care_advice().tiers for sign in tier.signs)
    assert [tier.title in text for tier in care_advice().tiers] == [True] * 3
    assert "This list is not complete. If in doubt, call." in text
    config = tmp_path / "numbers.toml"
    config.write_text('emergency_number = "112"\nprovider_phone = "030 123456"\n', encoding="utf-8")
    assert lumbar("care", "--config", str(config)) == 0
    text = printed(capsys)
    assert "Call 112." in text
    assert "Call 030 123456." in text
