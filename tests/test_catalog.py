"""The ten exercises against the tables of the leaflet, and what happens to a file that is wrong."""

import copy
import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lumbar.catalog import Catalog, CatalogError, UnknownExerciseError, load_catalog
from lumbar.domain.exercise import NS_PER_SECOND, DoseSource, EasierForm, Exercise, Form, Position, SideOrder, Wording
from lumbar.paths import assets_dir

EXERCISES = assets_dir() / "exercises"


@pytest.fixture(scope="module")
def catalog() -> Catalog:
    return load_catalog(EXERCISES)


# --- the tables -----------------------------------------------------------------------------------------------------

LYING, KNEELING, STANDING = Position.LYING, Position.HANDS_AND_KNEES, Position.STANDING
ALTERNATE, BLOCK = SideOrder.ALTERNATE, SideOrder.BLOCK
L, D = DoseSource.LEAFLET, DoseSource.DEFAULT

# id, name, position, reps in a set (per side), holds, sides, sets, order of sides, source of reps, of hold, of sets
DOSES = [
    ("ankle-pumps", "Ankle pumps", LYING, 10, (), 2, 1, BLOCK, L, None, D),
    ("heel-slides", "Heel slides", LYING, 10, (), 2, 1, ALTERNATE, L, None, D),
    ("pelvic-tilt", "Pelvic tilt", LYING, 5, (5,), 1, 1, None, L, L, D),
    ("back-stretch", "Back stretch", LYING, 3, (10,), 2, 1, ALTERNATE, L, L, D),
    ("straight-leg-raises", "Straight leg raises", LYING, 10, (3,), 2, 1, BLOCK, L, D, D),
    ("knee-to-chest", "Knee-to-chest", LYING, 5, (5,), 2, 1, ALTERNATE, L, L, D),
    ("cat-and-camel", "Cat and camel", KNEELING, 1, (5, 5), 1, 3, None, D, L, L),
    ("wall-squats", "Wall squats", STANDING, 10, (5,), 1, 1, None, L, L, D),
    ("curl-up", "Curl up", LYING, 5, (5,), 1, 1, None, D, L, D),
    ("bird-dog", "Bird dog", KNEELING, 1, (15,), 2, 5, ALTERNATE, D, L, L),
]

# id, in, between two holds, out, rest between reps, rest between sets, one rep, reps in all, seconds in all
TEMPI = [
    ("ankle-pumps", 1.5, 0, 1.5, 0, 0, 3, 20, 60),
    ("heel-slides", 3, 0, 3, 1, 0, 7, 20, 140),
    ("pelvic-tilt", 2, 0, 2, 2, 0, 11, 5, 55),
    ("back-stretch", 3, 0, 3, 2, 0, 18, 6, 108),
    ("straight-leg-raises", 3, 0, 3, 2, 0, 11, 20, 220),
    ("knee-to-chest", 3, 0, 3, 2, 0, 13, 10, 130),
    ("cat-and-camel", 3, 4, 3, 0, 5, 20, 3, 70),
    ("wall-squats", 3, 0, 3, 3, 0, 14, 10, 140),
    ("curl-up", 2, 0, 2, 3, 0, 12, 5, 60),
    ("bird-dog", 3, 0, 3, 2, 10, 23, 10, 270),
]


def reps_in_all(exercise: Exercise) -> int:
    return exercise.dose.reps * exercise.dose.sets * exercise.dose.sides


def rep_ns(exercise: Exercise) -> int:
    tempo = exercise.tempo
    moves = tempo.move_in_ns + tempo.move_between_ns + tempo.move_out_ns
    return moves + sum(exercise.dose.hold_seconds) * NS_PER_SECOND + tempo.rest_between_reps_ns


def total_ns(exercise: Exercise) -> int:
    rests_between_sets = (exercise.dose.sets - 1) * exercise.tempo.rest_between_sets_ns
    return reps_in_all(exercise) * rep_ns(exercise) + rests_between_sets


