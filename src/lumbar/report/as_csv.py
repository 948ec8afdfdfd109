"""The sessions as CSV (RFC 4180): one row a session and exercise, safe to open in a spreadsheet."""

import csv
import io
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Literal

from lumbar.domain.exercise import Exercise
from lumbar.domain.record import Answer, EventKind, ExerciseRecord, SessionRecord
from lumbar.report.as_json import number
from lumbar.report.outside import visible

Value = str | int | float | bool | None

SIDES: tuple[Literal["left", "right", "both"], ...] = ("left", "right", "both")
SESSION_COLUMNS = (
    "session_id",
    "day",
    "started_at",
    "ended_at",
    "status",
    "pain_before",
    "pain_after",
    "seconds_active",
    "entered_by_hand",
    "clock_rate",
    "note",
)
EXERCISE_COLUMNS = (
    "place",
    "exercise",
    "exercise_name",
    "outcome",
    "easier",
    *(f"reps_planned_{side}" for side in SIDES),
    *(f"reps_done_{side}" for side in SIDES),
    *(f"hold_seconds_planned_{side}" for side in SIDES),
    *(f"hold_seconds_done_{side}" for side in SIDES),
    "answers",
    "highest_level",
)
FORMULA_STARTS = frozenset("=+-@\t\n'\uff1d\uff0b\uff0d\uff20")
"""With one of these a spreadsheet begins a formula, or trims what follows; or it is the guard itself."""

GUARD = "'"
"""Stands before a text that would be a formula. A text that begins with one has one to take away.

Where `;` or a tab separates cells a text falls into parts; the same holds for each of them."""

PART = re.compile("([;\\t\\n])(?=[ \u00a0\ufeff]*[=+\\-@'\uff1d\uff0b\uff0d\uff20])")
"""Where a part begins that has to be guarded."""


def csv_of(sessions: Iterable[SessionRecord], catalog: Mapping[str, Exercise]) -> str:
    """Return *sessions* in their order, with a header. Lines end in CRLF; there is no byte order mark.

    The columns up to `note` are the session's and stand in each of its rows; `place` counts its exercises from 1.
    A session without exercises has one row, in which the rest is empty.
    """
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow((*SESSION_COLUMNS, *EXERCISE_COLUMNS))
    for session in sessions:
        shared = [_cell(value) for value in _session_values(session)]
        rows = [_exercise_values(session, place, catalog) for place in range(len(session.exercises))]
        for row in rows or [[None] * len(EXERCISE_COLUMNS)]:
            writer.writerow((*shared, *(_cell(value) for value in row)))
    return text.getvalue()


def guarded(text: str) -> str:
    """Return *text* with nothing hidden in it, as a cell that no spreadsheet takes for a formula."""
    shown = PART.sub(rf"\1{GUARD}", visible(text))
    begins = shown.lstrip(" \u00a0\ufeff")[:1]
    return f"{GUARD}{shown}" if begins in FORMULA_STARTS and begins else shown


def _cell(value: Value) -> str:
    match value:
        case None:
            return ""
        case bool():
            return "true" if value else "false"
        case int() | float():
            return str(value)
        case str():
            return guarded(value)


def _session_values(session: SessionRecord) -> Iterator[Value]:
    yield session.id
    yield session.day.isoformat()
    yield session.started_at.isoformat()
    yield session.ended_at.isoformat()
    yield session.status.value
    yield session.pain_before
    yield session.pain_after
    yield number(session.seconds_active)
    yield session.entered_by_hand
    yield session.clock_rate
    yield session.note


def _exercise_values(session: SessionRecord, index: int, catalog: Mapping[str, Exercise]) -> list[Value]:
    record = session.exercises[index]
    told = [one for one in session.events if one.kind is EventKind.DISCOMFORT and one.exercise == record.id]
    answers = [one.answer.value for one in told if one.answer is not None and one.answer is not Answer.NOTHING]
    return [
        index + 1,
        record.id,
        catalog[record.id].name if record.id in catalog else "",
        record.outcome.value,
        record.easier,
        *_by_side(record),
        " ".join(answers),
        max((one.level for one in told if one.level is not None), default=None),
    ]


def _by_side(record: ExerciseRecord) -> Iterator[int | None]:
    figures = (record.reps_planned, record.reps_done, record.hold_seconds_planned, record.hold_seconds_done)
    for figure in figures:
        yield from (figure.get(side) for side in SIDES)
