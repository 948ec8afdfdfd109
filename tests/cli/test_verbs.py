"""The verbs, in words and in JSON: what they print, what they answer, what they refuse."""

import json
import sys
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from lumbar import __version__
from lumbar.about import PURPOSE
from lumbar.bootstrap import Parts, assemble
from lumbar.catalog import CatalogError
from lumbar.cli import run
from lumbar.domain.prescription import PrescribedExercise, default_prescription
from lumbar.domain.record import Status
from lumbar.ports import Notice, NoticeKind, StoreError
from lumbar.settings import Sound
from support.command_line import CommandLine
from support.kept_sessions import SUNDAY_MORNING, kept_session
from support.memory_store import MemoryStore
from support.sessions import shipped_catalog

Capture = pytest.CaptureFixture[str]


@pytest.fixture
def store() -> MemoryStore:
    return MemoryStore()


@pytest.fixture
def lumbar(tmp_path: Path, store: MemoryStore) -> CommandLine:
    return CommandLine(tmp_path / "data", store)


def printed(capsys: Capture) -> str:
    """What was printed; nothing may have been complained of."""
    out, err = capsys.readouterr()
    assert err == ""
    return out


def complained(capsys: Capture) -> str:
    """The one line of complaint; nothing may have been printed."""
    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith("lumbar: ")
    assert err.count("\n") == 1
    assert "Traceback" not in err
    assert "Usage:" not in err
    return err


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


def test_today_in_json_is_one_document_with_the_fields_of_the_contract(lumbar: CommandLine, capsys: Capture) -> None:
    assert lumbar("today", "--json") == 0
    document = json.loads(printed(capsys))
    assert set(document) == {
        *("date", "sessions_planned", "sessions_done", "minutes_planned", "minutes_done", "sessions"),
    }
    assert [set(one) for one in document["sessions"]] == [{"slot", "state", "exercises", "seconds"}]
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
    assert text.startswith("Week 2026-W47, 16 to 22 November 2026:\n  1 of 1 session done\n  24 minutes, 109 rep")
    assert "  Heel slides: done, 10 left and 10 right\n" in text


def test_history_in_json_counts_every_repetition_and_both_sides_equally(
    lumbar: CommandLine, store: MemoryStore, capsys: Capture
) -> None:
    store.append(kept_session())
    assert lumbar("history", "--json") == 0
    document = json.loads(printed(capsys))
    assert set(document) == {"weeks", "sessions"}
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
    }
    assert lumbar("where") == 0
    assert printed(capsys).splitlines()[0] == f"Data file: {folder}/history.json"
    assert not folder.exists()


def test_version_and_purpose(lumbar: CommandLine, capsys: Capture) -> None:
    assert lumbar("--version") == 0
    assert printed(capsys) == f"lumbar {__version__}\n"
    assert lumbar("--about") == 0
    assert printed(capsys).replace("\n", " ").strip() == PURPOSE


@pytest.mark.parametrize("verb", [(), ("session",), ("today",), ("exercises",), ("history",), ("where",), ("doctor",)])
@pytest.mark.parametrize("flag", ["-h", "--help"])
def test_every_verb_has_help(lumbar: CommandLine, verb: tuple[str, ...], flag: str, capsys: Capture) -> None:
    assert lumbar(*verb, flag) == 0
    text = printed(capsys)
    assert text.startswith(f"Usage: {' '.join(('lumbar', *verb))} ")
    assert all(option in text for option in ("--data-dir DIR", "--config FILE", "--sound", "--help"))
    assert max(len(line) for line in text.splitlines()) <= 68
    assert lumbar.parts is None


def test_help_tells_the_exit_codes(lumbar: CommandLine, capsys: Capture) -> None:
    lumbar("--help")
    text = " ".join(printed(capsys).split())
    assert "0 done; 1 the answer is no (nothing due, nothing found); 2 wrong use; 3 the data cannot be used" in text
    lumbar("today", "-h")
    assert "The exit code is 1 when nothing more is due today." in printed(capsys)


