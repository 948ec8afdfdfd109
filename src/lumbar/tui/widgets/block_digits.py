"""Numbers that can be read from two metres: solid blocks, or a thin outline."""

from enum import Enum
from functools import cache

from rich.segment import Segment
from rich.style import Style
from textual.geometry import Region
from textual.strip import Strip

from lumbar.tui.widgets.kept_lines import KeptLines

_TALL: dict[str, tuple[str, ...]] = {
    "0": (".##.", "#..#", "#..#", "#..#", "#..#", "#..#", ".##."),
    "1": ("..#.", ".##.", "..#.", "..#.", "..#.", "..#.", ".###"),
    "2": (".##.", "#..#", "...#", "..#.", ".#..", "#...", "####"),
    "3": ("###.", "...#", "...#", ".##.", "...#", "...#", "###."),
    "4": ("#..#", "#..#", "#..#", "####", "...#", "...#", "...#"),
    "5": ("####", "#...", "#...", "###.", "...#", "...#", "###."),
    "6": (".##.", "#...", "#...", "###.", "#..#", "#..#", ".##."),
    "7": ("####", "...#", "...#", "..#.", "..#.", ".#..", ".#.."),
    "8": (".##.", "#..#", "#..#", ".##.", "#..#", "#..#", ".##."),
    "9": (".##.", "#..#", "#..#", ".###", "...#", "...#", ".##."),
}
_SHORT: dict[str, tuple[str, ...]] = {
    "0": ("###", "#.#", "#.#", "#.#", "###"),
    "1": (".#.", "##.", ".#.", ".#.", "###"),
    "2": ("###", "..#", "###", "#..", "###"),
    "3": ("###", "..#", "###", "..#", "###"),
    "4": ("#.#", "#.#", "###", "..#", "..#"),
    "5": ("###", "#..", "###", "..#", "###"),
    "6": ("###", "#..", "###", "#.#", "###"),
    "7": ("###", "..#", "..#", ".#.", ".#."),
    "8": ("###", "#.#", "###", "#.#", "###"),
    "9": ("###", "#.#", "###", "..#", "###"),
}
TALL_ROWS = 7
SHORT_ROWS = 5
SMALL_ROWS = 3

# Which of the seven strokes a digit has: top, upper left, upper right, middle, lower left, lower right, bottom.
_STROKES = {
    "0": "1110111",
    "1": "0010010",
    "2": "1011101",
    "3": "1011011",
    "4": "0111010",
    "5": "1101011",
    "6": "1101111",
    "7": "1010010",
    "8": "1111111",
    "9": "1111011",
}
# A cell of a thin digit by where strokes leave it: up, right, down, left.
_BOX = {
    "....": " ",
    "u...": "╵",
    ".r..": "╶",
    "..d.": "╷",
    "...l": "╴",
    "u.d.": "│",
    ".r.l": "─",
    ".rd.": "╭",
    "..dl": "╮",
    "ur..": "╰",
    "u..l": "╯",
    "urd.": "├",
    "u.dl": "┤",
}


class DigitStyle(Enum):
    """The form of the number; it tells the phase together with word, bar and colour."""

    BLOCK = "block"
    ALARM = "alarm"  # blocks, inverted
    SMALL = "small"  # low blocks
    THIN = "thin"
    STILL = "still"  # low blocks, muted
    NONE = "none"


@cache
def digit_rows(text: str, style: DigitStyle, height: int) -> tuple[str, ...]:
    """Return *text* (digits) as rows of equal length, at most *height* of them."""
    if style is DigitStyle.NONE or not text:
        return ()
    if style is DigitStyle.THIN:
        rows = TALL_ROWS if height >= TALL_ROWS else SHORT_ROWS if height >= SHORT_ROWS else SMALL_ROWS
        glyphs = [_thin(character, rows) for character in text]
    else:
        tall = height >= TALL_ROWS and style in (DigitStyle.BLOCK, DigitStyle.ALARM)
        glyphs = [_block(character, _TALL if tall else _SHORT) for character in text]
    return tuple("  ".join(parts) for parts in zip(*glyphs, strict=True))


def _block(character: str, font: dict[str, tuple[str, ...]]) -> tuple[str, ...]:
    return tuple(row.replace("#", "██").replace(".", "  ") for row in font[character])


