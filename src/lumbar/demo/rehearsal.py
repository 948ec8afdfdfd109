"""Sessions of the domain that are really run, on a clock of their own."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from lumbar.domain import commands, course, hurting
from lumbar.domain.account import Occasion, account_for
from lumbar.domain.exercise import NS_PER_SECOND
from lumbar.domain.hurting import Reply
from lumbar.domain.record import SessionRecord
from lumbar.domain.session import Ended, Session
from lumbar.domain.timeline import Phase, Timeline

RATE = 1_000
"""How many times as fast as real time the clock runs here; what is kept says nothing of it."""

LONGEST_TICK_NS = course.GAP_NS
ANSWER_NS = 4 * NS_PER_SECOND
"""How long each answer takes."""


class Rehearsal:
    """One session from its start on."""

    def __init__(self, timeline: Timeline, pain_before: int | None = None) -> None:
        self._now_ns = 0
        self.session, _ = course.start(timeline, 0, rate=RATE, pain_before=pain_before)

    def pass_to(self, clock_ns: int) -> None:
        """Let time pass up to *clock_ns* of the session's clock, or to its end."""
        while self.session.clock_ns < clock_ns and not isinstance(self.session.state, Ended):
            left_ns = -(-(clock_ns - self.session.clock_ns) // RATE)
            self._now_ns += min(left_ns, LONGEST_TICK_NS)
            self.session, _ = course.tick(self.session, self._now_ns)

    def pass_into_hold(self, place: int, repetition: int, second: int) -> None:
        """Let time pass to a second of the first hold of that repetition of the exercise at *place*, both from 0.

        Nothing may have interrupted the session before.
        """
        timeline = self.session.timeline
        index = timeline.repetitions_of[place][repetition]
        hold = next(step for step in timeline.steps if step.repetition == index and step.phase is Phase.HOLD)
        self.pass_to(hold.starts_ns + min(second * NS_PER_SECOND, hold.duration_ns - 1))

    def pause_for(self, seconds: int) -> None:
        """Pause for so long, and go on."""
        self.session, _ = commands.pause(self.session, self._now_ns)
        self.pass_to(self.session.clock_ns + seconds * NS_PER_SECOND)
        self.session, _ = commands.resume(self.session, self._now_ns)

    def hurt(self, replies: Sequence[Reply | int], rest_seconds: int = 0) -> None:
        """Say that something hurts, and answer; the last answer comes after a rest of so many seconds."""
        self.session, _ = hurting.hurt(self.session, self._now_ns)
        for number, given in enumerate(replies, 1):
            self._wait(ANSWER_NS)
            if number == len(replies) and rest_seconds:
                self._wait(rest_seconds * NS_PER_SECOND)
            self.session, _ = hurting.reply(self.session, self._now_ns, given)

    def _wait(self, length_ns: int) -> None:
        self.pass_to(self.session.clock_ns + length_ns)

    def finish(self) -> Session:
        """Let time pass to the end of the session, and return it as one in real time."""
        while not isinstance(self.session.state, Ended):
            self._wait(LONGEST_TICK_NS * RATE)
        return replace(self.session, rate=1)

    def end_early(self) -> Session:
        """End the session here, and return it as one in real time."""
        self.session, _ = commands.end(self.session, self._now_ns)
        return replace(self.session, rate=1)


def record_of(session: Session, occasion: Occasion) -> SessionRecord:
    """Return what is kept of *session*."""
    length = timedelta(seconds=session.clock_ns // NS_PER_SECOND)
    return account_for(session, occasion, occasion.started_at + length)


def moved(record: SessionRecord, occasion: Occasion) -> SessionRecord:
    """Return *record* as if it had been on another *occasion*."""
    return replace(
        record,
        id=occasion.session_id,
        started_at=occasion.started_at,
        ended_at=occasion.started_at + (record.ended_at - record.started_at),
        day=occasion.day,
    )
