"""A session in plain lines: the same engine, the same keys, the same record."""

import re
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from lumbar.domain.exercise import Condition
from lumbar.domain.person import ConditionAnswer
from lumbar.domain.record import Answer, EventKind, Status
from lumbar.guide import PRESS_ANY_KEY
from lumbar.plain.run import run_plain
from lumbar.ports import Notice, NoticeKind, Person, StoreError
from lumbar.words.next_time import GET_UP, QUIET_MINUTE
from support.memory_store import MemoryStore
from support.past import stopped
from support.plain import PlainStage, ScriptedKeys

ESCAPE = re.compile("\x1b")


@pytest.fixture
def stage(tmp_path: Path) -> PlainStage:
    return PlainStage(tmp_path)


ASKED = "Enter, r or Space resumes it."
BEFORE = ("How strong is your pain now, before", ["enter"])
NOBODY_IS_THERE = "Nobody is there to say that this was read. Start lumbar in a terminal once."
NOT_COMPLETE = "This list is not complete. If in doubt, call."
AFTER = ("How strong is your pain now, after", ["enter"])


def test_a_session_runs_to_its_end_and_is_kept(stage: PlainStage) -> None:
    lines = stage.run(
        ("How strong is your pain now, before", ["z", "3"]), ("How strong is your pain now, after", ["x"])
    )
    record = stage.store.kept[-1]
    assert stage.code == 0
    assert (record.status, record.pain_before, record.pain_after) == (Status.COMPLETED, 3, 10)
    assert record.exercises[0].reps_done == {"both": 3}
    assert record.seconds_active == 25 + 3 * 20 + 2 * 5 + 25
    assert lines[-3:] == [QUIET_MINUTE, GET_UP, "Done: 2 min. Saved."]
    assert sum(line.startswith("Round up") for line in lines) == 3
    assert stage.store.checkpoint() is None
    assert stage.parts.player.played[0].words[0] == "first"
    assert stage.parts.player.closed


def test_what_is_new_shows_its_steps_and_waits_for_a_key(stage: PlainStage) -> None:
    lines = stage.run(BEFORE, ("Get ready", ["question_mark", "space"]), AFTER)
    at = lines.index(PRESS_ANY_KEY)
    assert lines[at - 1].startswith("  ")
    assert "Cat and camel, step by step:" in lines[:at]
    assert lines[at + 1].startswith("Get ready, Cat and camel")


def test_the_steps_wait_until_a_key_comes_and_care_advice_does_not_start_them(stage: PlainStage) -> None:
    keys = ScriptedKeys(stage.clock, [BEFORE, (PRESS_ANY_KEY, ["c"]), ("", ["x"]), AFTER], is_ready_at_once=False)
    assert run_plain(stage.parts, keys, keys.write, keys.complain, only=("cat-and-camel",)) == 0
    care = next(number for number, line in enumerate(keys.lines) if "mergency" in line)
    assert care < next(number for number, line in enumerate(keys.lines) if line.startswith("Get ready"))
    (record,) = stage.store.sessions()
    assert not [event for event in record.events if event.kind is EventKind.PAUSE]


def test_every_change_is_met_to_the_millisecond(stage: PlainStage) -> None:
    stage.run(BEFORE, AFTER)
    read_ns = 100 * 1_000_000_000
    at = [cue.at_ns for cue in stage.parts.player.played]
    assert at == sorted(at)
    assert all(one % 500_000_000 == 0 for one in at)
    assert read_ns + at[-1] <= stage.clock.read_ns