def _thin(character: str, rows: int) -> tuple[str, ...]:
    columns = max(SMALL_ROWS, rows)
    middle = rows // 2
    top, upper_left, upper_right, centre, lower_left, lower_right, bottom = (
        stroke == "1" for stroke in _STROKES[character]
    )
    exits: dict[tuple[int, int], set[str]] = {}

    def across(row: int) -> None:
        for column in range(columns - 1):
            exits.setdefault((row, column), set()).add("r")
            exits.setdefault((row, column + 1), set()).add("l")

    def down(column: int, first: int, last: int) -> None:
        for row in range(first, last):
            exits.setdefault((row, column), set()).add("d")
            exits.setdefault((row + 1, column), set()).add("u")

    for row, drawn in ((0, top), (middle, centre), (rows - 1, bottom)):
        if drawn:
            across(row)
    for column, first, last, drawn in (
        (0, 0, middle, upper_left),
        (columns - 1, 0, middle, upper_right),
        (0, middle, rows - 1, lower_left),
        (columns - 1, middle, rows - 1, lower_right),
    ):
        if drawn:
            down(column, first, last)
    return tuple("".join(_box(exits.get((row, column), set())) for column in range(columns)) for row in range(rows))


def _box(leaving: set[str]) -> str:
    return _BOX["".join(way if way in leaving else "." for way in "urdl")]


class BlockDigits(KeptLines):
    """Shows a whole number in the middle of its place."""

    COMPONENT_CLASSES = {  # noqa: RUF012 - as in Textual
        "digits--block",
        "digits--alarm",
        "digits--small",
        "digits--thin",
        "digits--still",
    }
    DEFAULT_CSS = """
    BlockDigits { background: $background; }
    BlockDigits .digits--block { color: $hold; background: $background; text-style: bold; }
    BlockDigits .digits--alarm { color: $hold; background: $background; }
    BlockDigits .digits--small { color: $rest; background: $background; }
    BlockDigits .digits--thin { color: $accent; background: $background; }
    BlockDigits .digits--still { color: $muted; background: $background; }
    """

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - as in Textual
        super().__init__(id=id)
        self._value = ""
        self._style = DigitStyle.NONE

    def show(self, value: int | None, style: DigitStyle) -> None:
        """Show *value*, or nothing."""
        text = "" if value is None else str(value)
        before, form_before = self._value, self._style
        if (text, style) != (before, form_before):
            self._value, self._style = text, style
            self.refresh(*(self._rows_unlike(before) if style is form_before else ()))

    def _rows_unlike(self, before: str) -> list[Region]:
        """Return the rows that *before* had otherwise; none if all may be."""
        if len(before) != len(self._value):
            return []
        width, height = self.size
        rows = digit_rows(self._value, self._style, height)
        rows_before = digit_rows(before, self._style, height)
        top = (height - len(rows)) // 2
        return [Region(0, top + y, width, 1) for y, row in enumerate(rows) if row != rows_before[y]]

    def render_line(self, y: int) -> Strip:
        """Return one row of cells."""
        width, height = self.size
        ground = self.rich_style
        rows = digit_rows(self._value, self._style, height)
        if self._style is DigitStyle.NONE or not rows:
            return Strip.blank(width, ground)
        style = self.get_component_rich_style(f"digits--{self._style.value}")
        top = (height - len(rows)) // 2
        row = rows[y - top] if top <= y < top + len(rows) else " " * len(rows[0])
        if self._style is DigitStyle.ALARM:
            # a lit field, where there is room a row larger than the digits, in which they stand dark
            margin = 1 if height >= len(rows) + 2 else 0
            lit = top - margin <= y < top + len(rows) + margin
            return _centred(_inverted(row), width, style, ground) if lit else Strip.blank(width, ground)
        return _centred(row, width, style, ground)


def _inverted(row: str) -> str:
    """Return *row* with its blocks dark and a lit field around them, drawn with blocks so that no colour is needed."""
    swapped = row.translate({ord("█"): " ", ord(" "): "█"})
    return f"███{swapped}███"


def _centred(row: str, width: int, style: Style, ground: Style) -> Strip:
    left = max(0, (width - len(row)) // 2)
    right = max(0, width - len(row) - left)
    return Strip([Segment(" " * left, ground), Segment(row, style), Segment(" " * right, ground)]).crop(0, width)
