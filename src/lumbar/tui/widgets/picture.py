"""A picture made of cells: worked out once for each size, kept as strips until what it shows changes."""

from abc import abstractmethod
from collections.abc import Sequence

from rich.segment import Segment
from textual.geometry import Size
from textual.strip import Strip
from textual.widget import Widget

Run = tuple[str, str]
"""A piece of a row, and what it is: the name of a component class, without the picture's own; empty for none."""
Row = Sequence[Run]
"""A row of cells, from left to right."""


class Picture(Widget):
    """Shows rows that a pure function made. What a run is called has a style in the class's own sheet."""

    PREFIX = "picture"
    """Stands before the name of a run, and two hyphens, in the component classes."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - as in Textual
        super().__init__(id=id)
        self._strips: tuple[Strip, ...] = ()
        self._strips_for: Size | None = None

    @abstractmethod
    def rows(self, width: int, height: int) -> Sequence[Row]:
        """Return at most *height* rows of at most *width* cells."""

    def paint_again(self) -> None:
        """Work the picture out again, as something else is to be seen."""
        self._strips_for = None
        self.refresh()

    def notify_style_update(self) -> None:
        """Take the colours of another theme."""
        super().notify_style_update()
        self._strips_for = None

    def render_line(self, y: int) -> Strip:
        """Return one row."""
        if self._strips_for != self.size:
            self._strips = tuple(self._strip(row) for row in self.rows(self.size.width, self.size.height))
            self._strips_for = self.size
        return self._strips[y] if y < len(self._strips) else Strip.blank(self.size.width, self.rich_style)

    def _strip(self, row: Row) -> Strip:
        segments = [
            Segment(text, self.get_component_rich_style(f"{self.PREFIX}--{name}") if name else self.rich_style)
            for text, name in row
            if text
        ]
        return Strip(segments).adjust_cell_length(self.size.width, self.rich_style)


def merged(cells: Sequence[Run]) -> Row:
    """Return *cells* with neighbours of one name joined: the fewer runs, the less is written."""
    joined: list[Run] = []
    for text, name in cells:
        if joined and joined[-1][1] == name:
            joined[-1] = (joined[-1][0] + text, name)
        elif text:
            joined.append((text, name))
    return joined
