"""The port, kept on a real disk."""

import json
import stat
import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from subprocess import run

import pytest
from tinydb import TinyDB

from lumbar.domain.prescription import PrescribedExercise, Prescription
from lumbar.domain.record import Answer
from lumbar.ports import NoticeKind, Person, StoreError
from lumbar.store import Archive, open_store
from support.past import days_ago, exercise, session, told
from support.records import FIRST_DAY, record


def at_noon() -> datetime:
    return datetime(2026, 3, 1, 12, 0, tzinfo=UTC)


@pytest.fixture
def data_file(tmp_path: Path) -> Path:
    return tmp_path / "share" / "lumbar" / "history.json"


@pytest.fixture
def reopened(data_file: Path) -> Callable[[Archive | None], Archive]:
    def reopen(store: Archive | None = None) -> Archive:
        if store is not None:
            store.close()
        return open_store(data_file, now=at_noon)

    return reopen


PLAN = Prescription(
    version=1,
    valid_from=date(2026, 1, 1),
    exercises=(PrescribedExercise(exercise_id="bird_dog", reps=5, sets=2, hold_seconds=(5,)),),
)


def test_reading_an_absent_history_is_empty_and_creates_nothing(data_file: Path) -> None:
    store = open_store(data_file, now=at_noon, read_only=True)

    assert (store.sessions(), store.prescriptions(), store.person(), store.checkpoint()) == ((), (), Person(), None)
    assert store.session("none") is None
    assert store.notices == ()
    assert not store.writable
    store.close()
    assert list(data_file.parents[2].iterdir()) == []


def test_before_the_first_change_there_is_only_a_lock(data_file: Path) -> None:
    store = open_store(data_file, now=at_noon)
    assert store.sessions() == ()
    store.close()

    assert [path.name for path in data_file.parent.iterdir()] == ["history.json.lock"]


def test_everything_comes_back(reopened: Callable[..., Archive]) -> None:
    store = reopened()
    records = [record(number, exercises=3, events=2, note="ärm [/x] \u2028") for number in (2, 0, 1)]
    for one in records:
        store.append(one)
    store.save_prescription(PLAN)
    store.save_person(Person(purpose_acknowledged_on=FIRST_DAY))
    store.save_checkpoint({"rep": 3, "where": ["left", None]})

    for _ in range(2):
        store = reopened(store)
        assert store.sessions() == (records[0], records[2], records[1])
        assert store.session(records[1].id) == records[1]
        assert store.prescriptions() == (PLAN,)
        assert store.person() == Person(purpose_acknowledged_on=FIRST_DAY)
        assert store.checkpoint() == {"rep": 3, "where": ["left", None]}
        assert store.notices == ()
        store.fold()
    store.close()


def test_a_whole_history_is_kept_in_one_commit_where_there_is_none(
    reopened: Callable[..., Archive], data_file: Path
) -> None:
    store = reopened()
    records = [record(number, exercises=3) for number in (2, 0, 1)]
    person = Person(purpose_acknowledged_on=FIRST_DAY)
    store.fill(sessions=records, prescriptions=[PLAN], person=person)
    assert store.sessions() == (records[0], records[2], records[1])
    for _ in range(2):
        store = reopened(store)
        assert store.sessions() == (records[0], records[2], records[1])
        assert (store.prescriptions(), store.person()) == ((PLAN,), person)
        assert store.notices == ()
        before = data_file.read_bytes()
        with pytest.raises(StoreError, match="There is a history already"):
            store.fill(sessions=[record(7)], prescriptions=[], person=Person())
        assert data_file.read_bytes() == before
        store.fold()
    store.append(record(3))
    assert store.sessions()[0] == record(3)
    store.close()


def test_a_span_of_days_includes_both_ends(reopened: Callable[..., Archive]) -> None:
    store = reopened()
    for number in range(10):
        store.append(record(number))

    days = [one.day.day for one in store.sessions(since=date(2020, 1, 2), until=date(2020, 1, 3))]

    assert days == [3, 3, 2, 2]
    store.close()


def test_of_a_span_only_what_has_an_exercise_can_be_read(reopened: Callable[..., Archive]) -> None:
    archive = reopened()
    assert archive.first_day() is None
    for ago, exercise_id in ((1, "curl-up"), (2, "bird-dog"), (3, "curl-up")):
        archive.append(session(ago, exercise(exercise_id), events=(told(Answer.PAIN, "pelvic-tilt"),)))
    archive = reopened(archive)
    assert [one.day for one in archive.sessions(having=["curl-up"])] == [days_ago(1), days_ago(3)]
    both = archive.sessions(having=["curl-up", "bird-dog"], until=days_ago(2))
    assert [one.day for one in both] == [days_ago(2), days_ago(3)]
    assert archive.sessions(having=["pelvic-tilt"]) == (), "it is named, and was not in it"
    assert archive.sessions(having=[]) == ()
    assert archive.first_day() == days_ago(3)


