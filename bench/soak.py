"""Hundreds of sessions through session and store: memory and file descriptors must not grow."""

import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))

from support.soak import MOST_GROWTH, WARM_UP, growth, soak

SESSIONS = 300


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else SESSIONS
    begun = perf_counter()
    with TemporaryDirectory() as folder:
        readings = list(soak(Path(folder), count))
    memory, descriptors = growth(readings)
    print(f"{readings[-1].sessions} sessions in {perf_counter() - begun:.0f} s; after the first {WARM_UP}:")
    print(f"memory grew by {memory / 1e6:.2f} MB at most, file descriptors by {descriptors}")
    sys.exit(memory >= MOST_GROWTH or descriptors > 0)


if __name__ == "__main__":
    main()
