"""A command line over a history in memory."""

import io
from collections.abc import Callable
from pathlib import Path

import pytest

from support.command_line import CommandLine
from support.memory_store import MemoryStore


@pytest.fixture(autouse=True)
def _impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody waits for another window."""
    monkeypatch.setattr("lumbar.cli.data_verbs.PAUSE_SECONDS", 0.0)


@pytest.fixture
def store() -> MemoryStore:
    return MemoryStore()


@pytest.fixture
def lumbar(tmp_path: Path, store: MemoryStore) -> CommandLine:
    return CommandLine(tmp_path / "data", store)


@pytest.fixture
def typed(monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Lets the person type lines, at a terminal or from a pipe."""

    def typing(*lines: str, at_terminal: bool = True) -> None:
        stream = io.StringIO("".join(f"{line}\n" for line in lines))
        monkeypatch.setattr(stream, "isatty", lambda: at_terminal)
        monkeypatch.setattr("sys.stdin", stream)

    return typing
