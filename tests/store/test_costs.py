"""What a change, a look and an opened history cost, counted and not timed."""

import os
import re
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from types import FrameType

import pytest

from support.disks import CountingDisk, QuickDisk
from support.ledger import opened
from support.records import record, write_history

TESTS = Path(__file__).parents[1]
SHORT, LONG = 100, 3000


def calls_made_by(work: Callable[[], object]) -> int:
    """How many calls of functions, Python's own included, the work comes to."""
    count = 0

    def profile(_frame: FrameType, event: str, _argument: object) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    sys.setprofile(profile)
    try:
        work()
    finally:
        sys.setprofile(None)
    return count


def commits_on(folder: Path, sessions: int) -> tuple[list[int], Counter[str]]:
    """What the commits of one session cost in calls, and on the disk."""
    folder.mkdir()
    write_history(folder / "history.json", sessions)
    disk = CountingDisk()
    store = opened(folder / "history.json", disk)
    store.save_checkpoint({"rep": 0})
    store.append(record(sessions))
    disk.calls.clear()
    costs = [
        calls_made_by(lambda: store.save_checkpoint({"rep": 1})),
        calls_made_by(lambda: store.append(record(sessions + 1))),
        calls_made_by(lambda: store.replace(record(sessions + 1, note="corrected"))),
    ]
    calls = disk.calls.copy()
    store.close()
    return costs, calls


def test_a_commit_costs_the_same_however_long_the_history_is(tmp_path: Path) -> None:
    commits_on(tmp_path / "first", SHORT)  # pays for what is made once in a process
    short, calls_when_short = commits_on(tmp_path / "short", SHORT)
    long, calls_when_long = commits_on(tmp_path / "long", LONG)

    assert calls_when_short == calls_when_long
    assert (calls_when_long["write_at"], calls_when_long["sync_content"]) == (3, 3)
    assert calls_when_long.total() == 6
    assert long == pytest.approx(short, rel=0.02)


COMMITS = """
import os, sys
from pathlib import Path
from support.ledger import opened
store = opened(Path(sys.argv[1]))
store.save_checkpoint({"rep": 0})  # makes the journal
store.save_checkpoint({"rep": -1})  # opens it
os.path.exists("/begin")
for rep in range(1, 21):
    store.save_checkpoint({"rep": rep})
os.path.exists("/end")
store.close()
"""


@pytest.mark.slow
@pytest.mark.parametrize("sessions", [SHORT, LONG])
def test_a_commit_is_one_pwrite_and_one_fdatasync_for_the_system(sessions: int, tmp_path: Path) -> None:
    if shutil.which("strace") is None:
        assert "LUMBAR_REQUIRE_TOOLS" not in os.environ, "strace is missing"
        pytest.skip("needs strace")
    write_history(tmp_path / "history.json", sessions)
    trace = tmp_path / "trace"
    command = ["strace", "-f", "-e", "trace=%desc,%file", "-o", str(trace), sys.executable, "-c", COMMITS]
    environment = os.environ | {"PYTHONPATH": str(TESTS)}
    subprocess.run([*command, str(tmp_path / "history.json")], env=environment, check=True)

    during = trace.read_text().partition('"/begin"')[2].partition('"/end"')[0].splitlines()[1:-1]
    names = Counter(match[1] for line in during if (match := re.match(r"\d+ +(\w+)\(", line)))
    assert names == {"pwrite64": 20, "fdatasync": 20}


MEMORY = """
import gc, sys
from pathlib import Path
import filelock, msgspec, lumbar.store.tiny
from support.ledger import opened

def resident():
    gc.collect()
    return int(Path("/proc/self/statm").read_text().split()[1]) * 4096

before = resident()
store = opened(Path(sys.argv[1]))
store.load()
assert store.sessions(since=store._index._order[-20][0])
print(resident() - before)
store.close()
"""


@pytest.mark.slow
@pytest.mark.skipif(not Path("/proc/self/statm").exists(), reason="needs /proc to see its memory")
def test_opening_eleven_thousand_sessions_adds_at_most_15_mb(tmp_path: Path) -> None:
    write_history(tmp_path / "history.json", 11_000)
    command = [sys.executable, "-c", MEMORY, str(tmp_path / "history.json")]
    environment = os.environ | {"PYTHONPATH": str(TESTS)}
    done = subprocess.run(command, env=environment, check=True, capture_output=True, text=True)
    assert 2_000_000 < int(done.stdout) < 15_000_000, "less would mean that they were not read"


def test_the_newest_sessions_are_seen_without_the_rest(tmp_path: Path) -> None:
    write_history(tmp_path / "history.json", LONG)
    store = opened(tmp_path / "history.json", QuickDisk())
    newest = record(LONG - 1).day

    found = store.sessions(since=newest - timedelta(days=5))
    assert len(found) == 12
    assert not store._documents.all_of_it
    assert store.sessions(since=newest + timedelta(days=1)) == ()
    assert (store.checkpoint(), store.prescriptions()) == (None, ())
    assert not store._documents.all_of_it

    assert len(store.sessions()) == LONG
    assert store._documents.all_of_it
    assert store.sessions(since=newest - timedelta(days=5)) == found
    store.close()


def test_after_a_look_at_the_newest_sessions_everything_can_be_done(tmp_path: Path) -> None:
    write_history(tmp_path / "history.json", LONG)
    store = opened(tmp_path / "history.json", QuickDisk())
    store.save_checkpoint({"rep": 1})
    store.append(record(LONG))
    store.close()
    store = opened(tmp_path / "history.json", QuickDisk())
    assert store.sessions(since=record(LONG).day)[0] == record(LONG)
    assert not store._documents.all_of_it
    store.remove(record(0).id)
    store.fold()
    assert len(store.sessions()) == LONG
    store.close()


def test_an_old_session_in_the_journal_does_not_make_a_look_seem_complete(tmp_path: Path) -> None:
    write_history(tmp_path / "history.json", LONG)
    store = opened(tmp_path / "history.json", QuickDisk())
    store.replace(record(2, note="corrected"))
    store.close()
    store = opened(tmp_path / "history.json", QuickDisk())
    assert len(store.sessions(since=record(4).day)) == LONG - 4
    store.close()
