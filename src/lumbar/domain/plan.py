"""What is planned for a day, and what of it is done."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum

from lumbar.domain.exercise import NS_PER_SECOND, Exercise, Side
from lumbar.domain.prescription import PrescribedExercise, Prescription
from lumbar.domain.record import SessionRecord, Status
from lumbar.domain.timeline import Order, SessionPlan, Timeline, build_timeline, in_order

SECONDS_PER_MINUTE = 60


class SlotState(Enum):
    """How far one of a day's sessions is."""

    DUE = "due"
    DONE = "done"
    ENDED_EARLY = "ended_early"
    STOPPED = "stopped"
    REST_DAY = "rest_day"


SLOT_NAMES: Mapping[int, tuple[str, ...]] = {
    1: ("Daily session",),
    2: ("Morning", "Evening"),
    3: ("Morning", "Midday", "Evening"),
}
"""Names of a day's sessions, by how many there are."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Slot:
    """One of a day's sessions."""

    name: str
    state: SlotState
    exercises: tuple[PrescribedExercise, ...]
    """In the order in which they are done; none if each of them is off."""
    seconds: int
    """Length of the session with its moves."""
    record: SessionRecord | None = None
    """What was done in it, if anything."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Today:
    """A day's plan and what is done of it."""

    day: date
    slots: tuple[Slot, ...]
    sessions_planned: int
    sessions_done: int
    seconds_planned: int
    seconds_done: float

    @property
    def next_slot(self) -> Slot | None:
        """The session to start next: the first that is not done; None if all are."""
        open_states = (SlotState.DUE, SlotState.ENDED_EARLY)
        return next((slot for slot in self.slots if slot.state in open_states), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Preferences:
    """What a person chose that shapes a session."""

    order: Order = Order.LEAFLET
    first_side: Side = Side.LEFT
    get_ready_ns: int = 5 * NS_PER_SECOND


def session_plan(
    exercises: Iterable[PrescribedExercise], preferences: Preferences, catalog: Mapping[str, Exercise]
) -> SessionPlan:
    """Return the plan of a session of *exercises* as the person prefers it."""
    return SessionPlan(
        exercises=in_order(exercises, preferences.order, catalog),
        first_side=preferences.first_side,
        get_ready_ns=preferences.get_ready_ns,
    )


def timeline_for(
    exercises: Iterable[PrescribedExercise], preferences: Preferences, catalog: Mapping[str, Exercise]
) -> Timeline:
    """Return the tape of a session of *exercises* as the person prefers it."""
    return build_timeline(session_plan(exercises, preferences, catalog), catalog)


def whole_seconds(timeline: Timeline) -> int:
    """Return the length of *timeline* to the second."""
    return round(timeline.total_ns / NS_PER_SECOND)


def whole_minutes(seconds: float) -> int:
    """Return *seconds* as minutes, to the nearest one."""
    return int(seconds / SECONDS_PER_MINUTE + 0.5)


_SLOT_OF_STATUS = {
    Status.COMPLETED: SlotState.DONE,
    Status.STOPPED_FOR_PAIN: SlotState.STOPPED,
    Status.STOPPED_FOR_CARE: SlotState.STOPPED,
    Status.ENDED_EARLY: SlotState.ENDED_EARLY,
}


def plan_day(
    day: date,
    prescription: Prescription,
    sessions: Iterable[SessionRecord],
    preferences: Preferences,
    catalog: Mapping[str, Exercise],
    *,
    todays_set: Sequence[PrescribedExercise] | None = None,
    gentle: Sequence[PrescribedExercise] | None = None,
) -> Today:
    """Return what *prescription* asks of *day* and what of it *sessions* have done.

    The sessions that are due have the exercises of *todays_set*, if that is given; the minutes planned for the day stay
    those of the prescription. On one of the bad days they are those of the set that is *gentle*.
    Sessions that were ended early take a slot only while it is not taken by one that was completed or stopped.
    """
    timeline = timeline_for(prescription.exercises, preferences, catalog)
    asked = timeline if gentle is None else timeline_for(gentle, preferences, catalog)
    due: Timeline | None = timeline
    if todays_set is not None:
        due = timeline_for(todays_set, preferences, catalog) if todays_set else None
    on_day = sorted((one for one in sessions if one.day == day), key=lambda one: one.started_at)
    settled = [one for one in on_day if one.status is not Status.ENDED_EARLY]
    early = [one for one in on_day if one.status is Status.ENDED_EARLY]
    planned = prescription.sessions_per_day
    taken: list[SessionRecord | None] = [*settled, *early[: max(0, planned - len(settled))]]
    taken += [None] * (planned - len(taken))
    return Today(
        day=day,
        slots=tuple(_slot(number, planned, record, due) for number, record in enumerate(taken)),
        sessions_planned=planned,
        sessions_done=sum(one.status is Status.COMPLETED for one in on_day),
        seconds_planned=planned * whole_seconds(asked),
        seconds_done=sum(one.seconds_active for one in on_day),
    )


def _slot(number: int, planned: int, record: SessionRecord | None, timeline: Timeline | None) -> Slot:
    names = SLOT_NAMES[planned]
    return Slot(
        name=names[number] if number < len(names) else "Another session",
        state=SlotState.DUE if record is None else _SLOT_OF_STATUS[record.status],
        exercises=() if timeline is None else timeline.plan.exercises,
        seconds=0 if timeline is None else whole_seconds(timeline),
        record=record,
    )
