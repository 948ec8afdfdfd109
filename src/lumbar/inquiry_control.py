"""Keys while it is asked what hurts: one key an answer, or arrows and Enter, or the two keys of a clicker."""

from lumbar.domain import hurting
from lumbar.domain.session import Change, Session
from lumbar.inquiry_view import InquiryView, Option
from lumbar.session_commands import HURT_KEYS, Command

SIDEWAYS = frozenset({"left", "right", "h", "l"})
"""In a session they skip and go back: where Enter ends it, they bring no cursor to a list that runs downward."""

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
        self._has_chosen = False
        """Whether the clicker chose an answer to the question."""
        self._is_just_asked = False
        """Whether it chose the answer to the one before, and has not been pressed since."""

    def follow(self, view: InquiryView) -> None:
        """Forget the cursor when another question comes."""
        if view.question != self._question:
            self._question = view.question
            self.highlighted = None
            self._is_just_asked, self._has_chosen = self._has_chosen, False

    def forget(self) -> None:
        """Forget the cursor: the next inquiry starts without one."""
        self._question = ""
        self.highlighted = None
        self._is_just_asked = self._has_chosen = False

    def press(self, view: InquiryView, key: str) -> Command | None:
        """Return what *key* does to the session; None if it moves the cursor or does nothing."""
        self.follow(view)
        option = next((one for one in view.options if one.key == key), None)
        under_cursor = None if self.highlighted is None else view.options[self.highlighted]
        is_second_press = key == "pageup" and self._is_just_asked and under_cursor is None and view.rest_left_ns is None
        self._is_just_asked = False
        command: Command | None = None
        if is_second_press:
            pass  # pressed twice in haste, it does not take the answer back
        elif option is not None:
            command = saying(option)
        elif key in FORWARD | BACKWARD and not _has_another_meaning(view, key):
            self._move(1 if key in FORWARD else -1, len(view.options))
        elif key in {"enter", "pageup"} and under_cursor is not None:
            command = saying(under_cursor)
            self._has_chosen = key == "pageup"
        elif key == "enter" and view.enter:
            command = hurting.confirm
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


def _has_another_meaning(view: InquiryView, key: str) -> bool:
    """Return whether *key* moves no cursor here: the clicker ends a rest."""
    if view.rest_left_ns is not None:
        return key == "pagedown"
    return bool(view.enter) and key in SIDEWAYS
