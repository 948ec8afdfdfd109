"""Takes from the diary what the page for the provider is made from."""

from datetime import date

from lumbar import __version__
from lumbar.diary import Diary
from lumbar.domain.prescription import in_force
from lumbar.looking_back import LookingBack
from lumbar.report.period import Since, since_when, within_history
from lumbar.report.provider import Material


def usual_since(diary: Diary, asked: date | None = None) -> Since:
    """Return where a report begins: where it was *asked* to, else where it usually does."""
    visits = diary.store.person().visits
    if asked is not None or visits:
        return since_when(asked, diary.day(), visits, None)
    return since_when(None, diary.day(), (), diary.store.first_day())


def gathered(diary: Diary, since: Since) -> Material:
    """Return the material for a page from *since* to today; what is long before the first day kept is left out."""
    today = diary.day()
    kept = diary.store.prescriptions() or diary.prescriptions()
    first = [one.valid_from for one in kept] + [day for day in (diary.store.first_day(),) if day is not None]
    since = within_history(since, min(first))
    plan = in_force(kept, today)
    named = [one.exercise_id for one in plan.exercises if one.exercise_id in diary.exercises] if plan else []
    off = diary.off() if named else {}
    return Material(
        since=since,
        today=today,
        printed_at=diary.now(),
        version=__version__,
        sessions=diary.store.sessions(since=since.day, until=today)[::-1],
        days=LookingBack(diary).days(since.day, today),
        prescriptions=tuple(kept),
        person=diary.store.person(),
        catalog=diary.exercises,
        off=tuple((name, off[name]) for name in named if name in off),
    )
