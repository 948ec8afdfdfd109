"""The end of a session: what it came to, and whether it is on disk."""

import sys
from dataclasses import dataclass, field
from threading import Event

import pytest

from lumbar.domain.record import Answer, SessionRecord
from lumbar.domain.timeline import Phase
from lumbar.ports import StoreError
from lumbar.tui.screens.care import CareScreen
from lumbar.tui.screens.catalog import CatalogPage
from lumbar.tui.screens.history import HistoryPage
from lumbar.tui.screens.live import LiveScreen
from lumbar.tui.screens.page import Page
from lumbar.tui.screens.summary import SummaryScreen
from lumbar.tui.screens.text_question import TextQuestion
from lumbar.tui.screens.today import TodayPage
from lumbar.words import hurts, next_time
from support.memory_store import MemoryStore
from support.screens import Screens, acknowledged

ONE = ("bird-dog",)


@dataclass
class SlowStore(MemoryStore):
    """Keeps a session only when it may."""

    may_keep: Event = field(default_factory=Event)
    was_asked: Event = field(default_factory=Event)

    def append(self, record: SessionRecord) -> None:
        self.was_asked.set()
        assert self.may_keep.wait(timeout=30)
        super().append(record)


@dataclass
class FullStore(MemoryStore):
    """Never keeps a session."""

    def append(self, record: SessionRecord) -> None:
        raise StoreError(f"The disk is full [/x]. {len(record.exercises)} exercise is in memory alone.")


@pytest.fixture
def slow(screens: Screens) -> SlowStore:
    store = SlowStore(known_person=acknowledged())
    screens.store = store
    return store


@pytest.mark.parametrize(
    ("replies", "calm"),
    [("3", Answer.SEVERE_PAIN), ("4", Answer.NEW_SYMPTOM), ("6", Answer.UNWELL), ("5", Answer.UNWELL)],
)
async def test_after_a_stop_to_get_help_it_says_what_to_do_and_not_how_to_get_up(
    screens: Screens, replies: str, calm: Answer
) -> None:
    async with screens.open(only=ONE) as stage:
        await stage.run_to(lambda session: session.current.phase is Phase.HOLD)
        await stage.press("d", replies)
        if replies == "5":
            await stage.let_pass(120)
            await stage.press("2")
        await stage.press("enter")
        assert isinstance(stage.app.screen, SummaryScreen)
        assert hurts.AT_ONCE[calm] in stage.words()
        assert next_time.GET_UP not in stage.words()
        assert "care advice" in stage.text()
        await stage.press("c")
        assert isinstance(stage.app.screen, CareScreen)


async def test_it_says_saved_only_once_the_session_is_kept(screens: Screens, slow: SlowStore) -> None:
    async with screens.open(only=ONE) as stage:
        await stage.run_to_end()
        await stage.until(slow.was_asked.is_set)
        await stage.settle()
        assert "Saving." in stage.text()
        assert "Saved" not in stage.words()
        slow.may_keep.set()
        await stage.until("Saved.")
        assert "Saving." not in stage.text()
    assert len(slow.kept) == 1


async def test_leaving_it_before_that_keeps_the_session_all_the_same(screens: Screens, slow: SlowStore) -> None:
    async with screens.open(only=ONE) as stage:
        await stage.run_to_end()
        await stage.until(slow.was_asked.is_set)
        await stage.press("enter")
        assert isinstance(stage.app.screen, TodayPage)
        slow.may_keep.set()
        await stage.until(lambda: len(slow.kept) == 1)
        await stage.press("3")
        await stage.until("Sun 07:4")


async def test_today_counts_it_even_if_one_was_quicker_than_the_disk(screens: Screens, slow: SlowStore) -> None:
    async with screens.open(only=ONE) as stage:
        await stage.run_to_end()
        await stage.until(slow.was_asked.is_set)
        await stage.press("enter")
        slow.may_keep.set()
        await stage.until(lambda: "1 of 1 session done" in stage.words())


async def test_quitting_before_that_keeps_the_session_all_the_same(screens: Screens, slow: SlowStore) -> None:
    async with screens.open(only=ONE) as stage:
        await stage.run_to_end()
        await stage.until(slow.was_asked.is_set)
        await stage.press("q")
        slow.may_keep.set()
    assert len(slow.kept) == 1
    assert slow.closed


