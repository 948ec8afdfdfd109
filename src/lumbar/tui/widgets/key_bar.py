"""The last line of a screen: the few keys that matter here, each of them a button for the mouse."""

from collections.abc import Sequence
from typing import NamedTuple

from textual import events
from textual.content import Content
from textual.message import Message

from lumbar.session_keys import USUAL, SessionKeys, label
from lumbar.tui.text import plain, styled
from lumbar.tui.widgets.kept_lines import KeptLines

GAP, TIGHT_GAP = 3, 2


class KeyHint(NamedTuple):
    """A key and what it does here."""

    key: str
    """As Textual names it, such as "space"."""
    label: str
    """As people name it, such as "space"."""
    does: str
    short: str = ""
    """What it does in fewer letters, for a key that must have its place; empty: it may give way."""

    @property
    def shortened(self) -> "KeyHint":
        """The same in fewer letters, if it has any."""
        return self._replace(does=self.short or self.does)


KEYS_HINT = KeyHint("question_mark", "?", "keys")


class KeyBar(KeptLines):
    """Shows as many of its keys as there is room for; the last one always."""

    DEFAULT_CSS = """
    KeyBar { height: 1; dock: bottom; padding: 0 1; background: $surface; color: $text; }
    """

    class Pressed(Message):
        """A key was clicked."""

        def __init__(self, key: str) -> None:
            super().__init__()
            self.key = key

    def __init__(self, hints: Sequence[KeyHint]) -> None:
        super().__init__()
        self._hints = tuple(hints)

    def show(self, hints: Sequence[KeyHint]) -> None:
        """Show other keys."""
        if tuple(hints) != self._hints:
            self._hints = tuple(hints)
            self.refresh()

    def fitting(self, width: int) -> tuple[KeyHint, ...]:
        """Return the hints that fit into *width* cells: the first ones, and the last."""
        return self._row(width)[0]

    def _row(self, width: int) -> tuple[tuple[KeyHint, ...], int]:
        """Return what fits, and the gap between them; closer together where a key that must be there has no place."""
        short = tuple(hint.shortened for hint in self._hints)
        ways = ((self._hints, GAP), (short, GAP), (short, TIGHT_GAP))
        rows = [(_fitting(hints, gap, width), gap) for hints, gap in ways]
        needed = {hint.key for hint in self._hints if hint.short}
        return next((row for row in rows if needed <= {hint.key for hint in row[0]}), rows[0])

    def render(self) -> Content:
        """Return the keys in bold and what they do in plain text; the last one stands at the right."""
        hints, gap = self._row(self.size.width)
        pieces = [styled((hint.label, "bold $accent"), " ", (hint.does, "$muted")) for hint in hints]
        used = sum(_width(hint) for hint in hints) + gap * (len(hints) - 1)
        rest = max(0, self.size.width - used)
        row: list[Content] = []
        for number, piece in enumerate(pieces):
            if number:
                last = number == len(pieces) - 1
                row.append(plain(" " * (gap + (rest if last else 0))))
            row.append(piece)
        return Content("").join(row)

    def on_click(self, event: events.Click) -> None:
        """Press the key that was clicked."""
        offset = event.get_content_offset(self)
        if offset is None:
            return
        hints, gap = self._row(self.size.width)
        used = sum(_width(hint) for hint in hints) + gap * (len(hints) - 1)
        left = 0
        for number, hint in enumerate(hints):
            if number and number == len(hints) - 1:
                left += max(0, self.size.width - used)
            if left <= offset.x < left + _width(hint):
                self.post_message(self.Pressed(hint.key))
                return
            left += _width(hint) + gap


def with_keys(hints: Sequence[KeyHint], keys: SessionKeys) -> tuple[KeyHint, ...]:
    """Return *hints*, which name the usual keys of a session, with the keys that the person chose."""
    chosen = []
    for hint in hints:
        use = next((use for use, usual in USUAL.items() if usual[0] == hint.key), None)
        key = hint.key if use is None or hint.key in keys.of(use) else keys.of(use)[0]
        chosen.append(hint if key == hint.key else hint._replace(key=key, label=label(key)))
    return tuple(chosen)


def _fitting(hints: Sequence[KeyHint], gap: int, width: int) -> tuple[KeyHint, ...]:
    kept = list(hints)
    while len(kept) > 1 and sum(_width(hint) for hint in kept) + gap * (len(kept) - 1) > width:
        del kept[-2]
    return tuple(kept)


def _width(hint: KeyHint) -> int:
    return len(hint.label) + 1 + len(hint.does)
