"""A model of a disk that loses power: what was not synced may be there, absent or torn."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from support.disks import WatchedDisk
from support.ledger import Change, Ledger, opened

Writes = Literal["absent", "there", "torn", "last_only"]
"""What became of the writes to a file since its last sync."""
WRITES: tuple[Writes, ...] = ("absent", "there", "torn", "last_only")


@dataclass
class File:
    """One file, whatever its names."""

    durable: bytes = b""
    waiting: list[tuple[int, bytes]] = field(default_factory=list)
    """Offset and content of each write since the last sync."""

    def after_power_cut(self, writes: Writes) -> bytes:
        """What is found of it."""
        waiting = list(self.waiting)
        if writes == "absent":
            waiting = []
        elif writes == "last_only":
            waiting = waiting[-1:]
        elif writes == "torn" and waiting:
            offset, content = waiting[-1]
            waiting[-1] = (offset, content[: len(content) // 2])
        found = bytearray(self.durable)
        for offset, content in waiting:
            found.extend(bytes(max(offset + len(content) - len(found), 0)))
            found[offset : offset + len(content)] = content
        return bytes(found)


Names = dict[Path, File | None]
"""Each name, and the file that bears it; None for a folder."""


class PowerDisk(WatchedDisk):
    """Does everything for real, and knows what a power cut would leave of it."""

    def __init__(self) -> None:
        super().__init__()
        self._names: Names = {}
        self._durable_names: Names = {}
        self._waiting_names: list[tuple[str, Path, Path | None, File | None]] = []
        self._by_descriptor: dict[int, File] = {}

    def after(self, call: str, *detail: object) -> None:
        match call, detail:
            case "create", (Path() as path, int() as descriptor):
                self._by_descriptor[descriptor] = File()
                self._rename("set", path, None, self._by_descriptor[descriptor])
            case "open", (Path() as path, int() as descriptor):
                file = self._names[path]
                assert file is not None
                self._by_descriptor[descriptor] = file
            case "write" | "write_at", (int() as descriptor, int() as offset, bytes() as content):
                self._by_descriptor[descriptor].waiting.append((offset, content))
            case "sync" | "sync_content", (int() as descriptor,):
                self.file_is_durable(self._by_descriptor[descriptor])
            case _:
                self._after_naming(call, *detail)

    def _after_naming(self, call: str, *detail: object) -> None:
        match call, detail:
            case "make_folder", (Path() as path,):
                self._rename("set", path, None, None)
            case "link", (Path() as source, Path() as target):
                self._rename("set", target, None, self._names[source])
            case "replace", (Path() as source, Path() as target):
                self._rename("move", target, source, self._names[source])
            case "remove" | "remove_folder", (Path() as path,):
                self._rename("drop", path, None, None)
            case "sync_folder", (Path() as folder,):
                self.folder_is_durable(folder)
            case _:
                assert call == "close"

    def file_is_durable(self, file: File) -> None:
        """Its content survives from now on."""
        file.durable = file.after_power_cut("there")
        file.waiting.clear()

    def folder_is_durable(self, folder: Path) -> None:
        """The names in it survive from now on."""
        for step in self._waiting_names:
            if step[1].parent == folder:
                _take(self._durable_names, step)
        self._waiting_names = [step for step in self._waiting_names if step[1].parent != folder]

    def _rename(self, kind: str, target: Path, source: Path | None, file: File | None) -> None:
        step = (kind, target, source, file)
        _take(self._names, step)
        self._waiting_names.append(step)

    def after_power_cut(self) -> Iterator[dict[Path, bytes | None]]:
        """Everything that may be found if power is lost now; None for a folder."""
        for steps in range(len(self._waiting_names) + 1):
            names = dict(self._durable_names)
            for step in self._waiting_names[:steps]:
                _take(names, step)
            for writes in WRITES:
                yield {path: None if file is None else file.after_power_cut(writes) for path, file in names.items()}


def _take(names: Names, step: tuple[str, Path, Path | None, File | None]) -> None:
    kind, target, source, file = step
    if kind == "drop":
        names.pop(target, None)
    else:
        names[target] = file
    if source is not None:
        names.pop(source, None)


@dataclass(frozen=True)
class Found:
    """What was found after a power cut, and what it has to fulfil."""

    files: dict[Path, bytes | None]
    ledger: Ledger
    moment: str


class Course(PowerDisk):
    """Makes changes on a disk that may lose power before and after each call."""

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self.found: dict[object, Found] = {}
        """All different states, by what was there and what was acknowledged."""
        self.ledger = Ledger()
        self._folder = folder
        self._change = "opening"
        self._names[folder] = self._durable_names[folder] = None

    def after(self, call: str, *detail: object) -> None:
        super().after(call, *detail)
        self.note(f"{self._change}, {call}")

    def note(self, moment: str) -> None:
        """Power may be lost now."""
        for files in self.after_power_cut():
            mark = (self.ledger.count, frozenset(files.items()))
            if mark not in self.found:
                ledger = Ledger(self.ledger.acknowledged)
                ledger.possible = list(self.ledger.possible)
                self.found[mark] = Found(files, ledger, moment)

    def run(self, changes: tuple[Change, ...]) -> None:
        """Make the changes one after the other."""
        store = opened(self._folder / "share" / "history.json", self)
        for number, change in enumerate(changes):
            self._change = f"{number} {change.name}"
            self.ledger.begin(change)
            change.call(store)
            self.ledger.done(change)
            self.ledger.possible = [self.ledger.acknowledged]
            self.note(f"{self._change}, acknowledged")
        store.close()


def put_down(files: dict[Path, bytes | None], folder: Path, anew: Path) -> None:
    """Lay out under *anew* what was found under *folder*."""
    for path, content in sorted(files.items()):
        if not all(above in files for above in path.parents if above.is_relative_to(folder)):
            continue  # the folder itself was lost
        target = anew / path.relative_to(folder)
        if content is None:
            target.mkdir(parents=True, exist_ok=True)
        else:
            target.write_bytes(content)
