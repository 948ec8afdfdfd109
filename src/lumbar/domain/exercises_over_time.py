"""Each exercise over time: what became of it each time, and how much was done of each side. No verdicts."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from lumbar.domain.record import BySide, ExerciseRecord, Outcome, SessionRecord, newest_first
from lumbar.domain.review import monday_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Attempt:
    """One exercise in one session."""

    session_id: str
    day: date
    record: ExerciseRecord


@dataclass(frozen=True, slots=True, kw_only=True)
class WeekOfSides:
    """What was planned and done of an exercise in one week, side by side."""

    monday: date
    planned: BySide
    done: BySide


@dataclass(frozen=True, slots=True, kw_only=True)
class ExerciseOverTime:
    """One exercise in a span of time."""

    exercise_id: str
    attempts: tuple[Attempt, ...]
    """Oldest first; one or more."""

    @property
    def outcomes(self) -> Mapping[Outcome, int]:
        """How often each came about, those that never did included."""
        counted = Counter(attempt.record.outcome for attempt in self.attempts)
        return {outcome: counted[outcome] for outcome in Outcome}

    @property
    def planned(self) -> BySide:
        """Repetitions planned, side by side."""
        return _sum(attempt.record.reps_planned for attempt in self.attempts)

    @property
    def done(self) -> BySide:
        """Repetitions done, side by side; each side that was planned is named."""
        return _done(self.attempts)

    @property
    def weeks(self) -> tuple[WeekOfSides, ...]:
        """The weeks in which it was planned, newest first."""
        by_week: dict[date, list[Attempt]] = {}
        for attempt in self.attempts:
            by_week.setdefault(monday_of(attempt.day), []).append(attempt)
        return tuple(
            WeekOfSides(monday=monday, planned=_sum(one.record.reps_planned for one in attempts), done=_done(attempts))
            for monday, attempts in sorted(by_week.items(), reverse=True)
        )


def exercises_over_time(sessions: Iterable[SessionRecord]) -> tuple[ExerciseOverTime, ...]:
    """Return the exercises of *sessions* (in any order), as they stood in the newest session that had each."""
    attempts: dict[str, list[Attempt]] = {}
    for session in newest_first(sessions):
        for record in session.exercises:
            attempt = Attempt(session_id=session.id, day=session.day, record=record)
            attempts.setdefault(record.id, []).append(attempt)
    return tuple(
        ExerciseOverTime(exercise_id=exercise_id, attempts=tuple(reversed(tried)))
        for exercise_id, tried in attempts.items()
    )


def _done(attempts: Iterable[Attempt]) -> BySide:
    attempts = tuple(attempts)
    none_done: BySide = dict.fromkeys(_sum(one.record.reps_planned for one in attempts), 0)
    return none_done | _sum(one.record.reps_done for one in attempts)


def _sum(figures: Iterable[BySide]) -> BySide:
    total: BySide = {}
    for figure in figures:
        for side, count in figure.items():
            total[side] = total.get(side, 0) + count
    return total
