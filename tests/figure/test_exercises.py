"""What the exercise is about is what the body does: heights and angles of the leaflet, in metres and degrees."""

import pytest

from lumbar.figure import anatomy
from lumbar.figure.body import Part
from lumbar.figure.skeleton import Skeleton
from lumbar.figure.vector import Vector, dot, length, minus, plus
from support.figures import angle_between, held, hip_flexion, knee_flexion, motion_of, moving_in, started

INCH = 0.0254


def gap_under_the_low_back(skeleton: Skeleton) -> float:
    return skeleton.spine.waist.y - anatomy.WAIST_RADIUS


def bend_of_the_knee(skeleton: Skeleton) -> float:
    return knee_flexion(skeleton.near_leg, minus(skeleton.near_leg.hip, skeleton.far_leg.hip))


def test_ankle_pumps_turn_the_toes_to_the_head_and_then_press_them_away() -> None:
    def toward_head(skeleton: Skeleton) -> float:
        return skeleton.near_leg.toe.x - skeleton.near_leg.heel.x

    assert toward_head(held("ankle-pumps")) > 0
    assert toward_head(started("ankle-pumps")) < -0.1


def test_ankle_pumps_come_closer() -> None:
    assert motion_of("ankle-pumps").box.width < 0.6 * motion_of("heel-slides").box.width


def test_ankle_pumps_move_the_foot_alone() -> None:
    assert motion_of("ankle-pumps").moving == {Part.NEAR_FOOT}


@pytest.mark.parametrize("progress", [0.1, 0.3, 0.5, 0.7, 0.9, 1.0])
def test_the_heel_slides_on_the_mat(progress: float) -> None:
    assert moving_in("heel-slides", progress).near_leg.heel.y == pytest.approx(anatomy.HEEL_RADIUS, abs=0.01)


def test_heel_slides_bend_the_knee_well() -> None:
    assert bend_of_the_knee(started("heel-slides")) < 10
    assert bend_of_the_knee(held("heel-slides")) > 80


def test_the_pelvic_tilt_closes_the_gap_under_the_low_back() -> None:
    assert gap_under_the_low_back(started("pelvic-tilt")) > 0.04
    assert gap_under_the_low_back(held("pelvic-tilt")) == pytest.approx(0, abs=0.005)
    assert 0.01 < gap_under_the_low_back(held("pelvic-tilt", "easier")) < 0.045


def test_the_pelvic_tilt_lifts_no_hips() -> None:
    assert held("pelvic-tilt").spine.hips.y - started("pelvic-tilt").spine.hips.y < 0.01


def test_in_the_back_stretch_both_knees_go_over_to_the_side_and_the_shoulders_stay() -> None:
    before, after = started("back-stretch"), held("back-stretch")
    for leg in ("near_leg", "far_leg"):
        assert getattr(after, leg).knee.z - getattr(before, leg).knee.z > 0.25
        assert getattr(after, leg).knee.y < 0.3
    for arm in ("near_arm", "far_arm"):
        assert length(minus(getattr(after, arm).shoulder, getattr(before, arm).shoulder)) < 0.01


def test_in_the_back_stretch_the_hands_are_behind_the_head() -> None:
    for skeleton in (started("back-stretch"), held("back-stretch")):
        for arm in (skeleton.near_arm, skeleton.far_arm):
            assert length(minus(arm.wrist, skeleton.spine.crown)) < 0.2
            assert arm.wrist.y < skeleton.spine.crown.y
            assert abs(arm.elbow.z) > abs(arm.shoulder.z) + 0.15


def test_the_straight_leg_rises_six_to_twelve_inches_and_stays_straight() -> None:
    for variant in ("", "easier"):
        after = held("straight-leg-raises", variant)
        rise = after.near_leg.heel.y - started("straight-leg-raises").near_leg.heel.y
        assert 6 * INCH <= rise <= 12 * INCH
        assert bend_of_the_knee(after) == pytest.approx(0, abs=3)


def test_the_easier_straight_leg_raise_is_lower() -> None:
    easier, usual = held("straight-leg-raises", "easier"), held("straight-leg-raises")
    assert easier.near_leg.heel.y < usual.near_leg.heel.y - 0.04


def test_the_other_knee_is_bent_in_straight_leg_raises() -> None:
    skeleton = held("straight-leg-raises")
    assert knee_flexion(skeleton.far_leg, minus(skeleton.near_leg.hip, skeleton.far_leg.hip)) > 80


def test_the_knee_comes_to_the_chest_and_the_hands_hold_the_thigh() -> None:
    skeleton = held("knee-to-chest")
    assert hip_flexion(skeleton.near_leg, skeleton) > 115
    for arm in (skeleton.near_arm, skeleton.far_arm):
        thigh = minus(skeleton.near_leg.knee, skeleton.near_leg.hip)
        along = dot(minus(arm.wrist, skeleton.near_leg.hip), thigh) / dot(thigh, thigh)
        beside = minus(arm.wrist, plus(skeleton.near_leg.hip, thigh, along))
        assert 0.3 < along < 0.9, "between hip and knee"
        assert abs(beside.x) + abs(beside.y) < 0.15, "at the thigh"
        assert dot(beside, Vector(-thigh.y, thigh.x)) > 0, "behind it"


