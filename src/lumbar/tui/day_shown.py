"""What Today shows of a day: texts and keys alone, which can be kept for the next start."""

import re
from collections.abc import Mapping
from contextlib import suppress
from datetime import date
from itertools import pairwise
from typing import Any, NamedTuple

from textual.content import Content

from lumbar.tui.text import plain, styled
from lumbar.tui.widgets.key_bar import KEYS_HINT, KeyHint

TALLY = "tally"
BEFORE_ACTION = ("notices", TALLY, "slot")
AFTER_ACTION = ("gentle", "amount", "minutes", "others", "exercises", "left-out", "own")
"""The places for text above and below the main action, by their ids on the page."""

NARROW_TALLY = "narrow-tally"
"""The text that is shown for the tally where it is narrow."""

HINTS = (
    KeyHint("p", "p", "my plan"),
    KeyHint("2", "2", "catalog"),
    KeyHint("3", "3", "history"),
    KeyHint("q", "q", "quit"),
    KEYS_HINT,
)
START = KeyHint("enter", "Enter", "start")
LESS_TIME = KeyHint("t", "t", "less time")
SHORT_VERSION = KeyHint("x", "x", "short version")
CHANGE_TODAY = KeyHint("e", "e", "change")
WAYS = {"less-time": LESS_TIME, "short-version": SHORT_VERSION, "change-today": CHANGE_TODAY}
"""What stands beside the main action, by its id on the page."""


STYLE = re.compile("[a-z $-]*")
"""Styles that are kept: names of colours and such. Nothing that leads anywhere or does anything."""


class DayShown(NamedTuple):
    """A day as it is shown."""

    day: date | None
    """None if it is not known yet."""
    texts: Mapping[str, Content]
    """By the ids of their places; a place without a text takes no room."""
    hints: tuple[KeyHint, ...]
    can_start: bool
    is_extra: bool
    """Whether the main action starts one session more than planned."""
    has_ways: bool
    """Whether the session could be shorter, or another one."""

    def is_same(self, other: "DayShown") -> bool:
        """Return whether the other one looks the same."""
        return as_kept(self) == as_kept(other)


def way_words(hint: KeyHint) -> Content:
    """Return the key and what it does, as it stands beside the main action."""
    return styled((hint.label, "bold $accent"), f"  {hint.does}")


def action_words(*, is_extra: bool) -> Content:
    """Return the words of the main action."""
    return plain(" Enter  one more session " if is_extra else " Enter  start ")


def as_kept(shown: DayShown) -> Mapping[str, Any]:
    """Return it as a JSON object."""
    return {
        "day": shown.day and shown.day.isoformat(),
        "texts": {name: _pieces(text) for name, text in shown.texts.items()},
        "hints": [list(hint) for hint in shown.hints],
        "can_start": shown.can_start,
        "is_extra": shown.is_extra,
        "has_ways": shown.has_ways,
    }


def from_kept(kept: Mapping[str, Any] | None) -> DayShown | None:
    """Return the day that is *kept*; None if it is none."""
    if kept is None:
        return None
    with suppress(KeyError, ValueError, TypeError, AttributeError):
        return DayShown(
            day=date.fromisoformat(kept["day"]),
            texts={name: styled(*map(_piece, pieces)) for name, pieces in kept["texts"].items()},
            hints=tuple(KeyHint(*map(str, hint)) for hint in kept["hints"]),
            can_start=bool(kept["can_start"]),
            is_extra=bool(kept["is_extra"]),
            has_ways=bool(kept["has_ways"]),
        )
    return None


def _pieces(text: Content) -> list[tuple[str, str]]:
    """Return *text* in pieces with the style of each."""
    cuts = sorted({0, len(text.plain), *(cut for span in text.spans for cut in (span.start, span.end))})
    return [
        (text.plain[start:end], " ".join(str(one.style) for one in text.spans if one.start <= start and end <= one.end))
        for start, end in pairwise(cuts)
    ]


def _piece(kept: Any) -> tuple[str, str]:
    """Return a piece that was kept. Raises ValueError or TypeError for one that this program would not keep."""
    text, style = kept
    if not isinstance(text, str) or not STYLE.fullmatch(style):
        raise ValueError(f"{kept!r} is no piece of a text")
    return text, style
