"""How many days in a row the plan was kept, up to today. Nothing that was kept safely breaks the row."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from lumbar.domain.review import DayReview


@dataclass(frozen=True, slots=True, kw_only=True)
class RunOfDays:
    """Days in a row."""

    days: int
    """Days on which something was done, or a session was stopped and so kept safely."""
    goes_further_back: bool
    """Whether it had begun by the first day that was looked at, so that it may be longer."""


def run_of_days(days: Sequence[DayReview], today: date) -> RunOfDays:
    """Return the run of *days* (rising, without a gap) that reaches *today*.

    Days for which nothing is planned (rest, away, before there was a plan) are neither counted nor break it, and today
    breaks nothing as long as it lasts.
    """
    count = 0
    for day in reversed([one for one in days if one.day <= today]):
        if is_kept(day):
            count += 1
        elif day.planned and day.day != today:
            return RunOfDays(days=count, goes_further_back=False)
    return RunOfDays(days=count, goes_further_back=count > 0)


def is_kept(day: DayReview) -> bool:
    """Return whether something was done on *day*, or a session was stopped for pain or care."""
    return bool(day.done or day.stopped or day.reps_done)
