"""A new version of the prescription beside those that are kept: which one it is, and what it goes before."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from lumbar.domain.prescription import Prescription, in_force


def same_content(one: Prescription, other: Prescription) -> bool:
    """Return whether both ask for the same, whichever version they are and from whenever on."""
    return replace(one, version=other.version, valid_from=other.valid_from) == other


def next_version(versions: Iterable[Prescription], content: Prescription, valid_from: date) -> Prescription:
    """Return *content* as the version after all *versions*, in force from *valid_from* on."""
    newest = max((one.version for one in versions), default=0)
    return replace(content, version=newest + 1, valid_from=valid_from)


def replaced_on(versions: Sequence[Prescription], day: date) -> Prescription | None:
    """Return the version that one valid from *day* takes the place of: in force on that day, or else the first."""
    return in_force(versions, day) or next(iter(versions), None)


def later_versions(versions: Iterable[Prescription], day: date) -> tuple[Prescription, ...]:
    """Return the versions that are planned for after *day*, soonest first."""
    return tuple(sorted((one for one in versions if one.valid_from > day), key=lambda one: one.valid_from))
