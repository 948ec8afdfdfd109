"""Somebody who only listens: puts the steps of a session together from its cues alone."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from lumbar.cues.cue import Chime, Cue
from lumbar.cues.phrases import as_sentence, phrase_id, side_sentence
from lumbar.domain.exercise import Exercise
from lumbar.domain.order import Side
from lumbar.domain.timeline import Phase, Timeline

Told = tuple[str, Phase, Side | None]
"""What one knows of a step: the exercise, the phase, the side."""


@dataclass
class Listener:
    """Knows the ten exercises, and hears."""

    exercises: Mapping[str, Exercise]
    steps: list[Told] = field(default_factory=list)
    halves: int = 0
    waits: int = 0
    numbers: list[str] = field(default_factory=list)
    over: bool = False
    _exercise: Exercise | None = None
    _side: Side | None = None

    def hear(self, cues: Iterable[Cue]) -> None:
        for cue in cues:
            self._hear(cue)

    def _hear(self, cue: Cue) -> None:
        match cue.chime:
            case Chime.HALF:
                assert cue.words == ("halfway",)
                self.halves += 1
            case Chime.WAIT:
                assert cue.words[-1] == "press-any-key-when-you-are-ready"
                self.waits += 1
            case Chime.COUNT:
                self.numbers.extend(cue.words)
            case Chime.DONE:
                assert cue.words == ("the-session-is-done",)
                self.over = True
            case Chime.NEXT | Chime.EXERCISE_DONE if "stand-up-slowly" in cue.words:
                self._add(Phase.STAND_UP)
            case Chime.NEXT | Chime.EXERCISE_DONE if "rest" not in cue.words:
                self._exercise = next(one for one in self.exercises.values() if _name(one) in cue.words)
                self._side = None
                self._hear_side(cue)
                self._add(Phase.GO_TO)
            case Chime.SWITCH:
                assert self._side is not None
                self._add(Phase.SWITCH_SIDES)
                self._hear_side(cue)
                if len(cue.words) > 1:  # no time of its own: the movement comes at once
                    self._add(Phase.MOVE_IN)
            case _:
                if cue.chime in (Chime.READY, Chime.SET_DONE):
                    self._hear_side(cue)
                self._add(self._phase(cue))

    def _phase(self, cue: Cue) -> Phase:
        assert self._exercise is not None
        wording = self._exercise.wording
        if cue.chime is Chime.WORK:
            between = phrase_id(as_sentence(wording.move_between))
            assert cue.words in ((phrase_id(as_sentence(wording.move_in)),), (between,))
            return Phase.MOVE_BETWEEN if between in cue.words else Phase.MOVE_IN
        if cue.chime is Chime.BACK:
            assert cue.words == (phrase_id(as_sentence(wording.move_out)),)
            return Phase.MOVE_OUT
        assert cue.chime is not None
        return {
            Chime.READY: Phase.GET_READY,
            Chime.HOLD: Phase.HOLD,
            Chime.REST: Phase.REST,
            Chime.SET_DONE: Phase.NEXT_SET,
            Chime.EXERCISE_DONE: Phase.REST,
        }[cue.chime]

    def _hear_side(self, cue: Cue) -> None:
        assert self._exercise is not None
        for side in Side:
            if phrase_id(side_sentence(self._exercise.wording, side)) in cue.words and self._exercise.side_means:
                self._side = side

    def _add(self, phase: Phase) -> None:
        assert self._exercise is not None
        in_moves = phase in (Phase.GO_TO, Phase.GET_READY, Phase.STAND_UP)
        self.steps.append((self._exercise.id, phase, None if in_moves else self._side))


def _name(exercise: Exercise) -> str:
    return phrase_id(as_sentence(exercise.name))


def steps_of(tape: Timeline) -> list[Told]:
    """What there is to know of each step of *tape*. A rest before the other side already tells that side."""
    told: list[Told] = []
    for step in tape.steps:
        side = None if step.repetition is None else tape.repetitions[step.repetition].side
        if step.phase is Phase.NEXT_SET and step.repetition is not None:
            side = tape.repetitions[step.repetition + 1].side
        told.append((tape.exercises[step.place].id, step.phase, side))
    return told
