"""Whole histories that come in and go out: export, import, merge, backup, restore, delete."""

import errno
import gzip
import json
from dataclasses import replace
from datetime import UTC, date, time
from pathlib import Path
from typing import Any

import pytest

from lumbar.domain.person import BadDays, Level, TodaysChoice
from lumbar.domain.prescription import Pace, Prescription, SlotTime
from lumbar.ports import HistoryArchive, NoticeKind, Person, PlanConflictError, Problem, RefusedError, StoreError
from lumbar.store import open_store
from support.disks import QuickDisk, WatchedDisk
from support.ledger import EVERY_KIND, Ledger, opened, state_of
from support.records import SMALL_PLAN, record

PLAN = Prescription(version=1, valid_from=date(2020, 1, 1), exercises=SMALL_PLAN)


def history(folder: Path, *numbers: int) -> HistoryArchive:
    store = opened(folder / "history.json", QuickDisk())
    for number in numbers:
        store.append(record(number))
    return store


def written(path: Path, document: object) -> Path:
    path.write_text(json.dumps(document))
    return path


def ids(store: HistoryArchive) -> set[str]:
    return {one.id for one in store.sessions()}


def test_an_export_is_the_whole_history_and_can_be_taken_in_elsewhere(tmp_path: Path) -> None:
    here = history(tmp_path / "here", 1, 2, 3)
    here.save_prescription(PLAN)
    here.save_person(Person(purpose_acknowledged_on=date(2020, 1, 1)))
    document = here.export()
    assert [one["id"] for one in document["sessions"]] == [one.id for one in here.sessions()]
    exported = written(tmp_path / "export.json", document)

    there = history(tmp_path / "there", 4)
    brought = there.take_in(exported)

    assert (brought.sessions_added, brought.sessions_updated, brought.prescriptions_added) == (3, 0, 1)
    assert ids(there) == {record(number).id for number in (1, 2, 3, 4)}
    assert (there.prescriptions(), there.person()) == (here.prescriptions(), here.person())
    assert there.take_in(exported).sessions_added == 0
    assert json.loads(json.dumps(there.export()))["schema"] == 1
    here.close()
    there.close()


@pytest.mark.parametrize("table", ["sessions", "prescriptions", "person"])
@pytest.mark.parametrize("wrong", ["x", 7, ["a"], None])
def test_what_is_no_object_keeps_nothing_else_from_a_copy(tmp_path: Path, table: str, wrong: object) -> None:
    history(tmp_path, 1, 2).close()
    path = tmp_path / "history.json"
    tables = json.loads(path.read_text())
    tables.setdefault(table, {})["99"] = wrong
    path.write_text(json.dumps(tables))
    store = opened(path, QuickDisk())
    assert [one["id"] for one in store.export()["sessions"]] == [record(2).id, record(1).id]
    elsewhere = history(tmp_path / "elsewhere")
    assert elsewhere.take_in(written(tmp_path / "export.json", store.export())).sessions_added == 2
    store.close()
    elsewhere.close()


def test_an_export_that_an_editor_put_a_mark_before_is_taken_in(tmp_path: Path) -> None:
    first = history(tmp_path / "first", 1, 2)
    export = written(tmp_path / "export.json", first.export())
    export.write_bytes(b"\xef\xbb\xbf" + export.read_bytes())
    second = history(tmp_path / "second")
    assert second.take_in(export).sessions_added == 2
    first.close()
    second.close()


