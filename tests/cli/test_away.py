"""Days away and minutes for a session, from the command line."""

import json
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from lumbar.domain.days import DayKind
from lumbar.domain.person import Away
from support.command_line import Capture, CommandLine, complained, printed
from support.places import Place


class Machine(Place):
    """A machine whose days away can be looked at."""

    def away(self) -> tuple[Away, ...]:
        with closing(self.open()) as store:
            return store.person().away


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    return Machine(tmp_path)


def days(first: int, last: int) -> Away:
    return Away(first=date(2026, 11, first), last=date(2026, 11, last))


def test_days_away_are_kept_brought_together_listed_and_removed(machine: Machine, capsys: Capture) -> None:
    assert machine("away", "2026-11-20..2026-11-22") == 0
    assert machine("away", "2026-11-23") == 0
    assert machine.away() == (days(20, 23),)
    capsys.readouterr()
    assert machine("away") == 0
    assert printed(capsys) == "Away: Friday 20 November 2026 to Monday 23 November 2026\n"
    assert machine("today") == 1
    assert "Away until Monday 23 November. Nothing is planned." in printed(capsys)
    assert machine("away", "--remove", "2026-11-21..2026-11-22") == 0
    assert machine.away() == (days(20, 20), days(23, 23))
    capsys.readouterr()
    assert machine("away", "--json") == 0
    assert json.loads(printed(capsys)) == {
        "away": [{"from": "2026-11-20", "to": "2026-11-20"}, {"from": "2026-11-23", "to": "2026-11-23"}]
    }


def test_days_away_are_the_plan_kept_and_no_gap(machine: Machine, capsys: Capture) -> None:
    assert machine("away", "2026-11-16..2026-11-22") == 0
    capsys.readouterr()
    machine("history", "--json")
    (week, *_) = json.loads(printed(capsys))["weeks"]
    assert week["sessions_planned"] == 0
    assert {day["kind"] for day in week["days"]} == {DayKind.AWAY.value}


def test_none_are_kept(machine: Machine, capsys: Capture) -> None:
    assert machine("away") == 1
    assert complained(capsys) == "lumbar: No days away are kept.\n"
    assert machine("away", "--json") == 1
    assert json.loads(printed(capsys)) == {"away": []}
    assert machine("away", "--remove", "2026-11-20") == 1
    assert "None of these days is kept as away: Friday 20 November 2026." in complained(capsys)


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("2026-11-31",), "There is no day 2026-11-31."),
        (("tomorrow",), "'tomorrow' is no date such as 2026-11-22."),
        (("20261122",), "'20261122' is no date"),
        (("2026-11-20..",), "'' is no date"),
        (("2026-11-22..2026-11-20",), "2026-11-20 is before 2026-11-22."),
        (("1900-01-01..9999-12-31",), "These are more than 366 days"),
        (("--remove",), "--remove needs the days."),
    ],
)
def test_days_that_are_none_change_nothing(
    machine: Machine, capsys: Capture, arguments: tuple[str, ...], sentence: str
) -> None:
    assert machine("away", *arguments) == 2
    complaint = complained(capsys)
    assert sentence in complaint
    assert "Write the days as 2026-12-24..2027-01-02" in complaint
    assert machine.away() == ()


def test_a_history_that_cannot_be_changed_is_told(machine: Machine, capsys: Capture) -> None:
    with closing(machine.open()):
        assert machine("away", "2026-11-20") == 3
    assert complained(capsys) == (
        "lumbar: lumbar is open in another window, which makes the changes. "
        "Nothing was changed; close it and try again.\n"
    )


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("--minutes", "0"), "it must be a whole number from 1 to 120, not '0'."),
        (("--minutes", "121"), "it must be a whole number from 1 to 120, not '121'."),
        (("--minutes", "ten"), "not 'ten'."),
        (("--minutes", "1"), "--minutes 1 is too short for a session. The shortest takes 2 min."),
        (("--minutes", "2", "--only", "straight-leg-raises"), "The shortest takes 4 min."),
    ],
)
def test_minutes_that_do_not_work_start_nothing(
    lumbar: CommandLine, capsys: Capture, arguments: tuple[str, ...], sentence: str
) -> None:
    for plain in ((), ("--plain",)):
        assert lumbar("session", *plain, *arguments) == 2
        assert sentence in complained(capsys)


def test_what_the_session_that_is_due_leaves_out_is_in_the_json(machine: Machine, capsys: Capture) -> None:
    machine("today", "--json")
    (due,) = json.loads(printed(capsys))["sessions"]
    assert (due["left_out"], due["too_long"]) == ([], [])
