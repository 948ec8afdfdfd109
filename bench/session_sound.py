"""Renders the sound of the whole default session into one WAV file.

python bench/session_sound.py OUTPUT.wav
"""

import array
import sys
from dataclasses import replace
from functools import cache
from pathlib import Path

from lumbar.catalog import Catalog, load_catalog
from lumbar.cues.announcer import undisturbed
from lumbar.cues.cue import Cue, Hearing
from lumbar.cues.files import Recordings
from lumbar.cues.sound import RATE, fitting, mixed, seconds_of, wave_file
from lumbar.domain import course
from lumbar.domain.exercise import NS_PER_SECOND
from lumbar.domain.plan import Preferences, timeline_for
from lumbar.domain.prescription import prescribe_as_in_catalog
from lumbar.paths import assets_dir


@cache
def catalog() -> Catalog:
    """Return the exercises that come with the program."""
    return load_catalog(assets_dir() / "exercises")


def default_session_cues() -> list[Cue]:
    """Return the cues of a session of all ten exercises at the catalog's dose."""
    exercises = {exercise.id: exercise for exercise in catalog().exercises}
    prescribed = tuple(prescribe_as_in_catalog(exercise) for exercise in exercises.values())
    session, _ = course.start(timeline_for(prescribed, Preferences(), exercises), 0)
    return list(undisturbed(session, Hearing()))


def said(cue: Cue, recordings: Recordings) -> Cue:
    """Return *cue* with the words that there is room for."""
    words = [recordings.phrase(word) or array.array("h") for word in cue.words]
    room = None if cue.room_ns is None else cue.room_ns / NS_PER_SECOND
    return replace(cue, words=cue.words[: fitting(recordings.chime(cue.chime) or [], words, room)])


def main() -> None:
    """Render."""
    recordings = Recordings(assets_dir())
    cues = [said(cue, recordings) for cue in default_session_cues()]
    sound = array.array("h")
    for cue in cues:
        at = round(cue.at_ns * RATE / NS_PER_SECOND)
        chime = recordings.chime(cue.chime) or array.array("h")
        del sound[at:]  # a new cue ends the one before
        sound.extend([0] * (at - len(sound)))
        sound.extend(mixed(chime, [recordings.phrase(word) or array.array("h") for word in cue.words]))
    Path(sys.argv[1]).write_bytes(wave_file(sound))
    print(f"{len(cues)} cues, {seconds_of(sound):.0f} s, in {sys.argv[1]}")


if __name__ == "__main__":
    main()
