"""Which files belong to a history, by name."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from lumbar.paths import JOURNAL_SUFFIX, LOCK_SUFFIX

BACKUP_NAMES = re.compile(r"new|\d{4}-\d\d-\d\d-(\d+-sessions|\d{6}-schema-\d+)\.json\.gz")
QUARANTINE_TIMES = r"\d{4}-\d\d-\d\d-\d{6}-"


@dataclass(frozen=True, slots=True)
class StoreFiles:
    """The files of one history. All lie in the folder of the data file, beside it."""

    main: Path
    """The TinyDB file itself."""

    @property
    def folder(self) -> Path:
        """The folder that holds them all."""
        return self.main.parent

    @property
    def journal(self) -> Path:
        """Changes that are not yet in the main file."""
        return self._beside(JOURNAL_SUFFIX)

    @property
    def previous(self) -> Path:
        """The main file as it was before the last fold."""
        return self._beside(".prev")

    @property
    def lock(self) -> Path:
        """Held by the one program that may write."""
        return self._beside(LOCK_SUFFIX)

    @property
    def backups(self) -> Path:
        """A folder of compressed copies."""
        return self.folder / "backups"

    @property
    def quarantine(self) -> Path:
        """A folder of damaged files, as they were found."""
        return self.folder / "quarantine"

    @property
    def temporary(self) -> Path:
        """The main file as it is written before it takes its place."""
        return self._beside(".new")

    def owned(self) -> Iterator[Path]:
        """Yield what is there and belongs to the history, in the order in which it can be removed.

        A folder comes after what it holds, and the main file after all copies, lest one of them be taken for a rescue.
        What somebody else put into such a folder stays, and so does the folder then.
        """
        quarantined = re.compile(f"{QUARANTINE_TIMES}{re.escape(self.main.name)}.*")
        for folder, names in ((self.backups, BACKUP_NAMES), (self.quarantine, quarantined)):
            if folder.is_dir() and not folder.is_symlink():
                inside = sorted(folder.iterdir())
                ours = [path for path in inside if names.fullmatch(path.name) and not path.is_dir()]
                yield from ours
                if ours == inside:
                    yield folder
        unfinished = [path.with_name(path.name + ".new") for path in (self.main, self.previous, self.journal)]
        for path in (*unfinished, self.previous, self.journal, self.main, self.lock):
            if path.exists():
                yield path

    def _beside(self, suffix: str) -> Path:
        return self.main.with_name(self.main.name + suffix)
