"""Something hurts, on the screen: frozen in the next frame, and answered by keys, by a clicker, by the mouse."""

import pytest

from lumbar.domain.inquiry import AskFeeling, AskLevel, AskNewness, AskPlace, Offering, Resting
from lumbar.domain.record import Answer
from lumbar.domain.session import Asking, CountingIn, Paused, Running
from lumbar.domain.timeline import Phase
from lumbar.tui.screens.care import CareScreen
from lumbar.tui.screens.summary import SummaryScreen
from lumbar.tui.widgets.inquiry_panel import InquiryPanel
from lumbar.words.hurts import ANSWERS
from support.memory_store import MemoryStore
from support.screens import Screens, Stage
from tui.test_live_screen import in_phase, into

TWO = ("pelvic-tilt", "bird-dog")
SIZES = [(100, 32), (80, 24), (40, 12)]


def asked(stage: Stage) -> object:
    """What the session asks now; None if nothing hurts."""
    return stage.session.inquiry


@pytest.mark.parametrize("key", ["d", "pageup"])
@pytest.mark.parametrize("size", SIZES, ids=str)
async def test_the_next_frame_is_frozen_and_asks(screens: Screens, key: str, size: tuple[int, int]) -> None:
    async with screens.open(size=size, only=TWO) as stage:
        await stage.run_to(into(Phase.HOLD, 1))
        frozen = stage.session
        await stage.press(key)
        assert isinstance(asked(stage), AskFeeling)
        assert stage.session.elapsed_ns == frozen.elapsed_ns
        assert "What do you feel?" in stage.text()
        assert "stretching, effort, mild discomfort" in stage.text()
        await stage.let_pass(1)
        assert (stage.session.elapsed_ns, stage.session.step) == (frozen.elapsed_ns, frozen.step)
        assert stage.live.driver._alarm is None  # nothing ticks while it is asked


async def test_from_a_pause_it_is_asked_too(screens: Screens) -> None:
    async with screens.open(only=TWO) as stage:
        await stage.run_to(in_phase(Phase.HOLD))
        await stage.press("space", "d")
        assert isinstance(asked(stage), AskFeeling)
        await stage.press("8")
        assert isinstance(stage.session.state, Paused)


async def test_discomfort_goes_on_with_a_count_and_the_repetition_from_its_start(screens: Screens) -> None:
    async with screens.open(only=TWO) as stage:
        await stage.run_to(into(Phase.HOLD, 2))
        await stage.press("d", "1")
        assert isinstance(asked(stage), Offering)
        await stage.press("1")
        assert isinstance(stage.session.state, CountingIn)
        assert stage.session.current.phase is Phase.MOVE_IN


async def test_arrows_and_enter_answer_as_well(screens: Screens) -> None:
    async with screens.open(only=TWO) as stage:
        await stage.run_to(in_phase(Phase.HOLD))
        await stage.press("d", "down", "down", "enter")
        assert isinstance(asked(stage), AskLevel)
        await stage.press("right", "right", "right", "right", "enter")
        assert isinstance(asked(stage), AskPlace)
        assert asked(stage).told.level == 3  # type: ignore[attr-defined]


async def test_a_clicker_is_enough(screens: Screens) -> None:
    async with screens.open(only=TWO) as stage:
        await stage.run_to(in_phase(Phase.HOLD))
        await stage.press("pageup", "pagedown", "pageup")
        assert isinstance(asked(stage), Offering)
        await stage.press("pagedown", "pageup")
        assert isinstance(stage.session.state, CountingIn)


async def test_a_clicker_that_is_pressed_twice_takes_no_answer_back(screens: Screens) -> None:
    async with screens.open(only=TWO) as stage:
        await stage.run_to(in_phase(Phase.HOLD))
        await stage.press("pageup", "pagedown", "pagedown", "pageup", "pageup")
        assert isinstance(asked(stage), AskLevel)
        await stage.press("pageup")
        assert isinstance(asked(stage), AskFeeling), "pressed again it asks once more, as it says"


