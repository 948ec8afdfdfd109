"""Options before and after the verb, the environment, and use that is wrong."""

import json
from pathlib import Path

import pytest

from lumbar.bootstrap import assemble
from lumbar.cli import run
from lumbar.settings import Sound
from support.command_line import Capture, CommandLine, complained, printed


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
    assert "The exit code is 1 when nothing more is due today" in " ".join(printed(capsys).split())


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
@pytest.mark.parametrize("verb", [["session"], ["session", "--plain"], []])
def test_with_any_other_clock_rate_no_session_starts(
    lumbar: CommandLine, rate: str, verb: list[str], capsys: Capture
) -> None:
    lumbar.environment["LUMBAR_CLOCK_RATE"] = rate
    assert lumbar(*verb) == 2
    assert "LUMBAR_CLOCK_RATE must be a whole number from 1 to 1000, not" in complained(capsys)


@pytest.mark.parametrize("verb", ["today", "exercises", "where", "care"])
def test_what_runs_no_session_goes_by_no_clock_rate(lumbar: CommandLine, verb: str, capsys: Capture) -> None:
    lumbar.environment["LUMBAR_CLOCK_RATE"] = "fast"
    assert lumbar(verb) == 0
    assert printed(capsys)


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


def test_the_usual_environment_and_parts_are_the_real_ones(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture
) -> None:
    monkeypatch.setenv("LUMBAR_DATA_DIR", str(tmp_path))
    assert run(["where", "--json"]) == 0
    assert json.loads(printed(capsys))["data_dir"] == str(tmp_path)
    assert assemble(data_dir=tmp_path).sound is Sound.AUTO
