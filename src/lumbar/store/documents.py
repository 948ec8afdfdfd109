"""The documents of a history: what the main file holds, with the journal's commits upon it.

A change is one commit to the journal, whatever the length of the history. A fold writes a new main file with
everything in it, and drops from the journal what the main file had before; it may run in a thread while commits go on.
"""

from collections.abc import Set as AbstractSet
from contextlib import suppress
from dataclasses import replace

from lumbar.ports import Notice, NoticeKind, StoreError
from lumbar.store import backups, notices
from lumbar.store.codec import document_of, encoded, what_holds_of_person
from lumbar.store.disk import write_new_file
from lumbar.store.journal import FOLD_SIZE, Entry, collapsed, encoded_changes
from lumbar.store.loaded import Changes, LoadedDocuments
from lumbar.store.main_file import DAMAGED, PERSON, REMOVED, SESSIONS, render
from lumbar.store.merge import merge
from lumbar.store.opening import put, read_history
from lumbar.store.rescue import damaged_document, is_valid, rescue


class Documents(LoadedDocuments):
    """All documents of one history, and the only way to change them."""

    def reopen(self) -> None:
        """Read all again, as the one that writes: another program wrote until now."""
        with self.lock:
            unsaved, self._unsaved = self._unsaved.get(SESSIONS, {}), {}
            super().reopen()
            if unsaved:  # the other program may have used their numbers
                self._unsaved[SESSIONS] = {self.next_id(SESSIONS): document for document in unsaved.values()}
            else:
                self._told.drop(NoticeKind.UNSAVED)

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
            if self.read_only_because is not None:
                self._keep_in_memory(changes, notices.unsaved_by_reader(self.read_only_because))
            self.refuse_unless_writable()
            try:
                if not self._meta.edition:  # there is no main file, or not one of ours
                    self._write_main(self._new_main(self.tables()), keep_old=True)
                self._sequence += 1
                self._make_durable(Entry(self._meta.edition, self._sequence, encoded_changes(changes)))
            except OSError as error:
                self._keep_in_memory(changes, notices.unsaved(error))
                self._note_full_disk(error)
                raise StoreError(notices.in_short(notices.unsaved(error))) from error
            put(self._tables, changes)
            self._forget_unsaved(changes)

    def _keep_in_memory(self, changes: Changes, notice: Notice) -> None:
        for name, documents in changes.items():
            self._unsaved.setdefault(name, {}).update(documents)
        self._told.add(notice)

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

    def fold(self, invalid: AbstractSet[tuple[str, int]] = frozenset()) -> None:
        """Write a new main file with everything in it. May run in any thread.

        Documents that were found to be *invalid* (table, number) are put aside in it.

        Raises StoreError if that was not possible; nothing is lost then, and commits go on.
        """
        if not self._folding.acquire(blocking=False):
            return
        try:
            if invalid:
                self._repair(invalid)
            self._fold()
        except OSError as error:
            self._note_full_disk(error)
            raise StoreError(
                f"The history could not be tidied up ({error.strerror}). Nothing is lost; lumbar tries again later."
            ) from error
        finally:
            self._folding.release()

    def _repair(self, invalid: AbstractSet[tuple[str, int]]) -> None:
        """Put documents that do not validate aside, word for word, and take valid ones from older copies."""
        with self.lock:
            self.refuse_unless_writable()
            found = read_history(self._files)
            understood = False
            for name, doc_id in invalid:
                document = found.tables.get(name, {}).pop(doc_id, None)
                if document is None:
                    continue
                if is_valid(name, document):  # it was replaced since
                    found.tables[name][doc_id] = document
                    continue
                aside = found.tables.setdefault(DAMAGED, {})
                aside[max(aside, default=0) + 1] = damaged_document(name, document)
                if name == PERSON:
                    found.tables[name][doc_id] = encoded(document_of(what_holds_of_person(document)))
                    understood = True
            copies = rescue(self._files, collapsed(found.journal.entries)).tables
            merge(found.tables, copies, older=not understood)  # what was not understood may be in one of them
            self._take(found)
            self._write_down(found)

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
            self.refuse_unless_writable()  # closed meanwhile: another program may write now
            in_previous = self._in_main
            self._put_in_place(main, keep_old=True)
            self._in_main = included
            self._renew_journal(without_first=in_previous)
        backups.keep_daily(self._files, sessions=len(main.tables[SESSIONS]), now=self._now(), disk=self._disk)
        self._told.drop(NoticeKind.DISK_FULL)

    def _renew_journal(self, *, without_first: int) -> None:
        """Let the journal follow the main file's new edition, and drop the entries that the file before it contains.

        What the last fold brought into the main file stays, so that the journal and the file before it have everything
        together, should the main file be damaged.
        """
        kept = self._journal.entries[without_first:]
        self._journal.renew(replace(entry, edition=self._meta.edition) for entry in kept)
        self._in_main -= without_first

    def close(self) -> None:
        """Let go of the files, and change nothing any more. Never fails."""
        with self.lock, suppress(OSError):
            self.read_only_because = notices.closed()
            self._journal.close()
