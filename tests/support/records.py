"""Short ways to sessions as they are kept."""

from datetime import date, datetime, timedelta, timezone
from pathlib import Path
from uuid import UUID

from lumbar.domain.prescription import PrescribedExercise
from lumbar.domain.record import Answer, EventKind, ExerciseRecord, Outcome, SessionEvent, SessionRecord, Status
from lumbar.store.codec import document_of, encoded
from lumbar.store.disk import Disk, write_new_file
from lumbar.store.main_file import MainFile, Meta, render
from lumbar.store.packed import Raw
from lumbar.store.schema import SCHEMA

SPREAD = 0x9E3779B97F4A7C15F39CC0605CEDC835
"""Makes numbers into ids that are as far apart as real ones: no flipped bit makes one into another."""
ZONE = timezone(timedelta(hours=1))
FIRST_DAY = date(2020, 1, 1)
SMALL_PLAN = (PrescribedExercise(exercise_id="bird-dog", reps=1, sets=5, hold_seconds=(5,)),)
IDS = ("pelvic_tilt", "knee_to_chest", "lower_trunk_rotation", "cat_and_camel", "bird_dog", "bridge")


def record(number: int, *, exercises: int = 1, note: str = "", events: int = 0) -> SessionRecord:
    """A session; *number* says which: its UUID, its day, how many repetitions were done."""
    started = datetime(2020, 1, 1, 8, 0, tzinfo=ZONE) + timedelta(days=number // 2 % 100_000, hours=9 * (number % 2))
    done = number % 10 + 1
    return SessionRecord(
        id=str(UUID(int=(number + 1) * SPREAD % 2**128)),
        started_at=started,
        ended_at=started + timedelta(minutes=20),
        day=started.date(),
        status=Status.COMPLETED,
        seconds_active=600.0 + number,
        exercises=tuple(_exercise(IDS[place % len(IDS)], done) for place in range(exercises)),
        events=tuple(
            SessionEvent(at_seconds=float(place), kind=EventKind.DISCOMFORT, answer=Answer.DISCOMFORT, level=2)
            for place in range(events)
        ),
        pain_before=number % 11,
        note=note,
    )


def _exercise(exercise_id: str, done: int) -> ExerciseRecord:
    return ExerciseRecord(
        id=exercise_id,
        outcome=Outcome.DONE if done == 10 else Outcome.PARTIAL,
        reps_planned={"left": 10, "right": 10},
        reps_done={"left": done, "right": done},
        hold_seconds_planned={"left": 50, "right": 50},
        hold_seconds_done={"left": 5 * done, "right": 5 * done},
    )


def write_history(data_file: Path, count: int) -> None:
    """Write a long history of typical sessions (ten exercises each) without making each of them."""
    template = encoded(document_of(record(0, exercises=10, events=3)) | {"revision": 1})
    documents: dict[int, Raw] = {}
    for number in range(count):
        one = record(number)
        document = template.replace(record(0).id.encode(), one.id.encode())
        documents[number + 1] = document.replace(b"2020-01-01T08", b"%sT08" % one.day.isoformat().encode()).replace(
            b'"2020-01-01"', b'"%s"' % one.day.isoformat().encode()
        )
    main = MainFile(Meta(schema=SCHEMA, edition="0123456789abcdef"), {"sessions": documents})
    write_new_file(Disk(), data_file, render(main))
