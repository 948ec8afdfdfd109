"""Many sessions through session and store, one after the other, with a clock that the test moves."""

import gc
import os
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from lumbar.diary import Diary
from lumbar.domain import commands, course
from lumbar.domain.account import account_for
from lumbar.domain.session import Ended, RepetitionDone
from lumbar.settings import Settings
from lumbar.store import open_store
from support.clocks import FakeClock
from support.disks import QuickDisk
from support.sessions import shipped_catalog

WARM_UP = 10
"""Sessions after which nothing should grow any more but the history itself."""
MOST_GROWTH = 5_000_000
"""Bytes."""
SESSIONS_A_DAY = 3
DESCRIPTORS = Path("/proc/self/fd")
PAGES = Path("/proc/self/statm")
"""Its second number: the pages of memory that the process has."""


@dataclass(frozen=True)
class Reading:
    """What the process holds after a session."""

    sessions: int
    memory: int
    """Bytes that the system gave to the process."""
    descriptors: int


def soak(folder: Path, count: int) -> Iterator[Reading]:
    """Run whole sessions, each kept at every repetition and folded at its end; yield a reading after each."""
    clock = FakeClock()
    store = open_store(folder / "history.json", now=clock.now, disk=QuickDisk())
    diary = Diary(store, shipped_catalog(), Settings(), clock)
    try:
        for number in range(1, count + 1):
            _one_session(diary, clock)
            clock.shows += timedelta(days=number % SESSIONS_A_DAY == 0)
            store.fold()
            diary.outlook()
            gc.collect()
            yield Reading(sessions=number, memory=_memory(), descriptors=len(list(DESCRIPTORS.iterdir())))
    finally:
        store.close()


def _one_session(diary: Diary, clock: FakeClock) -> None:
    occasion = diary.occasion()
    session, _ = course.start(diary.timeline(), clock.monotonic_ns())
    while not isinstance(session.state, Ended):
        session, _ = commands.ready(session, clock.monotonic_ns())
        to_change_ns = course.ns_to_next_change(session)
        assert to_change_ns is not None
        clock.advance_ns(min(to_change_ns, course.GAP_NS))
        session, events = course.tick(session, clock.monotonic_ns())
        if any(isinstance(event, RepetitionDone) for event in events):
            diary.keep_progress(session, occasion)
    diary.keep(account_for(session, occasion, clock.now()))


def _memory() -> int:
    _, pages, *_ = PAGES.read_text(encoding="ascii").split()
    return int(pages) * os.sysconf("SC_PAGE_SIZE")


def growth(readings: list[Reading]) -> tuple[int, int]:
    """By how many bytes and file descriptors the process grew at most after the warm-up."""
    start = readings[WARM_UP - 1]
    later = readings[WARM_UP:]
    return (
        max(one.memory for one in later) - start.memory,
        max(one.descriptors for one in later) - start.descriptors,
    )
