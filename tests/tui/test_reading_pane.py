"""A long text: it scrolls, and another one does not lay the screen out again."""

from typing import Any

import pytest
from textual.app import App, ComposeResult
from textual.screen import Screen

from lumbar.tui.text import lines, plain
from lumbar.tui.widgets.reading_pane import ReadingPane
from support.screens import rows_of, settle

LONG = lines(*(f"row {number} of a text that has several words" for number in range(30)))
LONGER = lines(*(f"other {number} of a text that has several words" for number in range(40)))
SHORT = plain("one row")


class Reading(App[None]):
    """A pane alone."""

    def compose(self) -> ComposeResult:
        yield ReadingPane(widest=20)


async def test_a_text_is_wrapped_scrolls_and_starts_over_where_it_is_told_to() -> None:
    async with Reading().run_test(size=(40, 10)) as pilot:
        pane = pilot.app.query_one(ReadingPane)
        pane.show(LONG)
        await settle(pilot)
        assert pane.show_vertical_scrollbar
        assert pane.content is LONG
        assert rows_of(pilot.app)[0] == "row 0 of a text that"
        assert max(len(row) for row in rows_of(pilot.app)) <= 40
        pane.scroll_end(animate=False)
        await settle(pilot)
        assert rows_of(pilot.app)[-1].startswith("words")
        pane.show(SHORT)
        await settle(pilot)
        assert not pane.show_vertical_scrollbar
        assert rows_of(pilot.app) == ["one row", *9 * [""]]


async def test_another_text_as_long_as_the_pane_or_longer_lays_nothing_out(monkeypatch: pytest.MonkeyPatch) -> None:
    async with Reading().run_test(size=(40, 10)) as pilot:
        pane = pilot.app.query_one(ReadingPane)
        for text in (LONG, LONGER):  # the scroll bar comes, and has itself laid out once more
            pane.show(text)
            await settle(pilot)
        laid_out: list[Any] = []
        monkeypatch.setattr(Screen, "_refresh_layout", lambda *arguments, **_: laid_out.append(arguments))
        for text, first in ((LONG, "row"), (LONGER, "other"), (LONG, "row")):
            pane.show(text)
            await settle(pilot)
            assert rows_of(pilot.app)[0].startswith(first)
        assert laid_out == []
        assert pane.vertical_scrollbar.window_virtual_size == pane.virtual_size.height > 30


async def test_a_new_width_wraps_anew() -> None:
    async with Reading().run_test(size=(40, 10)) as pilot:
        pane = pilot.app.query_one(ReadingPane)
        pane.show(LONG)
        await pilot.resize_terminal(12, 10)
        await settle(pilot)
        assert rows_of(pilot.app)[0].startswith("row 0 of a")
        assert max(len(strip.text) for strip in pane._rows) <= 12
