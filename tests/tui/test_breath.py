"""The breath in every hold: a line that grows and shrinks, and never asks to hold it."""

from dataclasses import replace

import pytest
from textual.geometry import Region

from lumbar.domain import commands, course
from lumbar.domain.session import Session
from lumbar.domain.timeline import Phase
from lumbar.settings import Breath, Motion
from lumbar.tui.breath_view import BREATH_CELLS, breath_view
from lumbar.tui.widgets.breath_line import BreathLine
from lumbar.words.exercise import hold_words
from support.screens import Screens
from support.sessions import SECOND, timeline


def in_hold(exercise: str, seconds: float) -> Session:
    tape = timeline(exercise)
    step = next(index for index, one in enumerate(tape.steps) if one.phase is Phase.HOLD)
    session, _ = course.start(tape, 0)
    return replace(session, step=step, elapsed_ns=round(seconds * SECOND))


@pytest.mark.parametrize(
    ("hold", "words"),
    [
        (3, "3 seconds"),
        (5, "5 seconds, 1 breath"),
        (10, "10 seconds, 2 breaths"),
        (15, "15 seconds, 3 breaths"),
        (18, "18 seconds, 3 breaths"),
    ],
)
def test_a_hold_is_counted_in_seconds_and_in_breaths(hold: int, words: str) -> None:
    assert hold_words(hold) == words


def test_the_line_grows_and_shrinks_with_twelve_breaths_a_minute() -> None:
    lit = [breath_view(in_hold("bird-dog", second), Breath.SHOW, Motion.FULL) for second in (0, 1, 2.5, 5, 7.5)]
    assert [one.lit for one in lit if one] == [0, BREATH_CELLS // 3, BREATH_CELLS, 0, BREATH_CELLS]
    assert [one.words for one in lit if one] == ["breath 1 of 3"] * 3 + ["breath 2 of 3"] * 2


def test_a_short_hold_breathes_without_a_count() -> None:
    shown = breath_view(in_hold("straight-leg-raises", 1), Breath.SHOW, Motion.FULL)
    assert shown is not None
    assert shown.words == "breathe"


@pytest.mark.parametrize(("how", "motion"), [(Breath.WORDS, Motion.FULL), (Breath.SHOW, Motion.REDUCED)])
def test_with_less_motion_or_by_the_setting_words_do_it(how: Breath, motion: Motion) -> None:
    shown = breath_view(in_hold("bird-dog", 6), how, motion)
    assert shown is not None
    assert (shown.words, shown.lit) == ("keep breathing, breath 2 of 3", None)
    short = breath_view(in_hold("straight-leg-raises", 1), how, motion)
    assert short is not None
    assert short.words == "keep breathing"


def test_it_is_there_in_a_hold_alone() -> None:
    session = in_hold("bird-dog", 1)
    paused, _ = commands.pause(session, 0)
    moving = replace(session, step=session.step - 1, elapsed_ns=0)
    for one in (paused, moving):
        assert breath_view(one, Breath.SHOW, Motion.FULL) is None


async def test_only_the_end_of_the_line_that_moves_is_painted(screens: Screens) -> None:
    async with screens.open(only=("bird-dog",)) as stage:
        await stage.run_to(lambda session: session.current.phase is Phase.HOLD and session.elapsed_ns >= SECOND)
        line = stage.live.query_one(BreathLine)
        painted: list[Region] = []
        refresh = line.refresh

        def noted(*regions: Region, repaint: bool = True, layout: bool = False, recompose: bool = False) -> BreathLine:
            painted.extend(regions or (line.region,))
            return refresh(*regions, repaint=repaint, layout=layout, recompose=recompose)

        line.refresh = noted  # type: ignore[method-assign]
        for _ in range(6):
            await stage.let_pass(0.17)
        assert "━━━" in stage.text()
        assert painted
        assert max(region.width for region in painted) <= 3
