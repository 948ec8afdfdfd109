"""How the day stands, for a shell prompt and other programs, as it is kept between two looks.

What is kept are counts, and the day as `today --json` prints it: nothing of what hurt.
"""

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from enum import Enum
from typing import Any

MOST_SESSIONS = 1000
MOST_MINUTES = 24 * 60


class Rest(Enum):
    """Why nothing is planned for a day."""

    REST_DAY = "rest day"
    AWAY = "away"


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """What is planned for today, done, and next."""

    sessions_planned: int
    sessions_done: int
    next_minutes: int | None
    """Of the session to start next; None if nothing more is due."""
    rest: Rest | None = None
    day: Mapping[str, Any] | None = None
    """The day as `today --json` prints it; None if there is more to say of it."""


def standing_words(standing: Standing) -> str:
    """Return it in a few words, such as "1/3 today, 9 min"."""
    if standing.rest is not None:
        return standing.rest.value
    if standing.next_minutes is not None:
        return f"{standing.sessions_done}/{standing.sessions_planned} today, {standing.next_minutes} min"
    return "done today" if standing.sessions_done >= standing.sessions_planned else "nothing more today"


def as_kept(standing: Standing) -> Mapping[str, Any]:
    """Return it as a JSON object."""
    return {
        "planned": standing.sessions_planned,
        "done": standing.sessions_done,
        "minutes": standing.next_minutes,
        "rest": standing.rest and standing.rest.value,
        "day": standing.day,
    }


def from_kept(kept: Mapping[str, Any] | None) -> Standing | None:
    """Return the standing that is *kept*; None if it is none."""
    if kept is None:
        return None
    with suppress(KeyError, ValueError, TypeError):
        minutes, rest, day = kept["minutes"], kept["rest"], kept["day"]
        return Standing(
            sessions_planned=_count(kept["planned"], MOST_SESSIONS),
            sessions_done=_count(kept["done"], MOST_SESSIONS),
            next_minutes=None if minutes is None else _count(minutes, MOST_MINUTES),
            rest=None if rest is None else Rest(rest),
            day=day if isinstance(day, dict) else None,
        )
    return None


def _count(value: object, most: int) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value <= most:
        raise ValueError(f"{value!r} is no such count")
    return value
