"""The chart of discomfort before and after each session: numbers and gaps, nothing made up between them."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime, time
from itertools import pairwise
from typing import NamedTuple

from lumbar.domain.pain import HIGHEST_LEVEL
from lumbar.domain.record import SessionRecord
from lumbar.report.sheet import Chart, Mark, Series

WIDTH, HEIGHT = 720.0, 130.0
LEFT, RIGHT, TOP, BOTTOM = 24.0, 8.0, 8.0, 20.0
STEP = 2
"""Levels between two lines of the grid."""
MOST_DAYS_NAMED = 10
SECONDS_PER_DAY = 86_400

MOST_WITH_LINES = 200
"""With more sessions than these, lines between them would hide them."""

RADIUS, SMALL_RADIUS = 2.0, 1.1

DAYS_WITHOUT_A_GAP = 2
"""A line leads over one day without a session, such as a day of rest, and over no more."""

Point = tuple[float, float]


class Value(NamedTuple):
    """A level of the chart."""

    x: float
    level: int | None
    after_a_break: bool
    """Whether there was no session for days before it."""


def discomfort_chart(sessions: Sequence[SessionRecord], first: date, last: date) -> Chart:
    """Return the chart of *sessions*, oldest first, which lie from *first* to *last* (both included)."""
    span = (last - first).days + 1
    across = (WIDTH - LEFT - RIGHT) / span

    def x_of(moment: datetime) -> float:
        since = moment.replace(tzinfo=None) - datetime.combine(first, time())
        return round(LEFT + across * min(max(since.total_seconds() / SECONDS_PER_DAY, 0), span), 1)

    breaks = [late for early, late in pairwise(sessions) if (late.day - early.day).days > DAYS_WITHOUT_A_GAP]
    before = [Value(x_of(one.started_at), one.pain_before, one in breaks) for one in sessions]
    after = [Value(x_of(one.ended_at), one.pain_after, one in breaks) for one in sessions]
    every = -(-span // MOST_DAYS_NAMED)
    days = (date.fromordinal(first.toordinal() + number) for number in range(0, span, every))
    return Chart(
        title="Discomfort, 0 to 10, before and after each session",
        words=_in_words([one.level for one in before], [one.level for one in after]),
        width=WIDTH,
        height=HEIGHT,
        left=LEFT,
        levels=tuple(Mark(_y_of(level), str(level)) for level in range(HIGHEST_LEVEL, -1, -STEP)),
        days=tuple(Mark(round(LEFT + across * (day - first).days, 1), f"{day.day} {day:%b}") for day in days),
        series=(_series("before", before, filled=False), _series("after", after, filled=True)),
    )


def _y_of(level: int) -> float:
    return round(TOP + (HEIGHT - TOP - BOTTOM) * (1 - level / HIGHEST_LEVEL), 1)


def _series(name: str, values: Sequence[Value], *, filled: bool) -> Series:
    crowded = len(values) > MOST_WITH_LINES
    runs: list[list[Point]] = [[]]
    for value in values:
        if value.level is None or value.after_a_break:
            runs.append([])
        if value.level is not None:
            runs[-1].append((value.x, _y_of(value.level)))
    return Series(
        name=name,
        runs=tuple(" ".join(f"{x},{y}" for x, y in run) for run in runs if len(run) > 1 and not crowded),
        dots=tuple(point for run in runs for point in run),
        filled=filled,
        radius=SMALL_RADIUS if crowded else RADIUS,
    )


def _in_words(before: Iterable[int | None], after: Iterable[int | None]) -> str:
    known = [
        ("Before", [one for one in before if one is not None]),
        ("After", [one for one in after if one is not None]),
    ]
    return " ".join(
        f"{name}: {len(values)} values, from {min(values)} to {max(values)}." for name, values in known if values
    )
