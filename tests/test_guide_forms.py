"""What a session says in forms that differ: a turn and the way back, the easier form, and while something hurts."""

from dataclasses import replace

from lumbar.domain.exercise import Form
from lumbar.domain.inquiry import Offer
from lumbar.domain.prescription import PrescribedExercise
from lumbar.domain.record import Answer
from lumbar.domain.session import Session
from lumbar.domain.timeline import Phase
from lumbar.guide import guidance
from support.hurt import hurt, session_in
from support.sessions import SECOND, timeline


def turning(step: int) -> Session:
    """A curl-up with a turn, one second into that step of its first repetition."""
    prescribed = PrescribedExercise(exercise_id="curl-up", reps=5, sets=1, hold_seconds=(5,), form=Form.ROTATION)
    session = session_in(timeline(exercises=(prescribed,)), Phase.MOVE_IN)
    return replace(session, step=session.step + step, elapsed_ns=SECOND)


def test_a_turn_and_the_way_back_have_their_own_words_and_side() -> None:
    said = [(words.phase, words.now) for words in (guidance(turning(step)) for step in range(5))]
    assert said == [
        ("CURL UP", "Raise your shoulders and chest a little."),
        ("TURN", "Turn a little to the left."),
        ("HOLD", "Hold. Breathe easily."),
        ("TURN BACK", "Turn back to the middle."),
        ("CURL DOWN", "Lower yourself slowly."),
    ]
    assert guidance(turning(1)).side == "chest to the left"


def test_the_easier_form_says_what_is_easier() -> None:
    session = hurt(session_in(timeline("bird-dog")), Answer.DISCOMFORT, Offer.EASIER)
    words = guidance(session)
    assert words.side == "right leg"


def test_while_it_is_asked_what_hurts_the_phase_is_stopped_and_nothing_follows() -> None:
    words = guidance(hurt(session_in(timeline("bird-dog"))))
    assert (words.phase, words.now, words.following) == ("STOPPED", "Nothing is lost.", "")
