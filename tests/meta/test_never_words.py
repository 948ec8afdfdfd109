"""Words that the program never uses of itself: no claim, no verdict, no promise.

Every string that can be shown is read: those of the source apart from docstrings, and all that is data. Inflected forms
count as the word. The allowed sentences stand here word for word.
"""

import ast
import re
import tomllib
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]

NEVER = (
    r"treat(s|ed|ing|ment|ments)?",
    r"heal(s|ed|ing)?",
    r"cure(s|d)?|curing",
    r"relie(f|ve|ves|ved|ving)",
    r"prevent(s|ed|ing|ion)?",
    r"therap(y|ies|eutic)",
    r"rehab(ilitation|ilitate|ilitates)?",
    r"recovery scores?",
    r"risk scores?",
    r"recommended for you",
    r"you can safely",
    r"no red flags",
    r"improving",
    r"getting better",
)
ALLOWED = (
    # the purpose
    "It does not diagnose, treat or monitor a disease, and it does not decide what you should do.",
    # a job title
    "physical therapist",
)
"""Purpose, care lines of the leaflet, job titles. Each must occur, or it has no place here."""

TEXT_FILES = frozenset({".txt", ".md", ".json", ".ftl"})

Sentence = tuple[str, str]
"""A file, from the root on, and one string in it."""


def shown_in_python(source: str) -> Iterator[str]:
    """Yield every string of *source* that is not a docstring: a string that stands alone as a statement is one."""
    tree = ast.parse(source)
    docstrings = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docstrings:
            yield node.value


def shown_in_toml(value: Any) -> Iterator[str]:
    match value:
        case str():
            yield value
        case dict():
            for inner in value.values():
                yield from shown_in_toml(inner)
        case list():
            for inner in value:
                yield from shown_in_toml(inner)
        case _:
            pass


class Template(HTMLParser):
    """Collects the texts and the values of attributes of a template."""

    def __init__(self, source: str) -> None:
        super().__init__()
        self.strings: list[str] = []
        self.feed(source)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        del tag
        self.strings += [value for _, value in attrs if value]

    def handle_data(self, data: str) -> None:
        self.strings.append(data)


def sentences_of(root: Path) -> Iterator[Sentence]:
    """Yield every string of the program in *root* that can be shown."""
    for path in sorted((root / "src" / "lumbar").rglob("*.html")):
        for text in Template(path.read_text(encoding="utf-8")).strings:
            yield path.relative_to(root).as_posix(), text
    for path in sorted((root / "src" / "lumbar").rglob("*.py")):
        for text in shown_in_python(path.read_text(encoding="utf-8")):
            yield path.relative_to(root).as_posix(), text
    for path in sorted((root / "assets").rglob("*")):
        name = path.relative_to(root).as_posix()
        if path.suffix == ".toml":
            yield from ((name, text) for text in shown_in_toml(tomllib.loads(path.read_text(encoding="utf-8"))))
        elif path.suffix in TEXT_FILES:
            yield name, path.read_text(encoding="utf-8")


NEVER_WORDS = re.compile(rf"\b(?:{'|'.join(NEVER)})\b", re.IGNORECASE)


def never_words_in(text: str) -> list[str]:
    """Return the words of *text* that are never used, apart from the sentences that are allowed."""
    plain = " ".join(text.split())
    for sentence in ALLOWED:
        plain = plain.replace(sentence, " ")
    return [found[0] for found in NEVER_WORDS.finditer(plain)]


def found_in(root: Path) -> list[Sentence]:
    return [(file, word) for file, text in sentences_of(root) for word in never_words_in(text)]


def test_no_never_word_is_in_the_program() -> None:
    assert found_in(ROOT) == []


def test_every_part_of_the_program_is_read() -> None:
    sentences = list(sentences_of(ROOT))
    files = {file for file, _ in sentences}
    assert len([file for file in files if file.startswith("assets/exercises/")]) >= 10
    assert {"src/lumbar/care.py", "src/lumbar/words/hurts.py", "src/lumbar/about.py", "src/lumbar/guide.py"} <= files
    assert "src/lumbar/report/templates/provider.html" in files
    assert len(sentences) > 1_000


def test_every_allowed_sentence_is_used_word_for_word() -> None:
    texts = " ".join(" ".join(text.split()) for _, text in sentences_of(ROOT))
    for sentence in ALLOWED:
        assert sentence in texts


@pytest.mark.parametrize(
    "word",
    [
        "treat",
        "treatment",
        "heal",
        "heals",
        "cure",
        "relieve",
        "relief",
        "prevent",
        "Prevents",
        "therapy",
        "rehab",
        "rehabilitation",
        "rehabilitation programme",
        "recovery score",
        "risk score",
        "recommended for you",
        "You can safely",
        "no red flags",
        "improving",
        "getting\n better",
    ],
)
@pytest.mark.parametrize(
    ("file", "content"),
    [
        ("src/lumbar/owl.py", 'SAY = "An owl: {}."'),
        ("src/lumbar/nest/owl.py", 'def say(name: str) -> str:\n    return f"{{name}} {}"'),
        ("assets/exercises/owl.toml", "steps = ['Hoot.', '''So {}, again.''']"),
        ("assets/sounds/notes.txt", "An owl and {}"),
        ("src/lumbar/nest/owl.html", "<p>An owl: {}.</p>"),
        ("src/lumbar/nest/owl.html", '<svg aria-label="An owl: {}"></svg>'),
    ],
)
def test_it_is_found_wherever_it_stands(tmp_path: Path, file: str, content: str, word: str) -> None:
    (tmp_path / file).parent.mkdir(parents=True)
    text = word.replace("\n", "\\n") if file.endswith(".py") else word
    (tmp_path / file).write_text(content.replace("{}", text).replace("{{", "{").replace("}}", "}"), encoding="utf-8")
    assert len(found_in(tmp_path)) == 1


@pytest.mark.parametrize(
    "content",
    [
        '"""A module that can treat and heal."""',
        'def say() -> None:\n    """Prevent."""\n\nlevel = 1\n"""Which therapy."""',
        'SAY = "Health, retreat, secure, a theatre, behaviour, better"',
        'SAY = "It does not diagnose, treat or monitor a disease, and it does not decide what you should do."',
        'SAY = "a physical therapist"',
    ],
)
def test_docstrings_other_words_and_the_allowed_sentences_are_not(tmp_path: Path, content: str) -> None:
    (tmp_path / "src" / "lumbar").mkdir(parents=True)
    (tmp_path / "src" / "lumbar" / "owl.py").write_text(content, encoding="utf-8")
    assert found_in(tmp_path) == []
