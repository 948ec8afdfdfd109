"""The running session as a document that the store can keep, and back."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from lumbar.domain import course
from lumbar.domain.exercise import Exercise
from lumbar.domain.saved import NotTheSameTapeError, SavedSession, restore
from lumbar.domain.session import Session
from lumbar.ports import without_nones


class UnusableCheckpointError(Exception):
    """The session cannot go on: the document is damaged, or the exercises have changed. The message says which."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Checkpoint:
    """A session in progress, and when it was kept."""

    session: SavedSession
    saved_at: datetime
    """Wall time with its offset."""


def to_document(checkpoint: Checkpoint) -> dict[str, Any]:
    """Return *checkpoint* as a JSON object, without the fields that say nothing."""
    import msgspec  # noqa: PLC0415 - only a session that runs is kept

    document: dict[str, Any] = without_nones(msgspec.to_builtins(checkpoint))
    return document


def from_document(document: Mapping[str, Any]) -> Checkpoint:
    """Return what `to_document` was given. Raises UnusableCheckpointError."""
    import msgspec  # noqa: PLC0415 - only a session that was interrupted is read

    try:
        return msgspec.convert(document, Checkpoint)
    except msgspec.ValidationError as error:
        raise UnusableCheckpointError(f"what was kept of it is damaged ({error})") from error


def session_from(checkpoint: Checkpoint, catalog: Mapping[str, Exercise], now_ns: int) -> Session:
    """Return the session as it waits to go on. Raises UnusableCheckpointError."""
    try:
        return course.interrupted(restore(checkpoint.session, catalog, now_ns))
    except NotTheSameTapeError as error:
        raise UnusableCheckpointError(str(error)) from error
