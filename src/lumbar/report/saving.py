"""A file that is written for the person: a new one, for its owner alone, whole or not at all."""

import os
from contextlib import suppress
from pathlib import Path


class NotSavedError(Exception):
    """The file was not written. The message is a sentence that says why."""


def save_new(path: Path, content: str | bytes) -> None:
    """Write *content*, text as UTF-8 with its line ends as they are, to a file that must not exist yet.

    Raises NotSavedError.
    """
    encoded = content.encode("utf-8", "backslashreplace") if isinstance(content, str) else content
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError as error:
        raise NotSavedError(f"{path} exists already. Nothing was written; choose another name.") from error
    except (OSError, ValueError) as error:
        raise _not_saved(path, error) from error
    try:
        with open(descriptor, "wb") as file:  # noqa: PTH123 - a descriptor
            file.write(encoded)
    except OSError as error:
        with suppress(OSError):
            path.unlink()
        raise _not_saved(path, error) from error


def _not_saved(path: Path, error: OSError | ValueError) -> NotSavedError:
    reason = error.strerror if isinstance(error, OSError) else None
    return NotSavedError(f"{path} could not be written: {(reason or str(error)).lower()}.")
