"""Where a person types: as everywhere, text that comes in from outside is no order to the terminal."""

from dataclasses import replace

from textual.widgets import Input, TextArea
from textual.widgets.text_area import Edit, EditResult

from lumbar.tui.text import clean


class LineField(Input):
    """One line; what is in it, typed, pasted or from a file, is harmless."""

    def validate_value(self, value: str) -> str:
        """Return *value* as it can be shown, on one line."""
        return clean(value).replace("\n", " ")

    def replace(self, text: str, start: int, end: int) -> None:
        """Put *text* in; the cursor goes behind what is left of it."""
        super().replace(self.validate_value(text), start, end)


class LinesField(TextArea):
    """Several lines; what is in them, typed, pasted or from a file, is harmless."""

    def __init__(self, text: str, *, id: str | None = None) -> None:  # noqa: A002 - as in Textual
        super().__init__(clean(text), id=id)

    def edit(self, edit: Edit) -> EditResult:
        """Make a change to the text."""
        return super().edit(replace(edit, text=clean(edit.text)))
