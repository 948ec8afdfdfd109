"""The positions that exercises start from. An exercise's poses name only what differs from one of these."""

from types import MappingProxyType

from lumbar.figure.pose import Angled, Head, Planted, Pose, Trunk
from lumbar.figure.vector import Vector

_RELAXED_ARM = Planted(Vector(-0.01, 0.03, 0.26), end=180, swivel=80)
_LYING_TRUNK = Trunk(hips=Vector(0.0, 0.105), pelvis=12, lumbar=-9, chest=-1)
_LYING_HEAD = Head(neck=-3, skull=2)
_FLAT_FOOT = Planted(Vector(-0.5, 0.035, 0.085), end=180)
_STRAIGHT_LEG = Planted(Vector(-0.903, 0.035, 0.085), end=108)

LYING = Pose(
    trunk=_LYING_TRUNK,
    head=_LYING_HEAD,
    near_arm=_RELAXED_ARM,
    far_arm=_RELAXED_ARM,
    near_leg=_STRAIGHT_LEG,
    far_leg=_STRAIGHT_LEG,
)

LYING_KNEES_BENT = Pose(
    trunk=_LYING_TRUNK,
    head=_LYING_HEAD,
    near_arm=_RELAXED_ARM,
    far_arm=_RELAXED_ARM,
    near_leg=_FLAT_FOOT,
    far_leg=_FLAT_FOOT,
)

_KNEELING_LEG = Angled(upper=-90, lower=-1, end=-22)
_ARM_ON_MAT = Planted(Vector(-0.49, 0.045, 0.165), end=189)

HANDS_AND_KNEES = Pose(
    trunk=Trunk(hips=Vector(0.0, 0.486), pelvis=178, lumbar=168, chest=164),
    head=Head(neck=168, skull=176),
    near_arm=_ARM_ON_MAT,
    far_arm=_ARM_ON_MAT,
    near_leg=_KNEELING_LEG,
    far_leg=_KNEELING_LEG,
)

_HANGING_ARM = Angled(upper=-86, lower=-96, end=-98, spread_upper=7)
_STANDING_LEG = Planted(Vector(0.045, 0.035, 0.09), end=180)

STANDING = Pose(
    trunk=Trunk(hips=Vector(0.0, 0.937), pelvis=97, lumbar=90, chest=84),
    head=Head(neck=108, skull=92),
    near_arm=_HANGING_ARM,
    far_arm=_HANGING_ARM,
    near_leg=_STANDING_LEG,
    far_leg=_STANDING_LEG,
)

POSITIONS = MappingProxyType(
    {
        "lying": LYING,
        "lying_knees_bent": LYING_KNEES_BENT,
        "hands_and_knees": HANDS_AND_KNEES,
        "standing": STANDING,
    }
)
