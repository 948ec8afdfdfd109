"""A grid of samples on which shapes are painted.

Every shape is convex, so that a line of samples is one stretch: painting is one slice assignment a line.
"""

from collections.abc import Iterator, Sequence
from math import ceil, hypot, sqrt
from struct import Struct, unpack
from typing import NamedTuple

from lumbar.figure.picture import Role

_FADE_STEPS = 8  # shades of a fade


class Grain(NamedTuple):
    """How many samples a cell has, from left to right and from top to bottom."""

    across: int
    down: int


_WORDS = {2: "H", 8: "Q"}
"""By the samples that a cell has across: the letter for a word of so many bytes."""


def cells_of(samples: bytes, grain: Grain) -> list[bytes]:
    """Return the samples of each cell of a row, line after line; *samples* are those of the row."""
    word = _WORDS[grain.across]
    words = unpack(f"={len(samples) // grain.across}{word}", samples)
    columns = len(words) // grain.down
    pack = Struct(f"={grain.down}{word}").pack
    return [pack(*words[column::columns]) for column in range(columns)]


class Spot(NamedTuple):
    """A disc in the picture, in units from its upper left corner."""

    x: float
    y: float
    radius: float


class Raster:
    """Rows of samples, each the value of the role it shows."""

    def __init__(self, columns: int, rows: int, grain: Grain) -> None:
        self.columns = columns
        self.rows = rows
        self.grain = grain
        self.lines = [bytearray(columns * grain.across) for _ in range(rows * grain.down)]
        self._samples_a_unit = grain.across  # a unit is the width of a cell
        self._lines_a_unit = grain.down / 2  # a cell is twice as high as wide
        self._ink = {role: bytes([role.value]) * (columns * grain.across) for role in Role}

    def row(self, row: int) -> bytes:
        """Return the samples of a row of cells, line after line."""
        return b"".join(self.lines[row * self.grain.down : (row + 1) * self.grain.down])

    def paint_capsule(self, first: Spot, second: Spot, role: Role) -> None:
        """Paint the hull of two discs."""
        ink = self._ink[role]
        for index, start, end in self._stretches(first, second):
            self.lines[index][start:end] = ink[: end - start]

    def shade_capsule(self, first: Spot, second: Spot, shades: bytes) -> None:
        """Exchange each sample within the hull of two discs for the one that *shades* has in its place."""
        for index, start, end in self._stretches(first, second):
            self.lines[index][start:end] = self.lines[index][start:end].translate(shades)

    def fade_sides(self, cells: int) -> None:
        """Empty more and more of the samples toward both sides, over so many cells."""
        width = cells * self.grain.across
        for index, line in enumerate(self.lines):
            kept = bytes(
                0xFF if (5 * place + 3 * index) % _FADE_STEPS * width < place * _FADE_STEPS else 0
                for place in range(width)
            )
            for part, mask in ((slice(0, width), kept), (slice(len(line) - width, len(line)), kept[::-1])):
                bits = int.from_bytes(line[part], "big") & int.from_bytes(mask, "big")
                line[part] = bits.to_bytes(width, "big")

    def beside(self, other: "Raster") -> "Raster":
        """Return a raster with *other* to the right of this one."""
        joined = Raster(self.columns + other.columns, self.rows, self.grain)
        joined.lines = [mine + theirs for mine, theirs in zip(self.lines, other.lines, strict=True)]
        return joined

    def above(self, other: "Raster") -> "Raster":
        """Return a raster with *other* under this one."""
        joined = Raster(self.columns, self.rows + other.rows, self.grain)
        joined.lines = [*self.lines, *other.lines]
        return joined

    def _stretches(self, first: Spot, second: Spot) -> Iterator[tuple[int, int, int]]:
        """Yield each line of samples in the hull of two discs, with its first sample and the one after its last."""
        if hypot(second.x - first.x, second.y - first.y) <= abs(second.radius - first.radius):
            first = second = first if first.radius > second.radius else second
        unit_x, unit_y = self._samples_a_unit, self._lines_a_unit
        discs = [(spot.x * unit_x - 0.5, spot.y, spot.radius**2) for spot in (first, second)]
        edges = [(high, low, x * unit_x - 0.5, slope * unit_x) for high, low, x, slope in _tangents(first, second)]
        farthest = self.columns * self.grain.across
        lines = self._lines(
            min(first.y - first.radius, second.y - second.radius), max(first.y + first.radius, second.y + second.radius)
        )
        for index in lines:
            crossings = _crossings((index + 0.5) / unit_y, discs, edges, unit_x)
            if crossings:
                start, end = max(ceil(min(crossings)), 0), min(ceil(max(crossings)), farthest)
                if start < end:
                    yield index, start, end

    def paint_polygon(self, corners: Sequence[tuple[float, float]], role: Role) -> None:
        """Paint a convex polygon."""
        edges = [_downward(*start, *end) for start, end in zip(corners, [*corners[1:], corners[0]], strict=True)]
        for line in self._lines(min(y for _, y in corners), max(y for _, y in corners)):
            level = (line + 0.5) / self._lines_a_unit
            crossings = [x0 + (x1 - x0) * (level - y0) / (y1 - y0) for x0, y0, x1, y1 in edges if y0 <= level < y1]
            if crossings:
                self._fill(line, min(crossings), max(crossings), self._ink[role])

    def _lines(self, top: float, bottom: float) -> range:
        first = max(0, ceil(top * self._lines_a_unit - 0.5))
        return range(first, min(len(self.lines), ceil(bottom * self._lines_a_unit - 0.5)))

    def _fill(self, line: int, left: float, right: float, ink: bytes) -> None:
        start = max(0, ceil(left * self._samples_a_unit - 0.5))
        end = min(self.columns * self.grain.across, ceil(right * self._samples_a_unit - 0.5))
        if start < end:
            self.lines[line][start:end] = ink[: end - start]


def _crossings(
    level: float, discs: list[tuple[float, float, float]], edges: list[tuple[float, float, float, float]], unit_x: int
) -> list[float]:
    """Return where the level line crosses the outlines of the discs (place, level, square of the radius) and edges."""
    crossings: list[float] = []
    for x, y, square_of_radius in discs:
        square = square_of_radius - (level - y) ** 2
        if square > 0:
            half = sqrt(square) * unit_x
            crossings += (x - half, x + half)
    for high, low, x, slope in edges:
        if high <= level <= low:
            crossings.append(x + (level - high) * slope)
    return crossings


def _downward(x0: float, y0: float, x1: float, y1: float) -> tuple[float, float, float, float]:
    return (x0, y0, x1, y1) if y0 <= y1 else (x1, y1, x0, y0)


def _tangents(first: Spot, second: Spot) -> list[tuple[float, float, float, float]]:
    """Return the two outer edges between two discs: upper level, lower level, x at the upper one, slope."""
    way_x, way_y = second.x - first.x, second.y - first.y
    distance = hypot(way_x, way_y)
    if distance == 0:
        return []
    along = (first.radius - second.radius) / distance
    aside = sqrt(max(0.0, 1 - along**2))
    edges = []
    for sign in (1, -1):
        normal_x = (way_x * along - sign * way_y * aside) / distance
        normal_y = (way_y * along + sign * way_x * aside) / distance
        x0, y0, x1, y1 = _downward(
            first.x + normal_x * first.radius,
            first.y + normal_y * first.radius,
            second.x + normal_x * second.radius,
            second.y + normal_y * second.radius,
        )
        if y0 < y1:
            edges.append((y0, y1, x0, (x1 - x0) / (y1 - y0)))
    return edges