def broken(change: dict[str, Any]) -> dict[str, Any]:
    export: dict[str, Any] = {"schema": 1, "sessions": [{"id": "a"}], "prescriptions": [], "person": {}}
    return export | change


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (b"not json", ("", "", "JSON is malformed")),
        (b"[1]", ("", "", "Expected `object`, got `array`")),
        (b"{", ("", "", "truncated")),
        (b'{"_meta":{"1":{"schema":1}}}', ("", "", "lacks the table")),
        (json.dumps({"sessions": []}).encode(), ("", "", "schema")),
        (json.dumps(broken({"schema": 2})).encode(), ("", "schema", "newer version")),
        (json.dumps(broken({"schema": 0})).encode(), ("", "schema", "no such number")),
        (json.dumps(broken({"sessions": 3})).encode(), ("", "", "Expected `array`")),
        (json.dumps(broken({"person": 3, "sessions": []})).encode(), ("", "", "Expected `object`")),
        (json.dumps(broken({})).encode(), ("sessions 1", "", "missing required field")),
        (
            json.dumps(broken({"sessions": [], "prescriptions": [{"version": 0}]})).encode(),
            ("prescriptions 1", "", "missing required field"),
        ),
        (b"\x1f\x8bnot really", ("", "", "")),
    ],
)
def test_a_file_with_anything_wrong_is_refused_whole(
    content: bytes, problem: tuple[str, str, str], tmp_path: Path
) -> None:
    store = history(tmp_path / "here", 1)
    before = store.export()
    source = tmp_path / "source.json"
    source.write_bytes(content)

    with pytest.raises(RefusedError, match=r"source\.json was not taken in") as refused:
        store.take_in(source)

    found = refused.value.problems[0]
    assert (found.document, found.field) == problem[:2]
    assert problem[2] in found.what
    assert store.export() == before
    store.close()


def test_every_problem_is_named_with_its_document_and_field(tmp_path: Path) -> None:
    store = history(tmp_path / "here", 1, 2)
    document = store.export()
    document["sessions"][0]["pain_before"] = 11
    document["sessions"][1]["exercises"][0]["outcome"] = "danced"
    source = written(tmp_path / "source.json", document)

    with pytest.raises(RefusedError, match="1 more") as refused:
        store.take_in(source)

    assert refused.value.problems == (
        Problem(document="sessions 1", field="$.pain_before", what="a level is from 0 to 10"),
        Problem(document="sessions 2", field="$.exercises[0].outcome", what="Invalid enum value 'danced'"),
    )
    store.close()


FIGURES = ("reps_planned", "reps_done", "hold_seconds_planned", "hold_seconds_done")
DONE = {"id": "bridge", "outcome": "done"} | {name: {"both": 5} for name in FIGURES}


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"id": ""}, "$.id"),
        ({"ended_at": "2020-01-01T10:00:00"}, "$.ended_at"),
        ({"pain_after": -1}, "$.pain_after"),
        ({"day": "9999-12-31"}, "$.day"),
        ({"seconds_active": -1}, "$.seconds_active"),
        ({"note": "x" * 5_000_000}, "$.note"),
        ({"events": [{"at_seconds": 1e300, "kind": "pause"}]}, "$.events[0].at_seconds"),
        ({"events": [{"at_seconds": 1, "kind": "discomfort", "level": 11}]}, "$.events[0].level"),
        ({"exercises": [DONE | {"reps_done": {"both": -5}}]}, "$.exercises[0].reps_done.both"),
    ],
)
def test_values_that_no_session_has_are_named(change: dict[str, Any], field: str, tmp_path: Path) -> None:
    store = history(tmp_path / "here", 1)
    document = store.export()
    document["sessions"][0] |= change
    with pytest.raises(RefusedError) as refused:
        store.take_in(written(tmp_path / "source.json", document))
    assert refused.value.problems[0].field == field
    store.close()


def test_values_that_no_plan_has_are_named(tmp_path: Path) -> None:
    store = history(tmp_path / "here")
    plan = {"version": 1, "valid_from": "2020-01-01", "exercises": []}
    exercise = {"exercise_id": "bridge", "reps": 5, "sets": 0, "hold_seconds": []}
    for change, field in (({"version": 0}, "$.version"), ({"exercises": [exercise]}, "$.exercises[0].sets")):
        document = {"schema": 1, "prescriptions": [plan | change]}
        with pytest.raises(RefusedError) as refused:
            store.take_in(written(tmp_path / "source.json", document))
        assert refused.value.problems[0].field == field
    store.close()


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    store = history(tmp_path / "here", 1)
    with pytest.raises(RefusedError, match="cannot be read"):
        store.take_in(tmp_path / "nothing.json")
    store.close()


