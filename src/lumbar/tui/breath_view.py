"""What reminds of the breath in a hold, at one instant: pure."""

from dataclasses import dataclass

from lumbar.domain.exercise import NS_PER_SECOND
from lumbar.domain.session import Running, Session
from lumbar.domain.timeline import Phase
from lumbar.settings import Breath, Motion
from lumbar.tui.pacer import BREATH_NS, breath
from lumbar.words.exercise import breaths_in

BREATH_CELLS = 12
STEP_NS = NS_PER_SECOND // 3
"""The line changes no more often than this: a hold is to cost the terminal little."""

KEEP_BREATHING = "keep breathing"


@dataclass(frozen=True, slots=True)
class BreathView:
    """A word, and a line that grows and shrinks."""

    words: str
    """Such as "breath 2 of 3"."""
    lit: int | None
    """How many cells of the line are lit, 0 to `BREATH_CELLS`; None if words do it."""


def breath_view(session: Session, how: Breath, motion: Motion) -> BreathView | None:
    """Return what is shown of the breath; None where nothing is held."""
    if not isinstance(session.state, Running) or session.current.phase is not Phase.HOLD:
        return None
    count = _count(session)
    if how is Breath.WORDS or motion is Motion.REDUCED:
        return BreathView(f"{KEEP_BREATHING}, {count}" if count else KEEP_BREATHING, None)
    lit = round(breath(session.elapsed_ns - session.elapsed_ns % STEP_NS).share * BREATH_CELLS)
    return BreathView(count or "breathe", lit)


def _count(session: Session) -> str:
    """Return which breath it is; empty in a hold that is shorter than one."""
    breaths = breaths_in(session.step_ns // NS_PER_SECOND)
    return f"breath {min(breaths, session.elapsed_ns // BREATH_NS + 1)} of {breaths}" if breaths else ""
