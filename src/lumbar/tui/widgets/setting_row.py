"""One setting in the list: its name, and its value between two arrows where it can be stepped."""

from textual import events
from textual.content import Content
from textual.message import Message

from lumbar.tui.text import clean, styled
from lumbar.tui.widgets.line import Line

LABEL_WIDTH = 19
BACK, ON = "‹ ", " ›"


class SettingRow(Line):
    """Shows a setting; a click on an arrow steps its value, one elsewhere chooses or opens it."""

    DEFAULT_CSS = "SettingRow { width: 100%; height: 1; }"

    class Clicked(Message):
        """The row was clicked."""

        def __init__(self, number: int, step: int | None) -> None:
            super().__init__()
            self.number = number
            self.step = step
            """-1 or 1 for an arrow; 0 for the value; None for the name."""

    def __init__(self, number: int, label: str) -> None:
        super().__init__()
        self._number = number
        self._label = label
        self._value = ""
        self._steps = False

    def show_value(self, value: str, *, steps: bool, under_cursor: bool) -> None:
        """Show *value*, with arrows if it *steps*, and whether the cursor is here."""
        self._value, self._steps = clean(value), steps
        self.show(self._content(under_cursor=under_cursor))

    def _content(self, *, under_cursor: bool) -> Content:
        style = "bold reverse" if under_cursor else ""
        arrows = (BACK, ON) if self._steps else ("  ", "")
        gap = " " * max(1, LABEL_WIDTH - len(self._label))
        return styled(
            " ",
            (self._label, style),
            gap,
            (arrows[0], "$accent"),
            (self._value, "bold" if under_cursor else ""),
            (arrows[1], "$accent"),
        )

    def on_click(self, event: events.Click) -> None:
        """Tell the screen what was clicked."""
        event.stop()
        value_at = 1 + max(LABEL_WIDTH, len(self._label) + 1) + len(BACK)
        step = None
        if event.x >= value_at - len(BACK):
            step = 0
            if self._steps:
                step = -1 if event.x < value_at else 1
        self.post_message(self.Clicked(self._number, step))
