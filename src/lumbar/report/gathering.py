"""Takes from the diary what the page for the provider is made from."""

from datetime import date, timedelta

from lumbar import __version__
from lumbar.diary import Diary
from lumbar.domain.prescription import in_force
from lumbar.domain.review import DAYS_PER_WEEK, DayReview, monday_of
from lumbar.domain.todays_set import why_off
from lumbar.report.period import Since, since_when
from lumbar.report.provider import Material


def usual_since(diary: Diary, asked: date | None = None) -> Since:
    """Return where a report begins: where it was *asked* to, else where it usually does."""
    visits = diary.store.person().visits
    if asked is not None or visits:
        return since_when(asked, diary.day(), visits, None)
    sessions = diary.store.sessions()
    return since_when(None, diary.day(), (), sessions[-1].day if sessions else None)


def gathered(diary: Diary, since: Since) -> Material:
    """Return the material for a page from *since* to today."""
    today = diary.day()
    kept = diary.store.prescriptions() or diary.prescriptions()
    person, all_sessions = diary.store.person(), diary.store.sessions()
    plan = in_force(kept, today)
    named = [one.exercise_id for one in plan.exercises if one.exercise_id in diary.exercises] if plan else []
    whys = [(name, why_off(diary.exercises[name], person, all_sessions)) for name in named]
    return Material(
        since=since,
        today=today,
        printed_at=diary.now(),
        version=__version__,
        sessions=tuple(one for one in reversed(all_sessions) if since.day <= one.day <= today),
        days=_days(diary, since.day, today),
        prescriptions=tuple(kept),
        person=person,
        catalog=diary.exercises,
        off=tuple((name, why) for name, why in whys if why is not None),
    )


def _days(diary: Diary, first: date, last: date) -> tuple[DayReview, ...]:
    mondays = range(monday_of(first).toordinal(), last.toordinal() + 1, DAYS_PER_WEEK)
    weeks = (diary.week(date.fromordinal(monday)) for monday in mondays)
    span = last - first
    return tuple(day for week in weeks for day in week.days if timedelta() <= day.day - first <= span)
