"""The doctor: every finding, and that looking changes nothing."""

import json
import os
import shutil
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import pytest
from filelock import FileLock

from lumbar.bootstrap import Parts, assemble
from lumbar.catalog import CatalogError
from lumbar.doctor import Check, CheckState, Surroundings, examine, is_locked
from lumbar.ports import HistoryStore, Notice, NoticeKind, StoreError
from support.closed import close_folder
from support.command_line import CommandLine, PartsInMemory, StoppedClock
from support.kept_sessions import kept_session
from support.memory_store import MemoryStore

GOOD_SURROUNDINGS = Surroundings(
    environment={"TERM": "xterm-256color"}, terminal_size=os.terminal_size((100, 32)), is_utf_8=True
)
NAMES = ["terminal", "colours", "data file", "data folder", "free space", "lock", "settings", "catalog", "sound"]
OK, WARN, FAIL = CheckState.OK, CheckState.WARN, CheckState.FAIL


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    private = tmp_path / "data"
    private.mkdir(mode=0o700)
    return private


def parts_in(folder: Path, store: HistoryStore | None = None) -> Parts:
    real = assemble(data_dir=folder)
    return PartsInMemory(real.paths, StoppedClock(), 1, store=store or MemoryStore())


def finding(name: str, parts: Parts, surroundings: Surroundings = GOOD_SURROUNDINGS) -> Check:
    """The first finding of that name that is not good, else the good one."""
    found = [check for check in examine(parts, surroundings) if check.name == name]
    return max(found, key=lambda check: check.state is not OK)


def test_where_all_is_well_nothing_is_to_be_done(folder: Path) -> None:
    checks = examine(assemble(data_dir=folder), GOOD_SURROUNDINGS)
    assert [check.name for check in checks] == NAMES
    assert [(check.name, check.advice) for check in checks if check.state is not OK] == []


@pytest.mark.parametrize(
    ("environment", "size", "is_utf_8", "detail", "advice"),
    [
        ({}, (80, 24), True, "TERM is not set", "Use a terminal that sets TERM"),
        ({"TERM": "dumb"}, (80, 24), True, "TERM is dumb", "Use a terminal that sets TERM"),
        ({"TERM": "xterm"}, (39, 12), True, "39 columns and 12 lines", "40 columns wide and 12 lines high"),
        ({"TERM": "xterm"}, (40, 11), True, "40 columns and 11 lines", "40 columns wide and 12 lines high"),
        ({"TERM": "xterm"}, (40, 12), False, "text is not UTF-8", "Set LANG to a UTF-8 locale"),
    ],
)
def test_a_terminal_that_lacks_something_is_told(
    folder: Path, *, environment: dict[str, str], size: tuple[int, int], is_utf_8: bool, detail: str, advice: str
) -> None:
    surroundings = Surroundings(environment=environment, terminal_size=os.terminal_size(size), is_utf_8=is_utf_8)
    check = finding("terminal", parts_in(folder), surroundings)
    assert check.state is WARN
    assert detail in check.detail
    assert advice in check.advice


def test_the_smallest_terminal_and_a_pipe_are_good_enough(folder: Path) -> None:
    small = replace(GOOD_SURROUNDINGS, terminal_size=os.terminal_size((40, 12)))
    assert finding("terminal", parts_in(folder), small).state is OK
    check = finding("terminal", parts_in(folder), replace(GOOD_SURROUNDINGS, terminal_size=None))
    assert check.state is OK
    assert "the output goes to no terminal" in check.detail


@pytest.mark.parametrize(
    ("environment", "detail"),
    [
        ({"NO_COLOR": "1", "COLORTERM": "truecolor"}, "Off, because NO_COLOR is set."),
        ({"NO_COLOR": "", "COLORTERM": "24bit"}, "All of them: COLORTERM is set."),
        ({"TERM": "tmux-256color"}, "256 of them, as TERM says."),
        ({"TERM": "xterm"}, "A few:"),
    ],
)
def test_colours_are_what_the_environment_says(folder: Path, environment: dict[str, str], detail: str) -> None:
    check = finding("colours", parts_in(folder), replace(GOOD_SURROUNDINGS, environment=environment))
    assert (check.state, check.advice) == (OK, "")
    assert check.detail.startswith(detail)


