"""Before a session starts: which question comes next, and what the answers make of today's set."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from enum import Enum
from typing import TypeAlias

from lumbar.domain import answers
from lumbar.domain.answers import Change
from lumbar.domain.ask_first import ask_first_lines
from lumbar.domain.exercise import Exercise, Form
from lumbar.domain.levels import has_half
from lumbar.domain.next_time import (
    ComeBack,
    HalfOffer,
    HalfReason,
    asks_afterward,
    bad_days_are_over,
    coming_back,
    gentle_today,
    half_is_over,
    half_offer,
    needs_check,
    soft_stops,
)
from lumbar.domain.person import Afterward, Person, SoftStop, StepReply, WayOn
from lumbar.domain.prescription import PrescribedExercise
from lumbar.domain.progression import (
    DAYS_ON_LEVEL,
    StepUp,
    is_all_that_is_prescribed,
    rotation_is_unlocked,
    step_up,
)
from lumbar.domain.record import SessionRecord
from lumbar.domain.todays_set import come_back, todays_set

MOST_STEPS = 2
"""So many steps up are offered before one session."""


class Kind(Enum):
    """What a question is about."""

    CARE = "care"  # no question: care advice, and nothing starts today
    CHECK = "check"
    AFTERWARD = "afterward"
    GENTLE_OVER = "gentle_over"
    GENTLE_DAYS = "gentle_days"
    PAIN = "pain"
    TYPED_YES = "typed_yes"
    HALF_OVER = "half_over"
    HALF = "half"
    COME_BACK = "come_back"
    STEP = "step"
    ROTATION = "rotation"
    BEYOND = "beyond"  # all that is prescribed is done, and more is a question for the provider
    ASK_FIRST = "ask_first"  # no question either: what to ask a provider about, to be read once


STARTS_NOTHING_UNANSWERED = frozenset({Kind.CARE, Kind.CHECK, Kind.TYPED_YES, Kind.ASK_FIRST})
"""Without an answer to these nothing starts; every other question can be left out."""

ABOUT_LESS = frozenset({Kind.GENTLE_OVER, Kind.HALF_OVER, Kind.HALF})
"""Where one of these was asked no step up is offered before the same session."""


@dataclass(frozen=True, slots=True)
class Ask:
    """One question."""

    kind: Kind
    about: str = ""
    """The id of the session or of the exercise, or the soft stop, that it is about."""


Reply: TypeAlias = bool | int | str | Afterward | ComeBack | StepReply | WayOn | None
"""None: left out. A text is a question that is kept for the provider."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Before:
    """What is known before a session, and what was answered so far."""

    today: date
    now: datetime
    """Local wall time with its offset."""
    catalog: Mapping[str, Exercise]
    sessions: Sequence[SessionRecord]
    person: Person
    prescribed: tuple[PrescribedExercise, ...]
    exercises: tuple[PrescribedExercise, ...]
    """Today's set, by what was answered so far."""
    plan: tuple[PrescribedExercise, ...] = ()
    """All that is prescribed, where only some of it was named."""
    named: bool = False
    """Whether the exercises were named, and are not the whole plan."""
    cut: Callable[[tuple[PrescribedExercise, ...]], tuple[PrescribedExercise, ...]] = lambda exercises: exercises
    """Cuts a set to the minutes that there are."""
    pain_before: int | None = None
    wants_gentle_days: bool = False
    """Whether more gentle days are wanted, and it is to be asked how many."""
    choices: Mapping[str, ComeBack] = field(default_factory=dict)
    asked: frozenset[Ask] = frozenset()

    @property
    def whole(self) -> tuple[PrescribedExercise, ...]:
        """All that an answer about less dose is about: the plan, and what else was named."""
        planned = {one.exercise_id for one in self.plan}
        return (*self.plan, *(one for one in self.prescribed if one.exercise_id not in planned))


def next_ask(before: Before) -> Ask | None:
    """Return what is asked next; None if the session can start."""
    return next((ask for ask in _asks(before) if ask not in before.asked), None)


def next_gate(before: Before) -> Ask | None:
    """Return what is asked next before a session that was interrupted goes on; None if it can."""
    return next((ask for ask in (*_checks(before), *_typed_yeses(before)) if ask not in before.asked), None)


def off_now(before: Before) -> tuple[Exercise, ...]:
    """Return which of the exercises that were named are off."""
    on = {one.exercise_id for one in before.exercises}
    return tuple(before.catalog[one.exercise_id] for one in before.prescribed if one.exercise_id not in on)


