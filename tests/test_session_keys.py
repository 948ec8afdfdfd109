"""The keys of a session, changed for a clicker or a pedal."""

import pytest
from textual.keys import _character_to_key

from lumbar.session_keys import (
    SIGNS,
    TAKEN,
    UNUSED,
    USUAL,
    SessionKey,
    SessionKeys,
    UnusableKeyError,
    label,
    name_of,
    read_keys,
)
from lumbar.settings import parse_settings
from lumbar.units import Units, in_units


def test_without_a_choice_each_key_means_what_it_always_does() -> None:
    keys = SessionKeys()
    for use, usual in USUAL.items():
        assert [keys.meaning(key) for key in usual] == [usual[0]] * len(usual)
        assert keys.use_of(usual[0]) is use
    for key in (*TAKEN, "x", "1", "enter"):
        assert keys.meaning(key) == key


def test_a_chosen_key_takes_the_place_of_the_usual_ones() -> None:
    keys, problems = read_keys({"pause": "b", "next": [".", "F5"], "unheard_of": "x"})
    assert problems == ()
    assert keys.meaning("b") == "space"
    assert keys.meaning("full_stop") == keys.meaning("f5") == "right"
    assert keys.meaning("space") == keys.meaning("right") == UNUSED
    assert keys.labels(SessionKey.NEXT) == ".  F5"


def test_d_always_means_that_something_hurts() -> None:
    keys, problems = read_keys({"hurts": "b", "next": "d"})
    assert keys.of(SessionKey.HURTS) == ("d", "b")
    assert keys.meaning("d") == keys.meaning("b") == "d"
    assert problems == (("next", 'cannot be "d", which always means that something hurts'),)


@pytest.mark.parametrize("key", [*TAKEN, "?", "Esc"])
def test_keys_that_have_to_stay_are_refused(key: str) -> None:
    keys, problems = read_keys({"pause": key})
    assert keys == SessionKeys()
    assert "which is kept for" in problems[0][1]


@pytest.mark.parametrize(
    "value", ["ctrl+x", "", "ä", "\x1b", "page downwards", 3, [], ["b", 3], {}, True, None, "b" * 999]
)
def test_what_is_no_key_is_refused(value: object) -> None:
    keys, problems = read_keys({"pause": value})
    assert keys == SessionKeys()
    assert problems[0][1].startswith("must be a key")


def test_two_uses_of_a_key_are_refused_and_two_that_swap_are_not() -> None:
    keys, problems = read_keys({"pause": "b", "next": "b", "voice": "n"})
    assert keys.chosen == ((SessionKey.PAUSE, ("b",)),)
    assert set(problems) == {
        ("next", 'cannot be "b", which is the key of pause'),
        ("voice", 'cannot be "n", which is the key of leave_exercise'),
    }
    swapped, problems = read_keys({"next": "left", "back": "right"})
    assert problems == ()
    assert (swapped.meaning("left"), swapped.meaning("right")) == ("right", "left")


def test_each_refused_key_is_named_with_its_line() -> None:
    text = 'volume = 5\n[keys]\n# mine\npause = "b"\nnext = "c"\nback = "b"\nzzz = 1\n'
    found = parse_settings(text, "s")
    assert [problem.split(" ")[:3] for problem in found.problems] == [
        ["s,", "line", "5:"],
        ["s,", "line", "6:"],
    ]
    assert all("The usual key is used." in problem for problem in found.problems)
    assert found.unknown == ("keys.zzz",)
    assert parse_settings('keys = "b"', "s").problems == (
        "s, line 1: keys must be a table, [keys]. The usual keys are used.",
    )
    assert "s, line 2: keys.pause" in parse_settings('volume = 5\nkeys.pause = "q"', "s").problems[0]


def test_a_clickers_two_keys_choose_and_take_an_answer() -> None:
    keys, _ = read_keys({"pause": ["b", "y"], "hurts": [".", "right"], "next": "x"})
    assert keys.meaning_in_question("b", []) == "pagedown"
    assert keys.meaning_in_question("full_stop", []) == "pageup"
    assert keys.meaning_in_question("y", ["y", "n"]) == "y"
    for key in ("enter", "backspace", "up", "down", "right", "pagedown", "pageup", "d", "c", "x", "z"):
        assert keys.meaning_in_question(key, []) == key


def test_a_key_of_another_use_cannot_be_chosen_on_the_screen() -> None:
    with pytest.raises(UnusableKeyError, match="which is the key of sound"):
        SessionKeys().with_keys(SessionKey.VOICE, ("m",))
    assert SessionKeys().with_keys(SessionKey.VOICE, ("w",)).of(SessionKey.VOICE) == ("w",)


def test_signs_are_called_as_the_screen_calls_them() -> None:
    for sign, name in SIGNS.items():
        assert _character_to_key(sign) == name
        if name not in TAKEN:
            assert name_of(sign) == name_of(name) == name
        assert label(name) == sign
    assert name_of(" ") == name_of("Space") == "space"
    assert name_of("PgDn") == name_of("pagedown") == "pagedown"
    assert name_of("B") == "b"


@pytest.mark.parametrize(
    ("units", "shown"),
    [
        (Units.BOTH, "Raise it by 15 to 30 cm (6 to 12 inches), or 2.5 cm (1 inch)."),
        (Units.CM, "Raise it by 15 to 30 cm, or 2.5 cm."),
        (Units.INCHES, "Raise it by 6 to 12 inches, or 1 inch."),
    ],
)
def test_lengths_are_shown_in_the_units_that_are_wanted(units: Units, shown: str) -> None:
    assert in_units("Raise it by 15 to 30 cm (6 to 12 inches), or 2.5 cm (1 inch).", units) == shown
    assert in_units("30 cm. (12 inches) {side}", units) == "30 cm. (12 inches) {side}"
