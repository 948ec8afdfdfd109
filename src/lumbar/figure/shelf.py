"""Where the figures of exercises and journeys are kept once they are read."""

from functools import cache
from pathlib import Path

from lumbar.domain.exercise import Position
from lumbar.figure.journey import Journey
from lumbar.figure.motion import Motion
from lumbar.figure.reading import load_motion


class Shelf:
    """Reads the figure of an exercise when it is first asked for."""

    def __init__(self, *folders: Path) -> None:
        self._folders = folders
        """The first one that has an exercise's file wins."""
        self._motions: dict[str, Motion | None] = {}

    def motion(self, exercise_id: str) -> Motion | None:
        """Return the figure of an exercise; None if it has none. Raises FigureError if it cannot be used."""
        if exercise_id not in self._motions:
            paths = (folder / f"{exercise_id}.toml" for folder in self._folders)
            found = next((path for path in paths if path.is_file()), None)
            self._motions[exercise_id] = None if found is None else load_motion(found)
        return self._motions[exercise_id]

    @staticmethod
    @cache
    def journey(start: Position, end: Position) -> Journey:
        """Return the way from one position to another."""
        return Journey(start, end)
