"""Disks that fail, that count, and that lose power."""

import os
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from lumbar.store.disk import Disk

Detail = tuple[object, ...]


class QuickDisk(Disk):
    """A disk that does not sync: where no power is lost, that changes nothing but the time it takes."""

    def sync(self, descriptor: int) -> None:
        pass

    def sync_content(self, descriptor: int) -> None:
        pass

    def sync_folder(self, path: Path) -> None:
        pass


class WatchedDisk(QuickDisk):
    """Says what is about to happen, and what happened."""

    def before(self, call: str, /) -> None:
        """A call is about to be made."""

    def after(self, call: str, *detail: object) -> None:
        """A call was made."""

    def make_folder(self, path: Path) -> None:
        self.before("make_folder")
        super().make_folder(path)
        self.after("make_folder", path)

    def create(self, path: Path) -> int:
        self.before("create")
        descriptor = super().create(path)
        self.after("create", path, descriptor)
        return descriptor

    def open(self, path: Path) -> int:
        self.before("open")
        descriptor = super().open(path)
        self.after("open", path, descriptor)
        return descriptor

    def write(self, descriptor: int, content: bytes) -> int:
        self.before("write")
        offset = os.lseek(descriptor, 0, os.SEEK_CUR)
        taken = super().write(descriptor, content)
        self.after("write", descriptor, offset, content[:taken])
        return taken

    def write_at(self, descriptor: int, content: bytes, offset: int) -> int:
        self.before("write_at")
        taken = super().write_at(descriptor, content, offset)
        self.after("write_at", descriptor, offset, content[:taken])
        return taken

    def sync(self, descriptor: int) -> None:
        self.before("sync")
        super().sync(descriptor)
        self.after("sync", descriptor)

    def sync_content(self, descriptor: int) -> None:
        self.before("sync_content")
        super().sync_content(descriptor)
        self.after("sync_content", descriptor)

    def close(self, descriptor: int) -> None:
        super().close(descriptor)  # even a failing close lets go of the descriptor
        self.before("close")
        self.after("close", descriptor)

    def link(self, source: Path, target: Path) -> None:
        self.before("link")
        super().link(source, target)
        self.after("link", source, target)

    def replace(self, source: Path, target: Path) -> None:
        self.before("replace")
        super().replace(source, target)
        self.after("replace", source, target)

    def remove(self, path: Path) -> None:
        self.before("remove")
        there = path.exists()
        super().remove(path)
        if there:
            self.after("remove", path)

    def remove_folder(self, path: Path) -> None:
        self.before("remove_folder")
        super().remove_folder(path)
        self.after("remove_folder", path)

    def sync_folder(self, path: Path) -> None:
        self.before("sync_folder")
        super().sync_folder(path)
        self.after("sync_folder", path)


class CountingDisk(WatchedDisk):
    """Counts the calls."""

    def __init__(self) -> None:
        super().__init__()
        self.calls: Counter[str] = Counter()

    def before(self, call: str, /) -> None:
        self.calls[call] += 1


@dataclass(frozen=True)
class Failure:
    """Which call fails, and how."""

    at: int
    """The number of the first call that fails, counted from 0."""
    error: int | None
    """Its error number; None: only a part is written (a call that writes nothing then succeeds)."""
    for_good: bool
    """Whether all later calls of the same name fail as well."""


class FailingDisk(WatchedDisk):
    """One call fails, or it and all later ones of its name."""

    def __init__(self, failure: Failure) -> None:
        super().__init__()
        self._failure = failure
        self._number = -1
        self._name = ""
        self._short = False

    def before(self, call: str, /) -> None:
        self._number += 1
        first = self._number == self._failure.at
        if first:
            self._name = call
        self._short = False
        if first or (self._failure.for_good and call == self._name):
            if self._failure.error is None:
                self._short = True
            else:
                raise OSError(self._failure.error, os.strerror(self._failure.error))

    def write(self, descriptor: int, content: bytes) -> int:
        self.before("write")
        return Disk.write(self, descriptor, self._part(content))

    def write_at(self, descriptor: int, content: bytes, offset: int) -> int:
        self.before("write_at")
        return Disk.write_at(self, descriptor, self._part(content), offset)

    def _part(self, content: bytes) -> bytes:
        if self._short and self._failure.for_good:
            return b""
        return content[: len(content) // 2] if self._short else content