async def test_while_care_advice_shows_enter_takes_the_answer_under_the_cursor(screens: Screens) -> None:
    async with screens.open(only=TWO) as stage:
        await stage.run_to(in_phase(Phase.HOLD))
        await stage.press("d", "3")
        assert "Enter ends the session." in stage.text()
        await stage.press("right", "l")
        assert "Enter ends the session." in stage.text(), "no cursor by a key that skips in a session"
        await stage.press("down", "down")
        assert "Enter ends" not in stage.text()
        await stage.press("enter")
        assert isinstance(asked(stage), AskLevel)


@pytest.mark.parametrize("size", [(100, 32), (80, 24)], ids=str)
async def test_the_mouse_is_enough(screens: Screens, size: tuple[int, int]) -> None:
    async with screens.open(size=size, only=TWO) as stage:
        await stage.run_to(in_phase(Phase.HOLD))
        await stage.click("KeyBar", "something hurts")
        await stage.click(InquiryPanel, "light-headed")
        assert isinstance(asked(stage), Resting)
        await stage.click(InquiryPanel, "finish the session")
        await stage.until(lambda: isinstance(stage.app.screen, SummaryScreen))


async def test_a_click_on_the_scale_tells_how_much(screens: Screens) -> None:
    async with screens.open(only=TWO) as stage:
        await stage.run_to(in_phase(Phase.HOLD))
        await stage.press("d", "2")
        await stage.click(InquiryPanel, "4")
        assert asked(stage).told.level == 4  # type: ignore[attr-defined]


async def test_backspace_takes_the_last_answer_back(screens: Screens) -> None:
    async with screens.open(only=TWO) as stage:
        await stage.run_to(in_phase(Phase.HOLD))
        await stage.press("d", "2", "x")
        assert isinstance(asked(stage), AskPlace)
        await stage.press("backspace")
        assert isinstance(asked(stage), AskLevel)


async def test_care_advice_shows_beside_it_and_leads_back(screens: Screens) -> None:
    async with screens.open(only=TWO) as stage:
        await stage.run_to(in_phase(Phase.HOLD))
        await stage.press("d", "c")
        assert isinstance(stage.app.screen, CareScreen)
        await stage.press("escape")
        assert isinstance(stage.session.state, Asking)
        await stage.press("f2")
        assert isinstance(stage.app.screen, CareScreen)


@pytest.mark.parametrize("key", ["c", "f2"])
async def test_care_advice_pauses_a_session(screens: Screens, key: str) -> None:
    async with screens.open(only=TWO) as stage:
        await stage.run_to(in_phase(Phase.HOLD))
        await stage.press(key)
        assert isinstance(stage.app.screen, CareScreen)
        await stage.press("escape")
        assert isinstance(stage.session.state, Paused)


async def test_a_rest_breathes_and_counts_down_and_any_key_ends_it_after_half_a_minute(screens: Screens) -> None:
    async with screens.open(only=TWO) as stage:
        await stage.run_to(in_phase(Phase.HOLD))
        await stage.press("d", "2", "3", "1", "2", "1")
        assert isinstance(asked(stage), Resting)
        assert "2:00 left" in stage.text()
        assert "Breathe in" in stage.text()
        await stage.let_pass(29)
        await stage.press("w")
        assert isinstance(asked(stage), Resting)
        await stage.let_pass(2)
        await stage.press("w")
        assert "Is it back to where it was, or less?" in stage.text()
        await stage.press("1")
        assert stage.session.exercise.id == "bird-dog"
        assert isinstance(stage.session.state, Running)


