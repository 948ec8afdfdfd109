"""Where things are: the data that comes with the program, and the files that belong to the person."""

from pathlib import Path
from typing import NamedTuple

APP_NAME = "lumbar"
DATA_FILE_NAME = "history.json"
JOURNAL_SUFFIX = ".journal"
"""What the name of the file beside the data file that holds its newest changes ends in."""
LOCK_SUFFIX = ".lock"
"""What the name of the file beside the data file ends in that is held by the one program that writes."""
CONFIG_FILE_NAME = "settings.toml"
OWN_EXERCISES_NAME = "exercises"


class Paths(NamedTuple):
    """The person's files and folders, all absolute; none of them need exist."""

    data_dir: Path
    data_file: Path
    config_file: Path
    cache_dir: Path

    @property
    def journal(self) -> Path:
        """The newest changes to the data file, which are not in it yet."""
        return self.data_file.with_name(self.data_file.name + JOURNAL_SUFFIX)

    @property
    def lock(self) -> Path:
        """Held by the one program that writes to the data file."""
        return self.data_file.with_name(self.data_file.name + LOCK_SUFFIX)

    @property
    def exercises_dir(self) -> Path:
        """The folder of the person's own exercises."""
        return self.data_dir / OWN_EXERCISES_NAME


def assets_dir() -> Path:
    """Return the folder of all that is data: exercises, sounds, voice.

    In a checkout, and so in an editable install, it is the checkout's own `assets`; else it is inside the package.
    """
    return _assets_of(Path(__file__).resolve().parent)


def find_paths(*, data_dir: Path | None = None, config: Path | None = None) -> Paths:
    """Return where the person's files are; nothing is created.

    Without *data_dir* they are where the system keeps such things. With it, settings and cache are in that folder too.
    *config* names the settings file in either case. A leading `~` is expanded; RuntimeError if it names nobody.
    """
    if data_dir is not None:
        data_folder = _absolute(data_dir)
        config_file = data_folder / CONFIG_FILE_NAME
        cache_folder = data_folder / "cache"
    else:
        import platformdirs  # noqa: PLC0415 - it reads the environment, which no import of this module may

        data_folder = _absolute(platformdirs.user_data_path(APP_NAME, appauthor=False))
        config_file = _absolute(platformdirs.user_config_path(APP_NAME, appauthor=False)) / CONFIG_FILE_NAME
        cache_folder = _absolute(platformdirs.user_cache_path(APP_NAME, appauthor=False))
    return Paths(
        data_dir=data_folder,
        data_file=data_folder / DATA_FILE_NAME,
        config_file=config_file if config is None else _absolute(config),
        cache_dir=cache_folder,
    )


def _assets_of(package: Path) -> Path:
    # The checkout comes first: an editable install leaves a copy of assets in site-packages that goes stale.
    checkout = package.parent.parent
    is_checkout = package.parent.name == "src" and (checkout / "pyproject.toml").is_file()
    if is_checkout and (checkout / "assets" / "exercises").is_dir():
        return checkout / "assets"
    return package / "assets"


def _absolute(path: Path) -> Path:
    return path.expanduser().absolute()
