"""What is asked and offered before a session starts, by what happened in those before.

Every function takes the records and what the person said; what was answered is kept by the caller.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import Enum
from itertools import islice
from math import inf

from lumbar.domain.pain import STOP_LEVEL
from lumbar.domain.person import Afterward, KeptStop, Level, Person, SoftStop, SwitchedOn
from lumbar.domain.progression import is_above
from lumbar.domain.record import (
    PAIN_ANSWERS,
    STOPPED,
    Answer,
    EventKind,
    Outcome,
    SessionEvent,
    SessionRecord,
    newest_first,
)

DAYS_AWAY = 14
"""After so many days without a session half the dose is offered."""

HALF_DOSE_SESSIONS = 3
"""For so many sessions."""

SAME_DAY = timedelta(hours=6)
"""What was less than so long ago was today, also after midnight (our own rule)."""

STOPS_TO_SWITCH_OFF = 2
"""An exercise that was stopped for pain so often running is off until the person switches it on."""

CHECKED_ANSWERS = frozenset({Answer.SEVERE_PAIN, Answer.NEW_SYMPTOM})


class ComeBack(Enum):
    """How an exercise that was stopped for pain comes back."""

    EASIER = "easier"  # preselected
    LEAVE_OUT = "leave_out"  # today
    AS_PRESCRIBED = "as_prescribed"
    EASIER_FROM_NOW_ON = "easier_from_now_on"  # as a level, from which steps up are offered


@dataclass(frozen=True, slots=True)
class ComingBack:
    """An exercise that was stopped for pain the last time."""

    exercise_id: str
    day: date
    """When that was."""
    told: SessionEvent | None
    """Where in the exercise it was; None if that was not kept."""


class HalfReason(Enum):
    """Why half the dose is offered."""

    STILL_WORSE = "still_worse"  # until a step up
    BREAK = "break"  # for three sessions


@dataclass(frozen=True, slots=True)
class HalfOffer:
    """An offer of half the dose; it is made once."""

    reason: HalfReason
    session_id: str
    """The session that was still worse afterward, or the last one before the break."""


@dataclass(frozen=True, slots=True)
class Checked:
    """Whether a start has to wait for the answer to "have you been checked?"."""

    session_id: str
    said_no_today: bool
    """Then care advice shows, and nothing starts on this day."""


def needs_check(sessions: Iterable[SessionRecord], person: Person, today: date, now: datetime) -> Checked | None:
    """Return the question "have you been checked?" if the start waits for it; None if it does not.

    It is asked after a stop for severe pain, for a new symptom, or for pain of 7 or more, until the answer is yes.
    A yes settles the stops before it, too; to a stop with a date that is still to come, of a clock that was wrong, it
    settles that one alone.
    """
    checked = {one.session_id for one in person.checks if one.checked}

    def tells(stop: KeptStop) -> bool:
        return stop.serious and (stop.day <= today or stop.session_id not in checked)

    def place(stop: KeptStop) -> tuple[date, float]:
        if stop.at is None:  # then no yes to it settles another stop of that day
            return stop.day, -inf if stop.session_id in checked else inf
        return stop.day, stop.at.timestamp()

    serious = sorted(filter(tells, _stops(sessions, person)), key=place, reverse=True)
    if not serious or serious[0].session_id in checked:
        return None
    session_id = serious[0].session_id
    answers = [one for one in person.checks if one.session_id == session_id]
    return Checked(session_id, any(is_today(one.asked_on, one.at, today, now) for one in answers))


def with_stop(person: Person, session: SessionRecord) -> Person:
    """Return *person* with the stop of *session*, if it was one; without those that matter no more."""
    if session.status not in STOPPED:
        return person
    checked = {one.session_id for one in person.checks if one.checked}
    stop = _kept_stop(session)
    others = (
        one
        for one in person.stops
        if one.session_id != session.id and (one.day >= session.day or (one.serious and one.session_id not in checked))
    )
    return replace(person, stops=(*others, stop))


def is_today(day: date, at: datetime | None, today: date, now: datetime) -> bool:
    """Return whether what was *at* then, and counts for *day*, was today.

    It was if it counts for today, was on the same day of the calendar, or was a few hours ago: no hour at which a day
    starts, and no change of it, makes another day of it. Without a time the day decides alone.
    """
    if day == today:
        return True
    return at is not None and (now.date() in (at.date(), at.astimezone(now.tzinfo).date()) or abs(now - at) < SAME_DAY)


def _stops(sessions: Iterable[SessionRecord], person: Person) -> Iterable[KeptStop]:
    """Return the stops that are known: those kept beside their records, and those of *sessions*."""
    stops = {stop.session_id: stop for stop in person.stops}
    return (stops | {one.id: _kept_stop(one) for one in sessions if one.status in STOPPED}).values()


def _kept_stop(session: SessionRecord) -> KeptStop:
    return KeptStop(session_id=session.id, day=session.day, serious=stopped_seriously(session), at=session.ended_at)


def stopped_seriously(session: SessionRecord) -> bool:
    """Return whether the session was stopped for severe pain, for a new symptom, or for pain of 7 or more."""
    if session.status not in STOPPED:
        return False
    return any(
        event.answer in CHECKED_ANSWERS or (event.answer is Answer.PAIN and (event.level or 0) >= STOP_LEVEL)
        for event in session.events
    )


def asks_afterward(sessions: Iterable[SessionRecord], person: Person) -> SessionRecord | None:
    """Return the session about which it is asked how it was afterward; None if nothing is asked.

    That is the last one, if something hurt in it or it ended higher than it began, and it was not asked yet.
    """
    last = next(iter(_telling(sessions)), None)
    if last is None or any(one.session_id == last.id for one in person.afterwards):
        return None
    return last if _leaves_a_question(last) else None


def still_worse_running(sessions: Iterable[SessionRecord], person: Person) -> Sequence[str]:
    """Return the ids of the last sessions running after which it was "still worse", newest first.

    After the first half the repetitions are offered and the doctor is mentioned; from the second on it is a soft stop.
    A session after which nothing had to be asked was fine; one whose question was left open says nothing.
    """
    answers = {one.session_id: one.answer for one in person.afterwards}
    found = []
    for session in _telling(sessions):
        answer = answers.get(session.id)
        if answer is Afterward.STILL_WORSE:
            found.append(session.id)
        elif answer is not None or not _leaves_a_question(session):
            break
    return found


def soft_stops(
    sessions: Iterable[SessionRecord], person: Person, today: date, now: datetime, pain_before: int | None
) -> tuple[SoftStop, ...]:
    """Return what asks for a typed yes before a start *now*; before each start anew."""
    found = []
    if pain_before is not None and pain_before >= STOP_LEVEL:
        found.append(SoftStop.HIGH_BEFORE)
    sessions = tuple(sessions)
    if any(is_today(stop.day, stop.at, today, now) for stop in _stops(sessions, person)):
        found.append(SoftStop.DAY_OF_A_STOP)
    if len(still_worse_running(sessions, person)) > 1:
        found.append(SoftStop.STILL_WORSE_TWICE)
    return tuple(found)


def coming_back(exercise_id: str, sessions: Iterable[SessionRecord]) -> ComingBack | None:
    """Return what is asked of an exercise that was stopped for pain the last time it was tried; None if nothing."""
    for session, outcome in _outcomes(exercise_id, sessions):
        if outcome is not Outcome.STOPPED_FOR_PAIN:
            return None
        told = [one for one in session.events if one.exercise == exercise_id and one.kind is EventKind.DISCOMFORT]
        return ComingBack(exercise_id, session.day, told[-1] if told else None)
    return None


def is_off(exercise_id: str, sessions: Iterable[SessionRecord], person: Person) -> bool:
    """Return whether the exercise is off, as it was stopped for pain twice running since it was last switched on."""
    switched_on = [one for one in person.switched_on if one.exercise_id == exercise_id]
    last = list(islice(_outcomes(exercise_id, sessions), STOPS_TO_SWITCH_OFF))
    return len(last) == STOPS_TO_SWITCH_OFF and all(
        outcome is Outcome.STOPPED_FOR_PAIN and all(_is_since(session, one) for one in switched_on)
        for session, outcome in last
    )


def _is_since(session: SessionRecord, switched_on: SwitchedOn) -> bool:
    """Return whether *session* began after the exercise was switched on; on a later day, if only the day is known."""
    if switched_on.at is None:
        return session.day > switched_on.on
    return session.started_at >= switched_on.at


def half_offer(sessions: Iterable[SessionRecord], person: Person, today: date) -> HalfOffer | None:
    """Return the offer of half the dose: at the first "still worse", or after 14 days away; None if there is none.

    It is made once for each such answer and each break, within the first three sessions after the break.
    """
    answered = {one.session_id for one in person.halves}
    sessions = tuple(sessions)
    worse = still_worse_running(sessions, person)
    if len(worse) == 1 and worse[0] not in answered:
        return HalfOffer(HalfReason.STILL_WORSE, worse[0])
    last = newest_first(sessions)[:HALF_DOSE_SESSIONS]
    following = [today, *(session.day for session in last)]
    for after, session in zip(following, last, strict=False):
        if (after - session.day).days > DAYS_AWAY and session.id not in answered:
            return HalfOffer(HalfReason.BREAK, session.id)
    return None


def half_is_over(sessions: Iterable[SessionRecord], person: Person) -> bool:
    """Return whether the sessions for which half the dose was accepted are done: then it is asked how to go on.

    One of the same day at more than half was before that.
    """
    limited = {level.dose.exercise_id: level for level in person.levels if level.sessions is not None}
    tried = [session for session in sessions if any(one.outcome is not Outcome.SKIPPED for one in session.exercises)]

    def at_half_since(day: date) -> int:
        return sum(one.day > day or (one.day == day and not _has_more(one, limited)) for one in tried)

    return any(at_half_since(level.since) >= (level.sessions or 0) for level in limited.values())


def _has_more(session: SessionRecord, levels: Mapping[str, Level]) -> bool:
    """Return whether *session* asked for more of an exercise than its level."""
    return any(one.id in levels and is_above(one, levels[one.id].dose) for one in session.exercises)


def gentle_today(person: Person, today: date) -> bool:
    """Return whether today is one of the bad days, with the gentle set and fewer minutes planned."""
    return any(one.covers(today) for one in person.bad_days)


def bad_days_are_over(person: Person, today: date) -> bool:
    """Return whether the last of the bad days is behind: then it is asked at the next start, once, how to go on."""
    if not person.bad_days:
        return False
    last = person.bad_days[-1]
    return (today - last.first).days >= last.days and not last.end_settled


def _outcomes(exercise_id: str, sessions: Iterable[SessionRecord]) -> Iterable[tuple[SessionRecord, Outcome]]:
    """Yield what became of the exercise each time that it was tried, newest first. Skipping it is no try."""
    for session in newest_first(sessions):
        for record in session.exercises:
            if record.id == exercise_id and record.outcome is not Outcome.SKIPPED:
                yield session, record.outcome


def _telling(sessions: Iterable[SessionRecord]) -> Iterator[SessionRecord]:
    """Yield the sessions that say how it went, newest first: with a repetition done, or with something to ask about."""
    return (one for one in newest_first(sessions) if one.reps_done > 0 or _leaves_a_question(one))


def _leaves_a_question(session: SessionRecord) -> bool:
    """Return whether something hurt in *session*, or it ended higher than it began."""
    before, after = session.pain_before, session.pain_after
    ended_higher = before is not None and after is not None and after > before
    return ended_higher or any(event.answer in PAIN_ANSWERS for event in session.events)
