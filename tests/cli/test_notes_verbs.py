"""Questions, visits and notes from the command line."""

import io
from contextlib import closing
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from lumbar.bootstrap import Parts
from lumbar.cli import run
from lumbar.domain.person import Person
from lumbar.paths import find_paths
from lumbar.ports import HistoryArchive
from lumbar.settings import Sound
from lumbar.store import open_store
from lumbar.typed import LONGEST_NOTE, TypedError, typed_line
from support.command_line import Capture, StoppedClock, complained, printed
from support.disks import QuickDisk
from support.records import record


class QuickParts(Parts):
    """The real parts, on a disk that does not sync."""

    def open_archive(self, *, read_only: bool) -> HistoryArchive:
        return open_store(self.paths.data_file, now=self.clock.now, read_only=read_only, disk=QuickDisk())


class Place:
    """A history of two sessions, and a way to call verbs there."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def __call__(self, *arguments: str) -> int:
        return run(arguments, assemble=self._assemble, environment={})

    def _assemble(self, *, data_dir: Path | None, config: Path | None, clock_rate: int, sound: Sound) -> Parts:
        return QuickParts(
            find_paths(data_dir=data_dir or self.folder, config=config), StoppedClock(), clock_rate, sound
        )

    def open(self) -> HistoryArchive:
        return open_store(self.folder / "history.json", now=StoppedClock().now, disk=QuickDisk())

    def notes(self) -> list[str]:
        with closing(self.open()) as store:
            return [one.note for one in store.sessions()]


@pytest.fixture
def here(tmp_path: Path) -> Place:
    place = Place(tmp_path / "here")
    with closing(place.open()) as store:
        store.append(replace(record(0), note="first"))
        store.append(record(1))
    return place


def test_questions_are_kept_listed_and_removed_by_number(here: Place, capsys: Capture) -> None:
    assert here("ask") == 1
    assert "no question" in complained(capsys)
    assert here("ask", "Why\x1b[2J\n now?") == 0
    assert here("ask", "And then?") == 0
    printed(capsys)
    assert here("ask") == 0
    assert printed(capsys) == "1. Why [2J now? (Sunday 22 November 2026)\n2. And then? (Sunday 22 November 2026)\n"
    assert here("ask", "--remove", "3") == 1
    assert "no question 3" in complained(capsys)
    assert here("ask", "--remove", "1") == 0
    printed(capsys)
    assert here("ask") == 0
    assert printed(capsys).startswith("1. And then?")


def test_visits_are_kept_in_the_order_of_their_days(here: Place, capsys: Capture) -> None:
    assert here("visit", "--list") == 1
    complained(capsys)
    for arguments in ([], ["2026-12-01"], ["2026-01-02"], ["2026-01-02"]):
        assert here("visit", *arguments) == 0
    printed(capsys)
    assert here("visit", "--list") == 0
    assert printed(capsys) == "Friday 2 January 2026\nSunday 22 November 2026\nTuesday 1 December 2026\n"


def test_a_visit_that_was_a_slip_of_the_pen_is_removed(here: Place, capsys: Capture) -> None:
    assert here("visit", "2026-12-01") == here("visit") == here("visit", "--remove", "2026-12-01") == 0
    assert printed(capsys).endswith("Removed: your visit on Tuesday 1 December 2026.\n")
    assert here("visit", "2026-12-01", "--remove") == 1
    assert "No visit on Tuesday 1 December 2026 is kept." in complained(capsys)
    assert here("visit", "--list") == 0
    assert printed(capsys) == "Sunday 22 November 2026\n"
    assert here("visit", "--remove") == 0
    assert here("visit", "--list") == 1


def test_a_visit_of_any_year_can_be_removed(here: Place, capsys: Capture) -> None:
    with closing(here.open()) as store:
        store.save_person(Person(visits=(date(26, 11, 6),)))
    assert here("visit", "--remove", "0026-11-06") == 0
    assert here("visit", "--list") == 1
    capsys.readouterr()


def test_a_note_goes_to_the_last_session_or_to_the_one_that_is_named(here: Place, capsys: Capture) -> None:
    assert here("note", "it was\teasy") == 0
    assert here("note", record(0).id[:8].upper(), "changed") == 0
    assert here.notes() == ["it was easy", "changed"]
    assert here("note", "--clear") == 0
    assert here.notes() == ["", "changed"]
    printed(capsys)
    assert here("note", "ffffffffff", "nobody's") == 1
    assert "no session that begins with" in complained(capsys)


@pytest.mark.parametrize(
    "arguments",
    [
        ["note"],
        ["note", ""],
        ["note", "\x1b\n"],
        ["note", "x" * 10_000],
        ["note", "a", "b", "c"],
        ["note", "[x]", "text"],
        ["note", "", "text"],
        ["ask", "x" * 10_000],
        ["ask", " "],
        ["ask", "--remove", "0"],
        ["ask", "--remove", "one"],
        ["ask", "one", "--remove", "1"],
        ["visit", "tomorrow"],
        ["visit", "2026-02-30"],
        ["visit", "2026-01-01", "--list"],
        ["visit", "--remove", "--list"],
        ["visit", "0026-11-06"],
        ["visit", "20261106"],
        ["visit", "2027-11-24"],
    ],
)
def test_what_cannot_be_kept_is_wrong_use_and_changes_nothing(
    here: Place, arguments: list[str], capsys: Capture
) -> None:
    assert here(*arguments) == 2
    complained(capsys)
    assert here.notes() == ["", "first"]


@pytest.mark.parametrize("arguments", [["ask", "why"], ["visit"], ["note", "x"], ["ask", "--remove", "1"]])
def test_while_another_window_is_open_nothing_is_changed_and_it_is_said(
    here: Place, arguments: list[str], capsys: Capture
) -> None:
    with closing(here.open()):
        assert here(*arguments) == 3
        assert "open in another window" in complained(capsys)
        assert here("ask") == 1


def test_a_verb_waits_until_another_one_is_through_with_its_change(
    here: Place, monkeypatch: pytest.MonkeyPatch, capsys: Capture
) -> None:
    other, waits = here.open(), iter(range(10))

    def wait(_: float) -> None:
        if next(waits) == 2:
            other.save_person(Person(visits=(date(2026, 11, 20),)))
            other.close()

    monkeypatch.setattr("time.sleep", wait)
    assert here("ask", "How often?") == 0
    assert printed(capsys) == "Kept as question 1 for your provider.\n"
    assert next(waits) == 3
    with closing(here.open()) as store:
        assert store.person().visits
        assert store.person().questions


def test_there_is_no_note_without_a_session(tmp_path: Path, capsys: Capture) -> None:
    assert Place(tmp_path / "empty")("note", "hello") == 1
    assert "No session is kept yet" in complained(capsys)


def test_bytes_that_are_no_text_are_left_out_and_the_limit_counts_what_is_kept() -> None:
    assert typed_line("a\udcffb\u202ec", LONGEST_NOTE) == "a b c"
    assert len(typed_line("x" * LONGEST_NOTE + "\n" * 50, LONGEST_NOTE)) == LONGEST_NOTE
    with pytest.raises(TypedError, match="2001 characters; at most 2000"):
        typed_line("x" * (LONGEST_NOTE + 1), LONGEST_NOTE)


def test_nothing_is_read_from_standard_input(here: Place, monkeypatch: pytest.MonkeyPatch, capsys: Capture) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("no"))
    assert here("note", "x") == 0
    printed(capsys)
