"""What holds for every test: a bare environment, no real home, no network."""

import gc
import socket
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path
from typing import Any

import hypothesis
import pytest

import support.bare_environment  # noqa: F401 - it comes first: Textual reads the environment when it is imported
from support import rest
from support.clocks import FakeClock
from support.memory_store import MemoryStore
from support.screens import Screens, acknowledged

hypothesis.settings.register_profile("lumbar", deadline=None, max_examples=50)
hypothesis.settings.load_profile("lumbar")
"""How long an example takes says something of the machine, not of the code."""

LOCAL = (socket.AF_UNIX,)
SHARING = ("test_package.py",)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Spread the slow tests among the files of the others: they mostly wait, and at the end of a run for each other.

    Those that share a built wheel stay together, so that it is built once.
    """
    slow = [item for item in items if item.get_closest_marker("slow") and item.path.name not in SHARING]
    others = [item for item in items if item not in slow]
    spread: list[pytest.Item] = []
    placed = done = 0
    for _, file in groupby(others, key=lambda item: item.path):
        tests = [*file]
        done += len(tests)
        due = len(slow) * done // len(others)
        spread += [*tests, *slow[placed:due]]
        placed = due
    items[:] = [*spread, *slow[placed:]]


def pytest_collection_finish() -> None:
    """Let the garbage collector leave alone what stays: looking through all of it took a seventh of the run."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 10, 10)


@pytest.fixture(scope="session", autouse=True)
def _no_real_home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Put an empty folder in the place of the person's home."""
    home = tmp_path_factory.mktemp("home")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("HOME", str(home))
        for name in ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME", "LUMBAR_CLOCK_RATE"):
            patch.delenv(name, raising=False)
        yield


@pytest.fixture(scope="session", autouse=True)
def _nothing_is_left_open() -> Iterator[None]:
    """Collect at the end what nothing refers to any more: a file that was never closed then fails the run."""
    yield
    gc.collect()


@pytest.fixture(scope="session", autouse=True)
def _no_network() -> Iterator[None]:
    """Refuse every connection that is not to this machine's own sockets in the file system."""
    connect = socket.socket.connect

    def refuse(self: socket.socket, address: Any) -> None:
        if self.family not in LOCAL:
            raise AssertionError(f"a test tried to reach {address!r}")
        connect(self, address)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(socket.socket, "connect", refuse)
        yield


@pytest.fixture(scope="session", autouse=True)
def _style_sheets_are_parsed_once() -> Iterator[None]:
    """Let all apps of a run share what was parsed: each test starts an app of its own, with the same style sheets."""
    from textual.css.model import RuleSet
    from textual.css.stylesheet import Stylesheet

    parsed: dict[Any, list[RuleSet]] = {}
    parse_rules = Stylesheet._parse_rules

    def parse_once(self: Stylesheet, css: str, read_from: Any, *arguments: Any, **options: Any) -> list[RuleSet]:
        key = (css, read_from, arguments, *sorted(options.items()), *sorted(self._variables.items()))
        if key not in parsed:
            parsed[key] = parse_rules(self, css, read_from, *arguments, **options)
        return parsed[key]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Stylesheet, "_parse_rules", parse_once)
        yield


@pytest.fixture(scope="session", autouse=True)
def _rest_can_be_seen() -> Iterator[None]:
    """Let a test on the screens wait until every message is dealt with."""
    with pytest.MonkeyPatch.context() as patch:
        rest.watch(patch)
        yield


@pytest.fixture
def clock() -> FakeClock:
    """A clock that the test moves."""
    return FakeClock()


@pytest.fixture
def store() -> MemoryStore:
    """A history in memory, of a person who has read the purpose."""
    return MemoryStore(known_person=acknowledged())


@pytest.fixture
def screens(tmp_path: Path, clock: FakeClock, store: MemoryStore) -> Screens:
    """The way to the program on a screen of the test's own."""
    return Screens(tmp_path / "data", clock, store)
