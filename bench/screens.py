"""What a person waits for on the screens, and their memory, beside bare Textual apps in terminals of the same size.

    python bench/screens.py [start] [keys] [memory]      all of them unless some are named

start    from the start of the program to the first full Today, 11,000 sessions stored: as the last start left it, and
         with nothing kept of an earlier look; an app with one label
keys     from a key to what it shows: a move in the catalog and a pause in a session, beside a move in a list of
         options; another page, beside another screen with as many widgets
         quit: from the key to the end of the process; the same app
memory   after three sessions, 72 minutes of the session's clock, with few and with many sessions stored; the same app

Both sides are asked in turn, so that whatever else the machine does meets both alike.
"""

import argparse
import asyncio
import shutil
import sys
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from random import Random
from statistics import median

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tests"))

from support.clocks import FakeClock
from support.interruption import run_to
from support.long_history import write_long_history
from support.memory_store import MemoryStore
from support.processes import environment_that_compiles_once, memory_megabytes
from support.screens import Screens, acknowledged
from support.terminal import Terminal, lumbar_command

FEW, SOME, MANY = 100, 1_000, 11_000
STARTS, PRESSES, SESSIONS = 7, 60, 3
CLOCK_RATE = 100
MILLISECONDS = 1000
MOMENTS = Random(12)
MOST = {"start": 1.35, "quit": 1.3, "key": 1.5, FEW: 1.5, MANY: 2.3}
END_OF_FRAME = b"\x1b[?2026l"
FULL_TODAY = "Bird dog"
"""The last line of the plan."""
READY = "short version"
"""On Today as soon as a session can start, done or not."""

LABEL = """
from textual.app import App
from textual.widgets import Label

class Bare(App):
    BINDINGS = [("q", "quit", "Quit")]
    def compose(self):
        yield Label("one label")

Bare().run()
"""

OPTIONS = """
from textual.app import App
from textual.widgets import OptionList

class Bare(App):
    def compose(self):
        yield OptionList(*(f"option {number}" for number in range(13)))

Bare().run()
"""

TWO_SCREENS = """
import sys
from textual.app import App
from textual.screen import Screen
from textual.widgets import Static

class Labels(Screen):
    def __init__(self, word, count):
        super().__init__()
        self.word, self.count = word, count
    def compose(self):
        yield from (Static(f"{self.word} {number}") for number in range(self.count))

class Bare(App):
    DEFAULT_MODE = "one"
    BINDINGS = [("1", "switch_mode('one')", "one"), ("2", "switch_mode('two')", "two")]
    def __init__(self):
        super().__init__()
        self.add_mode("one", lambda: Labels("one", int(sys.argv[1])))
        self.add_mode("two", lambda: Labels("two", int(sys.argv[2])))

Bare().run()
"""


class Bench:
    """The programs, and where they find what they need."""

    def __init__(self, folder: Path) -> None:
        self._compiled = environment_that_compiles_once(folder)
        self._folders = {count: folder / str(count) for count in (FEW, SOME, MANY)}
        for count, place in self._folders.items():
            write_long_history(place / "history.json", count, acknowledged())

    def lumbar(self, *arguments: str, stored: int = MANY, rate: int = 1) -> Terminal:
        """Start lumbar."""
        command = lumbar_command("--sound", "off", *arguments, data_dir=self._folders[stored])
        return self._open(command, {"LUMBAR_CLOCK_RATE": str(rate)})

    def lumbar_that_knows_nothing(self) -> Terminal:
        """Start lumbar as if it had never been started before."""
        shutil.rmtree(self._folders[MANY] / "cache", ignore_errors=True)
        return self.lumbar()

    def bare(self, source: str, *arguments: str) -> Terminal:
        """Start a bare app."""
        return self._open([sys.executable, "-c", source, *arguments], {})

    def _open(self, command: list[str], environment: Mapping[str, str]) -> Terminal:
        return Terminal(command, environment={**self._compiled, **environment})


def since(start: float) -> float:
    """Return the milliseconds since *start*."""
    return MILLISECONDS * (time.monotonic() - start)


def start_and_end(bench: Bench) -> None:
    """Start both again and again, and leave them by their key."""
    ways: dict[str, tuple[Callable[[], Terminal], str]] = {
        "lumbar": (bench.lumbar, FULL_TODAY),
        "nothing kept": (bench.lumbar_that_knows_nothing, FULL_TODAY),
        "bare": (lambda: bench.bare(LABEL), "one label"),
    }
    starts: dict[str, list[float]] = {name: [] for name in ways}
    ends: dict[str, list[float]] = {name: [] for name in ways}
    for number in range(STARTS + 1):
        for name, (opened, wanted) in ways.items():
            begun = time.monotonic()
            with opened() as terminal:
                terminal.wait_for(wanted)
                taken = MILLISECONDS * (terminal.came_at - begun)
                terminal.read_for(1)
                pressed = time.monotonic()
                terminal.press("ctrl+q" if name == "bare" else "q")
                terminal.wait_for_end()
                ended = since(pressed)
            if number:  # the first start compiles
                starts[name].append(taken)
                ends[name].append(ended)
    for name in ("lumbar", "nothing kept"):
        for what, times in (("start", starts), ("quit", ends)):
            sides = {"lumbar": median(times[name]), "bare": median(times["bare"])}
            tell(what if name == "lumbar" else f"{what}, {name}", sides, MOST[what])


