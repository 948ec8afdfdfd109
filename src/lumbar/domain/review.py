"""Looking back: what was planned and done, day by day and week by week. Pure aggregates, no verdicts."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from lumbar.domain.days import KEPT_WITHOUT_SESSIONS, DayKind, day_kind
from lumbar.domain.person import Person
from lumbar.domain.prescription import Prescription, in_force
from lumbar.domain.record import SessionRecord, Status

DAYS_PER_WEEK = 7
STOPPED = frozenset({Status.STOPPED_FOR_PAIN, Status.STOPPED_FOR_CARE})


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionSize:
    """How much one session of a prescription asks for."""

    reps: int
    seconds: int


@dataclass(frozen=True, slots=True, kw_only=True)
class DayReview:
    """One day."""

    day: date
    planned: int
    """Sessions."""
    done: int
    stopped: int
    seconds_planned: int
    seconds: float
    reps_planned: int
    reps_done: int
    kind: DayKind


@dataclass(frozen=True, slots=True, kw_only=True)
class WeekReview:
    """Seven days from a Monday."""

    days: tuple[DayReview, ...]

    @property
    def name(self) -> str:
        """The ISO week, such as 2026-W47."""
        year, week, _ = self.days[0].day.isocalendar()
        return f"{year}-W{week:02}"

    @property
    def sessions_planned(self) -> int:
        """Over the whole week, days to come included."""
        return sum(day.planned for day in self.days)

    @property
    def sessions_done(self) -> int:
        """Sessions that were completed."""
        return sum(day.done for day in self.days)

    @property
    def sessions_stopped(self) -> int:
        """Sessions that were stopped for pain or for care."""
        return sum(day.stopped for day in self.days)

    @property
    def reps_planned(self) -> int:
        """Repetitions, both sides summed."""
        return sum(day.reps_planned for day in self.days)

    @property
    def reps_done(self) -> int:
        """Repetitions, both sides summed, of every session."""
        return sum(day.reps_done for day in self.days)

    @property
    def seconds_planned(self) -> int:
        """Length of the planned sessions."""
        return sum(day.seconds_planned for day in self.days)

    @property
    def seconds(self) -> float:
        """Active seconds of every session."""
        return sum(day.seconds for day in self.days)


def monday_of(day: date) -> date:
    """Return the Monday of the week of *day*."""
    return day - timedelta(days=day.weekday())


def review_week(
    day: date,
    sessions: Iterable[SessionRecord],
    prescriptions: Sequence[Prescription],
    size: Callable[[Prescription], SessionSize],
    person: Person = Person(),  # noqa: B008 - a frozen value
    *,
    bad_day_size: Callable[[Prescription], SessionSize] | None = None,
) -> WeekReview:
    """Return the week that *day* is in. Each day is measured against the prescription in force on it.

    *bad_day_size* is how much a session asks for on one of the bad days, if that is known.
    """
    by_day: dict[date, list[SessionRecord]] = {}
    for session in sessions:
        by_day.setdefault(session.day, []).append(session)
    monday = monday_of(day)
    week = (monday + timedelta(days=number) for number in range(DAYS_PER_WEEK))
    return WeekReview(
        days=tuple(
            _review_day(one, by_day.get(one, []), in_force(prescriptions, one), size, person, bad_day_size=bad_day_size)
            for one in week
        )
    )


def _review_day(
    day: date,
    sessions: Sequence[SessionRecord],
    prescription: Prescription | None,
    size: Callable[[Prescription], SessionSize],
    person: Person,
    *,
    bad_day_size: Callable[[Prescription], SessionSize] | None,
) -> DayReview:
    kind = day_kind(day, prescription, person)
    planned = prescription.sessions_per_day if prescription and kind not in KEPT_WITHOUT_SESSIONS else 0
    if kind is DayKind.BAD_DAY and bad_day_size is not None:
        size = bad_day_size
    asked = size(prescription) if prescription else SessionSize(reps=0, seconds=0)
    return DayReview(
        day=day,
        planned=planned,
        done=sum(one.status is Status.COMPLETED for one in sessions),
        stopped=sum(one.status in STOPPED for one in sessions),
        seconds_planned=planned * asked.seconds,
        seconds=sum(one.seconds_active for one in sessions),
        reps_planned=planned * asked.reps,
        reps_done=sum(one.reps_done for one in sessions),
        kind=kind,
    )
