"""Many sessions one after the other leave nothing behind but their account."""

from pathlib import Path

import pytest

from support.soak import MOST_GROWTH, PAGES, growth, soak


@pytest.mark.slow
@pytest.mark.skipif(not PAGES.exists(), reason="the system does not say how much memory a process has")
def test_thirty_sessions_take_no_more_memory_and_no_more_files(tmp_path: Path) -> None:
    readings = list(soak(tmp_path, 30))
    memory, descriptors = growth(readings)
    assert readings[-1].sessions == 30
    assert memory < MOST_GROWTH
    assert descriptors <= 0