def until(terminal: Terminal, key: str, wanted: str | None) -> float:
    """Press *key* and return the milliseconds until *wanted* is on the screen; until a frame is, without it."""
    before, begun = len(terminal.output), time.monotonic()
    terminal.press(key)
    terminal.wait_for(lambda text: END_OF_FRAME in terminal.output[before:] if wanted is None else wanted in text)
    taken = MILLISECONDS * (terminal.came_at - begun)
    # What may still be painted is not the next key's, and a key comes at any moment of what moves on the screen.
    terminal.read_for(0.15 + MOMENTS.uniform(0, 0.25))
    return taken


def keys(bench: Bench) -> None:
    """Press keys on both sides in turn."""
    first, second, third = (f"{name}   lying on" for name in ("Ankle pumps", "Heel slides", "Pelvic tilt"))
    moves = [("down", second), ("down", third), ("up", second), ("up", first)]
    with bench.lumbar() as lumbar, bench.bare(OPTIONS) as bare:
        lumbar.wait_for(FULL_TODAY)
        lumbar.press("2")
        lumbar.wait_for(first)
        bare.wait_for("option 12")
        compare("move in the catalog", (lumbar, moves), (bare, [("down", None)]))
    # its session is never ended: the other programs would be asked what becomes of it
    with bench.lumbar("session", stored=SOME) as lumbar, bench.bare(OPTIONS) as bare:
        lumbar.wait_for("Enter leave")
        lumbar.press("enter")
        lumbar.wait_for("Then: get ready")
        bare.wait_for("option 12")
        compare("pause in a session", (lumbar, [(" ", "PAUSED")]), (bare, [("down", None)]), back=lambda: go_on(lumbar))
    counts = asyncio.run(widgets_of_pages())
    with bench.lumbar() as lumbar, bench.bare(TWO_SCREENS, *map(str, counts)) as bare:
        lumbar.wait_for(FULL_TODAY)
        bare.wait_for("one 0")
        there = ([("2", "Hands and knees"), ("1", "Daily session")], [("2", "two 0"), ("1", "one 0")])
        compare(f"another page ({counts[0]} and {counts[1]} widgets)", (lumbar, there[0]), (bare, there[1]))


Asked = tuple[Terminal, Sequence[tuple[str, str | None]]]


def go_on(lumbar: Terminal) -> None:
    """Let the paused session go on."""
    lumbar.press(" ")
    lumbar.wait_for(lambda text: "PAUSED" not in text)


def compare(what: str, lumbar: Asked, bare: Asked, *, back: Callable[[], None] = lambda: None) -> None:
    """Press the keys of both in turn and print what 95 of 100 took at most."""
    times: dict[str, list[float]] = {"lumbar": [], "bare": []}
    for number in range(PRESSES + 4):
        for name, (terminal, asked) in zip(times, (lumbar, bare), strict=True):
            key, wanted = asked[number % len(asked)]
            times[name].append(until(terminal, key, wanted))
        back()
    ranked = {name: sorted(taken[4:]) for name, taken in times.items()}
    tell(f"{what}, median", {name: median(taken) for name, taken in ranked.items()}, MOST["key"])
    tell(f"{what}, 95 %", {name: taken[int(0.95 * len(taken))] for name, taken in ranked.items()}, MOST["key"])


async def widgets_of_pages() -> tuple[int, int]:
    """Return how many widgets Today and the catalog have."""
    store = MemoryStore(known_person=acknowledged())
    with tempfile.TemporaryDirectory() as folder:
        async with Screens(Path(folder), FakeClock(), store).open() as stage:
            today = len([*stage.app.screen.walk_children()])
            await stage.press("2")
            return today, len([*stage.app.screen.walk_children()])


def memory(bench: Bench) -> None:
    """Run sessions on a fast clock, and look at the memory beside that of the bare app."""
    with bench.lumbar(stored=FEW, rate=CLOCK_RATE) as lumbar, bench.bare(LABEL) as bare:
        bare.wait_for("one label")
        do_a_session(lumbar)  # what has to be compiled first takes memory, too
    for stored in (FEW, MANY):
        with bench.lumbar(stored=stored, rate=CLOCK_RATE) as lumbar, bench.bare(LABEL) as bare:
            bare.wait_for("one label")
            for _ in range(SESSIONS):
                do_a_session(lumbar)
            lumbar.wait_for(READY)
            figures = {"lumbar": memory_megabytes(lumbar.pid), "bare": memory_megabytes(bare.pid)}
        tell(f"memory, {stored} stored", figures, MOST[stored], unit="MB")


def do_a_session(lumbar: Terminal) -> None:
    """From Today through a session and back to Today."""
    lumbar.wait_for(READY)
    lumbar.press("enter")
    lumbar.wait_for("before you start")
    lumbar.press("enter")
    lumbar.wait_for(" left")
    run_to(lumbar, lambda text: "after the session" in text)
    lumbar.press("enter")
    lumbar.wait_for("Saved.")
    lumbar.press("enter")


def tell(what: str, figures: Mapping[str, float], most: float, *, unit: str = "ms") -> None:
    """Print both figures, and how many times the bare one it is."""
    ratio = figures["lumbar"] / figures["bare"]
    print(
        f"{what:46}{figures['lumbar']:8.1f} {unit}{figures['bare']:8.1f} {unit}  {ratio:5.2f} (at most {most})",
        flush=True,
    )


def main() -> None:
    """Measure what is asked for."""
    parts = {"start": start_and_end, "keys": keys, "memory": memory}
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("parts", nargs="*", help=", ".join(parts))
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="lumbar-screens-") as folder:
        bench = Bench(Path(folder))
        for name, measure in parts.items():
            if not options.parts or name in options.parts:
                measure(bench)


if __name__ == "__main__":
    main()
