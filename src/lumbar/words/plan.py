"""A plan in words, and what becomes of it from one version to the next."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence

from lumbar.domain.exercise import NS_PER_SECOND, DoseSource
from lumbar.domain.prescription import PrescribedExercise, Prescription, Sides, SlotTime
from lumbar.words.exercise import Catalog, dose_words, name_of
from lumbar.words.figures import WEEKDAYS, counted

SIDES_WORDS = {
    Sides.BOTH: "both sides",
    Sides.LEFT: "the left side alone",
    Sides.RIGHT: "the right side alone",
}
AS_LONG = "as long as it takes"
NOTHING_CHANGES = "Nothing changes: this is the plan already."
LONGEST_QUOTE = 60


def seconds_words(nanoseconds: int) -> str:
    """Return a time of a few seconds, such as "2.5"."""
    return f"{nanoseconds / NS_PER_SECOND:g}"


def rest_days_words(days: Iterable[int]) -> str:
    """Return the days by name; "none" if there are none."""
    return ", ".join(WEEKDAYS[day] for day in days) or "none"


def slots_words(slots: Iterable[SlotTime]) -> str:
    """Return names and hours."""
    return ", ".join(f"{slot.name} {slot.at:%H:%M}" for slot in slots)


def minutes_limit_words(minutes: int | None) -> str:
    """Return how long a session may take."""
    return AS_LONG if minutes is None else f"at most {counted(minutes, 'minute')}"


def source_words(source: DoseSource | None) -> str:
    """Return whose figure the catalog's is."""
    return "leaflet" if source is DoseSource.LEAFLET else "our default"


def difference_words(before: Prescription, after: Prescription, catalog: Catalog) -> tuple[str, ...]:
    """Return what *after* changes of *before*, a sentence each; none if it asks for the same."""
    old = {one.exercise_id: one for one in before.exercises}
    new = {one.exercise_id: one for one in after.exercises}
    found = [f"{name_of(one, catalog)} is taken out." for one in old if one not in new]
    added = ((one, dose_words(catalog.get(one), new[one])) for one in new if one not in old)
    found += [f"{name_of(one, catalog)} is added: {dose}." for one, dose in added]
    found += _moves(list(old), list(new), catalog)
    for one in (one for one in new if one in old):
        found += [f"{name_of(one, catalog)}: {change}." for change in _exercise_changes(old[one], new[one], catalog)]
    return (*found, *_day_changes(before, after))


def _moves(old: Sequence[str], new: Sequence[str], catalog: Catalog) -> list[str]:
    """Return which exercises have another place among those that stay: as few as explain the new order."""
    stay = [one for one in old if one in new]
    places = {one: stay.index(one) for one in stay}
    order = [one for one in new if one in places]
    still = _longest_rise([places[one] for one in order])
    moved = (one for one in order if places[one] not in still)
    return [f"{name_of(one, catalog)} moves to place {new.index(one) + 1}." for one in moved]


def _longest_rise(figures: Sequence[int]) -> frozenset[int]:
    """Return the members of a longest rising run of *figures*, with gaps."""
    ends: list[int] = []
    runs: list[tuple[int, ...]] = []
    for figure in figures:
        place = bisect_left(ends, figure)
        run = (*(runs[place - 1] if place else ()), figure)
        if place == len(ends):
            ends.append(figure)
            runs.append(run)
        else:
            ends[place], runs[place] = figure, run
    return frozenset(runs[-1]) if runs else frozenset()


def _exercise_changes(old: PrescribedExercise, new: PrescribedExercise, catalog: Catalog) -> Iterator[str]:
    for thing, was, becomes in (("repetition", old.reps, new.reps), ("set", old.sets, new.sets)):
        if was != becomes:
            yield f"{was} {thing} becomes {becomes}" if was == 1 else f"{was} {thing}s become {becomes}"
    if old.hold_seconds != new.hold_seconds:
        was_held, is_held = (" and ".join(map(str, one.hold_seconds)) or "no" for one in (old, new))
        yield f"a hold of {was_held} seconds becomes {is_held}"
    if old.sides is not new.sides:
        yield f"{SIDES_WORDS[old.sides]} {'become' if old.sides is Sides.BOTH else 'becomes'} {SIDES_WORDS[new.sides]}"
    if old.form is not new.form:
        yield "it is done in another form"
    exercise = catalog.get(new.exercise_id)
    usual = (
        (exercise.tempo.move_in_ns, exercise.tempo.move_out_ns, exercise.tempo.rest_between_reps_ns)
        if exercise
        else None
    )
    for number, (thing, was_ns, is_ns) in enumerate(
        (
            ("the way in", old.pace.move_in_ns, new.pace.move_in_ns),
            ("the way back", old.pace.move_out_ns, new.pace.move_out_ns),
            ("the rest", old.pace.rest_ns, new.pace.rest_ns),
        )
    ):
        if was_ns != is_ns:
            usual_ns = usual[number] if usual else None
            yield f"{thing} takes {_pace(is_ns, usual_ns)} instead of {_pace(was_ns, usual_ns)}"
    if old.provider_says != new.provider_says:
        yield _text_change("your provider's sentence", old.provider_says, new.provider_says)


def _pace(nanoseconds: int | None, usual_ns: int | None) -> str:
    if nanoseconds is not None:
        return f"{seconds_words(nanoseconds)} seconds"
    return "as usual" if usual_ns is None else f"the usual {seconds_words(usual_ns)} seconds"


def _text_change(subject: str, old: str, new: str) -> str:
    if not new:
        return f"{subject} is taken out"
    return f"{subject} {'becomes' if old else 'is added'}: {_quoted(new)}"


def _quoted(text: str) -> str:
    line = " ".join(text.split())
    return f'"{line}"' if len(line) <= LONGEST_QUOTE else f'"{line[:LONGEST_QUOTE].rstrip()}..."'


def _day_changes(before: Prescription, after: Prescription) -> Iterator[str]:
    was, becomes = before.sessions_per_day, after.sessions_per_day
    if was != becomes:
        yield f"{was} session a day becomes {becomes}." if was == 1 else f"{was} sessions a day become {becomes}."
    if before.minutes != after.minutes:
        yield f"A session takes {minutes_limit_words(after.minutes)}, instead of {minutes_limit_words(before.minutes)}."
    if before.rest_days != after.rest_days:
        yield f"Rest days: {rest_days_words(after.rest_days)}, instead of {rest_days_words(before.rest_days)}."
    if before.slots != after.slots:
        yield _slot_change(before, after)
    if before.prescribed_by != after.prescribed_by:
        yield f"{_text_change('The name of who prescribed it', before.prescribed_by, after.prescribed_by)}."
    if before.notes != after.notes:
        yield f"{_text_change('The text of the notes', before.notes, after.notes)}."


def _slot_change(before: Prescription, after: Prescription) -> str:
    if before.slot_times == after.slot_times:
        return (
            f"Names and hours of the sessions stay, as {'your own' if after.slots else 'the usual ones'} from now on."
        )
    return f"The sessions: {slots_words(after.slot_times)}, instead of {slots_words(before.slot_times)}."
