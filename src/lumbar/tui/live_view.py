"""What the live screen shows of a session at one instant: a pure function."""

from dataclasses import dataclass
from typing import assert_never

from lumbar.domain.exercise import NS_PER_SECOND
from lumbar.domain.marks import last_seconds_of_hold
from lumbar.domain.session import Asking, CountingIn, Ended, Paused, Running, Session, Waiting
from lumbar.domain.timeline import Phase
from lumbar.guide import Guidance, guidance
from lumbar.tui.widgets.block_digits import DigitStyle
from lumbar.tui.widgets.phase_bar import BarForm


@dataclass(frozen=True, slots=True)
class LiveView:
    """The live screen at one instant."""

    words: Guidance
    tone: str
    """Which colour the phase word has: move, hold, rest or still."""
    digits: int | None
    """Whole seconds left, counted as people count: 1 is shown during the last second."""
    digit_style: DigitStyle
    bar: BarForm
    bar_passed: float
    session_passed: float
    left_seconds: float


def live_view(session: Session) -> LiveView:
    """Return what the screen shows of *session*."""
    style, bar, tone = _form(session)
    length_ns, left_ns = _measure(session)
    return LiveView(
        words=guidance(session),
        tone=tone,
        digits=None if style is DigitStyle.NONE else -(-left_ns // NS_PER_SECOND),
        digit_style=style,
        bar=bar,
        bar_passed=1.0 if length_ns == 0 else 1 - left_ns / length_ns,
        session_passed=0.0 if session.timeline.total_ns == 0 else 1 - session.remaining_ns / _tape_ns(session),
        left_seconds=0.0 if isinstance(session.state, Ended) else session.remaining_ns / NS_PER_SECOND,
    )


def _tape_ns(session: Session) -> int:
    return session.timeline.total_ns + session.extra_ns


def _measure(session: Session) -> tuple[int, int]:
    """Return the length of what is being counted, and what is left of it."""
    if isinstance(session.state, CountingIn):
        return session.state.total_ns, session.state.left_ns
    return session.step_ns, session.left_in_step_ns


def _form(session: Session) -> tuple[DigitStyle, BarForm, str]:
    match session.state:
        case Running():
            return _running_form(session)
        case Paused() | Asking() | Ended():
            counted = _running_form(session)[0] is not DigitStyle.NONE
            return DigitStyle.STILL if counted else DigitStyle.NONE, BarForm.HATCHED, "still"
        case Waiting():
            return DigitStyle.NONE, BarForm.HATCHED, "move"
        case CountingIn():
            return DigitStyle.THIN, BarForm.DOTTED, "move"
        case _:
            assert_never(session.state)


def _running_form(session: Session) -> tuple[DigitStyle, BarForm, str]:
    match session.current.phase:
        case Phase.GO_TO | Phase.STAND_UP:
            return DigitStyle.SMALL, BarForm.FORWARD, "move"
        case Phase.GET_READY:
            return DigitStyle.THIN, BarForm.DOTTED, "move"
        case Phase.MOVE_IN | Phase.MOVE_BETWEEN:
            return DigitStyle.NONE, BarForm.FORWARD, "move"
        case Phase.MOVE_OUT:
            return DigitStyle.NONE, BarForm.BACKWARD, "move"
        case Phase.HOLD:
            lit_ns = last_seconds_of_hold(session.step_ns) * NS_PER_SECOND
            style = DigitStyle.ALARM if session.left_in_step_ns <= lit_ns else DigitStyle.BLOCK
            return style, BarForm.SOLID, "hold"
        case Phase.REST | Phase.NEXT_SET:
            return DigitStyle.SMALL, BarForm.HOLLOW, "rest"
        case Phase.SWITCH_SIDES:
            return DigitStyle.SMALL, BarForm.CROSSING, "rest"
        case _:
            assert_never(session.current.phase)
