"""A text that is painted again only when it changes, and never lays the screen out again by itself."""

from textual.app import RenderResult
from textual.content import Content
from textual.geometry import Size
from textual.widgets import Static

from lumbar.tui.hanging import hung
from lumbar.tui.text import plain
from lumbar.tui.widgets.kept_lines import KeptLines


class Line(Static, KeptLines):
    """A short text; its place stays as it is, unless told otherwise."""

    def __init__(self, text: Content | str = "", *, id: str | None = None, classes: str | None = None) -> None:  # noqa: A002 - as in Textual
        self._shown = text if isinstance(text, Content) else plain(text)
        super().__init__(self._shown, id=id, classes=classes, markup=False)

    def render(self) -> RenderResult:
        """Return the text, hung where its rows wrap."""
        text = self.visual
        if not isinstance(text, Content) or self.styles.is_auto_width:  # which is as wide as the text before it is hung
            return text
        return hung(text, self.size.width)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """Return how many rows it has in *width* cells."""
        text = self.visual
        if isinstance(text, Content) and (fitted := hung(text, width)) is not text:
            return fitted.get_height(self.styles.get_rules(), width)
        return super().get_content_height(container, viewport, width)

    def show(self, text: Content | str, *, layout: bool = False) -> None:
        """Show *text* instead; with *layout* its place may become larger or smaller."""
        content = text if isinstance(text, Content) else plain(text)
        if not content.is_same(self._shown):
            self._shown = content
            self.update(content, layout=layout)
