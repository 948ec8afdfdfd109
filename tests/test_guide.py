"""What a session says: for every instant of the ten exercises, in words that a person can follow."""

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache

import pytest

from lumbar.domain import commands, course
from lumbar.domain.exercise import Position
from lumbar.domain.hurting import Settled
from lumbar.domain.order import Side
from lumbar.domain.record import Answer
from lumbar.domain.session import Ended, Running, Session
from lumbar.domain.timeline import Phase
from lumbar.guide import UP_ALREADY, WAYS, Guidance, guidance, phase_word, way_to
from lumbar.words.exercise import seconds, side_words, with_side
from support.hurt import after, hurt, replied, session_in
from support.sessions import exercises_by_id, timeline

WORDS_A_SENTENCE = 20
NAMES = sorted(exercises_by_id())
WITH_SIDES = [name for name in NAMES if exercises_by_id()[name].dose.side_order]


@cache
def instants(first_side: Side, *ids: str) -> tuple[Session, ...]:
    """A session at the start of each of its steps."""
    session, _ = course.start(timeline(*ids, first_side=first_side), 0)
    seen = [session]
    now = 0
    while not isinstance(session.state, Ended):
        to_change = course.ns_to_next_change(session)
        assert to_change is not None
        now += min(to_change, course.GAP_NS)
        session, _ = course.tick(session, now)
        if session.step != seen[-1].step or isinstance(session.state, Ended):
            seen.append(session)
    return tuple(seen)


def everything_said(first_side: Side, *ids: str) -> Iterator[tuple[Session, Guidance]]:
    """Each instant, and the same one paused and counted in."""
    for session in instants(first_side, *ids):
        paused, _ = commands.pause(session, session.read_ns)
        counting, _ = commands.resume(paused, paused.read_ns)
        for one in (session, paused, counting):
            yield one, guidance(one)


def texts(words: Guidance) -> tuple[str, ...]:
    return (words.phase, words.exercise, words.number, words.side, words.count, words.now, words.following)


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("first_side", Side)
def test_there_are_words_for_every_instant_of_every_exercise(name: str, first_side: Side) -> None:
    for session, words in everything_said(first_side, name):
        assert words.phase == words.phase.upper() != ""
        assert words.exercise == exercises_by_id()[name].name
        assert words.now
        assert words.following or isinstance(session.state, Ended)


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("first_side", Side)
def test_no_placeholder_is_left(name: str, first_side: Side) -> None:
    for _, words in everything_said(first_side, name):
        assert not re.search(r"[{}]|\bNone\b", " ".join(texts(words)))


@pytest.mark.parametrize("name", NAMES)
def test_no_sentence_is_longer_than_twenty_words(name: str) -> None:
    for _, words in everything_said(Side.LEFT, name):
        for text in (words.now, words.following):
            for sentence in re.split(r"(?<=[.?])\s+", text):
                assert len(sentence.split()) <= WORDS_A_SENTENCE, sentence


@pytest.mark.parametrize("name", NAMES)
def test_what_is_said_are_whole_sentences(name: str) -> None:
    for _, words in everything_said(Side.RIGHT, name):
        for text in filter(None, (words.now, words.following)):
            assert text[0].isupper()
            assert text.endswith(".")
            assert ".." not in text
            assert "  " not in text


@pytest.mark.parametrize("name", WITH_SIDES)
def test_both_sides_are_named_in_the_exercises_own_words(name: str) -> None:
    exercise = exercises_by_id()[name]
    by_side: dict[Side | None, set[str]] = {Side.LEFT: set(), Side.RIGHT: set()}
    for session in instants(Side.LEFT, name):
        if session.current.phase is Phase.MOVE_IN and session.repetition is not None:
            words = guidance(session)
            by_side[session.repetition.side].add(words.side)
            assert side_words(exercise, session.repetition.side) == words.side
    assert by_side == {Side.LEFT: {exercise.wording.left}, Side.RIGHT: {exercise.wording.right}}
    assert exercise.wording.left != exercise.wording.right


@pytest.mark.parametrize("name", sorted(set(NAMES) - set(WITH_SIDES)))
def test_an_exercise_without_sides_names_none(name: str) -> None:
    assert {guidance(session).side for session in instants(Side.LEFT, name)} == {""}


def test_bird_dog_names_arm_and_leg() -> None:
    exercise = exercises_by_id()["bird-dog"]
    assert side_words(exercise, Side.LEFT) == "left arm, right leg"
    assert side_words(exercise, Side.RIGHT) == "right arm, left leg"
    assert side_words(exercise, None) == ""


@pytest.mark.parametrize(("first", "said"), [(Side.LEFT, "left arm, right leg"), (Side.RIGHT, "right arm, left leg")])
def test_the_first_side_is_the_one_that_was_chosen(first: Side, said: str) -> None:
    assert guidance(instants(first, "bird-dog")[0]).side == said


def test_a_change_of_sides_names_the_other_side() -> None:
    changes = [one for one in instants(Side.LEFT, "bird-dog") if one.current.phase is Phase.SWITCH_SIDES]
    words = guidance(changes[0])
    assert words.phase == "SWITCH SIDES"
    assert words.side == "right arm, left leg"
    assert words.now == "Now the other side: right arm, left leg."


