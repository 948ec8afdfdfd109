"""Compressed copies of the main file: one a day, of which 7 daily, 4 weekly and 12 monthly ones stay."""

import errno
import re
import zlib
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path

from lumbar.store.disk import READ_SIZE, Disk, ensure_folder, write_new_file
from lumbar.store.files import StoreFiles

DAILY = 7
WEEKLY = 4
MONTHLY = 12
GZIP = 31
"""zlib's number for its gzip format with the largest window."""
NAME = re.compile(r"(\d{4}-\d\d-\d\d)-(\d+)-sessions\.json\.gz")


def keep_daily(files: StoreFiles, *, sessions: int, now: datetime, disk: Disk) -> None:
    """Keep a copy of the main file unless there is one of this day, and remove those that are no longer needed.

    Nothing is removed if the number of sessions fell, for then something may be wrong. Raises OSError.
    """
    present = sorted(path for path in files.backups.glob("*.gz") if NAME.fullmatch(path.name))
    if present and day_of(present[-1]) == now.date():
        return
    keep(files, f"{now:%Y-%m-%d}-{sessions}-sessions.json.gz", disk=disk)
    if not present or sessions >= _sessions_in(present[-1]):
        for path in outdated([*present, files.backups / f"{now:%Y-%m-%d}-{sessions}-sessions.json.gz"]):
            disk.remove(path)


def before_migration(schema: int, now: datetime) -> str:
    """Return the name of the copy that is made before a history of an older format is changed. It stays for good."""
    return f"{now:%Y-%m-%d-%H%M%S}-schema-{schema}.json.gz"


def keep(files: StoreFiles, name: str, *, disk: Disk) -> None:
    """Keep a compressed copy of the main file under that name. It was unpacked and compared when this returns."""
    ensure_folder(disk, files.backups)
    temporary = files.backups / "new"
    write_new_file(disk, temporary, packed(_pieces(files.main)))
    if _checksum(unpacked(_pieces(temporary))) != _checksum(_pieces(files.main)):
        raise OSError(errno.EIO, "the backup does not hold what was written to it")
    disk.replace(temporary, files.backups / name)
    disk.sync_folder(files.backups)


def outdated(present: list[Path]) -> list[Path]:
    """Return those of the daily copies, oldest first, that are neither among the last days, weeks nor months."""
    newest_first = sorted(present, reverse=True)
    needed = set(newest_first[:DAILY])
    for period, count in (("%G-%V", WEEKLY), ("%Y-%m", MONTHLY)):
        last_of = {day_of(path).strftime(period): path for path in present}
        needed.update(sorted(last_of.values(), reverse=True)[:count])
    return [path for path in present if path not in needed]


def day_of(path: Path) -> date:
    """Return the day of which a daily copy is."""
    return date.fromisoformat(path.name[:10])


def _sessions_in(path: Path) -> int:
    match = NAME.fullmatch(path.name)
    return int(match[2]) if match else 0


def packed(pieces: Iterator[bytes]) -> Iterator[bytes]:
    """Compress."""
    compressor = zlib.compressobj(wbits=GZIP)
    for piece in pieces:
        yield compressor.compress(piece)
    yield compressor.flush()


def unpacked(pieces: Iterator[bytes]) -> Iterator[bytes]:
    """Decompress, never more at once than was read at once. Raises zlib.error."""
    decompressor = zlib.decompressobj(wbits=GZIP)
    for piece in pieces:
        packed_part = piece
        while packed_part:
            yield decompressor.decompress(packed_part, READ_SIZE)
            packed_part = decompressor.unconsumed_tail
    yield decompressor.flush()


def _pieces(path: Path) -> Iterator[bytes]:
    with path.open("rb") as file:
        while piece := file.read(READ_SIZE):
            yield piece


def _checksum(pieces: Iterator[bytes]) -> int:
    checksum = 0
    for piece in pieces:
        checksum = zlib.crc32(piece, checksum)
    return checksum
