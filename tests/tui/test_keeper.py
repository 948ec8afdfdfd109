"""What is kept behind the screens, and what becomes of it when it cannot be."""

from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from threading import Event

import pytest
from textual.widgets import Input
from textual.worker import WorkerFailed

from lumbar.bootstrap import Parts
from lumbar.catalog import CatalogError
from lumbar.cli import run
from lumbar.diary import Diary
from lumbar.domain import course
from lumbar.domain.record import SessionRecord
from lumbar.domain.session import Session
from lumbar.figure.reading import FigureError
from lumbar.ports import Document, HistoryStore, Notice, NoticeKind, Person, StoreError
from lumbar.settings import Settings
from lumbar.tui.app import LumbarApp, run_app
from lumbar.tui.copy_desk import CopyDesk
from lumbar.tui.keeper import Keeper
from lumbar.tui.screens.choice_question import ChoiceQuestion
from lumbar.tui.screens.level_question import LevelQuestion
from lumbar.tui.screens.live import LiveScreen
from lumbar.tui.screens.save_copy import SaveCopyScreen
from lumbar.tui.screens.summary import SummaryScreen
from lumbar.tui.screens.today import TodayPage
from lumbar.words.next_time import ASK_UNKEPT
from support.clocks import FakeClock
from support.kept_sessions import kept_session
from support.memory_store import MemoryStore
from support.occasions import OCCASION
from support.screens import PartsWithStore, Screens, Stage, acknowledged
from support.sessions import shipped_catalog, timeline

ONE = ("bird-dog",)


class Writes(MemoryStore):
    """Notes in which order things are kept, and breaks when it is told to."""

    broken = False
    folds = 0

    def __init__(self, known_person: Person | None = None) -> None:
        super().__init__(known_person=known_person or Person())
        self.written: list[object] = []

    @property
    def fold_is_due(self) -> bool:
        return len(self.written) == 2

    def save_checkpoint(self, document: Document) -> None:
        super().save_checkpoint(document)
        self.written.append(len(document["session"].get("done", ())))

    def append(self, record: SessionRecord) -> None:
        super().append(record)
        self.written.append(record.id)

    def fold(self) -> None:
        self.folds += 1
        if self.broken:
            self.told = [Notice(kind=NoticeKind.DISK_FULL, what="The disk is full.", kept="All.", advice="Free some.")]
            raise StoreError("The disk is full.")


class OtherWindow(MemoryStore):
    """A history that another window has open until it goes away."""

    is_gone = False

    def try_to_take_over(self) -> bool:
        self.writable = self.writable or self.is_gone
        return self.writable


class Kept:
    """A keeper, and what it said."""

    def __init__(self, store: MemoryStore, clock: FakeClock) -> None:
        self.store = store
        self.diary = Diary(store, shipped_catalog(), Settings(), clock)
        self.told: list[str | None] = []
        self.failures: list[BaseException] = []
        self.noticed = 0
        self.keeper = Keeper(
            self.diary, deliver=lambda callback: callback(), noticed=self.notice, failed=self.failures.append
        )

    def notice(self) -> None:
        self.noticed += 1

    def tell(self, error: StoreError | None) -> None:
        self.told.append(None if error is None else str(error))


@pytest.fixture
def session() -> Session:
    begun, _ = course.start(timeline(*ONE), 0)
    return begun


@pytest.fixture
def kept(clock: FakeClock) -> Iterator[Kept]:
    made = Kept(Writes(), clock)
    yield made
    made.keeper.close()


def writes(kept: Kept) -> Writes:
    assert isinstance(kept.store, Writes)
    return kept.store


def test_what_is_kept_is_kept_in_order_and_told(kept: Kept, session: Session) -> None:
    kept.keeper.progress(session, OCCASION, kept.tell)
    kept.keeper.finish(kept_session(), kept.tell)
    kept.keeper.close()
    assert writes(kept).written[-1] == kept_session().id
    assert kept.told[-1] is None
    assert not kept.keeper.has_unkept


def test_a_fold_that_is_due_does_not_wait_for_the_end(kept: Kept, session: Session) -> None:
    writes(kept).written.append("before")
    kept.keeper.progress(session, OCCASION, kept.tell)
    kept.keeper.close()
    assert writes(kept).folds == 1


