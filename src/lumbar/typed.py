"""What a person types to have it kept: on one line, without control characters, within a limit."""

LONGEST_NOTE = 2_000
LONGEST_QUESTION = 500
"""Characters."""


class TypedError(ValueError):
    """What was typed cannot be kept. The message says why, in a sentence."""


def typed_line(text: str, longest: int) -> str:
    """Return *text* as it is kept. Raises TypedError if nothing is left of it, or more than *longest* characters."""
    line = " ".join("".join(one if one.isprintable() else " " for one in text).split())
    if not line:
        raise TypedError("There is nothing in it to keep.")
    if len(line) > longest:
        raise TypedError(f"It has {len(line)} characters; at most {longest} can be kept.")
    return line
