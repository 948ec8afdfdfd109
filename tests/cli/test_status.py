"""The line for a shell prompt, and the file that makes it quick."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

import pytest

from lumbar.bootstrap import Parts
from lumbar.cli import run
from lumbar.domain.exercise import Condition
from lumbar.domain.person import Away, ConditionAnswer, Person
from lumbar.domain.prescription import Prescription, SlotTime, default_prescription
from lumbar.domain.record import Status
from lumbar.kept import _checksum
from lumbar.paths import assets_dir, find_paths
from lumbar.settings import Sound
from lumbar.standing import Standing, from_kept
from lumbar.standing_now import refresh_kept
from lumbar.store import open_store
from lumbar.words.next_time import NOTHING_LEFT
from support.command_line import Capture, CommandLine, StoppedClock, child_environment, printed
from support.disks import QuickDisk
from support.kept_sessions import SUNDAY_MORNING, kept_session
from support.memory_store import MemoryStore
from support.sessions import prescribed, shipped_catalog

LONG_AGO = SUNDAY_MORNING.timestamp() - 3600
THREE = (
    SlotTime(name="Early", at=time(7)),
    SlotTime(name="Noon", at=time(12)),
    SlotTime(name="Late", at=time(18)),
)


def plan(**fields: object) -> Prescription:
    catalog = shipped_catalog().exercises
    return replace(default_prescription(catalog, valid_from=date(2026, 1, 1)), **fields)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("status", "line"),
    [(None, "0/1 today, 24 min"), (Status.COMPLETED, "done today"), (Status.STOPPED_FOR_PAIN, "nothing more today")],
)
def test_it_is_one_line_and_answers_no_when_nothing_more_is_due(
    lumbar: CommandLine, store: MemoryStore, status: Status | None, line: str, capsys: Capture
) -> None:
    if status is not None:
        store.append(kept_session(status=status))
    code = 0 if status is None else 1
    assert lumbar("status", "--short") == code
    assert printed(capsys) == f"{line}\n"
    assert lumbar("status") == code
    assert printed(capsys).startswith(line)


def test_it_counts_and_names_the_next_of_several_sessions(
    lumbar: CommandLine, store: MemoryStore, capsys: Capture
) -> None:
    store.versions.append(plan(sessions_per_day=3, slots=THREE))
    store.append(kept_session())
    lumbar.now = SUNDAY_MORNING.replace(hour=13)
    assert lumbar("status") == 0
    assert printed(capsys) == "1/3 today, 24 min: Noon\n"


@pytest.mark.parametrize("line", ["rest day\n", "away\n"])
def test_a_rest_day_and_days_away_are_said(lumbar: CommandLine, store: MemoryStore, line: str, capsys: Capture) -> None:
    store.versions.append(plan(rest_days=(6,)))
    day = SUNDAY_MORNING.date()
    store.known_person = Person(away=(Away(first=day, last=day),) if line == "away\n" else ())
    for form in (["--short"], []):
        assert lumbar("status", *form) == 1
        assert printed(capsys) == line


# The file


@dataclass
class Home:
    """A real history, and the program's parts for it."""

    folder: Path
    now: datetime = SUNDAY_MORNING

    @property
    def cache(self) -> Path:
        return self.folder / "cache" / "today.json"

    def settle(self) -> None:
        for path in self.folder.glob("*.*"):
            os.utime(path, (LONG_AGO, LONG_AGO))

    def change(self, work: Callable[..., object]) -> None:
        store = open_store(self.folder / "history.json", now=StoppedClock().now, disk=QuickDisk())
        work(store)
        store.close()


@pytest.fixture
def home(tmp_path: Path) -> Home:
    made = Home(tmp_path / "data")
    made.change(lambda store: store.save_prescription(plan(sessions_per_day=3, slots=THREE)))
    made.settle()
    return made


