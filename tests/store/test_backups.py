"""Which copies are kept, and that they can be read."""

import errno
import gzip
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from lumbar.ports import StoreError
from lumbar.store import backups, open_store
from lumbar.store.backups import day_of, keep_daily, outdated
from lumbar.store.files import StoreFiles
from support.disks import QuickDisk, WatchedDisk
from support.ledger import opened
from support.records import record


@pytest.fixture
def files(tmp_path: Path) -> StoreFiles:
    (tmp_path / "history.json").write_bytes(b"content " * 1000)
    return StoreFiles(tmp_path / "history.json")


def keep(files: StoreFiles, day: int, sessions: int) -> list[str]:
    now = datetime(2026, 1, 1, tzinfo=UTC) + timedelta(days=day)
    keep_daily(files, sessions=sessions, now=now, disk=QuickDisk())
    return sorted(path.name for path in files.backups.iterdir())


def test_seven_days_four_weeks_and_twelve_months_stay() -> None:
    days = [date(2024, 1, 1) + timedelta(days=number) for number in range(800)]
    present: list[Path] = []
    for day in days:
        present.append(Path(f"{day}-5-sessions.json.gz"))
        gone = outdated(present)
        present = [path for path in present if path not in gone]

    kept = [day_of(path) for path in present]
    last = days[-1]
    assert set(kept) >= {last - timedelta(days=number) for number in range(7)}
    weeks = {day.isocalendar()[:2] for day in kept}
    assert {(last - timedelta(weeks=number)).isocalendar()[:2] for number in range(4)} <= weeks
    months = sorted({(day.year, day.month) for day in kept})
    assert len(months) == 12
    assert len(kept) <= 7 + 4 + 12


def test_there_is_one_copy_a_day_and_it_can_be_read(files: StoreFiles) -> None:
    assert keep(files, day=0, sessions=3) == ["2026-01-01-3-sessions.json.gz"]
    assert keep(files, day=0, sessions=4) == ["2026-01-01-3-sessions.json.gz"]
    assert len(keep(files, day=1, sessions=4)) == 2
    assert gzip.decompress((files.backups / "2026-01-01-3-sessions.json.gz").read_bytes()) == b"content " * 1000


def test_nothing_is_removed_when_there_are_fewer_sessions_than_before(files: StoreFiles) -> None:
    for day in range(12):
        keep(files, day, sessions=day)
    before = len(keep(files, day=11, sessions=11))
    assert before < 12
    assert len(keep(files, day=12, sessions=5)) == before + 1
    assert len(keep(files, day=13, sessions=6)) <= before + 1


def test_a_copy_that_cannot_be_read_back_replaces_nothing(files: StoreFiles, monkeypatch: pytest.MonkeyPatch) -> None:
    keep(files, day=0, sessions=1)
    monkeypatch.setattr(backups, "packed", lambda _pieces: iter([gzip.compress(b"something else")]))
    with pytest.raises(OSError, match="does not hold"):
        keep(files, day=1, sessions=1)
    assert [path.name for path in files.backups.glob("*.gz")] == ["2026-01-01-1-sessions.json.gz"]


class NoRoomForBackups(WatchedDisk):
    """Only the folder of backups is on a full disk."""

    def create(self, path: Path) -> int:
        if path.parent.name == "backups":
            raise OSError(errno.ENOSPC, "No space left on device")
        return super().create(path)


def test_a_fold_whose_backup_failed_says_so_and_loses_nothing(tmp_path: Path) -> None:
    store = opened(tmp_path / "history.json", NoRoomForBackups())
    store.append(record(1))
    with pytest.raises(StoreError, match="Nothing is lost"):
        store.fold()
    store.append(record(2))
    assert len(store.sessions()) == 2
    store.close()


def test_folds_of_a_year_keep_their_backups(tmp_path: Path) -> None:
    today = datetime(2026, 1, 1, tzinfo=UTC)

    def now() -> datetime:
        return today

    store = open_store(tmp_path / "history.json", now=now, disk=QuickDisk())
    for number in range(60):
        today += timedelta(days=6)
        store.append(record(number))
        store.fold()
    store.close()
    names = sorted(path.name for path in (tmp_path / "backups").iterdir())
    assert 12 <= len(names) <= 20
    assert names[-1].endswith("-60-sessions.json.gz")
