"""A text as one line of what shows: what a person types to have it kept."""


def one_line(text: str) -> str:
    """Return *text* on one line, without control characters, with single spaces."""
    return " ".join("".join(one if one.isprintable() else " " for one in text).split())
