"""From page to page: by key, by click, by the palette."""

import pytest
from rich.cells import cell_len
from textual.command import CommandPalette
from textual.events import Key
from textual.strip import Strip

from lumbar.domain.session import Paused
from lumbar.paths import find_paths
from lumbar.ports import Person
from lumbar.tui.app import LumbarApp
from lumbar.tui.screens.catalog import CatalogPage
from lumbar.tui.screens.end_question import EndQuestion
from lumbar.tui.screens.help import HelpScreen
from lumbar.tui.screens.history import HistoryPage
from lumbar.tui.screens.level_question import LevelQuestion
from lumbar.tui.screens.page import Page
from lumbar.tui.screens.report_question import ReportQuestion
from lumbar.tui.screens.session_details import SessionDetails
from lumbar.tui.screens.today import TodayPage
from lumbar.tui.screens.welcome import WelcomeScreen
from lumbar.tui.theme import THEMES
from lumbar.tui.widgets.key_bar import KeyBar
from lumbar.tui.widgets.top_bar import TopBar
from support.kept_sessions import kept_session
from support.memory_store import MemoryStore
from support.screens import Screens, SlowParts, Stage

PAGES: dict[str, type[Page]] = {"1": TodayPage, "2": CatalogPage, "3": HistoryPage}
STILL = 'motion = "reduced"\n'
TAKE_OUT = "take out of my plan"
"""What this does is seen once it is kept."""
LEADS_AWAY = {"enter": 1, "q": 2}
SIZES = [(80, 24), (40, 12)]


def shows(stage: Stage, page: type[Page]) -> bool:
    return isinstance(stage.app.screen, page)


async def test_number_keys_lead_from_every_page_to_every_page(screens: Screens) -> None:
    async with screens.open() as stage:
        for key in "231321":
            await stage.press(key)
            assert shows(stage, PAGES[key])


async def painted(stage: Stage) -> list[Strip]:
    """What is on the screen when all is painted."""
    await stage.settle()
    return stage.app.screen._compositor.render_strips()


async def resize(stage: Stage) -> None:
    await stage.pilot.resize_terminal(40, 12)
    await stage.until(lambda: stage.app.screen.size == (40, 12))


@pytest.mark.parametrize("key", list(PAGES))
async def test_what_changes_behind_a_page_reaches_it(screens: Screens, key: str) -> None:
    async with screens.open(settings=STILL) as stage:
        await stage.press(*PAGES, *(other for other in PAGES if other != key))
        stage.app.theme = THEMES["light"].name
        await resize(stage)
        await stage.press(key)
        assert shows(stage, PAGES[key])
        after = await painted(stage)
    async with screens.open(settings=f'{STILL}theme = "light"\n', size=(40, 12)) as stage:
        await stage.press(*PAGES, key)
        assert shows(stage, PAGES[key])
        assert await painted(stage) == after


@pytest.mark.parametrize("only", [(), ("bird-dog",)], ids=["today", "session"])
async def test_another_size_reaches_what_is_below_a_dialog(
    screens: Screens, store: MemoryStore, only: tuple[str, ...]
) -> None:
    seen = []
    for ways in (("resize", "escape"), ("escape", "resize")):
        store.running = None
        async with screens.open(settings=STILL, only=only) as stage:
            await stage.press("question_mark")
            for way in ways:
                if way == "resize":
                    await resize(stage)
                else:
                    await stage.press(way)
            seen.append(await painted(stage))
    assert seen[0] == seen[1]


@pytest.mark.parametrize("size", SIZES, ids=str)
async def test_the_names_in_the_top_bar_lead_to_the_pages(screens: Screens, size: tuple[int, int]) -> None:
    async with screens.open(size=size) as stage:
        for key in "231321":
            page = PAGES[key]
            await stage.click(TopBar, page.__name__.removesuffix("Page"))
            assert shows(stage, page)


@pytest.mark.parametrize("key", list(PAGES))
async def test_every_item_of_a_key_bar_does_what_its_key_does(screens: Screens, store: MemoryStore, key: str) -> None:
    store.kept.append(kept_session())
    seen: dict[str, list[str]] = {"click": [], "key": []}
    for way, shown in seen.items():
        async with screens.open(settings=STILL) as stage:
            await stage.press(key)
            hints = [hint for hint in stage.app.screen.query_one(KeyBar).fitting(78) if hint.does != TAKE_OUT]
            for hint in sorted(hints, key=lambda hint: LEADS_AWAY.get(hint.key, 0)):
                if way == "click":
                    await stage.click(KeyBar, f"{hint.label} {hint.does}")
                else:
                    await stage.press(hint.key)
                shown.append("left" if stage.app._exit else stage.text())
                if hint.key not in LEADS_AWAY:
                    await stage.press("escape", key)
                elif isinstance(stage.app.screen, LevelQuestion):
                    break
    assert len(set(seen["key"])) >= 4, "the keys do different things"
    assert seen["click"] == seen["key"]