@pytest.mark.parametrize(
    "arguments",
    [
        ("tody",),
        ("today", "--jason"),
        ("--plain",),
        ("today", "extra"),
        ("exercises", "bird-dog", "curl-up"),
        ("--sound", "loud", "today"),
        ("today", "--sound", "loud"),
        ("--data-dir",),
        ("today", "--data-dir"),
        ("--data-dir", "", "today"),
        ("today", "--config", ""),
        ("history", "--weeks"),
    ],
)
def test_wrong_use_is_one_sentence_and_exit_code_2(
    lumbar: CommandLine, arguments: tuple[str, ...], capsys: Capture
) -> None:
    assert lumbar(*arguments) == 2
    complained(capsys)


@pytest.mark.parametrize("before", [True, False])
def test_global_options_stand_before_or_after_the_verb(
    lumbar: CommandLine, tmp_path: Path, *, before: bool, capsys: Capture
) -> None:
    options = ("--data-dir", str(tmp_path / "mine"), "--config", str(tmp_path / "my.toml"), "--sound", "bell")
    assert lumbar(*(*options, "where", "--json") if before else ("where", "--json", *options)) == 0
    document = json.loads(printed(capsys))
    assert document["data_dir"] == str(tmp_path / "mine")
    assert document["config_file"] == str(tmp_path / "my.toml")
    assert lumbar.parts is not None
    assert lumbar.parts.sound is Sound.BELL


def test_the_option_after_the_verb_holds_if_both_are_given(
    lumbar: CommandLine, tmp_path: Path, capsys: Capture
) -> None:
    both = ("--data-dir", str(tmp_path / "one"), "where", "--json", "--data-dir", str(tmp_path / "two"))
    assert lumbar(*both) == 0
    assert json.loads(printed(capsys))["data_dir"] == str(tmp_path / "two")


def test_the_environment_names_folders_and_options_hold_over_it(
    lumbar: CommandLine, tmp_path: Path, capsys: Capture
) -> None:
    lumbar.environment |= {"LUMBAR_DATA_DIR": str(tmp_path / "env"), "LUMBAR_CONFIG": str(tmp_path / "env.toml")}
    assert lumbar("where", "--json") == 0
    document = json.loads(printed(capsys))
    assert (document["data_dir"], document["config_file"]) == (str(tmp_path / "env"), str(tmp_path / "env.toml"))
    assert lumbar("where", "--json", "--data-dir", str(tmp_path / "x"), "--config", str(tmp_path / "x.toml")) == 0
    document = json.loads(printed(capsys))
    assert (document["data_dir"], document["config_file"]) == (str(tmp_path / "x"), str(tmp_path / "x.toml"))


def test_empty_variables_are_as_if_they_were_not_set(lumbar: CommandLine, capsys: Capture) -> None:
    lumbar.environment |= {"LUMBAR_DATA_DIR": "", "LUMBAR_CONFIG": "", "LUMBAR_CLOCK_RATE": ""}
    assert lumbar("where", "--json") == 0
    assert json.loads(printed(capsys))["data_dir"] == str(lumbar.folder)
    assert lumbar.parts is not None
    assert (lumbar.parts.clock_rate, lumbar.parts.sound) == (1, Sound.AUTO)


def test_a_tilde_that_names_nobody_is_wrong_use(lumbar: CommandLine, capsys: Capture) -> None:
    assert lumbar("where", "--data-dir", "~nobody-of-this-name/x") == 2
    assert "The folder that ~ stands for is not known" in complained(capsys)


@pytest.mark.parametrize("rate", ["1", "60", "1000", "007"])
def test_the_clock_may_run_faster(lumbar: CommandLine, rate: str) -> None:
    lumbar.environment["LUMBAR_CLOCK_RATE"] = rate
    assert lumbar("where") == 0
    assert lumbar.parts is not None
    assert lumbar.parts.clock_rate == int(rate)


