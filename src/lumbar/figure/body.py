"""From joints to flesh: which rounded shapes each part of the body is made of."""

from collections.abc import Iterable
from enum import Enum
from itertools import pairwise
from typing import NamedTuple

from lumbar.figure import anatomy
from lumbar.figure.skeleton import Arm, Leg, Skeleton
from lumbar.figure.vector import NEAR, Vector, cross, dot, minus, mix, plus, unit

CURVE_STEPS = 2  # links between two knots of the trunk
FROM_THE_SIDE = 0.94  # the cosine of the angle within which a view counts as one from the side


class Part(Enum):
    """A part of the body that an exercise can name as the one that moves."""

    PELVIS = "pelvis"
    CHEST = "chest"
    HEAD = "head"
    NEAR_ARM = "near_arm"
    FAR_ARM = "far_arm"
    NEAR_LEG = "near_leg"
    FAR_LEG = "far_leg"
    NEAR_FOOT = "near_foot"
    FAR_FOOT = "far_foot"


class Ball(NamedTuple):
    """A ball in space."""

    at: Vector
    radius: float


class Link(NamedTuple):
    """Two balls and everything between them."""

    part: Part
    first: Ball
    second: Ball


class Member(NamedTuple):
    """What is drawn in one go, whole, before or behind other members."""

    part: Part
    links: tuple[Link, ...]
    depth_of: Vector
    """The point that says how near to the viewer the member is."""


def members(skeleton: Skeleton, toward: Vector = NEAR) -> tuple[Member, ...]:
    """Return the members of a body as they are seen by a viewer in the direction *toward*, in no order of depth."""
    return (
        _arm(Part.FAR_ARM, skeleton.far_arm),
        _leg(Part.FAR_LEG, Part.FAR_FOOT, skeleton.far_leg),
        _trunk(skeleton, toward),
        _leg(Part.NEAR_LEG, Part.NEAR_FOOT, skeleton.near_leg),
        _arm(Part.NEAR_ARM, skeleton.near_arm),
    )


def _chain(part: Part, balls: Iterable[Ball]) -> list[Link]:
    return [Link(part, first, second) for first, second in pairwise(balls)]


def _arm(part: Part, arm: Arm) -> Member:
    links = _chain(
        part,
        [
            Ball(arm.shoulder, anatomy.SHOULDER_RADIUS),
            Ball(mix(arm.shoulder, arm.elbow, 0.5), 0.046),
            Ball(arm.elbow, anatomy.ELBOW_RADIUS),
            Ball(mix(arm.elbow, arm.wrist, 0.3), 0.04),
            Ball(arm.wrist, anatomy.WRIST_RADIUS),
            Ball(mix(arm.wrist, arm.fingers, 0.45), 0.031),
            Ball(arm.fingers, anatomy.FINGER_RADIUS),
        ],
    )
    return Member(part, tuple(links), mix(arm.shoulder, arm.elbow, 0.7))


def _leg(part: Part, foot: Part, leg: Leg) -> Member:
    shin = unit(minus(leg.ankle, leg.knee))
    sole = unit(minus(leg.toe, leg.heel))
    back_of_calf = plus(mix(leg.knee, leg.ankle, 0.32), _backward(leg), 0.014)
    ball_of_foot = plus(mix(leg.heel, leg.toe, 0.72), unit(minus(shin, sole)), -0.004)
    links = [
        *_chain(
            part,
            [
                Ball(leg.hip, anatomy.THIGH_RADIUS),
                Ball(mix(leg.hip, leg.knee, 0.4), 0.078),
                Ball(leg.knee, anatomy.KNEE_RADIUS),
                Ball(back_of_calf, anatomy.CALF_RADIUS),
                Ball(leg.ankle, anatomy.ANKLE_RADIUS),
            ],
        ),
        Link(foot, Ball(leg.ankle, anatomy.ANKLE_RADIUS), Ball(leg.heel, anatomy.HEEL_RADIUS)),
        Link(foot, Ball(leg.ankle, anatomy.ANKLE_RADIUS), Ball(ball_of_foot, 0.026)),
        Link(foot, Ball(leg.heel, anatomy.HEEL_RADIUS), Ball(ball_of_foot, 0.026)),
        Link(foot, Ball(ball_of_foot, 0.026), Ball(leg.toe, anatomy.TOE_RADIUS)),
    ]
    return Member(part, tuple(links), mix(leg.hip, leg.knee, 0.7))


