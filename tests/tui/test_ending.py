"""A session never ends by a slip of the hand: each key that would end it asks first."""

import pytest

from lumbar.domain.commands import leaving_ends
from lumbar.domain.course import GAP_NS
from lumbar.domain.record import Status
from lumbar.domain.session import Asking, Paused
from lumbar.domain.timeline import Phase
from lumbar.tui.screens.care import CareScreen
from lumbar.tui.screens.end_question import EndQuestion
from lumbar.tui.screens.help import HelpScreen
from lumbar.tui.screens.level_question import LevelQuestion
from lumbar.tui.screens.live import LiveScreen
from lumbar.tui.screens.summary import SummaryScreen
from lumbar.tui.screens.today import TodayPage
from support.memory_store import MemoryStore
from support.screens import Screens

STANDING = ("wall-squats",)
LYING = ("pelvic-tilt",)


async def test_leaving_the_last_exercise_asks_where_the_session_would_end(screens: Screens, store: MemoryStore) -> None:
    async with screens.open(only=STANDING) as stage:
        await stage.run_to(lambda session: len(session.done) == 6)
        assert leaving_ends(stage.session)
        await stage.press("n")
        assert isinstance(stage.app.screen, EndQuestion)
        await stage.press("escape")
        assert isinstance(stage.session.state, Paused)
        assert len(stage.session.done) == 6
        await stage.press("n", "enter")
        await stage.until(lambda: bool(store.kept))
    (kept,) = store.kept
    assert kept.status is Status.COMPLETED, "it reached the end, with more than half done"


async def test_where_the_way_up_follows_leaving_can_be_undone_and_nothing_is_asked(screens: Screens) -> None:
    async with screens.open(only=LYING) as stage:
        assert leaving_ends(stage.session), "the body is not down yet"
        await stage.run_to(lambda session: len(session.done) == 1)
        assert not leaving_ends(stage.session)
        await stage.press("n")
        assert stage.session.current.phase is Phase.STAND_UP
        await stage.press("u")
        assert stage.session.current.phase is not Phase.STAND_UP


async def test_ctrl_q_in_a_session_asks_as_q_does(screens: Screens, store: MemoryStore) -> None:
    async with screens.open(only=LYING) as stage:
        await stage.press("ctrl+q")
        assert isinstance(stage.app.screen, EndQuestion)
        await stage.press("ctrl+q")
        assert isinstance(stage.app.screen, EndQuestion), "it asks once"
        await stage.press("escape")
        assert isinstance(stage.session.state, Paused)
        await stage.press("ctrl+q", "enter")
        await stage.until(lambda: bool(store.kept))
    assert store.kept[0].status is Status.ENDED_EARLY


@pytest.mark.parametrize(("key", "screen"), [("c", CareScreen), ("question_mark", HelpScreen)])
async def test_ctrl_q_over_a_screen_of_the_session_asks_too(screens: Screens, key: str, screen: type) -> None:
    async with screens.open(only=LYING) as stage:
        await stage.press(key)
        assert isinstance(stage.app.screen, screen)
        await stage.press("ctrl+q")
        await stage.until(lambda: isinstance(stage.app.screen, EndQuestion))
        await stage.press("escape")
        assert isinstance(stage.app.screen, LiveScreen)


async def test_ctrl_q_while_it_is_asked_what_hurts_ends_it_for_that(screens: Screens, store: MemoryStore) -> None:
    async with screens.open(only=LYING) as stage:
        await stage.press("d", "2", "4", "ctrl+q")
        assert isinstance(stage.app.screen, EndQuestion)
        await stage.press("escape")
        assert isinstance(stage.session.state, Asking)
        await stage.press("ctrl+q", "enter")
        await stage.until(lambda: bool(store.kept))
    assert store.kept[0].status is Status.STOPPED_FOR_PAIN


@pytest.mark.parametrize(
    ("opens", "screen", "hurts"),
    [
        ("q", EndQuestion, "d"),
        ("q", EndQuestion, "pageup"),
        ("q", EndQuestion, "full_stop"),
        ("question_mark", HelpScreen, "d"),
        ("question_mark", HelpScreen, "pageup"),
        ("c", CareScreen, "d"),
        ("f2", CareScreen, "d"),
    ],
)
async def test_what_hurts_is_asked_at_once_whatever_lies_on_top_of_the_session(
    screens: Screens, store: MemoryStore, opens: str, screen: type, hurts: str
) -> None:
    async with screens.open(only=LYING, settings='[keys]\nhurts = ["pageup", "."]\n') as stage:
        await stage.press(opens)
        assert isinstance(stage.app.screen, screen)
        await stage.press(hurts)
        assert isinstance(stage.app.screen, LiveScreen)
        assert isinstance(stage.session.state, Asking)
        assert "What do you feel?" in stage.text()
    assert not store.kept


@pytest.mark.parametrize("opens", ["q", "question_mark"])
async def test_what_hurts_is_asked_at_once_from_care_advice_on_top_of_a_question(screens: Screens, opens: str) -> None:
    async with screens.open(only=LYING) as stage:
        await stage.press(opens, "c")
        assert isinstance(stage.app.screen, CareScreen)
        await stage.press("d")
        assert isinstance(stage.app.screen, LiveScreen)
        assert isinstance(stage.session.state, Asking)
        await stage.press("q")
        await stage.until(lambda: isinstance(stage.app.screen, LevelQuestion))


@pytest.mark.parametrize("key", ["q", "escape", "c", "question_mark"])
async def test_nothing_opens_on_a_session_that_ended_in_the_instant_of_the_key(screens: Screens, key: str) -> None:
    async with screens.open(only=LYING) as stage:
        await stage.run_to(lambda session: session.current.phase is Phase.STAND_UP)
        await stage.run_to(lambda session: session.left_in_step_ns < GAP_NS)
        stage.clock.advance_ns(stage.session.left_in_step_ns)
        await stage.press(key)
        await stage.leave_out_the_pain(SummaryScreen)
        await stage.press("enter")
        await stage.until(lambda: isinstance(stage.app.screen, TodayPage))


async def test_one_reads_on_in_care_advice_with_the_key_of_a_clicker_that_says_what_hurts(screens: Screens) -> None:
    async with screens.open(only=LYING) as stage:
        await stage.press("c", "pageup")
        assert isinstance(stage.app.screen, CareScreen)


async def test_help_of_a_page_keeps_its_keys(screens: Screens) -> None:
    async with screens.open() as stage:
        await stage.press("question_mark", "d", "pageup")
        assert isinstance(stage.app.screen, HelpScreen)


async def test_ctrl_q_outside_a_session_leaves(screens: Screens) -> None:
    async with screens.open() as stage:
        assert isinstance(stage.app.screen, TodayPage)
        await stage.press("ctrl+q")
        await stage.until(lambda: stage.app._exit)
