"""The phrases that can be said. A phrase's id is made of its words, and is the name of its recording."""

import re
from collections.abc import Iterable, Iterator, Mapping

from lumbar.domain.exercise import Exercise, Position, Wording
from lumbar.domain.order import Side
from lumbar.domain.timeline import Phase
from lumbar.guide import PRESS_ANY_KEY, WAYS
from lumbar.words.exercise import POSITION_WORDS, with_side

__all__ = ["PRESS_ANY_KEY"]

FIRST = "First."
NEXT = "Next."
GET_READY = "Get ready."
HOLD = "Hold."
KEEP_BREATHING = "Keep breathing."
HALFWAY = "Halfway."
REST = "Rest."
SWITCH_SIDES = "Switch sides."
SET_DONE = "End of the set."
EXERCISE_DONE = "Done."
STAND_UP = "Stand up slowly."
PAUSED = "Paused."
GOING_ON = "Going on."
TEN_MORE = "Ten seconds more."
STOPPED = "Stopped."
NOTHING_IS_LOST = "Nothing is lost."
SESSION_DONE = "The session is done."
SESSION_ENDED = "The session has ended."
NUMBERS = ("One.", "Two.", "Three.", "Four.", "Five.")
"""The last seconds, from one on."""

FIXED = (
    FIRST,
    NEXT,
    GET_READY,
    PRESS_ANY_KEY,
    HOLD,
    KEEP_BREATHING,
    HALFWAY,
    REST,
    SWITCH_SIDES,
    SET_DONE,
    EXERCISE_DONE,
    STAND_UP,
    PAUSED,
    GOING_ON,
    TEN_MORE,
    STOPPED,
    NOTHING_IS_LOST,
    SESSION_DONE,
    SESSION_ENDED,
    *NUMBERS,
)
"""What is said whatever the exercise."""


def phrase_id(text: str) -> str:
    """Return the id of *text*: its words and hyphens."""
    return "-".join(re.findall("[a-z0-9]+", text.lower()))


def as_sentence(words: str) -> str:
    """Return a few words of the screen, such as LET GO, as a sentence."""
    return f"{words[0].upper()}{words[1:].lower()}." if words else ""


def sentences(text: str) -> tuple[str, ...]:
    """Return the sentences of *text*."""
    return tuple(re.findall(r"[^.]+\.", text.replace(". ", "."))) if text else ()


def position_sentence(position: Position) -> str:
    """Return the position alone."""
    return "On your back." if position is Position.LYING else as_sentence(POSITION_WORDS[position])


def way_sentences(here: Position, there: Position) -> tuple[str, ...]:
    """Return how the body gets from one position to another; nothing if it is there."""
    return () if here is there else sentences(WAYS[here, there])


def side_sentence(wording: Wording, side: Side | None) -> str:
    """Return the side in the exercise's own words; empty without one."""
    match side:
        case None:
            return ""
        case Side.LEFT:
            return as_sentence(wording.left)
        case Side.RIGHT:
            return as_sentence(wording.right)


def ready_sentences(wording: Wording, side: Side | None) -> tuple[str, ...]:
    """Return how to lie, kneel or stand."""
    return sentences(with_side(wording.say_ready, side))


def movement_sentence(wording: Wording, phase: Phase, hold: int = 0) -> str:
    """Return what a movement is called. *hold* counts the holds before it."""
    match phase:
        case Phase.MOVE_IN:
            return as_sentence(wording.move_in)
        case Phase.MOVE_BETWEEN:
            return as_sentence(wording.move_back if hold > 1 and wording.move_back else wording.move_between)
        case Phase.MOVE_OUT:
            return as_sentence(wording.move_out)
        case _:
            return ""


def sayable(exercises: Iterable[Exercise]) -> Mapping[str, str]:
    """Return every phrase that a session of *exercises* can say, by id."""
    texts = [*FIXED]
    for way in WAYS.values():
        texts.extend(sentences(way))
    for exercise in exercises:
        texts.extend((as_sentence(exercise.name), position_sentence(exercise.position)))
        for wording in _wordings(exercise):
            texts.extend(_of_wording(wording))
    return {phrase_id(text): text for text in texts if text}


def _wordings(exercise: Exercise) -> Iterator[Wording]:
    yield exercise.wording
    if exercise.easier_form.wording:
        yield exercise.easier_form.wording
    if exercise.rotation:
        yield exercise.rotation.wording


def _of_wording(wording: Wording) -> Iterator[str]:
    yield from (as_sentence(word) for word in (wording.move_in, wording.move_between, wording.move_out))
    yield as_sentence(wording.move_back)
    for side in Side:
        yield side_sentence(wording, side)
        yield from ready_sentences(wording, side)