def test_a_fold_that_fails_is_no_failure(kept: Kept) -> None:
    writes(kept).broken = True
    kept.keeper.finish(kept_session(), kept.tell)
    kept.keeper.fold()
    kept.keeper.close()
    assert (kept.told, kept.failures, kept.noticed) == ([None], [], 1)


def test_what_could_not_be_kept_is_kept_when_it_is_tried_again(kept: Kept) -> None:
    changes: list[bool] = []
    kept.store.writable = False
    kept.keeper.finish(kept_session(), kept.tell)
    kept.keeper.try_again(is_running=False, told=changes.append)
    kept.keeper.do(lambda: setattr(kept.store, "writable", True), kept.tell)
    kept.keeper.try_again(is_running=False, told=changes.append)
    kept.keeper.close()
    assert kept.told == ["Nothing can be kept here.", None]
    assert changes == [False]
    assert [one.id for one in kept.store.kept] == [kept_session().id]
    assert not kept.keeper.has_unkept


def test_what_nobody_foresaw_is_passed_on(kept: Kept) -> None:
    def fail() -> None:
        raise ZeroDivisionError

    kept.keeper.do(fail, kept.tell)
    kept.keeper.close()
    assert [type(one) for one in kept.failures] == [ZeroDivisionError]


@pytest.mark.parametrize("is_running", [True, False])
def test_a_session_interrupted_in_the_other_window_is_kept_if_one_runs_here(
    clock: FakeClock, session: Session, *, is_running: bool
) -> None:
    store = OtherWindow()
    kept = Kept(store, clock)
    kept.diary.keep_progress(session, OCCASION)
    store.writable, store.is_gone = False, True
    changes: list[bool] = []
    kept.keeper.try_again(is_running=is_running, told=changes.append)
    kept.keeper.close()
    assert changes == [True]
    assert [one.id for one in store.kept] == ([OCCASION.session_id] if is_running else [])
    assert (store.running is None) is is_running


# On the screen


async def begin(stage: Stage) -> None:
    """Start the session that is due, without an answer to the question before."""
    await stage.press("enter")
    await stage.until(lambda: isinstance(stage.app.screen, LevelQuestion))
    await stage.press("enter")
    await stage.until(lambda: isinstance(stage.app.screen, LiveScreen))
    await stage.settle()


async def end(stage: Stage) -> None:
    """End it, without an answer to the question after it."""
    await stage.press("q", "enter")
    await stage.until(lambda: isinstance(stage.app.screen, LevelQuestion))
    await stage.press("enter")
    await stage.until(lambda: isinstance(stage.app.screen, SummaryScreen))


async def test_the_start_each_repetition_and_each_pause_are_kept(screens: Screens) -> None:
    screens.store = store = Writes(known_person=acknowledged())
    async with screens.open() as stage:
        await begin(stage)
        await stage.until(lambda: store.written == [0])
        for number in (1, 2):
            await stage.run_to(lambda session, number=number: len(session.done) == number)  # type: ignore[misc]
            await stage.until(lambda number=number: store.written[-1] == number)  # type: ignore[misc]
        before = len(store.written)
        await stage.press("space")
        await stage.until(lambda: len(store.written) > before)
        assert store.running is not None
        assert store.running["session"]["state"] == "paused"


async def test_a_session_with_its_level_and_its_notes_is_folded_once_when_it_is_left(screens: Screens) -> None:
    screens.store = store = Writes(known_person=acknowledged())
    async with screens.open() as stage:
        await begin(stage)
        await stage.press("q", "enter")
        await stage.until(lambda: isinstance(stage.app.screen, LevelQuestion))
        await stage.until(lambda: bool(store.kept))
        before = store.folds
        await stage.press("4")
        await stage.until(lambda: isinstance(stage.app.screen, SummaryScreen))
        for word in ("slow", "ly"):
            await stage.press("n", "end", *word, "enter")
        await stage.until(lambda: [one.note for one in store.kept] == ["slowly"])
        await stage.press("enter")
        await stage.until(lambda: isinstance(stage.app.screen, TodayPage))
    assert [(one.pain_after, one.note) for one in store.kept] == [(4, "slowly")]
    assert store.folds == before + 1


