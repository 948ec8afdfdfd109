"""Before a session starts: what is asked, when, and what the answers do."""

from dataclasses import dataclass, replace
from datetime import date

import pytest

from lumbar.domain.before import MOST_STEPS
from lumbar.domain.exercise import Condition, Form
from lumbar.domain.person import (
    Afterward,
    AfterwardAnswer,
    BadDays,
    CheckedAnswer,
    ConditionAnswer,
    Level,
    SoftStop,
    SoftStopAnswer,
    StepAnswer,
    StepReply,
)
from lumbar.domain.prescription import PrescribedExercise, Prescription
from lumbar.domain.record import Answer, Outcome, SessionRecord
from lumbar.ports import Person, StoreError
from lumbar.tui.screens.ask_first import AskFirstScreen
from lumbar.tui.screens.care import CareScreen
from lumbar.tui.screens.choice_question import ChoiceQuestion
from lumbar.tui.screens.level_question import LevelQuestion
from lumbar.tui.screens.live import LiveScreen
from lumbar.tui.screens.summary import SummaryScreen
from lumbar.tui.screens.text_question import TextQuestion
from lumbar.tui.screens.today import TodayPage
from lumbar.words import next_time as words
from support.memory_store import MemoryStore
from support.past import TODAY, days_ago, exercise, exercise_at, session, stopped, told
from support.screens import Screens, Stage, acknowledged
from support.sessions import prescribed

IDS = ("curl-up", "bird-dog")
YES = (*"yes", "enter")


@pytest.fixture
def store() -> MemoryStore:
    """A plan of two exercises, for somebody whose provider agreed to them."""
    plan = Prescription(version=1, valid_from=date(2026, 1, 1), exercises=prescribed(*IDS))
    return MemoryStore(known_person=acknowledged(), versions=[plan])


def is_on(stage: Stage, screen: type) -> bool:
    return isinstance(stage.app.screen, screen)


def dose(stage: Stage, exercise_id: str) -> PrescribedExercise:
    """The dose of an exercise in the session that runs."""
    return next(one for one in stage.session.timeline.plan.exercises if one.exercise_id == exercise_id)


def ids(stage: Stage) -> list[str]:
    return [one.exercise_id for one in stage.session.timeline.plan.exercises]


def as_given(exercise_id: str) -> PrescribedExercise:
    return prescribed(exercise_id)[0]


def still_worse(*sessions: str) -> tuple[AfterwardAnswer, ...]:
    return tuple(
        AfterwardAnswer(session_id=one, answer=Afterward.STILL_WORSE, asked_on=days_ago(2)) for one in sessions
    )


async def test_in_the_plain_case_nothing_is_asked_but_the_pain(screens: Screens, store: MemoryStore) -> None:
    store.kept.append(session(1))
    async with screens.open() as stage:
        await stage.press("enter")
        assert is_on(stage, LevelQuestion)
        await stage.press("enter")
        assert is_on(stage, LiveScreen)
        assert stage.session.timeline.plan.exercises == prescribed(*IDS)
    assert store.known_person == acknowledged()


# --- have you been checked? -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("answer", "level"), [(Answer.SEVERE_PAIN, None), (Answer.NEW_SYMPTOM, None), (Answer.PAIN, 7)]
)
async def test_after_a_serious_stop_no_starts_nothing_that_day(
    screens: Screens, store: MemoryStore, answer: Answer, level: int | None
) -> None:
    past = stopped(3, answer, level)
    store.kept.append(past)
    async with screens.open() as stage:
        await stage.press("enter")
        assert "Have you been checked since you stopped?" in stage.text()
        await stage.press("n")
        assert is_on(stage, CareScreen)
        assert "Then nothing starts today. Get checked first." in stage.text()
        await stage.press("enter")
        assert is_on(stage, TodayPage)
        answered = CheckedAnswer(session_id=past.id, checked=False, asked_on=TODAY, at=stage.clock.now())
        await stage.until(lambda: store.known_person.checks == (answered,))
        await stage.press("enter")
        assert is_on(stage, CareScreen), "it is not asked twice on a day, and nothing starts"
        await stage.press("escape")
        assert is_on(stage, TodayPage)
    assert store.running is None


