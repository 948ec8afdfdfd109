"""What is asked, told and offered from the moment when something hurts: the values of the decision table."""

from dataclasses import dataclass
from enum import Enum

from lumbar.domain.record import Answer, SessionEvent


class Place(Enum):
    """Where pain can be."""

    LOW_BACK = "low_back"
    UPPER_BACK = "upper_back"
    NECK = "neck"
    BUTTOCK_OR_HIP = "buttock_or_hip"
    THIGH = "thigh"
    BELOW_THE_KNEE = "below_the_knee"
    KNEE = "knee"
    SHOULDER = "shoulder"
    ARM_OR_WRIST = "arm_or_wrist"
    BELLY = "belly"
    ELSEWHERE = "elsewhere"


class Newness(Enum):
    """Whether the person knows this pain."""

    NEW = "new"
    KNOWN = "known"
    SPREADING = "spreading"  # known, but it spreads further: asked of pain below the knee alone


class Offer(Enum):
    """What the person can choose."""

    CONTINUE = "continue"
    NEXT_REP = "next_rep"
    REST_30 = "rest_30"
    REST_60 = "rest_60"
    REST_120 = "rest_120"
    EASIER = "easier"
    LEAVE_EXERCISE = "leave_exercise"
    FINISH = "finish"
    CARE = "care"


class StopReason(Enum):
    """Why there is no more exercise in this session."""

    HIGH = "high"
    ABOVE_BEFORE = "above_before"
    BELOW_THE_KNEE = "below_the_knee"
    SAME_PLACE = "same_place"
    ABOVE_FIRST = "above_first"
    THIRD = "third"
    NOT_SETTLED = "not_settled"
    NOT_PASSED = "not_passed"  # the dizziness


class Stopped(Enum):
    """For what a session was stopped."""

    PAIN = "pain"
    CARE = "care"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Asked:
    """What every state of an inquiry has."""

    told: SessionEvent
    """When and where it happened, and what the person has told so far."""
    unsettled: tuple[Answer, ...] = ()
    """Pain or dizziness that must settle before the session goes on, in the order in which it was told."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AskFeeling(_Asked):
    """What the person feels: one of the eight answers."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AskLevel(_Asked):
    """How much it hurts: 0 to 10."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AskPlace(_Asked):
    """Where it is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AskNewness(_Asked):
    """Whether it is new or known."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Offering(_Asked):
    """The person chooses how to go on."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Resting(_Asked):
    """A rest with a breathing pacer."""

    since_ns: int
    """On the session's clock."""
    least_ns: int
    """From then on any key ends it."""
    length_ns: int
    """Then it is over by itself."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AskSettled(_Asked):
    """Whether the first thing that is unsettled is over: back to where it was or less, or clearly passed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Advising(_Asked):
    """Care advice shows; until Enter the answer can be corrected, afterwards nothing leads back into exercise."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stopping(_Asked):
    """No more exercise in this session: it is finished from here."""

    reasons: tuple[StopReason, ...]


Inquiry = AskFeeling | AskLevel | AskPlace | AskNewness | Offering | Resting | AskSettled | Advising | Stopping


@dataclass(frozen=True, slots=True)
class Decided:
    """The inquiry is over."""

    told: SessionEvent
    """To be kept. Its choice is how the session goes on; None leads back to where it was."""
    stopped: Stopped | None = None
    """Set if the session ends for safety."""


Result = Inquiry | Decided
