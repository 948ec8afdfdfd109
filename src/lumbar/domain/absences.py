"""Days away: spans that never touch each other, in their order."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import timedelta

from lumbar.domain.person import Away, Person

ONE_DAY = timedelta(days=1)


def with_away(person: Person, away: Away) -> Person:
    """Return *person* who is away then, too. Spans that overlap, or follow each other, become one."""
    return replace(person, away=_merged((*person.away, away)))


def without_away(person: Person, away: Away) -> Person:
    """Return *person* who is not away on these days; what is left of a longer span stays."""
    return replace(person, away=_merged(rest for one in person.away for rest in _rests(one, away)))


def _rests(one: Away, gone: Away) -> Iterable[Away]:
    """Yield what is left of *one* before and after the days that are *gone*."""
    if gone.last < one.first or one.last < gone.first:
        yield one
        return
    if one.first < gone.first:
        yield Away(first=one.first, last=gone.first - ONE_DAY)
    if gone.last < one.last:
        yield Away(first=gone.last + ONE_DAY, last=one.last)


def _merged(spans: Iterable[Away]) -> tuple[Away, ...]:
    merged: list[Away] = []
    for one in sorted(spans, key=lambda one: one.first):
        if merged and (one.first - merged[-1].last) <= ONE_DAY:
            merged[-1] = Away(first=merged[-1].first, last=max(merged[-1].last, one.last))
        else:
            merged.append(one)
    return tuple(merged)
