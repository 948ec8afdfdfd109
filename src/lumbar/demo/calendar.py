"""What the days of a made-up history are like: when somebody was away, had bad days, saw the provider."""

from dataclasses import dataclass
from datetime import date, timedelta

from lumbar.domain.person import Away, BadDays
from lumbar.domain.review import DAYS_PER_WEEK

SATURDAY, SUNDAY = 5, 6
CHAPTER_DAYS = 6 * DAYS_PER_WEEK
"""After so many days it goes on in the same way."""

BAD_DAYS = 2
AWAY_DAYS = 3
LEAST_DAYS_FOR_AWAY = 14


@dataclass(frozen=True, slots=True, kw_only=True)
class Calendar:
    """The days, and what is special about some of them."""

    first: date
    last: date
    """Included."""
    rest_day: int
    """The day of the week, from 0; never that of the day after the last, so that a session is due then."""
    stop: date
    """A session is stopped for pain in one exercise."""
    uncomfortable: date
    """An exercise goes on in its easier form."""
    paused: date
    visits: tuple[date, ...]
    """To the provider, rising; after the first the plan changes."""
    away: tuple[Away, ...]
    bad_days: tuple[BadDays, ...]


def calendar_until(last: date, weeks: int) -> Calendar:
    """Return the calendar of so many *weeks*, 1 or more, of which *last* is the last day."""
    count = weeks * DAYS_PER_WEEK
    first = last - timedelta(days=count - 1)
    length = min(count, CHAPTER_DAYS)
    rest_day = SATURDAY if (last + timedelta(days=1)).weekday() == SUNDAY else SUNDAY
    chapters = [first + timedelta(days=offset) for offset in range(0, count - length + 1, CHAPTER_DAYS)]

    def at(start: date, share: float) -> date:
        day = start + timedelta(days=int(length * share))
        return day - timedelta(days=1) if day.weekday() == rest_day else day

    return Calendar(
        first=first,
        last=last,
        rest_day=rest_day,
        stop=at(first, 0.72),
        uncomfortable=at(first, 0.3),
        paused=at(first, 0.15),
        visits=tuple(at(start, 0.45) for start in chapters),
        away=tuple(_away(at(start, 0.52)) for start in chapters) if length >= LEAST_DAYS_FOR_AWAY else (),
        bad_days=tuple(BadDays(first=at(start, 0.86), days=BAD_DAYS, end_settled=True) for start in chapters),
    )


def _away(first: date) -> Away:
    return Away(first=first, last=first + timedelta(days=AWAY_DAYS - 1))
