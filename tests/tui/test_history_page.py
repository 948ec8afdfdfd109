"""History: the weeks, and the sessions in them."""

from datetime import timedelta

import pytest

from lumbar.domain.prescription import default_prescription
from lumbar.domain.record import EventKind, SessionEvent, Status
from lumbar.tui.screens.history import HistoryPage
from lumbar.tui.screens.session_details import SessionDetails
from support.kept_sessions import SUNDAY_MORNING, kept_session
from support.memory_store import MemoryStore
from support.screens import Screens
from support.sessions import shipped_catalog

DAY = timedelta(days=1)


@pytest.fixture
def store(store: MemoryStore) -> MemoryStore:
    plan = default_prescription(shipped_catalog().exercises, valid_from=SUNDAY_MORNING.date() - 60 * DAY)
    store.versions.append(plan)
    store.kept += [
        kept_session(),
        kept_session(SUNDAY_MORNING - DAY, status=Status.ENDED_EARLY, done=range(20)),
        kept_session(SUNDAY_MORNING - 2 * DAY, status=Status.STOPPED_FOR_PAIN, done=range(50)),
        kept_session(SUNDAY_MORNING - 14 * DAY),
    ]
    return store


@pytest.mark.parametrize("size", [(100, 32), (80, 24), (40, 12)], ids=str)
async def test_this_week(screens: Screens, size: tuple[int, int]) -> None:
    async with screens.open(size=size) as stage:
        await stage.press("3")
        text = stage.text()
        for wanted in ("Week 47", "16 Nov to 22 Nov", "1 of 7 sessions", "Mon", "Sun", "●", "■", "○"):
            assert wanted in text
        assert "Sun 07:40" in text


async def test_each_session_in_a_line_newest_first(screens: Screens) -> None:
    async with screens.open() as stage:
        await stage.press("3")
        text = stage.text()
        lines = [text.index(words) for words in ("Sun 07:40", "Sat 07:40", "Fri 07:40")]
        assert lines == sorted(lines)
        for words in ("Done", "Ended early", "Stopped for pain", "109 of 109 repetitions", "20 of 109 repetitions"):
            assert words in text


@pytest.mark.parametrize(("back", "on"), [("left", "right"), ("h", "l")])
async def test_from_week_to_week(screens: Screens, back: str, on: str) -> None:
    async with screens.open() as stage:
        await stage.press("3", back)
        assert "Week 46" in stage.text()
        assert "No session in this week." in stage.text()
        await stage.press(back)
        assert "Week 45" in stage.text()
        assert "Sun 07:40" in stage.text()
        await stage.press(on)
        assert "Week 46" in stage.text()
        await stage.press(on, on, on)
        assert "Week 47" in stage.text(), "not beyond this week"


async def test_without_any_session_it_says_what_will_be_here(screens: Screens, store: MemoryStore) -> None:
    store.kept.clear()
    async with screens.open() as stage:
        await stage.press("3")
        assert "Your sessions of the week will be here." in stage.text()
        assert "Press 1, then Enter, to start one." in stage.text()
        await stage.press("enter")
        assert isinstance(stage.app.screen, HistoryPage)


@pytest.mark.parametrize("back", ["escape", "enter", "q", "3"])
async def test_a_session_opens_to_its_details_and_back(screens: Screens, back: str) -> None:
    async with screens.open() as stage:
        await stage.press("3", "j", "enter")
        assert isinstance(stage.app.screen, SessionDetails)
        words = stage.words()
        for wanted in ("Saturday 21 November 2026, 07:40", "Ended early", "20 of 109 repetitions"):
            assert wanted in words
        await stage.press(back)
        assert isinstance(stage.app.screen, HistoryPage)
        await stage.press("enter")
        assert "Saturday" in stage.words(), "the cursor stays where it was"


async def test_the_details_tell_done_partial_and_skipped_left_and_right(screens: Screens) -> None:
    async with screens.open() as stage:
        await stage.press("3", "j", "enter")
        rows = {row.strip(" ●◐○").split("  ")[0]: row for row in stage.words().splitlines()}
        assert "done" in rows["Ankle pumps"]
        assert "left 10 of 10, right 10 of 10" in rows["Ankle pumps"]
        assert "skipped" in rows["Bird dog"]
        assert "left 0 of 5, right 0 of 5" in rows["Bird dog"]


async def test_the_details_tell_a_part_of_an_exercise_and_what_happened(screens: Screens, store: MemoryStore) -> None:
    from dataclasses import replace

    pause = SessionEvent(at_seconds=75, kind=EventKind.PAUSE, exercise="bird-dog", side="left", set=1, rep=1)
    store.kept[0] = replace(
        kept_session(SUNDAY_MORNING, "bird-dog", done=[0, 1, 2]), events=(pause,), note="It went well.", clock_rate=50
    )
    async with screens.open() as stage:
        await stage.press("3", "enter")
        words = stage.words()
        for wanted in ("partial", "left 2 of 5, right 1 of 5", "1:15", "paused", "set 1, repetition 1"):
            assert wanted in words
        assert "It went well." in words
        assert "50 times as fast" in words


async def test_an_exercise_that_the_catalog_no_longer_has_is_named_by_its_id(
    screens: Screens, store: MemoryStore
) -> None:
    from dataclasses import replace

    record = kept_session(SUNDAY_MORNING, "bird-dog")
    store.kept[0] = replace(record, exercises=(replace(record.exercises[0], id="swan-dive"),))
    async with screens.open() as stage:
        await stage.press("3", "enter")
        assert "swan-dive" in stage.words()
