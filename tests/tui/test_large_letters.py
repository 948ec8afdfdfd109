"""Letters and digits for two metres."""

import pytest

from lumbar.domain.order import Side
from lumbar.domain.timeline import Phase
from lumbar.guide import phase_word
from lumbar.tui.widgets.block_digits import large_digit_rows
from lumbar.tui.widgets.large_letters import inverse, lettering
from lumbar.words.exercise import side_words
from support.sessions import exercises_by_id


def rows(choices: tuple[str, ...], width: int, height: int, *, field: bool = False) -> tuple[str, ...]:
    found = lettering(choices, width, height, field=field)
    assert found is not None
    assert {len(row) for row in found.rows} == {found.width}
    assert len(found.rows) <= height
    assert found.width <= width
    return found.rows


def test_letters_grow_with_their_place() -> None:
    heights = [len(rows(("LEFT",), width, height)) for width, height in ((20, 3), (40, 5), (80, 10), (160, 20))]
    assert heights == [3, 5, 10, 20]


def test_a_letter_has_the_form_of_its_dots() -> None:
    assert rows(("L",), 8, 5) == ("██      ",) * 4 + ("████████",)
    assert rows(("L",), 4, 3) == ("█   ", "█   ", "▀▀▀▀")


def test_words_are_broken_where_that_makes_them_larger_or_fit_at_all() -> None:
    assert len(rows(("press any key",), 40, 7)) == 6
    assert lettering(("press any key",), 30, 3) is None


def test_the_first_choice_that_fits_is_taken() -> None:
    assert rows(("knees to the left", "left"), 40, 3) == rows(("left",), 40, 3)
    assert rows(("knees to the left", "left"), 100, 3) == rows(("knees to the left",), 100, 3)


def test_accents_are_left_out_and_what_has_no_letter_is_plain_text() -> None:
    assert rows(("Brücke",), 80, 5) == rows(("BRUCKE",), 80, 5)
    assert lettering(("橋",), 80, 5) is None
    assert lettering(("",), 80, 5) is None


@pytest.mark.parametrize("size", [(40, 5), (80, 12), (24, 4)])
def test_a_field_leaves_an_empty_edge_all_round(size: tuple[int, int]) -> None:
    found = rows(("REST",), *size, field=True)
    edge = [found[0], "".join(row[0] for row in found), "".join(row[-1] for row in found)]
    assert all(set(one) <= {" ", "▄"} for one in edge)
    assert not set(found[-1]) - {" ", "▀"}


def test_what_is_lit_is_dark_inverted_and_twice_inverted_as_before() -> None:
    row = "█ ▀▄"
    assert inverse(row) == " █▄▀"
    assert inverse(inverse(row)) == row


def test_every_word_and_side_of_the_ten_exercises_fits_a_small_window() -> None:
    for exercise in exercises_by_id().values():
        words = {phase_word(exercise, phase, exercise.position) for phase in (Phase.MOVE_IN, Phase.MOVE_OUT)}
        for word in filter(None, words):
            assert lettering((word,), 40, 7, field=True), word
        for side in Side if exercise.side_means else ():
            forms = (side_words(exercise, side).partition(",")[0], side.value)
            assert lettering(forms, 40, 3), forms


@pytest.mark.parametrize(("size", "height"), [((40, 7), 5), ((40, 9), 7), ((60, 18), 15), ((40, 5), 5)])
def test_digits_grow_with_their_place_and_leave_room_for_a_field(size: tuple[int, int], height: int) -> None:
    for text in ("5", "15"):
        found = large_digit_rows(text, *size)
        assert len(found) == height
        assert len(found[0]) + 6 <= size[0]
