"""The doctor says which way sound goes, and plays one when it is asked to."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from lumbar.cues.port import How, Way
from lumbar.doctor import CheckState, Surroundings, examine
from support.command_line import CommandLine

SURROUNDINGS = Surroundings(environment={"TERM": "xterm"}, terminal_size=None, is_utf_8=True)


def sound_check(lumbar: CommandLine, capsys: pytest.CaptureFixture[str], *arguments: str) -> dict[str, str]:
    lumbar("doctor", "--json", *arguments)
    checks = json.loads(capsys.readouterr().out)["checks"]
    return next(dict(check) for check in checks if check["name"] == "sound")


def test_it_says_what_was_wanted_and_plays_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    lumbar = CommandLine(tmp_path)
    lumbar("--sound", "off", "doctor", "--json")
    assert '"There are no sounds."' in capsys.readouterr().out
    assert not (tmp_path / "cache").exists()


def test_it_tries_the_way_that_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    check = sound_check(CommandLine(tmp_path), capsys, "--sound", "off")
    assert (check["state"], check["detail"]) == ("warn", "There are no sounds.")
    (tmp_path / "settings.toml").write_text('sound = "off"\n', encoding="utf-8")
    check = sound_check(CommandLine(tmp_path), capsys, "--sound")
    assert check["detail"] == "There are no sounds."


def test_a_sound_that_was_played_is_good_news(tmp_path: Path) -> None:
    lumbar = CommandLine(tmp_path)
    lumbar("where")
    assert lumbar.parts is not None
    heard = replace(SURROUNDINGS, heard=How(Way.SYSTEM, "paplay"))
    check = next(one for one in examine(lumbar.parts, heard) if one.name == "sound")
    assert (check.state, check.detail) == (CheckState.OK, "Sounds are played by paplay. One was played just now.")