async def test_a_click_takes_an_exercise_out_of_the_plan(screens: Screens, store: MemoryStore) -> None:
    async with screens.open(settings=STILL) as stage:
        await stage.press("2")
        await stage.click(KeyBar, f"a {TAKE_OUT}")
        await stage.until("Not in your plan.")
    assert len(store.versions[-1].exercises) == 9


@pytest.mark.parametrize(("typed", "page"), [("catalog", CatalogPage), ("history", HistoryPage), ("today", TodayPage)])
async def test_the_palette_leads_to_each_page(screens: Screens, typed: str, page: type[Page]) -> None:
    async with screens.open() as stage:
        await stage.press("3" if page is TodayPage else "1", "ctrl+p")
        await stage.until(lambda: isinstance(stage.app.screen, CommandPalette))
        await stage.press(*typed)
        await stage.until(lambda: "Leave lumbar" not in stage.text())
        await stage.press("enter")
        await stage.until(lambda: shows(stage, page))


async def test_the_palette_has_no_sign_wider_than_a_cell(screens: Screens) -> None:
    async with screens.open() as stage:
        await stage.press("ctrl+p")
        await stage.until("Search for commands")
        assert all(cell_len(sign) <= 1 for sign in stage.text())


@pytest.mark.parametrize("key", list(PAGES))
async def test_the_palette_finds_the_report_on_every_page(screens: Screens, key: str) -> None:
    async with screens.open() as stage:
        await stage.press(key, "ctrl+p")
        await stage.press(*"report")
        await stage.until(lambda: "Leave lumbar" not in stage.text())
        await stage.press("enter")
        await stage.until(lambda: isinstance(stage.app.screen, ReportQuestion))


@pytest.mark.parametrize(
    ("typed", "shown"), [("months", "MonthsView"), ("exercises over", "ExercisesView"), ("weeks", "WeekView")]
)
async def test_the_palette_leads_to_each_view_of_the_past(screens: Screens, typed: str, shown: str) -> None:
    async with screens.open() as stage:
        await stage.press("3", "ctrl+p")
        await stage.press(*typed)
        await stage.until(lambda: "Leave lumbar" not in stage.text())
        await stage.press("enter")
        await stage.until(lambda: shows(stage, HistoryPage) and stage.app.screen.query_one(shown).display)


async def test_the_palette_is_not_there_where_it_has_nothing_to_offer(screens: Screens) -> None:
    async with screens.open(only=("bird-dog",)) as stage:
        await stage.run_to(lambda session: bool(session.done))
        live = stage.live
        await stage.press("ctrl+p")
        assert stage.app.screen is live
        assert isinstance(stage.session.state, Paused), "in a session every other key pauses"
        await stage.press("q", "ctrl+p")
        assert isinstance(stage.app.screen, EndQuestion)


async def test_the_palette_starts_the_session(screens: Screens) -> None:
    async with screens.open() as stage:
        await stage.press("2", "ctrl+p")
        await stage.press(*"start session")
        await stage.until(lambda: "Leave lumbar" not in stage.text())
        await stage.press("enter")
        await stage.until(lambda: isinstance(stage.app.screen, LevelQuestion))


async def test_a_click_on_quit_leaves(screens: Screens) -> None:
    async with screens.open() as stage:
        await stage.click(KeyBar, "q quit")
        assert stage.app._exit


@pytest.mark.parametrize("key", list(PAGES))
async def test_q_leaves_from_every_page(screens: Screens, key: str) -> None:
    async with screens.open() as stage:
        await stage.press(key, "q")
        assert stage.app._exit
        assert stage.app.return_value == 0


@pytest.mark.parametrize("key", list(PAGES))
async def test_the_keys_of_a_page_are_a_key_away_and_esc_leads_back(screens: Screens, key: str) -> None:
    async with screens.open() as stage:
        await stage.press(key)
        for keys, back in (("question_mark", "escape"), ("f1", "q"), ("f1", "enter")):
            await stage.press(keys)
            assert isinstance(stage.app.screen, HelpScreen)
            assert "Getting up again" in stage.words()
            await stage.press(back)
            assert shows(stage, PAGES[key])


