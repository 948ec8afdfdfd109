"""The port: what the rest of the program may ask of whatever makes sounds."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Protocol

from lumbar.cues.cue import Cue


class Way(Enum):
    """What sounds come out of."""

    SYSTEM = "system"
    BELL = "bell"
    SILENCE = "silence"


@dataclass(frozen=True, slots=True)
class How:
    """Which way sounds go, and why."""

    way: Way
    program: str = ""
    """The system's player, if it is one."""
    why: str = ""
    """Why it is not the system's player, a sentence; empty if it is, or if nobody wanted it."""

    def __str__(self) -> str:
        words = {
            Way.SYSTEM: f"Sounds are played by {self.program}.",
            Way.BELL: "Sounds are patterns of the terminal's bell.",
            Way.SILENCE: "There are no sounds.",
        }[self.way]
        return f"{words} {self.why}".rstrip()


class CuePlayer(Protocol):
    """Makes a cue heard. Nothing here ever waits or fails."""

    @property
    def how(self) -> How | None:
        """Which way sounds go; None as long as that is being found out."""

    def prepare(self, cues: Sequence[Cue]) -> None:
        """Make these cues ready ahead of time, as far as there is time."""

    def play(self, cue: Cue) -> None:
        """Let *cue* be heard now; it ends the one before."""

    def stop(self) -> None:
        """Be silent now."""

    def close(self) -> None:
        """Be silent and let go of everything."""


class Silence:
    """The player that makes no sound."""

    def __init__(self) -> None:
        self.how: How | None = How(Way.SILENCE)

    def prepare(self, cues: Sequence[Cue]) -> None:
        """Do nothing."""

    def play(self, cue: Cue) -> None:
        """Do nothing."""

    def stop(self) -> None:
        """Do nothing."""

    def close(self) -> None:
        """Do nothing."""
