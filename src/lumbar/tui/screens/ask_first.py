"""What to ask a provider about before the first repetition ever of some exercises."""

from collections.abc import Iterable, Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content

from lumbar.domain.exercise import Exercise
from lumbar.tui.screens.dialog import Dialog
from lumbar.tui.text import lines, styled
from lumbar.tui.widgets.key_bar import KeyBar, KeyHint
from lumbar.tui.widgets.line import Line
from lumbar.words import next_time as words


class AskFirstScreen(Dialog[bool]):
    """Gives back whether the session starts."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,pageup", "dismiss(True)", "start"),
        Binding("escape", "dismiss(False)", "back"),
    ]

    def __init__(self, exercises: Iterable[tuple[Exercise, Sequence[str]]]) -> None:
        super().__init__()
        self._exercises = tuple(exercises)

    def compose(self) -> ComposeResult:
        """Lay out the lines of each exercise."""
        with VerticalScroll(classes="dialog -tall"):
            yield Line(words.ASK_FIRST, classes="question")
            for exercise, shown in self._exercises:
                yield Line(_together(exercise, shown), classes="text")
        hints = (
            KeyHint("enter", "Enter", "start"),
            KeyHint("down", "↑ ↓", "read on"),
            KeyHint("escape", "Esc", "back"),
        )
        yield KeyBar(hints)


def _together(exercise: Exercise, shown: Sequence[str]) -> Content:
    """Return the name, and those lines of its card."""
    return lines(styled((exercise.name, "bold $accent")), *(styled(("· ", "$warn"), line) for line in shown))
