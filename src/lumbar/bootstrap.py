"""The composition root: the one place that chooses concrete parts and hands them on."""

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from lumbar.clock import Clock, SystemClock
from lumbar.kept import KeptLooks
from lumbar.paths import Paths, assets_dir, find_paths
from lumbar.settings import SettingsFile, Sound, read_settings

if TYPE_CHECKING:
    from lumbar.catalog import Catalog
    from lumbar.catalog.own import OwnExercises
    from lumbar.cues.announcer import Announcer
    from lumbar.cues.port import How
    from lumbar.diary import Diary
    from lumbar.figure.shelf import Shelf
    from lumbar.ports import HistoryArchive, HistoryStore
    from lumbar.settings_writing import SettingsBook

STANDING_NAME = "today.json"
PAGE_NAME = "page.json"


@dataclass(frozen=True)
class Parts:
    """What the program is made of, each part made when it is first asked for."""

    paths: Paths
    clock: Clock
    clock_rate: int
    """How many times as fast as real time a session runs. 1 or more."""
    sound: Sound = Sound.AUTO
    """What makes the sounds of this run; with `auto` it is what the settings say."""
    environment: Mapping[str, str] = field(default_factory=lambda: os.environ, kw_only=True)
    """Tells whether the person sits at another machine."""

    @cached_property
    def _settings_at_start(self) -> SettingsFile:
        return read_settings(self.paths.config_file)

    @cached_property
    def settings_book(self) -> "SettingsBook":
        """The settings of this run, which can be changed."""
        from lumbar.settings_writing import SettingsBook  # noqa: PLC0415 - the screens alone change settings

        return SettingsBook(self.paths.config_file, self._settings_at_start)

    @property
    def settings_file(self) -> SettingsFile:
        """The settings, and what is wrong with them."""
        return self.settings_book.found if "settings_book" in self.__dict__ else self._settings_at_start

    @cached_property
    def shipped_catalog(self) -> "Catalog":
        """The exercises that come with the program."""
        from lumbar.catalog import load_catalog  # noqa: PLC0415 - a glance at the day needs no exercises

        return load_catalog(assets_dir() / "exercises")

    @cached_property
    def own_exercises(self) -> "OwnExercises":
        """The exercises of the person's own, and what is wrong with their files."""
        from lumbar.catalog.own import load_own  # noqa: PLC0415 - as above

        return load_own(self.paths.exercises_dir, self.shipped_catalog, check_figure=_check_figure)

    @cached_property
    def kept_standing(self) -> KeptLooks:
        """How the day stood at the last look."""
        return self._kept(STANDING_NAME)

    @cached_property
    def kept_page(self) -> KeptLooks:
        """The page of the day as it was at the last look."""
        return self._kept(PAGE_NAME)

    def _kept(self, name: str) -> KeptLooks:
        paths = self.paths
        return KeptLooks(
            paths.cache_dir / name,
            data_file=paths.data_file,
            journal=paths.journal,
            settings=paths.config_file,
            exercises=paths.exercises_dir,
        )

    @property
    def kept_files(self) -> tuple[Path, ...]:
        """What is kept of earlier looks."""
        return (*self.kept_standing.files(), *self.kept_page.files())

    @property
    def cached_files(self) -> tuple[Path, ...]:
        """All that lies in the cache folder and is lumbar's."""
        from lumbar.cues.files import sound_files  # noqa: PLC0415 - only who removes them asks

        return (*self.kept_files, *sound_files(self.paths.cache_dir))

    @cached_property
    def catalog(self) -> "Catalog":
        """All exercises."""
        from lumbar.catalog.own import merged  # noqa: PLC0415 - as above

        return merged(self.shipped_catalog, self.own_exercises)

    @cached_property
    def figures(self) -> "Shelf":
        """The figures of the exercises."""
        from lumbar.figure.shelf import Shelf  # noqa: PLC0415 - the first screen and the printing verbs show no figure

        return Shelf(assets_dir() / "exercises", self.paths.exercises_dir)

    def announcer(
        self, *, ring: Callable[[], object] | None, on_how: Callable[["How"], object] = lambda _how: None
    ) -> "Announcer":
        """Return what lets sessions be heard, at work already. *ring* rings the terminal's bell, if there is one.

        *on_how* is told, from another thread, each way that sounds take. Close the announcer's player at the end.
        """
        from lumbar.cues.making import make_announcer  # noqa: PLC0415 - only sessions are heard

        return make_announcer(
            self.sound_wanted,
            self.settings_file.settings,
            environment=self.environment,
            assets=assets_dir(),
            cache_dir=self.paths.cache_dir,
            ring=ring,
            on_how=on_how,
        )

    @property
    def sound_wanted(self) -> Sound:
        """What the person wants sounds to come out of."""
        return self.settings_file.settings.sound if self.sound is Sound.AUTO else self.sound

    @property
    def planned_sound(self) -> str:
        """Which way sounds would go, in a sentence or two; nothing is tried for it."""
        from lumbar.cues.programs import choose  # noqa: PLC0415 - only sessions and the doctor ask

        return str(choose(self.sound_wanted, self.environment))

    @property
    def may_stay_awake(self) -> bool:
        """Whether this machine's own screen is the one that the person looks at."""
        from lumbar.cues.programs import is_far_away  # noqa: PLC0415 - only sessions ask

        return not is_far_away(self.environment)

    def open_store(self, *, read_only: bool) -> "HistoryStore":
        """Open the person's history. With *read_only* nothing is created and no lock is taken."""
        return self.open_archive(read_only=read_only)

    def open_archive(self, *, read_only: bool) -> "HistoryArchive":
        """Open the person's history with what concerns its files as a whole."""
        from lumbar.store import open_store  # noqa: PLC0415 - verbs that need no history do not pay for it

        return open_store(self.paths.data_file, now=self.clock.now, read_only=read_only)

    def diary(self, *, read_only: bool) -> "Diary":
        """Open the history and return it with everything around it."""
        from lumbar.diary import Diary  # noqa: PLC0415 - a glance at the day needs none

        return Diary(self.open_store(read_only=read_only), self.catalog, self.settings_file.settings, self.clock)


def _check_figure(path: Path) -> None:
    """Raise ValueError for a figure in an exercise's file that cannot be understood, OSError if it cannot be read."""
    from lumbar.figure.reading import load_motion  # noqa: PLC0415 - few people have exercises of their own

    load_motion(path)


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
