"""As a TinyDB database, a history does what TinyDB does in memory, whatever is done to it."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule
from tinydb import TinyDB, where
from tinydb.storages import MemoryStorage
from tinydb.table import Document

from lumbar.ports import StoreError
from lumbar.store import Archive
from lumbar.store.tiny import HistoryDatabase, Overlay
from support.disks import FailingDisk, Failure, QuickDisk
from support.ledger import opened

NAMES = st.sampled_from(["sessions", "_default", "ärm \u2028"])
KEYS = st.sampled_from(["a", "b", "day"])
VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**53), 2**53)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(),
    lambda children: st.lists(children, max_size=3) | st.dictionaries(KEYS, children, max_size=2),
    max_leaves=4,
)
DOCUMENTS = st.dictionaries(KEYS, VALUES, max_size=3)


class TwoDatabases(RuleBasedStateMachine):
    """The same is done to both."""

    @initialize()
    def start(self) -> None:
        self._folder = TemporaryDirectory()
        self._file = Path(self._folder.name) / "history.json"
        self._storage = MemoryStorage()  # type: ignore[no-untyped-call]
        self._open()

    def _open(self) -> None:
        self._store: Archive = opened(self._file, QuickDisk())
        self._ours: TinyDB = HistoryDatabase(self._store._documents)
        storage = self._storage
        self._theirs = TinyDB(storage=lambda: storage)

    def _both(self, name: str, method: str, *arguments: Any, **options: Any) -> None:
        answers = []
        for database in (self._ours, self._theirs):
            try:
                answers.append(getattr(database.table(name), method)(*arguments, **options))
            except (KeyError, ValueError) as error:
                answers.append(type(error))
        assert answers[0] == answers[1]

    @rule(name=NAMES, document=DOCUMENTS)
    def insert(self, name: str, document: dict[str, Any]) -> None:
        self._both(name, "insert", document)

    @rule(name=NAMES, document=DOCUMENTS, doc_id=st.integers(1, 12))
    def insert_under_a_number(self, name: str, document: dict[str, Any], doc_id: int) -> None:
        self._both(name, "insert", Document(document, doc_id=doc_id))

    @rule(name=NAMES, documents=st.lists(DOCUMENTS, min_size=1, max_size=3))
    def insert_several(self, name: str, documents: list[dict[str, Any]]) -> None:
        self._both(name, "insert_multiple", documents)

    @rule(name=NAMES, document=DOCUMENTS, key=KEYS)
    def update_some(self, name: str, document: dict[str, Any], key: str) -> None:
        self._both(name, "update", document, where(key).exists())

    @rule(name=NAMES, document=DOCUMENTS)
    def update_all(self, name: str, document: dict[str, Any]) -> None:
        self._both(name, "update", document)

    @rule(name=NAMES, document=DOCUMENTS, doc_id=st.integers(1, 5))
    def update_by_number(self, name: str, document: dict[str, Any], doc_id: int) -> None:
        self._both(name, "update", document, doc_ids=[doc_id])  # of two, stock TinyDB keeps one half if one is absent

    @rule(name=NAMES, document=DOCUMENTS, key=KEYS, value=VALUES)
    def upsert(self, name: str, document: dict[str, Any], key: str, value: Any) -> None:
        self._both(name, "upsert", document, where(key) == value)

    @rule(name=NAMES, key=KEYS)
    def remove_some(self, name: str, key: str) -> None:
        self._both(name, "remove", where(key).exists())

    @rule(name=NAMES, doc_ids=st.lists(st.integers(1, 5), min_size=1, max_size=2, unique=True))
    def remove_by_number(self, name: str, doc_ids: list[int]) -> None:
        self._both(name, "remove", doc_ids=doc_ids)

    @rule(name=NAMES)
    def truncate(self, name: str) -> None:
        self._both(name, "truncate")

    @rule(name=NAMES)
    def drop(self, name: str) -> None:
        for database in (self._ours, self._theirs):
            database.drop_table(name)

    @rule()
    def drop_all(self) -> None:
        for database in (self._ours, self._theirs):
            database.drop_tables()

    @rule()
    def reopen(self) -> None:
        self._store.close()
        self._open()

    @rule()
    def fold(self) -> None:
        self._store.fold()

    @invariant()
    def both_hold_the_same(self) -> None:
        for name in ("sessions", "_default", "ärm \u2028"):
            ours, theirs = self._ours.table(name), self._theirs.table(name)
            assert numbered(ours) == numbered(theirs)
            assert len(ours) == len(theirs)
            assert ours.get(doc_id=1) == theirs.get(doc_id=1)
            assert ours.count(where("a").exists()) == theirs.count(where("a").exists())

    def teardown(self) -> None:
        self._store.close()
        self._folder.cleanup()


def numbered(documents: Any) -> dict[int, dict[str, Any]]:
    return {document.doc_id: dict(document) for document in documents}


TestTwoDatabases = TwoDatabases.TestCase
TestTwoDatabases.settings = settings(
    max_examples=80, stateful_step_count=25, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
TestTwoDatabases = pytest.mark.slow(TestTwoDatabases)


@contextmanager
def database_on(disk: QuickDisk, data_file: Path) -> Iterator[TinyDB]:
    store = opened(data_file, disk)
    yield HistoryDatabase(store._documents)
    store.close()


def test_a_change_that_failed_is_not_saved_by_the_next_one(tmp_path: Path) -> None:
    data_file = tmp_path / "history.json"
    with database_on(QuickDisk(), data_file) as database:
        database.insert({"name": "kept"})
    with database_on(FailingDisk(Failure(at=1, error=5, for_good=False)), data_file) as database:
        database._storage.documents._journal._usable = False  # type: ignore[attr-defined]
        with pytest.raises(StoreError):
            database.update({"name": "failed"})
        assert database.all() == [{"name": "kept"}]
        database.insert({"name": "next"})
    with database_on(QuickDisk(), data_file) as database:
        assert database.all() == [{"name": "kept"}, {"name": "next"}]
        assert database.tables() >= {"_default", "sessions"}


def test_what_was_removed_from_an_overlay_is_gone() -> None:
    overlay = Overlay({1: b"{}"})
    del overlay[1]
    with pytest.raises(KeyError):
        overlay[1]
    overlay[2] = {}
    del overlay[2]
    assert overlay.changes() == {1: None}
