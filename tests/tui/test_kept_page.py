"""Today as the last look left it: on the screen at once, true as long as it is there, and never in the way."""

import json
import os
import subprocess
import sys
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from threading import Event
from typing import Any

import pytest
from textual.screen import Screen

from lumbar.bootstrap import Parts
from lumbar.cli.reading import look_at_day
from lumbar.clock import ClockAt
from lumbar.domain.order import Order
from lumbar.domain.person import Away, BadDays
from lumbar.domain.prescription import Prescription, SlotTime, default_prescription
from lumbar.kept import _checksum
from lumbar.paths import find_paths
from lumbar.ports import HistoryStore, Person
from lumbar.settings import Sound
from lumbar.standing_now import refresh_kept
from lumbar.store import open_store
from lumbar.tui.app import LumbarApp
from lumbar.tui.day_shown import as_kept, from_kept
from lumbar.tui.screens.change_today import ChangeTodayScreen
from lumbar.tui.screens.choice_question import ChoiceQuestion
from lumbar.tui.screens.less_time import LessTimeScreen
from lumbar.tui.screens.level_question import LevelQuestion
from lumbar.tui.screens.plan import PlanScreen
from lumbar.tui.screens.today import TodayPage
from lumbar.tui.today_view import page_to_keep, shown_of
from lumbar.tui.widgets.line import Line
from support.clocks import FakeClock
from support.disks import QuickDisk
from support.kept_sessions import SUNDAY_MORNING, kept_session
from support.screens import SlowParts, Stage, acknowledged
from support.sessions import shipped_catalog

LONG_AGO = SUNDAY_MORNING.timestamp() - 3600
THREE = tuple(SlotTime(name=name, at=time(hour)) for name, hour in (("Early", 7), ("Noon", 12), ("Late", 18)))


def plan(**fields: Any) -> Prescription:
    catalog = shipped_catalog().exercises
    return replace(default_prescription(catalog, valid_from=date(2026, 1, 1)), **fields)


def change(folder: Path, *works: Callable[[HistoryStore], object]) -> None:
    """Change the history in *folder*, long ago."""
    change_now(folder, *works)
    for path in folder.glob("*.*"):
        os.utime(path, (LONG_AGO, LONG_AGO))


def change_now(folder: Path, *works: Callable[[HistoryStore], object]) -> None:
    store = open_store(folder / "history.json", now=lambda: SUNDAY_MORNING, disk=QuickDisk())
    for work in works:
        work(store)
    store.close()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    place = tmp_path / "data"
    change(place, lambda store: store.save_person(acknowledged()), lambda store: store.save_prescription(plan()))
    return place


def parts_at(folder: Path, moment: datetime = SUNDAY_MORNING, *, rate: int = 1) -> SlowParts:
    """The program's parts; the history opens when `may_open` is set."""
    return SlowParts(find_paths(data_dir=folder), FakeClock(moment), rate, Sound.OFF)


def keep(folder: Path, moment: datetime = SUNDAY_MORNING) -> None:
    refresh_kept(Parts(find_paths(data_dir=folder), TickingClock(moment - timedelta(seconds=1)), 1), page_to_keep)


class TickingClock(FakeClock):
    """A clock on which a moment passes between two looks at it."""

    def now(self) -> datetime:
        self.advance(0.001)
        return super().now()


def page_at(folder: Path, moment: datetime = SUNDAY_MORNING) -> Any:
    kept = from_kept(Parts(find_paths(data_dir=folder), FakeClock(), 1).kept_page.read(moment))
    return None if kept is None else as_kept(kept)


def forge(folder: Path, **content: Any) -> None:
    """Put *content* into the first page, and the sum that says that it is whole."""
    file = folder / "cache" / "page.json"
    forged = json.loads(file.read_text())
    forged["looks"][0]["found"] |= content
    forged.pop("check")
    file.write_text(json.dumps(forged | {"check": _checksum(forged)}))


async def seen_at_first(parts: SlowParts) -> str:
    """What is on the screen before the history is open."""
    app = LumbarApp(parts)
    async with app.run_test(size=(80, 40)) as pilot:
        stage = Stage(app, pilot, FakeClock())
        await stage.settle()
        assert app.diary is None
        text = stage.text()
        parts.may_open.set()
        await stage.until(lambda: app.diary is not None)
    app.close_diary()
    return text


