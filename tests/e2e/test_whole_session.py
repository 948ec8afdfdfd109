"""The real program in a real terminal, from the first run to the history."""

import json
import os
import re
import signal
import subprocess
import termios
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from lumbar.domain.person import SetUpStep
from lumbar.domain.set_up import number_of
from lumbar.words.set_up import progress
from support.command_line import child_environment, program
from support.interruption import end_here, run_to
from support.terminal import Terminal, lumbar_command, skip_the_first_run
from support.tools import tool

pytestmark = pytest.mark.slow

MOUSE_MODES = (1000, 1002, 1003, 1006, 1015)


@contextmanager
def lumbar(*arguments: str, folder: Path, columns: int = 80, rows: int = 24, rate: int = 1) -> Iterator[Terminal]:
    """The program in a terminal, with a home of its own."""
    environment = {"HOME": str(folder), "LUMBAR_CLOCK_RATE": str(rate)}
    command = lumbar_command(*arguments, data_dir=folder / "data")
    with Terminal(command, columns=columns, rows=rows, environment=environment) as terminal:
        yield terminal


def told(*arguments: str, folder: Path, code: int = 0) -> Any:
    """What a printing verb says, as JSON."""
    ended = program("--data-dir", str(folder / "data"), *arguments, "--json", home=folder)
    assert ended.returncode == code, ended.stderr.decode()
    return json.loads(ended.stdout)


def answer_what_comes_before(terminal: Terminal, *, pain: str) -> None:
    """From the question for the pain into the session, past what the cards say to ask first."""
    terminal.wait_for("before you start")
    terminal.press(pain)
    terminal.wait_for("Ask your provider first")
    terminal.press("enter")


def begin(terminal: Terminal) -> None:
    """From the first run over Today into the session."""
    skip_the_first_run(terminal)
    terminal.wait_for("Daily session")
    terminal.press("enter")
    answer_what_comes_before(terminal, pain="2")
    terminal.wait_for("1 of 10")


def follow(terminal: Terminal, wanted: str) -> None:
    """Let the session run until *wanted* is on the screen."""
    run_to(terminal, lambda text: wanted in text)


def assert_left_as_it_was(terminal: Terminal) -> None:
    """The bytes have put back what they changed: the screen, the cursor, the mouse, the paste mode."""
    output = bytes(terminal.output)
    for mode, as_it_was in [(1049, b"l"), (25, b"h"), (2004, b"l"), *((mode, b"l") for mode in MOUSE_MODES)]:
        changes = re.findall(rb"\x1b\[\?%d([hl])" % mode, output)
        assert not changes or changes[-1] == as_it_was, f"mode {mode}"
    assert b"\x1b[?1049h" in output
    assert re.findall(rb"\x1b\[([<>])[0-9;]*u", output)[-1:] in ([], [b"<"]), "the keyboard protocol"


def test_a_whole_session_from_the_first_run_to_the_history(tmp_path: Path) -> None:
    with lumbar(folder=tmp_path, rate=200) as terminal:
        begin(terminal)
        follow(terminal, "after the session")
        terminal.press("1")
        terminal.wait_for("Saved.")
        terminal.wait_for("109 of 109 repetitions")
        terminal.press("enter")
        terminal.wait_for("1 of 1 session done")
        terminal.press("3")
        terminal.wait_for("109 of 109 repetitions")
        terminal.press("enter")
        terminal.wait_for("held 25 of 25 s")
        terminal.press("pagedown")
        terminal.wait_for("Session time ran 200 times as fast")
        terminal.press("escape")
        terminal.wait_for(
            f"1 of {8 - datetime.now().astimezone().isoweekday()} sessions"
        )  # of this week, from today on
        terminal.press("q")
        assert terminal.wait_for_end() == 0
        assert_left_as_it_was(terminal)
    (session,) = told("history", folder=tmp_path)["sessions"]
    assert session["status"] == "completed"
    assert (session["pain_before"], session["pain_after"]) == (2, 1)
    assert sum(sum(one["reps_done"].values()) for one in session["exercises"]) == 109
    for exercise in session["exercises"]:
        assert exercise["reps_done"] == exercise["reps_planned"]
        if "left" in exercise["reps_done"]:
            assert exercise["reps_done"]["left"] == exercise["reps_done"]["right"]
    today = told("today", folder=tmp_path, code=1)  # nothing is due any more
    assert today["sessions_done"] == today["sessions_planned"] == 1


def test_a_session_that_is_ended_early_is_kept_as_such(tmp_path: Path) -> None:
    with lumbar("session", "--only", "bird-dog", folder=tmp_path, rate=20) as terminal:
        skip_the_first_run(terminal)
        answer_what_comes_before(terminal, pain="enter")
        follow(terminal, "set 2 of 5")
        end_here(terminal)
        terminal.press("enter")
        terminal.wait_for("0 of 1 session done")
        terminal.press("q")
        assert terminal.wait_for_end() == 0
    (session,) = told("history", folder=tmp_path)["sessions"]
    assert session["status"] == "ended_early"
    done = sum(session["exercises"][0]["reps_done"].values())
    assert 1 <= done < 10


@pytest.mark.parametrize("where", ["today", "session"])
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_a_signal_ends_it_in_order_and_leaves_the_terminal_as_it_was(
    tmp_path: Path, where: str, number: signal.Signals
) -> None:
    with lumbar(folder=tmp_path) as terminal:
        before = termios.tcgetattr(terminal._master)
        if where == "session":
            begin(terminal)
        else:
            terminal.wait_for("I have read this")
        os.kill(terminal.pid, number)
        assert terminal.wait_for_end() == 128 + number
        assert_left_as_it_was(terminal)
        assert termios.tcgetattr(terminal._master)[:4] == before[:4]


