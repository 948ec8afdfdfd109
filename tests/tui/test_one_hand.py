"""A whole session with one kind of hand alone: the two keys of a clicker, or the mouse."""

from collections.abc import Callable

import pytest

from lumbar.domain.prescription import Prescription
from lumbar.domain.record import EventKind, SessionRecord, Status
from lumbar.domain.session import CountingIn, Ended, Paused, Session, Waiting
from lumbar.domain.timeline import Phase
from lumbar.tui.screens.level_question import LevelQuestion
from lumbar.tui.screens.live import LiveScreen
from lumbar.tui.screens.summary import SummaryScreen
from lumbar.tui.screens.today import TodayPage
from lumbar.tui.widgets.inquiry_panel import InquiryPanel
from lumbar.tui.widgets.key_bar import KeyBar
from support.memory_store import MemoryStore
from support.past import days_ago
from support.screens import Screens, Stage
from support.sessions import prescribed
from tui.test_live_screen import in_phase

REPS = 5


def is_in(state: type[object]) -> Callable[[Session], bool]:
    return lambda session: isinstance(session.state, state)


@pytest.fixture
def store(store: MemoryStore) -> MemoryStore:
    """A history with a plan of one exercise, so that its session is short."""
    store.versions = [Prescription(version=1, valid_from=days_ago(0), exercises=prescribed("bird-dog"))]
    return store


async def comes(stage: Stage, screen: type[object]) -> None:
    await stage.until(lambda: isinstance(stage.app.screen, screen))
    await stage.settle()


def assert_complete(record: SessionRecord) -> None:
    assert record.status is Status.COMPLETED
    assert record.exercises[0].reps_done == {"left": REPS, "right": REPS}
    assert [event.kind for event in record.events].count(EventKind.DISCOMFORT) == 1


async def test_two_keys_of_a_clicker_are_enough_for_a_session(screens: Screens, store: MemoryStore) -> None:
    async with screens.open() as stage:
        await stage.press("enter")  # as `lumbar session` does
        await comes(stage, LevelQuestion)
        await stage.press("pagedown")
        await comes(stage, LiveScreen)
        await stage.run_to(is_in(Waiting))
        await stage.press("pagedown")
        await stage.run_to(in_phase(Phase.HOLD))
        await stage.press("pagedown")
        assert is_in(Paused)(stage.session)
        await stage.press("pagedown")
        assert is_in(CountingIn)(stage.session)
        await stage.run_to(in_phase(Phase.HOLD))
        await stage.press("pageup", "pagedown", "pageup", "pagedown", "pageup")
        assert is_in(CountingIn)(stage.session)
        await stage.run_to(is_in(Ended))
        await comes(stage, LevelQuestion)
        await stage.press("pagedown")
        await comes(stage, SummaryScreen)
        await stage.until("Saved.")
    assert_complete(store.kept[-1])


@pytest.mark.parametrize("size", [(80, 24), (40, 12)], ids=str)
async def test_the_mouse_is_enough_for_a_session(screens: Screens, store: MemoryStore, size: tuple[int, int]) -> None:
    async with screens.open(size=size) as stage:
        await comes(stage, TodayPage)
        await stage.click("#action", "tart")
        await comes(stage, LevelQuestion)
        await stage.click("#scale", "2")
        await comes(stage, LiveScreen)
        await stage.run_to(is_in(Waiting))
        await stage.click(KeyBar, "start")
        await stage.run_to(in_phase(Phase.HOLD))
        await stage.click(KeyBar, "pause")
        assert is_in(Paused)(stage.session)
        await stage.click(KeyBar, "go on")
        await stage.run_to(in_phase(Phase.HOLD))
        await stage.click(KeyBar, "hurts")
        await stage.click(InquiryPanel, "stretching")
        await stage.click(InquiryPanel, "continue")
        assert is_in(CountingIn)(stage.session)
        await stage.run_to(is_in(Ended))
        await comes(stage, LevelQuestion)
        await stage.click(KeyBar, "leave")
        await comes(stage, SummaryScreen)
        await stage.until("Saved.")
        await stage.click(KeyBar, "done")
        await comes(stage, TodayPage)
    assert_complete(store.kept[-1])
    assert store.kept[-1].pain_before == 2
