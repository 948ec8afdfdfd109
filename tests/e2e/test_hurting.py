"""Something hurts, in a real terminal: each way that a session takes then, checked in what is kept of it."""

import json
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from lumbar.bootstrap import assemble
from lumbar.domain.person import Agreement
from lumbar.ports import Person
from support.interruption import WAITS
from support.terminal import Terminal, lumbar_command

pytestmark = pytest.mark.slow

RATE = "20"
EXERCISES = ("bird-dog", "pelvic-tilt")


@contextmanager
def in_the_first_hold(folder: Path) -> Iterator[Terminal]:
    """A session of two exercises, in the first hold of the pelvic tilt."""
    agreed = tuple(Agreement(exercise_id=one, provider="Ms Berg", agreed_on="1 November") for one in EXERCISES)
    store = assemble(data_dir=folder).open_archive(read_only=False)
    store.save_person(Person(purpose_acknowledged_on=date(2026, 11, 1), agreements=agreed))
    store.close()
    command = lumbar_command("session", "--only", ",".join(EXERCISES), data_dir=folder)
    with Terminal(command, environment={"LUMBAR_CLOCK_RATE": RATE}) as terminal:
        terminal.wait_for("before you start")
        terminal.press("1")
        terminal.wait_for(WAITS)
        terminal.press("pagedown")
        terminal.wait_for("HOLD")
        yield terminal


def ended(terminal: Terminal, folder: Path) -> Any:
    """Leave the program, and return the one session that it kept."""
    terminal.wait_for("Saved.")
    terminal.press("enter")
    terminal.wait_for("sessions done" if "sessions done" in terminal.text() else "session done")
    terminal.press("q")
    assert terminal.wait_for_end() == 0
    said = subprocess.run(lumbar_command("history", "--json", data_dir=folder), capture_output=True, check=True).stdout
    (session,) = json.loads(said)["sessions"]
    return session


def told(session: Any) -> list[tuple[Any, ...]]:
    """What was told, and chosen."""
    return [
        (event["answer"], event["level"], event["place"], event["choice"])
        for event in session["events"]
        if event["kind"] == "discomfort"
    ]


def outcomes(session: Any) -> dict[str, str]:
    return {exercise["id"]: exercise["outcome"] for exercise in session["exercises"]}


def hurt(terminal: Terminal) -> None:
    terminal.press("d")
    terminal.wait_for("What do you feel?")


def pain(terminal: Terminal, level: str, place: str) -> None:
    """Tell of a known pain."""
    hurt(terminal)
    terminal.press("2")
    terminal.wait_for("How strong is the pain?")
    terminal.press(level)
    terminal.wait_for("Where is it?")
    terminal.press(place)
    terminal.wait_for("Do you know this pain?")
    terminal.press("2")


def finish(terminal: Terminal) -> None:
    terminal.press("q")
    terminal.wait_for("End the session here?")
    terminal.press("enter")


def after(terminal: Terminal) -> None:
    terminal.wait_for("after the session")
    terminal.press("enter")


def test_discomfort_in_mid_hold_then_on(tmp_path: Path) -> None:
    with in_the_first_hold(tmp_path) as terminal:
        hurt(terminal)
        assert "Stopped. Nothing is lost." in terminal.text()
        terminal.press("1")
        terminal.wait_for("How do you want to go on?")
        terminal.press("1")
        terminal.wait_for("repetition 2 of 5")
        finish(terminal)
        after(terminal)
        session = ended(terminal, tmp_path)
    assert told(session) == [("discomfort", None, None, "continue")]
    assert session["status"] == "ended_early"
    assert session["exercises"][0]["reps_done"]["both"] >= 1


def test_pain_then_rest_then_the_next_exercise(tmp_path: Path) -> None:
    with in_the_first_hold(tmp_path) as terminal:
        pain(terminal, "3", "1")
        terminal.wait_for("rest 2 minutes")
        terminal.press("1")
        terminal.wait_for("Is it back to where it was, or less?")  # the two minutes pass by themselves
        terminal.press("1")
        terminal.wait_for("Bird dog")
        finish(terminal)
        after(terminal)
        session = ended(terminal, tmp_path)
    assert told(session) == [("pain", 3, "low_back", "next_exercise")]
    assert outcomes(session)["pelvic-tilt"] == "stopped_for_pain"
    assert session["pain_before"] == 1


def test_a_second_pain_in_the_same_place_ends_the_session(tmp_path: Path) -> None:
    with in_the_first_hold(tmp_path) as terminal:
        pain(terminal, "2", "1")
        terminal.wait_for("rest 2 minutes")
        terminal.press("1")
        terminal.wait_for("Is it back to where it was, or less?")
        terminal.press("1")
        terminal.wait_for(WAITS)  # the way there is still about the tilt
        assert "Bird dog" in terminal.text()
        pain(terminal, "2", "1")
        terminal.wait_for("It is a second pain in the same place.")
        terminal.press("enter")
        after(terminal)
        session = ended(terminal, tmp_path)
    assert session["status"] == "stopped_for_pain"
    assert set(outcomes(session).values()) == {"stopped_for_pain"}


def test_cannot_move_ends_with_care_advice_and_cannot_be_undone(tmp_path: Path) -> None:
    with in_the_first_hold(tmp_path) as terminal:
        hurt(terminal)
        terminal.press("3")
        terminal.wait_for("Emergency: now")
        terminal.press("enter")
        terminal.wait_for("Saved.")
        terminal.press("d", "u", " ")
        assert "Saved." in terminal.text()
        session = ended(terminal, tmp_path)
    assert session["status"] == "stopped_for_care"
    assert told(session) == [("severe_pain", None, None, "care")]


def test_a_corrected_wrong_digit_goes_on(tmp_path: Path) -> None:
    with in_the_first_hold(tmp_path) as terminal:
        hurt(terminal)
        terminal.press("3")
        terminal.wait_for("Emergency: now")
        terminal.press("8")
        terminal.wait_for("repetition 2 of 5")
        finish(terminal)
        after(terminal)
        session = ended(terminal, tmp_path)
    (event,) = [event for event in session["events"] if event["kind"] == "discomfort"]
    assert (event["answer"], event["corrected_from"]) == ("nothing", ["severe_pain"])
    assert session["status"] == "ended_early"
