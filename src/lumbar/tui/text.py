"""The way of text to the screen: always as Content, never as markup."""

from textual.content import Content


def plain(text: str) -> Content:
    """Return *text* exactly as it is; control characters are left out."""
    return Content.assemble(text)


def styled(*parts: str | tuple[str, str] | Content) -> Content:
    """Return *parts* in a row; a pair is a text and its style, such as "bold $accent"."""
    return Content.assemble(*parts)


def lines(*rows: Content | str) -> Content:
    """Return *rows* one below the other."""
    return Content("\n").join([row if isinstance(row, Content) else plain(row) for row in rows])
