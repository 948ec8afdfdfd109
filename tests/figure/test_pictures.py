"""What reaches the terminal: whole rows, inside the box, mirrored, with a ghost only on the way in."""

import re

import pytest

from lumbar.domain.exercise import Position
from lumbar.domain.order import Side
from lumbar.figure.body import balls_of
from lumbar.figure.camera import Frame
from lumbar.figure.draw import STEPS, Scene, draw, draw_still, with_margin
from lumbar.figure.journey import Journey
from lumbar.figure.motion import FigureMoment, MomentKind
from lumbar.figure.picture import Picture, Role, Run, cells, pure
from lumbar.figure.scene import Mode
from support.figures import EXERCISES, bodies, forms, moments, motion_of

LIVE = (40, 14)
SIZES = [(24, 8), LIVE, (80, 24), (101, 37)]
HELD = FigureMoment(MomentKind.HOLD)
NO_GHOST = (MomentKind.HOLD, MomentKind.OUT, MomentKind.REST, MomentKind.TURN)


def roles(picture: Picture) -> set[Role]:
    tones = [tone for row in picture.rows for run in row for tone in (run.foreground, run.background)]
    return {role for tone in tones for role in (tone.role, tone.under)}


def shown_roles(picture: Picture) -> set[Role]:
    """The roles of characters that are not blank."""
    return {run.foreground.role for row in picture.rows for run in row if run.text.strip()}


def brightness(picture: Picture) -> list[list[float]]:
    """How much of each cell is the body, roughly: enough to compare two pictures."""
    inks = {" ": 0.0, "█": 1.0}
    body = {Role.FAR, Role.BODY, Role.NEAR, Role.MOVING, Role.MOVING_FAR}

    def share(cell: Run) -> float:
        ink = inks.get(cell.text, 0.5)
        return ink * (cell.foreground.role in body) + (1 - ink) * (cell.background.role in body)

    return [[share(cell) for cell in cells(row)] for row in picture.rows]


def moving_columns(picture: Picture) -> set[int]:
    """The columns in which something of the accent stands."""
    return {
        column
        for row in picture.rows
        for column, cell in enumerate(cells(row))
        if {cell.foreground.role, cell.background.role} & {Role.MOVING, Role.MOVING_FAR}
    }


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("mode", Mode)
@pytest.mark.parametrize("exercise_id", EXERCISES)
def test_every_row_is_as_wide_as_asked_for(exercise_id: str, mode: Mode, size: tuple[int, int]) -> None:
    for picture in (
        draw(motion_of(exercise_id), HELD, size, mode),
        draw_still(motion_of(exercise_id), HELD, size, mode),
    ):
        assert len(picture.rows) == size[1]
        assert {sum(len(run.text) for run in row) for row in picture.rows} == {size[0]}
        assert picture.columns == size[0]


@pytest.mark.parametrize("size", [(24, 8), (101, 37)])
@pytest.mark.parametrize("exercise_id", [one for one in EXERCISES if one != "ankle-pumps"])
def test_the_body_is_inside_the_picture_at_every_moment(exercise_id: str, size: tuple[int, int]) -> None:
    motion = motion_of(exercise_id)
    frame = Frame(motion.camera, with_margin(motion.box), *size)
    for variant in ("", *motion.variants):
        for moment, skeleton in bodies(exercise_id, variant):
            for ball in balls_of(skeleton):
                spot = frame.spot(ball)
                assert spot.x - spot.radius >= 0, moment
                assert spot.x + spot.radius <= size[0], moment
                assert spot.y - spot.radius >= 0, moment
                assert spot.y + spot.radius <= 2 * size[1], moment


@pytest.mark.parametrize("exercise_id", EXERCISES)
def test_the_moving_foot_of_a_close_up_is_inside_too(exercise_id: str) -> None:
    motion = motion_of(exercise_id)
    frame = Frame(motion.camera, with_margin(motion.box), *LIVE)
    for moment in moments(motion):
        toe = frame.place(motion.show(moment).skeleton.near_leg.toe)
        assert 0 < toe[0] < LIVE[0]
        assert 0 < toe[1] < 2 * LIVE[1]


@pytest.mark.parametrize("size", [(24, 8), LIVE])
@pytest.mark.parametrize("mode", Mode)
@pytest.mark.parametrize(("exercise_id", "variant"), forms())
def test_the_moving_part_can_be_seen_in_every_phase(
    exercise_id: str, variant: str, mode: Mode, size: tuple[int, int]
) -> None:
    motion = motion_of(exercise_id)
    for kind in (MomentKind.IN, MomentKind.HOLD):
        picture = draw(motion, FigureMoment(kind, 0.8, variant=variant), size, mode)
        assert roles(picture) & {Role.MOVING, Role.MOVING_FAR}


