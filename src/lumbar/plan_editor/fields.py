"""The fields of a plan, and those of one of its exercises."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, time

from lumbar.domain.exercise import NS_PER_SECOND, Exercise, seconds_to_ns
from lumbar.domain.plan_draft import Draft
from lumbar.domain.plan_limits import (
    MINUTES,
    NOTES,
    PROVIDER,
    REPS,
    REST,
    SENTENCE,
    SESSIONS,
    SETS,
    SLOT_NAME,
    hold_limit,
    move_limit,
)
from lumbar.domain.prescription import Pace, PrescribedExercise, Sides, SlotTime
from lumbar.plan_editor.field import (
    ChoiceField,
    DayField,
    ExerciseField,
    Field,
    HourField,
    NumberField,
    TextField,
    WeekField,
)
from lumbar.words.exercise import dose_words
from lumbar.words.plan import SIDES_WORDS, source_words

Catalog = Mapping[str, Exercise]
"""The exercises by their ids."""

USUAL_MINUTES = 15
STEP_OF_MINUTES = 5
STEP_OF_PACE = 0.5
NO_LIMIT = "no limit"
ORDINALS = ("first", "second")


def exercise_list(draft: Draft, catalog: Catalog) -> tuple[ExerciseField, ...]:
    """Return the exercises of *draft*."""
    return tuple(
        ExerciseField(
            label=catalog[one.dose.exercise_id].name,
            place=place,
            is_on=one.is_on,
            dose=dose_words(catalog[one.dose.exercise_id], one.dose),
            about=_about_exercise(dose_words(catalog[one.dose.exercise_id], one.dose), is_on=one.is_on),
        )
        for place, one in enumerate(draft.listed)
    )


def _about_exercise(dose: str, *, is_on: bool) -> str:
    return f"{dose[:1].upper()}{dose[1:]}. {'In your plan.' if is_on else 'Not in your plan.'}"


def day_fields(draft: Draft, today: date) -> tuple[Field, ...]:
    """Return what holds for the plan as a whole."""
    plan = draft.plan
    return (
        NumberField(
            label="Sessions a day",
            value=plan.sessions_per_day,
            limit=SESSIONS,
            beside="leaflet 1 to 3",
            put=lambda count: draft.with_sessions(int(count or 1)),
        ),
        *_slot_fields(draft),
        NumberField(
            label="Minutes a session",
            value=plan.minutes,
            limit=MINUTES,
            none_words=NO_LIMIT,
            usual=USUAL_MINUTES - STEP_OF_MINUTES,
            step=STEP_OF_MINUTES,
            unit="min",
            put=lambda count: draft.with_plan(replace(plan, minutes=None if count is None else int(count))),
        ),
        WeekField(
            label="Rest days",
            days=plan.rest_days,
            about="Days without a session, 6 at most.",
            put=lambda days: draft.with_plan(replace(plan, rest_days=days)),
        ),
        TextField(
            label="Prescribed by",
            value=plan.prescribed_by,
            limit=PROVIDER,
            about="Who gave you these exercises.",
            put=lambda text: draft.with_plan(replace(plan, prescribed_by=text)),
        ),
        DayField(
            label="From",
            value=plan.valid_from,
            today=today,
            put=lambda day: draft.with_plan(replace(plan, valid_from=day)),
        ),
        TextField(
            label="Notes",
            value=plan.notes,
            limit=NOTES,
            about="Anything else about your plan.",
            put=lambda text: draft.with_plan(replace(plan, notes=text)),
        ),
    )


def _slot_fields(draft: Draft) -> Sequence[Field]:
    found: list[Field] = []
    for number, slot in enumerate(draft.plan.slot_times):
        found.append(_slot_name(draft, number, slot))
        found.append(_slot_hour(draft, number, slot))
    return found


def _slot_name(draft: Draft, number: int, slot: SlotTime) -> TextField:
    return TextField(
        label=f"Session {number + 1}",
        value=slot.name,
        limit=SLOT_NAME,
        about="What you call this session.",
        put=lambda text: draft.with_slot(number, replace(slot, name=text)),
    )


def _slot_hour(draft: Draft, number: int, slot: SlotTime) -> HourField:
    def put(at: time) -> Draft:
        return draft.with_slot(number, replace(slot, at=at))

    return HourField(label="  due from", value=slot.at, put=put)


def exercise_fields(draft: Draft, place: int, catalog: Catalog) -> tuple[Field, ...]:
    """Return the figures of the exercise at *place* of the list."""
    dose = draft.listed[place].dose
    exercise = catalog[dose.exercise_id]

    def put(changed: PrescribedExercise) -> Draft:
        return draft.with_dose(place, changed)

    usual, sources = exercise.dose, exercise.dose_sources
    fields: list[Field] = [
        NumberField(
            label="Repetitions",
            value=dose.reps,
            limit=REPS,
            beside=f"{source_words(sources.reps)} {usual.reps}",
            put=lambda count: put(replace(dose, reps=int(count or 1))),
        ),
        NumberField(
            label="Sets",
            value=dose.sets,
            limit=SETS,
            beside=f"{source_words(sources.sets)} {usual.sets}",
            put=lambda count: put(replace(dose, sets=int(count or 1))),
        ),
    ]
    fields += [_hold_field(draft, place, exercise, number) for number in range(len(dose.hold_seconds))]
    if usual.side_order is not None:
        fields.append(_sides_field(draft, place))
    fields += [_pace_field(draft, place, exercise, name) for name in Pace.__dataclass_fields__]
    fields.append(
        TextField(
            label="Provider says",
            value=dose.provider_says,
            limit=SENTENCE,
            about="Your provider's own sentence for this exercise.",
            put=lambda text: put(replace(dose, provider_says=text)),
        )
    )
    return tuple(fields)


def _hold_field(draft: Draft, place: int, exercise: Exercise, number: int) -> NumberField:
    dose, usual = draft.listed[place].dose, exercise.dose.hold_seconds

    def put(seconds: float | None) -> Draft:
        holds = list(dose.hold_seconds)
        holds[number] = int(seconds or 1)
        return draft.with_dose(place, replace(dose, hold_seconds=tuple(holds)))

    return NumberField(
        label="Hold" if len(usual) == 1 else f"Hold, {ORDINALS[number]}",
        value=dose.hold_seconds[number],
        limit=hold_limit(exercise),
        beside=f"{source_words(exercise.dose_sources.hold)} {usual[number]}",
        unit="s",
        put=put,
    )


def _sides_field(draft: Draft, place: int) -> ChoiceField:
    dose, sides = draft.listed[place].dose, tuple(Sides)
    return ChoiceField(
        label="Sides",
        choices=[SIDES_WORDS[one].removeprefix("the ") for one in sides],
        chosen=sides.index(dose.sides),
        beside="leaflet both",
        about="Leaflet both. One side alone only if your provider said so.",
        put=lambda number: draft.with_dose(place, replace(dose, sides=sides[number])),
    )


def _pace_field(draft: Draft, place: int, exercise: Exercise, name: str) -> NumberField:
    dose, tempo = draft.listed[place].dose, exercise.tempo
    match name:
        case "move_in_ns":
            label, usual_ns, limit = "Way in", tempo.move_in_ns, move_limit(tempo.move_in_ns)
        case "move_out_ns":
            label, usual_ns, limit = "Way back", tempo.move_out_ns, move_limit(tempo.move_out_ns)
        case _:
            label, usual_ns, limit = "Rest between", tempo.rest_between_reps_ns, REST
    usual, given = usual_ns / NS_PER_SECOND, getattr(dose.pace, name)

    def put(seconds: float | None) -> Draft:
        changed = {name: None if seconds is None else seconds_to_ns(seconds)}
        return draft.with_dose(place, replace(dose, pace=replace(dose.pace, **changed)))

    return NumberField(
        label=label,
        value=None if given is None else given / NS_PER_SECOND,
        limit=limit,
        usual=usual,
        step=STEP_OF_PACE,
        none_words=f"{usual:g} s, as usual",
        beside=f"usual {usual:g}",
        unit="s",
        put=put,
    )
