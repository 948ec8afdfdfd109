"""The real program in every kind of terminal: few colours and many, small and large, slow, and of lines alone."""

import os
import re
import sys
import time
from collections.abc import Mapping
from pathlib import Path
from random import Random

import pytest

from e2e.test_whole_session import assert_left_as_it_was
from lumbar.bootstrap import assemble
from support.interruption import (
    EXERCISE,
    SLOW_RATE,
    end_here,
    exercises_kept,
    open_program,
    open_session,
    prepared,
    run_to,
)
from support.terminal import USUAL, Kind, Terminal

pytestmark = pytest.mark.slow

SEED = 20261122
NEW_SIZES = 20
SMALLEST, LARGEST = (20, 5), (300, 80)

SLOW_LINE = 115_200 // 10
"""Bytes a second: 115,200 bit/s, of which a start and a stop go with each byte."""
PATIENCE_SECONDS = 1.0
TRIES = 3
"""A machine that is busy with other things may be late; it is not late three times running."""

TRUE_COLOUR = re.compile(rb"[34]8;2;(\d+);(\d+);(\d+)")
OF_256 = re.compile(rb"[34]8;5;\d+")

SECONDS_LEFT = re.compile(r"(\d+):(\d\d) left")
REDUCED = 'motion = "reduced"\n'

LONG_AGO = 1_700_000_000

TERMINALS: Mapping[str, tuple[Kind, set[str]]] = {
    "16 colours, small": (Kind(columns=40, rows=12, environment={"TERM": "xterm", "COLORTERM": ""}), set()),
    "256 colours": (Kind(environment={"TERM": "xterm-256color", "COLORTERM": ""}), {"of 256"}),
    "every colour, large": (Kind(columns=300, rows=80, environment={"COLORTERM": "truecolor"}), {"of all"}),
    "no colour": (Kind(environment={"NO_COLOR": "1"}), {"grey"}),
}

THAT_FAILS = """
from lumbar.tui.screens.help import HelpScreen
from lumbar.__main__ import main

def compose(self):
    knee = "what is in memory"
    raise RuntimeError("the help is torn")

HelpScreen.compose = compose
raise SystemExit(main())
"""


def colours_of(output: bytes) -> set[str]:
    """Which kinds of colours are in there, beside the 16 that every terminal has."""
    triples = {found.groups() for found in TRUE_COLOUR.finditer(output)}
    kinds = {"grey" if len(set(triple)) == 1 else "of all" for triple in triples}
    return kinds - ({"grey"} if "of all" in kinds else set()) | ({"of 256"} if OF_256.search(output) else set())


def seconds_left(text: str) -> int:
    """How much of the session is left, as the screen says."""
    found = SECONDS_LEFT.search(text)
    assert found is not None, text
    return int(found[1]) * 60 + int(found[2])


def with_less_motion(kind: Kind, folder: Path) -> Kind:
    """The same terminal for a person who wants less to move."""
    settings = folder / "settings.toml"
    settings.write_text(REDUCED, encoding="utf-8")
    return Kind(
        columns=kind.columns,
        rows=kind.rows,
        bytes_per_second=kind.bytes_per_second,
        environment={**kind.environment, "LUMBAR_CONFIG": str(settings)},
    )


def end_early(terminal: Terminal) -> None:
    """From the session to Today and out."""
    end_here(terminal)
    terminal.press("enter")
    terminal.wait_for("0 of 1 session done")
    terminal.press("q")
    assert terminal.wait_for_end() == 0


@pytest.mark.parametrize("name", TERMINALS)
def test_a_session_by_keys_alone_and_out_of_it(tmp_path: Path, name: str) -> None:
    kind, colours = TERMINALS[name]
    with open_session(prepared(tmp_path / "data"), rate=1, kind=with_less_motion(kind, tmp_path)) as terminal:
        terminal.press("d")
        terminal.wait_for("What do you feel?")
        terminal.press("1")
        terminal.wait_for("go on")
        terminal.press("1")
        terminal.wait_for(lambda text: "GET READY" in text and SECONDS_LEFT.search(text) is not None)
        end_early(terminal)
        assert colours_of(bytes(terminal.output)) == colours
        assert_left_as_it_was(terminal)


