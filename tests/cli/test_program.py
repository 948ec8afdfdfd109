"""The program itself, as a child process, in surroundings of every kind."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from importlib import import_module
from pathlib import Path
from runpy import run_module

import pytest

from lumbar.bootstrap import assemble
from support.command_line import StoppedClock, child_environment, program
from support.kept_sessions import SUNDAY_MORNING, kept_session
from support.plan_files import SMALL

PRINTING = (("today",), ("exercises",), ("exercises", "bird-dog"), ("history",), ("where",), ("doctor",))
ASCII_ONLY = {"PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0", "LC_ALL": "POSIX", "LANG": "POSIX"}
posix = pytest.mark.skipif(os.name != "posix", reason="file descriptors of POSIX")


def is_quiet(child: subprocess.CompletedProcess[bytes]) -> bool:
    return b"Traceback" not in child.stderr and b"Exception" not in child.stderr


def shell(command: str, home: Path, **environment: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        ["/bin/sh", "-c", command.replace("LUMBAR", f"'{sys.executable}' -m lumbar")],
        env=child_environment(home, **environment),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        timeout=60,
        check=False,
    )


@pytest.fixture
def home_with_history(tmp_path: Path) -> Path:
    """A home in which one session is kept, with a note that is not ASCII."""
    folder = tmp_path / ".local" / "share" / "lumbar"
    parts = replace(assemble(data_dir=folder), clock=StoppedClock())
    diary = parts.diary(read_only=False)
    diary.keep(replace(kept_session(SUNDAY_MORNING), note="žluť 養生"))
    diary.store.close()
    return tmp_path


def test_printing_verbs_import_nothing_of_the_screens(tmp_path: Path) -> None:
    script = (
        "import sys\n"
        "from lumbar.cli import run\n"
        f"for verb in {PRINTING!r}:\n"
        "    for form in ((), ('--json',)):\n"
        "        assert run([*verb, *form]) in (0, 1), verb\n"
        "assert run(['--help']) == run(['--version']) == run(['--about']) == 0\n"
        "assert run(['session']) == run([]) == 2\n"
        "assert 'lumbar.diary' in sys.modules\n"
        "roots = {name.partition('.')[0] for name in sys.modules}\n"
        "found = roots & {'textual', 'rich', 'tinydb', 'filelock'} | {'lumbar.tui'} & set(sys.modules)\n"
        "print(sorted(found), file=sys.stderr)\n"
    )
    child = subprocess.run(
        [sys.executable, "-c", script],
        env=child_environment(tmp_path),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        timeout=60,
        check=False,
    )
    assert child.returncode == 0, child.stderr.decode()
    assert child.stderr.splitlines()[-1] == b"[]"


@pytest.mark.parametrize("verb", PRINTING)
@pytest.mark.parametrize("form", [(), ("--json",)])
def test_printing_verbs_leave_an_empty_home_empty(tmp_path: Path, verb: tuple[str, ...], form: tuple[str, ...]) -> None:
    child = program(*verb, *form, home=tmp_path)
    assert child.returncode in (0, 1), child.stderr
    assert child.stdout
    assert child.stderr == b""
    assert list(tmp_path.iterdir()) == []


def test_reading_a_history_leaves_its_folder_as_it_is(home_with_history: Path) -> None:
    folder = home_with_history / ".local" / "share" / "lumbar"

    def state() -> dict[str, tuple[int, bytes]]:
        return {path.name: (path.stat().st_mtime_ns, path.read_bytes()) for path in folder.iterdir() if path.is_file()}

    before = state()
    assert before
    assert program("history", "--weeks", "520", home=home_with_history).returncode == 0
    assert program("doctor", home=home_with_history).returncode == 0
    assert state() == before


def test_what_was_kept_is_printed(home_with_history: Path) -> None:
    child = program("history", "--json", "--weeks", "520", home=home_with_history)
    assert (child.returncode, child.stderr) == (0, b"")
    (session,) = json.loads(child.stdout)["sessions"]
    assert session["note"] == "žluť 養生"
    assert sum(sum(one["reps_done"].values()) for one in session["exercises"]) == 109


def test_text_in_an_ascii_locale_is_printed_with_question_marks(home_with_history: Path) -> None:
    child = program("history", "--weeks", "520", home=home_with_history, environment=ASCII_ONLY)
    assert (child.returncode, child.stderr) == (0, b"")
    assert b"Note: ?lu? ??\n" in child.stdout


def test_json_in_an_ascii_locale_has_escapes_and_loses_nothing(home_with_history: Path) -> None:
    child = program("history", "--json", "--weeks", "520", home=home_with_history, environment=ASCII_ONLY)
    assert (child.returncode, child.stderr) == (0, b"")
    assert child.stdout.isascii()
    assert json.loads(child.stdout)["sessions"][0]["note"] == "žluť 養生"


@pytest.mark.parametrize("environment", [{}, ASCII_ONLY])
@pytest.mark.parametrize("verb", [("today",), ("exercises",), ("doctor",), ("--about",), ("--help",)])
def test_every_verb_works_in_every_locale(tmp_path: Path, verb: tuple[str, ...], environment: dict[str, str]) -> None:
    child = program(*verb, home=tmp_path, environment=environment)
    assert (child.returncode, child.stderr) == (0, b"")
    assert child.stdout.isascii()


@posix
@pytest.mark.parametrize("environment", [{}, ASCII_ONLY])
def test_a_folder_that_is_not_ascii_is_named_as_it_is(tmp_path: Path, environment: dict[str, str]) -> None:
    folder = tmp_path / "žluť"
    child = program("where", "--data-dir", str(folder), home=tmp_path, environment=environment)
    assert (child.returncode, child.stderr) == (0, b"")
    assert f"Data folder: {folder}\n".encode() in child.stdout
    child = program("where", "--json", home=tmp_path, environment=environment | {"LUMBAR_DATA_DIR": str(folder)})
    assert json.loads(child.stdout)["data_dir"] == str(folder)
    for verb in ("today", "doctor"):
        child = program(verb, "--data-dir", str(folder), home=tmp_path, environment=environment)
        assert (child.returncode, child.stderr) == (0, b"")


@posix
@pytest.mark.parametrize("environment", [{}, ASCII_ONLY])
def test_a_folder_whose_name_is_no_text_is_named_byte_for_byte(tmp_path: Path, environment: dict[str, str]) -> None:
    folder = os.fsencode(tmp_path) + b"/\xff\xfe"
    child = program("where", "--data-dir", os.fsdecode(folder), home=tmp_path, environment=environment)
    assert (child.returncode, child.stderr) == (0, b"")
    assert b"Data folder: " + folder + b"\n" in child.stdout
    child = program("where", "--json", "--data-dir", os.fsdecode(folder), home=tmp_path, environment=environment)
    assert os.fsencode(json.loads(child.stdout)["data_dir"]) == folder


@pytest.mark.parametrize("columns", ["20", "40"])
def test_lines_fit_a_narrow_pipe(tmp_path: Path, columns: str) -> None:
    for verb in (("today",), ("exercises",), ("exercises", "curl-up"), ("history",), ("doctor",)):
        child = program(*verb, home=tmp_path, environment={"COLUMNS": columns})
        assert is_quiet(child)
        assert max(len(line) for line in child.stdout.decode().splitlines()) <= int(columns)


@posix
@pytest.mark.parametrize("verb", [("today",), ("exercises", "--json"), ("history",), ("--help",)])
def test_a_reader_that_went_away_is_no_error(tmp_path: Path, verb: tuple[str, ...]) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    child = program(*verb, home=tmp_path, stdout=writing)
    os.close(writing)
    assert child.stderr == b""
    assert child.returncode == (1 if verb == ("history",) else 0)


@posix
def test_head_takes_one_line_and_nobody_complains(tmp_path: Path) -> None:
    child = shell("{ LUMBAR exercises --json; echo $? >&2; } | head -1", tmp_path)
    assert child.stdout == b"[\n"
    assert child.stderr == b"0\n"


@posix
@pytest.mark.parametrize("verb", ["today", "exercises --json", "doctor", "history", "--help"])
def test_a_closed_output_leaves_the_exit_code_as_the_answer(tmp_path: Path, verb: str) -> None:
    child = shell(f"LUMBAR {verb} >&-", tmp_path)
    assert (child.returncode, child.stdout, child.stderr) == (1 if verb == "history" else 0, b"", b"")


@posix
@pytest.mark.parametrize("closed", ["<&-", ">&-", "2>&-", "<&- >&- 2>&-"])
def test_closed_streams_change_no_answer(tmp_path: Path, closed: str) -> None:
    assert shell(f"LUMBAR today {closed}", tmp_path).returncode == 0
    assert shell(f"LUMBAR {closed}", tmp_path).returncode == 2
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
@pytest.mark.parametrize("verb", [("today",), ("today", "--json"), ("doctor",), ("--help",), ("--version",)])
def test_a_full_output_is_told_in_a_sentence(tmp_path: Path, verb: tuple[str, ...]) -> None:
    with Path("/dev/full").open("wb") as full:
        child = program(*verb, home=tmp_path, stdout=full)
    assert child.returncode == 3
    assert child.stderr == b"lumbar: The output could not be written: no space left on device.\n"


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
def test_a_full_error_output_changes_no_answer(tmp_path: Path) -> None:
    assert shell("LUMBAR tody 2>/dev/full", tmp_path).returncode == 2
    assert shell("LUMBAR today >/dev/full 2>&1", tmp_path).returncode == 3


@pytest.mark.parametrize(
    ("make", "verb", "code"),
    [
        (lambda home: (home / "file").touch(), ("today", "--data-dir", "FILE"), 3),
        (lambda home: (home / "file").touch(), ("history", "--data-dir", "FILE"), 3),
        (lambda home: (home / "file").touch(), ("doctor", "--data-dir", "FILE"), 3),
        (lambda home: (home / "file").touch(), ("where", "--data-dir", "FILE"), 0),
    ],
)
def test_a_file_where_the_folder_should_be_is_told_in_a_sentence(
    tmp_path: Path, make: Callable[[Path], None], verb: tuple[str, ...], code: int
) -> None:
    make(tmp_path)
    arguments = [argument.replace("FILE", str(tmp_path / "file")) for argument in verb]
    child = program(*arguments, home=tmp_path)
    assert child.returncode == code, child.stderr
    assert is_quiet(child)
    assert b"nobody foresaw" not in child.stderr


def test_the_screens_need_a_terminal(tmp_path: Path) -> None:
    for arguments in ((), ("session",), ("session", "--only", "bird-dog")):
        child = program(*arguments, home=tmp_path)
        assert (child.returncode, child.stdout) == (2, b"")
        assert child.stderr.startswith(b"lumbar: The screens need a terminal.")
        assert child.stderr.count(b"\n") == 1
    assert list(tmp_path.iterdir()) == []


def test_the_installed_command_is_the_same_program(tmp_path: Path) -> None:
    command = Path(sys.executable).with_name("lumbar")
    child = subprocess.run(
        [command, "--version"], env=child_environment(tmp_path), capture_output=True, timeout=60, check=False
    )
    assert child.stdout == program("--version", home=tmp_path).stdout
    assert child.stdout.startswith(b"lumbar ")


def test_main_ends_with_the_exit_code(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(sys, "argv", ["lumbar", "tody"])
    monkeypatch.delitem(sys.modules, "lumbar.__main__", raising=False)
    with pytest.raises(SystemExit) as ended:
        run_module("lumbar", run_name="__main__")
    assert ended.value.code == 2
    assert capsys.readouterr().err.startswith("lumbar: No such command 'tody'.")
    assert import_module("lumbar.__main__").main
    assert capsys.readouterr().err == ""


def test_what_keeps_a_plain_session_from_starting_is_no_part_of_it(tmp_path: Path) -> None:
    child = program("session", "--plain", home=tmp_path)
    assert child.returncode == 1
    assert child.stderr.decode() == (
        "lumbar: Nobody is there to say that this was read. Start lumbar in a terminal once.\n"
    )
    assert b"Nobody is there" not in child.stdout


def test_a_plan_is_written_in_utf_8_whatever_the_locale_is(tmp_path: Path) -> None:
    file = tmp_path / "plan.toml"
    file.write_text(f'prescribed_by = "Für mich"\n{SMALL}', encoding="utf-8")
    assert program("plan", "import", "--yes", str(file), home=tmp_path).returncode == 0
    for locale in (ASCII_ONLY, {"PYTHONIOENCODING": "latin-1"}):
        child = program("plan", "export", home=tmp_path, environment=locale)
        assert 'prescribed_by = "Für mich"' in child.stdout.decode("utf-8")
