"""The screens of the questions before a session, and what their answers mean."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from textual.screen import Screen

from lumbar.before_view import choices_for, facts_of_stop
from lumbar.care import CareAdvice
from lumbar.domain.before import Ask, Before, Kind, Reply, asks_first
from lumbar.domain.person import SoftStop
from lumbar.tui.screens.ask_first import AskFirstScreen
from lumbar.tui.screens.care import CareScreen
from lumbar.tui.screens.choice_question import Answer, ChoiceQuestion
from lumbar.tui.screens.level_question import LEFT_OUT, LevelQuestion
from lumbar.tui.screens.text_question import TextQuestion, a_yes
from lumbar.words import hurts
from lumbar.words import next_time as words


@dataclass(frozen=True, slots=True)
class Question:
    """A screen, and what that which it gives back means."""

    screen: Screen[Any]
    reply: Callable[[Any], Reply]
    leads_back: bool = False
    """Whether nothing starts where the screen gives nothing back."""


def question_for(ask: Ask, before: Before, advice: CareAdvice) -> Question:
    """Return how *ask* is asked."""
    choices = choices_for(ask, before)
    if choices is not None:
        screen = ChoiceQuestion(
            choices.question,
            [Answer(option.key, option.words) for option in choices.options],
            facts=choices.facts,
            preselected=choices.preselected,
            leave_out=choices.leave_out,
        )
        return Question(screen, choices.reply_to)
    if ask.kind is Kind.CARE:
        return Question(CareScreen(advice, first=words.NOTHING_TODAY), lambda _: None)
    if ask.kind is Kind.ASK_FIRST:
        return Question(AskFirstScreen(asks_first(before)), lambda read: read or None)
    if ask.kind is Kind.TYPED_YES:
        typing = TextQuestion(words.TYPE_YES, facts=facts_of_stop(SoftStop(ask.about)), accepts=a_yes)
        return Question(typing, lambda typed: bool(typed) or None)
    return Question(LevelQuestion(hurts.ASK_BEFORE, leads_back=True), _level, leads_back=True)


def _level(level: int) -> int | None:
    return None if level == LEFT_OUT else level