def test_keys_do_what_they_do_on_the_screen(stage: PlainStage) -> None:
    lines = stage.run(
        BEFORE,
        ("Round up, set 1", ["space"]),
        ("Paused.", ["space"]),
        ("Hold", ["m"]),
        ("Sound off.", ["m", "v", "v", "question_mark"]),
        ("Keys:", ["pagedown"]),
        ("Level out", ["right"]),
        ("Round up, set 2", ["left", "plus", "z", "space"]),
        ("Round up, set 3", ["q"]),
        ("End the session here?", ["z"]),
        ("Still paused.", ["q"]),
        ("End the session here?", ["y"]),
        AFTER,
    )
    (record,) = stage.store.sessions()
    assert record.status is Status.ENDED_EARLY
    kinds = [event.kind for event in record.events]
    assert {EventKind.PAUSE, EventKind.RESUME, EventKind.SKIP, EventKind.BACK} <= set(kinds)
    assert {"Sound off.", "Sound on.", "Voice off.", "Voice on."} <= set(lines)
    assert lines[-1].startswith("Ended early: 1 min.")


OWN_KEYS = '[keys]\npause = "b"\nhurts = "."\nnext = "f5"\nleave_exercise = ["tab", "x"]\n'


def test_keys_that_the_person_chose_do_the_same(stage: PlainStage) -> None:
    stage.parts.paths.config_file.parent.mkdir(parents=True, exist_ok=True)
    stage.parts.paths.config_file.write_text(OWN_KEYS, encoding="utf-8")
    lines = stage.run(
        BEFORE,
        ("Round up, set 1", ["b"]),
        ("Paused.", ["b"]),
        ("Hold", ["full_stop"]),
        ("  c  care advice", ["b", "8"]),
        ("Round up, set 1", ["f5"]),
        ("Round up, set 2", ["q"]),
        ("End the session here?", ["full_stop"]),
        ("  c  care advice", ["8"]),
        ("Paused.", ["space"]),  # one of all the keys without a meaning
        ("Paused.", ["b"]),
        ("Round up, set 2", ["tab"]),
        ("Stand up", ["q"]),
        ("End the session here?", ["y"]),
        AFTER,
    )
    (keys,) = (line for line in lines if line.startswith("Keys:"))
    assert keys.startswith("Keys: b pauses and goes on, d something hurts, Tab leaves the exercise, F5 skips,")
    assert "Paused. Nothing is lost. Press b to go on." in lines
    (record,) = stage.store.sessions()
    kinds = [event.kind for event in record.events]
    assert {EventKind.PAUSE, EventKind.RESUME, EventKind.SKIP, EventKind.DISCOMFORT} <= set(kinds)


def test_what_hurts_is_asked_told_and_kept(stage: PlainStage) -> None:
    lines = stage.run(
        BEFORE,
        ("Hold", ["d"]),
        ("  c  care advice", ["question_mark", "z", "down", "c"]),
        ("", ["d", "2"]),
        ("", ["4", "backspace", "5", "1", "2"]),
        ("", ["1"]),
        ("", ["z"]),
        ("", ["q"]),
        AFTER,
    )
    (record,) = stage.store.sessions()
    assert record.status is Status.STOPPED_FOR_PAIN
    told = next(event for event in record.events if event.kind is EventKind.DISCOMFORT)
    assert (told.level, told.place) == (5, "low_back")
    assert "Where is it?" in lines
    assert any("mergency" in line for line in lines)
    assert lines[-1].startswith("Stopped for pain, kept safely")


def test_a_clicker_alone_goes_through_the_answers_and_takes_one(stage: PlainStage) -> None:
    on, take = "pagedown", "pageup"
    lines = stage.run(
        (BEFORE[0], [on]),
        ("Hold", [take, on, on]),
        ("  2  pain", [take]),
        ("", [on, on, on, take]),
        ("", [on, take]),
        ("", [on, take]),
        ("", [on, on]),
        ("  q  finish", [take]),
        (AFTER[0], [on]),
    )
    (record,) = stage.store.sessions()
    told = next(event for event in record.events if event.kind is EventKind.DISCOMFORT)
    assert (told.answer, told.level, told.place) == (Answer.PAIN, 2, "low_back")
    assert lines.count("  2  pain") == 2, "in the question, and under the cursor"
    assert any("Page Up takes one" in line for line in lines)


