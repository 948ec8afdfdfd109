"""Samples to characters: the glyph that comes closest, in as few changes of tone as can be."""

import pytest

from lumbar.figure import blocks, braille
from lumbar.figure.picture import Role, Run, Tone, pure
from lumbar.figure.raster import Raster, Spot


def painted(columns: int, rows: int, *corners: tuple[float, float], role: Role = Role.BODY) -> Raster:
    raster = Raster(columns, rows, blocks.GRAIN)
    raster.paint_polygon(corners, role)
    return raster


def box(left: float, top: float, right: float, bottom: float) -> list[tuple[float, float]]:
    return [(left, top), (right, top), (right, bottom), (left, bottom)]


@pytest.mark.parametrize(
    ("shape", "character"),
    [
        (box(0, 1, 1, 2), "▄"),
        (box(0, 0, 1, 1), "▀"),
        (box(0, 0, 0.5, 2), "▌"),
        (box(0.5, 0, 1, 2), "▐"),
        (box(0, 1.5, 1, 2), "▂"),
        (box(0, 0, 0.25, 2), "▎"),
        (box(0, 0, 0.5, 1), "▘"),
        (box(0.5, 1, 1, 2), "▗"),
    ],
)
def test_a_shape_that_a_glyph_has_is_that_glyph_in_pure_tones(shape: list[tuple[float, float]], character: str) -> None:
    [[run]] = blocks.encode(painted(1, 1, *shape))
    assert run == Run(character, pure(Role.BODY), pure(Role.EMPTY))


def test_three_quarters_of_a_cell_is_the_glyph_of_three_quadrants() -> None:
    raster = painted(1, 1, *box(0, 0, 1, 2))
    raster.paint_polygon(box(0.5, 1, 1, 2), Role.EMPTY)
    assert blocks.encode(raster) == ((Run("▛", pure(Role.BODY), pure(Role.EMPTY)),),)


def test_an_edge_that_no_glyph_has_is_a_mixture() -> None:
    [[run]] = blocks.encode(painted(1, 1, (0, 0), (1, 0), (0, 2)))
    tones = (run.foreground, run.background)
    assert any(tone.role is not tone.under for tone in tones)
    assert all(tone == pure(tone.role) or 2 <= tone.quarters < 4 for tone in tones)


def test_solid_cells_join_the_run_of_their_edge() -> None:
    raster = painted(5, 1, *box(0, 1, 5, 2))
    raster.paint_polygon(box(1, 0, 4, 2), Role.BODY)
    assert blocks.encode(raster) == ((Run("▄███▄", pure(Role.BODY), pure(Role.EMPTY)),),)


def test_an_empty_row_is_one_run() -> None:
    assert blocks.encode(painted(7, 1, *box(0, 0, 0, 0))) == ((Run(" " * 7, pure(Role.EMPTY), pure(Role.EMPTY)),),)


def test_the_accent_decides_where_a_cell_is_parted() -> None:
    raster = painted(1, 1, *box(0, 0, 1, 1), role=Role.FAR)
    raster.paint_polygon(box(0, 0, 0.5, 2), Role.MOVING)
    [[run]] = blocks.encode(raster)
    assert run.text == "▌"
    assert run.foreground == pure(Role.MOVING)


def test_a_capsule_is_the_hull_of_its_two_discs() -> None:
    raster = Raster(12, 6, blocks.GRAIN)
    raster.paint_capsule(Spot(3, 6, 2.5), Spot(9, 6, 1), Role.BODY)

    def is_inked(x: float, y: float) -> bool:
        return raster.lines[int(y * 4)][int(x * 8)] == Role.BODY.value

    assert all(is_inked(x, y) for x, y in ((3, 3.7), (3, 8.3), (0.7, 6), (9.8, 6), (6, 6), (6, 4.6), (6, 7.4)))
    assert not any(is_inked(x, y) for x, y in ((3, 3.3), (3, 8.7), (0.3, 6), (10.2, 6), (6, 3.8), (6, 8.2)))


def test_a_disc_within_a_disc_is_the_greater_one() -> None:
    one, other = Raster(8, 4, blocks.GRAIN), Raster(8, 4, blocks.GRAIN)
    one.paint_capsule(Spot(4, 4, 3), Spot(4.5, 4, 1), Role.BODY)
    other.paint_capsule(Spot(4, 4, 3), Spot(4, 4, 3), Role.BODY)
    assert one.lines == other.lines


def test_what_is_painted_outside_the_picture_is_left_out() -> None:
    raster = Raster(4, 2, blocks.GRAIN)
    raster.paint_capsule(Spot(-9, -9, 2), Spot(-5, -9, 2), Role.BODY)
    raster.paint_capsule(Spot(50, 50, 2), Spot(60, 60, 2), Role.BODY)
    assert not any(any(line) for line in raster.lines)


def test_a_shade_exchanges_samples_and_adds_none() -> None:
    raster = painted(4, 2, *box(0, 0, 2, 4))
    shades = bytes(Role.FAR.value if value == Role.BODY.value else value for value in range(256))
    raster.shade_capsule(Spot(2, 2, 1), Spot(2, 2, 1), shades)
    assert {sample for line in raster.lines for sample in line} == {0, Role.BODY.value, Role.FAR.value}
    assert not any(any(line[16:]) for line in raster.lines)


def braille_of(role: Role) -> str:
    raster = Raster(10, 5, braille.GRAIN)
    raster.paint_polygon(box(0, 0, 10, 10), role)
    return "".join(run.text for row in braille.encode(raster) for run in row)


def dots(text: str) -> int:
    return sum((ord(character) - 0x2800).bit_count() for character in text if character != " ")


def test_braille_sets_every_dot_of_what_moves_and_fewer_of_what_lies_behind() -> None:
    assert dots(braille_of(Role.MOVING)) == 400
    assert dots(braille_of(Role.FAR)) == 200
    assert dots(braille_of(Role.GHOST)) == 160
    assert dots(braille_of(Role.EMPTY)) == 0


def test_a_braille_cell_has_the_role_that_matters_most_in_it() -> None:
    raster = Raster(1, 1, braille.GRAIN)
    raster.paint_polygon(box(0, 0, 1, 2), Role.BODY)
    raster.paint_polygon(box(0, 0, 0.5, 0.5), Role.MOVING)
    [[run]] = braille.encode(raster)
    assert run.foreground == Tone(Role.MOVING, Role.MOVING, 4)
    assert run.text == "\u28ff"


def test_a_fade_leaves_less_and_less_toward_both_sides_and_the_middle_whole() -> None:
    raster = painted(20, 4, *box(0, 0, 20, 8))
    raster.fade_sides(4)
    kept = [sum(line[8 * cell + place] > 0 for line in raster.lines for place in range(8)) for cell in range(20)]
    assert kept[:4] == sorted(kept[:4])
    assert kept[0] < 64 < kept[3]
    assert kept[4:16] == [256] * 12
    assert kept == kept[::-1]
