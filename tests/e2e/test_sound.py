"""With a real sound server: sound comes out, and many cues leave nothing behind."""

import array
import resource
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from lumbar.cues.cue import Chime, Cue
from lumbar.cues.files import Recordings, SoundFiles
from lumbar.cues.port import How, Way
from lumbar.cues.programs import Choice, installed_programs
from lumbar.cues.speaker import Speaker
from lumbar.paths import assets_dir
from support.command_line import program
from support.sound_server import RATE, SoundServer

pytestmark = pytest.mark.slow

PATIENCE_SECONDS = 60
HOLD = Cue(0, Chime.HOLD, ("hold", "keep-breathing"))
REST = Cue(0, Chime.REST, ("rest",))
LOUD = 300


@pytest.fixture
def server(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[SoundServer]:
    made = SoundServer(tmp_path)
    made.start()
    for name, value in made.environment.items():
        monkeypatch.setenv(name, value)
    yield made
    made.stop()


@pytest.fixture
def speaker(server: SoundServer, tmp_path: Path) -> Iterator[Speaker]:
    del server
    paplay = tuple(one for one in installed_programs() if one.name == "paplay")
    files = SoundFiles(Recordings(assets_dir()), tmp_path / "cache" / "cues")
    made = Speaker(Choice(paplay, bell=True), files, ring=None)
    made.start()
    yield made
    made.close()


def until(true: Callable[[], bool]) -> None:
    end = time.monotonic() + PATIENCE_SECONDS
    while not true():
        assert time.monotonic() < end, "it never came true"
        time.sleep(0.02)


def loud_seconds(path: Path) -> float:
    """How much of what was heard is not silence, in frames of 10 ms."""
    content = path.read_bytes()
    samples = array.array("h", content[: len(content) // 2 * 2])
    frame = RATE // 100
    frames = range(0, len(samples), frame)
    return sum(max(map(abs, samples[at : at + frame]), default=0) > LOUD for at in frames) / 100


def test_sound_really_comes_out(server: SoundServer, speaker: Speaker) -> None:
    with server.heard() as path:
        speaker.play(HOLD)
        assert speaker.wait_until_quiet(PATIENCE_SECONDS)
        assert speaker.how == How(Way.SYSTEM, "paplay")
        until(lambda: loud_seconds(path) > 0.6)  # the chime and three words
        until(lambda: path.stat().st_size > 0)
    assert loud_seconds(path) < 3


def test_a_cue_is_cut_short_by_the_next_one(server: SoundServer, speaker: Speaker) -> None:
    with server.heard() as path:
        long = Cue(0, Chime.NEXT, ("hands-on-a-chair-one-knee-down-then-the-other",) * 1)
        speaker.play(long)
        until(lambda: loud_seconds(path) > 0.1)
        speaker.stop()
        assert speaker.wait_until_quiet(PATIENCE_SECONDS)
    assert loud_seconds(path) < 2.0


def test_two_hundred_cues_back_to_back_leave_no_process_and_do_not_grow(speaker: Speaker) -> None:
    speaker.play(REST)
    assert speaker.wait_until_quiet(PATIENCE_SECONDS)
    threads, files = threading.active_count(), len([*Path("/proc/self/fd").iterdir()])
    started: list[Cue] = []
    speaker._on_request = lambda cue, _: started.append(cue)
    for number in range(10):
        play(speaker, started, HOLD if number % 2 else REST)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    for number in range(200):
        play(speaker, started, HOLD if number % 2 else REST)
    speaker.stop()
    assert speaker.wait_until_quiet(PATIENCE_SECONDS)
    assert len(started) == 210
    assert speaker.how == How(Way.SYSTEM, "paplay")
    children = [Path(f"/proc/self/task/{task.name}/children") for task in Path("/proc/self/task").iterdir()]
    alive = {name for path in children if path.exists() for name in path.read_text(encoding="utf-8").split()}
    assert not [one for one in alive if "paplay" in Path(f"/proc/{one}/stat").read_text(encoding="utf-8")]
    assert threading.active_count() == threads
    assert len([*Path("/proc/self/fd").iterdir()]) == files
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 2_000  # kilobytes


def play(speaker: Speaker, started: list[Cue], cue: Cue) -> None:
    count = len(started)
    speaker.play(cue)
    until(lambda: len(started) > count)


def test_the_doctor_plays_one_and_says_which_way(server: SoundServer, tmp_path: Path) -> None:
    with server.heard() as path:
        environment = {name: value for name, value in server.environment.items() if name != "HOME"}
        ended = program("doctor", "--sound", "system", "--json", home=tmp_path, environment=environment)
        assert ended.returncode == 0
        assert b"One was played just now." in ended.stdout
        until(lambda: loud_seconds(path) > 0.4)
