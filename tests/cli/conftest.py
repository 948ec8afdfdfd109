"""A command line over a history in memory."""

from pathlib import Path

import pytest

from support.command_line import CommandLine
from support.memory_store import MemoryStore


@pytest.fixture
def store() -> MemoryStore:
    return MemoryStore()


@pytest.fixture
def lumbar(tmp_path: Path, store: MemoryStore) -> CommandLine:
    return CommandLine(tmp_path / "data", store)
