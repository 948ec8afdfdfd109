"""A plan that is being edited: where the cursor is, what is being typed, and what each key makes of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TypeAlias

from lumbar.domain.exercise import Exercise
from lumbar.domain.plan_draft import Draft, draft_of
from lumbar.domain.prescription import Prescription
from lumbar.plan_editor.field import (
    ChoiceField,
    DayField,
    ExerciseField,
    Field,
    HourField,
    NotTakenError,
    NumberField,
    TextField,
    WeekField,
)
from lumbar.plan_editor.fields import day_fields, exercise_fields, exercise_list

STEPPED = (NumberField, HourField, DayField, ChoiceField)
DAYS = 7
LONGEST_TYPED = 12

Item: TypeAlias = str | Field
"""A heading, or a field."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Editing:
    """All of it; every key gives a new one."""

    original: Prescription
    """What was there before, valid from the day on which it is edited."""
    draft: Draft
    today: date
    catalog: Mapping[str, Exercise]
    here: int = 0
    """Which field the cursor is on, headings not counted."""
    inside: int | None = None
    """The exercise whose figures are shown, by its place in the list; None: the plan as a whole."""
    weekday: int = 0
    """The day under the cursor in a row of days, 0 to 6."""
    typed: str = ""
    """What is being typed into a field."""
    before_typing: Draft | None = None
    refusal: str = ""
    """Why what is being typed, or was, is not taken."""

    @property
    def content(self) -> Prescription:
        """The prescription as it is now."""
        return self.draft.content

    @property
    def is_changed(self) -> bool:
        """Whether anything differs from what was there before."""
        return self.content != self.original

    @property
    def items(self) -> Sequence[Item]:
        """Headings and fields from the top down."""
        if self.inside is not None:
            return exercise_fields(self.draft, self.inside, self.catalog)
        exercises = exercise_list(self.draft, self.catalog)
        return ("Exercises", *exercises, "", "Days", *day_fields(self.draft, self.today))

    @property
    def fields(self) -> Sequence[Field]:
        """The fields alone."""
        return [item for item in self.items if not isinstance(item, str)]

    @property
    def field(self) -> Field:
        """The one that the cursor is on."""
        return self.fields[self.here]

    @property
    def name(self) -> str:
        """What the exercise is called whose figures are shown; empty for the plan as a whole."""
        return "" if self.inside is None else self.catalog[self.draft.listed[self.inside].dose.exercise_id].name

    def kept(self, content: Prescription) -> "Editing":
        """Return the editing after *content* was kept."""
        return replace(self, original=content)

    def settled(self) -> "Editing":
        """Return the editing after the typing has ended; what was not taken is gone, and that is said."""
        if not self.typed:
            return replace(self, refusal="")
        return replace(self, typed="", before_typing=None)

    def without_typing(self) -> "Editing":
        """Return the editing as it was before the typing began."""
        return replace(self, draft=self.before_typing or self.draft, typed="", before_typing=None, refusal="")

    def at(self, number: int) -> "Editing":
        """Return the editing with the cursor on field *number*, or the nearest that there is."""
        there = max(0, min(len(self.fields) - 1, number))
        return self if there == self.here else replace(self.settled(), here=there)

    def moved(self, step: int) -> "Editing":
        """Return the editing with the cursor so many fields further down (or up)."""
        return self.at(self.here + step)

    def stepped(self, direction: int) -> "Editing":
        """Return the editing with the value a step up or down; in a row of days, with another day under the cursor."""
        settled = replace(self.settled(), refusal="")
        match self.field:
            case NumberField() | HourField() | DayField() | ChoiceField() as field:
                return replace(settled, draft=field.stepped(direction))
            case WeekField():
                return replace(settled, weekday=(self.weekday + direction) % DAYS)
            case TextField() | ExerciseField():
                return settled

    def takes(self, character: str) -> bool:
        """Return whether *character* can be typed here."""
        field = self.field
        return (
            isinstance(field, STEPPED)
            and character in field.types
            and (character.isdigit() or character == "." or bool(self.typed))
        )

    def with_typed(self, typed: str) -> "Editing":
        """Return the editing while *typed* stands in the field: with its value, or with why it is not taken."""
        field, before = self.field, self.before_typing or self.draft
        if not typed or not isinstance(field, STEPPED):
            return self.without_typing()
        typing = replace(self, typed=typed[:LONGEST_TYPED], before_typing=before, refusal="")
        try:
            return replace(typing, draft=field.taken(typing.typed))
        except NotTakenError as error:
            return replace(typing, draft=before, refusal=str(error))

    def cleared(self) -> "Editing":
        """Return the editing with one character less; if none was typed, with the usual value."""
        if self.typed:
            return self.with_typed(self.typed[:-1])
        field = self.field
        draft = field.cleared() if isinstance(field, STEPPED) else None
        return self if draft is None else replace(self, draft=draft, refusal="")

    def toggled(self) -> "Editing":
        """Return the editing with the exercise, or the day, under the cursor on or off."""
        match self.field:
            case ExerciseField() as field:
                return replace(self.settled(), draft=self.draft.toggled(field.place))
            case WeekField() as field:
                return replace(self.settled(), draft=field.toggled(self.weekday))
            case _:
                return self.stepped(1)

    def with_day_toggled(self, day: int) -> "Editing":
        """Return the editing with *day*, 0 to 6, under the cursor, and a rest day or none."""
        return replace(self, weekday=day).toggled()

    def shifted(self, step: int) -> "Editing":
        """Return the editing with the exercise under the cursor one place up or down, and the cursor with it."""
        field = self.field
        if not isinstance(field, ExerciseField) or not 0 <= field.place + step < len(self.draft.listed):
            return self
        return replace(self.settled(), draft=self.draft.moved(field.place, step), here=self.here + step)

    def with_text(self, text: str) -> "Editing":
        """Return the editing with *text* in the field under the cursor."""
        field = self.field
        return replace(self.settled(), draft=field.put(text)) if isinstance(field, TextField) else self

    def opened(self) -> "Editing":
        """Return the editing with the figures of the exercise under the cursor."""
        field = self.field
        return replace(self.settled(), inside=field.place, here=0) if isinstance(field, ExerciseField) else self

    def closed(self) -> "Editing":
        """Return the editing with the plan as a whole, the cursor on the exercise that was shown."""
        return self if self.inside is None else replace(self.settled(), here=self.inside, inside=None)


def begin_editing(plan: Prescription, catalog: Mapping[str, Exercise], today: date) -> Editing:
    """Return *plan* to be edited, from *today* on."""
    original = replace(plan, valid_from=today)
    return Editing(original=original, draft=draft_of(original, catalog), today=today, catalog=catalog)
