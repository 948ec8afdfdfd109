"""What drawing gives back: rows of runs of text in roles, which the theme turns into colours."""

from dataclasses import dataclass
from enum import Enum
from functools import lru_cache
from operator import eq
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

    # each role is equal to itself alone, and pictures are looked up by their roles all the time
    __hash__ = object.__hash__


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

    def changed_since(self, other: "Picture") -> tuple[Region, ...]:
        """Return for each row that differs from *other* the stretch that holds every cell that does, top down."""
        if self.columns != other.columns or len(self.rows) != len(other.rows):
            return (Region(0, 0, self.columns, len(self.rows)),)
        regions = []
        for index, (row, before) in enumerate(zip(self.rows, other.rows, strict=True)):
            if row is not before and row != before:
                alike = list(map(eq, cells(row), cells(before)))
                if not all(alike):
                    first, behind = alike.index(False), len(alike) - alike[::-1].index(False)
                    regions.append(Region(first, index, behind - first, 1))
        return tuple(regions)


def pure(role: Role) -> Tone:
    """Return the tone that is *role* alone."""
    return Tone(role, role, QUARTERS)


@lru_cache(maxsize=128)
def cells(row: tuple[Run, ...]) -> tuple[Run, ...]:
    """Return the runs of a row split into single cells."""
    return tuple(Run(character, run.foreground, run.background) for run in row for character in run.text)


def forget_cells() -> None:
    """Let go of the rows that are kept in cells."""
    cells.cache_clear()
