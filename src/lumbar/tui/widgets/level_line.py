"""A line from 0 to 10 through the levels that were told, with gaps where nothing was recorded."""

from collections.abc import Sequence
from typing import ClassVar

from lumbar.domain.pain import HIGHEST_LEVEL
from lumbar.tui.widgets.bars import AXIS_WIDTH
from lumbar.tui.widgets.picture import Picture, Row

LEVELS = HIGHEST_LEVEL + 1
DOTS_DOWN, DOTS_ACROSS = 4, 2
BRAILLE = 0x2800
DOT_BITS = ((0x01, 0x08), (0x02, 0x10), (0x04, 0x20), (0x40, 0x80))

Points = Sequence[int | None]
"""The levels of a day, one after the other; None is a gap."""


def line_cells(days: Sequence[Points], *, height: int, column: int, axis: int = AXIS_WIDTH) -> tuple[Row, ...]:
    """Return *height* rows (3 or more): each day's points spread over its *column*, joined where both are known.

    The axis goes from 0 to 10 whatever the levels are. A day without a level leaves a gap.
    """
    scale = height * DOTS_DOWN // LEVELS
    dots: set[tuple[int, int]] = set()
    before: tuple[int, int] | None = None
    for number, points in enumerate(days):
        if not points:
            before = None
        for place, level in enumerate(points):
            if level is None:
                before = None
                continue
            here = (_across(number, place, len(points), column), height * DOTS_DOWN - 1 - level * scale)
            dots |= _point(here, scale)
            if before is not None:
                dots |= _joined(before, here)
            before = here
    top = height - 1 - (HIGHEST_LEVEL * scale) // DOTS_DOWN
    return tuple(
        [(_axis(y, top, height)[-axis:] if axis else "", "axis"), (_braille(dots, y, column * len(days)), "line")]
        for y in range(height)
    )


def _across(day: int, place: int, count: int, column: int) -> int:
    """Return the dot across at which a point stands: the points of a day are spread over most of its column."""
    width = column * DOTS_ACROSS
    first, room = day * width + 1, max(1, width - DOTS_ACROSS * 2)
    return first + (room * place // (count - 1) if count > 1 else room // 2)


def _point(at: tuple[int, int], scale: int) -> set[tuple[int, int]]:
    """Return a point that is seen also where no line leads to it."""
    x, y = at
    return {(x + right, y - up) for right in range(DOTS_ACROSS) for up in range(max(2, scale))}


def _joined(start: tuple[int, int], end: tuple[int, int]) -> set[tuple[int, int]]:
    steps = max(abs(end[0] - start[0]), abs(end[1] - start[1]), 1)
    return {
        (round(start[0] + (end[0] - start[0]) * step / steps), round(start[1] + (end[1] - start[1]) * step / steps))
        for step in range(steps + 1)
    }


def _axis(y: int, top: int, height: int) -> str:
    label = str(HIGHEST_LEVEL) if y == top else "0" if y == height - 1 else ""
    mark = "┤" if label else "│"
    return f"{label:>{AXIS_WIDTH - 2}} {mark}"


def _braille(dots: set[tuple[int, int]], y: int, width: int) -> str:
    cells = []
    for x in range(width):
        bits = sum(
            DOT_BITS[down][right]
            for down in range(DOTS_DOWN)
            for right in range(DOTS_ACROSS)
            if (x * DOTS_ACROSS + right, y * DOTS_DOWN + down) in dots
        )
        cells.append(chr(BRAILLE + bits) if bits else " ")
    return "".join(cells)


class LevelLine(Picture):
    """The discomfort of some days."""

    PREFIX = "level"
    COMPONENT_CLASSES: ClassVar[set[str]] = {"level--line", "level--axis"}
    DEFAULT_CSS = """
    LevelLine { width: 100%; background: $background; }
    LevelLine > .level--line { color: $accent; }
    LevelLine > .level--axis { color: $muted; }
    """

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - as in Textual
        super().__init__(id=id)
        self._days: tuple[tuple[int | None, ...], ...] = ()
        self._column, self._axis = 1, AXIS_WIDTH

    def show(self, days: Sequence[Points], *, column: int, axis: int = AXIS_WIDTH) -> None:
        """Show *days*, each in a *column* so wide."""
        shown = tuple(tuple(points) for points in days)
        if (shown, column, axis) != (self._days, self._column, self._axis):
            self._days, self._column, self._axis = shown, column, axis
            self.paint_again()

    def rows(self, width: int, height: int) -> Sequence[Row]:
        """Return the line."""
        del width
        return line_cells(self._days, height=height, column=self._column, axis=self._axis)