def test_the_ten_stand_in_the_leaflets_order(catalog: Catalog) -> None:
    assert [exercise.id for exercise in catalog.exercises] == [row[0] for row in DOSES]
    assert [exercise.number for exercise in catalog.exercises] == list(range(1, 11))


@pytest.mark.parametrize("row", DOSES, ids=lambda row: row[0])
def test_the_dose_is_that_of_the_table(catalog: Catalog, row: tuple[Any, ...]) -> None:
    exercise = catalog.by_id(row[0])
    dose, sources = exercise.dose, exercise.dose_sources
    assert row == (
        exercise.id,
        exercise.name,
        exercise.position,
        dose.reps,
        dose.hold_seconds,
        dose.sides,
        dose.sets,
        dose.side_order,
        sources.reps,
        sources.hold,
        sources.sets,
    )


@pytest.mark.parametrize("row", TEMPI, ids=lambda row: row[0])
def test_the_tempo_is_that_of_the_table(catalog: Catalog, row: tuple[Any, ...]) -> None:
    exercise = catalog.by_id(row[0])
    tempo = exercise.tempo
    assert row == (
        exercise.id,
        tempo.move_in_ns / NS_PER_SECOND,
        tempo.move_between_ns / NS_PER_SECOND,
        tempo.move_out_ns / NS_PER_SECOND,
        tempo.rest_between_reps_ns / NS_PER_SECOND,
        tempo.rest_between_sets_ns / NS_PER_SECOND,
        rep_ns(exercise) / NS_PER_SECOND,
        reps_in_all(exercise),
        total_ns(exercise) / NS_PER_SECOND,
    )


def test_all_ten_are_109_repetitions_in_1253_seconds(catalog: Catalog) -> None:
    assert sum(reps_in_all(exercise) for exercise in catalog.exercises) == 109
    assert sum(total_ns(exercise) for exercise in catalog.exercises) == 1_253 * NS_PER_SECOND


def test_only_the_straight_leg_raise_has_a_range_instead_of_a_hold(catalog: Catalog) -> None:
    ranges = {exercise.id: exercise.hold_range_seconds for exercise in catalog.exercises if exercise.hold_range_seconds}
    assert ranges == {"straight-leg-raises": (1, 5)}


@pytest.mark.parametrize(
    ("exercise_id", "left", "right", "side_means"),
    [
        ("ankle-pumps", "left foot", "right foot", "the leg whose foot moves"),
        ("heel-slides", "left leg", "right leg", "the leg that moves"),
        ("back-stretch", "knees to the left", "knees to the right", "the side to which the knees go"),
        ("straight-leg-raises", "left leg", "right leg", "the leg that moves"),
        ("knee-to-chest", "left knee", "right knee", "the leg that moves"),
        (
            "bird-dog",
            "left arm, right leg",
            "right arm, left leg",
            "the arm that reaches; the leg of the other side follows it",
        ),
        *((name, "", "", "") for name in ("pelvic-tilt", "cat-and-camel", "wall-squats", "curl-up")),
    ],
)
def test_what_left_and_right_mean(catalog: Catalog, exercise_id: str, left: str, right: str, side_means: str) -> None:
    exercise = catalog.by_id(exercise_id)
    assert (exercise.wording.left, exercise.wording.right, exercise.side_means) == (left, right, side_means)


@pytest.mark.parametrize(
    ("exercise_id", "lengths"),
    [
        ("straight-leg-raises", "15 to 30 cm (6 to 12 inches)"),
        ("curl-up", "5 to 8 cm (2 to 3 inches)"),
        ("wall-squats", "45 degrees"),
    ],
)
def test_lengths_and_angles_are_in_the_steps(catalog: Catalog, exercise_id: str, lengths: str) -> None:
    assert lengths in " ".join(catalog.by_id(exercise_id).steps)


