"""Keeps the session that runs, and takes up one that was interrupted."""

import uuid
from collections.abc import Mapping
from contextlib import suppress
from datetime import datetime

from lumbar.checkpoint import Checkpoint, UnusableCheckpointError, from_document, session_from, to_document
from lumbar.clock import Clock
from lumbar.domain import commands
from lumbar.domain.account import Occasion, account_for
from lumbar.domain.days import day_of
from lumbar.domain.exercise import Exercise
from lumbar.domain.record import SessionRecord
from lumbar.domain.saved import account_without_tape, save
from lumbar.domain.session import Session
from lumbar.ports import HistoryStore


class Keeping:
    """The running session on disk. The diary has it made when a session is first kept: what only reads needs none."""

    def __init__(self, store: HistoryStore, exercises: Mapping[str, Exercise], clock: Clock) -> None:
        self._store = store
        self._exercises = exercises
        self._clock = clock

    def keep_progress(self, session: Session, occasion: Occasion) -> None:
        """Keep the running session as it is now. Raises StoreError if it is not durable."""
        checkpoint = Checkpoint(session=save(session, occasion), saved_at=self._clock.now())
        self._store.save_checkpoint(to_document(checkpoint))

    def interrupted(self) -> Checkpoint | None:
        """Return the session that was running when the program last ended; None if there is none.

        Raises UnusableCheckpointError.
        """
        document = self._store.checkpoint()
        return None if document is None else from_document(document)

    def waiting_session(self, checkpoint: Checkpoint) -> Session:
        """Return the interrupted session as it waits to go on. Raises UnusableCheckpointError."""
        return session_from(checkpoint, self._exercises, self._clock.monotonic_ns())

    def as_it_is(self, checkpoint: Checkpoint) -> SessionRecord:
        """Return the interrupted session as one that ended where it was, also if it cannot go on."""
        saved = checkpoint.session
        try:
            session = self.waiting_session(checkpoint)
        except UnusableCheckpointError:
            return account_without_tape(saved, checkpoint.saved_at)
        ended, _ = commands.end(session, session.read_ns)
        return account_for(ended, saved.occasion, checkpoint.saved_at)

    def usable_as_it_is(self) -> SessionRecord | None:
        """Return the same of the session that is interrupted now; None if there is none that can be read."""
        with suppress(UnusableCheckpointError):
            checkpoint = self.interrupted()
            return None if checkpoint is None else self.as_it_is(checkpoint)
        return None


def occasion_of(started_at: datetime, day_starts_at: int) -> Occasion:
    """Return the occasion of a new session that starts then, if a day starts at that hour."""
    return Occasion(session_id=str(uuid.uuid4()), started_at=started_at, day=day_of(started_at, day_starts_at))
