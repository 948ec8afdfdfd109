"""What a shell completes."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from lumbar.cli import run
from support.command_line import Capture, CommandLine, child_environment, complained, printed


def completed(monkeypatch: pytest.MonkeyPatch, shell: str, words: str, place: int) -> int:
    monkeypatch.setenv("COMP_WORDS", words)
    monkeypatch.setenv("COMP_CWORD", str(place))
    return run([], environment={"_LUMBAR_COMPLETE": f"{shell}_complete"})


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_each_shell_gets_its_script(lumbar: CommandLine, shell: str, capsys: Capture) -> None:
    assert lumbar("completion", shell) == 0
    assert f"_LUMBAR_COMPLETE={shell}_complete" in printed(capsys)


def test_another_shell_is_wrong_use(lumbar: CommandLine, capsys: Capture) -> None:
    assert lumbar("completion", "tcsh") == 2
    assert "bash" in complained(capsys)


@pytest.mark.parametrize(
    ("words", "place", "found"),
    [
        ("lumbar re", 1, {"remind", "restore"}),
        ("lumbar remind ", 2, {"ics", "install", "remove"}),
        ("lumbar status --sh", 2, {"--short"}),
        ("lumbar --version sta", 2, {"status"}),
    ],
)
def test_verbs_and_options_are_completed(
    monkeypatch: pytest.MonkeyPatch, capsys: Capture, words: str, place: int, found: set[str]
) -> None:
    assert completed(monkeypatch, "bash", words, place) == 0
    assert {one.partition(",")[2] for one in printed(capsys).splitlines()} == found


@pytest.mark.parametrize(
    ("words", "place", "kind"),
    [
        ("lumbar import ba", 2, "file"),
        ("lumbar plan validate ", 3, "file"),
        ("lumbar plan export pl", 3, "file"),
        ("lumbar remind ics --output ", 4, "file"),
        ("lumbar export --output pa", 3, "file"),
        ("lumbar --config se", 2, "file"),
        ("lumbar today --data-dir '/tmp/a b", 3, "dir"),
    ],
)
def test_names_of_files_and_folders_are_left_to_the_shell(
    monkeypatch: pytest.MonkeyPatch, capsys: Capture, words: str, place: int, kind: str
) -> None:
    assert completed(monkeypatch, "bash", words, place) == 0
    assert [one.partition(",")[0] for one in printed(capsys).splitlines()] == [kind]


@pytest.mark.parametrize("what", ["tcsh_complete", "bash_source", "bash", ""])
def test_an_environment_that_asks_for_anything_else_gets_nothing(what: str, capsys: Capture) -> None:
    assert run([], environment={"_LUMBAR_COMPLETE": what}) == 1
    assert printed(capsys) == ""


@pytest.mark.skipif(shutil.which("bash") is None, reason="needs bash")
def test_bash_itself_completes_with_the_script(tmp_path: Path) -> None:
    (tmp_path / "lumbar").write_text(f'#!/bin/sh\nexec "{sys.executable}" -m lumbar "$@"\n', encoding="utf-8")
    (tmp_path / "lumbar").chmod(0o755)
    asks = (
        'eval "$(lumbar completion bash)"; COMP_WORDS=(lumbar stat); COMP_CWORD=1; _lumbar_completion lumbar lumbar; '
    )
    ended = subprocess.run(
        ["bash", "-c", asks + 'echo "${COMPREPLY[@]}"'],
        env=child_environment(tmp_path) | {"PATH": f"{tmp_path}:{os.environ['PATH']}"},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert ended.stdout == "status\n", ended.stderr