def test_merging_takes_the_newer_version_and_what_was_removed_stays_removed(tmp_path: Path) -> None:
    here = history(tmp_path / "here", 1, 2, 3)
    here.save_copy(tmp_path / "copy.json")
    there = open_store(tmp_path / "copy.json", now=lambda: record(1).started_at)
    there.replace(replace(record(1), note="corrected there"))
    there.remove(record(2).id)
    there.append(record(5))
    there.save_checkpoint({"rep": 1})
    there.fold()
    here.remove(record(3).id)
    here.append(record(4))

    brought = here.take_in(tmp_path / "copy.json")

    assert (brought.sessions_added, brought.sessions_updated, brought.sessions_removed) == (1, 1, 1)
    assert ids(here) == {record(number).id for number in (1, 4, 5)}
    assert here.session(record(1).id) == replace(record(1), note="corrected there")
    assert here.checkpoint() is None
    here.append(record(6))
    assert len(here.sessions()) == 4
    here.close()
    there.close()


def test_a_history_file_of_another_machine_comes_in_with_the_changes_beside_it(tmp_path: Path) -> None:
    there = history(tmp_path / "there", 1, 2)
    there.fold()
    there.append(record(3))
    there.replace(replace(record(1), note="newest"))
    there.remove(record(2).id)
    there.save_person(Person(provider_said_amount=True))
    here = history(tmp_path / "here", 1, 2)
    here.take_in(tmp_path / "there" / "history.json")
    assert ids(here) == {record(number).id for number in (1, 3)}
    assert {one.note for one in here.sessions()} == {"", "newest"}
    assert here.person() == Person(provider_said_amount=True)
    there.close()
    journal = tmp_path / "there" / "history.json.journal"
    journal.write_bytes(journal.read_bytes().replace(b"newest", b"oldest"))
    with pytest.raises(RefusedError, match="a change in the journal beside it cannot be read"):
        here.take_in(tmp_path / "there" / "history.json")
    here.close()


def test_restoring_can_bring_back_what_was_removed(tmp_path: Path) -> None:
    store = history(tmp_path / "here", 1, 2)
    store.save_copy(tmp_path / "backup.json.gz")
    store.remove(record(1).id)
    store.append(record(3))

    assert store.take_in(tmp_path / "backup.json.gz").sessions_added == 0
    assert store.take_in(tmp_path / "backup.json.gz", bring_back_removed=True).sessions_added == 1
    assert ids(store) == {record(number).id for number in (1, 2, 3)}
    store.remove(record(1).id)
    store.append(record(1))
    assert len(store.sessions()) == 3
    store.close()


@pytest.mark.parametrize("choice", ["ours", "theirs"])
def test_two_plans_for_the_same_days_are_asked_about(choice: Any, tmp_path: Path) -> None:
    here = history(tmp_path / "here", 1)
    here.save_prescription(PLAN)
    there = history(tmp_path / "there", 2)
    other = replace(PLAN, sessions_per_day=2)
    there.save_prescription(other)
    there.save_copy(tmp_path / "there.json")

    with pytest.raises(PlanConflictError):
        here.take_in(tmp_path / "there.json")
    assert ids(here) == {record(1).id}

    assert here.take_in(tmp_path / "there.json", plan=choice).plan == choice
    assert here.prescriptions() == ((PLAN,) if choice == "ours" else (other,))
    assert ids(here) == {record(1).id, record(2).id}
    here.close()
    there.close()


@pytest.mark.parametrize("choice", ["ours", "theirs"])
def test_days_for_which_one_side_alone_has_a_plan_keep_it(choice: Any, tmp_path: Path) -> None:
    ours, theirs = PLAN, replace(PLAN, valid_from=date(2020, 6, 1), sessions_per_day=2)
    if choice == "ours":
        ours, theirs = theirs, ours
    here, there = history(tmp_path / "here"), history(tmp_path / "there")
    here.save_prescription(ours)
    there.save_prescription(theirs)
    there.save_copy(tmp_path / "there.json")
    for _ in range(2):
        here.take_in(tmp_path / "there.json", plan=choice)
        plans = here.prescriptions()
        assert [replace(one, version=1) for one in plans] == sorted((ours, theirs), key=lambda one: one.valid_from)
        assert len({one.version for one in plans}) == 2
    here.close()
    there.close()


