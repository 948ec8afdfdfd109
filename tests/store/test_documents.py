"""Folds, formats, foreign files and documents that nobody understands."""

import gzip
import json
import shutil
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from lumbar.domain.exercise import Condition
from lumbar.domain.person import ConditionAnswer
from lumbar.domain.prescription import Prescription
from lumbar.ports import NoticeKind, Person, StoreError
from lumbar.store import Archive, open_store, schema
from lumbar.store.main_file import Tables
from lumbar.store.merge import merge
from lumbar.store.packed import Raw
from support.disks import QuickDisk, WatchedDisk
from support.ledger import EVERY_KIND, Days, Ledger, opened, state_of
from support.records import SMALL_PLAN, record

PLAN = Prescription(version=1, valid_from=date(2020, 1, 1), exercises=SMALL_PLAN)


def raw(store: Archive, table: str) -> list[bytes]:
    return [bytes(document) for document in store._documents.tables()[table].values()]


class During(WatchedDisk):
    """Does something else in the middle of a call, as another thread would."""

    def __init__(self) -> None:
        super().__init__()
        self.on: dict[str, Callable[[], object]] = {}

    def before(self, call: str, /) -> None:
        if call in self.on:
            self.on.pop(call)()


def test_commits_go_on_while_a_fold_writes(tmp_path: Path) -> None:
    disk = During()
    store = opened(tmp_path / "history.json", disk)
    store.append(record(1))

    def commit() -> None:
        store.append(record(2))
        store.save_checkpoint({"rep": 1})

    disk.on["create"] = commit
    store.fold()

    assert {one.id for one in store.sessions()} == {record(1).id, record(2).id}
    for _ in range(2):
        store.close()
        store = opened(tmp_path / "history.json", QuickDisk())
        assert {one.id for one in store.sessions()} == {record(1).id, record(2).id}
        assert store.checkpoint() == {"rep": 1}
        store.fold()
    assert len(json.loads((tmp_path / "history.json").read_bytes())["sessions"]) == 2
    store.close()


def test_one_fold_at_a_time_is_enough(tmp_path: Path) -> None:
    disk = During()
    store = opened(tmp_path / "history.json", disk)
    store.append(record(1))
    disk.on["create"] = store.fold
    store.fold()
    assert store.sessions() == (record(1),)
    store.close()


def test_a_fold_that_outlives_the_store_touches_nothing(tmp_path: Path) -> None:
    disk = During()
    store = opened(tmp_path / "history.json", disk)
    store.append(record(1))
    store.save_checkpoint({"rep": 1})

    def close_and_let_another_write() -> None:
        store.close()
        other = opened(tmp_path / "history.json", QuickDisk())
        other.append(record(2))
        other.close()

    disk.on["create"] = close_and_let_another_write
    with pytest.raises(StoreError, match="closed"):
        store.fold()

    again = opened(tmp_path / "history.json", QuickDisk())
    assert {one.id for one in again.sessions()} == {record(1).id, record(2).id}
    again.close()


def test_a_fold_is_due_when_the_journal_is_half_full(tmp_path: Path) -> None:
    store = opened(tmp_path / "history.json", QuickDisk())
    assert not store.fold_is_due
    for rep in range(70):
        store.save_checkpoint({"rep": rep, "padding": "x" * 2000})
    assert store.fold_is_due
    store.fold()
    assert not store.fold_is_due
    assert store.checkpoint() == {"rep": 69, "padding": "x" * 2000}
    store.close()


def test_an_empty_history_has_nothing_to_fold(tmp_path: Path) -> None:
    store = opened(tmp_path / "history.json", QuickDisk())
    store.fold()
    store.close()
    assert [path.name for path in tmp_path.iterdir()] == ["history.json.lock"]


@pytest.mark.parametrize("call", ["remove", "create", "link", "replace", "sync_folder", "write", "sync"])
def test_a_fold_that_failed_is_made_up_for(call: str, tmp_path: Path) -> None:
    disk = During()
    store = opened(tmp_path / "history.json", disk)
    ledger = Ledger()
    ledger.make(store, EVERY_KIND)

    def fail() -> None:
        raise OSError(5, "Input/output error")

    disk.on[call] = fail
    with pytest.raises(StoreError, match="Nothing is lost"):
        store.fold()
    assert ledger.make(store, EVERY_KIND[-3:]) == 0
    store.fold()
    assert state_of(store) == ledger.acknowledged
    store.close()
    again = opened(tmp_path / "history.json", QuickDisk())
    assert state_of(again) == ledger.acknowledged
    assert again.notices == ()
    again.close()


