"""Reads a plan file: the whole plan, or every problem with its line. Nothing of a file that has a problem is taken."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, time
from pathlib import Path
from typing import Any

from lumbar.domain.exercise import Exercise
from lumbar.domain.plan_check import Place, PlanProblem, problems_of, start_problem
from lumbar.domain.plan_limits import SESSIONS
from lumbar.domain.prescription import (
    SESSIONS_PER_DAY,
    Pace,
    PrescribedExercise,
    Prescription,
    SlotTime,
    prescribe_as_in_catalog,
)
from lumbar.plan_file.keys import EXERCISE_KEYS, FORMAT, PLAN_KEYS, SESSION_KEYS
from lumbar.plan_file.lines import line_of, lines_of
from lumbar.plan_file.taking import Table
from lumbar.regular_file import NoRegularFileError, read_regular_file

LARGEST_FILE = 256 * 1024
"""Bytes. The longest plan that is allowed takes about a tenth of it."""

AT = re.compile(r"\s*\(at (?:line (?P<line>\d+), column \d+|end of document)\)$")
LONG_NUMBER = re.compile(r"[0-9_]{1000}")
DEEP = re.compile(r"[\[{]\s*[\[{]\s*[\[{]\s*[\[{]")


@dataclass(frozen=True, slots=True, kw_only=True)
class LineProblem:
    """Something in a file that cannot be used."""

    line: int | None
    """From 1; None if it is the file as a whole."""
    what: str
    """What is wrong, why, and what to do, a few sentences."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanFile:
    """What a file holds: a plan, or problems."""

    plan: Prescription | None
    """As version 1, valid from the day from which the file wants it; None if there is a problem."""
    problems: tuple[LineProblem, ...] = ()
    """In the order of their lines."""


def _refused(line: int | None, what: str) -> PlanFile:
    return PlanFile(plan=None, problems=(LineProblem(line=line, what=what),))


def read_plan_file(path: Path, catalog: Mapping[str, Exercise], today: date) -> PlanFile:
    """Return what *path* holds. Never fails: what is wrong is a problem."""
    try:
        content = read_regular_file(path, most_bytes=LARGEST_FILE + 1)
    except FileNotFoundError:
        return _refused(None, "There is no such file. Look at its name.")
    except NoRegularFileError:
        return _refused(None, "It is no file with a text in it. Name the plan file itself.")
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        return _refused(None, f"It cannot be read ({reason.lower()}).")
    return parse_plan(content, catalog, today)


def parse_plan(content: bytes, catalog: Mapping[str, Exercise], today: date) -> PlanFile:
    """Return what a file with this *content* holds. Never fails: what is wrong is a problem."""
    if len(content) > LARGEST_FILE:
        return _refused(None, f"It is larger than {LARGEST_FILE // 1024} KB. A plan file is a few KB long.")
    try:
        text = content.decode("utf-8-sig")  # some editors put a mark before the first line
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        return _refused(line, "This is not UTF-8 text. Save the file as UTF-8.")
    return _parse_text(text, catalog, today)


def _parse_text(text: str, catalog: Mapping[str, Exercise], today: date) -> PlanFile:
    import tomllib  # noqa: PLC0415 - only plan files need it

    try:
        document = tomllib.loads(text)
    except RecursionError:
        return _refused(_line_with(DEEP, text), "The brackets are nested too deep. A plan has lists of numbers alone.")
    except tomllib.TOMLDecodeError as error:
        return _no_toml(text, str(error))
    except ValueError:  # more digits than a number can have, or a day that no calendar has
        return _refused(_line_with(LONG_NUMBER, text), "A number here is too long, or a date is none. Write it anew.")
    problems: list[PlanProblem] = []
    plan = _plan_of(document, problems, catalog, today)
    problems += _not_said_yet(_problems_of(plan, catalog, today), problems)
    if not problems:
        return PlanFile(plan=plan)
    lines = lines_of(text)
    found = [LineProblem(line=line_of(one.place, lines), what=str(one)) for one in problems]
    return PlanFile(plan=None, problems=tuple(sorted(found, key=lambda one: one.line or 0)))


def _line_with(pattern: re.Pattern[str], text: str) -> int | None:
    found = pattern.search(text)
    return text.count("\n", 0, found.start()) + 1 if found else None


