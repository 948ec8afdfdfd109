"""Many sessions one after the other leave nothing behind but their account."""

import subprocess
import sys
from pathlib import Path

import pytest

from support.soak import PAGES

SOAK = Path(__file__).parents[2] / "bench" / "soak.py"


@pytest.mark.slow
@pytest.mark.skipif(not PAGES.exists(), reason="the system does not say how much memory a process has")
def test_thirty_sessions_take_no_more_memory_and_no_more_files() -> None:
    # in a process of its own: what grows would fill the room that other tests gave back
    ended = subprocess.run([sys.executable, SOAK, "30"], capture_output=True, text=True, check=False, timeout=240)
    assert ended.returncode == 0, ended.stdout + ended.stderr
    assert "30 sessions in" in ended.stdout
