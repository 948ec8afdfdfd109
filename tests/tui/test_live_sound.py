"""What is heard of a session on the screen: every change, and two keys for sound and voice."""

import pytest

from lumbar.cues.cue import Chime
from lumbar.cues.port import How, Way
from lumbar.domain.session import Running
from lumbar.tui.screens.summary import SummaryScreen
from lumbar.tui.screens.today import TodayPage
from support.players import RecordingPlayer
from support.screens import Screens


async def test_a_session_is_heard_and_two_keys_switch_sound_and_voice(screens: Screens) -> None:
    async with screens.open(only=("bird-dog",)) as stage:
        player = stage.app._parts.player  # type: ignore[attr-defined]  # the parts of the tests have one
        assert isinstance(player, RecordingPlayer)
        assert [cue.chime for cue in player.played] == [Chime.NEXT]
        assert player.prepared
        await stage.press("v")
        await stage.until("Voice off.")
        await stage.press("space")
        assert (player.played[-1].chime, player.played[-1].words) == (Chime.PAUSE, ())
        await stage.press("m")
        await stage.until("Sound off.")
        assert player.stops == 1
        heard = len(player.played)
        await stage.press("space")
        assert len(player.played) == heard
        await stage.press("m", "v")
        await stage.run_to(lambda session: isinstance(session.state, Running))
        assert player.played[-1].words[0] == "first"


@pytest.mark.parametrize(("way", "remark"), [(Way.SILENCE, "no sound"), (Way.BELL, "bell")])
async def test_each_session_says_which_way_its_sounds_go_where_it_was_known_before_it_began(
    screens: Screens, way: Way, remark: str
) -> None:
    parts = screens.parts()
    parts.player.how = How(way, why="There is no player.")
    async with screens.open(only=("bird-dog",), parts=parts) as stage:
        await stage.until(remark)
        await stage.press("q", "enter")
        await stage.leave_out_the_pain(SummaryScreen)
        await stage.press("enter")
        await stage.until(lambda: isinstance(stage.app.screen, TodayPage))
        await stage.start()
        await stage.until(remark)


async def test_the_first_line_says_that_the_sound_is_off_as_long_as_it_is(screens: Screens) -> None:
    parts = screens.parts()
    parts.player.how = How(Way.BELL, why="There is no player.")
    async with screens.open(only=("bird-dog",), parts=parts) as stage:
        await stage.until("left  bell")
        await stage.press("m")
        await stage.until("left  no sound")
        assert "bell" not in stage.text()
        await stage.press("m")
        await stage.until("left  bell")


async def test_where_nobody_wanted_a_sound_nothing_is_said_of_it(screens: Screens) -> None:
    parts = screens.parts()
    parts.player.how = How(Way.SILENCE)
    async with screens.open(only=("bird-dog",), parts=parts) as stage:
        assert "no sound" not in stage.text()
