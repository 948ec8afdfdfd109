"""Every call that changes something on the disk.

Nothing else in the store may: the proofs put a failing disk in the place of this one.
"""

import errno
import os
import time
import zlib
from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path

try:
    from fcntl import fcntl
except ImportError:  # pragma: no cover - Windows
    fcntl = None  # type: ignore[assignment]

try:
    from fcntl import F_FULLFSYNC  # type: ignore[attr-defined,unused-ignore]
except ImportError:  # only macOS has it: there, fsync alone leaves the bytes in the drive's cache
    F_FULLFSYNC = None

READ_SIZE = 1 << 17
"""Bytes read or written at once where a file is streamed."""
NO_LINKS = {errno.EPERM, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOSYS, errno.EMLINK, errno.EXDEV}
"""What a file system answers that has no hard links."""


class Disk:
    """The system calls that change files, one method each, so that each can be made to fail."""

    def __init__(
        self,
        *,
        other_programs_block: bool = os.name == "nt",
        full_sync: int | None = F_FULLFSYNC,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self._other_programs_block = other_programs_block
        self._full_sync = full_sync
        self._sleep = sleep

    def make_folder(self, path: Path) -> None:
        """Create a folder for its owner alone, unless it exists."""
        path.mkdir(mode=0o700, exist_ok=True)

    def create(self, path: Path) -> int:
        """Create a file that does not exist, for its owner alone, and return its descriptor."""
        return os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o600)

    def open(self, path: Path) -> int:
        """Open a file that exists, for writing, and return its descriptor."""
        return os.open(path, os.O_RDWR | getattr(os, "O_BINARY", 0))

    def write(self, descriptor: int, content: bytes) -> int:
        """Write at the descriptor's position; return how many bytes were taken."""
        return os.write(descriptor, content)

    def write_at(self, descriptor: int, content: bytes, offset: int) -> int:
        """Write at *offset*; return how many bytes were taken."""
        if hasattr(os, "pwrite"):
            return os.pwrite(descriptor, content, offset)
        os.lseek(descriptor, offset, os.SEEK_SET)  # pragma: no cover - Windows
        return os.write(descriptor, content)  # pragma: no cover - Windows

    def sync(self, descriptor: int) -> None:
        """Return once content and length of the file are on the disk."""
        if self._full_sync is None:
            os.fsync(descriptor)
        else:
            fcntl(descriptor, self._full_sync)

    def sync_content(self, descriptor: int) -> None:
        """Return once the content of the file is on the disk."""
        if self._full_sync is None and hasattr(os, "fdatasync"):
            os.fdatasync(descriptor)
        else:
            self.sync(descriptor)

    def close(self, descriptor: int) -> None:
        """Close the descriptor."""
        os.close(descriptor)

    def link(self, source: Path, target: Path) -> None:
        """Give the file *source* the second name *target*, which must not exist."""
        os.link(source, target)

    def replace(self, source: Path, target: Path) -> None:
        """Rename *source* to *target* in one step. On Windows, wait up to 2.5 s for a program that holds *target*."""
        for attempt in range(25 if self._other_programs_block else 0):
            try:
                source.replace(target)
            except PermissionError:
                self._sleep(0.004 * attempt * 2)
            else:
                return
        source.replace(target)

    def remove(self, path: Path) -> None:
        """Remove the file, if it is there."""
        path.unlink(missing_ok=True)

    def remove_folder(self, path: Path) -> None:
        """Remove the folder, which must be empty."""
        path.rmdir()

    def sync_folder(self, path: Path) -> None:
        """Return once the names in the folder are on the disk."""
        if os.name == "nt":  # pragma: no cover - Windows has no such call
            return
        descriptor = os.open(path, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def ensure_folder(disk: Disk, path: Path) -> None:
    """Create the folder, and those above it, unless they exist."""
    for folder in reversed((path, *path.parents)):
        if not folder.exists():
            disk.make_folder(folder)
            disk.sync_folder(folder.parent)


def write_all(disk: Disk, descriptor: int, content: bytes) -> None:
    """Write all of *content* at the descriptor's position. Raises OSError if the disk takes only a part."""
    taken = disk.write(descriptor, content)
    while taken < len(content):
        more = disk.write(descriptor, content[taken:])
        if more == 0:
            raise OSError(errno.EIO, "the disk took only a part of the file")
        taken += more


def _refuse_other_content(path: Path, expected: int) -> None:
    checksum = 0
    with path.open("rb") as file:
        while chunk := file.read(READ_SIZE):
            checksum = zlib.crc32(chunk, checksum)
    if checksum != expected:
        raise OSError(errno.EIO, "the disk gave back something else than was written")


def write_new_file(disk: Disk, path: Path, chunks: Iterable[bytes]) -> None:
    """Write a file under a name that nobody else uses: when this returns, it is on the disk and was read back.

    What an earlier attempt left under that name is removed first. Raises OSError, and leaves nothing behind.
    """
    disk.remove(path)
    descriptor = disk.create(path)
    try:
        checksum = 0
        try:
            for chunk in chunks:
                write_all(disk, descriptor, chunk)
                checksum = zlib.crc32(chunk, checksum)
            disk.sync(descriptor)
        finally:
            disk.close(descriptor)
        _refuse_other_content(path, checksum)
    except BaseException:
        with suppress(OSError):
            disk.remove(path)
        raise


def name_new(disk: Disk, source: Path, target: Path) -> None:
    """Rename *source* to *target*; FileExistsError if anything has that name, even if it came in this moment."""
    try:
        disk.link(source, target)
    except OSError as error:
        if error.errno not in NO_LINKS:
            raise
        if os.path.lexists(target):
            raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), os.fspath(target)) from error
        disk.replace(source, target)
    else:
        disk.remove(source)


def keep_under(disk: Disk, source: Path, target: Path) -> None:
    """Give *source* the second name *target*, in place of what has it; copy where the file system has no links."""
    beside = target.with_name(target.name + ".new")
    disk.remove(beside)
    try:
        disk.link(source, beside)
    except OSError as error:
        if error.errno not in NO_LINKS:
            raise
        with source.open("rb") as file:
            write_new_file(disk, beside, iter(lambda: file.read(READ_SIZE), b""))
    disk.replace(beside, target)
    disk.remove(beside)  # renaming one of two names of the same file to the other leaves both
