"""A page for the provider from the screens: from which day on, and where to."""

from datetime import timedelta
from pathlib import Path

import pytest

from lumbar.domain.prescription import default_prescription
from lumbar.ports import StoreError
from lumbar.tui.screens.report_question import ReportQuestion
from support.kept_sessions import SUNDAY_MORNING, kept_session
from support.memory_store import MemoryStore
from support.screens import Screens, Stage
from support.sessions import shipped_catalog


@pytest.fixture
def store(store: MemoryStore) -> MemoryStore:
    store.versions.append(default_prescription(shipped_catalog().exercises, valid_from=SUNDAY_MORNING.date()))
    store.kept += [kept_session(), kept_session(SUNDAY_MORNING - timedelta(days=2))]
    return store


async def ask(stage: Stage) -> ReportQuestion:
    await stage.press("3", "r")
    await stage.until(lambda: isinstance(stage.app.screen, ReportQuestion))
    await stage.settle()
    screen = stage.app.screen
    assert isinstance(screen, ReportQuestion)
    return screen


async def type_in(stage: Stage, entry: str, text: str) -> None:
    stage.app.screen.query_one(f"#{entry}").focus()
    await stage.press("ctrl+u", *("slash" if one == "/" else one for one in text))


@pytest.mark.parametrize("size", [(80, 24), (40, 12)], ids=str)
async def test_it_is_saved_where_the_person_says(screens: Screens, size: tuple[int, int], tmp_path: Path) -> None:
    async with screens.open(size=size) as stage:
        screen = await ask(stage)
        entries = [str(screen.query_one(name).value) for name in ("#since", "#place")]  # type: ignore[attr-defined]
        assert entries == ["2026-11-20", "~/lumbar-report-2026-11-22.html"]
        assert "since the first session" in stage.words()
        await type_in(stage, "since", "soon")
        await stage.press("enter")
        assert "That is no day such as 2026-11-22." in stage.words()
        await type_in(stage, "since", "2026-11-23")
        await stage.press("enter")
        assert "That day is not yet here." in stage.words()
        await type_in(stage, "since", "2026-11-22")
        page = tmp_path / "page.html"
        screen.query_one("#place").value = str(page)  # type: ignore[attr-defined]
        await stage.press("enter")
        await stage.until(lambda: any("The page is in" in one.message for one in stage.app._notifications))
        assert "22 November 2026 (1 day), as asked for" in page.read_text(encoding="utf-8")


async def test_a_file_that_is_there_is_left_alone_and_escape_goes_back(screens: Screens, tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_text("mine")
    async with screens.open() as stage:
        screen = await ask(stage)
        screen.query_one("#place").value = str(page)  # type: ignore[attr-defined]
        await stage.press("enter")
        await stage.until(lambda: any("exists already" in one.message for one in stage.app._notifications))
        assert page.read_text() == "mine"
        await ask(stage)
        await stage.press("escape")
        assert not isinstance(stage.app.screen, ReportQuestion)


async def test_a_history_that_cannot_be_read_then_is_said_and_ends_nothing(
    screens: Screens, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def unreadable(*_: object) -> None:
        raise StoreError("The history cannot be read.")

    page = tmp_path / "page.html"
    async with screens.open() as stage:
        screen = await ask(stage)
        screen.query_one("#place").value = str(page)  # type: ignore[attr-defined]
        monkeypatch.setattr("lumbar.tui.report_desk.gathered", unreadable)
        await stage.press("enter")
        await stage.until(lambda: any("cannot be read" in one.message for one in stage.app._notifications))
    assert not page.exists()
