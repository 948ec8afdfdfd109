"""An exercise shown over and over at its real tempo, driven by the same session as a live one."""

from collections.abc import Callable
from dataclasses import replace

from lumbar.clock import Clock
from lumbar.domain import course
from lumbar.domain.exercise import Exercise
from lumbar.domain.prescription import prescribe_as_in_catalog
from lumbar.domain.session import Event, Session
from lumbar.domain.timeline import Phase, SessionPlan, build_timeline
from lumbar.figure.shelf import Shelf
from lumbar.settings import Motion
from lumbar.tui.figure_view import FigureView, figure_view
from lumbar.tui.session_driver import Alarm, SessionDriver


class Demonstration:
    """Shows one exercise at a time."""

    def __init__(
        self,
        shelf: Shelf,
        clock: Clock,
        *,
        set_timer: Callable[[float, Callable[[], None]], Alarm],
        show: Callable[[FigureView | None], None],
        motion: Motion,
    ) -> None:
        self._shelf = shelf
        self._clock = clock
        self._set_timer = set_timer
        self._show = show
        self.motion = motion
        self._driver: SessionDriver | None = None

    def start(self, exercise: Exercise) -> None:
        """Show *exercise* from its first repetition on, until told otherwise."""
        self.stop()
        if self._shelf.motion(exercise.id) is None:
            self._show(None)
            return
        self._driver = SessionDriver(
            _first_repetition(exercise, self._clock.monotonic_ns()),
            self._clock,
            set_timer=self._set_timer,
            on_change=lambda session, _events: self._changed(exercise, session, _events),
            motion=self.motion,
        )
        self._driver.start()

    def stop(self) -> None:
        """Show no more."""
        if self._driver is not None:
            self._driver.stop()
            self._driver = None

    def _changed(self, exercise: Exercise, session: Session, _events: tuple[Event, ...]) -> None:
        over = session.current.repetition is None or session.current.phase is Phase.STAND_UP
        if over or course.ns_to_next_change(session) is None:
            self.start(exercise)
        else:
            self._show(figure_view(session, self._shelf))


def _first_repetition(exercise: Exercise, now_ns: int) -> Session:
    plan = SessionPlan(exercises=(prescribe_as_in_catalog(exercise),))
    session, _ = course.start(build_timeline(plan, {exercise.id: exercise}), now_ns)
    first = session.timeline.repetitions[0].first_step
    return replace(session, step=first, body=exercise.position)