@pytest.fixture
def line(home: Home, capsys: Capture) -> Callable[[], str]:
    def assembled(*, data_dir: Path | None, config: Path | None, clock_rate: int, sound: Sound) -> Parts:
        return Parts(
            find_paths(data_dir=data_dir or home.folder, config=config), StoppedClock(home.now), clock_rate, sound
        )

    def printed_line() -> str:
        run(["status", "--short"], assemble=assembled, environment={})
        return printed(capsys).rstrip("\n")

    return printed_line


@dataclass
class Day:
    """The day as other programs have it."""

    home: Home
    capsys: Capture

    def run(self) -> int:
        parts = Parts(find_paths(data_dir=self.home.folder), StoppedClock(self.home.now), 1)
        return run(["today", "--json"], assemble=lambda **_: parts, environment={})

    def __call__(self) -> tuple[int, Any]:
        return self.run(), json.loads(printed(self.capsys))


@pytest.fixture
def day(home: Home, capsys: Capture) -> Day:
    return Day(home, capsys)


def found(home: Home) -> dict[str, Any]:
    """What the file holds of its first look."""
    first: dict[str, Any] = json.loads(home.cache.read_text())["looks"][0]["found"]
    return first


def forge(home: Home, **content: Any) -> None:
    """Put *content* into the first look of the file, and the sum that says that it is whole."""
    forged = json.loads(home.cache.read_text())
    forged["looks"][0]["found"] |= content
    forged.pop("check")
    home.cache.write_text(json.dumps(forged | {"check": _checksum(forged)}))


def kept_is_used(home: Home, line: Callable[[], str]) -> bool:
    """Whether the next look believes the file, as seen by a figure that is in the file alone."""
    forge(home, minutes=7)
    return line().endswith(" 7 min")


def test_the_day_is_printed_from_the_file_as_long_as_it_holds(home: Home, day: Day) -> None:
    first = day()
    assert first[0] == 0
    assert day() == first
    assert found(home)["day"] == first[1]
    forge(home, day={"forged": True})
    assert day() == (0, {"forged": True})
    home.change(lambda store: store.append(kept_session(SUNDAY_MORNING)))
    assert day()[1]["sessions_done"] == 1


def test_the_answer_no_is_kept_too(home: Home, day: Day) -> None:
    home.change(lambda store: store.save_person(Person(away=(Away(first=home.now.date(), last=home.now.date()),))))
    home.settle()
    first = day()
    assert first[0] == 1
    forge(home, day={"forged": True})
    assert day() == (1, {"forged": True})


def test_a_day_of_which_more_is_to_be_said_is_not_kept(home: Home, day: Day, capsys: Capture) -> None:
    conditions = tuple(ConditionAnswer(condition=one, yes=True) for one in Condition)
    home.change(lambda store: store.save_person(Person(conditions=conditions)))
    home.change(lambda store: store.save_prescription(plan(exercises=prescribed("curl-up"), version=2)))
    home.settle()
    for _ in range(2):
        assert day.run() == 1
        assert capsys.readouterr().err == f"lumbar: {NOTHING_LEFT}\n"
    assert found(home)["day"] is None


@pytest.mark.parametrize("what", ["another one", "changed", "gone"])
def test_after_a_change_of_exercises_of_ones_own_the_file_is_not_believed(
    home: Home, line: Callable[[], str], what: str
) -> None:
    own = home.folder / "exercises" / "own.toml"
    own.parent.mkdir()
    own.write_text((assets_dir() / "exercises" / "curl-up.toml").read_text().replace("curl-up", "own"))
    os.utime(own, (LONG_AGO, LONG_AGO))
    line()
    match what:
        case "another one":
            own.with_name("more.toml").write_text("")
        case "changed":
            own.write_text(own.read_text() + "\n")
        case _:
            own.unlink()
    assert not kept_is_used(home, line)


def test_the_second_look_believes_the_file_which_holds_no_more_than_it_must(
    home: Home, line: Callable[[], str]
) -> None:
    assert line() == "0/3 today, 24 min"
    assert set(json.loads(home.cache.read_text())) == {"version", "files", "looks", "check"}
    assert set(found(home)) == {"planned", "done", "minutes", "rest", "day"}
    assert kept_is_used(home, line)


