"""The journal: changes that are durable, but not yet in the main file, and those of the last fold.

A file written full of zeros in advance, so that a commit needs no new space on the disk. A commit is one line:

    CRC-32 of the rest of the line, edition of the main file it follows, sequence number, changed documents as JSON

between two newlines, so that a damaged byte costs one line at most: it cannot join two lines into one.
"""

import errno
import re
import zlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

import msgspec

from lumbar.store.disk import Disk, write_new_file
from lumbar.store.packed import Raw

JOURNAL_SIZE = 256 * 1024
"""Bytes written in advance."""
FOLD_SIZE = 128 * 1024
"""Bytes of changes from which a fold is due even in the middle of a session."""
ChangedTables = dict[str, dict[int, Raw | None]]
"""Table, document id, document; None if it was removed."""

_decoder = msgspec.json.Decoder(dict[str, dict[int, msgspec.Raw]])
LINE = re.compile(rb"([0-9a-f]{8}) (([0-9a-f]+) ([0-9]+) (\{.*\}))", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Entry:
    """One commit."""

    edition: str
    """The edition of the main file that was there when the commit was made."""
    sequence: int
    """Counts all commits of this history."""
    changes: bytes
    """JSON: table, document id, document, or null where the document was removed."""

    def changed(self) -> ChangedTables:
        """Return the changes, each document as it stands there."""
        return {
            name: {doc_id: None if bytes(document) == b"null" else document for doc_id, document in documents.items()}
            for name, documents in _decoder.decode(self.changes).items()
        }

    def line(self) -> bytes:
        """Return the entry as it stands in the file."""
        rest = b"%s %d %s" % (self.edition.encode(), self.sequence, self.changes)
        return b"\n%08x %s\n" % (zlib.crc32(rest), rest)


@dataclass(frozen=True, slots=True)
class JournalContent:
    """What a journal holds."""

    entries: tuple[Entry, ...] = ()
    """In the order in which they were committed."""
    end: int = 0
    """Where the next entry goes."""
    is_there: bool = False
    """Whether there is such a file."""
    damaged: bool = False
    """Whether a line before the last good one cannot be read. (A torn last line is a commit that never ended.)"""


def is_intact(line: re.Match[bytes]) -> bool:
    """Return whether the line is what was written."""
    return int(line[1], 16) == zlib.crc32(line[2])


def parse_journal(content: bytes) -> JournalContent:
    """Return what can be read of a journal, whatever state it is in."""
    entries: list[Entry] = []
    end, position, unreadable, damaged = 0, 0, False, False
    for line in content.split(b"\n"):
        position += len(line) + 1
        if not line.strip(b"\0"):
            continue
        match = LINE.fullmatch(line)
        if match is None or not is_intact(match):
            unreadable = True
            continue
        entries.append(Entry(match[3].decode(), int(match[4]), match[5]))
        end, damaged = position, damaged or unreadable
    return JournalContent(tuple(entries), end, damaged=damaged)


def collapsed(entries: Iterable[Entry]) -> ChangedTables:
    """Return what the entries, one after the other, make of the documents that they touch."""
    tables: ChangedTables = {}
    for entry in entries:
        for name, documents in entry.changed().items():
            tables.setdefault(name, {}).update(documents)
    return tables


def encoded_changes(changes: Mapping[str, Mapping[int, bytes | None]]) -> bytes:
    """Return changes as they stand in an entry."""

    def raw(document: bytes | None) -> msgspec.Raw | None:
        return None if document is None else msgspec.Raw(document)

    return msgspec.json.encode(
        {name: {doc_id: raw(document) for doc_id, document in documents.items()} for name, documents in changes.items()}
    )


def read_journal(path: Path) -> JournalContent:
    """Return what can be read of the journal; nothing if there is none. Raises OSError if the disk cannot read it."""
    try:
        return replace(parse_journal(path.read_bytes()), is_there=True)
    except FileNotFoundError:
        return JournalContent()


class Journal:
    """The journal as the one writer holds it."""

    def __init__(self, path: Path, *, disk: Disk) -> None:
        self._path = path
        self._disk = disk
        self._descriptor: int | None = None
        self._usable = False
        self._end = 0
        self._entries: list[Entry] = []

    @property
    def usable(self) -> bool:
        """Whether the file is there and can be trusted."""
        return self._usable

    @property
    def entries(self) -> tuple[Entry, ...]:
        """Every commit that it holds."""
        return tuple(self._entries)

    def resume(self, content: JournalContent) -> None:
        """Continue after *content*, which was just read from the file."""
        self._entries = list(content.entries)
        self._end = content.end
        self._usable = content.is_there

    def append(self, entry: Entry) -> None:
        """Make one commit durable: one write, one sync.

        Raises OSError if it may not be. After a failed sync nothing is known about the file any more (the system may
        drop what it could not write, and say so only once), so it is not used again until it is renewed.
        """
        if self._descriptor is None:
            self._descriptor = self._disk.open(self._path)
        line = entry.line()
        if self._disk.write_at(self._descriptor, line, self._end) != len(line):
            raise OSError(errno.EIO, "the disk took only a part of the change")
        try:
            self._disk.sync_content(self._descriptor)
        except OSError:
            self._usable = False
            raise
        self._end += len(line)
        self._entries.append(entry)

    def renew(self, entries: Iterable[Entry]) -> None:
        """Put a new file with *entries*, and room for more, in place of this one.

        Raises OSError if it may not be durable.
        """
        kept = list(entries)
        lines = b"".join(entry.line() for entry in kept)
        room = bytes(JOURNAL_SIZE - len(lines) % JOURNAL_SIZE)
        temporary = self._path.with_name(self._path.name + ".new")
        write_new_file(self._disk, temporary, (lines, room))
        self._usable = False
        self.close()  # Windows replaces no open file
        self._disk.replace(temporary, self._path)
        self._disk.sync_folder(self._path.parent)
        self._entries, self._end, self._usable = kept, len(lines), True

    def close(self) -> None:
        """Let go of the file."""
        if self._descriptor is not None:
            descriptor, self._descriptor = self._descriptor, None
            self._disk.close(descriptor)
