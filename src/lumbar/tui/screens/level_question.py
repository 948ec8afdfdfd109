"""Pain now, 0 to 10, one key: before a session and after it. It can be left out."""

from textual import events
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content

from lumbar.domain.pain import HIGHEST_LEVEL
from lumbar.inquiry_view import LEVEL_KEYS
from lumbar.session_commands import HELP_KEYS, LEAVE_OUT_KEYS
from lumbar.tui.screens.dialog import Dialog
from lumbar.tui.screens.help import PAIN_KEYS
from lumbar.tui.text import styled
from lumbar.tui.widgets.key_bar import KeyBar, KeyHint
from lumbar.tui.widgets.line import Line
from lumbar.words import hurts

CELL = 3
LEFT_OUT = -1


class LevelQuestion(Dialog[int]):
    """Gives back the level, or LEFT_OUT; nothing where Escape *leads_back*, away from what was about to come."""

    KEYS = PAIN_KEYS

    def __init__(self, question: str, *, leads_back: bool = False) -> None:
        super().__init__()
        self._question = question
        self._leads_back = leads_back
        self._highlighted: int | None = None

    def compose(self) -> ComposeResult:
        """Ask."""
        with Vertical(classes="dialog"):
            yield Line(self._question, classes="question")
            yield Line(hurts.LEVEL_ENDS, classes="detail")
            yield Line(self._scale(), id="scale", classes="text")
            yield KeyBar(
                (
                    KeyHint("enter", "Enter", "leave it out", "leave out"),
                    KeyHint("x", "x", "ten", "ten"),
                    KeyHint("right", "← →", "choose"),
                    *((KeyHint("escape", "Esc", "back"),) if self._leads_back else ()),
                )
            )

    def _scale(self) -> Content:
        cells = (
            (f" {key} ", "bold reverse" if level == self._highlighted else "bold $accent")
            for level, key in enumerate(LEVEL_KEYS)
        )
        return styled(*cells)

    def on_key(self, event: events.Key) -> None:
        """Take a digit, x for ten, arrows and Enter; Escape leaves it out, or leads back."""
        event.stop()
        event.prevent_default()
        self._press(event.key)

    def on_click(self, event: events.Click) -> None:
        """Take the number that was clicked."""
        scale = self.query_one("#scale", Line)
        offset = event.get_content_offset(scale) if event.widget is scale else None
        if offset is not None and offset.x // CELL <= HIGHEST_LEVEL:
            self.dismiss(offset.x // CELL)

    def _press(self, key: str) -> None:
        if key in LEVEL_KEYS:
            self.dismiss(LEVEL_KEYS.index(key))
        elif key in ("left", "right", "h", "l"):
            step = 1 if key in ("right", "l") else -1
            start = self._highlighted if self._highlighted is not None else -1 if step > 0 else 1
            self._highlighted = min(HIGHEST_LEVEL, max(0, start + step))
            self.query_one("#scale", Line).update(self._scale())
        elif key == "c":
            self.app.run_worker(self.run_action("app.care"))
        elif key in HELP_KEYS:
            self.action_keys()
        elif key == "escape" and self._leads_back:
            self.dismiss()
        elif key in LEAVE_OUT_KEYS:
            self.dismiss(LEFT_OUT if self._highlighted is None or key == "escape" else self._highlighted)
