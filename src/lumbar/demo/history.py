"""A believable history: two sessions a day with misses, a rest day, days away, bad days, and a stop for pain."""

import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta, tzinfo
from uuid import UUID

from lumbar.demo.calendar import Calendar, calendar_until
from lumbar.demo.prescribing import PROVIDER, Climb, climbs_of, plans_of
from lumbar.demo.rehearsal import Rehearsal, moved, record_of
from lumbar.domain.account import Occasion
from lumbar.domain.days import KEPT_WITHOUT_SESSIONS, DayKind, day_kind
from lumbar.domain.exercise import Condition, Exercise
from lumbar.domain.hurting import Reply, Settled
from lumbar.domain.inquiry import Newness, Offer, Place
from lumbar.domain.made_up import MARK
from lumbar.domain.pain import HIGHEST_LEVEL
from lumbar.domain.person import (
    Afterward,
    AfterwardAnswer,
    Agreement,
    ConditionAnswer,
    GivenBy,
    Person,
    Question,
)
from lumbar.domain.plan import Preferences, timeline_for
from lumbar.domain.prescription import PrescribedExercise, Prescription, in_easier_form, in_force
from lumbar.domain.record import Answer, SessionRecord

SEED = 20
MISSED = (0.08, 0.2)
"""How often the first and the second session of a day are missed."""

