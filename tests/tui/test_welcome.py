"""The first run."""

import pytest

from lumbar.about import GETTING_DOWN, GETTING_UP, GROUND_RULES, PURPOSE
from lumbar.ports import Person
from lumbar.tui.screens.ask_first_form import AskFirstForm
from lumbar.tui.screens.live import LiveScreen
from lumbar.tui.screens.today import TodayPage
from lumbar.tui.screens.welcome import WelcomeScreen
from support.clocks import FakeClock
from support.memory_store import MemoryStore
from support.screens import Screens


@pytest.fixture
def store() -> MemoryStore:
    return MemoryStore(known_person=Person())


async def test_the_first_run_shows_the_purpose_and_every_ground_rule(screens: Screens) -> None:
    async with screens.open() as stage:
        words = stage.words()
        assert PURPOSE in words
        for heading, rule in GROUND_RULES.items():
            assert heading in words
            assert rule in words
        for step in (*GETTING_DOWN, *GETTING_UP):
            assert step in words
        assert "I have read this" in stage.text()


async def test_everything_can_be_scrolled_to(screens: Screens) -> None:
    async with screens.open(size=(40, 12)) as stage:
        assert GETTING_UP[-1].split()[-1] not in stage.text()
        await stage.press("end")
        await stage.until(lambda: "moment" in stage.text())


async def test_it_is_acknowledged_once(screens: Screens, store: MemoryStore, clock: FakeClock) -> None:
    async with screens.open() as stage:
        await stage.press("enter")
        await stage.skip_set_up()
        await stage.until(lambda: store.person().purpose_acknowledged_on is not None)
        assert store.person().purpose_acknowledged_on == clock.now().date()
        assert len(store.prescriptions()) == 1
    async with screens.open() as stage:
        assert isinstance(stage.app.screen, TodayPage)
        assert "due now" in stage.text()


@pytest.mark.parametrize("key", ["q", "escape"])
async def test_leaving_it_leaves_the_program_and_keeps_nothing(screens: Screens, store: MemoryStore, key: str) -> None:
    async with screens.open() as stage:
        await stage.press(key)
        assert stage.app.return_value == 0
        assert not stage.app.is_running or stage.app._exit
    assert store.person().purpose_acknowledged_on is None


@pytest.mark.parametrize("key", ["1", "2", "3", "x", "space", "question_mark"])
async def test_no_other_key_leads_around_it(screens: Screens, key: str) -> None:
    async with screens.open() as stage:
        await stage.press(key)
        assert isinstance(stage.app.screen, WelcomeScreen)


async def test_the_palette_offers_no_way_around_it(screens: Screens) -> None:
    async with screens.open() as stage:
        await stage.press("ctrl+p")
        assert isinstance(stage.app.screen, WelcomeScreen)


async def test_a_session_that_was_asked_for_starts_behind_it(screens: Screens) -> None:
    async with screens.open(only=("bird-dog",)) as stage:
        assert isinstance(stage.app.screen, WelcomeScreen)
        await stage.press("enter")
        await stage.until(lambda: isinstance(stage.app.screen, AskFirstForm))
        await stage.press("y", "enter")
        await stage.until("3 of 8")
        await stage.skip_set_up()
        await stage.leave_out_the_pain(LiveScreen)


async def test_a_click_on_the_key_is_the_key(screens: Screens) -> None:
    async with screens.open() as stage:
        await stage.click("KeyBar", "I have read this")
        await stage.until(lambda: isinstance(stage.app.screen, AskFirstForm))


async def test_a_history_that_cannot_be_written_says_so_and_goes_on(screens: Screens, store: MemoryStore) -> None:
    store.writable = False
    async with screens.open() as stage:
        await stage.press("enter")
        await stage.until("Nothing can be kept here.")
        assert isinstance(stage.app.screen, TodayPage)
