"""What to do about damage: the file is set aside as it is, and what is left elsewhere comes together."""

import codecs
import gzip
import zlib
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

import msgspec

from lumbar.store import schema
from lumbar.store.codec import InvalidDocumentError, decoded, person_from, prescription_from, session_from
from lumbar.store.disk import READ_SIZE, Disk, ensure_folder, write_new_file
from lumbar.store.files import StoreFiles
from lumbar.store.journal import ChangedTables
from lumbar.store.main_file import (
    CHECKPOINT,
    DAMAGED,
    META,
    PERSON,
    PRESCRIPTIONS,
    SESSIONS,
    DamagedError,
    Tables,
    parse,
    salvage,
)
from lumbar.store.merge import merge
from lumbar.store.packed import Raw

CHECKS = {SESSIONS: session_from, PRESCRIPTIONS: prescription_from, PERSON: person_from}
"""How a document of a table is validated; of another table, any JSON object will do."""


@dataclass(slots=True)
class Rescued:
    """Everything that was found."""

    tables: Tables = field(default_factory=lambda: {SESSIONS: {}})
    sources: list[str] = field(default_factory=list)
    """Names of the files that gave something."""


def remains(files: StoreFiles) -> bool:
    """Return whether anything but the main file tells of a history."""
    return files.journal.exists() or files.previous.exists() or any(files.backups.glob("*.gz"))


def rescue(files: StoreFiles, changes: ChangedTables) -> Rescued:
    """Return the union of the journal's changes, what stands whole in the damaged file, and the older copies."""
    rescued = Rescued()
    _take(rescued, files.journal.name, without_removals(changes))
    with suppress(OSError):
        found = _salvaged(files.main.read_bytes())
        if CHECKPOINT in changes:
            found.pop(CHECKPOINT, None)  # the journal knows better what became of it
        _take(rescued, files.main.name, found)
    for copy in copies(files):
        with suppress(OSError):
            tables = _what_can_be_read_of(copy)
            tables.pop(CHECKPOINT, None)  # of a session that ended long ago
            _take(rescued, copy.name, tables)
    return rescued


def copies(files: StoreFiles) -> Iterator[Path]:
    """Yield the older copies of the main file, newest first."""
    yield files.previous
    yield from sorted(files.backups.glob("*.gz"), reverse=True)


def _what_can_be_read_of(copy: Path) -> Tables:
    try:
        content = content_of(copy)
    except DamagedError:
        return {}
    try:
        main = parse(content)
    except DamagedError:
        return _salvaged(content)
    return schema.migrated(main.tables, main.meta.schema)


def _salvaged(content: bytes) -> Tables:
    """Return what stands whole in a damaged file. The name of a table may be damaged too, so shape goes before name."""
    tables: Tables = {}
    for name, documents in salvage(content).items():
        for document in documents.values():
            shapes = (table for table in (SESSIONS, PRESCRIPTIONS) if is_valid(table, document))
            table = tables.setdefault(next(shapes, name), {})
            table[len(table) + 1] = document
    tables.pop(META, None)
    return tables


def is_valid(table: str, document: Raw) -> bool:
    """Return whether the document is what a document of that table should be."""
    try:
        CHECKS.get(table, decoded)(document)
    except InvalidDocumentError:
        return False
    return True


def content_of(path: Path) -> bytes:
    """Return the content of a main file, a backup or an export, unpacked. Raises DamagedError or OSError."""
    content = path.read_bytes().removeprefix(codecs.BOM_UTF8)  # some editors put that mark before the first line
    if content[:2] != b"\x1f\x8b":
        return content
    try:
        return gzip.decompress(content)
    except (EOFError, zlib.error, gzip.BadGzipFile) as error:
        raise DamagedError(str(error)) from error


def _take(rescued: Rescued, source: str, tables: Mapping[str, Mapping[int, Raw]]) -> None:
    """Merge what is valid; keep the rest word for word."""
    valid: Tables = {}
    for name, documents in tables.items():
        for doc_id, document in documents.items():
            if is_valid(name, document):
                valid.setdefault(name, {})[doc_id] = document
            else:
                aside = valid.setdefault(DAMAGED, {})
                aside[len(aside) + 1] = damaged_document(name, document)
    if merge(rescued.tables, valid, older=True) and source not in rescued.sources:
        rescued.sources.append(source)


def damaged_document(table: str, document: Raw) -> bytes:
    """Return the document under which one is kept that does not validate."""
    return msgspec.json.encode({"table": table, "document": bytes(document).decode(errors="backslashreplace")})


def without_removals(changes: ChangedTables) -> Tables:
    """Return the documents that were not removed."""
    return {
        name: {doc_id: document for doc_id, document in documents.items() if document is not None}
        for name, documents in changes.items()
    }


def set_aside(files: StoreFiles, path: Path, *, disk: Disk, now: datetime) -> Path:
    """Copy a damaged file to the quarantine, where nothing ever deletes it, and return the copy."""
    ensure_folder(disk, files.quarantine)
    name = f"{now:%Y-%m-%d-%H%M%S}-{path.name}"
    number = 1
    while (target := files.quarantine / (name if number == 1 else f"{name}-{number}")).exists():
        number += 1
    with path.open("rb") as file:
        write_new_file(disk, target, iter(lambda: file.read(READ_SIZE), b""))
    disk.sync_folder(files.quarantine)
    return target
