"""Reads the exercises from their files and finds them again."""

import re
import tomllib
from dataclasses import dataclass
from pathlib import Path

import msgspec

from lumbar.catalog.exercise_file import Document, exercise_from
from lumbar.catalog.rules import Problem, problems
from lumbar.domain.exercise import Exercise


class CatalogError(Exception):
    """An exercise file cannot be used. The message names the file, the field and the reason."""


class UnknownExerciseError(LookupError):
    """No exercise has this id. The message names those that exist."""


@dataclass(frozen=True, slots=True)
class Catalog:
    """All the exercises there are."""

    exercises: tuple[Exercise, ...]
    """In the leaflet's order; those of the person's own behind."""
    own: frozenset[str] = frozenset()
    """The ids of the person's own."""

    @property
    def shipped(self) -> tuple[Exercise, ...]:
        """The exercises that come with the program."""
        return tuple(exercise for exercise in self.exercises if exercise.id not in self.own)

    def by_id(self, exercise_id: str) -> Exercise:
        """Return the exercise called *exercise_id*; UnknownExerciseError if there is none."""
        for exercise in self.exercises:
            if exercise.id == exercise_id:
                return exercise
        known = ", ".join(exercise.id for exercise in self.exercises)
        raise UnknownExerciseError(f"there is no exercise {exercise_id!r}; there are: {known}")

    def search(self, text: str) -> tuple[Exercise, ...]:
        """Return the exercises in which every word of *text* occurs, those with all of them in the name first.

        Capitals do not matter, part of a word is enough, and no word at all finds everything.
        """
        words = text.casefold().split()
        found = [exercise for exercise in self.exercises if _has_all(words, _searched_text(exercise))]
        return tuple(sorted(found, key=lambda exercise: not _has_all(words, exercise.name)))


def load_catalog(folder: Path) -> Catalog:
    """Return the exercises of all `*.toml` files in *folder*; CatalogError if one of them cannot be used."""
    paths = sorted(path for path in folder.glob("*.toml") if not path.name.startswith("."))
    if not paths:
        raise CatalogError(f"{folder}: there is no exercise file in this folder")
    by_number: dict[int, Exercise] = {}
    for path in paths:
        exercise, _ = read_exercise(path, _short(path))
        namesake = by_number.setdefault(exercise.number, exercise)
        if namesake is not exercise:
            raise CatalogError(f"{_short(path)}: number: {exercise.number} is already that of {namesake.id}")
    return Catalog(tuple(exercise for _, exercise in sorted(by_number.items())))


def _has_all(words: list[str], text: str) -> bool:
    folded = text.casefold()
    return all(word in folded for word in words)


def _searched_text(exercise: Exercise) -> str:
    position = exercise.position.value.replace("_", " ")
    return "\n".join((exercise.name, exercise.id, position, *exercise.steps, exercise.muscles, exercise.feel))


def read_exercise(path: Path, name: str) -> tuple[Exercise, Document]:
    """Return the exercise in a file, and its tables; CatalogError, which calls it *name*, if it cannot be used."""
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
        document = msgspec.convert(table, Document)
    except OSError as error:
        raise CatalogError(f"{name}: cannot be read: {error.strerror}") from error
    except msgspec.ValidationError as error:
        field, reason = _explain(error)
        raise CatalogError(f"{name}: {field}: {reason}") from error
    except (ValueError, RecursionError) as error:  # text that is not UTF-8 is no TOML either
        raise CatalogError(f"{name}: not valid TOML: {error}") from error
    for field, reason in problems(document, file_stem=path.stem):
        raise CatalogError(f"{name}: {field}: {reason}")
    return exercise_from(document), document


def _short(path: Path) -> str:
    """Return *path* from the assets folder on: it reads the same wherever the program is installed."""
    return "/".join(path.parts[-3:])


def _explain(error: msgspec.ValidationError) -> Problem:
    """Return the field and the reason of *error*, which has them as "reason - at `$.field`"."""
    reason, _, place = str(error).partition(" - at `$")
    table = place.removeprefix(".").removesuffix("`")
    for kind, explanation in (("missing required", "is missing"), ("unknown", "is not a known field")):
        if found := re.search(f"{kind} field `(.*)`", reason, re.DOTALL):
            return f"{table}.{found[1]}".removeprefix("."), explanation
    return table, reason.replace("`", "")
