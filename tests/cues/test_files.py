"""The folder of mixed files: made when needed, for its owner alone, never larger than it may be."""

import stat
from pathlib import Path

import pytest

from lumbar.cues.cue import Chime, Cue
from lumbar.cues.files import Recordings, SoundFiles
from lumbar.cues.sound import read_sound
from lumbar.domain.exercise import NS_PER_SECOND
from lumbar.paths import assets_dir

HOLD = Cue(0, Chime.HOLD, ("hold",), 2 * NS_PER_SECOND)


@pytest.fixture
def files(tmp_path: Path) -> SoundFiles:
    return SoundFiles(Recordings(assets_dir()), tmp_path / "data" / "cache" / "cues")


def made(files: SoundFiles, cue: Cue) -> Path:
    path = files.of(cue)
    assert path is not None
    return path


def test_the_folder_comes_with_the_first_file_and_is_for_its_owner_alone(files: SoundFiles, tmp_path: Path) -> None:
    assert not (tmp_path / "data").exists()
    path = made(files, HOLD)
    assert [stat.S_IMODE(folder.stat().st_mode) for folder in (*path.parents,)[:3]] == [0o700] * 3
    assert len(read_sound(path)) > 4000


def test_the_same_cue_is_made_once(files: SoundFiles) -> None:
    path = made(files, HOLD)
    before = path.stat().st_mtime_ns, path.stat().st_ino
    again = made(files, Cue(99, Chime.HOLD, ("hold",), None))
    assert again == path
    assert (path.stat().st_mtime_ns, path.stat().st_ino) == before


def test_a_file_that_was_cut_short_is_made_again(files: SoundFiles) -> None:
    path = made(files, HOLD)
    whole = path.read_bytes()
    path.write_bytes(whole[:100])
    assert made(files, HOLD).read_bytes() == whole


def test_another_volume_is_another_file(files: SoundFiles, tmp_path: Path) -> None:
    quieter = SoundFiles(Recordings(assets_dir(), volume=40), tmp_path / "data" / "cache" / "cues")
    path = made(quieter, HOLD)
    assert path != made(files, HOLD)
    assert max(read_sound(path)) < max(read_sound(made(files, HOLD))) / 4


def test_words_that_nobody_recorded_are_left_out(files: SoundFiles) -> None:
    assert made(files, Cue(0, Chime.HOLD, ("my-own-exercise", "hold"), None)) == made(files, HOLD)
    assert files.of(Cue(0, None, ("my-own-exercise",))) is None
    assert files.of(Cue(0, None)) is None


def test_words_without_room_are_left_out(files: SoundFiles) -> None:
    long = Cue(0, Chime.HOLD, ("hold", "keep-breathing", "keep-breathing"), round(0.9 * NS_PER_SECOND))
    assert made(files, long) == made(files, HOLD)


def test_words_alone_can_be_heard(files: SoundFiles) -> None:
    alone = read_sound(made(files, Cue(0, None, ("hold",))))
    assert len(alone) < len(read_sound(made(files, HOLD)))


def test_silence_is_silent(files: SoundFiles) -> None:
    path = files.silence()
    assert path is not None
    assert set(read_sound(path)) == {0}


def test_the_oldest_files_go_when_there_are_too_many(tmp_path: Path) -> None:
    files = SoundFiles(Recordings(assets_dir()), tmp_path, most_bytes=100_000)
    words = ("hold", "rest", "next", "paused", "halfway", "stopped", "standing", "reach")
    paths = [made(files, Cue(0, Chime.HOLD, (word,))) for word in words]
    assert sum(path.stat().st_size for path in tmp_path.iterdir()) <= 100_000
    assert paths[-1].exists()
    assert not paths[0].exists()


def test_where_nothing_can_be_written_there_is_no_file(tmp_path: Path) -> None:
    (tmp_path / "cache").write_text("in the way", encoding="utf-8")
    files = SoundFiles(Recordings(assets_dir()), tmp_path / "cache" / "cues")
    assert files.of(HOLD) is None
    assert files.silence() is None


def test_no_half_file_stays_behind(files: SoundFiles, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    def full(_: Path, __: bytes) -> int:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "write_bytes", full)
    assert files.of(HOLD) is None
    assert list((tmp_path / "data" / "cache" / "cues").iterdir()) == []
