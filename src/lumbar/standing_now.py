"""Finds out how the day stands, and keeps it for the next look."""

from contextlib import closing, suppress
from datetime import datetime, time, timedelta

from lumbar.bootstrap import Parts
from lumbar.catalog import CatalogError
from lumbar.diary import Diary
from lumbar.domain.days import DayKind
from lumbar.domain.plan import Today, whole_minutes
from lumbar.outlook import Outlook
from lumbar.ports import NoticeKind, StoreError
from lumbar.report.as_json import today_json
from lumbar.standing import Kept, Rest, Signature, Standing

RESTS = {DayKind.REST: Rest.REST_DAY, DayKind.AWAY: Rest.AWAY}

ABOUT_WRITING_ALONE = (NoticeKind.IN_USE, NoticeKind.READ_ONLY)


def standing_of(outlook: Outlook) -> Standing:
    """Return how the day stands."""
    today, rest = outlook.today, RESTS.get(outlook.today.kind)
    coming = today.next_slot if outlook.can_start and rest is None else None
    minutes = None if coming is None else whole_minutes(coming.seconds)
    return Standing(
        sessions_planned=today.sessions_planned, sessions_done=today.sessions_done, next_minutes=minutes, rest=rest
    )


def holds_until(today: Today, now: datetime, day_starts_at: int) -> datetime:
    """Return until when it stands so if nothing is done: to the next session's hour, or to the end of the day.

    It is local wall time; a day starts at that hour.
    """
    moment = now.replace(tzinfo=None)
    hours = [datetime.combine(today.day, slot.at) for slot in today.slots if slot.at is not None]
    end = datetime.combine(today.day, time(day_starts_at)) + timedelta(days=1)
    return min([end, *(hour for hour in hours if hour > moment)])


def keep_standing(parts: Parts, diary: Diary, outlook: Outlook, signature: Signature) -> None:
    """Keep how the day stands, unless something has to be told at each look at it."""
    telling = [notice for notice in diary.store.notices if notice.kind not in ABOUT_WRITING_ALONE]
    if telling or parts.settings_file.problems or diary.unknown_exercises():
        return
    now = parts.clock.now()
    until = holds_until(outlook.today, now, diary.settings.day_starts_at)
    day = today_json(outlook.today, outlook.next_fit) if outlook.has_exercises else None
    parts.kept_standing.write(Kept(standing_of(outlook), day), signature, now=now, until=until)


def refresh_standing(parts: Parts) -> None:
    """Look up how the day stands and keep it, if that can be. Never fails."""
    kept = parts.kept_standing
    signature = kept.signature()
    if not kept.may_write(signature, parts.clock.now()) or kept.read(parts.clock.now()) is not None:
        return
    with suppress(StoreError, CatalogError):
        diary = parts.diary(read_only=True)
        with closing(diary.store):
            keep_standing(parts, diary, diary.outlook(), signature)