def test_what_a_sync_program_brings_together_is_merged(tmp_path: Path) -> None:
    """The other machine's main file arrives, while changes of this one still wait in the journal."""
    here = opened(tmp_path / "history.json", QuickDisk())
    here.append(record(1))
    here.fold()
    shutil.copytree(tmp_path, tmp_path / "other")
    (tmp_path / "other" / "history.json.lock").unlink()
    here.append(record(2))
    here.remove(record(1).id)
    here.save_person(Person(provider_said_amount=True))
    here.save_checkpoint({"rep": 1})
    here.close()
    there = opened(tmp_path / "other" / "history.json", QuickDisk())
    there.append(record(3))
    there.save_prescription(PLAN)
    there.save_person(Person(visits=(date(2026, 11, 22),)))
    there.fold()
    there.append(record(4))
    there.fold()
    there.close()

    shutil.copy(tmp_path / "other" / "history.json", tmp_path / "history.json")
    for _ in range(2):
        here = opened(tmp_path / "history.json", QuickDisk())
        assert {one.id for one in here.sessions()} == {record(number).id for number in (2, 3, 4)}
        assert here.prescriptions() == (PLAN,)
        assert here.person() == Person(provider_said_amount=True, visits=(date(2026, 11, 22),))
        assert here.checkpoint() == {"rep": 1}
        assert here.notices == ()
        here.close()


def test_two_documents_of_one_session_show_the_newer(tmp_path: Path) -> None:
    store = opened(tmp_path / "history.json", QuickDisk())
    store.append(record(1))
    store.replace(replace(record(1), note="newer"))
    store.fold()
    store.close()
    main = tmp_path / "history.json"
    tables = json.loads(main.read_bytes())
    tables["sessions"]["7"] = tables["sessions"]["1"] | {"note": "older", "revision": 1}
    main.write_text(json.dumps(tables))

    store = opened(main, QuickDisk())
    assert [one.note for one in store.sessions()] == ["newer"]
    store.close()


def broken_history(tmp_path: Path, before: bytes, after: bytes) -> Path:
    store = opened(tmp_path / "history.json", QuickDisk())
    store.append(record(1))
    store.save_prescription(PLAN)
    store.save_person(Person(purpose_acknowledged_on=date(2020, 1, 1)))
    store.append(record(2))
    store.fold()
    store.close()
    main = tmp_path / "history.json"
    content = main.read_bytes()
    assert content.count(before) > 0
    main.write_bytes(content.replace(before, after))
    return main


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (b'"day":"2020-01-01"', b'"day":"2020-41-01"'),
        (b'"started_at":"2020-01-01T17:00:00+01:00"', b'"started_at":"2020-01-01T17:00:00"'),
        (b'"seconds_active":601.0', b'"seconds_active":"?"'),
        (b'"version":1', b'"version":0'),
        (b'"purpose_acknowledged_on":"2020', b'"purpose_acknowledged_on":"X020'),
    ],
)
def test_a_document_that_does_not_validate_is_replaced_from_a_copy_and_kept_word_for_word(
    before: bytes, after: bytes, tmp_path: Path
) -> None:
    main = broken_history(tmp_path, before, after)
    store = opened(main, QuickDisk())
    store.sessions()
    store.prescriptions()
    store.person()
    assert [notice.kind for notice in store.notices] == [NoticeKind.DAMAGED]

    store.fold()

    for _ in range(2):
        assert store.sessions() == (record(2), record(1))
        assert store.prescriptions() == (PLAN,)
        assert store.person() == Person(purpose_acknowledged_on=date(2020, 1, 1))
        (kept,) = raw(store, "_damaged")
        assert after in json.loads(kept)["document"].encode()
        store.close()
        store = opened(main, QuickDisk())
    assert store.notices == ()
    store.close()


HURT = {
    "provider_said_amount": True,
    "conditions": [{"condition": "osteoporosis", "yes": True}, {"condition": "thirst", "yes": True}],
    "bad_days": 7,
    "levels": [{"dose": {"exercise_id": "bird-dog", "reps": 0, "sets": 0, "hold_seconds": []}, "since": "2026-11-22"}],
}
UNDERSTOOD = Person(
    provider_said_amount=True, conditions=(ConditionAnswer(condition=Condition.OSTEOPOROSIS, yes=True),)
)


@pytest.mark.parametrize("changes_first", [True, False])
def test_of_what_the_person_said_all_is_kept_but_what_cannot_be_understood(
    tmp_path: Path, *, changes_first: bool
) -> None:
    store = opened(tmp_path / "history.json", QuickDisk())
    store.append(record(1))
    store._documents.commit({"person": {1: json.dumps(HURT).encode()}})
    expected = UNDERSTOOD
    assert store.person() == expected
    assert [notice.kind for notice in store.notices] == [NoticeKind.DAMAGED]
    if changes_first:
        expected = replace(expected, visits=(date(2026, 11, 22),))
        store.save_person(expected)
    store.fold()
    for _ in range(2):
        assert store.person() == expected
        (kept,) = raw(store, "_damaged")
        assert json.loads(json.loads(kept)["document"]) == HURT
        store.close()
        store = opened(tmp_path / "history.json", QuickDisk())
    assert store.notices == ()
    store.close()


