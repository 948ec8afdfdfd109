"""What a person types to have it kept: on one line, without control characters, within a limit."""

from lumbar.domain.one_line import one_line

LONGEST_NOTE = 2_000
LONGEST_QUESTION = 500
"""Characters."""


class TypedError(ValueError):
    """What was typed cannot be kept. The message says why, in a sentence."""


def typed_line(text: str, longest: int) -> str:
    """Return *text* as it is kept. Raises TypedError if nothing is left of it, or more than *longest* characters."""
    line = line_within(text, longest)
    if not line:
        raise TypedError("There is nothing in it to keep.")
    return line


def line_within(text: str, longest: int) -> str:
    """Return *text* as it is kept; nothing may be left of it. Raises TypedError for more than *longest* characters."""
    line = one_line(text)
    if len(line) > longest:
        raise TypedError(f"It has {len(line)} characters; at most {longest} can be kept.")
    return line
