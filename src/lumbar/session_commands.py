"""What the keys of a session do to it, on the screen and in plain lines alike, and when it is kept."""

from collections.abc import Callable, Mapping
from enum import Enum

from lumbar.domain import commands, hurting
from lumbar.domain.session import (
    Change,
    InquiryMoved,
    InquiryOpened,
    Paused,
    RepetitionDone,
    Session,
    SessionPaused,
    Waiting,
)

Command = Callable[[Session, int], Change]
"""What is done to a session at an instant, in nanoseconds."""

COMMANDS: Mapping[str, Command] = {
    "d": hurting.hurt,
    "pageup": hurting.hurt,
    "right": commands.next_repetition,
    "left": commands.previous_repetition,
    "n": commands.leave_exercise,
    "p": commands.return_to_exercise,
    "u": commands.undo,
    "plus": commands.more_time,
    "equals_sign": commands.more_time,
}
"""By the usual keys."""

HURT_KEYS = frozenset({key for key, command in COMMANDS.items() if command is hurting.hurt})
PAUSE_KEYS = frozenset({"space", "pagedown"})
CARE_KEYS = frozenset({"c", "f2"})
END_KEYS = frozenset({"q", "escape"})
HELP_KEYS = frozenset({"question_mark", "f1"})
LEAVE_OUT_KEYS = frozenset({"enter", "escape", *PAUSE_KEYS})
"""They leave out a question for the level of pain, as far as no level is chosen."""


class Resume(Enum):
    """What becomes of an interrupted session."""

    GO_ON = "go_on"
    KEEP = "keep"
    DISCARD = "discard"


RESUMING: Mapping[str, Resume] = {
    **dict.fromkeys(("enter", "r", *PAUSE_KEYS), Resume.GO_ON),
    **dict.fromkeys(("k", "escape"), Resume.KEEP),
    "x": Resume.DISCARD,
}
"""The keys that say so, as far as it can be."""

KEPT_AT = (RepetitionDone, SessionPaused, InquiryOpened, InquiryMoved)
"""What makes the running session be kept."""


def pausing_or_going_on(session: Session) -> Command:
    """Return what the key does that has no other meaning, or is the one key of a clicker."""
    match session.state:
        case Paused():
            return commands.resume
        case Waiting():
            return commands.ready
        case _:
            return commands.pause
