"""Bars side by side, in eighths of a row, with a line at what was planned."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual import events
from textual.message import Message

from lumbar.tui.widgets.picture import Picture, Row, Run, merged

EIGHTHS = " ▁▂▃▄▅▆▇█"
PER_ROW = 8
GOAL = "┄"
WIDEST_BAR = 4
NARROWEST_GAP = 2
AXIS_WIDTH = 5
"""What stands at the left of the bars: a figure, and a space."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """One bar."""

    amount: float
    """0 or more."""
    goal: float
    """0 if nothing was planned."""


def bar_cells(bars: Sequence[Bar], *, height: int, column: int, axis: int = AXIS_WIDTH) -> tuple[Row, ...]:
    """Return *height* rows: each bar in a *column* so wide, its goal as a dotted line that the bar hides.

    At the left, in *axis* cells, stands the highest goal beside its line. What is more than nothing shows at least an
    eighth.
    """
    most = max([*(bar.amount for bar in bars), *(bar.goal for bar in bars), 0])
    if not most or height < 1:
        return tuple([(" " * (axis + column * len(bars)), "")] for _ in range(height))
    highest_goal = max(bar.goal for bar in bars)
    rows = []
    for y in range(height):
        cells: list[Run] = [(_axis(axis, highest_goal if _row_of(highest_goal, most, height) == y else 0), "axis")]
        for bar in bars:
            cells += _cells_of(bar, most, height, y, column)
        rows.append(merged(cells))
    return tuple(rows)


def _axis(width: int, goal: float) -> str:
    label = f"{round(goal)}" if goal else ""
    return f"{label:>{width - 1}} " if width else ""


def _row_of(amount: float, most: float, height: int) -> int:
    """Return the row, from the top, in which a bar of that *amount* ends."""
    eighths = max(1, round(amount / most * height * PER_ROW))
    return height - 1 - (eighths - 1) // PER_ROW


def _cells_of(bar: Bar, most: float, height: int, y: int, column: int) -> list[Run]:
    eighths = round(bar.amount / most * height * PER_ROW)
    if bar.amount and not eighths:
        eighths = 1
    here = min(PER_ROW, max(0, eighths - (height - 1 - y) * PER_ROW))
    at_goal = bool(bar.goal) and _row_of(bar.goal, most, height) == y
    blank = (GOAL if at_goal else " ", "goal" if at_goal else "")
    width = min(WIDEST_BAR, max(1, column - NARROWEST_GAP))
    filled = (EIGHTHS[here], "bar") if here else blank
    return [filled] * width + [blank] * (column - width)


class Bars(Picture):
    """The bars of a week. Can be clicked."""

    PREFIX = "bars"
    COMPONENT_CLASSES: ClassVar[set[str]] = {"bars--bar", "bars--goal", "bars--axis"}
    DEFAULT_CSS = """
    Bars { width: 100%; background: $background; }
    Bars > .bars--bar { color: $hold; }
    Bars > .bars--goal { color: $muted; }
    Bars > .bars--axis { color: $muted; }
    """

    class Chosen(Message):
        """A column was clicked."""

        def __init__(self, number: int) -> None:
            super().__init__()
            self.number = number

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - as in Textual
        super().__init__(id=id)
        self._bars: tuple[Bar, ...] = ()
        self._column, self._axis = 1, AXIS_WIDTH

    def show(self, bars: Sequence[Bar], *, column: int, axis: int = AXIS_WIDTH) -> None:
        """Show *bars*, each in a *column* so wide."""
        if (tuple(bars), column, axis) != (self._bars, self._column, self._axis):
            self._bars, self._column, self._axis = tuple(bars), column, axis
            self.paint_again()

    def rows(self, width: int, height: int) -> Sequence[Row]:
        """Return the bars."""
        del width
        return bar_cells(self._bars, height=height, column=self._column, axis=self._axis)

    def on_click(self, event: events.Click) -> None:
        """Tell which column was clicked."""
        offset = event.get_content_offset(self)
        number = -1 if offset is None else (offset.x - self._axis) // self._column
        if 0 <= number < len(self._bars):
            self.post_message(self.Chosen(number))


def level_bar(share: float, width: int) -> tuple[str, str]:
    """Return a bar that lies, and the track that is left: *share* (0 to 1) of *width* cells, in halves of a cell."""
    halves = max(0, min(width * 2, round(share * width * 2)))
    lit = "━" * (halves // 2) + "╸" * (halves % 2)
    return lit, "·" * (width - len(lit))
