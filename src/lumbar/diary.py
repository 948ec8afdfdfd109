"""What the screens and the printing verbs ask: today, the weeks, the session that is due, and keeping what was done."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from functools import cached_property
from itertools import islice
from typing import TYPE_CHECKING

from lumbar.catalog import Catalog
from lumbar.catalog.lengths import in_units
from lumbar.clock import Clock
from lumbar.domain.answers import Change
from lumbar.domain.ask_first import waits_for
from lumbar.domain.before import Before, resulting
from lumbar.domain.days import day_kind, day_of
from lumbar.domain.exercise import NS_PER_SECOND, Exercise, Form
from lumbar.domain.familiar import familiar
from lumbar.domain.fitting import Fit, Fitting, Minutes
from lumbar.domain.next_time import SAME_DAY, is_off, with_stop
from lumbar.domain.order import Order
from lumbar.domain.person import Person, TodaysChoice
from lumbar.domain.plan import Preferences, plan_day, timeline_for
from lumbar.domain.plan_limits import as_it_can_be_done
from lumbar.domain.plan_versions import next_version
from lumbar.domain.prescription import (
    PrescribedExercise,
    Prescription,
    default_prescription,
    in_force,
)
from lumbar.domain.record import SessionRecord
from lumbar.domain.sizes import SessionSize, size_of
from lumbar.domain.statements import with_questions
from lumbar.domain.timeline import Timeline
from lumbar.domain.to_come import choice_of, minutes_for, sessions_to_come, shortest_minutes
from lumbar.domain.todays_set import WhyOff, gentle_set, todays_set, why_off
from lumbar.outlook import Outlook
from lumbar.ports import HistoryStore, StoreError
from lumbar.settings import Settings
from lumbar.telling_sessions import TellingSessions
from lumbar.words import next_time as words
from lumbar.words.next_time import provider_question

if TYPE_CHECKING:
    from lumbar.checkpoint import Checkpoint
    from lumbar.domain.account import Occasion
    from lumbar.domain.session import Session
    from lumbar.keeping import Keeping


class Diary:
    """A person's exercises, plan and history, as of now."""

    def __init__(self, store: HistoryStore, catalog: Catalog, settings: Settings, clock: Clock) -> None:
        self.store = store
        self._catalog = catalog
        self.take_settings(settings)
        self._clock = clock
        self._telling = TellingSessions(store)

    def take_settings(self, settings: Settings) -> None:
        """Go by *settings* from now on."""
        self.settings = settings
        self.catalog = in_units(self._catalog, settings.units)
        self._sizes: dict[Prescription, SessionSize] = {}
        for made_of_them in ("exercises", "_keeping"):
            self.__dict__.pop(made_of_them, None)

    @cached_property
    def exercises(self) -> Mapping[str, Exercise]:
        """The exercises by their ids."""
        return {exercise.id: exercise for exercise in self.catalog.exercises}

    @property
    def preferences(self) -> Preferences:
        """What the settings say about the course of a session."""
        return Preferences(
            order=self.settings.order,
            first_side=self.settings.first_side,
            get_ready_ns=self.settings.get_ready_seconds * NS_PER_SECOND,
        )

    def now(self) -> datetime:
        """Return the local wall time with its offset."""
        return self._clock.now()

    def day(self) -> date:
        """Return the date that counts as today."""
        return day_of(self._clock.now(), self.settings.day_starts_at)

    def prescriptions(self) -> Sequence[Prescription]:
        """Return every version of the prescription; the default from today on if nothing was kept yet.

        Exercises that the catalog does not have are left out; `unknown_exercises` names them. Of the others all that
        the catalog cannot do is left out. What is kept stays as it is.
        """
        kept = [self._as_it_can_be_done(version) for version in self.store.prescriptions()]
        return kept or (default_prescription(self.catalog.shipped, valid_from=self.day()),)

    def unknown_exercises(self) -> tuple[str, ...]:
        """Return the ids in the prescription in force today that the catalog does not have."""
        version = in_force(self.store.prescriptions(), self.day())
        prescribed = version.exercises if version else ()
        return tuple(one.exercise_id for one in prescribed if one.exercise_id not in self.exercises)

    def _as_it_can_be_done(self, version: Prescription) -> Prescription:
        known = (replace(one, form=Form.AS_PRESCRIBED) for one in self._of_catalog(version.exercises))
        return replace(version, exercises=tuple(known))

    def _of_catalog(self, doses: Iterable[PrescribedExercise]) -> tuple[PrescribedExercise, ...]:
        """Return those of *doses* that the catalog has, as its exercises can be done."""
        catalog = self.exercises
        return tuple(as_it_can_be_done(one, catalog[one.exercise_id]) for one in doses if one.exercise_id in catalog)

    def prescription(self) -> Prescription:
        """Return the prescription in force today. Raises StoreError if this version has none of its exercises."""
        versions = self.prescriptions()
        version = in_force(versions, self.day()) or versions[0]
        if not version.exercises:
            raise StoreError("The plan has only exercises that this version of lumbar does not know. Update lumbar.")
        return version

    def sessions_to_come(self, minutes: int | None = None) -> Iterator[Fit]:
        """Yield the sessions that come next today, each as if those before it were completed.

        They take *minutes* at most, if it is given, else as long as the plan and the person's choice for today say.
        """
        before = self.before(trim=False)
        return self._to_come(before, self._choice(minutes))

    def _choice(self, minutes: int | None) -> TodaysChoice | None:
        if minutes is not None:
            return TodaysChoice(day=self.day(), minutes=minutes)
        return choice_of(self._person(), self.day())

    def _to_come(self, before: Before, choice: TodaysChoice | None) -> Iterator[Fit]:
        prescription = self.prescription()
        most = minutes_for(prescription, choice)
        return sessions_to_come(
            before.exercises,
            choice=choice,
            time=None if most is None else Minutes(most, prescription.sessions_per_day),
            sessions=before.sessions,
            preferences=self.preferences,
            catalog=self.exercises,
        )

    def outlook(self) -> Outlook:
        """Return today as it is shown: the plan, what is done of it, the sessions that come next, and what is off.

        The minutes planned are those of today's set: without what is off, at the doses for now.
        """
        now, prescription, before = self._clock.now(), self.prescription(), self.before(trim=False)
        day = before.today
        as_it_is_now = replace(prescription, exercises=before.exercises)
        fits = tuple(islice(self._to_come(before, choice_of(before.person, day)), prescription.sessions_per_day))
        today = plan_day(
            day,
            prescription,
            self.store.sessions(since=day, until=day),
            self.preferences,
            self.exercises,
            to_come=[fit.exercises for fit in fits],
            seconds_a_session=self.session_size(as_it_is_now).seconds,
            kind=day_kind(day, prescription, before.person),
            now=now,
        )
        return Outlook(
            today=today,
            now=now,
            before=before,
            prescription=prescription,
            preferences=self.preferences,
            fits=fits,
            off=self._off(before),
        )

    def off(self) -> Mapping[str, WhyOff]:
        """Return why they are off, by the ids of all exercises that are, in the plan or not."""
        return self._off(self.before(trim=False))

    def _off(self, before: Before) -> Mapping[str, WhyOff]:
        whys = {one: why_off(exercise, before.person, before.sessions) for one, exercise in self.exercises.items()}
        return {one: why for one, why in whys.items() if why is not None}

    def shortest_minutes(self, only: Sequence[str] = ()) -> int:
        """Return in how many minutes the shortest session fits: of today's set, or of it *only* those named."""
        return shortest_minutes(self.before(only, trim=False).exercises, self.preferences, self.exercises)

    def before(
        self,
        only: Sequence[str] = (),
        *,
        minutes: int | None = None,
        unkept: Sequence[SessionRecord] = (),
        said: Sequence[Change] = (),
        trim: bool = True,
    ) -> Before:
        """Return what is known before a session: today's set, or of it *only* those named, and what happened before.

        Without *only* it is the session that comes next, in *minutes* if they are given; with *trim* off it is the
        whole of today's set.
        Sessions and answers that are not on disk yet are given as *unkept* and *said*. An exercise that is not in the
        plan is taken at the catalog's dose. Raises UnknownExerciseError for one that is not in the catalog either.
        """
        waiting = {one.id for one in unkept}
        sessions = (*unkept, *(one for one in self._telling_sessions(only) if one.id not in waiting))
        person, now, day = self._person(), self.now(), self.day()
        for change in said:
            person = change(person)
        prescribed = self._prescribed(only)
        before = Before(
            today=day,
            now=now,
            catalog=self.exercises,
            sessions=sessions,
            person=person,
            prescribed=prescribed,
            exercises=todays_set(prescribed, person, sessions, self.exercises, day, named=bool(only)),
            plan=self.prescription().exercises,
            named=bool(only),
        )
        if not trim or (only and minutes is None):
            return before

        def cut(exercises: tuple[PrescribedExercise, ...]) -> tuple[PrescribedExercise, ...]:
            return next(self._to_come(replace(before, exercises=exercises), self._choice(minutes))).exercises

        return replace(before, exercises=cut(before.exercises), cut=cut)

    def _telling_sessions(self, only: Sequence[str] = ()) -> Sequence[SessionRecord]:
        """Return the newest sessions, as far back as they say something about each exercise that can be on.

        Those are what is prescribed, and what is named in *only*.
        """
        person, prescribed = self._person(), (one.exercise_id for one in self.prescription().exercises)
        known = (self.exercises[one] for one in (*prescribed, *only) if one in self.exercises)
        return self._telling.about({one.id for one in known if not waits_for(one, person)}, self.day())

    def _person(self) -> Person:
        """Return what is kept about the person; of their levels and their gentle set what the catalog has."""
        person = self.store.person()
        levels = tuple(replace(one, dose=dose) for one in person.levels for dose in self._of_catalog((one.dose,)))
        return replace(person, gentle_set=self._of_catalog(person.gentle_set), levels=levels)

    def session_size(self, prescription: Prescription) -> SessionSize:
        """Return how much one session of *prescription* asks for."""
        if prescription not in self._sizes:
            self._sizes[prescription] = size_of(prescription, self.preferences, self.exercises)
        return self._sizes[prescription]

    def bad_day_size(self, prescription: Prescription) -> SessionSize:
        """Return how much one session of *prescription* asked for on one of the bad days, whatever was off on it."""
        person = replace(self._person(), levels=())
        gentle = gentle_set(prescription.exercises, person, self.exercises)
        return self.session_size(replace(prescription, exercises=gentle))

    def timeline(self, only: Sequence[str] = ()) -> Timeline:
        """Return the tape of today's session; of the exercises *only*, in the order of the plan, if any are named.

        An exercise that is not in the plan is taken at the catalog's dose. Raises UnknownExerciseError for one that is
        not in the catalog either, and StoreError if each of them is off.
        """
        exercises = self.before(only).exercises
        if not exercises:
            raise StoreError(words.NOTHING_LEFT)
        return self.timeline_of(exercises)

    def session_for(self, before: Before, minutes: int | None = None) -> Timeline:
        """Return the tape of the session after all that was answered; still within its minutes after a step up."""
        exercises = resulting(before)
        choice = self._choice(minutes)
        most = minutes_for(self.prescription(), choice)
        if most is not None and not (before.named and minutes is None):
            fit = Fitting(exercises, Minutes(most), self.preferences, self.exercises).next_session({})
            exercises = fit.exercises or exercises
        return self.timeline_of(exercises)

    def timeline_of(self, exercises: Sequence[PrescribedExercise]) -> Timeline:
        """Return the tape of a session of *exercises*, one or more, in the order in which they stand.

        What is new waits for the person before it starts; if they set it so, all of it does.
        """
        waiting = {one.exercise_id for one in exercises}
        if not self.settings.wait_for_me:
            waiting -= familiar(self._telling_sessions())
        return timeline_for(exercises, replace(self.preferences, order=Order.LEAFLET), self.exercises, waiting)

    def _prescribed(self, only: Sequence[str]) -> tuple[PrescribedExercise, ...]:
        """Return what is prescribed; of the exercises *only*, if any are named, and what of them is not in the plan."""
        prescribed = self.prescription().exercises
        if not only:
            return prescribed
        wanted = {exercise_id: self.catalog.by_id(exercise_id) for exercise_id in only}
        planned = {one.exercise_id for one in prescribed}
        others = [exercise for exercise_id, exercise in wanted.items() if exercise_id not in planned]
        added = default_prescription(others, valid_from=self.day()).exercises
        return (*(one for one in prescribed if one.exercise_id in wanted), *added)

    def occasion(self) -> "Occasion":
        """Return the occasion of a session that starts now."""
        from lumbar.keeping import occasion_of  # noqa: PLC0415 - what only reads starts no session

        return occasion_of(self._clock.now().replace(microsecond=0), self.settings.day_starts_at)

    def acknowledge_purpose(self) -> None:
        """Keep that the purpose and the ground rules were read today, and the prescription from today on.

        Raises StoreError if it is not durable.
        """
        self.keep_prescription()
        self.store.save_person(replace(self.store.person(), purpose_acknowledged_on=self.day()))

    def keep(self, record: SessionRecord) -> None:
        """Keep a session that has ended. Raises StoreError if it is not durable."""
        try:
            self.keep_prescription()
            self.change_person(lambda person: with_stop(person, record))
        finally:  # the session is tried in any case: a copy of what could not be saved shall have it
            self.store.append(record)

    @cached_property
    def _keeping(self) -> "Keeping":
        from lumbar.keeping import Keeping  # noqa: PLC0415 - what only reads keeps no session

        return Keeping(self.store, self.exercises, self._clock)

    def keep_progress(self, session: "Session", occasion: "Occasion") -> None:
        """Keep the running session as it is now. Raises StoreError if it is not durable."""
        self._keeping.keep_progress(session, occasion)

    def interrupted(self) -> "Checkpoint | None":
        """Return the session that was running when the program last ended; None if there is none.

        Raises UnusableCheckpointError.
        """
        return self._keeping.interrupted()

    def waiting_session(self, checkpoint: "Checkpoint") -> "Session":
        """Return the interrupted session as it waits to go on. Raises UnusableCheckpointError."""
        return self._keeping.waiting_session(checkpoint)

    def is_of_today(self, checkpoint: "Checkpoint") -> bool:
        """Return whether the interrupted session counts for today or ran a few hours ago: later it does not go on."""
        return checkpoint.session.occasion.day == self.day() or abs(self._clock.now() - checkpoint.saved_at) < SAME_DAY

    def before_going_on(
        self, session: "Session", *, unkept: Sequence[SessionRecord] = (), said: Sequence[Change] = ()
    ) -> Before:
        """Return what is known before the interrupted session goes on, about its exercises."""
        exercise_ids = [one.id for one in session.timeline.exercises]
        before = self.before(exercise_ids, unkept=unkept, said=said, trim=False)
        return replace(before, pain_before=session.pain_before)

    def keep_as_it_is(self, checkpoint: "Checkpoint") -> None:
        """Keep the interrupted session as one that ended where it was, also if it cannot go on.

        Raises StoreError if it is not durable.
        """
        self.keep(self._keeping.as_it_is(checkpoint))

    def keep_what_was_interrupted(self) -> None:
        """Keep the interrupted session, if there is one that can be read, as one that ended where it was.

        Raises StoreError if it is not durable.
        """
        record = self._keeping.usable_as_it_is()
        if record is not None:
            self.keep(record)

    def keep_prescription(self) -> None:
        """Keep the prescription that holds without one, if none is kept yet. Raises StoreError if it is not durable."""
        if not self.store.prescriptions():
            self.store.save_prescription(self.prescription())

    def change_person(self, change: Callable[[Person], Person]) -> None:
        """Keep what the person states. Raises StoreError if it is not durable."""
        before = self.store.person()
        after = change(before)
        if after != before:
            self.store.save_person(after)

    def change_prescription(self, change: Callable[[Prescription], Prescription]) -> None:
        """Keep what *change* makes of the prescription in force as a new version, from today on; what is past stays.

        Raises StoreError if it is not durable.
        """
        versions = self.store.prescriptions()
        before = in_force(versions, self.day()) or self.prescription()
        after = change(before)
        if after != before:
            self.store.save_prescription(next_version(versions, after, self.day()))

    def ask_about_what_is_off(self) -> None:
        """Keep a question to the provider, once, for each exercise that is off after two stops for pain.

        Raises StoreError if it is not durable.
        """
        sessions, person = self._telling_sessions(), self._person()
        off = [exercise for exercise in self.catalog.exercises if is_off(exercise.id, sessions, person)]
        texts = [provider_question(exercise.name) for exercise in sorted(off, key=lambda exercise: exercise.id)]
        self.change_person(lambda person: with_questions(person, texts, self.day()))
