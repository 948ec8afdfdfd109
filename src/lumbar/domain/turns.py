"""Whose turn it is: the repetitions of one exercise in order, as prescribed or made easier on the way."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import assert_never

from lumbar.domain.exercise import Exercise, Form, SideOrder
from lumbar.domain.order import Side
from lumbar.domain.prescription import PrescribedExercise, half, has_an_easier_figure, shorter_holds


@dataclass(frozen=True, slots=True, kw_only=True)
class Eased:
    """From where on an exercise goes in its easier form, for today only."""

    place: int
    """Index of the exercise in the session."""
    kept: tuple[int, ...]
    """Which of its prescribed repetitions stay as they were (indexes within the exercise, rising)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """One repetition, with its place in the dose."""

    set: int
    """From 1."""
    rep: int
    """From 1 within the set; counted on each side."""
    side: Side | None
    hold_seconds: tuple[int, ...]


def turns_of(
    exercise: Exercise, prescribed: PrescribedExercise, first_side: Side, eased: Eased | None = None
) -> tuple[Turn, ...]:
    """Return the repetitions of *exercise* in order.

    If it was *eased* on the way, those before stand first, as they were, and the rest is easier: with
    shorter holds or a smaller movement if the easier form has a figure for it, else half of them on each side.
    """
    turns = tuple(_prescribed_turns(exercise, prescribed, first_side))
    if eased is None:
        return turns
    before = tuple(turns[index] for index in eased.kept)
    left = tuple(_without_rotation(turn, prescribed) for index, turn in enumerate(turns) if index not in eased.kept)
    if has_an_easier_figure(exercise, prescribed):
        holds = shorter_holds(exercise, prescribed.hold_seconds)
        return (*before, *(replace(turn, hold_seconds=holds) for turn in left))
    return (*before, *_half_on_each_side(left))


def _without_rotation(turn: Turn, prescribed: PrescribedExercise) -> Turn:
    if prescribed.form is Form.ROTATION:
        return replace(turn, side=None, hold_seconds=prescribed.hold_seconds)
    return turn


def _half_on_each_side(turns: tuple[Turn, ...]) -> Iterator[Turn]:
    of_side = Counter(turn.side for turn in turns)
    taken: Counter[Side | None] = Counter()
    for turn in turns:
        if taken[turn.side] < half(of_side[turn.side]):
            taken[turn.side] += 1
            yield turn


def _prescribed_turns(exercise: Exercise, prescribed: PrescribedExercise, first_side: Side) -> Iterator[Turn]:
    holds = prescribed.hold_seconds
    reps = range(1, prescribed.reps + 1)
    if prescribed.form is Form.ROTATION:
        yield from _rotating_turns(prescribed, first_side)
        return
    for number in range(1, prescribed.sets + 1):
        match exercise.dose.side_order:
            case None:
                order: list[tuple[int, Side | None]] = [(rep, None) for rep in reps]
            case SideOrder.ALTERNATE:
                order = [(rep, side) for rep in reps for side in (first_side, first_side.other)]
            case SideOrder.BLOCK:
                order = [(rep, side) for side in (first_side, first_side.other) for rep in reps]
            case _:
                assert_never(exercise.dose.side_order)
        for rep, side in order:
            if not prescribed.sides.has(side):
                continue
            yield Turn(set=number, rep=rep, side=side, hold_seconds=holds)


def _rotating_turns(prescribed: PrescribedExercise, first_side: Side) -> Iterator[Turn]:
    """Yield repetitions that turn left and right in turn, held in the turned position alone."""
    side = first_side
    for number in range(1, prescribed.sets + 1):
        for rep in range(1, prescribed.reps + 1):
            yield Turn(set=number, rep=rep, side=side, hold_seconds=(0, sum(prescribed.hold_seconds), 0))
            side = side.other
