"""The documents of a history as its files say, repaired where the files are damaged."""

import os
from collections.abc import Callable, Mapping
from contextlib import suppress
from datetime import date, datetime
from threading import Lock, RLock

from lumbar.ports import Notice, StoreError
from lumbar.store import backups, notices, schema
from lumbar.store.disk import Disk, keep_under, write_new_file
from lumbar.store.files import StoreFiles
from lumbar.store.journal import Journal, read_journal
from lumbar.store.main_file import END_SIZE, WIDER, MainFile, Meta, Tables, glance, render
from lumbar.store.notices import Notices
from lumbar.store.opening import Found, found_in, put, read_history
from lumbar.store.packed import Raw, packed
from lumbar.store.rescue import set_aside

Changes = Mapping[str, Mapping[int, bytes | None]]
"""Table, document id, the new document; None removes it."""


class LoadedDocuments:
    """All documents of one history, as far as they were read."""

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
        self._reading = 0
        self._take(Found(read_from=""))
        self._glanced = False

    def _take(self, found: Found) -> None:
        """Make what was found the present state."""
        self._reading += 1
        self._meta = found.meta
        self._tables = found.tables
        self._sequence = found.sequence
        self._in_main = found.in_main
        self._read_from = found.read_from
        self._glanced = True
        self._highest_id: dict[str, int] = {}
        self._journal.resume(found.journal)

    # Reading

    @property
    def all_of_it(self) -> bool:
        """Whether the whole history was read, not the newest sessions alone."""
        return self._read_from is None

    def reaches_back_to(self, day: date | None) -> bool:
        """Return whether all sessions from that day on were read; None: all sessions."""
        return self._read_from is None or (day is not None and "" < self._read_from < day.isoformat())

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
            if self.all_of_it or self._glanced:
                return
            if not self._glance(END_SIZE):
                self.load()

    def look_back_to(self, day: date | None) -> None:
        """Read all sessions from that day on; None: all there are. Raises StoreError as `load` does."""
        with self.lock:
            self.glance()
            size = END_SIZE * WIDER
            while not self.reaches_back_to(day) and day is not None and self._glance(size):
                size *= WIDER
            if not self.reaches_back_to(day):
                self.load()

    def _glance(self, tail_size: int) -> bool:
        """Read the small tables and so much of the newest sessions; False if the history has to be read whole."""
        with suppress(OSError):
            journal = read_journal(self._files.journal)
            main = glance(self._files.main, tail_size)
            if main is not None and main.meta.schema == schema.SCHEMA and not journal.damaged:
                found = found_in(main, journal)
                if not found.differs_from_files:
                    self._take(found)
                    return True
        return False

    @property
    def reading(self) -> int:
        """How often the files were read: another number means other documents."""
        return self._reading

    def load(self) -> None:
        """Read the whole history, unless that was done, and write down what had to be repaired.

        Raises StoreError if the disk does not give it.
        """
        with self.lock:
            if self.all_of_it:
                return
            try:
                found = read_history(self._files)
            except OSError as error:
                raise StoreError(
                    f"The history in {self._files.folder} cannot be read ({error.strerror}). Nothing was changed."
                ) from error
            found.tables = {name: packed(documents) for name, documents in found.tables.items()}
            self._take(found)
            self._settle(found)

    def _settle(self, found: Found) -> None:
        """Write down what was made of the files, and tell what was wrong with them."""
        if found.meta.schema > schema.SCHEMA:
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
        if found.meta.schema < schema.SCHEMA:
            backups.keep(self._files, backups.before_migration(found.meta.schema, self._now()), disk=self._disk)
        self._write_main(self._new_main(self.tables()), keep_old=False)
        keep_under(self._disk, self._files.main, self._files.previous)
        self._journal.renew([])
        self._in_main = 0

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
            self._read_from = ""
            self.load()

    def _new_main(self, tables: Tables) -> MainFile:
        meta = Meta(
            schema=schema.SCHEMA,
            edition=os.urandom(8).hex(),
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
