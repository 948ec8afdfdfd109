"""From a pose to joints in space: forward kinematics for what moves freely, two-bone reaching for what is planted."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from math import atan2, degrees, sqrt
from typing import Any, NamedTuple

from lumbar.figure import anatomy
from lumbar.figure.pose import LIMBS, Angled, Limb, Planted, Pose
from lumbar.figure.vector import NEAR, UP, Vector, cross, dot, heading, length, minus, plus, turned, unit


class Arm(NamedTuple):
    """The joints of an arm."""

    shoulder: Vector
    elbow: Vector
    wrist: Vector
    fingers: Vector


class Leg(NamedTuple):
    """The joints of a leg."""

    hip: Vector
    knee: Vector
    ankle: Vector
    heel: Vector
    toe: Vector


class Spine(NamedTuple):
    """The middle of the trunk, from the hips up, then neck and head."""

    hips: Vector
    waist: Vector
    ribs: Vector
    collar: Vector
    skull: Vector
    crown: Vector
    """The middle of the head."""


class Skeleton(NamedTuple):
    """All joints of one pose."""

    spine: Spine
    belly: Vector
    """The direction in which the pelvis faces."""
    breast: Vector
    """The direction in which the chest faces."""
    face: Vector
    """The direction in which the head looks."""
    near_arm: Arm
    far_arm: Arm
    near_leg: Leg
    far_leg: Leg

    def changed(self, place: Callable[[Vector], Vector], direct: Callable[[Vector], Vector]) -> "Skeleton":
        """Return the skeleton with *place* done to every joint and *direct* to every direction."""
        return Skeleton(
            spine=Spine(*map(place, self.spine)),
            belly=direct(self.belly),
            breast=direct(self.breast),
            face=direct(self.face),
            near_arm=Arm(*map(place, self.near_arm)),
            far_arm=Arm(*map(place, self.far_arm)),
            near_leg=Leg(*map(place, self.near_leg)),
            far_leg=Leg(*map(place, self.far_leg)),
        )

    def moved(self, way: Vector) -> "Skeleton":
        """Return the skeleton, moved."""
        return self.changed(lambda point: plus(point, way), lambda direction: direction)


@dataclass(frozen=True, slots=True)
class _Frame:
    """A part of the trunk from which limbs spring: its long axis, and how far it is rolled about it."""

    axis: Vector
    roll: float

    def rolled(self, direction: Vector) -> Vector:
        return turned(direction, self.axis, self.roll)


def two_bones(root: Vector, target: Vector, upper: float, lower: float, bend: Vector) -> tuple[Vector, Vector]:
    """Return the middle and end joint of a limb from *root* to *target*, its middle swung toward *bend*.

    Out of reach, the limb is stretched toward the target and ends before it.
    """
    way = minus(target, root)
    direction = unit(way)
    reach = min(max(length(way), abs(upper - lower) + 1e-6), upper + lower - 1e-9)
    along = (upper**2 - lower**2 + reach**2) / (2 * reach)
    aside = unit(plus(bend, direction, -dot(bend, direction)))
    middle = plus(plus(root, direction, along), aside, sqrt(max(0.0, upper**2 - along**2)))
    return middle, plus(root, direction, reach)


def build(pose: Pose) -> Skeleton:
    """Return the joints of *pose*."""
    trunk = pose.trunk
    waist = plus(trunk.hips, heading(trunk.pelvis), anatomy.PELVIS)
    ribs = plus(waist, heading(trunk.lumbar), anatomy.LUMBAR)
    collar = plus(ribs, heading(trunk.chest), anatomy.THORAX)
    axis = unit(minus(collar, trunk.hips))
    pelvis, chest = _Frame(axis, trunk.roll_pelvis), _Frame(axis, trunk.roll_chest)
    skull = plus(collar, chest.rolled(heading(pose.head.neck)), anatomy.NECK)
    crown = plus(skull, chest.rolled(heading(pose.head.skull)), anatomy.HEAD)
    across_hips = pelvis.rolled(NEAR)
    across_shoulders = chest.rolled(NEAR)
    breast = chest.rolled(heading(trunk.chest + 90))
    shoulders = plus(plus(collar, heading(trunk.chest), -anatomy.SHOULDER_DROP), breast, trunk.reach)
    return Skeleton(
        spine=Spine(trunk.hips, waist, ribs, collar, skull, crown),
        belly=pelvis.rolled(heading(trunk.pelvis + 90)),
        breast=breast,
        face=chest.rolled(heading(pose.head.skull + 90)),
        near_arm=_arm(plus(shoulders, across_shoulders, anatomy.SHOULDER_HALF_WIDTH), pose.near_arm, chest, 1),
        far_arm=_arm(plus(shoulders, across_shoulders, -anatomy.SHOULDER_HALF_WIDTH), pose.far_arm, chest, -1),
        near_leg=_leg(plus(trunk.hips, across_hips, anatomy.HIP_HALF_WIDTH), pose.near_leg, pelvis, 1),
        far_leg=_leg(plus(trunk.hips, across_hips, -anatomy.HIP_HALF_WIDTH), pose.far_leg, pelvis, -1),
    )


def _arm(shoulder: Vector, limb: Limb, frame: _Frame, outward: int) -> Arm:
    if isinstance(limb, Angled):
        elbow = plus(shoulder, frame.rolled(heading(limb.upper, limb.spread_upper * outward)), anatomy.UPPER_ARM)
        wrist = plus(elbow, frame.rolled(heading(limb.lower, limb.spread_lower * outward)), anatomy.FOREARM)
        hand = frame.rolled(heading(limb.end, limb.spread_lower * outward))
    else:
        target = Vector(limb.at.x, limb.at.y, limb.at.z * outward)
        direction = unit(minus(target, shoulder))
        # An elbow bends the hand forward: seen from the side it lies a quarter turn counter-clockwise of the arm.
        bend = turned(cross(NEAR, direction), direction, limb.swivel * outward)
        elbow, wrist = two_bones(shoulder, target, anatomy.UPPER_ARM, anatomy.FOREARM, bend)
        hand = heading(limb.end)
    return Arm(shoulder, elbow, wrist, plus(wrist, hand, anatomy.HAND))


def _leg(hip: Vector, limb: Limb, frame: _Frame, outward: int) -> Leg:
    if isinstance(limb, Angled):
        knee = plus(hip, frame.rolled(heading(limb.upper, limb.spread_upper * outward)), anatomy.THIGH)
        ankle = plus(knee, frame.rolled(heading(limb.lower, limb.spread_lower * outward)), anatomy.SHANK)
        foot = frame.rolled(heading(limb.end, limb.spread_lower * outward))
        shin = frame.rolled(heading(limb.end - 90))
    else:
        foot, shin = heading(limb.end), heading(limb.end - 90)
        planted = Vector(limb.at.x, limb.at.y, limb.at.z * outward)
        target = plus(plus(planted, foot, anatomy.ANKLE_FORWARD), shin, anatomy.ANKLE_HEIGHT)
        direction = unit(minus(target, hip))
        # A knee bends the other way round than an elbow.
        bend = turned(cross(direction, NEAR), direction, -limb.swivel * outward)
        knee, ankle = two_bones(hip, target, anatomy.THIGH, anatomy.SHANK, bend)
    heel = plus(plus(ankle, foot, -anatomy.ANKLE_FORWARD), shin, -anatomy.ANKLE_HEIGHT)
    return Leg(hip, knee, ankle, heel, plus(plus(heel, foot, anatomy.TOE_FORWARD), shin, -anatomy.TOE_DROP))


def freed(limb: Limb, joints: Arm | Leg, toward: Angled) -> Angled:
    """Return a free limb that lies as *limb* does, its angles within half a turn of those of *toward*."""
    if isinstance(limb, Angled):
        return limb
    upper, lower = minus(joints[1], joints[0]), minus(joints[2], joints[1])
    return Angled(
        upper=_near_angle(upper, toward.upper),
        lower=_near_angle(lower, toward.lower),
        end=limb.end,
        spread_upper=_spread(upper, joints),
        spread_lower=_spread(lower, joints),
    )


def _near_angle(direction: Vector, other: float) -> float:
    angle = degrees(atan2(direction.y, direction.x))
    return angle + 360 * round((other - angle) / 360)


def _spread(direction: Vector, joints: Arm | Leg) -> float:
    outward = 1 if joints[0].z >= 0 else -1
    return outward * degrees(atan2(direction.z, sqrt(direction.x**2 + direction.y**2)))


def turned_about(skeleton: Skeleton, degrees_left: float, forward: float = 0.0) -> Skeleton:
    """Return the skeleton turned about the upright axis through the origin, then moved *forward* metres along x."""

    def turn(direction: Vector) -> Vector:
        return turned(direction, UP, degrees_left)

    return skeleton.changed(lambda point: plus(turn(point), Vector(forward, 0.0, 0.0)), turn)


def harmonised(first: Pose, second: Pose) -> tuple[Pose, Pose]:
    """Return the two poses with limbs of the same kind, so that they can be blended: a limb planted in one is freed."""
    joints_first, joints_second = build(first), build(second)
    changes_first: dict[str, Any] = {}
    changes_second: dict[str, Any] = {}
    for name in LIMBS:
        limb, other = getattr(first, name), getattr(second, name)
        if isinstance(limb, Planted) and isinstance(other, Angled):
            changes_first[name] = freed(limb, getattr(joints_first, name), toward=other)
        elif isinstance(limb, Angled) and isinstance(other, Planted):
            changes_second[name] = freed(other, getattr(joints_second, name), toward=limb)
    return replace(first, **changes_first), replace(second, **changes_second)
