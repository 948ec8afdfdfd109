"""Asks where a copy of everything is to be saved."""

from pathlib import Path
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen

from lumbar.tui.widgets.key_bar import KeyBar, KeyHint
from lumbar.tui.widgets.line import Line
from lumbar.tui.widgets.typing_field import LineField

USUAL_PLACE = "~/lumbar-copy.json"


class SaveCopyScreen(ModalScreen[Path]):
    """Gives back the path that was typed; nothing if the person goes back."""

    CSS_PATH = "dialog.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "dismiss", "back")]

    def compose(self) -> ComposeResult:
        """Ask."""
        with Vertical(classes="dialog"):
            yield Line("Save a copy of everything to a new file:", classes="question")
            yield LineField(USUAL_PLACE, id="place", select_on_focus=False)
            yield Line(
                "It has your whole history, and what could not be saved. Choose another disk if this one is full.",
                classes="detail",
            )
            yield KeyBar((KeyHint("enter", "Enter", "save"), KeyHint("escape", "Esc", "back")))

    def on_mount(self) -> None:
        """Let the person type at once."""
        self.query_one(LineField).focus()

    def on_input_submitted(self, message: LineField.Submitted) -> None:
        """Give the path back."""
        message.stop()
        if message.value.strip():
            self.dismiss(Path(message.value.strip()))