async def test_with_a_yes_the_session_starts(screens: Screens, store: MemoryStore) -> None:
    past = stopped(3, Answer.SEVERE_PAIN, None, exercise_id="wall-squats")
    store.kept.append(past)
    store.known_person = replace(
        store.known_person, checks=(CheckedAnswer(session_id=past.id, checked=False, asked_on=days_ago(1)),)
    )
    async with screens.open() as stage:
        await stage.press("enter", "y")
        assert "After last time:" in stage.text()
        await stage.press("escape")
        await stage.leave_out_the_pain(LiveScreen)
        await stage.until(lambda: [one.checked for one in store.known_person.checks] == [False, True])


async def test_going_back_from_the_check_starts_nothing_and_keeps_nothing(screens: Screens, store: MemoryStore) -> None:
    store.kept.append(stopped(3, Answer.NEW_SYMPTOM, None))
    async with screens.open() as stage:
        await stage.press("enter", "escape")
        assert is_on(stage, TodayPage)
        await stage.press("enter")
        assert "Have you been checked" in stage.text()
    assert store.known_person.checks == ()


@dataclass
class ForgetfulStore(MemoryStore):
    """Never keeps what is answered."""

    def save_person(self, person: Person) -> None:
        raise StoreError(f"The disk is full for {type(person).__name__}.")


async def test_a_no_that_cannot_be_kept_holds_all_the_same(screens: Screens, store: MemoryStore) -> None:
    kept = [stopped(3, Answer.SEVERE_PAIN, None)]
    screens.store = ForgetfulStore(known_person=acknowledged(), versions=store.versions, kept=kept)
    async with screens.open() as stage:
        await stage.press("enter", "n", "enter")
        await stage.until("The disk is full for Person.")
        await stage.press("enter")
        assert is_on(stage, CareScreen)


# --- how it was afterward ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("key", "answer"), list(zip("1234", Afterward, strict=True)))
async def test_how_it_was_afterward_is_asked_once_and_kept(
    screens: Screens, store: MemoryStore, key: str, answer: Afterward
) -> None:
    past = session(1, before=1, after=3)
    store.kept.append(past)
    async with screens.open() as stage:
        await stage.press("enter")
        for words in ("After last time:", "better", "as usual", "sore, settled within a day", "still worse"):
            assert words in stage.text()
        await stage.press(key)
        assert is_on(stage, LevelQuestion)
        kept = (AfterwardAnswer(session_id=past.id, answer=answer, asked_on=TODAY),)
        await stage.until(lambda: store.known_person.afterwards == kept)


@pytest.mark.parametrize(("key", "reps"), [("y", 3), ("n", 5), ("escape", 5)])
async def test_at_the_first_still_worse_half_the_repetitions_are_offered(
    screens: Screens, store: MemoryStore, key: str, reps: int
) -> None:
    store.kept.append(session(1, before=1, after=3))
    async with screens.open() as stage:
        await stage.press("enter", "4", "enter")
        assert "Pain that gets worse is a reason to call your doctor." in stage.text()
        assert "Half the repetitions for now?" in stage.text()
        await stage.press(key)
        assert dose(stage, "curl-up").reps == reps
        await stage.until(lambda: [one.accepted for one in store.known_person.halves] == [key == "y"])
        assert {one.dose.exercise_id for one in store.known_person.levels} == (set(IDS) if key == "y" else set())
    store.running = None
    async with screens.open() as stage:
        await stage.press("enter", "enter")
        assert is_on(stage, LiveScreen), "it is offered once"
        assert dose(stage, "curl-up").reps == reps


# --- a typed yes ------------------------------------------------------------------------------------------------------


