"""Drives a session by the clock: one timer, which also meets the next change of the tape to the millisecond."""

import asyncio
from collections.abc import Callable
from dataclasses import replace
from typing import Protocol, assert_never

from lumbar.clock import Clock
from lumbar.domain import course
from lumbar.domain.exercise import NS_PER_SECOND
from lumbar.domain.session import Asking, CountingIn, Event, Session
from lumbar.domain.timeline import Phase
from lumbar.session_commands import Command
from lumbar.settings import Motion

MOVING_LOOKS = 12
JOURNEY_LOOKS = 8
BAR_LOOKS = 6
SLOW_LOOKS = 4
"""Looks at the clock in a second: in a movement, on the slow way to another position, while a bar drains, and else.

They divide the second evenly, counted back from the next change of the tape: so whole seconds are met on time, no
picture is painted right before a change, whose cue would wait for it, and each repetition shows the same pictures as
the one before it.
"""


class Alarm(Protocol):
    """A timer that was set."""

    def stop(self) -> None:
        """Do not go off."""


class LoopAlarm:
    """A timer of the event loop, whose callback the screen runs in turn with its messages.

    Textual's own timer never goes off if its time is over before it has begun to wait, as a few microseconds may be.
    """

    def __init__(
        self, seconds: float, callback: Callable[[], None], run: Callable[[Callable[[], None]], object]
    ) -> None:
        self._callback = callback
        self._stopped = False
        self._handle = asyncio.get_running_loop().call_later(seconds, run, self._go_off)

    def stop(self) -> None:
        """Do not go off, not even if the time was over and the callback waits for its turn."""
        self._stopped = True
        self._handle.cancel()

    def _go_off(self) -> None:
        if not self._stopped:
            self._callback()


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
        motion: Motion,
    ) -> None:
        self.session = session
        self._clock = clock
        self._set_timer = set_timer
        self._on_change = on_change
        self._motion = motion
        self._alarm: Alarm | None = None

    def start(self) -> None:
        """Show the session as it is and let time pass from now on."""
        # what it took to bring the screen up is no gap in the session
        self._take(replace(self.session, read_ns=self._clock.monotonic_ns()), ())

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
        if course.ns_to_next_change(session) is not None:
            self._alarm = self._set_timer(ns_to_next_look(session, self._motion) / NS_PER_SECOND, self.tick)
        self._on_change(session, events)


def ns_to_next_look(session: Session, motion: Motion) -> int:
    """Return the real time until something may look different: the next frame, second, or change of the tape."""
    to_change_ns = course.ns_to_next_change(session)
    looks = _looks_a_second(session, motion)
    if to_change_ns is None:
        return NS_PER_SECOND // looks
    looks_after_the_next = max(0, to_change_ns * looks - 1) // NS_PER_SECOND
    return to_change_ns - looks_after_the_next * NS_PER_SECOND // looks


def _looks_a_second(session: Session, motion: Motion) -> int:
    if motion is Motion.REDUCED or isinstance(session.state, CountingIn):
        return SLOW_LOOKS
    if isinstance(session.state, Asking):
        return BAR_LOOKS
    match session.current.phase:
        case Phase.MOVE_IN | Phase.MOVE_BETWEEN | Phase.MOVE_OUT | Phase.SWITCH_SIDES:
            return MOVING_LOOKS
        case Phase.GO_TO:
            return SLOW_LOOKS if session.body is session.exercise.position else JOURNEY_LOOKS
        case Phase.STAND_UP:
            return JOURNEY_LOOKS
        case Phase.HOLD:
            return BAR_LOOKS
        case Phase.GET_READY | Phase.REST | Phase.NEXT_SET:
            return SLOW_LOOKS
        case _:
            assert_never(session.current.phase)
