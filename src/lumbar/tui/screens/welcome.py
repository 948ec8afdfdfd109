"""The first run: what lumbar is, and what holds for every exercise. Acknowledged once."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import Screen

from lumbar.about import GETTING_DOWN, GETTING_UP, GROUND_RULES, PURPOSE
from lumbar.tui.screens.help import numbered
from lumbar.tui.text import lines, styled
from lumbar.tui.widgets.key_bar import KeyBar, KeyHint
from lumbar.tui.widgets.line import Line


class WelcomeScreen(Screen[bool]):
    """True: it was read. False: not now."""

    CSS_PATH = "welcome.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "answer(True)", "I have read this"),
        Binding("q,escape", "answer(False)", "quit"),
        Binding("1,2,3", "stay", show=False),
    ]

    def __init__(self, progress: str) -> None:
        super().__init__()
        self._progress = progress

    def compose(self) -> ComposeResult:
        """Lay out the purpose, the ground rules, and the way down and up."""
        with VerticalScroll(id="reading"):
            yield Line(styled((self._progress, "$muted")), classes="progress")
            yield Line(styled(("Welcome to lumbar", "bold $accent")), classes="heading")
            yield Line(PURPOSE, classes="text")
            yield Line(styled(("What holds for every exercise", "bold")), classes="heading")
            for heading, text in GROUND_RULES.items():
                yield Line(rule(heading, text), classes="text")
            yield Line(styled(("Getting down to the floor", "bold")), classes="heading")
            yield Line(numbered(GETTING_DOWN), classes="text")
            yield Line(styled(("Getting up again", "bold")), classes="heading")
            yield Line(numbered(GETTING_UP), classes="text")
        yield KeyBar(
            (
                KeyHint("enter", "Enter", "I have read this"),
                KeyHint("down", "↑ ↓", "read on"),
                KeyHint("q", "q", "quit"),
            )
        )

    def on_mount(self) -> None:
        """Let the arrow keys scroll at once."""
        self.query_one("#reading").focus()

    def action_answer(self, read: bool) -> None:  # noqa: FBT001 - the form of an action
        """Give the answer back."""
        self.dismiss(read)

    def action_stay(self) -> None:
        """Let no page be reached around this screen."""


def rule(heading: str, text: str) -> Content:
    """Return a ground rule: heading, then text on the next line."""
    return lines(styled((heading, "bold $hold")), text)