class SlowStore(MemoryStore):
    """Keeps a session when it may."""

    def __init__(self, known_person: Person) -> None:
        super().__init__(known_person=known_person)
        self.may_keep = Event()

    def append(self, record: SessionRecord) -> None:
        assert self.may_keep.wait(timeout=30)
        super().append(record)


async def test_saved_is_said_only_once_it_is_on_disk(screens: Screens) -> None:
    screens.store = store = SlowStore(known_person=acknowledged())
    async with screens.open() as stage:
        await begin(stage)
        await end(stage)
        assert "Saving." in stage.text()
        assert "Saved." not in stage.text()
        store.may_keep.set()
        await stage.until("Saved.")


async def test_what_is_not_saved_is_said_and_a_copy_is_offered(
    screens: Screens, store: MemoryStore, tmp_path: Path
) -> None:
    async with screens.open() as stage:
        await begin(stage)
        store.writable = False
        await end(stage)
        await stage.until("Not saved.")
        assert "s save a copy" in stage.text()
        await stage.press("s")
        assert isinstance(stage.app.screen, SaveCopyScreen)
        assert "~/lumbar-copy.json" in stage.text()
        place = stage.app.screen.query_one(Input)
        place.value = ""
        await stage.press("enter")
        assert isinstance(stage.app.screen, SaveCopyScreen)
        place.value = str(tmp_path / "copy.json")
        await stage.press("enter")
        await stage.until((tmp_path / "copy.json").exists)
        assert isinstance(stage.app.screen, SummaryScreen)
        await stage.press("s", "escape")
        assert isinstance(stage.app.screen, SummaryScreen)

        store.writable = True
        stage.office.try_again()
        await stage.until("Saved.")
        assert "save a copy" not in stage.text()
    assert len(store.kept) == 1


@pytest.mark.parametrize("place", ["~nobody-of-that-name/copy", "/proc/copy"])
async def test_a_copy_that_cannot_be_written_is_told(screens: Screens, store: MemoryStore, place: str) -> None:
    screens.store = None
    del store
    async with screens.open() as stage:
        await stage.press("enter")
        office = stage.office
        CopyDesk(stage.app, office.diary, office.keeper, told=office.told).save(Path(place))
        await stage.until(lambda: any("copy" in toast.message for toast in stage.app._notifications))


async def test_leaving_with_an_unsaved_session_takes_two_presses(screens: Screens, store: MemoryStore) -> None:
    async with screens.open() as stage:
        await begin(stage)
        store.writable = False
        await end(stage)
        await stage.until("Not saved.")
        await stage.press("q")
        assert stage.app.return_value is None
        await stage.press("q")
        assert stage.app.return_value == 0


async def test_without_anything_unsaved_s_does_nothing(screens: Screens) -> None:
    async with screens.open() as stage:
        await stage.press("s")
        assert isinstance(stage.app.screen, TodayPage)


async def test_today_offers_a_copy_while_something_is_unsaved(screens: Screens, store: MemoryStore) -> None:
    store.told = [Notice(kind=NoticeKind.UNSAVED, what="The last change is not saved.", kept="It.", advice="Do.")]
    async with screens.open() as stage:
        assert "The last change is not saved. It. Do." in stage.words()
        assert "s save a copy" in stage.text()
        await stage.press("s")
        assert isinstance(stage.app.screen, SaveCopyScreen)


async def test_a_second_window_takes_over_when_the_first_is_gone(screens: Screens, session: Session) -> None:
    screens.store = store = OtherWindow(known_person=acknowledged())
    Diary(store, shipped_catalog(), Settings(), screens.clock).keep_progress(session, OCCASION)
    store.writable = False
    async with screens.open() as stage:
        stage.office.try_again()
        await stage.settle()
        assert isinstance(stage.app.screen, TodayPage)
        store.is_gone = True
        stage.office.try_again()
        await stage.until("You stopped at bird dog")


async def test_what_the_first_window_left_is_asked_about_before_another_session_takes_its_place(
    screens: Screens, session: Session
) -> None:
    screens.store = store = OtherWindow(known_person=acknowledged())
    Diary(store, shipped_catalog(), Settings(), screens.clock).keep_progress(session, OCCASION)
    store.writable = False
    async with screens.open() as stage:
        await stage.press("question_mark")
        store.is_gone = True
        stage.office.try_again()
        await stage.until(lambda: store.writable)
        await stage.settle()
        await stage.press("escape", "enter")
        await stage.until("You stopped at bird dog")


