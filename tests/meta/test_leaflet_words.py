"""The leaflet gives the figures; its sentences are somebody's copyright and stand nowhere in the program.

`leaflet-runs.txt` beside this file has a hash of every run of six words of the leaflet, so the words themselves are
not here either. Nothing of the program is excepted.
"""

import ast
import hashlib
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]
RUN_LENGTH = 6
DOCUMENTS = ("README.md", "CHANGELOG.md", "ARCHITECTURE.md")
MADE_UP = "seven purple owls knit warm scarves"

Sentence = tuple[str, str]
"""A file, from the root on, and one string in it."""


def hash_of(run: str) -> str:
    return hashlib.sha256(run.encode()).hexdigest()[:16]


def leaflet_hashes() -> frozenset[str]:
    lines = (Path(__file__).parent / "leaflet-runs.txt").read_text(encoding="utf-8").splitlines()
    return frozenset(line for line in lines if not line.startswith("#"))


def runs_of(text: str) -> Iterator[str]:
    words = re.findall(r"[a-z0-9']+", text.lower())
    for start in range(len(words) - RUN_LENGTH + 1):
        yield " ".join(words[start : start + RUN_LENGTH])


def strings_in_toml(value: Any) -> Iterator[str]:
    match value:
        case str():
            yield value
        case dict():
            for inner in value.values():
                yield from strings_in_toml(inner)
        case list():
            for inner in value:
                yield from strings_in_toml(inner)
        case _:
            pass


def strings_in_python(source: str) -> Iterator[str]:
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value


def sentences_of(root: Path) -> Iterator[Sentence]:
    """Yield every string of the program in *root*."""
    for path in sorted((root / "assets").rglob("*.toml")):
        for text in strings_in_toml(tomllib.loads(path.read_text(encoding="utf-8"))):
            yield path.relative_to(root).as_posix(), text
    for path in sorted((root / "src" / "lumbar").rglob("*.py")):
        for text in strings_in_python(path.read_text(encoding="utf-8")):
            yield path.relative_to(root).as_posix(), text
    for path in sorted((root / "src" / "lumbar").rglob("*.html")):
        yield path.relative_to(root).as_posix(), path.read_text(encoding="utf-8")
    for name in DOCUMENTS:
        if (root / name).exists():
            for paragraph in (root / name).read_text(encoding="utf-8").split("\n\n"):
                yield name, paragraph


def found_in(root: Path, hashes: frozenset[str]) -> list[Sentence]:
    """Return the file and the run for each run of *root* that is in *hashes*."""
    return [(file, run) for file, text in sentences_of(root) for run in runs_of(text) if hash_of(run) in hashes]


def test_no_sentence_of_the_leaflet_is_in_the_program() -> None:
    assert found_in(ROOT, leaflet_hashes()) == []


def test_the_list_of_hashes_is_whole() -> None:
    hashes = leaflet_hashes()
    assert len(hashes) == 889
    assert all(re.fullmatch(r"[0-9a-f]{16}", value) for value in hashes)


def test_every_part_of_the_program_is_read() -> None:
    strings = dict.fromkeys(sentences_of(ROOT))
    exercises = {file for file, _ in strings if file.startswith("assets/exercises/")}
    modules = {file for file, _ in strings if file.startswith("src/lumbar/")}
    assert len(exercises) >= 10
    assert modules == {
        path.relative_to(ROOT).as_posix()
        for suffix in ("py", "html")
        for path in ROOT.glob(f"src/lumbar/**/*.{suffix}")
        if path.stat().st_size
    }
    assert "README.md" in {file for file, _ in strings}
    runs = sum(1 for _, text in strings for _ in runs_of(text))
    assert runs > 1_000


@pytest.mark.parametrize(
    ("file", "content"),
    [
        ("assets/exercises/owl.toml", f'breath = "{MADE_UP}"'),
        ("assets/sounds/deep/down/owl.toml", f'[[say]]\nhold = ["Hoot.", "And {MADE_UP} again"]'),
        ("src/lumbar/owl.py", f'"""Docstring: {MADE_UP}."""'),
        ("src/lumbar/nest/owl.py", f'SAY = f"{{1}} and {MADE_UP}"'),
        ("src/lumbar/wrapped.py", 'SAY = ("seven purple owls "\n    "knit warm scarves")'),
        ("src/lumbar/nest/owl.html", f"<p>{MADE_UP}</p>"),
        ("README.md", "# Owls\n\nSeven PURPLE owls,\n*knit*: warm \u201cscarves\u201d."),
        ("CHANGELOG.md", MADE_UP),
        ("ARCHITECTURE.md", MADE_UP),
    ],
)
def test_a_run_is_found_wherever_it_stands(tmp_path: Path, file: str, content: str) -> None:
    (tmp_path / file).parent.mkdir(parents=True, exist_ok=True)
    (tmp_path / file).write_text(content, encoding="utf-8")
    assert found_in(tmp_path, leaflet_hashes() | {hash_of(MADE_UP)}) == [(file, MADE_UP)]


@pytest.mark.parametrize(
    "content",
    [
        'breath = "seven purple owls knit warm"',
        'steps = ["seven purple owls", "knit warm scarves"]',
        'breath = "seven purple owls do knit warm scarves"',
    ],
)
def test_fewer_words_or_words_of_two_strings_are_no_run(tmp_path: Path, content: str) -> None:
    (tmp_path / "assets").mkdir()
    (tmp_path / "assets" / "owl.toml").write_text(content, encoding="utf-8")
    assert found_in(tmp_path, frozenset({hash_of(MADE_UP)})) == []


def test_hashes_are_made_as_the_list_says() -> None:
    assert hash_of(MADE_UP) == "a78654e803f83984"
    assert list(runs_of("Don't hold 5-10 s, I'm told")) == [
        "don't hold 5 10 s i'm",
        "hold 5 10 s i'm told",
    ]
