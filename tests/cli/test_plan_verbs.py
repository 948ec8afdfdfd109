"""The verbs of the plan: nothing is taken in that is wrong, or that nobody said yes to."""

import json
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from lumbar.domain.plan_limits import SETS
from support.command_line import Capture, complained, printed
from support.places import Place
from support.plan_files import SMALL

Typed = Callable[..., None]


@pytest.fixture
def here(tmp_path: Path) -> Place:
    return Place(tmp_path / "here")


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "plan.toml"
    path.write_text(SMALL, encoding="utf-8")
    return path


def complaints(capsys: Capture) -> list[str]:
    out, err = capsys.readouterr()
    assert out == ""
    return [line.removeprefix("lumbar: ") for line in err.splitlines()]


def test_the_plan_is_shown_in_words(here: Place, capsys: Capture) -> None:
    assert here("plan") == here("plan", "show") == 0
    once, again = printed(capsys).split("Your plan, version 1")[1:]
    assert once == again
    assert "10. Bird dog: 5 sets of 1 on each side, hold 15 seconds" in once


def test_the_plan_is_shown_to_programs(here: Place, file: Path, capsys: Capture) -> None:
    file.write_text(f'minutes = 15\n{SMALL}provider_says = "Low."\nrest_seconds = 2.5\n', encoding="utf-8")
    assert here("plan", "import", "--yes", str(file)) == 0
    capsys.readouterr()
    assert here("plan", "show", "--json") == 0
    document = json.loads(printed(capsys))
    assert (document["version"], document["valid_from"], document["minutes"]) == (1, "2026-11-22", 15)
    assert document["sessions"] == [{"name": "Morning", "at": "07:00"}, {"name": "Evening", "at": "18:00"}]
    curl_up = document["exercises"][1]
    assert (curl_up["id"], curl_up["sides"], curl_up["rest_seconds"]) == ("curl-up", None, 2.5)
    assert curl_up["provider_says"] == "Low."
    assert curl_up["move_in_seconds"] is None


def test_a_file_is_looked_at_without_being_taken_in(here: Place, file: Path, capsys: Capture) -> None:
    file.write_text(SMALL.replace("sets = 5", "sets = 8"), encoding="utf-8")
    assert here("plan", "validate", str(file)) == 0
    out = printed(capsys)
    assert "can be taken in: 2 exercises, 2 sessions a day." in " ".join(out.split())
    assert "8 sets is more than the leaflet's 5." in out
    assert here.plans() == []


def test_every_problem_is_told_with_its_line_and_nothing_is_written(here: Place, file: Path, capsys: Capture) -> None:
    file.write_text(SMALL.replace("sets = 5", "sets = 50").replace("curl-up", "curlup"), encoding="utf-8")
    for verb in ("validate", "import"):
        assert here("plan", verb, str(file)) == 2
        assert complaints(capsys) == [
            f"{file}, line 6: Bird dog: the sets cannot be 50. {SETS.why} Write a whole number from 1 to 10.",
            f"{file}, line 10: There is no exercise with the id 'curlup'. Perhaps curl-up is meant.",
            "Nothing was changed.",
        ]
    assert here.plans() == []


def test_what_becomes_different_is_shown_and_a_yes_is_asked_for(
    here: Place, file: Path, typed: Typed, capsys: Capture
) -> None:
    typed("no")
    assert here("plan", "import", str(file)) == 1
    out = printed(capsys)
    assert "1 session a day becomes 2." in out
    assert "Wall squats is taken out." in out
    assert "Nothing was changed." in out
    assert here.plans() == []
    typed("yes")
    assert here("plan", "import", str(file)) == 0
    assert "Taken in as version 1, from Sunday 22 November 2026 on." in printed(capsys)
    assert [one.sessions_per_day for one in here.plans()] == [2]


def test_without_a_terminal_a_yes_must_be_given(here: Place, file: Path, typed: Typed, capsys: Capture) -> None:
    typed("yes", at_terminal=False)
    assert here("plan", "import", str(file)) == 2
    assert "With --yes it is taken in." in capsys.readouterr().err
    assert here.plans() == []
    assert here("plan", "import", "--yes", str(file)) == 0
    capsys.readouterr()
    assert here("plan", "import", str(file)) == 0
    assert printed(capsys) == "Nothing changes: this is the plan already.\n"
    assert len(here.plans()) == 1


def test_what_is_written_out_is_the_plan_already(here: Place, tmp_path: Path, capsys: Capture) -> None:
    path = tmp_path / "new.toml"
    assert here("plan", "export", str(path)) == 0
    assert path.stat().st_mode & 0o777 == 0o600
    assert here("plan", "export", str(path)) == 2
    assert "exists already" in capsys.readouterr().err
    assert here("plan", "import", str(path)) == 0
    assert "Nothing changes" in printed(capsys)
    assert here("plan", "export", "") == 2
    assert "it names no file." in complained(capsys)
    assert here("plan", "export") == 0
    assert printed(capsys) == path.read_text(encoding="utf-8")


