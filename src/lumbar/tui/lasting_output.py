"""Where the screen is written to, which outlasts its terminal.

Textual writes from a thread that ends at the first failed write; its queue then fills, and the program waits for it
for ever. So what fails is let go of: from then on all goes to the null device, and the program can end in order.
"""

import os
from typing import Any, TextIO

from textual.driver import Driver


class LastingOutput:
    """A file whose writes do not fail once its terminal is gone. They may be called from any one thread."""

    def __init__(self, file: TextIO) -> None:
        self._file = file

    def fileno(self) -> int:
        """Return the descriptor; it stays the same when the terminal is gone."""
        return self._file.fileno()

    def isatty(self) -> bool:
        """Return whether a terminal is there."""
        return self._file.isatty()

    def write(self, text: str) -> int:
        """Write *text*; to nowhere, if the terminal is gone."""
        try:
            return self._file.write(text)
        except OSError:
            self._let_go()
            return len(text)

    def flush(self) -> None:
        """Bring out what is written."""
        try:
            self._file.flush()
        except OSError:
            self._let_go()

    def _let_go(self) -> None:
        """Turn the descriptor to the null device, so that what the file still holds can be brought out there."""
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, self._file.fileno())
        os.close(nowhere)


class _LastingDriver:
    """What turns a driver of Textual's into one with such an output."""

    _file: Any

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self._file = LastingOutput(self._file)


def lasting(driver: type[Driver]) -> type[Driver]:
    """Return *driver* with an output that outlasts its terminal."""
    return type("LastingDriver", (_LastingDriver, driver), {})
