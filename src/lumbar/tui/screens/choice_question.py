"""One question with a few answers, one key each."""

from collections.abc import Sequence
from typing import NamedTuple

from textual import events
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content

from lumbar.tui.screens.dialog import Dialog
from lumbar.tui.screens.help import CHOICE_KEYS
from lumbar.tui.text import lines, styled
from lumbar.tui.widgets.key_bar import KeyBar, KeyHint
from lumbar.tui.widgets.line import Line


class Answer(NamedTuple):
    """One thing that can be answered."""

    key: str
    """As Textual names it: a digit or a letter."""
    words: str


FORWARD = frozenset({"down", "right", "j", "pagedown"})
BACKWARD = frozenset({"up", "left", "k"})
TAKE = frozenset({"enter", "pageup"})


class ChoiceQuestion(Dialog[str | None]):
    """Gives back the key of the answer; None if the question was left out, where that is possible."""

    KEYS = CHOICE_KEYS

    def __init__(
        self,
        question: str,
        answers: Sequence[Answer],
        *,
        facts: Sequence[str] = (),
        preselected: int | None = None,
        leave_out: str = "",
    ) -> None:
        super().__init__()
        self._question = question
        self._answers = tuple(answers)
        self._facts = tuple(facts)
        self._under_cursor = preselected
        self._leave_out = leave_out
        """What Escape does, in words; empty if the question must be answered."""

    def compose(self) -> ComposeResult:
        """Ask."""
        enter = (KeyHint("enter", "Enter", "choose"),)
        leave = (KeyHint("escape", "Esc", self._leave_out),) if self._leave_out else ()
        with Vertical(classes="dialog"):
            yield Line(self._question, classes="question")
            if self._facts:
                yield Line(lines(*self._facts), classes="detail")
            yield Line(self._rows(), id="answers", classes="text")
            yield KeyBar((*leave, KeyHint("down", "↑ ↓", "move"), *enter))

    def _rows(self) -> Content:
        return lines(
            *(
                styled(
                    (f" {answer.key}  ", "bold $accent"),
                    (answer.words, "bold reverse" if number == self._under_cursor else ""),
                )
                for number, answer in enumerate(self._answers)
            )
        )

    def takes_key(self, key: str) -> bool:
        """Take an answer's own key, or arrows and Enter."""
        if key in {answer.key for answer in self._answers}:
            self.dismiss(key)
        elif key in FORWARD | BACKWARD:
            self._move(1 if key in FORWARD else -1)
        elif key in TAKE and self._under_cursor is not None:
            self.dismiss(self._answers[self._under_cursor].key)
        elif key == "escape" and self._leave_out:
            self.dismiss(None)
        else:
            return False
        return True

    def _move(self, step: int) -> None:
        count = len(self._answers)
        start = self._under_cursor if self._under_cursor is not None else -1 if step > 0 else count
        self._under_cursor = (start + step) % count
        self.query_one("#answers", Line).update(self._rows())

    def on_click(self, event: events.Click) -> None:
        """Take the answer that was clicked."""
        answers = self.query_one("#answers", Line)
        offset = event.get_content_offset(answers) if event.widget is answers else None
        if offset is not None and offset.y < len(self._answers):
            self.dismiss(self._answers[offset.y].key)
