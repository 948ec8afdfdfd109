"""The real program in a real terminal, interrupted in every way that there is."""

import os
import shutil
import signal
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from random import Random

import pytest

from lumbar.domain.record import Outcome
from support.interruption import (
    EXERCISE,
    SIDES,
    SLOW_RATE,
    end_here,
    exercises_kept,
    finish,
    is_holding,
    killed_resumed_and_finished,
    open_program,
    open_session,
    prepared,
    repetitions_counted,
    run_to,
    uninterrupted,
)
from support.terminal import Terminal
from support.tools import REQUIRED

pytestmark = [pytest.mark.slow, pytest.mark.skipif(os.name != "posix", reason="terminals and signals of POSIX")]

MOMENTS = 10
SEED = 20261122
LEFT, RIGHT = SIDES

LEFT_ALTERNATE_SCREEN = b"\x1b[?1049l"
CURSOR_SHOWN = b"\x1b[?25h"
MOUSE_OFF = (b"\x1b[?1000l", b"\x1b[?1003l")


def is_restored(terminal: Terminal) -> bool:
    """Whether the program gave the terminal back as it was: these come last, and nothing takes them back."""
    said = terminal.output
    return all(
        said.rfind(given_back) > said.rfind(given_back[:-1] + (b"l" if given_back.endswith(b"h") else b"h"))
        for given_back in (LEFT_ALTERNATE_SCREEN, CURSOR_SHOWN, *MOUSE_OFF)
    )


@pytest.mark.timeout(600)
def test_a_session_killed_in_mid_hold_and_resumed_comes_to_the_same(tmp_path: Path) -> None:
    expected = uninterrupted(tmp_path / "uninterrupted")
    assert [one.outcome for one in expected] == [Outcome.DONE]
    random = Random(SEED)
    for number in range(MOMENTS):
        came_to = killed_resumed_and_finished(tmp_path / str(number), random)
        assert came_to == expected, f"seed {SEED}, moment {number}"


def test_sigterm_keeps_the_session_and_gives_the_terminal_back(tmp_path: Path) -> None:
    folder = prepared(tmp_path / "data")
    with open_session(folder, rate=SLOW_RATE) as terminal:
        run_to(terminal, is_holding(RIGHT, 1))
        os.kill(terminal.pid, signal.SIGTERM)
        assert terminal.wait_for_end() == 128 + signal.SIGTERM
        assert is_restored(terminal)
        assert b"Traceback" not in terminal.output
    assert repetitions_counted(folder) == 1


def test_a_terminal_that_is_closed_keeps_the_session(tmp_path: Path) -> None:
    folder = prepared(tmp_path / "data")
    with open_session(folder, rate=SLOW_RATE) as terminal:
        run_to(terminal, is_holding(LEFT, 2))
        terminal.close()
        assert terminal.wait_for_end() == 128 + signal.SIGHUP
    assert repetitions_counted(folder) == 2
    with open_program(folder) as terminal:
        terminal.wait_for(f"You stopped at bird dog, {LEFT}, set 2 of 5")


def test_sighup_keeps_the_session_and_gives_the_terminal_back(tmp_path: Path) -> None:
    folder = prepared(tmp_path / "data")
    with open_session(folder, rate=SLOW_RATE) as terminal:
        run_to(terminal, is_holding(LEFT, 2))
        os.kill(terminal.pid, signal.SIGHUP)
        assert terminal.wait_for_end() == 128 + signal.SIGHUP
        assert is_restored(terminal)
    assert repetitions_counted(folder) == 2


def test_a_suspended_session_is_paused_and_counts_nothing_meanwhile(tmp_path: Path) -> None:
    folder = prepared(tmp_path / "data")
    with open_session(folder, rate=SLOW_RATE, in_shell=True) as terminal:
        run_to(terminal, is_holding(RIGHT, 1))
        terminal.press("ctrl+z")
        terminal.wait_for("suspended")
        assert repetitions_counted(folder) == 1
        terminal.press("enter")
        terminal.wait_for("PAUSED")
        end_here(terminal)
        terminal.press("q")
        terminal.wait_for_end()
    (exercise,) = exercises_kept(folder)
    assert (exercise.reps_done, exercise.hold_seconds_done) == ({"left": 1, "right": 0}, {"left": 15, "right": 0})


def test_a_second_window_reads_and_takes_over_with_the_interrupted_session(tmp_path: Path) -> None:
    folder = prepared(tmp_path / "data")
    with open_session(folder) as first:
        run_to(first, is_holding(RIGHT, 1))
        with open_program(folder) as second:
            second.wait_for("lumbar is open in another window.")
            os.kill(first.pid, signal.SIGKILL)
            first.wait_for_end()
            second.wait_for("You stopped at bird dog")
            assert "lumbar is open in another window." not in second.text()
            second.press("enter")
            finish(second)
    assert [one.outcome for one in exercises_kept(folder)] == [Outcome.DONE]


@contextmanager
def small_disk(place: Path, *, options: str = "size=3m") -> Iterator[Path]:
    """A file system of its own; without the rights to mount one the test is skipped."""
    place.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", options, "none", str(place)], capture_output=True, check=False
    )
    if mounted.returncode:
        if os.environ.get(REQUIRED) == "1":
            pytest.fail(f"no file system can be mounted: {mounted.stderr.decode()}")
        pytest.skip("no file system can be mounted")
    try:
        yield place
    finally:
        subprocess.run(["umount", "--lazy", str(place)], check=True)


def fill(disk: Path) -> None:
    """Leave no space at all."""
    with (disk / "ballast").open("wb", buffering=0) as ballast, suppress(OSError):
        while True:
            ballast.write(bytes(4096))
    assert shutil.disk_usage(disk).free == 0


def test_a_read_only_folder_is_told_and_a_copy_can_be_saved(tmp_path: Path) -> None:
    home = tmp_path / "home"
    home.mkdir()
    with small_disk(tmp_path / "disk") as disk:
        folder = prepared(disk / "data")
        subprocess.run(["mount", "-o", "remount,ro", str(disk)], check=True)
        with open_program(folder, "session", "--only", EXERCISE, home=home) as terminal:
            terminal.wait_for("Start a session that is not kept?")
            terminal.press("y")
            terminal.wait_for("Enter leave")
            terminal.press("enter")
            terminal.wait_for(" left")
            run_to(terminal, lambda text: "Enter leave" in text)
            terminal.press("enter")
            terminal.wait_for("Not saved.")
            terminal.press("s")
            terminal.wait_for("Save a copy of everything")
            terminal.press("enter")
            terminal.wait_for("A copy is in")
            terminal.press("q")
            terminal.wait_for("q again")
            terminal.press("q")
            assert terminal.wait_for_end() == 0
    copy = home / "lumbar-copy.json"
    opened = home / "opened"
    opened.mkdir()
    copy.rename(opened / "history.json")
    assert [one.outcome for one in exercises_kept(opened)] == [Outcome.DONE]


def test_a_full_disk_keeps_the_running_session(tmp_path: Path) -> None:
    with small_disk(tmp_path / "disk") as disk:
        folder = prepared(disk / "data")
        fill(disk)
        with open_session(folder) as terminal:
            finish(terminal)
        assert [one.outcome for one in exercises_kept(folder)] == [Outcome.DONE]
        with open_program(folder) as terminal:
            terminal.wait_for("1 of 1 session done")
            terminal.wait_for("is full.")
