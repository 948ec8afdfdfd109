"""What the rest of the program may ask of the part that keeps the history."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum
from pathlib import Path
from types import MappingProxyType
from typing import Any, Literal, Protocol

from lumbar.domain.person import Person
from lumbar.domain.prescription import Prescription
from lumbar.domain.record import SessionRecord

__all__ = [
    "ABOUT_WRITING_ALONE",
    "NOTHING",
    "Document",
    "HistoryArchive",
    "HistoryStore",
    "Notice",
    "NoticeKind",
    "Person",
    "PlanConflictError",
    "Problem",
    "RefusedError",
    "StoreError",
    "TakenIn",
    "without_nones",
]


class NoticeKind(Enum):
    """Something about the data that the person must be told."""

    DAMAGED = "damaged"  # a file was damaged; the original was set aside
    IN_USE = "in_use"  # another window holds the lock: this one only reads
    READ_ONLY = "read_only"  # the folder or the file cannot be written
    DISK_FULL = "disk_full"
    NEWER_SCHEMA = "newer_schema"  # written by a newer version: this one only reads
    UNSAVED = "unsaved"  # a commit failed: what is here is in memory alone


ABOUT_WRITING_ALONE = frozenset({NoticeKind.IN_USE, NoticeKind.READ_ONLY})
"""What need not be told where nothing is to be changed."""


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
    """What is kept cannot be read, used or changed as it was asked. What was stored before is still there.

    A change that raises it is not durable. The message is one or two plain sentences that can be shown to the person.
    """


Document = dict[str, Any]
"""A JSON object."""


def without_nones(value: Any) -> Any:
    """Return a JSON value without the fields that are None: they say nothing."""
    if isinstance(value, dict):
        return {name: without_nones(field) for name, field in value.items() if field is not None}
    if isinstance(value, list | tuple):
        return [without_nones(one) for one in value]
    return value


NOTHING: Mapping[str, str] = MappingProxyType({})
"""No texts by no names."""


class HistoryStore(Protocol):
    """A person's history on disk. Each method that changes something returns only once the change is durable."""

    @property
    def writable(self) -> bool:
        """Whether changes can be made at all."""

    @property
    def notices(self) -> Sequence[Notice]:
        """What the person must be told about the data, most serious first."""

    def sessions(
        self, *, since: date | None = None, until: date | None = None, having: Collection[str] | None = None
    ) -> Sequence[SessionRecord]:
        """Return the sessions whose day is from *since* to *until* (both included), newest first.

        Of them only those that have one of the exercises *having*, if these are given: that is quick where few have.
        """

    @property
    def edition(self) -> object:
        """A value that is equal as long as no session can have changed; None if that is not known."""

    def first_day(self) -> date | None:
        """Return the day of the oldest session, None if there is none. Quick once the history is read."""

    def session(self, session_id: str) -> SessionRecord | None:
        """Return the session with that UUID, or None."""

    def append(self, record: SessionRecord) -> None:
        """Keep a session that has ended, and forget its checkpoint, in one commit.

        Raises StoreError if it is not durable; the checkpoint is then still there.
        """

    def replace(self, record: SessionRecord) -> None:
        """Keep a session in place of the one with the same UUID. Raises StoreError if it is not durable."""

    def remove(self, session_id: str) -> None:
        """Remove a session, if it is there, so that no older copy brings it back. Raises StoreError if not durable."""

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

    def try_to_take_over(self) -> bool:
        """Become the one that writes, if the other window is gone, and read what it left. Return whether we write."""

    @property
    def fold_is_due(self) -> bool:
        """Whether `fold` should not wait for the end of the session."""

    def fold(self) -> None:
        """Bring the main file up to date, and keep the day's backup. Takes long; may run in any thread.

        Call it at the start, at the end of a session and when it is due; never at quit. Raises StoreError if it was
        not possible: nothing is lost then, and changes can still be made.
        """

    def save_copy(self, path: Path, beside: Mapping[str, str] = NOTHING) -> None:
        """Write everything, and what could not be saved, to a new file (compressed if it ends in .gz).

        It is a history that can be opened. Texts of files that lie *beside* it, by their names, go along. Raises
        StoreError if the file exists or cannot be written.
        """

    def close(self) -> None:
        """Let go of the lock. Never blocks on a fold, never fails."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """What is wrong with a file that was to be taken in."""

    document: str
    """Which document, as in `sessions 3`; empty if it is the file as a whole."""
    field: str
    """Which field of it, as in `$.exercises[0].outcome`; empty if it is the document as a whole."""
    what: str
    """What is wrong with it."""


class RefusedError(StoreError):
    """A file was not taken in, and nothing was changed, because something in it is wrong."""

    def __init__(self, name: str, problems: Sequence[Problem]) -> None:
        self.problems = tuple(problems)
        """All that is wrong."""
        first = problems[0]
        place = ", ".join(part for part in (first.document, first.field) if part)
        more = f" There are {len(problems) - 1} more problems." if len(problems) > 1 else ""
        super().__init__(f"{name} was not taken in: {f'{place}: ' if place else ''}{first.what}.{more}")


class PlanConflictError(StoreError):
    """Two plans are for the same days, and nobody said which one stands. Nothing was changed."""

    def __init__(self) -> None:
        super().__init__("Both files have a plan for the same days. Nothing was changed; say which one stands.")


PlanChoice = Literal["ours", "theirs"]
"""Which of two plans for the same days stands."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TakenIn:
    """What a file brought."""

    sessions_added: int
    sessions_updated: int
    """Sessions of which the file had a newer version."""
    sessions_removed: int
    """Sessions that were removed where the file comes from."""
    prescriptions_added: int
    statements_added: int
    """Answers, questions, dates and whatever else the person said."""
    questions_removed: int
    """Questions that were removed where the file comes from."""
    plan: PlanChoice | None
    """Whose plan stands, if there were two for the same days."""
    beside: Mapping[str, str]
    """Texts of files that came along, by their names, for the caller to look at: nothing was made of them."""


class HistoryArchive(HistoryStore, Protocol):
    """A history with what concerns its files as a whole: what the commands for the data need beside the rest."""

    def load(self) -> None:
        """Read the whole history, in any thread; it may take a while. Raises StoreError if it cannot be read.

        Nobody has to call this: what was not read is read when it is asked for.
        """

    def export(self) -> Document:
        """Return sessions, prescriptions and person as one document."""

    def take_in(self, path: Path, *, plan: PlanChoice | None = None, bring_back_removed: bool = False) -> TakenIn:
        """Merge an export, a backup or another history into this one, by UUID and revision.

        *bring_back_removed* also takes sessions and questions that were removed here. Raises RefusedError,
        PlanConflictError or StoreError; nothing was changed then.
        """

    def fill(self, *, sessions: Sequence[SessionRecord], prescriptions: Sequence[Prescription], person: Person) -> None:
        """Keep a whole history in one commit. Raises StoreError if there is one already, or if it is not durable."""

    def owned_paths(self) -> Sequence[Path]:
        """Return every file and folder that belongs to the history."""

    def delete_everything(self) -> Sequence[Path]:
        """Remove all of `owned_paths` for good, and the folder if nothing else is in it; return what is gone.

        The store is closed then. Raises StoreError if something could not be removed, or another window is open.
        """
