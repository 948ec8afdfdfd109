"""What is heard of a session on the screen: every change, and two keys for sound and voice."""

from lumbar.cues.cue import Chime
from lumbar.domain.session import Running
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
