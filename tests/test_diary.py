"""The diary: today, the weeks, the session that is due, and keeping what was done."""

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import pytest

from lumbar.catalog import UnknownExerciseError
from lumbar.diary import Diary
from lumbar.domain import course
from lumbar.domain.answers import afterward, checked, typed_yes
from lumbar.domain.before import Ask, Kind, next_ask
from lumbar.domain.days import DayKind
from lumbar.domain.exercise import NS_PER_SECOND, Condition, Form
from lumbar.domain.order import Order, Side
from lumbar.domain.person import Afterward, Away, BadDays, ConditionAnswer, Level, SoftStop, TodaysChoice
from lumbar.domain.plan import Preferences, SlotState
from lumbar.domain.prescription import Pace, PrescribedExercise, Prescription, default_prescription
from lumbar.domain.record import Answer, SessionRecord, Status
from lumbar.domain.session import Running
from lumbar.domain.sizes import SessionSize
from lumbar.guide import Guidance, guidance
from lumbar.looking_back import LookingBack
from lumbar.ports import Person, StoreError
from lumbar.settings import Settings
from lumbar.words.next_time import off_lines
from support.command_line import StoppedClock
from support.kept_sessions import SUNDAY_MORNING, kept_session
from support.memory_store import MemoryStore
from support.past import NOW, TODAY, days_ago, exercise, session, stopped
from support.screens import acknowledged
from support.sessions import prescribed, shipped_catalog

SUNDAY = date(2026, 11, 22)
DAY = timedelta(days=1)


def a_diary(
    store: MemoryStore | None = None, now: datetime = SUNDAY_MORNING, settings: Settings | None = None
) -> Diary:
    return Diary(store or MemoryStore(), shipped_catalog(), settings or Settings(), StoppedClock(now))


def a_plan(*ids: str, valid_from: date = SUNDAY, version: int = 1, per_day: int = 1) -> Prescription:
    exercises = prescribed(*ids)
    return Prescription(version=version, valid_from=valid_from, exercises=exercises, sessions_per_day=per_day)


def test_a_new_diary_plans_all_ten_exercises_for_today() -> None:
    today = a_diary().outlook().today
    assert today.day == SUNDAY
    assert [slot.state for slot in today.slots] == [SlotState.DUE]
    assert today.slots[0].exercises == prescribed()
    assert today.seconds_planned == 1453


def test_what_was_done_today_counts_and_what_was_done_yesterday_does_not() -> None:
    store = MemoryStore([kept_session(SUNDAY_MORNING - DAY), kept_session(SUNDAY_MORNING)])
    assert a_diary(store).outlook().today.sessions_done == 1
    assert a_diary(store, SUNDAY_MORNING + DAY).outlook().today.sessions_done == 0


@pytest.mark.parametrize(("starts_at", "day"), [(3, SUNDAY - DAY), (2, SUNDAY)])
def test_the_hour_at_which_a_day_starts_is_a_setting(starts_at: int, day: date) -> None:
    at_half_past_two = datetime(2026, 11, 22, 2, 30, tzinfo=UTC)
    diary = a_diary(now=at_half_past_two, settings=Settings(day_starts_at=starts_at))
    assert diary.day() == diary.outlook().today.day == diary.occasion().day == day


def test_the_settings_shape_the_session() -> None:
    settings = Settings(order=Order.FEWER_CHANGES, first_side=Side.RIGHT, get_ready_seconds=10)
    diary = a_diary(settings=settings)
    assert diary.preferences == Preferences(
        order=Order.FEWER_CHANGES, first_side=Side.RIGHT, get_ready_ns=10 * NS_PER_SECOND
    )
    assert diary.outlook().today.seconds_planned == 1398
    assert diary.timeline().plan.first_side is Side.RIGHT


def test_the_newest_version_in_force_today_is_what_is_planned() -> None:
    later = a_plan("bird-dog", valid_from=SUNDAY + DAY, version=2)
    store = MemoryStore(versions=[a_plan("curl-up", per_day=2), later])
    assert a_diary(store).prescription() == store.versions[0]
    assert a_diary(store).outlook().today.sessions_planned == 2
    assert a_diary(store, SUNDAY_MORNING + DAY).prescription() == later


