"""Less time, the short version and another set for one day: by keys alone, by the mouse alone, in wide and narrow."""

from dataclasses import replace
from datetime import time

import pytest

from lumbar.diary import Diary
from lumbar.domain.person import Away, Person, TodaysChoice
from lumbar.domain.prescription import Prescription, SlotTime
from lumbar.outlook import Outlook
from lumbar.tui.screens.change_today import ChangeTodayScreen
from lumbar.tui.screens.day_question import DayQuestion
from lumbar.tui.screens.help import HelpScreen
from lumbar.tui.screens.less_time import LessTimeScreen
from lumbar.tui.screens.level_question import LevelQuestion
from lumbar.tui.screens.live import LiveScreen
from lumbar.tui.screens.today import TodayPage
from lumbar.tui.widgets.key_bar import KEYS_HINT, KeyBar
from lumbar.words import todays_plan as words
from support.memory_store import MemoryStore
from support.past import TODAY, days_ago
from support.screens import Screens, Stage, acknowledged
from support.sessions import SECOND, prescribed

PLAN = Prescription(
    version=1,
    valid_from=days_ago(30),
    exercises=prescribed("pelvic-tilt", "cat-and-camel", "wall-squats", "bird-dog"),
)


@pytest.fixture
def store() -> MemoryStore:
    return MemoryStore(known_person=acknowledged(), versions=[PLAN])


def choice(store: MemoryStore) -> TodaysChoice | None:
    return store.person().todays_choice


async def test_less_time_by_keys(screens: Screens, store: MemoryStore) -> None:
    async with screens.open() as stage:
        await stage.press("t")
        assert isinstance(stage.app.screen, LessTimeScreen)
        for key, wanted in (
            ("1", "shortest takes 2 min"),
            ("2", "4 exercises, 11 min"),
            ("backspace", "shortest takes 2 min"),
            ("enter", "shortest takes 2 min"),
            ("5", "min, or type"),
            ("left", "4 exercises, 10 min"),
            ("left", " 5 min"),
            ("plus", "or  6  min"),
            ("minus", " 5 min"),
        ):
            await stage.press(key)
            assert wanted in stage.words(), key
        assert "in another session" in stage.words()
        await stage.press("enter")
        await stage.until("You chose 5 min for today.")
        assert choice(store) == TodaysChoice(day=TODAY, minutes=5)
        assert "5 minutes" in stage.words()
        await stage.press("t", "escape", "t", "r")
        await stage.until(lambda: "You chose" not in stage.text())
        assert choice(store) == TodaysChoice(day=TODAY)


@pytest.mark.parametrize("size", [(80, 24), (40, 12)], ids=str)
async def test_less_time_by_mouse(screens: Screens, store: MemoryStore, size: tuple[int, int]) -> None:
    async with screens.open(size=size) as stage:
        await stage.click("#less-time", "less time")
        await stage.click("#minutes-5", "5")
        await stage.click(".keys", "+ more")
        await stage.click(".keys", "- less")
        await stage.click(".keys", "+ more")
        assert "fewer sets" in stage.words()
        await stage.click(".keys", "Enter take")
        await stage.until(lambda: choice(store) == TodaysChoice(day=TODAY, minutes=6))
        await stage.until(lambda: "You chose 6 min for today." in stage.words())
        await stage.click("#less-time", "less time")
        await stage.click(".keys", "as planned")
        await stage.until(lambda: choice(store) == TodaysChoice(day=TODAY))


async def test_the_short_version_starts_at_once(screens: Screens) -> None:
    async with screens.open() as stage:
        await stage.click("#short-version", "short version")
        assert isinstance(stage.app.screen, LevelQuestion)
    async with screens.open() as stage:
        await stage.press("x")
        await stage.leave_out_the_pain(LiveScreen)
        tape = stage.session.timeline
        assert 5 * 60 * SECOND < tape.total_ns <= (10 * 60 + 30) * SECOND
        assert tape.plan.exercises[-1].sets < PLAN.exercises[-1].sets


