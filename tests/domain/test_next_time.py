"""Before the next session: what is asked, what is offered, what needs a typed yes, what has to wait."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta, timezone

import pytest

from lumbar.domain import answers, next_time
from lumbar.domain.exercise import Condition, Form
from lumbar.domain.next_time import Checked, ComeBack, ComingBack, HalfOffer, HalfReason
from lumbar.domain.person import (
    Afterward,
    AfterwardAnswer,
    Agreement,
    BadDays,
    CheckedAnswer,
    ConditionAnswer,
    HalfAnswer,
    KeptStop,
    Level,
    Person,
    SoftStop,
    SwitchedOn,
)
from lumbar.domain.prescription import PrescribedExercise, half_the_repetitions
from lumbar.domain.record import Answer, Outcome, SessionRecord, Status
from lumbar.domain.statements import with_switched_on
from lumbar.domain.todays_set import come_back, gentle_set, todays_set
from support.past import NOW, TODAY, days_ago, exercise, session, stopped, told
from support.sessions import exercises_by_id, prescribed

NOBODY = Person()
CATALOG = exercises_by_id()


def said(*answers: Afterward, ids: tuple[str, ...] = ()) -> Person:
    afterwards = tuple(
        AfterwardAnswer(session_id=ids[number] if ids else str(number), answer=answer, asked_on=TODAY)
        for number, answer in enumerate(answers)
    )
    return Person(afterwards=afterwards)


# --- have you been checked? -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("past", "asked"),
    [
        (stopped(2, Answer.SEVERE_PAIN), True),
        (stopped(2, Answer.NEW_SYMPTOM), True),
        (stopped(2, Answer.PAIN, 7), True),
        (stopped(2, Answer.PAIN, 6), False),
        (stopped(2, Answer.UNWELL), False),
        (session(2, events=(told(Answer.PAIN, level=9),)), False),
        (session(2), False),
    ],
)
def test_after_a_serious_stop_it_is_asked_whether_one_was_checked(past: SessionRecord, *, asked: bool) -> None:
    check = next_time.needs_check([session(1), past], NOBODY, TODAY, NOW)
    assert check == (Checked(past.id, said_no_today=False) if asked else None)


def test_no_lets_nothing_start_on_that_day_and_it_is_asked_again_on_the_next() -> None:
    past = stopped(2, Answer.SEVERE_PAIN)

    def checked(answer: bool, ago: int) -> Person:  # noqa: FBT001 - the answer
        return Person(checks=(CheckedAnswer(session_id=past.id, checked=answer, asked_on=days_ago(ago)),))

    assert next_time.needs_check([past], checked(False, 0), TODAY, NOW) == Checked(past.id, said_no_today=True)
    assert next_time.needs_check([past], checked(False, 1), TODAY, NOW) == Checked(past.id, said_no_today=False)
    assert next_time.needs_check([past], checked(True, 1), TODAY, NOW) is None


def test_a_yes_to_a_stop_that_is_still_to_come_settles_no_other() -> None:
    real, wrong = stopped(1, Answer.SEVERE_PAIN), stopped(-400, Answer.SEVERE_PAIN)
    person = Person(checks=(CheckedAnswer(session_id=wrong.id, checked=True, asked_on=days_ago(-400)),))
    assert next_time.needs_check([real, wrong], person, TODAY, NOW) == Checked(real.id, said_no_today=False)
    assert next_time.needs_check([wrong], person, TODAY, NOW) is None
    assert next_time.needs_check([wrong, real], NOBODY, TODAY, NOW) == Checked(wrong.id, said_no_today=False)


def test_an_older_serious_stop_is_settled_with_the_newer_one() -> None:
    newer, older = stopped(2, Answer.SEVERE_PAIN), stopped(9, Answer.NEW_SYMPTOM)
    person = Person(checks=(CheckedAnswer(session_id=newer.id, checked=True, asked_on=TODAY),))
    assert next_time.needs_check([older, newer], person, TODAY, NOW) is None


# --- after last time --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("past", "asked"),
    [
        (session(1, events=(told(Answer.PAIN),)), True),
        (session(1, events=(told(Answer.SEVERE_PAIN),)), True),
        (session(1, before=2, after=3), True),
        (session(1, before=2, after=2), False),
        (session(1, before=None, after=3), False),
        (session(1, before=2, after=None), False),
        (session(1, events=(told(Answer.DISCOMFORT),)), False),
    ],
)
def test_after_pain_or_a_higher_end_it_is_asked_how_it_was(past: SessionRecord, *, asked: bool) -> None:
    assert next_time.asks_afterward([session(3), past], NOBODY) == (past if asked else None)


def test_it_is_asked_once_and_of_the_last_session_alone() -> None:
    past = stopped(1)
    assert next_time.asks_afterward([past], said(Afterward.BETTER, ids=(past.id,))) is None
    assert next_time.asks_afterward([session(0), past], NOBODY) is None
    assert next_time.asks_afterward([], NOBODY) is None


def test_the_first_still_worse_offers_half_and_the_second_running_is_a_soft_stop() -> None:
    worse, usual = Afterward.STILL_WORSE, Afterward.AS_USUAL
    newest, middle, oldest = hurting = [session(ago, before=2, after=4) for ago in (1, 2, 3)]

    def running(*answers: tuple[SessionRecord, Afterward]) -> list[str]:
        person = said(*(answer for _, answer in answers), ids=tuple(one.id for one, _ in answers))
        return list(next_time.still_worse_running(hurting, person))

    assert running() == []
    assert running((newest, worse)) == [newest.id]
    assert running((middle, worse), (newest, worse)) == [newest.id, middle.id]
    assert running((oldest, worse), (middle, usual), (newest, worse)) == [newest.id]
    once = said(worse, ids=(newest.id,))
    twice = said(worse, worse, ids=(middle.id, newest.id))
    assert next_time.half_offer(hurting, once, TODAY) == HalfOffer(HalfReason.STILL_WORSE, newest.id)
    assert next_time.soft_stops(hurting, once, TODAY, NOW, None) == ()
    assert next_time.soft_stops(hurting, twice, TODAY, NOW, None) == (SoftStop.STILL_WORSE_TWICE,)


def test_a_session_after_which_nothing_is_asked_ends_what_was_running() -> None:
    worse = [session(ago, before=2, after=4) for ago in (3, 4)]
    person = said(Afterward.STILL_WORSE, Afterward.STILL_WORSE, ids=tuple(one.id for one in worse))
    assert next_time.soft_stops(worse, person, TODAY, NOW, None) == (SoftStop.STILL_WORSE_TWICE,)
    assert next_time.soft_stops([session(1), *worse], person, TODAY, NOW, None) == ()
    left_open = session(1, before=2, after=4)
    assert next_time.soft_stops([left_open, *worse], person, TODAY, NOW, None) == (SoftStop.STILL_WORSE_TWICE,)


def test_a_session_without_a_repetition_ends_nothing_and_hides_no_question() -> None:
    given_up = session(0, exercise(outcome=Outcome.SKIPPED), status=Status.ENDED_EARLY, before=2, after=None)
    worse = [session(ago, before=2, after=4) for ago in (3, 4)]
    person = said(Afterward.STILL_WORSE, Afterward.STILL_WORSE, ids=tuple(one.id for one in worse))
    stops = next_time.soft_stops([given_up, *worse], person, TODAY, NOW, None)
    assert stops == (SoftStop.STILL_WORSE_TWICE,)
    assert next_time.asks_afterward([given_up, *worse], NOBODY) == worse[0]


def test_what_hurt_before_the_first_repetition_is_asked_about() -> None:
    past = replace(stopped(0), exercises=(exercise(outcome=Outcome.SKIPPED),))
    assert past.reps_done == 0
    assert next_time.asks_afterward([past, session(1)], NOBODY) == past


@pytest.mark.parametrize("past", [stopped(40, Answer.NEW_SYMPTOM), stopped(2, Answer.PAIN, 8)])
def test_a_serious_stop_holds_though_its_record_is_old_or_deleted_until_the_person_was_checked(
    past: SessionRecord,
) -> None:
    person = next_time.with_stop(NOBODY, past)
    assert next_time.needs_check([], person, TODAY, NOW) == Checked(past.id, said_no_today=False)
    assert next_time.needs_check([session(1)], person, TODAY, NOW) == Checked(past.id, said_no_today=False)
    answer = CheckedAnswer(session_id=past.id, checked=True, asked_on=TODAY)
    assert next_time.needs_check([], replace(person, checks=(answer,)), TODAY, NOW) is None


def test_a_stop_of_today_asks_for_a_typed_yes_though_its_record_is_deleted() -> None:
    person = next_time.with_stop(NOBODY, stopped(0, Answer.PAIN, 3))
    assert next_time.soft_stops([], person, TODAY, NOW, None) == (SoftStop.DAY_OF_A_STOP,)
    assert next_time.needs_check([], person, TODAY, NOW) is None
    later = next_time.with_stop(person, stopped(-1, Answer.UNWELL))
    assert [one.session_id for one in later.stops] == [stopped(-1, Answer.UNWELL).id]
    assert next_time.with_stop(person, session(0)) == person


def at(day: date, hour: int, minute: int = 0) -> datetime:
    return datetime.combine(day, time(hour, minute), tzinfo=UTC)


def ended(past: SessionRecord, when: datetime) -> SessionRecord:
    return replace(past, id=f"ended {when}", ended_at=when)


def test_of_two_serious_stops_on_one_day_the_second_is_asked_about_though_its_record_is_deleted() -> None:
    first = ended(stopped(1, Answer.SEVERE_PAIN), at(days_ago(1), 8))
    second = ended(stopped(1, Answer.NEW_SYMPTOM), at(days_ago(1), 18))
    person = next_time.with_stop(next_time.with_stop(NOBODY, first), second)
    person = replace(person, checks=(CheckedAnswer(session_id=first.id, checked=True, asked_on=days_ago(1)),))
    for sessions in ([first], [], [first, second]):
        assert next_time.needs_check(sessions, person, TODAY, NOW) == Checked(second.id, said_no_today=False)


def test_of_two_serious_stops_without_a_time_the_one_without_a_yes_is_asked_about() -> None:
    stops = tuple(KeptStop(session_id=one, day=days_ago(1), serious=True) for one in ("a", "b"))
    for checked, waits in (("a", "b"), ("b", "a")):
        answer = CheckedAnswer(session_id=checked, checked=True, asked_on=days_ago(1))
        person = Person(stops=stops, checks=(answer,))
        assert next_time.needs_check([], person, TODAY, NOW) == Checked(waits, said_no_today=False)
        timed = stopped(1, Answer.SEVERE_PAIN)
        person = next_time.with_stop(Person(stops=stops[:1], checks=person.checks), timed)
        asked = timed.id if checked == "a" else "a"
        assert next_time.needs_check([], person, TODAY, NOW) == Checked(asked, said_no_today=False)


# --- soft stops -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("level", "stops"), [(None, False), (6, False), (7, True), (10, True)])
def test_pain_of_seven_or_more_before_asks_for_a_typed_yes(level: int | None, *, stops: bool) -> None:
    assert next_time.soft_stops([], NOBODY, TODAY, NOW, level) == ((SoftStop.HIGH_BEFORE,) if stops else ())


def test_starting_again_on_the_day_of_a_stop_asks_for_a_typed_yes() -> None:
    assert next_time.soft_stops([stopped(0)], NOBODY, TODAY, NOW, 2) == (SoftStop.DAY_OF_A_STOP,)
    assert next_time.soft_stops([stopped(0, Answer.UNWELL)], NOBODY, TODAY, NOW, 2) == (SoftStop.DAY_OF_A_STOP,)
    assert next_time.soft_stops([stopped(1), session(0)], NOBODY, TODAY, NOW, 2) == ()


@pytest.mark.parametrize("deleted", [False, True])
@pytest.mark.parametrize(
    ("counts_for", "stopped_at", "today", "now", "asks"),
    [
        (days_ago(1), at(TODAY, 3, 5), TODAY, at(TODAY, 3, 6), True),
        (days_ago(1), at(days_ago(1), 23, 50), TODAY, at(TODAY, 0, 10), True),
        (TODAY, at(TODAY, 1), days_ago(1), at(TODAY, 2), True),
        (TODAY, at(TODAY, 8), TODAY, at(days_ago(-1), 2), True),
        (days_ago(9), at(TODAY, 8), TODAY, at(TODAY, 20), True),
        (days_ago(1), at(days_ago(1), 18), TODAY, at(TODAY, 7), False),
        (days_ago(1), at(days_ago(1), 23), TODAY, at(TODAY, 5), False),
    ],
    ids=[
        "the day began while it ran",
        "midnight came between",
        "today is yesterday since a day starts later",
        "the day is not over",
        "it began long ago",
        "the next morning",
        "six hours later",
    ],
)
def test_the_day_of_a_stop_is_that_of_its_end_and_lasts_for_hours(
    counts_for: date, stopped_at: datetime, today: date, now: datetime, *, asks: bool, deleted: bool
) -> None:
    past = replace(ended(stopped(0), stopped_at), day=counts_for)
    person = next_time.with_stop(NOBODY, past)
    stops = next_time.soft_stops([] if deleted else [past], person, today, now, None)
    assert stops == ((SoftStop.DAY_OF_A_STOP,) if asks else ())


def test_the_day_of_a_stop_is_that_of_its_own_clock_on_the_day_on_which_summer_time_ends() -> None:
    day, summer, winter = date(2026, 10, 25), timezone(timedelta(hours=2)), timezone(timedelta(hours=1))
    past = ended(stopped(0), datetime(2026, 10, 25, 0, 30, tzinfo=summer))
    past = replace(past, day=day - timedelta(days=1))
    now = datetime(2026, 10, 25, 10, tzinfo=winter)
    assert next_time.soft_stops([past], NOBODY, day, now, None) == (SoftStop.DAY_OF_A_STOP,)


def test_no_to_the_check_holds_on_that_day_whatever_a_day_starts_at() -> None:
    past = stopped(2, Answer.SEVERE_PAIN)

    def said_no(answered: datetime, today: date, now: datetime) -> bool:
        person = answers.checked(past.id, answered.date(), answered, yes=False)(NOBODY)
        check = next_time.needs_check([past], person, today, now)
        assert check is not None
        return check.said_no_today

    assert said_no(at(TODAY, 2), days_ago(1), at(TODAY, 2, 30))
    assert said_no(at(days_ago(1), 23, 50), TODAY, at(TODAY, 0, 10))
    assert not said_no(at(days_ago(1), 20), TODAY, at(TODAY, 7))


# --- the exercise that comes back -------------------------------------------------------------------------------------


def test_an_exercise_that_was_stopped_for_pain_comes_back_with_a_question_and_a_fact() -> None:
    past = stopped(1)
    assert next_time.coming_back("curl-up", [session(3), past]) == ComingBack("curl-up", days_ago(1), past.events[0])
    assert next_time.coming_back("bird-dog", [past]) is None


def test_once_it_was_done_again_nothing_is_asked_and_skipping_it_is_no_try() -> None:
    assert next_time.coming_back("curl-up", [session(1), stopped(2)]) is None
    skipped = session(1, exercise(outcome=Outcome.SKIPPED))
    assert next_time.coming_back("curl-up", [skipped, stopped(2)]) is not None


def test_a_stop_without_a_moment_has_none_to_tell() -> None:
    past = session(1, exercise(outcome=Outcome.STOPPED_FOR_PAIN), status=Status.STOPPED_FOR_PAIN)
    assert next_time.coming_back("curl-up", [past]) == ComingBack("curl-up", days_ago(1), None)


def test_easier_is_preselected() -> None:
    assert next(iter(ComeBack)) is ComeBack.EASIER


def test_stopped_twice_running_it_is_off_until_the_person_switches_it_on() -> None:
    twice = [stopped(1), stopped(3)]
    assert next_time.is_off("curl-up", twice, NOBODY)
    assert not next_time.is_off("curl-up", twice[:1], NOBODY)
    assert not next_time.is_off("curl-up", [stopped(1), session(2), stopped(3)], NOBODY)
    on_again = Person(switched_on=(SwitchedOn(exercise_id="curl-up", on=days_ago(1)),))
    assert not next_time.is_off("curl-up", twice, on_again)
    once_more = [stopped(0), *twice]
    assert not next_time.is_off("curl-up", once_more, on_again)
    earlier = Person(switched_on=(SwitchedOn(exercise_id="curl-up", on=days_ago(4)),))
    assert next_time.is_off("curl-up", twice, earlier)


def test_stopped_twice_again_on_the_day_on_which_it_was_switched_on_it_is_off_again() -> None:
    on_again = with_switched_on(NOBODY, "curl-up", TODAY, at(TODAY, 9, 30))

    def stopped_at(hour: int) -> SessionRecord:
        past = stopped(0)
        return replace(past, id=f"at {hour}", started_at=at(TODAY, hour), ended_at=at(TODAY, hour, 10))

    before = [stopped_at(8), stopped_at(9)]
    assert next_time.is_off("curl-up", before, NOBODY)
    assert not next_time.is_off("curl-up", before, on_again)
    assert not next_time.is_off("curl-up", [*before, stopped_at(10)], on_again)
    assert next_time.is_off("curl-up", [*before, stopped_at(10), stopped_at(12)], on_again)


# --- after a break ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("ago", "offered"),
    [((14,), False), ((15,), True), ((1, 16), True), ((1, 2, 17), True), ((1, 2, 3, 18), False), ((), False)],
)
def test_after_14_days_half_the_dose_is_offered_for_three_sessions(ago: tuple[int, ...], *, offered: bool) -> None:
    offer = next_time.half_offer([session(one) for one in ago], NOBODY, TODAY)
    assert offer == (HalfOffer(HalfReason.BREAK, session(ago[-1]).id) if offered else None)


@pytest.mark.parametrize("accepted", [True, False])
def test_half_the_dose_is_offered_once_for_each_answer_and_each_break(*, accepted: bool) -> None:
    def answered(person: Person, about: str) -> Person:
        told = HalfAnswer(session_id=about, accepted=accepted, asked_on=days_ago(1))
        return replace(person, halves=(*person.halves, told))

    third, second, first = hurting = [session(ago, before=2, after=4) for ago in (1, 2, 3)]
    ids = (first.id, second.id, third.id)
    worse = answered(said(Afterward.STILL_WORSE, ids=(first.id,)), first.id)
    assert next_time.half_offer([first], worse, TODAY) is None
    again = said(Afterward.STILL_WORSE, Afterward.BETTER, Afterward.STILL_WORSE, ids=ids)
    offer = next_time.half_offer(hurting, replace(again, halves=worse.halves), TODAY)
    assert offer == HalfOffer(HalfReason.STILL_WORSE, third.id)
    after_one_break = answered(NOBODY, session(16).id)
    assert next_time.half_offer([session(1), session(16)], after_one_break, TODAY) is None
    both = [session(17), session(40)]
    assert next_time.half_offer(both, answered(NOBODY, session(40).id), TODAY) == HalfOffer(
        HalfReason.BREAK, session(17).id
    )


@pytest.mark.parametrize(("ago", "over"), [((0, 1), False), ((0, 1, 2), True), ((0, 0, 0), True), ((3, 4, 5), False)])
def test_after_three_sessions_half_the_dose_is_over(ago: tuple[int, ...], *, over: bool) -> None:
    half = Level(dose=half_the_repetitions(GIVEN[0]), since=days_ago(2), sessions=3)
    past = [session(one, exercise(reps=3), hour=hour) for hour, one in enumerate(ago)]
    assert next_time.half_is_over(past, Person(levels=(half,))) is over
    assert not next_time.half_is_over(past, Person(levels=(replace(half, sessions=None),)))
    untried = [replace(one, exercises=()) for one in past]
    assert not next_time.half_is_over(untried, Person(levels=(half,)))


def test_what_was_done_in_full_on_the_day_of_half_the_dose_was_before_it() -> None:
    half = Level(dose=half_the_repetitions(GIVEN[0]), since=TODAY, sessions=3)
    in_full, *at_half = [session(0, exercise(reps=5 if hour == 8 else 3), hour=hour) for hour in (8, 12, 15, 18)]
    assert not next_time.half_is_over([in_full, *at_half[:2]], Person(levels=(half,)))
    assert next_time.half_is_over([in_full, *at_half], Person(levels=(half,)))


# --- bad days ---------------------------------------------------------------------------------------------------------


def test_bad_days_cover_as_many_days_as_were_chosen_and_then_there_is_a_question() -> None:
    person = Person(bad_days=(BadDays(first=days_ago(30), days=7), BadDays(first=days_ago(2), days=3)))
    assert next_time.gentle_today(person, TODAY)
    assert not next_time.gentle_today(person, days_ago(3))
    assert not next_time.bad_days_are_over(person, TODAY)
    tomorrow = days_ago(-1)
    assert not next_time.gentle_today(person, tomorrow)
    assert next_time.bad_days_are_over(person, tomorrow)
    assert next_time.bad_days_are_over(person, days_ago(-60)), "whenever the next start is"
    assert not next_time.bad_days_are_over(NOBODY, TODAY)


# --- what is done today -----------------------------------------------------------------------------------------------

GIVEN = prescribed("curl-up", "wall-squats")


def done_today(person: Person, *sessions: SessionRecord) -> tuple[PrescribedExercise, ...]:
    return todays_set(GIVEN, person, sessions, CATALOG, TODAY)


def test_without_anything_said_it_is_what_is_prescribed() -> None:
    assert done_today(NOBODY) == GIVEN


def test_a_level_holds_for_its_exercise() -> None:
    half = half_the_repetitions(GIVEN[0])
    assert done_today(Person(levels=(Level(dose=half, since=TODAY),))) == (half, GIVEN[1])


def test_the_rotation_is_part_of_it_once_it_was_chosen() -> None:
    turning, squats = done_today(Person(rotation_since=TODAY))
    assert (turning.form, turning.hold_seconds) == (Form.ROTATION, (5,))
    assert squats == GIVEN[1]


def test_an_exercise_that_waits_for_a_provider_or_is_off_is_left_out() -> None:
    pressure = Person(conditions=(ConditionAnswer(condition=Condition.HIGH_BLOOD_PRESSURE, yes=True),))
    assert done_today(pressure) == GIVEN[:1]
    agreed = Agreement(exercise_id="wall-squats", provider="Dr. Roe", agreed_on="last week")
    assert done_today(Person(conditions=pressure.conditions, agreements=(agreed,))) == GIVEN
    assert done_today(NOBODY, stopped(1), stopped(2)) == GIVEN[1:]


def test_on_a_bad_day_it_is_the_gentle_set_made_of_easier_forms_or_the_persons_own() -> None:
    bad = BadDays(first=TODAY, days=1)
    assert [one.form for one in done_today(Person(bad_days=(bad,)))] == [Form.EASIER] * 2
    own = (replace(GIVEN[1], reps=2), *prescribed("pelvic-tilt"))
    assert done_today(Person(bad_days=(bad,), gentle_set=own)) == own[:1], "what is not in the plan is not in it"
    assert len(done_today(Person(bad_days=(bad,), gentle_set=own[1:]))) == 2, "nothing is left of their own"
    half = half_the_repetitions(GIVEN[0])
    gentle = gentle_set(GIVEN, Person(levels=(Level(dose=half, since=TODAY),)), CATALOG)
    assert (gentle[0].reps, gentle[0].hold_seconds) == (3, (2,))


def test_what_comes_back_is_easier_left_out_or_as_prescribed() -> None:
    choices = {"curl-up": ComeBack.EASIER, "wall-squats": ComeBack.LEAVE_OUT}
    (easier,) = come_back(GIVEN, choices, CATALOG, GIVEN)
    assert (easier.exercise_id, easier.form) == ("curl-up", Form.EASIER)
    assert come_back(GIVEN, {"curl-up": ComeBack.AS_PRESCRIBED}, CATALOG, GIVEN) == GIVEN
