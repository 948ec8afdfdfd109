"""A session plan becomes an exact tape of steps with a known length."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from enum import Enum
from functools import cached_property
from itertools import pairwise

from lumbar.domain.exercise import NS_PER_SECOND, Exercise, Form, Position
from lumbar.domain.order import Order, Side
from lumbar.domain.prescription import Pace, PrescribedExercise
from lumbar.domain.turns import Eased, Turn, turns_of

MOVE_IN_PLACE_NS = 10 * NS_PER_SECOND
"""From one exercise to the next in the same position (our default)."""

MOVE_TO_NEW_POSITION_NS = 25 * NS_PER_SECOND
"""Into the first position, from one position to another, and up again at the end (our default)."""


class Phase(Enum):
    """What a step asks of the body."""

    GO_TO = "go_to"  # the move to an exercise
    GET_READY = "get_ready"  # the end of that move
    MOVE_IN = "move_in"
    HOLD = "hold"
    MOVE_BETWEEN = "move_between"  # from the first hold to the second
    MOVE_OUT = "move_out"
    REST = "rest"
    SWITCH_SIDES = "switch_sides"  # the rest before a repetition on the other side
    NEXT_SET = "next_set"  # the rest before the next set
    STAND_UP = "stand_up"  # the last step of every session


IN_A_REPETITION = frozenset({Phase.MOVE_IN, Phase.HOLD, Phase.MOVE_BETWEEN, Phase.MOVE_OUT})
"""The phases that are started again when they are interrupted, and count only as a whole."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionPlan:
    """What one session is made of; with the catalog it determines the timeline."""

    exercises: tuple[PrescribedExercise, ...]
    """In the order in which they are done; at least one."""
    first_side: Side = Side.LEFT
    get_ready_ns: int = 5 * NS_PER_SECOND
    """How much of the end of each move is called get ready, half of it at most; it adds nothing."""
    eased: tuple[Eased, ...] = ()
    """The exercises that were made easier on the way."""
    waits: tuple[int, ...] = ()
    """Indexes of the exercises that wait for the person before they start; the tape does not know how long."""

    def eased_at(self, place: int) -> Eased | None:
        """Return how the exercise at *place* was made easier on the way; None if it was not."""
        return next((one for one in self.eased if one.place == place), None)

    def form_at(self, place: int) -> Form:
        """Return the form in which the exercise at *place* is done from here on."""
        return self.exercises[place].form if self.eased_at(place) is None else Form.EASIER


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One stretch of the tape."""

    phase: Phase
    place: int
    """Index of the exercise in the session."""
    starts_ns: int
    duration_ns: int
    """0 only for a change of sides that is a cue alone, and for the way up of who stands already."""
    repetition: int | None = None
    """Index of the repetition in the whole session; a rest belongs to the repetition before it. None in moves."""
    hold: int = 0
    """Index of the hold within the repetition; counts up after each hold."""

    @property
    def ends_ns(self) -> int:
        """When the step is over, from the start of the tape."""
        return self.starts_ns + self.duration_ns


@dataclass(frozen=True, slots=True, kw_only=True)
class Repetition:
    """One repetition, with its place in the dose."""

    place: int
    set: int
    """From 1."""
    rep: int
    """From 1 within the set; counted on each side."""
    side: Side | None
    first_step: int
    """Index of the step with which the repetition starts."""
    active_ns: int
    """Moves and holds, without the rest behind it."""
    hold_seconds: int
    """All holds of the repetition."""


@dataclass(frozen=True)
class Timeline:
    """The whole tape of a session."""

    plan: SessionPlan
    exercises: tuple[Exercise, ...]
    """The catalog's entry for each exercise of the plan in the form in which it is done, in the same order."""
    steps: tuple[Step, ...]
    repetitions: tuple[Repetition, ...]
    as_listed: tuple[Exercise, ...]
    """The same exercises as they stand in the catalog."""

    @property
    def total_ns(self) -> int:
        """The length of the tape."""
        return self.steps[-1].ends_ns

    @cached_property
    def entries(self) -> tuple[int, ...]:
        """For each exercise, the index of the step with which the move to it starts."""
        first: dict[int, int] = {}
        for index, step in enumerate(self.steps):
            first.setdefault(step.place, index)
        return tuple(first[place] for place in range(len(self.exercises)))

    @cached_property
    def repetitions_of(self) -> tuple[range, ...]:
        """For each exercise, the indexes of its repetitions."""
        counts = Counter(repetition.place for repetition in self.repetitions)
        starts = [sum(counts[before] for before in range(place)) for place in range(len(self.exercises) + 1)]
        return tuple(range(first, after) for first, after in pairwise(starts))

    @cached_property
    def exercise_ns(self) -> tuple[int, ...]:
        """For each exercise, the length of its repetitions and rests, without moves."""
        lengths = [0] * len(self.exercises)
        for step in self.steps:
            if step.repetition is not None:
                lengths[step.place] += step.duration_ns
        return tuple(lengths)


def at_pace(exercise: Exercise, pace: Pace) -> Exercise:
    """Return *exercise* at the tempo that was given for it."""
    given = {
        "move_in_ns": pace.move_in_ns,
        "move_out_ns": pace.move_out_ns,
        "rest_between_reps_ns": pace.rest_ns,
    }
    changed = {name: value for name, value in given.items() if value is not None}
    return replace(exercise, tempo=replace(exercise.tempo, **changed)) if changed else exercise


