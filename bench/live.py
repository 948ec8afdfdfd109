"""CPU and bytes of a live session in a pseudo-terminal, beside a bare Textual app that repaints as large a widget.

    python bench/live.py [--seconds N] [--only ID,ID]     by default the whole session of all ten exercises

Both programs run at the same time, each in a terminal of 80x24; the bare one repaints 12 times a second. The sound
is off. Frames are counted as the terminal gets them. At its start the session is paused for ten seconds.
"""

import argparse
import sys
import tempfile
import time
from collections import defaultdict
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tests"))

from support.interruption import WAITS
from support.processes import cpu_seconds
from support.terminal import Terminal, lumbar_command, skip_the_first_run

PAUSE_SECONDS = 10
FRAME = b"\x1b[?2026h"
STILL = {"HOLD": "hold", "REST": "rest", "PAUSED": "paused", "GET READY": "get ready"}

BARE = """
from textual.app import App
from textual.strip import Strip
from textual.widget import Widget
from rich.segment import Segment
from rich.style import Style

class Field(Widget):
    DEFAULT_CSS = "Field { width: 40; height: 14; }"
    count = 0
    def on_mount(self):
        self.set_interval(1 / 12, self.step)
    def step(self):
        self.count += 1
        self.refresh()
    def render_line(self, y):
        text = chr(0x2581 + (self.count + y) % 8) * self.size.width
        return Strip([Segment(text, Style.parse("#f4a35c on #12161c"))], self.size.width)

class Bare(App):
    def compose(self):
        yield Field()

Bare().run()
"""


def drain(*terminals: Terminal, seconds: float) -> None:
    """Take in what the programs write; be ready at once where an exercise waits."""
    end = time.monotonic() + seconds
    while (left := end - time.monotonic()) > 0:
        for terminal in terminals:
            terminal.read(min(0.02, left))
            if WAITS in terminal.text():
                terminal.press("space")
                terminal.wait_for(lambda text: WAITS not in text)


def phase_on(text: str) -> str:
    """Return which kind of phase the screen shows."""
    return next((name for word, name in STILL.items() if word in text), "moving")


def main() -> None:
    """Run both, sample each second, report."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seconds", type=float, default=24 * 3600)
    parser.add_argument("--only", default="")
    parser.add_argument("--no-colour", action="store_true", help="NO_COLOR: the figure in braille")
    options = parser.parse_args()
    folder = Path(tempfile.mkdtemp(prefix="lumbar-live-"))
    command = lumbar_command(
        "session", "--sound", "off", *(["--only", options.only] if options.only else []), data_dir=folder
    )
    environment = {"NO_COLOR": "1"} if options.no_colour else {}
    sums: dict[str, list[float]] = defaultdict(lambda: [0.0] * 4)
    with Terminal(command, environment=environment) as live, Terminal([sys.executable, "-c", BARE]) as bare:
        skip_the_first_run(live)
        live.wait_for("Enter leave")
        live.press("enter")
        live.wait_for("Ask your provider first")
        live.press("enter")
        live.wait_for("Then: get ready")
        drain(live, bare, seconds=2)
        live.press(" ")
        live.wait_for("PAUSED")
        drain(live, bare, seconds=1)
        for _ in range(PAUSE_SECONDS):
            sample(live, bare, sums)
        live.press(" ")
        live.wait_for("Then: get ready")
        bare_before, bare_since, bare_frames = cpu_seconds(bare.pid), time.monotonic(), bare.output.count(FRAME)
        started = time.monotonic()
        while time.monotonic() - started < options.seconds and "after the session" not in live.text():
            sample(live, bare, sums)
            if "PAUSED" in live.text():  # the machine stood still
                live.press(" ")
        bare_seconds = time.monotonic() - bare_since
        bare_share = (cpu_seconds(bare.pid) - bare_before) / bare_seconds
        bare_rate = (bare.output.count(FRAME) - bare_frames) / bare_seconds
    report(sums, bare_share, bare_rate)


def sample(live: Terminal, bare: Terminal, sums: dict[str, list[float]]) -> None:
    """Add one second to the phase that it began and ended in."""
    phase, cpu, written, since = phase_on(live.text()), cpu_seconds(live.pid), live.output_bytes, time.monotonic()
    drain(live, bare, seconds=1)
    if live.exit_code is not None:
        return
    if phase_on(live.text()) != phase:
        phase = "changing"
    for index, amount in enumerate(
        (
            time.monotonic() - since,
            cpu_seconds(live.pid) - cpu,
            live.output_bytes - written,
            live.output.count(FRAME, written),
        )
    ):
        sums[phase][index] += amount


def report(sums: dict[str, list[float]], bare_share: float, bare_rate: float) -> None:
    """Print a line a kind of phase, and the mean."""
    for phase, (seconds, cpu, written, frames) in sorted(sums.items()):
        print(
            f"{phase:<10} {seconds:6.0f} s   {100 * cpu / seconds:5.1f} % CPU   {written / seconds / 1000:6.1f} KB/s"
            f"   {frames / seconds:5.1f} frames/s"
        )
    running = [values for phase, values in sums.items() if phase != "paused"]
    seconds, cpu, _, frames = (sum(column) for column in zip(*running, strict=True))
    mean, rate = cpu / seconds, frames / seconds
    print(f"mean {100 * mean:.1f} % CPU at {rate:.1f} frames/s; bare app {100 * bare_share:.1f} % at {bare_rate:.1f}")
    print(f"ratio {mean / bare_share:.2f}; of a frame's cost {mean / rate / (bare_share / bare_rate):.2f}")


if __name__ == "__main__":
    main()