@pytest.mark.parametrize("columns", [80, 40])
async def test_the_day_is_there_before_the_history_is_open_and_stays_as_it_is(folder: Path, columns: int) -> None:
    keep(folder)
    parts = parts_at(folder)
    app = LumbarApp(parts)
    async with app.run_test(size=(columns, 40)) as pilot:
        stage = Stage(app, pilot, FakeClock())
        await stage.settle()
        assert app.diary is None
        at_first = stage.text()
        for words in ("0 of 1 session done", "Daily session", "due now", "Bird dog", "Enter"):
            assert words in at_first
        assert ("Sun 22 Nov" in at_first) is (columns == 80)
        lines = list(app.screen.query(Line))
        parts.may_open.set()
        await stage.until(lambda: app.diary is not None)
        await stage.settle()
        assert stage.text() == at_first
        assert list(app.screen.query(Line)) == lines
    app.close_diary()


@dataclass
class Early:
    """The program, whose history is not open yet, with a page that was kept."""

    stage: Stage
    may_open: Event

    async def open(self) -> Stage:
        self.may_open.set()
        await self.stage.until(lambda: self.stage.app.diary is not None)
        await self.stage.settle()
        return self.stage


@asynccontextmanager
async def early(folder: Path, size: tuple[int, int] = (80, 40)) -> AsyncIterator[Early]:
    parts = parts_at(folder)
    app = LumbarApp(parts)
    async with app.run_test(size=size) as pilot:
        yield Early(Stage(app, pilot, FakeClock()), parts.may_open)
    app.close_diary()


def plan_twice_a_day(folder: Path) -> None:
    """A plan of more than 30 minutes a day."""
    change(folder, lambda store: store.save_prescription(plan(version=2, sessions_per_day=2)))


@pytest.mark.parametrize(
    ("key", "screen"),
    [
        ("enter", LevelQuestion),
        ("x", LevelQuestion),
        ("t", LessTimeScreen),
        ("e", ChangeTodayScreen),
        ("b", ChoiceQuestion),
        ("a", ChoiceQuestion),
        ("p", PlanScreen),
    ],
)
async def test_what_a_key_of_the_page_leads_to_waits_for_the_history(
    folder: Path, key: str, screen: type[Screen[Any]]
) -> None:
    plan_twice_a_day(folder)
    keep(folder)
    async with early(folder) as program:
        await program.stage.press("b" if key == "enter" else "enter", key)
        assert isinstance(program.stage.app.screen, TodayPage)
        stage = await program.open()
        await stage.until(lambda: isinstance(stage.app.screen, screen))


async def test_the_answer_to_a_question_that_was_asked_early_is_kept(folder: Path) -> None:
    plan_twice_a_day(folder)
    keep(folder)
    async with early(folder) as program:
        assert "more than 30 minutes a day" in program.stage.text()
        await program.stage.press("a")
        stage = await program.open()
        await stage.press("y")
        await stage.until(lambda: "more than 30 minutes a day" not in stage.text())


@pytest.mark.parametrize("key", ["question_mark", "c"])
async def test_today_is_alive_below_what_was_opened_early(folder: Path, key: str) -> None:
    keep(folder)
    async with early(folder) as program:
        await program.stage.press(key)
        stage = await program.open()
        await stage.press("escape", "enter")
        await stage.until(lambda: isinstance(stage.app.screen, LevelQuestion))


async def test_the_history_opens_although_nothing_follows_the_first_paint(folder: Path) -> None:
    class Unpainted(LumbarApp):
        """As when a dialog is on top before the page below has been painted."""

        def call_after_refresh(self, *_: Any, **__: Any) -> bool:
            return True

    parts = parts_at(folder)
    parts.may_open.set()
    app = Unpainted(parts)
    async with app.run_test() as pilot:
        await Stage(app, pilot, FakeClock()).until(lambda: app.diary is not None)
    app.close_diary()


