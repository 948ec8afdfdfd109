"""Style sheets are parsed once, and again only when something has changed."""

from collections.abc import Callable

import pytest
from textual.css.stylesheet import Stylesheet

from lumbar.tui.style_sheet import SteadyStylesheet
from support.screens import Screens

CSS = "Label { color: $ink; }"


@pytest.fixture
def parsed(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What was parsed, by its text."""
    seen: list[str] = []
    parse_rules: Callable[..., object] = Stylesheet._parse_rules

    def noting(self: Stylesheet, css: str, *arguments: object, **options: object) -> object:
        seen.append(css)
        return parse_rules(self, css, *arguments, **options)

    monkeypatch.setattr(Stylesheet, "_parse_rules", noting)
    return seen


def test_the_same_variables_change_nothing(parsed: list[str]) -> None:
    sheet = SteadyStylesheet(variables={"ink": "red"})
    sheet.add_source(CSS)
    sheet.reparse()
    rules = sheet.rules
    sheet.set_variables({"ink": "red"})
    sheet.reparse()
    assert sheet.rules is rules
    assert parsed == [CSS]


def test_another_variable_and_another_source_are_seen() -> None:
    sheet = SteadyStylesheet(variables={"ink": "red"})
    sheet.add_source(CSS)
    (rule,) = sheet.rules
    assert rule.styles.color.hex == "#FF0000"
    sheet.set_variables({"ink": "blue"})
    sheet.reparse()
    (rule,) = sheet.rules
    assert rule.styles.color.hex == "#0000FF"
    sheet.add_source("Input { color: $ink; }")
    sheet.reparse()
    assert len(sheet.rules) == 2


async def test_another_theme_changes_the_colours_and_another_screen_parses_nothing_twice(
    screens: Screens, parsed: list[str]
) -> None:
    async with screens.open() as stage:
        assert isinstance(stage.app.stylesheet, SteadyStylesheet)
        before = stage.app.screen.styles.background
        await stage.press("2", "1", "c", "escape")
        rules = stage.app.stylesheet.rules
        parsed.clear()
        await stage.press("2", "1", "c", "escape")
        assert stage.app.stylesheet.rules is rules
        assert parsed == []
        stage.app.theme = "lumbar-light"
        await stage.settle()
        assert stage.app.screen.styles.background != before
