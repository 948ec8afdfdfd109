"""Rows that begin with a mark, a number or a key go on under their words where they wrap, not under the mark."""

import re

from textual.content import Content

LEAD = re.compile(r" *(?:· |\S(?:.{0,20}\S)? {2,}|\d{1,2} )(?=\S)")
"""A point, a few letters with a gap behind them, or a number."""


def hung(text: Content, width: int) -> Content:
    """Return *text* for a place of *width* cells: with the ends of lines in it where a row begins with a lead."""
    if width <= 0 or text.cell_length <= width:
        return text
    rows = text.split("\n", allow_blank=True)
    if all(row.cell_length <= width for row in rows):
        return text
    return Content("\n").join([part for row in rows for part in _parts(row, width)])


def _parts(row: Content, width: int) -> list[Content]:
    lead = LEAD.match(row.plain) if row.cell_length > width else None
    if lead is None or 2 * lead.end() > width:
        return [row]
    mark, words = row.divide([lead.end()])
    first, *others = words.wrap(width - mark.cell_length)
    indent = Content(" " * mark.cell_length)
    return [mark + first, *(indent + other for other in others)]
