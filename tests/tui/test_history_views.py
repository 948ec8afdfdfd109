"""Months, exercises, one session, and putting the past right."""

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from threading import Event

import pytest

from lumbar.domain.plan import SECONDS_PER_MINUTE
from lumbar.domain.record import SessionRecord, Status
from lumbar.domain.told import DayLevels, Levels
from lumbar.store import open_store
from lumbar.store.codec import session_from
from lumbar.tui.screens.help import HelpScreen
from lumbar.tui.screens.history import HistoryPage
from lumbar.tui.screens.history_months import legend
from lumbar.tui.screens.history_week import SessionList, arrow, level_words, pain_words
from lumbar.tui.screens.session_details import SessionDetails
from lumbar.tui.screens.write_in import WriteIn
from lumbar.tui.widgets.bars import Bars
from lumbar.tui.widgets.heat_map import HeatMap
from support.clocks import FakeClock
from support.kept_sessions import SUNDAY_MORNING, kept_session
from support.memory_store import MemoryStore
from support.past_weeks import past_weeks
from support.records import record, write_history
from support.screens import Screens, Stage

GONE = "What you typed would be gone. Press Esc again to let it go."


@pytest.fixture
def store() -> MemoryStore:
    return past_weeks(26)


def levels(before: int | None, after: int | None) -> Levels:
    return Levels(started_at=SUNDAY_MORNING, before=before, after=after)


def test_levels_that_do_not_fit_are_the_first_and_the_last_that_were_told_and_none_where_none_were() -> None:
    told, nothing = levels(3, 2), levels(None, None)

    def words(*of_day: Levels, column: int) -> str:
        day = DayLevels(day=SUNDAY_MORNING.date(), sessions=of_day)
        return level_words([day], axis=0, column=column).plain.strip()

    assert words(told, levels(4, 1), column=9) == "3→2 4→1"
    assert words(nothing, told, levels(4, 1), nothing, column=5) == "3→1"
    for column in (4, 0, -3):
        assert words(nothing, column=column) == words(column=column) == ""


async def test_a_note_of_details_that_were_left_before_it_was_kept_is_kept_all_the_same(screens: Screens) -> None:
    go = Event()
    async with screens.open() as stage:
        await at_history(stage, "enter", "n", *"abc")
        stage.office.keeper.do(lambda: go.wait(30), lambda _: None)
        await stage.press("enter", "escape")
        go.set()
        await stage.until(lambda: any("abc" in one.note for one in kept(screens)))
        await stage.settle()
        assert isinstance(stage.app.screen, HistoryPage)


def kept(screens: Screens) -> list[SessionRecord]:
    assert isinstance(screens.store, MemoryStore)
    return screens.store.kept


def stopped_day(store: MemoryStore) -> date:
    return next(one.day for one in reversed(store.kept) if one.status is Status.STOPPED_FOR_PAIN)


async def at_history(stage: Stage, *keys: str) -> None:
    await stage.press("3")
    await stage.until(lambda: isinstance(stage.app.screen, HistoryPage))
    await stage.press(*keys)


async def go_to(stage: Stage, day: date) -> None:
    await stage.press("g", *day.isoformat(), "enter")


async def test_a_week_stands_beside_the_one_before_with_minutes_levels_and_what_hurt(
    screens: Screens, store: MemoryStore
) -> None:
    async with screens.open(size=(100, 44)) as stage:
        await at_history(stage)
        await go_to(stage, stopped_day(store))
        text = stage.text()
        for wanted in ("sessions", "repetitions", "┄", "10 ┤", "0 ┤", "rest", " of 10, ", "pain", "→"):
            assert wanted in text
        await stage.click(Bars, "██")
        chosen = stage.app.screen.query_one(SessionList)
        assert chosen.highlighted == chosen.option_count - 1, "the first session of the day that was clicked"
        week = stopped_day(store).isocalendar().week
        assert f"Week {week} " in text
        assert f"Week {week - 1} " in text


