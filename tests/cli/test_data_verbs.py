"""The verbs that take the history out, bring it back, and remove it."""

import csv
import errno
import gzip
import io
import json
import os
import stat
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from lumbar.domain.exercise import Condition
from lumbar.domain.person import ConditionAnswer, KeptStop, Person
from lumbar.domain.prescription import Prescription
from support.command_line import Capture
from support.disks import QuickDisk
from support.places import Place
from support.records import SMALL_PLAN, record

SOUND_NAME = "0123456789abcdef" * 2
PLAN = Prescription(version=1, valid_from=date(2020, 1, 1), exercises=SMALL_PLAN)


def ids_of(*numbers: int) -> set[str]:
    return {record(number).id for number in numbers}


@pytest.fixture
def here(tmp_path: Path) -> Place:
    return Place(tmp_path / "here")


@pytest.fixture
def there(tmp_path: Path) -> Place:
    return Place(tmp_path / "there")


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "file.json"


def lines_of_complaint(capsys: Capture) -> list[str]:
    out, err = capsys.readouterr()
    assert out == ""
    assert all(line.startswith("lumbar: ") for line in err.splitlines())
    return [line.removeprefix("lumbar: ") for line in err.splitlines()]


# Export


def test_an_export_is_one_json_document_and_says_that_it_is_health_data(here: Place, capsys: Capture) -> None:
    here.keep(1, 2, plan=PLAN)
    assert here("export", "--format", "json") == 0
    out, err = capsys.readouterr()
    document = json.loads(out)
    assert {one["id"] for one in document["sessions"]} == ids_of(1, 2)
    assert [one["exercises"][0]["exercise_id"] for one in document["prescriptions"]] == ["bird-dog"]
    assert err == "lumbar: This is health data: keep it where only those can read it who should.\n"


def test_an_export_can_be_written_to_a_file_for_its_owner_alone(here: Place, file: Path, capsys: Capture) -> None:
    here.keep(1, 2, plan=PLAN)
    assert here("export", "--format", "json", "--output", str(file)) == 0
    out, err = capsys.readouterr()
    assert out == f"Written to {file}: 2 sessions, 1 version of the plan.\n"
    assert "health data" in err
    assert {one["id"] for one in json.loads(file.read_text())["sessions"]} == ids_of(1, 2)
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_an_export_since_a_day_has_that_day_and_the_whole_plan(here: Place, capsys: Capture) -> None:
    here.keep(*range(8), plan=PLAN)
    day = record(4).day
    assert here("export", "--format", "json", "--since", day.isoformat()) == 0
    document = json.loads(capsys.readouterr().out)
    assert {one["id"] for one in document["sessions"]} == ids_of(4, 5, 6, 7)
    assert len(document["prescriptions"]) == 1


def test_an_export_works_while_another_window_is_open(here: Place, capsys: Capture) -> None:
    here.keep(1)
    other = here.open()
    assert other.writable
    assert here("export", "--format", "json") == 0
    assert len(json.loads(capsys.readouterr().out)["sessions"]) == 1
    other.close()


def test_the_page_for_the_provider_and_the_csv_go_where_they_are_asked_to(
    here: Place, tmp_path: Path, capsys: Capture
) -> None:
    here.keep(1, 2, plan=PLAN)
    for form, words in (
        ("html", "26 October to 22 November 2026 (28 days), the last four weeks, as no visit is noted"),
        ("csv", "2 sessions in 2 rows"),
    ):
        assert here("export", "--format", form) == 0
        printed, err = capsys.readouterr()
        assert "health data" in err
        file = tmp_path / form
        assert here("export", "--format", form, "--output", str(file)) == 0
        assert capsys.readouterr().out == f"Written to {file}: {words}.\n"
        assert file.read_bytes().decode() == printed
        assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_a_page_and_a_csv_since_a_day(here: Place, capsys: Capture) -> None:
    here.keep(*range(8), plan=PLAN)
    day = record(4).day
    assert here("export", "--format", "csv", "--since", day.isoformat()) == 0
    rows = list(csv.DictReader(io.StringIO(capsys.readouterr().out, newline="")))
    assert {row["session_id"] for row in rows} == ids_of(4, 5, 6, 7)
    assert here("export", "--format", "html", "--since", day.isoformat()) == 0
    assert "3 January 2020 to 22 November 2026 (2516 days), as asked for" in capsys.readouterr().out


