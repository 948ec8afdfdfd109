"""Keys while it is asked what hurts: one key an answer, or arrows and Enter, or the two keys of a clicker."""

from lumbar.domain import hurting
from lumbar.domain.session import Change, Session
from lumbar.inquiry_view import InquiryView, Option
from lumbar.session_commands import HURT_KEYS, Command

FORWARD = frozenset({"down", "right", "j", "l", "pagedown"})
BACKWARD = frozenset({"up", "left", "k", "h"})


def saying(option: Option) -> Command:
    """Return the command that gives the answer of *option*."""

    def reply(session: Session, now_ns: int) -> Change:
        return hurting.reply(session, now_ns, option.reply)

    return reply


class InquiryControl:
    """Turns keys into commands, and remembers which option is under the cursor."""

    def __init__(self) -> None:
        self.highlighted: int | None = None
        self._question = ""

    def follow(self, view: InquiryView) -> None:
        """Forget the cursor when another question comes."""
        if view.question != self._question:
            self._question = view.question
            self.highlighted = None

    def forget(self) -> None:
        """Forget the cursor: the next inquiry starts without one."""
        self._question = ""
        self.highlighted = None

    def press(self, view: InquiryView, key: str) -> Command | None:
        """Return what *key* does to the session; None if it moves the cursor or does nothing."""
        self.follow(view)
        option = next((one for one in view.options if one.key == key), None)
        under_cursor = None if self.highlighted is None else view.options[self.highlighted]
        command: Command | None = None
        if option is not None:
            command = saying(option)
        elif key in FORWARD | BACKWARD and (view.rest_left_ns is None or key != "pagedown"):
            self._move(1 if key in FORWARD else -1, len(view.options))
        elif key == "enter" and view.enter:
            command = hurting.confirm
        elif key in {"enter", "pageup"} and under_cursor is not None:
            command = saying(under_cursor)
        elif key == "backspace":
            command = hurting.correct
        elif key in HURT_KEYS:
            command = hurting.hurt
        elif view.rest_left_ns is not None:
            command = hurting.end_rest
        return command

    def _move(self, step: int, count: int) -> None:
        if self.highlighted is None:
            self.highlighted = 0 if step > 0 else count - 1
        else:
            self.highlighted = (self.highlighted + step) % count
