"""Pictures of every screen. After a wanted change: `pytest tests/tui/test_snapshots.py --snapshot-update`, and look."""

from datetime import timedelta

import pytest
from syrupy.assertion import SnapshotAssertion

from lumbar.domain.prescription import default_prescription
from lumbar.domain.record import Status
from lumbar.domain.session import Running, Session
from lumbar.domain.timeline import Phase
from lumbar.ports import Person
from support.kept_sessions import SUNDAY_MORNING, kept_session
from support.memory_store import MemoryStore
from support.screens import Screens
from support.sessions import SECOND, shipped_catalog
from support.snapshots import Camera

DAY = timedelta(days=1)
STILL = 'motion = "reduced"\n'
SIZES = [(100, 32), (80, 24), (40, 12)]
LOOKS = ["light", "ansi", "no-color"]


@pytest.fixture
def camera(snapshot: SnapshotAssertion) -> Camera:
    return Camera(snapshot)


@pytest.fixture
def store(store: MemoryStore) -> MemoryStore:
    plan = default_prescription(shipped_catalog().exercises, valid_from=SUNDAY_MORNING.date() - 60 * DAY)
    store.versions.append(plan)
    store.kept += [
        kept_session(SUNDAY_MORNING - DAY, status=Status.ENDED_EARLY, done=range(45)),
        kept_session(SUNDAY_MORNING - 3 * DAY, status=Status.STOPPED_FOR_PAIN, done=range(80)),
        kept_session(SUNDAY_MORNING - 5 * DAY),
    ]
    return store


def holding(session: Session) -> bool:
    """Seven seconds into the first hold of the bird dog."""
    return session.current.phase is Phase.HOLD and session.elapsed_ns >= 7 * SECOND


def resting(session: Session) -> bool:
    return isinstance(session.state, Running) and session.current.phase is Phase.NEXT_SET


def at(size: tuple[int, int], name: str) -> str:
    return f"{size[0]}x{size[1]}-{name}"


@pytest.mark.parametrize("size", SIZES, ids=str)
async def test_the_pages(screens: Screens, camera: Camera, size: tuple[int, int]) -> None:
    async with screens.open(size=size, settings=STILL) as stage:
        assert camera.matches(stage, at(size, "today"))
        await stage.press("2")
        assert camera.matches(stage, at(size, "catalog"))
        await stage.press("3")
        assert camera.matches(stage, at(size, "history"))
        await stage.press("comma")
        assert camera.matches(stage, at(size, "settings"))


@pytest.mark.parametrize("size", SIZES[1:], ids=str)
async def test_the_ways_to_change_a_day(screens: Screens, camera: Camera, size: tuple[int, int]) -> None:
    async with screens.open(size=size, settings=STILL) as stage:
        await stage.press("t", "5")
        assert camera.matches(stage, at(size, "less-time"))
        await stage.press("escape", "e", "down", "o")
        assert camera.matches(stage, at(size, "change-today"))


@pytest.mark.parametrize("size", SIZES, ids=str)
async def test_a_session(screens: Screens, camera: Camera, size: tuple[int, int]) -> None:
    async with screens.open(size=size, settings=STILL, only=("bird-dog",)) as stage:
        await stage.run_to(lambda session: session.current.phase is Phase.GET_READY)
        assert camera.matches(stage, at(size, "get-ready"))
        await stage.run_to(holding)
        assert camera.matches(stage, at(size, "hold"))
        await stage.press("space")
        assert camera.matches(stage, at(size, "paused"))
        await stage.press("space")
        await stage.run_to(resting)
        assert camera.matches(stage, at(size, "rest"))
        await stage.run_to_end()
        await stage.until(lambda: "Saved." in stage.words())
        assert camera.matches(stage, at(size, "summary"))


@pytest.mark.parametrize("size", SIZES, ids=str)
async def test_the_first_run(screens: Screens, store: MemoryStore, camera: Camera, size: tuple[int, int]) -> None:
    store.known_person = Person()
    async with screens.open(size=size) as stage:
        assert camera.matches(stage, at(size, "welcome"))
        await stage.press("enter")
        await stage.until("2 of 8")
        await stage.press("escape")
        await stage.until("3 of 8")
        await stage.press("escape")
        await stage.until("4 of 8")
        assert camera.matches(stage, at(size, "set-up"))


@pytest.mark.parametrize("look", LOOKS)
async def test_the_other_looks(screens: Screens, camera: Camera, monkeypatch: pytest.MonkeyPatch, look: str) -> None:
    if look == "no-color":
        monkeypatch.setenv("NO_COLOR", "1")
    settings = STILL + (f'theme = "{look}"\n' if look in {"light", "ansi"} else "")
    async with screens.open(settings=settings) as stage:
        assert camera.matches(stage, f"{look}-today")
        await stage.press("3")
        assert camera.matches(stage, f"{look}-history")
        await stage.press("1")
        await stage.start()
        await stage.run_to(lambda session: session.current.phase is Phase.GET_READY)
        assert camera.matches(stage, f"{look}-get-ready")
        await stage.press("space")
        assert camera.matches(stage, f"{look}-paused")
