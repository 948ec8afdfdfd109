"""From the key to the paint: a step of the week on the history page, at two lengths of history.

python bench/history.py [FOLDER]      FOLDER has to be on a real disk; the default is the current one
"""

import asyncio
import shutil
import sys
from contextlib import closing
from datetime import UTC, datetime, time
from pathlib import Path
from statistics import median
from time import perf_counter

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))

from lumbar.domain.prescription import default_prescription
from lumbar.store import open_store
from support.clocks import FakeClock
from support.records import FIRST_DAY, record, write_history
from support.screens import Screens, acknowledged
from support.sessions import shipped_catalog

LENGTHS = (100, 11_000)
STEPS = 30
MOST = 1.5
MILLISECONDS = 1000


async def steps_at(folder: Path, count: int) -> dict[str, float]:
    """Milliseconds from a key until the screen has come to rest, by what the key does."""
    write_history(folder / "history.json", count)
    clock = FakeClock(shows=datetime.combine(record(count - 1).day, time(20), tzinfo=UTC))
    with closing(open_store(folder / "history.json", now=clock.now)) as store:
        store.save_person(acknowledged())
        store.save_prescription(default_prescription(shipped_catalog().exercises, valid_from=FIRST_DAY))
        async with Screens(folder, clock, store).open(size=(100, 32)) as stage:
            await stage.press("3")
            figures = {}
            for name, to_it, back, on in (
                ("week", "w", "left", "right"),
                ("months", "m", "left", "right"),
                ("exercises", "x", "left", "right"),
            ):
                await stage.press(to_it, back, on)
                times = []
                for key in (back, on) * (STEPS // 2):
                    start = perf_counter()
                    await stage.press(key)
                    times.append((perf_counter() - start) * MILLISECONDS)
                figures[name] = median(times)
    return figures


def main(place: Path) -> None:
    figures = {}
    print(f"{'milliseconds':16}{'week':>12}{'months':>12}{'exercises':>12}")
    for count in LENGTHS:
        folder = place / ".bench-history"
        folder.mkdir()
        try:
            figures[count] = asyncio.run(steps_at(folder, count))
        finally:
            shutil.rmtree(folder)
        cells = "".join(f"{figure:12.1f}" for figure in figures[count].values())
        print(f"{count:<16}{cells}", flush=True)
    ratio = figures[LENGTHS[1]]["week"] / figures[LENGTHS[0]]["week"]
    print(f"week at {LENGTHS[1]} / at {LENGTHS[0]}: {ratio:.2f} (at most {MOST})")


if __name__ == "__main__":
    main(Path(sys.argv[1] if len(sys.argv) > 1 else "."))
