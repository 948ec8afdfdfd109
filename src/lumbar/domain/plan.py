"""What is planned for a day, and what of it is done."""

from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from enum import Enum

from lumbar.domain.days import KEPT_WITHOUT_SESSIONS, DayKind
from lumbar.domain.exercise import NS_PER_SECOND, Exercise
from lumbar.domain.order import Order, Side
from lumbar.domain.prescription import PrescribedExercise, Prescription, SlotTime
from lumbar.domain.record import SessionRecord, Status
from lumbar.domain.timeline import SessionPlan, Timeline, build_timeline, in_order

SECONDS_PER_MINUTE = 60


class SlotState(Enum):
    """How far one of a day's sessions is."""

    DUE = "due"
    DONE = "done"
    ENDED_EARLY = "ended_early"
    STOPPED = "stopped"
    REST_DAY = "rest_day"


ANOTHER_SESSION = "Another session"
"""What a session beyond those that were planned is called."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Slot:
    """One of a day's sessions."""

    name: str
    state: SlotState
    exercises: tuple[PrescribedExercise, ...]
    """In the order in which they are done; none if each of them is off."""
    seconds: int
    """Length of the session with its moves."""
    at: time | None = None
    """From when it is due; None for one that was not planned."""
    record: SessionRecord | None = None
    """What was done in it, if anything."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Today:
    """A day's plan and what is done of it."""

    day: date
    kind: DayKind
    slots: tuple[Slot, ...]
    sessions_planned: int
    sessions_done: int
    seconds_planned: int
    seconds_done: float
    next_place: int | None
    """The place among the slots of the session to start next; None if nothing more is due."""

    @property
    def next_slot(self) -> Slot | None:
        """The session to start next; None if nothing more is due."""
        return None if self.next_place is None else self.slots[self.next_place]


@dataclass(frozen=True, slots=True, kw_only=True)
class Preferences:
    """What a person chose that shapes a session."""

    order: Order = Order.LEAFLET
    first_side: Side = Side.LEFT
    get_ready_ns: int = 5 * NS_PER_SECOND


def session_plan(
    exercises: Iterable[PrescribedExercise],
    preferences: Preferences,
    catalog: Mapping[str, Exercise],
    waiting: Container[str] = (),
) -> SessionPlan:
    """Return the plan of a session of *exercises* as the person prefers it.

    Those whose ids are in *waiting* wait for the person before they start.
    """
    ordered = in_order(exercises, preferences.order, catalog)
    return SessionPlan(
        exercises=ordered,
        first_side=preferences.first_side,
        get_ready_ns=preferences.get_ready_ns,
        waits=tuple(place for place, one in enumerate(ordered) if one.exercise_id in waiting),
    )


