"""A plan that is being edited, key by key, without a screen."""

from dataclasses import replace
from datetime import date, time

import pytest

from lumbar.domain.prescription import Sides, SlotTime, default_prescription
from lumbar.plan_editor.editing import Editing, begin_editing
from support.plan_files import TODAY
from support.sessions import exercises_by_id, prescribed


def editing(*ids: str) -> Editing:
    plan = default_prescription(exercises_by_id().values(), valid_from=date(2026, 1, 1))
    plan = replace(plan, exercises=prescribed(*ids)) if ids else plan
    return begin_editing(plan, exercises_by_id(), TODAY)


def on(label: str, edited: Editing) -> Editing:
    """The editing with the cursor on the field of that name."""
    labels = [one.label.strip() for one in edited.fields]
    return edited.at(labels.index(label))


def typed(text: str, edited: Editing) -> Editing:
    for character in text:
        assert edited.takes(character)
        edited = edited.with_typed(edited.typed + character)
    return edited


def bird_dog(edited: Editing) -> Editing:
    return on("Bird dog", edited).opened()


def test_the_exercises_of_the_plan_come_first_and_the_others_are_off() -> None:
    edited = editing("bird-dog", "curl-up")
    assert [one.dose.exercise_id for one in edited.draft.listed[:3]] == ["bird-dog", "curl-up", "ankle-pumps"]
    assert [one.is_on for one in edited.draft.listed] == [True, True, *[False] * 8]
    assert not edited.is_changed


def test_exercises_go_out_and_in_and_keep_their_figures() -> None:
    edited = typed("3", on("Sets", bird_dog(editing())))
    out = on("Bird dog", edited.closed()).toggled()
    assert "bird-dog" not in [one.exercise_id for one in out.content.exercises]
    assert out.toggled().content.exercises[-1].sets == 3


def test_an_exercise_moves_with_the_cursor_and_not_beyond_the_ends() -> None:
    edited = editing().shifted(1).shifted(1)
    assert [one.exercise_id for one in edited.content.exercises][:3] == ["heel-slides", "pelvic-tilt", "ankle-pumps"]
    assert edited.field.label == "Ankle pumps"
    assert not edited.shifted(-1).shifted(-1).shifted(-1).is_changed
    assert not on("Notes", editing()).shifted(1).is_changed


def test_a_figure_counts_while_it_is_typed() -> None:
    edited = typed("12", bird_dog(editing()))
    assert edited.content.exercises[-1].reps == 12
    assert not edited.refusal
    assert edited.cleared().content.exercises[-1].reps == 1


def test_what_is_beyond_the_limit_is_refused_with_the_reason_and_the_figure_stays() -> None:
    edited = typed("99", bird_dog(editing()))
    assert edited.refusal.startswith("99 is not taken: 1 to 50. The leaflet gives")
    assert edited.content.exercises[-1].reps == 1
    left = edited.moved(1)
    assert (left.field.label, left.typed) == ("Sets", "")
    assert left.refusal == edited.refusal, "it is still said when the cursor is gone"
    assert left.moved(1).refusal == ""
    assert edited.cleared().content.exercises[-1].reps == 9
    assert not edited.without_typing().is_changed


def test_a_step_stays_within_the_limits() -> None:
    sets = on("Sets", bird_dog(editing()))
    for _ in range(20):
        sets = sets.stepped(1)
    assert sets.content.exercises[-1].sets == 10
    hold = on("Hold", on("Straight leg raises", editing()).opened())
    assert [hold.stepped(1).stepped(1).stepped(1).content.exercises[4].hold_seconds] == [(5,)]


def test_a_tempo_starts_from_the_usual_one_and_can_be_usual_again() -> None:
    way = on("Way in", bird_dog(editing()))
    assert way.stepped(1).content.exercises[-1].pace.move_in_ns == 3_500_000_000
    assert typed("2.5", way).content.exercises[-1].pace.move_in_ns == 2_500_000_000
    assert typed("1.5", way).refusal
    assert not typed("4", way).moved(1).moved(-1).cleared().is_changed
    foot = on("Way in", editing().opened())
    assert foot.stepped(-1).content.exercises[0].pace.move_in_ns == 1_000_000_000
    assert not foot.stepped(-1).stepped(-1).is_changed, "below the least it is the usual one again"


def test_sides_go_round() -> None:
    sides = on("Sides", bird_dog(editing()))
    assert [sides.stepped(1).content.exercises[-1].sides, sides.stepped(-1).content.exercises[-1].sides] == [
        Sides.LEFT,
        Sides.RIGHT,
    ]
    assert "Sides" not in [one.label for one in on("Curl up", editing()).opened().fields]


def test_both_holds_of_an_exercise_can_be_changed() -> None:
    edited = typed("7", on("Hold, second", on("Cat and camel", editing()).opened()))
    assert edited.content.exercises[6].hold_seconds == (5, 7)


def test_sessions_have_names_and_hours() -> None:
    edited = typed("3", on("Sessions a day", editing()))
    assert len([one for one in edited.fields if one.label.strip() == "due from"]) == 3
    hour = on("due from", edited)
    assert typed("6:30", hour).content.slots[0] == SlotTime(name="Morning", at=time(6, 30))
    assert hour.stepped(-1).content.slots[0].at == time(6, 45)
    assert hour.stepped(-1).stepped(1).content.slots == (), "the usual ones again"
    assert typed("99", hour).refusal
    named = on("Session 1", edited).with_text("Before work")
    fewer = typed("2", on("Sessions a day", named))
    assert [one.name for one in fewer.content.slots] == ["Before work", "Midday"]
    more = typed("3", on("Sessions a day", fewer.moved(1)))
    assert more.content.slots[2] == SlotTime(name="Session 3", at=time(16))


def test_minutes_have_a_limit_or_none() -> None:
    minutes = on("Minutes a session", editing())
    assert minutes.stepped(1).content.minutes == 15
    assert typed("7", minutes).moved(1).moved(-1).cleared().content.minutes is None


def test_rest_days_go_on_and_off() -> None:
    week = on("Rest days", editing())
    edited = week.stepped(-1).toggled().with_day_toggled(2)
    assert edited.content.rest_days == (2, 6)
    assert edited.with_day_toggled(6).content.rest_days == (2,)


def test_it_starts_today_or_later() -> None:
    start = on("From", editing())
    assert getattr(start.field, "shown", "") == "today"
    assert not start.stepped(-1).is_changed
    assert start.stepped(1).content.valid_from == date(2026, 11, 23)
    assert typed("2026-12-01", start).content.valid_from == date(2026, 12, 1)
    assert "past" in typed("2026-11-01", start).refusal
    assert not start.stepped(1).cleared().is_changed


@pytest.mark.parametrize("label", ["Prescribed by", "Notes"])
def test_texts_are_taken(label: str) -> None:
    edited = on(label, editing()).with_text("Ms Berg")
    assert "Ms Berg" in (edited.content.prescribed_by, edited.content.notes)
    assert edited.is_changed
    assert not edited.kept(edited.content).is_changed
    assert not edited.takes("1")
