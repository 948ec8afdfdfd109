"""A date or a time of day as a person types it."""

import re
from datetime import date, time, timedelta

MONTHS = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)
SHORTEST_NAME = 3
HOW_TO_TYPE_A_DAY = "Type it as 17 Nov, 17 Nov 2026 or 2026-11-17."
HOW_TO_TYPE_A_TIME = "Type it as 7:40 or 18:05."
ISO = re.compile(r"(?P<year>\d{4})-(?P<month>\d{1,2})-(?P<day>\d{1,2})")
DAY_MONTH = re.compile(r"(?P<day>\d{1,2})\.?\s*(?P<name>[a-z]+)\.?,?(\s+(?P<year>\d{4}))?")
MONTH_DAY = re.compile(r"(?P<name>[a-z]+)\.?\s+(?P<day>\d{1,2}),?(\s+(?P<year>\d{4}))?")
TIME = re.compile(r"(?P<hour>\d{1,2})[:.](?P<minute>\d{2})")
FIRST_DAY = date(1900, 1, 1)
"""There is no history from before it."""
YEARS_BACK = 9
"""So that a 29 February without a year is found, also around a year such as 2100."""


class NotReadableError(ValueError):
    """What was typed is no date or time. The message says what to type, in one or two sentences."""


def read_day(typed: str, today: date) -> date:
    """Return the date that was *typed*: ISO, day and month with or without the year, today or yesterday.

    Without a year it is the newest that is not after *today*. Raises NotReadableError, also for a day to come.
    """
    text = typed.strip().lower()
    if text in ("today", "yesterday"):
        return today - timedelta(days=text == "yesterday")
    found = ISO.fullmatch(text) or DAY_MONTH.fullmatch(text) or MONTH_DAY.fullmatch(text)
    if found is None:
        said = f"“{typed.strip()}” is no date. " if text else ""
        raise NotReadableError(said + HOW_TO_TYPE_A_DAY)
    parts = found.groupdict()
    month = int(parts["month"]) if "month" in parts else _month_of(parts["name"])
    years = [int(parts["year"])] if parts["year"] else range(today.year, max(0, today.year - YEARS_BACK), -1)
    for year in years:
        try:
            day = date(year, month, int(parts["day"]))
        except ValueError:
            continue
        if FIRST_DAY <= day <= today:
            return day
        if parts["year"]:
            raise NotReadableError(f"{typed.strip()} is {'still to come' if day > today else 'too long ago'}.")
    raise NotReadableError(f"There is no {typed.strip()}. {HOW_TO_TYPE_A_DAY}")


def _month_of(name: str) -> int:
    """Return the number of the month that begins with *name*; 0 if none does."""
    if len(name) < SHORTEST_NAME:
        return 0
    return next((number for number, month in enumerate(MONTHS, 1) if month.startswith(name)), 0)


def read_time(typed: str) -> time:
    """Return the time of day that was *typed*. Raises NotReadableError."""
    found = TIME.fullmatch(typed.strip())
    if found is not None:
        hour, minute = int(found["hour"]), int(found["minute"])
        if hour < 24 and minute < 60:  # noqa: PLR2004 - the clock
            return time(hour, minute)
    said = f"“{typed.strip()}” is no time of day. " if typed.strip() else ""
    raise NotReadableError(said + HOW_TO_TYPE_A_TIME)
