"""The settings screen: by keys alone, by the mouse alone, and what a change does at once."""

from textual.widgets import Input

from lumbar.settings import Motion, Sound, Theme, read_settings
from lumbar.tui.screens.catalog import CatalogPage
from lumbar.tui.screens.help import HelpScreen
from lumbar.tui.screens.key_question import KeyQuestion
from lumbar.tui.screens.settings import ROWS, SettingsScreen
from lumbar.tui.screens.today import TodayPage
from lumbar.tui.widgets.figure_pane import FigurePane
from lumbar.tui.widgets.setting_row import SettingRow
from support.screens import Screens, Stage
from support.sessions import shipped_catalog


def place(name: str) -> int:
    return next(number for number, row in enumerate(ROWS) if name in (row.setting, row.use.value if row.use else ""))


async def go_to(stage: Stage, name: str) -> None:
    await stage.press("home", *["down"] * place(name))


def row(stage: Stage, name: str) -> str:
    return str(stage.app.screen.query(SettingRow)[place(name)].content)


async def test_everything_is_changed_by_keys_alone(screens: Screens) -> None:
    parts = screens.parts(settings='# mine\ntheme = "dark"  # at night\nloudness = 11\n')
    async with screens.open(parts=parts) as stage:
        await stage.press("comma", "right")
        assert stage.app.theme == "lumbar-light"
        await go_to(stage, "get_ready_seconds")
        await stage.press("left", "left")
        assert "‹ 3 s ›" in row(stage, "get_ready_seconds")
        await stage.press("enter")
        stage.app.screen.query_one(Input).value = "61"
        await stage.press("enter")
        assert "must be a whole number from 3 to 60" in stage.text()
        stage.app.screen.query_one(Input).value = "12"
        await stage.press("enter")
        await go_to(stage, "wait_for_me")
        await stage.press("space")
        await go_to(stage, "emergency_number")
        await stage.press("enter", *"112", "enter")
        await go_to(stage, "pause")
        await stage.press("enter", "n")
        assert "n is the key of: Leave exercise. Press another one." in stage.text()
        await stage.press("b", "plus", "full_stop")
        assert "b  ." in row(stage, "pause")
        await stage.press("escape")
        assert isinstance(stage.app.screen, TodayPage)
        await stage.press("c")
        await stage.until("112")
    text = parts.paths.config_file.read_text(encoding="utf-8")
    assert text.startswith('# mine\ntheme = "light"  # at night\nloudness = 11\n')
    found = read_settings(parts.paths.config_file)
    assert found.problems == ()
    assert (found.settings.get_ready_seconds, found.settings.wait_for_me) == (12, True)
    assert found.settings.keys.meaning("full_stop") == "space"


async def test_everything_is_changed_by_the_mouse_alone(screens: Screens) -> None:
    async with screens.open() as stage:
        await stage.press("comma")
        rows = stage.app.screen.query(SettingRow)
        target = rows[place("motion")]
        await stage._click_at(target.region.x + 24, target.region.y)
        assert "reduced" in row(stage, "motion")
        target = rows[place("get_ready_seconds")]
        arrow = str(target.content).index("›")
        await stage._click_at(target.region.x + arrow, target.region.y)
        await stage._click_at(target.region.x + str(target.content).index("‹"), target.region.y)
        await stage._click_at(target.region.x + arrow, target.region.y)
        assert "6 s" in row(stage, "get_ready_seconds")
        await stage.click("KeyBar", "usual")
        assert "5 s" in row(stage, "get_ready_seconds")
        await stage.click("KeyBar", "Enter")
        await stage.click("#typed", "5")
        await stage.click("KeyBar", "Esc")
        await stage.press("end")
        target = stage.app.screen.query(SettingRow)[-1]
        await stage._click_at(target.region.x + 2, target.region.y)
        assert isinstance(stage.app.screen, KeyQuestion)
        await stage.click("KeyBar", "leave it as it is")
        assert isinstance(stage.app.screen, SettingsScreen)
        await stage.click("KeyBar", "back")
        assert isinstance(stage.app.screen, TodayPage)


async def test_small_windows_show_each_row(screens: Screens) -> None:
    async with screens.open(size=(40, 12)) as stage:
        await stage.press("3", "comma")
        for one in ROWS:
            assert one.label in stage.text()
            await stage.press("down")
        await stage.press("comma")
        assert not isinstance(stage.app.screen, SettingsScreen)


async def test_changes_hold_at_once(screens: Screens) -> None:
    async with screens.open() as stage:
        await stage.press("2")
        await stage.press("comma", "down", "right", "down", "right", "escape")
        page = stage.app.screen
        assert isinstance(page, CatalogPage)
        assert stage.app.diary is not None
        assert stage.app.diary.settings.motion is Motion.REDUCED
        assert not page.query_one(FigurePane).moves
        steps = stage.app.diary.exercises["straight-leg-raises"].steps
        assert any("by 15 to 30 cm." in step for step in steps)
        assert stage.app.diary.exercises.keys() == {one.id for one in shipped_catalog().exercises}


async def test_changed_keys_lead_a_session_and_stand_in_the_footer_and_the_help(screens: Screens) -> None:
    settings = '[keys]\npause = "b"\nhurts = "."\nnext = "x"\n'
    async with screens.open(only=("bird-dog",), settings=settings) as stage:
        assert "b pause" in stage.text()
        assert "x skip" in stage.text()
        before = stage.session.step
        await stage.press("x")
        assert stage.session.step > before
        await stage.press("b")  # an exercise that was not done three times waits for it
        await stage.press("b")
        assert "PAUSED" in stage.text()
        await stage.press("b")
        assert "PAUSED" not in stage.text()
        await stage.press("question_mark")
        help_row = next(line for line in stage.words().splitlines() if "everything stops" in line)
        assert help_row.startswith("d  .")
        await stage.press("escape", "full_stop")
        await stage.until("What do you feel?")
        await stage.press("b", "full_stop")
        assert "What do you feel?" not in stage.text()


async def test_a_file_that_cannot_be_written_is_told_and_the_setting_holds(screens: Screens) -> None:
    parts = screens.parts(settings="theme = \n")
    async with screens.open(parts=parts) as stage:
        await stage.press("comma", "right")
        await stage.until(lambda: any("is not changed" in one.message for one in stage.app._notifications))
        assert parts.settings_file.settings.theme is Theme.LIGHT
        assert stage.app.theme == "lumbar-light"
    assert parts.paths.config_file.read_text(encoding="utf-8") == "theme = \n"


async def test_what_is_put_right_is_no_problem_on_today_any_more(screens: Screens) -> None:
    async with screens.open(settings='theme = "pink"\n') as stage:
        await stage.until("theme must be")
        await stage.press("comma", "right", "escape")
        await stage.until(lambda: "theme must be" not in stage.text())
        assert isinstance(stage.app.screen, TodayPage)


async def test_it_says_where_this_run_goes_by_something_else(screens: Screens) -> None:
    async with screens.open() as stage:
        await stage.press("comma")
        await go_to(stage, "sound")
        assert screens.parts().sound is Sound.OFF
        assert "In this run it is off, as --sound says." in stage.text()


async def test_the_keys_of_the_settings_are_shown_on_top_of_them(screens: Screens) -> None:
    async with screens.open() as stage:
        await stage.press("comma")
        assert "? keys" in stage.text()
        for key in ("question_mark", "f1"):
            await stage.press(key)
            assert isinstance(stage.app.screen, HelpScreen)
            await stage.until("the usual value again")
            await stage.press("escape")
            assert isinstance(stage.app.screen, SettingsScreen)
