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


def waits_for_provider(exercise: Exercise, person: Person) -> bool:
    """Return whether *exercise* is switched off until the person states that a provider agreed."""
    return bool(reasons(exercise, person)) and agreement(exercise, person) is None


def shows_ask_first(exercise: Exercise, person: Person, sessions: Iterable[SessionRecord]) -> bool:
    """Return whether the card's ask-first lines stand before the first repetition ever.

    They do if not everything that matters for the exercise was answered, or something that is never asked matters.
    """
    if not exercise.ask_first or agreement(exercise, person) is not None:
        return False
    answered = {answer.condition for answer in person.conditions}
    settled = bool(exercise.ask_first_if) and answered.issuperset(exercise.ask_first_if)
    return not settled and not was_ever_done(exercise.id, sessions)


def was_ever_done(exercise_id: str, sessions: Iterable[SessionRecord]) -> bool:
    """Return whether a repetition of the exercise ever counted."""
    done = (record for session in sessions for record in session.exercises if record.id == exercise_id)
    return any(sum(record.reps_done.values()) for record in done)
