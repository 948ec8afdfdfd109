"""Samples to block characters: in each cell the glyph and the two tones that come closest to what was painted."""

from functools import lru_cache
from typing import NamedTuple

from lumbar.figure.picture import QUARTERS, Role, Run, Tone, pure
from lumbar.figure.raster import Grain, Raster, cells_of

GRAIN = Grain(8, 8)
_CELL = GRAIN.across * GRAIN.down
_FULL = (1 << _CELL) - 1


class _Glyph(NamedTuple):
    """A character, its inked samples as bits, and the character that inks the other ones, if there is one."""

    character: str
    mask: int
    inked: int
    inverse: str


class _Cell(NamedTuple):
    character: str
    foreground: Tone
    background: Tone
    inverse: str
    """The character that shows the same with the tones exchanged; empty if there is none."""


def _mask(inked: list[tuple[int, int]]) -> int:
    return sum(1 << (_CELL - 1 - (row * GRAIN.across + column)) for row, column in inked)


def _box(left: int, top: int, right: int, bottom: int) -> int:
    return _mask([(row, column) for row in range(top, bottom) for column in range(left, right)])


def _glyph(character: str, mask: int, inverse: str = "") -> _Glyph:
    return _Glyph(character, mask, mask.bit_count(), inverse)


def _glyphs() -> tuple[_Glyph, ...]:
    inverses = {"▄": "▀", "▌": "▐"}
    lower = [
        _glyph(character, _box(0, 8 - n, 8, 8), inverses.get(character, "")) for n, character in enumerate("▁▂▃▄▅▆▇", 1)
    ]
    left = [
        _glyph(character, _box(0, 0, n, 8), inverses.get(character, "")) for n, character in enumerate("▏▎▍▌▋▊▉", 1)
    ]
    corners = [
        _glyph("▘", _box(0, 0, 4, 4), "▟"),
        _glyph("▝", _box(4, 0, 8, 4), "▙"),
        _glyph("▖", _box(0, 4, 4, 8), "▜"),
        _glyph("▗", _box(4, 4, 8, 8), "▛"),
        _glyph("▚", _box(0, 0, 4, 4) | _box(4, 4, 8, 8), "▞"),
    ]
    return (*lower, *left, *corners)


GLYPHS = _glyphs()
_ROLES = {role.value: role for role in Role}
_BITS = {value: bytes(ord("1") if sample == value else ord("0") for sample in range(256)) for value in _ROLES}
# How much each role stands out: what differs most decides where the glyph parts a cell.
_CONTRAST = {
    Role.EMPTY: 0.0,
    Role.MAT: 0.1,
    Role.WALL: 0.2,
    Role.GHOST: 0.15,
    Role.FAR: 0.45,
    Role.BODY: 0.75,
    Role.NEAR: 1.0,
    Role.MOVING_FAR: 1.3,
    Role.MOVING: 1.6,
    Role.ARROW: 1.2,
}
# A mixed tone costs a change of style, so a pure one is taken unless the mixture is closer by this many samples' worth.
_PURE_ABOVE = 0.87


def encode(raster: Raster) -> tuple[tuple[Run, ...], ...]:
    """Return the raster as rows of runs, with as few changes of tone as the picture allows."""
    return tuple(_row(raster.row(row)) for row in range(raster.rows))


@lru_cache(maxsize=256)
def _row(samples: bytes) -> tuple[Run, ...]:
    """Return the row of these samples; the same object again, as from one picture to the next most rows stay."""
    return join([_best(cell) for cell in cells_of(samples, GRAIN)])


def join(row: list[_Cell]) -> tuple[Run, ...]:
    """Return the cells as runs; a cell of one tone joins whichever run already shows that tone."""
    runs: list[Run] = []
    text, foreground, background = "", pure(Role.EMPTY), pure(Role.EMPTY)
    settled = False  # whether the run's foreground is already bound by a character that shows it
    for cell in row:
        character = _fitting(cell, foreground, background)
        if text and character is None and not settled and cell.foreground != cell.background:
            # So far the run shows its background alone: its foreground is still free.
            if cell.background == background:
                foreground, character = cell.foreground, cell.character
            elif cell.foreground == background and cell.inverse:
                foreground, character = cell.background, cell.inverse
        if text and character is not None:
            text += character
        else:
            if text:
                runs.append(Run(text, foreground, background))
            text, foreground, background = cell.character, cell.foreground, cell.background
            settled = False
        settled = settled or foreground != background
    runs.append(Run(text, foreground, background))
    return tuple(runs)


def _fitting(cell: _Cell, foreground: Tone, background: Tone) -> str | None:
    """Return the character that shows *cell* in these two tones, None if there is none."""
    if cell.foreground == cell.background:
        if cell.background == background:
            return " "
        return "█" if cell.background == foreground else None
    if (cell.foreground, cell.background) == (foreground, background):
        return cell.character
    if (cell.foreground, cell.background) == (background, foreground) and cell.inverse:
        return cell.inverse
    return None


@lru_cache(maxsize=2_000)
def _best(samples: bytes) -> _Cell:
    """Return the cell that comes closest to the samples."""
    values = set(samples)
    if len(values) == 1:
        tone = pure(_ROLES[samples[0]])
        return _Cell(" ", tone, tone, " ")
    masks = {value: int(samples.translate(_BITS[value]), 2) for value in values}
    best = _closest([(mask, _CONTRAST[_ROLES[value]]) for value, mask in masks.items() if value])
    foreground = _tone({_ROLES[value]: (mask & best.mask).bit_count() for value, mask in masks.items()})
    background = _tone({_ROLES[value]: (mask & ~best.mask & _FULL).bit_count() for value, mask in masks.items()})
    if foreground == background:
        return _Cell(" ", background, background, " ")
    if best.inverse and background.role.value > foreground.role.value:
        return _Cell(best.inverse, background, foreground, best.character)
    return _Cell(best.character, foreground, background, best.inverse)


def _closest(masks: list[tuple[int, float]]) -> _Glyph:
    """Return the glyph whose inked and bare samples are each as alike as can be; *masks* come with their contrast."""
    total = sum(mask.bit_count() * contrast for mask, contrast in masks)
    best, best_parted = GLYPHS[0], -1.0
    for glyph in GLYPHS:
        inked = 0.0
        for mask, contrast in masks:
            inked += (mask & glyph.mask).bit_count() * contrast
        # Least variance within the two groups is most variance between them.
        parted = inked**2 / glyph.inked + (total - inked) ** 2 / (_CELL - glyph.inked)
        if parted > best_parted:
            best, best_parted = glyph, parted
    return best


def _tone(counts: dict[Role, int]) -> Tone:
    """Return the mixture of the two commonest roles, in quarters."""
    (role, most), *others = sorted(counts.items(), key=lambda item: (-item[1], item[0].value))
    under, rest = others[0] if others else (role, 0)
    share = most / (most + rest)
    return pure(role) if share >= _PURE_ABOVE else Tone(role, under, round(share * QUARTERS))


def forget_rows() -> None:
    """Let go of the rows that are kept."""
    _row.cache_clear()
