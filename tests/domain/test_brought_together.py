"""What a person said in two places: all of it, once, and the careful of two answers."""

from dataclasses import fields, replace
from datetime import UTC, date, datetime, time, timedelta

import hypothesis.strategies as st
from hypothesis import given, settings

from lumbar.domain.brought_together import brought_together, new_statements
from lumbar.domain.exercise import Condition, Form
from lumbar.domain.for_provider import without_question
from lumbar.domain.person import (
    Afterward,
    AfterwardAnswer,
    Agreement,
    Away,
    BadDays,
    CheckedAnswer,
    ConditionAnswer,
    GivenBy,
    HalfAnswer,
    KeptStop,
    Level,
    Person,
    Question,
    RemovedQuestion,
    SetUpStep,
    SoftStop,
    SoftStopAnswer,
    StepAnswer,
    StepReply,
    SwitchedOn,
    TodaysChoice,
)
from lumbar.domain.statements import with_questions
from support.sessions import prescribed

DAY = date(2026, 11, 22)
OF_THE_FIRST = ("gentle_set", "when_and_where", "if_hindered", "todays_choice")
"""No matter of safety, and without a date that tells."""

days = st.integers(0, 3).map(lambda number: DAY + timedelta(days=number))
moments = st.none() | days.map(lambda day: datetime.combine(day, time(8), UTC))
names = st.sampled_from(["a", "b"])
exercises = st.sampled_from(["bird-dog", "curl-up"])
doses = st.builds(
    lambda name, reps, form: replace(prescribed(name)[0], reps=reps, form=form),
    exercises,
    st.integers(1, 3),
    st.sampled_from([Form.AS_PRESCRIBED, Form.EASIER]),
)


def some(one: st.SearchStrategy[object]) -> st.SearchStrategy[tuple[object, ...]]:
    return st.lists(one, max_size=3, unique=True).map(tuple)


def one_each(one: st.SearchStrategy[object], of: str) -> st.SearchStrategy[tuple[object, ...]]:
    return st.lists(one, max_size=2, unique_by=lambda found: getattr(found, of)).map(tuple)


questions = one_each(st.builds(Question, text=names, asked_on=days), "text")
removals = one_each(
    st.builds(lambda text, on: RemovedQuestion(mark=Question(text=text, asked_on=on).mark, on=on), names, days), "mark"
)


def as_if_kept(person: Person) -> Person:
    asked = {one.mark for one in person.questions}
    return replace(person, removed_questions=tuple(one for one in person.removed_questions if one.mark not in asked))


people = st.builds(
    Person,
    purpose_acknowledged_on=st.none() | days,
    given_by=st.none() | st.sampled_from(GivenBy),
    conditions=one_each(
        st.builds(ConditionAnswer, condition=st.sampled_from(list(Condition)[:3]), yes=st.booleans()), "condition"
    ),
    agreements=some(
        st.builds(
            Agreement,
            exercise_id=exercises,
            provider=names,
            agreed_on=names,
            conditions=st.none() | some(st.sampled_from(list(Condition)[:2])),
        )
    ),
    afterwards=one_each(
        st.builds(AfterwardAnswer, session_id=names, answer=st.sampled_from(Afterward), asked_on=days), "session_id"
    ),
    checks=some(st.builds(CheckedAnswer, session_id=names, checked=st.booleans(), asked_on=days, at=moments)),
    soft_stops=some(st.builds(SoftStopAnswer, stop=st.sampled_from(SoftStop), typed_on=days)),
    switched_on=some(st.builds(SwitchedOn, exercise_id=exercises, on=days, at=moments)),
    halves=some(st.builds(HalfAnswer, session_id=names, accepted=st.booleans(), asked_on=days)),
    levels=st.lists(
        st.builds(Level, dose=doses, since=days, sessions=st.none() | st.just(3), before=st.none() | doses),
        max_size=2,
        unique_by=lambda one: one.dose.exercise_id,
    ).map(tuple),
    steps=some(st.builds(StepAnswer, exercise_id=exercises, reply=st.sampled_from(StepReply), on=days)),
    rotation_since=st.none() | days,
    provider_said_amount=st.booleans(),
    bad_days=one_each(st.builds(BadDays, first=days, days=st.integers(1, 7), end_settled=st.booleans()), "first"),
    gentle_set=some(doses),
    questions=questions,
    removed_questions=removals,
    away=some(st.builds(lambda first, more: Away(first=first, last=first + timedelta(days=more)), days, st.just(0))),
    visits=st.lists(days, unique=True, max_size=3).map(sorted).map(tuple),
    when_and_where=st.sampled_from(["", "At home", "At work"]),
    if_hindered=st.sampled_from(["", "Later"]),
    todays_choice=st.none() | st.builds(TodaysChoice, day=days, minutes=st.integers(1, 3)),
    set_up_at=st.none() | st.sampled_from(SetUpStep),
    minutes_proposed_on=st.none() | days,
    minutes_mentioned_on=st.none() | days,
    stops=one_each(st.builds(KeptStop, session_id=names, day=days, serious=st.booleans(), at=moments), "session_id"),
).map(as_if_kept)


