"""Runs a session in real time in a pseudo-terminal and reports how late each change came on the screen.

    python bench/clock.py [--only ID,ID] [--rate N] [--data-dir DIR]

A change is late by the time from its place on the tape to the frame that shows it. The tape is laid over what was seen
so that no change is early: the figures leave out what all changes have in common (the way through the terminal).
"""

import argparse
import statistics
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tests"))

from lumbar.bootstrap import assemble
from lumbar.domain.exercise import NS_PER_SECOND
from support.terminal import Terminal, lumbar_command, skip_the_first_run

TEXT_ROWS = range(9, 23)
"""The rows of an 80x24 screen in which the words of the session stand; the seconds stand above."""
TEXT_COLUMN = 42
"""To the right of the figure."""
ONE_FRAME = 0.08
"""Seconds."""
BAR_CHARACTERS = set(" ›‹•·█▏▎▍▌▋▊▉░═─►◄┼╱")


def words(terminal: Terminal) -> str:
    """Return the words on the live screen, without bars and figures."""
    rows = (terminal.screen.display[row][TEXT_COLUMN:] for row in TEXT_ROWS)
    # the sentence of a move changes half way through it: the phase, the count and what comes then tell the steps apart
    telling = (row.strip() for row in rows if row.strip().isupper() or "Then:" in row or " of " in row)
    return "\n".join(row for row in telling if not set(row) <= BAR_CHARACTERS)


def main() -> None:
    """Run, watch, report."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--only", default="")
    parser.add_argument("--rate", type=int, default=1)
    parser.add_argument("--data-dir", type=Path)
    options = parser.parse_args()
    data_dir = options.data_dir or Path(tempfile.mkdtemp(prefix="lumbar-clock-"))
    only = tuple(filter(None, options.only.split(",")))
    timeline = assemble(data_dir=data_dir).diary(read_only=True).timeline(only)
    planned = [step.starts_ns / NS_PER_SECOND / options.rate for step in timeline.steps if step.duration_ns][1:]
    total = timeline.total_ns / NS_PER_SECOND / options.rate
    command = lumbar_command("session", *(["--only", options.only] if only else []), data_dir=data_dir)
    with Terminal(command, environment={"LUMBAR_CLOCK_RATE": str(options.rate)}) as terminal:
        skip_the_first_run(terminal)
        terminal.wait_for("leave it out")
        terminal.press("enter")
        terminal.wait_for("Ask your provider first")
        terminal.press("enter")
        terminal.wait_for("Then: get ready")
        started = time.monotonic()
        seen = [(0.0, words(terminal))]
        while "after the session" not in terminal.text():
            if terminal.read(1):
                now = words(terminal)
                moment = time.monotonic() - started
                if now != seen[-1][1]:
                    # a frame may arrive in two pieces: the first one is the change
                    first = seen[-1][0] if moment - seen[-1][0] < ONE_FRAME and len(seen) > 1 else moment
                    seen[-1:] = [(first, now)] if first is not moment else [seen[-1], (moment, now)]
        ended = time.monotonic() - started
    changes = [moment for moment, _ in seen[1:]][: len(planned)]
    lags = [moment - due for moment, due in zip(changes, planned, strict=False)]
    common = min(lags)
    late = sorted(1000 * (lag - common) for lag in lags)
    print(f"{len(planned)} changes on the tape, {len(changes)} seen; {total:.0f} s planned")
    figures = (statistics.median(late), late[int(0.95 * len(late))], late[-1])
    print("late: median {:.0f} ms, 95 % {:.0f} ms, worst {:.0f} ms".format(*figures))
    print(f"the end came {1000 * (ended - total - common):+.0f} ms from where the tape puts it")


if __name__ == "__main__":
    main()
