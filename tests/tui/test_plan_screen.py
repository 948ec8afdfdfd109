"""My plan on the screen: the whole way by keys alone, and by the mouse alone."""

from dataclasses import replace
from datetime import date

import pytest

from lumbar.domain.prescription import default_prescription
from lumbar.tui.screens.choice_question import ChoiceQuestion
from lumbar.tui.screens.help import HelpScreen
from lumbar.tui.screens.plan import PlanScreen
from lumbar.tui.screens.plan_change import PlanChangeScreen
from lumbar.tui.screens.text_entry import TextEntry
from lumbar.tui.screens.today import TodayPage
from lumbar.tui.widgets.key_bar import KeyBar
from support.memory_store import MemoryStore
from support.screens import Screens, Stage
from support.sessions import shipped_catalog


def shows(stage: Stage, screen: type) -> bool:
    return isinstance(stage.app.screen, screen)


async def open_plan(stage: Stage) -> None:
    await stage.press("p")
    await stage.until("Exercises")


async def type_text(stage: Stage, text: str) -> None:
    await stage.until(lambda: shows(stage, TextEntry))
    await stage.press(*text)


@pytest.mark.parametrize("take", ["tab", "ctrl+s"])
async def test_by_keys_alone_where_there_is_little_room(screens: Screens, store: MemoryStore, take: str) -> None:
    async with screens.open(size=(40, 12)) as stage:
        await open_plan(stage)
        assert "24 min, 1 a day" in stage.text()
        await stage.press("space", "down", "u", "end")
        assert "23 min, 1 a day" in stage.text()
        await type_text_into_notes(stage, take)
        await stage.press("home", "down", "down", "enter")
        await stage.until("Pelvic tilt")
        await stage.press("8", "5")
        assert "85 is not taken: 1 to 50." in " ".join(stage.text().split())
        await stage.press("backspace", "down", "right", "end", "enter")
        await type_text(stage, "Low[b]")
        await stage.press("enter")
        await stage.until("Low[b]")
        await stage.press("escape", "s")
        await stage.until(lambda: shows(stage, PlanChangeScreen))
        assert "Ankle pumps is taken out." in stage.words()
        assert "Pelvic tilt: 5 repetitions become 8." in stage.words()
        await stage.press("enter")
        await stage.until(lambda: bool(store.versions))
        await stage.until(lambda: shows(stage, TodayPage))
    (plan,) = store.versions
    assert [one.exercise_id for one in plan.exercises[:2]] == ["heel-slides", "pelvic-tilt"]
    tilt = plan.exercises[1]
    assert (tilt.reps, tilt.sets, tilt.provider_says) == (8, 2, "Low[b]")
    assert plan.notes == "Two\nlines"


async def click_row(stage: Stage, text: str) -> None:
    """Click where *text* stands, however far the rows are scrolled."""
    y, row = next((y, row) for y, row in enumerate(stage.text().splitlines()) if text in row and y > 0)
    await stage._click_at(row.index(text), y)


async def type_text_into_notes(stage: Stage, take: str) -> None:
    await stage.press("enter")
    await type_text(stage, "Two")
    await stage.press("enter", *"lines", take)
    await stage.until("Two lines")


@pytest.mark.parametrize("size", [(80, 24), (40, 12)], ids=str)
async def test_by_the_mouse_alone(screens: Screens, store: MemoryStore, size: tuple[int, int]) -> None:
    async with screens.open(size=size) as stage:
        await stage.click("#exercises", "Ankle pumps")
        await stage.until("Exercises")
        await click_row(stage, "[x] Ankle")
        await click_row(stage, "Heel slides")
        await click_row(stage, "↑")
        await click_row(stage, "Pelvic tilt")
        await click_row(stage, "›")
        await stage.until("Repetitions")
        await click_row(stage, "Sets")
        await click_row(stage, "›")
        await click_row(stage, "Hold")
        await click_row(stage, "‹")
        await stage.click(KeyBar, "Esc back")
        await stage.until("Heel slides")
        stage.app.screen.query_one("#rows").scroll_end(animate=False)
        await stage.until("Rest days")
        await click_row(stage, "Su")
        await stage.click(KeyBar, "s keep")
        await stage.until(lambda: shows(stage, PlanChangeScreen))
        await stage.click(KeyBar, "Enter keep it")
        await stage.until(lambda: bool(store.versions))
        await stage.until(lambda: shows(stage, TodayPage))
    (plan,) = store.versions
    assert [one.exercise_id for one in plan.exercises[:2]] == ["heel-slides", "pelvic-tilt"]
    assert (plan.exercises[1].sets, plan.exercises[1].hold_seconds) == (2, (4,))
    assert plan.rest_days == (6,)