def test_two_versions_of_a_session_that_are_as_new_come_together_on_both_sides(tmp_path: Path) -> None:
    here, there = history(tmp_path / "here", 1), history(tmp_path / "there", 1)
    here.replace(replace(record(1), note="a note"))
    there.replace(replace(record(1), pain_after=3, note="another note"))
    for store in (here, there):
        store.save_copy(tmp_path / f"{id(store)}.json")
    assert here.take_in(tmp_path / f"{id(there)}.json").sessions_updated == 1
    assert there.take_in(tmp_path / f"{id(here)}.json").sessions_updated == 0
    assert here.sessions() == there.sessions()
    assert [one.note for one in here.sessions()] == ["another note"]
    here.close()
    there.close()


@pytest.mark.parametrize("order", [1, -1])
def test_of_a_session_that_stands_twice_in_a_file_the_newer_comes_in(order: int, tmp_path: Path) -> None:
    there = history(tmp_path / "there", 1)
    document = there.export()
    (one,) = document["sessions"]
    document["sessions"] = [one | {"note": "newer", "revision": 2}, one | {"note": "longer, and older"}][::order]
    there.close()
    here = history(tmp_path / "here")
    assert here.take_in(written(tmp_path / "twice.json", document)).sessions_added == 1
    assert [one.note for one in here.sessions()] == ["newer"]
    here.close()


def test_a_plan_that_goes_on_needs_no_question(tmp_path: Path) -> None:
    here = history(tmp_path / "here")
    here.save_prescription(PLAN)
    there = history(tmp_path / "there")
    there.save_prescription(PLAN)
    there.save_prescription(replace(PLAN, version=2, valid_from=date(2020, 2, 1)))
    there.save_copy(tmp_path / "there.json")
    assert here.take_in(tmp_path / "there.json").prescriptions_added == 1
    assert here.prescriptions() == there.prescriptions()
    here.close()
    there.close()


@pytest.mark.parametrize("name", ["copy.json", "copy.json.gz"])
def test_a_copy_holds_everything_and_replaces_nothing(name: str, tmp_path: Path) -> None:
    store = history(tmp_path / "here")
    ledger = Ledger()
    ledger.make(store, EVERY_KIND)
    copy = tmp_path / name
    store.save_copy(copy)
    with pytest.raises(StoreError, match="exists already"):
        store.save_copy(copy)
    with pytest.raises(StoreError, match="could not be written"):
        store.save_copy(tmp_path / "no folder" / name)
    store.close()

    plain = tmp_path / "elsewhere" / "history.json"
    plain.parent.mkdir()
    plain.write_bytes(gzip.decompress(copy.read_bytes()) if name.endswith(".gz") else copy.read_bytes())
    again = open_store(plain, now=lambda: record(1).started_at)
    assert state_of(again) == ledger.acknowledged
    again.close()


def test_what_could_not_be_saved_is_in_the_copy_and_saved_by_trying_again(tmp_path: Path) -> None:
    first = history(tmp_path, 1)
    first.close()
    disk = FullDisk()
    store = opened(tmp_path / "history.json", disk)

    with pytest.raises(StoreError, match="could not be saved"):
        store.append(record(2))
    assert [notice.kind for notice in store.notices] == [NoticeKind.UNSAVED, NoticeKind.DISK_FULL]
    assert ids(store) == {record(1).id}

    disk.full = False
    store.append(record(3))
    assert NoticeKind.UNSAVED in {notice.kind for notice in store.notices}
    store.save_copy(tmp_path / "copy.json")
    copy = open_store(tmp_path / "copy.json", now=lambda: record(1).started_at, read_only=True)
    assert ids(copy) == {record(number).id for number in (1, 2, 3)}
    store.append(record(2))
    store.fold()
    assert store.notices == ()
    assert ids(store) == {record(number).id for number in (1, 2, 3)}
    store.close()