def timeline_for(
    exercises: Iterable[PrescribedExercise],
    preferences: Preferences,
    catalog: Mapping[str, Exercise],
    waiting: Container[str] = (),
) -> Timeline:
    """Return the tape of a session of *exercises* as the person prefers it; those in *waiting* wait for the person."""
    return build_timeline(session_plan(exercises, preferences, catalog, waiting), catalog)


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
    to_come: Sequence[Sequence[PrescribedExercise]] | None = None,
    seconds_a_session: int | None = None,
    kind: DayKind = DayKind.PLANNED,
    now: datetime | None = None,
) -> Today:
    """Return what *prescription* asks of *day* and what of it *sessions* have done.

    The sessions that are due have the exercises of *to_come*, one after the other, if that is given (the last of them
    goes on); the minutes planned for the day are *seconds_a_session* for each, if that is given.
    A session takes the slot of its hour if it is free, else the first that is. One that was ended early takes the slot
    of its hour alone, while none that was completed or stopped has it. On a day of rest or away nothing is planned.
    Next comes the open session of the hour *now*, local wall time: the slot that it would take; the first open one if
    none has begun, or no time is given.
    """
    timeline = timeline_for(prescription.exercises, preferences, catalog)
    tapes = [timeline] if to_come is None else [_tape(one, preferences, catalog) for one in to_come]
    on_day = sorted((one for one in sessions if one.day == day), key=lambda one: one.started_at)
    times = () if kind in KEPT_WITHOUT_SESSIONS else prescription.slot_times
    taken, extra = _places(day, times, on_day)
    slots = [_rest_slot(kind, tapes[0])] if kind in KEPT_WITHOUT_SESSIONS else []
    next_place = _next_place(day, times, taken, now)
    coming = 1
    for place, (slot_time, record) in enumerate(zip(times, taken, strict=True)):
        waits = record is None and place != next_place
        slots.append(_slot(slot_time.name, slot_time.at, record, tapes[min(coming, len(tapes) - 1) if waits else 0]))
        coming += waits
    slots += [_slot(ANOTHER_SESSION, None, record, tapes[0]) for record in extra]
    return Today(
        day=day,
        kind=kind,
        slots=tuple(slots),
        sessions_planned=len(times),
        sessions_done=sum(one.status is Status.COMPLETED for one in on_day),
        seconds_planned=len(times) * (whole_seconds(timeline) if seconds_a_session is None else seconds_a_session),
        seconds_done=sum(one.seconds_active for one in on_day),
        next_place=next_place,
    )


def _tape(
    exercises: Sequence[PrescribedExercise], preferences: Preferences, catalog: Mapping[str, Exercise]
) -> Timeline | None:
    """Return the tape of a session of *exercises* in the order in which they stand; None if there are none."""
    if not exercises:
        return None
    return timeline_for(exercises, replace(preferences, order=Order.LEAFLET), catalog)


def _places(
    day: date, times: Sequence[SlotTime], sessions: Sequence[SessionRecord]
) -> tuple[Sequence[SessionRecord | None], Sequence[SessionRecord]]:
    """Return for each slot the session that takes it, and the sessions that take none."""
    taken: list[SessionRecord | None] = [None] * len(times)
    extra = []
    early_last = sorted(sessions, key=lambda one: one.status is Status.ENDED_EARLY)
    for session in early_last:
        is_early = session.status is Status.ENDED_EARLY
        free = [place for place, one in enumerate(taken) if one is None]
        begun = [place for place in free if has_begun(day, times[place].at, session.started_at)]
        if begun:
            taken[begun[-1]] = session
        elif free and (free[0] == 0 or not is_early):
            taken[free[0]] = session
        elif not is_early:
            extra.append(session)
    return taken, extra


def _next_place(
    day: date, times: Sequence[SlotTime], taken: Sequence[SessionRecord | None], now: datetime | None
) -> int | None:
    """Return the place of the slot that a session would take which starts *now*, unless it is ended early."""
    still_open = [
        place for place, one in enumerate(taken) if one is None or _SLOT_OF_STATUS[one.status] is SlotState.ENDED_EARLY
    ]
    begun = [place for place in still_open if now is not None and has_begun(day, times[place].at, now)]
    return begun[-1] if begun else next(iter(still_open), None)


def has_begun(day: date, at: time, moment: datetime) -> bool:
    """Return whether at *moment*, local wall time, it is *at* on *day*, or later."""
    return datetime.combine(day, at) <= moment.replace(tzinfo=None)


def _rest_slot(kind: DayKind, timeline: Timeline | None) -> Slot:
    name = "Away" if kind is DayKind.AWAY else "Rest day"
    return replace(_slot(name, None, None, timeline), state=SlotState.REST_DAY)


def _slot(name: str, at: time | None, record: SessionRecord | None, timeline: Timeline | None) -> Slot:
    return Slot(
        name=name,
        at=at,
        state=SlotState.DUE if record is None else _SLOT_OF_STATUS[record.status],
        exercises=() if timeline is None else timeline.plan.exercises,
        seconds=0 if timeline is None else whole_seconds(timeline),
        record=record,
    )
