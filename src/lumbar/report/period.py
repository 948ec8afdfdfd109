"""From which day on a report tells, and the spans of days in which it counts."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum

from lumbar.domain.review import DAYS_PER_WEEK, monday_of
from lumbar.words.figures import dates_words

USUAL_WEEKS = 4
LONGEST_BEFORE = timedelta(days=366)
"""A report begins so long before the first day that is kept, at most: earlier days tell nothing."""
MOST_SPANS = 8
"""So many columns fit on a sheet."""


class SinceWhy(Enum):
    """Why a report begins on its first day."""

    ASKED = "as asked for"
    VISIT = "since the last visit"
    FIRST_SESSION = "since the first session"
    FIRST_KEPT = "since the first day that is kept"
    USUAL = "the last four weeks, as no visit is noted"


@dataclass(frozen=True, slots=True)
class Since:
    """The first day of a report, and why it is that one."""

    day: date
    why: SinceWhy


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """Days that are counted together."""

    first: date
    last: date
    """Included."""

    def covers(self, day: date) -> bool:
        """Return whether *day* is one of them."""
        return self.first <= day <= self.last

    @property
    def days(self) -> int:
        """How many there are."""
        return (self.last - self.first).days + 1

    @property
    def short_words(self) -> str:
        """Both ends, such as "16 to 22 Nov"; with the year if it is more than a week."""
        end = f"{self.last.day} {self.last:%b}"
        if self.days > DAYS_PER_WEEK:
            return f"{self.first.day} {self.first:%b} to {end} {self.last.year}"
        if self.first == self.last:
            return end
        same_month = (self.first.year, self.first.month) == (self.last.year, self.last.month)
        return f"{self.first.day} to {end}" if same_month else f"{self.first.day} {self.first:%b} to {end}"


def since_when(asked: date | None, today: date, visits: Sequence[date], first_session: date | None) -> Since:
    """Return where a report begins: where it was *asked* to, else at the last visit before today.

    Without a visit it is four weeks, or the first session if that is later.
    """
    if asked is not None:
        return Since(asked, SinceWhy.ASKED)
    before = [visit for visit in visits if visit < today]
    if before:
        return Since(max(before), SinceWhy.VISIT)
    usual = today - timedelta(days=USUAL_WEEKS * DAYS_PER_WEEK - 1)
    if first_session is not None and first_session > usual:
        return Since(first_session, SinceWhy.FIRST_SESSION)
    return Since(usual, SinceWhy.USUAL)


def within_history(since: Since, first_kept: date) -> Since:
    """Return *since*, or the first day that is kept if it is a year and more before that."""
    return Since(first_kept, SinceWhy.FIRST_KEPT) if since.day < first_kept - LONGEST_BEFORE else since


def period_words(since: Since, today: date) -> str:
    """Return the period in words, such as "1 to 22 November 2026, since the last visit"."""
    days = (today - since.day).days + 1
    return f"{dates_words(since.day, today)} ({'1 day' if days == 1 else f'{days} days'}), {since.why.value}"


def spans_of(first: date, last: date) -> tuple[Span, ...]:
    """Return the weeks from *first* to *last* (both included), oldest first; several together if they are too many."""
    monday = monday_of(first)
    weeks = ((last - monday).days // DAYS_PER_WEEK) + 1
    length = DAYS_PER_WEEK * -(-weeks // MOST_SPANS)
    starts = [monday + timedelta(days=offset) for offset in range(0, DAYS_PER_WEEK * weeks, length)]
    return tuple(Span(first=max(start, first), last=min(start + timedelta(days=length - 1), last)) for start in starts)