async def test_escape_asks_where_something_was_changed(screens: Screens, store: MemoryStore) -> None:
    async with screens.open() as stage:
        await open_plan(stage)
        await stage.press("escape")
        assert shows(stage, TodayPage), "nothing was changed, nothing is asked"
        await open_plan(stage)
        await stage.press("space", "q")
        await stage.until(lambda: shows(stage, ChoiceQuestion))
        await stage.press("escape")
        assert shows(stage, PlanScreen)
        await stage.press("escape", "n")
        assert shows(stage, TodayPage)
        await open_plan(stage)
        await stage.press("space", "escape", "y")
        await stage.until(lambda: shows(stage, PlanChangeScreen))
        await stage.press("escape")
        assert shows(stage, PlanScreen)
        assert store.versions == []


async def test_a_plan_without_exercises_is_not_kept_and_says_why(screens: Screens, store: MemoryStore) -> None:
    plan = default_prescription(shipped_catalog().exercises[:1], valid_from=date(2026, 11, 1))
    store.versions.append(plan)
    async with screens.open() as stage:
        await open_plan(stage)
        await stage.press("space")
        assert "The plan has no exercise." in stage.text()
        await stage.press("s")
        await stage.until(lambda: shows(stage, PlanChangeScreen))
        assert "Give it at least one." in stage.words()
        await stage.press("enter")
        assert shows(stage, PlanScreen)
    assert store.versions == [plan]


async def test_where_nothing_can_be_kept_it_is_said_and_what_was_changed_stays(
    screens: Screens, store: MemoryStore
) -> None:
    async with screens.open() as stage:
        await open_plan(stage)
        await stage.press("space", "s")
        store.writable = False
        await stage.press("enter")
        await stage.until("Nothing can be kept here.")
        assert "[ ] Ankle pumps" in stage.text()


async def test_it_has_its_keys_and_leads_to_care_advice(screens: Screens) -> None:
    async with screens.open() as stage:
        await stage.press("question_mark")
        assert "your plan" in stage.words()
        await stage.press("escape")
        await open_plan(stage)
        await stage.press("question_mark")
        assert shows(stage, HelpScreen)
        await stage.press("escape", "c")
        await stage.until("Emergency")
        await stage.press("escape")
        await stage.press("s")
        await stage.until(lambda: shows(stage, TodayPage))
        assert "Nothing changes" in stage.text()


async def test_a_plan_with_more_holds_than_the_catalog_can_be_edited(screens: Screens, store: MemoryStore) -> None:
    plan = default_prescription(shipped_catalog().exercises, valid_from=date(2026, 11, 22))
    store.versions.append(
        replace(plan, exercises=tuple(replace(one, hold_seconds=(5, 5, 5)) for one in plan.exercises))
    )
    async with screens.open() as stage:
        await open_plan(stage)
        await stage.press("home", "down", "down", "down", "enter")
        await stage.until("Hold")


async def test_one_key_does_not_lose_what_was_typed(screens: Screens) -> None:
    async with screens.open() as stage:
        await open_plan(stage)
        await stage.press("end", "enter")
        await stage.until(lambda: shows(stage, TextEntry))
        await stage.press("escape")
        assert shows(stage, PlanScreen), "nothing was typed, nothing is lost"
        await stage.press("enter")
        await type_text(stage, "Two")
        await stage.press("escape")
        assert "What you typed would be gone. Press Esc again to let it go." in stage.words()
        await stage.press("s", "escape")
        assert shows(stage, TextEntry), "more was typed since"
        await stage.press("escape")
        assert shows(stage, PlanScreen)


async def test_the_keys_of_the_plan_say_which_leaflet_its_figures_are_from(screens: Screens) -> None:
    async with screens.open() as stage:
        await open_plan(stage)
        await stage.press("question_mark")
        assert 'a leaflet for patients, "Lower Back Exercises"' in stage.words()
