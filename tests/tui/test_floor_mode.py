"""Floor mode: large enough for two metres, from the same session."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from lumbar.domain import commands, course
from lumbar.domain.session import Paused, Running, Session, Waiting
from lumbar.domain.timeline import Phase, Timeline
from lumbar.guide import guidance
from lumbar.settings import Motion
from lumbar.tui.floor_view import FloorMode, FloorView, floor_view
from lumbar.tui.widgets.block_digits import BlockDigits
from lumbar.tui.widgets.figure_pane import FigurePane
from lumbar.tui.widgets.large_words import LargeWords, Light
from support.screens import Screens, Stage
from support.sessions import SECOND, prescribed, timeline

LYING_STANDING = timeline("pelvic-tilt", "bird-dog", "wall-squats")
SIZES = [(120, 40), (80, 24), (40, 12)]


def at(tape: Timeline, phase: Phase, *, into_ns: int = 0, place: int = 0) -> Session:
    number = next(index for index, one in enumerate(tape.steps) if (one.phase, one.place) == (phase, place))
    session, _ = course.start(tape, 0)
    return replace(session, step=number, elapsed_ns=into_ns, body=tape.exercises[place].position)


def view(session: Session, motion: Motion = Motion.FULL) -> FloorView:
    return floor_view(session, guidance(session), motion)


def on(mode: FloorMode, *places: int) -> list[bool]:
    return [mode.is_on(at(LYING_STANDING, Phase.MOVE_IN, place=place)) for place in places]


def test_without_the_setting_a_key_switches_it_until_it_is_pressed_again() -> None:
    mode = FloorMode(when_lying=False)
    assert on(mode, 0, 1, 2) == [False, False, False]
    mode = mode.switched(at(LYING_STANDING, Phase.HOLD))
    assert on(mode, 0, 1, 2) == [True, True, True]
    assert on(mode.switched(at(LYING_STANDING, Phase.HOLD, place=1)), 1, 2) == [False, False]


def test_with_the_setting_it_is_on_lying_and_on_hands_and_knees_and_a_key_wins_for_that_exercise() -> None:
    mode = FloorMode(when_lying=True)
    assert on(mode, 0, 1, 2) == [True, True, False]
    assert on(mode.switched(at(LYING_STANDING, Phase.HOLD)), 0, 1, 2) == [False, True, False]
    assert on(mode.switched(at(LYING_STANDING, Phase.HOLD, place=2)), 0, 1, 2) == [True, True, True]


def test_it_says_the_phase_the_side_and_the_count() -> None:
    hold = view(at(timeline("bird-dog"), Phase.HOLD))
    assert (hold.phase, hold.side, hold.count) == (("HOLD",), ("left arm", "left"), ("set 1 of 5", "1 of 5"))
    tilt = view(at(timeline("pelvic-tilt"), Phase.HOLD))
    assert (tilt.side, tilt.count) == (("rep 1 of 5", "1 of 5"), ())
    both = tuple(replace(one, reps=2) for one in prescribed("bird-dog"))
    assert view(at(timeline(exercises=both), Phase.HOLD)).count[0] == "set 1 of 5 rep 1 of 2"


def test_on_the_way_it_names_the_exercise_and_says_how_to_get_there() -> None:
    session, _ = course.start(timeline("bird-dog"), 0)
    move = view(session)
    assert (move.phase, move.side, move.count[0]) == (("NEXT",), ("Bird dog",), "left arm")
    assert move.tells
    assert not view(at(timeline("bird-dog"), Phase.HOLD)).tells
    up = view(at(timeline("bird-dog"), Phase.STAND_UP))
    assert (up.phase, up.side, up.count, up.tells) == (("STAND UP",), (), (), True)


def test_a_change_of_phase_flashes_and_inverts_and_with_less_motion_inverts_alone() -> None:
    tape = timeline("bird-dog")
    moments = [0, SECOND // 5, SECOND // 2, SECOND]
    full = [view(at(tape, Phase.HOLD, into_ns=one)) for one in moments]
    assert [one.word for one in full] == [Light(True, True), Light(True, True), Light(True, False), Light()]
    assert [one.rest for one in full] == [Light(flash=True), Light(flash=True), Light(), Light()]
    reduced = [view(at(tape, Phase.HOLD, into_ns=one), Motion.REDUCED) for one in moments]
    assert [one.word for one in reduced] == [Light(True), Light(True), Light(True), Light()]
    assert {one.rest for one in reduced} == {Light()}
    paused, _ = commands.pause(at(tape, Phase.HOLD), 0)
    assert view(paused).word == Light()


def holding(session: Session) -> bool:
    return session.current.phase is Phase.HOLD and session.elapsed_ns >= 3 * SECOND


def is_in(state: type) -> Callable[[Stage], bool]:
    return lambda stage: isinstance(stage.session.state, state)


@pytest.mark.parametrize("size", SIZES, ids=str)
async def test_f_makes_it_large_and_back(screens: Screens, size: tuple[int, int]) -> None:
    async with screens.open(size=size, only=("bird-dog",)) as stage:
        await stage.run_to(holding)
        await stage.press("f")
        assert "left arm, right leg" not in stage.text()
        assert "Then:" not in stage.text()
        shown = {one.id: one for one in stage.live.query(LargeWords)}
        assert shown["large-side"].display
        digits = stage.live.query_one(BlockDigits)
        side = shown["large-side"]
        assert digits.size.height >= 7
        assert side.size.height >= 3
        assert stage.text().count("█") > 40
        assert "breath 1 of 3" in stage.text()
        assert stage.live.query_one(FigurePane).display == (size[0] > 40)
        await stage.press("f")
        assert "left arm, right leg" in stage.text()


@pytest.mark.parametrize("size", SIZES, ids=str)
async def test_a_whole_session_can_be_done_in_it(screens: Screens, size: tuple[int, int]) -> None:
    async with screens.open(size=size, only=("bird-dog", "wall-squats")) as stage:
        await stage.press("f")
        await stage.run_to_end()


async def test_with_the_setting_it_comes_by_itself_but_not_standing(screens: Screens) -> None:
    settings = "floor_mode_when_lying = true\n"
    async with screens.open(settings=settings, only=("wall-squats", "bird-dog")) as stage:
        await stage.run_to(holding)
        assert stage.live.has_class("-floor") == (stage.session.exercise.id == "bird-dog")
        first = stage.session.current.place
        await stage.press("n")
        await stage.run_to(lambda session: holding(session) and session.current.place != first)
        assert stage.live.has_class("-floor") == (stage.session.exercise.id == "bird-dog")


@pytest.mark.parametrize("size", SIZES, ids=str)
async def test_pause_and_something_hurts_work_from_it(screens: Screens, size: tuple[int, int]) -> None:
    async with screens.open(size=size, only=("bird-dog",)) as stage:
        await stage.press("f")
        await stage.run_to(holding)
        await stage.press("pagedown")
        assert is_in(Paused)(stage)
        assert "go on" in stage.text()
        await stage.press("pageup")
        assert "What do you feel?" in stage.text()
        assert not any(one.region.height for one in stage.live.query(LargeWords) if one.id != "large-phase")
        await stage.press("8")
        assert is_in(Paused)(stage)
        assert stage.live.has_class("-floor")


async def test_a_click_pauses_and_goes_on_as_the_whole_screen_is_one_button(screens: Screens) -> None:
    async with screens.open(only=("bird-dog",)) as stage:
        await stage.press("f")
        await stage.run_to(holding)
        await stage.pilot.click("#large-side")
        await stage.until(lambda: is_in(Paused)(stage))
        await stage.pilot.click("#figure")
        await stage.until(lambda: not is_in(Paused)(stage))


@pytest.mark.parametrize("key", ["space", "pagedown", "x", "enter", "right"])
@pytest.mark.parametrize("size", SIZES, ids=str)
async def test_an_exercise_that_waits_shows_its_steps_and_starts_at_a_key(
    screens: Screens, size: tuple[int, int], key: str
) -> None:
    async with screens.open(size=size, only=("bird-dog",)) as stage:
        await stage.run_to(lambda session: isinstance(session.state, Waiting))
        assert "Press any key when you are ready." in stage.text()
        assert "Draw your navel in." in stage.text()
        assert stage.live.driver._alarm is None
        await stage.press("question_mark", "escape", "c", "escape")
        assert is_in(Waiting)(stage)
        await stage.press(key)
        assert is_in(Running)(stage)
        assert stage.session.current.phase is Phase.GET_READY
