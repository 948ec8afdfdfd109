"""What the rest of the program may ask of the part that keeps the history."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import Any, Protocol

from lumbar.domain.prescription import Prescription
from lumbar.domain.record import SessionRecord


class NoticeKind(Enum):
    """Something about the data that the person must be told."""

    DAMAGED = "damaged"  # a file was damaged; the original was set aside
    IN_USE = "in_use"  # another window holds the lock: this one only reads
    READ_ONLY = "read_only"  # the folder or the file cannot be written
    DISK_FULL = "disk_full"
    NEWER_SCHEMA = "newer_schema"  # written by a newer version: this one only reads
    UNSAVED = "unsaved"  # a commit failed: what is here is in memory alone


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """One finding about the data, in plain words."""

    kind: NoticeKind
    what: str
    """What happened, one sentence."""
    kept: str
    """What is kept and what still works, one sentence."""
    advice: str
    """What to do, one sentence."""


class StoreError(Exception):
    """A change could not be made durable. Nothing was lost: what was stored before is still there.

    The message is one or two plain sentences that can be shown to the person.
    """


Document = dict[str, Any]
"""A JSON object."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """What is kept about the person beside sessions and prescriptions."""

    purpose_acknowledged_on: date | None = None
    """The day on which the purpose and the ground rules were acknowledged; None if not yet."""


class HistoryStore(Protocol):
    """A person's history on disk. Each method that changes something returns only once the change is durable."""

    @property
    def writable(self) -> bool:
        """Whether changes can be made at all."""

    @property
    def notices(self) -> Sequence[Notice]:
        """What the person must be told about the data, most serious first."""

    def sessions(self, *, since: date | None = None, until: date | None = None) -> Sequence[SessionRecord]:
        """Return the sessions whose day is from *since* to *until* (both included), newest first."""

    def session(self, session_id: str) -> SessionRecord | None:
        """Return the session with that UUID, or None."""

    def append(self, record: SessionRecord) -> None:
        """Keep a session that has ended, and forget its checkpoint, in one commit.

        Raises StoreError if it is not durable; the checkpoint is then still there.
        """

    def prescriptions(self) -> Sequence[Prescription]:
        """Return every version ever in force, oldest first."""

    def save_prescription(self, prescription: Prescription) -> None:
        """Keep a new version. Raises StoreError if it is not durable."""

    def person(self) -> Person:
        """Return what is kept about the person."""

    def save_person(self, person: Person) -> None:
        """Replace what is kept about the person. Raises StoreError if it is not durable."""

    def checkpoint(self) -> Document | None:
        """Return the session that was running when the program last ended without ending it, or None."""

    def save_checkpoint(self, document: Document) -> None:
        """Keep the running session as it is now. Raises StoreError if it is not durable."""

    def discard_checkpoint(self) -> None:
        """Forget the running session. Raises StoreError if it is not durable."""

    def close(self) -> None:
        """Let go of the lock. Never blocks on a fold, never fails."""