def test_a_version_that_starts_tomorrow_is_already_shown_if_there_is_no_other() -> None:
    store = MemoryStore(versions=[a_plan("curl-up", valid_from=SUNDAY + DAY)])
    assert a_diary(store).prescription() == store.versions[0]


def test_weeks_are_newest_first_and_their_sessions_too() -> None:
    kept = [kept_session(SUNDAY_MORNING - number * 7 * DAY, "curl-up") for number in (2, 0, 1)]
    store = MemoryStore(kept, versions=[a_plan("curl-up", valid_from=date(2026, 11, 1))])
    diary = a_diary(store)
    assert [past.week.name for past in LookingBack(diary).weeks(2)] == ["2026-W47", "2026-W46"]
    assert [past.week.sessions_done for past in LookingBack(diary).weeks(3)] == [1, 1, 1]
    assert LookingBack(diary).weeks(1)[0] == LookingBack(diary).week(SUNDAY)
    assert [one.day for one in LookingBack(diary).sessions_of_weeks(2)] == [SUNDAY, SUNDAY - 7 * DAY]
    assert len(LookingBack(diary).sessions_of_weeks(3)) == 3


def test_nothing_was_planned_before_the_first_day() -> None:
    assert [day.planned for day in LookingBack(a_diary()).week(SUNDAY).week.days] == [0, 0, 0, 0, 0, 0, 1]
    assert LookingBack(a_diary()).week(SUNDAY).week.reps_planned == 109


def test_the_size_of_a_session_is_worked_out_once_for_each_version() -> None:
    diary = a_diary()
    plan = a_plan("curl-up")
    assert diary.session_size(plan) == SessionSize(reps=5, seconds=60 + 25 + 25)
    assert diary.session_size(plan) is diary.session_size(plan)


def test_the_session_is_that_of_the_plan() -> None:
    assert [exercise.id for exercise in a_diary().timeline().exercises] == [one.exercise_id for one in prescribed()]


def test_what_was_not_done_three_times_waits_for_the_person() -> None:
    store = MemoryStore()
    for days in range(1, 4):
        store.append(kept_session(SUNDAY_MORNING - days * DAY, *(("pelvic-tilt", "bird-dog")[: days - 1 or 1])))
    tape = a_diary(store).timeline(("pelvic-tilt", "bird-dog"))
    assert [tape.exercises[place].id for place in tape.plan.waits] == ["bird-dog"]
    assert a_diary(store).timeline(("pelvic-tilt",)).plan.waits == ()


def test_with_the_setting_every_exercise_waits() -> None:
    tape = a_diary(settings=Settings(wait_for_me=True)).timeline(("pelvic-tilt", "bird-dog"))
    assert tape.plan.waits == (0, 1)


