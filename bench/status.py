"""How long `lumbar status --short` and `lumbar today --json` take, beside the imports that no verb can do without.

python bench/status.py [FOLDER]

Each is a program of its own, the ways in turn, so that whatever else the machine does meets all of them alike.
"""

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from statistics import median
from time import perf_counter

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))

from support.long_history import write_long_history
from support.processes import environment_that_compiles_once

FEW, MANY = 100, 11_000
ROUNDS = 9
MILLISECONDS = 1000
STATUS_MS, STATUS_RATIO, TODAY_MS = 60, 1.2, 120
AFTER_A_CHANGE = "today --json, nothing kept"
BASELINE = ("-c", "import click, msgspec, platformdirs")


def timed(arguments: tuple[str, ...], environment: dict[str, str]) -> tuple[float, float]:
    """Return how long it took, and how long it had a processor, which other programs do not lengthen as much."""
    start = perf_counter()
    with subprocess.Popen([sys.executable, *arguments], env=environment, stdout=subprocess.DEVNULL) as child:
        _, status, usage = os.wait4(child.pid, 0)
        child.returncode = os.waitstatus_to_exitcode(status)
    assert child.returncode == 0, arguments
    return (perf_counter() - start) * MILLISECONDS, (usage.ru_utime + usage.ru_stime) * MILLISECONDS


def measured(folder: Path) -> dict[str, tuple[float, float]]:
    """Return both medians of each way, after one round that writes what Python and lumbar keep for the next."""
    environment = {**os.environ, **environment_that_compiles_once(folder)}
    ways: dict[str, tuple[str, ...]] = {"imports": BASELINE}
    for count in (FEW, MANY):
        write_long_history(folder / str(count) / "history.json", count)
        place = ("--data-dir", str(folder / str(count)))
        ways[f"status --short, {count}"] = ("-m", "lumbar", "status", "--short", *place)
        ways[f"today --json, {count}"] = ("-m", "lumbar", "today", "--json", *place)
        ways[f"{AFTER_A_CHANGE}, {count}"] = ("-m", "lumbar", "today", "--json", *place)
    times: dict[str, list[tuple[float, float]]] = {name: [] for name in ways}
    for number in range(ROUNDS + 1):
        for name, arguments in ways.items():
            if name.startswith(AFTER_A_CHANGE):
                shutil.rmtree(Path(arguments[-1]) / "cache", ignore_errors=True)
            taken = timed(arguments, environment)
            if number:
                times[name].append(taken)
    return {name: (median(took for took, _ in one), median(had for _, had in one)) for name, one in times.items()}


def main(place: Path | None) -> None:
    with tempfile.TemporaryDirectory(prefix=".bench-status-", dir=place) as folder:
        figures = measured(Path(folder))
    for place_of, kind in enumerate(("by the clock", "on the processor")):
        print(f"{kind}, median of {ROUNDS}:")
        tell({name: both[place_of] for name, both in figures.items()})


def tell(figures: dict[str, float]) -> None:
    baseline = figures["imports"]
    for name, taken in figures.items():
        print(f"  {name:36}{taken:8.1f} ms  {taken - baseline:+8.1f} ms")
    few, many = figures[f"status --short, {FEW}"], figures[f"status --short, {MANY}"]
    more = figures[f"today --json, {MANY}"] - baseline
    print(f"  status --short: {max(few, many) - baseline:.1f} ms more than the imports (at most {STATUS_MS})")
    print(f"  status --short, {MANY} / {FEW} sessions: {many / few:.2f} (at most {STATUS_RATIO})")
    changed = figures[f"{AFTER_A_CHANGE}, {MANY}"] - baseline
    print(f"  today --json, {MANY} sessions, nothing kept of an earlier look: {changed:.1f} ms")
    print(f"  today --json, {MANY} sessions: {more:.1f} ms more than the imports (at most {TODAY_MS})")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else None)