# --- the words ------------------------------------------------------------------------------------------------------


def all_forms(exercise: Exercise) -> Iterator[Exercise]:
    yield from (exercise.in_form(form) for form in Form)


def spoken_and_shown_large(exercise: Exercise) -> list[str]:
    return [text for form in all_forms(exercise) for text in spoken_and_shown_large_in(form.wording)]


def spoken_and_shown_large_in(wording: Wording) -> list[str]:
    return [
        wording.move_in,
        wording.move_between,
        wording.move_out,
        wording.say_ready,
        wording.say_move_in,
        *wording.say_hold,
        wording.move_back,
        wording.say_move_back,
        wording.say_move_between,
        wording.say_move_out,
    ]


def test_lift_is_never_said_as_it_sounds_like_left(catalog: Catalog) -> None:
    texts = [text for exercise in catalog.exercises for text in spoken_and_shown_large(exercise)]
    assert len(texts) >= 70
    assert [text for text in texts if re.search(r"\blift", text, re.IGNORECASE)] == []


def test_every_hold_is_said_with_a_word_on_breathing(catalog: Catalog) -> None:
    held = [exercise for exercise in catalog.exercises if exercise.dose.hold_seconds]
    assert len(held) == 8
    for exercise in held:
        for sentence in (*exercise.wording.say_hold, exercise.breath):
            assert re.search(r"keep breathing|breathe easily|easy breaths", sentence, re.IGNORECASE)


def test_a_sentence_is_short_enough_for_its_movement(catalog: Catalog) -> None:
    # An unhurried voice says about three words a second; a sentence may run on into the hold by one second.
    for exercise in (form for listed in catalog.exercises for form in all_forms(listed)):
        wording, tempo = exercise.wording, exercise.tempo
        for sentence, ns in (
            (wording.say_move_in, tempo.move_in_ns),
            (wording.say_move_between, tempo.move_between_ns),
            (wording.say_move_back, tempo.move_between_ns),
            (wording.say_move_out, tempo.move_out_ns),
        ):
            assert len(sentence.split()) <= 3 * (ns / NS_PER_SECOND + 1), (exercise.id, sentence)


# --- finding --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("bird-dog", ["bird-dog"]),
        ("BIRD dog", ["bird-dog"]),
        ("dog bird", ["bird-dog"]),
        ("standing", ["wall-squats"]),
        ("hands and knees", ["cat-and-camel", "bird-dog"]),
        ("obliques", ["curl-up"]),
        ("slide", ["heel-slides", "wall-squats"]),
        ("straight", ["straight-leg-raises"]),
        ("shin calf", ["ankle-pumps"]),
        ("gentle stretch", ["back-stretch", "knee-to-chest"]),
        ("navel", ["bird-dog"]),
        ("slide xylophone", []),
    ],
)
def test_search_finds_every_typed_word(catalog: Catalog, text: str, found: list[str]) -> None:
    assert [exercise.id for exercise in catalog.search(text)] == found


def test_search_puts_matches_of_the_name_first(catalog: Catalog) -> None:
    found = [exercise.id for exercise in catalog.search("chest")]
    assert found == ["knee-to-chest", "cat-and-camel", "curl-up"]


def test_an_empty_search_finds_everything_in_order(catalog: Catalog) -> None:
    assert catalog.search("  ") == catalog.exercises


def test_an_unknown_id_is_told_with_the_known_ones(catalog: Catalog) -> None:
    with pytest.raises(
        UnknownExerciseError, match=r"^there is no exercise 'bird'; there are: ankle-pumps, .*, bird-dog$"
    ):
        catalog.by_id("bird")


# --- files that are wrong -------------------------------------------------------------------------------------------

