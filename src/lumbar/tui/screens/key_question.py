"""Asks for a key of the session: the next key that is pressed is the answer."""

from textual import events
from textual.app import ComposeResult
from textual.containers import Vertical

from lumbar.session_keys import SessionKey, SessionKeys, UnusableKeyError, label, name_of
from lumbar.tui.screens.dialog import Dialog
from lumbar.tui.text import styled
from lumbar.tui.widgets.key_bar import KeyBar, KeyHint
from lumbar.tui.widgets.line import Line
from lumbar.words.settings import KEY_WORDS


class KeyQuestion(Dialog[SessionKeys | None]):
    """Gives back the keys with the new one; None if the person went back."""

    def __init__(self, use: SessionKey, keys: SessionKeys, *, added: bool) -> None:
        super().__init__()
        self._use = use
        self._keys = keys
        self._added = added
        """Whether the keys that there are stay."""

    def compose(self) -> ComposeResult:
        """Ask."""
        name = KEY_WORDS[self._use][0]
        question = f"Press one more key for: {name}" if self._added else f"Press the key for: {name}"
        with Vertical(classes="dialog"):
            yield Line(question, classes="question")
            yield Line(KEY_WORDS[self._use][1], classes="detail")
            yield Line(f"Now: {self._keys.labels(self._use)}", id="now", classes="text")
            yield KeyBar((KeyHint("escape", "Esc", "leave it as it is"),))

    def on_key(self, event: events.Key) -> None:
        """Take the key, if it can be one."""
        event.stop()
        event.prevent_default()
        if event.key == "escape":
            self.dismiss(None)
            return
        try:
            key = name_of(event.key)
            if (taken := self._use_of(key)) is not None:
                self._say(f"{label(key)} is the key of: {KEY_WORDS[taken][0]}. Press another one.")
                return
            keys = self._keys.of(self._use) if self._added else ()
            changed = self._keys.with_keys(self._use, tuple(dict.fromkeys((*keys, key))))
        except UnusableKeyError as error:
            shown = label(event.key) if len(event.key) > 1 else event.key
            self._say(f"{shown}: it {error}.")
        else:
            self.dismiss(changed)

    def _use_of(self, key: str) -> SessionKey | None:
        """Return for what else *key* is there already."""
        return next((use for use in SessionKey if use is not self._use and key in self._keys.of(use)), None)

    def _say(self, words: str) -> None:
        self.query_one("#now", Line).update(styled((words, "bold $warn")))
