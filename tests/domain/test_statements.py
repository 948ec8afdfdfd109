"""What the person states, and what is kept of it."""

from lumbar.domain import statements
from lumbar.domain.exercise import Condition
from lumbar.domain.next_time import bad_days_are_over, gentle_today
from lumbar.domain.person import BadDays, ConditionAnswer, GivenBy, Person, Question
from support.past import TODAY, days_ago

RUNNING = Person(bad_days=(BadDays(first=days_ago(2), days=5),))


def test_answers_take_the_place_of_those_before_in_their_own_order() -> None:
    before = Person(conditions=(ConditionAnswer(condition=Condition.PREGNANCY, yes=True),))
    answers = {Condition.NECK_TROUBLE: False, Condition.FRACTURE: True}
    assert statements.with_ask_first(before, GivenBy.NOBODY_YET, answers) == Person(
        given_by=GivenBy.NOBODY_YET,
        conditions=(
            ConditionAnswer(condition=Condition.FRACTURE, yes=True),
            ConditionAnswer(condition=Condition.NECK_TROUBLE, yes=False),
        ),
    )


def test_new_bad_days_end_those_that_are_running() -> None:
    person = statements.with_bad_days(RUNNING, TODAY, 3)
    assert person.bad_days == (
        BadDays(first=days_ago(2), days=2, end_settled=True),
        BadDays(first=TODAY, days=3),
    )


def test_there_are_one_to_seven_of_them() -> None:
    assert statements.with_bad_days(Person(), TODAY, 9).bad_days[0].days == 7
    assert statements.with_bad_days(Person(), TODAY, 0).bad_days[0].days == 1


def test_bad_days_that_are_ended_are_over_and_nothing_is_asked_about_them() -> None:
    person = statements.without_bad_days(RUNNING, TODAY)
    assert not gentle_today(person, TODAY)
    assert not bad_days_are_over(person, TODAY)
    assert statements.without_bad_days(person, TODAY) == person


def test_how_to_go_on_is_asked_until_it_is_settled() -> None:
    person = Person(bad_days=(BadDays(first=days_ago(2), days=2),))
    assert bad_days_are_over(person, TODAY)
    assert not bad_days_are_over(statements.with_end_settled(person), TODAY)
    assert statements.with_end_settled(Person()) == Person()


def test_a_question_is_kept_once() -> None:
    person = statements.with_questions(Person(), ["Why?", "Why?", "How?"], TODAY)
    assert person.questions == (Question(text="Why?", asked_on=TODAY), Question(text="How?", asked_on=TODAY))
    assert statements.with_questions(person, ["How?"], TODAY) is person
