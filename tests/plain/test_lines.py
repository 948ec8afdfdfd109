"""Plain lines: one a transition, whole sentences, nothing else."""

from lumbar.domain import commands, course, hurting
from lumbar.domain.record import Answer
from lumbar.domain.session import Ended, Session, StepStarted
from lumbar.domain.timeline import Phase
from lumbar.inquiry_view import inquiry_view
from lumbar.plain.lines import event_lines, inquiry_lines, step_line
from lumbar.session_keys import SessionKeys
from support.sessions import SECOND, timeline

PAUSED = "Paused. Nothing is lost. Press space to go on."


def at(phase: Phase, *ids: str) -> Session:
    session, _ = course.start(timeline(*ids), 0)
    while session.current.phase is not phase:
        session, _ = course.tick(session, session.read_ns + SECOND // 2)
    return session


def test_a_whole_session_is_a_line_a_step() -> None:
    tape = timeline()
    session, events = course.start(tape, 0)
    lines, started = list(event_lines(session, events, SessionKeys())), 1
    while not isinstance(session.state, Ended):
        session, events = course.tick(session, session.read_ns + SECOND)
        started += sum(isinstance(event, StepStarted) for event in events)
        lines += event_lines(session, events, SessionKeys())
    assert len(lines) == started + 1 == len(tape.steps) + 1
    assert lines[-1] == "The session is over."
    assert lines[0].startswith("1 of 10: Ankle pumps, lying on your back. Hands on a chair,")
    assert all(line.isprintable() and line.endswith(".") and ".." not in line for line in lines)


def test_a_line_says_what_how_long_and_which_side() -> None:
    session, _ = course.start(timeline("bird-dog"), 0)
    found = {session.timeline.steps[step].phase: step_line(session, step) for step in reversed(range(12))}
    assert found[Phase.GET_READY].startswith("Get ready, Bird dog, left arm, right leg, set 1 of 5. Hands and knees.")
    assert found[Phase.MOVE_IN] == (
        "Reach, left arm, right leg, set 1 of 5. Reach your left arm forward, then your right leg back."
    )
    assert found[Phase.HOLD] == "Hold, 15 seconds, 3 breaths. Hips level. Keep breathing."
    assert found[Phase.MOVE_OUT] == "Lower. Lower both slowly."
    assert found[Phase.SWITCH_SIDES] == "Switch sides, right arm, left leg."


def test_pausing_and_going_on_have_their_lines() -> None:
    session = at(Phase.NEXT_SET, "bird-dog")
    paused, events = commands.pause(session, session.read_ns)
    assert list(event_lines(paused, events, SessionKeys())) == [PAUSED]
    counting, events = commands.resume(paused, paused.read_ns)
    assert list(event_lines(counting, events, SessionKeys())) == ["Going on in 3 seconds."]
    late, _ = course.tick(paused, paused.read_ns + 31 * SECOND)
    counting, events = commands.resume(late, late.read_ns)
    (line,) = event_lines(counting, events, SessionKeys())
    assert line.startswith("Going on in 8 seconds. Bird dog, ")
    asleep, events = course.tick(session, session.read_ns + 10 * SECOND)
    assert list(event_lines(asleep, events, SessionKeys())) == [f"The machine was asleep. {PAUSED}"]
    more, events = commands.more_time(session, session.read_ns)
    assert list(event_lines(more, events, SessionKeys())) == ["Ten seconds more."]


def test_seconds_that_are_counted_print_nothing() -> None:
    session = at(Phase.HOLD, "bird-dog")
    lines: list[str] = []
    for _ in range(14):
        session, events = course.tick(session, session.read_ns + SECOND)
        lines += event_lines(session, events, SessionKeys())
    assert lines == []


def test_what_hurts_is_asked_with_a_line_an_answer() -> None:
    session = at(Phase.HOLD, "bird-dog")
    asked, events = hurting.hurt(session, session.read_ns)
    lines = list(event_lines(asked, events, SessionKeys()))
    assert lines[:3] == ["Stopped. Nothing is lost.", "What do you feel?", "  1  stretching, effort, mild discomfort"]
    told, events = hurting.answer(asked, asked.read_ns, Answer.PAIN)
    assert "  Backspace  the question before" in event_lines(told, events, SessionKeys())
    urgent, events = hurting.answer(asked, asked.read_ns, Answer.SEVERE_PAIN)
    view = inquiry_view(urgent)
    assert view is not None
    assert list(inquiry_lines(view))[-1] == "Enter ends the session."
