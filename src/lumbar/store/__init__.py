"""The history on disk: a TinyDB file that survives kill -9, a power cut, a full disk, a second window and damage."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from lumbar.ports import Notice
from lumbar.store import notices
from lumbar.store.archive import Archive
from lumbar.store.disk import Disk
from lumbar.store.documents import Documents
from lumbar.store.files import StoreFiles
from lumbar.store.lock import WriteLock
from lumbar.store.notices import Notices

__all__ = ["Archive", "open_store"]


def open_store(
    data_file: Path, *, now: Callable[[], datetime], read_only: bool = False, disk: Disk | None = None
) -> Archive:
    """Open the history in *data_file*, which need not exist: nothing but the lock is created before the first change.

    With *read_only* nothing at all is created or changed. Raises StoreError if what is there cannot be read.
    """
    files = StoreFiles(data_file)
    disk = disk or Disk()
    told = Notices()
    lock = WriteLock(files, disk=disk)
    why = notices.opened_for_reading() if read_only else _why_not_writable(files, lock)
    if why is not None and not read_only:
        told.add(why)
    documents = Documents(files, disk=disk, told=told, now=now, read_only=why)
    try:
        documents.glance()
    except BaseException:
        lock.release()
        raise
    return Archive(files, documents, lock=lock, told=told, disk=disk)


def _why_not_writable(files: StoreFiles, lock: WriteLock) -> Notice | None:
    try:
        return None if lock.take() else notices.in_use()
    except OSError as error:
        return notices.read_only(files, error)
