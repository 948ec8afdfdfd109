"""The rows of the plan's editor: headings and fields as pieces of text, some of which can be clicked."""

from collections.abc import Sequence
from typing import NamedTuple

from textual.content import Content

from lumbar.plan_editor.editing import Editing
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
from lumbar.tui.text import clean, name_column, styled
from lumbar.words.figures import WEEKDAYS

WIDE = 64
LABEL_WIDTH = 18
DAYS_LABEL_WIDTH = 10
NAME_WIDTH = 20
BEFORE_VALUE = 3
VALUE_WIDTH = 18
MOVES_WIDTH = 9
CURSOR = "▏"


class Piece(NamedTuple):
    """A part of a row."""

    text: str
    style: str = ""
    action: str = ""
    """What a click on it does, such as "plus" or "day 3"; empty: the cursor comes to the row."""


class PlanRow(NamedTuple):
    """One line."""

    pieces: tuple[Piece, ...]
    number: int | None
    """Which field it is; None for a heading."""

    @property
    def content(self) -> Content:
        """The line as it is painted."""
        return styled(*((piece.text, piece.style) for piece in self.pieces))

    def action_at(self, x: int) -> str:
        """Return what a click in cell *x* of the line does; empty if it does nothing of its own."""
        left = 0
        for piece in self.pieces:
            left += Content(piece.text).cell_length
            if x < left:
                return piece.action
        return ""


def plan_rows(editing: Editing, width: int) -> Sequence[PlanRow]:
    """Return the rows of what is shown now, none wider than *width*."""
    rows, number = [], 0
    for item in editing.items:
        if isinstance(item, str):
            rows.append(PlanRow((Piece(item, "bold $accent"),), None))
        else:
            rows.append(PlanRow(tuple(_pieces(item, editing, width, here=number == editing.here)), number))
            number += 1
    return rows


def _pieces(field: Field, editing: Editing, width: int, *, here: bool) -> Sequence[Piece]:
    label = Piece(f"{field.label:<{LABEL_WIDTH}}", "bold reverse" if here else "")
    match field:
        case ExerciseField():
            return _exercise(field, width, here=here)
        case WeekField():
            return _week(field, editing.weekday, width, here=here)
        case TextField():
            room = width - LABEL_WIDTH - BEFORE_VALUE
            text = clean(field.shown) or "·"
            shown = text if len(text) <= room else f"{text[: room - 1]}…"
            return (
                label._replace(action="open"),
                Piece(f"{' ' * BEFORE_VALUE}{shown}", "" if field.value else "$muted", "open"),
            )
        case NumberField() | HourField() | DayField() | ChoiceField():
            return (label, *_stepped(field, editing.typed if here else "", width, here=here))


def _stepped(
    field: NumberField | HourField | DayField | ChoiceField, typed: str, width: int, *, here: bool
) -> Sequence[Piece]:
    shown = f"{typed}{CURSOR}" if typed else field.shown
    style = "bold $accent" if here else "$muted"
    beside = f"  {field.beside}" if width >= WIDE else ""
    return (
        Piece(" ‹ " if here else "   ", style, "minus"),
        Piece(shown, "bold"),
        Piece(" › " if here else "   ", style, "plus"),
        Piece(" " * max(0, VALUE_WIDTH - len(shown)) + beside, "$muted"),
    )


def _exercise(field: ExerciseField, width: int, *, here: bool) -> Sequence[Piece]:
    name_style = "bold reverse" if here else "" if field.is_on else "$muted"
    shown = "bold $accent"
    moves = (Piece(" ↑ ", shown, "up"), Piece(" ↓ ", shown, "down"), Piece(" › ", shown, "open"))
    dose = (Piece(field.dose, "$muted", "open"),) if width >= WIDE else ()
    return (
        Piece("[x]" if field.is_on else "[ ]", "bold $hold" if field.is_on else "$muted", "toggle"),
        Piece(" "),
        Piece(name_column(field.label, NAME_WIDTH), name_style, "open"),
        *(moves if here else (Piece(" " * MOVES_WIDTH),)),
        *dose,
    )


def _week(field: WeekField, weekday: int, width: int, *, here: bool) -> Sequence[Piece]:
    wide = width >= WIDE
    letters = 3 if wide else 2
    label = f"{field.label:<{LABEL_WIDTH + BEFORE_VALUE - 1 if wide else DAYS_LABEL_WIDTH}}"
    days = []
    for day, name in enumerate(WEEKDAYS):
        is_rest = day in field.days
        text = f"[{name[:letters]}]" if is_rest else f" {name[:letters]} "
        mark = "bold" if is_rest else "$muted"
        days.append(Piece(text, f"{mark} reverse" if here and day == weekday else mark, f"day {day}"))
    return (Piece(label, "bold" if here else ""), *days)


def item_number(rows: Sequence[PlanRow], here: int) -> int:
    """Return the line on which field *here* stands."""
    return next((line for line, row in enumerate(rows) if row.number == here), 0)
