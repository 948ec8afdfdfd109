"""Commit, open, week query and fold, at four lengths of history, beside stock TinyDB and SQLite (WAL, FULL).

python bench/store.py [FOLDER]      FOLDER has to be on a real disk; the default is the current one
"""

import json
import shutil
import sqlite3
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from statistics import median
from time import perf_counter

from tinydb import TinyDB, where

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))

from lumbar.store import Archive, open_store
from lumbar.store.codec import document_of
from support.records import record, write_history

LENGTHS = (100, 1_000, 10_000, 30_000)
COMMITS = 60
MILLISECONDS = 1000


def timed(work: Callable[[], object]) -> float:
    start = perf_counter()
    work()
    return (perf_counter() - start) * MILLISECONDS


def new_sessions(count: int) -> Iterator[int]:
    return iter(range(count, count + 10_000))


def lumbar_figures(folder: Path, count: int) -> dict[str, float]:
    data_file = folder / "history.json"
    write_history(data_file, count)
    week = record(count - 1).day - timedelta(days=6)

    def opened() -> Archive:
        return open_store(data_file, now=lambda: datetime.now(UTC))

    def look() -> None:
        with closing(opened()) as store:
            assert store.sessions(since=week)

    opened().close()
    figures = {"first look": median(timed(look) for _ in range(5))}
    store = opened()
    figures["open"] = timed(store.load)
    figures["week"] = median(timed(lambda: store.sessions(since=week)) for _ in range(9))
    store.save_checkpoint({"rep": 0})
    numbers = new_sessions(count)
    figures["checkpoint"] = median(timed(lambda: store.save_checkpoint({"rep": next(numbers)})) for _ in range(COMMITS))
    sessions = (record(number, exercises=10, events=3) for number in new_sessions(count))
    figures["commit"] = median(timed(lambda: store.append(next(sessions))) for _ in range(COMMITS))
    figures["fold"] = timed(store.fold)
    store.close()
    return figures


def tinydb_figures(folder: Path, count: int) -> dict[str, float]:
    documents = json.loads((folder / "history.json").read_bytes())["sessions"]
    (folder / "stock.json").write_text(json.dumps({"sessions": documents}))
    week = (record(count - 1).day - timedelta(days=6)).isoformat()
    with TinyDB(folder / "stock.json") as database:
        table = database.table("sessions")
        figures = {"open": timed(lambda: len(table))}
        figures["week"] = timed(lambda: table.search(where("day") >= week))
        new = (document_of(record(number, exercises=10, events=3)) for number in new_sessions(count))
        figures["commit"] = median(timed(lambda: table.insert(next(new))) for _ in range(3))
    return figures


def sqlite_figures(folder: Path, count: int) -> dict[str, float]:
    documents = json.loads((folder / "history.json").read_bytes())["sessions"].values()
    week = (record(count - 1).day - timedelta(days=6)).isoformat()
    name = folder / "history.sqlite"
    with closing(sqlite3.connect(name)) as database:
        database.execute("PRAGMA journal_mode=WAL")
        database.execute("CREATE TABLE sessions (id TEXT PRIMARY KEY, day TEXT, document TEXT)")
        database.execute("CREATE INDEX by_day ON sessions (day)")
        rows = ((one["id"], one["day"], json.dumps(one)) for one in documents)
        database.executemany("INSERT OR REPLACE INTO sessions VALUES (?, ?, ?)", rows)
        database.commit()
    database = sqlite3.connect(name)
    query = "SELECT document FROM sessions WHERE day >= ?"

    def commit(number: int) -> None:
        one = document_of(record(number, exercises=10, events=3))
        database.execute("INSERT OR REPLACE INTO sessions VALUES (?, ?, ?)", (one["id"], one["day"], json.dumps(one)))
        database.commit()

    figures = {"open": timed(lambda: database.execute("SELECT count(*) FROM sessions").fetchone())}
    database.execute("PRAGMA synchronous=FULL")
    figures["week"] = median(
        timed(lambda: [json.loads(row[0]) for row in database.execute(query, (week,))]) for _ in range(9)
    )
    numbers = new_sessions(count + 1000)
    figures["commit"] = median(timed(lambda: commit(next(numbers))) for _ in range(COMMITS))
    figures["fold"] = timed(lambda: database.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone())
    database.close()
    return figures


def main(place: Path) -> None:
    commits: dict[tuple[str, int], float] = {}
    columns = ("first look", "open", "week", "checkpoint", "commit", "fold")
    print(f"{'milliseconds':16}{'sessions':>9}" + "".join(f"{column:>12}" for column in columns))
    for count in LENGTHS:
        folder = place / ".bench-store"
        folder.mkdir()
        try:
            for name, measure in (
                ("lumbar", lumbar_figures),
                ("stock TinyDB", tinydb_figures),
                ("SQLite WAL/FULL", sqlite_figures),
            ):
                figures = measure(folder, count)
                commits[name, count] = figures["commit"]
                cells = "".join(f"{figures[column]:12.2f}" if column in figures else " " * 12 for column in columns)
                print(f"{name:16}{count:9}{cells}", flush=True)
        finally:
            shutil.rmtree(folder)
    ratio = commits["lumbar", LENGTHS[-1]] / commits["lumbar", LENGTHS[0]]
    print(f"commit at {LENGTHS[-1]} / at {LENGTHS[0]}: {ratio:.2f} (at most 1.5)")
    ratio = median(commits["lumbar", count] / commits["SQLite WAL/FULL", count] for count in LENGTHS)
    print(f"commit / SQLite's, median over the lengths: {ratio:.2f} (at most 1.5)")


if __name__ == "__main__":
    main(Path(sys.argv[1] if len(sys.argv) > 1 else "."))
