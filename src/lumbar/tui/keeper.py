"""Keeps sessions on disk behind the screens: one thread, in order, so that no key waits for a disk."""

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from threading import Lock
from typing import Any

from lumbar.diary import Diary
from lumbar.domain.account import Occasion
from lumbar.domain.record import SessionRecord
from lumbar.domain.session import Session
from lumbar.ports import StoreError

Told = Callable[[StoreError | None], None]
"""Is told, in the keeper's thread, how it went: None if what was to be kept is on disk."""


class Keeper:
    """Keeps what it is given. Of running sessions that wait to be kept, only the newest is."""

    def __init__(self, diary: Diary, *, failed: Callable[[BaseException], None]) -> None:
        self._diary = diary
        self._failed = failed
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="keeper")
        self._lock = Lock()
        self._waiting: tuple[Session, Occasion] | None = None

    def progress(self, session: Session, occasion: Occasion, told: Told) -> None:
        """Keep the running session as it is now."""
        with self._lock:
            queued = self._waiting is not None
            self._waiting = (session, occasion)
        if not queued:
            self._submit(self._keep_progress, told)

    def _keep_progress(self, told: Told) -> None:
        with self._lock:
            waiting, self._waiting = self._waiting, None
        if waiting is not None:
            self._do(lambda: self._diary.keep_progress(*waiting), told)
            if self._diary.store.fold_is_due:
                self._fold()

    def finish(self, record: SessionRecord, told: Told) -> None:
        """Keep a session that has ended, then bring the main file up to date."""
        with self._lock:
            self._waiting = None
        self._submit(self._do, lambda: self._diary.keep(record), told)
        self._submit(self._fold)

    def do(self, change: Callable[[], None], told: Told) -> None:
        """Make another change, in its turn."""
        self._submit(self._do, change, told)

    def fold(self) -> None:
        """Bring the main file up to date, in its turn."""
        self._submit(self._fold)

    def close(self) -> None:
        """Wait until everything is kept."""
        self._thread.shutdown(wait=True)

    def _submit(self, work: Callable[..., None], *arguments: Any) -> None:
        """Do *work* in the thread. What nobody foresaw is not swallowed: it ends the program with a report."""
        future = self._thread.submit(work, *arguments)
        future.add_done_callback(self._done)

    def _done(self, future: Future[None]) -> None:
        error = future.exception()
        if error is not None:
            self._failed(error)

    @staticmethod
    def _do(change: Callable[[], None], told: Told) -> None:
        try:
            change()
        except StoreError as error:
            told(error)
        else:
            told(None)

    def _fold(self) -> None:
        if not self._diary.store.writable:
            return
        try:
            self._diary.store.fold()
        except StoreError:
            # nothing is lost: the journal still has it, and the store has a notice that says so
            return
