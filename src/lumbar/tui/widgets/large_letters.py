"""Letters that can be read from two metres: which size of them fits into a place, and their rows of blocks."""

import re
import unicodedata
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

_FONT: dict[str, str] = {
    "A": ".##. #..# #### #..# #..#",
    "B": "###. #..# ###. #..# ###.",
    "C": ".### #... #... #... .###",
    "D": "###. #..# #..# #..# ###.",
    "E": "#### #... ###. #... ####",
    "F": "#### #... ###. #... #...",
    "G": ".### #... #.## #..# .###",
    "H": "#..# #..# #### #..# #..#",
    "I": "### .#. .#. .#. ###",
    "J": "..## ...# ...# #..# .##.",
    "K": "#..# #.#. ##.. #.#. #..#",
    "L": "#... #... #... #... ####",
    "M": "#...# ##.## #.#.# #...# #...#",
    "N": "#...# ##..# #.#.# #..## #...#",
    "O": ".##. #..# #..# #..# .##.",
    "P": "###. #..# ###. #... #...",
    "Q": ".##. #..# #..# #.#. .#.#",
    "R": "###. #..# ###. #.#. #..#",
    "S": ".### #... .##. ...# ###.",
    "T": "##### ..#.. ..#.. ..#.. ..#..",
    "U": "#..# #..# #..# #..# .##.",
    "V": "#...# #...# #...# .#.#. ..#..",
    "W": "#...# #...# #.#.# ##.## #...#",
    "X": "#...# .#.#. ..#.. .#.#. #...#",
    "Y": "#...# .#.#. ..#.. ..#.. ..#..",
    "Z": "#### ...# .##. #... ####",
    "0": ".##. #..# #..# #..# .##.",
    "1": ".#. ##. .#. .#. ###",
    "2": "###. ...# .##. #... ####",
    "3": "###. ...# .##. ...# ###.",
    "4": "#..# #..# #### ...# ...#",
    "5": "#### #... ###. ...# ###.",
    "6": ".##. #... ###. #..# .##.",
    "7": "#### ...# ..#. .#.. .#..",
    "8": ".##. #..# .##. #..# .##.",
    "9": ".##. #..# .### ...# .##.",
    "?": "##. ..# .#. ... .#.",
    "-": ".. .. ## .. ..",
    ".": ". . . . #",
    "'": "# # . . .",
    " ": ".. .. .. .. ..",
}
_HALF = {(False, False): " ", (True, False): "▀", (False, True): "▄", (True, True): "█"}
_INVERSE = str.maketrans("█ ▀▄", " █▄▀")
LARGEST = 6


class Size(NamedTuple):
    """How large a dot of a letter is, in cells; 0 rows is half a row."""

    across: int
    down: int


SIZES = (*(Size(across, down) for down in range(LARGEST, 0, -1) for across in (2 * down, down)), Size(1, 0))
"""Largest first: square dots, then half as wide ones."""


class Lettering(NamedTuple):
    """Words in block letters, in rows of equal length."""

    rows: tuple[str, ...]

    @property
    def width(self) -> int:
        """Cells of each row."""
        return len(self.rows[0])


def inverse(row: str) -> str:
    """Return *row* with what is lit dark, and the other way round."""
    return row.translate(_INVERSE)


@cache
def lettering(choices: tuple[str, ...], width: int, height: int, *, field: bool = False) -> Lettering | None:
    """Return the first of *choices* that fits into *width* and *height* cells, as large as can be, on several lines.

    With *field* there is room around it for a lit field. None if no choice fits, or has a letter that is not there.
    """
    for text in choices:
        letters = _letters(text)
        if letters is None:
            continue
        for size in SIZES:
            for lines in _broken(letters):
                rows = _drawn(lines, size, field=field)
                if len(rows) <= height and len(rows[0]) <= width:
                    return Lettering(rows)
    return None


def _letters(text: str) -> str | None:
    """Return *text* in letters that are there, accents left out; None if one is missing."""
    bare = "".join(one for one in unicodedata.normalize("NFKD", text.upper()) if not unicodedata.combining(one))
    bare = re.sub(r"\s+", " ", bare).strip()
    return bare if bare and set(bare) <= set(_FONT) else None


def _broken(text: str) -> Iterator[tuple[str, ...]]:
    """Yield *text* on one line, then on more and more lines."""
    words = text.split(" ")
    longest = len(text)
    seen: set[tuple[str, ...]] = set()
    while longest >= max(len(word) for word in words):
        lines = [words[0]]
        for word in words[1:]:
            if len(lines[-1]) + 1 + len(word) <= longest:
                lines[-1] += f" {word}"
            else:
                lines.append(word)
        if tuple(lines) not in seen:
            seen.add(tuple(lines))
            yield tuple(lines)
        longest -= 1


def _drawn(lines: tuple[str, ...], size: Size, *, field: bool) -> tuple[str, ...]:
    lettered = [_dots(line) for line in lines]
    width = max(len(rows[0]) for rows in lettered)
    dots: list[str] = []
    for line in lettered:
        dots += [*(["." * width] if dots else ()), *(row.center(width, ".") for row in line)]
    if size.down == 0:
        return _in_half_rows(dots, field=field)
    rows = [
        row.replace("#", "█" * size.across).replace(".", " " * size.across) for row in dots for _ in range(size.down)
    ]
    if not field:
        return tuple(rows)
    empty = " " * (len(rows[0]) + 2)
    return (empty, *(f" {row} " for row in rows), empty)


def _dots(text: str) -> list[str]:
    glyphs = [_FONT[one].split(" ") for one in text]
    return [".".join(parts) for parts in zip(*glyphs, strict=True)]


def _in_half_rows(dots: list[str], *, field: bool) -> tuple[str, ...]:
    if field:
        empty = "." * (len(dots[0]) + 2)
        dots = [empty, *(f".{row}." for row in dots), empty]
    if len(dots) % 2:
        dots = [*dots, "." * len(dots[0])]
    pairs = zip(dots[::2], dots[1::2], strict=True)
    return tuple("".join(_HALF[one == "#", two == "#"] for one, two in zip(*pair, strict=True)) for pair in pairs)
