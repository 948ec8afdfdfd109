"""What is kept about the person beside sessions and prescriptions: what they said, and when."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum

from lumbar.domain.exercise import Condition
from lumbar.domain.prescription import PrescribedExercise

MOST_BAD_DAYS = 7
"""At once."""


class GivenBy(Enum):
    """Who gave the exercises."""

    PROVIDER = "provider"
    NOBODY_YET = "nobody_yet"


class Afterward(Enum):
    """How it was after a session, asked at the next start."""

    BETTER = "better"
    AS_USUAL = "as_usual"
    SETTLED_WITHIN_A_DAY = "settled_within_a_day"
    STILL_WORSE = "still_worse"


class SoftStop(Enum):
    """What is started only after a typed yes."""

    HIGH_BEFORE = "high_before"  # pain of 7 or more before the session
    DAY_OF_A_STOP = "day_of_a_stop"  # a session was stopped for pain or care on the same day
    STILL_WORSE_TWICE = "still_worse_twice"  # running


class WayOn(Enum):
    """How it goes on after gentle days, or after the sessions at half the dose."""

    AS_BEFORE = "as_before"
    FROM_HERE = "from_here"  # what was done stays the level, and steps up are offered from there
    MORE_GENTLE_DAYS = "more_gentle_days"


class StepReply(Enum):
    """What was said to the offer of a step up."""

    ACCEPTED = "accepted"
    DECLINED = "declined"
    PROVIDER_SAID = "provider_said"


class SetUpStep(Enum):
    """One question of the set-up, in the order in which they come; the purpose stands before them."""

    ASK_FIRST = "ask_first"
    SESSIONS = "sessions"
    MINUTES = "minutes"
    ORDER = "order"
    SOUND = "sound"
    WHEN_AND_WHERE = "when_and_where"
    IF_HINDERED = "if_hindered"


@dataclass(frozen=True, slots=True, kw_only=True)
class ConditionAnswer:
    """One answer of the first run; what is not answered has none."""

    condition: Condition
    yes: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement:
    """The person states that a provider agreed to an exercise."""

    exercise_id: str
    provider: str
    """As typed."""
    agreed_on: str
    """As typed."""
    conditions: tuple[Condition, ...] | None = None
    """With which the exercise waited by then; one that is stated later waits anew. None if that was not kept: the
    agreement stands for every condition."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AfterwardAnswer:
    """How it was after one session."""

    session_id: str
    answer: Afterward
    asked_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckedAnswer:
    """Whether the person has been checked since a session was stopped."""

    session_id: str
    checked: bool
    asked_on: date
    at: datetime | None = None
    """When it was answered, with its offset; None if that was not kept."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SoftStopAnswer:
    """A yes that was typed to go on in spite of a soft stop."""

    stop: SoftStop
    typed_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class SwitchedOn:
    """The person switched an exercise on again that was off after two stops for pain."""

    exercise_id: str
    on: date
    at: datetime | None = None
    """The moment of it, to the second, with its offset; None if that was not kept."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Level:
    """The dose at which an exercise is done for now, below what is prescribed."""

    dose: PrescribedExercise
    since: date
    sessions: int | None = None
    """For so many sessions; then it is asked how to go on. None: until a step up."""
    before: PrescribedExercise | None = None
    """The dose of the level from before those sessions; None if it was what is prescribed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HalfAnswer:
    """Whether half the dose was wanted when it was offered; left out is no."""

    session_id: str
    """The session that was still worse afterward, or the last one before a break."""
    accepted: bool
    asked_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptStop:
    """A session that was stopped for pain or care: a brake that holds though its record be old or deleted."""

    session_id: str
    day: date
    serious: bool
    """Whether it is asked about until the person has been checked."""
    at: datetime | None = None
    """When it ended, with its offset; None if that was not kept."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StepAnswer:
    """What was said to a step up that was offered."""

    exercise_id: str
    reply: StepReply
    on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class BadDays:
    """A few days with the gentle set."""

    first: date
    days: int
    """1 to 7."""
    end_settled: bool = False
    """Whether it needs no more asking how to go on after them."""

    def covers(self, day: date) -> bool:
        """Return whether *day* is one of them."""
        return 0 <= (day - self.first).days < self.days


@dataclass(frozen=True, slots=True, kw_only=True)
class Away:
    """Days on which nothing is planned, because the person is away."""

    first: date
    last: date
    """Included; not before the first."""

    def covers(self, day: date) -> bool:
        """Return whether *day* is one of them."""
        return self.first <= day <= self.last


@dataclass(frozen=True, slots=True, kw_only=True)
class TodaysChoice:
    """How the sessions that are still due on one day differ from the plan. At most one of the two is set."""

    day: date
    minutes: int | None = None
    """So many at most."""
    exercises: tuple[str, ...] = ()
    """Exactly these, by id, in this order; empty for those of the plan."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """Something to ask the provider."""

    text: str
    asked_on: date

    @property
    def mark(self) -> str:
        """What tells its text from others, without saying it."""
        from hashlib import sha256  # noqa: PLC0415 - few ever remove a question

        return sha256(self.text.encode()).hexdigest()[:16]


@dataclass(frozen=True, slots=True, kw_only=True)
class RemovedQuestion:
    """A question that was removed and not asked again, so that no other copy brings it back."""

    mark: str
    on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """All of it. What was never said is empty or None: unanswered stays unanswered."""

    purpose_acknowledged_on: date | None = None
    """The day on which the purpose and the ground rules were acknowledged; None if not yet."""
    given_by: GivenBy | None = None
    conditions: tuple[ConditionAnswer, ...] = ()
    agreements: tuple[Agreement, ...] = ()
    afterwards: tuple[AfterwardAnswer, ...] = ()
    checks: tuple[CheckedAnswer, ...] = ()
    soft_stops: tuple[SoftStopAnswer, ...] = ()
    switched_on: tuple[SwitchedOn, ...] = ()
    halves: tuple[HalfAnswer, ...] = ()
    levels: tuple[Level, ...] = ()
    """At most one an exercise; without one it is done as prescribed."""
    steps: tuple[StepAnswer, ...] = ()
    rotation_since: date | None = None
    """Since when the curl-up is done with a turn; None if it is not."""
    provider_said_amount: bool = False
    """Whether the provider prescribed more than 30 minutes a day."""
    bad_days: tuple[BadDays, ...] = ()
    gentle_set: tuple[PrescribedExercise, ...] = ()
    """The person's own; empty if it is the one that is made from the easier forms."""
    questions: tuple[Question, ...] = ()
    removed_questions: tuple[RemovedQuestion, ...] = ()
    """One a text at most, and none of those that are asked."""
    away: tuple[Away, ...] = ()
    visits: tuple[date, ...] = ()
    """To the provider, rising."""
    when_and_where: str = ""
    """The person's own plan for when and where they exercise, as typed."""
    if_hindered: str = ""
    """The person's own plan for when something comes in between, as typed."""
    todays_choice: TodaysChoice | None = None
    """The newest; without effect on any other day."""
    set_up_at: SetUpStep | None = None
    """Which question of the set-up comes next; None if it is over."""
    minutes_proposed_on: date | None = None
    """The day on which the minutes proposed for the first week were taken; None if others were."""
    minutes_mentioned_on: date | None = None
    """The day on which it was said that the minutes can be changed."""
    stops: tuple[KeptStop, ...] = ()
    """Those of the last day on which there was one, and all that still wait for "have you been checked?"."""
