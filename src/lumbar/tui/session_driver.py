"""Drives a session by the clock: one timer, which also meets the next change of the tape to the millisecond."""

from collections.abc import Callable
from typing import Protocol

from lumbar.clock import Clock
from lumbar.domain import course
from lumbar.domain.exercise import NS_PER_SECOND
from lumbar.domain.session import CountingIn, Event, Running, Session
from lumbar.settings import Motion

FRAME_SECONDS = {Motion.FULL: 1 / 12, Motion.REDUCED: 1 / 4}
"""The longest time between two looks at the clock."""

Command = Callable[[Session, int], tuple[Session, tuple[Event, ...]]]
"""One of the functions of `lumbar.domain.commands`."""


class Alarm(Protocol):
    """A timer that was set."""

    def stop(self) -> None:
        """Do not go off."""


class SessionDriver:
    """Holds the session that is running, lets time pass for it, and passes commands on.

    Nothing ticks while the session stands still.
    """

    def __init__(
        self,
        session: Session,
        clock: Clock,
        *,
        set_timer: Callable[[float, Callable[[], None]], Alarm],
        on_change: Callable[[Session, tuple[Event, ...]], None],
        frame_seconds: float,
    ) -> None:
        self.session = session
        self._clock = clock
        self._set_timer = set_timer
        self._on_change = on_change
        self._frame_seconds = frame_seconds
        self._alarm: Alarm | None = None

    def start(self) -> None:
        """Show the session as it is and let time pass from now on."""
        self._take(self.session, ())

    def tick(self) -> None:
        """Let time pass up to now."""
        self._take(*course.tick(self.session, self._clock.monotonic_ns()))

    def do(self, command: Command) -> None:
        """Pass *command* on to the session, as of now."""
        self._take(*command(self.session, self._clock.monotonic_ns()))

    def stop(self) -> None:
        """Let no more time pass."""
        if self._alarm is not None:
            self._alarm.stop()
            self._alarm = None

    def _take(self, session: Session, events: tuple[Event, ...]) -> None:
        self.session = session
        self.stop()
        if isinstance(session.state, Running | CountingIn):
            self._alarm = self._set_timer(self._seconds_to_next_look(), self.tick)
        self._on_change(session, events)

    def _seconds_to_next_look(self) -> float:
        to_change_ns = course.ns_to_next_change(self.session)
        if to_change_ns is None:
            return self._frame_seconds
        return min(self._frame_seconds, to_change_ns / NS_PER_SECOND)
