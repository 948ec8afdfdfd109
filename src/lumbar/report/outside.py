"""Text from outside on its way into a file: nothing in it is hidden, and nothing in it acts."""

CONTROL_PICTURES = 0x2400
"""Where Unicode has a picture for each of the first 32 control characters."""

SPACE = 0x20
DELETE, DELETE_PICTURE = 0x7F, "\u2421"
LAST_CONTROL = 0x9F
REPLACEMENT = "\ufffd"
LINE_ENDS = ("\r\n", "\r", "\x85", "\u2028", "\u2029")
TURNS = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
"""Characters that turn the direction of the text after them, and that of somebody else's."""


def visible(text: str) -> str:
    """Return *text* with every control character as a sign that is seen, and line ends as line feeds.

    Characters that turn the direction of writing stand as their numbers; what is no character becomes U+FFFD.
    """
    for end in LINE_ENDS:
        text = text.replace(end, "\n")
    if text.isprintable():
        return text
    return "".join(one if one.isprintable() else _sign(one) for one in text)


def _sign(character: str) -> str:
    number = ord(character)
    if character in "\n\t":
        return character
    if number < SPACE:
        return chr(CONTROL_PICTURES + number)
    if number == DELETE:
        return DELETE_PICTURE
    if number <= LAST_CONTROL or 0xD800 <= number <= 0xDFFF or number & 0xFFFE == 0xFFFE:  # noqa: PLR2004 - no characters
        return REPLACEMENT
    return f"[U+{number:04X}]" if character in TURNS else character
