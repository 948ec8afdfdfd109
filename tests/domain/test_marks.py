"""Marks: half of a long hold and the last seconds, exact at any frame rate."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lumbar.domain import commands, course
from lumbar.domain.exercise import NS_PER_SECOND
from lumbar.domain.marks import Mark, marks
from lumbar.domain.session import Ended, Event, MarkPassed, Session, StepStarted
from lumbar.domain.timeline import Phase, Timeline
from support.sessions import SECOND, prescribed, timeline


def events_of(tape: Timeline, frames_ns: Sequence[int]) -> list[Event]:
    session, found = course.start(tape, 0)
    events = list(found)
    count = 0
    while not isinstance(session.state, Ended):
        session, more = course.tick(session, session.read_ns + frames_ns[count % len(frames_ns)])
        events.extend(more)
        count += 1
    return events


def session_in(phase: Phase, *ids: str) -> Session:
    tape = timeline(*ids)
    session, _ = course.start(tape, 0)
    while session.current.phase is not phase:
        session, _ = course.tick(session, session.read_ns + SECOND // 2)
    return session


def seconds_of_marks(session: Session) -> list[tuple[float, int | None]]:
    return [(mark.left_ns / SECOND, mark.seconds) for mark in marks(session)]


def test_a_long_hold_has_a_half_and_five_last_seconds() -> None:
    session = session_in(Phase.HOLD, "bird-dog")
    assert session.step_ns == 15 * SECOND
    assert seconds_of_marks(session) == [(7.5, None), (5, 5), (4, 4), (3, 3), (2, 2), (1, 1)]


def test_a_number_that_would_cut_off_the_half_is_left_out() -> None:
    session = session_in(Phase.HOLD, "back-stretch")
    assert session.step_ns == 10 * SECOND
    assert seconds_of_marks(session) == [(5, None), (4, 4), (3, 3), (2, 2), (1, 1)]


def test_a_short_hold_has_three_last_seconds() -> None:
    assert seconds_of_marks(session_in(Phase.HOLD, "pelvic-tilt")) == [(3, 3), (2, 2), (1, 1)]


@pytest.mark.parametrize(("phase", "exercise", "numbers"), [
    (Phase.GET_READY, "bird-dog", [3, 2, 1]),
    (Phase.NEXT_SET, "bird-dog", [3, 2, 1]),
    (Phase.NEXT_SET, "cat-and-camel", []),
    (Phase.REST, "pelvic-tilt", []),
    (Phase.MOVE_IN, "bird-dog", []),
])  # fmt: skip
def test_what_ends_after_a_wait_is_counted_in(phase: Phase, exercise: str, numbers: list[int]) -> None:
    assert [mark.seconds for mark in marks(session_in(phase, exercise))] == numbers


def test_a_count_in_counts_and_what_stands_still_has_no_marks() -> None:
    session = session_in(Phase.HOLD, "bird-dog")
    paused, _ = commands.pause(session, session.read_ns)
    assert marks(paused) == ()
    counting, _ = commands.resume(paused, paused.read_ns)
    assert marks(counting) == (Mark(2 * SECOND, 2), Mark(SECOND, 1))
    _, events = course.tick(counting, counting.read_ns + SECOND)
    assert events == (MarkPassed(counting.clock_ns + SECOND, 2),)


def test_a_mark_is_never_at_the_start_or_the_end_of_its_step() -> None:
    tape = timeline()
    session, _ = course.start(tape, 0)
    for hold in (1, 2, 3, 4, 5, 9, 10, 11, 12, 30, 60):
        one = prescribed("pelvic-tilt")[0]
        tape = timeline(exercises=(replace(one, hold_seconds=(hold,), reps=1),))
        held = next(index for index, step in enumerate(tape.steps) if step.phase is Phase.HOLD)
        session, _ = course.start(tape, 0)
        found = marks(replace(session, step=held))
        assert all(SECOND <= mark.left_ns <= hold * SECOND - SECOND for mark in found)
        assert list(found) == sorted(found, key=lambda mark: -mark.left_ns)
        gaps = [before.left_ns - after.left_ns for before, after in pairwise(found)]
        assert all(gap >= SECOND for gap in gaps)


@settings(max_examples=25, deadline=None)
@given(st.lists(st.integers(NS_PER_SECOND // 120, NS_PER_SECOND), min_size=1, max_size=20))
def test_marks_are_at_the_same_instants_at_any_frame_rate(frames_ns: list[int]) -> None:
    tape = timeline("bird-dog")
    assert events_of(tape, frames_ns) == events_of(tape, [SECOND])


def test_the_time_to_the_next_change_meets_every_mark_and_step() -> None:
    tape = timeline("bird-dog", "cat-and-camel")
    session, events = course.start(tape, 0)
    instants = []
    while not isinstance(session.state, Ended):
        wait_ns = course.ns_to_next_change(session)
        assert wait_ns is not None
        while wait_ns > SECOND:  # no gap
            session, none = course.tick(session, session.read_ns + SECOND)
            assert none == ()
            wait_ns -= SECOND
        session, events = course.tick(session, session.read_ns + wait_ns)
        assert events
        assert {event.at_ns for event in events} == {session.clock_ns}
        instants.append(session.clock_ns)
    told = [one for one in events_of(tape, [SECOND // 50]) if isinstance(one, MarkPassed | StepStarted)]
    assert {one.at_ns for one in told} - {0} <= set(instants)
