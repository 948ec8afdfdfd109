"""The forms around the session: ask-first questions, exercises that are off, bad days, the length of the plan."""

from dataclasses import replace
from datetime import timedelta

import pytest
from textual.widgets import OptionList

from lumbar.domain.ask_first import reasons
from lumbar.domain.exercise import Condition, Form
from lumbar.domain.next_time import is_off
from lumbar.domain.person import BadDays, ConditionAnswer, GivenBy, Person
from lumbar.domain.prescription import default_prescription
from lumbar.tui.screens.ask_first_form import SUBJECTS, AskFirstForm
from lumbar.tui.screens.catalog import CatalogPage
from lumbar.tui.screens.help import HelpScreen
from lumbar.tui.screens.live import LiveScreen
from lumbar.tui.screens.text_question import TextQuestion
from lumbar.tui.screens.today import TodayPage
from lumbar.tui.widgets.key_bar import KeyBar
from lumbar.words import next_time as words
from support.memory_store import MemoryStore
from support.past import TODAY, days_ago, stopped
from support.screens import Screens, Stage, acknowledged
from support.sessions import exercises_by_id, prescribed, shipped_catalog

SIZES = [(80, 24), (40, 12)]
FORM = "#form"


def has(*conditions: Condition) -> Person:
    answers = tuple(ConditionAnswer(condition=one, yes=True) for one in conditions)
    return replace(acknowledged(), conditions=answers, agreements=())


async def open_form(stage: Stage) -> None:
    await stage.press("ctrl+p", *"ask-first")
    await stage.until(lambda: "Leave lumbar" not in stage.text())
    await stage.press("enter")
    await stage.until(lambda: isinstance(stage.app.screen, AskFirstForm))
    await stage.settle()


async def to(stage: Stage, subject: GivenBy | Condition) -> None:
    await stage.press("home", *["down"] * SUBJECTS.index(subject))


async def choose(stage: Stage, exercise_id: str) -> None:
    choice = stage.app.screen.query_one(OptionList)
    choice.highlighted = choice.get_option_index(exercise_id)
    await stage.settle()


def row_of(stage: Stage, text: str) -> str:
    return next((row for row in stage.text().splitlines() if text in row), "")


# --- the ask-first questions ------------------------------------------------------------------------------------------


async def test_they_follow_the_welcome_and_are_kept_together(screens: Screens, store: MemoryStore) -> None:
    store.known_person = Person()
    async with screens.open() as stage:
        await stage.press("enter")
        await stage.until(lambda: isinstance(stage.app.screen, AskFirstForm))
        assert words.ASK_GIVEN_BY in stage.words()
        await stage.press("y")
        await to(stage, Condition.FRACTURE)
        await stage.press("y")
        await to(stage, Condition.PREGNANCY)
        await stage.press("n")
        await stage.press("enter")
        await stage.until(lambda: store.person().given_by is GivenBy.PROVIDER)
        await stage.until("3 of 8")
    assert store.person().purpose_acknowledged_on == TODAY
    assert store.person().conditions == (
        ConditionAnswer(condition=Condition.FRACTURE, yes=True),
        ConditionAnswer(condition=Condition.PREGNANCY, yes=False),
    )


@pytest.mark.parametrize("key", ["enter", "escape"])
async def test_what_was_not_answered_stays_unanswered(screens: Screens, store: MemoryStore, key: str) -> None:
    store.known_person = Person()
    async with screens.open() as stage:
        await stage.press("enter")
        await stage.until(lambda: isinstance(stage.app.screen, AskFirstForm))
        await stage.press(*["down"] * len(SUBJECTS), key)
        await stage.until("3 of 8")
        await stage.skip_set_up()
        await stage.until(lambda: store.person().purpose_acknowledged_on is not None)
    assert store.person() == Person(purpose_acknowledged_on=TODAY)


async def test_escape_leaves_all_of_it_out(screens: Screens, store: MemoryStore) -> None:
    async with screens.open() as stage:
        await open_form(stage)
        await stage.press("y", "down", "down", "y", "escape")
        assert isinstance(stage.app.screen, TodayPage)
    assert store.person() == acknowledged()


