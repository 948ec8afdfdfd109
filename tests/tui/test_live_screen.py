"""The live screen: every key of a session, and what the clock does meanwhile."""

from collections.abc import Callable

import pytest
from textual.command import CommandPalette
from textual.geometry import Region
from textual.widget import Widget
from textual.widgets._toast import Toast

from lumbar.domain.session import CountingIn, Paused, Running, Session
from lumbar.domain.timeline import Phase
from lumbar.tui.screens.end_question import EndQuestion
from lumbar.tui.screens.help import HelpScreen
from lumbar.tui.screens.level_question import LevelQuestion
from lumbar.tui.screens.live import LiveScreen
from lumbar.tui.screens.summary import SummaryScreen
from lumbar.tui.widgets.key_bar import KeyBar
from support.memory_store import MemoryStore
from support.screens import Screens, Stage
from support.sessions import SECOND

ONE = ("bird-dog",)
TWO = ("pelvic-tilt", "bird-dog")
SIZES = [(100, 32), (80, 24), (40, 12)]


def in_phase(*phases: Phase) -> Callable[[Session], bool]:
    return lambda session: isinstance(session.state, Running) and session.current.phase in phases


def into(phase: Phase, seconds: float) -> Callable[[Session], bool]:
    return lambda session: session.current.phase is phase and session.elapsed_ns >= seconds * SECOND


def is_paused(stage: Stage) -> bool:
    return isinstance(stage.session.state, Paused)


@pytest.mark.parametrize("size", SIZES, ids=str)
async def test_it_says_what_to_do_now_which_side_and_what_comes(screens: Screens, size: tuple[int, int]) -> None:
    async with screens.open(size=size, only=ONE) as stage:
        await stage.until("CHANGE POSITION")
        assert "Bird dog" in stage.text()
        assert "1 of 1" in stage.text()
        assert "left" in stage.text()
        await stage.run_to(in_phase(Phase.HOLD))
        for words in ("HOLD", "left arm, right leg", "set 1 of 5", "█"):
            assert words in stage.text()
        assert "Then: " in stage.text()


async def test_the_whole_time_that_is_left_counts_down(screens: Screens) -> None:
    async with screens.open(only=ONE) as stage:
        total = stage.session.timeline.total_ns // SECOND
        assert f"{total // 60}:{total % 60:02} left" in stage.text()
        for _ in range(3):
            await stage.let_pass(1)
        assert f"{(total - 3) // 60}:{(total - 3) % 60:02} left" in stage.text()


@pytest.mark.parametrize("key", ["space", "pagedown"])
async def test_space_and_the_clicker_pause_and_go_on(screens: Screens, key: str) -> None:
    async with screens.open(only=ONE) as stage:
        await stage.run_to(in_phase(Phase.HOLD))
        await stage.press(key)
        assert is_paused(stage)
        assert "PAUSED" in stage.text()
        assert "Nothing is lost." in stage.text()
        assert "╱╱╱" in stage.text()
        assert "go on" in stage.text()
        await stage.press(key)
        assert isinstance(stage.session.state, CountingIn)
        assert "GET READY" in stage.text()
        await stage.run_to(in_phase(Phase.MOVE_IN))
        assert stage.session.current.repetition == 0, "the broken repetition starts again"
        await stage.press(key)
        assert is_paused(stage)


async def test_space_during_the_count_in_pauses_again(screens: Screens) -> None:
    async with screens.open(only=ONE) as stage:
        await stage.press("space", "space")
        assert isinstance(stage.session.state, CountingIn)
        await stage.press("space")
        assert is_paused(stage)


async def test_nothing_ticks_while_it_is_paused(screens: Screens) -> None:
    async with screens.open(only=ONE) as stage:
        await stage.run_to(into(Phase.HOLD, 3))
        await stage.press("space")
        frozen, shown = stage.session, stage.text()
        assert stage.live.driver._alarm is None
        assert not [one for one in stage.live.walk_children(with_self=True) if one.auto_refresh is not None]
        assert not stage.app.animator._animations
        stage.clock.advance(3600)
        await stage.settle()
        assert stage.session is frozen
        assert stage.text() == shown


