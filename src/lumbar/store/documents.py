"""The documents of a history: what the main file holds, with the journal's commits upon it.

A change is one commit to the journal, whatever the length of the history. A fold writes a new main file with
everything in it, and drops from the journal what the main file had before; it may run in a thread while commits go on.
"""

import secrets
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import replace
from datetime import datetime
from threading import Lock, RLock

from lumbar.ports import Notice, NoticeKind, StoreError
from lumbar.store import backups, notices
from lumbar.store.disk import Disk, keep_under, write_new_file
from lumbar.store.files import StoreFiles
from lumbar.store.journal import FOLD_SIZE, Entry, Journal, collapsed, encoded_changes, read_journal
from lumbar.store.main_file import DAMAGED, REMOVED, SESSIONS, MainFile, Meta, Raw, Tables, glance, render
from lumbar.store.merge import merge
from lumbar.store.notices import Notices
from lumbar.store.opening import Found, found_in, put, read_history
from lumbar.store.rescue import damaged_document, rescue, set_aside
from lumbar.store.schema import SCHEMA

Changes = Mapping[str, Mapping[int, bytes | None]]
"""Table, document id, the new document; None removes it."""


class Documents:
    """All documents of one history, and the only way to change them."""

    def __init__(
        self, files: StoreFiles, *, disk: Disk, told: Notices, now: Callable[[], datetime], read_only: Notice | None
    ) -> None:
        self.lock = RLock()
        """Held while the documents are read or changed, so that a fold can run in another thread."""
        self.read_only_because = read_only
        """Why nothing can be changed; None if changes can be made."""
        self._files = files
        self._disk = disk
        self._told = told
        self._now = now
        self._journal = Journal(files.journal, disk=disk)
        self._folding = Lock()
        self._unsaved: dict[str, dict[int, bytes | None]] = {}
        self._take(Found(all_of_it=False))
        self._glanced = False

    def _take(self, found: Found) -> None:
        """Make what was found the present state."""
        self._meta = found.meta
        self._tables = found.tables
        self._sequence = found.sequence
        self._in_main = found.in_main
        self._loaded = found.all_of_it
        self._glanced = True
        self._highest_id: dict[str, int] = {}
        self._journal.resume(found.journal)

    # Reading

    @property
    def all_of_it(self) -> bool:
        """Whether the whole history was read, not the newest sessions alone."""
        return self._loaded

    def table(self, name: str) -> Mapping[int, Raw]:
        """Return the documents of one table by their number, as far as they were read."""
        return self._tables.get(name, {})

    def unsaved(self, name: str) -> Mapping[int, bytes | None]:
        """Return the changes of one table that could not be saved."""
        return self._unsaved.get(name, {})

    def tables(self) -> Tables:
        """Return all documents as they are now, in a copy. Reads the whole history."""
        with self.lock:
            self.load()
            return {name: dict(documents) for name, documents in self._tables.items()}

    def glance(self) -> None:
        """Read what a first look needs: the small tables and the newest sessions. Raises StoreError as `load` does."""
        with self.lock:
            if self._loaded or self._glanced:
                return
            with suppress(OSError):
                journal = read_journal(self._files.journal)
                main = glance(self._files.main)
                if main is not None and main.meta.schema == SCHEMA and not journal.damaged:
                    found = found_in(main, journal)
                    if not found.differs_from_files:
                        self._take(found)
                        return
            self.load()

    def load(self) -> None:
        """Read the whole history, unless that was done, and write down what had to be repaired.

        Raises StoreError if the disk does not give it.
        """
        with self.lock:
            if self._loaded:
                return
            try:
                found = read_history(self._files)
            except OSError as error:
                raise StoreError(
                    f"The history in {self._files.folder} cannot be read ({error.strerror}). Nothing was changed."
                ) from error
            self._take(found)
            self._settle(found)

    def _settle(self, found: Found) -> None:
        """Write down what was made of the files, and tell what was wrong with them."""
        if found.meta.schema > SCHEMA:
            self._only_read(notices.newer_schema(self._files))
        elif found.differs_from_files and self.read_only_because is None:
            try:
                self._write_down(found)
            except OSError as error:
                self._only_read(notices.read_only(self._files, error))
        if found.what_was_wrong:
            self._told.add(notices.repaired(found, self._files, written=self.read_only_because is None))

    def _write_down(self, found: Found) -> None:
        """Write a main file with all that was found. What is damaged is set aside before."""
        for path in found.damaged:
            set_aside(self._files, path, disk=self._disk, now=self._now())
        if found.meta.schema < SCHEMA:
            backups.keep(self._files, backups.before_migration(found.meta.schema, self._now()), disk=self._disk)
        self._write_main(self._new_main(self.tables()), keep_old=False)
        keep_under(self._disk, self._files.main, self._files.previous)
        self._journal.renew([])
        self._in_main = 0

    def repair(self, invalid: set[tuple[str, int]]) -> None:
        """Put documents that do not validate aside, word for word, and take valid ones from older copies.

        Raises StoreError if it could not be written down.
        """
        with self.lock:
            found = read_history(self._files)
            for name, doc_id in invalid:
                document = found.tables.get(name, {}).pop(doc_id, None)
                if document is not None:
                    aside = found.tables.setdefault(DAMAGED, {})
                    aside[max(aside, default=0) + 1] = damaged_document(name, document)
            merge(found.tables, rescue(self._files, collapsed(found.journal.entries)).tables)
            self._take(found)
            try:
                self._write_down(found)
            except OSError as error:
                raise StoreError(notices.in_short(notices.read_only(self._files, error))) from error

    def _only_read(self, notice: Notice) -> None:
        if self.read_only_because is None:
            self.read_only_because = notice
        self._told.add(notice)

    def everything(self) -> MainFile:
        """Return the whole history, and what could not be saved, as the content of a main file."""
        with self.lock:
            main = self._new_main(self.tables())
            put(main.tables, self._unsaved)
            return main

    def reopen(self) -> None:
        """Read all again, as the one that writes: another program wrote until now."""
        with self.lock:
            self.read_only_because = None
            self._loaded = False
            self.load()

    # Changing

    def next_id(self, name: str) -> int:
        """Return a number that no document of the table has or had, not even a removed one or one not saved."""
        with self.lock:
            self.load()
            if name not in self._highest_id:
                self._highest_id[name] = max([0, *self.table(name), *(self.table(REMOVED) if name == SESSIONS else ())])
            self._highest_id[name] += 1
            return self._highest_id[name]

    def forget_ids(self) -> None:
        """Let `next_id` look again: documents came in under numbers of their own."""
        self._highest_id.clear()

    def commit(self, changes: Changes) -> None:
        """Make the changes, all or none, and return once they are on the disk.

        Raises StoreError if they may not be. Nothing else is lost then, and they are kept in memory for a copy.
        """
        with self.lock:
            self.load()
            self.refuse_unless_writable()
            try:
                if not self._meta.edition:  # there is no main file, or not one of ours
                    self._write_main(self._new_main(self.tables()), keep_old=True)
                self._sequence += 1
                self._make_durable(Entry(self._meta.edition, self._sequence, encoded_changes(changes)))
            except OSError as error:
                for name, documents in changes.items():
                    self._unsaved.setdefault(name, {}).update(documents)
                self._told.add(notices.unsaved(error))
                self._note_full_disk(error)
                raise StoreError(notices.in_short(notices.unsaved(error))) from error
            put(self._tables, changes)
            self._forget_unsaved(changes)

    def _make_durable(self, entry: Entry) -> None:
        if self._journal.usable:
            with suppress(OSError):  # whatever is wrong with this file or its place on the disk, a new one may do
                self._journal.append(entry)
                return
        self._journal.renew([*self._journal.entries, entry])

    def _forget_unsaved(self, changes: Changes) -> None:
        for name, documents in changes.items():
            for doc_id in documents:
                self._unsaved.get(name, {}).pop(doc_id, None)
        if not any(self._unsaved.values()):
            self._told.drop(NoticeKind.UNSAVED)

    def refuse_unless_writable(self) -> None:
        """Raise StoreError, with the reason, if nothing can be changed."""
        if self.read_only_because is not None:
            raise StoreError(notices.in_short(self.read_only_because))

    def _note_full_disk(self, error: OSError) -> None:
        if notices.is_disk_full(error):
            self._told.add(notices.disk_full(self._files))

    # Folding

    @property
    def fold_is_due(self) -> bool:
        """Whether the journal holds so much that it should not wait for the end of the session."""
        with self.lock:
            return sum(len(entry.changes) for entry in self._journal.entries[self._in_main :]) >= FOLD_SIZE

    def fold(self) -> None:
        """Write a new main file with everything in it. May run in any thread.

        Raises StoreError if that was not possible; nothing is lost then, and commits go on.
        """
        if not self._folding.acquire(blocking=False):
            return
        try:
            self._fold()
        except OSError as error:
            self._note_full_disk(error)
            raise StoreError(
                f"The history could not be tidied up ({error.strerror}). Nothing is lost; lumbar tries again later."
            ) from error
        finally:
            self._folding.release()

    def _fold(self) -> None:
        with self.lock:
            self.load()
            self.refuse_unless_writable()
            if any(entry.edition != self._meta.edition for entry in self._journal.entries):
                self._renew_journal(without_first=0)  # the last fold did not come to its end
            if len(self._journal.entries) == self._in_main:
                return
            main = self._new_main(self.tables())
            included = len(self._journal.entries)
        write_new_file(self._disk, self._files.temporary, render(main))  # the long part: commits go on meanwhile
        with self.lock:
            in_previous = self._in_main
            self._put_in_place(main, keep_old=True)
            self._in_main = included
            self._renew_journal(without_first=in_previous)
        backups.keep_daily(self._files, sessions=len(main.tables[SESSIONS]), now=self._now(), disk=self._disk)
        self._told.drop(NoticeKind.DISK_FULL)

    def _new_main(self, tables: Tables) -> MainFile:
        meta = Meta(
            schema=SCHEMA,
            edition=secrets.token_hex(8),
            previous_edition=self._meta.edition,
            folded_through=self._sequence,
        )
        return MainFile(meta, tables)

    def _write_main(self, main: MainFile, *, keep_old: bool) -> None:
        write_new_file(self._disk, self._files.temporary, render(main))
        self._put_in_place(main, keep_old=keep_old)

    def _put_in_place(self, main: MainFile, *, keep_old: bool) -> None:
        if keep_old and self._files.main.exists():
            keep_under(self._disk, self._files.main, self._files.previous)
        self._disk.replace(self._files.temporary, self._files.main)
        self._disk.sync_folder(self._files.folder)
        self._meta = main.meta

    def _renew_journal(self, *, without_first: int) -> None:
        """Let the journal follow the main file's new edition, and drop the entries that the file before it contains.

        What the last fold brought into the main file stays, so that the journal and the file before it have everything
        together, should the main file be damaged.
        """
        kept = self._journal.entries[without_first:]
        self._journal.renew(replace(entry, edition=self._meta.edition) for entry in kept)
        self._in_main -= without_first

    def close(self) -> None:
        """Let go of the files. Never fails."""
        with self.lock, suppress(OSError):
            self._journal.close()
