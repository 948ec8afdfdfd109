"""Looking back once more, as slowly and plainly as can be: what the quick way is held against."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Literal

from lumbar.domain.person import Person
from lumbar.domain.prescription import Prescription
from lumbar.domain.record import Answer, Outcome, SessionRecord, Status
from lumbar.domain.sizes import SessionSize

DAY = timedelta(days=1)


def plan_on(day: date, plans: Sequence[Prescription]) -> Prescription | None:
    """Go back day by day until one begins."""
    for back in range(60):
        begun = [plan for plan in plans if plan.valid_from == day - back * DAY]
        if begun:
            return max(begun, key=lambda plan: plan.version)
    return None


def is_away(day: date, person: Person) -> bool:
    return any(day in [away.first + n * DAY for n in range((away.last - away.first).days + 1)] for away in person.away)


def is_bad(day: date, person: Person) -> bool:
    return any(day in [bad.first + n * DAY for n in range(bad.days)] for bad in person.bad_days)


def planned_on(day: date, plans: Sequence[Prescription], person: Person) -> int:
    plan = plan_on(day, plans)
    if plan is None or is_away(day, person) or day.weekday() in plan.rest_days:
        return 0
    return plan.sessions_per_day


def asked_on(day: date, plans: Sequence[Prescription], person: Person, usual: SessionSize, gentle: SessionSize) -> int:
    """Seconds."""
    one = gentle if is_bad(day, person) else usual
    return planned_on(day, plans, person) * one.seconds


def sessions_on(day: date, sessions: Sequence[SessionRecord]) -> list[SessionRecord]:
    return [one for one in sessions if one.day == day]


def reps_on(day: date, sessions: Sequence[SessionRecord]) -> int:
    total = 0
    for session in sessions_on(day, sessions):
        for exercise in session.exercises:
            for side in ("left", "right", "both"):
                total += exercise.reps_done.get(side, 0)
    return total


def run_up_to(today: date, sessions: Sequence[SessionRecord], plans: Sequence[Prescription], person: Person) -> int:
    """Forward through the weeks: a planned day that nothing was done on starts the count again."""
    run = 0
    day = today - 40 * DAY
    while day <= today:
        kept_safely = [one for one in sessions_on(day, sessions) if one.status.value.startswith("stopped")]
        completed = [one for one in sessions_on(day, sessions) if one.status is Status.COMPLETED]
        if kept_safely or completed or reps_on(day, sessions):
            run += 1
        elif planned_on(day, plans, person) and day < today:
            run = 0
        day += DAY
    return run


def outcomes_of(exercise_id: str, outcome: Outcome, sessions: Sequence[SessionRecord]) -> int:
    return len([1 for one in sessions for done in one.exercises if done.id == exercise_id and done.outcome is outcome])


def reps_of(exercise_id: str, side: Literal["left", "right", "both"], sessions: Sequence[SessionRecord]) -> int:
    return sum(done.reps_done.get(side, 0) for one in sessions for done in one.exercises if done.id == exercise_id)


def levels_on(day: date, sessions: Sequence[SessionRecord]) -> list[int | None]:
    found: list[int | None] = []
    for session in sorted(sessions_on(day, sessions), key=lambda one: one.started_at.timestamp()):
        found += [session.pain_before, session.pain_after]
    return found


def pains_in(sessions: Sequence[SessionRecord]) -> int:
    mild = [None, Answer.DISCOMFORT, Answer.NOTHING]
    return len([1 for one in sessions for event in one.events if event.answer not in mild])
