"""Puts the parts together that let a session be heard."""

from collections.abc import Callable, Mapping
from pathlib import Path

from lumbar.cues.announcer import Announcer
from lumbar.cues.cue import Chime, Cue, Hearing
from lumbar.cues.files import FOLDER_NAME, Recordings, SoundFiles
from lumbar.cues.phrases import SESSION_DONE, phrase_id
from lumbar.cues.port import CuePlayer, How, Silence, Way
from lumbar.cues.programs import choose, installed_speech
from lumbar.cues.speaker import Speaker
from lumbar.settings import Breath, Settings, Sound


def hearing_of(settings: Settings) -> Hearing:
    """Return what the person wants to hear."""
    return Hearing(
        chimes=settings.chimes,
        voice=settings.voice,
        countdown=settings.countdown_seconds,
        breath_in_words=settings.breath is Breath.WORDS,
    )


def make_announcer(
    sound: Sound,
    settings: Settings,
    *,
    environment: Mapping[str, str],
    assets: Path,
    cache_dir: Path,
    ring: Callable[[], object] | None,
    on_how: Callable[[How], object],
) -> Announcer:
    """Return an announcer whose player is at work."""
    player: CuePlayer
    if sound is Sound.OFF or settings.volume == 0:
        player = Silence()
        on_how(How(Way.SILENCE))
    else:
        files = SoundFiles(Recordings(assets, volume=settings.volume), cache_dir / FOLDER_NAME)
        player = speaker = Speaker(
            choose(sound, environment), files, ring=ring, speech=installed_speech(settings.volume), on_how=on_how
        )
        speaker.start()
    return Announcer(player, hearing_of(settings))


def one_to_try() -> Cue:
    """Return the cue that is played to try the sound."""
    return Cue(0, Chime.DONE, (phrase_id(SESSION_DONE),))


def try_out(announcer: Announcer, seconds: float) -> How | None:
    """Play one cue and wait until it was heard, *seconds* at most; return which way it went, None if none was found."""
    announcer.player.play(one_to_try())
    if isinstance(announcer.player, Speaker):
        announcer.player.wait_until_quiet(seconds)
    announcer.player.close()
    return announcer.player.how
