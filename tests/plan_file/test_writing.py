"""What is written is read as the same plan, and says what each figure means."""

import re
import tomllib
from dataclasses import replace
from datetime import time
from pathlib import Path

import pytest
from hypothesis import given, settings

from lumbar.domain.prescription import Prescription, SlotTime, default_prescription
from lumbar.plan_file.writing import plan_text
from support.plan_files import TODAY, plan_in, prescriptions
from support.sessions import exercises_by_id

DOCUMENT = Path(__file__).resolve().parents[2] / "docs" / "plan-files.md"


def written(plan: Prescription) -> str:
    return plan_text(plan, exercises_by_id(), TODAY)


@settings(max_examples=30, deadline=None)
@given(prescriptions())
def test_what_is_written_is_read_as_the_same_plan(plan: Prescription) -> None:
    assert plan_in(written(plan)) == plan


@pytest.mark.parametrize(
    "hidden", ["\x9b31m", "\x85", "\u2028", "\u202e", "\u200d", "\ufeff", "\r\n", "\U000e0001", "\x1b"]
)
def test_nothing_that_is_written_is_hidden_or_acts_on_a_terminal(hidden: str) -> None:
    text = f"é before{hidden}after"
    plan = default_prescription(exercises_by_id().values(), valid_from=TODAY)
    first, *others = plan.exercises
    plan = replace(
        plan,
        prescribed_by=text,
        notes=f"{text}\nsecond line",
        exercises=(replace(first, provider_says=text), *others),
        slots=(SlotTime(name=text, at=time(7)),),
    )
    out = written(plan)
    assert all(line.isprintable() for line in out.split("\n"))
    assert "é before" in out
    document = tomllib.loads(out)
    assert (document["prescribed_by"], document["notes"]) == (text, plan.notes)
    assert (document["exercises"][0]["provider_says"], document["sessions"][0]["name"]) == (text, text)


def test_half_a_character_is_written_as_one_that_lacks() -> None:
    plan = default_prescription(exercises_by_id().values(), valid_from=TODAY)
    assert tomllib.loads(written(replace(plan, notes="a\ud800b")))["notes"] == "a\ufffdb"


def test_each_figure_has_its_range_and_the_leaflets_beside_it() -> None:
    text = written(default_prescription(exercises_by_id().values(), valid_from=TODAY))
    assert "sets = 5 # 1 to 10; leaflet: 5" in text
    assert "hold_seconds = 3 # 1 to 5; our default: 3" in text
    assert "# move_in_seconds = 1.5 # 1 to 15; usual: 1.5" in text
    assert "sessions_per_day = 1 # how many sessions a day, 1 to 3" in text


def test_every_line_that_is_not_read_can_be_taken_in_by_taking_its_mark_away() -> None:
    first = next(iter(exercises_by_id().values()))
    text = written(default_prescription([first], valid_from=TODAY))
    counted = re.sub(r"(?m)^# (?=(\w+ = |\[\[))", "", text)
    plan = plan_in(counted)
    assert {one.exercise_id for one in plan.exercises} == set(exercises_by_id())
    assert plan.minutes == 15
    assert plan.prescribed_by == "Ms Berg"
    assert plan.slots


def test_the_example_of_the_document_can_be_taken_in() -> None:
    examples = re.findall(r"```toml\n(.*?)```", DOCUMENT.read_text(encoding="utf-8"), re.DOTALL)
    assert len(examples) == 1
    plan = plan_in(examples[0])
    assert [one.exercise_id for one in plan.exercises] == ["pelvic-tilt", "straight-leg-raises", "bird-dog"]
    assert plan.exercises[2].provider_says
