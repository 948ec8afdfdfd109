"""Finds in a TOML text on which line each key stands. The text has been read by a TOML parser: it is well formed."""

import re
from collections.abc import Mapping

from lumbar.domain.plan_check import Place

DEEPEST = 4
"""Nothing of a plan stands deeper; what does is passed over."""

BLANK = re.compile(r"(?:[\s,]|#[^\n]*)*")
BARE_KEY = re.compile(r"[A-Za-z0-9_-]+")
BARE_VALUE = re.compile(r"[^,\]}#\n]*")
STRINGS = tuple(
    re.compile(pattern, re.DOTALL)
    for pattern in (
        r'"""(?:\\.|(?!""").)*"{3,5}',
        r"'''(?:(?!''').)*'{3,5}",
        r'"(?:\\.|[^"\\])*"',
        r"'[^']*'",
    )
)


def lines_of(text: str) -> Mapping[Place, int]:
    """Return the line, from 1, of each table, key and element of *text* by its place."""
    return _Scan(text).lines


def line_of(place: Place, lines: Mapping[Place, int]) -> int:
    """Return the line of *place*; of what it stands in if it stands nowhere itself; else the first."""
    while place and place not in lines:
        place = place[:-1]
    return lines.get(place, 1)


class _Scan:
    """One way through the text."""

    def __init__(self, text: str) -> None:
        self._text = text.replace("\r\n", "\n")
        self._at = 0
        self._counted_to, self._line = 0, 1
        self.lines: dict[Place, int] = {}
        self._table: Place = ()
        self._counts: dict[Place, int] = {}
        while self._skip():
            if self._text[self._at] == "[":
                self._header()
            else:
                self._pair(self._table, depth=1)

    def _skip(self) -> bool:
        """Go past blanks, commas and comments; return whether anything follows."""
        found = BLANK.match(self._text, self._at)
        self._at = found.end() if found else self._at
        return self._at < len(self._text)

    def _note(self, place: Place) -> None:
        self._line += self._text.count("\n", self._counted_to, self._at)
        self._counted_to = self._at
        self.lines.setdefault(place, self._line)

    def _header(self) -> None:
        is_list = self._text.startswith("[[", self._at)
        starts = self._at
        self._at += 2 if is_list else 1
        path = self._within(self._key())
        self._at, ends = starts, self._at
        self._note(path)
        if is_list:
            number = self._counts.get(path, 0)
            self._counts[path] = number + 1
            path = (*path, number)
            self._note(path)
        self._table = path
        self._at = self._text.index("]", ends) + (2 if is_list else 1)

    def _within(self, keys: Place) -> Place:
        """Return the place of a header: tables of a list belong to its newest entry."""
        path: Place = ()
        for number, key in enumerate(keys):
            path = (*path, key)
            if path in self._counts and number < len(keys) - 1:
                path = (*path, self._counts[path] - 1)
        return path

    def _key(self) -> Place:
        keys: list[str] = []
        while True:
            self._blanks()
            if (bare := BARE_KEY.match(self._text, self._at)) is not None:
                keys.append(bare[0])
                self._at = bare.end()
            else:
                starts = self._at
                self._string()
                keys.append(self._text[starts + 1 : self._at - 1])
            self._blanks()
            if not self._text.startswith(".", self._at):
                return tuple(keys)
            self._at += 1

    def _blanks(self) -> None:
        while self._at < len(self._text) and self._text[self._at] in " \t":
            self._at += 1

    def _pair(self, within: Place, depth: int) -> None:
        starts = self._at
        keys = self._key()
        ends, self._at = self._at, starts
        for count in range(1, len(keys) + 1):
            self._note((*within, *keys[:count]))
        self._at = self._text.index("=", ends) + 1
        self._blanks()
        self._value((*within, *keys), depth + len(keys))

    def _value(self, place: Place, depth: int) -> None:
        opening = self._text[self._at : self._at + 1]
        if opening and opening in "\"'":
            self._string()
        elif opening and opening in "[{":
            self._nested(place, depth) if depth < DEEPEST else self._pass_over()
        else:
            found = BARE_VALUE.match(self._text, self._at)
            self._at = found.end() if found else len(self._text)

    def _nested(self, place: Place, depth: int) -> None:
        closing = "]" if self._text[self._at] == "[" else "}"
        self._at += 1
        number = 0
        while self._skip() and self._text[self._at] != closing:
            if closing == "}":
                self._pair(place, depth)
            else:
                self._note((*place, number))
                self._value((*place, number), depth + 1)
                number += 1
        self._at += 1

    def _pass_over(self) -> None:
        """Go past brackets however deep they are."""
        depth = 0
        while self._skip():
            here = self._text[self._at]
            if here in "\"'":
                self._string()
                continue
            depth += (here in "[{") - (here in "]}")
            self._at += 1
            if depth == 0:
                return

    def _string(self) -> None:
        for pattern in STRINGS:
            if (found := pattern.match(self._text, self._at)) is not None:
                self._at = found.end()
                return
        self._at = len(self._text)
