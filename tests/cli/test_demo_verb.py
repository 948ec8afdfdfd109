"""`lumbar demo` fills an empty folder, and no other."""

import time
from pathlib import Path

import pytest

from lumbar.domain.made_up import is_made_up
from lumbar.store import open_store
from support.command_line import Capture, CommandLine, StoppedClock, complained, printed
from support.disks import QuickDisk


def kept_in(folder: Path) -> int:
    store = open_store(folder / "history.json", now=StoppedClock().now, read_only=True, disk=QuickDisk())
    sessions = store.sessions()
    assert all(is_made_up(one) for one in sessions)
    assert len(store.prescriptions()) == 2
    assert store.person().visits
    store.close()
    return len(sessions)


def test_an_empty_folder_is_filled_and_it_says_how_to_remove_it(lumbar: CommandLine, capsys: Capture) -> None:
    assert lumbar("demo", "--weeks", "2") == 0
    words = printed(capsys)
    count = kept_in(lumbar.folder)
    assert words.startswith(f"{count} sessions made up, 8 to 20 November 2026, in {lumbar.folder}.\n")
    assert words.endswith("Each is marked as made up. To remove all of it: lumbar delete\n")


def test_a_folder_that_was_named_is_named_in_the_way_to_remove_it(
    lumbar: CommandLine, tmp_path: Path, capsys: Capture
) -> None:
    folder = tmp_path / "try it"
    assert lumbar("--data-dir", str(folder), "demo", "--weeks", "1") == 0
    assert f"lumbar --data-dir '{folder}' delete\n" in printed(capsys)


@pytest.mark.parametrize("note", [["My own words."], ["--clear"]])
def test_a_note_leaves_it_said_that_a_session_is_made_up(
    lumbar: CommandLine, tmp_path: Path, note: list[str], capsys: Capture
) -> None:
    folder = ["--data-dir", str(tmp_path / "try")]
    assert lumbar(*folder, "demo", "--weeks", "1") == 0
    assert lumbar(*folder, "note", *note) == 0
    assert kept_in(tmp_path / "try") > 1
    assert lumbar(*folder, "note", *note) == 0
    printed(capsys)


@pytest.mark.parametrize("name", ["history.json", "history.json.journal", "notes.txt"])
def test_anything_in_the_folder_is_left_alone(lumbar: CommandLine, name: str, capsys: Capture) -> None:
    lumbar.folder.mkdir()
    (lumbar.folder / name).write_text("mine")
    assert lumbar("demo") == 2
    assert "is not empty. Nothing was written" in complained(capsys)
    assert [(path.name, path.read_text()) for path in lumbar.folder.iterdir()] == [(name, "mine")]


def test_a_second_time_is_refused_and_changes_nothing(lumbar: CommandLine, capsys: Capture) -> None:
    assert lumbar("demo", "--weeks", "1") == 0
    before = {path.name: path.read_bytes() for path in lumbar.folder.iterdir() if path.is_file()}
    capsys.readouterr()
    assert lumbar("demo", "--weeks", "3") == 2
    assert "is not empty" in complained(capsys)
    assert {path.name: path.read_bytes() for path in lumbar.folder.iterdir() if path.is_file()} == before


def test_settings_may_be_there(lumbar: CommandLine, tmp_path: Path, capsys: Capture) -> None:
    folder = tmp_path / "named"
    folder.mkdir()
    (folder / "settings.toml").write_text('theme = "light"\n')
    assert lumbar("--data-dir", str(folder), "demo", "--weeks", "1") == 0
    assert kept_in(folder)
    printed(capsys)


@pytest.mark.parametrize("weeks", ["0", "105", "-1", "six", "", "1.5", "٣"])
def test_weeks_that_cannot_be_are_wrong_use(lumbar: CommandLine, weeks: str, capsys: Capture) -> None:
    assert lumbar("demo", "--weeks", weeks) == 2
    assert "1 to 104" in complained(capsys) or not weeks
    assert not lumbar.folder.exists()


def test_two_years_are_made_up_at_once(lumbar: CommandLine, capsys: Capture) -> None:
    before = time.process_time()
    assert lumbar("demo", "--weeks", "104") == 0
    assert time.process_time() - before < 5
    assert kept_in(lumbar.folder) > 900
    printed(capsys)
