"""The way of text to the screen: always as Content, never as markup."""

from collections.abc import Mapping

from textual.content import Content

NAME_WIDTH = 21
"""So many columns the name of an exercise has in a list, with the space after it."""

CONTROLS: Mapping[int, str | None] = {
    **dict.fromkeys((*range(32), *range(127, 160))),
    **dict.fromkeys((*range(0x202A, 0x202F), *range(0x2066, 0x206A))),
    **dict.fromkeys((0x2028, 0x2029), " "),
    **dict.fromkeys(range(0xD800, 0xE000), "\ufffd"),
    ord("\n"): "\n",
    ord("\t"): " ",
}
"""What a terminal would take for an order, and no text needs: control characters, those that turn the direction of all
that follows, ends of lines that are none here, and halves of characters, which cannot be written at all.
"""


def clean(text: str) -> str:
    """Return *text* without control characters; a tab is a space, half a character U+FFFD."""
    return text.translate(CONTROLS)


def plain(text: str) -> Content:
    """Return *text* exactly as it is; control characters are left out."""
    return Content.assemble(clean(text))


def styled(*parts: str | tuple[str, str] | Content) -> Content:
    """Return *parts* in a row; a pair is a text and its style, such as "bold $accent"."""
    return Content.assemble(*(_cleaned(part) for part in parts))


def name_column(name: str, width: int = NAME_WIDTH) -> str:
    """Return *name* and spaces, *width* columns in all and one space at least; a longer name is cut."""
    return f"{plain(name).truncate(width - 1, ellipsis=True, pad=True).plain} "


def lines(*rows: Content | str) -> Content:
    """Return *rows* one below the other."""
    return Content("\n").join([row if isinstance(row, Content) else plain(row) for row in rows])


def _cleaned(part: str | tuple[str, str] | Content) -> str | tuple[str, str] | Content:
    if isinstance(part, str):
        return clean(part)
    return part if isinstance(part, Content) else (clean(part[0]), part[1])
