"""What one person said in two places becomes one: nothing is lost, and of two answers the careful one holds.

A question alone can be taken back: one that was removed in one place, since it was asked last, is gone in both.

Which of the two comes first makes no difference, but for what has no date and is no matter of safety: there the first
one's stays.
"""

from collections.abc import Callable, Hashable, Iterable
from dataclasses import fields, replace
from datetime import date
from functools import reduce
from typing import TypeVar

from lumbar.domain.absences import with_away
from lumbar.domain.exercise import Condition, Form
from lumbar.domain.person import (
    Afterward,
    AfterwardAnswer,
    BadDays,
    ConditionAnswer,
    GivenBy,
    KeptStop,
    Level,
    Person,
    Question,
    RemovedQuestion,
    SetUpStep,
)

Said = TypeVar("Said", bound=Hashable)


def brought_together(ours: Person, theirs: Person) -> Person:
    """Return *ours* with all that *theirs* says."""
    both = (ours, theirs)
    choices = [one.todays_choice for one in both if one.todays_choice is not None]
    questions, removed_questions = _questions(ours, theirs)
    return Person(
        purpose_acknowledged_on=_earliest(one.purpose_acknowledged_on for one in both),
        given_by=_given_by({one.given_by for one in both}),
        conditions=_conditions((*ours.conditions, *theirs.conditions)),
        agreements=_all((*ours.agreements, *theirs.agreements), lambda _: date.min),
        afterwards=_one_each(
            (*ours.afterwards, *theirs.afterwards), of=lambda one: one.session_id, rank=_worse, day=_asked_on
        ),
        checks=_all((*ours.checks, *theirs.checks), lambda one: one.asked_on),
        soft_stops=_all((*ours.soft_stops, *theirs.soft_stops), lambda one: one.typed_on),
        switched_on=_all((*ours.switched_on, *theirs.switched_on), lambda one: one.on),
        halves=_all((*ours.halves, *theirs.halves), lambda one: one.asked_on),
        levels=_one_each(
            (*ours.levels, *theirs.levels), of=lambda one: one.dose.exercise_id, rank=_less, day=lambda one: one.since
        ),
        steps=_all((*ours.steps, *theirs.steps), lambda one: one.on),
        rotation_since=_earliest(one.rotation_since for one in both),
        provider_said_amount=any(one.provider_said_amount for one in both),
        bad_days=_one_each(
            (*ours.bad_days, *theirs.bad_days), of=lambda one: one.first, rank=_longer, day=lambda one: one.first
        ),
        gentle_set=ours.gentle_set or theirs.gentle_set,
        questions=questions,
        removed_questions=removed_questions,
        away=reduce(with_away, theirs.away, reduce(with_away, ours.away, Person())).away,
        visits=tuple(sorted({*ours.visits, *theirs.visits})),
        when_and_where=ours.when_and_where or theirs.when_and_where,
        if_hindered=ours.if_hindered or theirs.if_hindered,
        todays_choice=max(choices, key=lambda one: one.day, default=None),
        set_up_at=_further([one.set_up_at for one in both if one.purpose_acknowledged_on is not None]),
        minutes_proposed_on=_earliest(one.minutes_proposed_on for one in both),
        minutes_mentioned_on=_earliest(one.minutes_mentioned_on for one in both),
        stops=_stops((*ours.stops, *theirs.stops)),
    )


def new_statements(before: Person, after: Person) -> int:
    """Return how many of the statements of *after* are not among those of *before*."""
    count = 0
    for field in (one for one in fields(Person) if one.name != "removed_questions"):
        old, new = getattr(before, field.name), getattr(after, field.name)
        count += len(set(new) - set(old)) if isinstance(new, tuple) else old != new
    return count


def _all(said: Iterable[Said], day: Callable[[Said], date]) -> tuple[Said, ...]:
    """Return each once, in the order of their days; on one day in an order that is always the same."""
    return tuple(sorted(set(said), key=lambda one: (day(one), repr(one))))


def _one_each(
    said: Iterable[Said],
    *,
    of: Callable[[Said], Hashable],
    rank: Callable[[Said], tuple[object, ...]],
    day: Callable[[Said], date],
) -> tuple[Said, ...]:
    """Return, of all that are *of* the same, the one with the lowest *rank*."""
    chosen: dict[Hashable, Said] = {}
    for one in sorted(set(said), key=lambda one: (*rank(one), repr(one))):
        chosen.setdefault(of(one), one)
    return _all(chosen.values(), day)


def _worse(one: AfterwardAnswer) -> tuple[object, ...]:
    return one.answer is not Afterward.STILL_WORSE, one.asked_on


def _asked_on(one: AfterwardAnswer) -> date:
    return one.asked_on


def _less(one: Level) -> tuple[object, ...]:
    dose = one.dose
    is_for_good = one.sessions is None
    return dose.reps * dose.sets, sum(dose.hold_seconds), dose.form is not Form.EASIER, not is_for_good


def _longer(one: BadDays) -> tuple[object, ...]:
    return -one.days, one.end_settled


def _questions(ours: Person, theirs: Person) -> tuple[tuple[Question, ...], tuple[RemovedQuestion, ...]]:
    """Return the questions, and those that were removed: of each text what was done last; on one day, removing it."""
    asked = sorted((*ours.questions, *theirs.questions), key=lambda one: one.asked_on)
    removed = sorted((*ours.removed_questions, *theirs.removed_questions), key=lambda one: one.on)
    gone = {one.mark: one for one in removed}
    still = {one.mark: one for one in asked if one.mark not in gone or one.asked_on > gone[one.mark].on}
    last_removed = (one for mark, one in gone.items() if mark not in still)
    return _all(still.values(), lambda one: one.asked_on), _all(last_removed, lambda one: one.on)


def _conditions(answers: Iterable[ConditionAnswer]) -> tuple[ConditionAnswer, ...]:
    said: dict[Condition, bool] = {}
    for one in answers:
        said[one.condition] = said.get(one.condition, False) or one.yes
    return tuple(ConditionAnswer(condition=one, yes=said[one]) for one in Condition if one in said)


def _given_by(said: set[GivenBy | None]) -> GivenBy | None:
    return next((one for one in (GivenBy.NOBODY_YET, GivenBy.PROVIDER) if one in said), None)


def _stops(stops: Iterable[KeptStop]) -> tuple[KeptStop, ...]:
    """Return each stop once; it is serious if it is so in one place."""
    kept: dict[str, KeptStop] = {}
    for one in stops:
        known = kept.get(one.session_id, one)
        at = max((moment for moment in (one.at, known.at) if moment is not None), default=None)
        serious = one.serious or known.serious
        kept[one.session_id] = replace(one, day=max(one.day, known.day), at=at, serious=serious)
    return _all(kept.values(), lambda one: one.day)


def _further(steps: list[SetUpStep | None]) -> SetUpStep | None:
    """Return where the set-up goes on: over, if it is over in one place."""
    order = list(SetUpStep)
    open_steps = [one for one in steps if one is not None]
    return max(open_steps, key=order.index, default=None) if len(open_steps) == len(steps) else None


def _earliest(days: Iterable[date | None]) -> date | None:
    return min((day for day in days if day is not None), default=None)
