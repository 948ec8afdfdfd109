"""Looking back over months: each day as one of a few steps, and what each month comes to. Pure, no verdicts."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum
from itertools import groupby

from lumbar.domain.days import KEPT_WITHOUT_SESSIONS
from lumbar.domain.review import DayReview, Period

QUARTER, HALF, THREE_QUARTERS = 0.25, 0.5, 0.75


class Heat(Enum):
    """How much of a day's planned minutes was done."""

    BLANK = "blank"  # to come, or before there was a plan
    NOTHING_PLANNED = "nothing_planned"  # and nothing done: rest, or away
    NONE = "none"
    A_LITTLE = "a_little"  # up to a quarter
    HALF = "half"  # up to a half
    MOST = "most"  # up to three quarters
    ALL = "all"  # more than that, or anything on a day for which nothing was planned


@dataclass(frozen=True, slots=True, kw_only=True)
class MonthReview(Period):
    """The days of one month, all of them or those that were looked at."""

    @property
    def first(self) -> date:
        """The first day of the month."""
        return self.days[0].day.replace(day=1)


def heat_of(day: DayReview, today: date) -> Heat:
    """Return the step of *day*."""
    if not day.seconds:
        if day.day > today or (day.kind not in KEPT_WITHOUT_SESSIONS and not day.planned):
            return Heat.BLANK
        return Heat.NONE if day.planned else Heat.NOTHING_PLANNED
    share = day.seconds / day.seconds_planned if day.seconds_planned else 1
    for most, heat in ((QUARTER, Heat.A_LITTLE), (HALF, Heat.HALF), (THREE_QUARTERS, Heat.MOST)):
        if share <= most:
            return heat
    return Heat.ALL


def review_months(days: Sequence[DayReview], today: date) -> tuple[MonthReview, ...]:
    """Return the months of *days* (rising), newest first; days to come, and months without a plan, are left out."""
    past = [day for day in days if day.day <= today]
    months = [MonthReview(days=tuple(group)) for _, group in groupby(past, key=lambda day: day.day.replace(day=1))]
    return tuple(month for month in reversed(months) if month.sessions_planned or month.seconds)
