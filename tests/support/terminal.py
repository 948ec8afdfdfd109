"""A real program in a real pseudo-terminal, with a screen that can be read."""

import contextlib
import os
import pty
import re
import select
import signal
import struct
import sys
import termios
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from fcntl import ioctl
from pathlib import Path
from typing import Any, Self

import pyte

from lumbar.domain.person import SetUpStep
from lumbar.domain.set_up import number_of
from lumbar.words.set_up import progress

KEYS = {"enter": "\r", "escape": "\x1b", "left": "\x1b[D", "right": "\x1b[C", "up": "\x1b[A", "down": "\x1b[B"}
KEYS |= {"pagedown": "\x1b[6~", "pageup": "\x1b[5~", "space": " ", "ctrl+q": "\x11", "ctrl+z": "\x1a"}

# What a terminal answers when it is asked; without the answers a program waits for a time-out.
ANSWERS = (
    (rb"\x1b\[c", b"\x1b[?62;22c"),
    (rb"\x1b\[6n", b"\x1b[1;1R"),
    (rb"\x1b\[\?2026\$p", b"\x1b[?2026;2$y"),
    (rb"\x1b\[\?2048\$p", b"\x1b[?2048;0$y"),
    (rb"\x1b\[\?u", b"\x1b[?0u"),
)
# pyte knows neither private sequences with <, > or =, nor device control strings.
UNKNOWN = re.compile(rb"\x1b\[[<>=][0-9;]*[a-zA-Z]|\x1bP.*?\x1b\\", re.DOTALL)

PORTIONS_PER_SECOND = 50
"""In so many portions a slow line brings what is written."""


class TerminalTimeoutError(AssertionError):
    """What was waited for never came on the screen."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """What kind of terminal the program runs in."""

    columns: int = 80
    rows: int = 24
    environment: Mapping[str, str] = field(default_factory=dict)
    bytes_per_second: int | None = None
    """How fast its line is; None: as fast as can be."""


USUAL = Kind()


class Terminal:
    """A child in a pseudo-terminal. Use it as a context; the child is killed at its end."""

    def __init__(
        self,
        command: Sequence[str],
        *,
        columns: int = 80,
        rows: int = 24,
        environment: Mapping[str, str] | None = None,
        bytes_per_second: int | None = None,
    ) -> None:
        self._bytes_per_second = bytes_per_second
        self.screen = pyte.Screen(columns, rows)
        self._stream = pyte.ByteStream(self.screen)
        self._rows: dict[int, str] = {}
        self.output = bytearray()
        """Everything that the program wrote."""
        self.came_at = 0.0
        """When the last of it came, by the monotonic clock: before this screen has taken it in."""
        self.exit_code: int | None = None
        self.pid, self._master = pty.fork()
        if self.pid == 0:
            base = {key: value for key, value in os.environ.items() if key not in {"NO_COLOR", "COLUMNS", "LINES"}}
            extra = environment or {}
            os.execvpe(command[0], list(command), {**base, "TERM": "xterm-256color", "COLORTERM": "truecolor", **extra})
        ioctl(self._master, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self.exit_code is None:
            with contextlib.suppress(ProcessLookupError):
                os.kill(self.pid, signal.SIGKILL)
            self._reap()
        if self._master >= 0:
            os.close(self._master)

    def line_settings(self) -> list[Any]:
        """Return how the terminal treats what is typed and written."""
        return termios.tcgetattr(self._master)

    @property
    def output_bytes(self) -> int:
        """How much the program wrote."""
        return len(self.output)

    def resize(self, columns: int, rows: int) -> None:
        """Change the size of the window."""
        ioctl(self._master, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
        self.screen.resize(rows, columns)
        os.kill(self.pid, signal.SIGWINCH)

    def text(self) -> str:
        """Return what is on the screen."""
        for y in self.screen.dirty:
            cells = self.screen.buffer[y]
            self._rows[y] = "".join([cells[x].data for x in range(self.screen.columns)]).rstrip()
        self.screen.dirty.clear()
        return "\n".join(self._rows[y] for y in range(self.screen.lines))

    def press(self, *keys: str) -> None:
        """Press keys, by name or as the character itself."""
        for key in keys:
            os.write(self._master, KEYS.get(key, key).encode())

    def read(self, seconds: float) -> bool:
        """Take in what the program writes within *seconds*; return whether there was anything."""
        if self.exit_code is not None:
            return False
        if self._master < 0:
            self._reap(wait_seconds=seconds)
            return False
        ready, _, _ = select.select([self._master], [], [], seconds)
        if not ready:
            return False
        try:
            chunk = os.read(self._master, self._take_the_time_of_the_line())
        except OSError:
            chunk = b""
        self.came_at = time.monotonic()
        if not chunk:
            self._reap()
            return False
        self.output += chunk
        for query, answer in ANSWERS:
            if re.search(query, chunk):
                os.write(self._master, answer)
        self._stream.feed(UNKNOWN.sub(b"", chunk))
        return True

    def _take_the_time_of_the_line(self) -> int:
        """Let the time pass that the next bytes take on the line; return how many they are."""
        if self._bytes_per_second is None:
            return 65536
        time.sleep(1 / PORTIONS_PER_SECOND)
        return self._bytes_per_second // PORTIONS_PER_SECOND

    def read_for(self, seconds: float) -> None:
        """Take in what the program writes during *seconds*."""
        end = time.monotonic() + seconds
        while (left := end - time.monotonic()) > 0:
            self.read(left)

    def close(self) -> None:
        """Close the window: the program loses its terminal."""
        os.close(self._master)
        self._master = -1

    def wait_for(self, wanted: str | Callable[[str], bool], *, seconds: float = 60) -> None:
        """Wait until *wanted* is on the screen, or true of its text. Raises TerminalTimeoutError."""
        end = time.monotonic() + seconds
        while not (wanted in self.text() if isinstance(wanted, str) else wanted(self.text())):
            if time.monotonic() > end or self.exit_code is not None:
                raise TerminalTimeoutError(f"{wanted!r} never came (exit code {self.exit_code}):\n{self.text()}")
            self.read(0.2)

    def wait_for_end(self, *, seconds: float = 30) -> int:
        """Wait until the program has ended; return its exit code. Raises TerminalTimeoutError."""
        end = time.monotonic() + seconds
        while self.exit_code is None:
            if time.monotonic() > end:
                raise TerminalTimeoutError(f"the program did not end:\n{self.text()}")
            self.read(0.1)
        return self.exit_code

    def _reap(self, *, wait_seconds: float | None = None) -> None:
        """Take the exit code; within *wait_seconds* if the program may still run."""
        if wait_seconds is not None:
            watched = os.pidfd_open(self.pid)
            try:
                if not select.select([watched], [], [], wait_seconds)[0]:
                    return
            finally:
                os.close(watched)
        _, status = os.waitpid(self.pid, 0)
        self.exit_code = os.waitstatus_to_exitcode(status)


def skip_the_first_run(terminal: Terminal) -> None:
    """Acknowledge the purpose, and leave every question of the set-up open."""
    terminal.wait_for("I have read this")
    terminal.press("enter")
    for step in SetUpStep:
        terminal.wait_for(progress(number_of(step)))
        terminal.press("escape")


def lumbar_command(*arguments: str, data_dir: Path) -> list[str]:
    """The program of this environment, with a data folder of its own."""
    return [sys.executable, "-m", "lumbar", "--data-dir", str(data_dir), *arguments]
