"""Looking back: what was planned and done, day by day and week by week. Pure aggregates, no verdicts."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from lumbar.domain.days import KEPT_WITHOUT_SESSIONS, DayKind, day_kind
from lumbar.domain.person import Person
from lumbar.domain.prescription import Prescription, in_force
from lumbar.domain.record import STOPPED, SessionRecord, Status
from lumbar.domain.sizes import SessionSize

DAYS_PER_WEEK = 7


Size = Callable[[Prescription], SessionSize]
"""How much one session of a prescription asks for."""


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
class Period:
    """Days that follow each other, one or more, and what they come to."""

    days: tuple[DayReview, ...]

    @property
    def sessions_planned(self) -> int:
        """Over all of its days, days to come included."""
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


@dataclass(frozen=True, slots=True, kw_only=True)
class WeekReview(Period):
    """Seven days from a Monday."""

    @property
    def name(self) -> str:
        """The ISO week, such as 2026-W47."""
        year, week, _ = self.days[0].day.isocalendar()
        return f"{year}-W{week:02}"


def monday_of(day: date) -> date:
    """Return the Monday of the week of *day*."""
    return day - timedelta(days=day.weekday())


def days_from(first: date, count: int) -> tuple[date, ...]:
    """Return *count* days from *first* on."""
    return tuple(first + timedelta(days=number) for number in range(count))


def review_week(
    day: date,
    sessions: Iterable[SessionRecord],
    prescriptions: Sequence[Prescription],
    size: Size,
    person: Person = Person(),  # noqa: B008 - a frozen value
    *,
    bad_day_size: Size | None = None,
) -> WeekReview:
    """Return the week that *day* is in. Each day is measured against the prescription in force on it.

    A bad day asks for as much as *bad_day_size* says, if that is given.
    """
    monday = monday_of(day)
    days = days_from(monday, DAYS_PER_WEEK)
    return WeekReview(days=review_days(days, sessions, prescriptions, size, person, bad_day_size=bad_day_size))


def review_days(
    days: Iterable[date],
    sessions: Iterable[SessionRecord],
    prescriptions: Sequence[Prescription],
    size: Size,
    person: Person = Person(),  # noqa: B008 - a frozen value
    *,
    bad_day_size: Size | None = None,
) -> tuple[DayReview, ...]:
    """Return *days*, each as in a week."""
    by_day: dict[date, list[SessionRecord]] = {}
    for session in sessions:
        by_day.setdefault(session.day, []).append(session)
    sizes = {kind: bad_day_size if bad_day_size and kind is DayKind.BAD_DAY else size for kind in DayKind}
    return tuple(_review_day(one, by_day.get(one, []), in_force(prescriptions, one), sizes, person) for one in days)


def _review_day(
    day: date,
    sessions: Sequence[SessionRecord],
    prescription: Prescription | None,
    sizes: Mapping[DayKind, Size],
    person: Person,
) -> DayReview:
    kind = day_kind(day, prescription, person)
    planned = prescription.sessions_per_day if prescription and kind not in KEPT_WITHOUT_SESSIONS else 0
    asked = sizes[kind](prescription) if prescription else SessionSize(reps=0, seconds=0)
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
