"""A cue: what is heard at one instant of a session."""

from dataclasses import dataclass, replace
from enum import Enum


class Chime(Enum):
    """The sound before the words: pitch up = work, down = rest, double = other side. Each has a file of its name."""

    NEXT = "next"  # another exercise comes, or the way up at the end
    READY = "ready"
    WORK = "work"  # a movement into or between holds
    HOLD = "hold"
    HALF = "half"
    COUNT = "count"
    BACK = "back"  # the movement back
    REST = "rest"
    SWITCH = "switch"
    SET_DONE = "set_done"
    EXERCISE_DONE = "exercise_done"
    PAUSE = "pause"
    GO_ON = "go_on"
    WAIT = "wait"  # the tape waits for the person
    DONE = "done"  # the session is over
    NOTE = "note"  # something small was changed


@dataclass(frozen=True, slots=True)
class Cue:
    """What is heard at one instant."""

    at_ns: int
    """When, on the session's clock."""
    chime: Chime | None
    """None if no chimes are wanted."""
    words: tuple[str, ...] = ()
    """Ids of recorded phrases, the most important first: what does not fit before the next cue is left out."""
    room_ns: int | None = None
    """The session's time until the next cue if nothing else happens; None if nothing is running then."""
    aloud: tuple[str, ...] = ()
    """Sentences that may have no recording: those are spoken by the system after the rest, if it can speak."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Hearing:
    """What the person wants to hear."""

    chimes: bool = True
    voice: bool = True
    countdown: int = 5
    """How many of the last seconds are counted at most, 0 to 5."""
    breath_in_words: bool = False
    """Whether a hold says to keep breathing."""


def heard(cue: Cue, hearing: Hearing) -> Cue | None:
    """Return what of *cue* is wanted; None if nothing is."""
    if not hearing.chimes:
        cue = replace(cue, chime=None)
    if not hearing.voice:
        cue = replace(cue, words=(), aloud=())
    return cue if cue.chime or cue.words or cue.aloud else None
