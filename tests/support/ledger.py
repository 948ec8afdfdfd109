"""What a history must hold: every acknowledged change, no change that nobody asked for."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from random import Random

from lumbar.domain.prescription import Prescription
from lumbar.domain.record import SessionRecord
from lumbar.ports import Document, HistoryArchive, Person, StoreError
from lumbar.store import Archive, open_store
from lumbar.store.disk import Disk
from support.records import SMALL_PLAN, record


@dataclass(frozen=True)
class State:
    """Everything that can be read of a history."""

    sessions: dict[str, SessionRecord] = field(default_factory=dict)
    prescriptions: tuple[Prescription, ...] = ()
    person: Person = field(default_factory=Person)
    checkpoint: Document | None = None


def state_of(store: HistoryArchive) -> State:
    """What the store says."""
    sessions = store.sessions()
    assert list(sessions) == sorted(sessions, key=lambda one: (one.day, one.started_at), reverse=True)
    return State(
        sessions={one.id: one for one in sessions},
        prescriptions=tuple(store.prescriptions()),
        person=store.person(),
        checkpoint=store.checkpoint(),
    )


@dataclass(frozen=True)
class Change:
    """One call that changes something, and what it must do."""

    name: str
    call: Callable[[HistoryArchive], object]
    meaning: Callable[[State], State]


def append(one: SessionRecord) -> Change:
    return Change(
        "append",
        lambda store: store.append(one),
        lambda state: replace(state, sessions=state.sessions | {one.id: one}, checkpoint=None),
    )


def correct(one: SessionRecord) -> Change:
    return Change(
        "replace",
        lambda store: store.replace(one),
        lambda state: replace(state, sessions=state.sessions | {one.id: one}),
    )


def remove(one: SessionRecord) -> Change:
    return Change(
        "remove",
        lambda store: store.remove(one.id),
        lambda state: replace(state, sessions={key: kept for key, kept in state.sessions.items() if key != one.id}),
    )


def checkpoint(document: Document) -> Change:
    return Change(
        "checkpoint", lambda store: store.save_checkpoint(document), lambda state: replace(state, checkpoint=document)
    )


def discard() -> Change:
    return Change("discard", lambda store: store.discard_checkpoint(), lambda state: replace(state, checkpoint=None))


def prescribe(version: int) -> Change:
    plan = Prescription(version=version, valid_from=date(2020, 1, version), exercises=SMALL_PLAN)
    return Change(
        "prescribe",
        lambda store: store.save_prescription(plan),
        lambda state: replace(state, prescriptions=(*state.prescriptions, plan)),
    )


def acknowledge_purpose(day: date) -> Change:
    person = Person(purpose_acknowledged_on=day)
    return Change("person", lambda store: store.save_person(person), lambda state: replace(state, person=person))


def fold() -> Change:
    return Change("fold", lambda store: store.fold(), lambda state: state)


EVERY_KIND = (
    acknowledge_purpose(date(2020, 1, 1)),
    prescribe(1),
    checkpoint({"rep": 1}),
    append(record(1)),
    fold(),
    append(record(2)),
    checkpoint({"rep": 2, "note": "x" * 300}),
    correct(replace(record(1), note="corrected")),
    prescribe(2),
    remove(record(2)),
    fold(),
    append(record(3)),
    checkpoint({"rep": 3}),
    discard(),
    append(record(4)),
)
"""A short course in which everything happens once at least."""


def random_change(random: Random, known: Sequence[int], number: int) -> Change:
    """Mixed work, as a person would do it in years."""
    kind = random.random()
    if kind < 0.6:
        return checkpoint({"rep": number, "padding": "x" * random.randrange(300)})
    if kind < 0.8 or not known:
        return append(record(number, exercises=random.randrange(1, 6)))
    chosen = random.choice(known)
    if kind < 0.86:
        return correct(record(chosen, note=f"correction {number}"))
    if kind < 0.9:
        return remove(record(chosen))
    return fold()


class Ledger:
    """The states that a history may be in after what was tried and what was acknowledged."""

    def __init__(self, start: State | None = None) -> None:
        self.acknowledged = start or State()
        """The state by what was acknowledged alone."""
        self.possible = [self.acknowledged]
        """All states that are allowed on the disk."""
        self.count = 0
        """Changes that were acknowledged."""

    def begin(self, change: Change) -> None:
        """From now on the change may be there."""
        self.possible += [one for one in map(change.meaning, self.possible) if one not in self.possible]

    def done(self, change: Change) -> None:
        """From now on the change must be there (called after `begin`)."""
        self.acknowledged = change.meaning(self.acknowledged)
        after = [change.meaning(state) for state in self.possible]
        self.possible = [one for place, one in enumerate(after) if one not in after[:place]]
        self.count += 1

    def make(self, store: HistoryArchive, changes: Sequence[Change]) -> int:
        """Make the changes, those that fail too; return how many failed."""
        failed = 0
        for change in changes:
            self.begin(change)
            try:
                change.call(store)
            except StoreError:
                failed += 1
            else:
                self.done(change)
        return failed

    def allows(self, state: State) -> bool:
        """Whether nothing acknowledged is missing in it, and nothing is there that nobody asked for."""
        return state in self.possible


class Days:
    """A clock that goes on by an hour whenever it is asked, so that folds fall on several days."""

    def __init__(self) -> None:
        self._now = datetime(2026, 1, 1, tzinfo=UTC)

    def __call__(self) -> datetime:
        self._now += timedelta(hours=7)
        return self._now


def opened(data_file: Path, disk: Disk | None = None) -> Archive:
    """A history with a clock of its own."""
    return open_store(data_file, now=Days(), disk=disk)
