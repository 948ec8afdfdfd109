"""Finds out how the day stands, and keeps it for the next look."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import closing, suppress
from dataclasses import replace
from datetime import datetime, time, timedelta
from typing import Any

from lumbar.bootstrap import Parts
from lumbar.catalog import CatalogError
from lumbar.clock import ClockAt
from lumbar.diary import Diary
from lumbar.domain.days import DayKind
from lumbar.domain.plan import whole_minutes
from lumbar.kept import Look, Signature
from lumbar.outlook import LATE, Outlook
from lumbar.ports import ABOUT_WRITING_ALONE, StoreError
from lumbar.report.as_json import today_json
from lumbar.standing import Rest, Standing, as_kept

RESTS = {DayKind.REST: Rest.REST_DAY, DayKind.AWAY: Rest.AWAY}

A_DAY = timedelta(days=1)

PageOf = Callable[[Outlook], Mapping[str, Any] | None]
"""Makes a page of a day, as a JSON object; None if the page is not to be kept."""


def standing_of(outlook: Outlook) -> Standing:
    """Return how the day stands."""
    today, rest = outlook.today, RESTS.get(outlook.today.kind)
    coming = today.next_slot if outlook.can_start and rest is None else None
    return Standing(
        sessions_planned=today.sessions_planned,
        sessions_done=today.sessions_done,
        next_minutes=None if coming is None else whole_minutes(coming.seconds),
        rest=rest,
        day=today_json(today, outlook.next_fit) if outlook.has_exercises else None,
    )


def holds_until(outlook: Outlook, day_starts_at: int) -> datetime:
    """Return until when a day stands so if nothing is done: to the next hour that matters, or to its end.

    It is local wall time; a day starts at that hour.
    """
    today, moment = outlook.today, outlook.now.replace(tzinfo=None)
    planned = [datetime.combine(today.day, slot.at) for slot in today.slots if slot.at is not None]
    hours = [*planned, *(hour + LATE for hour in planned if outlook.person.if_hindered)]
    return min([_end_of(outlook, day_starts_at), *(hour for hour in hours if hour > moment)])


def _end_of(outlook: Outlook, day_starts_at: int) -> datetime:
    return datetime.combine(outlook.today.day, time(day_starts_at)) + A_DAY


def keep_standing(parts: Parts, diary: Diary, outlook: Outlook, signature: Signature) -> None:
    """Keep how the day stands, unless it is kept already or something has to be told at each look at it."""
    if parts.kept_standing.read(outlook.now) is None and _may_be_kept(parts, diary):
        look = Look(outlook.now, holds_until(outlook, diary.settings.day_starts_at), as_kept(standing_of(outlook)))
        parts.kept_standing.write([look], signature, now=outlook.now)


def _may_be_kept(parts: Parts, diary: Diary) -> bool:
    telling = [notice for notice in diary.store.notices if notice.kind not in ABOUT_WRITING_ALONE]
    problems = (*parts.settings_file.problems, *parts.own_exercises.problems)
    return not telling and not problems and not diary.unknown_exercises()


def refresh_kept(parts: Parts, page_of: PageOf) -> None:
    """Find out how the day stands and its page, now and until tomorrow ends, and keep it if that can be.

    As long as nobody does anything, the next look has it at once, also the first one tomorrow. What cannot be kept anew
    and holds no more is removed. Never fails for a history, an exercise or a disk that cannot be used.
    """
    parts = replace(parts)  # the settings and exercises as they are now, not as they were at the start
    both, now = (parts.kept_standing, parts.kept_page), parts.clock.now()
    if all(kept.read(moment) is not None for kept in both for moment in (now, now + A_DAY)):
        return
    signature = parts.kept_page.signature()
    if parts.kept_page.may_write(signature, now):
        with suppress(StoreError, CatalogError, OSError):
            diary = parts.diary(read_only=True)
            with closing(diary.store):
                if _may_be_kept(parts, diary):
                    _keep_ahead(parts, diary, page_of, signature, now)
    for kept in both:
        if kept.read(now) is None:
            kept.forget()


def _keep_ahead(parts: Parts, diary: Diary, page_of: PageOf, signature: Signature, now: datetime) -> None:
    standings, pages = [], []
    for outlook, until in _looks_ahead(diary, now):
        standings.append(Look(outlook.now, until, as_kept(standing_of(outlook))))
        page = page_of(outlook)
        if page is not None:
            pages.append(Look(outlook.now, until, page))
    parts.kept_standing.write(standings, signature, now=now)
    parts.kept_page.write(pages, signature, now=now)


def _looks_ahead(diary: Diary, now: datetime) -> Iterator[tuple[Outlook, datetime]]:
    """Yield the day as it will stand from *now* on, and until when, to the end of tomorrow if nothing is done."""
    clock, last = ClockAt(now), diary.day() + A_DAY
    ahead = Diary(diary.store, diary.catalog, diary.settings, clock)
    while ahead.day() <= last:
        outlook = ahead.outlook()
        until = holds_until(outlook, diary.settings.day_starts_at)
        yield outlook, until
        clock.moment = until.replace(tzinfo=now.tzinfo)
