"""Kill a writing program with SIGKILL 10,000 times on a real disk, and report what was lost.

python bench/kill.py [KILLS [FOLDER]]      FOLDER has to be on a real disk; the default is the current one
"""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

TESTS = Path(__file__).parents[1] / "tests"


def main(kills: int, place: Path) -> int:
    folder = place / ".bench-kill"
    folder.mkdir()
    script = str(TESTS / "support" / "killing.py")
    environment = os.environ | {"PYTHONPATH": str(TESTS)}
    try:
        done = subprocess.run(
            [sys.executable, script, str(folder / "share"), str(kills), "1"],
            env=environment,
            stdout=subprocess.PIPE,
            check=True,
        )
    finally:
        shutil.rmtree(folder)
    figures = json.loads(done.stdout)
    print(" ".join(f"{name}={value}" for name, value in figures.items()))
    passed = figures["lost"] == figures["corrupt"] == 0 and figures["acknowledged"] >= 2 * kills
    print("passed" if passed else "FAILED")
    return 0 if passed else 1


if __name__ == "__main__":
    wanted = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    sys.exit(main(wanted, Path(sys.argv[2] if len(sys.argv) > 2 else ".")))