def test_a_page_begins_where_the_history_does_if_it_was_to_begin_years_before(here: Place, capsys: Capture) -> None:
    here.keep(3)
    assert here("export", "--format", "html", "--since", "0001-01-01") == 0
    assert "2 January 2020 to 22 November 2026 (2517 days), since the first day that is kept" in capsys.readouterr().out


@pytest.mark.parametrize("form", ["html", "csv"])
def test_an_empty_history_goes_out_too_and_nothing_is_created(here: Place, form: str, capsys: Capture) -> None:
    assert here("export", "--format", form) == 0
    assert capsys.readouterr().out.startswith({"html": "<!DOCTYPE html>", "csv": "session_id,"}[form])
    assert not here.folder.exists()


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("--format", "html", "--since", "2026-11-23"), "2026-11-23 is not yet here. Name today or a day before it"),
        (("--format", "xml"), "'xml' is not one of"),
        ((), "Missing option '--format'."),
        (("--format", "json", "--since", "yesterday"), "'yesterday' is no date such as 2026-11-22."),
        (("--format", "json", "--since", "20261122"), "'20261122' is no date such as 2026-11-22."),
        (("--format", "json", "--output", ""), "it names no file."),
    ],
)
def test_an_export_that_cannot_be_is_wrong_use(
    here: Place, arguments: tuple[str, ...], sentence: str, capsys: Capture
) -> None:
    assert here("export", *arguments) == 2
    assert sentence in " ".join(lines_of_complaint(capsys))
    assert not here.folder.exists()


@pytest.mark.parametrize("verb", [("export", "--format", "json", "--output"), ("backup",)])
def test_no_file_is_ever_overwritten(here: Place, file: Path, verb: tuple[str, ...], capsys: Capture) -> None:
    here.keep(1)
    file.write_text("mine")
    assert here(*verb, str(file)) == 2
    assert lines_of_complaint(capsys) == [f"{file} exists already. Nothing was written; choose another name."]
    assert file.read_text() == "mine"


@pytest.mark.parametrize("verb", [("export", "--format", "json", "--output"), ("backup",)])
def test_a_file_that_cannot_be_written_is_named(
    here: Place, tmp_path: Path, verb: tuple[str, ...], capsys: Capture
) -> None:
    here.keep(1)
    assert here(*verb, str(tmp_path / "nowhere" / "file")) == 3
    (complaint,) = lines_of_complaint(capsys)
    assert complaint.startswith(f"{tmp_path / 'nowhere' / 'file'} could not be written")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
def test_an_export_that_finds_the_disk_full_leaves_no_half_file(
    here: Place, file: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture
) -> None:
    here.keep(1)
    full = os.open("/dev/full", os.O_WRONLY)
    file.touch()
    monkeypatch.setattr("os.path.lexists", lambda _: False)
    monkeypatch.setattr("lumbar.report.saving.os.open", lambda *_: full)
    assert here("export", "--format", "json", "--output", str(file)) == 3
    assert lines_of_complaint(capsys) == [f"{file} could not be written: no space left on device."]
    assert not file.exists()


# Import, merge, restore


@pytest.fixture
def other_plan(there: Place, file: Path) -> Prescription:
    """Of a history in *file*, for the same days as ours."""
    plan = replace(PLAN, sessions_per_day=3)
    there.keep(1, plan=plan)
    there("backup", str(file))
    return plan


@pytest.mark.parametrize("verb", ["import", "merge", "restore"])
def test_what_was_exported_is_taken_in(here: Place, there: Place, file: Path, verb: str, capsys: Capture) -> None:
    there.keep(1, 2, plan=PLAN)
    there("export", "--format", "json", "--output", str(file))
    here.keep(2, 3)
    capsys.readouterr()
    assert here(verb, str(file)) == 0
    assert capsys.readouterr() == ("1 session added, 0 updated, 0 removed, 1 version of the plan added.\n", "")
    assert here.ids() == ids_of(1, 2, 3)
    assert here.plans() == [PLAN]
    assert here(verb, str(file)) == 0
    assert capsys.readouterr().out.startswith("0 sessions added, 0 updated, 0 removed, 0 versions of the plan added")


