"""The announcer: what happens is played, and sound and voice can be switched at any time."""

from lumbar.cues.announcer import Announcer
from lumbar.cues.cue import Chime, Hearing
from lumbar.domain import commands, course
from support.players import RecordingPlayer
from support.sessions import SECOND, timeline


def test_the_start_is_heard_and_what_comes_is_made_ready() -> None:
    player = RecordingPlayer()
    session, _ = course.start(timeline("bird-dog"), 0)
    Announcer(player, Hearing()).begin(session)
    assert [cue.chime for cue in player.played] == [Chime.NEXT]
    kinds = [cue.chime for cue in player.prepared]
    assert {Chime.NEXT, Chime.READY, Chime.WORK, Chime.HOLD, Chime.HALF, Chime.COUNT, Chime.DONE} <= set(kinds)
    assert len(player.prepared) == len(set(player.prepared)) < 40


def test_events_are_heard_and_of_several_at_once_the_last() -> None:
    player = RecordingPlayer()
    announcer = Announcer(player, Hearing())
    session, _ = course.start(timeline("bird-dog"), 0, rate=20)
    announcer.take(*course.tick(session, SECOND))
    assert [(cue.chime, cue.at_ns) for cue in player.played] == [(Chime.READY, 20 * SECOND)]
    announcer.take(session, ())
    assert len(player.played) == 1


def test_sound_off_is_silent_at_once_and_on_again_with_the_next_event() -> None:
    player = RecordingPlayer()
    announcer = Announcer(player, Hearing())
    session, _ = course.start(timeline("bird-dog"), 0)
    assert announcer.toggle_sound() is False
    assert player.stops == 1
    paused = commands.pause(session, SECOND)
    announcer.take(*paused)
    assert player.played == []
    assert announcer.toggle_sound() is True
    assert player.stops == 1
    announcer.take(*commands.resume(paused[0], 2 * SECOND))
    assert [cue.chime for cue in player.played] == [Chime.GO_ON]


def test_without_voice_the_chimes_stay() -> None:
    player = RecordingPlayer()
    announcer = Announcer(player, Hearing())
    assert announcer.toggle_voice() is False
    session, _ = course.start(timeline("bird-dog"), 0)
    announcer.begin(session)
    assert [(cue.chime, cue.words) for cue in player.played] == [(Chime.NEXT, ())]
    assert all(cue.words == () for cue in player.prepared)
    assert announcer.toggle_voice() is True


def test_with_neither_nothing_is_asked_of_the_player() -> None:
    player = RecordingPlayer()
    session, _ = course.start(timeline("bird-dog"), 0)
    Announcer(player, Hearing(chimes=False, voice=False)).begin(session)
    assert (player.played, player.prepared) == ([], [])


def test_an_interrupted_session_is_heard_when_it_goes_on() -> None:
    player = RecordingPlayer()
    session, _ = course.start(timeline("bird-dog"), 0)
    Announcer(player, Hearing()).begin(course.interrupted(session))
    assert player.played == []
    assert player.prepared