ENDED_EARLY = 0.04
EARLY_SHARES = (0.4, 0.6)
WITHOUT_NUMBER = 0.08
WITH_NOTE = 0.07
NOTES = (
    "Slept badly.",
    "Long drive yesterday.",
    "Easier in the evening.",
    "Did it in the garden.",
    "Phone rang, went on after it.",
    "Stiff at the start.",
)
QUESTIONS = (
    "Is it right that my arm gets tired before my back?",
    "May I do the new exercises on the bed when I travel?",
)
FIRST_LEVEL, LAST_LEVEL, SETTLING_DAYS = 4.6, 3.0, 50
STOP_BEFORE, STOP_LEVEL = 4, 6
PAUSE_SECONDS = 75
REST_SECONDS = 130
STOP_REPLIES: tuple[Reply, ...] = (
    Answer.PAIN,
    STOP_LEVEL,
    Place.LOW_BACK,
    Newness.KNOWN,
    Offer.REST_120,
    Settled.YES,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class MadeUpHistory:
    """All that is kept of somebody who is not there."""

    sessions: tuple[SessionRecord, ...]
    """Oldest first; the note of each says that it is made up."""
    prescriptions: tuple[Prescription, ...]
    person: Person


def make_up(
    *, weeks: int, last: date, zone: tzinfo | None, catalog: Sequence[Exercise], preferences: Preferences
) -> MadeUpHistory:
    """Return a history of so many *weeks*, 1 or more, that ends with the day *last*."""
    calendar = calendar_until(last, weeks)
    plans = plans_of(calendar, catalog)
    climbs = climbs_of(plans[0].exercises, calendar)
    person = _person(calendar, climbs, catalog)
    days = _Days(
        calendar=calendar,
        plans=plans,
        climbs=climbs,
        person=person,
        catalog={one.id: one for one in catalog},
        preferences=preferences,
        zone=zone,
    )
    sessions = tuple(days.sessions())
    stop = next((one for one in sessions if any(told.answer is Answer.PAIN for told in one.events)), None)
    if stop is not None:
        told = AfterwardAnswer(
            session_id=stop.id, answer=Afterward.SETTLED_WITHIN_A_DAY, asked_on=stop.day + timedelta(days=1)
        )
        person = replace(person, afterwards=(told,))
    return MadeUpHistory(sessions=sessions, prescriptions=plans, person=person)


def _person(calendar: Calendar, climbs: Sequence[Climb], catalog: Sequence[Exercise]) -> Person:
    flagged = [one for one in catalog if Condition.KNEE_TROUBLE in one.ask_first_if]
    levels = tuple(climb.level for climb in climbs)
    asked_on = (calendar.first + (calendar.visits[0] - calendar.first) / 2, calendar.visits[0] + timedelta(days=2))
    return Person(
        purpose_acknowledged_on=calendar.first,
        given_by=GivenBy.PROVIDER,
        conditions=tuple(ConditionAnswer(condition=one, yes=one is Condition.KNEE_TROUBLE) for one in Condition),
        agreements=tuple(
            Agreement(exercise_id=one.id, provider=PROVIDER, agreed_on="on my first visit") for one in flagged
        ),
        levels=tuple(one for one in levels if one is not None),
        steps=tuple(sorted((one for climb in climbs for one in climb.answers), key=lambda one: one.on)),
        bad_days=calendar.bad_days,
        questions=tuple(Question(text=text, asked_on=on) for text, on in zip(QUESTIONS, asked_on, strict=True)),
        away=calendar.away,
        visits=calendar.visits,
        when_and_where="After breakfast, and before the evening news, on the mat by the window.",
    )


class _Days:
    """Goes through the days and makes up each session. One made for a dose serves for all that went the same way."""

    def __init__(
        self,
        *,
        calendar: Calendar,
        plans: Sequence[Prescription],
        climbs: Sequence[Climb],
        person: Person,
        catalog: Mapping[str, Exercise],
        preferences: Preferences,
        zone: tzinfo | None,
    ) -> None:
        self._calendar = calendar
        self._plans = plans
        self._climbs = {climb.prescribed.exercise_id: climb for climb in climbs}
        self._person = person
        self._catalog = catalog
        self._preferences = preferences
        self._zone = zone
        self._chance = random.Random(SEED)  # noqa: S311 - made up the same each time, nothing secret
        self._made: dict[tuple[tuple[PrescribedExercise, ...], float], SessionRecord] = {}

    def sessions(self) -> Iterator[SessionRecord]:
        """Yield the sessions, oldest first."""
        span = (self._calendar.last - self._calendar.first).days + 1
        for day in (self._calendar.first + timedelta(days=number) for number in range(span)):
            plan = in_force(self._plans, day) or self._plans[0]
            kind = day_kind(day, plan, self._person)
            if kind in KEPT_WITHOUT_SESSIONS:
                continue
            for slot, missed in enumerate(MISSED):
                is_special = slot == 0 and day in (
                    self._calendar.stop,
                    self._calendar.uncomfortable,
                    self._calendar.paused,
                )
                if is_special or self._chance.random() >= missed:
                    yield self._session(day, slot, self._doses(plan, day, kind))

    def _doses(self, plan: Prescription, day: date, kind: DayKind) -> tuple[PrescribedExercise, ...]:
        doses = []
        hurt = self._hurting(plan).exercise_id
        for one in plan.exercises:
            dose = self._climbs[one.exercise_id].dose_on(day) if one.exercise_id in self._climbs else one
            day_after = one.exercise_id == hurt and 0 < (day - self._calendar.stop).days <= 2  # noqa: PLR2004 - days
            eases = kind is DayKind.BAD_DAY or day_after
            doses.append(in_easier_form(self._catalog[one.exercise_id], dose, one) if eases else dose)
        return tuple(doses)

    def _hurting(self, plan: Prescription) -> PrescribedExercise:
        """Return the exercise that is stopped for pain: the last with a hold."""
        held = [one for one in plan.exercises if any(one.hold_seconds)]
        return held[-1] if held else plan.exercises[-1]

    def _session(self, day: date, slot: int, doses: tuple[PrescribedExercise, ...]) -> SessionRecord:
        start = datetime.combine(day, time(7) if slot == 0 else time(18), tzinfo=self._zone)
        started_at = start + timedelta(seconds=self._chance.randrange(75 * 60))
        session_id = str(UUID(int=self._chance.getrandbits(128), version=4))
        occasion = Occasion(session_id=session_id, started_at=started_at, day=day)
        before, after = self._levels(day)
        if slot == 0 and day == self._calendar.stop:
            record, before, after = self._stopped(doses, occasion), STOP_BEFORE, STOP_BEFORE
        elif slot == 0 and day == self._calendar.uncomfortable:
            record = self._eased(doses, occasion)
        elif slot == 0 and day == self._calendar.paused:
            record = self._paused(doses, occasion)
        else:
            record = self._usual(doses, occasion)
        return replace(record, pain_before=before, pain_after=after, note=self._note(), made_up=True)

    def _levels(self, day: date) -> tuple[int | None, int | None]:
        share = min(1.0, (day - self._calendar.first).days / SETTLING_DAYS)
        before = self._chance.gauss(FIRST_LEVEL + (LAST_LEVEL - FIRST_LEVEL) * share, 0.8)
        after = before + self._chance.choice((-1, -1, 0, 0, 0, 1))
        given = (None if self._chance.random() < WITHOUT_NUMBER else level for level in (before, after))
        first, second = (None if one is None else max(0, min(HIGHEST_LEVEL, round(one))) for one in given)
        return first, second

    def _note(self) -> str:
        return f"{MARK} {self._chance.choice(NOTES)}" if self._chance.random() < WITH_NOTE else MARK

    def _rehearsal(self, doses: Sequence[PrescribedExercise], pain_before: int | None = None) -> Rehearsal:
        return Rehearsal(timeline_for(doses, self._preferences, self._catalog), pain_before)

    def _usual(self, doses: tuple[PrescribedExercise, ...], occasion: Occasion) -> SessionRecord:
        share = self._chance.choice(EARLY_SHARES) if self._chance.random() < ENDED_EARLY else 1.0
        if (doses, share) not in self._made:
            rehearsal = self._rehearsal(doses)
            if share < 1:
                rehearsal.pass_to(int(rehearsal.session.timeline.total_ns * share))
                session = rehearsal.end_early()
            else:
                session = rehearsal.finish()
            self._made[doses, share] = record_of(session, occasion)
        return moved(self._made[doses, share], occasion)

    def _stopped(self, doses: Sequence[PrescribedExercise], occasion: Occasion) -> SessionRecord:
        rehearsal = self._rehearsal(doses, STOP_BEFORE)
        self._go_into_hold(rehearsal)
        rehearsal.hurt(STOP_REPLIES, REST_SECONDS)
        return record_of(rehearsal.finish(), occasion)

    def _eased(self, doses: Sequence[PrescribedExercise], occasion: Occasion) -> SessionRecord:
        rehearsal = self._rehearsal(doses)
        self._go_into_hold(rehearsal)
        rehearsal.hurt((Answer.DISCOMFORT, Offer.EASIER))
        return record_of(rehearsal.finish(), occasion)

    def _paused(self, doses: Sequence[PrescribedExercise], occasion: Occasion) -> SessionRecord:
        rehearsal = self._rehearsal(doses)
        rehearsal.pass_to(rehearsal.session.timeline.total_ns // 2)
        rehearsal.pause_for(PAUSE_SECONDS)
        return record_of(rehearsal.finish(), occasion)

    def _go_into_hold(self, rehearsal: Rehearsal) -> None:
        """Let time pass into a hold of the last exercise that has one; to the middle if none has."""
        exercises = rehearsal.session.timeline.plan.exercises
        held = [place for place, one in enumerate(exercises) if any(one.hold_seconds)]
        if held:
            rehearsal.pass_into_hold(held[-1], 2, 3)
        else:
            rehearsal.pass_to(rehearsal.session.timeline.total_ns // 2)
