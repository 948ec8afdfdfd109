"""The cues of a session: enough to know where one is, with eyes shut."""

from dataclasses import replace
from itertools import pairwise

import pytest

from lumbar.cues.announcer import undisturbed
from lumbar.cues.cue import Chime, Cue, Hearing, heard
from lumbar.cues.phrases import as_sentence, phrase_id, position_sentence
from lumbar.cues.telling import cues_for, opening
from lumbar.domain import commands, course, hurting
from lumbar.domain.exercise import Form
from lumbar.domain.inquiry import Newness, Offer, Place
from lumbar.domain.prescription import PrescribedExercise
from lumbar.domain.record import Answer
from lumbar.domain.session import Change, Ended, Event, Session, Waiting
from lumbar.domain.timeline import Phase, Timeline
from support.hurt import after, hurt
from support.listening import Listener, steps_of
from support.sessions import SECOND, exercises_by_id, prescribed, timeline

ALL = Hearing()
NAMES = sorted(exercises_by_id())


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


def test_a_wait_is_heard_and_names_the_exercise() -> None:
    tape = timeline("bird-dog", waiting=("bird-dog",))
    wait = next(cue for cue in heard_in(tape, SECOND) if cue.chime is Chime.WAIT)
    assert wait.words == ("bird-dog", "press-any-key-when-you-are-ready")
    assert wait.aloud == ("Bird dog.", "Press any key when you are ready.")
    waiting, _ = course.tick(course.start(tape, 0, rate=20)[0], SECOND)
    assert opening(waiting, ALL) == (wait,)


def test_what_the_provider_says_is_spoken_in_get_ready_or_in_the_wait_and_no_number_cuts_it_off() -> None:
    says = "Knees softer."
    given = tuple(replace(one, provider_says=says) for one in prescribed("bird-dog"))
    move, ready, work, *_ = moving = heard_in(timeline(exercises=given), SECOND)
    assert [cue for cue in moving if says in cue.aloud] == [ready]
    assert (ready.chime, ready.words, ready.room_ns) == (Chime.READY, ("left-arm-right-leg",), 5 * SECOND)
    assert work.chime is Chime.WORK
    assert (move.words, move.aloud) == (heard_in(timeline("bird-dog"), SECOND)[0].words, ("Bird dog.",))
    waited = heard_in(timeline(exercises=given, waiting=("bird-dog",)), SECOND)
    assert [cue.chime for cue in waited if says in cue.aloud] == [Chime.WAIT]
    assert heard(ready, Hearing(voice=False)) == replace(ready, words=(), aloud=())


@pytest.mark.parametrize("name", NAMES)
def test_a_new_exercise_is_named_with_its_position_and_side_wherever_the_body_was(name: str) -> None:
    exercise = exercises_by_id()[name]
    position = position_sentence(exercise.position).removesuffix(".")
    for before in (one for one in NAMES if one != name):
        cues = heard_in(timeline(before, name), SECOND)
        move = next(cue for cue in cues if cue.chime in (Chime.NEXT, Chime.EXERCISE_DONE) and name in cue.words)
        assert any(word.startswith(phrase_id(position)) for word in move.words), before
        assert exercise.dose.side_order is None or phrase_id(as_sentence(exercise.wording.left)) in move.words


def test_the_end_of_an_exercise_without_a_rest_behind_it_has_its_chime_too() -> None:
    for tape, following in (
        (timeline("cat-and-camel", "wall-squats"), "next"),
        (timeline("cat-and-camel"), "stand-up"),
    ):
        (done,) = (cue for cue in heard_in(tape, SECOND) if cue.words[:1] == ("done",) and "rest" not in cue.words)
        assert done.chime is Chime.EXERCISE_DONE
        assert done.words[1].startswith(following)


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


def test_who_rests_with_eyes_shut_hears_that_the_rest_is_over_and_a_question_waits() -> None:
    session = at(timeline("bird-dog"), Phase.HOLD)
    pain = hurt(session, Answer.PAIN, 3, Place.NECK, Newness.KNOWN, Offer.REST_120)
    for asked in (hurt(session, Answer.DIZZY), pain):
        resting = after(asked, 119)
        over = course.tick(resting, resting.read_ns + SECOND)
        assert words_after(over) == [(Chime.WAIT, ("done",))]
        assert words_after(hurting.choose(over[0], over[0].read_ns, Offer.CARE)) == []


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
