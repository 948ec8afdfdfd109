"""Samples to braille: one colour and no background, so what is what must be told by dots alone."""

from functools import lru_cache
from typing import NamedTuple

from lumbar.figure.picture import Role, Run, pure
from lumbar.figure.raster import Grain, Raster, cells_of

GRAIN = Grain(2, 4)
_BLANK = 0x2800
# The bit of each dot, line after line.
_BITS = (0x01, 0x08, 0x02, 0x10, 0x04, 0x20, 0x40, 0x80)
_ROLES = {role.value: role for role in Role}
# Where several things share a cell, the one that matters most gives it its colour; what is equal is counted.
_WEIGHT = {Role.MAT: 10, Role.WALL: 10, Role.GHOST: 10, Role.FAR: 20, Role.BODY: 30, Role.NEAR: 30}
_MOST_WEIGHT = 60
_PATTERN = 10  # dots after which the thinner patterns repeat, both ways


class _Cell(NamedTuple):
    character: str
    role: Role


def encode(raster: Raster) -> tuple[tuple[Run, ...], ...]:
    """Return the raster as rows of runs in one colour each."""
    return tuple(_row(raster.row(row), row * GRAIN.down % _PATTERN) for row in range(raster.rows))


@lru_cache(maxsize=256)
def _row(samples: bytes, down: int) -> tuple[Run, ...]:
    """Return the row of these samples, its upper dots *down* in the pattern; the same object again."""
    cells = [
        _cell(cell, column * GRAIN.across % _PATTERN, down) for column, cell in enumerate(cells_of(samples, GRAIN))
    ]
    runs: list[Run] = []
    text, role = "", Role.EMPTY
    for cell in cells:
        if text and cell.role is not role and Role.EMPTY not in {cell.role, role}:
            runs.append(Run(text, pure(role), pure(Role.EMPTY)))
            text = ""
        text += cell.character
        role = role if cell.role is Role.EMPTY else cell.role
    runs.append(Run(text, pure(role), pure(Role.EMPTY)))
    return tuple(runs)


@lru_cache(maxsize=2_000)
def _cell(samples: bytes, right: int, down: int) -> _Cell:
    """Return the cell of these samples, its upper left dot *right* and *down* in the pattern."""
    bits = 0
    weights: dict[Role, int] = {}
    for index, value in enumerate(samples):
        role = _ROLES[value]
        line, column = divmod(index, GRAIN.across)
        if _inked(role, right + column, down + line):
            bits |= _BITS[index]
            weights[role] = weights.get(role, _WEIGHT.get(role, _MOST_WEIGHT)) + 1
    if not bits:
        return _Cell(" ", Role.EMPTY)
    return _Cell(chr(_BLANK + bits), max(weights, key=lambda role: weights[role]))


def _inked(role: Role, column: int, line: int) -> bool:
    """Return whether a dot is set: what lies behind is a finer pattern, and where the movement goes, dashes."""
    match role:
        case Role.EMPTY:
            return False
        case Role.FAR | Role.WALL:
            return (column + line) % 2 == 0
        case Role.GHOST:
            return (column + 2 * line) % 5 in {0, 1}
        case _:
            return True


def forget_rows() -> None:
    """Let go of the rows that are kept."""
    _row.cache_clear()
