"""How the day stands, for a shell prompt and other programs, and a file that holds it between two looks.

The file is only ever believed while nothing that it follows from can have changed: the files of the history, the
settings and exercises of one's own, the version of the program, the day, and the hour at which the next session is due.
It holds counts, and the day as `today --json` prints it: nothing of what hurt.
"""

import json
import os
import zlib
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from pathlib import Path
from typing import Any

from lumbar import __version__

FILE_NAME = "today.json"
SETTLED_NS = 2_000_000_000
"""A file that was changed less than this ago can be changed again without another time of change on it."""
MOST_SESSIONS = 1000
MOST_MINUTES = 24 * 60

Signature = Mapping[str, tuple[int, int, int] | None]
"""Size, time of change and number of each file; None for one that is not there."""


class Rest(Enum):
    """Why nothing is planned for a day."""

    REST_DAY = "rest day"
    AWAY = "away"


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """What is planned for today, done, and next."""

    sessions_planned: int
    sessions_done: int
    next_minutes: int | None
    """Of the session to start next; None if nothing more is due."""
    rest: Rest | None = None


@dataclass(frozen=True, slots=True)
class Kept:
    """What the file holds."""

    standing: Standing
    day: Mapping[str, Any] | None
    """As `today --json` prints it; None if there is more to say of it."""


def standing_words(standing: Standing) -> str:
    """Return it in a few words, such as "1/3 today, 9 min"."""
    if standing.rest is not None:
        return standing.rest.value
    if standing.next_minutes is not None:
        return f"{standing.sessions_done}/{standing.sessions_planned} today, {standing.next_minutes} min"
    return "done today" if standing.sessions_done >= standing.sessions_planned else "nothing more today"


class KeptStanding:
    """The file with the standing in it, in *folder*, made from the files that are named."""

    def __init__(self, folder: Path, *, data_file: Path, journal: Path, settings: Path, exercises: Path) -> None:
        self.file = folder / FILE_NAME
        self._data_file = data_file
        self._sources = (data_file, journal, settings)
        self._exercises = exercises

    def signature(self) -> Signature:
        """Return how the files are now that the standing follows from. Take it before they are read."""
        own: list[Path] = []
        with suppress(OSError):
            own = sorted(self._exercises.glob("*.toml"))
        return {str(path): _marks(path) for path in (*self._sources, *own)}

    def read(self, now: datetime) -> Kept | None:
        """Return what is kept if it holds *now*, local wall time; None if it does not, or nothing is."""
        try:
            kept = json.loads(self.file.read_bytes())
            check = kept.pop("check")
        except (OSError, ValueError, RecursionError, AttributeError, KeyError, TypeError):
            return None
        if check != _checksum(kept) or not self._follows_from_what_is_there(kept, now):
            return None
        with suppress(KeyError, ValueError, TypeError):
            day = kept["day"]
            return Kept(_standing_from(kept["standing"]), day if isinstance(day, dict) else None)
        return None

    def _follows_from_what_is_there(self, kept: Mapping[str, Any], now: datetime) -> bool:
        wall = now.replace(tzinfo=None).isoformat(timespec="microseconds")
        since, until = kept.get("since"), kept.get("until")
        return (
            kept.get("version") == __version__
            and isinstance(since, str)
            and isinstance(until, str)
            and since <= wall < until
            and kept.get("files") == _as_json(self.signature())
        )

    def write(self, kept: Kept, signature: Signature, *, now: datetime, until: datetime) -> None:
        """Have it *kept*: it followed from files of that *signature* and holds *until* then, local wall time.

        Nothing is written without a history, or if a file may have changed meanwhile. Never fails: it is looked up
        again next time then.
        """
        if not self.may_write(signature, now):
            return
        standing = kept.standing
        content = {
            "version": __version__,
            "files": _as_json(signature),
            "since": now.replace(tzinfo=None).isoformat(timespec="microseconds"),
            "until": until.replace(tzinfo=None).isoformat(timespec="microseconds"),
            "standing": {
                "planned": standing.sessions_planned,
                "done": standing.sessions_done,
                "minutes": standing.next_minutes,
                "rest": standing.rest and standing.rest.value,
            },
            "day": kept.day,
        }
        whole = json.dumps(content | {"check": _checksum(content)}).encode()
        with suppress(OSError):
            self.file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            _replace(self.file, whole)

    def may_write(self, signature: Signature, now: datetime) -> bool:
        """Return whether what followed from files of that *signature* can be told from what follows after a change."""
        if signature.get(str(self._data_file)) is None or signature != self.signature():
            return False
        now_ns = int(now.timestamp()) * 1_000_000_000
        return all(marks is None or marks[1] <= now_ns - SETTLED_NS for marks in signature.values())

    def remove(self) -> tuple[Path, ...]:
        """Remove the file, and what a write that was cut off left of it; return what is gone. Raises OSError."""
        found = self.found()
        for path in found:
            path.unlink()
        return found

    def found(self) -> tuple[Path, ...]:
        """Return the files that are there."""
        with suppress(OSError):
            return tuple(path for path in sorted(self.file.parent.glob(f"{FILE_NAME}*")) if _is_ours(path))
        return ()


def _is_ours(path: Path) -> bool:
    rest = path.name.removeprefix(FILE_NAME)
    return path.is_file() and (not rest or rest.removeprefix(".").isdigit())


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


def _standing_from(kept: Mapping[str, Any]) -> Standing:
    """Return the standing. Raises KeyError, ValueError or TypeError if it is none."""
    minutes, rest = kept["minutes"], kept["rest"]
    return Standing(
        sessions_planned=_count(kept["planned"], MOST_SESSIONS),
        sessions_done=_count(kept["done"], MOST_SESSIONS),
        next_minutes=None if minutes is None else _count(minutes, MOST_MINUTES),
        rest=None if rest is None else Rest(rest),
    )


def _count(value: object, most: int) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value <= most:
        raise ValueError(f"{value!r} is no such count")
    return value


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
