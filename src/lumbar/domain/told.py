"""What was told of discomfort: the levels before and after each session, and what hurt where. Numbers, no verdicts."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from lumbar.domain.record import Answer, EventKind, SessionRecord

NOT_HURTING = frozenset({Answer.DISCOMFORT, Answer.NOTHING})
"""Stretching and effort are no pain, and a wrong key is nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Levels:
    """How strong the pain was around one session, 0 to 10; None where it was left out."""

    started_at: datetime
    before: int | None
    after: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class DayLevels:
    """The levels of a day, session by session."""

    day: date
    sessions: tuple[Levels, ...]
    """In the order in which they were done; those without a level included."""

    @property
    def points(self) -> tuple[int | None, ...]:
        """What the line goes through: before and after each session; None is a gap."""
        return tuple(level for one in self.sessions for level in (one.before, one.after))


@dataclass(frozen=True, slots=True, kw_only=True)
class Hurt:
    """One moment in which something hurt."""

    session_id: str
    day: date
    started_at: datetime
    """Of the session."""
    exercise: str | None
    side: Literal["left", "right"] | None
    answer: Answer
    level: int | None
    """0 to 10."""
    place: str | None
    new: bool | None
    spreading: bool | None


def levels_by_day(days: Iterable[date], sessions: Iterable[SessionRecord]) -> tuple[DayLevels, ...]:
    """Return the levels of each of *days*."""
    by_day: dict[date, list[SessionRecord]] = {}
    for session in sorted(sessions, key=lambda one: one.started_at):
        by_day.setdefault(session.day, []).append(session)
    return tuple(
        DayLevels(
            day=day,
            sessions=tuple(
                Levels(started_at=one.started_at, before=one.pain_before, after=one.pain_after)
                for one in by_day.get(day, ())
            ),
        )
        for day in days
    )


def what_hurt(sessions: Sequence[SessionRecord]) -> tuple[Hurt, ...]:
    """Return what hurt in *sessions*, in their order, and within each in the order in which it was told."""
    return tuple(
        Hurt(
            session_id=session.id,
            day=session.day,
            started_at=session.started_at,
            exercise=event.exercise,
            side=event.side,
            answer=event.answer,
            level=event.level,
            place=event.place,
            new=event.new,
            spreading=event.spreading,
        )
        for session in sessions
        for event in session.events
        if event.kind is EventKind.DISCOMFORT and event.answer is not None and event.answer not in NOT_HURTING
    )