def test_a_terminal_of_lines_alone_is_told_so_and_has_the_plain_session(tmp_path: Path) -> None:
    folder, lines_alone = prepared(tmp_path / "data"), Kind(environment={"TERM": "dumb"})
    with open_program(folder, kind=lines_alone) as terminal:
        assert terminal.wait_for_end() == 2
        assert b"lumbar session --plain" in terminal.output
        assert b"\x1b" not in terminal.output
    with open_program(folder, "session", "--plain", "--only", EXERCISE, rate=200, kind=lines_alone) as terminal:
        terminal.wait_for("before")
        terminal.press("enter")
        terminal.wait_for("Press any key when")
        terminal.press("pagedown")
        terminal.wait_for("Hold, 15 seconds")
        terminal.wait_for("after the session")
        terminal.press("enter")
        assert terminal.wait_for_end() == 0
        assert b"\x1b" not in terminal.output
    (kept,) = exercises_kept(folder)
    assert kept.reps_done == {"left": 5, "right": 5}


def test_a_session_goes_on_while_the_window_changes_its_size_all_the_time(tmp_path: Path) -> None:
    random = Random(SEED)
    with open_session(prepared(tmp_path / "data"), rate=SLOW_RATE, kind=with_less_motion(USUAL, tmp_path)) as terminal:
        at_the_start = seconds_left(terminal.text())
        for _ in range(NEW_SIZES):
            written = terminal.output_bytes
            terminal.resize(random.randint(SMALLEST[0], LARGEST[0]), random.randint(SMALLEST[1], LARGEST[1]))
            terminal.wait_for(lambda _text, written=written: terminal.output_bytes > written)  # type: ignore[misc]
        terminal.resize(80, 24)
        terminal.wait_for(lambda text: "? keys" in text.split("\n")[-1] and SECONDS_LEFT.search(text) is not None)
        run_to(terminal, lambda text: SECONDS_LEFT.search(text) is not None and seconds_left(text) < at_the_start)
        end_early(terminal)


def test_the_next_start_has_the_day_at_once(tmp_path: Path) -> None:
    folder = prepared(tmp_path / "data")
    for _ in range(2):  # the first start brings the files up to date
        with open_program(folder, rate=1) as terminal:
            terminal.wait_for("due now")
            for path in folder.glob("*.*"):
                os.utime(path, (LONG_AGO, LONG_AGO))
            terminal.press("q")
            assert terminal.wait_for_end() == 0
    parts = assemble(data_dir=folder)
    page = parts.kept_page.read(parts.clock.now())
    assert page is not None
    assert "due now" in str(page["texts"]["slot"])


def test_on_a_slow_line_something_hurts_is_answered_within_a_second(tmp_path: Path) -> None:
    kind = with_less_motion(Kind(bytes_per_second=SLOW_LINE), tmp_path)
    waited: list[float] = []
    brought: list[int] = []
    with open_session(prepared(tmp_path / "data"), rate=1, kind=kind) as terminal:
        while len(waited) < TRIES and min(waited, default=PATIENCE_SECONDS) >= PATIENCE_SECONDS:
            terminal.wait_for(lambda text: SECONDS_LEFT.search(text) is not None)
            painted = seconds_left(terminal.text())
            terminal.wait_for(lambda text, painted=painted: seconds_left(text) < painted)  # type: ignore[misc]
            written, pressed_at = terminal.output_bytes, time.monotonic()
            terminal.press("d")
            terminal.wait_for("What do you feel?")
            waited.append(time.monotonic() - pressed_at)
            brought.append(terminal.output_bytes - written)
            terminal.press("1")
            terminal.wait_for("go on")
            terminal.press("1")
    assert min(waited) < PATIENCE_SECONDS
    assert brought[waited.index(min(waited))] < SLOW_LINE // 2


def test_what_nobody_foresaw_ends_in_a_sentence_and_leaves_the_terminal_as_it_was(tmp_path: Path) -> None:
    folder = prepared(tmp_path / "data")
    command = [sys.executable, "-c", THAT_FAILS, "--data-dir", str(folder)]
    with Terminal(command, environment={"HOME": str(tmp_path)}) as terminal:
        before = terminal.line_settings()
        terminal.wait_for("Daily session")
        assert terminal.line_settings() != before, "while the screens are up, keys come one by one"
        terminal.press("?")
        assert terminal.wait_for_end() == 3
        assert terminal.line_settings() == before
        assert_left_as_it_was(terminal)
        said = bytes(terminal.output).rpartition(b"\x1b[?1049l")[2].decode()
    assert "Something went wrong that nobody foresaw (RuntimeError: the help is torn)." in " ".join(said.split())
    assert "what is in memory" not in said