async def test_a_day_that_is_typed_is_gone_to_and_one_that_cannot_be_read_is_said(screens: Screens) -> None:
    async with screens.open() as stage:
        await at_history(stage, "g", *"x", "enter")
        assert "“x” is no date. Type it as 17 Nov, 17 Nov 2026 or 2026-11-17." in stage.words()
        await stage.press("backspace", *"1 sep", "enter")
        assert "Week 36" in stage.text()


async def test_the_months_by_arrows_and_the_mouse_and_on_to_a_week(screens: Screens) -> None:
    async with screens.open() as stage:
        await at_history(stage, "m")
        assert "Sunday 22 November 2026" in stage.text()
        for mark in "·░▒▓█-":
            assert mark in stage.text()
        assert "Nov 2026" in stage.text()
        await stage.press("up", "left")
        assert "Saturday 14 November 2026" in stage.text()
        await stage.click(HeatMap, "█")
        assert "Saturday 14 November 2026" not in stage.text()
        await stage.press("right", "l", "down")
        await stage.press("enter")
        assert "sessions" in stage.text()
        assert stage.app.screen.query_one("#week").display
        await stage.press("m", "escape")
        assert stage.app.screen.query_one("#week").display


async def test_a_day_long_ago_is_on_the_calendar_too(screens: Screens) -> None:
    async with screens.open(size=(40, 12)) as stage:
        await at_history(stage, "m", "g", *"3 Mar 2025", "enter")
        assert "Mon 3 Mar" in stage.text()
        assert "nothing was planned" in stage.text()


@pytest.mark.parametrize("size", [(40, 12), (80, 24), (130, 40)], ids=str)
async def test_every_day_around_the_edge_of_the_calendar_is_on_it(screens: Screens, size: tuple[int, int]) -> None:
    async with screens.open(size=size) as stage:
        await at_history(stage, "m")
        first = stage.app.screen.query_one(HeatMap)._monday
        for days in range(-8, 2):
            day = first + timedelta(days=days)
            await go_to(stage, day)
            assert f"{day:%a} {day.day} {day:%b}" in stage.text() or f"{day:%A} {day.day} {day:%B %Y}" in stage.text()


async def test_an_exercise_over_time_left_against_right_in_its_own_words(screens: Screens) -> None:
    async with screens.open() as stage:
        await at_history(stage, "x", "down", "down", "down")
        for wanted in ("12 weeks", "Bird dog", "left arm, right leg", "right arm, left leg", "done ", "●", "Week 47"):
            assert wanted in stage.words() or wanted in stage.text()
        await stage.press("pagedown", "pagedown")
        assert "In all" in stage.text()
        await stage.press("left")
        assert "Bird dog" in stage.text()
        await stage.press("left", "left")
        assert "No session in these weeks." in stage.text()


async def test_a_note_is_added_and_changed(screens: Screens, store: MemoryStore) -> None:
    newest = store.sessions()[0]
    async with screens.open() as stage:
        await at_history(stage, "enter", "n", *"[b]", "enter")
        await stage.until(lambda: "[b]" in stage.words())
        await stage.press("n", *" mat", "enter")
        await stage.until(lambda: "[b] mat" in stage.words())
    kept = store.session(newest.id)
    assert kept is not None
    assert kept.note == "[b] mat"


@pytest.mark.parametrize("key", ["question_mark", "f1"])
async def test_an_open_session_shows_its_keys(screens: Screens, key: str) -> None:
    async with screens.open() as stage:
        await at_history(stage, "enter")
        assert "? keys" in stage.text()
        await stage.press(key)
        assert isinstance(stage.app.screen, HelpScreen)
        await stage.until("add or change the note")
        await stage.press("escape")
        assert isinstance(stage.app.screen, SessionDetails)


async def test_a_session_is_deleted_only_when_asked_and_comes_back_by_undo(
    screens: Screens, store: MemoryStore
) -> None:
    newest = store.sessions()[0]
    async with screens.open() as stage:
        await at_history(stage, "enter", "d", "n")
        assert isinstance(stage.app.screen, SessionDetails)
        assert store.session(newest.id) is not None
        await stage.press("delete", "y")
        await stage.until("is deleted.")
        assert store.session(newest.id) is None
        await stage.press("u")
        await stage.until(lambda: store.session(newest.id) == newest)
        await stage.until(lambda: "is deleted." not in stage.text())
        await stage.press("u")
        assert store.sessions()[0] == newest


