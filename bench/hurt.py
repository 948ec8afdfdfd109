"""How long it takes from a key to the frozen picture, in a pseudo-terminal: "something hurts", and a plain pause.

python bench/hurt.py [--times N]
"""

import argparse
import statistics
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tests"))

from support.interruption import WAITS
from support.terminal import Terminal, lumbar_command, skip_the_first_run


def milliseconds(terminal: Terminal, key: str, wanted: str) -> float:
    """Press *key* and return the time until *wanted* is on the screen."""
    since = time.monotonic()
    terminal.press(key)
    while wanted not in terminal.text():
        terminal.read(1)
    return 1000 * (time.monotonic() - since)


def main() -> None:
    """Stop the session again and again, and report."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--times", type=int, default=20)
    options = parser.parse_args()
    folder = Path(tempfile.mkdtemp(prefix="lumbar-hurt-"))
    taken: dict[str, list[float]] = {"something hurts": [], "pause": []}
    with Terminal(lumbar_command("session", "--only", "bird-dog", data_dir=folder)) as terminal:
        skip_the_first_run(terminal)
        terminal.wait_for("Enter leave")
        terminal.press("enter")
        terminal.wait_for("Ask your provider first")
        terminal.press("enter")
        terminal.wait_for("CHANGE POSITION")
        terminal.press("right")
        terminal.wait_for(WAITS)
        terminal.press("right")
        terminal.wait_for("GET READY")
        terminal.press("right")
        for _ in range(options.times):
            terminal.wait_for("REACH")
            taken["something hurts"].append(milliseconds(terminal, "d", "What do you feel?"))
            terminal.press("8")
            terminal.wait_for("REACH")
            taken["pause"].append(milliseconds(terminal, " ", "PAUSED"))
            terminal.press(" ")
    for name, times in taken.items():
        times.sort()
        print(f"{name:<16} median {statistics.median(times):4.0f} ms   95 % {times[int(0.95 * len(times))]:4.0f} ms")


if __name__ == "__main__":
    main()
