"""The format of the documents, and how older formats become it."""

from collections.abc import Callable

from lumbar.store.main_file import Tables

SCHEMA = 1
"""The format that this version writes."""

Migration = Callable[[Tables], Tables]
"""A pure function: takes the tables of one format, returns those of the next."""

MIGRATIONS: dict[int, Migration] = {}
"""The step that leads away from each older format."""


def migrated(tables: Tables, number: int) -> Tables:
    """Return the tables of an older format in the present one."""
    for older in range(number, SCHEMA):
        tables = MIGRATIONS[older](tables)
    return tables