class FullDisk(WatchedDisk):
    """Takes nothing until space is made."""

    full = True

    def before(self, call: str, /) -> None:
        if self.full and call in ("write", "write_at"):
            raise OSError(errno.ENOSPC, "No space left on device")


def test_deleting_leaves_nothing_behind(tmp_path: Path) -> None:
    folder = tmp_path / "lumbar"
    store = history(folder, 1, 2)
    store.fold()
    (folder / "history.json.new").touch()
    owned = store.owned_paths()
    assert {path.name for path in owned} >= {"history.json", "history.json.lock", "history.json.journal", "backups"}

    assert store.delete_everything() == owned

    assert not folder.exists()
    with pytest.raises(StoreError):
        store.append(record(3))


def test_deleting_leaves_what_is_not_ours(tmp_path: Path) -> None:
    folder = tmp_path / "lumbar"
    store = history(folder, 1)
    (folder / "my notes.txt").touch()
    store.delete_everything()
    assert [path.name for path in folder.iterdir()] == ["my notes.txt"]


def test_deleting_leaves_what_is_not_ours_in_folders_that_are_named_like_ours(tmp_path: Path) -> None:
    folder = tmp_path / "home"
    store = history(folder, 1)
    store.fold()
    for name in ("backups", "quarantine"):
        (folder / name / "of my photos").mkdir(parents=True)
        (folder / name / "2020-01-01-photos.tar.gz").touch()
    store.delete_everything()
    left = {str(path.relative_to(folder)) for path in folder.rglob("*")}
    inside = {
        f"{name}/{one}" for name in ("backups", "quarantine") for one in ("of my photos", "2020-01-01-photos.tar.gz")
    }
    assert left == {"backups", "quarantine"} | inside


class KeepingDisk(QuickDisk):
    """Lets go of nothing."""

    def remove(self, path: Path) -> None:
        raise PermissionError(errno.EPERM, "Operation not permitted", str(path))


def test_what_cannot_be_removed_is_named(tmp_path: Path) -> None:
    history(tmp_path, 1).close()
    store = opened(tmp_path / "history.json", KeepingDisk())
    with pytest.raises(StoreError, match=r"history.json.journal could not be removed"):
        store.delete_everything()


def test_a_copy_touches_no_other_file(tmp_path: Path) -> None:
    store = history(tmp_path / "here", 1)
    beside = tmp_path / "copy.json.new"
    beside.write_text("mine")
    store.save_copy(tmp_path / "copy.json")
    assert beside.read_text() == "mine"
    assert {path.name for path in tmp_path.iterdir()} == {"here", "copy.json", "copy.json.new"}
    store.close()


class TakenMeanwhile(QuickDisk):
    """Somebody else is quicker with the same name."""

    def __init__(self, *, links: bool) -> None:
        super().__init__()
        self._links = links

    def link(self, source: Path, target: Path) -> None:
        target.write_text("mine")
        if not self._links:
            raise OSError(errno.EPERM, "no links here")
        super().link(source, target)


