"""What is asked before a session, in words: the question, its facts, and a key for each answer."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar, assert_never

from lumbar.domain.before import Ask, Before, Kind, Reply, at_the_prescription, half_offered, step_offered
from lumbar.domain.levels import has_half
from lumbar.domain.next_time import ComeBack, HalfReason, coming_back
from lumbar.domain.order import Side
from lumbar.domain.person import MOST_BAD_DAYS, Afterward, SoftStop, StepReply, WayOn
from lumbar.words import next_time as words
from lumbar.words.exercise import side_words

Choice = TypeVar("Choice", Afterward, ComeBack, StepReply, WayOn)

LEAVE_OUT = "skip the question"
NOT_NOW = "not now"


@dataclass(frozen=True, slots=True)
class Option:
    """One thing that can be answered."""

    key: str
    """A digit or a letter."""
    words: str
    reply: Reply


@dataclass(frozen=True, slots=True, kw_only=True)
class Choices:
    """A question with one key for each answer."""

    question: str
    options: tuple[Option, ...]
    facts: tuple[str, ...] = ()
    preselected: int | None = None
    """Which of the options Enter takes at once; None if none."""
    leave_out: str = LEAVE_OUT
    """What leaving it out means, in words."""

    def reply_to(self, key: str) -> Reply:
        """Return what the answer with *key* means."""
        return next(option.reply for option in self.options if option.key == key)


YES_NO = (Option("y", "yes", reply=True), Option("n", "no", reply=False))


def choices_for(ask: Ask, before: Before) -> Choices | None:
    """Return how *ask* is asked; None if it is no question with a few answers."""
    match ask.kind:
        case Kind.CHECK:
            options = (Option("y", words.CHECKED_YES, reply=True), Option("n", words.CHECKED_NO, reply=False))
            return Choices(question=words.ASK_CHECKED, options=options, leave_out=NOT_NOW)
        case Kind.AFTERWARD:
            return _one_of(words.ASK_AFTERWARD, words.AFTERWARD)
        case Kind.GENTLE_OVER:
            return _one_of(words.BAD_DAYS_OVER, words.AFTER_GENTLE_DAYS, preselected=0, leave_out=words.GO_ON_AS_BEFORE)
        case Kind.GENTLE_DAYS:
            return Choices(question=words.ASK_HOW_MANY_DAYS, options=_numbers_of_days())
        case Kind.HALF_OVER:
            return _one_of(words.HALF_OVER, words.AFTER_HALF)
        case Kind.HALF:
            return _half(before)
        case Kind.COME_BACK:
            return _come_back(ask.about, before)
        case Kind.STEP:
            step = step_offered(before, ask.about)
            question = "" if step is None else words.step_line(step)
            return _one_of(question, words.STEP_REPLIES, facts=(before.catalog[ask.about].name,))
        case Kind.ROTATION:
            return _one_of(words.ROTATION_OFFERED, words.STEP_REPLIES)
        case Kind.BEYOND:
            return _beyond(before)
        case Kind.CARE | Kind.PAIN | Kind.TYPED_YES | Kind.ASK_FIRST:
            return None
        case _:
            assert_never(ask.kind)


def facts_of_stop(stop: SoftStop) -> tuple[str, ...]:
    """Return why a yes is to be typed."""
    worse = (words.GETTING_WORSE,) if stop is SoftStop.STILL_WORSE_TWICE else ()
    return (words.SOFT_STOPS[stop], *worse)


def _one_of(
    question: str,
    choices: Mapping[Choice, str],
    *,
    facts: Sequence[str] = (),
    preselected: int | None = None,
    leave_out: str = LEAVE_OUT,
) -> Choices:
    """Return the question with a digit for each of *choices*."""
    options = tuple(Option(str(number), said, choice) for number, (choice, said) in enumerate(choices.items(), 1))
    return Choices(question=question, options=options, facts=tuple(facts), preselected=preselected, leave_out=leave_out)


def _numbers_of_days() -> tuple[Option, ...]:
    return tuple(Option(str(count), words.days_words(count), count) for count in range(1, MOST_BAD_DAYS + 1))


def _half(before: Before) -> Choices:
    """Offer half the dose. Where all is at half already, there is but the line about pain that gets worse."""
    offer = half_offered(before)
    if offer is not None and offer.reason is HalfReason.BREAK:
        return Choices(question=words.AFTER_A_BREAK, options=YES_NO)
    if has_half(before.person, before.whole):
        read = (Option("n", words.READ_IT, reply=False),)
        return Choices(question=words.GETTING_WORSE, options=read, facts=(words.AT_HALF_ALREADY,), preselected=0)
    facts = (words.GETTING_WORSE, words.STEPS_FOLLOW)
    return Choices(question=words.HALF_OFFERED, options=YES_NO, facts=facts)


def _beyond(before: Before) -> Choices:
    """Say that more is for the provider to say, and offer to keep the question."""
    names = [exercise.name for exercise in at_the_prescription(before)]
    save = Option("y", words.SAVE_THE_QUESTION, reply=words.may_i_do_more(names))
    options = (save, Option("n", words.NO_QUESTION, reply=False))
    return Choices(question=words.AT_THE_PRESCRIPTION, options=options, facts=(", ".join(names),), leave_out=NOT_NOW)


def _come_back(exercise_id: str, before: Before) -> Choices:
    exercise = before.catalog[exercise_id]
    fact = coming_back(exercise_id, before.sessions)
    facts = []
    if fact is not None:
        side = None if fact.told is None or fact.told.side is None else Side(fact.told.side)
        facts.append(words.stopped_line(fact, side_words(exercise, side), before.today))
    preselected = list(words.COME_BACK).index(ComeBack.EASIER)
    return _one_of(exercise.name, words.COME_BACK, facts=facts, preselected=preselected)
