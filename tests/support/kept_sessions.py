"""Sessions as they are kept, for tests."""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from uuid import UUID

from lumbar.domain.account import exercise_records
from lumbar.domain.days import day_of
from lumbar.domain.record import SessionRecord, Status
from support.sessions import SECOND, timeline

SUNDAY_MORNING = datetime(2026, 11, 22, 7, 40, tzinfo=UTC)


def kept_session(
    started_at: datetime = SUNDAY_MORNING,
    *ids: str,
    status: Status = Status.COMPLETED,
    done: Iterable[int] | None = None,
    day_starts_at: int = 3,
) -> SessionRecord:
    """A session of the named exercises (all ten if none is named) of which the numbered repetitions were done."""
    tape = timeline(*ids)
    counted = frozenset(range(len(tape.repetitions)) if done is None else done)
    whole = len(counted) == len(tape.repetitions)
    seconds = (
        tape.total_ns / SECOND if whole else float(sum(tape.repetitions[one].active_ns for one in counted) / SECOND)
    )
    return SessionRecord(
        id=str(UUID(int=int(started_at.timestamp()))),
        started_at=started_at,
        ended_at=started_at + timedelta(seconds=seconds),
        day=day_of(started_at, day_starts_at),
        status=status,
        seconds_active=seconds,
        exercises=exercise_records(tape, counted),
    )
