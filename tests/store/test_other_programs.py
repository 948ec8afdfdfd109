"""What the rest of the machine does to a history: full disks, other windows, signals, terminals, missing rights."""

import os
import pty
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import mkdtemp

import pytest

from lumbar.ports import NoticeKind, StoreError
from lumbar.store import open_store
from support.ledger import opened
from support.records import record

TESTS = Path(__file__).parents[1]
ENVIRONMENT = os.environ | {"PYTHONPATH": str(TESTS)}
SCRIPT = str(TESTS / "support" / "writing.py")
NOBODY = 65534


def started(*arguments: str, **options: object) -> subprocess.Popen[str]:
    return subprocess.Popen(  # type: ignore[call-overload,no-any-return]
        [sys.executable, SCRIPT, *arguments],
        env=ENVIRONMENT,
        text=True,
        **({"stdin": subprocess.PIPE, "stdout": subprocess.PIPE} | options),
    )


def rep(program: subprocess.Popen[str]) -> str:
    """Let the program make one checkpoint."""
    assert program.stdin is not None
    assert program.stdout is not None
    program.stdin.write("\n")
    program.stdin.flush()
    return program.stdout.readline().strip()


def first_line(program: subprocess.Popen[str]) -> str:
    assert program.stdout is not None
    return program.stdout.readline().strip()


@contextmanager
def ended(program: subprocess.Popen[str]) -> Iterator[subprocess.Popen[str]]:
    """Whatever happens, nothing of the program is left."""
    try:
        yield program
    finally:
        program.kill()
        program.wait()
        for stream in (program.stdin, program.stdout):
            if stream is not None:
                stream.close()


@pytest.mark.slow
@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGTERM, signal.SIGHUP])
def test_after_a_killed_window_another_takes_over_and_finds_the_running_session(
    how: signal.Signals, tmp_path: Path
) -> None:
    data_file = tmp_path / "history.json"
    with ended(started("checkpoints", str(data_file))) as program:
        assert first_line(program) == "ready"
        assert [rep(program) for _ in range(3)] == ["rep 1", "rep 2", "rep 3"]
        other = opened(data_file)
        assert [notice.kind for notice in other.notices] == [NoticeKind.IN_USE]
        assert other.checkpoint() == {"rep": 3}
        assert not other.try_to_take_over()
        assert rep(program) == "rep 4"

        program.send_signal(how)
        program.wait()
        assert other.try_to_take_over()
        assert other.checkpoint() == {"rep": 4}
        other.append(record(1))
        assert other.checkpoint() is None
        other.close()


@pytest.mark.slow
def test_a_suspended_window_keeps_its_lock_and_goes_on_until_its_terminal_is_closed(tmp_path: Path) -> None:
    data_file = tmp_path / "history.json"
    terminal, inside = pty.openpty()
    with (
        os.fdopen(terminal, "r+b", buffering=0) as screen,
        ended(started("in_terminal", str(data_file), stdin=inside, stdout=inside)) as shell,
    ):
        os.close(inside)
        read_until(screen, b"ready")
        screen.write(b"\n")
        read_until(screen, b"rep 1")
        screen.write(b"\x1a")
        read_until(screen, b"suspended")

        other = opened(data_file)
        assert not other.writable
        assert other.checkpoint() == {"rep": 1}
        screen.write(b"\n")
        read_until(screen, b"continued")
        screen.write(b"\n")
        read_until(screen, b"rep 2")
        screen.close()  # the terminal is gone: SIGHUP
        shell.wait()
    while not other.try_to_take_over():
        pass
    assert other.checkpoint() == {"rep": 2}
    other.close()


def read_until(screen: object, wanted: bytes) -> None:
    found = b""
    while wanted not in found:
        more = screen.read(1000)  # type: ignore[attr-defined]
        assert more, found
        found += more


@pytest.mark.slow
def test_windows_that_race_for_the_lock_lose_nothing(tmp_path: Path) -> None:
    data_file = tmp_path / "history.json"
    programs = [started("race", str(data_file), str(first)) for first in (0, 100, 200)]
    for program in programs:
        with ended(program):
            assert first_line(program) == "done"
    store = opened(data_file)
    wanted = {record(first + number).id for first in (0, 100, 200) for number in range(20)}
    assert {one.id for one in store.sessions()} == wanted
    assert store.notices == ()
    store.close()


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("unshare") is None, reason="needs unshare to mount a small disk")
def test_on_a_full_disk_everything_is_kept_and_the_running_session_saved_too(tmp_path: Path) -> None:
    mount = f'mount -t tmpfs -o size=3m tmpfs "{tmp_path}" && exec "$0" "$@"'
    command = ["unshare", "--mount", *(["--map-root-user"] if os.geteuid() else [])]
    if subprocess.run([*command, "true"], capture_output=True, check=False).returncode:
        pytest.skip("may not mount a small disk here")
    program = [sys.executable, SCRIPT, "until_full", str(tmp_path / "history.json")]
    done = subprocess.run(
        [*command, "sh", "-c", mount, *program], env=ENVIRONMENT, capture_output=True, text=True, check=False
    )

    assert done.returncode == 0, done.stderr
    folding, full, appending, notices, acknowledged, here, again, healed = done.stdout.splitlines()
    count = int(acknowledged.split()[1])
    assert "Nothing is lost" in folding
    assert full == "the disk is full"
    assert "in memory alone" in appending
    assert notices == "unsaved disk_full"
    assert count > 250
    assert here == f"here {count}"
    assert again == f"again {count} True"
    assert healed == f"healed {count + 1} []"


@pytest.fixture
def folder_of_somebody_else() -> Iterator[Path]:
    """A folder that can be read and not be written (root can write anywhere, so root becomes nobody)."""
    folder = Path(mkdtemp())
    store = opened(folder / "history.json")
    store.append(record(1))
    store.fold()
    store.append(record(2))
    store.close()
    was_root = os.geteuid() == 0
    for path in (*folder.rglob("*"), folder):
        path.chmod(0o555 if path.is_dir() else 0o444)
    if was_root:
        os.seteuid(NOBODY)
    yield folder
    if was_root:
        os.seteuid(0)
    folder.chmod(0o700)
    shutil.rmtree(folder)


def test_a_folder_that_cannot_be_written_is_read(folder_of_somebody_else: Path) -> None:
    before = sorted(folder_of_somebody_else.iterdir())
    store = opened(folder_of_somebody_else / "history.json")
    assert [notice.kind for notice in store.notices] == [NoticeKind.READ_ONLY]
    assert [one.id for one in store.sessions()] == [record(2).id, record(1).id]
    with pytest.raises(StoreError, match="cannot be written"):
        store.save_checkpoint({"rep": 1})
    assert not store.try_to_take_over()
    store.close()
    assert sorted(folder_of_somebody_else.iterdir()) == before


def test_a_file_that_cannot_be_read_is_an_error_in_plain_words(tmp_path: Path) -> None:
    (tmp_path / "history.json").mkdir()
    with pytest.raises(StoreError, match=r"cannot be read \(Is a directory\)"):
        open_store(tmp_path / "history.json", now=lambda: record(1).started_at)
    (tmp_path / "history.json").rmdir()
    store = opened(tmp_path / "history.json")
    assert store.writable, "the lock was let go"
    store.close()
