"""Today, in each state of a day."""

from dataclasses import replace
from datetime import timedelta

import pytest

from lumbar.domain.prescription import default_prescription
from lumbar.domain.record import Status
from lumbar.ports import Notice, NoticeKind
from support.kept_sessions import SUNDAY_MORNING, kept_session
from support.memory_store import MemoryStore
from support.screens import Screens
from support.sessions import shipped_catalog

SIZES = [(80, 24), (40, 12)]


def twice_a_day(store: MemoryStore) -> None:
    plan = default_prescription(shipped_catalog().exercises, valid_from=SUNDAY_MORNING.date() - timedelta(days=30))
    store.versions.append(replace(plan, sessions_per_day=2))


async def test_a_session_that_is_due(screens: Screens) -> None:
    async with screens.open() as stage:
        words = stage.words()
        for wanted in ("0 of 1 session done", "○", "0 of 24 minutes", "Daily session", "due now", "24 minutes"):
            assert wanted in words
        assert "Enter  start" in stage.text()
        for exercise in shipped_catalog().exercises:
            assert exercise.name in words
        assert "5 sets of 1 on each side, hold 15 seconds" in words
        assert "Sun 22 Nov" in stage.text()


@pytest.mark.parametrize("size", SIZES, ids=str)
async def test_the_main_action_is_always_in_sight(screens: Screens, size: tuple[int, int]) -> None:
    async with screens.open(size=size) as stage:
        assert "Enter  start" in stage.text()


async def test_a_day_that_is_done(screens: Screens, store: MemoryStore) -> None:
    store.kept.append(kept_session())
    async with screens.open() as stage:
        words = stage.words()
        for wanted in ("1 of 1 session done", "●", "Today is done.", "done 07:40, 24 min", "109 of 109 repetitions"):
            assert wanted in words
        assert "due now" not in words
        assert "one more session" in words


async def test_a_session_that_was_ended_early_is_still_due(screens: Screens, store: MemoryStore) -> None:
    store.kept.append(kept_session(status=Status.ENDED_EARLY, done=range(20)))
    async with screens.open() as stage:
        words = stage.words()
        for wanted in ("0 of 1 session done", "due now", "ended early 07:40", "20 of 109 repetitions", "Enter  start"):
            assert wanted in words


async def test_a_session_that_was_stopped_is_not_asked_for_again(screens: Screens, store: MemoryStore) -> None:
    store.kept.append(kept_session(status=Status.STOPPED_FOR_PAIN, done=range(20)))
    async with screens.open() as stage:
        words = stage.words()
        assert "stopped, kept safely" in words
        assert "due now" not in words
        assert "You stopped today. What you did is kept safely." in stage.words()
        assert "c when to get help" in stage.words()
        assert "Rest well." not in stage.words()


async def test_two_sessions_a_day(screens: Screens, store: MemoryStore) -> None:
    twice_a_day(store)
    store.kept.append(kept_session())
    async with screens.open() as stage:
        words = stage.words()
        for wanted in (
            "1 of 2 sessions done",
            "●○",
            "Evening",
            "due at 18:00",
            "Morning",
            "done 07:40",
            "of 48 minutes",
        ):
            assert wanted in words


async def test_what_the_person_must_be_told_about_the_data(screens: Screens, store: MemoryStore) -> None:
    store.told = [
        Notice(kind=NoticeKind.DAMAGED, what="A file was damaged.", kept="It was set aside.", advice="Look at it [b].")
    ]
    async with screens.open() as stage:
        assert "! A file was damaged. It was set aside. Look at it [b]." in stage.words()


async def test_what_is_wrong_with_the_settings(screens: Screens) -> None:
    async with screens.open(settings='theme = "[/x]"\nday_starts_at = 3\n') as stage:
        words = stage.words()
        assert "line 1: theme" in words
        assert "[/x]" in words
        assert "The default is used." in words


async def test_a_clock_that_runs_faster(screens: Screens) -> None:
    async with screens.open(rate=200) as stage:
        assert "Session time runs 200 times as fast (LUMBAR_CLOCK_RATE)." in stage.words()


async def test_without_anything_to_tell_there_is_no_place_for_it(screens: Screens) -> None:
    async with screens.open() as stage:
        assert not stage.app.screen.query("#notices")


async def test_the_order_of_the_settings(screens: Screens) -> None:
    async with screens.open(settings='order = "fewer_changes"\n') as stage:
        words = stage.words()
        assert "23 minutes" in words
        assert words.index("Curl up") < words.index("Cat and camel") < words.index("Wall squats")


async def test_before_the_hour_at_which_a_day_starts_it_is_still_yesterday(screens: Screens) -> None:
    screens.clock.advance(-5 * 3600)
    async with screens.open() as stage:
        assert "Sat 21 Nov" in stage.text()


async def test_the_next_day_is_shown_when_one_comes_back_to_the_page(screens: Screens, store: MemoryStore) -> None:
    store.kept.append(kept_session())
    async with screens.open() as stage:
        screens.clock.advance(24 * 3600)
        await stage.press("2", "1")
        assert "Mon 23 Nov" in stage.text()
        assert "due now" in stage.words()
