"""Exercises of the person's own: merged behind the ten, and a bad file is told while everything else works."""

import io
import os
from pathlib import Path

import msgspec
import pytest

from lumbar.bootstrap import Parts, assemble
from lumbar.catalog import Catalog, load_catalog
from lumbar.catalog.exercise_file import Document
from lumbar.catalog.own import LARGEST_FILE, LONGEST_NAME, load_own, merged
from lumbar.cli import run
from lumbar.doctor import CheckState, Surroundings, examine
from lumbar.domain.in_plan import is_in_plan, with_exercise, without_exercise
from lumbar.domain.prescription import default_prescription
from lumbar.domain.timeline import Phase
from lumbar.paths import find_paths
from lumbar.tui.screens.catalog import CatalogPage
from lumbar.tui.screens.live import LiveScreen
from lumbar.tui.widgets.exercise_list import ExerciseList
from lumbar.tui.widgets.figure_pane import FigurePane
from support.clocks import FakeClock
from support.memory_store import MemoryStore
from support.screens import Screens, acknowledged
from support.sessions import shipped_catalog

DOCS = Path(__file__).parent.parent / "docs" / "adding-an-exercise.md"


def example() -> str:
    return DOCS.read_text(encoding="utf-8").partition("```toml\n")[2].partition("```")[0]


def write(folder: Path, text: str, name: str = "side-step.toml") -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def problems(folder: Path) -> tuple[str, ...]:
    return load_own(folder, shipped_catalog()).problems


def test_the_example_of_the_docs_is_an_exercise_of_ones_own(tmp_path: Path) -> None:
    write(tmp_path, example())
    own = load_own(tmp_path, shipped_catalog())
    assert own.problems == ()
    catalog = merged(shipped_catalog(), own)
    assert catalog.by_id("side-step").number == 11
    assert catalog.own == {"side-step"}
    assert catalog.shipped == shipped_catalog().exercises
    assert [
        one.exercise_id for one in default_prescription(catalog.shipped, valid_from=FakeClock().now().date()).exercises
    ]


def test_the_same_file_is_an_eleventh_exercise_among_the_assets(tmp_path: Path) -> None:
    write(tmp_path, example())
    assert load_catalog(tmp_path).by_id("side-step").name == "Side step"


def test_the_docs_name_every_field() -> None:
    text = DOCS.read_text(encoding="utf-8")
    for field in msgspec.structs.fields(Document):
        assert f"`{field.encode_name}" in text
    for inner in ("dose", "tempo", "words", "say", "easier_form"):
        table = next(field.type for field in msgspec.structs.fields(Document) if field.encode_name == inner)
        table = next((one for one in getattr(table, "__args__", ()) if one is not type(None)), table)
        for field in msgspec.structs.fields(table):
            assert f"{inner}.{field.encode_name}" in text


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ('name = "Side step"', 'name = "Side \\u001b[2Jstep"', "name: must be one line of printable text"),
        ('name = "Side step"', 'name = "Side \\u202estep"', "name: must be one line of printable text"),
        ('name = "Side step"', f'name = "{"x" * 41}"', "name: must not be longer than 40 characters"),
        ('feel = "Work', f'feel = "{"x" * 300}', "feel: must not be longer than 300 characters"),
        ("reps = 8", "reps = 1000000000", "dose.reps: must be 50 at the most"),
        ("hold_seconds = [3]", "hold_seconds = [86400]", "dose.hold_seconds: must be 60 at the most"),
        ("in = 2\n", "in = 1e300\n", "tempo: must be 120 at the most"),
        ("reps = 8", "reps = 0", "dose.reps: must be 1 or more"),
        ("reps = 8", 'reps = "8"', "dose.reps: "),
        ('breath = "', 'breadth = "', "breadth: is not a known field"),
        ("[dose]\n", "[dose\n", "not valid TOML"),
        ("[dose]\n", f"x = {'[' * 3000}\n[dose]\n", "not valid TOML"),
        ("[dose]\n", '[figure]\nposition = "on the moon"\n[dose]\n', "figure"),
    ],
)
def test_a_bad_file_is_told_by_file_and_field(tmp_path: Path, old: str, new: str, told: str) -> None:
    assert old in example()
    write(tmp_path / "data" / "exercises", example().replace(old, new, 1))
    parts = Parts(find_paths(data_dir=tmp_path / "data"), FakeClock(), 1)
    (problem,) = parts.own_exercises.problems
    assert problem.startswith("exercises/side-step.toml: ")
    assert told in problem
    assert problem.endswith("The exercise is left out.")
    assert parts.catalog.exercises == shipped_catalog().exercises


def test_what_is_no_exercise_file_is_told(tmp_path: Path) -> None:
    write(tmp_path, example(), "bird-dog.toml")
    write(tmp_path, example(), "Side Step.toml")
    write(tmp_path, "#" * (LARGEST_FILE + 1), "large.toml")
    (tmp_path / "folder.toml").mkdir()
    os.mkfifo(tmp_path / "pipe.toml")
    (tmp_path / "bytes.toml").write_bytes(b"\xff\xfe")
    (tmp_path / "gone.toml").symlink_to(tmp_path / "nowhere")
    write(tmp_path, "no exercise at all", ".hidden.toml")
    write(tmp_path, "no exercise at all", "notes.txt")
    told = problems(tmp_path)
    assert len(told) == 7
    for name, reason in {
        "bird-dog": "is an exercise of lumbar's own",
        "Side Step": "id: must be 'Side Step'",
        "large": "is larger than 64 KB",
        "folder": "is no file",
        "pipe": "is no file",
        "bytes": "not valid TOML",
        "gone": "is no file",
    }.items():
        assert any(f"/{name}.toml: " in one and reason in one for one in told), (name, told)


