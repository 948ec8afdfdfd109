"""The pain before and after a session: one key, or left out."""

import pytest

from lumbar.domain.pain import STOP_LEVEL
from lumbar.tui.screens.level_question import LevelQuestion
from lumbar.tui.screens.live import LiveScreen
from lumbar.tui.screens.today import TodayPage
from support.memory_store import MemoryStore
from support.screens import Screens


@pytest.mark.parametrize(
    ("keys", "level"), [(["0"], 0), (["7"], 7), (["x"], 10), (["right", "right", "enter"], 1), (["enter"], None)]
)
async def test_it_is_kept_with_the_session(
    screens: Screens, store: MemoryStore, keys: list[str], level: int | None
) -> None:
    async with screens.open() as stage:
        await stage.press("enter")
        assert isinstance(stage.app.screen, LevelQuestion)
        await stage.press(*keys)
        if level is not None and level >= STOP_LEVEL:
            await stage.press(*"yes", "enter")
        assert isinstance(stage.app.screen, LiveScreen)
        await stage.press("q", "enter")
        await stage.until(lambda: isinstance(stage.app.screen, LevelQuestion))
        await stage.press(*keys)
        await stage.until("Saved.")
        await stage.until(lambda: [(one.pain_before, one.pain_after) for one in store.kept] == [(level, level)])


async def test_the_session_is_kept_before_the_question_is_answered(screens: Screens, store: MemoryStore) -> None:
    async with screens.open(only=("bird-dog",)) as stage:
        await stage.press("q", "enter")
        await stage.until(lambda: len(store.kept) == 1)
        assert isinstance(stage.app.screen, LevelQuestion)


async def test_the_question_before_has_no_clock_behind_it(screens: Screens) -> None:
    async with screens.open() as stage:
        await stage.press("enter")
        stage.clock.advance(600)
        await stage.press("enter")
        assert stage.session.elapsed_ns == 0


async def test_in_a_narrow_window_the_last_line_has_ten_and_the_way_back(screens: Screens) -> None:
    async with screens.open(size=(40, 12)) as stage:
        await stage.press("enter")
        assert "x ten" in stage.text()
        assert "Esc back" in stage.text()


async def test_escape_at_the_question_before_starts_nothing(screens: Screens, store: MemoryStore) -> None:
    async with screens.open() as stage:
        await stage.press("enter")
        assert isinstance(stage.app.screen, LevelQuestion)
        assert "Esc back" in stage.text()
        await stage.press("escape")
        assert isinstance(stage.app.screen, TodayPage)
        await stage.press("enter")
        assert isinstance(stage.app.screen, LevelQuestion)
    assert store.kept == []


async def test_escape_at_the_question_after_leaves_it_out(screens: Screens, store: MemoryStore) -> None:
    async with screens.open(only=("bird-dog",)) as stage:
        await stage.press("q", "enter")
        await stage.until(lambda: isinstance(stage.app.screen, LevelQuestion))
        assert "Esc back" not in stage.text()
        await stage.press("escape")
        await stage.until("Saved.")
    assert [one.pain_after for one in store.kept] == [None]
