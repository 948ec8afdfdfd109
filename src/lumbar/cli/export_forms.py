"""What `lumbar export` writes beside JSON: a page for the provider, and the sessions for a spreadsheet."""

from dataclasses import dataclass
from datetime import date
from enum import Enum

import click

from lumbar.bootstrap import Parts
from lumbar.cli.reading import tell_settings
from lumbar.ports import Document, HistoryStore
from lumbar.words.figures import counted


class Form(Enum):
    """In which form the history goes out."""

    HTML = "html"
    CSV = "csv"
    JSON = "json"


@dataclass(frozen=True, slots=True)
class Export:
    """What goes out."""

    text: str
    words: str
    """What it has, for a sentence."""
    document: Document | None = None
    """The same as a JSON document, if it is one."""


def csv_export(parts: Parts, store: HistoryStore, since: date | None) -> Export:
    """Return the sessions from *since* on, newest first."""
    from lumbar.report.as_csv import csv_of  # noqa: PLC0415 - this form alone needs it

    sessions = store.sessions(since=since)
    rows = sum(max(1, len(one.exercises)) for one in sessions)
    catalog = {exercise.id: exercise for exercise in parts.catalog.exercises}
    return Export(csv_of(sessions, catalog), f"{counted(len(sessions), 'session')} in {counted(rows, 'row')}")


def html_export(parts: Parts, store: HistoryStore, since: date | None) -> Export:
    """Return the page for the provider, from *since* or from the usual day on. Raises UsageError for a day to come."""
    from lumbar.diary import Diary  # noqa: PLC0415 - this form alone needs it
    from lumbar.report.as_html import html_of  # noqa: PLC0415 - as above
    from lumbar.report.gathering import gathered, usual_since  # noqa: PLC0415 - as above
    from lumbar.report.provider import report_page  # noqa: PLC0415 - as above

    tell_settings(parts)
    diary = Diary(store, parts.catalog, parts.settings_file.settings, parts.clock)
    if since is not None and since > diary.day():
        raise click.UsageError(f"{since} is not yet here. Name today or a day before it with --since.")
    page = report_page(gathered(diary, usual_since(diary, since)))
    return Export(html_of(page), page.period)
