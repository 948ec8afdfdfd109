"""What all questions on top of a screen have in common: care advice on its keys, and keys that can be clicked."""

from itertools import takewhile
from typing import ClassVar, Protocol, TypeVar, runtime_checkable

from textual import events
from textual.await_complete import AwaitComplete
from textual.binding import Binding, BindingType
from textual.screen import ModalScreen

Result = TypeVar("Result")

WOULD_BE_GONE = "What you typed would be gone. Press {key} again to let it go."


@runtime_checkable
class AsksWhatHurts(Protocol):
    """A screen that asks what hurts, also while something lies on top of it."""

    def asks_at(self, key: str) -> bool:
        """Ask if *key* says that something hurts; return whether it does."""


class Dialog(ModalScreen[Result]):
    """A question, or something to read, on top of a screen. On top of a session all of them make way for what hurts."""

    READING_KEYS: ClassVar[frozenset[str]] = frozenset()
    """Keys by which one reads on here, whatever they mean in a session."""
    KEYS: ClassVar[tuple[tuple[str, str], ...]] = ()
    """What its keys do, for those who ask; empty where the last line has all of them."""
    _let_go: object = None
    """What was typed when it was first asked to leave without it."""
    CSS_PATH = "dialog.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        # an open dialog hides the bindings of the app, but never the way to help
        Binding("c", "app.care", "care advice", show=False),
        Binding("question_mark,f1", "keys", "keys", show=False),
    ]

    def dismiss(self, result: Result | None = None) -> AwaitComplete:
        """Go, once: a key that was pressed twice in haste takes no other screen with it."""
        if self.app.screen is not self:
            return AwaitComplete()
        return super().dismiss(result)

    def on_key(self, event: events.Key) -> None:
        """Take the keys of this dialog; the others go on to the bindings."""
        if self._makes_way(event.key) or self.takes_key(event.key):
            event.stop()
            event.prevent_default()

    def _makes_way(self, key: str) -> bool:
        on_top = list(takewhile(lambda screen: isinstance(screen, Dialog), reversed(self.app.screen_stack)))
        below = self.app.screen_stack[-len(on_top) - 1]
        if key in self.READING_KEYS or not isinstance(below, AsksWhatHurts) or not below.asks_at(key):
            return False
        for screen in on_top:
            screen.dismiss()
        return True

    def lets_go_of(self, typed: object) -> bool:
        """Return whether what was *typed* may be lost: that takes the same key twice, one after the other."""
        if typed == self._let_go:
            return True
        self._let_go = typed
        return False

    def action_keys(self) -> None:
        """Show what the keys do."""
        from lumbar.tui.screens.help import HelpScreen  # noqa: PLC0415 - which is a dialog itself

        if self.KEYS:
            self.app.push_screen(HelpScreen(self.KEYS))

    def takes_key(self, key: str) -> bool:
        """Do what *key* does here, and return whether it does anything."""
        del key
        return False