@pytest.mark.parametrize("phase", [Phase.GET_READY, Phase.REST, Phase.SWITCH_SIDES, Phase.NEXT_SET])
async def test_right_ends_a_rest_or_a_move(screens: Screens, phase: Phase) -> None:
    async with screens.open(only=("pelvic-tilt",) if phase is Phase.REST else ONE) as stage:
        await stage.run_to(in_phase(phase))
        done = stage.session.done
        await stage.press("right")
        assert stage.session.current.phase is Phase.MOVE_IN
        assert stage.session.done == done


async def test_right_within_a_repetition_leaves_it_uncounted(screens: Screens) -> None:
    async with screens.open(only=ONE) as stage:
        await stage.run_to(in_phase(Phase.HOLD))
        await stage.press("right")
        assert stage.session.current.repetition == 1
        assert stage.session.current.phase is Phase.MOVE_IN
        assert 0 not in stage.session.done
        assert "right arm, left leg" in stage.text()


async def test_left_starts_the_repetition_again_and_at_once_the_one_before(screens: Screens) -> None:
    async with screens.open(only=ONE) as stage:
        await stage.run_to(lambda session: session.current.repetition == 1 and session.current.phase is Phase.HOLD)
        await stage.run_to(into(Phase.HOLD, 3))
        assert stage.session.done == {0}
        await stage.press("left")
        assert (stage.session.current.repetition, stage.session.current.phase) == (1, Phase.MOVE_IN)
        assert stage.session.done == {0}
        await stage.press("left")
        assert (stage.session.current.repetition, stage.session.current.phase) == (0, Phase.MOVE_IN)
        assert stage.session.done == frozenset(), "it is uncounted again"


async def test_n_leaves_the_exercise_and_p_goes_back_and_u_undoes_either(screens: Screens) -> None:
    async with screens.open(only=TWO) as stage:
        await stage.run_to(in_phase(Phase.HOLD))
        await stage.press("n")
        assert stage.session.exercise.id == "bird-dog"
        assert "u undo" in stage.text()
        await stage.press("u")
        assert stage.session.exercise.id == "pelvic-tilt"
        await stage.run_to(in_phase(Phase.MOVE_IN))
        await stage.press("n")
        for _ in range(4):
            await stage.let_pass(1)
        assert "u undo" not in stage.text(), "after three seconds it cannot be undone"
        await stage.press("u")
        assert stage.session.exercise.id == "bird-dog"
        await stage.press("p")
        assert stage.session.exercise.id == "pelvic-tilt"
        await stage.press("u")
        assert stage.session.exercise.id == "bird-dog"


@pytest.mark.parametrize("key", ["plus", "equals_sign"])
async def test_plus_gives_ten_seconds_more_of_a_rest(screens: Screens, key: str) -> None:
    async with screens.open(only=ONE) as stage:
        await stage.run_to(in_phase(Phase.SWITCH_SIDES))
        left_ns = stage.session.left_in_step_ns
        await stage.press(key)
        assert stage.session.left_in_step_ns == left_ns + 10 * SECOND
        await stage.run_to(in_phase(Phase.HOLD))
        left_ns = stage.session.left_in_step_ns
        await stage.press(key)
        assert stage.session.left_in_step_ns == left_ns, "a hold is as long as it was prescribed"
        assert isinstance(stage.session.state, Running)


@pytest.mark.parametrize("key", ["q", "escape"])
async def test_ending_asks_first_and_no_leads_back_to_the_pause(screens: Screens, store: MemoryStore, key: str) -> None:
    async with screens.open(only=ONE) as stage:
        await stage.run_to(in_phase(Phase.HOLD))
        for back in ("escape", "n", "q", "space", "pagedown"):
            await stage.press(key)
            assert isinstance(stage.app.screen, EndQuestion)
            assert "What you did is kept." in stage.text()
            await stage.press(back)
            assert is_paused(stage)
    assert not store.kept