def resulting(before: Before) -> tuple[PrescribedExercise, ...]:
    """Return the exercises of the session after all that was answered; none if each was left out."""
    return come_back(before.exercises, before.choices, before.catalog, before.prescribed)


def change_for(before: Before, ask: Ask, reply: Reply) -> Change | None:
    """Return what *reply* changes in what is kept about the person; None if nothing."""
    match ask.kind, reply:
        case Kind.CHECK, bool():
            return answers.checked(ask.about, before.today, before.now, yes=reply)
        case Kind.AFTERWARD, Afterward():
            return answers.afterward(ask.about, reply, before.today)
        case Kind.TYPED_YES, True:
            return answers.typed_yes(SoftStop(ask.about), before.today)
        case ((Kind.GENTLE_OVER | Kind.GENTLE_DAYS | Kind.HALF_OVER | Kind.HALF), _):
            return _change_of_less(before, ask.kind, reply)
        case Kind.COME_BACK, ComeBack.EASIER_FROM_NOW_ON:
            prescribed = next(one for one in before.prescribed if one.exercise_id == ask.about)
            return answers.made_easier(before.catalog[ask.about], prescribed, before.today)
        case Kind.STEP, StepReply():
            step = step_offered(before, ask.about)
            return None if step is None else answers.stepped(step, reply, before.today)
        case Kind.ROTATION, StepReply():
            return answers.turned(ask.about, reply, before.today)
        case Kind.BEYOND, bool() | str():
            question = reply if isinstance(reply, str) else None
            return answers.beyond([one.id for one in at_the_prescription(before)], question, before.today)
        case _:
            return None


def _change_of_less(before: Before, kind: Kind, reply: Reply) -> Change | None:
    """Return what *reply* changes about gentle days and half doses.

    Left out, they are not asked about again; but how to go on after half doses is, and until then it stays at half.
    """
    match kind, reply:
        case Kind.GENTLE_OVER, WayOn.MORE_GENTLE_DAYS:
            return None  # it is settled with their number
        case Kind.GENTLE_OVER, _:
            stays = before.whole if reply is WayOn.FROM_HERE else ()
            return answers.gentle_days_settled(stays, before.catalog, before.today)
        case Kind.GENTLE_DAYS, _:
            return answers.gentle_again(before.today, reply if isinstance(reply, int) else 0)
        case Kind.HALF_OVER, WayOn():
            return answers.half_settled(before.today, stays=reply is WayOn.FROM_HERE)
        case Kind.HALF, _:
            offer = half_offered(before)
            if offer is not None:
                return answers.halved(offer, before.whole, before.today, yes=reply is True)
            return None
        case _:
            return None


def half_offered(before: Before) -> HalfOffer | None:
    """Return the offer of half the dose; None if there is none, or after a break all is at half already."""
    offer = half_offer(before.sessions, before.person, before.today)
    if offer is not None and offer.reason is HalfReason.BREAK and has_half(before.person, before.whole):
        return None
    return offer


def taken(before: Before, ask: Ask, reply: Reply) -> Before:
    """Return *before* with *reply* to *ask*."""
    now = replace(_changed(before, change_for(before, ask, reply)), asked=before.asked | {ask})
    match ask.kind, reply:
        case Kind.PAIN, int():
            return replace(now, pain_before=reply)
        case Kind.GENTLE_OVER, WayOn.MORE_GENTLE_DAYS:
            return replace(now, wants_gentle_days=True)
        case Kind.COME_BACK, ComeBack():
            return replace(now, choices={**now.choices, ask.about: reply})
        case Kind.COME_BACK, _:  # not answered is what is preselected, never the full dose of what hurt
            return replace(now, choices={**now.choices, ask.about: ComeBack.EASIER})
        case _:
            return now


def step_offered(before: Before, exercise_id: str) -> StepUp | None:
    """Return the step up that is offered for the exercise now; None if there is none."""
    if _provider_said(before.person, exercise_id):
        return None
    prescribed = next((one for one in before.prescribed if one.exercise_id == exercise_id), None)
    if prescribed is None:
        return None
    return step_up(before.catalog[exercise_id], prescribed, before.person, before.sessions, before.today)


