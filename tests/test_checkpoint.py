"""A session in progress as a document, and back."""

import json
from collections.abc import Callable, Sequence
from dataclasses import replace

import hypothesis.strategies as st
import pytest
from hypothesis import given, settings

from lumbar.checkpoint import Checkpoint, UnusableCheckpointError, from_document, session_from, to_document
from lumbar.domain import commands, course, hurting
from lumbar.domain.hurting import Reply, Settled
from lumbar.domain.inquiry import Newness, Offer, Place
from lumbar.domain.record import Answer
from lumbar.domain.saved import restore, save
from lumbar.domain.session import Asking, Change, Ended, Paused, Session
from support.occasions import OCCASION, STARTED_AT
from support.sessions import SECOND, exercises_by_id, timeline

TAPE = timeline("bird-dog", "pelvic-tilt", waiting=("pelvic-tilt",))
STEPS: Sequence[Callable[[Session, int], Change]] = (
    *(lambda session, now_ns, count=count: _wait(session, now_ns, count) for count in (1, 7, 40)),
    commands.pause,
    commands.resume,
    commands.ready,
    commands.next_repetition,
    commands.previous_repetition,
    commands.leave_exercise,
    commands.undo,
    commands.more_time,
    hurting.hurt,
    hurting.end_rest,
)
REPLIES: Sequence[Reply] = (*Answer, *Offer, *Place, *Newness, *Settled, *range(11))


def _wait(session: Session, now_ns: int, seconds: int) -> Change:
    for second in range(1, seconds + 1):
        session, _ = course.tick(session, now_ns + second * SECOND)
    return session, ()


@st.composite
def sessions(draw: st.DrawFn) -> Session:
    """A session after anything at all was done to it."""
    session, _ = course.start(TAPE, 0, pain_before=draw(st.sampled_from([None, 0, 10])))
    for step in draw(st.lists(st.sampled_from([*STEPS, *REPLIES]), max_size=25)):
        if callable(step):
            session, _ = step(session, session.read_ns)
        else:
            session, _ = hurting.reply(session, session.read_ns, step)
    return session


@settings(max_examples=60, deadline=None)
@given(sessions())
def test_a_session_comes_back_from_json_as_it_was(session: Session) -> None:
    checkpoint = Checkpoint(session=save(session, OCCASION), saved_at=STARTED_AT)
    document = json.loads(json.dumps(to_document(checkpoint)))
    again = from_document(document)
    assert again == checkpoint
    assert restore(again.session, exercises_by_id(), session.read_ns) == session


@settings(max_examples=60, deadline=None)
@given(sessions())
def test_a_session_that_was_interrupted_waits_and_has_lost_no_repetition(session: Session) -> None:
    checkpoint = Checkpoint(session=save(session, OCCASION), saved_at=STARTED_AT)
    waiting = session_from(from_document(to_document(checkpoint)), exercises_by_id(), 5)
    assert waiting.done == session.done
    assert isinstance(waiting.state, Paused | Asking | Ended)
    assert waiting.read_ns == 5


@pytest.fixture
def document() -> dict[str, object]:
    session, _ = course.start(TAPE, 0)
    return to_document(Checkpoint(session=save(session, OCCASION), saved_at=STARTED_AT))


def test_fields_that_say_nothing_are_left_out(document: dict[str, object]) -> None:
    assert "null" not in json.dumps(document)


@pytest.mark.parametrize("broken", [{}, {"session": {}}, {"session": 1}, {"saved_at": "yesterday"}])
def test_a_damaged_document_is_named_as_such(document: dict[str, object], broken: dict[str, object]) -> None:
    damaged = document | broken if broken else {}
    with pytest.raises(UnusableCheckpointError, match="what was kept of it is damaged"):
        from_document(damaged)


def test_another_version_of_the_exercises_is_named_as_such(document: dict[str, object]) -> None:
    checkpoint = from_document(document)
    without = {name: one for name, one in exercises_by_id().items() if name != "bird-dog"}
    with pytest.raises(UnusableCheckpointError, match="'bird-dog' is not in the catalog"):
        session_from(checkpoint, without, 0)


def test_exercises_that_have_lost_a_hold_since_are_named_as_such() -> None:
    session, _ = course.start(timeline("cat-and-camel"), 0)
    checkpoint = Checkpoint(session=save(session, OCCASION), saved_at=STARTED_AT)
    exercise = exercises_by_id()["cat-and-camel"]
    shorter = replace(exercise, wording=replace(exercise.wording, say_hold=exercise.wording.say_hold[:1]))
    with pytest.raises(UnusableCheckpointError, match="the exercises have changed since"):
        session_from(checkpoint, {exercise.id: shorter}, 0)
