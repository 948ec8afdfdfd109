"""The first line of a page: the name, the three pages, the day."""

from datetime import date

from textual import events
from textual.content import Content
from textual.widget import Widget

from lumbar.tui.pages import PAGES
from lumbar.tui.text import plain, styled
from lumbar.tui.widgets.key_bar import KeyBar

WIDE = 64


class TopBar(Widget):
    """Shows which page this is; the others are a click away."""

    DEFAULT_CSS = """
    TopBar { height: 1; dock: top; padding: 0 1; background: $surface; color: $text; }
    """

    def __init__(self, page: str, day: date | None = None) -> None:
        super().__init__()
        self._page = page
        self._day = day

    def show(self, day: date | None) -> None:
        """Show *day* at the right."""
        if day != self._day:
            self._day = day
            self.refresh()

    def _lead(self) -> str:
        return "lumbar" + " " * 8 if self.size.width >= WIDE else ""

    def render(self) -> Content:
        """Return name, pages and day; only the pages where it is narrow."""
        row: list[Content] = [styled((self._lead(), "bold"))]
        for key, name, _ in PAGES:
            here = name == self._page
            row.append(styled((key, "$muted"), " ", (name, "bold reverse" if here else ""), "   "))
        used = sum(piece.cell_length for piece in row)
        if self._day is not None:
            text = f"{self._day:%a} {self._day.day} {self._day:%b}"
            if used + len(text) <= self.size.width:
                row.append(plain(" " * (self.size.width - used - len(text))))
                row.append(styled((text, "$muted")))
        return Content("").join(row)

    def on_click(self, event: events.Click) -> None:
        """Go to the page that was clicked."""
        offset = event.get_content_offset(self)
        if offset is None:
            return
        left = len(self._lead())
        for key, name, _ in PAGES:
            width = len(key) + 1 + len(name)
            if left <= offset.x < left + width:
                self.post_message(KeyBar.Pressed(key))
                return
            left += width + 3