def test_a_reader_leaves_documents_that_do_not_validate_where_they_are(tmp_path: Path) -> None:
    main = broken_history(tmp_path, b'"seconds_active":601.0', b'"seconds_active":"?"')
    content = main.read_bytes()
    store = open_store(main, now=Days(), read_only=True)
    assert store.session(record(1).id) is None
    assert store.session(record(2).id) == record(2)
    with pytest.raises(StoreError):
        store.fold()
    assert main.read_bytes() == content
    store.close()


def test_what_cannot_be_repaired_on_a_failing_disk_is_tried_again(tmp_path: Path) -> None:
    main = broken_history(tmp_path, b'"seconds_active":601.0', b'"seconds_active":"?"')
    disk = During()
    store = opened(main, disk)
    assert len(store.sessions()) == 1

    def fail() -> None:
        raise OSError(5, "Input/output error")

    disk.on["create"] = fail
    with pytest.raises(StoreError, match="Nothing is lost"):
        store.fold()
    store.append(record(3))
    store.close()
    store = opened(main, QuickDisk())
    store.sessions()
    store.fold()
    assert len(store.sessions()) == 3
    store.close()


def with_mood(tables: Tables) -> Tables:
    sessions: dict[int, Raw] = {
        doc_id: bytes(one)[:-1] + b',"mood":"good"}' for doc_id, one in tables["sessions"].items()
    }
    return tables | {"sessions": sessions}


def test_an_older_format_is_migrated_once_after_a_backup(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    main = tmp_path / "history.json"
    store = opened(main, QuickDisk())
    store.append(record(1))
    store.fold()
    store.append(record(2))
    store.save_copy(tmp_path / "old.json")
    old = main.read_bytes()
    store.close()

    monkeypatch.setattr(schema, "SCHEMA", 2)
    monkeypatch.setitem(schema.MIGRATIONS, 1, with_mood)
    for _ in range(2):
        store = opened(main, QuickDisk())
        assert store.sessions() == (record(2), record(1))
        assert [one.count(b"mood") for one in raw(store, "sessions")] == [1, 1]
        assert json.loads(main.read_bytes())["_meta"]["1"]["schema"] == 2
        store.close()
    (kept,) = (tmp_path / "backups").glob("*schema-1.json.gz")
    reader = open_store(main, now=Days(), read_only=True)
    assert reader.sessions() == store.sessions()

    monkeypatch.undo()
    older_program = opened(main, QuickDisk())
    assert [notice.kind for notice in older_program.notices] == [NoticeKind.NEWER_SCHEMA]
    assert len(older_program.sessions()) == 2
    with pytest.raises(StoreError, match="newer version"):
        older_program.append(record(3))
    older_program.close()
    assert gzip.decompress(kept.read_bytes()) == old


def test_a_migration_that_cannot_be_written_leaves_the_old_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    main = tmp_path / "history.json"
    store = opened(main, QuickDisk())
    store.append(record(1))
    store.close()
    old = main.read_bytes()
    monkeypatch.setattr(schema, "SCHEMA", 2)
    monkeypatch.setitem(schema.MIGRATIONS, 1, with_mood)
    disk = During()

    def fail() -> None:
        raise OSError(28, "No space left on device")

    disk.on["replace"] = fail
    store = opened(main, disk)
    assert store.sessions() == (record(1),)
    assert [notice.kind for notice in store.notices] == [NoticeKind.READ_ONLY]
    with pytest.raises(StoreError):
        store.append(record(2))
    store.close()
    assert main.read_bytes() == old


def test_after_closing_nothing_can_be_changed_and_closing_again_is_no_error(tmp_path: Path) -> None:
    store = opened(tmp_path / "history.json", QuickDisk())
    store.append(record(1))
    store.close()
    store.close()
    with pytest.raises(StoreError, match="closed"):
        store.append(record(2))
    assert store.sessions() == (record(1),)


def test_a_version_of_a_plan_can_be_corrected(tmp_path: Path) -> None:
    store = opened(tmp_path / "history.json", QuickDisk())
    store.save_prescription(PLAN)
    store.save_prescription(replace(PLAN, prescribed_by="somebody"))
    assert store.prescriptions() == (replace(PLAN, prescribed_by="somebody"),)
    store.close()


def test_documents_that_are_no_objects_are_merged_by_what_they_are() -> None:
    ours: Tables = {"sessions": {}, "other": {1: b"[1]"}}
    assert merge(ours, {"other": {1: b"[1]", 2: b"[2]"}}) == 1
    assert ours["other"] == {1: b"[1]", 2: b"[2]"}
