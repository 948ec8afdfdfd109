"""A clock that stands still until a test moves it."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from lumbar.domain.exercise import NS_PER_SECOND
from support.kept_sessions import SUNDAY_MORNING


@dataclass
class FakeClock:
    """A Clock. The readings of both kinds move together."""

    shows: datetime = SUNDAY_MORNING
    read_ns: int = 100 * NS_PER_SECOND

    def monotonic_ns(self) -> int:
        return self.read_ns

    def now(self) -> datetime:
        return self.shows

    def advance_ns(self, nanoseconds: int) -> None:
        """Let time pass."""
        self.read_ns += nanoseconds
        self.shows += timedelta(microseconds=nanoseconds / 1000)

    def advance(self, seconds: float) -> None:
        """Let time pass."""
        self.advance_ns(round(seconds * NS_PER_SECOND))
