"""The driver: whatever a player does, the session goes on, and nothing is left behind."""

import os
import stat
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from lumbar.cues import speaker as speaker_module
from lumbar.cues.announcer import Announcer
from lumbar.cues.cue import Chime, Cue, Hearing
from lumbar.cues.files import Recordings, SoundFiles
from lumbar.cues.making import make_announcer, try_out
from lumbar.cues.port import How, Silence, Way
from lumbar.cues.programs import Choice, Program, Speech
from lumbar.cues.speaker import Speaker
from lumbar.paths import assets_dir
from lumbar.settings import Breath, Settings, Sound

PATIENCE_SECONDS = 20
REST = Cue(0, Chime.REST, ("rest",))
SWITCH = Cue(0, Chime.SWITCH, ("left-leg",))

pytestmark = pytest.mark.skipif(os.name != "posix", reason="the players here are shell scripts")


def until(true: Callable[[], bool]) -> None:
    """Wait for a condition."""
    end = time.monotonic() + PATIENCE_SECONDS
    while not true():
        assert time.monotonic() < end, "it never came true"
        time.sleep(0.005)


class Stage:
    """A speaker with players that are scripts."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.log = folder / "log"
        self.log.touch()
        self.hows: list[How] = []
        self.rung: list[float] = []
        self.requests: list[Cue] = []
        self.speakers: list[Speaker] = []

    def program(self, name: str, body: str) -> Program:
        """A player: *body* runs with the file as $1, and $LOG for what it has to say."""
        path = self.folder / name
        path.write_text(f"#!/bin/sh\nLOG={self.log}\n{body}\n", encoding="utf-8")
        path.chmod(path.stat().st_mode | stat.S_IXUSR)
        return Program(name, (str(path),))

    def speech(self, body: str) -> Speech:
        """A program that speaks: *body* runs with the sentence as $1."""
        made = self.program("speech", body)
        return Speech(made.name, made.command)

    def speaker(
        self, *programs: Program, bell: bool = True, ring: bool = True, speech: Speech | None = None
    ) -> Speaker:
        files = SoundFiles(Recordings(assets_dir()), self.folder / "cache" / "cues")
        made = Speaker(
            Choice(programs, bell=bell),
            files,
            ring=(lambda: self.rung.append(time.monotonic())) if ring else None,
            speech=speech,
            on_how=self.hows.append,
            on_request=lambda cue, _: self.requests.append(cue),
        )
        self.speakers.append(made)
        made.start()
        until(lambda: made.how is not None)
        return made

    def logged(self) -> list[str]:
        return self.log.read_text(encoding="utf-8").splitlines()


@pytest.fixture
def stage(tmp_path: Path) -> Iterator[Stage]:
    made = Stage(tmp_path)
    yield made
    for speaker in made.speakers:
        speaker.close()
        assert not speaker._thread.is_alive()
        assert speaker._child is None


def children() -> list[str]:
    """The state of every child of this process: Z is a zombie."""
    return Path(f"/proc/{os.getpid()}/task/{os.getpid()}/children").read_text(encoding="utf-8").split()


def open_files() -> int:
    return len([*Path("/proc/self/fd").iterdir()])


GOOD = 'echo "$1" >> $LOG'
HANGS = 'echo "$1" >> $LOG; trap "" TERM INT HUP; while :; do sleep 1; done'
HANGS_AFTER_PROBE = f"if [ -s $LOG ]; then {HANGS}; fi; echo probe >> $LOG"
DIES_AFTER_PROBE = 'echo "$1" >> $LOG; [ "$(wc -l < $LOG)" = 1 ]'


def test_a_player_that_works_plays_each_cue(stage: Stage) -> None:
    speaker = stage.speaker(stage.program("good", GOOD))
    assert speaker.how == How(Way.SYSTEM, "good")
    speaker.play(REST)
    assert speaker.wait_until_quiet(PATIENCE_SECONDS)
    speaker.play(SWITCH)
    assert speaker.wait_until_quiet(PATIENCE_SECONDS)
    files = stage.logged()
    assert len(files) == 3  # the first one was silence, to try the player
    assert len(set(files)) == 3
    assert stage.requests == [REST, SWITCH]
    assert speaker._child is None


def test_cues_are_made_ready_ahead(stage: Stage) -> None:
    speaker = stage.speaker(stage.program("good", GOOD))
    speaker.prepare([REST, SWITCH])
    until(lambda: len(list((stage.folder / "cache" / "cues").glob("*.wav"))) == 3)
    assert len(stage.logged()) == 1


def test_a_new_cue_ends_the_one_before_even_if_it_hangs(stage: Stage) -> None:
    speaker = stage.speaker(stage.program("hangs", HANGS_AFTER_PROBE))
    speaker.play(REST)
    until(lambda: len(stage.logged()) == 2 and speaker._child is not None)
    first = speaker._child
    assert first is not None
    speaker.play(SWITCH)
    until(lambda: len(stage.logged()) == 3 and speaker._child is not None)
    assert first.returncode == -9
    second = speaker._child
    assert second is not None
    speaker.stop()
    until(lambda: second.returncode == -9)
    assert stage.hows == [How(Way.SYSTEM, "hangs")]


def test_a_player_that_hangs_when_it_is_tried_is_not_taken(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(speaker_module, "PROBE_SECONDS", 0.2)
    speaker = stage.speaker(stage.program("hangs", HANGS), stage.program("good", GOOD))
    assert speaker.how == How(Way.SYSTEM, "good")


def test_a_player_that_plays_for_ever_is_ended_and_after_twice_not_taken_any_more(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(speaker_module, "LONGEST_CUE_SECONDS", 0.1)
    speaker = stage.speaker(stage.program("hangs", HANGS_AFTER_PROBE))
    for _ in range(2):
        speaker.play(REST)
        assert speaker.wait_until_quiet(PATIENCE_SECONDS)
    until(lambda: len(stage.hows) == 2)
    assert stage.hows[-1] == How(Way.BELL, why="hangs does not play any more.")


def test_a_player_that_dies_is_left_for_the_next_one(stage: Stage) -> None:
    speaker = stage.speaker(stage.program("dies", DIES_AFTER_PROBE), stage.program("good", "exit 0"))
    for _ in range(2):
        speaker.play(REST)
        assert speaker.wait_until_quiet(PATIENCE_SECONDS)
    until(lambda: len(stage.hows) == 2)
    assert stage.hows == [How(Way.SYSTEM, "dies"), How(Way.SYSTEM, "good", "dies does not play any more.")]
    assert stage.rung == []


def test_one_failure_is_no_reason_to_leave_a_player(stage: Stage) -> None:
    speaker = stage.speaker(stage.program("once", 'echo "$1" >> $LOG; [ "$(wc -l < $LOG)" != 2 ]'))
    for _ in range(3):
        speaker.play(REST)
        assert speaker.wait_until_quiet(PATIENCE_SECONDS)
    assert stage.hows == [How(Way.SYSTEM, "once")]


def test_a_player_that_fills_its_stderr_does_not_hang_and_writes_nowhere(
    stage: Stage, capfd: pytest.CaptureFixture[str]
) -> None:
    noisy = 'head -c 3000000 /dev/zero | tr "\\0" x >&2; head -c 3000000 /dev/zero | tr "\\0" y; echo "$1" >> $LOG'
    speaker = stage.speaker(stage.program("noisy", noisy))
    speaker.play(REST)
    assert speaker.wait_until_quiet(PATIENCE_SECONDS)
    assert len(stage.logged()) == 2
    assert capfd.readouterr() == ("", "")


def test_a_player_cannot_read_the_terminal(stage: Stage) -> None:
    speaker = stage.speaker(stage.program("reads", 'cat; echo "$1" >> $LOG'))
    assert speaker.how == How(Way.SYSTEM, "reads")


def test_a_player_that_cannot_be_started_is_not_taken(stage: Stage) -> None:
    no_program = Program("nothing", (str(stage.folder / "nothing"),))
    speaker = stage.speaker(no_program, stage.program("bad", "exit 1"))
    assert speaker.how == How(Way.BELL, why="nothing and bad could not play.")


def test_a_player_that_is_gone_later_is_left(stage: Stage) -> None:
    program = stage.program("good", GOOD)
    speaker = stage.speaker(program)
    Path(program.command[0]).unlink()
    for _ in range(2):
        speaker.play(REST)
        assert speaker.wait_until_quiet(PATIENCE_SECONDS)
    assert stage.hows[-1].way is Way.BELL


OWN = Cue(0, Chime.NEXT, ("next", "towel-press"), aloud=("Towel press.", "Bird dog.", "Knees softer, please."))
"""Of an exercise of one's own; only "Bird dog." is recorded."""


