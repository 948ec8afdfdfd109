"""The questions before a plain session: the same as on the screens, in the same order, and kept."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from lumbar.domain.person import Afterward, BadDays, Level, Person, SoftStop, StepReply
from lumbar.domain.prescription import Prescription, half_the_repetitions
from lumbar.domain.record import Answer, SessionRecord
from lumbar.ports import StoreError
from support.memory_store import MemoryStore
from support.past import TODAY, days_ago, exercise, session, stopped, told
from support.plain import PlainStage
from support.screens import acknowledged
from support.sessions import prescribed

PLAN = Prescription(version=1, valid_from=date(2026, 1, 1), exercises=prescribed("curl-up"))
STARTS = "1 of 1: Curl up"
ADVICE = "This list is not complete. If in doubt, call."
ENDS = (
    (STARTS, ["q"]),
    ("End the session here?", ["y"]),
    ("How strong is your pain now, after", ["enter"]),
)


def a_stage(folder: Path, *past: SessionRecord, person: Person | None = None) -> PlainStage:
    stage = PlainStage(folder, store=MemoryStore(kept=list(past), versions=[PLAN]))
    stage.store.save_person(person or acknowledged())
    return stage


def answered(stage: PlainStage, *keys: str, starts: bool = True) -> list[str]:
    """Press *keys* before the session, and end it at once if it starts."""
    lines = stage.run(*((("", keys),) if keys else ()), *(ENDS if starts else ()), only="")
    assert any(line.startswith(STARTS) for line in lines) is starts
    assert stage.code == (0 if starts else 1)
    return lines


def planned(stage: PlainStage) -> tuple[int, bool]:
    """How many repetitions the session had, and whether in the easier form."""
    (record,) = stage.store.kept[-1].exercises
    return record.reps_planned["both"], record.easier


SERIOUS = [(Answer.SEVERE_PAIN, None), (Answer.NEW_SYMPTOM, None), (Answer.PAIN, 7)]


@pytest.mark.parametrize(("answer", "level"), SERIOUS)
def test_after_a_serious_stop_no_starts_nothing_that_day(tmp_path: Path, answer: Answer, level: int | None) -> None:
    stage = a_stage(tmp_path, stopped(3, answer, level))
    lines = answered(stage, "n", starts=False)
    assert "Have you been checked since you stopped?" in lines
    assert lines.index("Then nothing starts today. Get checked first.") < lines.index(ADVICE)
    again = answered(stage, starts=False)
    assert "Have you been checked since you stopped?" not in again
    assert ADVICE in again


def test_leaving_the_check_open_starts_nothing_and_keeps_nothing(tmp_path: Path) -> None:
    stage = a_stage(tmp_path, stopped(3, Answer.SEVERE_PAIN, None))
    assert ADVICE in answered(stage, "escape", starts=False)
    assert stage.store.person().checks == ()


def test_all_of_it_is_asked_in_order_and_kept(tmp_path: Path) -> None:
    past = stopped(0, Answer.SEVERE_PAIN, None)
    stage = a_stage(tmp_path, past, person=replace(acknowledged(), agreements=()))
    keys = ["y", "4", "8", *"yes", "enter", *"yep", "backspace", "s", "enter", "y", "1"]
    lines = answered(stage, *keys)
    asked = [
        "Have you been checked since you stopped?",
        "After last time:",
        (
            "How strong is your pain now, before you start? 0 is none. 10 is the worst you know."
            " x is ten, Enter leaves it out."
        ),
        "Your pain is 7 or more.",
        "You stopped a session not long ago.",
        "Half the repetitions for now?",
        "Curl up",
    ]
    assert [line for line in lines if line in asked] == asked
    person = stage.store.person()
    assert person.checks[0].checked
    assert person.afterwards[0].answer is Afterward.STILL_WORSE
    assert [one.stop for one in person.soft_stops] == [SoftStop.HIGH_BEFORE, SoftStop.DAY_OF_A_STOP]
    assert [one.dose.reps for one in person.levels] == [3]
    assert planned(stage) == (3, True)
    assert stage.store.kept[-1].pain_before == 8


def test_without_the_typed_yes_nothing_starts(tmp_path: Path) -> None:
    stage = a_stage(tmp_path)
    lines = answered(stage, "x", *"ye", "enter", "f2", "escape", starts=False)
    assert "Nothing starts." in lines
    assert stage.store.person().soft_stops == ()


@pytest.mark.parametrize(("keys", "reps"), [("y", 3), ("n", 5), (["escape"], 5)])
def test_after_a_break_half_is_offered_once(tmp_path: Path, keys: Sequence[str], reps: int) -> None:
    stage = a_stage(tmp_path, session(20))
    assert "After a break, half the dose for three sessions?" in answered(stage, "enter", *keys)
    assert planned(stage)[0] == reps
    assert "After a break, half the dose for three sessions?" not in answered(stage, "enter")
    assert planned(stage)[0] == reps


@pytest.mark.parametrize(
    ("key", "easier", "levels"), [("enter", True, 0), ("3", False, 0), ("4", True, 1), ("escape", True, 0)]
)
def test_what_was_stopped_comes_back_as_is_chosen(tmp_path: Path, key: str, *, easier: bool, levels: int) -> None:
    stage = a_stage(tmp_path, stopped(1))
    lines = answered(stage, "1", "enter", key)
    assert "Saturday you stopped at second 7" in lines
    assert planned(stage)[1] is easier
    assert len(stage.store.person().levels) == levels


def test_with_everything_left_out_nothing_starts_and_it_says_so(tmp_path: Path) -> None:
    lines = answered(a_stage(tmp_path, stopped(1)), "1", "enter", "2", starts=False)
    assert lines[-1] == "Each exercise is left out today. Nothing starts."


def test_with_everything_off_nothing_is_asked(tmp_path: Path) -> None:
    stage = a_stage(tmp_path, stopped(1), stopped(2))
    lines = answered(stage, starts=False)
    assert lines == ["Every exercise is off today. Nothing can start."] == stage.keys.complaints


def test_a_step_up_is_offered_and_kept(tmp_path: Path) -> None:
    level = Level(dose=half_the_repetitions(prescribed("curl-up")[0]), since=days_ago(9))
    person = replace(acknowledged(), levels=(level,))
    stage = a_stage(tmp_path, *(session(ago, exercise("curl-up")) for ago in (1, 3, 5)), person=person)
    assert "From 3 to 4 repetitions?" in answered(stage, "2", "1")
    assert planned(stage) == (4, False)
    assert [one.reply for one in stage.store.person().steps] == [StepReply.ACCEPTED]


def test_the_turn_is_offered(tmp_path: Path) -> None:
    stage = a_stage(tmp_path, *(session(ago, exercise(hold=10)) for ago in (1, 2, 3)))
    answered(stage, "2", "1")
    assert stage.store.person().rotation_since == TODAY


def test_after_gentle_days_it_is_asked_how_to_go_on(tmp_path: Path) -> None:
    person = replace(acknowledged(), bad_days=(BadDays(first=days_ago(9), days=3),))
    stage = a_stage(tmp_path, person=person)
    assert "The gentle days are over. How do you want to go on?" in answered(stage, "3", "2", "enter")
    assert planned(stage)[1]
    assert stage.store.person().bad_days[1:] == (BadDays(first=TODAY, days=2),)


@pytest.mark.parametrize(("key", "starts"), [("enter", True), ("q", False)])
def test_what_to_ask_first_is_to_be_read(tmp_path: Path, key: str, *, starts: bool) -> None:
    stage = a_stage(tmp_path, person=replace(acknowledged(), agreements=()))
    lines = answered(stage, "enter", key, starts=starts)
    assert any(line.startswith("Curl up: ") for line in lines)


def test_care_advice_is_a_key_away_from_every_question(tmp_path: Path) -> None:
    lines = answered(a_stage(tmp_path, session(20)), "c", "enter", "f2", "n")
    assert lines.count(ADVICE) == 2


def test_without_a_terminal_nothing_starts_where_an_answer_is_due(tmp_path: Path) -> None:
    for past, person in (
        (stopped(3, Answer.SEVERE_PAIN, None), acknowledged()),
        (stopped(0), acknowledged()),
        (session(1, exercise("bird-dog")), replace(acknowledged(), agreements=())),
    ):
        stage = a_stage(tmp_path, past, person=person)
        lines = stage.run(only="", there=False)
        assert stage.code == 1
        (complaint,) = stage.keys.complaints
        assert complaint.startswith("Something needs your answer first.")
        assert complaint in lines
        assert stage.store.kept == [past]
        assert stage.store.person() == person


def test_without_a_terminal_the_rest_is_left_out_and_nothing_of_it_is_kept(tmp_path: Path) -> None:
    stage = a_stage(tmp_path, stopped(20))
    stage.run(only="", there=False)
    assert (stage.code, planned(stage)) == (0, (5, True))
    assert stage.store.person() == acknowledged()


def test_an_answer_that_cannot_be_kept_counts_all_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    stage = a_stage(tmp_path, stopped(3, Answer.SEVERE_PAIN, None))

    def full(*_: object) -> None:
        raise StoreError("The disk is full.")

    monkeypatch.setattr(MemoryStore, "save_person", full)
    lines = answered(stage, "n", starts=False)
    assert "The disk is full." in lines
    assert ADVICE in lines


def test_with_the_second_stop_the_question_to_the_provider_is_filed(tmp_path: Path) -> None:
    before = session(1, exercise("curl-up"), events=(told(Answer.DISCOMFORT),))
    stage = a_stage(tmp_path, before)
    stage.store.kept.append(stopped(0, level=3))
    keys = ["1", "2", *"yes", "enter", "1"]
    stage.run(
        ("", keys),
        ("Hold", ["d", "2", "4", "1", "2"]),
        ("  1", ["1"]),
        ("", ["q"]),
        ("How strong is your pain now, after", ["enter"]),
        only="",
    )
    assert [one.text for one in stage.store.person().questions] == [
        "Curl up was stopped for pain twice running. Is it right for me?"
    ]
