"""What the files of a history say when they are read, and what is made of it if they are damaged. Writes nothing."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from lumbar.store import schema
from lumbar.store.files import StoreFiles
from lumbar.store.journal import JournalContent, collapsed, read_journal
from lumbar.store.main_file import SESSIONS, DamagedError, MainFile, Meta, Tables, read_main
from lumbar.store.merge import merge
from lumbar.store.packed import Raw
from lumbar.store.rescue import remains, rescue, without_removals


@dataclass(slots=True)
class Found:
    """A history as it was found."""

    meta: Meta = field(default_factory=lambda: Meta(schema=schema.SCHEMA))
    """Of the main file; without an edition if there is none that can be used."""
    tables: Tables = field(default_factory=lambda: {SESSIONS: {}})
    """All documents, the journal's changes made."""
    read_from: str | None = None
    """If only the newest sessions were read: the day of the oldest of them, of which others may be missing."""
    journal: JournalContent = field(default_factory=JournalContent)
    """What the journal holds."""
    in_main: int = 0
    """How many of the journal's first entries the main file already contains."""
    damaged: list[Path] = field(default_factory=list)
    """Files that have to be set aside."""
    what_was_wrong: list[str] = field(default_factory=list)
    """Sentences about the damage."""
    sources: list[str] = field(default_factory=list)
    """Where the documents come from, if they had to be brought together."""
    differs_from_files: bool = False
    """Whether a new main file has to be written before changes can be made upon it."""

    @property
    def sequence(self) -> int:
        """The last commit of all."""
        return max([self.meta.folded_through, *(entry.sequence for entry in self.journal.entries)])


def read_history(files: StoreFiles) -> Found:
    """Return what the files say. Raises OSError if the disk does not give them."""
    # The journal first: were a fold to come between the two, the main file would have all that the journal had.
    journal = read_journal(files.journal)
    wrong = ""
    main = None
    try:
        main = read_main(files.main)
    except DamagedError as error:
        wrong = f"{files.main.name} was damaged ({error})."
    if main is None and not wrong and remains(files):
        wrong = f"{files.main.name} was missing."
    found = (
        _rescued(files, journal, wrong) if wrong else found_in(main or MainFile(Meta(schema=schema.SCHEMA)), journal)
    )
    if journal.damaged:
        found.damaged.append(files.journal)
        found.what_was_wrong.append(f"{files.journal.name} was damaged: at least one change in it cannot be read.")
        found.differs_from_files = True
    return found


def found_in(main: MainFile, journal: JournalContent) -> Found:
    """Return the main file's documents with the journal's changes made."""
    found = Found(main.meta, {SESSIONS: {}} | main.tables, main.read_from, journal)
    foreign = []
    for number, entry in enumerate(journal.entries, start=1):
        if entry.edition not in (main.meta.edition, main.meta.previous_edition):
            foreign.append(entry)
        elif entry.sequence <= main.meta.folded_through:
            found.in_main = number
        else:
            put(found.tables, entry.changed())
    if foreign:  # a sync program or a person put another main file in place of the one that was here
        merge(found.tables, without_removals(collapsed(foreign)))
        found.differs_from_files = True
    if main.meta.schema < schema.SCHEMA:
        found.tables = schema.migrated(found.tables, main.meta.schema)
        found.differs_from_files = True
    return found


def _rescued(files: StoreFiles, journal: JournalContent, wrong: str) -> Found:
    rescued = rescue(files, collapsed(journal.entries))
    return Found(
        tables=rescued.tables,
        journal=journal,
        damaged=[files.main] if files.main.exists() else [],
        what_was_wrong=[wrong],
        sources=rescued.sources,
        differs_from_files=True,
    )


def put(tables: Tables, changes: Mapping[str, Mapping[int, Raw | None]]) -> None:
    """Make the changes."""
    for name, documents in changes.items():
        table = tables.setdefault(name, {})
        for doc_id, document in documents.items():
            if document is None:
                table.pop(doc_id, None)
            else:
                table[doc_id] = document