def without_preferences(person: Person) -> Person:
    return replace(person, gentle_set=(), when_and_where="", if_hindered="", todays_choice=None)


@settings(max_examples=40)
@given(people, people)
def test_which_comes_first_makes_no_difference_but_for_preferences(one: Person, other: Person) -> None:
    both, turned = brought_together(one, other), brought_together(other, one)
    assert without_preferences(both) == without_preferences(turned)
    for name in OF_THE_FIRST[:3]:
        assert getattr(both, name) == getattr(one, name) or not getattr(one, name)


@settings(max_examples=40)
@given(people, people, people)
def test_a_second_time_and_another_order_change_nothing(one: Person, other: Person, third: Person) -> None:
    both = brought_together(one, other)
    assert brought_together(both, other) == brought_together(both, one) == both
    assert new_statements(both, brought_together(both, other)) == 0
    rest = brought_together(other, third)
    assert without_preferences(brought_together(both, third)) == without_preferences(brought_together(one, rest))


@settings(max_examples=40)
@given(people, people)
def test_nothing_that_was_said_is_lost(one: Person, other: Person) -> None:
    both = brought_together(one, other)
    for person in (one, other):
        for name in ("agreements", "checks", "soft_stops", "switched_on", "halves", "steps", "visits"):
            assert set(getattr(person, name)) <= set(getattr(both, name))
        assert {said.condition for said in person.conditions} <= {said.condition for said in both.conditions}
        removed = {gone.mark for gone in (*one.removed_questions, *other.removed_questions)}
        kept = {said.text for said in person.questions if said.mark not in removed}
        assert kept <= {said.text for said in both.questions}
        assert {said.session_id for said in person.afterwards} <= {said.session_id for said in both.afterwards}
        assert {level.dose.exercise_id for level in person.levels} <= {one.dose.exercise_id for one in both.levels}
        for day in (DAY + timedelta(days=number) for number in range(12)):
            for spans in ("away", "bad_days"):
                covered = any(span.covers(day) for span in getattr(person, spans))
                assert not covered or any(span.covers(day) for span in getattr(both, spans))


def asked(day: date) -> Person:
    return with_questions(Person(), ["Why?", "How?"], day)


def test_a_question_that_was_removed_since_it_was_asked_last_does_not_come_back() -> None:
    here = without_question(asked(DAY), 1, DAY)
    for both in (brought_together(here, asked(DAY)), brought_together(asked(DAY), here)):
        assert [one.text for one in both.questions] == ["How?"]
        assert both.removed_questions == here.removed_questions
        assert brought_together(both, asked(DAY)) == both
        assert "Why?" not in repr(both)


def test_a_question_that_was_asked_after_it_was_removed_stays() -> None:
    removed = without_question(asked(DAY), 1, DAY)
    later = DAY + timedelta(days=1)
    again = with_questions(removed, ["Why?"], later)
    assert again.removed_questions == ()
    for there in (again, asked(later)):
        for both in (brought_together(removed, there), brought_together(there, removed)):
            assert {one.text for one in both.questions} == {"Why?", "How?"}
            assert both.removed_questions == ()


def test_one_copy_with_a_wrong_clock_removes_what_it_has() -> None:
    here = without_question(asked(DAY), 1, DAY - timedelta(days=9))
    assert [one.text for one in brought_together(here, asked(DAY)).questions] == ["How?"]


@settings(max_examples=40)
@given(people, people)
def test_of_two_answers_the_careful_one_holds(one: Person, other: Person) -> None:
    both = brought_together(one, other)
    for person in (one, other):
        assert {said.condition for said in person.conditions if said.yes} <= {
            said.condition for said in both.conditions if said.yes
        }
        worse = {said.session_id for said in person.afterwards if said.answer is Afterward.STILL_WORSE}
        assert worse <= {said.session_id for said in both.afterwards if said.answer is Afterward.STILL_WORSE}
        assert {stop.session_id for stop in person.stops if stop.serious} <= {
            stop.session_id for stop in both.stops if stop.serious
        }
        now = {level.dose.exercise_id: level.dose for level in both.levels}
        for level in person.levels:
            assert now[level.dose.exercise_id].reps <= level.dose.reps


@settings(max_examples=40)
@given(people)
def test_with_somebody_who_said_nothing_all_of_it_is_there(person: Person) -> None:
    said = replace(person, purpose_acknowledged_on=DAY)
    for both in (brought_together(Person(), said), brought_together(said, Person())):
        for field in fields(Person):
            kept, whole = getattr(both, field.name), getattr(said, field.name)
            if field.name == "away":
                assert bool(kept) == bool(whole)
            elif isinstance(whole, tuple):
                assert set(kept) == set(whole)
            else:
                assert kept == whole
