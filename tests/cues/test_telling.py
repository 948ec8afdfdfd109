"""The cues of a session: enough to know where one is, with eyes shut."""

from dataclasses import replace
from itertools import pairwise

import pytest

from lumbar.cues.announcer import undisturbed
from lumbar.cues.cue import Chime, Cue, Hearing, heard
from lumbar.cues.telling import cues_for, opening
from lumbar.domain import commands, course, hurting
from lumbar.domain.exercise import Form
from lumbar.domain.inquiry import Offer
from lumbar.domain.prescription import PrescribedExercise
from lumbar.domain.record import Answer
from lumbar.domain.session import Change, Ended, Event, Session, Waiting
from lumbar.domain.timeline import Phase, Timeline
from support.listening import Listener, steps_of
from support.sessions import SECOND, exercises_by_id, prescribed, timeline

ALL = Hearing()


def heard_in(tape: Timeline, frame_ns: int, hearing: Hearing = ALL) -> list[Cue]:
    session, events = course.start(tape, 0)
    cues = list(cues_for(session, events, hearing))
    while not isinstance(session.state, Ended):
        move = commands.ready if isinstance(session.state, Waiting) else course.tick
        session, events = move(session, session.read_ns + frame_ns)
        cues.extend(cues_for(session, events, hearing))
    return cues


def at(tape: Timeline, phase: Phase, number: int = 0, into: float = 1.0) -> Session:
    step = [step for step in tape.steps if step.phase is phase][number]
    session, _ = course.start(tape, 0)
    until_ns = step.starts_ns + round(into * SECOND)
    while session.read_ns < until_ns:
        session, _ = course.tick(session, min(until_ns, session.read_ns + SECOND))
    return session


def words_after(change: Change, hearing: Hearing = ALL) -> list[tuple[Chime | None, tuple[str, ...]]]:
    session, events = change
    return [(cue.chime, cue.words) for cue in cues_for(session, events, hearing)]