@pytest.mark.parametrize("rate", ["0", "1001", "-1", "1.5", "fast", " 60", "1_0", "\u0661", "99999999999999999999"])
@pytest.mark.parametrize("verb", ["today", "where", "doctor"])
def test_any_other_clock_rate_is_wrong_use(lumbar: CommandLine, rate: str, verb: str, capsys: Capture) -> None:
    lumbar.environment["LUMBAR_CLOCK_RATE"] = rate
    assert lumbar(verb) == 2
    assert "LUMBAR_CLOCK_RATE must be a whole number from 1 to 1000, not" in complained(capsys)


@pytest.mark.parametrize("verb", ["today", "exercises", "where"])
def test_a_bad_setting_is_told_and_the_verb_goes_on(
    lumbar: CommandLine, verb: str, tmp_path: Path, capsys: Capture
) -> None:
    settings = tmp_path / "my.toml"
    settings.write_text('theme = "purple"\norder = "fewer_changes"\n', encoding="utf-8")
    assert lumbar(verb, "--json", "--config", str(settings)) == 0
    out, err = capsys.readouterr()
    assert json.loads(out)
    assert err.startswith(f"lumbar: {settings}, line 1: theme must be one of")
    assert err.count("\n") == 1


def test_the_settings_that_hold_shape_the_plan(lumbar: CommandLine, capsys: Capture) -> None:
    lumbar.folder.mkdir()
    (lumbar.folder / "settings.toml").write_text('order = "fewer_changes"\n', encoding="utf-8")
    assert lumbar("today", "--json") == 0
    assert json.loads(printed(capsys))["sessions"][0]["seconds"] == 1398


def test_the_hour_at_which_a_day_starts_is_respected(lumbar: CommandLine, store: MemoryStore, capsys: Capture) -> None:
    lumbar.now = datetime(2026, 11, 23, 2, 59, tzinfo=UTC)
    store.append(kept_session())
    assert lumbar("today", "--json") == 1
    assert json.loads(printed(capsys))["date"] == "2026-11-22"
    lumbar.now += timedelta(minutes=1)
    assert lumbar("today", "--json") == 0
    assert json.loads(printed(capsys))["date"] == "2026-11-23"


def notice(kind: NoticeKind) -> Notice:
    return Notice(kind=kind, what=f"It is {kind.value}.", kept="All is kept.", advice="Do this.")


@pytest.mark.parametrize("verb", ["today", "history"])
def test_findings_about_the_data_are_told_unless_they_concern_writing_alone(
    lumbar: CommandLine, store: MemoryStore, verb: str, capsys: Capture
) -> None:
    store.append(kept_session(status=Status.ENDED_EARLY))
    store.told = [notice(kind) for kind in (NoticeKind.DAMAGED, NoticeKind.IN_USE, NoticeKind.READ_ONLY)]
    assert lumbar(verb) == 0
    out, err = capsys.readouterr()
    assert out
    assert err == "lumbar: It is damaged. All is kept. Do this.\n"
    assert store.closed


def raising(error: BaseException) -> Any:
    def fail(*_: object, **__: object) -> Parts:
        raise error

    return fail


@pytest.mark.parametrize(
    ("error", "sentence"),
    [
        (StoreError("The history cannot be read."), "The history cannot be read."),
        (CatalogError("bird-dog.toml: dose.reps: must be 1 or more"), "dose.reps: must be 1 or more."),
        (KeyError("x"), "Something went wrong that nobody foresaw (KeyError: 'x')."),
        (RecursionError(), "(RecursionError)"),
    ],
)
def test_an_error_is_a_sentence_and_exit_code_3(
    error: Exception, sentence: str, monkeypatch: pytest.MonkeyPatch, lumbar: CommandLine, capsys: Capture
) -> None:
    monkeypatch.setattr("support.command_line.PartsInMemory.diary", raising(error))
    assert lumbar("today") == 3
    assert sentence in complained(capsys)