async def test_it_says_why_it_is_not_saved(screens: Screens) -> None:
    screens.store = FullStore(known_person=acknowledged())
    async with screens.open(only=ONE) as stage:
        await stage.run_to_end()
        await stage.until("Not saved. The disk is full [/x]. 1 exercise is in memory alone.")
        assert "Saved." not in stage.text()


async def test_an_error_is_told_even_if_one_was_quicker_than_the_disk(screens: Screens, slow: SlowStore) -> None:
    slow.writable = True
    async with screens.open(only=ONE) as stage:
        await stage.run_to_end()
        await stage.until(slow.was_asked.is_set)
        await stage.press("enter")
        slow.writable = False
        slow.may_keep.set()
        await stage.until("Nothing can be kept here.")


async def test_it_says_what_was_done(screens: Screens) -> None:
    async with screens.open(only=ONE) as stage:
        await stage.run_to_end()
        await stage.until("Saved.")
        words = stage.words()
        for wanted in ("Done", "10 of 10 repetitions", "Bird dog", "left 5 of 5, right 5 of 5", "roll to your side"):
            assert wanted in words


@pytest.mark.parametrize(
    ("key", "page"),
    [("enter", TodayPage), ("escape", TodayPage), ("1", TodayPage), ("2", CatalogPage), ("3", HistoryPage)],
)
async def test_it_leads_to_every_page(screens: Screens, key: str, page: type[Page]) -> None:
    async with screens.open(only=ONE) as stage:
        await stage.run_to_end()
        await stage.until("Saved.")
        await stage.press(key)
        assert isinstance(stage.app.screen, page)
        await stage.press("1")
        assert not any(isinstance(screen, SummaryScreen) for screen in stage.app.screen_stack)


async def test_the_session_reaches_today_and_history(screens: Screens) -> None:
    async with screens.open(rate=100) as stage:
        await stage.start()
        await stage.run_to_end()
        await stage.until("Saved.")
        await stage.press("enter")
        assert "1 of 1 session done" in stage.words()
        assert "Today is done." in stage.words()
        await stage.press("3")
        assert "1 of 1 session" in stage.text()
        assert "109 of 109 repetitions" in stage.text()
        await stage.press("enter")
        assert stage.words().count("skipped") == 0


async def test_it_reaches_a_real_history_too(screens: Screens) -> None:
    screens.store = None
    async with screens.open(only=ONE) as stage:
        await stage.press("enter")
        await stage.until(" of 8")
        await stage.skip_set_up()
        await stage.leave_out_the_pain(LiveScreen)
        await stage.run_to_end()
        await stage.until("Saved.")
    async with screens.open() as stage:
        assert "1 of 1 session done" in stage.words()


async def test_an_update_during_a_session_does_not_take_its_end_away(
    screens: Screens, monkeypatch: pytest.MonkeyPatch
) -> None:
    name = SummaryScreen.__module__
    monkeypatch.delitem(sys.modules, name)
    async with screens.open(only=ONE):
        assert name in sys.modules, "the file is read when the session is over, and may be another by then"


async def test_the_next_session_is_the_whole_one_again(screens: Screens) -> None:
    async with screens.open(only=ONE) as stage:
        await stage.run_to_end()
        await stage.until("Saved.")
        await stage.press("enter")
        await stage.start()
        assert len(stage.session.timeline.exercises) == 10


async def test_a_note_and_a_question_for_the_provider_are_kept_from_it(screens: Screens, store: MemoryStore) -> None:
    async with screens.open(only=ONE) as stage:
        await stage.run_to_end()
        await stage.until("Saved.")
        await stage.press("n", *"[easy]", "enter")
        await stage.until(lambda: [one.note for one in store.kept] == ["[easy]"])
        assert "Note: [easy]" in stage.words()
        await stage.press("k", "enter")
        assert isinstance(stage.app.screen, TextQuestion), "an empty question was taken"
        await stage.press(*"why", "enter")
        await stage.until(lambda: [one.text for one in store.known_person.questions] == ["why"])
        await stage.press("n", "escape")
        assert isinstance(stage.app.screen, SummaryScreen)
    assert len(store.kept) == 1
    assert store.kept[0].note == "[easy]"


async def test_a_note_to_a_session_that_cannot_be_saved_waits_with_it(screens: Screens, store: MemoryStore) -> None:
    async with screens.open(only=ONE) as stage:
        await stage.run_to_end()
        await stage.until("Saved.")
        store.writable = False
        await stage.press("n", "x", "enter")
        await stage.until("Not saved.")
        store.writable = True
        stage.office.try_again()
        await stage.until(lambda: [one.note for one in store.kept] == ["x"])