@pytest.mark.parametrize("frame_ns", [SECOND, SECOND // 12, SECOND * 7 // 10])
def test_the_cues_of_a_whole_default_session_fold_back_into_its_steps(frame_ns: int) -> None:
    tape = timeline()
    listener = Listener(exercises_by_id())
    listener.hear(heard_in(tape, frame_ns))
    assert listener.steps == steps_of(tape)
    assert len(listener.steps) == len(tape.steps) > 400
    assert listener.over
    long_holds = [step for step in tape.steps if step.phase is Phase.HOLD and step.duration_ns >= 10 * SECOND]
    assert listener.halves == len(long_holds) == 16
    assert listener.numbers[-3:] == ["three", "two", "one"]


def test_the_cues_fold_back_into_the_steps_where_each_exercise_waits_for_the_person() -> None:
    tape = timeline(waiting=exercises_by_id())
    listener = Listener(exercises_by_id())
    listener.hear(heard_in(tape, SECOND))
    assert listener.steps == steps_of(tape)
    assert listener.waits == 10


def test_a_wait_is_heard_and_names_the_exercise_where_no_move_did() -> None:
    cues = heard_in(timeline("bird-dog", get_ready=60, waiting=("bird-dog",)), SECOND)
    assert cues[0].chime is Chime.WAIT
    assert {"first", "bird-dog", "press-any-key-when-you-are-ready"} <= set(cues[0].words)
    assert cues[0].aloud == ("Bird dog.", "Press any key when you are ready.")
    waiting, _ = course.start(timeline("bird-dog", get_ready=60, waiting=("bird-dog",)), 0)
    assert opening(waiting, ALL) == (cues[0],)


def test_what_the_provider_says_is_spoken_at_the_start_of_the_exercise() -> None:
    says = "Knees softer."
    given = tuple(replace(one, provider_says=says) for one in prescribed("bird-dog"))
    moving = heard_in(timeline(exercises=given), SECOND)
    assert moving[0].aloud == ("Bird dog.", says)
    assert [cue for cue in moving if says in cue.aloud] == moving[:1]
    waited = heard_in(timeline(exercises=given, waiting=("bird-dog",)), SECOND)
    assert [cue.chime for cue in waited if says in cue.aloud] == [Chime.WAIT]
    assert heard(moving[0], Hearing(voice=False)) == replace(moving[0], words=(), aloud=())


def test_the_cues_are_the_same_at_any_frame_rate_and_when_looked_up_ahead() -> None:
    tape = timeline("bird-dog", "cat-and-camel", "wall-squats")
    cues = heard_in(tape, SECOND)
    assert cues == heard_in(tape, SECOND // 60)
    session, _ = course.start(tape, 0)
    assert cues == list(undisturbed(session, ALL))


def test_before_each_change_of_position_it_says_where_the_body_goes() -> None:
    cues = heard_in(timeline(), SECOND)
    moves = {cue.words[cue.words.index("next") + 1]: cue.words for cue in cues if "next" in cue.words}
    assert moves["cat-and-camel"][1:5] == (
        "cat-and-camel", "hands-and-knees", "roll-to-your-side-first", "then-come-to-hands-and-knees",
    )  # fmt: skip
    assert "standing" in moves["wall-squats"]
    assert "on-your-back" in moves["curl-up"]
    assert moves["knee-to-chest"] == ("next", "knee-to-chest", "on-your-back-knees-bent-feet-flat", "left-knee")
    assert cues[0].words[:3] == ("first", "ankle-pumps", "on-your-back")
    assert cues[-2].words[0] == "stand-up-slowly"


def test_a_move_that_is_all_get_ready_still_names_the_exercise() -> None:
    cues = heard_in(timeline("bird-dog", "cat-and-camel", get_ready=60), SECOND)
    assert cues[0].chime is Chime.NEXT
    assert {"first", "bird-dog", "get-ready"} <= set(cues[0].words)


def test_the_next_set_names_the_side_it_starts_with() -> None:
    tape = timeline("bird-dog")
    cue = next(cue for cue in heard_in(tape, SECOND) if cue.chime is Chime.SET_DONE)
    assert cue.words == ("end-of-the-set", "rest", "left-arm-right-leg")
    assert cue.room_ns == 9 * SECOND


def test_a_cue_knows_its_room_up_to_the_next_one() -> None:
    cues = heard_in(timeline("bird-dog", "ankle-pumps"), SECOND)
    for cue, following in pairwise(cues):
        assert cue.room_ns is not None
        assert cue.at_ns + cue.room_ns == following.at_ns or cue.chime in (Chime.HALF, Chime.COUNT)
        assert cue.at_ns + cue.room_ns <= following.at_ns
    assert cues[-1].room_ns is None


@pytest.mark.parametrize(
    ("countdown", "numbers"), [(0, ()), (2, ("two", "one")), (5, ("five", "four", "three", "two", "one"))]
)
def test_the_countdown_is_as_long_as_the_person_wants(countdown: int, numbers: tuple[str, ...]) -> None:
    tape = timeline("bird-dog")
    hold = next(step for step in tape.steps if step.phase is Phase.HOLD)
    cues = heard_in(tape, SECOND, replace(ALL, countdown=countdown))
    said = [cue.words[0] for cue in cues if cue.chime is Chime.COUNT and hold.starts_ns < cue.at_ns < hold.ends_ns]
    assert tuple(said) == numbers
    first = next(cue for cue in cues if cue.at_ns == hold.starts_ns)
    assert (first.chime, first.words, first.room_ns) == (Chime.HOLD, ("hold",), 7.5 * SECOND)


def test_the_breath_can_be_words() -> None:
    cues = heard_in(timeline("pelvic-tilt", "straight-leg-raises"), SECOND, replace(ALL, breath_in_words=True))
    holds = {cue.words for cue in cues if cue.chime is Chime.HOLD}
    assert holds == {("hold", "keep-breathing"), ("hold",)}  # a hold of 3 seconds has no room for it


def test_a_pause_and_going_on_are_heard() -> None:
    tape = timeline("bird-dog")
    session = at(tape, Phase.HOLD)
    paused, events = commands.pause(session, session.read_ns)
    assert words_after((paused, events)) == [(Chime.PAUSE, ("paused",))]
    assert opening(paused, ALL) == ()
    counting = commands.resume(paused, paused.read_ns)
    assert words_after(counting) == [(Chime.GO_ON, ("three",))]
    assert words_after(counting, replace(ALL, countdown=2)) == [(Chime.GO_ON, ())]
    assert words_after(course.tick(counting[0], counting[0].read_ns + 2 * SECOND)) == [
        (Chime.COUNT, ("two",)),
        (Chime.COUNT, ("one",)),
    ]
    running = course.tick(
        course.tick(counting[0], counting[0].read_ns + 2 * SECOND)[0], counting[0].read_ns + 3 * SECOND
    )
    assert words_after(running) == [(Chime.WORK, ("reach",))]


def test_after_a_long_pause_name_side_and_position_are_said() -> None:
    tape = timeline("bird-dog")
    session = at(tape, Phase.NEXT_SET)
    paused, _ = commands.pause(session, session.read_ns)
    later, _ = course.tick(paused, paused.read_ns + 31 * SECOND)
    counting = commands.resume(later, later.read_ns)
    assert words_after(counting) == [
        (Chime.GO_ON, ("going-on", "bird-dog", "left-arm-right-leg", "hands-and-knees")),
    ]
    assert cues_for(*counting, ALL)[0].room_ns == 5 * SECOND
    resumed = counting[0]
    found: list[Cue] = []
    for _ in range(8):
        resumed, events = course.tick(resumed, resumed.read_ns + SECOND)
        found += cues_for(resumed, events, ALL)
    assert found[-1].chime is Chime.SET_DONE
    assert found[-1].room_ns == 8 * SECOND  # one second of the rest had passed


def test_an_interrupted_session_says_more_and_so_does_the_way_up() -> None:
    tape = timeline("bird-dog")
    waiting = course.interrupted(at(tape, Phase.HOLD))
    ((_, words),) = words_after(commands.resume(waiting, waiting.read_ns))
    assert words[:2] == ("going-on", "bird-dog")
    assert words[-1] == "look-at-the-floor-between-your-hands"
    in_move = at(tape, Phase.GET_READY)
    later = course.tick(commands.pause(in_move, in_move.read_ns)[0], in_move.read_ns + 40 * SECOND)[0]
    ((_, words),) = words_after(commands.resume(later, later.read_ns))
    assert "left-arm-right-leg" in words
    up = at(tape, Phase.STAND_UP)
    later = course.tick(commands.pause(up, up.read_ns)[0], up.read_ns + 40 * SECOND)[0]
    assert words_after(commands.resume(later, later.read_ns)) == [(Chime.GO_ON, ("going-on",))]


def test_the_way_up_is_told_from_where_the_body_is() -> None:
    session = at(timeline("bird-dog", "wall-squats"), Phase.GO_TO, 1)
    ((_, words),) = words_after(commands.leave_exercise(session, session.read_ns))
    assert words == (
        "stand-up-slowly",
        "hands-on-a-chair-one-foot-flat-on-the-floor",
        "push-up-slowly",
    )


def test_small_changes_and_the_end_are_heard() -> None:
    session = at(timeline("bird-dog"), Phase.NEXT_SET)
    assert words_after(commands.more_time(session, session.read_ns)) == [(Chime.NOTE, ("ten-seconds-more",))]
    assert words_after(commands.end(session, session.read_ns)) == [
        (Chime.DONE, ("the-session-has-ended", "nothing-is-lost")),
    ]


def test_when_something_hurts_it_stops_and_says_only_that() -> None:
    session = at(timeline("bird-dog"), Phase.HOLD)
    asked = hurting.hurt(session, session.read_ns)
    assert words_after(asked) == [(Chime.PAUSE, ("stopped",))]
    told = hurting.answer(asked[0], asked[0].read_ns, Answer.PAIN)
    assert words_after(told) == []
    finished = hurting.choose(told[0], told[0].read_ns, Offer.FINISH)
    assert words_after(finished) == [(Chime.DONE, ("stopped", "nothing-is-lost"))]


def test_what_makes_the_tape_stand_still_is_told_alone() -> None:
    session = at(timeline("bird-dog"), Phase.HOLD)
    asked, _ = hurting.hurt(session, session.read_ns)
    told, _ = hurting.answer(asked, asked.read_ns, Answer.DISCOMFORT)
    change = hurting.choose(told, told.read_ns, Offer.NEXT_REP)
    assert [chime for chime, _ in words_after(change)] in ([Chime.GO_ON], [Chime.SWITCH], [Chime.WORK])


def test_time_that_ran_past_a_move_tells_the_planned_way() -> None:
    tape = timeline("pelvic-tilt", "cat-and-camel")
    fast, _ = course.start(tape, 0, rate=400)
    fast, events = course.tick(fast, SECOND)
    cues = cues_for(fast, events, ALL)
    move = next(cue for cue in cues if "cat-and-camel" in cue.words)
    assert "roll-to-your-side-first" in move.words
    first = next(cue for cue in cues_for(fast, (*course.start(tape, 0)[1], *events), ALL) if "first" in cue.words)
    assert "on-your-back" in first.words


def test_a_turn_in_the_curl_up_is_told_there_and_back() -> None:
    exercise = exercises_by_id()["curl-up"]
    assert exercise.rotation is not None
    turning = replace(prescribed("curl-up")[0], form=Form.ROTATION)
    assert isinstance(turning, PrescribedExercise)
    cues = heard_in(timeline(exercises=(turning,)), SECOND)
    work = [cue.words[0] for cue in cues if cue.chime is Chime.WORK][:3]
    assert work == ["curl-up", "turn", "turn-back"]


def test_what_is_not_wanted_is_not_heard() -> None:
    cue = Cue(0, Chime.REST, ("rest",))
    assert heard(cue, ALL) == cue
    assert heard(cue, Hearing(chimes=False)) == Cue(0, None, ("rest",))
    assert heard(cue, Hearing(voice=False)) == Cue(0, Chime.REST)
    assert heard(cue, Hearing(chimes=False, voice=False)) is None


def test_nothing_happened_says_nothing() -> None:
    session, _ = course.start(timeline("bird-dog"), 0)
    nothing: tuple[Event, ...] = ()
    assert cues_for(session, nothing, ALL) == ()
