"""One question that is answered by typing: a yes, a name, a path."""

from collections.abc import Callable
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical

from lumbar.tui.screens.dialog import WOULD_BE_GONE, Dialog
from lumbar.tui.text import lines, styled
from lumbar.tui.widgets.key_bar import KeyBar, KeyHint
from lumbar.tui.widgets.line import Line
from lumbar.tui.widgets.typing_field import LineField


def anything(_: str) -> bool:
    """Accept every text."""
    return True


def a_yes(text: str) -> bool:
    """Accept the word yes alone."""
    return text.strip().lower() == "yes"


class TextQuestion(Dialog[str | None]):
    """Gives back what was typed, once *accepts* does; None if the person went back."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "back", "back"),
    ]

    def __init__(
        self,
        question: str,
        *,
        facts: tuple[str, ...] = (),
        accepts: Callable[[str], bool] = anything,
        refusal: Callable[[str], str] = lambda _text: "",
        edits: bool = False,
        text: str = "",
    ) -> None:
        super().__init__()
        self._question = question
        self._facts = facts
        self._accepts = accepts
        self._refusal = refusal
        """Why a text is not taken, in a sentence; empty if it is."""
        self._edits = edits
        """Whether what stands there is changed; else the first key that is typed replaces it."""
        self._text = text

    def compose(self) -> ComposeResult:
        """Ask."""
        with Vertical(classes="dialog"):
            yield Line(lines(*(styled((fact, "bold $warn")) for fact in self._facts)), classes="text")
            yield Line(self._question, classes="question")
            yield LineField(self._text, id="typed", select_on_focus=not self._edits)
            yield Line(id="refusal")
            yield KeyBar((KeyHint("enter", "Enter", "take it"), KeyHint("escape", "Esc", "back")))

    def on_mount(self) -> None:
        """Let the person type at once."""
        self.query_one(LineField).focus()

    def on_input_submitted(self, event: LineField.Submitted) -> None:
        """Take what was typed, if it is accepted."""
        event.stop()
        refusal = self._refusal(event.value)
        self.query_one("#refusal", Line).update(styled((refusal, "bold $warn")))
        if not refusal and self._accepts(event.value):
            self.dismiss(event.value.strip())

    def action_back(self) -> None:
        """Go back without an answer; what was typed is not lost by one key."""
        typed = self.query_one(LineField).value
        if typed == self._text or self.lets_go_of(typed):
            self.dismiss(None)
        else:
            self.query_one("#refusal", Line).update(styled((WOULD_BE_GONE.format(key="Esc"), "bold $warn")))
