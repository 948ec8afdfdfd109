"""A made-up history, made once for all tests that look at it."""

from datetime import UTC, date
from functools import cache

from lumbar.demo.history import MadeUpHistory, make_up
from lumbar.domain.plan import Preferences
from support.sessions import shipped_catalog

LAST_DAY = date(2026, 11, 21)


@cache
def made_up(weeks: int = 6) -> MadeUpHistory:
    """What `lumbar demo` makes up on Sunday 22 November 2026."""
    return make_up(weeks=weeks, last=LAST_DAY, zone=UTC, catalog=shipped_catalog().exercises, preferences=Preferences())
