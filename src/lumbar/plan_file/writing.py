"""Writes a prescription as a commented TOML file, in which each key says what it means and what the leaflet gives."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from lumbar.domain.exercise import NS_PER_SECOND, Exercise
from lumbar.domain.plan_limits import REPS, REST, SETS, Limit, hold_limit, move_limit
from lumbar.domain.prescription import PrescribedExercise, Prescription, prescribe_as_in_catalog
from lumbar.plan_file.keys import DAY_KEYS, EXERCISE_KEYS, FORMAT, SESSION_KEYS
from lumbar.words.figures import WEEKDAYS
from lumbar.words.plan import source_words

HEAD = (
    "Your plan, for lumbar. Change what stands here, then: lumbar plan import FILE",
    "Nothing is taken in before you have seen what becomes different, and said yes.",
    "Past days keep the plan that they had. Lines that start with # are not read.",
)
ABOUT_EXERCISES = (
    "The exercises, in the order in which they are done. Each starts with [[exercises]].",
    "A figure that is left out is the leaflet's, or our own default where the leaflet gives none.",
)
ABOUT_SESSIONS = "Names and hours of a day's sessions: as many as there are in a day, or none for the usual ones."
OFF = "Not in your plan. To add one, take the # off its lines and move it to its place."

NO_CHARACTERS = range(0xD800, 0xE000)
"""Halves of characters."""
REPLACEMENT = "\ufffd"
LAST_SHORT = 0xFFFF
"""The last character whose escape has four digits."""

Row = tuple[str, Any, str, bool]
"""A key, its value, what stands beside it, and whether the line counts."""


def plan_text(plan: Prescription, catalog: Mapping[str, Exercise], today: date) -> str:
    """Return *plan* as the text of a file, written *today*. Its exercises are all in the catalog."""
    from tomlkit import comment, document, nl  # noqa: PLC0415 - only plan files need it

    text = document()
    for line in HEAD:
        text.add(comment(line))
    text.add(nl())
    _add(text, _day_rows(plan, today))
    about = _comments(("", *ABOUT_EXERCISES, *(f"{key}: {says}" for key, says in EXERCISE_KEYS.items())))
    parts = [_visible(text.as_string()), _sessions_text(plan), about]
    parts += [_exercise_text(one, catalog[one.exercise_id]) for one in plan.exercises]
    given = {one.exercise_id for one in plan.exercises}
    others = [exercise for exercise in catalog.values() if exercise.id not in given]
    if others:
        parts.append(_comments(("", OFF)))
        parts += [
            "".join(_commented(_exercise_text(prescribe_as_in_catalog(exercise), exercise)))
            for exercise in sorted(others, key=lambda exercise: exercise.number)
        ]
    return "".join(parts)


def _visible(toml: str) -> str:
    """Return *toml* with everything in it that is not seen, or that acts on a terminal, as the escape for it.

    All of that stands in texts between double quotes, where the escape is read as the character, or in comments.
    """
    return "".join(one if one == "\n" or one.isprintable() else _escaped(one) for one in toml)


def _escaped(character: str) -> str:
    number = ord(character)
    if number in NO_CHARACTERS:  # TOML has no escape for it
        return REPLACEMENT
    return f"\\u{number:04X}" if number <= LAST_SHORT else f"\\U{number:08X}"


def _comments(lines: Iterable[str]) -> str:
    return "".join(f"# {line}\n" if line else "\n" for line in lines)


def _commented(text: str) -> Iterable[str]:
    return (f"# {line}\n" if line and not line.startswith("#") else f"{line}\n" for line in text.splitlines())


def _add(table: Any, rows: Iterable[Row]) -> None:
    """Add *rows* to a table of tomlkit: a row that does not count as a comment."""
    from tomlkit import comment, item  # noqa: PLC0415 - only plan files need it

    for key, value, beside, counts in rows:
        if not counts:
            table.add(comment(f"{key} = {item(value).as_string()} # {beside}"))
            continue
        made = _multiline(value) if isinstance(value, str) and "\n" in value else item(value)
        if beside:
            made.comment(beside)
        table.add(key, made)


def _multiline(text: str) -> Any:
    from tomlkit import string  # noqa: PLC0415 - only plan files need it

    return string(text, multiline=True)


def _day_rows(plan: Prescription, today: date) -> list[Row]:
    minutes = 15 if plan.minutes is None else plan.minutes
    days = [WEEKDAYS[day].lower() for day in plan.rest_days]
    return [
        ("format", FORMAT, "of this file; leave it as it is", True),
        ("sessions_per_day", plan.sessions_per_day, DAY_KEYS["sessions_per_day"], True),
        ("minutes", minutes, DAY_KEYS["minutes"], plan.minutes is not None),
        ("rest_days", days or ["sunday"], DAY_KEYS["rest_days"], bool(days)),
        ("prescribed_by", plan.prescribed_by or "Ms Berg", DAY_KEYS["prescribed_by"], bool(plan.prescribed_by)),
        ("notes", plan.notes or "", DAY_KEYS["notes"], bool(plan.notes)),
        ("from", today, DAY_KEYS["from"], False),
    ]


def _sessions_text(plan: Prescription) -> str:
    from tomlkit import document  # noqa: PLC0415 - only plan files need it

    lines = ["", ABOUT_SESSIONS]
    text = _comments((*lines, *(f"{key}: {says}" for key, says in SESSION_KEYS.items())))
    for slot in plan.slot_times:
        table = document()
        _add(table, [("name", slot.name, "", True), ("at", f"{slot.at:%H:%M}", "", True)])
        part = f"[[sessions]]\n{_visible(table.as_string())}"
        text += part if plan.slots else "".join(_commented(part))
    return text


def _exercise_text(one: PrescribedExercise, exercise: Exercise) -> str:
    from tomlkit import document  # noqa: PLC0415 - only plan files need it

    table = document()
    _add(table, _exercise_rows(one, exercise))
    return f"\n[[exercises]]\n{_visible(table.as_string())}"


def _exercise_rows(one: PrescribedExercise, exercise: Exercise) -> list[Row]:
    dose, sources, tempo = exercise.dose, exercise.dose_sources, exercise.tempo
    rows: list[Row] = [
        ("id", exercise.id, exercise.name, True),
        ("reps", one.reps, _beside(REPS, str(dose.reps), source_words(sources.reps)), True),
        ("sets", one.sets, _beside(SETS, str(dose.sets), source_words(sources.sets)), True),
    ]
    if one.hold_seconds:
        held = one.hold_seconds[0] if len(one.hold_seconds) == 1 else list(one.hold_seconds)
        usual = " and ".join(map(str, dose.hold_seconds))
        rows.append(("hold_seconds", held, _beside(hold_limit(exercise), usual, source_words(sources.hold)), True))
    if dose.side_order is not None:
        rows.append(("sides", one.sides.value, '"both", "left" or "right"; leaflet: both', one.sides_done == 1))
    for key, given_ns, usual_ns, limit in (
        ("move_in_seconds", one.pace.move_in_ns, tempo.move_in_ns, move_limit(tempo.move_in_ns)),
        ("move_out_seconds", one.pace.move_out_ns, tempo.move_out_ns, move_limit(tempo.move_out_ns)),
        ("rest_seconds", one.pace.rest_ns, tempo.rest_between_reps_ns, REST),
    ):
        seconds = _seconds(usual_ns if given_ns is None else given_ns)
        rows.append((key, seconds, _beside(limit, f"{_seconds(usual_ns)}", "usual"), given_ns is not None))
    says = one.provider_says
    rows.append(("provider_says", says, "your provider's own sentence", bool(says)))
    return rows


def _beside(limit: Limit, usual: str, source: str) -> str:
    return f"{limit.span}; {source}: {usual}"


def _seconds(nanoseconds: int) -> int | float:
    seconds = nanoseconds / NS_PER_SECOND
    return int(seconds) if seconds.is_integer() else round(seconds, 3)