def test_what_nobody_recorded_is_spoken_after_the_rest(stage: Stage) -> None:
    speaker = stage.speaker(stage.program("good", GOOD), speech=stage.speech('echo "said $1" >> $LOG'))
    speaker.play(OWN)
    assert speaker.wait_until_quiet(PATIENCE_SECONDS)
    assert stage.logged()[-2:] == ["said Towel press.", "said Knees softer, please."]
    assert len(stage.logged()) == 4  # the player was tried, and played the chime before


def test_a_new_cue_ends_what_is_spoken(stage: Stage) -> None:
    speaker = stage.speaker(stage.program("good", GOOD), speech=stage.speech('echo "said $1" >> $LOG; exec sleep 1000'))
    speaker.play(OWN)
    until(lambda: "said Towel press." in stage.logged())
    speaker.play(REST)
    assert speaker.wait_until_quiet(PATIENCE_SECONDS)
    assert "said Knees softer, please." not in stage.logged()
    assert not children()


def test_speech_that_fails_or_is_not_there_costs_nothing(stage: Stage) -> None:
    gone = Speech("gone", (str(stage.folder / "gone"),))
    for speech in (stage.speech("exit 1"), gone, None):
        speaker = stage.speaker(stage.program("good", GOOD), speech=speech)
        for _ in range(3):
            speaker.play(OWN)
            assert speaker.wait_until_quiet(PATIENCE_SECONDS)
        assert speaker.how == How(Way.SYSTEM, "good")


