"""Reads a file that a person named: one that never ends, or that waits for another program, is none."""

import errno
import os
import stat
from pathlib import Path


class NoRegularFileError(OSError):
    """What is there is a folder, a pipe or a device."""

    def __init__(self) -> None:
        super().__init__(errno.EINVAL, "it is no file with a text in it")


def read_regular_file(path: Path, *, most_bytes: int) -> bytes:
    """Return the content of *path*, and no more than *most_bytes* of it. Never waits.

    Raises OSError: FileNotFoundError, NoRegularFileError, or what the system says. Raises ValueError for a path that
    cannot be one.
    """
    descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    if not stat.S_ISREG(os.fstat(descriptor).st_mode):
        os.close(descriptor)
        raise NoRegularFileError
    with os.fdopen(descriptor, "rb") as file:
        return file.read(most_bytes)
