"""The history as the program knows it: sessions, prescriptions, the person, the running session."""

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING, TypeVar

from lumbar.domain.prescription import Prescription
from lumbar.domain.record import SessionRecord
from lumbar.ports import Document, Notice, Person
from lumbar.store import notices
from lumbar.store.codec import (
    InvalidDocumentError,
    decoded,
    document_of,
    encoded,
    person_from,
    prescription_from,
    session_from,
    session_key,
    what_holds_of_person,
)
from lumbar.store.documents import Documents
from lumbar.store.index import SessionIndex
from lumbar.store.main_file import CHECKPOINT, DAMAGED, PERSON, PRESCRIPTIONS, REMOVED, SESSIONS
from lumbar.store.merge import identity_of
from lumbar.store.notices import Notices
from lumbar.store.packed import Raw
from lumbar.store.rescue import damaged_document, is_valid

if TYPE_CHECKING:
    from lumbar.store.tiny import HistoryDatabase, HistoryTable

ONLY = 1
"""The number of the document in a table that has one."""

Value = TypeVar("Value")


class History:
    """Sessions, prescriptions, the person and the running session, kept in documents."""

    def __init__(self, documents: Documents, *, told: Notices) -> None:
        self._documents = documents
        self._told = told
        self._index: SessionIndex | None = None
        self._indexed_reading = 0
        self._invalid: set[tuple[str, int]] = set()
        self._opened_database: HistoryDatabase | None = None

    # What can be done at all

    @property
    def writable(self) -> bool:
        """Whether changes can be made at all."""
        return self._documents.read_only_because is None

    @property
    def notices(self) -> Sequence[Notice]:
        """What the person must be told about the data, most serious first."""
        return self._told.most_serious_first()

    # Sessions

    def sessions(
        self, *, since: date | None = None, until: date | None = None, having: Collection[str] | None = None
    ) -> Sequence[SessionRecord]:
        """Return the sessions whose day is from *since* to *until* (both included), newest first.

        Of them only those that have one of the exercises *having*, if these are given: only what names one is decoded.
        """
        with self._documents.lock:
            doc_ids = self._index_from(since).newest_first(since, until)
            if having is None:
                return tuple(self._valid(SESSIONS, session_from, doc_ids))
            names = [one.encode() for one in having]
            documents = self._documents.table(SESSIONS)
            naming = (doc_id for doc_id in doc_ids if any(name in bytes(documents[doc_id]) for name in names))
            found = self._valid(SESSIONS, session_from, naming)
            return tuple(one for one in found if any(exercise.id in having for exercise in one.exercises))

    @property
    def edition(self) -> object:
        """A value that is equal as long as no session can have changed; None if that is not known."""
        with self._documents.lock:
            is_read = self._index is not None and self._indexed_reading == self._documents.reading
            return self._index.edition if self._index is not None and is_read else None

    def first_day(self) -> date | None:
        """Return the day of the oldest session, None if there is none."""
        with self._documents.lock:
            return self._index_from(None).first_day

    def session(self, session_id: str) -> SessionRecord | None:
        """Return the session with that UUID, or None."""
        with self._documents.lock:
            doc_id = self._index_from(None).find(session_id)
            return next(self._valid(SESSIONS, session_from, [] if doc_id is None else [doc_id]), None)

    def append(self, record: SessionRecord) -> None:
        """Keep a session that has ended, and forget its checkpoint, in one commit.

        Raises StoreError if it is not durable; the checkpoint is then still there.
        """
        self._keep(record, ends_the_running_session=True)

    def replace(self, record: SessionRecord) -> None:
        """Keep a session in place of the one with the same UUID. Raises StoreError if it is not durable."""
        self._keep(record, ends_the_running_session=False)

    def _keep(self, record: SessionRecord, *, ends_the_running_session: bool) -> None:
        with self._documents.lock:
            index = self._index_from(None)
            doc_id = index.find(record.id)
            old = None if doc_id is None else decoded(self._documents.table(SESSIONS)[doc_id])
            removed_at = {doc_id: revision for doc_id, key, revision in self._removed() if key == record.id}
            document = document_of(record, over=old)
            document["revision"] = max([(old or {}).get("revision", 0), *removed_at.values()]) + 1
            key = session_key(encoded(document))
            if doc_id is None:
                doc_id = self._waiting_place(key.id) or self._documents.next_id(SESSIONS)
            with self._database.together():
                self._table(SESSIONS).put(doc_id, document)
                self._table(REMOVED).remove(doc_ids=list(removed_at))
                if ends_the_running_session:
                    self._table(CHECKPOINT).truncate()
            index.put(key.id, (key.day, key.started_at, doc_id))

    def _waiting_place(self, session_id: str) -> int | None:
        """Return the number of a session that could not be saved before."""
        for doc_id, document in self._documents.unsaved(SESSIONS).items():
            if document is not None and identity_of(SESSIONS, document)[0] == session_id:
                return doc_id
        return None

    def remove(self, session_id: str) -> None:
        """Remove a session, if it is there, so that no older copy brings it back. Raises StoreError if not durable."""
        with self._documents.lock:
            index = self._index_from(None)
            doc_id = index.find(session_id)
            if doc_id is None:
                return
            _, revision = identity_of(SESSIONS, self._documents.table(SESSIONS)[doc_id])
            with self._database.together():
                self._table(SESSIONS).remove(doc_ids=[doc_id])
                self._table(REMOVED).put(doc_id, {"id": session_id, "revision": revision})
            index.drop(session_id)

    def _removed(self) -> Iterator[tuple[int, str, int]]:
        for doc_id, document in self._documents.table(REMOVED).items():
            key, revision = identity_of(REMOVED, document)
            yield doc_id, str(key), revision

    def _index_from(self, since: date | None) -> SessionIndex:
        """Return an index that has all sessions from that day on; None: all sessions."""
        self._documents.look_back_to(since)
        if self._index is None or self._indexed_reading != self._documents.reading:
            self._index = SessionIndex(self._documents.table(SESSIONS))
            self._indexed_reading = self._documents.reading
            self._note_invalid({(SESSIONS, doc_id) for doc_id in self._index.invalid})
        return self._index

    # Prescriptions, the person, the running session

    def prescriptions(self) -> Sequence[Prescription]:
        """Return every version ever in force, oldest first."""
        with self._documents.lock:
            self._documents.glance()
            found = self._valid(PRESCRIPTIONS, prescription_from, list(self._documents.table(PRESCRIPTIONS)))
            return tuple(sorted(found, key=lambda one: (one.valid_from, one.version)))

    def save_prescription(self, prescription: Prescription) -> None:
        """Keep a new version. Raises StoreError if it is not durable."""
        with self._documents.lock:
            self._documents.load()
            places = {
                identity_of(PRESCRIPTIONS, document)[0]: doc_id
                for doc_id, document in self._documents.table(PRESCRIPTIONS).items()
            }
            doc_id = places.get(prescription.version) or self._documents.next_id(PRESCRIPTIONS)
            self._table(PRESCRIPTIONS).put(doc_id, document_of(prescription))

    def person(self) -> Person:
        """Return what is kept about the person."""
        with self._documents.lock:
            self._documents.glance()
            for doc_id, document in self._documents.table(PERSON).items():
                found = list(self._valid(PERSON, person_from, [doc_id]))
                return found[0] if found else what_holds_of_person(document)
            return Person()

    def save_person(self, person: Person) -> None:
        """Replace what is kept about the person. Raises StoreError if it is not durable."""
        with self._documents.lock:
            self._documents.load()
            old = self._documents.table(PERSON).get(ONLY)
            with self._database.together():
                if old is not None and not is_valid(PERSON, old):  # what was not understood is kept word for word
                    aside = decoded(damaged_document(PERSON, old))
                    self._table(DAMAGED).put(self._documents.next_id(DAMAGED), aside)
                    old = None
                self._table(PERSON).put(ONLY, document_of(person, over=None if old is None else decoded(old)))

    def checkpoint(self) -> Document | None:
        """Return the session that was running when the program last ended without ending it, or None."""
        with self._documents.lock:
            self._documents.glance()
            return next(self._valid(CHECKPOINT, decoded, list(self._documents.table(CHECKPOINT))), None)

    def save_checkpoint(self, document: Document) -> None:
        """Keep the running session as it is now. Raises StoreError if it is not durable."""
        self._table(CHECKPOINT).put(ONLY, document)

    def discard_checkpoint(self) -> None:
        """Forget the running session. Raises StoreError if it is not durable."""
        self._table(CHECKPOINT).truncate()

    # Within

    @property
    def _database(self) -> "HistoryDatabase":
        if self._opened_database is None:
            from lumbar.store.tiny import HistoryDatabase  # noqa: PLC0415 - what only reads needs no TinyDB

            self._opened_database = HistoryDatabase(self._documents)
        return self._opened_database

    def _table(self, name: str) -> "HistoryTable":
        return self._database.history_table(name)

    def _valid(self, table: str, decode: Callable[[Raw], Value], doc_ids: Iterable[int]) -> Iterator[Value]:
        """Yield the documents that validate. What becomes of the others is decided at the next fold."""
        documents = self._documents.table(table)
        for doc_id in doc_ids:
            try:
                yield decode(documents[doc_id])
            except InvalidDocumentError:
                self._note_invalid({(table, doc_id)})

    def _note_invalid(self, found: set[tuple[str, int]]) -> None:
        if found:
            self._invalid |= found
            self._told.add(notices.invalid_documents(len(self._invalid)))