@pytest.mark.parametrize(("count", "words"), [(1, "1 kept session."), (2, "2 kept sessions.")])
def test_the_kept_sessions_are_counted(folder: Path, count: int, words: str) -> None:
    store = MemoryStore([kept_session() for _ in range(count)])
    check = finding("data file", parts_in(folder, store))
    assert check.state is OK
    assert check.detail.endswith(words)
    assert store.closed


def test_a_new_history_is_no_fault(folder: Path) -> None:
    assert finding("data file", parts_in(folder)).detail == "There is none yet; the first session makes it."
    (folder / "history.json").touch(mode=0o600)
    assert "0 kept sessions" in finding("data file", parts_in(folder)).detail


def test_what_the_history_has_to_tell_is_told(folder: Path) -> None:
    kinds = (NoticeKind.DAMAGED, NoticeKind.IN_USE, NoticeKind.READ_ONLY)
    told = [Notice(kind=kind, what=f"It is {kind.value}.", kept="All is kept.", advice="Do this.") for kind in kinds]
    checks = examine(parts_in(folder, MemoryStore(told=told)), GOOD_SURROUNDINGS)
    assert [one for one in checks if one.name == "data file"] == [one for one in checks if one.state is not OK]
    assert [one for one in checks if one.name == "data file"] == [
        Check("data file", WARN, "It is damaged. All is kept.", "Do this.")
    ]


@pytest.mark.parametrize("error", [StoreError("It cannot be read."), PermissionError("It cannot be read.")])
def test_a_history_that_cannot_be_read_is_a_fault(
    folder: Path, error: Exception, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object, **__: object) -> HistoryStore:
        raise error

    monkeypatch.setattr(PartsInMemory, "open_store", fail)
    check = finding("data file", parts_in(folder))
    assert (check.state, check.detail) == (FAIL, "It cannot be read.")
    assert check.advice


def test_a_folder_that_is_not_there_yet_is_no_fault_and_stays_away(folder: Path) -> None:
    missing = folder / "a" / "b"
    for name in ("data folder", "free space", "lock"):
        assert finding(name, parts_in(missing)).state is OK
    assert finding("data folder", parts_in(missing)).detail.startswith("There is none yet")
    assert list(folder.iterdir()) == []


@pytest.mark.parametrize("inside", ["", "deeper"])
def test_a_file_in_the_place_of_the_folder_is_a_fault(tmp_path: Path, inside: str) -> None:
    (tmp_path / "file").touch()
    check = finding("data folder", parts_in(tmp_path / "file" / inside))
    assert (check.state, check.detail) == (FAIL, f"{tmp_path / 'file'} is no folder.")