def test_quitting_leaves_the_terminal_as_it_was(tmp_path: Path) -> None:
    with lumbar(folder=tmp_path) as terminal:
        before = termios.tcgetattr(terminal._master)
        terminal.wait_for("I have read this")
        terminal.press("q")
        assert terminal.wait_for_end() == 0
        assert_left_as_it_was(terminal)
        assert termios.tcgetattr(terminal._master)[:4] == before[:4]


def test_another_size_while_a_session_runs(tmp_path: Path) -> None:
    with lumbar(folder=tmp_path) as terminal:
        begin(terminal)
        for columns, rows in ((40, 12), (100, 32), (80, 24)):
            terminal.resize(columns, rows)
            terminal.wait_for(lambda text, rows=rows: "? keys" in text.split("\n")[rows - 1])  # type: ignore[misc]
            terminal.wait_for("left foot")
            terminal.wait_for("left")
        terminal.press("space")
        terminal.wait_for("PAUSED")


def test_a_folder_that_cannot_be_used_is_named_and_the_terminal_left_as_it_was(tmp_path: Path) -> None:
    (tmp_path / "a file").write_text("where the folder should be", encoding="utf-8")
    command = lumbar_command(data_dir=tmp_path / "a file" / "data")
    with Terminal(command, environment={"HOME": str(tmp_path)}) as terminal:
        assert terminal.wait_for_end() == 3
        assert_left_as_it_was(terminal)
        said = bytes(terminal.output).rpartition(b"\x1b[?1049l")[2].decode()
    assert "cannot be read (Not a directory). Nothing was changed." in " ".join(said.split())


def bound_by_permissions() -> list[str]:
    """What starts a program that may write only where it is permitted, as root otherwise need not ask."""
    return [tool("setpriv"), "--bounding-set=-dac_override,-dac_read_search"] if os.geteuid() == 0 else []


def test_a_folder_that_cannot_be_written_is_told_and_all_else_works(tmp_path: Path) -> None:
    folder = tmp_path / "data"
    folder.mkdir(mode=0o500)
    command = [*bound_by_permissions(), *lumbar_command(data_dir=folder)]
    with Terminal(command, environment={"HOME": str(tmp_path)}) as terminal:
        terminal.wait_for("I have read this")
        terminal.press("enter")
        terminal.wait_for("! ")
        terminal.press("2")
        terminal.wait_for("Lying on the back")
        terminal.press("q")
        assert terminal.wait_for_end() == 0


def test_a_second_window_says_that_it_only_reads_until_the_first_is_closed(tmp_path: Path) -> None:
    with lumbar(folder=tmp_path) as first:
        skip_the_first_run(first)
        first.wait_for("Daily session")
        with lumbar(folder=tmp_path) as second:
            second.wait_for("! ")
            second.wait_for("Daily session")
            first.press("q")
            assert first.wait_for_end() == 0
            second.wait_for("The other window is closed.")
            second.press("q")
            assert second.wait_for_end() == 0


def test_after_a_kill_the_session_can_go_on(tmp_path: Path) -> None:
    with lumbar("session", "--only", "bird-dog", folder=tmp_path, rate=20) as terminal:
        skip_the_first_run(terminal)
        answer_what_comes_before(terminal, pain="enter")
        follow(terminal, "set 2 of 5")
        os.kill(terminal.pid, signal.SIGKILL)
        terminal.wait_for_end()
    with lumbar(folder=tmp_path, rate=20) as terminal:
        terminal.wait_for("resume")
        terminal.press("enter")
        terminal.wait_for("GET READY")
        follow(terminal, "after the session")
        terminal.press("enter")
        terminal.wait_for("10 of 10 repetitions")
        terminal.wait_for("Saved.")
        terminal.press("q")
        assert terminal.wait_for_end() == 0
    (session,) = told("history", folder=tmp_path)["sessions"]
    assert session["status"] == "completed"
    assert session["exercises"][0]["reps_done"] == {"left": 5, "right": 5}


def test_it_starts_inside_tmux(tmp_path: Path) -> None:
    tmux = [tool("tmux"), "-L", f"lumbar-{os.getpid()}", "-f", "/dev/null"]
    environment = child_environment(tmp_path, TERM="xterm-256color")
    command = " ".join(lumbar_command(data_dir=tmp_path / "data"))

    def ask(*arguments: str) -> str:
        return subprocess.run(
            [*tmux, *arguments], env=environment, check=True, timeout=30, capture_output=True, text=True
        ).stdout

    ask("new-session", "-d", "-s", "it", "-x", "80", "-y", "24", f"{command}; tmux -L lumbar-{os.getpid()} wait -S end")
    try:
        await_text(ask, "I have read this")
        ask("send-keys", "-t", "it", "Enter")
        for step in SetUpStep:
            await_text(ask, progress(number_of(step)))
            ask("send-keys", "-t", "it", "Escape")
        await_text(ask, "Daily session")
        ask("send-keys", "-t", "it", "2")
        await_text(ask, "Lying on the back")
        ask("send-keys", "-t", "it", "q")
        ask("wait", "end")
    finally:
        subprocess.run([*tmux, "kill-server"], env=environment, check=False, timeout=30, capture_output=True)


def await_text(ask: Any, wanted: str) -> None:
    """Look at the pane until *wanted* is in it; each look takes as long as tmux needs to answer."""
    for _ in range(5000):
        if wanted in ask("capture-pane", "-p", "-t", "it"):
            return
    raise AssertionError(f"{wanted!r} never came:\n{ask('capture-pane', '-p', '-t', 'it')}")
