"""What a person's answers before a session change in what is kept about them. Each change can be made twice."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import TypeVar

from lumbar.domain.person import (
    Afterward,
    AfterwardAnswer,
    CheckedAnswer,
    Person,
    SoftStop,
    SoftStopAnswer,
    StepAnswer,
    StepReply,
)
from lumbar.domain.progression import StepUp, accepted

Change = Callable[[Person], Person]
Kept = TypeVar("Kept")


def checked(session_id: str, today: date, *, yes: bool) -> Change:
    """Keep whether the person has been checked since that session was stopped."""
    answer = CheckedAnswer(session_id=session_id, checked=yes, asked_on=today)
    return lambda person: replace(person, checks=_with(person.checks, answer))


def afterward(session_id: str, said: Afterward, today: date) -> Change:
    """Keep how it was after that session."""
    answer = AfterwardAnswer(session_id=session_id, answer=said, asked_on=today)
    return lambda person: replace(person, afterwards=_with(person.afterwards, answer))


def typed_yes(stop: SoftStop, today: date) -> Change:
    """Keep that a yes was typed."""
    answer = SoftStopAnswer(stop=stop, typed_on=today)
    return lambda person: replace(person, soft_stops=_with(person.soft_stops, answer))


def stepped(step: StepUp, reply: StepReply, today: date) -> Change:
    """Keep what was said to a step up; the new level, if it was accepted."""
    answer = StepAnswer(exercise_id=step.then.exercise_id, reply=reply, on=today)

    def change(person: Person) -> Person:
        told = replace(person, steps=_with(person.steps, answer))
        return accepted(step, told, today) if reply is StepReply.ACCEPTED else told

    return change


def turned(exercise_id: str, reply: StepReply, today: date) -> Change:
    """Keep what was said to the offer of a turn."""
    answer = StepAnswer(exercise_id=exercise_id, reply=reply, on=today)

    def change(person: Person) -> Person:
        told = replace(person, steps=_with(person.steps, answer))
        return replace(told, rotation_since=today) if reply is StepReply.ACCEPTED else told

    return change


def _with(kept: tuple[Kept, ...], one: Kept) -> tuple[Kept, ...]:
    return kept if one in kept else (*kept, one)