def _no_toml(text: str, message: str) -> PlanFile:
    found = AT.search(message)
    line = int(found["line"]) if found and found["line"] else text.rstrip().count("\n") + 1
    what = message[: found.start()] if found else message
    advice = "Look at the quotes, brackets and equals signs of this line, and of the one before."
    if "overwrite" in what or "twice" in what:
        what, advice = "The same key stands there twice", "Keep one of them."
    return _refused(line, f"{what}. {advice}")


def _problems_of(plan: Prescription, catalog: Mapping[str, Exercise], today: date) -> list[PlanProblem]:
    late = start_problem(plan.valid_from, today)
    return [*([late] if late else []), *problems_of(plan, catalog)]


def _not_said_yet(found: Iterable[PlanProblem], said: Iterable[PlanProblem]) -> list[PlanProblem]:
    """Return those of *found* that do not follow from what is said already about the same part of the file."""
    places = {one.place for one in said}
    tables = {place[0] for place in places}
    return [
        one
        for one in found
        if not any(_within(one.place, place) or _within(place, one.place) for place in places)
        and not (one.place == ("sessions",) and tables & {"sessions", "sessions_per_day"})
    ]


def _within(place: Place, other: Place) -> bool:
    return place[: len(other)] == other


def _plan_of(
    document: Mapping[str, Any], problems: list[PlanProblem], catalog: Mapping[str, Exercise], today: date
) -> Prescription:
    table = Table(document, (), problems)
    table.refuse_unknown(PLAN_KEYS)
    if (number := table.whole("format", FORMAT)) != FORMAT:
        advice = "Update lumbar." if number > FORMAT else f"Write {FORMAT}."
        table.refuse("format", f"This version of lumbar reads format {FORMAT} alone.", advice)
    slots = tuple(_slot_of(one, number) for number, one in enumerate(table.tables("sessions")))
    usual = len(slots) if len(slots) in SESSIONS_PER_DAY else 1
    if "sessions_per_day" not in table and len(slots) > SESSIONS_PER_DAY[-1]:
        advice = f"{SESSIONS.why} Keep {SESSIONS_PER_DAY[-1]} of them or fewer."
        table.refuse("sessions", f"There are names and hours for {len(slots)} sessions a day.", advice)
    return Prescription(
        version=1,
        valid_from=table.day("from", today),
        exercises=tuple(_exercise_of(one, catalog) for one in table.tables("exercises")),
        sessions_per_day=table.whole("sessions_per_day", usual),
        prescribed_by=table.text("prescribed_by"),
        minutes=table.whole("minutes", 1) if "minutes" in table else None,
        rest_days=table.weekdays("rest_days"),
        slots=slots,
        notes=table.text("notes"),
    )


def _slot_of(table: Table, number: int) -> SlotTime:
    table.refuse_unknown(SESSION_KEYS)
    fallback = time(min(number, 23))  # rising, so that one bad hour is one problem
    return SlotTime(name=table.text("name"), at=table.hour("at", fallback))


def _exercise_of(table: Table, catalog: Mapping[str, Exercise]) -> PrescribedExercise:
    table.refuse_unknown(EXERCISE_KEYS)
    exercise_id = table.text("id")
    if not exercise_id:
        missing = "An exercise has no id." if "id" not in table else "The id of an exercise is empty."
        table.refuse("id", missing, f"There are: {', '.join(sorted(catalog))}.")
    known = catalog.get(exercise_id)
    usual = PrescribedExercise(exercise_id=exercise_id, reps=1, sets=1, hold_seconds=())
    usual = usual if known is None else prescribe_as_in_catalog(known)
    return replace(
        usual,
        reps=table.whole("reps", usual.reps),
        sets=table.whole("sets", usual.sets),
        hold_seconds=table.holds("hold_seconds", usual.hold_seconds),
        sides=table.sides("sides"),
        pace=Pace(
            move_in_ns=table.nanoseconds("move_in_seconds"),
            move_out_ns=table.nanoseconds("move_out_seconds"),
            rest_ns=table.nanoseconds("rest_seconds"),
        ),
        provider_says=table.text("provider_says"),
    )