async def test_minutes_of_the_command_line_are_those_of_the_session(screens: Screens) -> None:
    from lumbar.tui.app import LumbarApp

    app = LumbarApp(screens.parts(), start_session=True, minutes=5)
    async with app.run_test(size=(80, 24)) as pilot:
        stage = Stage(app, pilot, screens.clock)
        await stage.leave_out_the_pain(LiveScreen)
        assert stage.session.timeline.total_ns <= (5 * 60 + 30) * SECOND
    app.close_diary()


async def test_today_is_changed_by_keys(screens: Screens, store: MemoryStore) -> None:
    async with screens.open() as stage:
        await stage.press("e")
        assert isinstance(stage.app.screen, ChangeTodayScreen)
        await stage.press("right", "down", "o", "enter")
        await stage.until(words.CHOSEN_EXERCISES)
        assert choice(store) == TodaysChoice(day=TODAY, exercises=("cat-and-camel", "pelvic-tilt", "bird-dog"))
        assert "Left out today: Wall squats." in stage.words()
        await stage.press("e", "s", "s", "s", "end", "s")
        assert words.NO_OTHER not in stage.words()
        await stage.press("escape")
        assert choice(store) == TodaysChoice(day=TODAY, exercises=("cat-and-camel", "pelvic-tilt", "bird-dog"))
        await stage.press("e", "s", "enter")
        await stage.until(
            lambda: choice(store) == TodaysChoice(day=TODAY, exercises=("wall-squats", "pelvic-tilt", "bird-dog"))
        )
        await stage.settle()
        await stage.press("enter")
        await stage.leave_out_the_pain(LiveScreen)
        assert [one.id for one in stage.session.timeline.exercises] == ["wall-squats", "pelvic-tilt", "bird-dog"]


async def test_what_cannot_be_is_said_and_what_was_not_changed_is_not_kept(
    screens: Screens, store: MemoryStore
) -> None:
    async with screens.open() as stage:
        await stage.press("e", "s")
        assert words.NO_OTHER in stage.words()
        await stage.press("o", "home", "o", "home", "o", "home", "o")
        assert words.ONE_STAYS in stage.words()
        await stage.press("escape", "e", "enter")
        assert isinstance(stage.app.screen, TodayPage)
    assert choice(store) is None


@pytest.mark.parametrize("size", [(80, 24), (40, 12)], ids=str)
async def test_today_is_changed_by_mouse(screens: Screens, store: MemoryStore, size: tuple[int, int]) -> None:
    async with screens.open(size=size) as stage:
        await stage.click("#change-today", "change")
        await stage.click("#session", "Cat and camel")
        await stage.click(".keys", "← earlier")
        await stage.click(".keys", "o leave out" if size[0] > 40 else "o out")
        await stage.click("#session", "Pelvic tilt")
        await stage.click(".keys", "s swap")
        await stage.click(".keys", "→ later")
        await stage.click(".keys", "Enter keep")
        wanted = TodaysChoice(day=TODAY, exercises=("wall-squats", "cat-and-camel", "bird-dog"))
        await stage.until(lambda: choice(store) == wanted)
        await stage.until(lambda: words.CHOSEN_EXERCISES in stage.words())
        await stage.click("#change-today", "change")
        await stage.click(".keys", "r reset")
        await stage.until(lambda: choice(store) == TodaysChoice(day=TODAY))


async def test_the_day_with_its_hours_and_the_persons_own_plan(screens: Screens, store: MemoryStore) -> None:
    slots = (SlotTime(name="Early", at=time(5)), SlotTime(name="Noon", at=time(12)), SlotTime(name="Late", at=time(19)))
    store.versions[0] = replace(PLAN, sessions_per_day=3, slots=slots, minutes=5)
    own = Person(when_and_where="After coffee, on the mat.", if_hindered="Ten minutes at noon.")
    store.known_person = replace(acknowledged(), when_and_where=own.when_and_where, if_hindered=own.if_hindered)
    async with screens.open() as stage:
        said = stage.words()
        for wanted in ("Early   due now", "Noon    due at 12:00", "Late    due at 19:00", "In another session:"):
            assert wanted in said
        assert "Your own plan for this: Ten minutes at noon." in said
        assert said.rstrip().endswith("After coffee, on the mat.")


