"""A machine with a history on disk, on which verbs are called in this process."""

from dataclasses import dataclass
from pathlib import Path

from lumbar.bootstrap import Parts
from lumbar.cli import run
from lumbar.domain.prescription import Prescription
from lumbar.paths import find_paths
from lumbar.ports import HistoryArchive
from lumbar.settings import Sound
from lumbar.store import open_store
from support.command_line import StoppedClock
from support.disks import QuickDisk
from support.records import record


@dataclass(frozen=True)
class QuickParts(Parts):
    """The real parts, on a disk that does not sync."""

    def open_archive(self, *, read_only: bool) -> HistoryArchive:
        return open_store(self.paths.data_file, now=self.clock.now, read_only=read_only, disk=QuickDisk())


@dataclass
class Place:
    """A machine with a history, and a way to call verbs there."""

    home: Path

    @property
    def folder(self) -> Path:
        return self.home / "data"

    def __call__(self, *arguments: str, environment: dict[str, str] | None = None) -> int:
        return run(arguments, assemble=self._assemble, environment=environment or {})

    def _assemble(self, *, data_dir: Path | None, config: Path | None, clock_rate: int, sound: Sound) -> Parts:
        paths = find_paths(data_dir=data_dir or self.folder, config=config)
        return QuickParts(paths, StoppedClock(), clock_rate, sound)

    def open(self) -> HistoryArchive:
        return open_store(self.folder / "history.json", now=StoppedClock().now, disk=QuickDisk())

    def keep(self, *numbers: int, plan: Prescription | None = None) -> None:
        store = self.open()
        for number in numbers:
            store.append(record(number))
        if plan is not None:
            store.save_prescription(plan)
        store.close()

    def ids(self) -> set[str]:
        store = self.open()
        found = {one.id for one in store.sessions()}
        store.close()
        return found

    def questions(self) -> list[str]:
        store = self.open()
        found = [one.text for one in store.person().questions]
        store.close()
        return found

    def plans(self) -> list[Prescription]:
        store = self.open()
        found = list(store.prescriptions())
        store.close()
        return found
