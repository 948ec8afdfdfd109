"""What a backup has beside the history: the files of the person's own exercises, and the settings."""

import os
import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from lumbar.catalog.own import LARGEST_FILE
from lumbar.cli.new_file import write_new_file
from lumbar.cli.printing import OutputError
from lumbar.paths import CONFIG_FILE_NAME, OWN_EXERCISES_NAME, Paths
from lumbar.words.figures import counted

EXERCISE = re.compile(rf"{OWN_EXERCISES_NAME}/(?!-)[a-z0-9-]{{1,60}}\.toml")
"""The names of exercise files that lumbar can use: none of them leads out of their folder."""


def found_beside(paths: Paths) -> tuple[dict[str, str], tuple[str, ...]]:
    """Return the texts that go along, by their names, and a sentence for each file that cannot."""
    texts, problems = {}, []
    for name, path in _places(paths):
        try:
            texts[name] = _text(path)
        except OSError as error:
            problems.append(f"{path} is not in it: {(error.strerror or str(error)).lower()}.")
        except ValueError as error:
            reason = "it is not UTF-8 text" if isinstance(error, UnicodeError) else error
            problems.append(f"{path} is not in it: {reason}.")
    return texts, tuple(problems)


def _places(paths: Paths) -> Iterator[tuple[str, Path]]:
    for path in sorted(paths.exercises_dir.glob("*.toml")):
        name = f"{OWN_EXERCISES_NAME}/{path.name}"
        if EXERCISE.fullmatch(name):
            yield name, path
    if os.path.lexists(paths.config_file):
        yield CONFIG_FILE_NAME, paths.config_file


def _text(path: Path) -> str:
    if not path.is_file():  # a pipe would never end
        raise ValueError("it is no file")
    if path.stat().st_size > LARGEST_FILE:
        raise ValueError(f"it is larger than {LARGEST_FILE // 1024} KB")
    return path.read_bytes().decode("utf-8")


def content_words(texts: Mapping[str, str]) -> tuple[str, ...]:
    """Return what goes along, or came in, in words."""
    exercises = sum(name != CONFIG_FILE_NAME for name in texts)
    words = [counted(exercises, "exercise") + " of your own"] if exercises else []
    return (*words, *(["the settings"] if CONFIG_FILE_NAME in texts else []))


def put_beside(texts: Mapping[str, str], paths: Paths, *, settings: bool) -> tuple[dict[str, str], tuple[str, ...]]:
    """Write those of *texts* that are not here yet, the *settings* too if they are wanted.

    What is here stays as it is. Return what was written, and a sentence for each that differs from what is here.
    Raises OutputError.
    """
    written, problems = {}, []
    for name, text in texts.items():
        if EXERCISE.fullmatch(name):
            path = paths.data_dir / name
        elif settings and name == CONFIG_FILE_NAME:
            path = paths.config_file
        else:
            continue
        if not os.path.lexists(path):
            _make_folder(path.parent)
            write_new_file(path, text.encode())
            written[name] = text
        elif not _is_the_same(path, text):
            problems.append(f"{path} stays as it is; the one in the backup differs.")
    return written, tuple(problems)


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise OutputError(f"{folder} could not be made: {(error.strerror or str(error)).lower()}.") from error


def _is_the_same(path: Path, text: str) -> bool:
    try:
        return _text(path) == text
    except (OSError, ValueError):
        return False