def test_the_edition_is_another_one_after_each_change_of_a_session(reopened: Callable[..., Archive]) -> None:
    archive = reopened()
    past = session(1)

    def edition() -> object:
        archive.sessions()
        return archive.edition

    editions = [edition()]
    changes: tuple[Callable[[], None], ...] = (
        lambda: archive.append(past),
        lambda: archive.replace(past),
        lambda: archive.remove(past.id),
    )
    for change in changes:
        change()
        editions.append(edition())
        assert edition() == editions[-1], "as long as nothing changes"
    archive.save_person(Person())
    assert edition() == editions[-1]
    assert len(set(map(id, editions))) == len(editions)
    assert reopened(archive).edition is None, "nothing was read yet"


def test_appending_forgets_the_checkpoint_and_nothing_else_does(reopened: Callable[..., Archive]) -> None:
    store = reopened()
    store.save_checkpoint({"rep": 1})
    store.save_checkpoint({"rep": 2})
    store.replace(record(1))
    store = reopened(store)
    assert store.checkpoint() == {"rep": 2}
    store.append(record(2))
    assert store.checkpoint() is None
    store.save_checkpoint({"rep": 1})
    store.discard_checkpoint()
    assert reopened(store).checkpoint() is None


def test_a_session_is_replaced_by_its_uuid_and_fields_of_a_newer_program_stay(
    reopened: Callable[..., Archive], data_file: Path
) -> None:
    store = reopened()
    store.append(record(1))
    store.fold()
    store.close()
    data_file.write_bytes(data_file.read_bytes().replace(b'"note":""', b'"note":"","mood":"good"'))

    store = reopened()
    store.replace(replace(record(1), note="better"))
    store = reopened(store)
    assert store.sessions() == (replace(record(1), note="better"),)
    store.fold()
    store.close()

    (document,) = json.loads(data_file.read_bytes())["sessions"].values()
    assert (document["mood"], document["revision"], document["note"]) == ("good", 2, "better")


def test_a_removed_session_stays_away_until_it_is_appended_again(reopened: Callable[..., Archive]) -> None:
    store = reopened()
    store.append(record(1))
    store.remove(record(1).id)
    store.remove("never there")
    store = reopened(store)
    assert store.sessions() == ()
    store.append(record(1))
    store.fold()
    assert reopened(store).sessions() == (record(1),)


def test_a_session_that_no_reader_would_accept_is_refused(reopened: Callable[..., Archive]) -> None:
    store = reopened()
    with pytest.raises(ValueError, match="offset"):
        store.append(replace(record(1), started_at=datetime(2020, 1, 1)))  # noqa: DTZ001
    assert store.sessions() == ()
    store.close()


def test_stock_tinydb_reads_the_main_file(reopened: Callable[..., Archive], data_file: Path) -> None:
    store = reopened()
    for number in range(3):
        store.append(record(number))
    store.fold()

    with TinyDB(data_file, access_mode="r") as database:
        assert len(database.table("sessions")) == 3
        assert database.tables() >= {"sessions", "_meta"}
        meta = database.table("_meta").get(doc_id=1)
        assert isinstance(meta, dict)
        assert meta["schema"] == 1
    store.close()


def test_files_are_for_their_owner_alone(reopened: Callable[..., Archive], data_file: Path) -> None:
    store = reopened()
    store.append(record(1))
    store.fold()
    store.close()

    modes = {path.name: stat.S_IMODE(path.stat().st_mode) for path in data_file.parent.rglob("*") if path.is_file()}
    assert set(modes.values()) == {0o600}
    assert stat.S_IMODE(data_file.parent.stat().st_mode) == 0o700


def test_a_second_window_reads_only_and_takes_over_when_the_first_ends(reopened: Callable[..., Archive]) -> None:
    first = reopened()
    first.append(record(1))
    second = reopened()

    assert [notice.kind for notice in second.notices] == [NoticeKind.IN_USE]
    assert second.sessions() == (record(1),)
    with pytest.raises(StoreError, match="another window"):
        second.append(record(2))
    assert not second.try_to_take_over()

    first.append(record(3))
    first.close()
    assert second.try_to_take_over()
    assert [notice.kind for notice in second.notices] == [NoticeKind.UNSAVED]
    assert second.sessions() == (record(3), record(1))
    second.append(record(2))
    assert second.notices == ()
    assert second.try_to_take_over()
    second.close()


def test_what_only_reads_imports_neither_tinydb_nor_filelock(data_file: Path) -> None:
    script = f"""
import sys
from datetime import UTC, datetime
from pathlib import Path
from lumbar.store import open_store
store = open_store(Path({str(data_file)!r}), now=lambda: datetime.now(UTC), read_only=True)
store.sessions()
store.close()
print(sorted({{"tinydb", "filelock"}} & sys.modules.keys()))
"""
    assert run([sys.executable, "-c", script], check=True, capture_output=True, text=True).stdout == "[]\n"
