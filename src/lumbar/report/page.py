"""Plain text, line by line, no wider than asked."""

import textwrap

WIDEST = 68
"""Columns; longer lines are hard to read."""
NARROWEST = 20
INDENT = "  "


def plain(text: str) -> str:
    """Return *text* without control characters, so that it can do nothing to a terminal.

    Bytes of a file name that are no text here stay what they are.
    """
    return "".join(one if one.isprintable() or "\udc80" <= one <= "\udcff" else " " for one in text)


class Page:
    """Lines that are being written one below the other."""

    def __init__(self, columns: int) -> None:
        self._width = max(NARROWEST, min(columns, WIDEST))
        self._lines: list[str] = []

    def line(self, text: str, *, level: int = 0) -> None:
        """Add an entry, *level* steps in; where it is too long it goes on one step further in."""
        self._add(text, INDENT * level, INDENT * (level + 1))

    def paragraph(self, text: str) -> None:
        """Add sentences."""
        self._add(text, "", "")

    def _add(self, text: str, first: str, following: str) -> None:
        self._lines += textwrap.wrap(
            plain(text), self._width, initial_indent=first, subsequent_indent=following, break_on_hyphens=False
        )

    def gap(self) -> None:
        """Add an empty line."""
        self._lines.append("")

    def __str__(self) -> str:
        return "\n".join([*self._lines, ""])