@pytest.mark.parametrize(("key", "starts"), [("enter", False), ("escape", False), ("y", True)])
async def test_it_is_asked_before_a_session_that_would_not_be_kept(screens: Screens, *, key: str, starts: bool) -> None:
    what = "lumbar is open in another window."
    notice = Notice(kind=NoticeKind.IN_USE, what=what, kept="It.", advice="Close it.")
    screens.store = OtherWindow(known_person=acknowledged(), told=[notice], writable=False)
    async with screens.open() as stage:
        await stage.press("enter")
        assert isinstance(stage.app.screen, ChoiceQuestion)
        assert ASK_UNKEPT in stage.words()
        assert what in stage.words()
        await stage.press(key)
        assert isinstance(stage.app.screen, LevelQuestion if starts else TodayPage)


async def test_what_the_other_window_left_comes_first_if_it_is_gone_by_then(screens: Screens, session: Session) -> None:
    screens.store = store = OtherWindow(known_person=acknowledged())
    Diary(store, shipped_catalog(), Settings(), screens.clock).keep_progress(session, OCCASION)
    store.writable = False
    async with screens.open() as stage:
        await stage.press("enter")
        assert ASK_UNKEPT in stage.words()
        store.is_gone = True
        stage.office.try_again()
        await stage.until(lambda: store.writable)
        await stage.settle()
        await stage.press("y")
        await stage.until("You stopped at bird dog")


async def test_what_a_fold_finds_out_is_shown(screens: Screens) -> None:
    screens.store = store = Writes(known_person=acknowledged())
    store.broken = True
    async with screens.open() as stage:
        await stage.until("The disk is full. All. Free some.")


# At the start


class BrokenParts(PartsWithStore):
    """Cannot open its history, or read its exercises."""

    error: BaseException

    def open_store(self, *, read_only: bool) -> HistoryStore:
        del read_only
        raise self.error


def broken(screens: Screens, error: BaseException) -> Parts:
    usual = screens.parts()
    parts = BrokenParts(usual.paths, usual.clock, 1)
    object.__setattr__(parts, "error", error)
    return parts


@pytest.mark.parametrize(
    "error", [StoreError("It cannot be read."), CatalogError("It cannot be read."), ZeroDivisionError("It cannot.")]
)
async def test_what_keeps_the_program_from_opening_is_kept_for_the_command_line(
    screens: Screens, error: Exception, capsys: pytest.CaptureFixture[str]
) -> None:
    app = LumbarApp(broken(screens, error))
    with suppress(WorkerFailed):
        async with app.run_test() as pilot:
            await Stage(app, pilot, screens.clock).until(lambda: app.fault is not None)
    assert app.fault is error
    assert "Traceback" not in capsys.readouterr().err


@pytest.mark.parametrize(
    ("error", "sentence"),
    [
        (StoreError("It cannot be read."), "lumbar: It cannot be read.\n"),
        (CatalogError("bird-dog.toml: no dose"), "lumbar: bird-dog.toml: no dose.\n"),
        (FigureError("bird-dog.toml: no pose"), "lumbar: bird-dog.toml: no pose.\n"),
        (ZeroDivisionError("by zero"), "lumbar: Something went wrong that nobody foresaw"),
    ],
)
def test_the_command_line_says_a_sentence_and_the_exit_code_is_3(
    screens: Screens,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    error: Exception,
    sentence: str,
) -> None:
    def fail(app: LumbarApp, **_: object) -> None:
        app.cannot_go_on(error)

    monkeypatch.setattr(LumbarApp, "run", fail)
    monkeypatch.setattr(LumbarApp, "exit", lambda *_, **__: None)
    for stream in ("stdin", "stdout", "stderr"):
        monkeypatch.setattr(f"sys.{stream}.isatty", lambda: True)
    assert run([], assemble=lambda **_: screens.parts(), environment={}) == 3
    out, err = capsys.readouterr()
    assert (out, err[: len(sentence)]) == ("", sentence)
    with pytest.raises((type(error), CatalogError)):
        run_app(screens.parts(), start_session=False, only=())
