"""A plan file is taken whole, or every problem of it is named with its line."""

import os
from dataclasses import replace
from datetime import date, time
from pathlib import Path

import pytest

from lumbar.domain.exercise import NS_PER_SECOND
from lumbar.domain.prescription import Pace, PrescribedExercise, Sides, SlotTime, prescribe_as_in_catalog
from lumbar.plan_file.reading import LARGEST_FILE, read_plan_file
from support.plan_files import SMALL, TODAY, plan_in, read, refused
from support.sessions import exercises_by_id


def with_line(line: str, *, after: str = 'id = "bird-dog"') -> str:
    """The small file with another line; it comes to stand on line 5, or on line 2 after the sessions a day."""
    return SMALL.replace(f"{after}\n", f"{after}\n{line}\n", 1)


def test_a_figure_that_is_left_out_is_the_catalogs() -> None:
    plan = plan_in(SMALL)
    bird_dog, curl_up = plan.exercises
    assert bird_dog == PrescribedExercise(exercise_id="bird-dog", reps=1, sets=5, hold_seconds=(15,))
    assert curl_up == prescribe_as_in_catalog(exercises_by_id()["curl-up"])
    assert (plan.version, plan.valid_from, plan.sessions_per_day, plan.slots) == (1, TODAY, 2, ())