def test_arrows_and_enter_take_an_answer_and_say_what_is_under_the_cursor(stage: PlainStage) -> None:
    lines = stage.run(
        BEFORE,
        ("Hold", ["d", "up", "up", "up", "k"]),
        ("  8  ", ["enter"]),
        ("Going on in", ["d", "down", "j", "left"]),
        ("  1  stretching", ["enter"]),
        ("", ["1"]),
        AFTER,
    )
    (record,) = stage.store.sessions()
    answers = [one.answer for one in record.events if one.kind is EventKind.DISCOMFORT]
    assert answers == [Answer.NOTHING, Answer.DISCOMFORT]
    assert lines.count("  8  nothing, wrong key") == 3


def test_at_the_end_question_what_hurts_can_be_told_and_care_advice_leaves_it_open(stage: PlainStage) -> None:
    lines = stage.run(
        BEFORE,
        ("Hold", ["q"]),
        ("End the session here?", ["c"]),
        ("End the session here?", ["d", "8"]),
        ("Paused.", ["q"]),
        ("End the session here?", ["y"]),
        AFTER,
    )
    (record,) = stage.store.sessions()
    assert [one.answer for one in record.events if one.kind is EventKind.DISCOMFORT] == [Answer.NOTHING]
    assert NOT_COMPLETE in lines


def test_nothing_is_asked_of_a_session_that_is_over(stage: PlainStage) -> None:
    lines = stage.run(BEFORE, ("Stand up", ["right", "q"]), AFTER)
    assert not [line for line in lines if line.startswith("End the session here?")]


def test_leaving_the_last_exercise_asks_where_the_session_would_end(stage: PlainStage) -> None:
    stage.run(
        BEFORE,
        ("Hold", ["n"]),
        ("End the session here?", ["z"]),
        ("Still paused.", ["n"]),
        ("End the session here?", ["y"]),
        AFTER,
        only="wall-squats",
    )
    assert stage.store.sessions()[0].status is Status.ENDED_EARLY


def test_care_advice_shows_at_once_and_enter_ends(stage: PlainStage) -> None:
    lines = stage.run(BEFORE, ("Hold", ["pageup", "3"]), ("", ["enter"]))
    assert stage.store.sessions()[0].status is Status.STOPPED_FOR_CARE
    assert not any("after the session" in line for line in lines)
    assert lines[-1].startswith("Stopped to get help, kept safely")
    assert not {QUIET_MINUTE, GET_UP} & set(lines)


def test_care_advice_pauses(stage: PlainStage) -> None:
    lines = stage.run(BEFORE, ("Hold", ["c", "space"]), AFTER)
    assert "Paused. Nothing is lost. Press space to go on." in lines
    assert stage.store.sessions()[0].status is Status.COMPLETED


def test_without_a_terminal_it_runs_through_and_asks_nothing(stage: PlainStage) -> None:
    lines = stage.run(there=False)
    (record,) = stage.store.sessions()
    assert (record.status, record.pain_before, record.pain_after) == (Status.COMPLETED, None, None)
    assert not [line for line in lines if "?" in line or line.startswith("Keys")]


def test_the_first_run_shows_the_ground_rules_and_waits(stage: PlainStage) -> None:
    stage.store.save_person(Person())
    read = ("Enter: I have read this", ["enter"])
    lines = stage.run((read[0], ["c", "f2", "enter"]), BEFORE, read, AFTER)
    assert lines.count(NOT_COMPLETE) == 2
    assert lines[0].startswith("A timer, guide and diary")
    assert stage.store.person().purpose_acknowledged_on is not None
    assert len(stage.store.sessions()) == 1


@pytest.mark.parametrize("there", [True, False])
def test_who_has_not_read_the_ground_rules_starts_nothing(stage: PlainStage, *, there: bool) -> None:
    stage.store.save_person(Person())
    stage.run(*((("Enter: I have read this", ["q"]),) if there else ()), there=there)
    assert stage.code == 1
    assert not stage.store.sessions()
    assert stage.keys.complaints == ([] if there else [NOBODY_IS_THERE])


