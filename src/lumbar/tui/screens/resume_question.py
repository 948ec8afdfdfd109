"""After an interrupted session: go on, keep it as it is, or discard it."""

from textual.app import ComposeResult
from textual.containers import Vertical

from lumbar.session_commands import RESUMING, Resume
from lumbar.tui.screens.dialog import Dialog
from lumbar.tui.screens.help import RESUME_KEYS
from lumbar.tui.text import plain
from lumbar.tui.widgets.key_bar import KEYS_HINT, KeyBar, KeyHint
from lumbar.tui.widgets.line import Line
from lumbar.words.next_time import DISCARD_AGAIN


class ResumeQuestion(Dialog[Resume]):
    """Says where the session stopped, and asks."""

    KEYS = RESUME_KEYS

    def __init__(self, where: str, *, can_go_on: bool = True, can_keep: bool = True, can_discard: bool = True) -> None:
        super().__init__()
        self._where = where
        self._can_go_on = can_go_on
        self._can_keep = can_keep
        self._can_discard = can_discard
        self._asked_twice = False

    def compose(self) -> ComposeResult:
        """Ask."""
        resume = (KeyHint("enter", "Enter", "resume"),) if self._can_go_on else ()
        keep = (KeyHint("k", "k or Esc", "keep"),) if self._can_keep else ()
        discard = (KeyHint("x", "x", "discard"),) if self._can_discard else ()
        with Vertical(classes="dialog"):
            yield Line(self._where, classes="question")
            yield Line(self._detail(), id="detail", classes="detail")
            hints = (*resume, *keep, *discard, KEYS_HINT)
            with Vertical(classes="keys"):
                if hints[:-2]:
                    yield KeyBar(hints[:-2])
                yield KeyBar(hints[-2:])

    def _detail(self) -> str:
        if not self._can_go_on:
            return self._detail_if_over()
        if not self._can_discard:
            return "Resume it, with time to get into position; or keep what you did as it is."
        return "Resume it, with time to get into position; keep what you did as it is; or discard it."

    def _detail_if_over(self) -> str:
        if not self._can_keep:
            return "It cannot go on."
        return f"It cannot go on. Keep what you did as it is{'; or discard it' if self._can_discard else ''}."

    def takes_key(self, key: str) -> bool:
        """Take an answer, as far as it can be."""
        match RESUMING.get(key):
            case Resume.GO_ON if self._can_go_on:
                self.dismiss(Resume.GO_ON)
            case Resume.KEEP if self._can_keep:
                self.dismiss(Resume.KEEP)
            case Resume.DISCARD if self._can_discard:
                self._discard()
        return key in RESUMING

    def _discard(self) -> None:
        """Discard it, if it is asked for twice. What was told of something that hurt is never lost that way."""
        if self._asked_twice:
            self.dismiss(Resume.DISCARD)
            return
        self._asked_twice = True
        self.query_one("#detail", Line).update(plain(DISCARD_AGAIN))
