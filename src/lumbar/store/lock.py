"""Who may write: the one program that holds the lock. The kernel frees it when that program ends, however it ends."""

from typing import TYPE_CHECKING

from lumbar.store.disk import Disk, ensure_folder
from lumbar.store.files import StoreFiles

if TYPE_CHECKING:
    from filelock import FileLock


class WriteLock:
    """The right to write, held for the life of the program."""

    def __init__(self, files: StoreFiles, *, disk: Disk) -> None:
        self._files = files
        self._disk = disk
        self._lock: FileLock | None = None

    def take(self) -> bool:
        """Return whether the lock is now ours; False if another program holds it. Never waits.

        Raises OSError if there can be no lock here: the folder cannot be written.
        """
        from filelock import FileLock, Timeout  # noqa: PLC0415 - reading needs no lock, and this import takes long

        ensure_folder(self._disk, self._files.folder)
        lock = FileLock(self._files.lock, timeout=0, mode=0o600, thread_local=False)
        try:
            lock.acquire()
        except Timeout:
            return False
        self._lock = lock
        return True

    def release(self) -> None:
        """Let go of the lock, if it is ours."""
        if self._lock is not None:
            self._lock.release()
            self._lock = None