@pytest.mark.parametrize("name", ["copy.json", "copy.json.gz"])
def test_a_backup_is_a_history_that_can_be_merged(
    here: Place, there: Place, tmp_path: Path, name: str, capsys: Capture
) -> None:
    there.keep(1, 2)
    assert there("backup", str(tmp_path / name)) == 0
    out, err = capsys.readouterr()
    assert out == f"Written to {tmp_path / name}: 2 sessions, 0 versions of the plan.\n"
    assert "health data" in err
    here.keep(3)
    assert here("merge", str(tmp_path / name)) == 0
    assert here.ids() == ids_of(1, 2, 3)


def test_a_backup_of_nothing_answers_no_and_writes_nothing(here: Place, file: Path, capsys: Capture) -> None:
    assert here("backup", str(file)) == 1
    assert lines_of_complaint(capsys) == [f"There is no history in {here.folder} yet. Nothing was written."]
    assert not file.exists()
    assert not here.folder.exists()


def test_restore_brings_back_what_was_removed_and_import_does_not(here: Place, file: Path) -> None:
    here.keep(1, 2)
    here("backup", str(file))
    store = here.open()
    store.remove(record(1).id)
    store.close()
    assert here("import", str(file)) == 0
    assert here.ids() == ids_of(2)
    assert here("restore", str(file)) == 0
    assert here.ids() == ids_of(1, 2)


def test_restore_replaces_nothing_that_is_newer(here: Place, file: Path) -> None:
    here.keep(1)
    here("backup", str(file))
    store = here.open()
    store.replace(replace(record(1), note="newer"))
    store.close()
    assert here("restore", str(file)) == 0
    store = here.open()
    assert [one.note for one in store.sessions()] == ["newer"]
    store.close()


@pytest.mark.parametrize("verb", ["import", "merge", "restore"])
def test_what_the_person_said_comes_in_although_something_was_said_here(
    here: Place, there: Place, file: Path, verb: str, capsys: Capture
) -> None:
    there.keep(1)
    said = Person(
        purpose_acknowledged_on=date(2026, 11, 1),
        conditions=(ConditionAnswer(condition=Condition.OSTEOPOROSIS, yes=True),),
        stops=(KeptStop(session_id="a", day=date(2026, 11, 2), serious=True),),
        visits=(date(2026, 11, 3),),
    )
    store = there.open()
    store.save_person(said)
    store.close()
    there("export", "--format", "json", "--output", str(file))
    assert here("ask", "hello") == 0
    capsys.readouterr()
    assert here(verb, str(file)) == 0
    assert "4 of your answers, questions and dates added" in capsys.readouterr().out
    store = here.open()
    both = store.person()
    store.close()
    assert replace(both, questions=()) == said
    assert [one.text for one in both.questions] == ["hello"]
    assert here(verb, str(file)) == 0
    assert "answers" not in capsys.readouterr().out


@pytest.mark.parametrize("verb", ["import", "merge"])
def test_a_question_that_was_removed_on_one_machine_does_not_come_back_from_the_other(
    here: Place, there: Place, file: Path, verb: str, capsys: Capture
) -> None:
    for place in (here, there):
        for question in ("How often?", "Which pillow?"):
            assert place("ask", question) == 0
    assert here("ask", "--remove", "1") == 0
    there("export", "--format", "json", "--output", str(file))
    capsys.readouterr()
    assert here(verb, str(file)) == 0
    assert "removed, 0 versions of the plan added." in capsys.readouterr().out
    assert here.questions() == ["Which pillow?"]
    file.unlink()
    here("export", "--format", "json", "--output", str(file))
    capsys.readouterr()
    assert there(verb, str(file)) == 0
    assert "added, 1 question for your provider removed." in capsys.readouterr().out
    assert there.questions() == ["Which pillow?"]


def test_restore_brings_back_a_question_that_was_removed(here: Place, file: Path, capsys: Capture) -> None:
    for question in ("How often?", "Which pillow?"):
        assert here("ask", question) == 0
    assert here("ask", "--remove", "2") == 0
    here("backup", str(file))
    assert here("ask", "--remove", "1") == 0
    assert here("restore", str(file)) == 0
    assert here.questions() == ["How often?"]
    capsys.readouterr()


