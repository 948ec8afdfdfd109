"""After an interruption: go on, keep it as it is, or discard it."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from lumbar.checkpoint import Checkpoint, to_document
from lumbar.domain import course
from lumbar.domain.account import Occasion
from lumbar.domain.exercise import Condition
from lumbar.domain.hurting import Reply, hurt, reply
from lumbar.domain.inquiry import Newness, Offer, Place
from lumbar.domain.person import ConditionAnswer, SoftStop
from lumbar.domain.record import Answer, EventKind, Outcome, Status
from lumbar.domain.saved import save
from lumbar.domain.session import CountingIn, Running, Session
from lumbar.domain.timeline import Phase
from lumbar.tui.screens.help import HelpScreen
from lumbar.tui.screens.live import LiveScreen
from lumbar.tui.screens.resume_question import ResumeQuestion
from lumbar.tui.screens.summary import SummaryScreen
from lumbar.tui.screens.today import TodayPage
from lumbar.words.next_time import ONLY_ON_ITS_DAY
from support.clocks import FakeClock
from support.kept_sessions import SUNDAY_MORNING
from support.memory_store import MemoryStore
from support.occasions import OCCASION
from support.past import stopped
from support.screens import Screens, Stage
from support.sessions import timeline

MINUTE = 60


def in_the_hold(number: int, *exercise_ids: str) -> Session:
    """A session, of bird dogs if nothing is named, in the hold of that repetition, counted from 0."""
    session, _ = course.start(timeline(*(exercise_ids or ("bird-dog",))), 0)
    while session.current.phase is not Phase.HOLD or session.current.repetition != number:
        to_change_ns = course.ns_to_next_change(session)
        assert to_change_ns is not None
        session, _ = course.tick(session, session.read_ns + min(to_change_ns, course.GAP_NS))
    return session


def in_pain_of(session: Session, replies: Sequence[Reply]) -> Session:
    """The session after pain was told, as far as that went."""
    session, _ = hurt(session, session.read_ns)
    for one in replies:
        session, _ = reply(session, session.read_ns, one)
    return session


@pytest.fixture
def occasion() -> Occasion:
    return replace(OCCASION, started_at=SUNDAY_MORNING)


@pytest.fixture
def interrupted(store: MemoryStore, clock: FakeClock, occasion: Occasion) -> Session:
    """Fourteen minutes ago, in the second set."""
    session = in_the_hold(2)
    store.save_checkpoint(to_document(Checkpoint(session=save(session, occasion), saved_at=clock.now())))
    clock.advance(14 * MINUTE + 5)
    return session


def is_asked(stage: Stage) -> bool:
    return isinstance(stage.app.screen, ResumeQuestion)


@pytest.mark.parametrize("size", [(80, 24), (40, 12)], ids=str)
@pytest.mark.usefixtures("interrupted")
async def test_the_word_of_the_phase_is_there_in_full(screens: Screens, size: tuple[int, int]) -> None:
    async with screens.open(size=size) as stage:
        await stage.until(lambda: is_asked(stage))
        await stage.press("enter")
        await stage.until(lambda: isinstance(stage.app.screen, LiveScreen))
        await stage.let_pass(1)
        assert "GET READY" in stage.text()


@pytest.mark.parametrize("size", [(80, 24), (40, 12)], ids=str)
@pytest.mark.usefixtures("interrupted")
async def test_it_is_said_where_it_stopped_and_when(screens: Screens, size: tuple[int, int]) -> None:
    async with screens.open(size=size) as stage:
        await stage.until(lambda: is_asked(stage))
        assert "You stopped at bird dog, left arm, right leg, set 2 of 5, 14 minutes ago." in stage.words()
        for words in ("You stopped at bird dog", "Enter resume", "k or Esc keep", "x discard", "? keys"):
            assert words in stage.text()
        await stage.press("question_mark")
        assert isinstance(stage.app.screen, HelpScreen)
        assert "discard it; you are asked once more" in stage.words()
        await stage.press("escape")
        assert is_asked(stage), "to look at the keys decides nothing"


@pytest.mark.parametrize("key", ["enter", "r", "space", "pagedown"])
async def test_resumed_it_goes_on_at_that_repetition_after_time_to_get_into_position(
    screens: Screens, store: MemoryStore, interrupted: Session, occasion: Occasion, key: str
) -> None:
    async with screens.open() as stage:
        await stage.until(lambda: is_asked(stage))
        await stage.press(key)
        await stage.until(lambda: isinstance(stage.app.screen, LiveScreen))
        await stage.settle()
        assert isinstance(stage.session.state, CountingIn)
        assert stage.session.done == interrupted.done == {0, 1}
        await stage.run_to(lambda session: isinstance(session.state, Running))
        assert stage.session.current.repetition == 2
        await stage.run_to(lambda session: len(session.done) == 10)
        await stage.press("q", "enter")
        await stage.until(lambda: bool(store.kept))
    (kept,) = store.kept
    assert (kept.id, kept.started_at) == (occasion.session_id, occasion.started_at)
    (exercise,) = kept.exercises
    assert (exercise.outcome, exercise.reps_done) == (Outcome.DONE, {"left": 5, "right": 5})
    assert exercise.hold_seconds_done == exercise.hold_seconds_planned
    assert store.running is None


@pytest.mark.parametrize("key", ["k", "escape"])
@pytest.mark.usefixtures("interrupted")
async def test_kept_as_it_is_it_ended_where_it_stopped(screens: Screens, store: MemoryStore, key: str) -> None:
    async with screens.open() as stage:
        await stage.until(lambda: is_asked(stage))
        await stage.press(key)
        await stage.until(lambda: bool(store.kept))
        await stage.until("ended early")
        assert isinstance(stage.app.screen, TodayPage)
    (kept,) = store.kept
    assert kept.status is Status.ENDED_EARLY
    assert kept.reps_done == 2
    assert kept.ended_at == SUNDAY_MORNING, "the minutes since then are no part of it"
    assert store.running is None


@pytest.mark.usefixtures("interrupted")
async def test_it_is_discarded_only_when_that_is_said_twice(screens: Screens, store: MemoryStore) -> None:
    async with screens.open() as stage:
        await stage.until(lambda: is_asked(stage))
        await stage.press("x")
        assert "Press x again to discard it." in stage.text()
        assert store.running is not None
        await stage.press("x")
        await stage.until(lambda: store.running is None)
        assert isinstance(stage.app.screen, TodayPage)
    assert store.kept == []


@pytest.mark.usefixtures("interrupted")
async def test_a_click_on_a_key_is_the_key(screens: Screens) -> None:
    async with screens.open() as stage:
        await stage.until(lambda: is_asked(stage))
        await stage.click("KeyBar", "resume")
        await stage.until(lambda: isinstance(stage.app.screen, LiveScreen))


@pytest.mark.parametrize("size", [(80, 24), (40, 12)], ids=str)
async def test_on_a_later_day_it_does_not_go_on_and_is_kept_on_its_own_day(
    screens: Screens, store: MemoryStore, clock: FakeClock, interrupted: Session, size: tuple[int, int]
) -> None:
    clock.advance(20 * 24 * 60 * MINUTE)
    async with screens.open(size=size) as stage:
        await stage.until(lambda: is_asked(stage))
        assert "20 days ago. A session goes on only on the day that it is for, or within six hours." in stage.words()
        assert "resume" not in stage.text()
        await stage.press("enter")
        assert is_asked(stage)
        await stage.press("k")
        await stage.until(lambda: bool(store.kept))
    (kept,) = store.kept
    assert (kept.day, kept.ended_at, kept.reps_done) == (SUNDAY_MORNING.date(), SUNDAY_MORNING, len(interrupted.done))


@pytest.mark.usefixtures("interrupted")
async def test_a_clock_that_was_set_back_makes_no_old_session_one_of_today(screens: Screens, clock: FakeClock) -> None:
    clock.shows -= timedelta(days=400)
    async with screens.open() as stage:
        await stage.until(lambda: is_asked(stage))
        assert "resume" not in stage.text()


@pytest.mark.parametrize("hours", [0, 4])
@pytest.mark.usefixtures("interrupted")
async def test_a_few_hours_later_it_goes_on_though_another_day_began(
    screens: Screens, clock: FakeClock, hours: int
) -> None:
    clock.advance(hours * 60 * MINUTE)
    async with screens.open(settings=f"day_starts_at = {8 + hours}\n") as stage:
        await stage.until(lambda: is_asked(stage))
        assert stage.app.diary is not None
        assert stage.app.diary.day() != SUNDAY_MORNING.date()
        assert "Enter resume" in stage.text()


@pytest.mark.usefixtures("interrupted")
async def test_the_day_may_end_while_it_is_asked(screens: Screens, clock: FakeClock) -> None:
    async with screens.open() as stage:
        await stage.until(lambda: is_asked(stage))
        clock.advance(24 * 60 * MINUTE)
        await stage.press("enter")
        await stage.until(lambda: ONLY_ON_ITS_DAY in stage.words())
        assert is_asked(stage)


@pytest.mark.usefixtures("interrupted")
async def test_before_it_goes_on_it_passes_what_a_start_passes(screens: Screens, store: MemoryStore) -> None:
    store.kept.append(stopped(0, Answer.NEW_SYMPTOM))
    async with screens.open() as stage:
        await stage.until(lambda: is_asked(stage))
        await stage.press("enter")
        await stage.until("Have you been checked since you stopped?")
        await stage.press("escape")
        await stage.until(lambda: is_asked(stage))
        assert store.running is not None, "nothing is lost by leaving it unanswered"
        await stage.press("enter")
        await stage.until("Have you been checked since you stopped?")
        await stage.press("y")
        await stage.until("You stopped a session not long ago.")
        await stage.press("y", "e", "s", "enter")
        await stage.until(lambda: isinstance(stage.app.screen, LiveScreen))
        await stage.until(lambda: [one.checked for one in store.known_person.checks] == [True])
        assert [one.stop for one in store.known_person.soft_stops] == [SoftStop.DAY_OF_A_STOP]


async def test_an_exercise_that_is_off_by_now_is_gone_past(
    screens: Screens, store: MemoryStore, clock: FakeClock, occasion: Occasion
) -> None:
    session = in_the_hold(2, "bird-dog", "curl-up", "pelvic-tilt")
    store.save_checkpoint(to_document(Checkpoint(session=save(session, occasion), saved_at=clock.now())))
    knee = ConditionAnswer(condition=Condition.KNEE_TROUBLE, yes=True)
    store.known_person = replace(store.known_person, conditions=(knee,), agreements=())
    async with screens.open() as stage:
        await stage.until(lambda: is_asked(stage))
        assert "You stopped at bird dog" in stage.words()
        await stage.press("enter")
        await stage.until("Off by now, and left out: Bird dog.")
        await stage.until(lambda: isinstance(stage.app.screen, LiveScreen))
        assert stage.session.exercise.id == "curl-up"
        assert stage.session.done == {0, 1}
        await stage.press("n")
        await stage.until(lambda: stage.session.exercise.id != "curl-up")
        assert stage.session.exercise.id == "pelvic-tilt"


@pytest.mark.usefixtures("interrupted")
async def test_if_each_exercise_is_off_by_now_it_can_only_be_kept(screens: Screens, store: MemoryStore) -> None:
    knee = ConditionAnswer(condition=Condition.KNEE_TROUBLE, yes=True)
    store.known_person = replace(store.known_person, conditions=(knee,), agreements=())
    async with screens.open() as stage:
        await stage.until(lambda: is_asked(stage))
        await stage.press("enter")
        await stage.until("Each exercise is left out today.")
        await stage.until(lambda: is_asked(stage))
        await stage.press("k")
        await stage.until(lambda: bool(store.kept))


def damaged(document: dict[str, Any]) -> dict[str, Any]:
    return {"session": {"clock_ns": "soon"}, "saved_at": document["saved_at"]}


def of_other_exercises(document: dict[str, Any]) -> dict[str, Any]:
    return document | {"session": document["session"] | {"timeline_ns": 1}}


def of_an_exercise_that_is_gone(document: dict[str, Any]) -> dict[str, Any]:
    plan, account = document["session"]["plan"], document["session"]["account"]
    gone = plan | {"exercises": [one | {"exercise_id": "headstand"} for one in plan["exercises"]]}
    done = account | {"exercises": [one | {"id": "headstand"} for one in account["exercises"]]}
    return document | {"session": document["session"] | {"plan": gone, "account": done}}


@pytest.mark.usefixtures("interrupted")
async def test_one_that_cannot_be_read_says_so_and_is_discarded_only_when_that_is_said_twice(
    screens: Screens, store: MemoryStore
) -> None:
    assert store.running is not None
    store.running = damaged(store.running)
    async with screens.open() as stage:
        await stage.until(lambda: is_asked(stage))
        assert "There is a session that was interrupted: what was kept of it is damaged" in stage.words()
        assert "resume" not in stage.text()
        await stage.press("enter", "k", "escape", "x")
        assert is_asked(stage)
        assert store.running is not None
        await stage.press("x")
        await stage.until(lambda: store.running is None)


UNUSABLE = pytest.mark.parametrize(
    ("change", "words"),
    [
        (of_other_exercises, "the exercises have changed since"),
        (of_an_exercise_that_is_gone, "the exercise 'headstand' is not in the catalog"),
    ],
)


@UNUSABLE
@pytest.mark.parametrize("size", [(80, 24), (40, 12)], ids=str)
@pytest.mark.usefixtures("interrupted")
async def test_one_that_cannot_go_on_is_kept_as_it_is(
    screens: Screens, store: MemoryStore, occasion: Occasion, *, change: Any, words: str, size: tuple[int, int]
) -> None:
    assert store.running is not None
    store.running = change(store.running)
    async with screens.open(size=size) as stage:
        await stage.until(lambda: is_asked(stage))
        assert f"There is a session that was interrupted: {words}" in stage.words()
        assert "resume" not in stage.text()
        await stage.press("enter")
        assert is_asked(stage), "it cannot go on"
        await stage.press("k")
        await stage.until(lambda: bool(store.kept))
        await stage.press("3", "enter")
        assert "2 of 10" in stage.words(), "it can be looked at"
    (kept,) = store.kept
    assert (kept.id, kept.status, kept.reps_done) == (occasion.session_id, Status.ENDED_EARLY, 2)
    assert kept.seconds_active > 0
    assert store.running is None


@UNUSABLE
@pytest.mark.usefixtures("interrupted")
async def test_one_that_cannot_go_on_and_in_which_nothing_hurt_can_be_discarded(
    screens: Screens, store: MemoryStore, change: Any, words: str
) -> None:
    assert store.running is not None
    store.running = change(store.running)
    async with screens.open() as stage:
        await stage.until(lambda: is_asked(stage))
        assert words in stage.words()
        await stage.press("x", "x")
        await stage.until(lambda: store.running is None)
    assert store.kept == []


@pytest.mark.parametrize("answered", [True, False], ids=["told", "asked"])
async def test_pain_told_in_one_that_cannot_go_on_is_kept_and_never_discarded(
    screens: Screens, store: MemoryStore, clock: FakeClock, occasion: Occasion, *, answered: bool
) -> None:
    replies = (Answer.PAIN, 4, Place.LOW_BACK, Newness.KNOWN)
    session = in_pain_of(in_the_hold(2), replies[: 4 if answered else 2])
    checkpoint = to_document(Checkpoint(session=save(session, occasion), saved_at=clock.now()))
    store.save_checkpoint(of_an_exercise_that_is_gone(checkpoint))
    async with screens.open() as stage:
        await stage.until(lambda: is_asked(stage))
        await stage.press("x", "x")
        assert is_asked(stage)
        assert "discard" not in stage.text()
        await stage.press("k")
        await stage.until(lambda: bool(store.kept))
    (kept,) = store.kept
    assert kept.status is Status.STOPPED_FOR_PAIN
    assert [(one.answer, one.level) for one in kept.events if one.kind is EventKind.DISCOMFORT] == [(Answer.PAIN, 4)]
    assert kept.exercises[0].outcome is Outcome.STOPPED_FOR_PAIN
    assert store.running is None


@pytest.mark.usefixtures("interrupted")
async def test_a_window_that_only_reads_does_not_ask(screens: Screens, store: MemoryStore) -> None:
    store.writable = False
    async with screens.open() as stage:
        assert isinstance(stage.app.screen, TodayPage)


def on_the_way_up() -> Session:
    """A session of which all is done."""
    session = in_the_hold(9)
    while session.current.phase is not Phase.STAND_UP:
        session, _ = course.tick(session, session.read_ns + course.GAP_NS)
    return session


async def test_at_its_end_an_interrupted_session_that_goes_on_is_over(
    screens: Screens, store: MemoryStore, clock: FakeClock, occasion: Occasion
) -> None:
    session = on_the_way_up()
    store.save_checkpoint(to_document(Checkpoint(session=save(session, occasion), saved_at=clock.now())))
    async with screens.open() as stage:
        await stage.until(lambda: is_asked(stage))
        await stage.press("enter")
        await stage.leave_out_the_pain(SummaryScreen)
        await stage.until("Saved.")
    (kept,) = store.kept
    assert (kept.status, kept.reps_done) == (Status.COMPLETED, 10)


async def test_a_session_that_ends_below_care_advice_is_left_all_the_same(
    screens: Screens, store: MemoryStore, clock: FakeClock, occasion: Occasion
) -> None:
    session = in_pain_of(on_the_way_up(), (Answer.DISCOMFORT, Offer.REST_30))
    store.save_checkpoint(to_document(Checkpoint(session=save(session, occasion), saved_at=clock.now())))
    async with screens.open() as stage:
        await stage.until(lambda: is_asked(stage))
        await stage.press("enter")
        await stage.until(lambda: isinstance(stage.app.screen, LiveScreen))
        await stage.press("c")
        clock.advance(MINUTE)
        await stage.press("d")
        await stage.leave_out_the_pain(SummaryScreen)
        await stage.press("enter")
        await stage.until(lambda: isinstance(stage.app.screen, TodayPage))