async def test_an_answer_is_toggled_and_taken_back(screens: Screens, store: MemoryStore) -> None:
    async with screens.open() as stage:
        await open_form(stage)
        await stage.press("space", "down", "space")
        for condition, keys in {
            Condition.OSTEOPOROSIS: ["space"],
            Condition.FRACTURE: ["space", "space"],
            Condition.BACK_OPERATION: ["space", "space", "space"],
            Condition.PREGNANCY: ["y", "backspace"],
            Condition.KNEE_TROUBLE: ["y", "n"],
        }.items():
            await to(stage, condition)
            await stage.press(*keys)
        await stage.press("enter")
        await stage.until(lambda: store.person().given_by is not None)
    said = {one.condition: one.yes for one in store.person().conditions}
    assert said == {Condition.OSTEOPOROSIS: True, Condition.FRACTURE: False, Condition.KNEE_TROUBLE: False}
    assert store.person().given_by is GivenBy.NOBODY_YET


async def test_who_gave_the_exercises_can_be_taken_back(screens: Screens, store: MemoryStore) -> None:
    store.known_person = replace(acknowledged(), given_by=GivenBy.PROVIDER)
    async with screens.open() as stage:
        await open_form(stage)
        await stage.press("down", "n", "up")
        assert "yes" in row_of(stage, "a provider")
        await stage.press("backspace", "enter")
        await stage.until(lambda: store.person().given_by is None)


async def test_what_was_answered_is_shown_again(screens: Screens, store: MemoryStore) -> None:
    store.known_person = replace(has(Condition.FRACTURE), given_by=GivenBy.NOBODY_YET)
    async with screens.open() as stage:
        await open_form(stage)
        assert "yes" in row_of(stage, "nobody yet")
        assert "yes" in row_of(stage, "a fracture")
        assert "yes" not in row_of(stage, "osteoporosis") + row_of(stage, "a provider")
        await to(stage, Condition.FRACTURE)
        await stage.press("backspace", "enter")
        await stage.until(lambda: store.person().conditions == ())


async def test_a_click_goes_through_the_answers(screens: Screens, store: MemoryStore) -> None:
    async with screens.open() as stage:
        await open_form(stage)
        await stage.click(FORM, "a provider")
        for mark in ("yes", "no", "·", "yes"):
            await stage.click(FORM, "osteoporosis")
            assert mark in row_of(stage, "osteoporosis").split()
        await stage.click(FORM, "a fracture")
        await stage.click(KeyBar, "n no")
        await stage.click(KeyBar, "done")
        await stage.until(lambda: store.person().given_by is GivenBy.PROVIDER)
    said = {one.condition: one.yes for one in store.person().conditions}
    assert said == {Condition.OSTEOPOROSIS: True, Condition.FRACTURE: False}


@pytest.mark.parametrize("size", SIZES, ids=str)
async def test_every_question_can_be_reached_and_seen(screens: Screens, size: tuple[int, int]) -> None:
    async with screens.open(size=size) as stage:
        await open_form(stage)
        for text in (*words.GIVEN_BY.values(), *words.CONDITIONS.values()):
            assert text.split()[0] in stage.text()
            await stage.press("down")
        for hint in ("Enter done", "y yes", "n no", "Esc skip"):
            assert hint in stage.text()
        await stage.press("home")
        assert words.ASK_GIVEN_BY in stage.text()


async def test_care_advice_is_a_key_away(screens: Screens) -> None:
    async with screens.open() as stage:
        await open_form(stage)
        await stage.press("c")
        assert not isinstance(stage.app.screen, AskFirstForm)
        await stage.press("c")
        assert isinstance(stage.app.screen, AskFirstForm)


# --- exercises that are off -------------------------------------------------------------------------------------------


async def test_a_flagged_exercise_is_off_until_a_provider_agreed(screens: Screens, store: MemoryStore) -> None:
    store.known_person = has(Condition.WRIST_TROUBLE, Condition.KNEE_TROUBLE)
    async with screens.open() as stage:
        await stage.press("2")
        await choose(stage, "bird-dog")
        assert "Bird dog  ○ off" in stage.text()
        assert "Off until a provider agrees. Reason: wrist trouble, knee trouble." in stage.words()
        await stage.click(KeyBar, "a provider agreed")
        assert isinstance(stage.app.screen, TextQuestion)
        await stage.press("enter")
        assert isinstance(stage.app.screen, TextQuestion), "a name is needed"
        await stage.press(*"Roe", "enter")
        assert words.ASK_AGREED_WHEN in stage.words()
        await stage.press(*"May", "enter")
        await stage.until(lambda: bool(store.person().agreements))
        await stage.until(lambda: "Bird dog  ○ off" not in stage.text())
        assert "Roe agreed. When: May." in stage.words()
        assert "provider agreed" not in row_of(stage, "/ search")
    (agreed,) = store.person().agreements
    assert (agreed.exercise_id, agreed.provider, agreed.agreed_on) == ("bird-dog", "Roe", "May")
    assert agreed.conditions == reasons(exercises_by_id()["bird-dog"], store.person())


