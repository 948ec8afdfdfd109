"""A figure table that is wrong is refused by file, field and reason."""

import tomllib
from pathlib import Path
from typing import Any

import pytest

from lumbar.domain.exercise import Position
from lumbar.figure.body import Part
from lumbar.figure.motion import FigureMoment, MomentKind
from lumbar.figure.pose import Angled, Planted, blend_limb
from lumbar.figure.positions import HANDS_AND_KNEES, LYING, POSITIONS
from lumbar.figure.reading import FigureError, load_motion
from lumbar.figure.skeleton import harmonised

NEAR_LEG = "figure.hold[0].near_leg"
GOOD = """
position = "lying"
moving = ["near_leg"]
[[hold]]
near_leg = { heel = [-0.5, 0.035], foot = 160 }
"""


def table(text: str) -> dict[str, Any]:
    return tomllib.loads(text)


def test_a_file_without_a_figure_has_no_motion(tmp_path: Path) -> None:
    path = tmp_path / "owl.toml"
    path.write_text('id = "owl"\n', encoding="utf-8")
    assert load_motion(path) is None


def test_a_file_is_read_from_its_figure_table(tmp_path: Path) -> None:
    path = tmp_path / "owl.toml"
    path.write_text('id = "owl"\n[figure]\n' + GOOD.replace("[[hold", "[[figure.hold"), encoding="utf-8")
    motion = load_motion(path)
    assert motion is not None
    assert motion.moving == {Part.NEAR_LEG, Part.NEAR_FOOT}


def test_a_mistake_in_a_file_is_told_with_the_name_of_the_file(tmp_path: Path) -> None:
    path = tmp_path / "owl.toml"
    path.write_text("[figure]\nposition = 'flying'\n", encoding="utf-8")
    with pytest.raises(FigureError, match=r"^owl\.toml: figure\.position: must be one of lying, "):
        load_motion(path)


def test_what_a_pose_does_not_say_is_as_in_its_position() -> None:
    motion = load_motion(table(GOOD))
    assert motion is not None
    assert motion.start == LYING
    assert motion.holds[0].far_leg == LYING.far_leg
    assert motion.holds[0].near_leg != LYING.near_leg


def test_what_a_form_does_not_say_is_as_in_the_usual_one() -> None:
    motion = load_motion(
        table(GOOD + "[variant.small]\nhold = [{ near_leg = { heel = [-0.7, 0.035] } }]\n[view]\npitch = 5\n")
    )
    assert motion is not None
    small = motion.form("small")
    assert (small.start, small.moving, small.camera) == (motion.start, motion.moving, motion.camera)
    assert small.holds != motion.holds


def test_a_limb_is_freed_by_the_angle_of_its_upper_part_and_planted_by_its_end() -> None:
    motion = load_motion(
        table("""
position = "hands_and_knees"
moving = ["near_arm"]
[[hold]]
near_arm = { upper = 170, fore = 175, hand = 180, spread = 5 }
near_leg = { heel = [0.3, 0.1, 0.2], foot = -20 }
""")
    )
    assert motion is not None
    assert motion.holds[0].near_arm == Angled(170, 175, 180, 5, 0)
    assert isinstance(motion.holds[0].near_leg, Planted)
    assert motion.holds[0].near_leg.at == (0.3, 0.1, 0.2)


def test_arms_and_legs_are_both_of_them() -> None:
    motion = load_motion(table(GOOD.replace("near_leg = {", "legs = {")))
    assert motion is not None
    assert motion.holds[0].near_leg == motion.holds[0].far_leg


def test_the_way_out_is_timed_as_the_way_in_backward_unless_said() -> None:
    motion = load_motion(table(GOOD + "[in]\nnear_leg = [0, 0.25]\nhead = [0.5, 1]\n"))
    assert motion is not None
    assert motion.spans_out == {"near_leg": (0.75, 1), "head": (0, 0.5)}
    told = load_motion(table(GOOD + "[in]\nnear_leg = [0, 0.25]\n[out]\nnear_leg = [0.1, 0.9]\n"))
    assert told is not None
    assert told.spans_out == {"near_leg": (0.1, 0.9)}


@pytest.mark.parametrize("position", [position.value for position in Position])
def test_every_position_of_the_catalog_is_one_of_the_figure(position: str) -> None:
    assert position in POSITIONS


