"""The plans of a made-up history, and the levels below them from which somebody steps up."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from lumbar.demo.calendar import Calendar
from lumbar.domain.exercise import NS_PER_SECOND, Exercise
from lumbar.domain.person import Level, StepAnswer, StepReply
from lumbar.domain.prescription import (
    Pace,
    PrescribedExercise,
    Prescription,
    half_the_repetitions,
    prescribe_as_in_catalog,
)
from lumbar.domain.progression import next_dose

PROVIDER = "A. Example (made up)"
NEW_LATER = 2
"""So many exercises come with the second plan."""

DAYS_A_STEP = (9, 13, 17)
"""How long each of the exercises that begin at half the dose stays on a level."""

SAYS = "Slowly, and no higher than you can hold it still."


def plans_of(calendar: Calendar, catalog: Iterable[Exercise]) -> tuple[Prescription, ...]:
    """Return the first plan, and the second from the day after the first visit on."""
    doses = tuple(prescribe_as_in_catalog(one) for one in sorted(catalog, key=lambda one: one.number))
    first = Prescription(
        version=1,
        valid_from=calendar.first,
        exercises=doses[:-NEW_LATER] or doses,
        sessions_per_day=2,
        prescribed_by=PROVIDER,
        rest_days=(calendar.rest_day,),
    )
    slower = replace(doses[-1], provider_says=SAYS, pace=Pace(move_in_ns=4 * NS_PER_SECOND))
    second = replace(
        first,
        version=2,
        valid_from=calendar.visits[0] + timedelta(days=1),
        exercises=(*doses[:-1], slower),
        notes="The new exercises at the end of the session.",
    )
    return first, second


@dataclass(frozen=True, slots=True)
class Climb:
    """The levels of one exercise, oldest first; the last is the prescription if it was reached."""

    prescribed: PrescribedExercise
    levels: tuple[Level, ...]

    def dose_on(self, day: date) -> PrescribedExercise:
        """Return the dose on *day*."""
        return next((one.dose for one in reversed(self.levels) if one.since <= day), self.prescribed)

    @property
    def answers(self) -> tuple[StepAnswer, ...]:
        """What was said to the steps up."""
        name = self.prescribed.exercise_id
        return tuple(StepAnswer(exercise_id=name, reply=StepReply.ACCEPTED, on=one.since) for one in self.levels[1:])

    @property
    def level(self) -> Level | None:
        """Where it stands at the end; None if it is done as prescribed."""
        last = self.levels[-1]
        return None if last.dose == self.prescribed else last


def climbs_of(prescribed: Sequence[PrescribedExercise], calendar: Calendar) -> tuple[Climb, ...]:
    """Return how the exercises that begin at half the dose step up again."""
    can_be_halved = [one for one in prescribed if half_the_repetitions(one) != one]
    return tuple(_climb(one, days, calendar) for one, days in zip(reversed(can_be_halved), DAYS_A_STEP, strict=False))


def _climb(prescribed: PrescribedExercise, days: int, calendar: Calendar) -> Climb:
    levels = [Level(dose=half_the_repetitions(prescribed), since=calendar.first)]
    while (then := next_dose(levels[-1].dose, prescribed)) is not None:
        since = levels[-1].since + timedelta(days=days)
        if since > calendar.last:
            break
        levels.append(Level(dose=then, since=since))
    return Climb(prescribed, tuple(levels))