async def test_going_back_from_either_question_states_nothing(screens: Screens, store: MemoryStore) -> None:
    store.known_person = has(Condition.WRIST_TROUBLE)
    async with screens.open() as stage:
        await stage.press("2")
        await choose(stage, "bird-dog")
        await stage.press("a", *"Roe", "escape")
        await stage.press("a", *"Roe", "enter", "escape")
        assert isinstance(stage.app.screen, CatalogPage)
    assert store.person().agreements == ()


async def test_the_keys_do_nothing_on_an_exercise_that_is_on(screens: Screens) -> None:
    async with screens.open() as stage:
        await stage.press("2", "a", "o")
        assert isinstance(stage.app.screen, CatalogPage)
        assert "○ off" not in stage.text()


async def test_after_two_stops_for_pain_it_is_off_until_switched_on(screens: Screens, store: MemoryStore) -> None:
    store.kept += [stopped(1), stopped(3)]
    async with screens.open() as stage:
        await stage.press("2")
        await choose(stage, "curl-up")
        assert "Curl up  ○ off" in stage.text()
        assert words.OFF_AFTER_PAIN in stage.words()
        await stage.press("o", "enter")
        assert store.person().switched_on == (), "no is what Enter takes"
        await stage.click(KeyBar, "o switch on")
        await stage.click("#answers", words.SWITCH_ON_YES)
        await stage.until(lambda: bool(store.person().switched_on))
        await stage.until(lambda: "○ off" not in stage.text())
    assert [(one.exercise_id, one.on) for one in store.person().switched_on] == [("curl-up", TODAY)]
    assert not is_off("curl-up", store.kept, store.person())


async def test_with_the_second_stop_the_question_to_the_provider_is_kept_once(
    screens: Screens, store: MemoryStore
) -> None:
    store.kept += [stopped(1)]
    async with screens.open() as stage:
        for _ in range(2):
            told: list[object] = []
            stage.office.keeper.finish(stopped(0), told.append)
            await stage.until(lambda told=told: bool(told))  # type: ignore[misc]
    assert [one.text for one in store.person().questions] == [words.provider_question("Curl up")]
    assert store.person().questions[0].asked_on == TODAY


@pytest.mark.parametrize("size", SIZES, ids=str)
async def test_why_it_is_off_is_in_sight(screens: Screens, store: MemoryStore, size: tuple[int, int]) -> None:
    store.known_person = has(Condition.WRIST_TROUBLE)
    async with screens.open(size=size) as stage:
        await stage.press("2")
        await choose(stage, "bird-dog")
        assert "○ off" in stage.text()
        assert "Off until a provider" in stage.text()
        assert "a provider agreed" in stage.text()


# --- bad days ---------------------------------------------------------------------------------------------------------


async def test_gentle_days_are_chosen_and_ended(screens: Screens, store: MemoryStore) -> None:
    async with screens.open() as stage:
        await stage.press("b", "3")
        await stage.until("A gentle day. The last is Tue 24 Nov.")
        assert store.person().bad_days == (BadDays(first=TODAY, days=3),)
        await stage.press("b", "enter")
        assert store.person().bad_days, "no is what Enter takes"
        await stage.click(KeyBar, "b end bad days")
        await stage.press("y")
        await stage.until(lambda: store.person().bad_days == ())
        await stage.until(lambda: "A gentle day" not in stage.text())


async def test_days_that_have_begun_end_yesterday_and_nothing_is_asked(screens: Screens, store: MemoryStore) -> None:
    store.known_person = replace(acknowledged(), bad_days=(BadDays(first=days_ago(2), days=5),))
    async with screens.open() as stage:
        await stage.press("b", "y")
        await stage.until(lambda: store.person().bad_days == (BadDays(first=days_ago(2), days=2, end_settled=True),))
        await stage.settle()
        assert isinstance(stage.app.screen, TodayPage)


async def test_gentle_days_by_mouse(screens: Screens, store: MemoryStore) -> None:
    async with screens.open() as stage:
        await stage.click(KeyBar, "b bad days")
        await stage.click("#answers", "today alone")
        await stage.until(lambda: store.person().bad_days == (BadDays(first=TODAY, days=1),))


async def test_it_can_be_left(screens: Screens, store: MemoryStore) -> None:
    async with screens.open() as stage:
        await stage.press("b", "escape")
        assert isinstance(stage.app.screen, TodayPage)
    assert store.person().bad_days == ()


