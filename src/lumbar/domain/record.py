"""What is kept of a session: what was planned, what was really done, and what happened on the way."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum
from typing import Literal

AnySide = Literal["left", "right", "both"]
BySide = dict[AnySide, int]
"""A figure for each side (`left` and `right`), or `both` where an exercise has no sides."""


class Status(Enum):
    """How a session ended."""

    COMPLETED = "completed"
    ENDED_EARLY = "ended_early"
    STOPPED_FOR_PAIN = "stopped_for_pain"
    STOPPED_FOR_CARE = "stopped_for_care"


STOPPED = frozenset({Status.STOPPED_FOR_PAIN, Status.STOPPED_FOR_CARE})


class Outcome(Enum):
    """What became of one exercise of a session."""

    DONE = "done"
    PARTIAL = "partial"
    SKIPPED = "skipped"
    STOPPED_FOR_PAIN = "stopped_for_pain"


class EventKind(Enum):
    """What happened beside the plain course of the session."""

    DISCOMFORT = "discomfort"
    PAUSE = "pause"
    RESUME = "resume"
    SKIP = "skip"
    BACK = "back"
    GAP = "gap"
    EASIER = "easier"
    STOP = "stop"


class Answer(Enum):
    """What the person said they feel (safety table, answers 1 to 8)."""

    DISCOMFORT = "discomfort"
    PAIN = "pain"
    SEVERE_PAIN = "severe_pain"
    NEW_SYMPTOM = "new_symptom"
    DIZZY = "dizzy"
    UNWELL = "unwell"
    CRAMP = "cramp"
    NOTHING = "nothing"


PAIN_ANSWERS = frozenset({Answer.PAIN, Answer.SEVERE_PAIN})
"""Pain, and not discomfort alone."""


class Choice(Enum):
    """What the person chose after an answer."""

    CONTINUE = "continue"
    NEXT_REP = "next_rep"
    REST = "rest"
    EASIER = "easier"
    LEAVE_EXERCISE = "leave_exercise"
    NEXT_EXERCISE = "next_exercise"
    FINISH = "finish"
    CARE = "care"


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionEvent:
    """One thing that happened, and where in the session it happened."""

    at_seconds: float
    """Seconds on the session's own clock since it started, pauses included."""
    kind: EventKind
    exercise: str | None = None
    side: Literal["left", "right"] | None = None
    set: int | None = None
    rep: int | None = None
    hold_second: float | None = None
    """Seconds into the hold, if it happened in one."""
    answer: Answer | None = None
    corrected_from: tuple[Answer, ...] = ()
    level: int | None = None
    """0 to 10."""
    place: str | None = None
    new: bool | None = None
    spreading: bool | None = None
    """Whether known pain spreads further down; asked of pain below the knee alone."""
    choice: Choice | None = None
    care_shown: bool = False
    """Whether care advice was opened while it was asked what hurts."""
    rested_seconds: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ExerciseRecord:
    """One exercise of a session, planned and done."""

    id: str
    outcome: Outcome
    reps_planned: BySide
    """Totals over all sets."""
    reps_done: BySide
    hold_seconds_planned: BySide
    hold_seconds_done: BySide
    easier: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionRecord:
    """A session as it is kept, shown and exported. Field names are those of the JSON contract."""

    id: str
    """A UUID."""
    started_at: datetime
    """Wall time with its offset."""
    ended_at: datetime
    day: date
    """The local date that the session counts for."""
    status: Status
    seconds_active: float
    """Without pauses and broken repetitions; rests and moves count."""
    exercises: tuple[ExerciseRecord, ...]
    events: tuple[SessionEvent, ...] = ()
    pain_before: int | None = None
    """0 to 10; None if it was left out."""
    pain_after: int | None = None
    note: str = ""
    entered_by_hand: bool = False
    clock_rate: int | None = None
    """Set only if session time ran faster than real time."""
    made_up: bool | None = None
    """Whether it was made up for a demonstration; None in what was kept before this was: then its note says it."""

    @property
    def reps_planned(self) -> int:
        """Repetitions planned, both sides summed."""
        return sum(sum(exercise.reps_planned.values()) for exercise in self.exercises)

    @property
    def reps_done(self) -> int:
        """Repetitions done, both sides summed."""
        return sum(sum(exercise.reps_done.values()) for exercise in self.exercises)


def newest_first(sessions: Iterable[SessionRecord]) -> Sequence[SessionRecord]:
    """Return *sessions* with the newest first."""
    return sorted(sessions, key=lambda session: session.started_at, reverse=True)