async def test_a_session_done_elsewhere_is_written_in_and_said_to_be_so(screens: Screens, store: MemoryStore) -> None:
    known = {one.id for one in store.kept}
    async with screens.open() as stage:
        await at_history(stage, "a", "enter")
        assert isinstance(stage.app.screen, WriteIn)
        await stage.press("enter")
        assert "Type it as 7:40 or 18:05." in stage.words()
        await stage.press(*"6:30", "down", *"12", "down", *"11", "enter")
        assert "Pain before: type a whole number from 0 to 10." in stage.words()
        await stage.press("backspace", "down", "down", *"out", "down", "left", "down", "space", "enter")
        await stage.until("by hand")
    (written,) = [one for one in store.kept if one.id not in known]
    assert (written.entered_by_hand, written.note) == (True, "out")
    assert (written.pain_before, written.pain_after) == (1, None)
    assert written.seconds_active == 12 * SECONDS_PER_MINUTE
    assert [one.reps_done for one in written.exercises[:2]] == [{"both": 4}, {"left": 0, "right": 0}]
    assert f"{written.started_at:%H:%M}" == "06:30"


async def test_a_window_that_only_reads_changes_nothing(screens: Screens, store: MemoryStore) -> None:
    store.writable = False
    before = list(store.kept)
    async with screens.open() as stage:
        await at_history(stage, "a")
        assert isinstance(stage.app.screen, HistoryPage)
        await stage.press("enter", "n", "d")
        assert isinstance(stage.app.screen, SessionDetails)
    assert store.kept == before


async def test_the_week_decodes_no_session_but_those_of_its_two_weeks(
    tmp_path: Path, clock: FakeClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    count = 600
    last = record(count - 1).day
    clock.shows = SUNDAY_MORNING.replace(year=last.year, month=last.month, day=last.day, hour=20)
    folder = tmp_path / "data"
    folder.mkdir()
    write_history(folder / "history.json", count)
    store = open_store(folder / "history.json", now=clock.now)
    store.save_person(past_weeks(2).known_person)
    decoded: list[date] = []

    def counted(document: bytes) -> object:
        session = session_from(document)
        decoded.append(session.day)
        return session

    monkeypatch.setattr("lumbar.store.history.session_from", counted)
    async with Screens(folder, clock, store).open() as stage:
        await at_history(stage)
        for _ in range(3):
            decoded.clear()
            await stage.press("left")
            days = {day.isocalendar()[:2] for day in decoded}
            assert len(days) == 2
            assert len(decoded) == 2 * 2 * 7, "two sessions a day, each decoded once"
    store.close()
    assert timedelta(days=14) > max(decoded) - min(decoded)


def test_the_legend_has_the_marks_in_the_colours_of_the_calendar() -> None:
    shown = legend()
    styles = {shown.plain[span.start : span.end]: str(span.style) for span in shown.spans}
    assert {styles[mark] for mark in "░▒▓█"} == {"$hold"}
    assert {styles[mark] for mark in "·-"} == {"$muted"}


async def test_one_key_does_not_lose_a_note_or_a_session_that_is_being_written_in(screens: Screens) -> None:
    async with screens.open() as stage:
        await at_history(stage, "enter", "n", "x", "escape")
        assert GONE in stage.words()
        await stage.press("escape")
        assert isinstance(stage.app.screen, SessionDetails)
        await stage.press("escape", "a", "enter", "escape")
        assert isinstance(stage.app.screen, HistoryPage)
        await stage.press("a", "enter", "6", "escape")
        assert GONE in stage.words()
        await stage.press("escape")
        assert isinstance(stage.app.screen, HistoryPage)


def test_what_was_left_out_has_one_sign_under_the_chart_and_in_the_list() -> None:
    assert arrow(None, 2) == "·→2"
    one = replace(kept_session(SUNDAY_MORNING), pain_before=None, pain_after=2)
    assert pain_words(one) == "   pain · → 2"
