"""kill -9 at random moments, on a real disk."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

TESTS = Path(__file__).parents[1]
KILLS = 250
"""In each of the two series."""


@pytest.fixture
def real_folder(request: pytest.FixtureRequest) -> Iterator[Path]:
    """A folder on the disk that holds the checkout: on a disk in memory a sync takes no time, and proves nothing."""
    folder = request.config.rootpath / ".pytest_cache" / f"kill-{os.getpid()}"
    folder.mkdir(parents=True)
    yield folder
    shutil.rmtree(folder)


@pytest.mark.slow
@pytest.mark.skipif(not hasattr(os, "fork"), reason="forks the writers")
@pytest.mark.parametrize("seed", [1, 1_000_000])
def test_no_kill_loses_or_damages_anything(seed: int, real_folder: Path) -> None:
    environment = os.environ | {"PYTHONPATH": str(TESTS)}
    command = [sys.executable, str(TESTS / "support" / "killing.py"), str(real_folder / "share"), str(KILLS), str(seed)]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=280, check=False)

    assert done.returncode == 0, done.stderr
    figures = json.loads(done.stdout)
    assert (figures["kills"], figures["lost"], figures["corrupt"]) == (KILLS, 0, 0)
    assert figures["acknowledged"] >= 2 * KILLS
