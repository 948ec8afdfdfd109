"""The words for a day's sessions, for a state and an hour each."""

from datetime import UTC, date, datetime, time

import pytest

from lumbar.diary import Diary
from lumbar.domain.fitting import Fit
from lumbar.domain.person import Away, Person
from lumbar.domain.plan import SlotState
from lumbar.domain.prescription import Prescription
from lumbar.domain.record import Status
from lumbar.outlook import Outlook
from lumbar.settings import Settings
from lumbar.words import todays_plan as words
from support.command_line import StoppedClock
from support.kept_sessions import kept_session
from support.memory_store import MemoryStore
from support.sessions import exercises_by_id, prescribed, shipped_catalog

SUNDAY = date(2026, 11, 22)


def at(hour: int, *done: tuple[int, Status]) -> Outlook:
    plan = Prescription(version=1, valid_from=SUNDAY, exercises=prescribed("curl-up"), sessions_per_day=2)
    moments = [(datetime.combine(SUNDAY, time(one), tzinfo=UTC), status) for one, status in done]
    kept = [kept_session(moment, "curl-up", status=status) for moment, status in moments]
    clock = StoppedClock(datetime.combine(SUNDAY, time(hour), tzinfo=UTC))
    return Diary(MemoryStore(kept, versions=[plan]), shipped_catalog(), Settings(), clock).outlook()


@pytest.mark.parametrize(
    ("seen", "said"),
    [
        (at(5), ["due at 07:00", "due at 18:00"]),
        (at(8), ["due now", "due at 18:00"]),
        (at(19), ["still open", "due now"]),
        (at(19, (8, Status.COMPLETED)), ["done", "due now"]),
        (at(9, (8, Status.ENDED_EARLY)), ["due now", "due at 18:00"]),
        (at(19, (8, Status.ENDED_EARLY)), ["ended early", "due now"]),
        (at(9, (8, Status.STOPPED_FOR_PAIN)), ["stopped, kept safely", "due at 18:00"]),
    ],
)
def test_each_session_says_how_far_it_is_and_from_when_it_is_due(seen: Outlook, said: list[str]) -> None:
    assert [words.state_words(slot, seen) for slot in seen.today.slots] == said


def test_every_state_of_what_was_done_has_a_word() -> None:
    assert set(words.DONE_WORDS) == set(SlotState) - {SlotState.DUE, SlotState.REST_DAY}


def test_days_away_say_until_when() -> None:
    person = Person(away=(Away(first=SUNDAY, last=date(2026, 12, 1)),))
    assert words.free_day_words(SUNDAY, person) == "Away until Tuesday 1 December."
    assert words.free_day_words(date(2026, 12, 1), person) == "Away today."
    assert words.free_day_words(date(2026, 12, 2), person) == "Rest day."


def test_what_does_not_fit_is_said_by_name_each_reason_once() -> None:
    fit = Fit(
        exercises=(),
        left_out=("curl-up", "bird-dog"),
        fewer_sets=("cat-and-camel",),
        too_long=("heel-slides",),
        later=("curl-up",),
    )
    assert words.minutes_sentences(fit, 5, exercises_by_id()) == (
        "In another session: Curl up, Bird dog.",
        "With fewer sets: Cat and camel.",
        "Too long for 5 min: Heel slides.",
        "More than three days may pass until: Curl up.",
    )
    assert words.minutes_sentences(Fit(exercises=()), 5, exercises_by_id()) == ()