# What goes along


EXERCISE, SETTINGS = "id = 'side-step'\n", "volume = 20\n"


@pytest.fixture
def with_files(there: Place) -> Place:
    """A machine with an exercise of its own, settings, and files that no backup takes."""
    there.keep(1)
    folder = there.folder / "exercises"
    folder.mkdir()
    (folder / "side-step.toml").write_text(EXERCISE)
    (folder / "huge.toml").write_text("#" * 100_000)
    (folder / "My Notes.toml").write_text("mine")
    (folder / "deep.toml").mkdir()
    (there.folder / "settings.toml").write_text(SETTINGS)
    return there


def test_a_backup_takes_exercises_and_settings_along_and_restore_brings_them_back(
    here: Place, with_files: Place, file: Path, capsys: Capture
) -> None:
    assert with_files("backup", str(file)) == 0
    out, err = capsys.readouterr()
    assert out.endswith("1 session, 0 versions of the plan, 1 exercise of your own, the settings.\n")
    assert "huge.toml is not in it: it is larger than 64 KB." in err
    assert "deep.toml is not in it: it is no file." in err
    assert here("restore", str(file)) == 0
    out, err = capsys.readouterr()
    assert "1 exercise of your own added, the settings added." in out
    assert err == ""
    exercise, settings = here.folder / "exercises" / "side-step.toml", here.folder / "settings.toml"
    assert (exercise.read_text(), settings.read_text()) == (EXERCISE, SETTINGS)
    assert stat.S_IMODE(exercise.stat().st_mode) == stat.S_IMODE(settings.stat().st_mode) == 0o600
    assert stat.S_IMODE(exercise.parent.stat().st_mode) == 0o700
    assert here("restore", str(file)) == 0
    assert "own" not in capsys.readouterr().out


def test_what_is_here_stays_as_it_is(here: Place, with_files: Place, file: Path, capsys: Capture) -> None:
    with_files("backup", str(file))
    here.keep(2)
    (here.folder / "settings.toml").write_text("volume = 10\n")
    capsys.readouterr()
    assert here("restore", str(file)) == 0
    assert capsys.readouterr().err == (
        f"lumbar: {here.folder / 'settings.toml'} stays as it is; the one in the backup differs.\n"
    )
    assert (here.folder / "settings.toml").read_text() == "volume = 10\n"
    assert (here.folder / "exercises" / "side-step.toml").read_text() == EXERCISE


def test_merge_brings_exercises_and_no_settings(here: Place, with_files: Place, file: Path) -> None:
    with_files("backup", str(file))
    assert here("merge", str(file)) == 0
    assert (here.folder / "exercises" / "side-step.toml").exists()
    assert not (here.folder / "settings.toml").exists()
    store = here.open()
    store.fold()
    store.close()
    assert "_beside" not in json.loads((here.folder / "history.json").read_text())


@pytest.mark.parametrize(
    "name",
    ["../out.toml", "exercises/../../out.toml", "/tmp/out.toml", "exercises/a/b.toml", "exercises/.toml",
     "history.json", "exercises/-.toml",
     "exercises/A.toml", "exercises/a.toml\n", "exercises\\a.toml", "", "exercises/\0.toml"],
)  # fmt: skip
def test_no_name_in_a_backup_leads_out_of_the_folder(here: Place, with_files: Place, file: Path, name: str) -> None:
    with_files("backup", str(file))
    tables = json.loads(file.read_text())
    tables["_beside"] = {"1": {"name": name, "text": "bad"}}
    file.write_text(json.dumps(tables))
    before = {path for path in file.parent.rglob("*") if "here" not in path.parts}
    assert here("restore", str(file)) == 0
    assert {path for path in file.parent.rglob("*") if "here" not in path.parts} == before
    assert not (here.folder / "exercises").exists()
    assert here.ids() == ids_of(1)


def test_what_is_no_text_with_a_name_is_refused(here: Place, with_files: Place, file: Path, capsys: Capture) -> None:
    with_files("backup", str(file))
    tables = json.loads(file.read_text())
    tables["_beside"] = {"1": {"name": 1}}
    file.write_text(json.dumps(tables))
    capsys.readouterr()
    assert here("restore", str(file)) == 2
    assert lines_of_complaint(capsys)[1].startswith("_beside, $.name: Expected `str`")


