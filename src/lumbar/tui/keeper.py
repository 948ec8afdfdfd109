"""Keeps sessions on disk behind the screens: one thread, in order, so that no key waits for a disk."""

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from threading import Lock
from typing import TYPE_CHECKING, Any

from lumbar.diary import Diary
from lumbar.domain.record import SessionRecord
from lumbar.ports import StoreError

if TYPE_CHECKING:
    from lumbar.domain.account import Occasion
    from lumbar.domain.session import Session

Told = Callable[[StoreError | None], None]
"""Is told how it went: None if what was to be kept is on disk."""
Deliver = Callable[[Callable[[], None]], None]
"""Has something called where the screens live. Never waits for it."""


class Keeper:
    """Keeps what it is given. Of running sessions that wait to be kept, only the newest is.

    A session that has ended and could not be kept stays here, and is tried again when asked for.
    """

    def __init__(
        self,
        diary: Diary,
        *,
        deliver: Deliver,
        noticed: Callable[[], None],
        failed: Callable[[BaseException], None],
    ) -> None:
        self._diary = diary
        self._deliver = deliver
        self._noticed = noticed
        self._failed = failed
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="keeper")
        self._lock = Lock()
        self._waiting: tuple[Session, Occasion] | None = None
        self._not_kept: dict[str, SessionRecord] = {}

    @property
    def has_unkept(self) -> bool:
        """Whether a session that has ended is in memory alone."""
        return bool(self._not_kept)

    @property
    def unkept(self) -> tuple[SessionRecord, ...]:
        """The sessions that have ended and are in memory alone."""
        return tuple(self._not_kept.values())

    def progress(self, session: "Session", occasion: "Occasion", told: Told) -> None:
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
        """Keep a session that has ended, or what was said of it since. `fold` comes when no more will be said."""
        with self._lock:
            self._waiting = None
        self._not_kept[record.id] = record
        self._submit(self._do, lambda: self._keep(record), told)

    def _keep(self, record: SessionRecord) -> None:
        self._diary.keep(record)
        if self._not_kept.get(record.id) is record:
            del self._not_kept[record.id]
        with suppress(StoreError):  # the session is kept; this is tried again after the next one
            self._diary.ask_about_what_is_off()

    def try_again(self, *, is_running: bool, told: Callable[[bool], None]) -> None:
        """Take over from another window if it is gone, and keep what could not be kept before.

        *told* hears whether that changed anything. A session that was interrupted in the other window is kept as it is
        if one *is_running* here or waits to be kept, for there is place for one alone.
        """
        self._submit(self._try_again, is_running, told)

    def _try_again(self, is_running: bool, told: Callable[[bool], None]) -> None:  # noqa: FBT001 - called by submit
        store = self._diary.store
        try:
            took_over = not store.writable and store.try_to_take_over()
            if took_over and (is_running or self._not_kept):
                self._diary.keep_what_was_interrupted()
            if not store.writable:
                return
            records = list(self._not_kept.values())
            for record in records:
                self._keep(record)
        except StoreError:
            return  # it is said on the screen already, and tried again
        if took_over or records:
            self._fold()
            self._deliver(lambda: told(took_over))

    def do(self, change: Callable[[], object], told: Told) -> None:
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

    def _do(self, change: Callable[[], object], told: Told) -> None:
        error = None
        try:
            change()
        except StoreError as refused:
            error = refused
        self._deliver(lambda: told(error))

    def _fold(self) -> None:
        """Fold, and have the screens show what was found out about the files on the way."""
        store = self._diary.store
        if not store.writable:
            return
        before = store.notices
        with suppress(StoreError):  # nothing is lost: the journal still has it, and a notice says so
            store.fold()
        if store.notices != before:
            self._deliver(self._noticed)
