"""A session that is written in by hand."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from lumbar.domain.by_hand import HandEntry, most_repetitions, written_in
from lumbar.domain.prescription import Sides
from lumbar.domain.record import Outcome, SessionRecord, Status
from support.kept_sessions import kept_session
from support.sessions import exercises_by_id, prescribed

START = datetime(2026, 11, 20, 12, 30, tzinfo=UTC)
SET = prescribed("pelvic-tilt", "bird-dog")


def entry(**done: int) -> SessionRecord:
    told = HandEntry(
        started_at=START,
        minutes=12,
        done={name.replace("_", "-"): count for name, count in done.items()},
        pain_before=3,
        note="at my sister's",
    )
    return written_in(told, SET, exercises_by_id(), session_id="one", day=date(2026, 11, 20))


def test_all_of_it_is_what_a_session_at_the_machine_would_be() -> None:
    written = entry(pelvic_tilt=5, bird_dog=5)
    lived = kept_session(START, "pelvic-tilt", "bird-dog")
    assert written.exercises == lived.exercises
    assert (written.status, written.entered_by_hand, written.note) == (Status.COMPLETED, True, "at my sister's")
    assert (written.pain_before, written.pain_after, written.seconds_active) == (3, None, 720)
    assert written.ended_at - written.started_at == timedelta(minutes=12)


def test_a_part_of_it_is_a_part_and_what_is_not_named_was_skipped() -> None:
    tilt, bird_dog = entry(bird_dog=2).exercises
    assert (tilt.outcome, tilt.reps_done) == (Outcome.SKIPPED, {"both": 0})
    assert (bird_dog.outcome, bird_dog.reps_done) == (Outcome.PARTIAL, {"left": 2, "right": 2})
    assert bird_dog.hold_seconds_done == {"left": 30, "right": 30}
    assert entry(bird_dog=2).status is Status.ENDED_EARLY


def test_never_more_than_was_planned_and_never_less_than_nothing() -> None:
    tilt, bird_dog = entry(pelvic_tilt=99, bird_dog=-1).exercises
    assert (tilt.reps_done, bird_dog.reps_done) == ({"both": 5}, {"left": 0, "right": 0})


def test_of_a_side_that_is_not_prescribed_nothing_is_done() -> None:
    left_alone = replace(prescribed("bird-dog")[0], sides=Sides.LEFT)
    assert most_repetitions(left_alone) == 5
    told = HandEntry(started_at=START, minutes=5, done={"bird-dog": 5})
    written = written_in(told, (left_alone,), exercises_by_id(), session_id="one", day=START.date())
    assert written.exercises[0].reps_planned == {"left": 5, "right": 0}
    assert written.exercises[0].outcome is Outcome.DONE
