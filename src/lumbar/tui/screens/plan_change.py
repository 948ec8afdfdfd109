"""What another plan makes different, before it is kept; or why it cannot be kept yet."""

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll

from lumbar.tui.screens.dialog import Dialog
from lumbar.tui.text import lines, styled
from lumbar.tui.widgets.key_bar import KeyBar, KeyHint
from lumbar.tui.widgets.line import Line


class PlanChangeScreen(Dialog[bool]):
    """True: keep it. False: back to the plan."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,y", "keep", "keep it"),
        Binding("escape,n,q", "dismiss(False)", "back"),
    ]

    def __init__(self, title: str, sentences: Sequence[str], *, remarks: Sequence[str] = (), can_keep: bool) -> None:
        super().__init__()
        self._title = title
        self._sentences = sentences
        self._remarks = remarks
        self._can_keep = can_keep

    def compose(self) -> ComposeResult:
        """Lay out the sentences."""
        keep = (KeyHint("enter", "Enter", "keep it"),) if self._can_keep else ()
        with VerticalScroll(classes="dialog -tall", id="change"):
            yield Line(self._title, classes="question")
            yield Line(lines(*(styled(("· ", "$muted"), one) for one in self._sentences)), classes="text")
            if self._remarks:
                yield Line(lines(*self._remarks), classes="detail")
        yield KeyBar((*keep, KeyHint("down", "↑ ↓", "read on"), KeyHint("escape", "Esc", "back")))

    def action_keep(self) -> None:
        """Keep it, if it can be kept."""
        self.dismiss(self._can_keep)
