"""The live session: a value driven by nanoseconds handed in. Each command returns the new session and what happened.

The credit of a repetition is all or nothing: a repetition is in `done` or it is not. So nothing can be counted twice,
and a repetition that was interrupted starts again and counts once.
"""

from dataclasses import dataclass

from lumbar.domain.exercise import Exercise, Position
from lumbar.domain.inquiry import Inquiry, Stopped
from lumbar.domain.record import SessionEvent
from lumbar.domain.timeline import Phase, Repetition, Step, Timeline, way_up_ns


@dataclass(frozen=True, slots=True)
class Running:
    """The tape moves."""


@dataclass(frozen=True, slots=True)
class Paused:
    """The tape stands still."""

    since_ns: int
    """On the session's clock."""
    here: SessionEvent
    """What is kept if something hurt then, wherever the tape is moved while it stands still; without an answer yet."""
    count_ns: int = 0
    """What was left of a count-in; 0 if there was none."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """The tape stands still before an exercise until the person is ready. No pause: nothing was interrupted."""

    since_ns: int
    """On the session's clock."""


@dataclass(frozen=True, slots=True)
class CountingIn:
    """The tape is about to move: time to get into position if the pause was long, then 3-2-1."""

    left_ns: int
    total_ns: int


@dataclass(frozen=True, slots=True)
class Asking:
    """Something hurts: the tape stands still until it is told what, and decided how to go on."""

    inquiry: Inquiry
    stood: Paused
    """Since when the tape stands still, and where it was then."""
    from_pause: bool
    """Whether the session was paused by then."""


@dataclass(frozen=True, slots=True)
class Ended:
    """The session is over."""

    reached_end: bool
    """Whether every exercise had its turn, up to the last."""
    stopped: Stopped | None = None
    """For what it was stopped; None if it was not."""


State = Running | Paused | Waiting | CountingIn | Asking | Ended


@dataclass(frozen=True, slots=True)
class WayBack:
    """How things stood before an exercise was left, for as long as that can be undone."""

    step: int
    elapsed_ns: int
    extra_ns: int
    log: tuple[SessionEvent, ...]
    until_ns: int
    """On the session's clock."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Session:
    """A session at one instant."""

    timeline: Timeline
    rate: int
    """How many times as fast as real time the session's clock runs. 1 or more."""
    read_ns: int
    """The last reading of the clock that was handed in."""
    clock_ns: int = 0
    """The session's own clock: everything that passed since the start, pauses included."""
    state: State = Running()
    step: int = 0
    """Index of the current step of the tape."""
    elapsed_ns: int = 0
    """Time spent in the current step."""
    extra_ns: int = 0
    """Time added to the current step."""
    done: frozenset[int] = frozenset()
    """Indexes of the repetitions that count."""
    passed_ns: int = 0
    """Time spent in rests and moves."""
    body: Position = Position.STANDING
    """The position that the body was last led into."""
    came_from: int | None = None
    """Index of the exercise in which the body last was, for the way to the next one and up; None before the first."""
    log: tuple[SessionEvent, ...] = ()
    way_back: WayBack | None = None
    pain_before: int | None = None
    """Pain before the session, 0 to 10; None if it was left out."""
    closed: frozenset[int] = frozenset()
    """Indexes of the exercises that were stopped for pain: nothing leads back to them."""
    lying_only: bool = False
    """Whether only lying exercises may follow, as the person was dizzy."""
    off: frozenset[int] = frozenset()
    """Indexes of the exercises that were switched off while the session was interrupted."""

    def is_open(self, place: int) -> bool:
        """Return whether the exercise at *place* may be done in this session."""
        if place in self.closed | self.off:
            return False
        return not self.lying_only or self.timeline.exercises[place].position is Position.LYING

    def place_of(self, told: SessionEvent) -> int:
        """Return the index of the exercise that *told* is about."""
        return next(place for place, exercise in enumerate(self.timeline.exercises) if exercise.id == told.exercise)

    @property
    def inquiry(self) -> Inquiry | None:
        """What is being asked since something hurts; None if nothing is."""
        return self.state.inquiry if isinstance(self.state, Asking) else None

    @property
    def current(self) -> Step:
        """The current step."""
        return self.timeline.steps[self.step]

    @property
    def exercise(self) -> Exercise:
        """The exercise whose turn it is."""
        return self.timeline.exercises[self.current.place]

    @property
    def repetition(self) -> Repetition | None:
        """The current repetition, in its rest too; None in a move."""
        index = self.current.repetition
        return None if index is None else self.timeline.repetitions[index]

    @property
    def step_ns(self) -> int:
        """The length of the current step with the time that was added."""
        return self.current.duration_ns + self.extra_ns

    @property
    def left_in_step_ns(self) -> int:
        """What is left of the current step."""
        return self.step_ns - self.elapsed_ns

    @property
    def remaining_ns(self) -> int:
        """What is left of the whole tape from here on, without exercises that are closed."""
        ahead_ns = self.timeline.total_ns - self.current.ends_ns
        if (self.closed or self.lying_only or self.off) and self.current.phase is not Phase.STAND_UP:
            ahead = self.timeline.steps[self.step + 1 : -1]
            ahead_ns = sum(step.duration_ns for step in ahead if self.is_open(step.place)) + self._way_up_ns
        return ahead_ns + self.left_in_step_ns

    @property
    def _way_up_ns(self) -> int:
        """The way up from the last exercise that is open, or from where the body is."""
        places = range(self.current.place, len(self.timeline.exercises))
        last = next((place for place in reversed(places) if self.is_open(place)), None)
        return way_up_ns(self.body if last is None else self.timeline.exercises[last].position)

    @property
    def active_ns(self) -> int:
        """Repetitions that count, rests and moves; no pauses, no broken repetitions."""
        return self.passed_ns + sum(self.timeline.repetitions[index].active_ns for index in self.done)

    @property
    def can_undo(self) -> bool:
        """Whether leaving or returning to an exercise can still be undone."""
        return self.way_back is not None and self.clock_ns <= self.way_back.until_ns


