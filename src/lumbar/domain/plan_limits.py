"""How far each figure and text of a prescription may go, and why.

They catch a slip of the hand, and hold the leaflet's own limits. Within them a provider may say more than the leaflet.
"""

import unicodedata
from dataclasses import dataclass, replace

from lumbar.domain.exercise import NS_PER_SECOND, Exercise, Form
from lumbar.domain.minutes import MOST_MINUTES
from lumbar.domain.prescription import SESSIONS_PER_DAY, PrescribedExercise

MOST_REST_DAYS = 6
DAYS_AHEAD = 366
"""A version of the plan may start so many days from today at most."""
MOST_SESSION_MINUTES = 180
"""One session as prescribed, with its moves and rests, may take so long."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Limit:
    """The range of a figure."""

    low: float
    high: float
    why: str
    """The reason, one sentence."""
    whole: bool = True
    """Whether it is counted; else it is measured, to the thousandth."""

    def allows(self, figure: float) -> bool:
        """Return whether *figure* is within the range; never for what is no number."""
        return self.low <= figure <= self.high

    @property
    def span(self) -> str:
        """The range, such as "1 to 50"."""
        return f"{self.low:g} to {self.high:g}"


REPS = Limit(low=1, high=50, why="The leaflet gives 1 to 10 in a set; more than 50 looks like a slip.")
SETS = Limit(low=1, high=10, why="The leaflet gives 1 to 5 sets; more than 10 looks like a slip.")
REST = Limit(low=0, high=120, why="A rest of more than 2 minutes looks like a slip.", whole=False)
SESSIONS = Limit(low=SESSIONS_PER_DAY[0], high=SESSIONS_PER_DAY[-1], why="The leaflet says 1 to 3 times a day.")
MINUTES = Limit(
    low=1,
    high=MOST_MINUTES,
    why=f"The leaflet says 10 to 30 minutes a day; more than {MOST_MINUTES} looks like a slip.",
)

LONGEST_HOLD_SECONDS = 60
SLOWEST_MOVE_SECONDS = 15
FASTEST_MOVE_SECONDS = 2
FASTEST_SMALL_MOVE_SECONDS = 1


def hold_limit(exercise: Exercise) -> Limit:
    """Return the range of one hold of *exercise*: the leaflet's own if it gives one."""
    if exercise.hold_range_seconds is not None:
        low, high = exercise.hold_range_seconds
        return Limit(low=low, high=high, why=f"The leaflet gives {low} to {high} seconds for this hold.")
    return Limit(
        low=1,
        high=LONGEST_HOLD_SECONDS,
        why="The longest hold of the leaflet is 15 seconds; more than 60 looks like a slip.",
    )


def move_limit(usual_ns: int) -> Limit:
    """Return the range of a movement that usually takes *usual_ns*, in seconds: never fast."""
    is_small = usual_ns < FASTEST_MOVE_SECONDS * NS_PER_SECOND
    return Limit(
        low=FASTEST_SMALL_MOVE_SECONDS if is_small else FASTEST_MOVE_SECONDS,
        high=SLOWEST_MOVE_SECONDS,
        why="The leaflet asks for slow, smooth movements; slower than 15 seconds is more of a hold.",
        whole=False,
    )


def as_it_can_be_done(dose: PrescribedExercise, exercise: Exercise) -> PrescribedExercise:
    """Return *dose* with as many holds as *exercise* has, turned only where it turns, and no way faster than allowed.

    A plan from elsewhere, or from before the file of an exercise was changed, may differ. What is too many is left
    out, and what lacks is as in the catalog.
    """
    usual, held = exercise.dose.hold_seconds, dose.hold_seconds
    turns_nowhere = dose.form is Form.ROTATION and exercise.rotation is None
    return replace(
        dose,
        hold_seconds=(*held[: len(usual)], *usual[len(held) :]),
        form=Form.AS_PRESCRIBED if turns_nowhere else dose.form,
        pace=replace(
            dose.pace,
            move_in_ns=_within(dose.pace.move_in_ns, exercise.tempo.move_in_ns),
            move_out_ns=_within(dose.pace.move_out_ns, exercise.tempo.move_out_ns),
        ),
    )


def _within(move_ns: int | None, usual_ns: int) -> int | None:
    """Return how long a movement takes: as given, within the limits of one that usually takes *usual_ns*."""
    limit = move_limit(usual_ns)
    low_ns, high_ns = (round(figure * NS_PER_SECOND) for figure in (limit.low, limit.high))
    return None if move_ns is None else max(low_ns, min(move_ns, high_ns))


@dataclass(frozen=True, slots=True, kw_only=True)
class TextLimit:
    """What a text may be."""

    longest: int
    """Characters."""
    has_lines: bool = False
    """Whether it may have more than one line."""
    may_be_empty: bool = True

    def problem(self, text: str) -> tuple[str, str] | None:
        """Return what is wrong with *text* and what to do, two sentences; None if nothing is."""
        if not text and not self.may_be_empty:
            return "is empty", "Write a few words."
        if len(text) > self.longest:
            return f"has {len(text)} characters", f"Shorten it to {self.longest} characters or fewer."
        if hidden := next((one for one in text if self._is_hidden(one)), None):
            what = (
                "has more than one line"
                if hidden == "\n"
                else f"has a character that does not show (U+{ord(hidden):04X})"
            )
            return what, "Write it on one line." if hidden == "\n" else "Take it out, or type the text anew."
        return None

    def _is_hidden(self, character: str) -> bool:
        if character == "\n":
            return not self.has_lines
        return unicodedata.category(character) in HIDDEN and character not in JOINERS


HIDDEN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})
"""Categories of characters that a screen does not show, or takes for an order: controls, overrides of direction."""
JOINERS = frozenset("\u200c\u200d\u200e\u200f")
"""Characters that do not show, but which names in some scripts need."""

SLOT_NAME = TextLimit(longest=24, may_be_empty=False)
PROVIDER = TextLimit(longest=80)
SENTENCE = TextLimit(longest=200)
NOTES = TextLimit(longest=1000, has_lines=True)