@pytest.mark.parametrize("answer", ["enter", "y"])
async def test_yes_ends_the_session_and_keeps_it(screens: Screens, store: MemoryStore, answer: str) -> None:
    async with screens.open(only=ONE) as stage:
        await stage.run_to(lambda session: len(session.done) == 3)
        await stage.press("q", answer)
        await stage.leave_out_the_pain(SummaryScreen)
        await stage.until("Saved.")
    (record,) = store.kept
    assert record.reps_done == 3
    assert record.status.value == "ended_early"


@pytest.mark.parametrize(("label", "ends"), [("end the session", True), ("back", False)])
async def test_both_answers_can_be_clicked(screens: Screens, *, label: str, ends: bool) -> None:
    async with screens.open(only=ONE) as stage:
        await stage.press("q")
        await stage.click(KeyBar, label)
        await stage.until(lambda: isinstance(stage.app.screen, LevelQuestion if ends else LiveScreen))


@pytest.mark.parametrize("key", ["question_mark", "f1"])
async def test_the_keys_pause_and_lead_back(screens: Screens, key: str) -> None:
    async with screens.open(only=ONE) as stage:
        await stage.press(key)
        assert isinstance(stage.app.screen, HelpScreen)
        assert "ten seconds more" in stage.words()
        await stage.press("escape")
        assert is_paused(stage)


@pytest.mark.parametrize("key", ["x", "1", "2", "3", "tab", "enter", "up", "f5", "ctrl+c", "slash"])
async def test_any_other_key_pauses_and_no_number_switches_the_screen(screens: Screens, key: str) -> None:
    async with screens.open(only=ONE) as stage:
        await stage.press(key)
        assert is_paused(stage)
        await stage.press(key)
        assert is_paused(stage), "only space goes on"


async def test_every_item_of_the_key_bar_can_be_clicked(screens: Screens) -> None:
    async with screens.open(size=(100, 32), only=TWO) as stage:
        await stage.run_to(in_phase(Phase.REST))
        step = stage.session.step
        left_ns = stage.session.left_in_step_ns
        await stage.click(KeyBar, "10 s more")
        assert stage.session.left_in_step_ns == left_ns + 10 * SECOND
        await stage.click(KeyBar, "skip")
        assert stage.session.step == step + 1
        await stage.click(KeyBar, "back")
        assert stage.session.step < step
        await stage.click(KeyBar, "leave exercise")
        assert stage.session.exercise.id == "bird-dog"
        await stage.click(KeyBar, "undo")
        assert stage.session.exercise.id == "pelvic-tilt"
        await stage.click(KeyBar, "pause")
        assert is_paused(stage)
        await stage.click(KeyBar, "go on")
        assert isinstance(stage.session.state, CountingIn)
        await stage.click(KeyBar, "keys")
        assert isinstance(stage.app.screen, HelpScreen)
        await stage.click(KeyBar, "back")
        await stage.click(KeyBar, "end")
        assert isinstance(stage.app.screen, EndQuestion)


async def test_a_gap_pauses_and_credits_nothing(screens: Screens) -> None:
    async with screens.open(only=ONE) as stage:
        await stage.run_to(into(Phase.HOLD, 3))
        before = stage.session
        await stage.let_pass(600)
        assert is_paused(stage)
        assert "PAUSED" in stage.text()
        assert stage.session.active_ns == before.active_ns
        assert stage.session.step == before.step


async def test_ctrl_z_pauses_before_the_program_stops(screens: Screens) -> None:
    async with screens.open(only=ONE) as stage:
        await stage.run_to(in_phase(Phase.HOLD))
        stage.app.app_suspend_signal.publish(stage.app)
        assert is_paused(stage), "at once, not when it comes back"


async def test_another_size_changes_nothing_but_the_size(screens: Screens) -> None:
    async with screens.open(only=ONE) as stage:
        await stage.run_to(into(Phase.HOLD, 3))
        session = stage.session
        for width, height in ((40, 12), (120, 40), (20, 5), (80, 24)):
            await stage.pilot.resize_terminal(width, height)
            await stage.settle()
            assert isinstance(stage.session.state, Running)
            assert stage.session.step == session.step
            rows = stage.app.screen._compositor.render_strips()
            assert all(row.cell_length == width for row in rows)
        assert "HOLD" in stage.text()
        assert "left arm, right leg" in stage.text()