def test_a_file_that_is_not_there_is_said(here: Place, tmp_path: Path, capsys: Capture) -> None:
    assert here("plan", "import", str(tmp_path / "owl.toml")) == 2
    assert complaints(capsys)[0].endswith("owl.toml: There is no such file. Look at its name.")


# Edit


@pytest.fixture
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where the file that is edited lies."""
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(folder))
    return folder


def editor(tmp_path: Path, before: str, after: str, *, then: str = "") -> dict[str, str]:
    """An editor that writes *after* where *before* stands, and does what *then* says."""
    script = tmp_path / "editor.py"
    script.write_text(
        "import pathlib, sys\n"
        "file = pathlib.Path(sys.argv[1])\n"
        f"file.write_text(file.read_text().replace({before!r}, {after!r}))\n{then}\n",
        encoding="utf-8",
    )
    return {"VISUAL": f'"{sys.executable}" -S "{script}"', "EDITOR": "false"}


def test_what_was_edited_is_taken_in(here: Place, tmp_path: Path, temporary: Path, capsys: Capture) -> None:
    environment = editor(tmp_path, "sets = 5", "sets = 3")
    assert here("plan", "edit", "--yes", environment=environment) == 0
    assert "Bird dog: 5 sets become 3." in printed(capsys)
    assert here.plans()[0].exercises[-1].sets == 3
    assert not list(temporary.iterdir())


def test_what_was_edited_and_cannot_be_taken_in_is_kept(
    here: Place, tmp_path: Path, temporary: Path, capsys: Capture
) -> None:
    assert here("plan", "edit", environment=editor(tmp_path, "sets = 5", "sets = 99")) == 2
    (kept,) = temporary.iterdir()
    said = complaints(capsys)
    assert "Bird dog: the sets cannot be 99." in said[0]
    assert said[-1] == f"What you wrote is kept in {kept}. To take it in: lumbar plan import {kept}"
    assert "sets = 99" in kept.read_text(encoding="utf-8")
    assert kept.stat().st_mode & 0o777 == 0o600
    assert here.plans() == []


def test_where_nothing_was_edited_nothing_changes(
    here: Place, tmp_path: Path, temporary: Path, capsys: Capture
) -> None:
    assert here("plan", "edit", environment=editor(tmp_path, "owl", "eagle")) == 0
    assert printed(capsys) == "Nothing was changed.\n"
    assert not list(temporary.iterdir())


@pytest.mark.parametrize("name", ["no-such-editor", 'broken "quote'])
def test_an_editor_that_cannot_be_started_is_said(here: Place, temporary: Path, name: str, capsys: Capture) -> None:
    assert here("plan", "edit", environment={"EDITOR": name}) == 2
    assert "no-such-editor" in (err := capsys.readouterr().err) or "broken" in err
    assert "Traceback" not in err
    assert here.plans() == []
    assert list(temporary.iterdir()) == [], "what nobody wrote need not be kept"


def test_what_was_written_in_an_editor_that_then_failed_is_kept(
    here: Place, tmp_path: Path, temporary: Path, capsys: Capture
) -> None:
    environment = editor(tmp_path, "sets = 5", "sets = 3", then="sys.exit(1)")
    assert here("plan", "edit", "--yes", environment=environment) == 2
    (kept,) = temporary.iterdir()
    assert f"What you wrote is kept in {kept}. To take it in: lumbar plan import {kept}" in complaints(capsys)
    assert "sets = 3" in kept.read_text(encoding="utf-8")
    assert here.plans() == []


def test_a_file_that_the_editor_removed_changes_nothing(
    here: Place, tmp_path: Path, temporary: Path, capsys: Capture
) -> None:
    assert here("plan", "edit", environment=editor(tmp_path, "", "", then="file.unlink()")) == 0
    assert printed(capsys) == "Nothing was changed.\n"
    assert not list(temporary.iterdir())


def test_a_folder_in_place_of_the_file_is_said_and_left_where_it_is(
    here: Place, tmp_path: Path, temporary: Path, capsys: Capture
) -> None:
    assert here("plan", "edit", environment=editor(tmp_path, "", "", then="file.unlink(); file.mkdir()")) == 2
    (kept,) = temporary.iterdir()
    assert complaints(capsys)[-1].startswith(f"What you wrote is kept in {kept}.")


def test_where_there_is_no_terminal_no_editor_is_guessed(here: Place, temporary: Path, capsys: Capture) -> None:
    assert here("plan", "edit") == 2
    assert "there is no terminal here for an editor" in complaints(capsys)[0]
    assert not list(temporary.iterdir())
