"""The breath in a hold: a word, and a line of which only the end that moves is painted again."""

from typing import NamedTuple

from rich.segment import Segment
from textual.geometry import Region
from textual.strip import Strip

from lumbar.tui.breath_view import BREATH_CELLS, BreathView
from lumbar.tui.widgets.kept_lines import KeptLines

GAP = 2


class _Cells(NamedTuple):
    """A row of cells in three parts."""

    before: str
    lit: str
    dim: str

    @property
    def text(self) -> str:
        return "".join(self)


class BreathLine(KeptLines):
    """One row; empty where nothing is held."""

    COMPONENT_CLASSES = {"breath--words", "breath--lit", "breath--dim"}  # noqa: RUF012 - as in Textual
    DEFAULT_CSS = """
    BreathLine { height: 1; background: $background; }
    BreathLine .breath--words { color: $muted; }
    BreathLine .breath--lit { color: $hold; }
    BreathLine .breath--dim { color: $track; }
    """

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - as in Textual
        super().__init__(id=id)
        self._view: BreathView | None = None

    def show(self, view: BreathView | None) -> None:
        """Show *view*; only cells that change are painted."""
        if view == self._view:
            return
        width = self.size.width
        before, self._view = _cells(self._view, width).text, view
        now = _cells(view, width).text
        changed = [column for column in range(width) if before[column] != now[column]]
        if changed:
            self.refresh(Region(changed[0], 0, changed[-1] - changed[0] + 1, 1))

    def render_line(self, y: int) -> Strip:
        """Return the row."""
        width = self.size.width
        if y or self._view is None:
            return Strip.blank(width, self.rich_style)
        cells = _cells(self._view, width)
        styles = ("breath--words", "breath--lit", "breath--dim")
        parts = zip(cells, styles, strict=True)
        return Strip([Segment(text, self.get_component_rich_style(style)) for text, style in parts], width)


def _cells(view: BreathView | None, width: int) -> _Cells:
    if view is None:
        return _Cells(" " * width, "", "")
    if view.lit is None:
        return _Cells(view.words.center(width)[:width], "", "")
    left = max(0, (width - len(view.words) - GAP - BREATH_CELLS) // 2)
    before = (" " * left + view.words + " " * GAP)[:width]
    lit = "━" * min(view.lit, max(0, width - len(before)))
    dim = "─" * (BREATH_CELLS - len(lit)) + " " * width
    return _Cells(before, lit, dim[: width - len(before) - len(lit)])
