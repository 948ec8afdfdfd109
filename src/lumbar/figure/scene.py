"""Paints what is to be seen: mat and wall, the ghost of the target, then the body from back to front."""

from enum import Enum
from itertools import pairwise
from typing import NamedTuple

from lumbar.figure.body import Member, Part, members
from lumbar.figure.camera import MAT_HALF_WIDTH, WALL_THICKNESS, Frame
from lumbar.figure.motion import Shown
from lumbar.figure.picture import Role
from lumbar.figure.raster import Raster, Spot
from lumbar.figure.skeleton import Skeleton
from lumbar.figure.vector import Vector

FADE = 4  # cells over which a close-up fades at its sides
MAT_LINE = 0.25  # units: half the thickness of the line
MAT_MARGIN = 0.07
LINE = 0.6  # units
GAP = 0.5
LEAST_SCALE_FOR_GAPS = 12.0  # units a metre; in smaller pictures gaps would eat what they part
FAR_BEYOND = 0.04  # a limb this much farther away than the trunk, in metres, is drawn as a far one
SHADOW = 0.4  # units; a limb darkens what lies behind it by so much around it
_SHADOWS = {Role.BODY: Role.FAR, Role.NEAR: Role.FAR, Role.MOVING: Role.MOVING_FAR}
_SHADOWED = bytes(_SHADOWS.get(role, role).value for role in Role) + bytes(256 - len(Role))


class Mode(Enum):
    """The way of drawing."""

    BLOCKS = "blocks"  # two colours a cell: truecolour and 256 colours
    BRAILLE = "braille"  # one colour: 16 colours or none


class Backdrop(NamedTuple):
    """What stays while the body moves: where the parts that move are going, and the wall."""

    target: Skeleton | None
    moving: frozenset[Part]
    wall: float | None


def paint_backdrop(raster: Raster, frame: Frame, backdrop: Backdrop, mode: Mode) -> None:
    """Paint the mat, and what else stays while the body moves."""
    _paint_mat(raster, frame, mode)
    if backdrop.target is not None:
        _paint_ghost(raster, frame, backdrop.target, backdrop.moving, mode)
    if backdrop.wall is not None:
        _paint_wall(raster, frame, backdrop.wall)


def paint_body(raster: Raster, frame: Frame, shown: Shown, mode: Mode) -> None:
    """Paint the body on its backdrop."""
    _paint_body(raster, frame, shown.skeleton, shown.moving, mode)
    if shown.cut_off:
        raster.fade_sides(FADE)


def _paint_ghost(raster: Raster, frame: Frame, target: Skeleton, moving: frozenset[Part], mode: Mode) -> None:
    spots = [
        (frame.spot(link.first), frame.spot(link.second))
        for member in members(target, frame.camera.toward)
        for link in member.links
        if link.part in moving
    ]
    for first, second in spots:
        raster.paint_capsule(first, second, Role.GHOST)
    if mode is Mode.BRAILLE:
        for first, second in spots:
            raster.paint_capsule(_grown(first, -LINE), _grown(second, -LINE), Role.EMPTY)


def _paint_mat(raster: Raster, frame: Frame, mode: Mode) -> None:
    left, right = frame.box.left - MAT_MARGIN, frame.box.right + MAT_MARGIN
    near, far = MAT_HALF_WIDTH, -MAT_HALF_WIDTH
    corners = [frame.place(Vector(x, 0.0, z)) for x, z in ((left, near), (right, near), (right, far), (left, far))]
    if frame.camera.lateral:
        # The mat lies still while a body turns round on it.
        middle, half = raster.columns / 2, (right - left) / 2 * frame.scale
        corners = [(middle + side * half, y) for side, (_, y) in zip((-1, 1, 1, -1), corners, strict=True)]
    if mode is Mode.BLOCKS:
        raster.paint_polygon(corners, Role.MAT)
        return
    # In one colour a filled mat would drown the body: its near edge is drawn, seen from above all of its edges.
    edges = list(pairwise([*corners, corners[0]]))
    for start, end in edges[:1] if frame.camera.lateral else edges:
        raster.paint_capsule(Spot(*start, MAT_LINE), Spot(*end, MAT_LINE), Role.MAT)


def _paint_wall(raster: Raster, frame: Frame, wall: float) -> None:
    x, floor = frame.place(Vector(wall, 0.0, MAT_HALF_WIDTH))
    back, _ = frame.place(Vector(wall + WALL_THICKNESS, 0.0, 0.0))
    raster.paint_polygon([(x, 0.0), (back, 0.0), (back, floor), (x, floor)], Role.WALL)


def _paint_body(raster: Raster, frame: Frame, skeleton: Skeleton, moving: frozenset[Part], mode: Mode) -> None:
    whole = members(skeleton, frame.camera.toward)
    nearness = {member.part: frame.camera.see(member.depth_of).nearness for member in whole}
    trunk = nearness[Part.CHEST]
    for member in sorted(whole, key=lambda member: nearness[member.part]):
        behind = frame.camera.lateral and nearness[member.part] < trunk - FAR_BEYOND
        role = Role.BODY if member.part is Part.CHEST else Role.FAR if behind else Role.NEAR
        if mode is Mode.BLOCKS:
            if role is Role.NEAR:
                for link in member.links:
                    raster.shade_capsule(frame.spot(link.first, SHADOW), frame.spot(link.second, SHADOW), _SHADOWED)
            for link in member.links:
                ink = role if link.part not in moving else Role.MOVING_FAR if role is Role.FAR else Role.MOVING
                raster.paint_capsule(frame.spot(link.first), frame.spot(link.second), ink)
        else:
            _paint_outlined(raster, frame, member, moving, role)


def _paint_outlined(raster: Raster, frame: Frame, member: Member, moving: frozenset[Part], role: Role) -> None:
    """Paint a member for one colour: a gap around it, then lines, or solid where it moves."""
    spots = [(frame.spot(link.first), frame.spot(link.second), link.part in moving) for link in member.links]
    still = [(first, second) for first, second, moves in spots if not moves]
    if member.part is not Part.CHEST and frame.scale >= LEAST_SCALE_FOR_GAPS:
        for first, second, _ in spots:
            raster.paint_capsule(_grown(first, GAP), _grown(second, GAP), Role.EMPTY)
    for first, second in still:
        raster.paint_capsule(first, second, role)
    for first, second in still:
        raster.paint_capsule(_grown(first, -LINE), _grown(second, -LINE), Role.EMPTY)
    for first, second, moves in spots:
        if moves:
            raster.paint_capsule(first, second, Role.MOVING)


def _grown(spot: Spot, grow: float) -> Spot:
    return Spot(spot.x, spot.y, max(spot.radius + grow, 0.0))