async def test_who_went_on_to_another_page_is_led_nowhere(folder: Path) -> None:
    keep(folder)
    async with early(folder) as program:
        await program.stage.press("enter", "2")
        stage = await program.open()
        await stage.press("1", "1", "1")
        assert isinstance(stage.app.screen, TodayPage)


async def test_the_tally_fits_a_width_that_came_behind_another_page(folder: Path) -> None:
    keep(folder)
    async with early(folder) as program:
        stage = await program.open()
        for width, words in ((50, "0 of 24 min\n"), (80, "0 of 24 minutes\n")):
            await stage.press("2")
            await stage.pilot.resize_terminal(width, 40)
            await stage.press("1")
            assert words in stage.words()


async def test_it_is_there_tomorrow_morning_too_and_the_day_after_no_more(folder: Path) -> None:
    keep(folder)
    tomorrow = await seen_at_first(parts_at(folder, SUNDAY_MORNING + timedelta(days=1)))
    assert "Mon 23 Nov" in tomorrow
    assert "due now" in tomorrow
    assert "due now" not in await seen_at_first(parts_at(folder, SUNDAY_MORNING + timedelta(days=2)))


async def test_what_has_changed_is_not_shown_as_it_was(folder: Path) -> None:
    keep(folder)
    change_now(folder, lambda store: store.append(kept_session(SUNDAY_MORNING - timedelta(days=40))))
    assert "due now" not in await seen_at_first(parts_at(folder))


async def test_with_a_clock_that_runs_faster_it_is_not_shown(folder: Path) -> None:
    keep(folder)
    assert "due now" not in await seen_at_first(parts_at(folder, rate=200))


async def test_nothing_is_kept_for_somebody_who_is_asked_something_first(folder: Path) -> None:
    change(folder, lambda store: store.save_person(Person()))
    keep(folder)
    assert "due now" not in await seen_at_first(parts_at(folder))


@pytest.mark.parametrize(
    ("person", "slots"),
    [
        (acknowledged(), ()),
        (replace(acknowledged(), if_hindered="Two exercises are enough.", when_and_where="After breakfast."), THREE),
        (replace(acknowledged(), away=(Away(first=date(2026, 11, 23), last=date(2026, 11, 24)),)), THREE),
        (replace(acknowledged(), bad_days=(BadDays(first=date(2026, 11, 20), days=3),)), ()),
    ],
    ids=["usual", "own words", "away tomorrow", "bad days end"],
)
def test_what_is_kept_is_what_a_look_at_any_moment_would_find(
    folder: Path, person: Person, slots: tuple[SlotTime, ...]
) -> None:
    prescribed = plan(version=2, sessions_per_day=len(slots) or 1, slots=slots, rest_days=(0,))
    change(folder, lambda store: store.save_person(person), lambda store: store.save_prescription(prescribed))
    keep(folder)
    parts = Parts(find_paths(data_dir=folder), FakeClock(), 1)
    diary = parts.diary(read_only=True)
    looks = json.loads((folder / "cache" / "page.json").read_text())["looks"]
    assert datetime.fromisoformat(looks[-1]["until"]).date() == date(2026, 11, 24)
    hours = [SUNDAY_MORNING.replace(hour=8) + timedelta(hours=hour) for hour in range(43)]
    for moment in [SUNDAY_MORNING, *hours, *(hour - timedelta(seconds=1) for hour in hours)]:
        kept = from_kept(parts.kept_page.read(moment))
        found = type(diary)(diary.store, diary.catalog, diary.settings, ClockAt(moment)).outlook()
        assert kept is not None, moment
        assert as_kept(kept) == as_kept(shown_of(found)), moment
    diary.store.close()


def test_what_is_kept_follows_settings_that_changed_while_the_screens_were_on(folder: Path) -> None:
    keep(folder)
    before = page_at(folder)
    parts = Parts(find_paths(data_dir=folder), FakeClock(), 1)
    assert parts.settings_file.settings.order is Order.LEAFLET
    parts.paths.config_file.write_text('order = "fewer_changes"\n', encoding="utf-8")
    os.utime(parts.paths.config_file, (LONG_AGO, LONG_AGO))
    assert page_at(folder) is None
    refresh_kept(parts, page_to_keep)
    found = Parts(find_paths(data_dir=folder), FakeClock(), 1).diary(read_only=True)
    assert page_at(folder) == as_kept(shown_of(found.outlook())) != before
    found.store.close()


