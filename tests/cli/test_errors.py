"""What goes wrong becomes a sentence."""

from pathlib import Path
from typing import Any

import pytest

from lumbar.bootstrap import Parts
from lumbar.catalog import CatalogError
from lumbar.domain.record import Status
from lumbar.ports import Notice, NoticeKind, StoreError
from support.closed import close_folder
from support.command_line import Capture, CommandLine, complained, printed
from support.kept_sessions import kept_session
from support.memory_store import MemoryStore
from support.places import Place


def notice(kind: NoticeKind) -> Notice:
    return Notice(kind=kind, what=f"It is {kind.value}.", kept="All is kept.", advice="Do this.")


@pytest.mark.parametrize("verb", ["today", "history"])
def test_findings_about_the_data_are_told_unless_they_concern_writing_alone(
    lumbar: CommandLine, store: MemoryStore, verb: str, capsys: Capture
) -> None:
    store.append(kept_session(status=Status.ENDED_EARLY))
    store.told = [notice(kind) for kind in (NoticeKind.DAMAGED, NoticeKind.IN_USE, NoticeKind.READ_ONLY)]
    assert lumbar(verb) == 0
    out, err = capsys.readouterr()
    assert out
    assert err == "lumbar: It is damaged. All is kept. Do this.\n"
    assert store.closed


def raising(error: BaseException) -> Any:
    def fail(*_: object, **__: object) -> Parts:
        raise error

    return fail


@pytest.mark.parametrize(
    ("error", "sentence"),
    [
        (StoreError("The history cannot be read."), "The history cannot be read."),
        (CatalogError("bird-dog.toml: dose.reps: must be 1 or more"), "dose.reps: must be 1 or more."),
        (KeyError("x"), "Something went wrong that nobody foresaw (KeyError: 'x')."),
        (RecursionError(), "(RecursionError)"),
    ],
)
def test_an_error_is_a_sentence_and_exit_code_3(
    error: Exception, sentence: str, monkeypatch: pytest.MonkeyPatch, lumbar: CommandLine, capsys: Capture
) -> None:
    monkeypatch.setattr("support.command_line.PartsInMemory.diary", raising(error))
    assert lumbar("today") == 3
    assert sentence in complained(capsys)


def test_the_traceback_is_shown_only_when_it_is_asked_for(
    monkeypatch: pytest.MonkeyPatch, lumbar: CommandLine, capsys: Capture
) -> None:
    monkeypatch.setattr("support.command_line.PartsInMemory.diary", raising(ZeroDivisionError("by nothing")))
    for debug in ("", "0"):
        lumbar.environment["LUMBAR_DEBUG"] = debug
        assert lumbar("today") == 3
        assert "LUMBAR_DEBUG=1 shows more" in complained(capsys)
    lumbar.environment["LUMBAR_DEBUG"] = "1"
    assert lumbar("today") == 3
    err = capsys.readouterr().err
    assert "lumbar: Traceback" in err
    assert "ZeroDivisionError: by nothing" in err


def test_ctrl_c_is_no_traceback(monkeypatch: pytest.MonkeyPatch, lumbar: CommandLine, capsys: Capture) -> None:
    monkeypatch.setattr("support.command_line.PartsInMemory.diary", raising(KeyboardInterrupt()))
    assert lumbar("today") == 130
    assert printed(capsys) == ""


VERBS_WITH_HISTORY = (
    ("today",),
    ("status",),
    ("history",),
    ("plan", "show"),
    ("remind", "ics"),
    ("ask",),
    ("ask", "How often?"),
    ("delete",),
)


@pytest.mark.parametrize("verb", VERBS_WITH_HISTORY, ids=" ".join)
def test_a_folder_into_which_nobody_may_look_is_a_sentence_and_exit_code_3(
    verb: tuple[str, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture
) -> None:
    here = Place(tmp_path)
    here.keep(1)
    with monkeypatch.context() as patched:
        close_folder(here.folder, patched)
        assert here("--config", str(tmp_path / "settings.toml"), *verb) == 3
    assert f"The history in {here.folder} cannot be read (Permission denied)." in complained(capsys)


def test_what_needs_no_history_prints_beside_a_folder_into_which_nobody_may_look(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture
) -> None:
    here = Place(tmp_path)
    here.keep(1)
    with monkeypatch.context() as patched:
        close_folder(here.folder, patched)
        assert [here(verb) for verb in ("exercises", "care", "where")] == [0, 0, 0]
    out, err = capsys.readouterr()
    assert "Bird dog" in out
    assert "nobody foresaw" not in err
