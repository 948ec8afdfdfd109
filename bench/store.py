"""How long a commit takes, at several lengths of history."""

import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path
from statistics import median
from time import perf_counter

from lumbar.store import open_store


def main(folder: Path) -> None:
    store = open_store(folder / "history.json", now=lambda: datetime.now(UTC))
    times = []
    for rep in range(200):
        start = perf_counter()
        store.save_checkpoint({"rep": rep})
        times.append(perf_counter() - start)
    store.close()
    print(f"commit: {1000 * median(times):.2f} ms")


if __name__ == "__main__":
    with tempfile.TemporaryDirectory(dir=sys.argv[1] if len(sys.argv) > 1 else None) as name:
        main(Path(name))
