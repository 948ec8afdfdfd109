"""The format of the documents, and how older formats become it."""

from collections.abc import Callable, Mapping

from lumbar.store.main_file import Tables

SCHEMA = 1
"""The format that this version writes."""

Migration = Callable[[Tables], Tables]
"""A pure function: takes the tables of one format, returns those of the next."""

MIGRATIONS: Mapping[int, Migration] = {}
"""The step that leads away from each older format."""


def migrated(
    tables: Tables, schema: int, *, to: int = SCHEMA, migrations: Mapping[int, Migration] = MIGRATIONS
) -> Tables:
    """Return the tables of an older format in the format *to*."""
    for number in range(schema, to):
        tables = migrations[number](tables)
    return tables
