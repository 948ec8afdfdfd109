"""The machine's own clock."""

import time
from collections.abc import Iterator

import pytest

from lumbar.clock import SystemClock


@pytest.fixture
def zone(monkeypatch: pytest.MonkeyPatch) -> Iterator[pytest.MonkeyPatch]:
    with monkeypatch.context() as within:
        yield within
    time.tzset()


@pytest.mark.parametrize(("name", "hours"), [("UTC-2", 2), ("UTC+23", -23), ("UTC+25", 0), ("UTC-24", 0)])
def test_the_time_has_an_offset_also_in_a_zone_that_nobody_lives_in(
    zone: pytest.MonkeyPatch, name: str, hours: int
) -> None:
    zone.setenv("TZ", name)
    time.tzset()
    offset = SystemClock().now().utcoffset()
    assert offset is not None
    assert offset.total_seconds() == hours * 3600
