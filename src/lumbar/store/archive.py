"""The history with what concerns its files as a whole."""

import os
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path

from lumbar.domain.person import Person
from lumbar.domain.prescription import Prescription
from lumbar.domain.record import SessionRecord
from lumbar.ports import NOTHING, Document, NoticeKind, PlanChoice, StoreError, TakenIn
from lumbar.store.backups import packed
from lumbar.store.codec import document_of, encoded
from lumbar.store.disk import Disk, name_new, write_new_file
from lumbar.store.documents import Documents
from lumbar.store.exchange import difference, exported, read_source, taken_in, with_names
from lumbar.store.files import StoreFiles
from lumbar.store.history import History
from lumbar.store.lock import WriteLock
from lumbar.store.main_file import BESIDE, PERSON, PRESCRIPTIONS, SESSIONS, render
from lumbar.store.notices import Notices


class Archive(History):
    """A history in a TinyDB file (implements the port `HistoryArchive`)."""

    def __init__(self, files: StoreFiles, documents: Documents, *, lock: WriteLock, told: Notices, disk: Disk) -> None:
        super().__init__(documents, told=told)
        self._files = files
        self._lock = lock
        self._disk = disk

    def load(self) -> None:
        """Read the whole history, in any thread; it may take a while. Raises StoreError if it cannot be read."""
        with self._documents.lock:
            self._index_from(None)

    def try_to_take_over(self) -> bool:
        """Become the one that writes, if the other window is gone, and read what it left. Return whether we write."""
        with self._documents.lock:
            because = self._documents.read_only_because
            if because is None or because.kind is not NoticeKind.IN_USE or not self._lock.take():
                return self.writable
            self._told.drop(NoticeKind.IN_USE)
            self._documents.reopen()
            self._index = None
            return self.writable

    @property
    def fold_is_due(self) -> bool:
        """Whether `fold` should not wait for the end of the session."""
        return self._documents.fold_is_due

    def fold(self) -> None:
        """Bring the main file up to date, and keep the day's backup. Takes long; may run in any thread.

        Raises StoreError if that was not possible: nothing is lost then, and changes can still be made.
        """
        with self._documents.lock:
            invalid, self._invalid = self._invalid, set()
            self._index = None if invalid else self._index
        self._documents.fold(invalid)

    def export(self) -> Document:
        """Return sessions, prescriptions and person as one document."""
        return exported(self._documents.tables())

    def take_in(self, path: Path, *, plan: PlanChoice | None = None, bring_back_removed: bool = False) -> TakenIn:
        """Merge an export, a backup or another history into this one, by UUID and revision.

        *bring_back_removed* also takes sessions and questions that were removed here. Raises RefusedError,
        PlanConflictError or StoreError; nothing was changed then.
        """
        self._documents.refuse_unless_writable()
        theirs, beside = read_source(path)
        with self._documents.lock:
            before = self._documents.tables()
            after, brought = taken_in(before, theirs, beside, plan=plan, bring_back_removed=bring_back_removed)
            if changes := difference(before, after):
                self._documents.commit(changes)
                self._documents.forget_ids()
                self._index = None
        return brought

    def save_copy(self, path: Path, beside: Mapping[str, str] = NOTHING) -> None:
        """Write everything, and what could not be saved, to a new file (compressed if it ends in .gz).

        It is a history that can be opened. Texts of files that lie *beside* it, by their names, go along. Raises
        StoreError if the file exists or cannot be written.
        """
        main = self._documents.everything()
        main.tables[BESIDE] = with_names(beside)
        pieces = render(main)
        temporary = path.with_name(f".{path.name}.{os.urandom(4).hex()}")  # a name that no file of others has
        try:
            write_new_file(self._disk, temporary, packed(pieces) if path.suffix == ".gz" else pieces)
            try:
                name_new(self._disk, temporary, path)
            except OSError:
                self._disk.remove(temporary)
                raise
            self._disk.sync_folder(path.parent)
        except FileExistsError as error:
            raise StoreError(f"{path} exists already. Nothing was written; choose another name.") from error
        except OSError as error:
            raise StoreError(f"{path} could not be written ({error.strerror}). Nothing else was changed.") from error

    def fill(self, *, sessions: Sequence[SessionRecord], prescriptions: Sequence[Prescription], person: Person) -> None:
        """Keep a whole history in one commit. Raises StoreError if there is one already, or if it is not durable."""
        self._documents.refuse_unless_writable()
        in_order = sorted(sessions, key=lambda session: session.started_at)
        tables = {
            SESSIONS: [document_of(session) | {"revision": 1} for session in in_order],
            PRESCRIPTIONS: [document_of(version) for version in prescriptions],
            PERSON: [document_of(person)],
        }
        with self._documents.lock:
            if any(self._documents.tables().values()):
                raise StoreError("There is a history already. Nothing was changed.")
            self._documents.commit(
                {name: {place: encoded(one) for place, one in enumerate(ones, 1)} for name, ones in tables.items()}
            )
            self._documents.forget_ids()
            self._index = None

    def owned_paths(self) -> Sequence[Path]:
        """Return every file and folder that belongs to the history."""
        return tuple(self._files.owned())

    def delete_everything(self) -> Sequence[Path]:
        """Remove all of `owned_paths` for good, and the folder if nothing else is in it; return what is gone.

        The store is closed then. Raises StoreError if something could not be removed, or another window is open.
        """
        self._documents.refuse_unless_writable()
        with self._documents.lock:
            gone = self.owned_paths()
            self.close()
            try:
                for path in gone:
                    (self._disk.remove_folder if path.is_dir() else self._disk.remove)(path)
            except OSError as error:
                raise StoreError(f"{error.filename} could not be removed ({error.strerror}).") from error
        with suppress(OSError):  # other things are in it
            self._disk.remove_folder(self._files.folder)
        return gone

    def close(self) -> None:
        """Let go of the lock. Never blocks on a fold, never fails."""
        self._documents.close()
        self._lock.release()
