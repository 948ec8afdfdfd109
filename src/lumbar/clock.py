"""Where time comes from."""

import re
import sys
import time
from datetime import UTC, datetime
from typing import Protocol

FASTEST_CLOCK = 1000


def read_clock_rate(text: str) -> int:
    """Return how many times as fast session time runs; 1 if *text* is empty. Raises ValueError with a sentence."""
    if not text:
        return 1
    if not re.fullmatch("[0-9]{1,4}", text) or not 1 <= int(text) <= FASTEST_CLOCK:
        raise ValueError(f"LUMBAR_CLOCK_RATE must be a whole number from 1 to {FASTEST_CLOCK}, not {text!r}.")
    return int(text)


class Clock(Protocol):
    """The two questions that the program puts to a clock."""

    def monotonic_ns(self) -> int:
        """Return nanoseconds that never go back and go on while the machine sleeps."""

    def now(self) -> datetime:
        """Return the local wall time with its offset."""


class SystemClock:
    """The machine's own clock."""

    def monotonic_ns(self) -> int:
        """Return nanoseconds that never go back.

        On Linux and macOS they go on while the machine sleeps, so that sleep is seen as a gap.
        """
        if sys.platform == "linux":
            return time.clock_gettime_ns(time.CLOCK_BOOTTIME)
        if sys.platform == "darwin":
            return time.clock_gettime_ns(time.CLOCK_MONOTONIC)
        return time.monotonic_ns()

    def now(self) -> datetime:
        """Return the local wall time with its offset; of a time zone that is a day and more away, UTC's."""
        try:
            return datetime.now().astimezone()
        except ValueError:  # TZ=UTC+25, which Python has no offset for
            return datetime.now(UTC)


class ClockAt:
    """A clock that stands at `moment`, local wall time: what would be seen then."""

    def __init__(self, moment: datetime) -> None:
        self.moment = moment

    def monotonic_ns(self) -> int:
        """Return always the same."""
        return 0

    def now(self) -> datetime:
        """Return the moment."""
        return self.moment