def export_of(place: Place) -> dict[str, Any]:
    store = place.open()
    document = store.export()
    store.close()
    return document


def test_what_is_wrong_is_named_with_document_and_field_and_nothing_is_written(
    here: Place, there: Place, file: Path, capsys: Capture
) -> None:
    there.keep(1, 2, 3, plan=PLAN)
    document = export_of(there)
    document["sessions"][1]["exercises"][0]["outcome"] = "great"
    document["sessions"][2]["pain_before"] = 11
    document["prescriptions"][0]["sessions_per_day"] = 4
    file.write_text(json.dumps(document))
    here.keep(4)
    before = {path.name: path.read_bytes() for path in here.folder.iterdir() if path.is_file()}
    assert here("import", str(file)) == 2
    first, *problems = lines_of_complaint(capsys)
    assert first == f"{file} was not taken in, and nothing was changed:"
    assert problems == [
        "sessions 2, $.exercises[0].outcome: Invalid enum value 'great'.",
        "sessions 3, $.pain_before: a level is from 0 to 10.",
        "prescriptions 1, $.sessions_per_day: there are 1 to 3 sessions a day.",
    ]
    assert {path.name: path.read_bytes() for path in here.folder.iterdir() if path.is_file()} == before


def test_of_many_problems_ten_are_named(here: Place, file: Path, capsys: Capture) -> None:
    file.write_text(json.dumps({"schema": 1, "sessions": [{"id": "a"}] * 13}))
    assert here("import", str(file)) == 2
    complaints = lines_of_complaint(capsys)
    assert len(complaints) == 12
    assert complaints[1].startswith("sessions 1: Object missing required field")
    assert complaints[-1] == "There are 3 more."


@pytest.mark.parametrize(
    "content",
    [b"", b"[]", b"no json", b"\x1f\x8bno gzip", gzip.compress(b"[1")],
    ids=["empty", "a list", "text", "half compressed", "compressed text"],
)
@pytest.mark.parametrize("verb", ["import", "merge", "restore"])
def test_a_file_that_is_none_of_ours_is_refused(
    here: Place, file: Path, verb: str, content: bytes, capsys: Capture
) -> None:
    file.write_bytes(content)
    assert here(verb, str(file)) == 2
    assert lines_of_complaint(capsys)[0] == f"{file} was not taken in, and nothing was changed:"


def test_a_file_that_is_not_there_is_wrong_use(here: Place, file: Path, capsys: Capture) -> None:
    assert here("restore", str(file)) == 2
    assert lines_of_complaint(capsys)[1] == "it cannot be read (No such file or directory)."


@pytest.mark.usefixtures("other_plan")
@pytest.mark.parametrize("verb", ["import FILE", "merge FILE", "restore FILE", "delete"])
def test_nothing_is_changed_while_another_window_is_open(
    here: Place, file: Path, verb: str, capsys: Capture, typed: Callable[..., None]
) -> None:
    here.keep(2)
    other = here.open()
    capsys.readouterr()
    typed("yes")
    assert here(*verb.replace("FILE", str(file)).split()) == 3
    assert capsys.readouterr().err == (
        "lumbar: lumbar is open in another window, which makes the changes. "
        "Nothing was changed; close it and try again.\n"
    )
    other.close()
    assert here.ids() == ids_of(2)


def test_a_history_of_a_newer_version_is_left_alone(here: Place, there: Place, file: Path, capsys: Capture) -> None:
    there.keep(1)
    there("backup", str(file))
    here.keep(2)
    here("backup", str(here.folder / "copy.json"))
    main = here.folder / "history.json"
    tables = json.loads((here.folder / "copy.json").read_text())
    newer = json.dumps(tables | {"_meta": {"1": {"schema": 99}}})
    main.write_text(newer)
    (here.folder / "history.json.journal").unlink()
    capsys.readouterr()
    assert here("merge", str(file)) == 3
    (complaint,) = lines_of_complaint(capsys)
    assert complaint.startswith("history.json was written by a newer version of lumbar. Nothing was changed.")
    assert here("import", str(main)) == 3
    assert main.read_text() == newer


# Two plans


