"""Which figure is seen at one instant of a session: its pose is the phase of the timer."""

from typing import NamedTuple

from lumbar.domain.exercise import Form, Position
from lumbar.domain.session import CountingIn, Running, Session
from lumbar.domain.timeline import Phase
from lumbar.figure.draw import Scene
from lumbar.figure.motion import FigureMoment, MomentKind
from lumbar.figure.shelf import Shelf
from lumbar.guide import upcoming_repetition

KINDS = {
    Phase.GO_TO: MomentKind.READY,
    Phase.GET_READY: MomentKind.READY,
    Phase.MOVE_IN: MomentKind.IN,
    Phase.HOLD: MomentKind.HOLD,
    Phase.MOVE_BETWEEN: MomentKind.BETWEEN,
    Phase.MOVE_OUT: MomentKind.OUT,
    Phase.REST: MomentKind.REST,
    Phase.NEXT_SET: MomentKind.REST,
    Phase.SWITCH_SIDES: MomentKind.TURN,
    Phase.STAND_UP: MomentKind.TRAVEL,
}


VARIANTS = {Form.AS_PRESCRIBED: "", Form.EASIER: "easier", Form.ROTATION: "rotation"}


class FigureView(NamedTuple):
    """A figure at one instant."""

    scene: Scene
    moment: FigureMoment
    dimmed: bool
    """Whether the session stands still."""


def figure_view(session: Session, shelf: Shelf) -> FigureView | None:
    """Return what is seen of *session*; None if the exercise has no figure."""
    dimmed = not isinstance(session.state, Running | CountingIn)
    phase = session.current.phase
    progress = session.elapsed_ns / session.step_ns if session.step_ns else 1.0
    there = Position.STANDING if phase is Phase.STAND_UP else session.exercise.position
    if phase in (Phase.GO_TO, Phase.STAND_UP) and session.body is not there:
        way = shelf.journey(session.body, there)
        return FigureView(way, FigureMoment(MomentKind.TRAVEL, progress), dimmed)
    motion = shelf.motion(session.exercise.id)
    if motion is None:
        return None
    upcoming = upcoming_repetition(session)
    kind = MomentKind.READY if isinstance(session.state, CountingIn) else KINDS[phase]
    if kind is MomentKind.REST and session.repetition and upcoming and upcoming.side is not session.repetition.side:
        kind = MomentKind.TURN
    shown = upcoming if kind is MomentKind.READY else session.repetition
    plan, place = session.timeline.plan, session.current.place
    variant = VARIANTS[Form.EASIER if plan.eased_at(place) else plan.exercises[place].form]
    moment = FigureMoment(kind, progress, shown.side if shown else None, variant, session.current.hold)
    return FigureView(motion, moment, dimmed)