SIDED: dict[str, Any] = {
    "id": "owl",
    "name": "Owl",
    "number": 1,
    "position": "standing",
    "start_position": "Stand.",
    "side_means": "the wing that moves",
    "steps": ["Turn your head.", "Turn it back."],
    "breath": "Breathe.",
    "feel": "A stretch.",
    "muscles": "Neck.",
    "mistakes": ["Rushing.", "Forcing.", "Falling."],
    "easier": "Turn less.",
    "harder": "None is offered.",
    "ask_first": [],
    "sources": ["A test"],
    "dose": {
        "reps": 3,
        "sets": 2,
        "hold_seconds": [5],
        "side_order": "block",
        "source": {"reps": "leaflet", "hold": "default", "sets": "leaflet"},
    },
    "tempo": {"in": 2, "out": 2.5, "rest_between_reps": 1},
    "words": {"in": "TURN", "out": "RETURN", "left": "left wing", "right": "right wing"},
    "say": {"ready": "Stand.", "in": "Turn {side}, not {other}.", "hold": ["Hold."], "out": "Back."},
}


def without_sides() -> dict[str, Any]:
    document = copy.deepcopy(SIDED)
    del document["side_means"], document["dose"]["side_order"]
    del document["words"]["left"], document["words"]["right"]
    document["say"]["in"] = "Turn."
    return document


def without_hold() -> dict[str, Any]:
    document = copy.deepcopy(SIDED)
    document["dose"]["hold_seconds"] = []
    del document["dose"]["source"]["hold"], document["say"]["hold"]
    return document


def with_two_holds() -> dict[str, Any]:
    document = copy.deepcopy(SIDED)
    document["dose"]["hold_seconds"] = [5, 6]
    document["tempo"]["between"] = 2
    document["words"]["between"] = "SWAP"
    document["say"] |= {"between": "Swap.", "hold": ["Hold.", "Hold again."]}
    return document


def with_easier_form(start: Callable[[], dict[str, Any]] = lambda: SIDED) -> dict[str, Any]:
    document = copy.deepcopy(start())
    document["easier_form"] = {"line": "Turn less.", "words": {}, "say": {}}
    return document


def easier_with_two_holds() -> dict[str, Any]:
    return with_easier_form(with_two_holds)


def easier_without_sides() -> dict[str, Any]:
    return with_easier_form(without_sides)


def with_rotation() -> dict[str, Any]:
    document = without_sides()
    document["rotation"] = {
        "turn": 2,
        "hold_seconds": 5,
        "words": {"between": "SPIN", "back": "SPIN BACK", "left": "beak left", "right": "beak right"},
        "say": {"between": "Spin to the {side}.", "hold": "Hoot.", "back": "Spin back."},
    }
    return document


