"""Keys one at a time, without Enter and without an echo; the terminal is given back as it was, however it ends."""

import os
import select
import signal
import sys
from collections.abc import Callable, Iterator
from types import FrameType
from typing import Any, Protocol, Self

from lumbar.session_keys import SIGNS

FUNCTION_KEYS = (11, 12, 13, 14, 15, 17, 18, 19, 20, 21, 23, 24)
"""The number in the sequence of each, F1 to F12."""

NAMES = {
    b"\x1b[C": "right",
    b"\x1bOC": "right",
    b"\x1b[D": "left",
    b"\x1bOD": "left",
    b"\x1b[A": "up",
    b"\x1bOA": "up",
    b"\x1b[B": "down",
    b"\x1bOB": "down",
    b"\x1b[5~": "pageup",
    b"\x1b[6~": "pagedown",
    b"\x1b": "escape",
    b" ": "space",
    b"\r": "enter",
    b"\n": "enter",
    b"\x7f": "backspace",
    b"\x08": "backspace",
    b"\t": "tab",
    b"\x1b[2~": "insert",
    b"\x1b[3~": "delete",
    **dict.fromkeys((b"\x1b[H", b"\x1bOH", b"\x1b[1~"), "home"),
    **dict.fromkeys((b"\x1b[F", b"\x1bOF", b"\x1b[4~"), "end"),
    **{b"\x1bO%c" % (ord("P") + number): f"f{number + 1}" for number in range(4)},
    **{b"\x1b[%d~" % code: f"f{number}" for number, code in enumerate(FUNCTION_KEYS, 1)},
}
"""The names are those that the screens have for the same keys."""

FURTHER = bytes(range(0x80, 0xC0))
"""The bytes of a character in UTF-8 behind its first."""


class Keys(Protocol):
    """Where keys come from."""

    @property
    def is_there(self) -> bool:
        """Whether anybody can press one."""

    def wait(self, seconds: float) -> list[str]:
        """Return the keys that come within *seconds*, at once when there are any."""


def named(typed: bytes) -> Iterator[str]:
    """Yield the name of each key in *typed*: sequences by their names, characters as they are."""
    longest = max(len(sequence) for sequence in NAMES)
    while typed:
        size = next((size for size in range(min(longest, len(typed)), 0, -1) if typed[:size] in NAMES), 0)
        if size > 1 or (size and typed[:1] != b"\x1b") or typed == b"\x1b":
            yield NAMES[typed[:size]]
        elif typed[:1] == b"\x1b":  # a key that nobody knows, up to its last letter
            size = next((at for at in range(2, len(typed)) if b"@" <= typed[at : at + 1] <= b"~"), len(typed) - 1) + 1
            yield "unknown"
        else:
            size = len(typed) - len(typed[1:].lstrip(FURTHER))
            yield SIGNS.get(chr(typed[0]), chr(typed[0])) if typed[0] < 0x80 else "unknown"  # noqa: PLR2004 - beyond ASCII
        typed = typed[size:]


class Keyboard:
    """The terminal's keys, as a context. Without a terminal there are none, and `wait` only waits."""

    def __init__(self, descriptor: int | None = None) -> None:
        self._descriptor = sys.stdin.fileno() if descriptor is None and sys.stdin is not None else descriptor
        self._before: list[Any] | None = None
        self._handlers: dict[int, Any] = {}

    @property
    def is_there(self) -> bool:
        """Whether anybody can press a key."""
        return self._before is not None

    def __enter__(self) -> Self:
        if os.name == "posix" and self._descriptor is not None and os.isatty(self._descriptor):
            self._take()
            for number, handler in ((signal.SIGTSTP, self._stopped), (signal.SIGCONT, self._continued)):
                self._handlers[number] = signal.signal(number, handler)
            for number in (signal.SIGTERM, signal.SIGHUP):
                self._handlers[number] = signal.signal(number, _ended)
        return self

    def __exit__(self, *_: object) -> None:
        self._give_back()
        self._before = None
        for number, handler in self._handlers.items():
            signal.signal(number, handler)
        self._handlers.clear()

    def wait(self, seconds: float) -> list[str]:
        """Return the keys that come within *seconds*, at once when there are any."""
        if not self.is_there or self._descriptor is None:
            select.select([], [], [], seconds)
            return []
        ready, _, _ = select.select([self._descriptor], [], [], seconds)
        typed = os.read(self._descriptor, 1024) if ready else b""
        if ready and not typed:  # the terminal is gone
            raise EOFError
        return list(named(typed))

    def _take(self) -> None:
        import termios  # noqa: PLC0415 - Windows has none
        import tty  # noqa: PLC0415 - as above

        if self._descriptor is not None:
            if self._before is None:
                self._before = termios.tcgetattr(self._descriptor)
            tty.setcbreak(self._descriptor, termios.TCSADRAIN)

    def _give_back(self) -> None:
        import termios  # noqa: PLC0415 - Windows has none

        if self._before is not None and self._descriptor is not None:
            termios.tcsetattr(self._descriptor, termios.TCSADRAIN, self._before)

    def _stopped(self, number: int, _frame: FrameType | None) -> None:
        """Give the terminal to the shell for as long as the program is stopped."""
        self._give_back()
        signal.signal(number, signal.SIG_DFL)
        os.kill(os.getpid(), number)

    def _continued(self, _number: int, _frame: FrameType | None) -> None:
        signal.signal(signal.SIGTSTP, self._stopped)
        self._take()


def _ended(number: int, _frame: FrameType | None) -> None:
    raise SystemExit(128 + number)


Write = Callable[[str], None]
"""Prints one line."""