@pytest.mark.usefixtures("other_plan")
@pytest.mark.parametrize("verb", ["import", "merge", "restore"])
def test_two_plans_for_the_same_days_are_not_decided_silently(
    here: Place, file: Path, verb: str, capsys: Capture, typed: Callable[..., None]
) -> None:
    here.keep(2, plan=PLAN)
    capsys.readouterr()
    typed(at_terminal=False)
    assert here(verb, str(file)) == 2
    (complaint,) = lines_of_complaint(capsys)
    assert complaint.endswith("say which one stands with --plan ours or --plan theirs.")
    assert here.ids() == ids_of(2)
    assert here.plans() == [PLAN]


def test_the_option_says_whose_plan_stands(here: Place, file: Path, other_plan: Prescription, capsys: Capture) -> None:
    here.keep(2, plan=PLAN)
    assert here("merge", str(file), "--plan", "ours") == 0
    assert capsys.readouterr().out.endswith("the plan that was here stands.\n")
    assert here.plans() == [PLAN]
    assert here("merge", str(file), "--plan", "theirs") == 0
    assert capsys.readouterr().out.endswith("the plan in the file stands.\n")
    assert here.plans() == [other_plan]
    assert here.ids() == ids_of(1, 2)


def test_at_a_terminal_the_person_is_asked_until_one_is_named(
    here: Place, file: Path, other_plan: Prescription, capsys: Capture, typed: Callable[..., None]
) -> None:
    here.keep(2, plan=PLAN)
    typed("both", "Theirs")
    assert here("merge", str(file)) == 0
    assert capsys.readouterr().out.count("Which one stands") == 2
    assert here.plans() == [other_plan]


def test_ours_can_be_the_answer_too(
    here: Place, file: Path, other_plan: Prescription, typed: Callable[..., None]
) -> None:
    here.keep(2, plan=PLAN)
    typed("ours")
    assert here("merge", str(file)) == 0
    assert here.plans() == [PLAN] != [other_plan]


@pytest.mark.usefixtures("other_plan")
def test_no_answer_changes_nothing(here: Place, file: Path, capsys: Capture, typed: Callable[..., None]) -> None:
    here.keep(2, plan=PLAN)
    typed()
    assert here("merge", str(file)) == 2
    assert "nobody said which plan stands" in capsys.readouterr().err
    assert here.ids() == ids_of(2)


# Damage on the way


def test_damage_that_is_found_on_the_way_is_told(here: Place, there: Place, file: Path, capsys: Capture) -> None:
    there.keep(1)
    there("backup", str(file))
    here.keep(2)
    (here.folder / "history.json").write_bytes(b"")
    capsys.readouterr()
    assert here("merge", str(file)) == 0
    assert "history.json was damaged" in capsys.readouterr().err
    assert here.ids() == ids_of(1, 2)


# Delete


def test_a_typed_yes_removes_everything_and_says_what_is_gone(
    here: Place, capsys: Capture, typed: Callable[..., None]
) -> None:
    here.keep(1)
    store = here.open()
    store.fold()
    store.close()
    (here.folder / "settings.toml").touch()
    for name in ("today.json", f"cues/{SOUND_NAME}.wav", f"cues/{SOUND_NAME}.4711"):
        (here.folder / "cache" / name).parent.mkdir(exist_ok=True, parents=True)
        (here.folder / "cache" / name).touch()
    cached = {*(here.folder / "cache").rglob("*")}
    everything = {path for path in here.folder.rglob("*") if path.name != "history.json.lock"} - cached
    assert {path.name for path in everything} >= {"history.json", "history.json.journal", "backups"}
    typed("Yes")
    assert here("delete", "--data-dir", str(here.folder)) == 0
    out, err = capsys.readouterr()
    assert err == ""
    listed, _, gone = out.partition("Type yes to remove it: Removed:\n")
    assert {Path(line) for line in gone.splitlines()} >= everything
    assert {Path(line) for line in listed.splitlines()[:-1]} >= everything
    assert not here.folder.exists()


@pytest.mark.parametrize("answer", [(), ("y",), ("no",), ("",)])
def test_anything_else_removes_nothing(
    here: Place, answer: tuple[str, ...], capsys: Capture, typed: Callable[..., None]
) -> None:
    here.keep(1)
    typed(*answer)
    assert here("delete") == 1
    assert capsys.readouterr().err == "lumbar: Nothing was removed.\n"
    assert here.ids() == ids_of(1)