def _backward(leg: Leg) -> Vector:
    """Return the direction of the calf: away from the toes, square to the shin."""
    shin = unit(minus(leg.ankle, leg.knee))
    toes = minus(leg.toe, leg.heel)
    across = cross(shin, toes)
    return unit(cross(shin, across))


def _trunk(skeleton: Skeleton, toward: Vector) -> Member:
    spine = skeleton.spine
    bust = plus(mix(spine.ribs, spine.collar, 0.45), skeleton.breast, 0.018)
    knots = [
        (spine.hips, anatomy.HIP_RADIUS, 0.05, Part.PELVIS),
        (spine.waist, anatomy.WAIST_RADIUS, 0.05, Part.PELVIS),
        (spine.ribs, anatomy.RIBS_RADIUS, 0.05, Part.CHEST),
        (bust, 0.112, 0.06, Part.CHEST),
        (spine.collar, anatomy.COLLAR_RADIUS, 0.07, Part.CHEST),
    ]
    middle = _smoothed([Ball(place, radius) for place, radius, _, _ in knots])
    links = [Link(knots[index // CURVE_STEPS][3], *pair) for index, pair in enumerate(pairwise(middle))]
    across_pelvis = cross(unit(minus(spine.waist, spine.hips)), skeleton.belly)
    across_chest = cross(unit(minus(spine.collar, spine.ribs)), skeleton.breast)
    if min(abs(dot(across_pelvis, toward)), abs(dot(across_chest, toward))) < FROM_THE_SIDE:
        # The flanks give the trunk its width where it is not seen from the side.
        for sign in (-1, 1):
            flank = [
                Ball(plus(place, across_pelvis if part is Part.PELVIS else across_chest, sign * width), radius)
                for place, radius, width, part in knots
            ]
            links += [Link(knot[3], *pair) for knot, pair in zip(knots[:-1], pairwise(flank), strict=True)]
    head_axis = unit(minus(spine.crown, spine.skull))
    chin = plus(plus(spine.crown, head_axis, -0.085), skeleton.face, 0.058)
    nose = plus(plus(spine.crown, head_axis, -0.04), skeleton.face, 0.096)
    jaw = plus(plus(spine.crown, head_axis, -0.04), skeleton.face, 0.03)
    links += [
        Link(Part.HEAD, Ball(spine.collar, anatomy.NECK_RADIUS + 0.008), Ball(spine.skull, anatomy.NECK_RADIUS)),
        Link(Part.HEAD, Ball(spine.crown, anatomy.HEAD_RADIUS), Ball(jaw, 0.068)),
        Link(Part.HEAD, Ball(jaw, 0.066), Ball(chin, 0.03)),
        Link(Part.HEAD, Ball(nose, 0.015), Ball(plus(spine.crown, skeleton.face, 0.07), 0.02)),
        Link(Part.HEAD, Ball(spine.skull, anatomy.NECK_RADIUS), Ball(spine.crown, 0.07)),
    ]
    return Member(Part.CHEST, tuple(links), spine.waist)


def _smoothed(balls: list[Ball]) -> list[Ball]:
    """Return the balls with more between them, on a curve through all of them (Catmull and Rom's)."""
    padded = [balls[0], *balls, balls[-1]]
    smooth = []
    for before, first, second, after in zip(padded, padded[1:], padded[2:], padded[3:], strict=False):
        smooth += [_on_curve(before, first, second, after, step / CURVE_STEPS) for step in range(CURVE_STEPS)]
    return [*smooth, balls[-1]]


def _on_curve(before: Ball, first: Ball, second: Ball, after: Ball, share: float) -> Ball:
    weights = (
        (-share + 2 * share**2 - share**3) / 2,
        (2 - 5 * share**2 + 3 * share**3) / 2,
        (share + 4 * share**2 - 3 * share**3) / 2,
        (-(share**2) + share**3) / 2,
    )
    at, radius = Vector(0.0, 0.0, 0.0), 0.0
    for weight, ball in zip(weights, (before, first, second, after), strict=True):
        at, radius = plus(at, ball.at, weight), radius + weight * ball.radius
    return Ball(at, radius)


def balls_of(skeleton: Skeleton) -> list[Ball]:
    """Return all the balls of a body."""
    return [ball for member in members(skeleton) for link in member.links for ball in (link.first, link.second)]