def test_the_traceback_is_shown_only_when_it_is_asked_for(
    monkeypatch: pytest.MonkeyPatch, lumbar: CommandLine, capsys: Capture
) -> None:
    monkeypatch.setattr("support.command_line.PartsInMemory.diary", raising(ZeroDivisionError("by nothing")))
    for debug in ("", "0"):
        lumbar.environment["LUMBAR_DEBUG"] = debug
        assert lumbar("today") == 3
        assert "LUMBAR_DEBUG=1 shows more" in complained(capsys)
    lumbar.environment["LUMBAR_DEBUG"] = "1"
    assert lumbar("today") == 3
    err = capsys.readouterr().err
    assert "lumbar: Traceback" in err
    assert "ZeroDivisionError: by nothing" in err


def test_ctrl_c_is_no_traceback(monkeypatch: pytest.MonkeyPatch, lumbar: CommandLine, capsys: Capture) -> None:
    monkeypatch.setattr("support.command_line.PartsInMemory.diary", raising(KeyboardInterrupt()))
    assert lumbar("today") == 130
    assert printed(capsys) == ""


def test_the_usual_environment_and_parts_are_the_real_ones(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture
) -> None:
    monkeypatch.setenv("LUMBAR_DATA_DIR", str(tmp_path))
    assert run(["where", "--json"]) == 0
    assert json.loads(printed(capsys))["data_dir"] == str(tmp_path)
    assert assemble(data_dir=tmp_path).sound is Sound.AUTO


class Screens:
    """Stands in for the screens, and keeps what they were called with."""

    def __init__(self, exit_code: int) -> None:
        self.exit_code = exit_code
        self.calls: list[tuple[Parts, bool, tuple[str, ...]]] = []

    def run_app(self, parts: Parts, *, start_session: bool, only: tuple[str, ...]) -> int:
        self.calls.append((parts, start_session, only))
        return self.exit_code


@pytest.fixture
def screens(monkeypatch: pytest.MonkeyPatch) -> Screens:
    stand_in = Screens(exit_code=7)
    module = ModuleType("lumbar.tui.app")
    module.run_app = stand_in.run_app  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "lumbar.tui.app", module)
    for stream in ("stdin", "stdout", "stderr"):
        monkeypatch.setattr(f"sys.{stream}.isatty", lambda: True)
    return stand_in


def test_without_a_verb_the_screens_open(lumbar: CommandLine, screens: Screens) -> None:
    lumbar.environment["LUMBAR_CLOCK_RATE"] = "60"
    assert lumbar("--sound", "off") == 7
    assert screens.calls == [(lumbar.parts, False, ())]
    assert lumbar.parts is not None
    assert (lumbar.parts.sound, lumbar.parts.clock_rate) == (Sound.OFF, 60)


@pytest.mark.parametrize(
    ("arguments", "only"),
    [
        ((), ()),
        (("--only", "bird-dog"), ("bird-dog",)),
        (("--only", " curl-up, bird-dog,,curl-up "), ("curl-up", "bird-dog")),
    ],
)
def test_session_goes_straight_into_the_session(
    lumbar: CommandLine, screens: Screens, arguments: tuple[str, ...], only: tuple[str, ...]
) -> None:
    assert lumbar("session", *arguments) == 7
    assert screens.calls == [(lumbar.parts, True, only)]


@pytest.mark.parametrize(
    ("only", "sentence"),
    [
        ("bird-dog,headstand", "There is no exercise 'headstand'; there are: "),
        (" , ", "--only names no exercise."),
        ("", "--only names no exercise."),
    ],
)
def test_exercises_that_are_none_open_no_screen(
    lumbar: CommandLine, screens: Screens, only: str, sentence: str, capsys: Capture
) -> None:
    assert lumbar("session", "--only", only) == 2
    assert sentence in complained(capsys)
    assert screens.calls == []


@pytest.mark.parametrize("stream", ["stdin", "stdout", "stderr"])
@pytest.mark.parametrize("verb", [(), ("session",)])
def test_without_a_terminal_there_are_no_screens(
    lumbar: CommandLine, screens: Screens, *, stream: str, verb: tuple[str, ...], capsys: Capture
) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(f"sys.{stream}.isatty", lambda: False)
        assert lumbar(*verb) == 2
    assert "The screens need a terminal." in complained(capsys)
    assert screens.calls == []
