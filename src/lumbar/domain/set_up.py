"""The questions of the set-up: in which order they come, and how far the person came."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from enum import Enum

from lumbar.domain.one_line import one_line
from lumbar.domain.person import Person, SetUpStep
from lumbar.domain.prescription import Prescription

PROPOSED_MINUTES = 10
"""For the first week (our default)."""

FIRST_WEEK_DAYS = 7
LONGEST_TEXT = 200
"""Characters: a sentence or two."""
WHOLE = "whole"
"""The answer for as long as all of the plan takes."""
ORDER = tuple(SetUpStep)
COUNT = len(ORDER) + 1
"""The purpose and the ground rules are the first."""


class Way(Enum):
    """Where the set-up goes instead of taking an answer."""

    BACK = "back"
    SKIP = "skip"


def number_of(step: SetUpStep) -> int:
    """Return the place of *step*, from 2."""
    return ORDER.index(step) + 2


def step_before(step: SetUpStep) -> SetUpStep | None:
    """Return what comes before *step*; None if it is the purpose."""
    place = ORDER.index(step)
    return ORDER[place - 1] if place else None


def step_after(step: SetUpStep) -> SetUpStep | None:
    """Return what comes after *step*; None if it was the last."""
    place = ORDER.index(step) + 1
    return ORDER[place] if place < len(ORDER) else None


def at_step(person: Person, step: SetUpStep | None) -> Person:
    """Return *person* to whom *step* is to be put next; None if the set-up is over."""
    return replace(person, set_up_at=step)


def with_when_and_where(person: Person, text: str) -> Person:
    """Return *person* with their plan for when and where."""
    return replace(person, when_and_where=one_line(text))


def with_if_hindered(person: Person, text: str) -> Person:
    """Return *person* with their plan for when something comes in between."""
    return replace(person, if_hindered=one_line(text))


def minutes_choices(prescription: Prescription) -> Sequence[int | None]:
    """Return the lengths that can be chosen for a session, in minutes; None for as long as all of it takes."""
    usual = {PROPOSED_MINUTES, 15, 20, 30}
    own = {prescription.minutes} if prescription.minutes else set()
    return (*sorted(usual | own), None)


def with_minutes(prescription: Prescription, minutes: int | None) -> Prescription:
    """Return *prescription* with sessions of so many minutes."""
    return replace(prescription, minutes=minutes)


def with_sessions(prescription: Prescription, count: int) -> Prescription:
    """Return *prescription* with so many sessions a day, 1 to 3; own names and hours stay where their number fits."""
    slots = prescription.slots if len(prescription.slots) == count else ()
    return replace(prescription, sessions_per_day=count, slots=slots)


def with_minutes_proposed(person: Person, minutes: int | None, today: date) -> Person:
    """Return *person* who took the proposal for the first week, if *minutes* are those."""
    return replace(person, minutes_proposed_on=today if minutes == PROPOSED_MINUTES else None)


def with_minutes_mentioned(person: Person, today: date) -> Person:
    """Return *person* to whom it was said today that the minutes can be changed."""
    return person if person.minutes_mentioned_on else replace(person, minutes_mentioned_on=today)


def mentions_minutes(person: Person, prescription: Prescription, today: date) -> bool:
    """Return whether it is said today that the minutes can be changed: on one day, once the first week is over."""
    since = person.minutes_proposed_on
    if since is None or prescription.minutes != PROPOSED_MINUTES or (today - since).days < FIRST_WEEK_DAYS:
        return False
    return person.minutes_mentioned_on in (None, today)
