"""A believable past of some weeks: seeded, so that it is the same each time."""

from datetime import date, datetime, time, timedelta
from functools import cache
from random import Random
from uuid import UUID

from lumbar.domain.account import exercise_records
from lumbar.domain.person import Away, BadDays, Person
from lumbar.domain.plan import Preferences, timeline_for
from lumbar.domain.prescription import Prescription
from lumbar.domain.record import (
    Answer,
    Choice,
    EventKind,
    ExerciseRecord,
    Outcome,
    SessionEvent,
    SessionRecord,
    Status,
)
from lumbar.domain.timeline import Timeline
from support.kept_sessions import SUNDAY_MORNING
from support.memory_store import MemoryStore
from support.screens import acknowledged
from support.sessions import SECOND, exercises_by_id, prescribed

DAY = timedelta(days=1)
SET = ("pelvic-tilt", "knee-to-chest", "cat-and-camel", "bird-dog")
PLACES = ("low_back", "low_back", "buttock_or_hip", "thigh")
NOTES = (
    "Slept badly.",
    "Easier than on Monday.",
    "On the mat in the bedroom.",
    "Long drive in the morning.",
)
REST_ON = 3
"""Thursday."""
AWAY_DAYS, BAD_DAYS = 5, 3


def past_weeks(weeks: int = 26, *, last: datetime = SUNDAY_MORNING, seed: int = 1) -> MemoryStore:
    """A history of two sessions a day, with days of rest, days away, bad days, days left out and a few stops."""
    chance = Random(seed)
    first = last.date() - timedelta(days=7 * weeks - 1)
    person = acknowledged_with_days_off(first, weeks)
    plan = Prescription(
        version=1, valid_from=first, exercises=prescribed(*SET), sessions_per_day=2, rest_days=(REST_ON,)
    )
    store = MemoryStore(known_person=person, versions=[plan])
    level = 5.0
    for number in range(7 * weeks):
        day = first + number * DAY
        level = min(7.0, max(0.6, level + chance.gauss(-0.03, 0.5)))
        for hour in (7, 18):
            started_at = datetime.combine(day, time(hour, chance.randrange(0, 55)), tzinfo=last.tzinfo)
            if started_at > last or plan.rests_on(day) or any(one.covers(day) for one in person.away):
                continue
            if chance.random() < 0.86:
                store.kept.append(_session(chance, started_at, level))
    return store


def acknowledged_with_days_off(first: date, weeks: int) -> Person:
    """Some days away in the middle, and some bad days before the end."""
    away = first + timedelta(days=7 * (weeks // 2) + 1)
    bad = first + timedelta(days=7 * (weeks - 2) + 1)
    known = acknowledged()
    return Person(
        purpose_acknowledged_on=known.purpose_acknowledged_on,
        agreements=known.agreements,
        away=(Away(first=away, last=away + (AWAY_DAYS - 1) * DAY),),
        bad_days=(BadDays(first=bad, days=BAD_DAYS, end_settled=True),),
    )


def _session(chance: Random, started_at: datetime, level: float) -> SessionRecord:
    tape = _tape()
    ending = chance.random()
    count = len(tape.repetitions)
    if ending > 0.96:
        return _stopped(chance, tape, started_at, level)
    done = range(count) if ending < 0.85 else range(chance.randrange(count // 4, count - 3))
    before, after = _told(chance, level), _told(chance, level - 0.8)
    return _record(
        tape,
        started_at,
        frozenset(done),
        status=Status.COMPLETED if 2 * len(done) >= count else Status.ENDED_EARLY,
        levels=(before, after),
        note=chance.choice(NOTES) if chance.random() < 0.08 else "",
    )


def _told(chance: Random, level: float) -> int | None:
    """Now and then it is left out."""
    return None if chance.random() < 0.12 else min(10, max(0, round(level + chance.gauss(0, 0.6))))


def _stopped(chance: Random, tape: Timeline, started_at: datetime, level: float) -> SessionRecord:
    place = chance.randrange(1, len(tape.exercises))
    exercise = tape.exercises[place]
    reps = tape.repetitions_of[place]
    done = frozenset(range(reps[0] + chance.randrange(1, len(reps))))
    strength = min(9, round(level) + 2)
    side = chance.choice(("left", "right")) if exercise.dose.side_order else None
    event = SessionEvent(
        at_seconds=chance.randrange(100, 500),
        kind=EventKind.DISCOMFORT,
        exercise=exercise.id,
        side="left" if side == "left" else "right" if side else None,
        set=1,
        rep=2,
        hold_second=float(chance.randrange(1, 6)),
        answer=Answer.PAIN,
        level=strength,
        place=chance.choice(PLACES),
        new=False,
        choice=Choice.FINISH,
    )
    return _record(
        tape,
        started_at,
        done,
        status=Status.STOPPED_FOR_PAIN,
        levels=(round(level), max(0, strength - 1)),
        closed=place,
        events=(event,),
    )


@cache
def _tape() -> Timeline:
    return timeline_for(prescribed(*SET), Preferences(), exercises_by_id())


def _record(
    tape: Timeline,
    started_at: datetime,
    done: frozenset[int],
    *,
    status: Status,
    levels: tuple[int | None, int | None],
    note: str = "",
    closed: int | None = None,
    events: tuple[SessionEvent, ...] = (),
) -> SessionRecord:
    seconds = tape.total_ns / SECOND * len(done) / len(tape.repetitions)
    exercises: tuple[ExerciseRecord, ...] = exercise_records(
        tape, done, frozenset() if closed is None else frozenset([closed])
    )
    assert (closed is None) != any(one.outcome is Outcome.STOPPED_FOR_PAIN for one in exercises)
    return SessionRecord(
        id=str(UUID(int=int(started_at.timestamp()))),
        started_at=started_at,
        ended_at=started_at + timedelta(seconds=seconds),
        day=started_at.date(),
        status=status,
        seconds_active=round(seconds, 3),
        exercises=exercises,
        events=events,
        pain_before=levels[0],
        pain_after=levels[1],
        note=note,
    )