def test_the_cat_rounds_up_with_a_hanging_head_and_the_camel_sinks_with_a_raised_one() -> None:
    level, cat, camel = started("cat-and-camel"), held("cat-and-camel"), held("cat-and-camel", hold=1)

    def middle(skeleton: Skeleton) -> float:
        return (skeleton.spine.waist.y + skeleton.spine.ribs.y) / 2

    assert middle(cat) > middle(level) + 0.05
    assert middle(camel) < middle(level) - 0.05
    assert cat.spine.crown.y < level.spine.crown.y - 0.1
    assert camel.spine.crown.y > level.spine.crown.y + 0.1


def test_the_elbows_stay_nearly_straight_in_cat_and_camel() -> None:
    for skeleton in (started("cat-and-camel"), held("cat-and-camel"), held("cat-and-camel", hold=1)):
        for arm in (skeleton.near_arm, skeleton.far_arm):
            assert angle_between(minus(arm.elbow, arm.shoulder), minus(arm.wrist, arm.elbow)) < 25


def test_the_wall_squat_bends_the_knees_to_45_degrees_and_the_easier_one_to_20_to_30() -> None:
    assert bend_of_the_knee(held("wall-squats")) == pytest.approx(45, abs=2)
    assert 20 <= bend_of_the_knee(held("wall-squats", "easier")) <= 30


def test_no_moment_of_the_wall_squat_is_deeper() -> None:
    assert max(bend_of_the_knee(moving_in("wall-squats", step / 20)) for step in range(21)) < 47


def test_the_feet_stand_about_a_foot_from_the_wall() -> None:
    wall = motion_of("wall-squats").wall
    assert wall is not None
    assert wall - held("wall-squats").near_leg.heel.x - anatomy.HEEL_RADIUS == pytest.approx(0.305, abs=0.1)


@pytest.mark.parametrize(("variant", "hold"), [("", 0), ("rotation", 0), ("rotation", 1)])
def test_the_curl_up_lifts_the_shoulders_two_to_three_inches(variant: str, hold: int) -> None:
    before, after = started("curl-up"), held("curl-up", variant, hold)
    rise = (after.near_arm.shoulder.y + after.far_arm.shoulder.y - before.near_arm.shoulder.y * 2) / 2
    assert 2 * INCH <= rise <= 3.1 * INCH


def test_in_the_curl_up_the_hands_lie_under_the_low_back_and_the_elbows_on_the_mat() -> None:
    for skeleton in (started("curl-up"), held("curl-up")):
        for arm in (skeleton.near_arm, skeleton.far_arm):
            assert skeleton.spine.hips.x < arm.wrist.x < skeleton.spine.ribs.x
            assert arm.wrist.y < skeleton.spine.waist.y
            assert arm.elbow.y < 0.1


def test_the_rotation_of_the_curl_up_turns_the_chest_and_nothing_below() -> None:
    up, turned = held("curl-up", "rotation", 0), held("curl-up", "rotation", 1)
    assert angle_between(up.breast, turned.breast) == pytest.approx(20, abs=1)
    assert angle_between(up.belly, turned.belly) == pytest.approx(0, abs=0.1)


def test_bird_dog_reaches_with_the_arm_first() -> None:
    before, early, late = started("bird-dog"), moving_in("bird-dog", 0.32), moving_in("bird-dog", 0.68)
    after = held("bird-dog")
    assert length(minus(early.near_arm.wrist, before.near_arm.wrist)) > 0.2
    assert length(minus(early.far_leg.heel, before.far_leg.heel)) < 0.001
    assert length(minus(late.near_arm.wrist, after.near_arm.wrist)) < 0.001
    assert length(minus(late.far_leg.heel, after.far_leg.heel)) > 0.2


def test_bird_dog_stretches_the_opposite_leg_in_line_with_the_trunk() -> None:
    skeleton = held("bird-dog")
    trunk = minus(skeleton.spine.collar, skeleton.spine.hips)
    leg = minus(skeleton.far_leg.hip, skeleton.far_leg.ankle)
    assert angle_between(trunk, leg) < 10
    assert bend_of_the_knee(skeleton) == pytest.approx(90, abs=5), "the near leg, of the same side, kneels"


def test_bird_dog_reaches_level_with_the_head() -> None:
    skeleton = held("bird-dog")
    assert abs(skeleton.near_arm.wrist.y - skeleton.spine.crown.y) < anatomy.HEAD_RADIUS


def test_each_easier_bird_dog_moves_one_limb() -> None:
    leg, arm = held("bird-dog", "easier"), held("bird-dog", "arm_only")
    assert leg.near_arm == started("bird-dog").near_arm
    assert arm.far_leg == started("bird-dog").far_leg
    assert leg.far_leg == held("bird-dog").far_leg
    assert arm.near_arm == held("bird-dog").near_arm
