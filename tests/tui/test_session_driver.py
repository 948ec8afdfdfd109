"""The driver of a session, with timers that go off when the test says so."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field

import pytest

from lumbar.domain import commands, course
from lumbar.domain.session import CountingIn, Ended, Event, Paused, Running, Session, SessionPaused, StepStarted
from lumbar.domain.timeline import Phase
from lumbar.settings import Motion
from lumbar.tui.session_driver import LoopAlarm, SessionDriver
from support.clocks import FakeClock
from support.sessions import SECOND, timeline


@dataclass
class FakeAlarm:
    """A timer that was set."""

    seconds: float
    go_off: Callable[[], None]
    stopped: bool = False

    def stop(self) -> None:
        self.stopped = True


@dataclass
class Rig:
    """A driver, its clock, and everything that came of it."""

    clock: FakeClock = field(default_factory=FakeClock)
    rate: int = 1
    motion: Motion = Motion.FULL
    alarms: list[FakeAlarm] = field(default_factory=list)
    changes: list[tuple[Session, tuple[Event, ...]]] = field(default_factory=list)

    def __post_init__(self) -> None:
        session, _ = course.start(timeline("bird-dog"), self.clock.monotonic_ns(), rate=self.rate)
        self.driver = SessionDriver(
            session,
            self.clock,
            set_timer=self._set_timer,
            on_change=lambda session, events: self.changes.append((session, events)),
            motion=self.motion,
        )

    def _set_timer(self, seconds: float, go_off: Callable[[], None]) -> FakeAlarm:
        self.alarms.append(FakeAlarm(seconds, go_off))
        return self.alarms[-1]

    @property
    def armed(self) -> list[FakeAlarm]:
        return [alarm for alarm in self.alarms if not alarm.stopped]

    def let_it_go_off(self) -> None:
        """Let time pass up to the armed timer."""
        (alarm,) = self.armed
        self.clock.advance_ns(round(alarm.seconds * SECOND))
        alarm.go_off()

    def events(self) -> list[Event]:
        return [event for _, events in self.changes for event in events]


@pytest.fixture
def rig() -> Rig:
    return Rig()


def test_nothing_is_armed_before_the_start(rig: Rig) -> None:
    assert not rig.alarms
    assert not rig.changes


def test_the_start_shows_the_session_and_arms_one_timer(rig: Rig) -> None:
    rig.driver.start()
    assert [session.step for session, _ in rig.changes] == [0]
    assert len(rig.armed) == 1


def test_the_time_until_there_is_something_to_see_is_no_gap(rig: Rig) -> None:
    rig.clock.advance(30)
    rig.driver.start()
    rig.let_it_go_off()
    assert isinstance(rig.driver.session.state, Running)
    assert 0 < rig.driver.session.elapsed_ns < SECOND


@pytest.mark.parametrize(("phase", "frames"), [(Phase.MOVE_IN, 12), (Phase.HOLD, 6), (Phase.NEXT_SET, 4)])
def test_it_looks_as_often_as_something_can_look_different(rig: Rig, phase: Phase, frames: int) -> None:
    rig.driver.start()
    while rig.driver.session.current.phase is not phase:
        rig.let_it_go_off()
    assert rig.armed[0].seconds == pytest.approx(1 / frames)


def test_a_movement_is_looked_at_twelve_times_in_each_second_and_no_oftener(rig: Rig) -> None:
    rig.driver.start()
    while rig.driver.session.current.phase is not Phase.MOVE_IN:
        rig.let_it_go_off()
    seconds = rig.driver.session.step_ns // SECOND
    before = len(rig.changes)
    while rig.driver.session.current.phase is Phase.MOVE_IN:
        rig.let_it_go_off()
    assert len(rig.changes) - before == 12 * seconds


def test_the_slow_way_to_another_position_is_looked_at_eight_times_a_second(rig: Rig) -> None:
    rig.driver.start()
    assert rig.driver.session.current.phase is Phase.GO_TO
    assert rig.armed[0].seconds == pytest.approx(1 / 8)


def test_a_timer_that_is_late_does_not_put_off_the_next_one(rig: Rig) -> None:
    rig.driver.start()
    while rig.driver.session.current.phase is not Phase.MOVE_IN:
        rig.let_it_go_off()
    rig.clock.advance(0.02)
    rig.let_it_go_off()
    assert rig.driver.session.elapsed_ns == pytest.approx(SECOND / 12 + SECOND / 50, abs=10)
    assert rig.armed[0].seconds == pytest.approx(1 / 12 - 0.02)


def test_with_less_motion_it_looks_four_times_a_second() -> None:
    rig = Rig(motion=Motion.REDUCED)
    rig.driver.start()
    while rig.armed:
        assert rig.armed[0].seconds <= 0.25
        rig.let_it_go_off()
    assert len(rig.alarms) < 6 * rig.driver.session.timeline.total_ns / SECOND


@pytest.mark.parametrize("motion", Motion)
def test_each_second_is_met_on_time(motion: Motion) -> None:
    rig = Rig(motion=motion)
    rig.driver.start()
    while rig.driver.session.current.phase is not Phase.HOLD:
        rig.let_it_go_off()
    met = set()
    while rig.driver.session.current.phase is Phase.HOLD:
        met.add(round(rig.driver.session.left_in_step_ns / SECOND, 3))
        rig.let_it_go_off()
    assert met >= set(range(1, 16))


def test_it_meets_the_next_change_when_that_is_nearer_than_a_frame(rig: Rig) -> None:
    rig.driver.start()
    length = rig.driver.session.current.duration_ns
    while rig.driver.session.elapsed_ns < length - 2 * SECOND:
        rig.clock.advance(1.9)
        rig.driver.tick()
    rig.clock.advance_ns(rig.driver.session.left_in_step_ns - SECOND // 50)
    rig.driver.tick()
    assert rig.armed[0].seconds == pytest.approx(0.02)
    rig.let_it_go_off()
    assert rig.driver.session.step == 1
    assert rig.driver.session.elapsed_ns == 0


def test_left_alone_it_comes_to_the_end_and_every_change_is_met_exactly(rig: Rig) -> None:
    rig.driver.start()
    started_ns = rig.clock.monotonic_ns()
    while rig.armed:
        rig.let_it_go_off()
    assert isinstance(rig.driver.session.state, Ended)
    assert rig.clock.monotonic_ns() - started_ns == pytest.approx(rig.driver.session.timeline.total_ns, abs=1000)
    met = [event.step for event in rig.events() if isinstance(event, StepStarted)]
    assert met == list(range(1, len(rig.driver.session.timeline.steps)))
    assert len(rig.driver.session.done) == len(rig.driver.session.timeline.repetitions)


def test_a_faster_clock_is_met_too() -> None:
    rig = Rig(rate=50)
    rig.driver.start()
    while rig.armed:
        rig.let_it_go_off()
    spent_ns = rig.clock.monotonic_ns() - FakeClock().read_ns
    assert spent_ns * 50 == pytest.approx(rig.driver.session.timeline.total_ns, rel=0.001)


def test_there_is_never_more_than_one_timer(rig: Rig) -> None:
    rig.driver.start()
    for command in (commands.more_time, commands.next_repetition, commands.leave_exercise, commands.undo):
        rig.driver.do(command)
        rig.driver.tick()
        assert len(rig.armed) <= 1


def test_nothing_ticks_while_it_is_paused(rig: Rig) -> None:
    rig.driver.start()
    rig.driver.do(commands.pause)
    assert isinstance(rig.driver.session.state, Paused)
    assert not rig.armed


def test_it_ticks_again_from_the_count_in_on(rig: Rig) -> None:
    rig.driver.start()
    rig.driver.do(commands.pause)
    rig.clock.advance(600)
    rig.driver.do(commands.resume)
    assert isinstance(rig.driver.session.state, CountingIn)
    assert len(rig.armed) == 1
    while isinstance(rig.driver.session.state, CountingIn):
        rig.let_it_go_off()
    assert isinstance(rig.driver.session.state, Running)
    assert len(rig.armed) == 1


def test_a_gap_pauses_and_stops_the_timer(rig: Rig) -> None:
    rig.driver.start()
    rig.let_it_go_off()
    elapsed_ns = rig.driver.session.elapsed_ns
    rig.clock.advance(2.5)
    rig.driver.tick()
    assert rig.driver.session.elapsed_ns == elapsed_ns
    assert any(isinstance(event, SessionPaused) and event.by_gap for event in rig.events())
    assert not rig.armed


def test_nothing_ticks_after_the_end(rig: Rig) -> None:
    rig.driver.start()
    rig.driver.do(commands.end)
    assert isinstance(rig.driver.session.state, Ended)
    assert not rig.armed


def test_stopping_disarms_it_and_can_be_done_twice(rig: Rig) -> None:
    rig.driver.start()
    rig.driver.stop()
    rig.driver.stop()
    assert not rig.armed


async def test_an_alarm_goes_off_though_its_time_is_over_at_once() -> None:
    rang: list[str] = []
    done = asyncio.Event()

    def run(callback: Callable[[], None]) -> None:
        callback()
        done.set()

    LoopAlarm(0, lambda: rang.append("now"), run)
    stopped = LoopAlarm(0, lambda: rang.append("stopped"), run)
    stopped.stop()
    await asyncio.wait_for(done.wait(), 10)
    assert rang == ["now"]


async def test_a_timer_that_is_stopped_while_its_callback_waits_for_its_turn_does_not_go_off() -> None:
    rang: list[str] = []
    waiting: list[Callable[[], None]] = []
    come = asyncio.Event()

    def run_later(callback: Callable[[], None]) -> None:
        waiting.append(callback)
        come.set()

    alarm = LoopAlarm(0, lambda: rang.append("rang"), run_later)
    await asyncio.wait_for(come.wait(), 10)
    alarm.stop()
    for callback in waiting:
        callback()
    assert len(waiting) == 1
    assert rang == []
