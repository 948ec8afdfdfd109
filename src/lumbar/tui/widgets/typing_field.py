"""Where a person types a line: as everywhere, text that comes in from outside is no order to the terminal."""

from textual.widgets import Input

from lumbar.tui.text import clean


class LineField(Input):
    """One line; what is in it, typed, pasted or from a file, is harmless."""

    def validate_value(self, value: str) -> str:
        """Return *value* as it can be shown, on one line."""
        return clean(value).replace("\n", " ")

    def replace(self, text: str, start: int, end: int) -> None:
        """Put *text* in; the cursor goes behind what is left of it."""
        super().replace(self.validate_value(text), start, end)
