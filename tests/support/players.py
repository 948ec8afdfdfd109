"""A player that keeps what it is asked for."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from lumbar.cues.cue import Cue
from lumbar.cues.port import How, Way


@dataclass
class RecordingPlayer:
    """Makes no sound, and remembers."""

    played: list[Cue] = field(default_factory=list)
    prepared: list[Cue] = field(default_factory=list)
    stops: int = 0
    closed: bool = False
    how: How | None = field(default_factory=lambda: How(Way.SYSTEM, "nothing"))

    def prepare(self, cues: Sequence[Cue]) -> None:
        self.prepared = list(cues)

    def play(self, cue: Cue) -> None:
        self.played.append(cue)

    def stop(self) -> None:
        self.stops += 1

    def close(self) -> None:
        self.closed = True
