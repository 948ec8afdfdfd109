"""A day as it is shown: what is planned and done, which session comes next, what else it could be, and what is off."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from lumbar.domain.before import Before
from lumbar.domain.exercise import Exercise
from lumbar.domain.fitting import Fit, Minutes
from lumbar.domain.order import Order
from lumbar.domain.person import Person, TodaysChoice
from lumbar.domain.plan import Preferences, Slot, Today, has_begun, timeline_for
from lumbar.domain.prescription import PrescribedExercise, Prescription
from lumbar.domain.timeline import Timeline
from lumbar.domain.to_come import choice_of, minutes_for, sessions_to_come, shortest_minutes
from lumbar.domain.todays_set import WhyOff, chosen_today

SHORT_MINUTES = 10
"""How long the short version of a session takes at most (our default)."""

LATE = timedelta(hours=2)
"""So long after its hour a session counts as one that something came before."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Outlook:
    """All of it, from one look at the history."""

    today: Today
    now: datetime
    """Local wall time."""
    before: Before
    """With the whole of today's set."""
    prescription: Prescription
    preferences: Preferences
    fits: tuple[Fit, ...]
    """The sessions to come, the next one first; one or more."""
    off: Mapping[str, WhyOff]
    """Why they are off, by the ids of all exercises that are, in the plan or not."""

    @property
    def person(self) -> Person:
        """What is kept about the person."""
        return self.before.person

    @property
    def next_fit(self) -> Fit:
        """The session that comes next; one more than planned, if nothing is due."""
        return self.fits[0]

    @property
    def can_start(self) -> bool:
        """Whether the session that comes next has any exercise."""
        return bool(self.next_fit.exercises)

    @property
    def has_exercises(self) -> bool:
        """Whether any exercise of today's set is on."""
        return bool(self.before.exercises)

    @property
    def left_out(self) -> tuple[tuple[Exercise, WhyOff], ...]:
        """The exercises that today's session leaves out because they are off."""
        before = self.before
        chosen = chosen_today(before.prescribed, before.person, before.catalog, before.today)
        ids = (one.exercise_id for one in chosen if one.exercise_id in self.off)
        return tuple((before.catalog[one], self.off[one]) for one in ids)

    @property
    def choice(self) -> TodaysChoice | None:
        """How the person changed today; None if they did not."""
        return choice_of(self.person, self.today.day)

    @property
    def minutes(self) -> int | None:
        """How long a session may take today; None if as long as it takes."""
        return minutes_for(self.prescription, self.choice)

    @property
    def shortest_minutes(self) -> int:
        """In so many minutes the shortest session fits."""
        return shortest_minutes(self.before.exercises, self.preferences, self.before.catalog)

    @property
    def short_minutes(self) -> int:
        """How long the short version may take: never longer than the session would, and never too short for one."""
        wanted = SHORT_MINUTES if self.minutes is None else min(SHORT_MINUTES, self.minutes)
        return max(wanted, self.shortest_minutes)

    @property
    def is_hindered(self) -> bool:
        """Whether something seems to have come before today's session: it is late, or less time was chosen for it."""
        slot = self.today.next_slot
        if slot is None:
            return False
        late = slot.at is not None and has_begun(self.today.day, slot.at, self.now - LATE)
        return late or (self.choice is not None and self.choice.minutes is not None)

    def has_begun(self, slot: Slot) -> bool:
        """Return whether the hour of *slot* has come; that of one that was not planned always has."""
        return slot.at is None or has_begun(self.today.day, slot.at, self.now)

    def as_chosen(self, choice: TodaysChoice | None) -> Fit:
        """Return the session that would come next with *choice* for today; as the plan has it with None."""
        most = minutes_for(self.prescription, choice)
        fits = sessions_to_come(
            self.before.exercises,
            choice=choice,
            time=None if most is None else Minutes(most, self.prescription.sessions_per_day),
            sessions=self.before.sessions,
            preferences=self.preferences,
            catalog=self.before.catalog,
        )
        return next(fits)

    def timeline_of(self, exercises: Sequence[PrescribedExercise]) -> Timeline:
        """Return the tape of a session of *exercises*, one or more, in the order in which they stand."""
        return timeline_for(exercises, replace(self.preferences, order=Order.LEAFLET), self.before.catalog)