def test_the_time_to_get_ready_is_the_persons_own_and_adds_nothing() -> None:
    short, long = (a_diary(settings=Settings(get_ready_seconds=count)).timeline(("bird-dog",)) for count in (3, 20))
    assert short.total_ns == long.total_ns
    assert [step.duration_ns // NS_PER_SECOND for step in (*short.steps[:2], *long.steps[:2])] == [22, 3, 13, 12]


def test_some_exercises_alone_keep_the_order_and_the_dose_of_the_plan() -> None:
    plan = a_plan("pelvic-tilt", "bird-dog", "curl-up")
    plan = replace(plan, exercises=tuple(replace(one, reps=2) for one in plan.exercises))
    diary = a_diary(MemoryStore(versions=[plan]))
    tape = diary.timeline(("curl-up", "pelvic-tilt"))
    assert [(one.exercise_id, one.reps) for one in tape.plan.exercises] == [("pelvic-tilt", 2), ("curl-up", 2)]


def test_an_exercise_that_is_not_in_the_plan_comes_last_at_the_dose_of_the_catalog() -> None:
    diary = a_diary(MemoryStore(versions=[a_plan("curl-up")]))
    tape = diary.timeline(("ankle-pumps", "curl-up"))
    assert tape.plan.exercises == prescribed("curl-up", "ankle-pumps")


def test_an_exercise_that_nobody_knows_is_an_error() -> None:
    with pytest.raises(UnknownExerciseError, match="headstand"):
        a_diary().timeline(("curl-up", "headstand"))


def test_every_occasion_has_an_id_of_its_own_and_whole_seconds() -> None:
    diary = a_diary(now=SUNDAY_MORNING.replace(microsecond=999_999))
    first, second = diary.occasion(), diary.occasion()
    assert UUID(first.session_id) != UUID(second.session_id)
    assert first.started_at == SUNDAY_MORNING
    assert first.day == SUNDAY


def test_the_first_session_that_is_kept_keeps_the_plan_from_today_on() -> None:
    store = MemoryStore()
    record = kept_session(done=range(3), status=Status.ENDED_EARLY)
    a_diary(store).keep(record)
    assert store.kept == [record]
    assert store.versions == [default_prescription(shipped_catalog().exercises, valid_from=SUNDAY)]
    a_diary(store, SUNDAY_MORNING + DAY).keep(kept_session(SUNDAY_MORNING + DAY))
    assert len(store.versions) == 1
    later = LookingBack(a_diary(store, SUNDAY_MORNING + 7 * DAY))
    assert [day.planned for day in later.weeks(2)[1].week.days] == [0, 0, 0, 0, 0, 0, 1]


def test_reading_the_purpose_is_kept_with_its_day_and_the_plan() -> None:
    store = MemoryStore()
    a_diary(store).acknowledge_purpose()
    assert store.known_person == Person(purpose_acknowledged_on=SUNDAY)
    assert len(store.versions) == 1


def test_what_cannot_be_kept_is_an_error_and_nothing_is_half_kept() -> None:
    store = MemoryStore(writable=False)
    with pytest.raises(StoreError):
        a_diary(store).keep(kept_session())
    with pytest.raises(StoreError):
        a_diary(store).acknowledge_purpose()
    assert (store.kept, store.versions, store.known_person) == ([], [], Person())


def with_headstand(plan: Prescription) -> Prescription:
    headstand = PrescribedExercise(exercise_id="headstand", reps=1, sets=1, hold_seconds=())
    return replace(plan, exercises=(*plan.exercises, headstand))


def test_an_exercise_of_a_newer_version_is_left_out_of_the_plan_and_named() -> None:
    store = MemoryStore(versions=[with_headstand(a_plan("curl-up"))])
    diary = a_diary(store)
    assert diary.outlook().today.slots[0].exercises == prescribed("curl-up")
    assert diary.unknown_exercises() == ("headstand",)
    assert a_diary().unknown_exercises() == ()
    assert store.versions == [with_headstand(a_plan("curl-up"))]


def test_a_plan_of_unknown_exercises_alone_is_an_error_but_the_weeks_can_be_read() -> None:
    unknown = replace(with_headstand(a_plan("curl-up")), exercises=with_headstand(a_plan("curl-up")).exercises[1:])
    diary = a_diary(MemoryStore([kept_session()], versions=[unknown]))
    with pytest.raises(StoreError, match="Update lumbar"):
        diary.outlook()
    assert LookingBack(diary).week(SUNDAY).week.sessions_done == 1
    assert LookingBack(diary).week(SUNDAY).week.reps_planned == 0


# --- today's set ------------------------------------------------------------------------------------------------------


def off_after_pain(*ids: str) -> list[SessionRecord]:
    return [stopped(ago, exercise_id=one) for number, one in enumerate(ids) for ago in (2 * number + 1, 2 * number + 2)]


def test_an_exercise_that_is_off_is_not_due_and_not_in_todays_minutes() -> None:
    plan = a_plan("curl-up", "bird-dog", valid_from=days_ago(30), per_day=2)
    diary = a_diary(MemoryStore(off_after_pain("curl-up"), versions=[plan]))
    today = diary.outlook().today
    assert today.slots[0].exercises == diary.timeline().plan.exercises == prescribed("bird-dog")
    assert today.seconds_planned == 2 * today.slots[0].seconds > 0
    assert LookingBack(diary).week(TODAY).week.days[-1].seconds_planned == 2 * diary.session_size(plan).seconds
    ((exercise, why),) = diary.outlook().left_out
    assert (exercise.id, off_lines(why)) == (
        "curl-up",
        ("Off: stopped for pain twice running. Ask your provider.",),
    )


def test_an_exercise_that_waits_for_a_provider_is_off_with_its_reason() -> None:
    pregnant = Person(conditions=(ConditionAnswer(condition=Condition.PREGNANCY, yes=True),))
    diary = a_diary(MemoryStore(known_person=pregnant))
    waiting = {exercise.id for exercise, _ in diary.outlook().left_out}
    assert waiting == {one.id for one in shipped_catalog().exercises if Condition.PREGNANCY in one.ask_first_if}
    assert waiting.isdisjoint(one.exercise_id for one in diary.outlook().today.slots[0].exercises)
    whys = {off_lines(why) for _, why in diary.outlook().left_out}
    assert whys == {("Off until a provider agrees. Reason: pregnancy.",)}


def test_if_every_exercise_is_off_nothing_can_start_and_the_day_can_still_be_read() -> None:
    store = MemoryStore(off_after_pain("curl-up"), versions=[a_plan("curl-up", valid_from=days_ago(30))])
    diary = a_diary(store)
    assert (diary.outlook().today.slots[0].exercises, diary.outlook().today.slots[0].seconds) == ((), 0)
    assert diary.outlook().today.seconds_planned == 0
    assert diary.outlook().today.sessions_planned == 1
    assert len(diary.outlook().left_out) == 1
    assert not diary.outlook().can_start
    for only in ((), ("curl-up",)):
        with pytest.raises(StoreError, match="Every exercise is off today"):
            diary.timeline(only)


def test_an_exercise_outside_the_plan_that_is_off_is_left_out_too() -> None:
    store = MemoryStore(off_after_pain("curl-up"), versions=[a_plan("bird-dog", valid_from=days_ago(30))])
    diary = a_diary(store)
    assert [one.exercise_id for one in diary.timeline(("curl-up", "bird-dog")).plan.exercises] == ["bird-dog"]
    assert diary.outlook().left_out == ()
    assert set(diary.outlook().off) == {"curl-up"}, "the catalog says so"


def test_on_a_bad_day_the_gentle_set_is_due() -> None:
    bad = Person(bad_days=(BadDays(first=TODAY, days=2),))
    store = MemoryStore(versions=[a_plan("curl-up", "bird-dog")], known_person=bad)
    assert [one.form for one in a_diary(store).outlook().today.slots[0].exercises] == [Form.EASIER, Form.EASIER]
    headstand = PrescribedExercise(exercise_id="headstand", reps=1, sets=1, hold_seconds=())
    own = replace(prescribed("bird-dog")[0], sets=2)
    store.known_person = replace(bad, gentle_set=(own, headstand))
    diary = a_diary(store)
    assert diary.timeline().plan.exercises == (own,)
    (named,) = diary.timeline(("curl-up",)).plan.exercises
    assert (named.exercise_id, named.form) == ("curl-up", Form.EASIER)
    assert a_diary(store, SUNDAY_MORNING + 2 * DAY).timeline().plan.exercises == prescribed("curl-up", "bird-dog")


def test_on_bad_days_fewer_minutes_are_planned_and_as_many_sessions() -> None:
    bad = Person(bad_days=(BadDays(first=days_ago(1), days=2),))
    store = MemoryStore(versions=[a_plan("curl-up", "bird-dog", valid_from=days_ago(30))], known_person=bad)
    diary = a_diary(store)
    gentle, full = diary.bad_day_size(diary.prescription()), diary.session_size(diary.prescription())
    assert gentle.seconds < full.seconds
    today, week = diary.outlook().today, LookingBack(diary).week(TODAY).week
    assert (today.seconds_planned, today.sessions_planned) == (gentle.seconds, 1)
    assert [day.kind for day in week.days] == [*[DayKind.PLANNED] * 5, *[DayKind.BAD_DAY] * 2]
    assert [day.seconds_planned for day in week.days] == [*[full.seconds] * 5, *[gentle.seconds] * 2]
    assert [day.reps_planned for day in week.days] == [*[full.reps] * 5, *[gentle.reps] * 2]
    assert {day.planned for day in week.days} == {1}


def test_the_minutes_of_today_are_those_of_its_sessions_on_a_bad_day_and_at_half_the_dose_too() -> None:
    pregnant = ConditionAnswer(condition=Condition.PREGNANCY, yes=True)
    half = Level(dose=replace(prescribed("bird-dog")[0], reps=2), since=TODAY)
    for bad_days in ((), (BadDays(first=TODAY, days=2),)):
        person = Person(conditions=(pregnant,), levels=(half,), bad_days=bad_days)
        today = a_diary(MemoryStore(versions=[a_plan(per_day=2)], known_person=person)).outlook().today
        assert today.seconds_planned == sum(slot.seconds for slot in today.slots)


def test_answers_are_kept_beside_what_is_kept_already_and_once() -> None:
    store = MemoryStore(known_person=Person(purpose_acknowledged_on=SUNDAY))
    diary = a_diary(store)
    changes = (
        checked("one", TODAY, NOW, yes=False),
        afterward("one", Afterward.BETTER, TODAY),
        typed_yes(SoftStop.DAY_OF_A_STOP, TODAY),
    )
    for change in (*changes, *changes):
        diary.change_person(change)
    person = store.known_person
    assert person.purpose_acknowledged_on == SUNDAY
    assert [len(kept) for kept in (person.checks, person.afterwards, person.soft_stops)] == [1, 1, 1]


def test_an_answer_that_cannot_be_kept_is_an_error() -> None:
    store = MemoryStore(writable=False)
    with pytest.raises(StoreError):
        a_diary(store).change_person(checked("one", TODAY, NOW, yes=True))
    assert store.known_person == Person()


def test_what_is_not_on_disk_yet_counts_before_a_session() -> None:
    store = MemoryStore(off_after_pain("curl-up")[:1], versions=[a_plan("curl-up", valid_from=days_ago(30))])
    diary = a_diary(store)
    unkept = stopped(0)
    before = diary.before(unkept=(unkept,), said=(checked(unkept.id, TODAY, NOW, yes=True),))
    assert before.exercises == ()
    assert next(one.id for one in before.sessions) == unkept.id
    assert before.person.checks[0].checked
    assert store.known_person == Person()


def ten_minutes(store: MemoryStore, per_day: int = 1) -> Diary:
    store.versions = [
        replace(
            default_prescription(shipped_catalog().exercises, valid_from=SUNDAY), minutes=10, sessions_per_day=per_day
        )
    ]
    return a_diary(store)


def names(exercises: Sequence[PrescribedExercise]) -> list[str]:
    return [one.exercise_id for one in exercises]


def test_a_plan_of_ten_minutes_has_sessions_of_ten_minutes_that_differ() -> None:
    diary = ten_minutes(MemoryStore(), per_day=2)
    morning, evening = diary.outlook().today.slots
    assert max(morning.seconds, evening.seconds) <= 630
    assert names(morning.exercises) != names(evening.exercises)
    assert names(diary.before().exercises) == names(morning.exercises)
    assert set(names(morning.exercises)) | set(names(evening.exercises)) == set(names(prescribed()))


def test_what_was_done_last_makes_room_for_what_waits() -> None:
    store = MemoryStore()
    first = names(ten_minutes(store).before().exercises)
    store.kept = [kept_session(SUNDAY_MORNING - DAY, *first)]
    second = names(ten_minutes(store).before().exercises)
    assert set(first) | set(second) == set(names(prescribed()))


def test_the_minutes_planned_are_the_mean_of_a_round() -> None:
    diary = ten_minutes(MemoryStore())
    size = diary.session_size(diary.prescription())
    assert 500 < size.seconds <= 630
    assert diary.outlook().today.seconds_planned == size.seconds
    assert 0 < size.reps < 109


def test_a_plan_of_which_nothing_is_known_asks_for_nothing_whatever_its_minutes() -> None:
    unknown = replace(a_plan("bird-dog"), exercises=(), minutes=10)
    assert a_diary().session_size(unknown) == SessionSize(reps=0, seconds=0)


def test_less_time_today_holds_for_today_alone() -> None:
    choice = TodaysChoice(day=SUNDAY, minutes=5)
    store = MemoryStore(known_person=Person(todays_choice=choice))
    assert a_diary(store).outlook().today.slots[0].seconds <= 330
    assert a_diary(store, SUNDAY_MORNING + DAY).outlook().today.slots[0].exercises == prescribed()


def test_exercises_chosen_for_today_stand_in_their_own_order_and_are_not_cut() -> None:
    choice = TodaysChoice(day=SUNDAY, exercises=("bird-dog", "gone", "ankle-pumps"))
    store = MemoryStore(known_person=Person(todays_choice=choice))
    diary = ten_minutes(store)
    fit = next(diary.sessions_to_come())
    assert names(fit.exercises) == ["bird-dog", "ankle-pumps"]
    assert "pelvic-tilt" in fit.left_out
    assert names(diary.timeline().plan.exercises) == ["bird-dog", "ankle-pumps"]


def test_minutes_that_are_asked_for_win_over_the_plan_and_over_the_choice() -> None:
    choice = TodaysChoice(day=SUNDAY, exercises=("bird-dog",))
    store = MemoryStore(known_person=Person(todays_choice=choice))
    assert len(ten_minutes(store).before(minutes=15).exercises) > 5


def test_a_session_stays_within_its_minutes_whatever_was_accepted() -> None:
    diary = ten_minutes(MemoryStore())
    before = diary.before()
    longer = tuple(replace(one, reps=one.reps + 4) for one in before.exercises)
    tape = diary.session_for(replace(before, exercises=longer))
    assert tape.total_ns <= 630 * NS_PER_SECOND
    assert diary.session_for(before).plan.exercises == before.exercises


def test_a_rest_day_of_the_plan_and_days_away_ask_for_nothing() -> None:
    store = MemoryStore()
    store.versions = [replace(a_plan("bird-dog"), rest_days=(6,))]
    assert a_diary(store).outlook().today.next_slot is None
    away = MemoryStore(known_person=Person(away=(Away(first=SUNDAY, last=SUNDAY + DAY),)))
    assert a_diary(away).outlook().today.kind is DayKind.AWAY
    assert LookingBack(a_diary(away)).week(SUNDAY).week.days[-1].kind is DayKind.AWAY


def test_a_stop_is_kept_beside_its_record_and_outlives_it() -> None:
    store = MemoryStore()
    diary = a_diary(store)
    diary.keep(stopped(0, Answer.NEW_SYMPTOM))
    store.kept.clear()
    assert next_ask(diary.before()) == Ask(Kind.CHECK, stopped(0, Answer.NEW_SYMPTOM).id)


def test_exercises_that_are_named_are_not_cut_to_the_minutes_of_the_plan() -> None:
    diary = ten_minutes(MemoryStore())
    wanted = ["back-stretch", "straight-leg-raises", "cat-and-camel", "wall-squats", "curl-up", "bird-dog"]
    tape = diary.session_for(diary.before(wanted))
    assert names(tape.plan.exercises) == wanted
    assert tape.total_ns > 630 * NS_PER_SECOND


@pytest.mark.parametrize(
    ("exercise_id", "kept", "taken"),
    [
        ("bird-dog", (15, 15, 15), (15,)),
        ("curl-up", (), (5,)),
        ("cat-and-camel", (9,), (9, 5)),
        ("ankle-pumps", (4, 4), ()),
    ],
)
def test_a_plan_has_as_many_holds_as_the_catalog_and_is_kept_as_it_was(
    exercise_id: str, kept: tuple[int, ...], taken: tuple[int, ...]
) -> None:
    plan = a_plan(exercise_id)
    plan = replace(plan, exercises=(replace(plan.exercises[0], hold_seconds=kept, form=Form.ROTATION),))
    store = MemoryStore(versions=[plan])
    diary = a_diary(store)
    (dose,) = diary.prescription().exercises
    assert (dose.hold_seconds, dose.form) == (taken, Form.AS_PRESCRIBED)
    assert store.versions == [plan]


@pytest.mark.parametrize(
    ("exercise_id", "kept", "taken"),
    [
        ("bird-dog", (1, 1), (2, 2)),
        ("bird-dog", (2.5, 15), (2.5, 15)),
        ("bird-dog", (16, None), (15, None)),
        ("ankle-pumps", (1, 0.5), (1, 1)),
    ],
)
def test_no_movement_of_a_plan_from_elsewhere_is_faster_than_that_exercise_may_be(
    exercise_id: str, kept: tuple[float | None, ...], taken: tuple[float | None, ...]
) -> None:
    def paced(seconds: tuple[float | None, ...]) -> PrescribedExercise:
        way_in, way_out = (None if one is None else round(one * NS_PER_SECOND) for one in seconds)
        return replace(prescribed(exercise_id)[0], pace=Pace(move_in_ns=way_in, move_out_ns=way_out, rest_ns=0))

    level = Level(dose=paced(kept), since=SUNDAY)
    plan = replace(a_plan(exercise_id), exercises=(paced(kept),))
    for person in (Person(), Person(levels=(level,))):
        diary = a_diary(MemoryStore(versions=[plan], known_person=person))
        assert diary.prescription().exercises == diary.timeline().plan.exercises == (paced(taken),)


def test_what_a_level_or_the_gentle_set_has_of_holds_and_turns_that_the_catalog_lacks_is_left_out() -> None:
    (dose,) = prescribed("bird-dog")
    strange = replace(dose, sets=2, hold_seconds=(5, 5, 5), form=Form.ROTATION)
    for person in (
        Person(levels=(Level(dose=strange, since=SUNDAY),)),
        Person(gentle_set=(strange,), bad_days=(BadDays(first=SUNDAY, days=1),)),
    ):
        diary = a_diary(MemoryStore(versions=[a_plan("bird-dog")], known_person=agreed(person)))
        assert said_to_the_end(diary)


def agreed(person: Person) -> Person:
    return replace(person, agreements=acknowledged().agreements)


def said_to_the_end(diary: Diary) -> list[Guidance]:
    """What is said in the session of today, at each step of its tape."""
    session, _ = course.start(diary.timeline(), 0)
    return [guidance(replace(session, state=Running(), step=step)) for step in range(len(session.timeline.steps))]


def test_a_session_of_a_plan_with_too_many_holds_is_said_to_its_end() -> None:
    doses = tuple(replace(one, hold_seconds=(2, 2, 2)) for one in prescribed())
    plan = Prescription(version=1, valid_from=SUNDAY, exercises=doses)
    assert said_to_the_end(a_diary(MemoryStore(versions=[plan], known_person=agreed(Person()))))


class CountingStore(MemoryStore):
    """Counts how often its sessions are read."""

    reads = 0

    def sessions(
        self, *, since: date | None = None, until: date | None = None, having: Collection[str] | None = None
    ) -> Sequence[SessionRecord]:
        self.reads += 1
        return super().sessions(since=since, until=until, having=having)


def test_what_an_exercise_says_is_found_however_long_ago_it_was_tried() -> None:
    long_ago = [stopped(ago, exercise_id="bird-dog") for ago in (900, 902)]
    often = [session(ago, exercise("pelvic-tilt")) for ago in range(400)]
    store = CountingStore([*long_ago, *often], versions=[a_plan("pelvic-tilt", "bird-dog", valid_from=days_ago(950))])
    before = a_diary(store).before()
    assert names(before.exercises) == ["pelvic-tilt"]
    assert len(before.sessions) < 200, "of what is older, only what has the exercise is read"


def test_what_is_named_says_it_too_though_it_is_not_in_the_plan() -> None:
    long_ago = [stopped(ago, exercise_id="bird-dog") for ago in (900, 902)]
    often = [session(ago, exercise("pelvic-tilt")) for ago in range(40)]
    store = MemoryStore([*long_ago, *often], versions=[a_plan("pelvic-tilt", valid_from=days_ago(950))])
    assert a_diary(store).before(["bird-dog"]).exercises == ()


def test_after_a_long_break_the_last_sessions_are_known_whatever_they_had() -> None:
    past = [session(ago, exercise("curl-up")) for ago in range(300, 340)]
    store = MemoryStore(past, versions=[a_plan("pelvic-tilt", valid_from=days_ago(400))])
    asks = next_ask(replace(a_diary(store).before(), asked=frozenset({Ask(Kind.PAIN)})))
    assert asks == Ask(Kind.HALF, past[0].id)


def test_the_history_is_looked_through_again_only_when_it_has_changed() -> None:
    store = CountingStore([session(ago, exercise("curl-up")) for ago in range(300)])
    store.versions = [a_plan("curl-up", "bird-dog", valid_from=days_ago(400))]
    diary = a_diary(store)
    diary.before()
    read = store.reads
    diary.before()
    assert store.reads == read
    store.append(stopped(0, exercise_id="bird-dog"))
    assert diary.before().sessions[0].day == TODAY
    assert store.reads > read


def test_an_exercise_that_waits_for_a_provider_makes_nobody_look_further_back() -> None:
    knee = Person(conditions=(ConditionAnswer(condition=Condition.KNEE_TROUBLE, yes=True),))
    store = CountingStore([session(ago, exercise("curl-up")) for ago in range(300)], known_person=knee)
    store.versions = [a_plan("curl-up", "bird-dog", valid_from=days_ago(400))]
    assert len(a_diary(store).before().sessions) == 31
    assert store.reads == 1
