"""Which keys of a session the last line of its screen shows."""

from lumbar.domain.pain import HIGHEST_LEVEL
from lumbar.domain.session import Paused, Session, Waiting
from lumbar.inquiry_view import InquiryView
from lumbar.tui.widgets.key_bar import KEYS_HINT, KeyHint

HURTS_HINT = KeyHint("d", "d", "something hurts", "hurts")
SKIP_HINTS = (KeyHint("right", "→", "skip"), KeyHint("left", "←", "back"))
RUNNING_HINTS = (
    KeyHint("space", "space", "pause"),
    HURTS_HINT,
    *SKIP_HINTS,
    KeyHint("plus", "+", "10 s more"),
    KeyHint("n", "n", "leave exercise"),
    KeyHint("f", "f", "floor"),
    KeyHint("q", "q", "end"),
    KEYS_HINT,
)
PAUSED_HINTS = (KeyHint("space", "space", "go on"), HURTS_HINT, KeyHint("q", "q", "end"), *SKIP_HINTS, KEYS_HINT)
WAITING_HINTS = (
    KeyHint("space", "any key", "start"),
    HURTS_HINT,
    KeyHint("n", "n", "leave exercise"),
    KeyHint("q", "q", "end"),
    KEYS_HINT,
)
UNDO_HINT = KeyHint("u", "u", "undo")


def hints(session: Session) -> tuple[KeyHint, ...]:
    """Return the keys that matter now, unless something hurts."""
    shown: tuple[KeyHint, ...]
    if isinstance(session.state, Waiting):
        shown = WAITING_HINTS
    else:
        shown = PAUSED_HINTS if isinstance(session.state, Paused) else RUNNING_HINTS
    return (UNDO_HINT, *shown) if session.can_undo else shown


def inquiry_hints(view: InquiryView, *, has_cursor: bool = False) -> tuple[KeyHint, ...]:
    """Return the keys that matter while it is asked what hurts. Under a cursor, Enter takes that answer."""
    ends = view.enter and not has_cursor
    enter = (KeyHint("enter", "Enter", view.enter.removeprefix("Enter ").rstrip(".")),) if ends else ()
    correct = (KeyHint("backspace", "Backspace", "correct"),) if view.can_correct else ()
    ten = tuple(KeyHint(one.key, one.key, "ten") for one in view.options if one.reply == HIGHEST_LEVEL)
    return (*enter, *ten, *correct, KeyHint("down", "↑ ↓", "choose"), KeyHint("c", "c", "care advice"))
