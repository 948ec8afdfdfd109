"""Kills the program in the middle of a hold, again and again: what a resumed session comes to must not differ."""

import sys
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from time import perf_counter

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))

from support.interruption import killed_resumed_and_finished, uninterrupted

MOMENTS = 50


def main() -> None:
    moments = int(sys.argv[1]) if len(sys.argv) > 1 else MOMENTS
    seed = int(sys.argv[2]) if len(sys.argv) > 2 else Random().randrange(1_000_000)
    print(f"{moments} moments, seed {seed}", flush=True)
    random, begun, different = Random(seed), perf_counter(), 0
    with TemporaryDirectory() as folder:
        expected = uninterrupted(Path(folder) / "uninterrupted")
        for number in range(moments):
            different += killed_resumed_and_finished(Path(folder) / str(number), random) != expected
    print(f"{moments} sessions killed, resumed and finished in {perf_counter() - begun:.0f} s: {different} differ")
    sys.exit(different > 0)


if __name__ == "__main__":
    main()
