"""A few words as large as their place allows."""

from typing import NamedTuple

from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from lumbar.tui.text import clean
from lumbar.tui.widgets.kept_lines import KeptLines
from lumbar.tui.widgets.large_letters import inverse, lettering

ROWS_WITH_AIR = 6
"""From this height on a row stays free, so that words one below the other do not touch."""


class Light(NamedTuple):
    """How the words stand out."""

    inverted: bool = False
    """Dark in a lit field."""
    flash: bool = False
    """The whole place lit."""


PLAIN = Light()


class LargeWords(KeptLines):
    """Shows the first of some choices of words that fits in block letters; where none does, the first as plain text."""

    COMPONENT_CLASSES = {  # noqa: RUF012 - as in Textual
        "large--move",
        "large--hold",
        "large--rest",
        "large--still",
        "large--text",
    }
    DEFAULT_CSS = """
    LargeWords { background: $background; }
    LargeWords .large--move { color: $accent; background: $background; }
    LargeWords .large--hold { color: $hold; background: $background; }
    LargeWords .large--rest { color: $rest; background: $background; }
    LargeWords .large--still { color: $muted; background: $background; }
    LargeWords .large--text { color: $foreground; background: $background; }
    """

    def __init__(self, *, field: bool = False, id: str | None = None) -> None:  # noqa: A002 - as in Textual
        """With *field* there is always room for a lit field around the words."""
        super().__init__(id=id)
        self._field = field
        self._choices: tuple[str, ...] = ()
        self._tone = "text"
        self._light = PLAIN

    def show(self, choices: tuple[str, ...], tone: str = "text", light: Light = PLAIN) -> None:
        """Show one of *choices*, nothing if there are none. *tone* is move, hold, rest, still or text."""
        shown = (tuple(clean(one) for one in choices if one), tone, light)
        if shown != (self._choices, self._tone, self._light):
            self._choices, self._tone, self._light = shown
            self.refresh()

    def render_line(self, y: int) -> Strip:
        """Return one row of cells."""
        width, height = self.size
        ground = self.rich_style
        if not self._choices:
            return Strip.blank(width, ground)
        style = self.get_component_rich_style(f"large--{self._tone}")
        air = height >= ROWS_WITH_AIR and not self._field
        found = lettering(self._choices, width, height - air, field=self._field)
        if found is None:
            return self._plain(y, width, style, ground)
        top = (height - len(found.rows)) // 2
        within = top <= y < top + len(found.rows)
        if self._light.flash:
            row = found.rows[y - top] if within else ""
            return Strip([Segment(inverse(row.center(width)), style)], width)
        if not within:
            return Strip.blank(width, ground)
        row = inverse(found.rows[y - top]) if self._light.inverted else found.rows[y - top]
        return _centred(row, width, style, ground)

    def _plain(self, y: int, width: int, style: Style, ground: Style) -> Strip:
        if y != self.size.height // 2:
            return Strip.blank(width, ground)
        stands_out = self._light.inverted or self._light.flash
        return _centred(f" {self._choices[0]} ", width, style + Style(bold=True, reverse=stands_out), ground)


def _centred(row: str, width: int, style: Style, ground: Style) -> Strip:
    words = Strip([Segment(row, style)]).crop(0, width)
    left = (width - words.cell_length) // 2
    right = width - words.cell_length - left
    return Strip([Segment(" " * left, ground), *words, Segment(" " * right, ground)], width)