@pytest.mark.parametrize("size", SIZES, ids=str)
async def test_all_seven_can_be_seen(screens: Screens, size: tuple[int, int]) -> None:
    async with screens.open(size=size) as stage:
        await stage.press("b")
        assert "7 days" in stage.text()
        await stage.press("escape", "b", "2")
        await stage.until("A gentle day.")


@pytest.mark.parametrize("days", [3, 40], ids=["the day after", "weeks later"])
async def test_at_the_next_start_after_them_it_is_asked_once_how_to_go_on(
    screens: Screens, store: MemoryStore, days: int
) -> None:
    store.known_person = replace(acknowledged(), bad_days=(BadDays(first=days_ago(days), days=3),))
    async with screens.open() as stage:
        assert words.GENTLE_OVER_TODAY in stage.words()
        await stage.press("enter")
        assert words.BAD_DAYS_OVER in stage.words()
        await stage.press("enter")
        await stage.until(lambda: store.person().bad_days[-1].end_settled)
        await stage.leave_out_the_pain(LiveScreen)
        assert stage.session.timeline.plan.exercises == prescribed()
    assert store.person().levels == ()
    store.running = None
    async with screens.open() as stage:
        assert words.GENTLE_OVER_TODAY not in stage.words()
        await stage.start()


async def test_the_gentle_set_can_stay_as_the_level(screens: Screens, store: MemoryStore) -> None:
    store.known_person = replace(acknowledged(), bad_days=(BadDays(first=days_ago(3), days=3),))
    async with screens.open() as stage:
        await stage.press("enter", "2")
        await stage.leave_out_the_pain(LiveScreen)
        exercises = stage.session.timeline.plan.exercises
        assert {one.form for one in exercises} == {Form.EASIER}
        await stage.until(lambda: len(store.person().levels) == len(exercises))
    assert {one.dose for one in store.person().levels} == set(exercises)


async def test_another_few_days(screens: Screens, store: MemoryStore) -> None:
    before = BadDays(first=days_ago(3), days=3)
    store.known_person = replace(acknowledged(), bad_days=(before,))
    async with screens.open() as stage:
        await stage.press("enter", "3")
        assert words.ASK_HOW_MANY_DAYS in stage.words()
        await stage.press("2")
        await stage.leave_out_the_pain(LiveScreen)
        assert {one.form for one in stage.session.timeline.plan.exercises} == {Form.EASIER}
        gentle = (replace(before, end_settled=True), BadDays(first=TODAY, days=2))
        await stage.until(lambda: store.person().bad_days == gentle)


# --- the gentle set ---------------------------------------------------------------------------------------------------


def three_exercises(store: MemoryStore) -> None:
    plan = default_prescription(shipped_catalog().exercises, valid_from=days_ago(30))
    store.versions.append(replace(plan, exercises=prescribed("ankle-pumps", "curl-up", "bird-dog")))


def own_set(store: MemoryStore) -> dict[str, tuple[int, int]]:
    return {one.exercise_id: (one.reps, one.sets) for one in store.person().gentle_set}


@pytest.mark.parametrize("size", SIZES, ids=str)
async def test_the_gentle_set_is_changed_by_keys(screens: Screens, store: MemoryStore, size: tuple[int, int]) -> None:
    three_exercises(store)
    async with screens.open(size=size) as stage:
        await stage.press("b", "e")
        assert "5 of 10" in row_of(stage, "Ankle pumps")
        await stage.press("right", "right", "minus", "down", "space")
        assert "6 of 10" in row_of(stage, "Ankle pumps")
        assert "off Curl up" in row_of(stage, "Curl up")
        await stage.press("down", *["left"] * 9, "enter")
        await stage.until(lambda: own_set(store) == {"ankle-pumps": (6, 1), "bird-dog": (1, 1)})
        assert words.ASK_HOW_MANY_DAYS in stage.words()
        await stage.press("1")
        await stage.until("A gentle day.")
        await stage.start()
        assert [one.exercise_id for one in stage.session.timeline.plan.exercises] == ["ankle-pumps", "bird-dog"]


async def test_the_gentle_set_is_changed_by_mouse(screens: Screens, store: MemoryStore) -> None:
    three_exercises(store)
    async with screens.open() as stage:
        await stage.press("b")
        await stage.click("#answers", "change the gentle set")
        await stage.click(".name", "Ankle pumps")
        assert "off Ankle pumps" in row_of(stage, "Ankle pumps")
        await stage.click(".mark", "off")
        await stage.click(".plus", "+")
        assert "6 of 10" in row_of(stage, "Ankle pumps")
        await stage.click(".minus", "-")
        await stage.click(".minus", "-")
        await stage.click(KeyBar, "Enter done")
        await stage.until(lambda: own_set(store).get("ankle-pumps") == (4, 1))


