"""Drives a session by the clock: one timer, which also meets the next change of the tape to the millisecond."""

from collections.abc import Callable
from dataclasses import replace
from typing import Protocol, assert_never

from lumbar.clock import Clock
from lumbar.domain import course
from lumbar.domain.exercise import NS_PER_SECOND
from lumbar.domain.session import Asking, CountingIn, Event, Session
from lumbar.domain.timeline import Phase
from lumbar.settings import Motion

MOVING_FRAME_NS = NS_PER_SECOND // 12
BAR_FRAME_NS = NS_PER_SECOND // 6
SLOW_FRAME_NS = NS_PER_SECOND // 4
"""The longest real time between two looks at the clock: while a body moves, while only a bar drains, and else."""

CLEAR_FRAMES = 3
"""So many halves of a frame before a change nothing is painted any more: its cue must not wait for a picture."""

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
    frame_ns = _frame_ns(session, motion)
    if to_change_ns is None:
        return frame_ns
    # whole seconds change on time, too; not where they fly by
    to_second_ns = (to_change_ns % NS_PER_SECOND if session.rate == 1 else 0) or frame_ns
    if 2 * to_change_ns <= CLEAR_FRAMES * frame_ns:
        return to_change_ns
    return min(frame_ns, to_second_ns)


def _frame_ns(session: Session, motion: Motion) -> int:
    if motion is Motion.REDUCED or isinstance(session.state, CountingIn):
        return SLOW_FRAME_NS
    if isinstance(session.state, Asking):
        return BAR_FRAME_NS
    match session.current.phase:
        case Phase.MOVE_IN | Phase.MOVE_BETWEEN | Phase.MOVE_OUT | Phase.SWITCH_SIDES | Phase.STAND_UP:
            return MOVING_FRAME_NS
        case Phase.GO_TO:
            return SLOW_FRAME_NS if session.body is session.exercise.position else MOVING_FRAME_NS
        case Phase.HOLD:
            return BAR_FRAME_NS
        case Phase.GET_READY | Phase.REST | Phase.NEXT_SET:
            return SLOW_FRAME_NS
        case _:
            assert_never(session.current.phase)
