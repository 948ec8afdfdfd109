"""A screen that was closed is let go of, with its pictures: hours of sessions take no more memory than one."""

import gc
from collections import Counter

import pytest
from textual.screen import Screen

from lumbar.tui.screens.care import CareScreen
from lumbar.tui.screens.help import HelpScreen
from lumbar.tui.screens.live import LiveScreen
from lumbar.tui.screens.settings import SettingsScreen
from lumbar.tui.screens.today import TodayPage
from support.screens import Screens


def in_memory() -> Counter[str]:
    """Count the screens by their kind."""
    gc.collect()
    return Counter(type(one).__name__ for one in gc.get_objects() if isinstance(one, Screen))


async def test_a_session_that_is_over_is_let_go_of(screens: Screens) -> None:
    before = in_memory()[LiveScreen.__name__]
    async with screens.open(only=("bird-dog",)) as stage:
        assert in_memory()[LiveScreen.__name__] == before + 1
        for _ in range(2):
            await stage.run_to_end()
            await stage.until("Saved.")
            await stage.press("enter")
            assert isinstance(stage.app.screen, TodayPage)
            await stage.start()
        assert in_memory()[LiveScreen.__name__] == before + 1


@pytest.mark.parametrize(
    ("key", "dialog"), [("question_mark", HelpScreen), ("c", CareScreen), ("comma", SettingsScreen)]
)
async def test_a_dialog_that_is_closed_is_let_go_of(screens: Screens, key: str, dialog: type[Screen[None]]) -> None:
    before = in_memory()[dialog.__name__]
    async with screens.open() as stage:
        for _ in range(3):
            await stage.press(key)
            assert isinstance(stage.app.screen, dialog)
            await stage.press("escape")
            assert isinstance(stage.app.screen, TodayPage)
        assert in_memory()[dialog.__name__] <= before + 1, "more than the last one is kept"
