"""The main file: plain TinyDB JSON, one document a line, the sessions last and in the order of their days.

Stock TinyDB and jq read it at any moment. It is held as the bytes of each document, packed if they are many; nothing is
decoded before it is asked for. Because the newest sessions stand at its end, they can be read without the rest.
"""

import json
import re
import zlib
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import msgspec

from lumbar.store.packed import Raw

Tables = dict[str, dict[int, Raw]]
"""Table, document id, document."""

META = "_meta"
REMOVED = "_removed"
"""What was removed: UUID and revision, so that no older copy brings it back."""
DAMAGED = "_damaged"
"""What could not be understood, word for word."""
CHECKPOINT = "checkpoint"
"""The running session."""
PERSON = "person"
PRESCRIPTIONS = "prescriptions"
SESSIONS = "sessions"
BESIDE = "_beside"
"""In a backup alone: texts of files that lie beside the history, each with its name."""
TABLES = (REMOVED, DAMAGED, CHECKPOINT, PERSON, PRESCRIPTIONS, SESSIONS)
"""The tables of a history. A main file has them all, even if they are empty."""
CHUNK = 1 << 17
"""Bytes of a main file that are written at once."""
UNREADABLE = (msgspec.DecodeError, UnicodeDecodeError, RecursionError)
"""What msgspec raises when bytes are no JSON of the expected shape."""


class DamagedError(Exception):
    """The file is not what was written."""


class Meta(msgspec.Struct, frozen=True, kw_only=True):
    """What the main file says of itself: the one document of its table `_meta`."""

    schema: int
    """Number of the format of the documents."""
    edition: str = ""
    """A random number, new whenever the file is written."""
    previous_edition: str = ""
    """The edition that was folded into this one."""
    folded_through: int = 0
    """The last commit on the previous edition that is contained in this one."""
    check: int = 0
    """CRC-32 of the other fields: a wrong number here would hide commits in the journal."""

    def checksum(self) -> int:
        """Return what `check` has to be."""
        fields = (self.schema, self.edition, self.previous_edition, self.folded_through)
        return zlib.crc32(repr(fields).encode())


@dataclass(frozen=True, slots=True)
class MainFile:
    """Content of a main file."""

    meta: Meta
    tables: Tables = field(default_factory=dict)
    """All tables but `_meta`."""
    read_from: str | None = None
    """If only the newest sessions were read: the day of the oldest of them, of which others may be missing."""


class _Key(msgspec.Struct):
    day: str = ""
    started_at: str = ""


_tables_decoder = msgspec.json.Decoder(dict[str, dict[int, msgspec.Raw]])
_meta_decoder = msgspec.json.Decoder(Meta)
_key_decoder = msgspec.json.Decoder(_Key)


def render(main: MainFile) -> Iterator[bytes]:
    """Yield the file in pieces."""
    meta = msgspec.structs.replace(main.meta, check=main.meta.checksum())
    tables: Tables = main.tables | {META: {1: msgspec.json.encode(meta)}}
    names = (META, *sorted({*main.tables, *TABLES} - {META, SESSIONS}), SESSIONS)
    piece = bytearray(b"{\n")
    for name in names:
        documents = tables.get(name, {})
        piece += b"%s: {\n" % json.dumps(name).encode()
        for line in _lines(documents, in_order_of_days=name == SESSIONS):
            piece += line
            if len(piece) >= CHUNK:
                yield bytes(piece)
                piece.clear()
        piece += b"}\n" if name == SESSIONS else b"},\n"
    yield bytes(piece + b"}\n")


def _lines(documents: dict[int, Raw], *, in_order_of_days: bool) -> Iterator[bytes]:
    order = sorted(documents, key=lambda doc_id: order_of(documents[doc_id])) if in_order_of_days else sorted(documents)
    for number, doc_id in enumerate(order, start=1):
        yield b'"%d": %s%s\n' % (doc_id, bytes(documents[doc_id]), b"," if number < len(order) else b"")


