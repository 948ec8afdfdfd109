"""The recorded voice and the chimes: everything that a session can say is there, and sounds as it should."""

import math
import tomllib
from collections.abc import Sequence
from pathlib import Path

import pytest

from lumbar.cues.announcer import undisturbed
from lumbar.cues.cue import Chime, Hearing
from lumbar.cues.files import Recordings
from lumbar.cues.phrases import as_sentence, phrase_id, sayable, sentences
from lumbar.cues.sound import RATE, fitting, read_sound, seconds_of
from lumbar.domain import course
from lumbar.domain.exercise import NS_PER_SECOND
from lumbar.paths import assets_dir
from support.sessions import shipped_catalog, timeline

VOICE = assets_dir() / "voice" / "en"
SOUNDS = assets_dir() / "sounds"
TEXTS = tomllib.loads((VOICE / "texts.toml").read_text(encoding="utf-8"))
PHRASES: dict[str, str] = TEXTS["phrases"]
RECORDINGS = sorted(VOICE.glob("*.wav"))
CHIMES = sorted(SOUNDS.glob("*.wav"))
FRAME = RATE // 50
FULL = 32_768
MOST_BYTES = 3_600_000
CUT_OFF_BY_DESIGN = {"rest", "left-leg", "knees-to-the-left"}
"""Said again, or told by the chime, where there is no room for them."""


def names(paths: Sequence[Path]) -> list[str]:
    return [path.stem for path in paths]


def decibels(part: float) -> float:
    return 20 * math.log10(max(part, 1e-9))


def frames(samples: Sequence[int]) -> list[float]:
    """The power of each 20 ms."""
    starts = range(0, len(samples) - FRAME + 1, FRAME)
    return [sum(sample**2 for sample in samples[start : start + FRAME]) / FRAME / FULL**2 for start in starts]


def voiced_level(samples: Sequence[int]) -> float:
    """The level in dB of the frames within 20 dB of the loudest one."""
    powers = frames(samples)
    voiced = [power for power in powers if power > max(powers) / 100]
    return decibels(math.sqrt(sum(voiced) / len(voiced)))


def silence_at_ends(samples: Sequence[int]) -> tuple[float, float]:
    """Seconds before the first and behind the last sample above -40 dB of full scale."""
    loud = [index for index, sample in enumerate(samples) if abs(sample) > FULL / 100]
    return loud[0] / RATE, (len(samples) - 1 - loud[-1]) / RATE


def test_every_phrase_that_a_session_can_say_is_written_down_and_no_other() -> None:
    assert sayable(shipped_catalog().exercises) == PHRASES
    assert len(PHRASES) > 80


def test_every_phrase_that_is_written_down_is_recorded_and_no_other() -> None:
    assert sorted(names(RECORDINGS)) == sorted(PHRASES)
    assert set(TEXTS["spoken"]) | set(TEXTS["speeds"]) <= set(PHRASES)


def test_every_chime_has_its_file_and_no_other_is_there() -> None:
    assert sorted(names(CHIMES)) == sorted(chime.value for chime in Chime)


def test_what_the_default_session_says_fits_before_the_next_cue() -> None:
    recordings = Recordings(assets_dir())
    session, _ = course.start(timeline(), 0)
    left_out = set()
    for cue in undisturbed(session, Hearing()):
        chime = recordings.chime(cue.chime)
        found = [recordings.phrase(word) for word in cue.words]
        words = [sound for sound in found if sound is not None]
        assert chime is not None
        assert len(words) == len(cue.words)
        room = None if cue.room_ns is None else cue.room_ns / NS_PER_SECOND
        assert room is None or seconds_of(chime) <= room
        left_out |= {*cue.words[fitting(chime, words, room) :]}
    assert left_out <= CUT_OFF_BY_DESIGN


def test_words_that_are_misheard_are_not_said() -> None:
    said = {word for phrase in PHRASES for word in phrase.split("-")}
    assert not said & {"lift", "fifty", "fifteen", "sixty", "sixteen", "zero", "six"}


@pytest.mark.parametrize("path", RECORDINGS, ids=names(RECORDINGS))
def test_a_recording_is_as_loud_as_the_others_without_clipping_or_silence(path: Path) -> None:
    samples = read_sound(path)  # 16 kHz, 16 bits, one channel, or it cannot be read
    assert 0.3 <= seconds_of(samples) <= 5
    assert voiced_level(samples) == pytest.approx(-18, abs=1)
    assert max(abs(sample) for sample in samples) < 0.95 * FULL
    assert max(silence_at_ends(samples)) < 0.06


@pytest.mark.parametrize("path", CHIMES, ids=names(CHIMES))
def test_a_chime_is_short_soft_at_both_ends_and_never_clips(path: Path) -> None:
    samples = read_sound(path)
    assert seconds_of(samples) <= (1.1 if path.stem == "done" else 0.5)
    peak = max(abs(sample) for sample in samples)
    assert 0.2 * FULL < peak < 0.5 * FULL
    assert abs(samples[0]) < 0.01 * FULL
    assert abs(samples[-1]) < 0.01 * FULL


def test_licences_stand_beside_and_the_voice_stays_small() -> None:
    assert "Apache License" in (VOICE / "LICENCE.md").read_text(encoding="utf-8")
    assert "MIT" in (SOUNDS / "LICENCE.md").read_text(encoding="utf-8")
    assert sum(path.stat().st_size for path in (*RECORDINGS, *CHIMES)) < MOST_BYTES


def test_an_id_is_made_of_the_words() -> None:
    assert phrase_id("Left arm, right leg.") == "left-arm-right-leg"
    assert as_sentence("LET GO") == "Let go."
    assert as_sentence("") == ""
    assert sentences("Roll to your side first. Then rise.") == ("Roll to your side first.", "Then rise.")
    assert sentences("") == ()