def in_order(
    prescribed: Iterable[PrescribedExercise], order: Order, catalog: Mapping[str, Exercise]
) -> tuple[PrescribedExercise, ...]:
    """Return *prescribed* in the order in which a session does them."""
    exercises = tuple(prescribed)
    match order:
        case Order.LEAFLET:
            return exercises
        case Order.FEWER_CHANGES:
            positions = list(Position)
            return tuple(sorted(exercises, key=lambda one: positions.index(catalog[one.exercise_id].position)))


def move_ns(here: Position, there: Position) -> int:
    """Return how long the move from one position to another takes."""
    return MOVE_IN_PLACE_NS if here is there else MOVE_TO_NEW_POSITION_NS


def way_up_ns(here: Position) -> int:
    """Return how long standing up at the end takes from a position."""
    return 0 if here is Position.STANDING else MOVE_TO_NEW_POSITION_NS


def build_timeline(plan: SessionPlan, catalog: Mapping[str, Exercise]) -> Timeline:
    """Return the tape of *plan*. Raises KeyError for an exercise that the catalog does not have."""
    as_listed = tuple(catalog[prescribed.exercise_id] for prescribed in plan.exercises)
    exercises = tuple(
        at_pace(exercise.in_form(plan.form_at(place)), plan.exercises[place].pace)
        for place, exercise in enumerate(as_listed)
    )
    tape = _Tape()
    for place, (exercise, prescribed) in enumerate(zip(exercises, plan.exercises, strict=True)):
        tape.place = place
        length = MOVE_TO_NEW_POSITION_NS if place == 0 else move_ns(exercises[place - 1].position, exercise.position)
        get_ready_ns = min(plan.get_ready_ns, _longest_get_ready_ns(length))
        tape.add(Phase.GO_TO, length - get_ready_ns)
        tape.add(Phase.GET_READY, get_ready_ns)
        _add_exercise(tape, exercise, turns_of(exercise, prescribed, plan.first_side, plan.eased_at(place)))
    tape.add(Phase.STAND_UP, way_up_ns(exercises[-1].position))
    return Timeline(plan, exercises, tuple(tape.steps), tuple(tape.repetitions), as_listed)


def _longest_get_ready_ns(move_ns: int) -> int:
    """Return half of a move in whole seconds: in the other half it is said where the body goes, and how."""
    return move_ns // (2 * NS_PER_SECOND) * NS_PER_SECOND


class _Tape:
    """The tape while it is being written."""

    def __init__(self) -> None:
        self.steps: list[Step] = []
        self.repetitions: list[Repetition] = []
        self.place = 0

    def add(self, phase: Phase, duration_ns: int, *, repetition: int | None = None, hold: int = 0) -> None:
        if duration_ns or phase in (Phase.SWITCH_SIDES, Phase.STAND_UP):
            starts_ns = self.steps[-1].ends_ns if self.steps else 0
            self.steps.append(
                Step(
                    phase=phase,
                    place=self.place,
                    starts_ns=starts_ns,
                    duration_ns=duration_ns,
                    repetition=repetition,
                    hold=hold,
                )
            )


def _add_exercise(tape: _Tape, exercise: Exercise, turns: tuple[Turn, ...]) -> None:
    for turn, following in zip(turns, (*turns[1:], None), strict=True):
        index = len(tape.repetitions)
        first_step = len(tape.steps)
        _add_repetition(tape, exercise, turn.hold_seconds, index)
        tape.repetitions.append(
            Repetition(
                place=tape.place,
                set=turn.set,
                rep=turn.rep,
                side=turn.side,
                first_step=first_step,
                active_ns=sum(step.duration_ns for step in tape.steps[first_step:]),
                hold_seconds=sum(turn.hold_seconds),
            )
        )
        _add_rest(tape, exercise, index, turn, following)


def _add_repetition(tape: _Tape, exercise: Exercise, holds: tuple[int, ...], index: int) -> None:
    tempo = exercise.tempo
    tape.add(Phase.MOVE_IN, tempo.move_in_ns, repetition=index)
    for hold, seconds in enumerate(holds):
        if hold:
            tape.add(Phase.MOVE_BETWEEN, tempo.move_between_ns, repetition=index, hold=hold)
        tape.add(Phase.HOLD, seconds * NS_PER_SECOND, repetition=index, hold=hold)
    tape.add(Phase.MOVE_OUT, tempo.move_out_ns, repetition=index, hold=max(0, len(holds) - 1))


def _add_rest(tape: _Tape, exercise: Exercise, index: int, turn: Turn, following: Turn | None) -> None:
    rest_ns = exercise.tempo.rest_between_reps_ns
    if following is None:
        tape.add(Phase.REST, rest_ns, repetition=index)
    elif following.set != turn.set:
        tape.add(Phase.NEXT_SET, rest_ns + exercise.tempo.rest_between_sets_ns, repetition=index)
    elif following.side is not turn.side:
        tape.add(Phase.SWITCH_SIDES, rest_ns, repetition=index)
    else:
        tape.add(Phase.REST, rest_ns, repetition=index)