async def test_another_size_while_paused_keeps_the_pause_on_the_screen(screens: Screens) -> None:
    async with screens.open(only=ONE) as stage:
        await stage.press("space")
        await stage.pilot.resize_terminal(60, 16)
        await stage.until(lambda: "╱" * 30 in stage.text())
        assert "PAUSED" in stage.text()
        assert is_paused(stage)


@pytest.mark.parametrize("how", ["palette", "suspend"])
async def test_a_screen_on_top_stops_the_clock(screens: Screens, how: str) -> None:
    async with screens.open(only=ONE) as stage:
        await stage.run_to(in_phase(Phase.HOLD))
        live = stage.live
        if how == "palette":
            await stage.press("ctrl+p")
            assert isinstance(stage.app.screen, CommandPalette | LiveScreen)
        else:
            stage.app.push_screen(HelpScreen((("x", "y"),)))
            await stage.settle()
        assert isinstance(live.driver.session.state, Paused)
        await stage.press("escape")
        assert stage.app.screen is live or isinstance(stage.app.screen, EndQuestion)


async def test_a_key_in_the_moment_of_the_end_closes_no_other_screen(screens: Screens) -> None:
    async with screens.open(only=ONE) as stage:
        await stage.run_to(lambda session: session.current.phase is Phase.STAND_UP)
        live = stage.live

        def end_and_press() -> None:
            live._press("right")
            live._press("space")
            live._press("x")

        live.call_later(end_and_press)
        await stage.leave_out_the_pain(SummaryScreen)
        await stage.until("Saved.")
        await stage.press("enter")
        assert len(stage.app.screen_stack) == 1


async def test_a_fast_clock_is_named(screens: Screens) -> None:
    async with screens.open(only=ONE, rate=50) as stage:
        assert "50x" in stage.text()


def note_refreshes(widget: Widget, painted: list[str | None]) -> None:
    refresh = widget.refresh

    def noted(*regions: Region, repaint: bool = True, layout: bool = False, recompose: bool = False) -> Widget:
        painted.append(widget.id)
        return refresh(*regions, repaint=repaint, layout=layout, recompose=recompose)

    widget.refresh = noted  # type: ignore[method-assign]


async def test_only_the_words_that_change_are_painted(screens: Screens) -> None:
    async with screens.open(only=ONE) as stage:
        await stage.run_to(into(Phase.HOLD, 3))
        painted: list[str | None] = []
        for widget in stage.live.walk_children(Widget):
            note_refreshes(widget, painted)
        await stage.let_pass(0.5)
        assert "bar" in painted
        assert not {"phase", "side", "now", "following"} & set(painted)


async def test_the_session_ends_by_itself_and_is_kept(screens: Screens, store: MemoryStore) -> None:
    async with screens.open(only=ONE) as stage:
        await stage.run_to_end()
        await stage.until("Saved.")
        assert "Done" in stage.text()
        assert "10 of 10 repetitions" in stage.text()
    (record,) = store.kept
    assert record.status.value == "completed"
    assert record.exercises[0].reps_done == {"left": 5, "right": 5}


async def test_a_tick_that_was_on_its_way_when_the_screen_went_does_nothing(screens: Screens) -> None:
    async with screens.open(only=("bird-dog",)) as stage:
        live = stage.live
        await live.remove_children()
        live.driver.tick()
        assert isinstance(live.driver.session.state, Running)


@pytest.mark.parametrize("size", [(80, 24), (40, 12)], ids=str)
async def test_what_is_told_for_a_moment_covers_one_row(screens: Screens, size: tuple[int, int]) -> None:
    async with screens.open(size=size, only=("bird-dog",)) as stage:
        await stage.run_to(in_phase(Phase.HOLD))
        await stage.press("space", "m")
        await stage.until("Sound off.")
        toast = stage.app.screen.query_one(Toast)
        assert (toast.region.height, toast.region.bottom) == (1, size[1] - 1)
        assert "hurts" in stage.text().splitlines()[-1]
