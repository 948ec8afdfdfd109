"""One call of the program: what the global options and the environment say, and the parts that follow from it."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import IntEnum
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

import click

from lumbar.settings import Sound

if TYPE_CHECKING:
    from lumbar.bootstrap import Parts

FASTEST_CLOCK = 1000

COMPLETE = "_LUMBAR_COMPLETE"
"""What a shell that wants to know what may come next sets in the environment."""


class ExitCode(IntEnum):
    """What scripts may rely on."""

    DONE = 0
    NO = 1  # the answer is no: nothing is due, nothing was found
    WRONG_USE = 2
    NOT_AS_ASKED = 3  # the data, the output or the program itself failed
    INTERRUPTED = 130  # Ctrl+C, as shells have it


class Assemble(Protocol):
    """Makes the parts of the program."""

    def __call__(self, *, data_dir: Path | None, config: Path | None, clock_rate: int, sound: Sound) -> "Parts":
        """Return them. Raises RuntimeError for a `~` that names nobody."""


@dataclass(slots=True, kw_only=True)
class Call:
    """What this call was given. The options are filled in while they are read, those after the verb last."""

    assemble: Assemble
    environment: Mapping[str, str]
    data_dir: str | None = None
    config: str | None = None
    sound: Sound = Sound.AUTO

    @property
    def names_data_dir(self) -> bool:
        """Whether the folder of the data was chosen, and so may hold other things too."""
        return bool(self._data_dir)

    @property
    def names_config(self) -> bool:
        """Whether the settings file was chosen."""
        return bool(self._config)

    @property
    def _data_dir(self) -> str | None:
        return self.data_dir or self.environment.get("LUMBAR_DATA_DIR")

    @property
    def _config(self) -> str | None:
        return self.config or self.environment.get("LUMBAR_CONFIG")

    def parts(self) -> "Parts":
        """Return the parts of the program. Raises UsageError for a value that cannot be used."""
        data_dir, config = self._data_dir, self._config
        try:
            return self.assemble(
                data_dir=Path(data_dir) if data_dir else None,
                config=Path(config) if config else None,
                clock_rate=clock_rate(self.environment.get("LUMBAR_CLOCK_RATE", "")),
                sound=self.sound,
            )
        except RuntimeError as error:
            raise click.UsageError(f"The folder that ~ stands for is not known: {error}") from error


def clock_rate(text: str) -> int:
    """Return how many times as fast session time runs; 1 if *text* is empty. Raises UsageError."""
    if not text:
        return 1
    if not re.fullmatch("[0-9]{1,4}", text) or not 1 <= int(text) <= FASTEST_CLOCK:
        raise click.UsageError(f"LUMBAR_CLOCK_RATE must be a whole number from 1 to {FASTEST_CLOCK}, not {text!r}.")
    return int(text)
