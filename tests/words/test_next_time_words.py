"""The words around a session: one for each value, short enough, and facts without blame."""

from dataclasses import replace
from enum import Enum
from typing import Any

import pytest

from lumbar.domain.exercise import Condition, Form
from lumbar.domain.next_time import ComeBack, ComingBack
from lumbar.domain.person import Afterward, GivenBy, SoftStop, StepReply, WayOn
from lumbar.domain.prescription import PrescribedExercise
from lumbar.domain.progression import StepUp
from lumbar.domain.record import Answer
from lumbar.words import next_time as words
from support.past import TODAY, days_ago, told

DOSE = PrescribedExercise(exercise_id="curl-up", reps=5, sets=1, hold_seconds=(5,))


@pytest.mark.parametrize(
    ("table", "values"),
    [
        (words.AFTERWARD, Afterward),
        (words.SOFT_STOPS, SoftStop),
        (words.COME_BACK, ComeBack),
        (words.STEP_REPLIES, StepReply),
        (words.AFTER_GENTLE_DAYS, WayOn),
        (words.GIVEN_BY, GivenBy),
        (words.CONDITIONS, Condition),
    ],
)
def test_every_value_has_words_that_fit_beside_a_key(table: dict[Any, str], values: type[Enum]) -> None:
    assert set(table) == set(values)
    assert max(map(len, table.values())) <= 37


def test_the_fact_says_when_and_where_it_was() -> None:
    event = told(Answer.PAIN, second=7.4)
    assert words.stopped_line(ComingBack("bird-dog", days_ago(0), event), "left arm", TODAY) == (
        "Sunday you stopped at second 7, left arm"
    )
    assert words.stopped_line(ComingBack("curl-up", days_ago(6), event), "", TODAY) == "Monday you stopped at second 7"
    assert words.stopped_line(ComingBack("curl-up", days_ago(7), told(Answer.PAIN)), "", TODAY) == (
        "On 15 November you stopped"
    )
    assert words.stopped_line(ComingBack("curl-up", days_ago(7), None), "", TODAY) == "On 15 November you stopped"


@pytest.mark.parametrize(
    ("then", "line"),
    [
        (replace(DOSE, reps=6), "From 5 to 6 repetitions?"),
        (replace(DOSE, sets=2), "From 1 to 2 sets?"),
        (replace(DOSE, hold_seconds=(6,)), "From 5 to 6 seconds of hold?"),
        (replace(DOSE, form=Form.ROTATION), "From the easier form to the full one?"),
    ],
)
def test_a_step_is_offered_by_what_it_changes(then: PrescribedExercise, line: str) -> None:
    assert words.step_line(StepUp(DOSE, then)) == line


def test_the_question_for_the_provider_names_the_exercise() -> None:
    assert words.provider_question("Bird dog").startswith("Bird dog was stopped for pain twice running.")
