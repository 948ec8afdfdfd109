"""Which day: typed, and said at once if it cannot be read."""

from datetime import date
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical

from lumbar.domain.typed_day import HOW_TO_TYPE_A_DAY, NotReadableError, read_day
from lumbar.tui.screens.dialog import Dialog
from lumbar.tui.text import styled
from lumbar.tui.widgets.key_bar import KeyBar, KeyHint
from lumbar.tui.widgets.line import Line
from lumbar.tui.widgets.typing_field import LineField


class DayQuestion(Dialog[date | None]):
    """Gives back a day that is not to come; None if the person went back."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "back", "back")]

    def __init__(self, question: str, today: date, *, text: str = "") -> None:
        super().__init__()
        self._question = question
        self._today = today
        self._text = text

    def compose(self) -> ComposeResult:
        """Ask."""
        with Vertical(classes="dialog"):
            yield Line(self._question, classes="question")
            yield LineField(self._text, id="typed")
            yield Line(styled((HOW_TO_TYPE_A_DAY, "$muted")), id="problem", classes="text")
            yield KeyBar((KeyHint("enter", "Enter", "take it"), KeyHint("escape", "Esc", "back")))

    def on_mount(self) -> None:
        """Let the person type at once."""
        self.query_one(LineField).focus()

    def on_input_submitted(self, event: LineField.Submitted) -> None:
        """Take the day, or say why it is none."""
        event.stop()
        try:
            self.dismiss(read_day(event.value, self._today))
        except NotReadableError as error:
            self.query_one("#problem", Line).update(styled((str(error), "bold $warn")))

    def action_back(self) -> None:
        """Go back without an answer."""
        self.dismiss(None)
