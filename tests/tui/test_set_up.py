"""The set-up: every question on a screen of its own, by keys alone and by the mouse alone."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from textual import events
from textual.widgets import Input

from lumbar.domain import set_up
from lumbar.domain.exercise import Condition
from lumbar.domain.order import Order
from lumbar.domain.person import GivenBy, SetUpStep
from lumbar.ports import Person
from lumbar.settings import Sound
from lumbar.tui.screens.ask_first_form import AskFirstForm
from lumbar.tui.screens.set_up_question import AnswerRow, SetUpGround
from lumbar.tui.screens.today import TodayPage
from lumbar.tui.screens.welcome import WelcomeScreen
from lumbar.words.set_up import MINUTES_MENTION, ORDER_ANSWERS, SOUND_ANSWERS
from support.clocks import FakeClock
from support.memory_store import MemoryStore
from support.screens import PartsWithStore, Screens, Stage


@pytest.fixture
def store() -> MemoryStore:
    return MemoryStore(known_person=Person())


async def answer(stage: Stage, progress: str, *keys: str) -> None:
    await stage.until(progress)
    await stage.press(*keys)


async def click_answer(stage: Stage, progress: str, words: str) -> None:
    await stage.until(progress)
    row = next(row for row in stage.app.screen.query(AnswerRow) if words in str(row.content))
    await stage._click_at(row.region.x + 5, row.region.y)


async def test_enter_all_the_way_gives_a_plan_of_ten_minutes(
    screens: Screens, store: MemoryStore, clock: FakeClock
) -> None:
    async with screens.open() as stage:
        for number in range(1, set_up.COUNT + 1):
            await answer(stage, f"{number} of 8", "enter")
        await stage.until(lambda: isinstance(stage.app.screen, TodayPage))
        await stage.until("0 of 10 minutes")
    today = clock.now().date()
    assert store.person() == Person(purpose_acknowledged_on=today, minutes_proposed_on=today)
    assert store.prescriptions()[-1].minutes == 10
    assert store.prescriptions()[-1].sessions_per_day == 1


async def test_every_question_is_answered_by_keys_alone(screens: Screens, store: MemoryStore) -> None:
    parts = screens.parts()
    async with screens.open(parts=parts) as stage:
        await answer(stage, "1 of 8", "enter")
        await answer(stage, "2 of 8", "y", "enter")
        await answer(stage, "3 of 8", "down", "enter")
        await answer(stage, "4 of 8", "2")
        await answer(stage, "5 of 8", "j", "space")
        await answer(stage, "6 of 8", "p", "down", "enter")
        await answer(stage, "7 of 8", *"After tea", "enter")
        await answer(stage, "8 of 8", *"Ten minutes", "enter")
        await stage.until(lambda: isinstance(stage.app.screen, TodayPage))
    person, plan = store.person(), store.prescriptions()[-1]
    assert (person.given_by, person.when_and_where, person.if_hindered) == (
        GivenBy.PROVIDER,
        "After tea",
        "Ten minutes",
    )
    assert (plan.sessions_per_day, plan.minutes) == (2, 15)
    assert (person.minutes_proposed_on, person.set_up_at) == (None, None)
    assert len(parts.player.played) == 1
    assert 'order = "fewer_changes"' in parts.paths.config_file.read_text(encoding="utf-8")
    assert 'sound = "bell"' in parts.paths.config_file.read_text(encoding="utf-8")


async def test_every_question_is_answered_by_the_mouse_alone(screens: Screens, store: MemoryStore) -> None:
    async with screens.open(size=(40, 24)) as stage:
        await stage.click("KeyBar", "I have read this")
        await stage.until("2 of 8")
        await stage.click("#form", "osteoporosis")
        await stage.click("KeyBar", "done")
        await click_answer(stage, "3 of 8", "Three")
        await stage.until("4 of 8")
        await stage.click("KeyBar", "PgUp")
        await click_answer(stage, "3 of 8", "Two")
        await click_answer(stage, "4 of 8", "20 minutes")
        await click_answer(stage, "5 of 8", ORDER_ANSWERS[Order.FEWER_CHANGES])
        await stage.until("6 of 8")
        await stage.click("#play", "play one")
        await click_answer(stage, "6 of 8", SOUND_ANSWERS[Sound.OFF])
        for number in (7, 8):
            await stage.until(f"{number} of 8")
            await stage.click("KeyBar", "skip")
        await stage.until(lambda: isinstance(stage.app.screen, TodayPage))
        assert stage.app.diary is not None
        assert stage.app.diary.settings.order is Order.FEWER_CHANGES
    assert [one.condition for one in store.person().conditions] == [Condition.OSTEOPOROSIS]
    assert (store.prescriptions()[-1].sessions_per_day, store.prescriptions()[-1].minutes) == (2, 20)


async def test_it_goes_on_where_it_was_left(screens: Screens, store: MemoryStore) -> None:
    async with screens.open() as stage:
        await answer(stage, "1 of 8", "enter")
        await answer(stage, "2 of 8", "escape")
        await answer(stage, "3 of 8", "3")
        await stage.until("4 of 8")
    assert store.person().set_up_at is SetUpStep.MINUTES
    async with screens.open() as stage:
        await stage.until("4 of 8")
        await answer(stage, "4 of 8", "pageup")
        await stage.until("3 of 8")
        await stage.skip_set_up()
    assert store.prescriptions()[-1].sessions_per_day == 3
    assert store.person().set_up_at is None


async def test_keys_between_two_questions_reach_no_page(screens: Screens) -> None:
    async with screens.open() as stage:
        await answer(stage, "1 of 8", "enter")
        for key in ("enter", "2", "q", "enter", "1"):
            event = events.Key(key, None)
            stage.app.post_message(event)
        await stage.settle()
        await stage.until(" of 8")
        assert [type(screen) for screen in stage.app.screen_stack[:2]] == [TodayPage, SetUpGround]


async def test_the_way_back_leads_to_the_purpose(screens: Screens) -> None:
    async with screens.open() as stage:
        await answer(stage, "1 of 8", "enter")
        await answer(stage, "2 of 8", "pageup")
        await stage.until(lambda: isinstance(stage.app.screen, WelcomeScreen))
        await stage.press("enter")
        await stage.until(lambda: isinstance(stage.app.screen, AskFirstForm))


async def test_it_can_be_run_again_and_proposes_what_holds(screens: Screens, store: MemoryStore) -> None:
    store.known_person = Person(purpose_acknowledged_on=date(2026, 11, 1), when_and_where="At noon")
    async with screens.open() as stage:
        await stage.press("ctrl+p", *"set up again")
        await stage.until(lambda: "Leave lumbar" not in stage.text())
        await stage.press("enter")
        for number in range(1, 7):
            await answer(stage, f"{number} of 8", "enter")
        await stage.until("7 of 8")
        assert stage.app.screen.query_one(Input).value == "At noon"
        await stage.press("enter")
        await answer(stage, "8 of 8", "enter")
        await stage.until(lambda: isinstance(stage.app.screen, TodayPage))
    assert store.person().when_and_where == "At noon"


async def test_what_is_too_long_to_be_kept_is_said_and_nothing_of_it_is_cut_off(
    screens: Screens, store: MemoryStore
) -> None:
    store.known_person = Person(purpose_acknowledged_on=date(2026, 11, 1), set_up_at=SetUpStep.WHEN_AND_WHERE)
    async with screens.open() as stage:
        await stage.until("7 of 8")
        field = stage.app.screen.query_one(Input)
        field.value = "x" * 201
        await stage.press("enter")
        await stage.until("It has 201 characters; at most 200 can be kept.")
        await stage.press("end", "backspace", "enter")
        await answer(stage, "8 of 8", "enter")
        await stage.until(lambda: isinstance(stage.app.screen, TodayPage))
    assert store.person().when_and_where == "x" * 200


async def test_the_minutes_are_mentioned_once_after_a_week(
    screens: Screens, store: MemoryStore, clock: FakeClock
) -> None:
    day = clock.now().date()
    store.known_person = Person(purpose_acknowledged_on=day, minutes_proposed_on=day - timedelta(days=7))
    parts: PartsWithStore = screens.parts()
    diary = parts.diary(read_only=False)
    diary.change_prescription(lambda plan: replace(plan, minutes=10))
    async with screens.open() as stage:
        await stage.until(MINUTES_MENTION[:40])
        await stage.until(lambda: store.person().minutes_mentioned_on == day)
    plan = store.prescriptions()[-1]
    assert set_up.mentions_minutes(store.person(), plan, day)
    assert not set_up.mentions_minutes(store.person(), plan, day + timedelta(days=1))


def test_what_is_typed_becomes_one_line_of_plain_text() -> None:
    person = set_up.with_when_and_where(Person(), " at\x1b[2J\n noon \u202ex")
    assert person.when_and_where == "at [2J noon x"
    assert set_up.with_if_hindered(person, "  ").if_hindered == ""


@pytest.mark.parametrize(("key", "name", "then"), [("escape", "Esc", "8 of 8"), ("pageup", "PgUp", "6 of 8")])
async def test_one_key_does_not_lose_what_was_typed(
    screens: Screens, store: MemoryStore, key: str, name: str, then: str
) -> None:
    store.known_person = Person(purpose_acknowledged_on=date(2026, 11, 1), set_up_at=SetUpStep.WHEN_AND_WHERE)
    async with screens.open() as stage:
        await stage.until("7 of 8")
        await stage.press(*"tea", key)
        assert f"Press {name} again to let it go." in stage.words()
        await stage.press("pageup" if key == "escape" else "escape")
        assert "7 of 8" in stage.words(), "the other key is another one"
        await stage.press(key, key)
        await stage.until(then)
