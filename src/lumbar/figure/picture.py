"""What drawing gives back: rows of runs of text in roles, which the theme turns into colours."""

from dataclasses import dataclass
from enum import Enum
from typing import NamedTuple


class Role(Enum):
    """What a place of the picture shows. The order is that of `Role.value`, used as a sample in the raster."""

    EMPTY = 0
    MAT = 1
    WALL = 2
    GHOST = 3  # where the moving part is going
    FAR = 4  # the limbs of the side away from the viewer
    BODY = 5
    NEAR = 6
    MOVING_FAR = 7
    MOVING = 8
    ARROW = 9


QUARTERS = 4


class Tone(NamedTuple):
    """A colour: `quarters` of `role`, the rest of `under`."""

    role: Role
    under: Role
    quarters: int
    """2 to QUARTERS; at QUARTERS the tone is `role` alone and `under` equals it."""


class Run(NamedTuple):
    """Cells side by side that share their two colours."""

    text: str
    foreground: Tone
    background: Tone


class Region(NamedTuple):
    """A rectangle of cells."""

    column: int
    row: int
    columns: int
    rows: int


@dataclass(frozen=True, slots=True)
class Picture:
    """An immutable drawing in terminal cells; every row's runs add up to `columns`."""

    columns: int
    rows: tuple[tuple[Run, ...], ...]

    @property
    def text(self) -> str:
        """The characters alone, a line a row."""
        return "\n".join("".join(run.text for run in row) for row in self.rows)

    def changed_since(self, other: "Picture") -> Region | None:
        """Return the smallest rectangle that holds every cell that differs from *other*; None if none does."""
        if self.columns != other.columns or len(self.rows) != len(other.rows):
            return Region(0, 0, self.columns, len(self.rows))
        changed = [index for index, row in enumerate(self.rows) if row != other.rows[index]]
        if not changed:
            return None
        left, right = self.columns, 0
        for index in changed:
            columns = [
                column
                for column, (mine, theirs) in enumerate(
                    zip(cells(self.rows[index]), cells(other.rows[index]), strict=True)
                )
                if mine != theirs
            ]
            left, right = min(left, columns[0]), max(right, columns[-1] + 1)
        return Region(left, changed[0], right - left, changed[-1] - changed[0] + 1)


def pure(role: Role) -> Tone:
    """Return the tone that is *role* alone."""
    return Tone(role, role, QUARTERS)


def cells(row: tuple[Run, ...]) -> list[Run]:
    """Return the runs of a row split into single cells."""
    return [Run(character, run.foreground, run.background) for run in row for character in run.text]
