"""When to remind of which session."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from lumbar.domain.person import Person
from lumbar.domain.prescription import DAYS_OF_THE_WEEK, Prescription, SlotTime

FARTHEST_DAYS = 730
"""So many days away are written out one by one at most."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Hours:
    """The sessions of a week, and the days on which there are none."""

    slots: tuple[SlotTime, ...]
    weekdays: tuple[int, ...]
    """0 (Monday) to 6 (Sunday), rising; not empty."""
    away: tuple[date, ...] = ()
    """From today on, rising."""


def hours_of(prescription: Prescription, person: Person, today: date) -> Hours | None:
    """Return when to remind from *today* on; None if every day of the week is a day of rest."""
    weekdays = tuple(day for day in DAYS_OF_THE_WEEK if day not in prescription.rest_days)
    if not weekdays:
        return None
    coming = (today + timedelta(days=ahead) for ahead in range(FARTHEST_DAYS))
    away = tuple(day for day in coming if any(one.covers(day) for one in person.away))
    return Hours(slots=prescription.slot_times, weekdays=weekdays, away=away)


def first_day(hours: Hours, today: date) -> date:
    """Return the first day from *today* on that is no day of rest."""
    week = (today + timedelta(days=ahead) for ahead in DAYS_OF_THE_WEEK)
    return next(day for day in week if day.weekday() in hours.weekdays)


def title(slot_name: str) -> str:
    """Return what a reminder says, such as "lumbar: Morning session"."""
    name = " ".join("".join(one if one.isprintable() else " " for one in slot_name).split()) or "Session"
    return f"lumbar: {name if name.lower().endswith('session') else f'{name} session'}"


def is_quiet(moment: datetime, quiet_from: time, quiet_until: time) -> bool:
    """Return whether *moment*, local wall time, is in the quiet hours; there are none if they end when they begin."""
    return _is_within(moment.time().replace(tzinfo=None), quiet_from, quiet_until)


def quiet_words(slots: Iterable[SlotTime], quiet_from: time, quiet_until: time) -> str:
    """Return a sentence or two about the hours at which no reminder is shown; empty if there are none."""
    quiet = [f"{slot.at:%H:%M}" for slot in slots if _is_within(slot.at, quiet_from, quiet_until)]
    if not quiet:
        return ""
    return (
        f"No reminder is shown at {' and '.join(quiet)}: your quiet hours are from {quiet_from:%H:%M} to "
        f"{quiet_until:%H:%M}. quiet_from and quiet_until in the settings change them."
    )


def _is_within(hour: time, quiet_from: time, quiet_until: time) -> bool:
    if quiet_from <= quiet_until:
        return quiet_from <= hour < quiet_until
    return hour >= quiet_from or hour < quiet_until
