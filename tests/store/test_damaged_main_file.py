"""The main file, damaged in every way: never a crash, never overwritten, always restored."""

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from random import Random

import pytest

from lumbar.ports import NoticeKind, StoreError
from lumbar.store import open_store
from support.disks import QuickDisk
from support.ledger import (
    Days,
    Ledger,
    State,
    acknowledge_purpose,
    append,
    checkpoint,
    correct,
    fold,
    opened,
    prescribe,
    state_of,
)
from support.ledger import remove as removing
from support.records import record, write_history

COURSE = (
    acknowledge_purpose(date(2020, 1, 1)),
    prescribe(1),
    *(append(record(number, exercises=2)) for number in range(6)),
    fold(),
    append(record(6)),
    removing(record(2)),
    fold(),
    prescribe(2),
    correct(replace(record(3), note="corrected")),
    append(record(7)),
    fold(),
    append(record(8)),
    checkpoint({"rep": 3}),
)
MAIN = "history.json"


@pytest.fixture(scope="module")
def healthy(tmp_path_factory: pytest.TempPathFactory) -> tuple[dict[str, bytes], State]:
    """All files of a history, and what they say."""
    folder = tmp_path_factory.mktemp("healthy")
    ledger = Ledger()
    store = opened(folder / MAIN, QuickDisk())
    assert ledger.make(store, COURSE) == 0
    store.close()
    files = {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    files["history.json.journal"] = files["history.json.journal"].rstrip(b"\0")  # 256 KB less to copy each time
    return files, ledger.acknowledged


class Place:
    """A folder in which a history is laid out with a damaged main file, again and again."""

    def __init__(self, folder: Path, files: dict[str, bytes]) -> None:
        self.folder = folder
        self._files = files

    def lay_out(self, main: bytes | None, *, without: str = "/") -> Path:
        """Put all files down but those whose name has *without* in it; return the data file."""
        for path in sorted(self.folder.rglob("*"), reverse=True):
            path.rmdir() if path.is_dir() else path.unlink()
        for name, content in self._files.items():
            if without not in name and name != MAIN:
                (self.folder / name).parent.mkdir(exist_ok=True)
                (self.folder / name).write_bytes(content)
        if main is not None:
            (self.folder / MAIN).write_bytes(main)
        return self.folder / MAIN

    def quarantined(self) -> list[bytes]:
        """What was set aside."""
        return [path.read_bytes() for path in sorted(self.folder.glob("quarantine/*"))]


@pytest.fixture
def place(tmp_path: Path, healthy: tuple[dict[str, bytes], State]) -> Place:
    return Place(tmp_path, healthy[0])


def opened_twice(data_file: Path) -> Iterator[tuple[State, list[NoticeKind]]]:
    for _ in range(2):
        store = opened(data_file, QuickDisk())
        store.load()
        yield state_of(store), [notice.kind for notice in store.notices]
        store.close()


def with_broken_table(main: bytes) -> bytes:
    return main.replace(b'"sessions": {', b'"sessionz": {')


def with_a_document_twice(main: bytes) -> bytes:
    return main.replace(b'\n"1": {"id"', b'\n"4": {"id"', 1)


DAMAGED = {
    "empty": b"",
    "spaces": b"   \n",
    "null bytes": bytes(5000),
    "nested deeply": b'{"sessions":' + b"[" * 100_000,
    "a list": b"[]",
    "another object": b'{"sessions": 3}',
    "no text": b'{"_meta":{"1":{"schema":1}},"sessions":{"1":"\xff\xfe"}}',
    "two schemas": b'{"_meta":{"1":{"schema":"one"}},"sessions":{}}',
    "schema 0": b'{"_meta":{"1":{"schema":0}},"sessions":{}}',
    "no schema": b'{"sessions": {}}',
    "slow and broken": b'{"_meta":{"1":{"schema":1}},"sessions":{"1":{"a":1,"a":2}}}',
}


@pytest.mark.parametrize("name", DAMAGED)
def test_what_is_no_history_is_set_aside_and_everything_is_restored(
    name: str, place: Place, healthy: tuple[dict[str, bytes], State]
) -> None:
    first, second = opened_twice(place.lay_out(DAMAGED[name]))

    assert first == (healthy[1], [NoticeKind.DAMAGED])
    assert second == (healthy[1], [])
    assert place.quarantined() == [DAMAGED[name]]


@pytest.mark.parametrize("damage", [with_broken_table, with_a_document_twice])
def test_a_table_or_a_document_that_seems_to_be_missing_is_damage(
    damage: object, place: Place, healthy: tuple[dict[str, bytes], State]
) -> None:
    assert callable(damage)
    broken = damage(healthy[0][MAIN])
    assert broken != healthy[0][MAIN]
    first, _ = opened_twice(place.lay_out(broken))
    assert first == (healthy[1], [NoticeKind.DAMAGED])
    assert place.quarantined() == [broken]


def test_a_missing_main_file_is_restored(place: Place, healthy: tuple[dict[str, bytes], State]) -> None:
    first, second = opened_twice(place.lay_out(None))
    assert first == (healthy[1], [NoticeKind.DAMAGED])
    assert second == (healthy[1], [])
    assert place.quarantined() == []


@pytest.mark.slow
def test_a_cut_at_any_place_is_restored(place: Place, healthy: tuple[dict[str, bytes], State]) -> None:
    main = healthy[0][MAIN]
    random = Random(1)
    for cut in sorted(random.sample(range(len(main) - 1), 500)):
        data_file = place.lay_out(main[:cut])
        store = opened(data_file, QuickDisk())
        assert state_of(store) == healthy[1], f"cut at {cut}"
        assert [notice.kind for notice in store.notices] == [NoticeKind.DAMAGED]
        assert place.quarantined() == [main[:cut]]
        store.close()


@pytest.mark.slow
def test_a_flipped_bit_costs_nothing_if_it_is_seen_and_one_value_if_not(
    place: Place, healthy: tuple[dict[str, bytes], State]
) -> None:
    main = healthy[0][MAIN]
    random = Random(2)
    seen = 0
    for _ in range(1000):
        at, bit = random.randrange(len(main)), random.randrange(8)
        broken = bytearray(main)
        broken[at] ^= 1 << bit
        data_file = place.lay_out(bytes(broken))
        store = opened(data_file, QuickDisk())
        before = after = state_of(store)
        if differences(before, healthy[1]):  # a fold repairs what was found to be invalid
            store.fold()
            after = state_of(store)
        store.close()
        what = f"bit {bit} of byte {at}: {main[max(at - 20, 0) : at + 20]!r}"
        if place.quarantined():
            seen += 1
            assert place.quarantined() == [bytes(broken)], what
            assert differences(before, healthy[1]) <= 1, what
        assert differences(after, healthy[1]) <= 1, what
    assert seen > 200


def differences(state: State, other: State) -> int:
    """How many documents of the one are not in the other."""
    missing = sum(one not in state.sessions.values() for one in other.sessions.values())
    missing += sum(one not in state.prescriptions for one in other.prescriptions)
    return missing + (state.person != other.person) + (state.checkpoint != other.checkpoint)


def test_without_any_other_file_what_stands_whole_is_saved(
    place: Place, healthy: tuple[dict[str, bytes], State]
) -> None:
    main = healthy[0][MAIN]
    cut = main.index(b'"8": {"id"')
    data_file = place.lay_out(main[:cut] + main[cut : cut + 30], without="history.json.")
    for path in data_file.parent.glob("backups/*"):
        path.unlink()
    (first, notices), _ = opened_twice(data_file)
    assert notices == [NoticeKind.DAMAGED]
    assert len(first.sessions) == main[:cut].count(b'"started_at"')
    assert first.prescriptions == healthy[1].prescriptions
    assert first.person == healthy[1].person


def test_a_reader_restores_in_memory_and_changes_nothing(place: Place, healthy: tuple[dict[str, bytes], State]) -> None:
    data_file = place.lay_out(b"")
    before = {path: path.read_bytes() for path in place.folder.rglob("*") if path.is_file()}

    store = open_store(data_file, now=Days(), read_only=True)
    assert state_of(store) == healthy[1]
    assert [notice.kind for notice in store.notices] == [NoticeKind.DAMAGED]
    with pytest.raises(StoreError):
        store.fold()
    store.close()
    assert {path: path.read_bytes() for path in place.folder.rglob("*") if path.is_file()} == before


def test_a_file_of_a_newer_program_is_only_read(place: Place, healthy: tuple[dict[str, bytes], State]) -> None:
    tables = json.loads(healthy[0][MAIN])
    tables["_meta"]["1"] = {"schema": 99, "something": "new"}
    newer = json.dumps(tables).encode()
    data_file = place.lay_out(newer)
    for state, notices in opened_twice(data_file):
        assert state.sessions == healthy[1].sessions
        assert notices == [NoticeKind.NEWER_SCHEMA]
    assert data_file.read_bytes() == newer


def test_a_file_that_another_program_laid_out_is_taken_as_it_is(
    place: Place, healthy: tuple[dict[str, bytes], State]
) -> None:
    tables = json.loads(healthy[0][MAIN])
    data_file = place.lay_out(json.dumps(tables, indent=4).encode())
    for state, notices in opened_twice(data_file):
        assert (state, notices) == (healthy[1], [])
    store = opened(data_file, QuickDisk())
    store.append(record(40))
    store.fold()
    assert state_of(store).sessions == healthy[1].sessions | {record(40).id: record(40)}
    assert data_file.read_bytes().count(b'\n"') > 10
    store.close()


def test_a_damaged_line_of_the_journal_is_told_and_set_aside(
    place: Place, healthy: tuple[dict[str, bytes], State]
) -> None:
    data_file = place.lay_out(healthy[0][MAIN])
    journal = data_file.with_name("history.json.journal")
    broken = journal.read_bytes().replace(b"corrected", b"corruqted", 1)
    journal.write_bytes(broken)
    first, second = opened_twice(data_file)
    assert first[1] == [NoticeKind.DAMAGED]
    assert second[1] == []
    assert second[0] == first[0]
    assert place.quarantined() == [broken]


def test_damaged_copies_give_what_stands_whole_in_them(place: Place) -> None:
    data_file = place.lay_out(b"", without=".journal")
    previous = data_file.with_name("history.json.prev")
    previous.write_bytes(previous.read_bytes()[:-3] + b'"9": 5\n')
    for path in data_file.parent.glob("backups/*"):
        path.write_bytes(b"\x1f\x8b damaged")
    (first, notices), (second, _) = opened_twice(data_file)
    assert notices == [NoticeKind.DAMAGED]
    assert first == second
    assert first.sessions.keys() >= {record(number).id for number in (0, 1, 3, 4, 5, 6)}


def test_two_damaged_files_of_one_second_are_both_kept(place: Place) -> None:
    def stopped_clock() -> datetime:
        return datetime(2026, 1, 1, tzinfo=UTC)

    data_file = place.lay_out(b"")
    for content in (b"first", b"second"):
        data_file.write_bytes(content)
        open_store(data_file, now=stopped_clock, disk=QuickDisk()).close()
    assert place.quarantined() == [b"first", b"second"]


def big(place: Place) -> tuple[Path, bytes]:
    data_file = place.lay_out(None, without="history")
    for path in data_file.parent.glob("*/*"):
        path.unlink()
    write_history(data_file, 200)
    return data_file, data_file.read_bytes()


def test_a_long_file_without_its_end_is_seen_at_the_first_look(place: Place) -> None:
    data_file, content = big(place)
    data_file.write_bytes(content[:-1000])
    store = opened(data_file, QuickDisk())
    assert [notice.kind for notice in store.notices] == [NoticeKind.DAMAGED]
    assert len(store.sessions()) == 199
    store.close()


def test_a_long_file_on_one_line_is_read_whole(place: Place) -> None:
    data_file, content = big(place)
    data_file.write_text(json.dumps(json.loads(content)))
    store = opened(data_file, QuickDisk())
    assert store.notices == ()
    assert len(store.sessions(since=record(150).day)) == 50
    store.close()
