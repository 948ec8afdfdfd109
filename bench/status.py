"""How long `lumbar status --short` and `lumbar today --json` take, beside the imports that no verb can do without.

python bench/status.py [FOLDER]

Each is a program of its own, the ways in turn, so that whatever else the machine does meets all of them alike.
"""

import os
import subprocess
import sys
import tempfile
from datetime import UTC, datetime, timedelta
from pathlib import Path
from statistics import median
from time import perf_counter

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))

from lumbar.domain.prescription import default_prescription
from lumbar.domain.record import SessionRecord
from lumbar.store.codec import document_of, encoded
from lumbar.store.disk import Disk, write_new_file
from lumbar.store.main_file import PRESCRIPTIONS, SESSIONS, MainFile, Meta, Raw, render
from lumbar.store.schema import SCHEMA
from support.kept_sessions import kept_session
from support.sessions import shipped_catalog

FEW, MANY = 100, 11_000
ROUNDS = 9
MILLISECONDS = 1000
SETTLED_SECONDS = 60
STATUS_MS, STATUS_RATIO, TODAY_MS = 60, 1.2, 120
BASELINE = ("-c", "import click, msgspec, platformdirs")


def write_history(data_file: Path, count: int) -> None:
    """Write a plan from long ago, and sessions of it three a day up to yesterday."""
    yesterday = datetime.now().astimezone().replace(hour=20, minute=0, second=0, microsecond=0) - timedelta(days=1)
    template = kept_session(datetime(2020, 1, 1, 8, 0, tzinfo=UTC))
    sessions: dict[int, Raw] = {
        number + 1: encoded(document_of(moved(template, yesterday - timedelta(hours=8 * number))) | {"revision": 1})
        for number in range(count)
    }
    plan = default_prescription(shipped_catalog().exercises, valid_from=template.day)
    tables = {SESSIONS: sessions, PRESCRIPTIONS: {1: encoded(document_of(plan))}}
    data_file.parent.mkdir()
    write_new_file(Disk(), data_file, render(MainFile(Meta(schema=SCHEMA, edition="0123456789abcdef"), tables)))
    long_ago = data_file.stat().st_mtime - SETTLED_SECONDS
    os.utime(data_file, (long_ago, long_ago))


def moved(record: SessionRecord, started_at: datetime) -> SessionRecord:
    fields = {name: getattr(record, name) for name in record.__dataclass_fields__}
    number = int(started_at.timestamp())
    return SessionRecord(
        **fields
        | {
            "id": f"{number:08x}-0000-4000-8000-000000000000",
            "started_at": started_at,
            "ended_at": started_at + timedelta(minutes=24),
            "day": started_at.date(),
        }
    )


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
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    environment["PYTHONPYCACHEPREFIX"] = str(folder / "pycache")
    ways: dict[str, tuple[str, ...]] = {"imports": BASELINE}
    for count in (FEW, MANY):
        write_history(folder / str(count) / "history.json", count)
        place = ("--data-dir", str(folder / str(count)))
        ways[f"status --short, {count}"] = ("-m", "lumbar", "status", "--short", *place)
        ways[f"today --json, {count}"] = ("-m", "lumbar", "today", "--json", *place)
    times: dict[str, list[tuple[float, float]]] = {name: [] for name in ways}
    for number in range(ROUNDS + 1):
        for name, arguments in ways.items():
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
        print(f"  {name:24}{taken:8.1f} ms  {taken - baseline:+8.1f} ms")
    few, many = figures[f"status --short, {FEW}"], figures[f"status --short, {MANY}"]
    more = figures[f"today --json, {MANY}"] - baseline
    print(f"  status --short: {max(few, many) - baseline:.1f} ms more than the imports (at most {STATUS_MS})")
    print(f"  status --short, {MANY} / {FEW} sessions: {many / few:.2f} (at most {STATUS_RATIO})")
    print(f"  today --json, {MANY} sessions: {more:.1f} ms more than the imports (at most {TODAY_MS})")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else None)