def at_the_prescription(before: Before) -> tuple[Exercise, ...]:
    """Return the exercises that steps led back to the prescription, and that went well there."""
    doses = ((before.catalog[one.exercise_id], one) for one in before.prescribed)
    return tuple(
        exercise
        for exercise, dose in doses
        if not _provider_said(before.person, exercise.id)
        and is_all_that_is_prescribed(exercise, dose, before.person, before.sessions, before.today)
    )


def asks_first(before: Before) -> tuple[tuple[Exercise, tuple[str, ...]], ...]:
    """Return the exercises of the session with ask-first lines that stand before their first repetition ever."""
    exercises = (before.catalog[one.exercise_id] for one in resulting(before))
    shown = ((one, ask_first_lines(one, before.person, before.sessions)) for one in exercises)
    return tuple((one, lines) for one, lines in shown if lines)


def _asks(before: Before) -> Iterator[Ask]:
    """Yield the questions in their order, those that were asked too. Later ones hang on the answers to earlier ones."""
    sessions, person, today = before.sessions, before.person, before.today
    yield from _checks(before)
    last = asks_afterward(sessions, person)
    if last is not None:
        yield Ask(Kind.AFTERWARD, last.id)
    if bad_days_are_over(person, today):
        yield Ask(Kind.GENTLE_OVER)
        if before.wants_gentle_days:
            yield Ask(Kind.GENTLE_DAYS)
    yield Ask(Kind.PAIN)
    typed_yeses = _typed_yeses(before)
    yield from typed_yeses
    if half_is_over(sessions, person):
        yield Ask(Kind.HALF_OVER)
    half = half_offered(before)
    if half is not None:
        yield Ask(Kind.HALF, half.session_id)
    for one in before.exercises:
        if coming_back(one.exercise_id, sessions) is not None:
            yield Ask(Kind.COME_BACK, one.exercise_id)
    about_less = any(ask.kind in ABOUT_LESS for ask in before.asked)
    if not (typed_yeses or about_less or gentle_today(person, today)):
        yield from _offers(before)
        if at_the_prescription(before):
            yield Ask(Kind.BEYOND)
    if asks_first(before):
        yield Ask(Kind.ASK_FIRST)


def _checks(before: Before) -> tuple[Ask, ...]:
    """Return the question whether one was checked; what stands in its place where it was answered with no today."""
    check = needs_check(before.sessions, before.person, before.today, before.now)
    if check is None:
        return ()
    return (Ask(Kind.CARE if check.said_no_today else Kind.CHECK, check.session_id),)


def _typed_yeses(before: Before) -> tuple[Ask, ...]:
    stops = soft_stops(before.sessions, before.person, before.today, before.now, before.pain_before)
    return tuple(Ask(Kind.TYPED_YES, stop.value) for stop in stops)


def _offers(before: Before) -> Iterator[Ask]:
    """Yield the steps up and the turn that can be offered, those that were already asked apart."""
    room = MOST_STEPS - sum(ask.kind in (Kind.STEP, Kind.ROTATION) for ask in before.asked)
    for one in before.exercises if room > 0 else ():
        exercise_id = one.exercise_id
        if coming_back(exercise_id, before.sessions) is not None:
            continue
        if step_offered(before, exercise_id) is not None:
            yield Ask(Kind.STEP, exercise_id)
        elif _offers_turn(before, one):
            yield Ask(Kind.ROTATION, exercise_id)


def _offers_turn(before: Before, exercise: PrescribedExercise) -> bool:
    """Return whether the turn is offered: unlocked, not done already, and not declined in the last days."""
    person, exercise_id = before.person, exercise.exercise_id
    if person.rotation_since is not None or exercise.form is not Form.AS_PRESCRIBED:
        return False
    replies = [one for one in person.steps if one.exercise_id == exercise_id]
    if _provider_said(person, exercise_id) or (replies and (before.today - replies[-1].on).days < DAYS_ON_LEVEL):
        return False
    return rotation_is_unlocked(before.catalog[exercise_id], before.sessions)


def _provider_said(person: Person, exercise_id: str) -> bool:
    """Return whether the last thing said to an offer for the exercise was that the provider said something else."""
    replies = [one.reply for one in person.steps if one.exercise_id == exercise_id]
    return bool(replies) and replies[-1] is StepReply.PROVIDER_SAID


def _changed(before: Before, change: Change | None) -> Before:
    """Return *before* after *change*, with the set that the person has by then."""
    if change is None:
        return before
    person = change(before.person)
    exercises = todays_set(before.prescribed, person, before.sessions, before.catalog, before.today, named=before.named)
    return replace(before, person=person, exercises=before.cut(exercises))
