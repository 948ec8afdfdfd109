"""What the page for the provider is made from, read from the history no further back than it tells."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from lumbar.diary import Diary
from lumbar.domain.prescription import Prescription
from lumbar.domain.record import SessionRecord
from lumbar.report.gathering import gathered, usual_since
from lumbar.report.period import SinceWhy
from lumbar.settings import Settings
from support.command_line import StoppedClock
from support.memory_store import MemoryStore
from support.past import NOW, TODAY, days_ago, exercise, session, stopped
from support.sessions import prescribed, shipped_catalog


@dataclass
class WatchedStore(MemoryStore):
    """Remembers how far back its sessions were read."""

    read_since: list[date | None] = field(default_factory=list)

    def sessions(
        self, *, since: date | None = None, until: date | None = None, having: Collection[str] | None = None
    ) -> Sequence[SessionRecord]:
        self.read_since.append(since)
        return super().sessions(since=since, until=until, having=having)


def a_diary(*sessions: SessionRecord, exercise_ids: tuple[str, ...] = ("curl-up",)) -> tuple[Diary, WatchedStore]:
    plan = Prescription(version=1, valid_from=days_ago(500), exercises=prescribed(*exercise_ids))
    store = WatchedStore(list(sessions), versions=[plan])
    return Diary(store, shipped_catalog(), Settings(), StoppedClock(NOW)), store


def test_where_it_begins_is_found_without_reading_a_session() -> None:
    diary, store = a_diary(*(session(ago) for ago in range(3)))
    assert (usual_since(diary).day, usual_since(diary).why) == (days_ago(2), SinceWhy.FIRST_SESSION)
    assert store.read_since == []


def test_it_reads_the_sessions_that_it_tells_about_oldest_first() -> None:
    diary, store = a_diary(*(session(ago) for ago in range(400)))
    since = usual_since(diary)
    material = gathered(diary, since)
    assert [one.day for one in material.sessions] == [since.day + timedelta(days=number) for number in range(28)]
    assert material.sessions[-1].day == TODAY
    assert all(read is not None and read >= days_ago(31) for read in store.read_since)


def test_what_is_off_is_told_in_the_order_of_the_plan() -> None:
    twice = [stopped(ago, exercise_id=one) for one, ago in (("bird-dog", 1), ("bird-dog", 2), ("curl-up", 3))]
    fine = session(4, exercise("curl-up"))
    diary, _ = a_diary(*twice, fine, exercise_ids=("curl-up", "bird-dog"))
    assert [name for name, why in gathered(diary, usual_since(diary)).off if why.after_stops] == ["bird-dog"]


def test_a_plan_of_unknown_exercises_alone_has_a_page_too() -> None:
    diary, _ = a_diary(session(1))
    unknown = (replace(prescribed("curl-up")[0], exercise_id="headstand"),)
    diary.store.save_prescription(Prescription(version=2, valid_from=days_ago(1), exercises=unknown))
    assert gathered(diary, usual_since(diary)).off == ()
