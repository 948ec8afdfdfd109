"""A session in plain lines without a terminal: keys that wait for what is printed."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from lumbar.guide import PRESS_ANY_KEY
from lumbar.paths import find_paths
from lumbar.plain.run import run_plain
from support.clocks import FakeClock
from support.memory_store import MemoryStore
from support.screens import PartsWithStore, acknowledged

ESCAPE = re.compile("\x1b")


@dataclass
class ScriptedKeys:
    """Presses keys when the last line that was printed starts with what they wait for. Waiting lets time pass."""

    clock: FakeClock
    script: list[tuple[str, Sequence[str]]]
    is_there: bool = True
    is_ready_at_once: bool = True
    """Whether a key is pressed as soon as the session waits for one."""
    lines: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)
    """Those of the lines that go to standard error."""
    waits: list[float] = field(default_factory=list)

    def write(self, line: str) -> None:
        self.lines.append(line)

    def complain(self, line: str) -> None:
        self.complaints.append(line)
        self.lines.append(line)

    def wait(self, seconds: float) -> list[str]:
        assert len(self.waits) < 20_000, self.lines[-25:]
        self.waits.append(seconds)
        if self.lines[-1:] == [PRESS_ANY_KEY] and self.is_ready_at_once:
            return ["pagedown"]
        if self.script and any(line.startswith(self.script[0][0]) for line in self.lines[-4:]):
            return list(self.script.pop(0)[1])
        self.clock.advance(min(seconds, 1.0))
        return []


@dataclass
class PlainStage:
    """A plain session with a clock, a history and keys of the test's own."""

    folder: Path
    store: MemoryStore = field(default_factory=MemoryStore)
    clock: FakeClock = field(default_factory=FakeClock)

    def __post_init__(self) -> None:
        self.parts = PartsWithStore(find_paths(data_dir=self.folder), self.clock, 1, store=self.store)
        self.store.save_person(acknowledged())

    def run(self, *script: tuple[str, Sequence[str]], only: str = "cat-and-camel", there: bool = True) -> list[str]:
        self.keys = ScriptedKeys(self.clock, list(script), is_there=there)
        self.code = run_plain(
            self.parts, self.keys, self.keys.write, self.keys.complain, only=tuple(filter(None, (only,)))
        )
        assert self.keys.script == []
        assert not [line for line in self.keys.lines if ESCAPE.search(line) or "\n" in line]
        return self.keys.lines
