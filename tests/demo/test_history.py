"""A made-up history is believable, is the same each time, and says of itself what it is."""

from dataclasses import replace
from datetime import timedelta

import pytest

from lumbar.demo.history import make_up
from lumbar.domain import course
from lumbar.domain.account import account_for
from lumbar.domain.by_hand import HandEntry, written_in
from lumbar.domain.days import DayKind, day_kind
from lumbar.domain.made_up import MARK, is_made_up, own_note, with_note
from lumbar.domain.pain import HIGHEST_LEVEL
from lumbar.domain.plan import Preferences
from lumbar.domain.prescription import in_force
from lumbar.domain.record import Answer, EventKind, Outcome, Status
from lumbar.domain.saved import account_without_tape, save
from support.kept_sessions import SUNDAY_MORNING, kept_session
from support.made_up import LAST_DAY, made_up
from support.occasions import OCCASION
from support.sessions import exercises_by_id, prescribed, shipped_catalog, timeline


@pytest.mark.parametrize("weeks", [1, 2, 6, 13])
def test_it_has_what_happens_to_people(weeks: int) -> None:
    history = made_up(weeks)
    sessions, person = history.sessions, history.person
    stops = [one for one in sessions if any(event.answer is Answer.PAIN for event in one.events)]
    assert len(stops) == 1
    (told,) = (event for event in stops[0].events if event.kind is EventKind.DISCOMFORT)
    assert (told.level, told.place, told.new) == (6, "low_back", False)
    assert told.hold_second is not None
    assert told.rested_seconds is not None
    assert [one.outcome for one in stops[0].exercises].count(Outcome.STOPPED_FOR_PAIN) == 1
    assert any(one.easier for session in sessions for one in session.exercises)
    assert any(one.pain_before is None or one.pain_after is None for one in sessions) or weeks == 1
    assert person.visits
    assert person.questions
    assert person.bad_days
    assert bool(person.away) is (weeks > 1)
    assert len(history.prescriptions) == 2
    assert len(history.prescriptions[1].exercises) > len(history.prescriptions[0].exercises)
    assert len(person.afterwards) == 1


@pytest.mark.parametrize("weeks", [1, 6, 104])
def test_it_fills_the_weeks_up_to_the_last_day_and_no_others(weeks: int) -> None:
    days = {one.day for one in made_up(weeks).sessions}
    assert LAST_DAY - timedelta(weeks=weeks) < min(days) <= LAST_DAY - timedelta(weeks=weeks) + timedelta(days=3)
    assert LAST_DAY - timedelta(days=2) <= max(days) <= LAST_DAY


def test_some_of_what_is_planned_is_missed_and_nothing_is_done_on_a_day_of_rest() -> None:
    history = made_up(13)
    planned = 0
    for number in range(13 * 7):
        day = LAST_DAY - timedelta(days=number)
        plan = in_force(history.prescriptions, day)
        assert plan is not None
        kind = day_kind(day, plan, history.person)
        done = [one for one in history.sessions if one.day == day]
        planned += plan.sessions_per_day if kind not in (DayKind.REST, DayKind.AWAY) else 0
        assert not (done and kind in (DayKind.REST, DayKind.AWAY))
    assert 0.7 * planned < len(history.sessions) < planned


def test_the_records_are_such_as_a_session_leaves() -> None:
    for one in made_up(13).sessions:
        assert one.started_at < one.ended_at
        assert one.clock_rate is None
        assert one.status in (Status.COMPLETED, Status.ENDED_EARLY)
        assert 0 < one.seconds_active <= (one.ended_at - one.started_at).total_seconds() + 1
        for level in (one.pain_before, one.pain_after):
            assert level is None or 0 <= level <= HIGHEST_LEVEL
    assert len({one.id for one in made_up(13).sessions}) == len(made_up(13).sessions)
    assert any(one.status is Status.ENDED_EARLY for one in made_up(13).sessions)


def test_doses_begin_below_the_prescription_and_rise_step_by_step() -> None:
    history = made_up(6)
    (level,) = history.person.levels
    name = level.dose.exercise_id
    done = [one.reps_planned for session in history.sessions for one in session.exercises if one.id == name]
    amounts = [sum(one.values()) for one in done]
    assert amounts[0] < amounts[-1]
    assert len(history.person.steps) > 2
    assert not made_up(104).person.levels


def test_it_is_the_same_each_time() -> None:
    again = make_up(
        weeks=2,
        last=LAST_DAY,
        zone=SUNDAY_MORNING.tzinfo,
        catalog=shipped_catalog().exercises,
        preferences=Preferences(),
    )
    assert again == made_up(2)


def test_every_session_says_that_it_is_made_up() -> None:
    sessions = made_up(6).sessions
    assert all(is_made_up(one) and one.note.startswith(MARK) for one in sessions)
    assert any(own_note(one) for one in sessions)
    assert not is_made_up(kept_session())


def test_a_real_session_is_not_made_up_whatever_its_note_says() -> None:
    session, _ = course.start(timeline("bird-dog"), 0)
    lived = account_for(session, OCCASION, OCCASION.started_at)
    interrupted = account_without_tape(save(session, OCCASION), OCCASION.started_at)
    told = HandEntry(started_at=OCCASION.started_at, minutes=5, done={})
    by_hand = written_in(told, prescribed("bird-dog"), exercises_by_id(), session_id="one", day=LAST_DAY)
    for real in (lived, interrupted, by_hand):
        noted = with_note(real, f"{MARK} No, really.")
        assert not is_made_up(noted)
        assert own_note(noted) == f"{MARK} No, really."
        assert with_note(noted, "").note == ""


def test_what_was_kept_before_is_made_up_if_its_note_says_so() -> None:
    old = replace(made_up(1).sessions[0], made_up=None)
    assert is_made_up(old)
    assert is_made_up(with_note(old, "My own words."))
    assert not is_made_up(replace(old, note="My own words."))


@pytest.mark.parametrize("note", ["", "My own words.", f"{MARK} My own words."])
def test_another_note_leaves_it_said_that_a_session_is_made_up(note: str) -> None:
    for session in made_up(1).sessions:
        noted = with_note(session, note)
        assert is_made_up(noted)
        assert own_note(noted) == note.removeprefix(MARK).strip()
    assert with_note(kept_session(), note).note == note
