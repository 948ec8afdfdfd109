"""`docs/accessibility.md` names tests: each of them is there, and each paragraph names one."""

import re
from pathlib import Path

import pytest

from meta.test_safety_map import ROOT, names_in

MAP = ROOT / "docs" / "accessibility.md"
NAME = re.compile(r"`(tests/[\w/]+\.py): (test_\w+)`")


def paragraphs() -> list[str]:
    """Return every paragraph that promises something: all but the headings and what stands above the first of them."""
    promised = MAP.read_text(encoding="utf-8").partition("\n## ")[2]
    return [one for one in promised.split("\n\n")[1:] if not one.startswith("## ")]


@pytest.mark.parametrize("paragraph", paragraphs(), ids=lambda paragraph: paragraph[:50])
def test_each_paragraph_names_tests_that_are_there(paragraph: str) -> None:
    promise, _, tests = paragraph.partition("\nTests: ")
    named = NAME.findall(tests)
    assert promise
    assert len(named) == tests.count("`") // 2 > 0
    for file, name in named:
        assert name in names_in(ROOT / Path(file)), f"{file} has no {name}"


def test_the_map_is_not_empty() -> None:
    assert len(paragraphs()) > 10