@pytest.mark.parametrize("links", [True, False])
def test_a_copy_never_takes_a_name_that_was_taken_meanwhile(tmp_path: Path, *, links: bool) -> None:
    store = opened(tmp_path / "here" / "history.json", TakenMeanwhile(links=links))
    store.append(record(1))
    with pytest.raises(StoreError, match="exists already"):
        store.save_copy(tmp_path / "copy.json")
    assert (tmp_path / "copy.json").read_text() == "mine"
    assert {path.name for path in tmp_path.iterdir()} == {"here", "copy.json"}
    store.close()


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"sessions_per_day": 0}, "$.sessions_per_day"),
        ({"sessions_per_day": 4}, "$.sessions_per_day"),
        ({"minutes": 0}, "$.minutes"),
        ({"minutes": 10**6}, "$.minutes"),
        ({"rest_days": [7]}, "$.rest_days"),
        ({"rest_days": tuple(range(7))}, "$.rest_days"),
        ({"slots": (SlotTime(name="Early", at=time(7, tzinfo=UTC)),)}, "$.slots[0].at"),
        (
            {"slots": (SlotTime(name="B", at=time(9)), SlotTime(name="A", at=time(8))), "sessions_per_day": 2},
            "$.slots",
        ),
        ({"slots": (SlotTime(name="Late", at=time(21)),), "sessions_per_day": 2}, "$.slots"),
        ({"exercises": (replace(SMALL_PLAN[0], pace=Pace(move_in_ns=-1)),)}, "$.exercises[0].pace.move_in_ns"),
        ({"exercises": (replace(SMALL_PLAN[0], pace=Pace(rest_ns=10**30)),)}, "$.exercises[0].pace.rest_ns"),
        ({"exercises": ()}, "$.exercises"),
        ({"exercises": (replace(SMALL_PLAN[0], reps=10**9),)}, "$.exercises[0].reps"),
        ({"exercises": (replace(SMALL_PLAN[0], hold_seconds=(10**6,)),)}, "$.exercises[0].hold_seconds[0]"),
        ({"exercises": (replace(SMALL_PLAN[0], hold_seconds=(1,) * 99),)}, "$.exercises[0].hold_seconds"),
        ({"exercises": (replace(SMALL_PLAN[0], reps=0),)}, "$.exercises[0].reps"),
        ({"exercises": (*SMALL_PLAN, replace(SMALL_PLAN[0], sets=-1))}, "$.exercises[1].sets"),
        ({"exercises": (replace(SMALL_PLAN[0], hold_seconds=(5, -1)),)}, "$.exercises[0].hold_seconds[1]"),
    ],
)
def test_a_plan_that_nobody_can_follow_is_not_taken_in(tmp_path: Path, change: dict[str, Any], field: str) -> None:
    there = history(tmp_path / "there")
    there.save_prescription(replace(PLAN, **change))
    exported = written(tmp_path / "export.json", there.export())
    there.close()
    here = history(tmp_path / "here")
    with pytest.raises(RefusedError) as refused:
        here.take_in(exported)
    (problem,) = refused.value.problems
    assert (problem.document, problem.field) == ("prescriptions 1", field)
    assert here.prescriptions() == ()
    here.close()


@pytest.mark.parametrize(
    ("person", "field"),
    [
        (Person(levels=(Level(dose=replace(SMALL_PLAN[0], reps=0), since=date(2020, 1, 1)),)), "$.levels[0].dose.reps"),
        (Person(gentle_set=(replace(SMALL_PLAN[0], sets=11),)), "$.gentle_set[0].sets"),
        (Person(bad_days=(BadDays(first=date(2020, 1, 1), days=10**12),)), "$.bad_days[0].days"),
        (Person(todays_choice=TodaysChoice(day=date(2020, 1, 1), minutes=0)), "$.todays_choice.minutes"),
    ],
)
def test_what_nobody_can_have_said_is_not_taken_in(tmp_path: Path, person: Person, field: str) -> None:
    there = history(tmp_path / "there")
    there.save_person(person)
    exported = written(tmp_path / "export.json", there.export())
    there.close()
    here = history(tmp_path / "here")
    with pytest.raises(RefusedError) as refused:
        here.take_in(exported)
    assert [(one.document, one.field) for one in refused.value.problems] == [("person 1", field)]
    here.close()


def test_a_reader_deletes_and_takes_in_nothing(tmp_path: Path) -> None:
    history(tmp_path, 1).close()
    reader = open_store(tmp_path / "history.json", now=lambda: record(1).started_at, read_only=True)
    for forbidden in (reader.delete_everything, lambda: reader.take_in(tmp_path / "history.json"), reader.fold):
        with pytest.raises(StoreError, match="reading alone"):
            forbidden()
    reader.close()
