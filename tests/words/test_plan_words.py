"""What becomes of a plan, in words."""

from dataclasses import replace
from datetime import time

import pytest
from hypothesis import given, settings

from lumbar.domain.plan_versions import same_content
from lumbar.domain.prescription import Pace, Prescription, Sides, SlotTime
from lumbar.words.plan import difference_words
from support.plan_files import TODAY, prescriptions
from support.sessions import exercises_by_id, prescribed

PLAN = Prescription(
    version=3, valid_from=TODAY, exercises=prescribed("pelvic-tilt", "curl-up", "bird-dog"), sessions_per_day=2
)


def changed(after: Prescription) -> list[str]:
    return list(difference_words(PLAN, after, exercises_by_id()))


def with_bird_dog(**changes: object) -> Prescription:
    *others, bird_dog = PLAN.exercises
    return replace(PLAN, exercises=(*others, replace(bird_dog, **changes)))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("after", "said"),
    [
        (with_bird_dog(sets=3), "Bird dog: 5 sets become 3."),
        (with_bird_dog(reps=2), "Bird dog: 1 repetition becomes 2."),
        (with_bird_dog(hold_seconds=(10,)), "Bird dog: a hold of 15 seconds becomes 10."),
        (with_bird_dog(sides=Sides.LEFT), "Bird dog: both sides become the left side alone."),
        (
            with_bird_dog(pace=Pace(move_in_ns=4_500_000_000)),
            "Bird dog: the way in takes 4.5 seconds instead of the usual 3 seconds.",
        ),
        (with_bird_dog(provider_says="Low."), 'Bird dog: your provider\'s sentence is added: "Low.".'),
        (replace(PLAN, sessions_per_day=3), "2 sessions a day become 3."),
        (replace(PLAN, minutes=15), "A session takes at most 15 minutes, instead of as long as it takes."),
        (replace(PLAN, rest_days=(5, 6)), "Rest days: Saturday, Sunday, instead of none."),
        (replace(PLAN, prescribed_by="Ms Berg"), 'The name of who prescribed it is added: "Ms Berg".'),
        (replace(PLAN, notes="Two\nlines"), 'The text of the notes is added: "Two lines".'),
        (
            replace(PLAN, slots=(SlotTime(name="A", at=time(6)), SlotTime(name="B", at=time(20, 15)))),
            "The sessions: A 06:00, B 20:15, instead of Morning 07:00, Evening 18:00.",
        ),
        (replace(PLAN, slots=PLAN.slot_times), "Names and hours of the sessions stay, as your own from now on."),
        (replace(PLAN, exercises=PLAN.exercises[:2]), "Bird dog is taken out."),
        (
            replace(PLAN, exercises=(*PLAN.exercises, *prescribed("wall-squats"))),
            "Wall squats is added: 10 times, hold 5 seconds.",
        ),
        (replace(PLAN, exercises=(PLAN.exercises[2], *PLAN.exercises[:2])), "Bird dog moves to place 1."),
    ],
)
def test_one_change_is_one_sentence(after: Prescription, said: str) -> None:
    assert changed(after) == [said]


def test_an_exercise_that_this_version_does_not_know_goes_by_its_id() -> None:
    owl = replace(PLAN.exercises[0], exercise_id="owl")
    before = replace(PLAN, exercises=(owl,))
    assert "owl is taken out." in difference_words(before, PLAN, exercises_by_id())


@settings(max_examples=30, deadline=None)
@given(prescriptions(), prescriptions())
def test_there_is_something_to_say_exactly_where_something_changes(one: Prescription, other: Prescription) -> None:
    assert bool(difference_words(one, other, exercises_by_id())) is not same_content(one, other)
    assert difference_words(one, replace(one, version=9), exercises_by_id()) == ()
