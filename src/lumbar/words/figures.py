"""Counts and dates in words."""

from datetime import date

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def counted(count: int, thing: str) -> str:
    """Return "1 set" or "5 sets"."""
    return f"{count} {thing}" if count == 1 else f"{count} {thing}s"


def date_words(day: date) -> str:
    """Return the date, such as "Sunday 22 November 2026"."""
    return f"{day:%A} {day.day} {day:%B %Y}"


def dates_words(first: date, last: date) -> str:
    """Return both dates without saying month and year twice, such as "16 to 22 November 2026"."""
    end = f"{last.day} {last:%B %Y}"
    if first.year != last.year:
        return f"{first.day} {first:%B %Y} to {end}"
    return f"{first.day} {first:%B} to {end}" if first.month != last.month else f"{first.day} to {end}"
