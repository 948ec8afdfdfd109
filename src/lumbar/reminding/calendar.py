"""The sessions as a calendar file (RFC 5545): one event a slot, in local time wherever the person is."""

import uuid
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

from lumbar.domain.prescription import DAYS_OF_THE_WEEK, SlotTime
from lumbar.reminding.hours import Hours, first_day, title

if TYPE_CHECKING:
    from icalendar import Event

WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
OF_LUMBAR = uuid.UUID("5d0f0d8e-8f43-4a3e-9a57-0b6a4a2f7c11")


def calendar_file(hours: Hours, *, today: date, now: datetime, minutes: int, owner: str) -> bytes:
    """Return the file, with sessions of so many *minutes* from *today* on.

    The identity of an event follows from *owner* and the number of its slot alone, so that a calendar that takes the
    file in once more changes its events.
    """
    from icalendar import Calendar  # noqa: PLC0415 - one verb alone pays for it

    calendar = Calendar()
    calendar.add("prodid", "-//lumbar//lumbar//EN")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    start = first_day(hours, today)
    name = owner.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")  # a path may be no text
    for number, slot in enumerate(hours.slots, 1):
        event = _event(slot, hours, start)
        event.add("uid", f"{uuid.uuid5(OF_LUMBAR, f'{name} {number}')}@lumbar")
        event.add("dtstamp", now.astimezone(UTC).replace(microsecond=0))
        event.add("duration", timedelta(minutes=minutes))
        calendar.add_component(event)
    return bytes(calendar.to_ical())


def _event(slot: SlotTime, hours: Hours, start: date) -> "Event":
    from icalendar import Alarm, Event  # noqa: PLC0415 - as above

    event = Event()
    event.add("dtstart", datetime.combine(start, slot.at))
    event.add("summary", title(slot.name))
    event.add("class", "PRIVATE")
    event.add("rrule", _rule(hours))
    without = [datetime.combine(day, slot.at) for day in hours.away if day >= start and day.weekday() in hours.weekdays]
    if without:
        event.add("exdate", without)
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", title(slot.name))
    alarm.add("trigger", timedelta(0))
    event.add_component(alarm)
    return event


def _rule(hours: Hours) -> dict[str, object]:
    if len(hours.weekdays) == len(DAYS_OF_THE_WEEK):
        return {"freq": "daily"}
    return {"freq": "weekly", "byday": [WEEKDAYS[day] for day in hours.weekdays]}