@dataclass(frozen=True, slots=True)
class StepStarted:
    """A step of the tape began at *at_ns* of the session's clock."""

    at_ns: int
    step: int


@dataclass(frozen=True, slots=True)
class RepetitionDone:
    """A repetition counts."""

    at_ns: int
    repetition: int


@dataclass(frozen=True, slots=True)
class MarkPassed:
    """A moment within a step or a count-in that is worth telling. Nothing of the session changes with it."""

    at_ns: int
    seconds_left: int | None
    """Whole seconds left of the step or the count-in; None at half of a long hold."""


@dataclass(frozen=True, slots=True)
class SessionPaused:
    """The tape stopped, because the person asked or because no time was handed in for a while."""

    at_ns: int
    by_gap: bool


@dataclass(frozen=True, slots=True)
class WaitStarted:
    """The tape waits for the person before it starts *step*."""

    at_ns: int
    step: int


@dataclass(frozen=True, slots=True)
class CountInStarted:
    """The tape will move again in *length_ns*."""

    at_ns: int
    length_ns: int


@dataclass(frozen=True, slots=True)
class SessionResumed:
    """The tape moves again, in the current step."""

    at_ns: int
    step: int


@dataclass(frozen=True, slots=True)
class TimeAdded:
    """The current rest, move or count takes longer."""

    at_ns: int


@dataclass(frozen=True, slots=True)
class SessionEnded:
    """The session is over."""

    at_ns: int
    reached_end: bool
    stopped: Stopped | None = None


@dataclass(frozen=True, slots=True)
class InquiryOpened:
    """Something hurts: everything stops, and the person is asked what they feel."""

    at_ns: int


@dataclass(frozen=True, slots=True)
class InquiryMoved:
    """The inquiry is at another question, offer or rest now, or a detail of it was told."""

    at_ns: int
    rest_over: bool = False
    """Whether a rest is over, and a question waits."""


Event = (
    StepStarted
    | RepetitionDone
    | MarkPassed
    | SessionPaused
    | WaitStarted
    | CountInStarted
    | SessionResumed
    | TimeAdded
    | InquiryOpened
    | InquiryMoved
    | SessionEnded
)
Change = tuple[Session, tuple[Event, ...]]
