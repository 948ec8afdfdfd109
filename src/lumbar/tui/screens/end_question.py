"""Asks whether to end the session here."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical

from lumbar.tui.screens.dialog import Dialog
from lumbar.tui.screens.help import END_KEYS
from lumbar.tui.widgets.key_bar import KeyBar, KeyHint
from lumbar.tui.widgets.line import Line


class EndQuestion(Dialog[bool]):
    """True: end the session and keep it. False: go back; it is still paused."""

    KEYS = END_KEYS

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,y", "answer(True)", "end the session"),
        Binding("escape,n,q,space,pagedown", "answer(False)", "back"),
    ]

    def compose(self) -> ComposeResult:
        """Ask."""
        with Vertical(classes="dialog"):
            yield Line("End the session here?", classes="question")
            yield Line("What you did is kept. You can also go back: it stays paused.", classes="detail")
            yield KeyBar((KeyHint("enter", "Enter", "end the session"), KeyHint("escape", "Esc", "back")))

    def action_answer(self, end: bool) -> None:  # noqa: FBT001 - the form of an action
        """Give the answer back."""
        self.dismiss(end)
