"""What concerns the provider: questions to ask, and visits."""

from dataclasses import replace
from datetime import date

from lumbar.domain.person import Person, RemovedQuestion


def without_question(person: Person, number: int, today: date) -> Person:
    """Return *person* without the question of that *number*, counted from 1. Raises IndexError if there is none."""
    if not 1 <= number <= len(person.questions):
        raise IndexError(number)
    gone = person.questions[number - 1]
    removed = RemovedQuestion(mark=gone.mark, on=max(today, gone.asked_on))
    return replace(
        person,
        questions=(*person.questions[: number - 1], *person.questions[number:]),
        removed_questions=(*person.removed_questions, removed),
    )


def with_visit(person: Person, day: date) -> Person:
    """Return *person* with a visit to the provider on *day*."""
    return replace(person, visits=tuple(sorted({*person.visits, day})))


def without_visit(person: Person, day: date) -> Person:
    """Return *person* without the visit on *day*, if there is one."""
    return replace(person, visits=tuple(visit for visit in person.visits if visit != day))