def test_a_look_of_the_command_line_takes_nothing_of_tomorrow_away(folder: Path) -> None:
    keep(folder)
    parts = Parts(find_paths(data_dir=folder), FakeClock(), 1)
    kept = parts.kept_standing.file.read_bytes()
    look_at_day(parts)
    assert parts.kept_standing.file.read_bytes() == kept
    parts.kept_standing.forget()
    look_at_day(parts)
    assert parts.kept_standing.read(SUNDAY_MORNING) is not None
    assert parts.kept_standing.read(SUNDAY_MORNING + timedelta(days=1)) is None
    keep(folder)
    assert parts.kept_standing.read(SUNDAY_MORNING + timedelta(days=1)) is not None


def test_nothing_is_kept_while_something_is_to_be_told(folder: Path) -> None:
    keep(folder)
    own = folder / "exercises" / "own.toml"
    own.parent.mkdir()
    own.write_text("no exercise", encoding="utf-8")
    os.utime(own, (LONG_AGO, LONG_AGO))
    keep(folder)
    assert Parts(find_paths(data_dir=folder), FakeClock(), 1).kept_files == ()


def test_what_holds_no_more_does_not_stay(folder: Path) -> None:
    keep(folder)
    parts = Parts(find_paths(data_dir=folder), FakeClock(), 1)
    assert len(parts.kept_files) == 2
    change_now(folder, lambda store: store.save_person(replace(acknowledged(), when_and_where="On the mat.")))
    now = datetime.now(UTC)  # the change is of this moment: what follows from it cannot be kept yet
    refresh_kept(Parts(find_paths(data_dir=folder), FakeClock(now), 1), page_to_keep)
    assert not parts.kept_files


@pytest.mark.parametrize(
    "content",
    [
        {"day": 7},
        {"day": None},
        {"texts": []},
        {"texts": {"slot": "words"}},
        {"texts": {"slot": [["words", 7]]}},
        {"texts": {"slot": [["words", "@click=app.quit"]]}},
        {"texts": {"slot": [["words", "link=elsewhere"]]}},
        {"hints": 1},
        {"hints": [["q"]]},
    ],
    ids=str,
)
def test_what_this_program_would_not_keep_is_not_shown(folder: Path, content: dict[str, Any]) -> None:
    keep(folder)
    assert page_at(folder) is not None
    forge(folder, **content)
    assert page_at(folder) is None


@pytest.mark.parametrize("depth", [900, 985, 990, 995, 200_000])
def test_a_file_that_is_nested_as_deep_as_can_be_is_not_believed(folder: Path, depth: int) -> None:
    kept = Parts(find_paths(data_dir=folder), FakeClock(), 1).kept_page
    kept.file.parent.mkdir()
    for nested in range(depth, depth + 5):
        kept.file.write_text(f'{{"check": 1, "looks": {"[" * nested}{"]" * nested}}}', encoding="utf-8")
        assert kept.read(SUNDAY_MORNING) is None


async def test_a_text_that_is_kept_does_nothing_to_the_terminal(folder: Path) -> None:
    keep(folder)
    forge(folder, texts={"slot": [["due now \x1b]0;evil\x07[bold]x[/]", "bold $nonsense"]], "nowhere": [["lost", ""]]})
    text = await seen_at_first(parts_at(folder))
    assert "due now ]0;evil[bold]x[/]" in text
    assert "lost" not in text


def test_the_first_paint_imports_neither_rules_nor_history() -> None:
    script = (
        "import sys, lumbar.cli.program, lumbar.cli.screens, lumbar.tui.app\n"
        "ours = {name for name in sys.modules if name.startswith('lumbar.')}\n"
        "rules = {name for name in ours if name.startswith('lumbar.domain.')} - {'lumbar.domain.order'}\n"
        "print(sorted(rules | ours & {'lumbar.diary', 'lumbar.ports', 'lumbar.catalog', 'lumbar.store'}))\n"
    )
    said = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert said.stdout == "[]\n"
