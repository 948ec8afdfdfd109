"""The themes: contrast that was measured, and no colour anywhere else."""

import re
from itertools import product
from pathlib import Path

import pytest
from rich.color import Color as TerminalColor
from rich.color import ColorSystem
from textual.color import Color
from textual.theme import Theme

import lumbar.tui
from lumbar.tui.theme import ANSI, DARK, LIGHT, THEMES

ENOUGH = 4.5
TEXT_VARIABLES = ("muted", "hold", "rest", "warn", "stop")
PAIRS = (("cursor-text", "cursor-ground"), ("action-text", "action-ground"))
COLOURED = [pytest.param(theme, id=theme.name) for theme in (DARK, LIGHT)]
FOLDER = Path(lumbar.tui.__file__).parent
LITERAL = re.compile(r"#[0-9a-fA-F]{3}(?:[0-9a-fA-F]{3})?\b(?![\w-])|\brgba?\(|\bhsla?\(|Color\(")
NAMED = re.compile(
    r"(?:color|background|tint|border[\w-]*):[^;}]*\b(?:red|green|blue|white|black|yellow|cyan|magenta|gr[ae]y)\b"
)


def channel(value: int) -> float:
    share = value / 255
    return share / 12.92 if share <= 0.03928 else ((share + 0.055) / 1.055) ** 2.4


def luminance(colour: str) -> float:
    red, green, blue = Color.parse(colour).rgb
    return 0.2126 * channel(red) + 0.7152 * channel(green) + 0.0722 * channel(blue)


def contrast(one: str, other: str) -> float:
    """The ratio of WCAG 2."""
    bright, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (bright + 0.05) / (dark + 0.05)


def in_256_colours(colour: str) -> str:
    """What a terminal of 256 colours shows."""
    return TerminalColor.parse(colour).downgrade(ColorSystem.EIGHT_BIT).get_truecolor().hex


def texts(theme: Theme) -> dict[str, str]:
    named = {"text": theme.foreground, "accent": theme.accent, "primary": theme.primary}
    named |= {"warning": theme.warning, "error": theme.error, "secondary": theme.secondary, "success": theme.success}
    named |= {name: theme.variables[name] for name in TEXT_VARIABLES}
    assert None not in named.values()
    return {name: colour for name, colour in named.items() if colour is not None}


def grounds(theme: Theme) -> dict[str, str]:
    assert theme.background
    assert theme.surface
    return {"background": theme.background, "surface": theme.surface}


def test_black_on_white_is_measured_as_it_should_be() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("theme", COLOURED)
def test_every_text_can_be_read_on_background_and_surface(theme: Theme) -> None:
    for (text, colour), (place, ground) in product(texts(theme).items(), grounds(theme).items()):
        assert contrast(colour, ground) >= ENOUGH, f"{text} on {place}"


@pytest.mark.parametrize("theme", COLOURED)
def test_it_still_can_in_256_colours(theme: Theme) -> None:
    for (text, colour), (place, ground) in product(texts(theme).items(), grounds(theme).items()):
        assert contrast(in_256_colours(colour), in_256_colours(ground)) >= ENOUGH, f"{text} on {place}"


@pytest.mark.parametrize("theme", COLOURED)
def test_the_panel_carries_plain_text(theme: Theme) -> None:
    assert theme.foreground
    assert theme.panel
    assert contrast(theme.foreground, theme.panel) >= ENOUGH
    assert contrast(in_256_colours(theme.foreground), in_256_colours(theme.panel)) >= ENOUGH


@pytest.mark.parametrize("theme", COLOURED)
@pytest.mark.parametrize(("text", "ground"), PAIRS)
def test_every_lit_field_can_be_read(theme: Theme, text: str, ground: str) -> None:
    colours = theme.variables[text], theme.variables[ground]
    assert contrast(*colours) >= ENOUGH
    assert contrast(*(in_256_colours(colour) for colour in colours)) >= ENOUGH


@pytest.mark.parametrize("theme", COLOURED)
def test_pain_and_the_hold_are_told_apart_from_the_accent(theme: Theme) -> None:
    assert theme.accent
    meanings = [theme.accent, *(theme.variables[name] for name in ("hold", "rest", "stop"))]
    assert len({in_256_colours(colour) for colour in meanings}) == len(meanings)


def test_the_third_theme_takes_the_terminals_own_colours_alone() -> None:
    colours = [ANSI.primary, ANSI.accent, ANSI.secondary, ANSI.success, ANSI.warning, ANSI.error, ANSI.foreground]
    colours += [ANSI.background, ANSI.surface, ANSI.panel, ANSI.boost]
    assert set(colours) == {"ansi_default"}
    assert set(ANSI.variables.values()) <= {"ansi_default", "reverse", "bold reverse"}


def test_every_theme_has_every_name() -> None:
    names = {name: set(theme.variables) for name, theme in THEMES.items()}
    assert names["dark"] == names["light"]
    assert names["dark"] <= names["ansi"] | {"scrollbar"}


def without_comments(text: str) -> str:
    return re.sub(r"/\*.*?\*/", "", text, flags=re.DOTALL)


def test_no_colour_stands_outside_the_theme() -> None:
    files = [path for path in (*FOLDER.rglob("*.py"), *FOLDER.rglob("*.tcss")) if path.name != "theme.py"]
    assert len(files) > 20
    for path in files:
        text = without_comments(path.read_text(encoding="utf-8"))
        if path.suffix == ".py":
            text = "\n".join(re.findall(r'"(?:[^"\\]|\\.)*"', text) + re.findall(r'"""(.*?)"""', text, flags=re.DOTALL))
        found = [*NAMED.findall(text)]
        found += [one for one in LITERAL.findall(text) if path.suffix == ".tcss" or one.startswith("#")]
        assert not [one for one in found if not is_a_selector(one, text)], path.name


def is_a_selector(found: str, text: str) -> bool:
    """Whether what looks like a colour is the name of a widget, such as #add."""
    return bool(re.search(rf"id=\"{re.escape(found[1:])}\"", text)) or not found.startswith("#")


def test_the_search_for_colours_finds_them() -> None:
    assert LITERAL.findall("color: #f4a35c;") == ["#f4a35c"]
    assert LITERAL.findall("#account { padding: 1 }") == []
    assert NAMED.search("Foo { color: bold red; }")
    assert not NAMED.search("Foo { color: $accent; }")
