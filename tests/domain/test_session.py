"""The live session keeps its promises for any course of time and any sequence of commands."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from lumbar.domain import commands, course, hurting
from lumbar.domain.account import Occasion, account_for, exercise_records, status_of
from lumbar.domain.exercise import Position
from lumbar.domain.record import Answer, EventKind, Outcome, SessionEvent, Status
from lumbar.domain.saved import NotTheSameTapeError, SavedSession, SavedState, restore, save
from lumbar.domain.saved_inquiry import SavedAsking, SavedInquiry
from lumbar.domain.session import (
    Asking,
    CountingIn,
    CountInStarted,
    Ended,
    Event,
    MarkPassed,
    Paused,
    RepetitionDone,
    Running,
    Session,
    SessionEnded,
    SessionPaused,
    SessionResumed,
    StepStarted,
    TimeAdded,
)
from lumbar.domain.timeline import IN_A_REPETITION, Phase, Timeline
from support.occasions import OCCASION
from support.sessions import SECOND, exercises_by_id, prescribed, timeline

SHORT = timeline("ankle-pumps", "bird-dog", "cat-and-camel", "wall-squats", "curl-up")
ALL = timeline()

Command = Callable[[Session, int], tuple[Session, tuple[Event, ...]]]
COMMANDS: Sequence[Command] = (
    commands.pause,
    commands.resume,
    commands.next_repetition,
    commands.previous_repetition,
    commands.leave_exercise,
    commands.return_to_exercise,
    commands.undo,
    commands.more_time,
)


def started(tape: Timeline = SHORT, now_ns: int = 0, rate: int = 1) -> Session:
    return course.start(tape, now_ns, rate=rate)[0]


def ran_for(session: Session, seconds: float, frame_ns: int = SECOND) -> tuple[Session, list[Event]]:
    """Let real time pass in frames of at most *frame_ns*."""
    events: list[Event] = []
    until_ns = session.read_ns + round(seconds * SECOND)
    while session.read_ns < until_ns:
        session, more = course.tick(session, min(until_ns, session.read_ns + frame_ns))
        events.extend(more)
    return session, events


def ran_to_end(session: Session, frame_ns: int = SECOND) -> tuple[Session, list[Event]]:
    events: list[Event] = []
    while not isinstance(session.state, Ended):
        session, more = course.tick(session, session.read_ns + frame_ns)
        events.extend(more)
    return session, events


def at(seconds: float, tape: Timeline = SHORT) -> Session:
    return ran_for(started(tape), seconds)[0]


def in_phase(phase: Phase, number: int = 0, tape: Timeline = SHORT, into: float = 1.0) -> Session:
    """A session that is *into* seconds into the numbered step of that phase."""
    step = [step for step in tape.steps if step.phase is phase][number]
    return at(step.starts_ns / SECOND + into, tape)


def test_an_undisturbed_session_does_everything_and_takes_the_time_of_its_tape() -> None:
    session, events = ran_to_end(started(ALL))
    assert session.active_ns == session.clock_ns == ALL.total_ns == 1453 * SECOND
    assert session.done == frozenset(range(109))
    assert [event.repetition for event in events if isinstance(event, RepetitionDone)] == list(range(109))
    assert events[-1] == SessionEnded(ALL.total_ns, reached_end=True)
    assert [event.step for event in events if isinstance(event, StepStarted)] == list(range(1, len(ALL.steps)))
    assert status_of(session) is Status.COMPLETED


def test_no_step_of_any_exercise_asks_for_a_held_breath() -> None:
    texts = [
        text
        for exercise in exercises_by_id().values()
        for text in (*exercise.steps, exercise.breath, *exercise.wording.say_hold, exercise.wording.say_ready)
    ]
    assert len(texts) > 50
    assert not [text for text in texts if "hold your breath" in text.lower() or "breath in and hold" in text.lower()]


@settings(max_examples=15, deadline=None)
@given(st.lists(st.integers(SECOND // 120, SECOND), min_size=1, max_size=20))
@example([SECOND // 120])
@example([SECOND])
def test_the_same_wall_time_gives_the_same_events_at_any_frame_rate(frames_ns: list[int]) -> None:
    short = (replace(prescribed("pelvic-tilt")[0], reps=1), replace(prescribed("bird-dog")[0], sets=1))
    tape = timeline(exercises=short)
    slow, slow_events = ran_to_end(started(tape), SECOND)
    session, events = started(tape), list[Event]()
    count = 0
    while not isinstance(session.state, Ended):
        session, more = course.tick(session, session.read_ns + frames_ns[count % len(frames_ns)])
        events.extend(more)
        count += 1
    assert events == slow_events
    assert (session.done, session.active_ns, session.clock_ns) == (slow.done, slow.active_ns, slow.clock_ns)


def test_the_clocks_rate_multiplies_time_and_changes_nothing_else() -> None:
    fast, events = ran_to_end(started(ALL, rate=60), SECOND // 7)
    slow, slow_events = ran_to_end(started(ALL))
    assert events == slow_events
    assert fast.active_ns == slow.active_ns


@settings(max_examples=30, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 800), st.integers(0, 90)), max_size=4))
def test_pauses_at_any_instant_change_nothing_of_what_counts(pauses: list[tuple[int, int]]) -> None:
    session = started()
    for run_seconds, pause_seconds in pauses:
        session, _ = ran_for(session, run_seconds / 2)
        session, _ = commands.pause(session, session.read_ns)
        session, _ = ran_for(session, pause_seconds)
        session, _ = commands.resume(session, session.read_ns)
    session, _ = ran_to_end(session)
    plain, _ = ran_to_end(started())
    assert session.done == plain.done
    assert session.active_ns == plain.active_ns == SHORT.total_ns
    assert exercise_records(SHORT, session.done) == exercise_records(SHORT, plain.done)


actions = st.lists(st.tuples(st.sampled_from(COMMANDS), st.integers(0, 12 * SECOND)), max_size=60)


@settings(max_examples=80, deadline=None)
@given(actions)
def test_no_sequence_of_commands_counts_too_much_or_makes_time_negative(
    taken: Iterable[tuple[Command, int]],
) -> None:
    session = started()
    clock_ns = passed_ns = 0
    for command, wait_ns in taken:
        session, _ = ran_for(session, wait_ns / SECOND)
        session, _ = command(session, session.read_ns)
        assert session.clock_ns >= clock_ns
        assert session.passed_ns >= passed_ns
        assert 0 <= session.elapsed_ns <= session.step_ns
        assert session.remaining_ns >= 0
        assert session.done <= frozenset(range(len(SHORT.repetitions)))
        assert session.active_ns <= session.clock_ns
        clock_ns, passed_ns = session.clock_ns, session.passed_ns
        if isinstance(session.state, Paused):
            assert session.state.since_ns <= session.clock_ns
    for planned in account_for(session, OCCASION, OCCASION.started_at).exercises:
        assert all(planned.reps_done[side] <= planned.reps_planned[side] for side in planned.reps_planned)
        assert (planned.outcome is Outcome.DONE) == (planned.reps_done == planned.reps_planned)


@settings(max_examples=50, deadline=None)
@given(actions, actions)
def test_saved_and_restored_it_goes_on_as_if_it_had_never_stopped(
    before: list[tuple[Command, int]], after: list[tuple[Command, int]]
) -> None:
    session = started()
    for command, wait_ns in before:
        session, _ = ran_for(session, wait_ns / SECOND)
        session, _ = command(session, session.read_ns)
    other = restore(save(session, OCCASION), exercises_by_id(), now_ns=7_000)
    assert replace(other, read_ns=session.read_ns) == session
    for command, wait_ns in after:
        session, events = ran_for(session, wait_ns / SECOND)
        session, more = command(session, session.read_ns)
        other, other_events = ran_for(other, wait_ns / SECOND)
        other, other_more = command(other, other.read_ns)
        assert (events, more) == (other_events, other_more)
    assert replace(other, read_ns=session.read_ns) == session


def test_a_gap_of_over_two_seconds_pauses_and_credits_nothing() -> None:
    session = in_phase(Phase.HOLD)
    after, events = course.tick(session, session.read_ns + 2 * SECOND + 1)
    assert events == (SessionPaused(session.clock_ns, by_gap=True),)
    assert isinstance(after.state, Paused)
    assert (after.elapsed_ns, after.active_ns) == (session.elapsed_ns, session.active_ns)
    assert after.log[-1].kind is EventKind.GAP
    just_in_time, _ = course.tick(session, session.read_ns + 2 * SECOND)
    assert isinstance(just_in_time.state, Running)


def test_the_gap_is_judged_in_real_time_at_any_rate() -> None:
    session = started(ALL, rate=60)
    after, _ = course.tick(session, SECOND)
    assert isinstance(after.state, Running)
    assert after.clock_ns == 60 * SECOND
    after, _ = course.tick(session, 3 * SECOND)
    assert isinstance(after.state, Paused)


def test_a_reading_in_the_past_changes_nothing() -> None:
    session = at(30)
    after, events = course.tick(session, session.read_ns - SECOND)
    assert (after, events) == (session, ())


def test_a_repetition_that_was_paused_starts_again_after_three_two_one() -> None:
    session = in_phase(Phase.HOLD)
    hold = session.step
    session, _ = commands.pause(session, session.read_ns)
    session, _ = ran_for(session, 29)
    session, events = commands.resume(session, session.read_ns)
    assert isinstance(events[-1], CountInStarted)
    assert events[-1].length_ns == 3 * SECOND
    assert session.current.phase is Phase.MOVE_IN
    assert session.step < hold
    session, events_of_count = ran_for(session, 3)
    assert [type(event) for event in events_of_count] == [MarkPassed, MarkPassed, SessionResumed]
    assert session.elapsed_ns == 0


def test_after_a_long_pause_there_is_time_to_get_into_position() -> None:
    session = in_phase(Phase.HOLD)
    session, _ = commands.pause(session, session.read_ns)
    session, _ = ran_for(session, 30)
    session, _ = commands.resume(session, session.read_ns)
    assert session.state == CountingIn(8 * SECOND, 8 * SECOND)


def test_what_is_left_of_a_long_count_in_is_not_cut_short_by_a_pause_in_it() -> None:
    session, _ = commands.resume(course.interrupted(in_phase(Phase.HOLD)), in_phase(Phase.HOLD).read_ns)
    session, _ = ran_for(session, 5)
    for stops_and_goes_on in (paused_and_resumed, asked_and_going_on):
        session = stops_and_goes_on(session)
        assert session.state == CountingIn(23 * SECOND, 23 * SECOND)
        assert session.body is Position.STANDING
    session, _ = ran_for(session, 23)
    assert (session.state, session.body) == (Running(), session.exercise.position)


def test_ending_a_long_count_in_early_says_that_the_body_is_there() -> None:
    session, _ = commands.resume(course.interrupted(in_phase(Phase.HOLD)), in_phase(Phase.HOLD).read_ns)
    session, _ = commands.next_repetition(session, session.read_ns)
    assert (session.state, session.body) == (Running(), session.exercise.position)


def paused_and_resumed(session: Session) -> Session:
    session, _ = commands.pause(session, session.read_ns)
    return commands.resume(session, session.read_ns)[0]


def asked_and_going_on(session: Session) -> Session:
    session, _ = hurting.hurt(session, session.read_ns)
    return hurting.answer(session, session.read_ns, Answer.NOTHING)[0]


def test_a_rest_that_was_paused_goes_on_from_where_it_stood() -> None:
    session = in_phase(Phase.NEXT_SET, into=4)
    session, _ = commands.pause(session, session.read_ns)
    session, _ = commands.resume(session, session.read_ns)
    assert (session.current.phase, session.elapsed_ns) == (Phase.NEXT_SET, 4 * SECOND)


def test_pausing_twice_and_resuming_what_runs_do_nothing() -> None:
    paused, _ = commands.pause(at(40), 40 * SECOND)
    assert commands.pause(paused, paused.read_ns) == (paused, ())
    running = at(40)
    assert commands.resume(running, running.read_ns) == (running, ())


def test_pausing_while_counting_in_stops_the_count() -> None:
    session, _ = commands.pause(at(40), 40 * SECOND)
    session, _ = commands.resume(session, session.read_ns)
    session, _ = ran_for(session, 1)
    session, events = commands.pause(session, session.read_ns)
    assert isinstance(session.state, Paused)
    assert [type(event) for event in events] == [SessionPaused]


def test_next_ends_a_rest_or_a_move_without_a_trace() -> None:
    session = in_phase(Phase.GO_TO)
    session, events = commands.next_repetition(session, session.read_ns)
    assert session.current.phase is Phase.GET_READY
    session, _ = commands.next_repetition(session, session.read_ns)
    assert session.current.phase is Phase.MOVE_IN
    assert session.body is Position.LYING
    assert session.log == ()
    assert [type(event) for event in events] == [StepStarted]


def test_next_within_a_repetition_leaves_it_uncounted() -> None:
    session = in_phase(Phase.HOLD)
    broken = session.current.repetition
    assert broken is not None
    session, _ = commands.next_repetition(session, session.read_ns)
    assert session.current.phase is Phase.MOVE_IN
    assert session.current.repetition == broken + 1
    assert broken not in session.done
    assert [one.kind for one in session.log] == [EventKind.SKIP]
    assert session.log[0].hold_second == 1.0


def test_next_in_the_last_repetition_goes_to_what_comes_after_the_exercise() -> None:
    tape = timeline("wall-squats")
    session = in_phase(Phase.HOLD, 9, tape)
    session, events = commands.next_repetition(session, session.read_ns)
    assert events[-1] == SessionEnded(session.clock_ns, reached_end=True)


def test_back_goes_to_the_start_of_the_repetition() -> None:
    session = in_phase(Phase.HOLD, 2)
    session, _ = commands.previous_repetition(session, session.read_ns)
    assert (session.current.phase, session.elapsed_ns) == (Phase.MOVE_IN, 0)
    assert [one.kind for one in session.log] == [EventKind.BACK]


def test_back_within_two_seconds_goes_to_the_one_before_and_uncounts_it() -> None:
    session = in_phase(Phase.MOVE_IN, 3, timeline("bird-dog"), into=2)
    assert session.done == {0, 1, 2}
    session, _ = commands.previous_repetition(session, session.read_ns)
    assert session.current.repetition == 2
    assert session.done == {0, 1}
    just_after = in_phase(Phase.MOVE_IN, 3, timeline("bird-dog"), into=2.5)
    just_after, _ = commands.previous_repetition(just_after, just_after.read_ns)
    assert just_after.current.repetition == 3


def test_back_in_a_rest_uncounts_the_repetition_that_was_just_done() -> None:
    session = in_phase(Phase.NEXT_SET, into=3)
    repetition = session.current.repetition
    assert repetition in session.done
    session, _ = commands.previous_repetition(session, session.read_ns)
    assert session.current.repetition == repetition
    assert session.current.phase is Phase.MOVE_IN
    assert repetition not in session.done


def test_back_at_the_very_start_starts_again() -> None:
    session, _ = commands.previous_repetition(at(1), SECOND)
    assert (session.step, session.elapsed_ns) == (0, 0)


def test_leaving_an_exercise_keeps_what_was_done_of_it() -> None:
    tape = timeline("bird-dog", "cat-and-camel")
    session = in_phase(Phase.HOLD, 2, tape)
    session, _ = commands.leave_exercise(session, session.read_ns)
    assert (session.current.phase, session.current.place) == (Phase.GO_TO, 1)
    session, _ = ran_to_end(session)
    first, second = account_for(session, OCCASION, OCCASION.started_at).exercises
    assert (first.outcome, first.reps_done) == (Outcome.PARTIAL, {"left": 1, "right": 1})
    assert first.hold_seconds_done == {"left": 15, "right": 15}
    assert first.hold_seconds_planned == {"left": 75, "right": 75}
    assert second.outcome is Outcome.DONE


def test_leaving_during_a_move_gives_the_time_that_the_real_way_takes() -> None:
    tape = timeline("pelvic-tilt", "wall-squats", "curl-up")
    session = at((tape.steps[tape.entries[1]].starts_ns / SECOND) + 1, tape)
    assert session.body is Position.LYING
    session, _ = commands.leave_exercise(session, session.read_ns)
    assert (session.current.place, session.extra_ns) == (2, 0)
    tape = timeline("wall-squats", "pelvic-tilt", "curl-up")
    session = at((tape.steps[tape.entries[1]].starts_ns / SECOND) + 1, tape)
    session, _ = commands.leave_exercise(session, session.read_ns)
    assert (session.current.place, session.extra_ns) == (2, 15 * SECOND)


def test_leaving_the_last_exercise_leads_to_standing_up() -> None:
    session = in_phase(Phase.HOLD, tape=timeline("curl-up"))
    session, _ = commands.leave_exercise(session, session.read_ns)
    assert session.current.phase is Phase.STAND_UP
    session, _ = ran_to_end(session)
    assert status_of(session) is Status.ENDED_EARLY


def test_leaving_and_returning_can_be_undone_for_three_seconds() -> None:
    for command in (commands.leave_exercise, commands.return_to_exercise):
        session = in_phase(Phase.HOLD, 2)
        left, _ = command(session, session.read_ns)
        assert left.can_undo
        left, _ = ran_for(left, 3)
        back, events = commands.undo(left, left.read_ns)
        assert isinstance(events[-1], CountInStarted)
        assert back.current.repetition == session.current.repetition
        assert (back.done, back.log) == (session.done, session.log)
        too_late, _ = ran_for(left, 0.5)
        assert not too_late.can_undo
        assert commands.undo(too_late, too_late.read_ns) == (too_late, ())


def test_another_command_ends_the_chance_to_undo() -> None:
    session = in_phase(Phase.HOLD, 2)
    for command in (commands.pause, commands.next_repetition, commands.previous_repetition):
        left, _ = commands.leave_exercise(session, session.read_ns)
        left, _ = command(left, left.read_ns)
        done = commands.undo(left, left.read_ns)
        assert done == (left, ()) or (command is commands.next_repetition and not done[0].can_undo)


def test_undo_while_paused_stays_paused() -> None:
    session = in_phase(Phase.HOLD, 2)
    session, _ = commands.pause(session, session.read_ns)
    left, _ = commands.leave_exercise(session, session.read_ns)
    back, events = commands.undo(left, left.read_ns)
    assert isinstance(back.state, Paused)
    assert events == ()


def test_returning_goes_to_the_first_repetition_that_does_not_count_yet() -> None:
    tape = timeline("bird-dog", "cat-and-camel")
    session = in_phase(Phase.HOLD, 2, tape)
    session, _ = commands.leave_exercise(session, session.read_ns)
    session, _ = ran_for(session, 4)
    session, _ = commands.return_to_exercise(session, session.read_ns)
    assert (session.current.place, session.current.phase) == (0, Phase.GO_TO)
    session, _ = ran_for(session, 25)
    assert session.current.repetition == 2
    assert session.done == {0, 1}
    session, _ = ran_to_end(session)
    assert len(session.done) == len(tape.repetitions)


def test_returning_to_a_complete_exercise_counts_nothing_twice() -> None:
    tape = timeline("curl-up", "cat-and-camel")
    session = at(tape.steps[tape.entries[1]].starts_ns / SECOND + 1, tape)
    session, _ = commands.return_to_exercise(session, session.read_ns)
    session, _ = ran_to_end(session)
    record = account_for(session, OCCASION, OCCASION.started_at)
    assert record.reps_done == record.reps_planned == 8


def test_back_on_the_way_to_an_exercise_gives_the_time_that_the_real_way_takes_again() -> None:
    session = in_phase(Phase.HOLD, tape=timeline("pelvic-tilt", "bird-dog", "cat-and-camel"))
    for _ in range(2):
        session, _events = commands.leave_exercise(session, session.read_ns)
    assert (session.current.place, session.step_ns) == (2, 20 * SECOND)
    for seconds in (4, 21):  # on the way, and in get ready
        on_it, _ = ran_for(session, seconds)
        again, _ = commands.previous_repetition(on_it, on_it.read_ns)
        assert (again.step, again.elapsed_ns, again.step_ns) == (session.step, 0, 20 * SECOND)


def test_returning_on_the_way_up_leads_to_the_last_exercise() -> None:
    session = in_phase(Phase.STAND_UP)
    session, _ = commands.return_to_exercise(session, session.read_ns)
    assert (session.current.phase, session.current.place) == (Phase.GO_TO, 4)


@pytest.mark.parametrize(
    ("exercises", "seconds"), [(("bird-dog", "wall-squats"), 25), (("wall-squats", "pelvic-tilt"), 0)]
)
def test_the_way_up_is_as_long_as_from_where_the_body_is(exercises: tuple[str, ...], seconds: int) -> None:
    session = in_phase(Phase.GO_TO, 1, tape=timeline(*exercises))
    assert commands.leaving_ends(session) is (seconds == 0)
    session, _ = commands.leave_exercise(session, session.read_ns)
    assert isinstance(session.state, Ended) is (seconds == 0)
    assert (session.current.phase, session.step_ns) == (Phase.STAND_UP, seconds * SECOND)


def test_back_on_the_way_up_leads_only_to_a_repetition_that_the_body_was_in() -> None:
    session = in_phase(Phase.GO_TO, 1, tape=timeline("bird-dog", "wall-squats"))
    session, _ = commands.leave_exercise(session, session.read_ns)
    back, _ = commands.previous_repetition(session, session.read_ns)
    assert back.current.phase is Phase.STAND_UP
    just_done, _ = commands.previous_repetition(in_phase(Phase.STAND_UP), in_phase(Phase.STAND_UP).read_ns)
    assert just_done.current.phase is Phase.MOVE_IN


def test_a_session_that_was_interrupted_at_its_end_has_no_way_up_left() -> None:
    tape = timeline("bird-dog")
    for phase, number in ((Phase.REST, -1), (Phase.STAND_UP, 0)):
        session = course.interrupted(in_phase(phase, number, tape=tape))
        assert (session.current.phase, session.left_in_step_ns) == (Phase.STAND_UP, 0)
        session, events = commands.resume(session, session.read_ns)
        assert events == (SessionEnded(session.clock_ns, reached_end=True),)


def test_there_is_nothing_before_the_first_exercise_to_return_to() -> None:
    session = at(30)
    assert commands.return_to_exercise(session, session.read_ns) == (session, ())


def test_ten_seconds_more_in_rests_moves_and_counts_but_not_in_repetitions() -> None:
    rest = in_phase(Phase.NEXT_SET)
    longer, events = commands.more_time(rest, rest.read_ns)
    assert longer.left_in_step_ns == rest.left_in_step_ns + 10 * SECOND
    assert longer.remaining_ns == rest.remaining_ns + 10 * SECOND
    assert [type(event) for event in events] == [TimeAdded]
    ended, _ = ran_to_end(longer)
    assert ended.active_ns == SHORT.total_ns + 10 * SECOND
    hold = in_phase(Phase.HOLD)
    assert commands.more_time(hold, hold.read_ns) == (hold, ())
    counting, _ = commands.resume(commands.pause(hold, hold.read_ns)[0], hold.read_ns)
    counting, _ = commands.more_time(counting, counting.read_ns)
    assert counting.state == CountingIn(13 * SECOND, 13 * SECOND)


def test_ending_early_keeps_what_was_done_and_nothing_of_the_broken_repetition() -> None:
    session = in_phase(Phase.MOVE_OUT, 3)
    done = session.done
    session, events = commands.end(session, session.read_ns)
    assert events == (SessionEnded(session.clock_ns, reached_end=False),)
    assert session.done == done
    assert status_of(session) is Status.ENDED_EARLY
    assert session.active_ns == session.passed_ns + sum(SHORT.repetitions[one].active_ns for one in done)


def test_ending_while_standing_up_is_the_end_of_the_session() -> None:
    session = in_phase(Phase.STAND_UP, tape=ALL)
    session, _ = commands.end(session, session.read_ns)
    assert status_of(session) is Status.COMPLETED


@pytest.mark.parametrize("command", [*COMMANDS, commands.end, course.tick])
def test_nothing_happens_after_the_end(command: Command) -> None:
    ended, _ = commands.end(at(40), 40 * SECOND)
    after, events = command(ended, ended.read_ns + SECOND)
    assert replace(after, read_ns=ended.read_ns) == ended
    assert events == ()


def test_leaving_everything_is_not_a_completed_session() -> None:
    session = started()
    while not isinstance(session.state, Ended):
        session, _ = commands.leave_exercise(session, session.read_ns)
        session, _ = ran_for(session, 1)
        if session.current.phase is Phase.STAND_UP:
            session, _ = ran_to_end(session)
    record = account_for(session, OCCASION, OCCASION.started_at)
    assert record.status is Status.ENDED_EARLY
    assert {one.outcome for one in record.exercises} == {Outcome.SKIPPED}


def test_next_ends_a_count_in() -> None:
    session = in_phase(Phase.HOLD)
    session, _ = commands.pause(session, session.read_ns)
    session, _ = commands.resume(session, session.read_ns)
    session, events = commands.next_repetition(session, session.read_ns)
    assert events == (SessionResumed(session.clock_ns, session.step),)
    assert isinstance(session.state, Running)


def test_the_time_to_the_next_change_is_exact_at_any_rate() -> None:
    session = in_phase(Phase.HOLD, into=14)
    wait_ns = course.ns_to_next_change(session)
    assert wait_ns == session.left_in_step_ns
    assert wait_ns is not None
    _, events = course.tick(session, session.read_ns + wait_ns - 1)
    assert events == ()
    _, events = course.tick(session, session.read_ns + wait_ns)
    assert [type(event) for event in events] == [StepStarted]
    fast = started(rate=7)
    assert course.ns_to_next_change(fast) == -(-fast.left_in_step_ns // 7)
    paused, _ = commands.pause(session, session.read_ns)
    assert course.ns_to_next_change(paused) is None
    counting, _ = commands.resume(paused, paused.read_ns)
    assert course.ns_to_next_change(counting) == SECOND  # where two seconds are left


def test_a_session_that_was_interrupted_waits_at_the_start_of_its_repetition() -> None:
    session = course.interrupted(in_phase(Phase.HOLD, 2))
    assert (session.current.phase, session.elapsed_ns) == (Phase.MOVE_IN, 0)
    session, events = commands.resume(session, session.read_ns)
    assert events == (CountInStarted(session.clock_ns, 28 * SECOND),)
    ended = commands.end(at(40), 40 * SECOND)[0]
    assert course.interrupted(ended) is ended
    in_rest = course.interrupted(in_phase(Phase.NEXT_SET, into=2))
    assert (in_rest.current.phase, in_rest.elapsed_ns) == (Phase.MOVE_IN, 0)


@pytest.mark.parametrize(("phase", "number"), [(Phase.GO_TO, 1), (Phase.REST, 4)])
def test_a_session_that_was_interrupted_on_the_way_to_an_exercise_has_the_whole_way_down_again(
    phase: Phase, number: int
) -> None:
    tape = timeline("pelvic-tilt", "curl-up")
    session = course.interrupted(in_phase(phase, number, tape=tape))
    assert (session.current, session.elapsed_ns) == (tape.steps[tape.entries[1]], 0)
    assert session.remaining_ns - tape.exercise_ns[1] == (25 + 25) * SECOND


def test_what_is_off_when_an_interrupted_session_goes_on_is_gone_past_and_never_returned_to() -> None:
    session = in_phase(Phase.HOLD, tape=timeline("pelvic-tilt", "curl-up", "bird-dog"))
    session, _ = commands.leave_exercise(session, session.read_ns)
    session = course.without(course.interrupted(session), {"curl-up"})
    assert session.exercise.id == "curl-up"
    assert restore(save(session, OCCASION), exercises_by_id(), session.read_ns) == session
    session, _ = commands.resume(session, session.read_ns)
    assert session.exercise.id == "bird-dog"
    session, _ = commands.return_to_exercise(session, session.read_ns)
    assert session.exercise.id == "pelvic-tilt"
    records = exercise_records(session.timeline, session.done, session.closed)
    assert [one.outcome for one in records][1] is Outcome.SKIPPED, "it was not stopped for pain"


def wrong(saved: SavedSession) -> list[SavedSession]:
    here = SessionEvent(at_seconds=0, kind=EventKind.DISCOMFORT, exercise="bird-dog")
    elsewhere = replace(here, exercise="headstand")
    asking = SavedInquiry(asking=SavedAsking.FEELING, told=here)
    asked = replace(saved, state=SavedState.ASKING, state_ns=(0, 0), here=here, inquiry=asking)
    assert isinstance(restore(asked, exercises_by_id(), 0).state, Asking)
    strange = replace(saved.plan.exercises[0], exercise_id="headstand")
    return [
        replace(saved, timeline_ns=saved.timeline_ns + 1),
        replace(saved, step=10_000),
        replace(saved, step=-1),
        replace(saved, done=(10_000,)),
        replace(saved, elapsed_ns=-1),
        replace(saved, elapsed_ns=10**15),
        replace(saved, rate=0),
        replace(saved, state=SavedState.PAUSED, state_ns=(), here=here),
        replace(saved, state=SavedState.PAUSED, state_ns=(0, 0)),
        replace(saved, state=SavedState.PAUSED, state_ns=(0, 0), here=elsewhere),
        replace(saved, here=here),
        replace(saved, came_from=5),
        replace(saved, closed=(5,)),
        replace(asked, inquiry=None),
        replace(saved, inquiry=asking),
        replace(asked, inquiry=replace(asking, told=elsewhere)),
        replace(asked, inquiry=replace(asking, asking=SavedAsking.RESTING)),
        replace(asked, inquiry=replace(asking, asking=SavedAsking.SETTLED)),
        replace(asked, inquiry=replace(asking, rest_ns=(1, 2, 3))),
        replace(saved, plan=replace(saved.plan, exercises=(strange,))),
    ]


def test_what_does_not_fit_the_tape_is_refused_with_a_reason() -> None:
    saved = save(at(40), OCCASION)
    for other in wrong(saved):
        with pytest.raises(NotTheSameTapeError, match=r"\w{3}"):
            restore(other, exercises_by_id(), 0)


def test_the_occasion_travels_with_the_saved_session() -> None:
    saved = save(at(40), OCCASION)
    assert isinstance(saved.occasion, Occasion)
    assert saved.occasion == OCCASION


def test_only_moves_and_rests_count_as_they_pass() -> None:
    session = in_phase(Phase.MOVE_OUT, 0)
    first = session.timeline.repetitions[0]
    assert session.current.phase in IN_A_REPETITION
    assert session.active_ns == session.timeline.steps[first.first_step].starts_ns
