"""The plan on the page for the provider: what is in force, what changed, and what is done below it."""

from collections.abc import Iterator, Sequence
from datetime import date

from lumbar.domain.exercise import NS_PER_SECOND
from lumbar.domain.person import Level, Person
from lumbar.domain.prescription import Pace, PrescribedExercise, Prescription, in_force
from lumbar.domain.progression import dose_now
from lumbar.domain.todays_set import WhyOff
from lumbar.report.sheet import Cell, Line, Section, Table
from lumbar.words.exercise import ABOUT_OUR_DEFAULT, OUR_DEFAULT, Catalog, dose_words, name_of
from lumbar.words.figures import WEEKDAYS, counted
from lumbar.words.next_time import off_lines

NO_PLAN = "No plan was in force in this period."
NO_CHANGE = "No change of the plan in this period."


def day_words(day: date) -> str:
    """Return the date, such as "Sun 22 Nov 2026"."""
    return f"{day:%a} {day.day} {day:%b %Y}"


def date_in_short(day: date) -> str:
    """Return the date, such as "22 Nov 2026"."""
    return f"{day.day} {day:%b %Y}"


def plan_section(versions: Sequence[Prescription], catalog: Catalog, first: date, today: date) -> Section:
    """Return the plan in force *today*, and what changed in it from *first* on."""
    plan = in_force(versions, today)
    if plan is None:
        return Section(title="Plan", lines=(Line(NO_PLAN),))
    table = _plan_table(plan, catalog)
    defaults = any(OUR_DEFAULT in line for row in table.rows for cell in row for line in cell)
    return Section(
        title="Plan",
        lines=(*_about(plan), *_changes_since(versions, catalog, first)),
        tables=(table,),
        notes=(ABOUT_OUR_DEFAULT,) if defaults else (),
    )


def _about(plan: Prescription) -> Iterator[Line]:
    yield Line(f"In force since {day_words(plan.valid_from)}, version {plan.version}: {_frequency(plan)}.")
    yield Line("Prescribed by:", plan.prescribed_by) if plan.prescribed_by else Line("Prescribed by: nobody is named.")
    if plan.notes:
        yield Line("Notes on the plan:", plan.notes)


def _frequency(plan: Prescription) -> str:
    parts = [f"{counted(plan.sessions_per_day, 'session')} a day"]
    if plan.minutes is not None:
        parts.append(f"{counted(plan.minutes, 'minute')} each at most, exercises in turn")
    rests = [WEEKDAYS[day] for day in plan.rest_days if day < len(WEEKDAYS)]
    parts.append(f"rest on {' and '.join(rests)}" if rests else "no rest day")
    return ", ".join(parts)


def _plan_table(plan: Prescription, catalog: Catalog) -> Table:
    columns: list[tuple[str, list[Cell]]] = [
        ("Exercise", [(name_of(one.exercise_id, catalog),) for one in plan.exercises]),
        ("Dose in a session", [(_dose(one, catalog),) for one in plan.exercises]),
        ("Pace", [_pace_words(one.pace) for one in plan.exercises]),
        ("The provider says", [(one.provider_says,) if one.provider_says else () for one in plan.exercises]),
    ]
    shown = [(title, cells) for title, cells in columns if any(cells)]
    return Table(
        caption="Exercises and doses",
        columns=tuple(title for title, _ in shown),
        rows=tuple(zip(*(cells for _, cells in shown), strict=True)),
    )


def _pace_words(pace: Pace) -> Cell:
    parts = (("to move in", pace.move_in_ns), ("to move out", pace.move_out_ns), ("of rest", pace.rest_ns))
    return tuple(f"{ns / NS_PER_SECOND:g} s {name}" for name, ns in parts if ns is not None)


def _changes_since(versions: Sequence[Prescription], catalog: Catalog, first: date) -> Iterator[Line]:
    in_order = sorted(versions, key=lambda one: (one.valid_from, one.version))
    pairs = [(old, new) for old, new in zip([None, *in_order], in_order, strict=False) if new.valid_from >= first]
    changed = False
    for old, new in pairs:
        if old is None:
            yield Line(f"{day_words(new.valid_from)}: the first plan.")
        else:
            said = "; ".join(_changes(old, new, catalog)) or "the same exercises and doses"
            yield Line(f"Changed on {day_words(new.valid_from)} (version {new.version}): {said}.")
        changed = True
    if not changed:
        yield Line(NO_CHANGE)


def _changes(old: Prescription, new: Prescription, catalog: Catalog) -> Iterator[str]:
    before = {one.exercise_id: one for one in old.exercises}
    after = {one.exercise_id: one for one in new.exercises}
    for one in new.exercises:
        if one.exercise_id not in before:
            yield f"{name_of(one.exercise_id, catalog)} added"
    for one in old.exercises:
        if one.exercise_id not in after:
            yield f"{name_of(one.exercise_id, catalog)} left out"
    for exercise_id, now in after.items():
        then = before.get(exercise_id, now)
        was, is_now = _dose(then, catalog), _dose(now, catalog)
        if was != is_now:
            yield f"{name_of(exercise_id, catalog)} from {was} to {is_now}"
        elif then != now:
            yield f"{name_of(exercise_id, catalog)} with another pace or another sentence"
    if _frequency(old) != _frequency(new):
        yield f"from {_frequency(old)} to {_frequency(new)}"
    if old.prescribed_by != new.prescribed_by:
        yield "prescribed by somebody else"


def below_section(
    plan: Prescription | None, person: Person, off: Sequence[tuple[str, WhyOff]], catalog: Catalog
) -> Section:
    """Return which exercises are done below the prescription for now, and which are off."""
    lines = [_level_line(one, level, person, catalog) for one, level in _levels(plan, person)]
    lines += [Line(f"{name_of(exercise_id, catalog)}: {' '.join(off_lines(why))}") for exercise_id, why in off]
    nothing = Line("Every exercise is done as prescribed.")
    return Section(title="Below the prescription now", lines=tuple(lines) or (nothing,))


def _levels(plan: Prescription | None, person: Person) -> Iterator[tuple[PrescribedExercise, Level]]:
    prescribed = {one.exercise_id: one for one in plan.exercises} if plan else {}
    for level in person.levels:
        one = prescribed.get(level.dose.exercise_id)
        if one is not None and dose_now(one, person) != one:
            yield one, level


def _level_line(prescribed: PrescribedExercise, level: Level, person: Person, catalog: Catalog) -> Line:
    now = _dose(dose_now(prescribed, person), catalog)
    full = _dose(prescribed, catalog)
    name = name_of(prescribed.exercise_id, catalog)
    return Line(f"{name}: {now}, since {date_in_short(level.since)}. Prescribed: {full}.")


def _dose(prescribed: PrescribedExercise, catalog: Catalog) -> str:
    return dose_words(catalog.get(prescribed.exercise_id), prescribed, tells_defaults=True)
