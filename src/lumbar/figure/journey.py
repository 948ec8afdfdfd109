"""The way from one position to another: over the side to hands and knees, to kneeling, up on one foot, to standing."""

from dataclasses import replace
from functools import cached_property
from itertools import pairwise
from typing import NamedTuple

from lumbar.domain.exercise import Position
from lumbar.figure.body import balls_of
from lumbar.figure.camera import Box, Camera
from lumbar.figure.motion import FigureMoment, Shown, eased
from lumbar.figure.pose import Angled, Head, Planted, Pose, Trunk
from lumbar.figure.positions import HANDS_AND_KNEES, LYING, LYING_KNEES_BENT, STANDING
from lumbar.figure.skeleton import Arm, Leg, Skeleton, Spine, build, turned_about
from lumbar.figure.vector import Vector, length, minus, mix, plus, swung, unit

_ON_THE_SIDE = Pose(
    trunk=Trunk(Vector(0.0, 0.19), pelvis=2, lumbar=0, chest=-3, roll_pelvis=90, roll_chest=80),
    head=Head(neck=4, skull=4),
    near_arm=Angled(upper=100, lower=70, end=60),
    far_arm=Angled(upper=110, lower=60, end=60),
    near_leg=Angled(upper=118, lower=215, end=120),
    far_leg=Angled(upper=105, lower=205, end=115),
)
_KNEELING = Pose(
    trunk=Trunk(Vector(0.0, 0.486), pelvis=93, lumbar=92, chest=86),
    head=Head(neck=106, skull=94),
    near_arm=STANDING.near_arm,
    far_arm=STANDING.far_arm,
    near_leg=HANDS_AND_KNEES.near_leg,
    far_leg=HANDS_AND_KNEES.far_leg,
)
_LIFTING_A_KNEE = replace(
    _KNEELING,
    trunk=replace(_KNEELING.trunk, pelvis=96, lumbar=94),
    far_leg=Angled(upper=-135, lower=-5, end=-40),
)
_STEPPING_FORWARD = replace(_LIFTING_A_KNEE, far_leg=Angled(upper=-174, lower=-52, end=-135))
_ON_ONE_FOOT = Pose(
    trunk=Trunk(Vector(-0.03, 0.486), pelvis=104, lumbar=104, chest=100),
    head=Head(neck=112, skull=100),
    near_arm=Planted(Vector(-0.40, 0.60, 0.12), end=190, swivel=20),
    far_arm=Planted(Vector(-0.40, 0.60, 0.12), end=190, swivel=20),
    near_leg=Angled(upper=-86, lower=-1, end=-60),
    far_leg=Planted(Vector(-0.42, 0.035, 0.085), end=180),
)
_RISING = Pose(
    trunk=Trunk(Vector(-0.22, 0.70), pelvis=128, lumbar=126, chest=118),
    head=Head(neck=122, skull=106),
    near_arm=Planted(Vector(-0.48, 0.66, 0.12), end=200, swivel=20),
    far_arm=Planted(Vector(-0.48, 0.66, 0.12), end=200, swivel=20),
    near_leg=Planted(Vector(0.02, 0.09, 0.085), end=-140),
    far_leg=Planted(Vector(-0.34, 0.035, 0.085), end=180),
)
_HALF_TURN = 180.0


class Waypoint(NamedTuple):
    """A body on the way, and how long it takes to come to it, in parts of the whole."""

    skeleton: Skeleton
    weight: float


def _facing_right(pose: Pose, *, forward: float = 0.0) -> Skeleton:
    """Return the body as it arrives from lying with the head to the right: turned round, and moved *forward*."""
    return turned_about(build(pose), _HALF_TURN, forward)


_WAY = (
    (Position.LYING, Waypoint(build(LYING), 0.0)),
    (None, Waypoint(build(LYING_KNEES_BENT), 1.0)),
    (None, Waypoint(build(_ON_THE_SIDE), 1.4)),
    (Position.HANDS_AND_KNEES, Waypoint(_facing_right(HANDS_AND_KNEES), 1.8)),
    (None, Waypoint(_facing_right(_KNEELING), 1.2)),
    (None, Waypoint(_facing_right(_LIFTING_A_KNEE), 0.6)),
    (None, Waypoint(_facing_right(_STEPPING_FORWARD), 0.5)),
    (None, Waypoint(_facing_right(_ON_ONE_FOOT), 0.5)),
    (None, Waypoint(_facing_right(_RISING), 0.7)),
    (Position.STANDING, Waypoint(_facing_right(STANDING, forward=0.30), 0.9)),
)


