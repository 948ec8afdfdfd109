"""What happens to the session when something hurts."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from lumbar.domain import commands, course, hurting
from lumbar.domain.account import account_for, status_of
from lumbar.domain.exercise import Position
from lumbar.domain.hurting import Reply, Settled
from lumbar.domain.inquiry import AskFeeling, AskSettled, Newness, Offer, Offering, Place, Resting, Stopped, Stopping
from lumbar.domain.next_time import stopped_seriously
from lumbar.domain.record import Answer, Choice, EventKind, Outcome, Status
from lumbar.domain.session import (
    Asking,
    CountingIn,
    CountInStarted,
    Ended,
    InquiryMoved,
    InquiryOpened,
    Paused,
    Running,
    Session,
    SessionEnded,
    SessionPaused,
)
from lumbar.domain.timeline import Phase, Timeline
from support.hurt import after, hurt, in_pain, replied, session_in
from support.occasions import OCCASION
from support.sessions import SECOND, timeline

KNEELING = timeline("bird-dog", "cat-and-camel", "wall-squats")
MIXED = timeline("bird-dog", "pelvic-tilt", "wall-squats", "curl-up")


def in_hold(number: int = 2, *, pain_before: int | None = None) -> Session:
    """In second 7 of the numbered hold of bird dog."""
    return session_in(MIXED, Phase.HOLD, number, into=7.0, pain_before=pain_before)


def settled(session: Session, level: int = 3, place: Place = Place.LOW_BACK) -> Session:
    """*session* after pain, two minutes of rest, and "yes"."""
    session = after(replied(in_pain(session, level, place), Offer.REST_120), 120)
    return replied(session, Settled.YES)


def stopping(session: Session) -> Session:
    """*session* after pain of 8."""
    return in_pain(session, 8)


# --- the instant ------------------------------------------------------------------------------------------------------


def test_everything_stops_in_the_same_tick_and_the_moment_is_kept() -> None:
    running = in_hold()
    session, events = hurting.hurt(running, running.read_ns + SECOND // 2)
    assert events[-1] == InquiryOpened(session.clock_ns)
    assert session.elapsed_ns == running.elapsed_ns + SECOND // 2
    assert isinstance(session.inquiry, AskFeeling)
    told = session.inquiry.told
    assert (told.kind, told.exercise, told.side, told.set, told.rep) == (
        EventKind.DISCOMFORT,
        "bird-dog",
        "left",
        2,
        1,
    )
    assert (told.hold_second, told.at_seconds) == (7.5, session.clock_ns / SECOND)
    later = after(session, 60)
    assert (later.step, later.elapsed_ns, later.done, later.active_ns) == (
        session.step,
        session.elapsed_ns,
        running.done,
        running.active_ns,
    )
    assert later.clock_ns == session.clock_ns + 60 * SECOND
    assert course.ns_to_next_change(later) is None


def test_from_a_pause_it_is_the_moment_of_the_pause_that_is_kept() -> None:
    paused, _ = commands.pause(in_hold(), in_hold().read_ns)
    session = hurt(after(paused, 20))
    assert session.inquiry is not None
    assert session.inquiry.told.at_seconds == paused.clock_ns / SECOND
    assert session.inquiry.told.hold_second == 7.0


@pytest.mark.parametrize(
    "move",
    [commands.leave_exercise, commands.next_repetition, commands.return_to_exercise],
    ids=lambda one: one.__name__,
)
def test_from_a_pause_it_is_about_the_moment_of_the_pause_wherever_the_tape_was_moved_since(
    move: Callable[[Session, int], tuple[Session, object]],
) -> None:
    running = session_in(MIXED, Phase.HOLD, 11, into=2)
    paused, _ = commands.pause(running, running.read_ns)
    moved = paused
    for _ in range(8):
        moved, _events = move(moved, moved.read_ns)
    session = in_pain(moved)
    assert session.inquiry is not None
    told = session.inquiry.told
    assert (told.exercise, told.rep, told.hold_second, told.at_seconds) == (
        "pelvic-tilt",
        2,
        2.0,
        paused.clock_ns / SECOND,
    )
    assert session.closed == {1}


def test_on_the_way_to_the_next_exercise_pain_is_about_the_one_just_done() -> None:
    session = in_pain(session_in(MIXED, Phase.GO_TO, 1))
    assert session.inquiry is not None
    assert session.inquiry.told.exercise == "bird-dog"
    assert session.closed == {0}
    session = replied(after(replied(session, Offer.REST_120), 120), Settled.YES)
    assert (session.current.place, session.log[-1].choice) == (1, Choice.NEXT_EXERCISE)
    back, _ = commands.return_to_exercise(session, session.read_ns)
    assert back.current.place == 1


def test_on_the_way_back_to_an_exercise_pain_is_about_the_one_that_the_body_was_in() -> None:
    session = session_in(MIXED, Phase.HOLD, 11)
    session, _ = commands.return_to_exercise(session, session.read_ns)
    assert session.current.place == 0
    assert in_pain(after(session, 2)).closed == {1}


def test_in_get_ready_and_on_the_first_way_pain_is_about_the_exercise_that_comes() -> None:
    assert in_pain(session_in(MIXED, Phase.GET_READY, 1)).closed == {1}
    assert in_pain(session_in(MIXED, Phase.GO_TO)).closed == {0}


def test_on_the_way_up_pain_is_about_the_last_exercise_that_was_done_and_discomfort_ends_nothing() -> None:
    tape = timeline("bird-dog", "pelvic-tilt")
    session = session_in(tape, Phase.GO_TO, 1)
    session, _ = commands.leave_exercise(session, session.read_ns)
    assert session.current.phase is Phase.STAND_UP
    assert in_pain(after(session, 4)).closed == {0}
    going_on = hurt(after(session, 4), Answer.DISCOMFORT, Offer.CONTINUE)
    assert isinstance(going_on.state, CountingIn)
    assert (going_on.closed, going_on.elapsed_ns, going_on.log[-1].choice) == (frozenset(), 4 * SECOND, Choice.CONTINUE)


def test_after_the_program_was_ended_early_in_a_session_no_moment_lies_before_its_start() -> None:
    session = hurt(course.interrupted(session_in(MIXED, Phase.GO_TO, into=1)))
    assert session.inquiry is not None
    assert session.inquiry.told.at_seconds == 0


def test_after_the_end_nothing_is_asked() -> None:
    ended, _ = commands.end(in_hold(), in_hold().read_ns)
    assert hurting.hurt(ended, ended.read_ns) == (ended, ())
    assert hurting.reply(ended, ended.read_ns, Answer.PAIN) == (ended, ())
    assert (hurting.offers(ended), hurting.rest_left_ns(ended)) == ((), None)


ELSEWHERE: list[Callable[[Session, int], tuple[Session, object]]] = [
    commands.pause,
    commands.resume,
    commands.next_repetition,
    commands.previous_repetition,
    commands.leave_exercise,
    commands.return_to_exercise,
    commands.undo,
    commands.more_time,
]


@pytest.mark.parametrize("command", ELSEWHERE)
def test_while_it_is_asked_the_keys_of_the_session_do_nothing(
    command: Callable[[Session, int], tuple[Session, object]],
) -> None:
    for session in (hurt(in_hold()), in_pain(in_hold()), hurt(in_hold(), Answer.DIZZY), stopping(in_hold())):
        assert command(session, session.read_ns) == (session, ())


def test_leaving_before_cannot_be_undone_once_something_hurts() -> None:
    left, _ = commands.leave_exercise(in_hold(), in_hold().read_ns)
    assert left.can_undo
    session = hurt(left, Answer.NOTHING)
    assert not session.can_undo


# --- row 8, 1 and 7: it goes on ---------------------------------------------------------------------------------------


def test_a_wrong_key_goes_back_to_the_repetition_with_three_two_one() -> None:
    session, events = hurting.answer(hurt(in_hold()), in_hold().read_ns, Answer.NOTHING)
    assert session.state == CountingIn(3 * SECOND, 3 * SECOND)
    assert session.current.phase is Phase.MOVE_IN
    assert [type(event) for event in events] == [CountInStarted]
    assert session.log[-1].answer is Answer.NOTHING


def test_a_wrong_key_in_a_pause_goes_back_to_the_pause() -> None:
    paused, _ = commands.pause(in_hold(), in_hold().read_ns)
    asked = hurt(after(paused, 20))
    session, events = hurting.answer(asked, asked.read_ns, Answer.NOTHING)
    assert session.state == paused.state
    assert session.elapsed_ns == paused.elapsed_ns
    assert events == (SessionPaused(session.clock_ns, by_gap=False),)


def test_discomfort_and_continue_repeats_the_repetition_and_counts_it_once() -> None:
    session = hurt(in_hold(), Answer.DISCOMFORT, Offer.CONTINUE)
    assert (session.state, session.current.phase) == (CountingIn(3 * SECOND, 3 * SECOND), Phase.MOVE_IN)
    assert session.done == in_hold().done
    session = after(session, 3 + 23)
    assert session.done == in_hold().done | {2}
    assert session.log[-1].choice is Choice.CONTINUE


def test_after_a_long_question_there_is_time_to_get_into_position() -> None:
    session = replied(after(hurt(in_hold(), Answer.DISCOMFORT), 30), Offer.CONTINUE)
    assert session.state == CountingIn(8 * SECOND, 8 * SECOND)


def test_discomfort_and_next_repetition_leaves_this_one_uncounted() -> None:
    session = hurt(in_hold(), Answer.DISCOMFORT, Offer.NEXT_REP)
    assert isinstance(session.state, CountingIn)
    assert (session.current.repetition, session.current.phase) == (3, Phase.MOVE_IN)
    assert 2 not in session.done


def test_next_repetition_in_the_last_one_leads_to_the_move_to_the_next_exercise() -> None:
    session = hurt(session_in(MIXED, Phase.HOLD, 9), Answer.DISCOMFORT, Offer.NEXT_REP)
    assert (session.state, session.current.phase, session.current.place) == (Running(), Phase.GO_TO, 1)


def test_next_repetition_in_the_very_last_one_ends_the_session() -> None:
    session = hurt(session_in(timeline("wall-squats"), Phase.HOLD, 9), Answer.DISCOMFORT, Offer.NEXT_REP)
    assert session.state == Ended(reached_end=True)


def test_next_repetition_in_a_rest_ends_the_rest() -> None:
    session = hurt(session_in(MIXED, Phase.NEXT_SET), Answer.DISCOMFORT, Offer.NEXT_REP)
    assert isinstance(session.state, CountingIn)
    assert session.current.repetition == 2


@pytest.mark.parametrize(("offer", "seconds"), [(Offer.REST_30, 30), (Offer.REST_60, 60)])
def test_discomfort_and_rest_goes_on_by_itself_at_the_same_instant_at_any_frame_rate(
    offer: Offer, seconds: int
) -> None:
    resting = hurt(in_hold(), Answer.DISCOMFORT, offer)
    assert course.ns_to_next_change(resting) == seconds * SECOND
    one_frame, events = course.tick(after(resting, seconds - 1), resting.read_ns + (seconds + 1) * SECOND)
    assert after(resting, seconds + 1) == one_frame
    assert one_frame.state == CountingIn(7 * SECOND, 8 * SECOND)
    assert events == (CountInStarted(resting.clock_ns + seconds * SECOND, 8 * SECOND),)
    assert one_frame.log[-1].rested_seconds == seconds


def test_any_key_ends_the_rest_after_discomfort() -> None:
    resting = after(hurt(in_hold(), Answer.CRAMP, Offer.REST_60), 5)
    session, _ = hurting.end_rest(resting, resting.read_ns)
    assert isinstance(session.state, CountingIn)
    assert session.log[-1].rested_seconds == 5


def test_a_machine_that_slept_through_the_rest_goes_on_only_with_the_person() -> None:
    resting = hurt(in_hold(), Answer.DISCOMFORT, Offer.REST_30)
    session, events = course.tick(resting, resting.read_ns + 600 * SECOND)
    assert isinstance(session.state, Paused)
    assert session.clock_ns == resting.clock_ns + 600 * SECOND
    assert events[-1] == SessionPaused(resting.clock_ns + 30 * SECOND, by_gap=True)


def test_discomfort_and_leaving_goes_to_the_next_exercise_which_can_be_returned_from() -> None:
    session = hurt(in_hold(), Answer.DISCOMFORT, Offer.LEAVE_EXERCISE)
    assert (session.state, session.current.place) == (Running(), 1)
    back, _ = commands.return_to_exercise(session, session.read_ns)
    assert back.current.place == 0
    assert account_for(session, OCCASION, OCCASION.started_at).exercises[0].outcome is Outcome.PARTIAL


@pytest.mark.parametrize(
    ("offer", "place", "kind"), [(Offer.LEAVE_EXERCISE, 2, EventKind.SKIP), (Offer.EASIER, 1, EventKind.EASIER)]
)
def test_what_is_chosen_for_the_exercise_that_comes_is_not_told_of_the_one_just_done(
    offer: Offer, place: int, kind: EventKind
) -> None:
    session = hurt(session_in(MIXED, Phase.GO_TO, 1), Answer.DISCOMFORT, offer)
    assert session.current.place == place
    assert [(one.kind, one.exercise, one.choice) for one in session.log] == [
        (EventKind.DISCOMFORT, "bird-dog", Choice.NEXT_EXERCISE),
        (kind, "pelvic-tilt", None),
    ]


def test_finishing_for_discomfort_is_ending_early() -> None:
    session = hurt(in_hold(), Answer.DISCOMFORT, Offer.FINISH)
    assert (session.state, status_of(session)) == (Ended(reached_end=False), Status.ENDED_EARLY)


# --- row 2: pain ------------------------------------------------------------------------------------------------------


def test_pain_ends_the_exercise_from_the_first_key_on() -> None:
    session = hurt(in_hold(), Answer.PAIN)
    assert not session.is_open(0)
    assert account_for(session, OCCASION, OCCASION.started_at).exercises[0].outcome is Outcome.STOPPED_FOR_PAIN


def test_settled_pain_leads_to_the_next_exercise_and_all_of_it_is_kept() -> None:
    session = settled(in_hold())
    assert (session.state, session.current.place, session.current.phase) == (Running(), 1, Phase.GO_TO)
    told = session.log[-1]
    assert (told.answer, told.level, told.place, told.new) == (Answer.PAIN, 3, "low_back", False)
    assert (told.choice, told.rested_seconds) == (Choice.NEXT_EXERCISE, 120.0)
    record = account_for(session, OCCASION, OCCASION.started_at)
    assert (record.exercises[0].outcome, record.exercises[0].reps_done) == (
        Outcome.STOPPED_FOR_PAIN,
        {"left": 1, "right": 1},
    )


def test_the_rest_asks_by_itself_after_two_minutes() -> None:
    resting = replied(in_pain(in_hold()), Offer.REST_120)
    assert hurting.rest_left_ns(resting) == 120 * SECOND
    session, events = course.tick(after(resting, 119), resting.read_ns + 121 * SECOND)
    assert isinstance(session.inquiry, AskSettled)
    assert events == (InquiryMoved(resting.clock_ns + 120 * SECOND, rest_over=True),)
    assert session.clock_ns == resting.clock_ns + 121 * SECOND
    assert session.inquiry.told.rested_seconds == 120.0


@pytest.mark.parametrize(
    "way_back", [commands.return_to_exercise, commands.previous_repetition, commands.undo], ids=lambda one: one.__name__
)
def test_nothing_leads_back_to_an_exercise_that_was_stopped_for_pain(
    way_back: Callable[[Session, int], tuple[Session, object]],
) -> None:
    session = settled(in_hold())
    for _ in range(3):
        session, _events = way_back(session, session.read_ns)
        assert session.current.place == 1
    session = after(session, 40)
    session, _events = way_back(session, session.read_ns)
    assert session.current.place == 1


def test_returning_passes_over_the_closed_exercise_and_going_on_does_too() -> None:
    tape = timeline("curl-up", "bird-dog", "cat-and-camel")
    second = session_in(tape, Phase.HOLD, 5 + 3)
    assert second.current.place == 1
    session = settled(second)
    assert session.current.place == 2
    session, _ = commands.return_to_exercise(session, session.read_ns)
    assert session.current.place == 0
    places = set()
    while not isinstance(session.state, Ended):
        session = after(session, 1)
        places.add(session.current.place)
    assert places == {0, 2}


def test_pain_in_the_last_exercise_leads_to_standing_up() -> None:
    tape = timeline("wall-squats", "pelvic-tilt")
    session = settled(session_in(tape, Phase.HOLD, 12))
    assert (session.current.phase, session.state) == (Phase.STAND_UP, Running())


def test_pain_while_standing_up_starts_the_way_up_again() -> None:
    tape = timeline("pelvic-tilt")
    session = settled(session_in(tape, Phase.STAND_UP, into=9))
    assert (session.current.phase, session.elapsed_ns) == (Phase.STAND_UP, 0)


def to_the_end(session: Session) -> Session:
    while not isinstance(session.state, Ended):
        session = after(session, 60)
    return session


def test_after_settled_pain_what_is_left_of_the_session_completes_it() -> None:
    session = to_the_end(settled(session_in(timeline("bird-dog", "pelvic-tilt"), Phase.HOLD, into=7.0)))
    assert (len(session.done), len(session.timeline.repetitions)) == (5, 15)
    assert status_of(session) is Status.COMPLETED


def test_a_session_in_which_pain_closed_each_exercise_was_stopped_for_pain() -> None:
    session = settled(session_in(timeline("bird-dog"), Phase.HOLD, 8, into=7.0))
    session = to_the_end(session)
    assert session.state == Ended(reached_end=True)
    assert len(session.done) == 8
    assert status_of(session) is Status.STOPPED_FOR_PAIN


def test_not_settled_ends_the_session_for_pain() -> None:
    session = after(replied(in_pain(in_hold()), Offer.REST_120), 120)
    session = replied(session, Settled.NO)
    assert isinstance(session.inquiry, Stopping)
    session, events = hurting.confirm(session, session.read_ns)
    assert events == (SessionEnded(session.clock_ns, reached_end=False, stopped=Stopped.PAIN),)
    assert status_of(session) is Status.STOPPED_FOR_PAIN
    assert [one.kind for one in session.log[-2:]] == [EventKind.DISCOMFORT, EventKind.STOP]


def test_finishing_because_of_pain_is_stopped_for_pain_with_either_key() -> None:
    chosen = replied(in_pain(in_hold()), Offer.FINISH)
    ended, _ = commands.end(in_pain(in_hold()), in_hold().read_ns)
    assert chosen == ended
    assert status_of(ended) is Status.STOPPED_FOR_PAIN
    midway, _ = commands.end(hurt(in_hold(), Answer.PAIN), in_hold().read_ns)
    assert status_of(midway) is Status.STOPPED_FOR_PAIN
    assert midway.log[-2].choice is Choice.FINISH


def test_ending_before_an_answer_is_ending_early_and_the_question_is_kept() -> None:
    session, _ = commands.end(hurt(in_hold()), in_hold().read_ns)
    assert status_of(session) is Status.ENDED_EARLY
    assert (session.log[-1].answer, session.log[-1].choice) == (None, Choice.FINISH)


def test_the_value_before_the_session_counts() -> None:
    assert isinstance(in_pain(in_hold(pain_before=2), 5).inquiry, Stopping)
    assert isinstance(in_pain(in_hold(pain_before=2), 4).inquiry, Offering)


def test_a_second_pain_in_the_same_place_ends_the_session() -> None:
    session = after(settled(in_hold(), 4), 30)
    assert isinstance(in_pain(session, 4).inquiry, Stopping)
    assert isinstance(in_pain(session, 5, Place.NECK).inquiry, Stopping)
    assert isinstance(in_pain(session, 4, Place.NECK).inquiry, Offering)


def test_a_third_pain_ends_the_session() -> None:
    session = settled(after(settled(in_hold(), 4), 30), 4, Place.NECK)
    assert isinstance(in_pain(after(session, 30), 1, Place.BELLY).inquiry, Stopping)


def test_a_second_pain_told_in_the_rest_after_the_first_counts_as_second() -> None:
    session = after(replied(in_pain(in_hold(), 3), Offer.REST_120), 20)
    session = in_pain(session, 2)
    assert isinstance(session.inquiry, Stopping)
    record = account_for(session, OCCASION, OCCASION.started_at)
    assert [event.level for event in record.events if event.answer is Answer.PAIN] == [3, 2]
    assert record.events[-2].rested_seconds == 20


@pytest.mark.parametrize("told", [(9,), (9, Place.LOW_BACK)], ids=["level", "place"])
@pytest.mark.parametrize("backspaces", range(4))
def test_no_key_leads_around_the_hard_stop_once_the_level_is_told(told: tuple[Reply, ...], backspaces: int) -> None:
    session = hurt(in_hold(), Answer.PAIN, *told)
    for _ in range(backspaces):
        session, _events = hurting.correct(session, session.read_ns)
    session = hurt(session, Answer.DISCOMFORT)
    assert isinstance(session.inquiry, Stopping)
    ended, _ = commands.end(session, session.read_ns)
    assert stopped_seriously(account_for(ended, OCCASION, OCCASION.started_at))


def test_pain_with_a_level_counts_as_the_first_though_something_else_is_told_next() -> None:
    session = hurt(hurt(in_hold(), Answer.PAIN, 3, Place.LOW_BACK), Answer.DISCOMFORT)
    assert [(one.answer, one.level, one.place) for one in session.log] == [(Answer.PAIN, 3, "low_back")]
    assert isinstance(in_pain(session, 3).inquiry, Stopping)


# --- rows 3, 4, 6: care -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("answer", [Answer.SEVERE_PAIN, Answer.NEW_SYMPTOM, Answer.UNWELL])
def test_after_enter_the_session_is_stopped_for_care(answer: Answer) -> None:
    session, events = hurting.confirm(hurt(in_hold(), answer), in_hold().read_ns)
    assert status_of(session) is Status.STOPPED_FOR_CARE
    assert isinstance(events[-1], SessionEnded)
    assert session.log[-2].choice is Choice.CARE
    outcome = account_for(session, OCCASION, OCCASION.started_at).exercises[0].outcome
    assert outcome is (Outcome.STOPPED_FOR_PAIN if answer is Answer.SEVERE_PAIN else Outcome.PARTIAL)
    for command in (*ELSEWHERE, hurting.hurt, hurting.confirm, hurting.correct):
        assert command(session, session.read_ns) == (session, ())


def test_ending_with_the_other_key_while_care_advice_shows_is_stopped_for_care_too() -> None:
    session, _ = commands.end(hurt(in_hold(), Answer.UNWELL), in_hold().read_ns)
    assert status_of(session) is Status.STOPPED_FOR_CARE


def test_a_corrected_wrong_digit_goes_on() -> None:
    session = hurt(in_hold(), Answer.SEVERE_PAIN, Answer.NOTHING)
    assert isinstance(session.state, CountingIn)
    assert session.is_open(0)
    assert (session.log[-1].answer, session.log[-1].corrected_from) == (Answer.NOTHING, (Answer.SEVERE_PAIN,))
    assert status_of(after(session, 30)) is Status.ENDED_EARLY


# --- row 5: dizzy -----------------------------------------------------------------------------------------------------


def dizzy_and_passed(session: Session) -> Session:
    return replied(after(hurt(session, Answer.DIZZY), 120), Settled.YES)


def test_after_dizziness_only_lying_exercises_are_left() -> None:
    resting = hurt(in_hold(), Answer.DIZZY)
    assert isinstance(resting.inquiry, Resting)
    session = dizzy_and_passed(in_hold())
    assert session.body is Position.LYING
    assert session.log[-1].choice is Choice.NEXT_EXERCISE
    positions = {session.exercise.position}
    visited = {session.current.place}
    while not isinstance(session.state, Ended):
        session = after(session, 1)
        visited.add(session.current.place)
        positions.add(session.exercise.position)
    assert (visited, positions) == ({1, 3}, {Position.LYING})


def test_dizzy_in_a_lying_exercise_goes_on_with_it() -> None:
    session = dizzy_and_passed(session_in(MIXED, Phase.HOLD, 11))
    assert isinstance(session.state, CountingIn)
    assert session.current.place == 1
    assert session.log[-1].choice is Choice.CONTINUE


def test_dizzy_with_no_lying_exercise_left_comes_to_the_end() -> None:
    session = dizzy_and_passed(session_in(KNEELING, Phase.HOLD, 3))
    assert (session.current.phase, session.step_ns, session.body) == (Phase.STAND_UP, 25 * SECOND, Position.LYING)
    assert after(session, 25).state == Ended(reached_end=True)


@pytest.mark.parametrize("tape", [timeline("pelvic-tilt", "wall-squats"), timeline("pelvic-tilt", "bird-dog")])
def test_after_dizziness_the_session_ends_with_the_way_up_from_lying(tape: Timeline) -> None:
    session = dizzy_and_passed(session_in(tape, Phase.HOLD, 2))
    while session.current.phase is not Phase.STAND_UP:
        session = after(session, 1)
    assert (session.body, session.step_ns) == (Position.LYING, 25 * SECOND)


def test_dizziness_on_the_way_up_starts_the_way_up_again_from_lying() -> None:
    session = dizzy_and_passed(session_in(timeline("bird-dog"), Phase.STAND_UP, into=20))
    assert (session.current.phase, session.elapsed_ns, session.step_ns) == (Phase.STAND_UP, 0, 25 * SECOND)


def test_dizziness_that_does_not_pass_ends_the_session_for_care() -> None:
    session = replied(after(hurt(in_hold(), Answer.DIZZY), 120), Settled.NO)
    session, _ = hurting.confirm(session, session.read_ns)
    assert status_of(session) is Status.STOPPED_FOR_CARE


@pytest.mark.parametrize("tape", [MIXED, timeline("bird-dog", "pelvic-tilt", "wall-squats")])
def test_the_rest_of_the_tape_is_as_long_as_what_is_open(tape: Timeline) -> None:
    session = dizzy_and_passed(session_in(tape, Phase.HOLD, 2))
    later = session
    passed_ns = 0
    while not isinstance(later.state, Ended):
        later = after(later, 1)
        passed_ns += SECOND
    assert session.remaining_ns == passed_ns


def test_the_two_minutes_after_dizziness_are_whole_whatever_is_told_in_them() -> None:
    session = after(hurt(in_hold(), Answer.DIZZY), 20)
    session = after(hurt(session, Answer.NOTHING, Offer.REST_120), 119)
    early, _ = hurting.end_rest(session, session.read_ns)
    assert isinstance(early.inquiry, Resting)
    assert isinstance(after(session, 1).inquiry, AskSettled)


# --- through all of it ------------------------------------------------------------------------------------------------


def test_while_it_is_asked_the_account_is_what_it_would_be_now() -> None:
    expected = [
        (hurt(in_hold()), Status.ENDED_EARLY),
        (in_pain(in_hold()), Status.STOPPED_FOR_PAIN),
        (hurt(in_hold(), Answer.NEW_SYMPTOM), Status.STOPPED_FOR_CARE),
        (hurt(in_hold(), Answer.DIZZY), Status.STOPPED_FOR_CARE),
        (stopping(in_hold()), Status.STOPPED_FOR_PAIN),
    ]
    for session, status in expected:
        record = account_for(session, OCCASION, OCCASION.started_at)
        assert record.status is status
        assert session.inquiry is not None
        assert record.events[-1] == session.inquiry.told


def test_pain_before_is_kept_in_the_account() -> None:
    assert account_for(in_hold(pain_before=2), OCCASION, OCCASION.started_at).pain_before == 2


def test_after_the_program_was_ended_it_is_still_asked() -> None:
    session = in_pain(in_hold())
    assert course.interrupted(session).inquiry == session.inquiry


def test_after_the_program_was_ended_in_a_question_there_is_time_to_get_down_again() -> None:
    session = course.interrupted(hurt(in_hold()))
    assert session.body is Position.STANDING
    session = replied(session, Answer.NOTHING)
    assert session.state == CountingIn(28 * SECOND, 28 * SECOND)
    in_a_pause, _ = commands.pause(in_hold(), in_hold().read_ns)
    paused = replied(course.interrupted(hurt(in_a_pause)), Answer.NOTHING)
    resumed, _ = commands.resume(paused, paused.read_ns)
    assert resumed.state == CountingIn(28 * SECOND, 28 * SECOND)


def test_after_the_program_was_ended_in_get_ready_there_is_time_to_get_down_again() -> None:
    session = course.interrupted(session_in(MIXED, Phase.GET_READY))
    session, _ = commands.resume(session, session.read_ns)
    assert session.state == CountingIn(28 * SECOND, 28 * SECOND)


def test_after_the_program_was_ended_in_a_question_on_the_way_the_whole_way_is_gone_again() -> None:
    session = course.interrupted(hurt(session_in(timeline("pelvic-tilt", "curl-up"), Phase.GO_TO, 1, into=3)))
    assert (session.elapsed_ns, session.step_ns) == (0, 20 * SECOND)
    assert session.inquiry is not None
    assert session.inquiry.told.exercise == "pelvic-tilt"


@pytest.mark.parametrize(
    "replies", [(Answer.NOTHING,), (Answer.DISCOMFORT, Offer.CONTINUE), (Answer.CRAMP, Offer.REST_30)]
)
def test_after_the_program_was_ended_in_a_question_on_the_way_up_nothing_is_left_of_the_way(
    replies: tuple[Reply, ...],
) -> None:
    session = replied(course.interrupted(hurt(session_in(timeline("pelvic-tilt"), Phase.STAND_UP))), *replies)
    assert session.remaining_ns == 0
    session, _ = course.tick(session, session.read_ns + 40 * SECOND)
    assert session.state == Ended(reached_end=True)


def test_after_the_program_was_ended_in_the_rest_after_dizziness_the_two_minutes_begin_anew() -> None:
    session = course.interrupted(after(hurt(in_hold(), Answer.DIZZY), 100))
    assert (session.body, hurting.rest_left_ns(session)) == (Position.LYING, 120 * SECOND)
    paining = course.interrupted(after(replied(in_pain(in_hold()), Offer.REST_120), 100))
    assert (paining.body, hurting.rest_left_ns(paining)) == (Position.STANDING, 20 * SECOND)


@pytest.mark.parametrize("answer", [Answer.SEVERE_PAIN, Answer.NEW_SYMPTOM, Answer.UNWELL])
def test_after_the_program_was_ended_an_answer_that_ends_the_session_cannot_be_corrected(answer: Answer) -> None:
    session = course.interrupted(hurt(in_hold(), answer))
    assert isinstance(session.inquiry, Stopping)
    for other in Answer:
        assert replied(session, other) == session
    session, _ = hurting.confirm(session, session.read_ns)
    assert status_of(session) is Status.STOPPED_FOR_CARE


def test_after_the_program_was_ended_in_a_rest_the_closed_exercise_behind_it_is_passed_over() -> None:
    session = settled(session_in(timeline("curl-up", "bird-dog", "cat-and-camel"), Phase.HOLD, 5 + 3))
    session, _ = commands.return_to_exercise(session, session.read_ns)
    last_rest = session.timeline.entries[1] - 1
    session = course.interrupted(replace(session, step=last_rest, elapsed_ns=0))
    assert (session.current.place, session.current.phase) == (2, Phase.GO_TO)


def test_a_rest_runs_on_the_clock_of_the_session() -> None:
    fast = replace(replied(in_pain(in_hold()), Offer.REST_120), rate=60)
    assert course.ns_to_next_change(fast) == 2 * SECOND


def test_the_key_in_the_middle_of_the_questions_asks_anew_and_once_more_does_nothing() -> None:
    session = hurt(hurt(in_hold(), Answer.PAIN, 4))
    assert isinstance(session.inquiry, AskFeeling)
    assert not session.is_open(0)
    assert hurting.hurt(session, session.read_ns) == (session, ())
    rested = replied(session, Answer.NOTHING)
    assert hurting.offers(rested) == (Offer.REST_120, Offer.FINISH, Offer.CARE)


def test_backspace_corrects_until_the_last_question_is_answered() -> None:
    session = hurt(in_hold(), Answer.PAIN, 8, Place.NECK)
    assert session.inquiry is not None
    assert hurting.can_correct(session.inquiry)
    for _ in range(2):
        session, _events = hurting.correct(session, session.read_ns)
    session = replied(session, 3, Place.NECK, Newness.NEW)
    assert isinstance(session.inquiry, Offering)
    assert (session.inquiry.told.level, session.inquiry.told.new) == (3, True)
    assert not hurting.can_correct(session.inquiry)


def test_care_advice_beside_the_question_is_kept_and_nothing_else_changes() -> None:
    session = replied(in_pain(in_hold()), Offer.CARE, Offer.FINISH)
    assert (session.log[-2].care_shown, session.log[-2].choice) == (True, Choice.FINISH)


def test_asking_has_stood_still_since_the_pause_if_there_was_one() -> None:
    paused, _ = commands.pause(in_hold(), in_hold().read_ns)
    session = replied(after(hurt(after(paused, 25), Answer.DISCOMFORT), 5), Offer.CONTINUE)
    assert session.state == CountingIn(8 * SECOND, 8 * SECOND)
    assert isinstance(hurt(in_hold()).state, Asking)