def test_the_kneeling_legs_are_those_of_the_position() -> None:
    motion = load_motion(table('position = "hands_and_knees"\nmoving = ["head"]\nhold = [{ head = { neck = 150 } }]'))
    assert motion is not None
    assert motion.show(FigureMoment(MomentKind.REST)).target is None
    assert motion.start.near_leg == HANDS_AND_KNEES.near_leg


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("", "figure.position: must be one of"),
        ("position = 3", "figure.position: must be one of"),
        ('position = "lying"', "figure.hold: must be one or more tables"),
        (GOOD + "colour = 1", "figure.hold[0].colour: unknown field"),
        ("colour = 1\n" + GOOD, "figure.colour: unknown field; known here are position"),
        (GOOD.replace("near_leg = {", "third_leg = {"), "figure.hold[0].third_leg: unknown field"),
        (GOOD.replace('["near_leg"]', '["tail"]'), "figure.moving: 'tail' is no part"),
        (GOOD.replace('["near_leg"]', "[]"), "figure.moving: must be a list of one or more parts"),
        (GOOD.replace('["near_leg"]', "[[1]]"), "figure.moving: [1] is no part"),
        (GOOD.replace("[-0.5, 0.035]", "[-0.5]"), NEAR_LEG + ".heel: must be a list of 2 or 3 numbers"),
        (
            GOOD.replace("[-0.5, 0.035]", '[-0.5, "x"]'),
            NEAR_LEG + ".heel: must be a list of 2 or 3 numbers",
        ),
        (GOOD.replace("foot = 160", "foot = true"), NEAR_LEG + ".foot: must be a number"),
        (
            GOOD.replace("foot = 160", "thigh = 160"),
            NEAR_LEG + ": is either planted by heel or free by thigh",
        ),
        (GOOD.replace("heel = [-0.5, 0.035], foot", "thigh"), NEAR_LEG + ".shank: is missing"),
        (GOOD.replace("near_leg = { heel", "near_leg = { wrist"), NEAR_LEG + ".wrist: unknown field"),
        (GOOD.replace("{ heel = [-0.5, 0.035], foot = 160 }", "4"), NEAR_LEG + ": must be a table"),
        (GOOD + "[in]\ntail = [0, 1]", "figure.in.tail: unknown field"),
        (GOOD + "[in]\nhead = [0.5, 0.5]", "figure.in.head: must be a start and a later end"),
        (GOOD + "[in]\nhead = [0.5, 1.5]", "figure.in.head: must be a start and a later end"),
        (GOOD + "[view]\nzoom = 1", "figure.view.zoom: unknown field"),
        (GOOD + "[view]\nframe = [0, 0, 0, 1]", "figure.view.frame: must be left, bottom, right, top"),
        (GOOD + "[variant.x]\nvariant = 1", "figure.variant.x.variant: unknown field"),
        ('wall = "x"\n' + GOOD, "figure.wall: must be a number"),
        ("variant = 3\n" + GOOD, "figure.variant: must be a table"),
        (GOOD + "[start]\ntrunk = { hips = 3 }", "figure.start.trunk.hips: must be a list of 2 or 3 numbers"),
        (GOOD + "[start]\nhead = { hat = 3 }", "figure.start.head.hat: unknown field"),
        (
            'position = "hands_and_knees"\nmoving = ["head"]\n[[hold]]\nnear_leg = { heel = [0, 0] }',
            NEAR_LEG + ".foot: is missing",
        ),
        (
            'position = "hands_and_knees"\nmoving = ["head"]\n[[hold]]\nnear_leg = { swivel = 3 }',
            NEAR_LEG + ".swivel: unknown field",
        ),
    ],
)
def test_a_wrong_table_is_refused_by_field_and_reason(text: str, complaint: str) -> None:
    with pytest.raises(FigureError) as refused:
        load_motion(table(text), "owl.toml")
    assert str(refused.value).startswith(f"owl.toml: {complaint}")


def test_not_a_number_is_refused() -> None:
    for value in ("nan", "inf"):
        with pytest.raises(FigureError, match=r"figure\.hold\[0\]\.near_leg\.foot: must be a number"):
            load_motion(table(GOOD.replace("foot = 160", f"foot = {value}")))


def test_a_planted_and_a_free_limb_are_made_alike_before_they_blend() -> None:
    planted, free = LYING.near_leg, HANDS_AND_KNEES.near_leg
    with pytest.raises(TypeError, match="do not blend"):
        blend_limb(planted, free, 0.5)
    first, second = harmonised(LYING, HANDS_AND_KNEES)
    assert isinstance(first.near_leg, Angled)
    assert isinstance(second.near_arm, Planted)
    assert isinstance(blend_limb(first.near_leg, second.near_leg, 0.5), Angled)
