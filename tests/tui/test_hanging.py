"""Rows that begin with a mark go on under their words."""

import pytest
from textual.content import Content

from lumbar.tui.hanging import hung
from lumbar.tui.screens.care import CareScreen
from lumbar.tui.screens.help import HelpScreen
from support.screens import Screens


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("· one two three four", ["· one two", "  three", "  four"]),
        ("1 one two three", ["1 one two", "  three"]),
        ("12  one two three", ["12  one", "    two", "    three"]),
        ("0 ⌫  one two", ["0 ⌫  one", "     two"]),
        ("k j   one two", ["k j   one two"]),
        ("a  one two three\n\nb  four", ["a  one two", "   three", "", "b  four"]),
        ("one two three four", ["one two three four"]),
        ("as long as it is  and more", ["as long as it is  and more"]),
        ("· short", ["· short"]),
    ],
)
def test_what_follows_a_mark_goes_on_behind_it(text: str, rows: list[str]) -> None:
    assert [row.rstrip() for row in hung(Content(text), 10).plain.split("\n")] == rows


def test_styles_and_every_letter_stay() -> None:
    text = Content.assemble(("· ", "bold"), ("one two three four", "italic"))
    fitted = hung(text, 12)
    assert fitted.plain.split() == text.plain.split()
    assert [(fitted.plain[span.start : span.end].strip(), span.style) for span in fitted.spans] == [
        ("·", "bold"),
        ("one two", "italic"),
        ("three four", "italic"),
    ]


def test_what_fits_is_the_same_text() -> None:
    text = Content("· one\n· two")
    assert hung(text, 10) is text
    assert hung(text, 0) is text


GOES_ON = {
    "c": "tingling, weakness or pain in\n    both legs",
    "question_mark": "  Enter   start the session that is\n          due",
}
LAST = {"c": "If in", "question_mark": "does not decide"}


@pytest.mark.parametrize("key", ["c", "question_mark"])
async def test_a_small_window_shows_signs_and_keys_so_and_all_of_them(screens: Screens, key: str) -> None:
    async with screens.open(size=(40, 12)) as stage:
        await stage.press(key)
        assert isinstance(stage.app.screen, CareScreen | HelpScreen)
        assert GOES_ON[key] in stage.text()
        await stage.press("end")
        await stage.until(LAST[key])
