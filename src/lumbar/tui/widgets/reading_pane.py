"""A long text that scrolls, and another one in its place without laying the screen out again."""

from textual.content import Content
from textual.geometry import Region, Size
from textual.scroll_view import ScrollView
from textual.strip import Strip
from textual.visual import Visual

from lumbar.tui.hanging import hung
from lumbar.tui.widgets.kept_lines import KeptLines

GAP = 1
"""Cells between the text and the scroll bar."""

MOST_KEPT = 16
"""Texts whose rows are kept."""


class ReadingPane(ScrollView, KeptLines, can_focus=False):
    """A text in lines of at most *widest* cells."""

    DEFAULT_CSS = """
    ReadingPane { overflow-x: hidden; scrollbar-size-vertical: 1; }
    """

    def __init__(self, *, widest: int, id: str | None = None) -> None:  # noqa: A002 - as in Textual
        super().__init__(id=id)
        self._widest = widest
        self._text = Content("")
        self._rows: list[Strip] = []
        self._wrapped: list[tuple[Content, int, list[Strip]]] = []
        """Texts, the newest first, with the width that their rows fill: one often goes back and forth."""

    @property
    def content(self) -> Content:
        """The whole text."""
        return self._text

    def show(self, text: Content) -> None:
        """Show *text* instead; one reads on where one was."""
        if not text.is_same(self._text):
            self._text = text
            self._wrap()

    def on_resize(self) -> None:
        """Fit the text to the new width."""
        self._wrap()

    def notify_style_update(self) -> None:
        """Take other colours."""
        super().notify_style_update()
        self._wrapped.clear()
        if self.is_mounted:
            self._wrap()

    def render_line(self, y: int) -> Strip:
        """Return the row *y* of those that are seen."""
        row, width = y + self.scroll_offset.y, self.scrollable_content_region.width
        strip = self._rows[row] if row < len(self._rows) else Strip([])
        return strip.adjust_cell_length(width, self.rich_style)

    def _rows_of(self, text: Content, whole: int) -> list[Strip]:
        """Return *text* in rows that fill *whole* cells."""
        for kept, kept_width, rows in self._wrapped:
            if kept_width == whole and kept.is_same(text):
                return rows
        width = min(self._widest, whole - GAP)
        rows = Visual.to_strips(self, hung(text, width), width, None, self.visual_style) if width > 0 else []
        fresh = [row.adjust_cell_length(whole, self.rich_style) for row in rows]
        self._wrapped[:] = [(text, whole, fresh), *self._wrapped[: MOST_KEPT - 1]]
        return fresh

    def _wrap(self) -> None:
        """Put the text into rows. The screen is laid out again only where the scroll bar comes or goes."""
        region = self.scrollable_content_region
        self._rows = self._rows_of(self._text, region.width)
        size = Size(region.width, len(self._rows))
        if (size.height > region.height) is not self.show_vertical_scrollbar:
            self.virtual_size = size
        else:
            self.set_reactive(ReadingPane.virtual_size, size)
            if self.show_vertical_scrollbar:
                self.vertical_scrollbar.window_virtual_size = size.height
            self.scroll_to(y=min(self.scroll_y, self.max_scroll_y), animate=False)
        self.refresh(Region(0, 0, *self.size))
