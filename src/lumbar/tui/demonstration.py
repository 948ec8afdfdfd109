"""An exercise shown over and over at its real tempo, driven by the same session as a live one. It starts still."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from lumbar.clock import Clock
from lumbar.domain import course
from lumbar.domain.exercise import Exercise
from lumbar.domain.prescription import prescribe_as_in_catalog
from lumbar.domain.session import Session
from lumbar.domain.timeline import Phase, SessionPlan, build_timeline
from lumbar.figure.draw import Scene
from lumbar.figure.motion import FigureMoment, MomentKind
from lumbar.figure.shelf import Shelf
from lumbar.settings import Motion
from lumbar.tui.figure_view import figure_view
from lumbar.tui.session_driver import Alarm, SessionDriver

STILL_SECONDS = 0.4
"""So long the figure of another exercise stands still: whoever goes through the list does not wait for what moves."""


class Demonstration:
    """Shows one exercise at a time."""

    def __init__(
        self,
        shelf: Shelf,
        clock: Clock,
        *,
        set_timer: Callable[[float, Callable[[], None]], Alarm],
        show: Callable[[Scene | None, FigureMoment], None],
        motion: Motion,
    ) -> None:
        self._shelf = shelf
        self._clock = clock
        self._set_timer = set_timer
        self._show = show
        self.motion = motion
        self._about_to_move: Alarm | None = None
        self._driver: SessionDriver | None = None

    def start(self, exercise: Exercise) -> None:
        """Show *exercise* as it starts; a little later, from its first repetition on, until told otherwise."""
        self.stop()
        scene = self._shelf.motion(exercise.id)
        self._show(scene, FigureMoment(MomentKind.READY))
        if scene is not None and self.motion is Motion.FULL:
            self._about_to_move = self._set_timer(STILL_SECONDS, partial(self._move, exercise))

    def stop(self) -> None:
        """Show no more."""
        for what in (self._about_to_move, self._driver):
            if what is not None:
                what.stop()
        self._about_to_move = self._driver = None

    def _move(self, exercise: Exercise) -> None:
        self.stop()
        self._driver = SessionDriver(
            _first_repetition(exercise, self._clock.monotonic_ns()),
            self._clock,
            set_timer=self._set_timer,
            on_change=lambda session, _: self._changed(exercise, session),
            motion=self.motion,
        )
        self._driver.start()

    def _changed(self, exercise: Exercise, session: Session) -> None:
        over = session.current.repetition is None or session.current.phase is Phase.STAND_UP
        if over or course.ns_to_next_change(session) is None:
            self._move(exercise)
        elif view := figure_view(session, self._shelf):
            self._show(view.scene, view.moment)


def _first_repetition(exercise: Exercise, now_ns: int) -> Session:
    plan = SessionPlan(exercises=(prescribe_as_in_catalog(exercise),))
    session, _ = course.start(build_timeline(plan, {exercise.id: exercise}), now_ns)
    first = session.timeline.repetitions[0].first_step
    return replace(session, step=first, body=exercise.position)
