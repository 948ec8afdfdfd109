"""A plan while it is edited: every exercise of the catalog in a list of its own order, some on, some off."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import time

from lumbar.domain.exercise import Exercise
from lumbar.domain.prescription import (
    DEFAULT_SLOTS,
    PrescribedExercise,
    Prescription,
    SlotTime,
    prescribe_as_in_catalog,
)

LAST_HOUR = 23


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftExercise:
    """One exercise of the list; its dose stays while it is off."""

    dose: PrescribedExercise
    is_on: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """The plan as it is now."""

    plan: Prescription
    """Its exercises count for nothing."""
    listed: tuple[DraftExercise, ...]

    @property
    def content(self) -> Prescription:
        """The prescription that it makes; it may be one that cannot be kept."""
        return replace(self.plan, exercises=tuple(one.dose for one in self.listed if one.is_on))

    def with_plan(self, plan: Prescription) -> "Draft":
        """Return the draft with everything of *plan* but its exercises."""
        return replace(self, plan=plan)

    def with_dose(self, place: int, dose: PrescribedExercise) -> "Draft":
        """Return the draft with another dose at *place* of the list."""
        return self._with(place, replace(self.listed[place], dose=dose))

    def toggled(self, place: int) -> "Draft":
        """Return the draft with the exercise at *place* on instead of off, or off instead of on."""
        one = self.listed[place]
        return self._with(place, replace(one, is_on=not one.is_on))

    def _with(self, place: int, one: DraftExercise) -> "Draft":
        return replace(self, listed=(*self.listed[:place], one, *self.listed[place + 1 :]))

    def moved(self, place: int, step: int) -> "Draft":
        """Return the draft with the exercise at *place* one up (-1) or down (1); the same at the ends."""
        there = place + step
        if not 0 <= there < len(self.listed):
            return self
        listed = list(self.listed)
        listed[place], listed[there] = listed[there], listed[place]
        return replace(self, listed=tuple(listed))

    def with_sessions(self, count: int) -> "Draft":
        """Return the draft with *count* sessions a day; names and hours of the person's own stay as far as they go."""
        slots = self.plan.slots[:count]
        while slots and len(slots) < count:
            later = time(min(slots[-1].at.hour + 4, LAST_HOUR), slots[-1].at.minute)
            slots = (*slots, SlotTime(name=f"Session {len(slots) + 1}", at=later))
        return self.with_plan(replace(self.plan, sessions_per_day=count, slots=slots))

    def with_slot(self, number: int, slot: SlotTime) -> "Draft":
        """Return the draft with another name or hour of the session *number*, counted from 0."""
        slots = list(self.plan.slot_times)
        slots[number] = slot
        usual = tuple(slots) == DEFAULT_SLOTS[self.plan.sessions_per_day]
        return self.with_plan(replace(self.plan, slots=() if usual else tuple(slots)))


def draft_of(plan: Prescription, catalog: Mapping[str, Exercise]) -> Draft:
    """Return *plan* to be edited: its exercises on and in their order, then the others, off, in leaflet order."""
    given = {one.exercise_id for one in plan.exercises}
    others = sorted((one for one in catalog.values() if one.id not in given), key=lambda one: one.number)
    listed = [DraftExercise(dose=one, is_on=True) for one in plan.exercises]
    listed += [DraftExercise(dose=prescribe_as_in_catalog(one), is_on=False) for one in others]
    return Draft(plan=plan, listed=tuple(listed))