def interrupted(stage: PlainStage, *script: tuple[str, Sequence[str]], at: str = "Round up, set 2") -> None:
    """Run until the terminal goes away: in the second set, or after another line *at* which it does."""

    class Gone(ScriptedKeys):
        def wait(self, seconds: float) -> list[str]:
            if any(line.startswith(at) for line in self.lines):
                raise EOFError
            return super().wait(seconds)

    keys = Gone(stage.clock, [BEFORE, *script])
    assert run_plain(stage.parts, keys, keys.write, keys.complain, only=("cat-and-camel",)) == 3
    assert stage.store.checkpoint() is not None
    assert not stage.store.sessions()


def test_an_interrupted_session_goes_on_where_it_was(stage: PlainStage) -> None:
    interrupted(stage)
    lines = stage.run((ASKED, ["c", "z", "enter"]), AFTER)
    assert NOT_COMPLETE in lines
    assert lines[0] == "You stopped at cat and camel, set 2 of 3, just now."
    keys = f"{ASKED} k or Escape keeps it as it is and starts another one. x discards it."
    assert lines.count(keys) == 2, "a key without a meaning has them said again"
    assert any(line.startswith("Going on in") for line in lines)
    assert stage.store.sessions()[0].exercises[0].reps_done == {"both": 3}


def test_on_a_later_day_an_interrupted_session_is_kept_and_another_one_starts(stage: PlainStage) -> None:
    interrupted(stage)
    day = stage.clock.now().date()
    stage.clock.advance(24 * 60 * 60)
    lines = stage.run(BEFORE, AFTER)
    assert "A session goes on only on the day that it is for, or within six hours." in lines
    assert "It is kept as it is." in lines
    assert [(one.day, one.reps_done) for one in stage.store.sessions()][1:] == [(day, 1)]


def test_before_an_interrupted_session_goes_on_it_passes_what_a_start_passes(stage: PlainStage) -> None:
    interrupted(stage)
    stage.store.kept.append(stopped(0, Answer.NEW_SYMPTOM))
    lines = stage.run(
        (ASKED, ["enter"]),
        ("Have you been checked", ["escape"]),
        (ASKED, ["enter"]),
        ("Have you been checked", ["y"]),
        ("To go on all the same", ["y", "e", "s", "enter"]),
        AFTER,
    )
    assert "Nothing starts." in lines
    assert max(one.reps_done for one in stage.store.sessions()) == 3


def test_an_interrupted_session_of_what_is_off_by_now_is_kept(stage: PlainStage) -> None:
    interrupted(stage)
    knee = ConditionAnswer(condition=Condition.KNEE_TROUBLE, yes=True)
    stage.store.save_person(replace(stage.store.person(), conditions=(knee,), agreements=()))
    lines = stage.run((ASKED, ["enter"]), (ASKED, ["k"]))
    assert "Each exercise is left out today. Nothing starts." in lines
    assert stage.code == 1
    assert [one.reps_done for one in stage.store.sessions()] == [1]


def test_an_interrupted_session_that_asked_what_hurts_asks_it_again(stage: PlainStage) -> None:
    interrupted(stage, ("Hold", ["d"]), at="What do you feel?")
    lines = stage.run((ASKED, ["enter"]), ("", ["q"]), AFTER)
    assert "What do you feel?" in lines


def test_an_interrupted_session_that_showed_care_advice_shows_it_again_and_ends(stage: PlainStage) -> None:
    interrupted(stage, ("Hold", ["d", "3"]), at="This list is not complete")
    lines = stage.run((ASKED, ["enter"]), ("This list is not complete", ["8", "enter"]))
    assert stage.store.sessions()[0].status is Status.STOPPED_FOR_CARE
    assert "No more exercise in this session." in lines


@pytest.mark.parametrize("key", ["k", "escape"])
def test_an_interrupted_session_can_be_kept_as_it_is(stage: PlainStage, key: str) -> None:
    interrupted(stage)
    stage.run((ASKED, [key]), BEFORE, AFTER)
    assert sorted(one.exercises[0].reps_done["both"] for one in stage.store.sessions()) == [1, 3]


