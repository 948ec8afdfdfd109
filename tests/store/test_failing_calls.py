"""Every call that changes the disk is made to fail in turn: once and for good, with each error, or by a short write."""

import errno
import shutil
from pathlib import Path

import pytest

from lumbar.ports import NoticeKind
from support.disks import CountingDisk, FailingDisk, Failure, QuickDisk
from support.ledger import EVERY_KIND, Ledger, opened, state_of


def calls_of_the_course(folder: Path) -> int:
    disk = CountingDisk()
    store = opened(folder / "history.json", disk)
    assert Ledger().make(store, EVERY_KIND) == 0
    store.close()
    return disk.calls.total()


@pytest.mark.slow
@pytest.mark.parametrize("for_good", [False, True], ids=["once", "for_good"])
@pytest.mark.parametrize("error", [errno.EIO, errno.ENOSPC, None], ids=["EIO", "ENOSPC", "short"])
def test_acknowledged_is_there_failed_is_absent_or_complete(
    tmp_path: Path, error: int | None, *, for_good: bool
) -> None:
    count = calls_of_the_course(tmp_path / "healthy")
    assert count > 80
    failed = 0
    for at in range(count):
        data_file = tmp_path / str(at) / "history.json"
        ledger = Ledger()
        store = opened(data_file, FailingDisk(Failure(at, error, for_good=for_good)))
        failed += ledger.make(store, EVERY_KIND)
        assert state_of(store) == ledger.acknowledged, f"call {at}: a failed change is seen"
        store.close()

        store = opened(data_file, QuickDisk())
        assert ledger.allows(state_of(store)), f"call {at}"
        assert not any(notice.kind is NoticeKind.DAMAGED for notice in store.notices), f"call {at}"
        ledger.possible = [ledger.acknowledged] = [state_of(store)]
        assert ledger.make(store, EVERY_KIND[-3:]) == 0, f"call {at}: a healthy disk does not heal it"
        assert ledger.allows(state_of(store)), f"call {at}"
        store.close()
        shutil.rmtree(data_file.parent)
    assert failed > 0 or not for_good
