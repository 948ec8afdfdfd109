"""Mixing: a chime and words become one sound, at a volume, as long as there is room."""

import array
import io
import wave
from pathlib import Path

import pytest

from lumbar.cues.sound import (
    LOUDEST,
    RATE,
    UnreadableSoundError,
    at_volume,
    fitting,
    length,
    mixed,
    read_sound,
    seconds_of,
    wave_file,
)

CHIME = array.array("h", [1000] * 4000)
WORD = array.array("h", [2000] * 8000)
GAP = round(0.08 * RATE)
TAIL = round(0.10 * RATE)


def test_the_chime_comes_first_and_the_first_word_begins_while_it_dies_away() -> None:
    sound = mixed(CHIME, [WORD])
    assert len(sound) == length(CHIME, [WORD]) == 4000 - TAIL + 8000
    assert sound[0] == 1000
    assert sound[4000 - TAIL] == 3000
    assert sound[4000] == 2000


def test_words_follow_each_other_with_a_gap() -> None:
    sound = mixed(array.array("h"), [WORD, WORD])
    assert len(sound) == length([], [WORD, WORD]) == 16000 + GAP
    assert set(sound[8000 : 8000 + GAP]) == {0}
    assert sound[8000 + GAP] == 2000


def test_a_word_shorter_than_the_end_of_the_chime_is_in_it() -> None:
    word = array.array("h", [1] * 10)
    sound = mixed(CHIME, [word])
    assert len(sound) == 4000 == length(CHIME, [word])
    assert sound.tolist().count(1001) == 10


def test_what_is_too_loud_together_does_not_wrap_around() -> None:
    loud = array.array("h", [30000] * 4000)
    assert max(mixed(loud, [loud])) == LOUDEST


def test_without_words_the_chime_is_the_sound() -> None:
    assert mixed(CHIME, []) == CHIME
    assert length(CHIME, []) == 4000


def test_volume_goes_from_silence_to_everything() -> None:
    assert set(at_volume(WORD, 0)) == {0}
    assert at_volume(WORD, 100) == WORD
    assert set(at_volume(WORD, 50)) == {500}


@pytest.mark.parametrize(("room", "count"), [(None, 3), (0.1, 0), (0.65, 1), (1.3, 2), (9.0, 3)])
def test_only_as_many_words_as_there_is_room_for(room: float | None, count: int) -> None:
    assert fitting(CHIME, [WORD, WORD, WORD], room) == count


def test_what_is_written_can_be_read_back(tmp_path: Path) -> None:
    path = tmp_path / "a.wav"
    path.write_bytes(wave_file(WORD))
    assert read_sound(path) == WORD
    assert seconds_of(WORD) == 0.5
    with wave.open(io.BytesIO(path.read_bytes())) as file:
        assert file.getparams()[:4] == (1, 2, RATE, 8000)


@pytest.mark.parametrize("content", [b"", b"RIFF", b"no sound at all" * 10, wave_file(WORD)[:20]])
def test_what_is_no_sound_is_said_to_be_none(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "bad.wav"
    path.write_bytes(content)
    with pytest.raises(UnreadableSoundError, match=r"bad\.wav cannot be read"):
        read_sound(path)


def test_another_form_of_sound_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "stereo.wav"
    with wave.open(str(path), "wb") as file:
        file.setnchannels(2)
        file.setsampwidth(2)
        file.setframerate(RATE)
        file.writeframes(b"\0" * 8)
    with pytest.raises(UnreadableSoundError, match="is not 16-bit mono sound at 16000 Hz"):
        read_sound(path)
    with pytest.raises(UnreadableSoundError):
        read_sound(tmp_path / "none.wav")