async def test_a_gentle_set_never_grows_beyond_the_plan_and_is_never_empty(
    screens: Screens, store: MemoryStore
) -> None:
    three_exercises(store)
    async with screens.open() as stage:
        await stage.press("b", "e", *["right"] * 30)
        assert "10 of 10" in row_of(stage, "Ankle pumps")
        await stage.press("space", "down", "space", "down", "space", "enter")
        assert words.GENTLE_SET_EMPTY in stage.words()
        await stage.press("escape", "escape")
        assert isinstance(stage.app.screen, TodayPage)
    assert store.person().gentle_set == ()


async def test_gentle_days_can_end_with_the_set_as_the_level(screens: Screens, store: MemoryStore) -> None:
    store.known_person = replace(acknowledged(), bad_days=(BadDays(first=TODAY, days=5),))
    async with screens.open() as stage:
        await stage.press("b", "s")
        await stage.until(lambda: store.person().bad_days == ())
    assert {one.dose.form for one in store.person().levels} == {Form.EASIER}


# --- more than 30 minutes a day ---------------------------------------------------------------------------------------


def twice_a_day(store: MemoryStore) -> None:
    plan = default_prescription(shipped_catalog().exercises, valid_from=TODAY - timedelta(days=30))
    store.versions.append(replace(plan, sessions_per_day=2))


async def test_a_long_plan_is_mentioned_until_the_provider_said_so(screens: Screens, store: MemoryStore) -> None:
    twice_a_day(store)
    async with screens.open() as stage:
        assert stage.words().count(words.SOFT_AMOUNT) == 1
        await stage.press("a", "enter")
        assert not store.person().provider_said_amount, "no is what Enter takes"
        await stage.click(KeyBar, "a my provider said so")
        await stage.click("#answers", words.AMOUNT_SAID)
        await stage.until(lambda: store.person().provider_said_amount)
        await stage.until(lambda: words.SOFT_AMOUNT not in stage.words())


@pytest.mark.parametrize("size", SIZES, ids=str)
async def test_a_click_on_the_line_is_its_key(screens: Screens, store: MemoryStore, size: tuple[int, int]) -> None:
    twice_a_day(store)
    async with screens.open(size=size) as stage:
        assert "b bad days" in stage.text()
        await stage.click("#amount", "This plan")
        await stage.press("y")
        await stage.until(lambda: store.person().provider_said_amount)


async def test_a_plan_within_it_is_not(screens: Screens) -> None:
    async with screens.open() as stage:
        assert words.SOFT_AMOUNT not in stage.words()
        await stage.press("a")
        assert isinstance(stage.app.screen, TodayPage)


# --- all of it --------------------------------------------------------------------------------------------------------


async def test_the_keys_are_among_the_keys(screens: Screens) -> None:
    async with screens.open() as stage:
        for page, said in (
            ("1", "bad days"),
            ("1", "more than 30 minutes"),
            ("2", "agreed"),
            ("2", "switch an exercise"),
        ):
            await stage.press(page, "question_mark")
            assert isinstance(stage.app.screen, HelpScreen)
            assert said in stage.words()
            await stage.press("escape")


async def test_it_is_on_the_disk(screens: Screens) -> None:
    screens.store = None
    async with screens.open() as stage:
        await stage.press("enter")
        await stage.until(lambda: isinstance(stage.app.screen, AskFirstForm))
        await stage.press("y", "down", "down", "y", "enter")
        await stage.until("3 of 8")
        await stage.skip_set_up()
        await stage.press("b", "2")
        await stage.until("A gentle day.")
    async with screens.open() as stage:
        await stage.until("A gentle day.")
        assert stage.app.diary is not None
        person = stage.app.diary.store.person()
        assert person.given_by is GivenBy.PROVIDER
        assert person.conditions == (ConditionAnswer(condition=SUBJECTS[2], yes=True),)  # type: ignore[arg-type]


async def test_where_nothing_can_be_kept_it_is_said(screens: Screens, store: MemoryStore) -> None:
    store.writable = False
    async with screens.open() as stage:
        await stage.press("b", "2")
        await stage.until("Nothing can be kept here.")
        assert isinstance(stage.app.screen, TodayPage)