def test_sets_and_repetitions_are_counted_in_words() -> None:
    assert guidance(instants(Side.LEFT, "bird-dog")[2]).count == "set 1 of 5"
    assert guidance(instants(Side.LEFT, "pelvic-tilt")[2]).count == "repetition 1 of 5"
    counts = [guidance(one).count for one in instants(Side.LEFT, "bird-dog") if one.current.phase is Phase.HOLD]
    assert counts == [f"set {number} of 5" for number in range(1, 6) for _ in Side]


def test_a_rest_is_about_the_repetition_that_comes() -> None:
    rests = [one for one in instants(Side.LEFT, "pelvic-tilt") if one.current.phase is Phase.REST]
    assert [guidance(rest).count for rest in rests] == [f"repetition {n} of 5" for n in (2, 3, 4, 5, 5)]


def test_what_comes_is_what_then_happens() -> None:
    """What is announced before a hold or a rest is as long as the hold or the rest is."""
    session = next(one for one in instants(Side.LEFT, "bird-dog") if one.current.phase is Phase.MOVE_IN)
    assert guidance(session).following == "Then: hold for 15 seconds, 3 breaths."
    tilt = instants(Side.LEFT, "pelvic-tilt", "bird-dog")
    before_move = max(one.step for one in tilt if one.current.place == 0)
    last = next(one for one in tilt if one.step == before_move)
    assert guidance(last).following == "Then: Bird dog, hands and knees."


def test_what_comes_after_dizziness_is_the_next_lying_exercise_and_then_the_way_up_from_lying() -> None:
    tape = timeline("pelvic-tilt", "bird-dog", "curl-up", "wall-squats")
    session = replied(after(hurt(session_in(tape), Answer.DIZZY), 120), Settled.YES)
    told = []
    while not isinstance(session.state, Ended):
        ahead = guidance(session).following
        before = session
        session = after(session, 1)
        if session.current.place != before.current.place:
            told.append((ahead, guidance(session).now))
    assert told == [
        ("Then: Curl up, lying on your back.", exercises_by_id()["curl-up"].start_position),
        ("Then: stand up slowly.", WAYS[Position.LYING, Position.STANDING]),
    ]


def test_who_is_up_already_is_told_of_no_way_up() -> None:
    session = session_in(timeline("wall-squats", "pelvic-tilt"), Phase.GO_TO, 1)
    last = session_in(timeline("wall-squats"), Phase.REST, -1)
    assert guidance(last).following == "Then: the end of the session."
    up = course.interrupted(session_in(timeline("bird-dog"), Phase.STAND_UP))
    assert guidance(replace(up, state=Running())).now == UP_ALREADY
    left, _ = commands.leave_exercise(session, session.read_ns)
    assert isinstance(left.state, Ended)


def test_the_way_up_ends_a_session_on_the_floor() -> None:
    last = instants(Side.LEFT, "bird-dog")[-2]
    words = guidance(last)
    assert words.phase == "STAND UP"
    assert words.now == WAYS[Position.HANDS_AND_KNEES, Position.STANDING]
    assert words.following == "Then: the end of the session."
    assert (words.side, words.count) == ("", "")


def test_a_pause_says_that_nothing_is_lost_and_how_it_goes_on() -> None:
    for session in instants(Side.LEFT, "bird-dog"):
        paused, _ = commands.pause(session, session.read_ns)
        if isinstance(paused.state, Ended):
            continue
        words = guidance(paused)
        assert (words.phase, words.now) == ("PAUSED", "Nothing is lost.")
        broken = session.current.phase in (Phase.MOVE_IN, Phase.HOLD, Phase.MOVE_OUT)
        assert words.following == ("This repetition starts again." if broken else "It goes on from here.")


@pytest.mark.parametrize(("here", "there"), [(one, other) for one in Position for other in Position if one != other])
def test_the_way_from_each_position_to_each_other_is_described(here: Position, there: Position) -> None:
    # nobody comes to lying from standing without hands on a chair, nor up
    if (here, there) in WAYS:
        exercise = next(one for one in exercises_by_id().values() if one.position is there)
        assert way_to(here, exercise, nearly_there=False) == WAYS[here, there]
        assert way_to(here, exercise, nearly_there=True) == exercise.start_position
    assert (here, there) in WAYS


def test_without_a_change_of_position_only_the_start_is_described() -> None:
    exercise = exercises_by_id()["bird-dog"]
    assert way_to(exercise.position, exercise, nearly_there=False) == exercise.start_position


@pytest.mark.parametrize("name", NAMES)
def test_every_phase_has_a_word_in_capitals(name: str) -> None:
    exercise = exercises_by_id()[name]
    for phase in Phase:
        word = phase_word(exercise, phase, exercise.position)
        assert word == word.upper()
        assert word or (phase is Phase.MOVE_BETWEEN and len(exercise.dose.hold_seconds) < 2)


def test_a_change_of_position_is_called_so() -> None:
    exercise = exercises_by_id()["bird-dog"]
    assert phase_word(exercise, Phase.GO_TO, Position.LYING) == "CHANGE POSITION"
    assert phase_word(exercise, Phase.GO_TO, Position.HANDS_AND_KNEES) == "NEXT EXERCISE"


def test_a_side_is_put_into_a_sentence() -> None:
    assert with_side("Lift {side}, not {other}.", Side.LEFT) == "Lift left, not right."
    assert with_side("Lift {side}.", None) == "Lift {side}."


def test_one_is_not_plural() -> None:
    assert (seconds(1), seconds(5)) == ("1 second", "5 seconds")