def test_without_a_chime_it_is_spoken_at_once(stage: Stage) -> None:
    speaker = stage.speaker(stage.program("good", GOOD), speech=stage.speech('echo "said $1" >> $LOG'))
    speaker.play(Cue(0, None, ("towel-press",), aloud=("Towel press.",)))
    assert speaker.wait_until_quiet(PATIENCE_SECONDS)
    assert stage.logged()[-1] == "said Towel press."


def test_the_bell_rings_in_patterns_that_can_be_told_apart(stage: Stage) -> None:
    speaker = stage.speaker()
    speaker.play(SWITCH)
    assert speaker.wait_until_quiet(PATIENCE_SECONDS)
    first, second = stage.rung
    assert second - first >= 0.25
    speaker.play(REST)
    assert speaker.wait_until_quiet(PATIENCE_SECONDS)
    assert len(stage.rung) == 2


def test_a_new_cue_ends_a_pattern(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(speaker_module, "RING_APART_SECONDS", 1000)
    speaker = stage.speaker()
    speaker.play(Cue(0, Chime.DONE))
    until(lambda: len(stage.rung) == 1)
    speaker.stop()
    assert speaker.wait_until_quiet(PATIENCE_SECONDS)
    assert len(stage.rung) == 1


def test_a_bell_that_fails_ends_nothing(stage: Stage) -> None:
    speaker = stage.speaker()
    speaker._ring = lambda: 1 / 0
    speaker.play(SWITCH)
    assert speaker.wait_until_quiet(PATIENCE_SECONDS)
    assert speaker._thread.is_alive()


def test_without_player_and_bell_there_is_silence(stage: Stage) -> None:
    speaker = stage.speaker(stage.program("bad", "exit 1"), ring=False)
    assert speaker.how == How(Way.SILENCE, why="bad could not play.")
    speaker.prepare([REST])
    speaker.play(REST)
    assert speaker.wait_until_quiet(PATIENCE_SECONDS)
    assert stage.speaker(bell=False).how == How(Way.SILENCE)


def test_where_nothing_can_be_written_the_bell_is_taken(stage: Stage) -> None:
    (stage.folder / "cache").write_text("in the way", encoding="utf-8")
    assert stage.speaker(stage.program("good", GOOD)).how == How(Way.BELL, why="good could not play.")


def test_a_cue_without_a_file_is_silent(stage: Stage) -> None:
    speaker = stage.speaker(stage.program("good", GOOD))
    speaker.play(Cue(0, None, ("nobody-said-this",)))
    assert speaker.wait_until_quiet(PATIENCE_SECONDS)
    assert len(stage.logged()) == 1


def test_closing_ends_a_player_that_is_being_tried(stage: Stage) -> None:
    files = SoundFiles(Recordings(assets_dir()), stage.folder / "cache" / "cues")
    speaker = Speaker(Choice((stage.program("hangs", HANGS),)), files, ring=None)
    speaker.close()  # nobody started it
    speaker = Speaker(Choice((stage.program("hangs", HANGS),)), files, ring=None)
    speaker.start()
    until(lambda: len(stage.logged()) == 1)
    speaker.close()
    assert not speaker._thread.is_alive()


def test_whoever_is_told_may_fail(stage: Stage) -> None:
    files = SoundFiles(Recordings(assets_dir()), stage.folder / "cache" / "cues")
    speaker = Speaker(Choice(bell=True), files, ring=lambda: None, on_how=lambda _: 1 / 0)
    stage.speakers.append(speaker)
    speaker.start()
    until(lambda: speaker.how is not None)
    assert speaker._thread.is_alive()


@pytest.mark.skipif(sys.platform != "linux", reason="it looks into /proc")
def test_many_cues_back_to_back_leave_no_process_thread_or_file_open(stage: Stage) -> None:
    speaker = stage.speaker(stage.program("good", GOOD))
    speaker.play(REST)
    assert speaker.wait_until_quiet(PATIENCE_SECONDS)
    threads, files = threading.active_count(), open_files()
    for number in range(60):
        speaker.play(SWITCH if number % 2 else REST)
        if number % 3 == 0:
            assert speaker.wait_until_quiet(PATIENCE_SECONDS)
    assert speaker.wait_until_quiet(PATIENCE_SECONDS)
    assert children() == []
    assert threading.active_count() == threads
    assert open_files() == files


def announcer(tmp_path: Path, sound: Sound, settings: Settings, hows: list[How]) -> Announcer:
    return make_announcer(
        sound,
        settings,
        environment={},
        assets=assets_dir(),
        cache_dir=tmp_path / "cache",
        ring=lambda: None,
        on_how=hows.append,
    )


def test_the_settings_say_what_is_heard(tmp_path: Path) -> None:
    hows: list[How] = []
    settings = Settings(chimes=False, voice=False, countdown_seconds=2, breath=Breath.WORDS)
    made = announcer(tmp_path, Sound.OFF, settings, hows)
    assert made.hearing == Hearing(chimes=False, voice=False, countdown=2, breath_in_words=True)
    assert isinstance(made.player, Silence)
    assert hows == [How(Way.SILENCE)]
    assert isinstance(announcer(tmp_path, Sound.SYSTEM, Settings(volume=0), hows).player, Silence)
    assert try_out(made, PATIENCE_SECONDS) == How(Way.SILENCE)


def test_a_sound_can_be_tried(tmp_path: Path) -> None:
    hows: list[How] = []
    made = announcer(tmp_path, Sound.BELL, Settings(), hows)
    assert try_out(made, PATIENCE_SECONDS) == How(Way.BELL)
    assert hows == [How(Way.BELL)]
