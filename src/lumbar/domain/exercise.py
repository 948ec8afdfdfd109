"""What an exercise is: its position, its dose, its tempo, and the words that lead through it."""

from dataclasses import dataclass, replace
from enum import Enum
from typing import assert_never

NS_PER_SECOND = 1_000_000_000


def seconds_to_ns(seconds: float) -> int:
    """Return whole nanoseconds for *seconds*, exact to the millisecond."""
    return round(seconds * 1000) * 1_000_000


class Position(Enum):
    """How the body is placed for the whole of an exercise."""

    LYING = "lying"
    HANDS_AND_KNEES = "hands_and_knees"
    STANDING = "standing"


class SideOrder(Enum):
    """How the two sides take turns within a set."""

    ALTERNATE = "alternate"  # left, right, left, right
    BLOCK = "block"  # all of one side, then all of the other


class Condition(Enum):
    """What a person may have for which a provider is asked before some exercises."""

    OSTEOPOROSIS = "osteoporosis"
    FRACTURE = "fracture"  # not long ago, as the operations
    BACK_OPERATION = "back_operation"
    HIP_OR_KNEE_OPERATION = "hip_or_knee_operation"
    ANKLE_OPERATION = "ankle_operation"
    PREGNANCY = "pregnancy"
    HIGH_BLOOD_PRESSURE = "high_blood_pressure"
    KNEE_TROUBLE = "knee_trouble"
    WRIST_TROUBLE = "wrist_trouble"
    SHOULDER_TROUBLE = "shoulder_trouble"
    NECK_TROUBLE = "neck_trouble"
    HARD_TO_GET_DOWN = "hard_to_get_down"  # to the floor: shows the way with a chair


class DoseSource(Enum):
    """Where a figure of the dose comes from."""

    LEAFLET = "leaflet"
    DEFAULT = "default"  # our own choice; a provider may give another


@dataclass(frozen=True, slots=True, kw_only=True)
class Dose:
    """How much of an exercise makes one session of it."""

    reps: int
    """Repetitions in a set; on each side if `side_order` is set. 1 or more."""
    sets: int
    """1 or more."""
    hold_seconds: tuple[int, ...]
    """Seconds of each hold in one repetition, in order; empty if nothing is held."""
    side_order: SideOrder | None
    """None if the exercise has no sides."""

    @property
    def sides(self) -> int:
        """2 if both sides take turns, else 1."""
        return 1 if self.side_order is None else 2


@dataclass(frozen=True, slots=True, kw_only=True)
class DoseSources:
    """For each figure of the catalog's dose, where it comes from."""

    reps: DoseSource
    hold: DoseSource | None
    """None where there is no hold."""
    sets: DoseSource


@dataclass(frozen=True, slots=True, kw_only=True)
class Tempo:
    """How slowly an exercise goes, in nanoseconds."""

    move_in_ns: int
    move_between_ns: int
    """Between two holds of one repetition; 0 if there is at most one hold."""
    move_out_ns: int
    rest_between_reps_ns: int
    """Follows every repetition, the last one too."""
    rest_between_sets_ns: int
    """Comes between two sets, after the repetition's own rest."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wording:
    """What to call the movements (a word or two, upper-case) and what to say during them (whole sentences).

    Sentences may hold `{side}` and `{other}`, which become "left" and "right".
    """

    move_in: str
    move_between: str
    """Empty unless there are two holds."""
    move_out: str
    say_ready: str
    say_move_in: str
    say_hold: tuple[str, ...]
    """One sentence a hold."""
    say_move_between: str
    say_move_out: str
    left: str
    """The left side in words, such as "left arm, right leg"; empty if the exercise has no sides."""
    right: str
    move_back: str = ""
    """Empty unless a turn in mid-repetition is turned back again, as in a rotation."""
    say_move_back: str = ""


class Form(Enum):
    """In which form an exercise is done."""

    AS_PRESCRIBED = "as_prescribed"
    EASIER = "easier"
    ROTATION = "rotation"  # with a turn to the left and to the right in turn


@dataclass(frozen=True, slots=True, kw_only=True)
class EasierForm:
    """The form that is offered when the exercise itself is uncomfortable."""

    line: str = ""
    """What is easier, in one short line; empty if the exercise's own words on it are all there is."""
    hold_seconds: tuple[int, ...] | None = None
    """One entry a hold, 0 for a hold that is left out; None if the holds stay as prescribed."""
    half_the_reps: bool = True
    """Whether it is half the repetitions (rounded up), as nothing else about it has a figure."""
    wording: Wording | None = None
    """None if the words are those of the exercise."""
    figure: str = ""
    """Which variant of the figure shows it; empty if it is the figure of the exercise."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rotation:
    """A turn of the chest in the raised position, once the plain form is easy."""

    turn_ns: int
    """There, and the same time back."""
    hold_seconds: int
    """In the turned position."""
    wording: Wording
    """Words of the left and right side included."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Exercise:
    """One entry of the catalog."""

    id: str
    name: str
    number: int
    """Place in the leaflet's order, from 1."""
    position: Position
    start_position: str
    """How to lie, kneel or stand before the first repetition."""
    dose: Dose
    dose_sources: DoseSources
    hold_range_seconds: tuple[int, int] | None
    """The leaflet's range, if it gives one instead of a figure."""
    tempo: Tempo
    wording: Wording
    side_means: str
    """What "left" and "right" name; empty if the exercise has no sides."""
    steps: tuple[str, ...]
    breath: str
    feel: str
    muscles: str
    mistakes: tuple[str, ...]
    easier: str
    harder: str
    ask_first: tuple[str, ...]
    sources: tuple[str, ...]
    ask_first_if: tuple[Condition, ...] = ()
    """The conditions with which it starts switched off, until a provider agreed."""
    ask_first_always: tuple[str, ...] = ()
    """Those of the ask-first lines that none of these conditions is about: no answer settles them."""
    easier_form: EasierForm = EasierForm()
    rotation: Rotation | None = None
    """None if the exercise has no such form."""

    def in_form(self, form: Form) -> "Exercise":
        """Return the exercise as it goes in *form*: with its words and its tempo. The dose stays."""
        match form:
            case Form.AS_PRESCRIBED:
                return self
            case Form.EASIER:
                return replace(self, wording=self.easier_form.wording or self.wording)
            case Form.ROTATION:
                if self.rotation is None:
                    return self
                tempo = replace(self.tempo, move_between_ns=self.rotation.turn_ns)
                return replace(self, tempo=tempo, wording=self.rotation.wording)
            case _:
                assert_never(form)
