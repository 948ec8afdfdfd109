"""Exercises that wait for a provider: which answers flag which, and unanswered stays unanswered."""

from dataclasses import replace

import pytest

from lumbar.domain import ask_first
from lumbar.domain.exercise import Condition, Exercise
from lumbar.domain.person import Agreement, ConditionAnswer, Person
from lumbar.domain.record import Outcome
from lumbar.domain.statements import with_agreement
from support.past import exercise, session
from support.sessions import exercises_by_id

FLAGGED = {
    Condition.OSTEOPOROSIS: {"back-stretch", "knee-to-chest", "cat-and-camel", "curl-up"},
    Condition.FRACTURE: {"back-stretch", "knee-to-chest", "cat-and-camel", "curl-up"},
    Condition.BACK_OPERATION: {"back-stretch"},
    Condition.HIP_OR_KNEE_OPERATION: {"heel-slides"},
    Condition.ANKLE_OPERATION: {"ankle-pumps"},
    Condition.PREGNANCY: {"pelvic-tilt", "curl-up"},
    Condition.HIGH_BLOOD_PRESSURE: {"wall-squats"},
    Condition.KNEE_TROUBLE: {"wall-squats", "cat-and-camel", "bird-dog"},
    Condition.WRIST_TROUBLE: {"cat-and-camel", "bird-dog"},
    Condition.SHOULDER_TROUBLE: {"bird-dog"},
    Condition.NECK_TROUBLE: {"curl-up"},
    Condition.HARD_TO_GET_DOWN: set(),
}


def person(*conditions: Condition, yes: bool = True) -> Person:
    return Person(conditions=tuple(ConditionAnswer(condition=one, yes=yes) for one in conditions))


def curl_up() -> Exercise:
    return exercises_by_id()["curl-up"]


@pytest.mark.parametrize("condition", list(Condition))
def test_each_condition_switches_off_the_exercises_that_it_concerns(condition: Condition) -> None:
    waiting = {one.id for one in exercises_by_id().values() if ask_first.waits_for(one, person(condition))}
    assert waiting == FLAGGED[condition]


def test_every_flagged_exercise_says_why_on_its_card() -> None:
    for one in exercises_by_id().values():
        assert not one.ask_first_if or one.ask_first


def test_no_and_no_answer_switch_nothing_off_and_no_answer_stays_none() -> None:
    everything = person(*Condition, yes=False)
    for one in exercises_by_id().values():
        assert not ask_first.waits_for(one, Person())
        assert not ask_first.waits_for(one, everything)
    assert Person().conditions == ()
    assert Person().given_by is None


def test_the_reasons_are_the_conditions_that_the_person_has() -> None:
    had = person(Condition.NECK_TROUBLE, Condition.PREGNANCY, Condition.WRIST_TROUBLE)
    assert set(ask_first.reasons(curl_up(), had)) == {Condition.NECK_TROUBLE, Condition.PREGNANCY}


def test_a_provider_who_agreed_switches_it_on_with_name_and_date_as_typed() -> None:
    first = Agreement(exercise_id="curl-up", provider="Dr. Roe", agreed_on="spring")
    later = Agreement(exercise_id="curl-up", provider="Ms. Poe", agreed_on="12 June")
    had = person(Condition.NECK_TROUBLE)
    assert ask_first.agreement(curl_up(), replace(had, agreements=(first, later))) == later
    assert not ask_first.waits_for(curl_up(), replace(had, agreements=(first,)))
    other = Agreement(exercise_id="bird-dog", provider="Dr. Roe", agreed_on="spring")
    assert ask_first.waits_for(curl_up(), replace(had, agreements=(other,)))


def test_an_agreement_covers_what_was_stated_by_then_and_what_is_stated_later_waits_anew() -> None:
    neck = person(Condition.NECK_TROUBLE)
    agreed = with_agreement(neck, curl_up(), "Dr. Roe", "spring")
    assert agreed.agreements[-1].conditions == (Condition.NECK_TROUBLE,)
    assert ask_first.waits_for(curl_up(), agreed) == ()
    more = person(Condition.NECK_TROUBLE, Condition.OSTEOPOROSIS, Condition.PREGNANCY)
    later = replace(agreed, conditions=more.conditions)
    assert ask_first.waits_for(curl_up(), later) == (Condition.OSTEOPOROSIS, Condition.PREGNANCY)
    assert ask_first.waits_for(curl_up(), with_agreement(later, curl_up(), "Dr. Roe", "May")) == ()


def test_an_agreement_without_its_conditions_stands_for_all_of_them() -> None:
    old = Agreement(exercise_id="curl-up", provider="Dr. Roe", agreed_on="spring")
    everything = person(*curl_up().ask_first_if)
    assert ask_first.waits_for(curl_up(), replace(everything, agreements=(old,))) == ()


def test_where_nothing_was_answered_the_line_stands_before_the_first_repetition_ever() -> None:
    skipped = session(1, exercise(outcome=Outcome.SKIPPED))
    assert ask_first.ask_first_lines(curl_up(), Person(), []) == curl_up().ask_first
    assert ask_first.ask_first_lines(curl_up(), Person(), [skipped]) == curl_up().ask_first
    assert not ask_first.ask_first_lines(curl_up(), Person(), [session(1)])


def test_where_all_that_matters_was_answered_it_does_not_stand_there() -> None:
    all_no = person(*curl_up().ask_first_if, yes=False)
    assert not ask_first.ask_first_lines(curl_up(), all_no, [])
    assert ask_first.ask_first_lines(curl_up(), replace(all_no, conditions=all_no.conditions[1:]), [])


@pytest.mark.parametrize(
    ("exercise_id", "line"),
    [
        ("ankle-pumps", "Your calf is hot, swollen or painful."),
        ("knee-to-chest", "You have leg pain that gets worse as you bend."),
        ("straight-leg-raises", "You have pain or tingling down a leg."),
    ],
)
def test_what_is_never_asked_stands_there_whatever_was_answered(exercise_id: str, line: str) -> None:
    one = exercises_by_id()[exercise_id]
    assert line in one.ask_first, "it is on the card, too"
    all_no = person(*Condition, yes=False)
    assert line in ask_first.ask_first_lines(one, all_no, [])
    assert ask_first.ask_first_lines(one, all_no, [session(1, exercise(exercise_id))]) == ()
    if one.ask_first_if:
        assert ask_first.ask_first_lines(one, all_no, []) == (line,), "the others were answered"
    agreed = Agreement(exercise_id=one.id, provider="Dr. Roe", agreed_on="spring")
    assert ask_first.ask_first_lines(one, Person(agreements=(agreed,)), []) == ()
    assert ask_first.ask_first_lines(replace(one, ask_first=(), ask_first_always=()), Person(), []) == ()
