"""A history that is kept in memory alone."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from lumbar.domain.prescription import Prescription
from lumbar.domain.record import SessionRecord
from lumbar.ports import NOTHING, Document, Notice, Person, StoreError


@dataclass
class MemoryStore:
    """A HistoryStore without a disk. With `writable` false every change is refused."""

    kept: list[SessionRecord] = field(default_factory=list)
    versions: list[Prescription] = field(default_factory=list)
    known_person: Person = field(default_factory=Person)
    running: Document | None = None
    told: Sequence[Notice] = ()
    writable: bool = True
    closed: bool = False

    @property
    def notices(self) -> Sequence[Notice]:
        return self.told

    def sessions(
        self, *, since: date | None = None, until: date | None = None, having: Collection[str] | None = None
    ) -> Sequence[SessionRecord]:
        wanted = [one for one in self.kept if (since or date.min) <= one.day <= (until or date.max)]
        if having is not None:
            wanted = [one for one in wanted if any(exercise.id in having for exercise in one.exercises)]
        return sorted(wanted, key=lambda one: one.started_at, reverse=True)

    @property
    def edition(self) -> object:
        return list(self.kept)

    def first_day(self) -> date | None:
        return min((one.day for one in self.kept), default=None)

    def session(self, session_id: str) -> SessionRecord | None:
        return next((one for one in self.kept if one.id == session_id), None)

    def append(self, record: SessionRecord) -> None:
        self._refuse_if_read_only()
        self.kept[:] = [*(one for one in self.kept if one.id != record.id), record]
        self.running = None

    def replace(self, record: SessionRecord) -> None:
        self._refuse_if_read_only()
        self.kept[:] = [*(one for one in self.kept if one.id != record.id), record]

    def remove(self, session_id: str) -> None:
        self._refuse_if_read_only()
        self.kept[:] = [one for one in self.kept if one.id != session_id]

    def prescriptions(self) -> Sequence[Prescription]:
        return tuple(self.versions)

    def save_prescription(self, prescription: Prescription) -> None:
        self._refuse_if_read_only()
        self.versions.append(prescription)

    def person(self) -> Person:
        return self.known_person

    def save_person(self, person: Person) -> None:
        self._refuse_if_read_only()
        self.known_person = person

    def checkpoint(self) -> Document | None:
        return self.running

    def save_checkpoint(self, document: Document) -> None:
        self._refuse_if_read_only()
        self.running = document

    def discard_checkpoint(self) -> None:
        self._refuse_if_read_only()
        self.running = None

    def try_to_take_over(self) -> bool:
        return self.writable

    @property
    def fold_is_due(self) -> bool:
        return False

    def fold(self) -> None:
        """A memory has nothing to bring up to date."""

    def save_copy(self, path: Path, beside: Mapping[str, str] = NOTHING) -> None:  # noqa: ARG002 - as in the port
        if path.exists():
            raise StoreError(f"{path} exists already.")
        path.write_text("a copy", encoding="utf-8")

    def close(self) -> None:
        self.closed = True

    def _refuse_if_read_only(self) -> None:
        if not self.writable:
            raise StoreError("Nothing can be kept here.")