class Journey:
    """The body on its way from one position to another. Drawn like an exercise, at moments of the kind TRAVEL."""

    camera = Camera(pitch=10)

    def __init__(self, start: Position, end: Position) -> None:
        places = [position for position, _ in _WAY]
        first, last = places.index(start), places.index(end)
        way = [waypoint for _, waypoint in _WAY[min(first, last) : max(first, last) + 1]]
        weights = [waypoint.weight for waypoint in way[1:]]
        stops = [waypoint.skeleton for waypoint in way]
        if first > last:
            weights.reverse()
            stops.reverse()
        self._stops = stops
        self._shares = [sum(weights[:count]) / sum(weights) for count in range(len(weights) + 1)] if weights else [0.0]

    def at(self, progress: float) -> Skeleton:
        """Return the body after *progress* (0 to 1) of the time."""
        for index, (start, end) in enumerate(pairwise(self._shares)):
            if progress <= end:
                share = eased((progress - start) / (end - start))
                return settled(blended(self._stops[index], self._stops[index + 1], share))
        return settled(self._stops[-1])

    def show(self, moment: FigureMoment) -> Shown:
        """Return what is seen at *moment*."""
        return Shown(self.at(moment.progress))

    def ends(self, moment: FigureMoment) -> tuple[Shown, Shown]:
        """Return where the way starts and where it ends."""
        return self.show(moment._replace(progress=0.0)), self.show(moment._replace(progress=1.0))

    @cached_property
    def box(self) -> Box:
        """What is shown, the same all the way."""
        return Box.around([self.camera.box_of(balls_of(self.at(part / 40))) for part in range(41)])


def blended(first: Skeleton, second: Skeleton, share: float) -> Skeleton:
    """Return a body *share* of the way from *first* to *second*, each bone swung the short way at its full length."""
    spine_from, spine_to = first.spine, second.spine
    spine = Spine(*_chain(mix(spine_from.hips, spine_to.hips, share), spine_from, spine_to, share))

    def limb(root: Vector, before: Vector, after: Vector, joints: tuple[Arm | Leg, Arm | Leg]) -> list[Vector]:
        return _chain(root, (before, *joints[0]), (after, *joints[1]), share)[1:]

    def arm(start: Arm, end: Arm) -> Arm:
        return Arm(*limb(spine.collar, spine_from.collar, spine_to.collar, (start, end)))

    def leg(start: Leg, end: Leg) -> Leg:
        return Leg(*limb(spine.hips, spine_from.hips, spine_to.hips, (start, end)))

    return Skeleton(
        spine=spine,
        belly=swung(first.belly, second.belly, share),
        breast=swung(first.breast, second.breast, share),
        face=swung(first.face, second.face, share),
        near_arm=arm(first.near_arm, second.near_arm),
        far_arm=arm(first.far_arm, second.far_arm),
        near_leg=leg(first.near_leg, second.near_leg),
        far_leg=leg(first.far_leg, second.far_leg),
    )


def _chain(root: Vector, first: tuple[Vector, ...], second: tuple[Vector, ...], share: float) -> list[Vector]:
    """Return joints from *root* on whose bones point between those of two other chains."""
    joints = [root]
    for bone_first, bone_second in zip(pairwise(first), pairwise(second), strict=True):
        before, after = minus(bone_first[1], bone_first[0]), minus(bone_second[1], bone_second[0])
        size = length(before) + (length(after) - length(before)) * share
        joints.append(plus(joints[-1], swung(unit(before), unit(after), share), size))
    return joints


def settled(skeleton: Skeleton) -> Skeleton:
    """Return the body lowered or raised until its lowest point just rests on the mat."""
    return skeleton.moved(Vector(0.0, -min(ball.at.y - ball.radius for ball in balls_of(skeleton)), 0.0))
