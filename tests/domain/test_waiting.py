"""An exercise that waits for the person: the tape stands still, and nothing of it counts."""

from collections.abc import Callable

import pytest

from lumbar.domain import commands, course, hurting
from lumbar.domain.account import account_for
from lumbar.domain.exercise import Position
from lumbar.domain.familiar import familiar
from lumbar.domain.inquiry import Offer
from lumbar.domain.record import Answer, Outcome
from lumbar.domain.saved import restore, save
from lumbar.domain.session import (
    Change,
    CountingIn,
    Ended,
    Paused,
    Running,
    Session,
    StepStarted,
    Waiting,
    WaitStarted,
)
from lumbar.domain.timeline import Phase
from support.hurt import hurt
from support.occasions import OCCASION, STARTED_AT
from support.past import exercise, session
from support.sessions import SECOND, exercises_by_id, timeline

TAPE = timeline("pelvic-tilt", "bird-dog", waiting=("pelvic-tilt", "bird-dog"))


def waiting() -> Session:
    """At the wait before the first exercise, half a second after it began."""
    at, _ = course.start(TAPE, 0)
    for second in range(1, 20):
        at, _ = course.tick(at, second * SECOND)
    at, events = course.tick(at, 20 * SECOND)
    assert events == (WaitStarted(20 * SECOND, 1),)
    at, _ = course.tick(at, 20 * SECOND + SECOND // 2)
    assert isinstance(at.state, Waiting)
    return at


def test_the_tape_stands_still_once_the_body_is_there() -> None:
    at = waiting()
    assert (at.current.phase, at.elapsed_ns) == (Phase.GET_READY, 0)
    later, events = course.tick(at, at.read_ns + 3600 * SECOND)
    assert events == ()
    assert (later.step, later.remaining_ns) == (at.step, at.remaining_ns)
    assert course.ns_to_next_change(at) is None


def test_a_key_starts_it_and_the_wait_is_neither_credited_nor_a_pause() -> None:
    at, _ = course.tick(waiting(), 600 * SECOND)
    started, events = commands.ready(at, at.read_ns)
    assert isinstance(started.state, Running)
    assert events == (StepStarted(600 * SECOND, 1),)
    record = account_for(started, OCCASION, STARTED_AT)
    assert record.seconds_active == 20
    assert record.events == ()


def test_time_that_ran_on_past_the_start_of_the_wait_passes_in_it() -> None:
    at, _ = course.start(TAPE, 0, rate=20)
    at, events = course.tick(at, 2 * SECOND)
    assert events == (WaitStarted(20 * SECOND, 1),)
    assert at.clock_ns == 40 * SECOND
    assert at.state == Waiting(20 * SECOND)


def test_every_exercise_waits_once_and_the_rest_goes_by_itself() -> None:
    at, _ = course.start(TAPE, 0)
    waits = []
    while not isinstance(at.state, Ended):
        at, events = course.tick(at, at.read_ns + SECOND)
        waits += [event for event in events if isinstance(event, WaitStarted)]
        at, _ = commands.ready(at, at.read_ns)
    assert [TAPE.steps[event.step].place for event in waits] == [0, 1]
    assert len(at.done) == len(TAPE.repetitions)
    assert at.active_ns == TAPE.total_ns


def test_with_a_long_get_ready_the_body_is_led_there_before_the_wait_too() -> None:
    at, _ = course.start(timeline("bird-dog", get_ready=60, waiting=("bird-dog",)), 0)
    assert (at.state, at.current.phase) == (Running(), Phase.GO_TO)


def test_ready_does_nothing_where_nothing_waits() -> None:
    at, _ = course.start(TAPE, 0)
    assert commands.ready(at, SECOND) == course.tick(at, SECOND)


def test_a_pause_is_none_where_the_tape_stands_still_already() -> None:
    at = waiting()
    assert commands.pause(at, at.read_ns) == (at, ())
    assert commands.more_time(at, at.read_ns) == (at, ())


def test_what_is_reached_while_paused_waits_for_a_key_of_its_own_once_it_goes_on() -> None:
    at, _ = course.start(TAPE, 0)
    at, _ = commands.pause(at, SECOND)
    at, _ = commands.next_repetition(at, SECOND)
    assert isinstance(at.state, Paused)
    assert at.current.phase is Phase.GET_READY
    for goes_on in (commands.resume, commands.next_repetition):
        waits, events = goes_on(at, SECOND)
        assert isinstance(waits.state, Waiting)
        assert events == (WaitStarted(waits.clock_ns, 1),)
        started, _ = commands.next_repetition(waits, SECOND)
        assert (started.state, started.current.phase) == (Running(), Phase.GET_READY)


@pytest.mark.parametrize(
    ("command", "phase", "place"),
    [
        (commands.next_repetition, Phase.GET_READY, 0),
        (commands.previous_repetition, Phase.GO_TO, 0),
        (commands.leave_exercise, Phase.GO_TO, 1),
    ],
)
def test_the_keys_of_a_session_work_from_a_wait(
    command: Callable[[Session, int], Change], phase: Phase, place: int
) -> None:
    at = waiting()
    after, _ = command(at, at.read_ns)
    assert isinstance(after.state, Running)
    assert (after.current.phase, after.current.place) == (phase, place)


def test_leaving_a_wait_can_be_undone() -> None:
    at = waiting()
    left, _ = commands.leave_exercise(at, at.read_ns)
    back, _ = commands.undo(left, left.read_ns + SECOND)
    assert (back.step, type(back.state)) == (at.step, Waiting)


def test_what_hurts_in_a_wait_is_asked() -> None:
    at = waiting()
    asked, _ = hurting.hurt(at, at.read_ns)
    assert asked.inquiry is not None
    nothing, _ = hurting.answer(asked, asked.read_ns, Answer.NOTHING)
    assert isinstance(nothing.state, Waiting)
    later, events = course.tick(nothing, nothing.read_ns + 60 * SECOND)
    assert isinstance(later.state, Waiting)
    assert (later.done, events) == (frozenset(), ())
    ready, _ = commands.ready(later, later.read_ns)
    assert isinstance(ready.state, Running)


def test_no_way_on_from_what_hurts_in_a_wait_leads_past_it() -> None:
    for offer in (Offer.CONTINUE, Offer.NEXT_REP):
        at = hurt(waiting(), Answer.DISCOMFORT, offer)
        assert (type(at.state), at.current.phase) == (Waiting, Phase.GET_READY)


def test_a_session_that_waits_is_written_down_and_comes_back_as_it_was() -> None:
    at = waiting()
    saved = save(at, OCCASION)
    assert restore(saved, exercises_by_id(), at.read_ns) == at
    again = course.interrupted(at)
    assert isinstance(again.state, Paused)
    assert again.body is Position.STANDING
    resumed, events = commands.resume(again, again.read_ns)
    assert isinstance(resumed.state, Waiting)
    assert events == (WaitStarted(resumed.clock_ns, at.step),)


def test_once_it_had_its_key_it_goes_on_after_a_pause_without_another() -> None:
    at, _ = commands.ready(waiting(), waiting().read_ns)
    at, _ = course.tick(at, at.read_ns + SECOND)
    at, _ = commands.pause(at, at.read_ns)
    at, _ = commands.resume(at, at.read_ns)
    assert isinstance(at.state, CountingIn)


def test_an_exercise_is_known_once_it_was_done_three_times() -> None:
    twice = [session(ago, exercise("bird-dog")) for ago in (1, 2)]
    assert familiar(twice) == frozenset()
    assert familiar([*twice, session(3, exercise("bird-dog", Outcome.PARTIAL))]) == {"bird-dog"}
    assert familiar([*twice, session(3, exercise("bird-dog", Outcome.SKIPPED))]) == frozenset()
    assert familiar([*twice, session(3, exercise("bird-dog", Outcome.STOPPED_FOR_PAIN))]) == frozenset()
