"""Which question comes next before a session, and what the answers make of today's set."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from itertools import product
from typing import Any

import pytest

from lumbar.domain.before import (
    MOST_STEPS,
    STARTS_NOTHING_UNANSWERED,
    Ask,
    Before,
    Kind,
    Reply,
    change_for,
    next_ask,
    resulting,
    taken,
)
from lumbar.domain.exercise import Form
from lumbar.domain.next_time import ComeBack
from lumbar.domain.person import (
    Afterward,
    AfterwardAnswer,
    Agreement,
    BadDays,
    Level,
    Person,
    SoftStop,
    StepAnswer,
    StepReply,
    WayOn,
)
from lumbar.domain.prescription import PrescribedExercise
from lumbar.domain.record import Answer, SessionRecord
from support.past import NOW, TODAY, days_ago, exercise, exercise_at, noon_of, session, stopped
from support.sessions import exercises_by_id, prescribed

AGREED = Person(
    agreements=tuple(Agreement(exercise_id=one, provider="Ms Berg", agreed_on="May") for one in exercises_by_id())
)
SET = prescribed("curl-up", "bird-dog")


def a_start(
    *sessions: SessionRecord, person: Person = AGREED, exercises: tuple[PrescribedExercise, ...] = SET
) -> Before:
    return Before(
        today=TODAY,
        now=NOW,
        catalog=exercises_by_id(),
        sessions=sessions,
        person=person,
        prescribed=prescribed(*(one.exercise_id for one in exercises)),
        exercises=exercises,
    )


def asked(before: Before, *replies: Reply) -> tuple[Sequence[Ask], Before]:
    """Answer with *replies*, then leave out what can be; return what was asked."""
    seen: list[Ask] = []
    rest = list(replies)
    while (ask := next_ask(before)) is not None:
        seen.append(ask)
        reply = rest.pop(0) if rest else None
        if reply is None and ask.kind in STARTS_NOTHING_UNANSWERED:
            break
        before = taken(before, ask, reply)
    return seen, before


def lower(exercise_id: str) -> Level:
    (given,) = prescribed(exercise_id)
    return Level(dose=replace(given, hold_seconds=tuple(held - 2 for held in given.hold_seconds)), since=days_ago(9))


def test_in_the_plain_case_the_pain_alone_is_asked() -> None:
    seen, before = asked(a_start(session(1)), 3)
    assert seen == [Ask(Kind.PAIN)]
    assert (before.pain_before, resulting(before)) == (3, SET)


def test_the_questions_come_in_their_order() -> None:
    past = stopped(0, Answer.SEVERE_PAIN, None)
    person = replace(AGREED, agreements=())
    seen, _ = asked(a_start(past, session(30), person=person), True, Afterward.STILL_WORSE, 8, True, True, True)
    assert [ask.kind for ask in seen] == [
        Kind.CHECK,
        Kind.AFTERWARD,
        Kind.PAIN,
        Kind.TYPED_YES,
        Kind.TYPED_YES,
        Kind.HALF,
        Kind.COME_BACK,
        Kind.ASK_FIRST,
    ]
    assert [ask.about for ask in seen[3:5]] == [SoftStop.HIGH_BEFORE.value, SoftStop.DAY_OF_A_STOP.value]


def test_after_a_no_to_the_check_there_is_care_advice_and_nothing_else_today() -> None:
    before = a_start(stopped(2, Answer.NEW_SYMPTOM, None))
    ask = next_ask(before)
    assert ask is not None
    for _ in range(2):
        before = taken(before, ask, reply=False)
        assert next_ask(before) == Ask(Kind.CARE, ask.about)
    tomorrow = replace(before, today=days_ago(-1), now=noon_of(days_ago(-1)), asked=frozenset())
    assert next_ask(tomorrow) == ask


def test_the_second_still_worse_running_asks_for_a_typed_yes_and_not_for_half() -> None:
    past = session(4, before=1, after=3)
    earlier = AfterwardAnswer(session_id=past.id, answer=Afterward.STILL_WORSE, asked_on=days_ago(3))
    start = a_start(session(1, before=1, after=3), past, person=replace(AGREED, afterwards=(earlier,)))
    seen, before = asked(start, Afterward.STILL_WORSE, None, True)
    assert seen[1:] == [Ask(Kind.PAIN), Ask(Kind.TYPED_YES, SoftStop.STILL_WORSE_TWICE.value)]
    assert before.person.soft_stops[0].typed_on == TODAY


@pytest.mark.parametrize(("half", "choice"), list(product([True, False, None], [*ComeBack, None])))
def test_half_the_dose_and_what_comes_back_go_together(half: bool | None, choice: ComeBack | None) -> None:  # noqa: FBT001 - as pytest gives it
    start = a_start(stopped(20))
    _, before = asked(start, Afterward.AS_USUAL, None, half, choice)
    doses = {one.exercise_id: one for one in resulting(before)}
    assert doses["bird-dog"].sets == (3 if half else 5)
    assert ("curl-up" in doses) is (choice is not ComeBack.LEAVE_OUT)
    if "curl-up" in doses:
        assert doses["curl-up"].form is (Form.AS_PRESCRIBED if choice is ComeBack.AS_PRESCRIBED else Form.EASIER)
        assert doses["curl-up"].reps <= (3 if half else 5)


def kept_levels(before: Before) -> dict[str, tuple[int, int, date]]:
    return {one.dose.exercise_id: (one.dose.reps, one.dose.sets, one.since) for one in before.person.levels}


def test_half_the_dose_that_is_accepted_is_the_level_from_which_steps_lead_up() -> None:
    worse = session(1, before=1, after=3)
    seen, before = asked(a_start(worse), Afterward.STILL_WORSE, 2, True)
    assert seen[-1] == Ask(Kind.HALF, worse.id)
    assert kept_levels(before) == {"curl-up": (3, 1, TODAY), "bird-dog": (1, 3, TODAY)}
    assert [one.sets for one in resulting(before)] == [1, 3]
    well = [session(ago, *(exercise_at(one) for one in resulting(before))) for ago in (-2, -4, -7)]
    later = replace(before, today=days_ago(-7), sessions=(*well, worse), asked=frozenset())
    seen, _ = asked(later, 2)
    assert [ask.kind for ask in seen] == [Kind.PAIN, Kind.STEP, Kind.STEP]


@pytest.mark.parametrize("reply", [True, False, None])
def test_half_is_offered_once_for_each_still_worse(*, reply: bool | None) -> None:
    _, before = asked(a_start(session(1, before=1, after=3)), Afterward.STILL_WORSE, 2, reply)
    seen, again = asked(replace(before, asked=frozenset()), 2)
    assert [ask.kind for ask in seen] == [Kind.PAIN]
    assert resulting(again) == resulting(before)


def test_after_a_break_half_is_for_three_sessions_and_then_it_is_asked_how_to_go_on() -> None:
    seen, before = asked(a_start(session(20)), 2, True)
    assert [ask.kind for ask in seen] == [Kind.PAIN, Kind.HALF]
    half = resulting(before)
    for done in range(3):
        past = tuple(session(-ago, *(exercise_at(one) for one in half)) for ago in range(done))
        seen, at = asked(replace(before, sessions=past, today=days_ago(-done), asked=frozenset()), 2)
        assert [ask.kind for ask in seen] == [Kind.PAIN], "no other question, and no step up"
        assert resulting(at) == half
    past = tuple(session(-ago, *(exercise_at(one) for one in half)) for ago in range(3))
    fourth = replace(before, sessions=past, today=days_ago(-9), asked=frozenset())
    for reply, kept in ((WayOn.AS_BEFORE, SET), (WayOn.FROM_HERE, half), (None, half)):
        seen, at = asked(fourth, 2, reply)
        assert [ask.kind for ask in seen] == [Kind.PAIN, Kind.HALF_OVER]
        assert resulting(at) == kept
        seen, _ = asked(replace(at, asked=frozenset()), 2)
        assert (Kind.HALF_OVER in [ask.kind for ask in seen]) is (reply is None)
        assert (Kind.STEP in [ask.kind for ask in seen]) is (reply is WayOn.FROM_HERE)


def test_half_that_is_accepted_for_a_named_exercise_is_half_of_the_whole_plan() -> None:
    named = replace(a_start(session(20)), plan=SET, prescribed=SET[:1], exercises=SET[:1], named=True)
    _, before = asked(named, 2, True)
    assert {level.dose.exercise_id for level in before.person.levels} == {one.exercise_id for one in SET}


def test_after_a_break_nothing_is_offered_to_somebody_at_half_already() -> None:
    _, before = asked(a_start(session(20)), 2, True)
    seen, _ = asked(replace(before, sessions=(session(-20), session(20)), today=days_ago(-40), asked=frozenset()), 2)
    assert [ask.kind for ask in seen] == [Kind.PAIN]


def test_the_gentle_set_can_be_the_level_after_bad_days() -> None:
    person = replace(AGREED, bad_days=(BadDays(first=days_ago(20), days=3),))
    for reply, forms in ((WayOn.AS_BEFORE, Form.AS_PRESCRIBED), (WayOn.FROM_HERE, Form.EASIER)):
        seen, before = asked(a_start(session(5), person=person), reply, 2)
        assert [ask.kind for ask in seen] == [Kind.GENTLE_OVER, Kind.PAIN]
        assert {one.form for one in resulting(before)} == {forms}
        assert len(before.person.levels) == (2 if forms is Form.EASIER else 0)
        assert before.person.bad_days[0].end_settled


@pytest.mark.parametrize("days", [1, 7, None])
def test_a_few_more_gentle_days_begin_today(days: int | None) -> None:
    person = replace(AGREED, bad_days=(BadDays(first=days_ago(3), days=3),))
    seen, before = asked(a_start(session(1), person=person), WayOn.MORE_GENTLE_DAYS, days)
    assert [ask.kind for ask in seen] == [Kind.GENTLE_OVER, Kind.GENTLE_DAYS, Kind.PAIN]
    assert {one.form for one in resulting(before)} == {Form.EASIER if days else Form.AS_PRESCRIBED}
    assert before.person.bad_days[0].end_settled
    assert [one.days for one in before.person.bad_days[1:]] == ([days] if days else [])


def test_the_easier_form_can_be_the_level_of_what_comes_back() -> None:
    _, before = asked(a_start(stopped(1)), Afterward.BETTER, 2, ComeBack.EASIER_FROM_NOW_ON)
    (level,) = before.person.levels
    assert (level.dose.exercise_id, level.dose.form, level.since) == ("curl-up", Form.EASIER, TODAY)
    assert [one.form for one in resulting(before)] == [Form.EASIER, Form.AS_PRESCRIBED]


def test_the_turn_is_not_done_at_an_easier_level() -> None:
    turning = replace(AGREED, rotation_since=days_ago(60))
    _, before = asked(a_start(stopped(1), person=turning), Afterward.BETTER, 2, ComeBack.EASIER_FROM_NOW_ON)
    assert resulting(before)[0].form is Form.EASIER


def on_the_way_up(*ids: str) -> Before:
    levels = tuple(lower(one) for one in ids)
    sessions = [session(ago, *(exercise_at(level.dose) for level in levels)) for ago in (1, 3, 5)]
    person = replace(AGREED, levels=levels)
    return a_start(*sessions, person=person, exercises=tuple(level.dose for level in levels))


def test_a_step_that_is_accepted_is_in_the_session_and_kept() -> None:
    start = on_the_way_up("curl-up")
    (low,) = start.exercises[0].hold_seconds
    seen, before = asked(start, 2, StepReply.ACCEPTED)
    assert seen[-1] == Ask(Kind.STEP, "curl-up")
    assert resulting(before)[0].hold_seconds == before.person.levels[0].dose.hold_seconds == (low + 1,)
    assert before.person.levels[0].since == TODAY


def test_so_many_steps_are_offered_at_most() -> None:
    ids = [one.id for one in exercises_by_id().values() if one.dose.hold_seconds and min(one.dose.hold_seconds) > 2]
    assert len(ids) > MOST_STEPS
    seen, _ = asked(on_the_way_up(*ids), 2)
    assert sum(ask.kind is Kind.STEP for ask in seen) == MOST_STEPS


def arrived(*ids: str, **changed: Any) -> Before:
    """Steps led back to the prescription, at which three sessions went well."""
    start = on_the_way_up(*ids)
    doses = prescribed(*ids)
    person = replace(start.person, levels=tuple(Level(dose=one, since=days_ago(9)) for one in doses))
    sessions = tuple(session(ago, *(exercise_at(one) for one in doses)) for ago in (1, 3, 5))
    return replace(start, **{"person": person, "sessions": sessions, "exercises": doses, **changed})


@pytest.mark.parametrize("reply", ["May I do more?", False])
def test_beyond_the_prescription_more_is_a_question_for_the_provider(reply: Reply) -> None:
    seen, before = asked(arrived("curl-up", "bird-dog"), 2, reply)
    assert [ask.kind for ask in seen] == [Kind.PAIN, Kind.BEYOND]
    assert resulting(before) == prescribed("curl-up", "bird-dog")
    assert before.person.levels == ()
    assert [(one.text, one.asked_on) for one in before.person.questions] == ([(reply, TODAY)] if reply else [])
    seen, _ = asked(replace(before, asked=frozenset()), 2)
    assert [ask.kind for ask in seen] == [Kind.PAIN], "it is asked once"


def test_beyond_left_out_keeps_nothing() -> None:
    start = arrived("curl-up")
    seen, before = asked(start, 2)
    assert [ask.kind for ask in seen] == [Kind.PAIN, Kind.BEYOND]
    assert before.person == start.person


@pytest.mark.parametrize(
    "start",
    [
        arrived("curl-up", sessions=(session(1, exercise("curl-up")), session(3, exercise("curl-up")))),
        arrived("curl-up", sessions=tuple(session(ago, exercise("curl-up"), before=4, after=4) for ago in (1, 3, 5))),
        arrived("curl-up", person=replace(AGREED, levels=(Level(dose=prescribed("curl-up")[0], since=days_ago(6)),))),
        arrived(
            "curl-up",
            person=replace(
                AGREED,
                levels=(Level(dose=prescribed("curl-up")[0], since=days_ago(9)),),
                steps=(StepAnswer(exercise_id="curl-up", reply=StepReply.PROVIDER_SAID, on=days_ago(30)),),
            ),
        ),
        arrived("curl-up", person=AGREED),
    ],
    ids=["two sessions", "not well", "six days", "the provider said something else", "never on a level"],
)
def test_beyond_is_not_mentioned_before_its_time(start: Before) -> None:
    seen, _ = asked(start, 2)
    assert [ask.kind for ask in seen] == [Kind.PAIN]


def test_no_step_is_offered_where_less_is_the_matter() -> None:
    start = on_the_way_up("curl-up")
    bad = replace(start.person, bad_days=(BadDays(first=TODAY, days=1),))
    seen, _ = asked(replace(start, person=bad), 2)
    assert [ask.kind for ask in seen] == [Kind.PAIN]
    seen, _ = asked(start, 7, True)
    assert [ask.kind for ask in seen] == [Kind.PAIN, Kind.TYPED_YES]


def test_the_ask_first_lines_are_of_what_is_done_today_alone() -> None:
    start = a_start(stopped(1, exercise_id="curl-up"), person=Person(), exercises=prescribed("curl-up"))
    seen, _ = asked(start, Afterward.BETTER, 2, ComeBack.LEAVE_OUT)
    assert seen[-1].kind is Kind.COME_BACK


GENTLE_DAYS_BEHIND = replace(AGREED, bad_days=(BadDays(first=days_ago(9), days=3),))
HALF_BEHIND = replace(AGREED, levels=(replace(lower("curl-up"), sessions=3),))


@pytest.mark.parametrize(
    ("start", "kind", "reply"),
    [
        (a_start(session(20)), Kind.HALF, True),
        (a_start(session(20)), Kind.HALF, None),
        (a_start(session(1), person=GENTLE_DAYS_BEHIND), Kind.GENTLE_OVER, WayOn.FROM_HERE),
        (a_start(session(1), person=GENTLE_DAYS_BEHIND), Kind.GENTLE_OVER, None),
        (a_start(session(1), person=GENTLE_DAYS_BEHIND), Kind.GENTLE_DAYS, 3),
        (a_start(session(1), session(2), session(3), person=HALF_BEHIND), Kind.HALF_OVER, WayOn.FROM_HERE),
        (a_start(session(1), session(2), session(3), person=HALF_BEHIND), Kind.HALF_OVER, WayOn.AS_BEFORE),
        (a_start(stopped(1)), Kind.COME_BACK, ComeBack.EASIER_FROM_NOW_ON),
        (arrived("curl-up"), Kind.BEYOND, "May I do more?"),
    ],
)
def test_an_answer_that_is_kept_twice_is_kept_once(start: Before, kind: Kind, reply: Reply) -> None:
    change = change_for(start, Ask(kind, "curl-up"), reply)
    assert change is not None
    once = change(start.person)
    assert once != start.person
    assert change(once) == once