async def test_pain_of_seven_or_more_asks_for_a_typed_yes(screens: Screens, store: MemoryStore) -> None:
    async with screens.open() as stage:
        await stage.press("enter", "7")
        assert is_on(stage, TextQuestion)
        assert "Your pain is 7 or more." in stage.text()
        assert "To go on all the same, type yes." in stage.text()
        await stage.press("y", "enter")
        assert is_on(stage, TextQuestion)
        await stage.press("e", "s", "enter")
        assert is_on(stage, LiveScreen)
        assert stage.session.pain_before == 7
        typed = (SoftStopAnswer(stop=SoftStop.HIGH_BEFORE, typed_on=TODAY),)
        await stage.until(lambda: store.known_person.soft_stops == typed)


async def test_without_the_typed_yes_nothing_starts(screens: Screens, store: MemoryStore) -> None:
    async with screens.open() as stage:
        await stage.press("enter", "x", "escape")
        assert is_on(stage, TodayPage)
        await stage.press("enter", "2")
        assert is_on(stage, LiveScreen)
    assert store.known_person.soft_stops == ()


async def test_each_soft_stop_asks_for_its_own_yes(screens: Screens, store: MemoryStore) -> None:
    earlier, past = session(1, before=1, after=3), stopped(0, exercise_id="wall-squats")
    store.kept += [earlier, past]
    store.known_person = replace(store.known_person, afterwards=still_worse(earlier.id, past.id))
    async with screens.open() as stage:
        await stage.press("enter", "8")
        assert "Your pain is 7 or more." in stage.text()
        await stage.press(*YES)
        assert "You stopped a session not long ago." in stage.text()
        await stage.press(*YES)
        assert "It was still worse, twice running." in stage.text()
        await stage.press(*YES)
        assert is_on(stage, LiveScreen)
        await stage.until(lambda: [one.stop for one in store.known_person.soft_stops] == list(SoftStop))


# --- half the dose ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("days", "offered"), [(14, False), (15, True)])
async def test_after_more_than_14_days_half_the_dose_is_offered(
    screens: Screens, store: MemoryStore, days: int, *, offered: bool
) -> None:
    store.kept.append(session(days))
    async with screens.open() as stage:
        await stage.press("enter", "enter")
        assert is_on(stage, ChoiceQuestion if offered else LiveScreen)
        if offered:
            assert "After a break, half the dose for three sessions?" in stage.text()
            await stage.press("y")
            assert (dose(stage, "curl-up").reps, dose(stage, "bird-dog").sets) == (3, 3)


# --- an exercise that comes back --------------------------------------------------------------------------------------


def stopped_yesterday() -> SessionRecord:
    past = stopped(1)
    return replace(past, events=tuple(replace(one, side="left", exercise="curl-up") for one in past.events))


@pytest.mark.parametrize(
    ("key", "form"),
    [
        ("enter", Form.EASIER),
        ("1", Form.EASIER),
        ("2", None),
        ("3", Form.AS_PRESCRIBED),
        ("escape", Form.EASIER),
    ],
)
async def test_an_exercise_that_was_stopped_comes_back_as_the_person_chooses(
    screens: Screens, store: MemoryStore, key: str, form: Form | None
) -> None:
    store.kept.append(stopped_yesterday())
    async with screens.open() as stage:
        await stage.press("enter", "2", "enter")
        for words in ("Curl up", "Saturday you stopped at second 7", "easier form", "leave out today", "as prescribed"):
            assert words in stage.text()
        await stage.press(key)
        assert is_on(stage, LiveScreen)
        assert ids(stage) == (["bird-dog"] if form is None else list(IDS))
        if form is not None:
            assert dose(stage, "curl-up").form is form
        assert dose(stage, "bird-dog") == as_given("bird-dog")


async def test_with_everything_left_out_nothing_starts_and_it_says_so(screens: Screens, store: MemoryStore) -> None:
    store.kept.append(stopped_yesterday())
    async with screens.open(only=()) as stage:
        stage.app._start_session, stage.app._only = True, ("curl-up",)
        await stage.press("enter", "2", "enter", "2")
        assert is_on(stage, TodayPage)
        await stage.until("Each exercise is left out today.")


# --- steps up ---------------------------------------------------------------------------------------------------------