@pytest.mark.parametrize("key", ["enter", "r", "space", "pagedown"])
def test_the_keys_that_resume_a_session_on_the_screen_do_so_in_plain_lines(stage: PlainStage, key: str) -> None:
    interrupted(stage)
    lines = stage.run((ASKED, [key]), AFTER)
    assert any(line.startswith("Going on in") for line in lines)
    assert len(stage.store.sessions()) == 1


def test_an_interrupted_session_is_discarded_when_that_is_said_twice(stage: PlainStage) -> None:
    interrupted(stage)
    lines = stage.run((ASKED, ["x", "z", "x", "x"]), BEFORE, AFTER)
    assert lines.count("What you did would be gone. Press x again to discard it.") == 2
    assert "It is discarded." in lines
    assert [one.exercises[0].reps_done["both"] for one in stage.store.sessions()] == [3]


def test_what_was_told_of_something_that_hurt_is_not_discarded(stage: PlainStage) -> None:
    interrupted(stage, ("Hold", ["d"]), at="What do you feel?")
    lines = stage.run((ASKED, ["x", "x", "enter"]), ("", ["q"]), AFTER)
    assert not [line for line in lines if "discard" in line]
    assert "What do you feel?" in lines


def test_an_interrupted_session_that_cannot_go_on_is_given_up(stage: PlainStage) -> None:
    stage.store.save_checkpoint({"nonsense": 1})
    lines = stage.run(BEFORE, AFTER)
    assert "cannot go on" in lines[0]
    assert stage.keys.complaints == lines[:1]
    assert len(stage.store.sessions()) == 1


def test_an_interrupted_session_whose_exercise_is_gone_is_kept_as_it_is(stage: PlainStage) -> None:
    interrupted(stage)
    document = stage.store.checkpoint()
    assert document is not None
    plan = document["session"]["plan"]
    plan["exercises"] = [one | {"exercise_id": "headstand"} for one in plan["exercises"]]
    stage.store.save_checkpoint(document)
    lines = stage.run(BEFORE, AFTER)
    assert "cannot go on: the exercise 'headstand' is not in the catalog" in lines[0]
    assert lines[1] == "It is kept as it is."
    assert sorted(one.reps_done for one in stage.store.sessions()) == [1, 3]


def test_a_window_that_only_reads_starts_nothing(stage: PlainStage) -> None:
    stage.store.writable = False
    lines = stage.run()
    assert (stage.code, len(lines)) == (3, 1)
    assert "another window" in lines[0]
    assert stage.keys.complaints == lines


@pytest.mark.parametrize("kind", [NoticeKind.NEWER_SCHEMA, NoticeKind.READ_ONLY])
def test_a_history_that_cannot_be_written_says_why_nothing_starts(
    stage: PlainStage, monkeypatch: pytest.MonkeyPatch, kind: NoticeKind
) -> None:
    stage.store.writable = False
    why = Notice(kind=kind, what="It cannot be written.", kept="It can be read.", advice="Look at it.")
    monkeypatch.setattr(MemoryStore, "notices", (why,))
    assert stage.run() == ["It cannot be written. It can be read. Look at it."] == stage.keys.complaints
    assert stage.code == 3


def test_what_cannot_be_kept_is_told_and_ends_nothing(stage: PlainStage, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise StoreError("The disk is full. What was kept before is there.")

    monkeypatch.setattr(MemoryStore, "save_checkpoint", full)
    monkeypatch.setattr(MemoryStore, "append", full)
    lines = stage.run(BEFORE)
    assert stage.code == 3
    assert lines.count("The disk is full. What was kept before is there.") == 4 == len(stage.keys.complaints)
    assert lines[-1] == GET_UP
    assert stage.parts.player.played[-1].words == ("the-session-is-done",)


def test_it_takes_the_minutes_there_are(stage: PlainStage) -> None:
    keys = ScriptedKeys(stage.clock, [], is_there=False)
    assert run_plain(stage.parts, keys, keys.write, keys.complain, minutes=3) == 0
    (kept,) = stage.store.kept
    assert 60 < kept.seconds_active <= 3 * 60 + 30
    assert len(kept.exercises) == 2
