"""What the documents say to type is there, the harmless of it works, and what they link to exists."""

import re
import shlex
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import click
import pytest

from lumbar.bootstrap import assemble
from lumbar.cli import run
from lumbar.cli.call import Call
from lumbar.cli.program import lumbar
from support.command_line import Capture

ROOT = Path(__file__).resolve().parents[2]
DOCUMENTS = (ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").glob("*.md")))

FENCED = re.compile(r"^```[^\n]*\n(.*?)^```", re.MULTILINE | re.DOTALL)
INLINE = re.compile(r"(?<!`)`([^`]+)`(?!`)")
EXPLANATION = re.compile(r"\s{2,}.*|\s+#.*")
INNER = re.compile(r"\$\((lumbar [^)]+)\)")
STANDS_FOR = {
    "DIR": "folder",
    "FILE": "file",
    "ID": "pelvic-tilt",
    "ID,ID": "pelvic-tilt,bird-dog",
    "N": "30",
    "DATE": "2026-11-22",
    "FROM..TO": "2026-12-24..2026-12-31",
    "SHELL": "zsh",
    "QUESTION": "May I swim?",
    "SESSION": "0123abcd",
    "TEXT": "It went well.",
    "VERB": "today",
    "WAY": "bell",
}
HARMLESS = {"today", "history", "exercises", "care", "where", "doctor", "status", "plan show", "export"}
WITH_EFFECTS = {"--sound"}


@dataclass(frozen=True, slots=True)
class Line:
    """A command line of a document."""

    document: str
    words: str
    told: str = ""
    """What is said of it in the same line."""

    @property
    def arguments(self) -> list[str]:
        """What stands after `lumbar`, with something real for each placeholder; what may be left out is there."""
        return [STANDS_FOR.get(word, word) for word in shlex.split(re.sub(r"[\[\]]", "", self.words))[1:]]

    def __str__(self) -> str:
        return f"{self.document}: {self.words}"


def lines_of(document: Path) -> Iterator[Line]:
    """Yield the command lines of a document, those in blocks and those within a sentence."""
    text = document.read_text(encoding="utf-8")
    found = [(EXPLANATION.sub("", line), line) for block in FENCED.findall(text) for line in block.splitlines()]
    found += [(" ".join(span.split()), "") for span in INLINE.findall(FENCED.sub("", text))]
    found += [(inner, "") for one, _ in found for inner in INNER.findall(one)]
    for words, line in dict.fromkeys(found):
        if words.split(" ")[0] == "lumbar":
            yield Line(document.name, words, line.removeprefix(words))


LINES = tuple(line for document in DOCUMENTS for line in lines_of(document))


def verb_and_options(line: Line, call: Call) -> tuple[str, set[str]]:
    """Have click parse the line down to its last verb; return the verb's name and all options that were given."""
    names: list[str] = []
    command: click.Command = lumbar
    context: click.Context | None = None
    rest = line.arguments
    while True:
        context = command.make_context(names[-1] if names else "lumbar", rest, parent=context, obj=call)
        rest = [*context._protected_args, *context.args]
        if not isinstance(command, click.Group) or not rest:
            break
        name, found, rest = command.resolve_command(context, rest)
        assert name is not None
        assert found is not None
        names, command = [*names, name], found
    known = {option for parameter in command.params for option in parameter.opts}
    for option in re.findall(r"(?<!\S)--[a-z-]+", line.told):
        if option not in known:
            raise click.NoSuchOption(option)
    return " ".join(names), {word for word in line.arguments if word.startswith("-")}


def parsed(line: Line) -> tuple[str, set[str]]:
    """Return the verb and the options. Fails where there is no such verb, or it does not take them."""
    try:
        return verb_and_options(line, Call(assemble=assemble, environment={}))
    except click.exceptions.Exit:  # --version, --help
        return "", set()
    except click.ClickException as error:
        pytest.fail(f"{line}: {error.format_message()}", pytrace=False)


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a history that is made up."""
    folder = tmp_path_factory.mktemp("demo") / "data"
    assert run(["--data-dir", str(folder), "demo", "--weeks", "2"]) == 0
    return folder


@pytest.mark.parametrize("line", LINES, ids=str)
def test_a_command_line_is_one_that_lumbar_takes(line: Line, capsys: Capture) -> None:
    parsed(line)
    capsys.readouterr()


def test_a_harmless_command_line_does_what_it_says(
    demo: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture
) -> None:
    monkeypatch.chdir(tmp_path)
    ran = set()
    for line in LINES:
        verb, options = parsed(line)
        if verb not in HARMLESS or options & WITH_EFFECTS:
            continue
        capsys.readouterr()
        code = run(["--data-dir", str(demo), *line.arguments])
        out, err = capsys.readouterr()
        assert code in {0, 1}, f"{line}: {err}"
        assert out or "--output" in options, line
        ran.add(verb)
    assert ran == HARMLESS


def test_a_command_line_that_lumbar_does_not_take_is_found() -> None:
    for wrong in ("lumbar tody", "lumbar today --jason", "lumbar export", "lumbar plan mend"):
        with pytest.raises(pytest.fail.Exception, match=wrong):
            parsed(Line("README.md", wrong))
    with pytest.raises(pytest.fail.Exception, match="--jason"):
        parsed(Line("README.md", "lumbar today", "  what is due; --jason for programs"))


def test_the_readme_has_every_verb() -> None:
    told = {parsed(line)[0] for line in LINES if line.document == "README.md"}
    assert all_verbs(lumbar, ()) - told == set()


def all_verbs(group: click.Group, before: tuple[str, ...]) -> set[str]:
    """The names of all verbs that are shown, those of groups with the group's before."""
    context = click.Context(group)
    names = set()
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        path = (*before, name)
        if command is None or command.hidden:
            continue
        names |= all_verbs(command, path) if isinstance(command, click.Group) else {" ".join(path)}
    return names


@pytest.mark.parametrize("document", [*DOCUMENTS, ROOT / "ARCHITECTURE.md"], ids=lambda path: path.name)
def test_what_a_document_links_to_is_there(document: Path) -> None:
    for target in re.findall(r"\]\(([^)#\s]+)[^)]*\)", document.read_text(encoding="utf-8")):
        if "://" in target:
            continue
        path = (document.parent / target).resolve()
        assert path.exists(), target


def test_the_readme_leads_to_every_document() -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    for document in (ROOT / "docs").glob("*.md"):
        assert f"(docs/{document.name})" in text


def test_the_pictures_are_small_and_need_nothing_from_elsewhere() -> None:
    pictures = list((ROOT / "docs" / "pictures").iterdir())
    assert {picture.name for picture in pictures} == {"today.svg", "live.svg", "floor.svg", "history.svg"}
    assert sum(picture.stat().st_size for picture in pictures) < 600_000
    for picture in pictures:
        assert not re.search(r"url\(.?http|href=", picture.read_text(encoding="utf-8"))
