"""What is wrong with a prescription, all of it at once; and what in it is more than the leaflet gives."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from lumbar.domain.exercise import NS_PER_SECOND, DoseSource, Exercise
from lumbar.domain.plan import SECONDS_PER_MINUTE, Preferences, timeline_for, whole_seconds
from lumbar.domain.plan_limits import (
    DAYS_AHEAD,
    MINUTES,
    MOST_REST_DAYS,
    MOST_SESSION_MINUTES,
    NOTES,
    PROVIDER,
    REPS,
    REST,
    SENTENCE,
    SESSIONS,
    SETS,
    SLOT_NAME,
    Limit,
    TextLimit,
    hold_limit,
    move_limit,
)
from lumbar.domain.prescription import DAYS_OF_THE_WEEK, PrescribedExercise, Prescription, Sides

Place = tuple[str | int, ...]
"""Where something stands, by the keys of a plan file, such as ("exercises", 2, "reps")."""

LARGEST_SHOWN = 10**9
ANY_PREFERENCES = Preferences()


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanProblem:
    """Something in a plan that cannot be used."""

    place: Place
    what: str
    """What is wrong, one sentence."""
    advice: str
    """The reason, if it needs one, and what to do."""

    def __str__(self) -> str:
        return f"{self.what} {self.advice}"


def figure_words(figure: float) -> str:
    """Return *figure* as it is shown, whatever its size."""
    if isinstance(figure, int) and abs(figure) > LARGEST_SHOWN:
        return "a number that is far too large"
    return str(figure) if isinstance(figure, int) else f"{figure:g}"


def figure_problem(place: Place, subject: str, figure: float, limit: Limit) -> PlanProblem | None:
    """Return what is wrong with *figure*, which is called *subject*; None if it is within *limit*."""
    if limit.allows(figure):
        return None
    kind = "a whole number" if limit.whole else "a number of seconds"
    return PlanProblem(
        place=place,
        what=f"{subject} cannot be {figure_words(figure)}.",
        advice=f"{limit.why} Write {kind} from {limit.span}.",
    )


def start_problem(start: date, today: date) -> PlanProblem | None:
    """Return why a plan cannot be in force from *start* on; None if it can."""
    if start < today:
        return PlanProblem(
            place=("from",),
            what=f"The plan cannot start on {start}, which is past.",
            advice=f"Past days keep the plan that they had. Write {today} or a later day, or leave it out.",
        )
    if start > today + timedelta(days=DAYS_AHEAD):
        return PlanProblem(
            place=("from",),
            what=f"The plan cannot start on {start}, which is more than a year away.",
            advice="That looks like a slip. Write an earlier day, or leave it out.",
        )
    return None


def problems_of(plan: Prescription, catalog: Mapping[str, Exercise]) -> tuple[PlanProblem, ...]:
    """Return everything that is wrong with *plan*, in the order of its parts."""
    found = [
        *_day_problems(plan),
        *_slot_problems(plan),
        *_text_problem(("prescribed_by",), "Who prescribed it", plan.prescribed_by, PROVIDER),
        *_text_problem(("notes",), "The text of the notes", plan.notes, NOTES),
        *_list_problems(plan, catalog),
    ]
    for number, one in enumerate(plan.exercises):
        if (exercise := catalog.get(one.exercise_id)) is not None:
            found += _exercise_problems(("exercises", number), one, exercise)
    return tuple(found) if found else tuple(_length_problem(plan, catalog))


def _text_problem(place: Place, subject: str, text: str, limit: TextLimit) -> Iterator[PlanProblem]:
    if (wrong := limit.problem(text)) is not None:
        what, advice = wrong
        yield PlanProblem(place=place, what=f"{subject} {what}.", advice=advice)


def _figure(place: Place, subject: str, figure: float, limit: Limit) -> Iterator[PlanProblem]:
    if (wrong := figure_problem(place, subject, figure, limit)) is not None:
        yield wrong


def _day_problems(plan: Prescription) -> Iterator[PlanProblem]:
    yield from _figure(("sessions_per_day",), "Sessions a day", plan.sessions_per_day, SESSIONS)
    if plan.minutes is not None:
        yield from _figure(("minutes",), "Minutes of a session", plan.minutes, MINUTES)
    if len(set(plan.rest_days)) > MOST_REST_DAYS:
        yield PlanProblem(
            place=("rest_days",),
            what="Every day of the week is a rest day.",
            advice="A plan needs a day with a session. Take one out.",
        )
    elif list(plan.rest_days) != sorted({*plan.rest_days} & {*DAYS_OF_THE_WEEK}):
        yield PlanProblem(place=("rest_days",), what="A rest day stands there twice.", advice="Name each day once.")


def _slot_problems(plan: Prescription) -> Iterator[PlanProblem]:
    count = plan.sessions_per_day
    if plan.slots and SESSIONS.allows(count) and len(plan.slots) != count:
        sessions = "1 session" if len(plan.slots) == 1 else f"{len(plan.slots)} sessions"
        yield PlanProblem(
            place=("sessions",),
            what=f"There are names and hours for {sessions}, and {count} a day.",
            advice="Give as many as there are sessions a day, or none for the usual ones.",
        )
    for number, slot in enumerate(plan.slots):
        yield from _text_problem(("sessions", number, "name"), "The name of a session", slot.name, SLOT_NAME)
    for number, (before, slot) in enumerate(pairwise(plan.slots), 1):
        if slot.at <= before.at:
            yield PlanProblem(
                place=("sessions", number, "at"),
                what=f"{slot.at:%H:%M} is not after {before.at:%H:%M}.",
                advice="Give the sessions in the order of the day, each at an hour of its own.",
            )
        if slot.name in {one.name for one in plan.slots[:number]}:
            yield PlanProblem(
                place=("sessions", number, "name"),
                what="Two sessions have the same name.",
                advice="Give each a name of its own.",
            )


def _list_problems(plan: Prescription, catalog: Mapping[str, Exercise]) -> Iterator[PlanProblem]:
    if not plan.exercises:
        yield PlanProblem(place=("exercises",), what="The plan has no exercise.", advice="Give it at least one.")
    seen = set[str]()
    for number, one in enumerate(plan.exercises):
        place: Place = ("exercises", number, "id")
        if one.exercise_id not in catalog:
            yield _unknown(place, one.exercise_id, catalog)
        elif one.exercise_id in seen:
            name = catalog[one.exercise_id].name
            yield PlanProblem(
                place=place, what=f"{name} stands in the plan twice.", advice="Keep one of them; sets say how often."
            )
        seen.add(one.exercise_id)


def _unknown(place: Place, exercise_id: str, catalog: Mapping[str, Exercise]) -> PlanProblem:
    from difflib import get_close_matches  # noqa: PLC0415 - only a slip needs it

    near = get_close_matches(exercise_id[:40], catalog, 1)
    meant = f"Perhaps {near[0]} is meant." if near else f"There are: {', '.join(sorted(catalog))}."
    shown = "".join(one if one.isprintable() else " " for one in exercise_id[:40])
    return PlanProblem(place=place, what=f"There is no exercise with the id {shown!r}.", advice=meant)


def _exercise_problems(place: Place, one: PrescribedExercise, exercise: Exercise) -> Iterator[PlanProblem]:
    name, tempo, pace = exercise.name, exercise.tempo, one.pace
    yield from _figure((*place, "reps"), f"{name}: the repetitions", one.reps, REPS)
    yield from _figure((*place, "sets"), f"{name}: the sets", one.sets, SETS)
    yield from _hold_problems((*place, "hold_seconds"), one, exercise)
    if one.sides is not Sides.BOTH and exercise.dose.side_order is None:
        yield PlanProblem(
            place=(*place, "sides"),
            what=f"{name} has no sides to choose from.",
            advice='Take the line out, or write "both".',
        )
    timed = (
        ("move_in_seconds", "the way in", pace.move_in_ns, move_limit(tempo.move_in_ns)),
        ("move_out_seconds", "the way back", pace.move_out_ns, move_limit(tempo.move_out_ns)),
        ("rest_seconds", "the rest between repetitions", pace.rest_ns, REST),
    )
    for key, subject, nanoseconds, limit in timed:
        if nanoseconds is not None:
            yield from _figure((*place, key), f"{name}: {subject}", nanoseconds / NS_PER_SECOND, limit)
    yield from _text_problem((*place, "provider_says"), f"{name}: the provider's sentence", one.provider_says, SENTENCE)


def _hold_problems(place: Place, one: PrescribedExercise, exercise: Exercise) -> Iterator[PlanProblem]:
    name, wanted, given = exercise.name, len(exercise.dose.hold_seconds), len(one.hold_seconds)
    if given != wanted:
        advice = {0: "Take the line out.", 1: "Write one number.", 2: "Write two numbers, such as [5, 5]."}[wanted]
        holds = {0: "no hold", 1: "one hold"}.get(wanted, f"{wanted} holds")
        yield PlanProblem(
            place=place, what=f"{name} has {holds} in a repetition, and {given} are given.", advice=advice
        )
        return
    for seconds in one.hold_seconds:
        if (wrong := figure_problem(place, f"{name}: the hold", seconds, hold_limit(exercise))) is not None:
            yield wrong
            return


def session_seconds(
    plan: Prescription, catalog: Mapping[str, Exercise], preferences: Preferences = ANY_PREFERENCES
) -> int:
    """Return the length of one session of *plan* with all its exercises, moves and rests; 0 without any."""
    return whole_seconds(timeline_for(plan.exercises, preferences, catalog)) if plan.exercises else 0


def _length_problem(plan: Prescription, catalog: Mapping[str, Exercise]) -> Iterator[PlanProblem]:
    minutes = session_seconds(plan, catalog) // SECONDS_PER_MINUTE
    if minutes > MOST_SESSION_MINUTES:
        yield PlanProblem(
            place=("exercises",),
            what=f"All the exercises together take {minutes} minutes.",
            advice=f"More than {MOST_SESSION_MINUTES} looks like a slip. Lower repetitions, sets or holds.",
        )


def remarks_on(plan: Prescription, catalog: Mapping[str, Exercise]) -> tuple[str, ...]:
    """Return a sentence for each figure of *plan* that is more than the leaflet gives."""
    return tuple(
        f"{catalog[one.exercise_id].name}: {thing} is more than the leaflet's {most}. A provider may say so."
        for one in plan.exercises
        for thing, most in _above(one, catalog[one.exercise_id])
    )


def _above(one: PrescribedExercise, exercise: Exercise) -> Iterator[tuple[str, int]]:
    """Yield what is more than the leaflet's figure, and that. Where one of repetitions and sets is, it is about all."""
    dose, sources = exercise.dose, exercise.dose_sources
    in_all, most = one.reps * one.sets, dose.reps * dose.sets
    if sources.sets is DoseSource.LEAFLET and one.sets > dose.sets:
        yield f"{one.sets} sets", dose.sets
    elif DoseSource.LEAFLET in (sources.reps, sources.sets) and in_all > most:
        yield f"{in_all} repetitions{' in all' if one.sets > 1 else ''}", most
    if sources.hold is DoseSource.LEAFLET:
        above = [(held, most) for held, most in zip(one.hold_seconds, dose.hold_seconds, strict=False) if held > most]
        for held, most in above[:1]:
            yield f"a hold of {held} seconds", most
