"""Files that a verb writes for the person: new ones alone, whole or not at all."""

import os
from pathlib import Path

import click

from lumbar.cli.printing import OutputError
from lumbar.report.saving import NotSavedError, save_new


def refuse_existing(path: Path | None) -> None:
    """Raise UsageError if there is something at *path* already."""
    if path is not None and os.path.lexists(path):
        raise click.UsageError(f"{path} exists already. Nothing was written; choose another name.")


def write_new_file(path: Path, content: str | bytes) -> None:
    """Write a new file for its owner alone, whole or not at all; text as UTF-8. Raises OutputError."""
    try:
        save_new(path, content)
    except NotSavedError as error:
        raise OutputError(str(error)) from error
