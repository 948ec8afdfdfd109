"""The person's own gentle set: which exercises of the plan it has, and how often each is done in it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from lumbar.domain.exercise import Exercise
from lumbar.domain.levels import gentle_dose
from lumbar.domain.person import Person
from lumbar.domain.prescription import PrescribedExercise, in_easier_form
from lumbar.domain.progression import dose_now


@dataclass(frozen=True, slots=True, kw_only=True)
class GentleChoice:
    """One exercise of the plan, as it is to be on a gentle day."""

    dose: PrescribedExercise
    most: PrescribedExercise
    """The dose for now, which a gentle day never exceeds."""
    on: bool

    @property
    def counts_sets(self) -> bool:
        """Whether it is the number of sets that is chosen: a set is one repetition."""
        return self.most.reps == 1

    @property
    def count(self) -> int:
        """How many repetitions in a set, or how many sets."""
        return self.dose.sets if self.counts_sets else self.dose.reps

    @property
    def most_count(self) -> int:
        """How many there may be."""
        return self.most.sets if self.counts_sets else self.most.reps

    def with_count(self, count: int) -> "GentleChoice":
        """Return the choice with *count* of them: 1 or more, and never above the dose for now."""
        within = max(1, min(count, self.most_count))
        dose = replace(self.dose, sets=within) if self.counts_sets else replace(self.dose, reps=within)
        return replace(self, dose=dose)


def gentle_choices(
    prescribed: Sequence[PrescribedExercise], person: Person, catalog: Mapping[str, Exercise]
) -> tuple[GentleChoice, ...]:
    """Return what can be chosen, as it is chosen now."""
    own = {one.exercise_id for one in person.gentle_set}
    has_own = any(one.exercise_id in own for one in prescribed)
    return tuple(
        GentleChoice(
            dose=gentle_dose(one, person, catalog),
            most=dose_now(one, person),
            on=not has_own or one.exercise_id in own,
        )
        for one in prescribed
    )


def with_gentle_choices(
    person: Person,
    choices: Sequence[GentleChoice],
    prescribed: Sequence[PrescribedExercise],
    catalog: Mapping[str, Exercise],
) -> Person:
    """Return *person* with the gentle set that was chosen; with none of their own if each is in its easier form."""
    chosen = tuple(one.dose for one in choices if one.on)
    easier = tuple(in_easier_form(catalog[one.exercise_id], dose_now(one, person), one) for one in prescribed)
    return replace(person, gentle_set=() if chosen == easier else chosen)
