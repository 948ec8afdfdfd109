"""Paints what is to be seen: mat and wall, the ghost of the target, then the body from back to front."""

from enum import Enum

from lumbar.figure.body import Ball, Link, Member, Part, members
from lumbar.figure.camera import WALL_THICKNESS, Frame
from lumbar.figure.motion import Shown
from lumbar.figure.picture import Role
from lumbar.figure.raster import Raster, Spot
from lumbar.figure.skeleton import Skeleton
from lumbar.figure.vector import Vector

MAT_HALF_WIDTH = 0.33
MAT_MARGIN = 0.07
GHOST_LINE = 0.45  # units
LINE = 0.5
GAP = 0.5
FAR_BEYOND = 0.04  # a limb this much farther away than the trunk, in metres, is drawn as a far one


class Mode(Enum):
    """The way of drawing."""

    BLOCKS = "blocks"  # two colours a cell: truecolour and 256 colours
    BRAILLE = "braille"  # one colour: 16 colours or none


def paint(raster: Raster, frame: Frame, shown: Shown, wall: float | None, mode: Mode) -> None:
    """Paint the scene on *raster*."""
    if shown.target is not None:
        _paint_ghost(raster, frame, shown.target, shown.moving)
    _paint_mat(raster, frame, mode)
    if wall is not None:
        _paint_wall(raster, frame, wall)
    _paint_body(raster, frame, shown.skeleton, shown.moving, mode)


def _paint_ghost(raster: Raster, frame: Frame, target: Skeleton, moving: frozenset[Part]) -> None:
    links = [link for member in members(target) for link in member.links if link.part in moving]
    for link in links:
        raster.paint_capsule(frame.spot(link.first), frame.spot(link.second), Role.GHOST)
    for link in links:
        raster.paint_capsule(frame.spot(link.first, -GHOST_LINE), frame.spot(link.second, -GHOST_LINE), Role.EMPTY)


def _paint_mat(raster: Raster, frame: Frame, mode: Mode) -> None:
    left, right = frame.box.left - MAT_MARGIN, frame.box.right + MAT_MARGIN
    near, far = MAT_HALF_WIDTH, -MAT_HALF_WIDTH
    if mode is Mode.BRAILLE:
        near = far + 0.0
    corners = [(left, far), (right, far), (right, near), (left, near)]
    raster.paint_polygon([frame.place(Vector(x, 0.0, z)) for x, z in corners], Role.MAT)


def _paint_wall(raster: Raster, frame: Frame, wall: float) -> None:
    x, floor = frame.place(Vector(wall, 0.0, MAT_HALF_WIDTH))
    back, _ = frame.place(Vector(wall + WALL_THICKNESS, 0.0, 0.0))
    raster.paint_polygon([(x, 0.0), (back, 0.0), (back, floor), (x, floor)], Role.WALL)


def _paint_body(raster: Raster, frame: Frame, skeleton: Skeleton, moving: frozenset[Part], mode: Mode) -> None:
    whole = members(skeleton)
    nearness = {member.part: frame.camera.see(member.depth_of).nearness for member in whole}
    trunk = nearness[Part.CHEST]
    for member in sorted(whole, key=lambda member: nearness[member.part]):
        behind = nearness[member.part] < trunk - FAR_BEYOND
        role = Role.BODY if member.part is Part.CHEST else Role.FAR if behind else Role.NEAR
        if mode is Mode.BLOCKS:
            for link in member.links:
                ink = Role.MOVING if link.part in moving else role
                raster.paint_capsule(frame.spot(link.first), frame.spot(link.second), ink)
        else:
            _paint_outlined(raster, frame, member, moving, role)


def _paint_outlined(raster: Raster, frame: Frame, member: Member, moving: frozenset[Part], role: Role) -> None:
    """Paint a member for one colour: a gap, a line, and inside it nothing but where the member moves."""
    spots = [(frame.spot(link.first), frame.spot(link.second), link.part in moving) for link in member.links]
    for grow, line in ((GAP, Role.EMPTY), (0.0, role), (-LINE, Role.EMPTY)):
        for first, second, moves in spots:
            ink = Role.MOVING if moves and line is not Role.EMPTY else line
            if moves and grow < 0:
                continue
            raster.paint_capsule(_grown(first, grow), _grown(second, grow), ink)
    for first, second, moves in spots:
        if moves:
            raster.paint_capsule(first, second, Role.MOVING)


def _grown(spot: Spot, grow: float) -> Spot:
    return Spot(spot.x, spot.y, max(spot.radius + grow, 0.0))
