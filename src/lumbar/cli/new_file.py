"""Files that a verb writes for the person: new ones alone, whole or not at all."""

import os
from contextlib import suppress
from pathlib import Path

import click

from lumbar.cli.printing import OutputError


def refuse_existing(path: Path | None) -> None:
    """Raise UsageError if there is something at *path* already."""
    if path is not None and os.path.lexists(path):
        raise click.UsageError(f"{path} exists already. Nothing was written; choose another name.")


def write_new_file(path: Path, content: str | bytes) -> None:
    """Write a new file for its owner alone, whole or not at all; text as UTF-8. Raises OutputError."""
    encoded = content.encode("utf-8", "backslashreplace") if isinstance(content, str) else content
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except OSError as error:
        raise _not_written(path, error) from error
    try:
        with open(descriptor, "wb") as file:  # noqa: PTH123 - a descriptor
            file.write(encoded)
    except OSError as error:
        with suppress(OSError):
            path.unlink()
        raise _not_written(path, error) from error


def _not_written(path: Path, error: OSError) -> OutputError:
    return OutputError(f"{path} could not be written: {(error.strerror or str(error)).lower()}.")
