"""The sessions that are still to come today: as planned, in the minutes there are, or as the person chose for today."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from itertools import repeat

from lumbar.domain.exercise import Exercise
from lumbar.domain.fitting import Fit, Fitting, Minutes, sessions_since
from lumbar.domain.person import Person, TodaysChoice
from lumbar.domain.plan import Preferences
from lumbar.domain.prescription import PrescribedExercise, Prescription
from lumbar.domain.record import SessionRecord
from lumbar.domain.timeline import in_order


def choice_of(person: Person, day: date) -> TodaysChoice | None:
    """Return how the person changed *day*; None if they did not."""
    choice = person.todays_choice
    return choice if choice is not None and choice.day == day else None


def minutes_for(prescription: Prescription, choice: TodaysChoice | None) -> int | None:
    """Return how long a session may take; None if as long as it takes."""
    if choice is None:
        return prescription.minutes
    if choice.exercises:
        return None
    return choice.minutes if choice.minutes is not None else prescription.minutes


def sessions_to_come(
    exercises: Sequence[PrescribedExercise],
    *,
    choice: TodaysChoice | None,
    time: Minutes | None,
    sessions: Sequence[SessionRecord],
    preferences: Preferences,
    catalog: Mapping[str, Exercise],
) -> Iterator[Fit]:
    """Yield the next session, the one after it, and so on, of *exercises*; each in the order in which it is done.

    Those that the person *chose* stand in their own order, and are not cut.
    """
    if choice is not None and choice.exercises:
        chosen = _chosen(exercises, choice)
        names = {one.exercise_id for one in chosen}
        left_out = tuple(one.exercise_id for one in exercises if one.exercise_id not in names)
        yield from repeat(Fit(exercises=chosen, left_out=left_out))
    elif time is None or not exercises:
        yield from repeat(Fit(exercises=in_order(exercises, preferences.order, catalog)))
    else:
        since = sessions_since((one.exercise_id for one in exercises), sessions)
        yield from Fitting(exercises, time, preferences, catalog).sessions(since)


def shortest_minutes(
    exercises: Sequence[PrescribedExercise], preferences: Preferences, catalog: Mapping[str, Exercise]
) -> int:
    """Return in how many minutes, 1 or more, some session of *exercises* fits; 1 if there are none."""
    return Fitting(exercises, Minutes(1), preferences, catalog).shortest_minutes if exercises else 1


def _chosen(exercises: Sequence[PrescribedExercise], choice: TodaysChoice) -> tuple[PrescribedExercise, ...]:
    by_id = {one.exercise_id: one for one in exercises}
    return tuple(by_id[name] for name in choice.exercises if name in by_id)
