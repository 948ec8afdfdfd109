"""Where a person types several lines: a file of its own, as what Textual has for it is large and seldom needed."""

from dataclasses import replace

from textual.widgets import TextArea
from textual.widgets.text_area import Edit, EditResult

from lumbar.tui.text import clean


class LinesField(TextArea):
    """Several lines; what is in them, typed, pasted or from a file, is harmless."""

    def __init__(self, text: str, *, id: str | None = None) -> None:  # noqa: A002 - as in Textual
        super().__init__(clean(text), id=id)

    def edit(self, edit: Edit) -> EditResult:
        """Make a change to the text."""
        return super().edit(replace(edit, text=clean(edit.text)))