def as_toml(value: Any) -> str:
    """Return *value* as it stands behind the equals sign of a TOML file."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{json.dumps(key)} = {as_toml(inner)}" for key, inner in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(as_toml(inner) for inner in value) + "]"
    return repr(value) if isinstance(value, float) else json.dumps(value, ensure_ascii=False)


def write(folder: Path, document: dict[str, Any], *, name: str = "owl") -> Path:
    lines = [f"{json.dumps(key)} = {as_toml(value)}\n" for key, value in document.items()]
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"{name}.toml").write_text("".join(lines), encoding="utf-8")
    return folder


def put(document: dict[str, Any], field: str, value: Any) -> None:
    """Set *field*, written like `dose.reps`; remove it if *value* is `...`."""
    *tables, key = field.split(".")
    for table in tables:
        document = document[table]
    if value is ...:
        del document[key]
    else:
        document[key] = value


@dataclass(frozen=True)
class Wrong:
    """One change that makes a good document wrong, and what is said about it."""

    field: str
    value: Any
    reason: str
    start: Callable[[], dict[str, Any]] = lambda: copy.deepcopy(SIDED)
    told: str = ""
    """The field that is named, if it is another one."""


LONG = " ".join(["word"] * 21)

LESS = "0 or more each, and not longer than those of the dose"
WRONG = [
    Wrong("name", ..., "is missing"),
    Wrong("dose", ..., "is missing"),
    Wrong("dose.reps", ..., "is missing"),
    Wrong("say.in", ..., "is missing"),
    Wrong("colour", "red", "is not a known field"),
    Wrong("tempo.speed", 3, "is not a known field"),
    Wrong("dose.source.hold_seconds", "leaflet", "is not a known field"),
    Wrong("dose.reps", "three", "Expected int, got str"),
    Wrong("dose.reps", 1.5, "Expected int, got float"),
    Wrong("dose.reps", True, "Expected int, got bool"),
    Wrong("steps", ["Turn.", 7], "Expected str, got int", told="steps[1]"),
    Wrong("position", "floating", "Invalid enum value 'floating'"),
    Wrong("dose.side_order", "random", "Invalid enum value 'random'"),
    Wrong("dose.source.reps", "rumour", "Invalid enum value 'rumour'"),
    Wrong("dose.hold_range_seconds", [1], "Expected array of length 2, got 1"),
    Wrong("figure", "stick", "Expected object | null, got str"),
    Wrong("id", "bat", "must be 'owl', as the file is called"),
    Wrong("number", 0, "must be 1 or more"),
    Wrong("steps", [], "must not be empty"),
    Wrong("mistakes", ["Rushing.", "Forcing."], "must be exactly 3"),
    Wrong("mistakes", ["Rushing."] * 4, "must be exactly 3"),
    Wrong("sources", [], "must not be empty"),
    Wrong("dose.reps", 0, "must be 1 or more"),
    Wrong("dose.sets", -1, "must be 1 or more"),
    Wrong("dose.hold_seconds", [0], "must be 1 or more each"),
    Wrong("dose.hold_seconds", [5, 5, 5], "must be 2 holds at the most"),
    Wrong("dose.hold_range_seconds", [0, 5], "must go up, from 1 or more"),
    Wrong("dose.hold_range_seconds", [5, 5], "must go up, from 1 or more"),
    Wrong("dose.hold_range_seconds", [1, 5], "must be absent, as there is no hold", without_hold),
    Wrong(
        "dose.hold_range_seconds",
        [1, 4],
        "must be within 1 to 4, the hold_range_seconds",
        told="dose.hold_seconds",
    ),
    Wrong("tempo.in", 1.9, "must be 2 or more"),
    Wrong("tempo.out", 0, "must be 2 or more"),
    Wrong("tempo.out", float("nan"), "must be a number of seconds"),
    Wrong("tempo.in", float("inf"), "must be a number of seconds"),
    Wrong("tempo.between", 1, "must be 2 or more", with_two_holds),
    Wrong("tempo.fastest_move_seconds", 0.9, "must be 1 or more"),
    Wrong("tempo.rest_between_reps", -1, "must be 0 or more"),
    Wrong("tempo.rest_between_sets", -0.5, "must be 0 or more"),
    Wrong("dose.source.hold", ..., "is missing, as there is a hold"),
    Wrong("dose.source.hold", "leaflet", "must be absent, as there is no hold", without_hold),
    Wrong("say.hold", ..., "must be one sentence a hold, and there are 1"),
    Wrong("say.hold", ["Hold."], "must be one sentence a hold, and there are 2", with_two_holds),
    Wrong("say.hold", ["Hold."], "must be one sentence a hold, and there are 0", without_hold),
    Wrong("tempo.between", ..., "is missing, as there are two holds", with_two_holds),
    Wrong("words.between", ..., "is missing, as there are two holds", with_two_holds),
    Wrong("say.between", ..., "is missing, as there are two holds", with_two_holds),
    Wrong("tempo.between", 3, "must be absent, as there are no two holds"),
    Wrong("words.between", "SWAP", "must be absent, as there are no two holds"),
    Wrong("say.between", "Swap.", "must be absent, as there are no two holds", without_hold),
    Wrong("side_means", ..., "is missing, as there is a dose.side_order"),
    Wrong("words.left", ..., "is missing, as there is a dose.side_order"),
    Wrong("words.right", ..., "is missing, as there is a dose.side_order"),
    Wrong("words.left", "left wing", "must be absent, as there is no dose.side_order", without_sides),
    Wrong("dose.side_order", ..., "must be absent, as there is no dose.side_order", told="side_means"),
    Wrong("say.in", "Turn {side}.", "{side} and {other} need a dose.side_order", without_sides),
    Wrong("say.in", "Turn {wing}.", "braces are for {side} and {other} in [say] alone"),
    Wrong("say.in", "Turn {side!r}.", "braces are for {side} and {other} in [say] alone"),
    Wrong("say.hold", ["Hold {."], "braces are for {side} and {other} in [say] alone", told="say.hold[0]"),
    Wrong("steps", ["Turn {side}."], "braces are for {side} and {other} in [say] alone", told="steps[0]"),
    Wrong("breath", "", "must not be empty, nor begin or end with a space"),
    Wrong("breath", "Breathe. ", "must not be empty, nor begin or end with a space"),
    Wrong(
        "mistakes",
        ["Rushing.", " ", "Falling."],
        "must not be empty, nor begin or end with a space",
        told="mistakes[1]",
    ),
    Wrong("feel", "A stretch.\nMore.", "must be one line of printable text"),
    Wrong("feel", "A \u001b[31mstretch.", "must be one line of printable text"),
    Wrong("easier", f"Short. {LONG}. Short.", "has a sentence of 21 words; 20 is the most"),
    Wrong("ask_first", ["Short.", LONG], "has a sentence of 21 words; 20 is the most", told="ask_first[1]"),
    Wrong("words.in", "Turn", "must be upper-case"),
    Wrong("words.between", "swap", "must be upper-case", with_two_holds),
    Wrong("words.out", "Return", "must be upper-case"),
    Wrong("easier_form.line", ..., "is missing", with_easier_form),
    Wrong("easier_form.line", "", "must not be empty, nor begin or end with a space", with_easier_form),
    Wrong("easier_form.speed", 3, "is not a known field", with_easier_form),
    Wrong("easier_form.hold_seconds", [1, 1], "must be one figure a hold, and there are 1", with_easier_form),
    Wrong("easier_form.hold_seconds", [5], "must be shorter than those of the dose", with_easier_form),
    Wrong("easier_form.hold_seconds", [6], f"must be {LESS}", with_easier_form),
    Wrong("easier_form.hold_seconds", [-1], f"must be {LESS}", with_easier_form),
    Wrong("easier_form.hold_seconds", [5, 7], f"must be {LESS}", easier_with_two_holds),
    Wrong("easier_form.say.hold", ["A.", "B."], "must be one sentence a hold, and there are 1", with_easier_form),
    Wrong("easier_form.say.between", "Swap.", "must be absent, as there are no two holds", with_easier_form),
    Wrong("easier_form.words.between", "SWAP", "must be absent, as there are no two holds", with_easier_form),
    Wrong("easier_form.words.left", "wing", "must be absent, as there is no dose.side_order", easier_without_sides),
    Wrong("easier_form.say.in", "Turn {side}.", "{side} and {other} need a dose.side_order", easier_without_sides),
    Wrong("easier_form.words.in", "Turn", "must be upper-case", with_easier_form),
    Wrong("easier_form.line", "Turn {side}.", "braces are for {side} and {other} in [say] alone", with_easier_form),
    Wrong("rotation.turn", 1.9, "must be 2 or more", with_rotation),
    Wrong("rotation.turn", float("nan"), "must be 2 or more", with_rotation),
    Wrong("rotation.hold_seconds", 0, "must be 1 or more", with_rotation),
    Wrong("rotation.words.back", "spin", "must be upper-case", with_rotation),
    Wrong("rotation.words.left", ..., "is missing", with_rotation),
    Wrong("rotation.say.hold", " ", "must not be empty, nor begin or end with a space", with_rotation),
    Wrong(
        "rotation",
        with_rotation()["rotation"],
        "needs an exercise with one hold and without a dose.side_order",
    ),
]


@pytest.mark.parametrize("wrong", WRONG, ids=lambda wrong: f"{wrong.field}: {wrong.reason}")
def test_a_wrong_value_is_told_with_file_field_and_reason(tmp_path: Path, wrong: Wrong) -> None:
    document = wrong.start()
    put(document, wrong.field, wrong.value)
    folder = write(tmp_path / "assets" / "exercises", document)
    with pytest.raises(CatalogError) as caught:
        load_catalog(folder)
    assert str(caught.value) == f"assets/exercises/owl.toml: {wrong.told or wrong.field}: {wrong.reason}"


@pytest.mark.parametrize(
    "start", [lambda: SIDED, without_sides, without_hold, with_two_holds, with_easier_form, with_rotation]
)
def test_the_documents_that_are_made_wrong_are_good_before(tmp_path: Path, start: Callable[[], dict[str, Any]]) -> None:
    assert [exercise.id for exercise in load_catalog(write(tmp_path, start())).exercises] == ["owl"]


def test_figures_at_their_limits_are_good(tmp_path: Path) -> None:
    document = copy.deepcopy(SIDED)
    document["dose"] |= {"reps": 1, "sets": 1, "hold_seconds": [1], "hold_range_seconds": [1, 2]}
    document["tempo"] = {"in": 1, "out": 1, "rest_between_reps": 0, "rest_between_sets": 0, "fastest_move_seconds": 1}
    document["easier"] = f"{LONG.removeprefix('word ')}. 1.5 more."
    (exercise,) = load_catalog(write(tmp_path, document)).exercises
    assert exercise.tempo.move_in_ns == NS_PER_SECOND


def test_shorter_holds_and_half_the_repetitions_are_not_asked_at_once(tmp_path: Path) -> None:
    document = with_easier_form()
    document["easier_form"] |= {"hold_seconds": [3], "half_the_reps": True}
    folder = write(tmp_path / "assets" / "exercises", document)
    with pytest.raises(CatalogError, match=r"easier_form\.half_the_reps: must be absent, as the holds are shorter"):
        load_catalog(folder)


def test_without_an_easier_form_in_the_file_it_is_half_as_often_in_the_same_words(tmp_path: Path) -> None:
    (exercise,) = load_catalog(write(tmp_path, SIDED)).exercises
    assert exercise.easier_form == EasierForm(half_the_reps=True)
    assert exercise.in_form(Form.EASIER) == exercise


def test_what_the_easier_form_does_not_say_differently_is_said_as_always(tmp_path: Path) -> None:
    document = easier_with_two_holds()
    document["easier_form"] |= {"hold_seconds": [0, 3], "figure": "easier"}
    document["easier_form"]["words"] = {"in": "TURN LESS", "left": "wing"}
    document["easier_form"]["say"] = {"between": "Swap {side}.", "hold": ["A.", "B."]}
    (exercise,) = load_catalog(write(tmp_path, document)).exercises
    form = exercise.easier_form
    assert (form.line, form.hold_seconds, form.half_the_reps, form.figure) == ("Turn less.", (0, 3), False, "easier")
    assert form.wording == replace(
        exercise.wording, move_in="TURN LESS", left="wing", say_move_between="Swap {side}.", say_hold=("A.", "B.")
    )


def test_only_the_curl_up_has_a_rotation(catalog: Catalog) -> None:
    assert [exercise.id for exercise in catalog.exercises if exercise.rotation] == ["curl-up"]
    rotation = catalog.by_id("curl-up").rotation
    assert rotation is not None
    assert (rotation.turn_ns, rotation.hold_seconds) == (2 * NS_PER_SECOND, 5)
    assert rotation.wording.say_hold == ("", "Hold. Breathe easily.", "")


def test_a_figure_table_is_left_to_the_part_that_draws(tmp_path: Path) -> None:
    plain = load_catalog(write(tmp_path / "plain", SIDED))
    drawn = load_catalog(write(tmp_path / "drawn", SIDED | {"figure": {"view": "side", "pose": [{"at": 0.5}]}}))
    assert drawn == plain


def test_what_is_no_toml_is_told_with_its_line(tmp_path: Path) -> None:
    (tmp_path / "assets" / "exercises").mkdir(parents=True)
    (tmp_path / "assets" / "exercises" / "owl.toml").write_text('id = "owl"\nname = Owl\n', encoding="utf-8")
    with pytest.raises(CatalogError, match=r"^assets/exercises/owl\.toml: not valid TOML: .*line 2"):
        load_catalog(tmp_path / "assets" / "exercises")


def test_what_is_no_text_is_told(tmp_path: Path) -> None:
    (tmp_path / "owl.toml").write_bytes(b'id = "\xff"')
    with pytest.raises(CatalogError, match=r"owl\.toml: not valid TOML: .*utf-8"):
        load_catalog(tmp_path)


def test_a_file_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    (tmp_path / "owl.toml").mkdir()
    with pytest.raises(CatalogError, match=r"owl\.toml: cannot be read: "):
        load_catalog(tmp_path)


def test_a_folder_without_exercises_is_told(tmp_path: Path) -> None:
    with pytest.raises(CatalogError, match=re.escape(f"{tmp_path}: there is no exercise file in this folder")):
        load_catalog(tmp_path)


def test_two_files_with_one_number_are_told(tmp_path: Path) -> None:
    write(tmp_path / "assets" / "exercises", SIDED | {"id": "bat"}, name="bat")
    write(tmp_path / "assets" / "exercises", SIDED)
    with pytest.raises(CatalogError, match=r"^assets/exercises/owl\.toml: number: 1 is already that of bat$"):
        load_catalog(tmp_path / "assets" / "exercises")


def test_an_eleventh_exercise_is_one_more_file(tmp_path: Path) -> None:
    for path in EXERCISES.glob("*.toml"):
        (tmp_path / path.name).write_bytes(path.read_bytes())
    write(tmp_path, SIDED | {"number": 11})
    assert [exercise.id for exercise in load_catalog(tmp_path).exercises][9:] == ["bird-dog", "owl"]


def test_an_editors_hidden_file_is_no_exercise(tmp_path: Path) -> None:
    write(tmp_path, SIDED)
    (tmp_path / ".#owl.toml").write_text("half an owl", encoding="utf-8")
    (tmp_path / "notes.txt").write_text("two owls", encoding="utf-8")
    assert len(load_catalog(tmp_path).exercises) == 1


def fields_of(document: dict[str, Any], prefix: str = "") -> list[str]:
    fields = []
    for key, value in document.items():
        fields.append(f"{prefix}{key}")
        if isinstance(value, dict):
            fields += fields_of(value, f"{prefix}{key}.")
    return fields


VALUES: st.SearchStrategy[Any] = st.recursive(
    st.booleans()
    | st.integers()
    | st.floats()
    | st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x7f")),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from("abc"), inner, max_size=2),
    max_leaves=4,
)


@given(field=st.sampled_from(fields_of(with_two_holds())), value=VALUES)
def test_whatever_stands_in_a_field_it_is_used_or_told(
    tmp_path_factory: pytest.TempPathFactory, field: str, value: object
) -> None:
    document = with_two_holds()
    put(document, field, value)
    folder = write(tmp_path_factory.getbasetemp() / "any", document)
    told = ""
    try:
        load_catalog(folder)
    except CatalogError as error:
        told = str(error)
    assert re.match(r"[^/]+/any/owl\.toml: [a-z_.]+(\[\d+\])?: .", told) or told == ""
