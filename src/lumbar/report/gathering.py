"""Takes from the diary what the page for the provider is made from."""

from datetime import date

from lumbar import __version__
from lumbar.diary import Diary
from lumbar.domain.prescription import in_force
from lumbar.domain.todays_set import why_off
from lumbar.looking_back import LookingBack
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
        days=LookingBack(diary).days(since.day, today),
        prescriptions=tuple(kept),
        person=person,
        catalog=diary.exercises,
        off=tuple((name, why) for name, why in whys if why is not None),
    )
