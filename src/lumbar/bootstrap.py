"""The composition root: the one place that chooses concrete parts and hands them on."""

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from lumbar.catalog import Catalog, load_catalog
from lumbar.clock import Clock, SystemClock
from lumbar.diary import Diary
from lumbar.paths import Paths, assets_dir, find_paths
from lumbar.ports import HistoryArchive, HistoryStore
from lumbar.settings import SettingsFile, Sound, read_settings

if TYPE_CHECKING:
    from lumbar.figure.shelf import Shelf


@dataclass(frozen=True)
class Parts:
    """What the program is made of, each part made when it is first asked for."""

    paths: Paths
    clock: Clock
    clock_rate: int
    """How many times as fast as real time a session runs. 1 or more."""
    sound: Sound = Sound.AUTO
    """What makes the sounds of this run."""

    @cached_property
    def settings_file(self) -> SettingsFile:
        """The settings, and what is wrong with them."""
        return read_settings(self.paths.config_file)

    @cached_property
    def catalog(self) -> Catalog:
        """The exercises."""
        return load_catalog(assets_dir() / "exercises")

    @cached_property
    def figures(self) -> "Shelf":
        """The figures of the exercises."""
        from lumbar.figure.shelf import Shelf  # noqa: PLC0415 - the first screen and the printing verbs show no figure

        return Shelf(assets_dir() / "exercises")

    def open_store(self, *, read_only: bool) -> HistoryStore:
        """Open the person's history. With *read_only* nothing is created and no lock is taken."""
        return self.open_archive(read_only=read_only)

    def open_archive(self, *, read_only: bool) -> HistoryArchive:
        """Open the person's history with what concerns its files as a whole."""
        from lumbar.store import open_store  # noqa: PLC0415 - verbs that need no history do not pay for it

        return open_store(self.paths.data_file, now=self.clock.now, read_only=read_only)

    def diary(self, *, read_only: bool) -> Diary:
        """Open the history and return it with everything around it."""
        return Diary(self.open_store(read_only=read_only), self.catalog, self.settings_file.settings, self.clock)


def assemble(
    *, data_dir: Path | None = None, config: Path | None = None, clock_rate: int = 1, sound: Sound = Sound.AUTO
) -> Parts:
    """Return the real parts. Nothing is read or created yet."""
    return Parts(
        paths=find_paths(data_dir=data_dir, config=config),
        clock=SystemClock(),
        clock_rate=clock_rate,
        sound=sound,
    )
