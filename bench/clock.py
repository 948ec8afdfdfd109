"""Runs a session in real time in a pseudo-terminal and reports how late each change of the tape came on the screen.

    python bench/clock.py [--busy N] [--only ID,ID] [--data-dir DIR]     by default all ten exercises

--busy N: as many other programs compute without a pause meanwhile.

A change is late by the time from its place on the tape, by the session's own clock, to the moment when the first frame
that shows it is handed to the terminal. A session that stood still for more than two seconds, as the machine did,
pauses itself; it goes on at once here, and is reported.
"""

import argparse
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tests"))

from lumbar.bootstrap import assemble
from lumbar.domain.exercise import NS_PER_SECOND
from support.interruption import run_to
from support.terminal import Terminal, lumbar_command, skip_the_first_run

NS_PER_MS = 1_000_000
MOST_95_MS, MOST_MS = 50, 250
LONGEST_SECONDS = 3600

WATCHED = """
import sys
from textual.app import App
from lumbar.__main__ import main
from lumbar.clock import SystemClock
from lumbar.domain.session import Paused, Running
from lumbar.tui.screens.live import LiveScreen

log, seen = open(sys.argv.pop(1), "w", buffering=1), None
display = App._display

def displayed(app, screen, renderable):
    global seen
    display(app, screen, renderable)
    if isinstance(screen, LiveScreen):
        session = screen.driver.session
        now = type(session.state), session.step
        if now != seen and isinstance(session.state, Running):
            late_ns = session.elapsed_ns + SystemClock().monotonic_ns() - session.read_ns
            print(late_ns if seen and seen[0] is Running else "", file=log)
        elif now != seen and isinstance(session.state, Paused):
            print("paused", file=log)
        seen = now

App._display = displayed
main()
"""


@contextmanager
def busy(count: int) -> Iterator[None]:
    """Keep *count* processors busy."""
    others = [subprocess.Popen([sys.executable, "-c", "while True: pass"]) for _ in range(count)]
    try:
        yield
    finally:
        for other in others:
            other.kill()
            other.wait()


def main() -> None:
    """Run, watch, report."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--busy", type=int, default=0)
    parser.add_argument("--only", default="")
    parser.add_argument("--data-dir", type=Path)
    options = parser.parse_args()
    data_dir = options.data_dir or Path(tempfile.mkdtemp(prefix="lumbar-clock-"))
    log = data_dir / "late.txt"
    only = tuple(filter(None, options.only.split(",")))
    total_ns = assemble(data_dir=data_dir).diary(read_only=True).timeline(only).total_ns
    arguments = lumbar_command("session", *(["--only", options.only] if only else []), data_dir=data_dir)[3:]
    with (
        busy(options.busy),
        Terminal([sys.executable, "-c", WATCHED, str(log), *arguments], environment={}) as terminal,
    ):
        skip_the_first_run(terminal)
        for words in ("Enter leave", "Ask your provider first"):
            terminal.wait_for(words)
            terminal.press("enter")
        run_to(terminal, lambda text: "after the session" in text, seconds=LONGEST_SECONDS)
        terminal.press("enter")
        terminal.wait_for("Saved.")
    lines = log.read_text().split("\n")
    late = sorted(int(line) / NS_PER_MS for line in lines if line.isdigit())
    print(f"{len(late)} changes seen, {lines.count('paused')} times paused by itself")
    within = sum(one <= MOST_95_MS for one in late) / len(late)
    figures = (statistics.median(late), late[int(0.95 * len(late))], late[-1])
    print("late: median {:.0f} ms, 95 % {:.0f} ms, worst {:.0f} ms".format(*figures))
    print(f"{100 * within:.1f} % within {MOST_95_MS} ms, {sum(one > MOST_MS for one in late)} over {MOST_MS} ms")
    with closing(assemble(data_dir=data_dir).open_archive(read_only=True)) as archive:
        (session,) = archive.sessions()
    print(f"{session.seconds_active:.3f} s kept, {total_ns / NS_PER_SECOND:.3f} s on the tape")


if __name__ == "__main__":
    main()
