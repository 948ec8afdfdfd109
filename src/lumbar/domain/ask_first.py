"""Which exercises wait until a provider agreed, by what the person said on the first run."""

from collections.abc import Iterable

from lumbar.domain.exercise import Condition, Exercise
from lumbar.domain.person import Agreement, Person
from lumbar.domain.record import SessionRecord


def reasons(exercise: Exercise, person: Person) -> tuple[Condition, ...]:
    """Return the conditions that the person has and with which a provider is asked before *exercise*."""
    had = {answer.condition for answer in person.conditions if answer.yes}
    return tuple(condition for condition in exercise.ask_first_if if condition in had)


def agreement(exercise: Exercise, person: Person) -> Agreement | None:
    """Return what the person stated last about a provider who agreed to *exercise*; None if nothing."""
    stated = [one for one in person.agreements if one.exercise_id == exercise.id]
    return stated[-1] if stated else None


def waits_for(exercise: Exercise, person: Person) -> tuple[Condition, ...]:
    """Return the conditions with which *exercise* is off until the person states that a provider agreed.

    An agreement covers those that were stated by then.
    """
    stated = [one.conditions for one in person.agreements if one.exercise_id == exercise.id]
    if None in stated:
        return ()
    covered = {condition for conditions in stated for condition in conditions or ()}
    return tuple(condition for condition in reasons(exercise, person) if condition not in covered)


def ask_first_lines(exercise: Exercise, person: Person, sessions: Iterable[SessionRecord]) -> tuple[str, ...]:
    """Return the card's ask-first lines that stand before the first repetition ever.

    That is all of them if not everything that matters for the exercise was answered; else those that no answer settles.
    """
    if agreement(exercise, person) is not None or was_ever_done(exercise.id, sessions):
        return ()
    answered = {answer.condition for answer in person.conditions}
    settled = bool(exercise.ask_first_if) and answered.issuperset(exercise.ask_first_if)
    return exercise.ask_first_always if settled else exercise.ask_first


def was_ever_done(exercise_id: str, sessions: Iterable[SessionRecord]) -> bool:
    """Return whether a repetition of the exercise ever counted."""
    done = (record for session in sessions for record in session.exercises if record.id == exercise_id)
    return any(sum(record.reps_done.values()) for record in done)
