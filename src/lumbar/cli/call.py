"""One call of the program: what the global options and the environment say, and the parts that follow from it."""

from collections.abc import MutableMapping
from contextlib import suppress
from dataclasses import dataclass
from enum import IntEnum
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

import click

from lumbar.clock import read_clock_rate
from lumbar.settings import Sound

if TYPE_CHECKING:
    from lumbar.bootstrap import Parts

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
    environment: MutableMapping[str, str]
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

    @property
    def _clock_rate(self) -> str:
        return self.environment.get("LUMBAR_CLOCK_RATE", "")

    def session_parts(self) -> "Parts":
        """Return the parts of the program for a session. Raises UsageError, for a clock rate that is none, too."""
        try:
            read_clock_rate(self._clock_rate)
        except ValueError as error:
            raise click.UsageError(str(error)) from error
        return self.parts()

    def parts(self) -> "Parts":
        """Return the parts of the program. Raises UsageError for a folder that cannot be named so."""
        data_dir, config, clock_rate = self._data_dir, self._config, 1
        with suppress(ValueError):  # only a session runs by it
            clock_rate = read_clock_rate(self._clock_rate)
        try:
            return self.assemble(
                data_dir=Path(data_dir) if data_dir else None,
                config=Path(config) if config else None,
                clock_rate=clock_rate,
                sound=self.sound,
            )
        except RuntimeError as error:
            raise click.UsageError(f"The folder that ~ stands for is not known: {error}") from error
