"""What the person states, one function each: the person as before and the statement in, the person with it out."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date, datetime

from lumbar.domain.ask_first import reasons
from lumbar.domain.exercise import Condition, Exercise
from lumbar.domain.next_time import gentle_today
from lumbar.domain.person import (
    MOST_BAD_DAYS,
    Agreement,
    BadDays,
    ConditionAnswer,
    GivenBy,
    Person,
    Question,
    SwitchedOn,
    TodaysChoice,
)


def with_ask_first(person: Person, given_by: GivenBy | None, answers: Mapping[Condition, bool]) -> Person:
    """Return *person* with the answers to the ask-first questions in place of those before."""
    said = tuple(ConditionAnswer(condition=one, yes=answers[one]) for one in Condition if one in answers)
    return replace(person, given_by=given_by, conditions=said)


def with_agreement(person: Person, exercise: Exercise, provider: str, agreed_on: str) -> Person:
    """Return *person* who states that a provider agreed to *exercise*; name and time as typed."""
    stated = Agreement(
        exercise_id=exercise.id, provider=provider, agreed_on=agreed_on, conditions=reasons(exercise, person)
    )
    return replace(person, agreements=(*person.agreements, stated))


def with_switched_on(person: Person, exercise_id: str, today: date, now: datetime) -> Person:
    """Return *person* who switched the exercise on again *now*."""
    switched = SwitchedOn(exercise_id=exercise_id, on=today, at=now.replace(microsecond=0))
    return replace(person, switched_on=(*person.switched_on, switched))


def with_bad_days(person: Person, today: date, days: int) -> Person:
    """Return *person* with so many bad days from today on (1 to 7); those that are still running end before."""
    ended = without_bad_days(person, today)
    chosen = BadDays(first=today, days=max(1, min(days, MOST_BAD_DAYS)))
    return replace(ended, bad_days=(*ended.bad_days, chosen))


def without_bad_days(person: Person, today: date) -> Person:
    """Return *person* whose bad days ended yesterday, so that nothing is asked about them; as before if there are none.

    Those that began today never were.
    """
    if not gentle_today(person, today):
        return person
    ended = (
        replace(one, days=(today - one.first).days, end_settled=True) if one.covers(today) else one
        for one in person.bad_days
    )
    return replace(person, bad_days=tuple(one for one in ended if one.days > 0))


def with_end_settled(person: Person) -> Person:
    """Return *person* who was asked how to go on after the last bad days."""
    if not person.bad_days:
        return person
    return replace(person, bad_days=(*person.bad_days[:-1], replace(person.bad_days[-1], end_settled=True)))


def with_questions(person: Person, texts: Iterable[str], today: date) -> Person:
    """Return *person* with *texts* among the questions to the provider, each once."""
    known = {one.text for one in person.questions}
    new = (text for text in dict.fromkeys(texts) if text not in known)
    added = tuple(Question(text=text, asked_on=today) for text in new)
    if not added:
        return person
    removed = tuple(gone for gone in person.removed_questions if all(gone.mark != one.mark for one in added))
    return replace(person, questions=(*person.questions, *added), removed_questions=removed)


def with_amount_said(person: Person) -> Person:
    """Return *person* whose provider said more than 30 minutes a day."""
    return replace(person, provider_said_amount=True)


def with_todays_choice(person: Person, choice: TodaysChoice) -> Person:
    """Return *person* who changed a day like that, in place of what they chose before."""
    return replace(person, todays_choice=choice)
