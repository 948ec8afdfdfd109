"""Samples to braille: one colour and no background, so what is what must be told by dots alone."""

from functools import lru_cache
from typing import NamedTuple

from lumbar.figure.picture import Role, Run, pure
from lumbar.figure.raster import SAMPLES, Raster

_BLANK = "\u2800"
# The bit of each dot, by row and column of dots in a cell.
_BITS = ((0x01, 0x08), (0x02, 0x10), (0x04, 0x20), (0x40, 0x80))
_ROLES = {role.value: role for role in Role}
# What a dot shows where several things share a cell: the role that matters most gives the cell its colour.
_WEIGHT = {
    Role.EMPTY: 0,
    Role.MAT: 1,
    Role.WALL: 1,
    Role.GHOST: 1,
    Role.FAR: 2,
    Role.BODY: 3,
    Role.NEAR: 3,
    Role.ARROW: 5,
    Role.MOVING: 6,
    Role.MOVING_FAR: 6,
}


class _Cell(NamedTuple):
    character: str
    role: Role


def encode(raster: Raster) -> tuple[tuple[Run, ...], ...]:
    """Return the raster as rows of runs in one colour each."""
    return tuple(_row(raster, row) for row in range(raster.rows))


def _row(raster: Raster, row: int) -> tuple[Run, ...]:
    lines = raster.lines[row * SAMPLES : (row + 1) * SAMPLES]
    cells = [
        _cell(b"".join([line[start : start + SAMPLES] for line in lines]), (start // SAMPLES) % 2, row % 2)
        for start in range(0, raster.columns * SAMPLES, SAMPLES)
    ]
    runs: list[Run] = []
    text, role = "", Role.EMPTY
    for cell in cells:
        if text and cell.role is not role and Role.EMPTY not in (cell.role, role):
            runs.append(Run(text, pure(role), pure(Role.EMPTY)))
            text = ""
        text += cell.character
        role = cell.role if cell.role is not Role.EMPTY or len(text) == 1 else role
    runs.append(Run(text, pure(role), pure(Role.EMPTY)))
    return tuple(runs)


@lru_cache(maxsize=20_000)
def _cell(samples: bytes, column: int, row: int) -> _Cell:
    bits = 0
    counts: dict[Role, int] = {}
    for dot_row in range(4):
        for dot_column in range(2):
            start = dot_row * 16 + dot_column * 4
            role = _role(samples[start : start + 4] + samples[start + 8 : start + 12])
            if _inked(role, column * 2 + dot_column, row * 4 + dot_row):
                bits |= _BITS[dot_row][dot_column]
                counts[role] = counts.get(role, 0) + 1
    if not bits:
        return _Cell(" ", Role.EMPTY)
    return _Cell(chr(ord(_BLANK) + bits), max(counts, key=lambda role: _WEIGHT[role] * 10 + counts[role]))


def _role(samples: bytes) -> Role:
    """Return what most of a dot's samples show."""
    return _ROLES[max(set(samples), key=lambda value: (samples.count(value), value))]


def _inked(role: Role, column: int, row: int) -> bool:
    """Return whether a dot is set: what moves is solid, what lies behind is thinner the farther it is."""
    match role:
        case Role.EMPTY:
            return False
        case Role.MOVING | Role.MOVING_FAR | Role.NEAR | Role.ARROW | Role.MAT:
            return True
        case Role.BODY:
            return True
        case Role.FAR | Role.WALL:
            return (column + row) % 2 == 0
        case Role.GHOST:
            return column % 2 == 0 and row % 2 == 0