async def test_help_names_every_key_of_the_key_bar(screens: Screens) -> None:
    async with screens.open(size=(100, 32)) as stage:
        for key in PAGES:
            await stage.press(key)
            hints = stage.app.screen.query_one(KeyBar).fitting(100)
            await stage.press("question_mark")
            words = stage.words()
            for hint in hints:
                assert all(part in words for part in hint.label.split()), hint
            await stage.press("escape")


async def test_the_pages_that_a_number_leads_to_from_a_session_of_the_history(
    screens: Screens, store: MemoryStore
) -> None:
    store.kept.append(kept_session())
    async with screens.open() as stage:
        await stage.press("3", "enter")
        assert isinstance(stage.app.screen, SessionDetails)
        await stage.press("1")
        assert shows(stage, TodayPage)


async def test_two_presses_of_enter_start_one_session(screens: Screens) -> None:
    async with screens.open() as stage:
        page = stage.app.screen
        assert isinstance(page, TodayPage)
        page.action_start()
        page.action_start()
        await stage.until(lambda: isinstance(stage.app.screen, LevelQuestion))
        await stage.pilot.pause()
        assert sum(isinstance(screen, LevelQuestion) for screen in stage.app.screen_stack) == 1


async def test_a_click_on_the_main_action_starts_the_session(screens: Screens) -> None:
    async with screens.open() as stage:
        await stage.click("#action", "start")
        await stage.until(lambda: isinstance(stage.app.screen, LevelQuestion))


async def test_keys_before_the_history_is_open_do_no_harm(screens: Screens) -> None:
    parts = SlowParts(find_paths(data_dir=screens.folder), screens.clock, 1, store=screens.store)
    app = LumbarApp(parts)
    async with app.run_test() as pilot:
        stage = Stage(app, pilot, screens.clock)
        await stage.press("2", "slash", "x", "escape", "3", "left", "question_mark", "escape", "1")
        assert app.diary is None
        assert isinstance(app.screen, TodayPage)
        parts.may_open.set()
        await stage.until("due now")
        await stage.press("2")
        assert "Bird dog" in stage.text()


async def test_enter_before_the_history_is_open_starts_as_soon_as_it_is(screens: Screens) -> None:
    parts = SlowParts(find_paths(data_dir=screens.folder), screens.clock, 1, store=screens.store)
    app = LumbarApp(parts)
    async with app.run_test() as pilot:
        stage = Stage(app, pilot, screens.clock)
        await stage.press("enter")
        assert isinstance(app.screen, TodayPage)
        parts.may_open.set()
        await stage.until(lambda: isinstance(app.screen, LevelQuestion))


async def test_enter_before_the_history_is_open_leads_around_nothing(screens: Screens, store: MemoryStore) -> None:
    store.known_person = Person()
    parts = SlowParts(find_paths(data_dir=screens.folder), screens.clock, 1, store=store)
    app = LumbarApp(parts)
    async with app.run_test() as pilot:
        stage = Stage(app, pilot, screens.clock)
        await stage.press("enter")
        parts.may_open.set()
        await stage.until(lambda: app.diary is not None)
        await stage.until("Welcome to lumbar")
        await stage.settle()
        assert isinstance(app.screen, WelcomeScreen)


async def test_a_click_on_a_page_leads_there_while_one_searches(screens: Screens) -> None:
    async with screens.open() as stage:
        await stage.press("2", "slash", "b", "i")
        await stage.click(TopBar, "History")
        await stage.until(lambda: shows(stage, HistoryPage))
        await stage.press("2", "slash", "b", "i")
        await stage.click(TopBar, "Today")
        await stage.until(lambda: shows(stage, TodayPage))


@pytest.mark.parametrize("key", ["e", "t", "p", "c", "question_mark", "comma", "enter", "2"])
async def test_a_key_that_follows_upon_the_one_that_leaves_opens_nothing(screens: Screens, key: str) -> None:
    async with screens.open() as stage:
        for one in ("q", key):
            stage.app.post_message(Key(one, None))
        await stage.settle()
        assert isinstance(stage.app.screen, TodayPage)


@pytest.mark.parametrize("height", [4, 6])
async def test_the_palette_opens_where_there_is_room_for_what_it_finds(screens: Screens, height: int) -> None:
    async with screens.open(size=(40, height)) as stage:
        await stage.press("ctrl+p")
        assert isinstance(stage.app.screen, CommandPalette) == (height == 6)
        await stage.press("pagedown")
        assert stage.app.is_running
