"""How much one session of a prescription asks for."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from lumbar.domain.exercise import Exercise
from lumbar.domain.fitting import Fitting, Minutes
from lumbar.domain.plan import Preferences, timeline_for, whole_seconds
from lumbar.domain.prescription import PrescribedExercise, Prescription


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionSize:
    """How much one session of a prescription asks for."""

    reps: int
    seconds: int


def size_of(prescription: Prescription, preferences: Preferences, catalog: Mapping[str, Exercise]) -> SessionSize:
    """Return the size of a session; where it is cut to its minutes, the mean of those of a round."""
    if not prescription.exercises:
        return SessionSize(reps=0, seconds=0)
    sessions: Sequence[Sequence[PrescribedExercise]] = [prescription.exercises]
    if prescription.minutes is not None:
        time = Minutes(prescription.minutes, prescription.sessions_per_day)
        fits = Fitting(prescription.exercises, time, preferences, catalog).one_round()
        sessions = [fit.exercises for fit in fits if fit.exercises]
    tapes = [timeline_for(one, preferences, catalog) for one in sessions]
    count = max(1, len(tapes))
    return SessionSize(
        reps=round(sum(len(one.repetitions) for one in tapes) / count),
        seconds=round(sum(whole_seconds(one) for one in tapes) / count),
    )
