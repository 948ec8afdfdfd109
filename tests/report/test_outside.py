"""Text from outside: what is hidden in it is shown, all else stays."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lumbar.report.outside import visible


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a\x00b\x1b[2J\x7f", "a\u2400b\u241b[2J\u2421"),
        ("one\r\ntwo\rthree\u2028four", "one\ntwo\nthree\nfour"),
        ("tab\tstays", "tab\tstays"),
        ("a\u202eb", "a[U+202E]b"),
        ("\x9b", "\ufffd"),
        ("\ud800\ufffe", "\ufffd\ufffd"),
        ("שלום, été, 👍🏽, a\u200db", "שלום, été, 👍🏽, a\u200db"),
    ],
)
def test_what_is_hidden_is_shown(text: str, shown: str) -> None:
    assert visible(text) == shown


@given(st.text(st.characters(exclude_categories=())))
def test_it_is_settled_after_once_and_can_be_written(text: str) -> None:
    once = visible(text)
    assert visible(once) == once
    once.encode("utf-8")
