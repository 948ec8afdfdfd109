"""Ways to call the program: in this process with parts of our own, and as a program of its own."""

import os
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from typing import IO, Any

import pytest

from lumbar.bootstrap import Parts
from lumbar.cli import run
from lumbar.domain.exercise import NS_PER_SECOND
from lumbar.paths import find_paths
from lumbar.ports import HistoryStore
from lumbar.settings import Sound
from support.kept_sessions import SUNDAY_MORNING
from support.memory_store import MemoryStore

Capture = pytest.CaptureFixture[str]


@dataclass(frozen=True)
class StoppedClock:
    """A clock that always shows the same time."""

    shows: datetime = SUNDAY_MORNING

    def monotonic_ns(self) -> int:
        return NS_PER_SECOND

    def now(self) -> datetime:
        return self.shows


@dataclass(frozen=True)
class PartsInMemory(Parts):
    """The program with a history in memory."""

    store: HistoryStore = field(default_factory=MemoryStore)

    def open_store(self, *, read_only: bool) -> HistoryStore:
        assert read_only
        return self.store


@dataclass
class CommandLine:
    """Calls verbs in this process, and keeps the parts that were made last."""

    folder: Path
    store: HistoryStore = field(default_factory=MemoryStore)
    now: datetime = SUNDAY_MORNING
    environment: dict[str, str] = field(default_factory=dict)
    parts: Parts | None = None
    replaced: dict[str, Any] = field(default_factory=dict)
    """Parts to put in place of the usual ones."""

    def __call__(self, *arguments: str) -> int:
        return run(arguments, assemble=self._assemble, environment=self.environment)

    def _assemble(self, *, data_dir: Path | None, config: Path | None, clock_rate: int, sound: Sound) -> Parts:
        paths = find_paths(data_dir=data_dir or self.folder, config=config)
        made = PartsInMemory(paths, StoppedClock(self.now), clock_rate, sound, self.store)
        self.parts = replace(made, **self.replaced)
        return self.parts


def child_environment(home: Path, **more: str) -> dict[str, str]:
    """The environment of a child that knows no home but *home*."""
    kept = {
        name: os.environ[name] for name in ("PATH", "SYSTEMROOT", "TZ", "COVERAGE_PROCESS_START") if name in os.environ
    }
    return kept | {"HOME": str(home), "LANG": "C.UTF-8", "TERM": "xterm-256color"} | more


def program(
    *arguments: str, home: Path, environment: Mapping[str, str] | None = None, stdout: int | IO[bytes] = subprocess.PIPE
) -> subprocess.CompletedProcess[bytes]:
    """Run the real program as a child and return how it ended."""
    return subprocess.run(
        [sys.executable, "-m", "lumbar", *arguments],
        env=child_environment(home, **(environment or {})),
        stdin=subprocess.DEVNULL,
        stdout=stdout,
        stderr=subprocess.PIPE,
        timeout=60,
        check=False,
    )


def printed(capsys: Capture) -> str:
    """What was printed; nothing may have been complained of."""
    out, err = capsys.readouterr()
    assert err == ""
    return out


def complained(capsys: Capture) -> str:
    """The one line of complaint; nothing may have been printed."""
    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith("lumbar: ")
    assert err.count("\n") == 1
    assert "Traceback" not in err
    assert "Usage:" not in err
    return err
