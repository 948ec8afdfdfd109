"""Exercises of the person's own: files like those that come with the program, each used or told what is wrong."""

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from lumbar.catalog import Catalog, CatalogError, read_exercise
from lumbar.catalog.exercise_file import Document, texts_in
from lumbar.catalog.rules import Problem
from lumbar.domain.exercise import Exercise

LARGEST_FILE = 64 * 1024
"""In bytes; the longest of the ten has less than a tenth of it."""

MOST_FILES = 200
LONGEST_NAME = 40
LONGEST_TEXT = 300
MOST_TEXTS = 300
LIMITS = {"dose.reps": 50, "dose.sets": 10, "dose.hold_seconds": 60, "tempo": 120}
"""The most that an exercise of one's own asks for: repetitions in a set, sets, and seconds."""

CheckFigure = Callable[[Path], None]
"""Raises ValueError for a figure that cannot be understood, OSError if its file cannot be read."""


@dataclass(frozen=True, slots=True)
class OwnExercises:
    """What was found in the person's folder."""

    exercises: tuple[Exercise, ...] = ()
    problems: tuple[str, ...] = ()
    """One sentence for each file that cannot be used."""


def load_own(folder: Path, shipped: Catalog, *, check_figure: CheckFigure = lambda _path: None) -> OwnExercises:
    """Return the exercises of all `*.toml` files in *folder*; none if it is not there. Never fails."""
    try:
        paths = sorted(path for path in folder.glob("*.toml") if not path.name.startswith("."))
    except OSError as error:
        return OwnExercises(problems=(f"{folder}: cannot be read ({error.strerror}).",))
    found, problems = [], []
    if len(paths) > MOST_FILES:
        problems.append(f"{folder}: only the first {MOST_FILES} files are read.")
    for path in paths[:MOST_FILES]:
        try:
            found.append(_read(path, {one.id for one in shipped.exercises}, check_figure))
        except CatalogError as error:
            problems.append(f"{error}. The exercise is left out.")
    ordered = sorted(found, key=lambda exercise: (exercise.number, exercise.id))
    first = 1 + max((one.number for one in shipped.exercises), default=0)
    numbered = (replace(exercise, number=number) for number, exercise in enumerate(ordered, first))
    return OwnExercises(tuple(numbered), tuple(problems))


def merged(shipped: Catalog, own: OwnExercises) -> Catalog:
    """Return *shipped* with the person's own exercises behind."""
    ids = frozenset(exercise.id for exercise in own.exercises)
    return Catalog((*shipped.exercises, *own.exercises), own=ids)


def _read(path: Path, taken: Collection[str], check_figure: CheckFigure) -> Exercise:
    name = f"{path.parent.name}/{path.name}"
    try:
        if not path.is_file():  # a pipe would never end
            raise CatalogError(f"{name}: is no file")
        if path.stat().st_size > LARGEST_FILE:
            raise CatalogError(f"{name}: is larger than {LARGEST_FILE // 1024} KB")
    except OSError as error:
        raise CatalogError(f"{name}: cannot be read: {error.strerror}") from error
    if path.stem in taken:
        raise CatalogError(f"{name}: id: {path.stem!r} is an exercise of lumbar's own; give the file another name")
    exercise, document = read_exercise(path, name)
    for field, reason in _problems(document):
        raise CatalogError(f"{name}: {field}: {reason}")
    try:
        check_figure(path)
    except OSError as error:
        raise CatalogError(f"{name}: cannot be read: {error.strerror}") from error
    except ValueError as error:
        raise CatalogError(f"{name}: {error}") from error
    return exercise


def _problems(document: Document) -> Iterator[Problem]:
    """Yield what is wrong with a file beyond the rules for all: a stranger's file may hold anything."""
    if not document.id.isascii() or not document.id.replace("-", "").isalnum() or document.id != document.id.lower():
        yield "id", "must be small letters, digits and hyphens"
    texts = list(texts_in(document))
    if len(texts) > MOST_TEXTS:
        yield "steps", f"there must be no more than {MOST_TEXTS} texts in all"
    for field, text in texts:
        longest = LONGEST_NAME if field in ("id", "name") or ".words." in f".{field}" else LONGEST_TEXT
        if len(text) > longest:
            yield field, f"must not be longer than {longest} characters"
    dose, tempo = document.dose, document.tempo
    easier = document.easier_form.hold_seconds if document.easier_form else None
    seconds = (tempo.in_, tempo.between or 0, tempo.out, tempo.rest_between_reps, tempo.rest_between_sets)
    figures = {
        "dose.reps": dose.reps,
        "dose.sets": dose.sets,
        "dose.hold_seconds": max((*dose.hold_seconds, *(easier or ())), default=0),
        "tempo": max(*seconds, document.rotation.turn if document.rotation else 0),
    }
    for name, most in LIMITS.items():
        if figures[name] > most:
            yield name, f"must be {most} at the most"
