"""Which exercises a person was given, at which dose, how often: a value with versions."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, time
from enum import Enum

from lumbar.domain.exercise import Exercise, Form
from lumbar.domain.order import Side

SESSIONS_PER_DAY = range(1, 4)
"""After the leaflet's 1 to 3 times a day."""

DAYS_OF_THE_WEEK = range(7)
"""Monday is 0."""


class Sides(Enum):
    """Which sides of an exercise are done; without meaning where it has none."""

    BOTH = "both"
    LEFT = "left"
    RIGHT = "right"

    def has(self, side: Side | None) -> bool:
        """Return whether *side* is one of them; no side always is."""
        return side is None or self is Sides.BOTH or self.value == side.value


@dataclass(frozen=True, slots=True, kw_only=True)
class Pace:
    """Another tempo than the catalog's, in nanoseconds; None leaves the catalog's."""

    move_in_ns: int | None = None
    move_out_ns: int | None = None
    rest_ns: int | None = None
    """Between repetitions."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PrescribedExercise:
    """One exercise at the dose that was given for it."""

    exercise_id: str
    reps: int
    """In a set; on each side if the exercise has sides. 1 or more."""
    sets: int
    """1 or more."""
    hold_seconds: tuple[int, ...]
    """One entry a hold; empty if nothing is held. 0 for a hold that an easier form leaves out."""
    form: Form = Form.AS_PRESCRIBED
    """In which form it is done; a prescription has it as prescribed."""
    sides: Sides = Sides.BOTH
    pace: Pace = Pace()
    provider_says: str = ""
    """The provider's own sentence for the exercise, as typed; empty if there is none."""

    @property
    def sides_done(self) -> int:
        """2 if both sides are done, where the exercise has sides; else 1."""
        return 2 if self.sides is Sides.BOTH else 1


@dataclass(frozen=True, slots=True, kw_only=True)
class SlotTime:
    """One of a day's sessions: what it is called, and from when it is due."""

    name: str
    at: time
    """Local time, to the minute."""


DEFAULT_SLOTS: dict[int, tuple[SlotTime, ...]] = {
    1: (SlotTime(name="Daily session", at=time(7)),),
    2: (SlotTime(name="Morning", at=time(7)), SlotTime(name="Evening", at=time(18))),
    3: (
        SlotTime(name="Morning", at=time(7)),
        SlotTime(name="Midday", at=time(12)),
        SlotTime(name="Evening", at=time(18)),
    ),
}
"""Names and hours of a day's sessions, by how many there are (our default)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Prescription:
    """One version of what was prescribed. A new version never changes what past days are measured against."""

    version: int
    """Counts up from 1."""
    valid_from: date
    """The first day that this version is in force."""
    exercises: tuple[PrescribedExercise, ...]
    """In the order in which they were given."""
    sessions_per_day: int = 1
    """1 to 3 (leaflet)."""
    prescribed_by: str = ""
    """As typed by the person; empty if nobody was named."""
    minutes: int | None = None
    """How long one session may take; what does not fit comes round in the next ones. None: as long as it takes."""
    rest_days: tuple[int, ...] = ()
    """The days of the week on which nothing is planned, 0 (Monday) to 6 (Sunday), rising."""
    slots: tuple[SlotTime, ...] = ()
    """The person's own names and hours, one a session, rising; empty for the usual ones."""
    notes: str = ""
    """As typed."""

    @property
    def slot_times(self) -> tuple[SlotTime, ...]:
        """Names and hours of the day's sessions, one a session."""
        return self.slots or DEFAULT_SLOTS[self.sessions_per_day]

    def rests_on(self, day: date) -> bool:
        """Return whether nothing is planned on *day*."""
        return day.weekday() in self.rest_days


def prescribe_as_in_catalog(exercise: Exercise) -> PrescribedExercise:
    """Return *exercise* at the catalog's own dose."""
    return PrescribedExercise(
        exercise_id=exercise.id,
        reps=exercise.dose.reps,
        sets=exercise.dose.sets,
        hold_seconds=exercise.dose.hold_seconds,
    )


def half(count: int) -> int:
    """Return half of *count*, rounded up."""
    return -(-count // 2)


def half_the_repetitions(prescribed: PrescribedExercise) -> PrescribedExercise:
    """Return *prescribed* with half its repetitions, rounded up; with half its sets if a set is one repetition."""
    if prescribed.reps > 1:
        return replace(prescribed, reps=half(prescribed.reps))
    return replace(prescribed, sets=half(prescribed.sets))


def at_half(dose: PrescribedExercise, prescribed: PrescribedExercise) -> PrescribedExercise:
    """Return *dose* at no more than half of what is *prescribed*: what is halved already is not halved again."""
    limit = half_the_repetitions(prescribed)
    return replace(dose, reps=min(dose.reps, limit.reps), sets=min(dose.sets, limit.sets))


def shorter_holds(exercise: Exercise, hold_seconds: tuple[int, ...]) -> tuple[int, ...]:
    """Return *hold_seconds* cut to what the easier form of *exercise* allows; never longer than they are."""
    allowed = exercise.easier_form.hold_seconds
    if allowed is None:
        return hold_seconds
    return tuple(min(pair) for pair in zip(hold_seconds, allowed, strict=False))


def has_an_easier_figure(exercise: Exercise, prescribed: PrescribedExercise) -> bool:
    """Return whether the easier form of *exercise* is less than *prescribed* without fewer repetitions."""
    form = exercise.easier_form
    if form.hold_seconds is not None:
        return shorter_holds(exercise, prescribed.hold_seconds) != prescribed.hold_seconds
    return not form.half_the_reps


def in_easier_form(
    exercise: Exercise, dose: PrescribedExercise, prescribed: PrescribedExercise | None = None
) -> PrescribedExercise:
    """Return *dose* in the easier form of *exercise*: shorter held, a smaller movement, or half as often.

    Half is half of what is *prescribed*, if that is given: a dose that is halved already is not halved again, and one
    that has grown within the easier form is as easy again as that form is.
    """
    is_easier = dose.form is Form.EASIER
    if is_easier and prescribed is None:
        return dose
    full = prescribed or dose
    easier = replace(dose, hold_seconds=shorter_holds(exercise, dose.hold_seconds), form=Form.EASIER)
    return easier if has_an_easier_figure(exercise, full if is_easier else dose) else at_half(easier, full)


def default_prescription(exercises: Iterable[Exercise], *, valid_from: date) -> Prescription:
    """Return all *exercises* in leaflet order at the leaflet's dose, one session a day."""
    in_order = sorted(exercises, key=lambda exercise: exercise.number)
    return Prescription(
        version=1, valid_from=valid_from, exercises=tuple(prescribe_as_in_catalog(exercise) for exercise in in_order)
    )


def in_force(prescriptions: Iterable[Prescription], day: date) -> Prescription | None:
    """Return the version that *day* is measured against: the newest one valid by then; None before the first."""
    valid = [prescription for prescription in prescriptions if prescription.valid_from <= day]
    return max(valid, key=lambda prescription: (prescription.valid_from, prescription.version), default=None)