async def test_after_a_hard_stop_enter_ends_the_session_and_nothing_leads_back(
    screens: Screens, store: MemoryStore
) -> None:
    async with screens.open(only=TWO) as stage:
        await stage.run_to(in_phase(Phase.HOLD))
        await stage.press("d", "4")
        assert "Get help now." in stage.text()
        assert "Emergency: now" in stage.text()
        await stage.press("space", "right", "u")
        assert isinstance(stage.session.state, Asking)
        await stage.press("enter")
        await stage.until(lambda: isinstance(stage.app.screen, SummaryScreen))
        await stage.until("Saved.")
        await stage.press("u", "d", "space")
        assert isinstance(stage.app.screen, SummaryScreen)
    (session,) = store.kept
    assert session.status.value == "stopped_for_care"
    assert session.events[0].answer is Answer.NEW_SYMPTOM


async def test_a_rest_does_not_run_on_into_exercise_behind_care_advice(screens: Screens) -> None:
    async with screens.open(only=TWO) as stage:
        await stage.run_to(in_phase(Phase.HOLD))
        await stage.press("d", "1", "3")
        assert isinstance(asked(stage), Resting)
        live = stage.live
        await stage.press("c")
        assert isinstance(stage.app.screen, CareScreen)
        assert live.driver._alarm is None
        stage.clock.advance(120)
        await stage.press("escape")
        assert isinstance(stage.session.state, Paused)
        assert stage.session.done == frozenset()


async def test_the_next_inquiry_starts_without_a_cursor(screens: Screens) -> None:
    async with screens.open(only=TWO) as stage:
        await stage.run_to(in_phase(Phase.HOLD))
        await stage.press("d", "8")
        await stage.press("d", *["down"] * 8, "enter")
        await stage.press("pageup", "pageup")
        assert isinstance(asked(stage), AskFeeling)


async def test_the_last_line_says_which_key_is_ten(screens: Screens) -> None:
    async with screens.open(only=TWO) as stage:
        await stage.run_to(in_phase(Phase.HOLD))
        await stage.press("d")
        assert "x ten" not in stage.text()
        await stage.press("2")
        assert isinstance(asked(stage), AskLevel)
        assert "x ten" in stage.text()
        await stage.press("x")
        assert isinstance(asked(stage), AskPlace)
        assert "x ten" not in stage.text()


@pytest.mark.parametrize("size", SIZES, ids=str)
async def test_a_long_answer_wraps_to_the_width_under_its_own_words(screens: Screens, size: tuple[int, int]) -> None:
    async with screens.open(size=size, only=TWO) as stage:
        await stage.run_to(in_phase(Phase.HOLD))
        await stage.press("d")
        panel = stage.app.screen.query_one(InquiryPanel)
        rows = [row[panel.content_region.x : panel.content_region.right] for row in stage.text().splitlines()]
        first = next(number for number, row in enumerate(rows) if row.startswith(" 4 "))
        following = next(number for number, row in enumerate(rows) if row.startswith(" 5 "))
        assert {row[:3] for row in rows[first + 1 : following] if row.strip()} == {"   "}
        said = " ".join(row[3:].strip() for row in rows[first:following]).strip()
        assert said == ANSWERS[Answer.NEW_SYMPTOM]


@pytest.mark.parametrize("size", SIZES, ids=str)
async def test_a_scroll_bar_says_that_there_are_more_answers(screens: Screens, size: tuple[int, int]) -> None:
    async with screens.open(size=size, only=TWO) as stage:
        await stage.run_to(in_phase(Phase.HOLD))
        for keys, last in ((("d",), "care advice"), (("2", "3"), "elsewhere")):
            await stage.press(*keys)
            area = stage.app.screen.query_one("#inquiry")
            hidden = not any(row.endswith(last) for row in stage.text().splitlines()[:-1])
            assert hidden is (size == (40, 12))
            assert (area.vertical_scrollbar.size.width == 1 and area.show_vertical_scrollbar) is hidden
        await stage.press("x")
        assert isinstance(asked(stage), AskNewness), "the key of an answer that is below the edge"
