"""The prescription itself, for people and for programs."""

from collections.abc import Iterable

from lumbar.domain.exercise import Exercise
from lumbar.domain.plan import whole_minutes
from lumbar.domain.plan_check import remarks_on, session_seconds
from lumbar.domain.prescription import PrescribedExercise, Prescription
from lumbar.report.as_json import Json, number
from lumbar.report.page import Page
from lumbar.words.exercise import Catalog, dose_words
from lumbar.words.figures import counted, date_words
from lumbar.words.plan import minutes_limit_words, rest_days_words, seconds_words, slots_words


def plan_words(plan: Prescription, catalog: Catalog, columns: int, later: Iterable[Prescription] = ()) -> str:
    """Return *plan* line by line, and that *later* versions are planned."""
    page = Page(columns)
    page.line(f"Your plan, version {plan.version}, in force since {date_words(plan.valid_from)}")
    if plan.prescribed_by:
        page.line(f"Prescribed by: {plan.prescribed_by}")
    page.line(f"{counted(plan.sessions_per_day, 'session')} a day: {slots_words(plan.slot_times)}")
    minutes = counted(whole_minutes(session_seconds(plan, catalog)), "minute")
    page.line(f"A session takes {minutes_limit_words(plan.minutes)}; all exercises together take {minutes}.")
    page.line(f"Rest days: {rest_days_words(plan.rest_days)}")
    for line in plan.notes.splitlines():
        page.line(f"Notes: {line}")
    page.gap()
    page.line("The exercises:")
    for place, one in enumerate(plan.exercises, 1):
        exercise = catalog[one.exercise_id]
        page.line(
            f"{place}. {exercise.name}: {dose_words(exercise, one, tells_defaults=True)}{_pace_words(one)}", level=1
        )
        if one.provider_says:
            page.line(f"Your provider says: {one.provider_says}", level=2)
    _add_remarks(page, plan, catalog, later)
    return str(page)


def _add_remarks(page: Page, plan: Prescription, catalog: Catalog, later: Iterable[Prescription]) -> None:
    remarks = [*remarks_on(plan, catalog), *(f"Version {one.version} starts on {one.valid_from}." for one in later)]
    if remarks:
        page.gap()
    for remark in remarks:
        page.line(remark)


def _pace_words(one: PrescribedExercise) -> str:
    pace = one.pace
    given = (("in", pace.move_in_ns), ("back", pace.move_out_ns), ("rest", pace.rest_ns))
    words = [f"{name} {seconds_words(nanoseconds)} s" for name, nanoseconds in given if nanoseconds is not None]
    return f" ({', '.join(words)})" if words else ""


def plan_json(plan: Prescription, catalog: Catalog, later: Iterable[Prescription] = ()) -> Json:
    """Return *plan*; what was not given is null."""
    return {
        "version": plan.version,
        "valid_from": plan.valid_from.isoformat(),
        "prescribed_by": plan.prescribed_by or None,
        "sessions_per_day": plan.sessions_per_day,
        "sessions": [{"name": slot.name, "at": f"{slot.at:%H:%M}"} for slot in plan.slot_times],
        "minutes": plan.minutes,
        "rest_days": list(plan.rest_days),
        "notes": plan.notes or None,
        "seconds": session_seconds(plan, catalog),
        "exercises": [_exercise_json(one, catalog[one.exercise_id]) for one in plan.exercises],
        "later_versions": [{"version": one.version, "valid_from": one.valid_from.isoformat()} for one in later],
    }


def _exercise_json(one: PrescribedExercise, exercise: Exercise) -> Json:
    pace = one.pace
    return {
        "id": exercise.id,
        "name": exercise.name,
        "reps": one.reps,
        "sets": one.sets,
        "hold_seconds": list(one.hold_seconds),
        "sides": one.sides.value if exercise.dose.side_order else None,
        "move_in_seconds": _seconds(pace.move_in_ns),
        "move_out_seconds": _seconds(pace.move_out_ns),
        "rest_seconds": _seconds(pace.rest_ns),
        "provider_says": one.provider_says or None,
        "catalog": {
            "reps": exercise.dose.reps,
            "sets": exercise.dose.sets,
            "hold_seconds": list(exercise.dose.hold_seconds),
        },
    }


def _seconds(nanoseconds: int | None) -> float | int | None:
    return None if nanoseconds is None else number(nanoseconds / 1_000_000_000)