@pytest.mark.parametrize("away", [False, True])
async def test_a_day_without_a_plan_still_offers_a_session(screens: Screens, store: MemoryStore, *, away: bool) -> None:
    store.versions[0] = replace(PLAN, rest_days=(6,))
    if away:
        store.known_person = replace(acknowledged(), away=(Away(first=TODAY, last=TODAY),))
    async with screens.open() as stage:
        said = stage.words()
        assert f"{'Away today.' if away else 'Rest day.'} Nothing is planned." in said
        assert "0 of 0" not in said
        assert "one more session" in said
        await stage.press("enter")
        assert isinstance(stage.app.screen, LevelQuestion)


async def test_a_plan_of_too_few_minutes_says_what_to_do(screens: Screens, store: MemoryStore) -> None:
    store.versions[0] = replace(PLAN, minutes=1)
    async with screens.open() as stage:
        assert words.NOTHING_FITS in stage.words()
        assert "Enter  start" not in stage.text()
        await stage.press("x")
        assert isinstance(stage.app.screen, LevelQuestion)


async def test_the_ways_are_among_the_keys_and_the_commands(screens: Screens) -> None:
    async with screens.open() as stage:
        await stage.press("question_mark")
        assert isinstance(stage.app.screen, HelpScreen)
        for said in ("I have less time", "the short version", "change today"):
            assert said in stage.words()
        await stage.press("escape", "ctrl+p", *"less time")
        await stage.until(lambda: "Leave lumbar" not in stage.text())
        await stage.press("enter")
        await stage.until(lambda: isinstance(stage.app.screen, LessTimeScreen))


async def test_today_looks_at_the_history_once_for_each_showing(
    screens: Screens, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with screens.open() as stage:
        looks: list[Outlook] = []
        look = Diary.outlook

        def counted(diary: Diary) -> Outlook:
            looks.append(look(diary))
            return looks[-1]

        monkeypatch.setattr(Diary, "outlook", counted)
        stage.app.show_diary()
        await stage.settle()
        assert len(looks) == 1


@pytest.mark.parametrize("size", [(80, 24), (40, 12)], ids=str)
@pytest.mark.parametrize("asked", ["t", "e", "b", "enter"])
async def test_a_question_before_a_session_tells_its_keys(screens: Screens, size: tuple[int, int], asked: str) -> None:
    async with screens.open(size=size) as stage:
        await stage.press(asked)
        question = stage.app.screen
        assert asked in ("b", "enter") or "? keys" in stage.text()
        hints = [hint for bar in question.query(KeyBar) for hint in bar._hints if hint != KEYS_HINT]
        for key in ("question_mark", "f1"):
            await stage.press(key)
            assert isinstance(stage.app.screen, HelpScreen)
            told = {part for keys, _ in stage.app.screen._keys for part in keys.split()}
            assert not [hint for hint in hints if not told.issuperset(hint.label.split())]
            await stage.press("escape")
            assert stage.app.screen is question


async def test_the_question_whether_to_end_a_session_tells_its_keys(screens: Screens) -> None:
    async with screens.open(only=("bird-dog",)) as stage:
        await stage.run_to(lambda session: bool(session.done))
        await stage.press("q", "question_mark")
        assert "end the session; what you did is kept" in stage.words()
        await stage.press("d")
        assert stage.session.inquiry is not None


async def test_a_text_takes_a_question_mark_and_has_no_more_keys_than_its_last_line(screens: Screens) -> None:
    async with screens.open() as stage:
        await stage.press("3", "g", "question_mark", "f1")
        assert isinstance(stage.app.screen, DayQuestion)
