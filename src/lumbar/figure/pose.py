"""A pose as numbers that can be blended: where the hips are, how each part is angled, which hands and feet are planted.

Poses are written for a body whose near side is the left one. Angles are those of the side view: 0 points to +x, 90 up;
they are never wrapped, so that blending goes the way the author meant.
"""

from dataclasses import dataclass

from lumbar.figure.vector import Vector, mix


@dataclass(frozen=True, slots=True)
class Trunk:
    """Hips, spine, and how far pelvis and chest are rolled toward the viewer."""

    hips: Vector
    pelvis: float
    lumbar: float
    chest: float
    roll_pelvis: float = 0.0
    roll_chest: float = 0.0
    reach: float = 0.0
    """Metres by which the shoulder blades bring the shoulders forward (minus: back)."""


@dataclass(frozen=True, slots=True)
class Head:
    """The directions of neck and head."""

    neck: float
    skull: float


@dataclass(frozen=True, slots=True)
class Angled:
    """A limb that moves freely: the directions of its upper part, lower part and end (hand or foot)."""

    upper: float
    lower: float
    end: float
    spread_upper: float = 0.0
    """Degrees away from the body's middle."""
    spread_lower: float = 0.0


@dataclass(frozen=True, slots=True)
class Planted:
    """A limb whose wrist or heel stays at a place; the joint between follows."""

    at: Vector
    """Middle of the wrist or heel. z counts away from the body's middle."""
    end: float
    """Direction of the hand or foot."""
    swivel: float = 0.0
    """Degrees by which elbow or knee swing outward about the line from root to end."""


Limb = Angled | Planted


LIMBS = ("near_arm", "far_arm", "near_leg", "far_leg")
"""The fields of a pose that hold limbs."""


@dataclass(frozen=True, slots=True)
class Pose:
    """One still body."""

    trunk: Trunk
    head: Head
    near_arm: Limb
    far_arm: Limb
    near_leg: Limb
    far_leg: Limb


def blend_number(first: float, second: float, share: float) -> float:
    """Return the number *share* of the way from *first* to *second*."""
    return first + (second - first) * share


def blend_trunk(first: Trunk, second: Trunk, share: float) -> Trunk:
    """Return the trunk *share* of the way from *first* to *second*."""
    return Trunk(
        hips=mix(first.hips, second.hips, share),
        pelvis=blend_number(first.pelvis, second.pelvis, share),
        lumbar=blend_number(first.lumbar, second.lumbar, share),
        chest=blend_number(first.chest, second.chest, share),
        roll_pelvis=blend_number(first.roll_pelvis, second.roll_pelvis, share),
        roll_chest=blend_number(first.roll_chest, second.roll_chest, share),
        reach=blend_number(first.reach, second.reach, share),
    )


def blend_head(first: Head, second: Head, share: float) -> Head:
    """Return the head *share* of the way from *first* to *second*."""
    return Head(blend_number(first.neck, second.neck, share), blend_number(first.skull, second.skull, share))


def blend_limb(first: Limb, second: Limb, share: float) -> Limb:
    """Return the limb *share* of the way from *first* to *second*, which must be of the same kind."""
    match first, second:
        case Angled(), Angled():
            return Angled(
                upper=blend_number(first.upper, second.upper, share),
                lower=blend_number(first.lower, second.lower, share),
                end=blend_number(first.end, second.end, share),
                spread_upper=blend_number(first.spread_upper, second.spread_upper, share),
                spread_lower=blend_number(first.spread_lower, second.spread_lower, share),
            )
        case Planted(), Planted():
            return Planted(
                at=mix(first.at, second.at, share),
                end=blend_number(first.end, second.end, share),
                swivel=blend_number(first.swivel, second.swivel, share),
            )
        case _:
            raise TypeError("a planted and a free limb do not blend; see skeleton.freed")