def test_a_script_types_yes_into_a_pipe(here: Place, typed: Callable[..., None]) -> None:
    here.keep(1)
    typed("yes", at_terminal=False)
    assert here("delete") == 0
    assert not here.folder.exists()


def test_where_nothing_is_nothing_is_asked(here: Place, capsys: Capture) -> None:
    assert here("delete") == 1
    assert lines_of_complaint(capsys) == [f"There is nothing to remove in {here.folder}."]
    assert not here.folder.exists()


def test_what_may_not_be_ours_stays(here: Place, tmp_path: Path, capsys: Capture, typed: Callable[..., None]) -> None:
    home = tmp_path / "home"
    here.keep(1)
    here.folder.rename(home)
    theirs = {"settings.toml", "cache", "cache/pictures", "notes.txt", "backups", "backups/photos.tar.gz"}
    (home / "settings.toml").write_text("[database]\nport = 1\n")
    (home / "notes.txt").touch()
    for folder, name in (("cache", "pictures"), ("backups", "photos.tar.gz")):
        (home / folder).mkdir()
        (home / folder / name).touch()
    (home / "cache" / "cues").mkdir()
    (home / "cache" / "cues" / f"{SOUND_NAME}.wav").touch()
    typed("yes")
    assert here("delete", "--data-dir", str(home)) == 0
    err = capsys.readouterr().err
    assert f"{home / 'settings.toml'} stays" in err
    assert f"{home / 'cache'} stays" in err
    assert {str(path.relative_to(home)) for path in home.rglob("*")} == theirs


def test_a_settings_file_that_was_chosen_stays(
    here: Place, file: Path, capsys: Capture, typed: Callable[..., None]
) -> None:
    here.keep(1)
    file.touch()
    typed("yes")
    assert here("delete", environment={"LUMBAR_CONFIG": str(file)}) == 0
    assert capsys.readouterr().err == f"lumbar: {file} stays, as you chose that file yourself.\n"
    assert file.exists()
    assert not here.folder.exists()


def test_settings_alone_can_be_removed(here: Place, typed: Callable[..., None]) -> None:
    here.folder.mkdir(parents=True)
    (here.folder / "settings.toml").touch()
    typed("yes")
    assert here("delete") == 0
    assert not here.folder.exists()


def test_what_could_not_be_removed_is_named(
    here: Place, capsys: Capture, typed: Callable[..., None], monkeypatch: pytest.MonkeyPatch
) -> None:
    here.keep(1)
    settings = here.folder / "settings.toml"
    settings.touch()
    typed("yes")

    def refuse(path: Path) -> None:
        raise PermissionError(1, "Operation not permitted", str(path))

    monkeypatch.setattr("lumbar.cli.delete_verb._remove_file", refuse)
    assert here("delete") == 3
    assert capsys.readouterr().err == (
        f"lumbar: The history is removed, but {settings} could not be (operation not permitted).\n"
    )


def test_a_change_that_the_disk_refuses_is_not_kept_and_a_demo_leaves_nothing_behind(
    here: Place, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    write = QuickDisk.write

    def limited(disk: QuickDisk, descriptor: int, content: bytes) -> int:
        if len(content) > 10_000:
            raise OSError(errno.EFBIG, os.strerror(errno.EFBIG))
        return write(disk, descriptor, content)

    def full(*_: object) -> int:
        raise OSError(errno.EFBIG, os.strerror(errno.EFBIG))

    refusal = (
        "The last change could not be saved (file too large). "
        "What was saved before is safe; this change is not kept. Look at the disk, and try again."
    )
    with monkeypatch.context() as patched:
        patched.setattr(QuickDisk, "write", limited)
        assert here("demo", "--weeks", "1") == 3
        assert lines_of_complaint(capsys) == [refusal]
        assert not here.folder.exists()
    assert here("demo", "--weeks", "1") == 0
    assert capsys.readouterr().out
    with monkeypatch.context() as patched:
        patched.setattr(QuickDisk, "write", limited)
        patched.setattr(QuickDisk, "write_at", full)
        assert here("ask", "How often?") == 3
    assert lines_of_complaint(capsys) == [refusal]
