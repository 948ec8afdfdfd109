"""A text to type or change, with what it may be said while one types."""

from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical

from lumbar.domain.plan_limits import TextLimit
from lumbar.tui.screens.dialog import WOULD_BE_GONE, Dialog
from lumbar.tui.text import plain, styled
from lumbar.tui.widgets.key_bar import KeyBar, KeyHint
from lumbar.tui.widgets.line import Line
from lumbar.tui.widgets.typing_field import LineField, LinesField
from lumbar.words import plan_screen as words

BACK = KeyHint("escape", "Esc", "back")


class TextEntry(Dialog[str | None]):
    """Gives back the text, which is within its limit; None if the person went back."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "back", "back", priority=True),
        Binding("tab", "take_lines", "take it", priority=True),
        Binding("ctrl+s", "take", "take it", priority=True),
    ]

    def __init__(self, question: str, about: str, text: str, limit: TextLimit) -> None:
        super().__init__()
        self._question = question
        self._about = about
        self._text = text
        self._limit = limit

    def compose(self) -> ComposeResult:
        """Ask."""
        has_lines = self._limit.has_lines
        take = KeyHint("tab", "Tab or Ctrl+S", "take it") if has_lines else KeyHint("enter", "Enter", "take it")
        with Vertical(classes="dialog"):
            yield Line(self._question, classes="question")
            yield LinesField(self._text, id="typed") if has_lines else LineField(self._text, id="typed")
            yield Line(self._about, id="room", classes="detail")
            yield KeyBar((take, BACK))

    def on_mount(self) -> None:
        """Let the person type at once."""
        self.query_one("#typed").focus()
        self._say()

    @property
    def _typed(self) -> str:
        typed = self.query_one("#typed")
        return (
            typed.text if isinstance(typed, LinesField) else typed.value if isinstance(typed, LineField) else ""
        ).strip()

    def _say(self) -> None:
        wrong = self._limit.problem(self._typed)
        room = words.room_words(len(self._typed), self._limit.longest)
        said = (
            styled(("! ", "bold $warn"), f"{words.NOT_TAKEN}: it {wrong[0]}. {wrong[1]}")
            if wrong
            else plain(self._about)
        )
        self.query_one("#room", Line).update(styled(said, f" {room}."))

    def on_input_changed(self, event: LineField.Changed) -> None:
        """Say how much of it is written, and what is wrong."""
        event.stop()
        self._say()

    def on_text_area_changed(self, event: LinesField.Changed) -> None:
        """Say how much of it is written, and what is wrong."""
        event.stop()
        self._say()

    def on_input_submitted(self, event: LineField.Submitted) -> None:
        """Take it."""
        event.stop()
        self.action_take()

    def on_click(self, event: events.Click) -> None:
        """Let go of a click, so that it reaches nothing behind."""
        event.stop()

    def action_take(self) -> None:
        """Give the text back, if it is within its limit."""
        if self._limit.problem(self._typed) is None:
            self.dismiss(self._typed)

    def action_take_lines(self) -> None:
        """Give back a text of several lines, in which Enter begins another one."""
        if self._limit.has_lines:
            self.action_take()

    def action_back(self) -> None:
        """Go back without a text; what was typed is not lost by one key."""
        if self._typed == self._text.strip() or self.lets_go_of(self._typed):
            self.dismiss(None)
        else:
            self.query_one("#room", Line).update(styled((WOULD_BE_GONE.format(key="Esc"), "bold $warn")))