def test_every_key_is_read() -> None:
    plan = plan_in(
        """
        format = 1
        from = 2026-12-01
        minutes = 15
        rest_days = ["Sunday", "monday"]
        prescribed_by = " Ms Berg "
        notes = '''two
        lines'''
        [[sessions]]
        name = "Early"
        at = "06:30"
        [[sessions]]
        name = "Late"
        at = 19:00:00
        [[exercises]]
        id = "bird-dog"
        sides = "left"
        move_in_seconds = 4
        move_out_seconds = 2.5
        rest_seconds = 0
        provider_says = "[bold]Slowly[/bold]"
        """
    )
    assert (plan.valid_from, plan.minutes, plan.rest_days) == (date(2026, 12, 1), 15, (0, 6))
    assert (plan.prescribed_by, plan.sessions_per_day) == ("Ms Berg", 2)
    assert plan.slots == (SlotTime(name="Early", at=time(6, 30)), SlotTime(name="Late", at=time(19)))
    one = plan.exercises[0]
    assert one.sides is Sides.LEFT
    assert one.pace == Pace(move_in_ns=4 * NS_PER_SECOND, move_out_ns=NS_PER_SECOND * 5 // 2, rest_ns=0)
    assert one.provider_says == "[bold]Slowly[/bold]", "a text is what it is, and nowhere taken for an order"


def test_a_mark_before_the_first_line_and_the_line_ends_of_other_systems_are_read() -> None:
    assert plan_in(b"\xef\xbb\xbf" + SMALL.replace("\n", "\r\n").encode()) == plan_in(SMALL)
    assert refused(with_line("rep = 5").replace("\n", "\r\n"))[0][0] == 5


WRONG = {
    "a figure that is no whole number": (
        SMALL.replace("reps = 1", "reps = 1.0"),
        5,
        "reps is 1.0. Write a whole number",
    ),
    "a misspelt key": (with_line("rep = 5"), 5, 'There is no key "rep" here. Perhaps reps is meant.'),
    "too many repetitions": (SMALL.replace("reps = 1", "reps = 100"), 5, "Bird dog: the repetitions cannot be 100."),
    "no repetition": (SMALL.replace("reps = 1", "reps = 0"), 5, "Write a whole number from 1 to 50."),
    "a figure in quotes": (SMALL.replace("sets = 5", 'sets = "5"'), 6, 'sets is "5". Write a whole number'),
    "an exercise that is none": (SMALL.replace("bird-dog", "birddog"), 4, "Perhaps bird-dog is meant."),
    "an exercise twice": (SMALL.replace("curl-up", "bird-dog"), 10, "Bird dog stands in the plan twice."),
    "an exercise without an id": (SMALL.replace('id = "curl-up"', ""), 9, "An exercise has no id."),
    "too many holds": (SMALL.replace("= 15", "= [5, 5]"), 7, "Bird dog has one hold in a repetition, and 2 are given."),
    "a hold that the leaflet limits": (
        '[[exercises]]\nid = "straight-leg-raises"\nhold_seconds = 6',
        3,
        "The leaflet gives 1 to 5 seconds for this hold.",
    ),
    "a side of an exercise without sides": (f'{SMALL}sides = "left"', 11, "Curl up has no sides to choose from."),
    "a movement that is too fast": (with_line("move_in_seconds = 1.5"), 5, "the way in cannot be 1.5."),
    "sessions beyond the leaflet": (SMALL.replace("= 2", "= 4"), 1, "Sessions a day cannot be 4."),
    "no minutes": (f"minutes = 0\n{SMALL}", 1, "Minutes of a session cannot be 0."),
    "a day that is none": (f'rest_days = ["sunday",\n  "funday"]\n{SMALL}', 2, '"funday" is no day of the week.'),
    "a week of rest": (
        f'rest_days = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]\n{SMALL}',
        1,
        "Every day of the week is a rest day.",
    ),
    "one hour for two sessions": (
        f'{SMALL}[[sessions]]\nname = "Early"\nat = "07:00"',
        11,
        "There are names and hours for 1 session, and 2 a day.",
    ),
    "more hours than a day has sessions": (
        SMALL.replace("sessions_per_day = 2\n", "")
        + "".join(f'[[sessions]]\nname = "{hour}"\nat = "0{hour}:00"\n' for hour in range(5)),
        10,
        "There are names and hours for 5 sessions a day. The leaflet says 1 to 3 times a day. Keep 3 of them or fewer.",
    ),
    "hours in the wrong order": (
        f'{SMALL}[[sessions]]\nname = "A"\nat = "18:00"\n[[sessions]]\nname = "B"\nat = "07:00"',
        16,
        "07:00 is not after 18:00.",
    ),
    "an hour that is none": (f'{SMALL}[[sessions]]\nname = "A"\nat = "25:00"', 13, 'at is "25:00". Write an hour'),
    "a day that is past": (f"from = 2026-11-21\n{SMALL}", 1, "The plan cannot start on 2026-11-21, which is past."),
    "a day far away": (f"from = 2030-11-21\n{SMALL}", 1, "more than a year away"),
    "no exercise": ("sessions_per_day = 1", 1, "The plan has no exercise. Give it at least one."),
    "exercises that are no tables": ('exercises = ["bird-dog"]', 1, "Write [[exercises]] on a line of its own"),
    "a bracket that is open": (SMALL.replace("[[exercises]]", "[[exercises]", 1), 3, "Look at the quotes, brackets"),
    "the same key twice": (with_line("reps = 2\nreps = 3"), 6, "The same key stands there twice. Keep one of them."),
    "another format": (f"format = 2\n{SMALL}", 1, "reads format 1 alone. Update lumbar."),
    "three hours of exercise": (
        '[[exercises]]\nid = "wall-squats"\nreps = 50\nsets = 10\nhold_seconds = 60',
        1,
        "All the exercises together take",
    ),
}

HOSTILE = {
    "not UTF-8": (SMALL.replace("curl-up", "k\u00fcrl").encode("latin-1"), 10, "This is not UTF-8 text."),
    "a picture": (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + bytes(range(256)), 1, "This is not UTF-8 text."),
    "zero bytes": (b"\0" * 1000, 1, "Look at the quotes, brackets"),
    "too much": (b"#" * (LARGEST_FILE + 1), None, "It is larger than 256 KB."),
    "deep brackets": (f"{SMALL}\nnotes = {'[' * 5000}{']' * 5000}", 12, "nested too deep"),
    "brackets that are just deep": (f"notes = {'[' * 40}{']' * 40}\n{SMALL}", 1, "notes is a list."),
    "a number without end": (SMALL.replace("sets = 5", f"sets = {'9' * 100_000}"), 6, "A number here is too long"),
    "a large number": (SMALL.replace("sets = 5", f"sets = 0x{'f' * 50_000}"), 6, "a number that is far too large"),
    "a number that is none": (with_line("rest_seconds = nan"), 5, "rest_seconds is nan. Write a number of seconds"),
    "a rest without end": (with_line("rest_seconds = inf"), 5, "rest_seconds is inf."),
    "a long rest": (with_line("rest_seconds = 1e300"), 5, "rest_seconds is 1e+300."),
    "orders to the terminal": (with_line(r'provider_says = "\u001b[2JOwned"'), 5, "does not show (U+001B)"),
    "words from right to left": (f'prescribed_by = "Dr \u202egreB"\n{SMALL}', 1, "does not show (U+202E)"),
    "a text of ten thousand letters": (with_line(f'provider_says = "{"x" * 10_000}"'), 5, "has 10000 characters."),
    "a key of ten thousand letters": (with_line(f"{'x' * 10_000} = 1"), 5, 'There is no key "xxxxx'),
    "an id with orders": (with_line("", after="").replace("curl-up", r"\u001b[2J"), 11, "There is no exercise with"),
    "a table for a figure": (with_line("").replace("sets = 5", "sets = {deep = {deeper = 1}}"), 7, "sets is a table."),
    "yes for a figure": (SMALL.replace("sets = 5", "sets = true"), 6, "sets is true. Write a whole number"),
    "a moment for a day": (f"from = 2026-12-01T07:00:00Z\n{SMALL}", 1, "Write a day without quotes"),
}


@pytest.mark.parametrize(("text", "line", "said"), [*WRONG.values(), *HOSTILE.values()], ids=[*WRONG, *HOSTILE])
def test_it_is_refused_with_its_line_and_the_reason(text: str | bytes, line: int | None, said: str) -> None:
    problems = refused(text)
    assert len(problems) == 1, "one thing wrong is one problem"
    assert problems[0][0] == line
    assert said in problems[0][1]
    assert problems[0][1].isprintable()
    assert len(problems[0][1]) < 400


def test_all_that_is_wrong_is_named_at_once_in_the_order_of_the_lines() -> None:
    text = (
        with_line("sides = 3\nrest_seconds = 500")
        .replace("sets = 5", "sets = 50")
        .replace("per_day = 2", "per_day = 9")
    )
    assert [line for line, _ in refused(text)] == [1, 5, 6, 8]


def test_a_thousand_wrong_exercises_are_a_thousand_problems() -> None:
    assert len(refused('[[exercises]]\nid = "owl"\n' * 1000)) == 1000


def test_inline_tables_and_dotted_keys_have_their_lines_too() -> None:
    assert refused('exercises = [\n  {id = "bird-dog"},\n  {id = "curl-up", sets = 11},\n]')[0][0] == 3
    assert refused('exercises = [{id = "bird-dog"}]\nsessions.name = 1')[0][0] == 2
    assert refused('# reps = [\n"exercises" = [{"id" = "curl-up", "reps" = 99}]')[0][0] == 2
    assert refused('notes = """\n[[exercises]]\nreps = 1\n"""\n[[exercises]]\nid = "curl-up"\nreps = 99')[0][0] == 7


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "loop").symlink_to(tmp_path / "loop")
    return tmp_path


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("missing.toml", "There is no such file."),
        (".", "It is no file with a text in it."),
        ("pipe", "It is no file with a text in it."),
        ("loop", "It cannot be read"),
    ],
)
def test_what_is_no_file_is_refused_without_waiting(folder: Path, name: str, said: str) -> None:
    found = read_plan_file(folder / name, exercises_by_id(), TODAY)
    assert found.plan is None
    assert found.problems[0].line is None
    assert said in found.problems[0].what


def test_a_device_without_end_is_refused() -> None:
    assert read_plan_file(Path("/dev/zero"), exercises_by_id(), TODAY).plan is None


def test_what_is_above_the_leaflet_is_taken() -> None:
    assert replace(plan_in(SMALL.replace("sets = 5", "sets = 8")).exercises[0], sets=5) == plan_in(SMALL).exercises[0]
    assert read(SMALL).problems == ()


@pytest.mark.parametrize("hour", ["0700Z", "07+01", "07,30", "07.30", "07:30 ", "7:300", "T07:0", "0\u0667:00"])
def test_an_hour_is_two_figures_a_colon_and_two_figures(hour: str) -> None:
    ((_, what),) = refused(f'{SMALL}[[sessions]]\nname = "A"\nat = "{hour}"\n[[sessions]]\nname = "B"\nat = "18:00"')
    assert f'at is "{hour}". Write an hour such as "07:00".' in what