def order_of(document: Raw) -> tuple[str, str]:
    """Return what sessions are sorted by in the file: day, then start. What has neither comes first."""
    try:
        key = _key_decoder.decode(bytes(document))
    except UNREADABLE:
        return "", ""
    return key.day, key.started_at


def parse(content: bytes) -> MainFile:
    """Return the content of a main file, whoever wrote it. Raises DamagedError."""
    try:
        tables: Tables = {name: dict(documents) for name, documents in _tables_decoder.decode(content).items()}
        lines = 2 + sum(2 + len(documents) for documents in tables.values())
        if content.count(b"\n") != lines:
            tables = _read_slowly(content)
        meta = _meta_decoder.decode(bytes(tables.pop(META, {}).get(1, b"")))
    except UNREADABLE as error:
        raise DamagedError(str(error)) from error
    if meta.schema < 1 or (meta.edition and meta.check != meta.checksum()):
        raise DamagedError("what it says of itself does not fit together")
    lacking = [name for name in (TABLES if meta.edition else (SESSIONS,)) if name not in tables]
    if lacking:
        raise DamagedError(f"it lacks the table {lacking[0]}")
    return MainFile(meta, tables)


def _read_slowly(content: bytes) -> Tables:
    """Return the tables of a file that another program laid out. Raises DamagedError if a key stands twice in it.

    Of two documents under one key a decoder would hide one. A file that we wrote has a known number of lines, so only
    changed files are read in this way. Each document comes back on one line.
    """

    def pairs(items: list[tuple[str, Any]]) -> dict[str, Any]:
        if len(dict(items)) != len(items):
            raise DamagedError("a key stands in it twice")
        return dict(items)

    try:
        tables = json.loads(content, object_pairs_hook=pairs)
    except (ValueError, RecursionError) as error:
        raise DamagedError(str(error)) from error
    return {
        name: {int(doc_id): json.dumps(document).encode() for doc_id, document in documents.items()}
        for name, documents in tables.items()
    }


_LINE = re.compile(rb'"(\d+)": ?(\{.*\}),?\r?')
_TABLE = re.compile(rb'"(.*)": ?\{\r?')


def salvage(content: bytes) -> Tables:
    """Return every document that stands whole on a line of a damaged file, by the table under whose name it stands."""
    tables: Tables = {}
    name = ""
    for line in content.split(b"\n"):
        if match := _TABLE.fullmatch(line):
            name = match[1].decode(errors="replace")
        elif match := _LINE.fullmatch(line):
            with suppress(*UNREADABLE):
                msgspec.json.decode(match[2])
                tables.setdefault(name, {})[int(match[1])] = match[2]
    return tables


def read_main(path: Path) -> MainFile | None:
    """Return the whole file, or None if there is none. Raises DamagedError, or OSError if the disk cannot read it."""
    try:
        content = path.read_bytes()
    except FileNotFoundError:
        return None
    return parse(content)


END_SIZE = 96 * 1024
"""Bytes read at either end of a file for a first look."""
WIDER = 4
"""How many times as much is read of the end where a first look did not reach far enough back."""


def glance(path: Path, tail_size: int = END_SIZE) -> MainFile | None:
    """Return the small tables and the newest sessions, in *tail_size* bytes, of a big file; the rest is not read.

    None if there is no file, or if it has to be read whole to be understood.
    """
    try:
        with path.open("rb") as file:
            size = file.seek(0, 2)
            if size <= END_SIZE + tail_size:
                return None
            file.seek(0)
            head, found, _ = file.read(END_SIZE).partition(b'\n"sessions": {\n')
            file.seek(size - tail_size)
            tail = file.read().partition(b"\n")[2]
    except FileNotFoundError:
        return None
    if not found:
        return None
    try:
        whole = parse(head + found + tail)
    except DamagedError:
        return None
    first = min(map(order_of, whole.tables[SESSIONS].values()), default=("", ""))
    return MainFile(whole.meta, whole.tables, read_from=first[0])
