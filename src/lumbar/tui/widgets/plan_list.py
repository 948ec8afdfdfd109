"""The rows of the plan's editor on the screen; a click tells which one, and which part of it."""

from collections.abc import Sequence

from textual import events
from textual.content import Content
from textual.geometry import Size
from textual.message import Message
from textual.widget import Widget

from lumbar.tui.plan_rows import PlanRow
from lumbar.tui.text import lines


class PlanList(Widget):
    """Rows below each other, as high as they are many."""

    DEFAULT_CSS = """
    PlanList { width: 100%; height: auto; }
    """

    class Clicked(Message):
        """A row was clicked."""

        def __init__(self, number: int, action: str) -> None:
            super().__init__()
            self.number = number
            self.action = action

    def __init__(self) -> None:
        super().__init__()
        self._rows: Sequence[PlanRow] = ()

    def show(self, rows: Sequence[PlanRow]) -> None:
        """Show other rows."""
        if rows != self._rows:
            self.refresh(layout=len(rows) != len(self._rows))
            self._rows = rows

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """Return how many rows there are."""
        del container, viewport, width
        return len(self._rows)

    def render(self) -> Content:
        """Return the rows."""
        return lines(*(row.content for row in self._rows))

    def on_click(self, event: events.Click) -> None:
        """Tell which row was clicked, and where."""
        offset = event.get_content_offset(self)
        if offset is not None and offset.y < len(self._rows):
            row = self._rows[offset.y]
            if row.number is not None:
                event.stop()
                self.post_message(self.Clicked(row.number, row.action_at(offset.x)))
