"""The ten exercises as motions, every moment of them, and the angles of a body's joints."""

from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from math import acos, asin, atan2, degrees
from typing import NamedTuple

from lumbar.figure.draw import STEPS
from lumbar.figure.motion import FigureMoment, MomentKind, Motion
from lumbar.figure.reading import load_motion
from lumbar.figure.skeleton import Arm, Leg, Skeleton
from lumbar.figure.vector import Vector, cross, dot, minus, unit
from lumbar.paths import assets_dir


class Range(NamedTuple):
    """The degrees that a joint allows."""

    low: float
    high: float


# Zero is standing upright, arms hanging, feet flat. What a supple adult can do, the drawing's own coarseness added.
HUMAN_RANGES = {
    "knee flexion": Range(-3, 150),
    "hip flexion": Range(-30, 135),
    "ankle dorsiflexion": Range(-75, 30),  # kneeling on the instep presses the toes back this far
    "elbow flexion": Range(-5, 150),
    "shoulder extension": Range(0, 60),
    "lumbar flexion": Range(-42, 45),
    "thoracic flexion": Range(-40, 45),
    "neck flexion": Range(-60, 60),
    "head flexion": Range(-40, 45),
}

EXERCISES = (
    "ankle-pumps",
    "heel-slides",
    "pelvic-tilt",
    "back-stretch",
    "straight-leg-raises",
    "knee-to-chest",
    "cat-and-camel",
    "wall-squats",
    "curl-up",
    "bird-dog",
)


@cache
def motion_of(exercise_id: str) -> Motion:
    """The motion in the exercise's own file."""
    motion = load_motion(assets_dir() / "exercises" / f"{exercise_id}.toml")
    assert motion is not None, f"{exercise_id} has no [figure]"
    return motion


def forms() -> list[tuple[str, str]]:
    """Every exercise with every form of it, the usual one called ''."""
    return [(exercise_id, variant) for exercise_id in EXERCISES for variant in ("", *motion_of(exercise_id).variants)]


def moments(motion: Motion, variant: str = "") -> Iterator[FigureMoment]:
    """Every step of every phase, in the order of a repetition."""
    holds = range(len(motion.form(variant).holds))
    steps = [step / STEPS for step in range(STEPS + 1)]
    yield FigureMoment(MomentKind.READY, variant=variant)
    yield from (FigureMoment(MomentKind.IN, step, variant=variant) for step in steps)
    for hold in holds:
        if hold:
            yield from (FigureMoment(MomentKind.BETWEEN, step, variant=variant, hold=hold) for step in steps)
        yield FigureMoment(MomentKind.HOLD, variant=variant, hold=hold)
    yield from (FigureMoment(MomentKind.OUT, step, variant=variant, hold=holds[-1]) for step in steps)
    yield FigureMoment(MomentKind.REST, variant=variant)


@cache
def bodies(exercise_id: str, variant: str = "") -> tuple[tuple[FigureMoment, Skeleton], ...]:
    """The body at every step of every phase."""
    motion = motion_of(exercise_id)
    return tuple((moment, motion.show(moment).skeleton) for moment in moments(motion, variant))


def held(exercise_id: str, variant: str = "", hold: int = 0) -> Skeleton:
    """The body in a hold."""
    return motion_of(exercise_id).show(FigureMoment(MomentKind.HOLD, variant=variant, hold=hold)).skeleton


def started(exercise_id: str) -> Skeleton:
    """The body before the first repetition."""
    return motion_of(exercise_id).show(FigureMoment(MomentKind.REST)).skeleton


def moving_in(exercise_id: str, progress: float) -> Skeleton:
    """The body on its way to the first hold."""
    return motion_of(exercise_id).show(FigureMoment(MomentKind.IN, progress)).skeleton


def joints(skeleton: Skeleton) -> list[Vector]:
    """Every joint of a body, always in the same order."""
    limbs = (skeleton.near_arm, skeleton.far_arm, skeleton.near_leg, skeleton.far_leg)
    return [*skeleton.spine, *(joint for limb in limbs for joint in limb)]


def angle_between(first: Vector, second: Vector) -> float:
    """The degrees between two directions, 0 to 180."""
    return degrees(acos(min(1.0, max(-1.0, dot(unit(first), unit(second))))))


def knee_flexion(leg: Leg, across: Vector) -> float:
    """How far a knee is bent; *across* leads from the far side of the body to the near one."""
    thigh, shank = minus(leg.knee, leg.hip), minus(leg.ankle, leg.knee)
    bent = angle_between(thigh, shank)
    return bent if dot(cross(thigh, shank), across) >= 0 else -bent


def hip_flexion(leg: Leg, skeleton: Skeleton) -> float:
    """How far a thigh is raised toward the belly."""
    thigh = minus(leg.knee, leg.hip)
    down = minus(skeleton.spine.hips, skeleton.spine.waist)
    raised = angle_between(down, thigh)
    forward = dot(thigh, skeleton.belly)
    return raised if forward >= 0 else -raised


def joint_angles(skeleton: Skeleton) -> Iterator[tuple[str, float]]:
    """The angle of every joint, under the names of HUMAN_RANGES."""
    across_hips = minus(skeleton.near_leg.hip, skeleton.far_leg.hip)
    for leg in (skeleton.near_leg, skeleton.far_leg):
        yield "knee flexion", knee_flexion(leg, across_hips)
        yield "hip flexion", hip_flexion(leg, skeleton)
        foot, shank = minus(leg.toe, leg.heel), minus(leg.ankle, leg.knee)
        yield "ankle dorsiflexion", angle_between(foot, shank) - 90
    for arm in (skeleton.near_arm, skeleton.far_arm):
        yield from _arm_angles(arm, skeleton)
    spine = skeleton.spine
    names = ("lumbar flexion", "thoracic flexion", "neck flexion", "head flexion")
    bones = [minus(second, first) for first, second in pairwise(spine)]
    for name, (lower, upper) in zip(names, pairwise(bones), strict=True):
        turn = degrees(atan2(upper.y, upper.x) - atan2(lower.y, lower.x))
        yield name, (turn + 180) % 360 - 180


def _arm_angles(arm: Arm, skeleton: Skeleton) -> Iterator[tuple[str, float]]:
    upper, fore = minus(arm.elbow, arm.shoulder), minus(arm.wrist, arm.elbow)
    across = minus(skeleton.near_arm.shoulder, skeleton.far_arm.shoulder)
    bent = angle_between(upper, fore)
    backward = dot(unit(cross(upper, fore)), unit(across)) > 0.5
    yield "elbow flexion", -bent if backward else bent
    yield "shoulder extension", degrees(asin(max(0.0, -dot(unit(upper), skeleton.breast))))
