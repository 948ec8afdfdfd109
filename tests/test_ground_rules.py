"""What holds for every exercise is said to everybody, and every exercise keeps it."""

import pytest

from lumbar.about import GROUND_RULES, PURPOSE
from lumbar.domain.exercise import Form, Position
from support.sessions import SECOND, exercises_by_id

SAID = {
    "Ask first": ["doctor", "nurse", "pharmacist"],
    "A firm floor": ["mat", "floor", "bed", "firm"],
    "Slowly": ["slow and smooth", "fast", "jerk"],
    "Breathe": ["as you always do", "holds too"],
    "When it hurts": [
        "Discomfort can be normal at first",
        "less with practice",
        "Pain is not normal",
        "ends the exercise",
    ],
    "How much": ["10 to 30 minutes a day", "one to three sessions", "Ask which exercises"],
    "Help at once": ["cannot move", "immediately"],
    "Call your doctor": ["new", "grows", "question or worry"],
    "Your care": ["Ask what can be done", "choices", "say no", "physical therapist"],
    "The aim": ["a leaflet for patients", "stronger muscles", "fewer injuries", "promises nothing"],
}


@pytest.mark.parametrize("heading", list(SAID))
def test_each_ground_rule_is_said(heading: str) -> None:
    for part in SAID[heading]:
        assert part in GROUND_RULES[heading]
    assert len(GROUND_RULES) == len(SAID)


def test_the_purpose_is_said_word_for_word() -> None:
    assert PURPOSE == (
        "A timer, guide and diary for exercises that a health professional has given you or agreed to. "
        "It does not diagnose, treat or monitor a disease, and it does not decide what you should do."
    )


def test_every_exercise_on_the_floor_asks_for_a_mat_or_a_firm_floor_and_none_for_a_bed() -> None:
    for exercise in exercises_by_id().values():
        on_the_floor = exercise.position is not Position.STANDING
        assert ("mat or a firm floor" in exercise.start_position) == on_the_floor
        assert "bed" not in " ".join((exercise.start_position, *exercise.steps, exercise.easier)).split()


def test_no_movement_in_any_form_is_faster_than_two_seconds_but_that_of_the_ankle() -> None:
    for exercise in exercises_by_id().values():
        least_ns = SECOND if exercise.id == "ankle-pumps" else 2 * SECOND
        for form in Form:
            tempo = exercise.in_form(form).tempo
            assert min(tempo.move_in_ns, tempo.move_out_ns, tempo.move_between_ns or least_ns) >= least_ns


def test_a_deeper_wall_squat_is_never_offered() -> None:
    assert "A deeper bend is never offered." in exercises_by_id()["wall-squats"].harder
