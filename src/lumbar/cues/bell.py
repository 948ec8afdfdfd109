"""Cues as patterns of the terminal's bell: 1 = go, or you are waited for, 2 = switch sides, 3 = done."""

from lumbar.cues.cue import Chime

RING_APART_SECONDS = 0.3
"""Terminals take two rings that are closer for one."""

GO = frozenset({Chime.WORK, Chime.BACK, Chime.GO_ON, Chime.WAIT})
DONE = frozenset({Chime.SET_DONE, Chime.EXERCISE_DONE, Chime.NEXT, Chime.DONE})


def rings(chime: Chime | None) -> int:
    """Return how often the bell rings for *chime*; 0 for what needs no sign of its own."""
    if chime in GO:
        return 1
    if chime is Chime.SWITCH:
        return 2
    return 3 if chime in DONE else 0
