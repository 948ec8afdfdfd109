"""The files that are played: a chime and words mixed into one, kept in a folder that never grows for long."""

import array
import hashlib
import os
import re
import zlib
from contextlib import suppress
from pathlib import Path

from lumbar.cues.cue import Chime, Cue
from lumbar.cues.phrases import phrase_id
from lumbar.cues.sound import (
    RATE,
    Samples,
    UnreadableSoundError,
    at_volume,
    fitting,
    length,
    mixed,
    read_sound,
    wave_file,
)
from lumbar.domain.exercise import NS_PER_SECOND
from lumbar.private_folder import ensure_private_folder

MOST_BYTES = 24_000_000
WAVE_HEAD = 44
"""Bytes before the samples."""

SILENCE_SECONDS = 0.2

FOLDER_NAME = "cues"
"""The folder of the files, in the cache folder."""

OURS = re.compile(r"[0-9a-f]{32}\.(wav|[0-9]+)")
"""What the files are called, and what a write that was cut off left of one."""


def sound_files(cache_dir: Path) -> tuple[Path, ...]:
    """Return the files that were made in that cache folder."""
    folder = cache_dir / FOLDER_NAME
    with suppress(OSError):
        if not folder.is_symlink():
            return tuple(path for path in sorted(folder.iterdir()) if OURS.fullmatch(path.name) and path.is_file())
    return ()


class Recordings:
    """The chimes and phrases that come with the program, read once, at one volume (0 to 100)."""

    def __init__(self, assets: Path, *, volume: int = 100) -> None:
        self._assets = assets
        self._volume = volume
        self._read: dict[Path, Samples | None] = {}

    def chime(self, chime: Chime | None) -> Samples | None:
        """Return the chime; None if there is none."""
        return None if chime is None else self._sound(self._assets / "sounds" / f"{chime.value}.wav")

    def phrase(self, phrase_id: str) -> Samples | None:
        """Return the phrase; None if nobody recorded it."""
        return self._sound(self._assets / "voice" / "en" / f"{phrase_id}.wav")

    def _sound(self, path: Path) -> Samples | None:
        if path not in self._read:
            try:
                self._read[path] = at_volume(read_sound(path), self._volume)
            except UnreadableSoundError:
                self._read[path] = None
        return self._read[path]


class SoundFiles:
    """Makes the file of a cue, or finds it where it was made before."""

    def __init__(self, recordings: Recordings, folder: Path, *, most_bytes: int = MOST_BYTES) -> None:
        self._recordings = recordings
        self._folder = folder
        self._most_bytes = most_bytes
        self._bytes: int | None = None
        """How much is in the folder; None until somebody looked."""

    def of(self, cue: Cue) -> Path | None:
        """Return the file; None if there is nothing to hear, or it could not be written."""
        chime = self._recordings.chime(cue.chime)
        # A word without a recording is left out: those behind it still say what they say.
        found = {word: sound for word in cue.words if (sound := self._recordings.phrase(word)) is not None}
        before = array.array("h") if chime is None else chime
        room = None if cue.room_ns is None else cue.room_ns / NS_PER_SECOND
        words = dict([*found.items()][: fitting(before, [*found.values()], room)])
        if chime is None and not words:
            return None
        name = "+".join([cue.chime.value if cue.chime and chime else "", *words])
        return self._file(name, before, [*words.values()])

    def unrecorded(self, cue: Cue) -> tuple[str, ...]:
        """Return the sentences of *cue* that nobody recorded."""
        return tuple(text for text in cue.aloud if self._recordings.phrase(phrase_id(text)) is None)

    def silence(self) -> Path | None:
        """Return a file in which nothing is heard, to find out whether a player works."""
        return self._file("silence", array.array("h", [0] * round(SILENCE_SECONDS * RATE)), [])

    def _file(self, name: str, chime: Samples, words: list[Samples]) -> Path | None:
        size = WAVE_HEAD + 2 * length(chime, words)
        marks = [zlib.crc32(sound) for sound in (chime, *words)]  # another recording or volume makes another file
        key = hashlib.sha256(f"{name} {marks}".encode()).hexdigest()
        path = self._folder / f"{key[:32]}.wav"
        try:
            if path.stat().st_size == size:
                return path
        except OSError:
            pass
        return path if self._write(path, wave_file(mixed(chime, words))) else None

    def _write(self, path: Path, content: bytes) -> bool:
        """Write the file as a whole or not at all; return whether it is there."""
        new = path.with_suffix(f".{os.getpid()}")
        try:
            ensure_private_folder(self._folder)
            self._make_room(len(content))
            new.write_bytes(content)
            new.replace(path)
        except OSError:
            with suppress(OSError):
                new.unlink(missing_ok=True)
            return False
        return True

    def _make_room(self, wanted: int) -> None:
        """Remove what was made longest ago if the folder holds too much."""
        if self._bytes is not None and self._bytes + wanted <= self._most_bytes:
            self._bytes += wanted
            return
        with os.scandir(self._folder) as entries:
            files = sorted((entry.stat().st_mtime_ns, entry.stat().st_size, Path(entry)) for entry in entries)
        self._bytes = wanted + sum(size for _, size, _ in files)
        for _, size, path in files:
            if self._bytes <= self._most_bytes:
                return
            path.unlink(missing_ok=True)
            self._bytes -= size
