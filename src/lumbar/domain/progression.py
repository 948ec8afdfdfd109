"""Steps back up toward the prescribed dose: offered, never taken, never beyond the prescription.

One variable at a time: a repetition or a set more, then a second of hold. A deeper wall squat is never offered.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from lumbar.domain.exercise import Exercise, Form
from lumbar.domain.person import Afterward, Level, Person, StepReply
from lumbar.domain.prescription import PrescribedExercise, Sides
from lumbar.domain.record import PAIN_ANSWERS, AnySide, BySide, ExerciseRecord, Outcome, SessionRecord, newest_first

SESSIONS_TO_STEP = 3
"""The last so many sessions of an exercise must have gone well."""

DAYS_ON_LEVEL = 7
"""Least days on a level before a step, and between an offer that was declined and the next one."""

MOST_AFTER = 3
"""The highest value after a session that went well."""

MOST_RISE = 1
"""The most that it may be above the value before."""

ROTATION_HOLD_SECONDS = 10
ROTATION_DAYS = 3
"""The rotation is unlocked when every repetition of so many sessions on as many days was held so long."""

SOFT_MINUTES = 30
"""A plan of more minutes a day is mentioned once (after the leaflet's 10 to 30)."""


@dataclass(frozen=True, slots=True)
class StepUp:
    """A step that can be offered."""

    now: PrescribedExercise
    then: PrescribedExercise


def level_of(prescribed: PrescribedExercise, person: Person) -> Level | None:
    """Return the level at which the exercise is done for now; None if it is done as prescribed."""
    return next((one for one in person.levels if one.dose.exercise_id == prescribed.exercise_id), None)


def dose_now(prescribed: PrescribedExercise, person: Person) -> PrescribedExercise:
    """Return the dose at which the exercise is done for now, never above the prescription."""
    level = level_of(prescribed, person)
    return prescribed if level is None else at_most(level.dose, prescribed)


def done_now(exercise: Exercise, prescribed: PrescribedExercise, person: Person) -> PrescribedExercise:
    """Return the dose for now; with the turn, if that was chosen and nothing made the exercise easier since."""
    dose = dose_now(prescribed, person)
    if person.rotation_since is None or dose.form is not Form.AS_PRESCRIBED:
        return dose
    return with_rotation(exercise, dose)


def is_at_least(record: ExerciseRecord, dose: PrescribedExercise) -> bool:
    """Return whether as many repetitions as those of *dose*, held as long, were planned on each side that it is for."""
    sides = _sides_of(dose, record.reps_planned)
    return all(
        record.reps_planned[side] >= dose.reps * dose.sets
        and record.hold_seconds_planned.get(side, 0) >= record.reps_planned[side] * sum(dose.hold_seconds)
        for side in sides
    )


def is_above(record: ExerciseRecord, dose: PrescribedExercise) -> bool:
    """Return whether more repetitions than those of *dose* were planned on a side that it is for."""
    return any(record.reps_planned[side] > dose.reps * dose.sets for side in _sides_of(dose, record.reps_planned))


def _sides_of(dose: PrescribedExercise, figures: BySide) -> Sequence[AnySide]:
    """Return for which of the sides in *figures* the dose is meant."""
    return [side for side in figures if dose.sides is Sides.BOTH or side in ("both", dose.sides.value)]


def at_most(dose: PrescribedExercise, prescribed: PrescribedExercise) -> PrescribedExercise:
    """Return *dose* cut to what is prescribed; in the easier form if that is what *prescribed* has."""
    held = dose.hold_seconds if len(dose.hold_seconds) == len(prescribed.hold_seconds) else prescribed.hold_seconds
    return replace(
        dose,
        reps=min(dose.reps, prescribed.reps),
        sets=min(dose.sets, prescribed.sets),
        hold_seconds=tuple(min(pair) for pair in zip(held, prescribed.hold_seconds, strict=True)),
        form=Form.EASIER if prescribed.form is Form.EASIER else dose.form,
        sides=prescribed.sides,
        pace=prescribed.pace,
        provider_says=prescribed.provider_says,
    )


def next_dose(dose: PrescribedExercise, prescribed: PrescribedExercise) -> PrescribedExercise | None:
    """Return *dose* one step nearer to what is prescribed; None if it is there. The easier form is given up last."""
    if dose.reps < prescribed.reps:
        return replace(dose, reps=dose.reps + 1)
    if dose.sets < prescribed.sets:
        return replace(dose, sets=dose.sets + 1)
    pairs = zip(dose.hold_seconds, prescribed.hold_seconds, strict=True)
    longer = tuple(min(held + 1, full) for held, full in pairs)
    if longer != dose.hold_seconds:
        return replace(dose, hold_seconds=longer)
    return replace(dose, form=prescribed.form) if dose.form is not prescribed.form else None


def step_up(
    exercise: Exercise, prescribed: PrescribedExercise, person: Person, sessions: Iterable[SessionRecord], today: date
) -> StepUp | None:
    """Return the step that can be offered for one exercise today; None if there is none."""
    now = dose_now(prescribed, person)
    then = next_dose(now, prescribed)
    return None if then is None or not _can_go_on(exercise, prescribed, person, sessions, today) else StepUp(now, then)


def is_all_that_is_prescribed(
    exercise: Exercise, prescribed: PrescribedExercise, person: Person, sessions: Iterable[SessionRecord], today: date
) -> bool:
    """Return whether steps led to the prescription, and the next would lead beyond it: a question for the provider."""
    there = next_dose(dose_now(prescribed, person), prescribed) is None
    return there and _can_go_on(exercise, prescribed, person, sessions, today)


def _can_go_on(
    exercise: Exercise, prescribed: PrescribedExercise, person: Person, sessions: Iterable[SessionRecord], today: date
) -> bool:
    """Return whether the exercise has been long enough and well enough on a level that steps lead away from.

    Only a session that asked for at least the dose of the level shows that.
    """
    level = level_of(prescribed, person)
    if level is None or level.sessions is not None or _declined_lately(prescribed, person, today):
        return False
    if (today - level.since).days < DAYS_ON_LEVEL:
        return False
    least = done_now(exercise, prescribed, person)
    on_level = [one for one in _with_exercise(prescribed.exercise_id, sessions) if one[0].day >= level.since]
    last = on_level[:SESSIONS_TO_STEP]
    return len(last) == SESSIONS_TO_STEP and all(
        record.easier is (least.form is Form.EASIER)
        and is_at_least(record, least)
        and _went_well(session, record, person)
        for session, record in last
    )


def accepted(step: StepUp, person: Person, today: date) -> Person:
    """Return *person* at the level of *step* from *today* on."""
    others = tuple(one for one in person.levels if one.dose.exercise_id != step.then.exercise_id)
    return replace(person, levels=(*others, Level(dose=step.then, since=today)))


def rotation_is_unlocked(exercise: Exercise, sessions: Iterable[SessionRecord]) -> bool:
    """Return whether the turn can be offered: the last sessions, on enough days, were held long enough without pain."""
    days: set[date] = set()
    for session, record in _with_exercise(exercise.id, sessions):
        if not _was_held_long(record) or had_pain(session, exercise.id):
            return False
        days.add(session.day)
        if len(days) == ROTATION_DAYS:
            return exercise.rotation is not None
    return False


def with_rotation(exercise: Exercise, prescribed: PrescribedExercise) -> PrescribedExercise:
    """Return *prescribed* with the turn of *exercise*; unchanged if it has none."""
    if exercise.rotation is None:
        return prescribed
    return replace(prescribed, hold_seconds=(exercise.rotation.hold_seconds,), form=Form.ROTATION)


def had_pain(session: SessionRecord, exercise_id: str) -> bool:
    """Return whether pain was told of the exercise in *session*."""
    return any(event.exercise == exercise_id and event.answer in PAIN_ANSWERS for event in session.events)


def mentions_amount(seconds_a_day: float, person: Person) -> bool:
    """Return whether the plan is more than 30 minutes a day, and the provider is not known to have said so."""
    return seconds_a_day > timedelta(minutes=SOFT_MINUTES).total_seconds() and not person.provider_said_amount


def _declined_lately(prescribed: PrescribedExercise, person: Person, today: date) -> bool:
    replies = [one for one in person.steps if one.exercise_id == prescribed.exercise_id]
    return bool(replies) and (replies[-1].reply is StepReply.DECLINED and (today - replies[-1].on).days < DAYS_ON_LEVEL)


def _with_exercise(
    exercise_id: str, sessions: Iterable[SessionRecord]
) -> Sequence[tuple[SessionRecord, ExerciseRecord]]:
    """Return the sessions that had the exercise, newest first."""
    return [
        (session, record)
        for session in newest_first(sessions)
        for record in session.exercises
        if record.id == exercise_id
    ]


def _went_well(session: SessionRecord, record: ExerciseRecord, person: Person) -> bool:
    """Return whether the exercise was complete and without pain, and the session left the person as it found them."""
    if record.outcome is not Outcome.DONE or had_pain(session, record.id):
        return False
    before, after = session.pain_before, session.pain_after
    if before is None or after is None or after > MOST_AFTER or after - before > MOST_RISE:
        return False
    return not any(one.session_id == session.id and one.answer is Afterward.STILL_WORSE for one in person.afterwards)


def _was_held_long(record: ExerciseRecord) -> bool:
    """Return whether every repetition was done and held long enough; all holds of a session are the same."""
    reps, held = sum(record.reps_done.values()), sum(record.hold_seconds_done.values())
    return record.outcome is Outcome.DONE and not record.easier and held >= ROTATION_HOLD_SECONDS * reps
