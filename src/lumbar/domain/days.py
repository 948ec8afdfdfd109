"""What a day is meant for: planned sessions, a planned rest, days away, or a bad day."""

from datetime import date, datetime, timedelta
from enum import Enum

from lumbar.domain.person import Person
from lumbar.domain.prescription import Prescription


class DayKind(Enum):
    """What a day was meant for."""

    PLANNED = "planned"
    REST = "rest"
    AWAY = "away"
    BAD_DAY = "bad_day"


KEPT_WITHOUT_SESSIONS = frozenset({DayKind.REST, DayKind.AWAY})
"""On these days nothing is planned: a day without a session is the plan kept."""


def day_of(moment: datetime, day_starts_at_hour: int) -> date:
    """Return the date that *moment* (local wall time) counts for, if a day starts at that hour (0 to 12)."""
    return (moment.replace(tzinfo=None) - timedelta(hours=day_starts_at_hour)).date()


def day_kind(day: date, prescription: Prescription | None, person: Person) -> DayKind:
    """Return what *day* is meant for, *prescription* being the one in force on it. Days away win over all else."""
    if any(one.covers(day) for one in person.away):
        return DayKind.AWAY
    if prescription is not None and prescription.rests_on(day):
        return DayKind.REST
    if any(one.covers(day) for one in person.bad_days):
        return DayKind.BAD_DAY
    return DayKind.PLANNED