def on_the_way_up(store: MemoryStore, *exercise_ids: str) -> None:
    """Let the exercises be below what is prescribed, with three sessions that went well."""
    levels = tuple(
        Level(
            dose=replace(as_given(one), hold_seconds=tuple(held - 2 for held in as_given(one).hold_seconds)),
            since=days_ago(9),
        )
        for one in exercise_ids
    )
    store.known_person = replace(store.known_person, levels=levels)
    store.kept.extend(session(ago, *(exercise_at(as_given(one)) for one in exercise_ids)) for ago in (1, 3, 5))


@pytest.mark.parametrize(
    ("key", "reply", "more"),
    [
        ("1", StepReply.ACCEPTED, 1),
        ("2", StepReply.DECLINED, 0),
        ("3", StepReply.PROVIDER_SAID, 0),
        ("escape", None, 0),
    ],
)
async def test_a_step_up_is_offered_and_never_taken(
    screens: Screens, store: MemoryStore, key: str, reply: StepReply | None, more: int
) -> None:
    on_the_way_up(store, "curl-up")
    before = store.known_person.levels[0].dose.hold_seconds[0]
    async with screens.open() as stage:
        await stage.press("enter", "2")
        assert f"From {before} to {before + 1} seconds of hold?" in stage.text()
        assert "Curl up" in stage.text()
        await stage.press(key)
        assert is_on(stage, LiveScreen)
        assert dose(stage, "curl-up").hold_seconds == (before + more,)
        steps = () if reply is None else (StepAnswer(exercise_id="curl-up", reply=reply, on=TODAY),)
        await stage.until(lambda: store.known_person.steps == steps)
        assert store.known_person.levels[0].dose.hold_seconds == (before + more,)


@pytest.mark.parametrize(("key", "kept"), [("y", True), ("n", False)])
async def test_beyond_the_prescription_the_question_can_be_kept(
    screens: Screens, store: MemoryStore, key: str, *, kept: bool
) -> None:
    on_the_way_up(store, "curl-up", "bird-dog")
    levels = tuple(Level(dose=as_given(one), since=days_ago(9)) for one in ("curl-up", "bird-dog"))
    store.known_person = replace(store.known_person, levels=levels)
    async with screens.open() as stage:
        await stage.press("enter", "2")
        assert words.AT_THE_PRESCRIPTION in stage.words()
        assert "Curl up, Bird dog" in stage.text()
        await stage.press(key)
        assert is_on(stage, LiveScreen)
        await stage.until(lambda: store.known_person.levels == ())
    texts = [one.text for one in store.known_person.questions]
    assert texts == (["May I do more? I do all that is prescribed: Curl up, Bird dog."] if kept else [])


async def test_what_the_provider_said_is_not_asked_again(screens: Screens, store: MemoryStore) -> None:
    on_the_way_up(store, "curl-up")
    said = StepAnswer(exercise_id="curl-up", reply=StepReply.PROVIDER_SAID, on=days_ago(20))
    store.known_person = replace(store.known_person, steps=(said,))
    async with screens.open() as stage:
        await stage.press("enter", "2")
        assert is_on(stage, LiveScreen)


async def test_only_a_few_steps_are_offered_at_once(screens: Screens, store: MemoryStore) -> None:
    wanted = ("curl-up", "bird-dog", "cat-and-camel", "pelvic-tilt")
    store.versions[0] = replace(store.versions[0], exercises=prescribed(*wanted))
    on_the_way_up(store, *(one for one in wanted if as_given(one).hold_seconds))
    async with screens.open() as stage:
        await stage.press("enter", "2", *["2"] * MOST_STEPS)
        assert is_on(stage, LiveScreen)


async def test_no_step_is_offered_on_a_bad_day(screens: Screens, store: MemoryStore) -> None:
    on_the_way_up(store, "curl-up")
    store.known_person = replace(store.known_person, bad_days=(BadDays(first=TODAY, days=1),))
    async with screens.open() as stage:
        await stage.press("enter", "2")
        assert dose(stage, "curl-up").form is Form.EASIER


