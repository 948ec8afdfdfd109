"""The history as a TinyDB database, through the two places where TinyDB can be extended: its storage and its table.

Stock TinyDB decodes the whole file for each change, changes the decoded documents, and writes all of them. Here a
change is made upon an overlay: only what it touched is decoded and committed, and a commit that fails leaves no trace.
"""

from collections.abc import Callable, Iterator, Mapping, MutableMapping
from contextlib import AbstractContextManager, contextmanager
from typing import Any, cast

from tinydb import TinyDB
from tinydb.storages import Storage
from tinydb.table import Table

from lumbar.ports import Document
from lumbar.store.codec import decoded, encoded
from lumbar.store.documents import Documents
from lumbar.store.packed import Raw


class Overlay(MutableMapping[int, Document]):
    """The documents of a table as TinyDB may change them, above those that are stored."""

    def __init__(self, stored: Mapping[int, Raw]) -> None:
        self._stored = stored
        self._touched: dict[int, Document | None] = {}

    def __getitem__(self, doc_id: int) -> Document:
        if doc_id not in self._touched:
            self._touched[doc_id] = decoded(self._stored[doc_id])  # TinyDB may change what it is given
        document = self._touched[doc_id]
        if document is None:
            raise KeyError(doc_id)
        return document

    def __setitem__(self, doc_id: int, document: Document) -> None:
        self._touched[doc_id] = document

    def __delitem__(self, doc_id: int) -> None:
        self[doc_id]  # raises KeyError if it is not there
        self._touched[doc_id] = None

    def __iter__(self) -> Iterator[int]:
        yield from (doc_id for doc_id in self._stored if self._touched.get(doc_id, {}) is not None)
        new = (doc_id for doc_id in self._touched if doc_id not in self._stored)
        yield from (doc_id for doc_id in new if self._touched[doc_id] is not None)

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def changes(self) -> dict[int, bytes | None]:
        """Return what is no longer as it is stored."""
        changes: dict[int, bytes | None] = {}
        for doc_id, document in self._touched.items():
            stored = self._stored.get(doc_id)
            if document is None:
                if stored is not None:
                    changes[doc_id] = None
            elif stored is None or document != decoded(stored):
                changes[doc_id] = encoded(document)
        return changes


class StoredTable(Mapping[str, Document]):
    """The documents of a table as TinyDB reads them: each decoded when it is asked for."""

    def __init__(self, stored: Mapping[int, Raw]) -> None:
        self._stored = stored

    def __getitem__(self, doc_id: str) -> Document:
        return decoded(self._stored[int(doc_id)])

    def __iter__(self) -> Iterator[str]:
        return map(str, self._stored)

    def __len__(self) -> int:
        return len(self._stored)


class HistoryStorage(Storage):
    """TinyDB's storage: the documents of a history."""

    def __init__(self, documents: Documents) -> None:
        self.documents = documents
        """What is stored."""
        self._waiting: dict[str, dict[int, bytes | None]] | None = None

    def read(self) -> dict[str, dict[str, Any]] | None:
        """Return every document of every table."""
        return {name: dict(StoredTable(table)) for name, table in self.documents.tables().items()}

    def write(self, data: dict[str, dict[str, Any]]) -> None:
        """Commit what differs from what is stored."""
        with self.documents.lock, self.together():
            for name in {*data, *self.documents.tables()}:
                overlay = Overlay(self.documents.table(name))
                wanted = {int(doc_id): document for doc_id, document in data.get(name, {}).items()}
                for doc_id in overlay.keys() - wanted.keys():
                    del overlay[doc_id]
                overlay.update(wanted)
                self.commit(name, overlay)

    def commit(self, table: str, overlay: Overlay) -> None:
        """Commit the changes of one table, or let them wait for the end of `together`."""
        with self.together() as waiting:
            if changes := overlay.changes():
                waiting.setdefault(table, {}).update(changes)

    @contextmanager
    def together(self) -> Iterator[dict[str, dict[int, bytes | None]]]:
        """Make all changes within the block one commit, or none of them if it raises."""
        if self._waiting is not None:
            yield self._waiting
            return
        waiting: dict[str, dict[int, bytes | None]] = {}
        self._waiting = waiting
        try:
            yield waiting
            if waiting:
                self.documents.commit(waiting)
        finally:
            self._waiting = None


class HistoryTable(Table):
    """TinyDB's table, whose changes cost the same however long the history is."""

    @property
    def _documents(self) -> Documents:
        return cast("HistoryStorage", self._storage).documents

    def put(self, doc_id: int, document: Document) -> None:
        """Store *document* under that number, whatever is there."""

        def updater(table: dict[int, Document]) -> None:
            table[doc_id] = document

        self._update_table(updater)

    def _read_table(self) -> dict[str, Any]:
        self._documents.load()
        return cast("dict[str, Any]", StoredTable(self._documents.table(self.name)))

    def _update_table(self, updater: Callable[[dict[int, Any]], None]) -> None:
        with self._documents.lock:
            self._documents.load()
            overlay = Overlay(self._documents.table(self.name))
            updater(cast("dict[int, Any]", overlay))
            cast("HistoryStorage", self._storage).commit(self.name, overlay)
        self.clear_cache()


class HistoryDatabase(TinyDB):
    """TinyDB over the documents of a history."""

    table_class = HistoryTable

    def __init__(self, documents: Documents) -> None:
        super().__init__(documents, storage=HistoryStorage)

    def history_table(self, name: str) -> HistoryTable:
        """Return the table of that name."""
        return cast("HistoryTable", self.table(name))

    def together(self) -> AbstractContextManager[object]:
        """Return a context in which all changes are one commit."""
        return cast("HistoryStorage", self.storage).together()
