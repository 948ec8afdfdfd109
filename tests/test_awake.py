"""The screen stays on while a session runs, and only then."""

from collections.abc import Iterator
from contextlib import contextmanager
from threading import Event
from typing import Any

import pytest
import wakepy

from lumbar.awake import Awake


def test_it_stays_on_from_start_to_stop(monkeypatch: pytest.MonkeyPatch) -> None:
    on, off = Event(), Event()
    asked: list[dict[str, Any]] = []

    @contextmanager
    def presenting(**how: Any) -> Iterator[None]:
        asked.append(how)
        on.set()
        yield
        off.set()

    monkeypatch.setattr(wakepy.keep, "presenting", presenting)
    awake = Awake()
    awake.stop()
    awake.start()
    assert on.wait(10)
    assert not off.is_set()
    awake.stop()
    assert off.wait(10)
    assert asked == [{"on_fail": "pass"}]