@pytest.mark.parametrize(("key", "form"), [("1", Form.ROTATION), ("2", Form.AS_PRESCRIBED)])
async def test_the_turn_is_offered_once_it_is_unlocked(
    screens: Screens, store: MemoryStore, key: str, form: Form
) -> None:
    store.kept.extend(session(ago, exercise(hold=10)) for ago in (1, 2, 3))
    async with screens.open() as stage:
        await stage.press("enter", "2")
        assert "You can add a small turn to the curl-up now." in stage.text().replace("\n", " ")
        await stage.press(key)
        assert dose(stage, "curl-up").form is form
        await stage.until(lambda: len(store.known_person.steps) == 1)
        assert store.known_person.rotation_since == (TODAY if form is Form.ROTATION else None)
    async with screens.open() as stage:
        assert store.running is not None
        store.running = None
    async with screens.open() as stage:
        await stage.press("enter", "2")
        assert is_on(stage, LiveScreen), "it is not asked again so soon"


# --- ask first, and what is off ---------------------------------------------------------------------------------------


async def test_what_to_ask_first_stands_before_the_first_repetition_ever(screens: Screens, store: MemoryStore) -> None:
    store.known_person = replace(acknowledged(), agreements=())
    store.kept.append(session(1, exercise("curl-up")))
    async with screens.open() as stage:
        await stage.press("enter", "2")
        assert is_on(stage, AskFirstScreen)
        words = stage.words()
        assert "Bird dog" in words
        assert "Curl up" not in words, "it was done before"
        await stage.press("escape")
        assert is_on(stage, TodayPage)
        await stage.press("enter", "2", "enter")
        assert is_on(stage, LiveScreen)


def both_off(store: MemoryStore) -> None:
    twice = [stopped(ago, exercise_id=one) for one, days in (("curl-up", (3, 4)), ("bird-dog", (5, 6))) for ago in days]
    store.kept.extend(twice)


async def test_an_exercise_that_is_off_is_left_out_and_today_says_why(screens: Screens, store: MemoryStore) -> None:
    store.kept.extend((stopped(3), stopped(4), session(2, exercise("bird-dog"))))
    async with screens.open() as stage:
        assert "Off: stopped for pain twice running. Ask your provider." in stage.words()
        await stage.press("enter", "2")
        assert ids(stage) == ["bird-dog"]


async def test_with_every_exercise_off_nothing_starts_and_today_says_why(screens: Screens, store: MemoryStore) -> None:
    both_off(store)
    async with screens.open(size=(40, 12)) as stage:
        words = stage.words()
        assert words.count("Off: stopped for pain twice running.") == 2
        assert "Every exercise is off today. Nothing can start." in words
        assert "Enter" not in stage.text()
        await stage.press("enter")
        assert is_on(stage, TodayPage)
        await stage.press("2", "1", "enter")
        assert is_on(stage, TodayPage)


async def test_an_exercise_that_waits_for_a_provider_says_for_what(screens: Screens, store: MemoryStore) -> None:
    yes = tuple(ConditionAnswer(condition=one, yes=True) for one in Condition)
    store.known_person = replace(acknowledged(), agreements=(), conditions=yes)
    async with screens.open() as stage:
        assert "Off until a provider agrees. Reason: " in stage.words()


# --- the summary ------------------------------------------------------------------------------------------------------


async def test_a_stop_for_pain_is_kept_safely_with_a_quiet_minute(screens: Screens) -> None:
    record = session(0, exercise(outcome=Outcome.STOPPED_FOR_PAIN), events=(told(Answer.PAIN, level=4),))
    record = replace(record, status=stopped(0).status)
    async with screens.open() as stage:
        exercises = stage.app.diary.exercises if stage.app.diary else {}
        page = SummaryScreen(record, exercises, on_note=print, on_question=print)
        stage.app.push_screen(page)
        await stage.settle()
        for words in ("Stopped, and kept safely.", "A quiet minute, lying or standing.", "roll to your side first"):
            assert words in stage.words()