def test_a_folder_that_cannot_be_written_is_a_fault(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("os.access", lambda path, mode: not (Path(path) == folder and mode & os.W_OK))
    check = finding("data folder", parts_in(folder))
    assert (check.state, check.detail) == (FAIL, f"{folder} cannot be written.")


def test_the_whole_list_is_there_where_nobody_may_look_into_the_folder(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("history.json", "settings.toml"):
        (folder / name).touch(mode=0o600)
    parts = assemble(data_dir=folder)
    with monkeypatch.context() as patched:
        close_folder(folder, patched)
        checks = examine(parts, GOOD_SURROUNDINGS)
    assert [check.name for check in checks] == NAMES
    assert [check.name for check in checks if check.state is FAIL] == ["data file", "data folder"]
    assert all(check.advice for check in checks if check.state is not OK)


@pytest.mark.parametrize(("mode", "state"), [(0o700, OK), (0o500, OK), (0o750, WARN), (0o701, WARN)])
def test_a_folder_is_for_its_owner_alone(folder: Path, mode: int, state: CheckState) -> None:
    folder.chmod(mode)
    if os.access(folder, os.W_OK):  # who is not root cannot write to the second one
        check = finding("data folder", parts_in(folder))
        assert check.state is state
        assert check.advice == ("" if state is OK else f"chmod 700 '{folder}'")
    folder.chmod(0o700)


@pytest.mark.parametrize(("mode", "state"), [(0o600, OK), (0o640, WARN), (0o604, WARN)])
def test_a_file_is_for_its_owner_alone(folder: Path, mode: int, state: CheckState) -> None:
    path = folder / "history.json"
    path.touch()
    path.chmod(mode)
    check = finding("data file mode", parts_in(folder))
    assert check.state is state
    assert check.advice == ("" if state is OK else f"chmod 600 '{path}'")


@pytest.mark.parametrize(
    ("free", "state"), [(100_000_000, OK), (99_999_999, WARN), (1_000_000, WARN), (999_999, FAIL), (0, FAIL)]
)
def test_little_space_is_told(folder: Path, free: int, state: CheckState, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "disk_usage", lambda _: SimpleNamespace(free=free))
    check = finding("free space", parts_in(folder))
    assert check.state is state
    assert bool(check.advice) is (state is not OK)


def test_space_that_cannot_be_told_is_told(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(_: Path) -> None:
        raise OSError(5, "Input/output error")

    monkeypatch.setattr(shutil, "disk_usage", fail)
    assert finding("free space", parts_in(folder)).state is WARN


def test_another_window_is_told_and_not_disturbed(folder: Path) -> None:
    with FileLock(folder / "history.json.lock", timeout=0) as held:
        check = finding("lock", parts_in(folder))
        assert check.state is WARN
        assert "another window" in check.detail
        assert held.is_locked
        assert is_locked(folder / "history.json.lock")
    assert not is_locked(folder / "history.json.lock")
    with FileLock(folder / "history.json.lock", timeout=0):
        pass


def test_looking_for_a_lock_leaves_none_behind(folder: Path) -> None:
    assert finding("lock", parts_in(folder)).state is OK
    assert list(folder.iterdir()) == []


def test_a_file_system_without_locks_has_none(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise OSError(38, "Function not implemented")

    (folder / "lock").touch()
    monkeypatch.setattr("fcntl.flock", fail)
    assert not is_locked(folder / "lock")


@pytest.mark.parametrize(
    ("text", "state", "detail"),
    [
        ('theme = "dark"', OK, "Read."),
        ("theme = 1", WARN, "line 1: theme must be"),
        ("tempo = 11", WARN, "This version does not know: tempo."),
    ],
)
def test_settings_are_looked_at(folder: Path, text: str, state: CheckState, detail: str) -> None:
    (folder / "settings.toml").write_text(text, encoding="utf-8")
    check = finding("settings", parts_in(folder))
    assert check.state is state
    assert detail in check.detail
    assert bool(check.advice) is (state is WARN)


def test_exercises_that_cannot_be_read_are_a_fault(folder: Path) -> None:
    parts = parts_in(folder)

    class Broken(type(parts)):  # type: ignore[misc]
        @property
        def catalog(self) -> None:
            raise CatalogError("curl-up.toml: dose.reps: must be 1 or more")

    check = finding("catalog", Broken(parts.paths, parts.clock, 1, store=MemoryStore()))
    assert (check.state, check.detail) == (FAIL, "curl-up.toml: dose.reps: must be 1 or more.")
    assert finding("catalog", parts).detail == "10 exercises were read."


def test_a_fast_clock_is_told(folder: Path) -> None:
    check = finding("clock rate", parts_in(folder), at_rate("60"))
    assert check.state is WARN
    assert "60 times as fast" in check.detail


def test_a_clock_rate_that_is_none_keeps_sessions_from_starting(folder: Path) -> None:
    check = finding("clock rate", parts_in(folder), at_rate("fast"))
    assert check.state is FAIL
    assert "LUMBAR_CLOCK_RATE must be a whole number" in check.detail
    assert check.advice


def at_rate(rate: str) -> Surroundings:
    return replace(GOOD_SURROUNDINGS, environment={**GOOD_SURROUNDINGS.environment, "LUMBAR_CLOCK_RATE": rate})


def test_the_verb_prints_every_check_and_answers_0_if_none_fails(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    lumbar = CommandLine(folder, environment={"TERM": "dumb"})
    assert lumbar("doctor", "--json") == 0
    document = json.loads(capsys.readouterr().out)
    assert set(document) == {"checks"}
    assert [check["name"] for check in document["checks"]] == NAMES
    assert {frozenset(check) for check in document["checks"]} == {frozenset({"name", "state", "detail", "advice"})}
    assert {check["state"] for check in document["checks"]} == {"ok", "warn"}
    assert lumbar("doctor") == 0
    assert "Look: terminal: TERM is dumb" in capsys.readouterr().out


def test_the_verb_answers_3_if_one_fails(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "file").touch()
    assert CommandLine(tmp_path / "file")("doctor") == 3
    assert "Fault: data folder:" in capsys.readouterr().out