@pytest.mark.parametrize("what", ["session", "person", "settings", "day", "hour", "clock set back", "inode"])
def test_after_any_change_the_file_is_not_believed(home: Home, line: Callable[[], str], what: str) -> None:
    line()
    match what:
        case "session":
            home.change(lambda store: store.append(kept_session(SUNDAY_MORNING, status=Status.ENDED_EARLY)))
        case "person":
            home.change(lambda store: store.save_person(Person(visits=(SUNDAY_MORNING.date(),))))
        case "settings":
            (home.folder / "settings.toml").write_text("day_starts_at = 4\n", encoding="utf-8")
        case "day":
            home.now += timedelta(days=1)
        case "hour":
            home.now = home.now.replace(hour=12, minute=0)
        case "clock set back":
            home.now -= timedelta(minutes=1)
        case _:
            data_file = home.folder / "history.json"
            copy = data_file.with_name("copy")
            copy.write_bytes(data_file.read_bytes())
            os.utime(copy, (LONG_AGO, LONG_AGO))
            copy.replace(data_file)
    assert not kept_is_used(home, line)


@pytest.mark.parametrize("content", [b"", b"\0" * 300, b"[]", b"{}", b"null", b'{"check": 1}', b"[" * 100_000])
def test_a_damaged_file_is_not_believed_and_written_anew(home: Home, line: Callable[[], str], content: bytes) -> None:
    line()
    home.cache.write_bytes(content)
    assert line() == "0/3 today, 24 min"
    assert kept_is_used(home, line)


def test_every_flipped_bit_of_the_file_is_noticed(home: Home, line: Callable[[], str]) -> None:
    line()
    whole = home.cache.read_bytes()
    paths = find_paths(data_dir=home.folder)
    kept = Parts(paths, StoppedClock(), 1).kept_standing
    right = kept.read(home.now)
    standing = from_kept(right)
    assert standing is not None
    assert replace(standing, day=None) == Standing(sessions_planned=3, sessions_done=0, next_minutes=24)
    for place in range(len(whole)):
        home.cache.write_bytes(whole[:place] + bytes([whole[place] ^ 1]) + whole[place + 1 :])
        assert kept.read(home.now) in (None, right)


def test_nothing_is_kept_of_a_file_that_may_change_within_the_same_tick(home: Home, line: Callable[[], str]) -> None:
    os.utime(home.folder / "history.json", (SUNDAY_MORNING.timestamp(), SUNDAY_MORNING.timestamp()))
    assert line() == "0/3 today, 24 min"
    assert not home.cache.exists()


def test_a_cache_that_cannot_be_written_is_no_error(home: Home, line: Callable[[], str]) -> None:
    (home.folder / "cache").write_text("a file", encoding="utf-8")
    assert line() == "0/3 today, 24 min"


def test_the_screens_leave_the_file_behind_when_they_close(home: Home) -> None:
    refresh_kept(Parts(find_paths(data_dir=home.folder), StoppedClock(), 1), page_of=lambda _: None)
    assert found(home)["planned"] == 3


def test_a_look_at_the_file_imports_neither_history_nor_catalog(tmp_path: Path) -> None:
    home = Home(tmp_path / "data")
    home.change(lambda store: store.save_prescription(plan()))
    for path in home.folder.iterdir():
        os.utime(path, (LONG_AGO - 10**6, LONG_AGO - 10**6))
    script = (
        "import sys\n"
        "from lumbar.cli import run\n"
        "first = run(['status', '--short', '--data-dir', sys.argv[1]])\n"
        "if sys.argv[2:]:\n"
        "    names = ('lumbar.store', 'lumbar.catalog', 'lumbar.diary', 'lumbar.ports', 'tinydb', 'msgspec')\n"
        "    print([name for name in names if name in sys.modules])\n"
    )
    said = [
        subprocess.run(
            [sys.executable, "-c", script, str(home.folder), *more],
            env=child_environment(tmp_path),
            capture_output=True,
            text=True,
            check=True,
            timeout=60,
        ).stdout.splitlines()
        for more in ([], ["look"])
    ]
    assert said[1] == [*said[0], "[]"]
