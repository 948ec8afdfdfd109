"""The calls that differ between systems, and the two ways in which a file is written."""

import errno
import os
from pathlib import Path

import pytest

from lumbar.store import disk as disk_module
from lumbar.store.disk import Disk, ensure_folder, keep_under, write_new_file
from support.disks import QuickDisk, WatchedDisk


def blocking(monkeypatch: pytest.MonkeyPatch, times: int) -> list[int]:
    """Let another program hold the target of a rename for so many attempts."""
    attempts: list[int] = []
    rename = Path.replace

    def refuse(source: Path, target: Path) -> Path:
        attempts.append(1)
        if len(attempts) <= times:
            raise PermissionError(errno.EACCES, "in use")
        return rename(source, target)

    monkeypatch.setattr(Path, "replace", refuse)
    return attempts


def test_on_windows_a_rename_waits_for_the_program_that_holds_the_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "new").write_text("new")
    (tmp_path / "old").write_text("old")
    attempts = blocking(monkeypatch, times=5)
    slept: list[float] = []

    Disk(other_programs_block=True, sleep=slept.append).replace(tmp_path / "new", tmp_path / "old")

    assert (tmp_path / "old").read_text() == "new"
    assert (len(attempts), len(slept)) == (6, 5)


def test_on_windows_a_rename_gives_up_after_two_and_a_half_seconds(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "new").write_text("new")
    blocking(monkeypatch, times=1000)
    slept: list[float] = []
    with pytest.raises(PermissionError):
        Disk(other_programs_block=True, sleep=slept.append).replace(tmp_path / "new", tmp_path / "old")
    assert sum(slept) == pytest.approx(2.5, abs=0.2)


def test_elsewhere_a_rename_does_not_wait(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "new").write_text("new")
    blocking(monkeypatch, times=1)
    with pytest.raises(PermissionError):
        Disk(other_programs_block=False).replace(tmp_path / "new", tmp_path / "old")


def test_where_a_sync_must_reach_the_drive_that_is_asked_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[int] = []
    monkeypatch.setattr(disk_module, "fcntl", lambda _descriptor, call: asked.append(call))
    with (tmp_path / "file").open("wb") as file:
        thorough = Disk(full_sync=51)
        thorough.sync(file.fileno())
        thorough.sync_content(file.fileno())
        assert asked == [51, 51]
        Disk(full_sync=None).sync(file.fileno())
        Disk(full_sync=None).sync_content(file.fileno())
    assert asked == [51, 51]


def test_a_new_folder_and_those_above_it_are_for_their_owner_alone(tmp_path: Path) -> None:
    ensure_folder(Disk(), tmp_path / "a" / "b")
    ensure_folder(Disk(), tmp_path / "a" / "b")
    assert {oct(folder.stat().st_mode)[-3:] for folder in (tmp_path / "a", tmp_path / "a" / "b")} == {"700"}


class Lying(QuickDisk):
    """Says that all was written."""

    def write(self, descriptor: int, content: bytes) -> int:
        os.write(descriptor, content[:-1] + b"?")
        return len(content)


class Slow(QuickDisk):
    """Takes one byte at a time."""

    def write(self, descriptor: int, content: bytes) -> int:
        return os.write(descriptor, content[:1])


def test_a_file_that_comes_back_different_is_not_taken(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="gave back something else"):
        write_new_file(Lying(), tmp_path / "file", [b"content"])
    assert list(tmp_path.iterdir()) == []


def test_short_writes_go_on(tmp_path: Path) -> None:
    write_new_file(Slow(), tmp_path / "file", [b"con", b"tent"])
    assert (tmp_path / "file").read_bytes() == b"content"


class WithoutLinks(WatchedDisk):
    """A file system that has no links, or another trouble."""

    def __init__(self, error: int) -> None:
        super().__init__()
        self._error = error

    def link(self, source: Path, target: Path) -> None:
        raise OSError(self._error, os.strerror(self._error), str(source), None, str(target))


def test_where_there_are_no_links_the_file_is_copied(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"content")
    (tmp_path / "kept").write_bytes(b"older")
    keep_under(WithoutLinks(errno.EPERM), tmp_path / "file", tmp_path / "kept")
    assert (tmp_path / "kept").read_bytes() == b"content"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["file", "kept"]


def test_another_trouble_with_links_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"content")
    with pytest.raises(OSError, match="Input/output"):
        keep_under(WithoutLinks(errno.EIO), tmp_path / "file", tmp_path / "kept")


def test_a_file_can_be_kept_under_a_name_that_it_has_already(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"content")
    for _ in range(2):
        keep_under(Disk(), tmp_path / "file", tmp_path / "kept")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["file", "kept"]