def test_without_a_folder_there_are_none(tmp_path: Path) -> None:
    assert load_own(tmp_path / "nowhere", shipped_catalog()).exercises == ()


def test_a_file_that_is_gone_when_its_figure_is_looked_at_is_told(tmp_path: Path) -> None:
    def gone(path: Path) -> None:
        path.unlink()
        path.read_bytes()

    write(tmp_path, example())
    own = load_own(tmp_path, shipped_catalog(), check_figure=gone)
    assert own.exercises == ()
    assert "cannot be read: No such file or directory. The exercise is left out." in own.problems[0]


def test_the_last_exercise_of_a_plan_stays() -> None:
    catalog: Catalog = shipped_catalog()
    plan = default_prescription(catalog.exercises[:2], valid_from=FakeClock().now().date())
    one = without_exercise(plan, catalog.exercises[0].id)
    assert [prescribed.exercise_id for prescribed in one.exercises] == [catalog.exercises[1].id]
    assert without_exercise(one, catalog.exercises[1].id) == one
    again = with_exercise(one, catalog.exercises[0])
    assert is_in_plan(again, catalog.exercises[0].id)
    assert with_exercise(again, catalog.exercises[0]) == again


def test_the_doctor_tells_of_a_bad_file_and_names_the_folder(tmp_path: Path) -> None:
    write(tmp_path / "exercises", "id = 3")
    parts = Parts(find_paths(data_dir=tmp_path), FakeClock(), 1)
    found = examine(parts, Surroundings(environment={}, terminal_size=None, is_utf_8=True))
    check = next(one for one in found if one.name == "catalog")
    assert check.state is CheckState.WARN
    assert "exercises/side-step.toml: " in check.detail
    assert str(tmp_path / "exercises") in check.advice


def test_the_verbs_show_them_tell_of_bad_ones_and_delete_them(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    write(tmp_path / "exercises", example())
    write(tmp_path / "exercises", "id = 3", "bad.toml")
    there = ("--data-dir", str(tmp_path))
    assert run((*there, "exercises", "side-step"), assemble=assemble, environment={}) == 0
    out, err = capsys.readouterr()
    assert "Side step" in out
    assert err.startswith("lumbar: exercises/bad.toml: ")
    monkeypatch.setattr("sys.stdin", io.StringIO("yes\n"))
    assert run((*there, "delete"), assemble=assemble, environment={}) == 0
    assert "bad.toml stays, as it is no exercise" in capsys.readouterr().err
    assert [one.name for one in (tmp_path / "exercises").iterdir()] == ["bad.toml"]


async def test_one_goes_from_the_catalog_into_the_plan_and_through_a_session(
    screens: Screens, store: MemoryStore
) -> None:
    store.known_person = acknowledged()
    write(screens.folder / "exercises", example())
    write(screens.folder / "exercises", "id = 3", "bad.toml")
    async with screens.open() as stage:
        assert "exercises/bad.toml" in stage.text()
        await stage.press("2", "end")
        page = stage.app.screen
        assert isinstance(page, CatalogPage)
        assert "Your own exercise. Not in your plan. There is no figure." in stage.words()
        assert not page.query_one(FigurePane).display
        await stage.press("a")
        await stage.until("take out of my plan")
        assert store.prescriptions()[-1].exercises[-1].exercise_id == "side-step"
        await stage.press("a")
        await stage.until("add to my plan")
        await stage.click("KeyBar", "add to my plan")
        await stage.until("take out of my plan")
        page.query_one(ExerciseList).focus()
    numbers = [one.version for one in store.prescriptions()]
    assert numbers == sorted(set(numbers))
    async with screens.open(only=("side-step",)) as stage:
        assert isinstance(stage.app.screen, LiveScreen)
        await stage.run_to(lambda session: session.current.phase is Phase.HOLD)
        assert not stage.live.query_one("#figure").display
        assert "HOLD" in stage.text()


@pytest.mark.parametrize("keys", [(), ("t", "pagedown"), ("e",), ("p",)], ids=["today", "less time", "change", "plan"])
async def test_a_name_as_long_as_may_be_keeps_its_distance_from_what_stands_beside_it(
    screens: Screens, store: MemoryStore, keys: tuple[str, ...]
) -> None:
    longest = "Side step".ljust(LONGEST_NAME, "x")
    write(screens.folder / "exercises", example().replace('name = "Side step"', f'name = "{longest}"'))
    catalog = assemble(data_dir=screens.folder).catalog
    plan = default_prescription(catalog.shipped, valid_from=screens.clock.now().date())
    store.versions = [with_exercise(plan, catalog.by_id("side-step"))]
    async with screens.open(size=(80, 40)) as stage:
        await stage.press(*keys)
        row = next(row for row in stage.text().splitlines() if "Side step" in row)
        assert "x… " in row
        assert "x" * 30 not in row