@pytest.mark.parametrize("exercise_id", EXERCISES)
def test_the_right_side_is_the_mirror_image_of_the_left(exercise_id: str) -> None:
    motion = motion_of(exercise_id)
    for kind in (MomentKind.REST, MomentKind.IN, MomentKind.HOLD, MomentKind.OUT):
        left, right = (
            brightness(draw(motion, FigureMoment(kind, 0.5, side), LIVE, Mode.BLOCKS))
            for side in (Side.LEFT, Side.RIGHT)
        )
        unlike = sum(
            abs(one - other) > 0.5
            for row, turned in zip(left, right, strict=True)
            for one, other in zip(row, turned[::-1], strict=True)
        )
        assert unlike <= 0.01 * LIVE[0] * LIVE[1]
        assert left != right


def test_the_side_not_given_is_the_left() -> None:
    motion = motion_of("bird-dog")
    assert draw(motion, HELD, LIVE, Mode.BLOCKS) == draw(motion, HELD._replace(side=Side.LEFT), LIVE, Mode.BLOCKS)


@pytest.mark.parametrize("side", Side)
def test_turning_round_leads_from_one_side_to_the_other(side: Side) -> None:
    motion = motion_of("straight-leg-raises")

    def turning(progress: float) -> Picture:
        return draw(motion, FigureMoment(MomentKind.TURN, progress, side), LIVE, Mode.BLOCKS)

    assert turning(0) == draw(motion, FigureMoment(MomentKind.REST, side=side), LIVE, Mode.BLOCKS)
    assert turning(1) == draw(motion, FigureMoment(MomentKind.REST, side=side.other), LIVE, Mode.BLOCKS)
    assert len(moving_columns(turning(0.5))) < len(moving_columns(turning(0)))


def test_the_mat_lies_still_while_the_body_turns_round() -> None:
    moments = [FigureMoment(MomentKind.TURN, progress) for progress in (0, 0.4, 0.5)]
    pictures = [draw(motion_of("bird-dog"), moment, LIVE, Mode.BLOCKS) for moment in moments]
    edges = [(cells(picture.rows[-4])[0], cells(picture.rows[-4])[-1]) for picture in pictures]
    assert edges[0] == edges[1] == edges[2]
    assert Role.MAT in {tone.role for cell in edges[0] for tone in (cell.foreground, cell.background)}


@pytest.mark.parametrize("mode", Mode)
@pytest.mark.parametrize("exercise_id", EXERCISES)
def test_the_ghost_is_there_only_before_and_on_the_way_to_a_hold(exercise_id: str, mode: Mode) -> None:
    motion = motion_of(exercise_id)
    for kind in NO_GHOST:
        for progress in (0.0, 0.3, 0.7, 1.0):
            assert Role.GHOST not in roles(draw(motion, FigureMoment(kind, progress), LIVE, mode)), kind
    ready = draw(motion, FigureMoment(MomentKind.READY), LIVE, mode)
    assert (Role.GHOST in roles(ready)) or exercise_id == "pelvic-tilt", "the tilt's target hides behind the body"


@pytest.mark.parametrize("exercise_id", EXERCISES)
def test_braille_has_one_colour_a_cell_and_no_background(exercise_id: str) -> None:
    picture = draw(motion_of(exercise_id), HELD, LIVE, Mode.BRAILLE)
    assert re.fullmatch(r"[ \u2801-\u28ff\n]+", picture.text)
    assert {run.background for row in picture.rows for run in row} == {pure(Role.EMPTY)}


@pytest.mark.parametrize("exercise_id", EXERCISES)
def test_blocks_are_characters_that_every_terminal_font_has(exercise_id: str) -> None:
    picture = draw(motion_of(exercise_id), HELD, LIVE, Mode.BLOCKS)
    assert re.fullmatch(r"[ \u2580-\u2590\u2596-\u259f\n]+", picture.text)


@pytest.mark.parametrize("exercise_id", EXERCISES)
def test_in_one_colour_what_moves_is_solid_and_the_rest_is_lines(exercise_id: str) -> None:
    picture = draw(motion_of(exercise_id), FigureMoment(MomentKind.REST), (80, 28), Mode.BRAILLE)
    full = {cell.foreground.role for row in picture.rows for cell in cells(row) if cell.text == "\u28ff"}
    assert full & {Role.MOVING, Role.MOVING_FAR}
    assert Role.BODY not in full


@pytest.mark.parametrize("exercise_id", EXERCISES)
def test_the_wall_is_drawn_for_the_wall_squat_alone(exercise_id: str) -> None:
    picture = draw(motion_of(exercise_id), HELD, LIVE, Mode.BLOCKS)
    assert (Role.WALL in roles(picture)) == (exercise_id == "wall-squats")


