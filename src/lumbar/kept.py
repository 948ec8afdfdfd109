"""What an earlier look at the history found out, in a file of the cache folder.

It is only ever believed while nothing that it follows from can have changed: the files of the history, the settings and
exercises of one's own, the version of the program, and the time for which it was found out.
"""

import json
import os
import zlib
from collections.abc import Iterable, Mapping
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import Any, NamedTuple

from lumbar import __version__
from lumbar.private_folder import ensure_private_folder

SETTLED_NS = 2_000_000_000
"""A file that was changed less than this ago can be changed again without another time of change on it."""

Signature = Mapping[str, tuple[int, int, int] | None]
"""Size, time of change and number of each file; None for one that is not there."""


class Look(NamedTuple):
    """What was found out, and for which time."""

    since: datetime
    """Local wall time, as *until*."""
    until: datetime
    found: Mapping[str, Any]
    """A JSON object."""


class KeptLooks:
    """The file *file*, with what follows from the files that are named."""

    def __init__(self, file: Path, *, data_file: Path, journal: Path, settings: Path, exercises: Path) -> None:
        self.file = file
        self._data_file = data_file
        self._sources = (data_file, journal, settings)
        self._exercises = exercises

    def signature(self) -> Signature:
        """Return how the files are now that it follows from. Take it before they are read."""
        own: list[Path] = []
        with suppress(OSError):
            own = sorted(self._exercises.glob("*.toml"))
        return {str(path): _marks(path) for path in (*self._sources, *own)}

    def read(self, now: datetime) -> Mapping[str, Any] | None:
        """Return what holds *now*, local wall time; None if nothing does."""
        try:
            kept = json.loads(self.file.read_bytes())
            is_whole = kept.pop("check") == _checksum(kept)
            looks = kept["looks"]
        except (OSError, ValueError, RecursionError, AttributeError, KeyError, TypeError):
            return None
        if not is_whole or kept.get("version") != __version__:
            return None
        wall = _wall(now)
        with suppress(KeyError, TypeError):
            for look in looks:
                if look["since"] <= wall < look["until"] and kept.get("files") == _as_json(self.signature()):
                    return look["found"] if isinstance(look["found"], dict) else None
        return None

    def write(self, looks: Iterable[Look], signature: Signature, *, now: datetime) -> None:
        """Have *looks* kept, which followed from files of that *signature*.

        Nothing is written without a history, or if a file may have changed meanwhile. Never fails: it is found out
        again next time then.
        """
        if not self.may_write(signature, now):
            return
        content = {
            "version": __version__,
            "files": _as_json(signature),
            "looks": [
                {"since": _wall(look.since), "until": _wall(look.until), "found": dict(look.found)} for look in looks
            ],
        }
        whole = json.dumps(content | {"check": _checksum(content)}).encode()
        with suppress(OSError):
            ensure_private_folder(self.file.parent)
            _replace(self.file, whole)

    def may_write(self, signature: Signature, now: datetime) -> bool:
        """Return whether what followed from files of that *signature* can be told from what follows after a change."""
        if signature.get(str(self._data_file)) is None or signature != self.signature():
            return False
        now_ns = int(now.timestamp()) * 1_000_000_000
        return all(marks is None or marks[1] <= now_ns - SETTLED_NS for marks in signature.values())

    def forget(self) -> None:
        """Remove what is kept, as far as that can be."""
        for path in self.files():
            with suppress(OSError):
                path.unlink()

    def files(self) -> tuple[Path, ...]:
        """Return the file, and what a write that was cut off left of it, as far as they are there."""
        with suppress(OSError):
            return tuple(path for path in sorted(self.file.parent.glob(f"{self.file.name}*")) if self._is_ours(path))
        return ()

    def _is_ours(self, path: Path) -> bool:
        rest = path.name.removeprefix(self.file.name)
        return path.is_file() and (not rest or rest.removeprefix(".").isdigit())


def _wall(moment: datetime) -> str:
    return moment.replace(tzinfo=None).isoformat(timespec="microseconds")


def _marks(path: Path) -> tuple[int, int, int] | None:
    try:
        found = path.stat()
    except (OSError, ValueError):
        return None
    return found.st_size, found.st_mtime_ns, found.st_ino


def _as_json(signature: Signature) -> dict[str, list[int] | None]:
    return {path: None if marks is None else list(marks) for path, marks in signature.items()}


def _checksum(content: Mapping[str, Any]) -> int:
    return zlib.crc32(json.dumps(content, sort_keys=True).encode())


def _replace(path: Path, content: bytes) -> None:
    """Put *content* in the place of *path*, for its owner alone, whole or not at all. Raises OSError."""
    temporary = path.with_name(f"{path.name}.{os.getpid()}")
    try:
        descriptor = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with open(descriptor, "wb") as file:  # noqa: PTH123 - a descriptor
            file.write(content)
        temporary.replace(path)
    except OSError:
        with suppress(OSError):
            temporary.unlink()
        raise
