"""What the screens and `history` ask of the past, and how it is put right. Reads no more than is looked at."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import pairwise

from lumbar.diary import Diary
from lumbar.domain.by_hand import HandEntry, written_in
from lumbar.domain.days import day_of
from lumbar.domain.exercises_over_time import ExerciseOverTime, exercises_over_time
from lumbar.domain.made_up import with_note
from lumbar.domain.prescription import PrescribedExercise, in_force
from lumbar.domain.record import SessionRecord
from lumbar.domain.review import DAYS_PER_WEEK, DayReview, WeekReview, days_from, monday_of, review_days, review_week
from lumbar.domain.told import DayLevels, Hurt, levels_by_day, what_hurt

WEEKS_OF_EXERCISES = 12
"""So many weeks of an exercise are looked at together."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WeekPast:
    """A week, and the one before it."""

    week: WeekReview
    before: WeekReview
    sessions: tuple[SessionRecord, ...]
    """Of the week, newest first."""
    levels: tuple[DayLevels, ...]
    """Day by day."""
    hurts: tuple[Hurt, ...]
    """Newest session first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ExercisesPast:
    """Some weeks of the exercises."""

    first: date
    last: date
    exercises: tuple[ExerciseOverTime, ...]
    """In the order of the prescription; others behind it."""


class LookingBack:
    """The past of a diary."""

    def __init__(self, diary: Diary) -> None:
        self._diary = diary

    def week(self, day: date) -> WeekPast:
        """Return the week that *day* is in. Reads the sessions of that week and of the one before, no others."""
        monday = monday_of(day)
        read = self._diary.store.sessions(
            since=monday - timedelta(days=DAYS_PER_WEEK), until=monday + timedelta(days=DAYS_PER_WEEK - 1)
        )
        return self.week_of(monday, read)

    def week_of(self, day: date, read: Sequence[SessionRecord]) -> WeekPast:
        """Return the week that *day* is in, of the sessions *read* (newest first), which have both weeks."""
        monday = monday_of(day)
        of_week = tuple(one for one in read if monday_of(one.day) == monday)
        return WeekPast(
            week=self._review(monday, read),
            before=self._review(monday - timedelta(days=DAYS_PER_WEEK), read),
            sessions=of_week,
            levels=levels_by_day(days_from(monday, DAYS_PER_WEEK), of_week),
            hurts=what_hurt(of_week),
        )

    def _review(self, day: date, sessions: Sequence[SessionRecord]) -> WeekReview:
        """Return the week that *day* is in, of *sessions*, which have those of that week."""
        diary = self._diary
        plans, person = diary.prescriptions(), diary.store.person()
        return review_week(day, sessions, plans, diary.session_size, person, bad_day_size=diary.bad_day_size)

    def weeks(self, count: int) -> tuple[WeekPast, ...]:
        """Return this week and those before it, newest first, *count* in all (1 or more)."""
        today = self._diary.day()
        read = self._diary.store.sessions(since=monday_of(today) - timedelta(days=DAYS_PER_WEEK * count))
        by_week: dict[date, list[SessionRecord]] = {}
        for session in read:
            by_week.setdefault(monday_of(session.day), []).append(session)
        mondays = [monday_of(today) - timedelta(days=DAYS_PER_WEEK * back) for back in range(count + 1)]
        pairs = pairwise(mondays)
        return tuple(self.week_of(one, [*by_week.get(one, ()), *by_week.get(before, ())]) for one, before in pairs)

    def sessions_of_weeks(self, count: int) -> Sequence[SessionRecord]:
        """Return the sessions of the last *count* weeks, newest first."""
        first = monday_of(self._diary.day()) - timedelta(days=DAYS_PER_WEEK * (count - 1))
        return self._diary.store.sessions(since=first)

    def days(self, first: date, last: date) -> tuple[DayReview, ...]:
        """Return the days from *first* to *last*, both included."""
        diary = self._diary
        sessions = diary.store.sessions(since=first, until=last)
        days = days_from(first, (last - first).days + 1)
        plans, person = diary.prescriptions(), diary.store.person()
        return review_days(days, sessions, plans, diary.session_size, person, bad_day_size=diary.bad_day_size)

    def exercises(self, day: date, weeks: int = WEEKS_OF_EXERCISES) -> ExercisesPast:
        """Return what became of each exercise in the *weeks* that end with the week of *day*."""
        first = monday_of(day) - timedelta(days=DAYS_PER_WEEK * (weeks - 1))
        last = monday_of(day) + timedelta(days=DAYS_PER_WEEK - 1)
        return self.exercises_of(first, last, self._diary.store.sessions(since=first, until=last))

    def exercises_of(self, first: date, last: date, sessions: Sequence[SessionRecord]) -> ExercisesPast:
        """Return what became of each exercise in *sessions*, those from *first* to *last*."""
        order = {one.exercise_id: number for number, one in enumerate(self.prescribed_on(last))}
        found = sorted(exercises_over_time(sessions), key=lambda one: order.get(one.exercise_id, len(order)))
        return ExercisesPast(first=first, last=last, exercises=tuple(found))

    def prescribed_on(self, day: date) -> tuple[PrescribedExercise, ...]:
        """Return what was prescribed on *day*; before the first prescription what that one has."""
        versions = self._diary.prescriptions()
        return (in_force(versions, day) or versions[0]).exercises

    def write_in(self, entry: HandEntry) -> SessionRecord:
        """Keep a session that was done away from the machine, and return it. Raises StoreError if not durable."""
        diary = self._diary
        day = day_of(entry.started_at, diary.settings.day_starts_at)
        exercises = self.prescribed_on(day)
        record = written_in(entry, exercises, diary.exercises, session_id=str(uuid.uuid4()), day=day)
        self.put_back(record)
        return record

    def moment(self, day: date, at: time) -> datetime:
        """Return that wall time with the offset that this place had then."""
        return datetime.combine(day, at).astimezone()

    def note(self, session_id: str, note: str) -> None:
        """Keep *note* with a session, in place of the one there was. Raises StoreError if it is not durable."""
        record = self._diary.store.session(session_id)
        if record is not None and (noted := with_note(record, note)) != record:
            self._diary.store.replace(noted)

    def remove(self, session_id: str) -> None:
        """Remove a session. Raises StoreError if it is not durable."""
        self._diary.store.remove(session_id)

    def put_back(self, record: SessionRecord) -> None:
        """Keep a session that was removed, or written in. A session that is running stays kept beside it.

        Raises StoreError if it is not durable.
        """
        self._diary.keep_prescription()
        self._diary.store.replace(record)