@pytest.mark.parametrize("mode", Mode)
@pytest.mark.parametrize("scene", [*(motion_of(one) for one in EXERCISES), Journey(Position.LYING, Position.STANDING)])
def test_the_still_picture_has_two_bodies_and_an_arrow(scene: Scene, mode: Mode) -> None:
    picture = draw_still(scene, HELD, LIVE, mode)
    assert Role.ARROW in shown_roles(picture) or Role.ARROW in roles(picture)
    assert Role.GHOST not in roles(picture)


def test_the_still_picture_of_somebody_standing_has_the_two_bodies_side_by_side() -> None:
    columns = moving_columns(draw_still(motion_of("wall-squats"), HELD, LIVE, Mode.BLOCKS))
    assert min(columns) < 20 < max(columns)


def test_moments_that_cannot_be_told_apart_are_the_same_object() -> None:
    motion = motion_of("heel-slides")
    step = 1 / STEPS
    first = draw(motion, FigureMoment(MomentKind.IN, 10 * step), LIVE, Mode.BLOCKS)
    assert draw(motion, FigureMoment(MomentKind.IN, 10.3 * step), LIVE, Mode.BLOCKS) is first
    assert draw(motion, FigureMoment(MomentKind.IN, 12 * step), LIVE, Mode.BLOCKS) is not first
    still = draw(motion, FigureMoment(MomentKind.HOLD, 0.1), LIVE, Mode.BLOCKS)
    assert draw(motion, FigureMoment(MomentKind.HOLD, 0.9), LIVE, Mode.BLOCKS) is still


@pytest.mark.parametrize("progress", [-1.0, 2.0])
def test_progress_outside_a_phase_is_its_nearest_end(progress: float) -> None:
    motion = motion_of("heel-slides")
    nearest = 0.0 if progress < 0 else 1.0
    moment = FigureMoment(MomentKind.IN, progress)
    assert draw(motion, moment, LIVE, Mode.BLOCKS) == draw(motion, moment._replace(progress=nearest), LIVE, Mode.BLOCKS)


def test_an_unknown_variant_is_drawn_as_the_usual_form() -> None:
    motion = motion_of("wall-squats")
    assert draw(motion, HELD._replace(variant="on one leg"), LIVE, Mode.BLOCKS) == draw(motion, HELD, LIVE, Mode.BLOCKS)


def test_a_hold_that_does_not_exist_is_the_last_one() -> None:
    motion = motion_of("cat-and-camel")
    last = draw(motion, HELD._replace(hold=1), LIVE, Mode.BLOCKS)
    assert draw(motion, HELD._replace(hold=7), LIVE, Mode.BLOCKS) == last


def test_the_rotation_comes_back_the_way_it_went() -> None:
    motion = motion_of("curl-up")
    there = FigureMoment(MomentKind.BETWEEN, 0.25, variant="rotation", hold=1)
    back = FigureMoment(MomentKind.BETWEEN, 0.75, variant="rotation", hold=0)
    assert motion.show(there).skeleton == motion.show(back).skeleton


def test_what_changed_between_two_pictures_is_a_short_stretch_of_each_row() -> None:
    motion = motion_of("straight-leg-raises")
    before, after = (draw(motion, FigureMoment(MomentKind.IN, share), LIVE, Mode.BLOCKS) for share in (0.4, 0.6))
    stretches = {region.row: region for region in after.changed_since(before)}
    assert 0 < len(stretches) < 10
    for index, (old, new) in enumerate(zip(before.rows, after.rows, strict=True)):
        unlike = [old != new for old, new in zip(cells(old), cells(new), strict=True)]
        if index in stretches:
            _, _, columns, rows = stretches[index]
            assert rows == 1
            assert columns < 30
            first, last = stretches[index].column, stretches[index].column + columns - 1
            assert unlike[first]
            assert unlike[last]
            assert not any(unlike[:first])
            assert not any(unlike[last + 1 :])
        else:
            assert not any(unlike)


def test_nothing_changed_is_no_stretch_and_another_size_is_everything() -> None:
    motion = motion_of("straight-leg-raises")
    picture = draw(motion, HELD, LIVE, Mode.BLOCKS)
    assert picture.changed_since(picture) == ()
    assert picture.changed_since(draw(motion, HELD, (24, 8), Mode.BLOCKS)) == ((0, 0, *LIVE),)


def test_a_close_up_fades_at_the_side_where_the_body_is_cut_off() -> None:
    rows = brightness(draw(motion_of("ankle-pumps"), HELD, LIVE, Mode.BLOCKS))
    body = [column for column in range(LIVE[0]) if max(row[column] for row in rows) == 1.0]
    assert max(body) < LIVE[0] - 1
    assert max(row[30] for row in rows) == 1.0
