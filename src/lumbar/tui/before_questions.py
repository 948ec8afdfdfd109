"""The screens of the questions before a session, and what their answers mean."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar, assert_never

from textual.screen import Screen

from lumbar.care import CareAdvice
from lumbar.domain.before import Ask, Before, Kind, Reply, asks_first, step_offered
from lumbar.domain.exercise import Side
from lumbar.domain.next_time import DAYS_AWAY, ComeBack, coming_back, newest_first, still_worse_running
from lumbar.domain.person import Afterward, SoftStop, StepReply
from lumbar.guide import side_words
from lumbar.tui.screens.ask_first import AskFirstScreen
from lumbar.tui.screens.care import CareScreen
from lumbar.tui.screens.choice_question import Answer, ChoiceQuestion
from lumbar.tui.screens.level_question import LEFT_OUT, LevelQuestion
from lumbar.tui.screens.text_question import TextQuestion, a_yes
from lumbar.words import hurts
from lumbar.words import next_time as words

Choice = TypeVar("Choice", Afterward, ComeBack, StepReply)

LEAVE_OUT = "skip the question"
NOT_NOW = "not now"
YES_NO = (Answer("y", "yes"), Answer("n", "no"))
CHECKED = (Answer("y", words.CHECKED_YES), Answer("n", words.CHECKED_NO))
SAID = {"y": True, "n": False}


@dataclass(frozen=True, slots=True)
class Question:
    """A screen, and what that which it gives back means."""

    screen: Screen[Any]
    reply: Callable[[Any], Reply]


def question_for(ask: Ask, before: Before, advice: CareAdvice) -> Question:
    """Return how *ask* is asked."""
    match ask.kind:
        case Kind.CARE:
            return Question(CareScreen(advice, first=words.NOTHING_TODAY), lambda _: None)
        case Kind.CHECK:
            return Question(ChoiceQuestion(words.ASK_CHECKED, CHECKED, leave_out=NOT_NOW), SAID.get)
        case Kind.AFTERWARD:
            return _one_of(words.ASK_AFTERWARD, words.AFTERWARD)
        case Kind.PAIN:
            return Question(LevelQuestion(hurts.ASK_BEFORE), _level)
        case Kind.TYPED_YES:
            return _typed_yes(SoftStop(ask.about))
        case Kind.HALF:
            return _half(before)
        case Kind.COME_BACK:
            return _come_back(ask.about, before)
        case Kind.STEP:
            return _step(ask.about, before)
        case Kind.ROTATION:
            return _one_of(words.ROTATION_OFFERED, words.STEP_REPLIES)
        case Kind.ASK_FIRST:
            return Question(AskFirstScreen(asks_first(before)), lambda read: read or None)
        case _:
            assert_never(ask.kind)


def _one_of(
    question: str, choices: Mapping[Choice, str], *, facts: Sequence[str] = (), preselected: int | None = None
) -> Question:
    """Return the question with a digit for each of *choices*."""
    keys = {str(number): choice for number, choice in enumerate(choices, 1)}
    answers = [Answer(key, choices[choice]) for key, choice in keys.items()]
    screen = ChoiceQuestion(question, answers, facts=facts, preselected=preselected, leave_out=LEAVE_OUT)
    return Question(screen, lambda key: keys[key])


def _typed_yes(stop: SoftStop) -> Question:
    facts = [words.SOFT_STOPS[stop]]
    if stop is SoftStop.STILL_WORSE_TWICE:
        facts.append(words.GETTING_WORSE)
    return Question(TextQuestion(words.TYPE_YES, facts=tuple(facts), accepts=a_yes), lambda typed: bool(typed) or None)


def _half(before: Before) -> Question:
    if still_worse_running(before.person) == 1:
        screen = ChoiceQuestion(words.HALF_OFFERED, YES_NO, facts=(words.GETTING_WORSE,), leave_out=LEAVE_OUT)
    else:
        last = newest_first(before.sessions)[0]
        is_back = (before.today - last.day).days > DAYS_AWAY
        screen = ChoiceQuestion(words.AFTER_A_BREAK if is_back else words.HALF_OFFERED, YES_NO, leave_out=LEAVE_OUT)
    return Question(screen, SAID.get)


def _come_back(exercise_id: str, before: Before) -> Question:
    exercise = before.catalog[exercise_id]
    fact = coming_back(exercise_id, before.sessions)
    facts = []
    if fact is not None:
        side = None if fact.told is None or fact.told.side is None else Side(fact.told.side)
        facts.append(words.stopped_line(fact, side_words(exercise, side), before.today))
    preselected = list(words.COME_BACK).index(ComeBack.EASIER)
    return _one_of(exercise.name, words.COME_BACK, facts=facts, preselected=preselected)


def _step(exercise_id: str, before: Before) -> Question:
    step = step_offered(before, exercise_id)
    question = "" if step is None else words.step_line(step)
    return _one_of(question, words.STEP_REPLIES, facts=(before.catalog[exercise_id].name,))


def _level(level: int) -> int | None:
    return None if level == LEFT_OUT else level
