"""Sound as numbers: reading the recordings, mixing a chime and words into one, making a WAV file of it."""

import array
import io
import sys
import wave
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    Samples: TypeAlias = array.array[int]
else:
    Samples = array.array  # Python 3.11 has no parameters for it when it runs

RATE = 16_000
"""Samples a second of every file; 16 bits each, one channel."""

GAP_SECONDS = 0.08
"""Between two phrases."""

CHIME_TAIL_SECONDS = 0.10
"""How much of the end of a chime the first word may cover."""

LOUDEST = 32_767
FULL = 32_768


class UnreadableSoundError(Exception):
    """A file is not the sound that it should be. The message says why."""


def read_sound(path: Path) -> Samples:
    """Return the samples of *path*. Raises UnreadableSoundError."""
    try:
        with wave.open(str(path), "rb") as file:
            form = (file.getnchannels(), file.getsampwidth(), file.getframerate())
            if form != (1, 2, RATE):
                raise UnreadableSoundError(f"{path.name} is not 16-bit mono sound at {RATE} Hz")
            samples = array.array("h", file.readframes(file.getnframes()))
    except (OSError, EOFError, wave.Error, ValueError) as error:
        raise UnreadableSoundError(f"{path.name} cannot be read: {error}") from error
    return _swapped(samples)


def seconds_of(samples: Sequence[int]) -> float:
    """Return how long *samples* last."""
    return len(samples) / RATE


def fitting(chime: Sequence[int], words: Sequence[Sequence[int]], room_seconds: float | None) -> int:
    """Return how many of *words* are over before the room is. None is room without end."""
    if room_seconds is None:
        return len(words)
    counts = range(len(words), 0, -1)
    return next((count for count in counts if length(chime, words[:count]) <= room_seconds * RATE), 0)


def length(chime: Sequence[int], words: Sequence[Sequence[int]]) -> int:
    """Return how many samples `mixed` makes of them."""
    if not words:
        return len(chime)
    gaps = (len(words) - 1) * round(GAP_SECONDS * RATE)
    return max(len(chime), _start_of_words(chime) + sum(len(word) for word in words) + gaps)


def at_volume(samples: Sequence[int], volume: int) -> Samples:
    """Return *samples* at *volume* 0 to 100."""
    factor = round((volume / 100) ** 2 * FULL)  # half the figure sounds about half as loud
    return array.array("h", [sample * factor // FULL for sample in samples])


def mixed(chime: Samples, words: Sequence[Samples]) -> Samples:
    """Return the chime, then the words. The first word begins while the chime dies away."""
    sound = array.array("h", chime)
    at = _start_of_words(chime)
    for word in words:
        covered = max(0, min(len(sound) - at, len(word)))
        for offset in range(covered):
            sound[at + offset] = max(-LOUDEST, min(LOUDEST, sound[at + offset] + word[offset]))
        sound.extend([0] * (at - len(sound)))
        sound.extend(word[covered:])
        at += len(word) + round(GAP_SECONDS * RATE)
    return sound


def wave_file(samples: Samples) -> bytes:
    """Return *samples* as a WAV file."""
    file = io.BytesIO()
    with wave.open(file, "wb") as writer:
        writer.setnchannels(1)
        writer.setsampwidth(2)
        writer.setframerate(RATE)
        writer.writeframes(_swapped(samples).tobytes())
    return file.getvalue()


def _start_of_words(chime: Sequence[int]) -> int:
    return max(0, len(chime) - round(CHIME_TAIL_SECONDS * RATE))


def _swapped(samples: Samples) -> Samples:
    """Return *samples* from or to the order of bytes that WAV files have."""
    if sys.byteorder == "big":  # pragma: no cover - no machine of ours
        samples = array.array("h", samples)
        samples.byteswap()
    return samples
