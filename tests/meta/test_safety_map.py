"""`docs/safety.md` names code and tests: each of them is there, and each row names both."""

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
MAP = ROOT / "docs" / "safety.md"
NAME = re.compile(r"`([\w/]+\.py): (\w+)`")


def rows() -> list[list[str]]:
    """Return the cells of each row that maps something."""
    lines = [line for line in MAP.read_text(encoding="utf-8").splitlines() if line.startswith("|")]
    cells = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]
    return [row for row in cells if row[1] not in ("code", "---")]


@cache
def names_in(path: Path) -> frozenset[str]:
    """Return every function, class and module-level name that *path* defines."""
    return frozenset(_names(ast.parse(path.read_text(encoding="utf-8"))))


def _names(tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        match node:
            case ast.FunctionDef(name=name) | ast.AsyncFunctionDef(name=name) | ast.ClassDef(name=name):
                yield name
            case ast.Assign(targets=[ast.Name(id=name)]) | ast.AnnAssign(target=ast.Name(id=name)):
                yield name
            case _:
                pass


@pytest.mark.parametrize("row", rows(), ids=lambda row: row[0][:60])
def test_each_row_names_code_and_tests_that_are_there(row: list[str]) -> None:
    for cell, folder in ((row[1], ROOT / "src" / "lumbar"), (row[2], ROOT / "tests")):
        named = NAME.findall(cell)
        assert len(named) == cell.count("`") // 2 > 0
        for file, name in named:
            assert name in names_in(folder / file), f"{file} has no {name}"


def test_the_map_is_not_empty() -> None:
    assert len(rows()) > 50
