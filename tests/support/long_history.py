"""A long history as a file: a plan from long ago, and sessions of it three a day up to yesterday."""

import os
from datetime import UTC, datetime, timedelta
from pathlib import Path

from lumbar.domain.person import Person
from lumbar.domain.prescription import default_prescription
from lumbar.domain.record import SessionRecord
from lumbar.settings import Settings
from lumbar.store.codec import document_of, encoded
from lumbar.store.disk import Disk, write_new_file
from lumbar.store.main_file import PERSON, PRESCRIPTIONS, SESSIONS, MainFile, Meta, Tables, render
from lumbar.store.packed import Raw
from lumbar.store.schema import SCHEMA
from support.kept_sessions import kept_session
from support.sessions import shipped_catalog

SETTLED_SECONDS = 60


def write_long_history(data_file: Path, count: int, person: Person | None = None) -> None:
    """Write so many sessions into a folder that is not there yet, and what is known of *person*."""
    a_day_ago = datetime.now().astimezone() - timedelta(days=1, hours=Settings().day_starts_at)
    yesterday = a_day_ago.replace(hour=20, minute=0, second=0, microsecond=0)
    template = kept_session(datetime(2020, 1, 1, 8, 0, tzinfo=UTC))
    sessions: dict[int, Raw] = {
        number + 1: encoded(document_of(moved(template, yesterday - timedelta(hours=8 * number))) | {"revision": 1})
        for number in range(count)
    }
    plan = default_prescription(shipped_catalog().exercises, valid_from=template.day)
    tables: Tables = {SESSIONS: sessions, PRESCRIPTIONS: {1: encoded(document_of(plan))}}
    if person is not None:
        tables[PERSON] = {1: encoded(document_of(person))}
    data_file.parent.mkdir()
    write_new_file(Disk(), data_file, render(MainFile(Meta(schema=SCHEMA, edition="0123456789abcdef"), tables)))
    long_ago = data_file.stat().st_mtime - SETTLED_SECONDS
    os.utime(data_file, (long_ago, long_ago))


def moved(record: SessionRecord, started_at: datetime) -> SessionRecord:
    """Return the same session at another time, as another one."""
    fields = {name: getattr(record, name) for name in record.__dataclass_fields__}
    number = int(started_at.timestamp())
    return SessionRecord(
        **fields
        | {
            "id": f"{number:08x}-0000-4000-8000-000000000000",
            "started_at": started_at,
            "ended_at": started_at + timedelta(minutes=24),
            "day": started_at.date(),
        }
    )
