"""What a person's answers before a session change in what is kept about them. Each change can be made twice."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import TypeVar

from lumbar.domain.exercise import Exercise
from lumbar.domain.levels import with_easier_level, with_gentle_level, with_half, with_half_settled
from lumbar.domain.next_time import HALF_DOSE_SESSIONS, HalfOffer, HalfReason
from lumbar.domain.person import (
    Afterward,
    AfterwardAnswer,
    CheckedAnswer,
    HalfAnswer,
    Person,
    SoftStop,
    SoftStopAnswer,
    StepAnswer,
    StepReply,
)
from lumbar.domain.prescription import PrescribedExercise
from lumbar.domain.progression import StepUp, accepted
from lumbar.domain.statements import with_bad_days, with_end_settled, with_questions

Change = Callable[[Person], Person]
Kept = TypeVar("Kept")


def checked(session_id: str, today: date, now: datetime, *, yes: bool) -> Change:
    """Keep whether the person has been checked since that session was stopped."""
    answer = CheckedAnswer(session_id=session_id, checked=yes, asked_on=today, at=now)
    return lambda person: replace(person, checks=_with(person.checks, answer))


def afterward(session_id: str, said: Afterward, today: date) -> Change:
    """Keep how it was after that session."""
    answer = AfterwardAnswer(session_id=session_id, answer=said, asked_on=today)
    return lambda person: replace(person, afterwards=_with(person.afterwards, answer))


def typed_yes(stop: SoftStop, today: date) -> Change:
    """Keep that a yes was typed."""
    answer = SoftStopAnswer(stop=stop, typed_on=today)
    return lambda person: replace(person, soft_stops=_with(person.soft_stops, answer))


def halved(offer: HalfOffer, prescribed: Sequence[PrescribedExercise], today: date, *, yes: bool) -> Change:
    """Keep whether half the dose is wanted; if so, the level: after a break for three sessions, else until a step."""
    answer = HalfAnswer(session_id=offer.session_id, accepted=yes, asked_on=today)
    sessions = HALF_DOSE_SESSIONS if offer.reason is HalfReason.BREAK else None

    def change(person: Person) -> Person:
        told = replace(person, halves=_with(person.halves, answer))
        return with_half(told, prescribed, today, sessions=sessions) if yes else told

    return change


def half_settled(today: date, *, stays: bool) -> Change:
    """Keep how it goes on after the sessions at half the dose: from there, or as before them."""
    return lambda person: with_half_settled(person, today, stays=stays)


def made_easier(exercise: Exercise, prescribed: PrescribedExercise, today: date) -> Change:
    """Keep that the exercise is done in its easier form from now on."""
    return lambda person: with_easier_level(person, exercise, prescribed, today)


def gentle_days_settled(stays: Sequence[PrescribedExercise], catalog: Mapping[str, Exercise], today: date) -> Change:
    """Keep how it goes on after the gentle days; what *stays* gentle is so as a level."""
    return lambda person: with_end_settled(with_gentle_level(person, stays, catalog, today))


def gentle_again(today: date, days: int) -> Change:
    """Keep that there are so many more gentle days; none if it is 0."""

    def change(person: Person) -> Person:
        settled = with_end_settled(person)
        return with_bad_days(settled, today, days) if days else settled

    return change


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


def beyond(exercise_ids: Sequence[str], question: str | None, today: date) -> Change:
    """Keep *question* for the provider, if there is one; the exercises are done as prescribed, without a level."""

    def change(person: Person) -> Person:
        levels = tuple(one for one in person.levels if one.dose.exercise_id not in exercise_ids)
        return with_questions(replace(person, levels=levels), [] if question is None else [question], today)

    return change


def _with(kept: tuple[Kept, ...], one: Kept) -> tuple[Kept, ...]:
    return kept if one in kept else (*kept, one)
