"""Where the viewer stands, and how much of the scene fits the picture."""

from collections.abc import Iterable
from math import cos, radians, sin
from typing import NamedTuple

from lumbar.figure.body import Ball
from lumbar.figure.raster import Spot
from lumbar.figure.vector import Vector

LEAST_RADIUS = 0.5  # units; what is thinner is drawn this thick, so that it does not vanish in a small picture
MAT_HALF_WIDTH = 0.33
MOST_LATERAL = 30.0  # degrees
WALL_THICKNESS = 0.09
WALL_HEIGHT = 1.75  # as far up as it is sure to be seen


class Seen(NamedTuple):
    """A point as seen: metres to the right and up in the picture, and how near it is."""

    right: float
    up: float
    nearness: float


class Box(NamedTuple):
    """A rectangle of the seen plane, in metres."""

    left: float
    bottom: float
    right: float
    top: float

    @classmethod
    def around(cls, boxes: Iterable["Box"]) -> "Box":
        """Return the smallest box that holds all *boxes*."""
        lefts, bottoms, rights, tops = zip(*boxes, strict=True)
        return cls(min(lefts), min(bottoms), max(rights), max(tops))

    @property
    def width(self) -> float:
        """From left to right."""
        return self.right - self.left

    @property
    def height(self) -> float:
        """From bottom to top."""
        return self.top - self.bottom


class Camera:
    """A far viewer, who walks *yaw* degrees round the body and looks down at it by *pitch* degrees."""

    def __init__(self, yaw: float = 0.0, pitch: float = 0.0) -> None:
        self._cos_yaw, self._sin_yaw = cos(radians(yaw)), sin(radians(yaw))
        self._cos_pitch, self._sin_pitch = cos(radians(pitch)), sin(radians(pitch))
        self.lateral = abs(yaw) <= MOST_LATERAL and abs(pitch) <= MOST_LATERAL
        """Whether the body is seen from the side, so that one side of it lies behind the other."""
        self.toward = Vector(self._sin_yaw * self._cos_pitch, self._sin_pitch, self._cos_yaw * self._cos_pitch)
        """The direction in which the viewer stands."""

    def see(self, point: Vector) -> Seen:
        """Return where *point* appears."""
        x, y, z = point
        near = x * self._sin_yaw + z * self._cos_yaw
        return Seen(
            x * self._cos_yaw - z * self._sin_yaw,
            y * self._cos_pitch - near * self._sin_pitch,
            y * self._sin_pitch + near * self._cos_pitch,
        )

    def box_of(self, balls: Iterable[Ball]) -> Box:
        """Return the smallest box that holds all *balls*."""
        seen = [(self.see(ball.at), ball.radius) for ball in balls]
        return Box(
            min(at.right - radius for at, radius in seen),
            min(at.up - radius for at, radius in seen),
            max(at.right + radius for at, radius in seen),
            max(at.up + radius for at, radius in seen),
        )

    def box_of_wall(self, place: float) -> Box:
        """Return the box of a wall whose face stands at *place*."""
        return self.box_of([Ball(Vector(place + WALL_THICKNESS / 2, WALL_HEIGHT, 0.0), WALL_THICKNESS / 2)])


class Frame:
    """A camera with its picture: which box of the scene is shown, in how many cells, facing which way."""

    def __init__(self, camera: Camera, box: Box, columns: int, rows: int, facing: float = 1.0) -> None:
        """Fit *box* into the cells; *facing* is 1 as posed, -1 mirrored, between them turned edge-on."""
        self.camera = camera
        self.box = box
        self.scale = min(columns / box.width, 2 * rows / box.height)
        """Units (widths of a cell) per metre."""
        self._stretch = facing * self.scale
        self._left = columns / 2 - self._stretch * (box.left + box.right) / 2
        self._bottom = rows + self.scale * (box.bottom + box.top) / 2

    def place(self, point: Vector) -> tuple[float, float]:
        """Return *point* in units from the upper left corner."""
        seen = self.camera.see(point)
        return self._left + self._stretch * seen.right, self._bottom - self.scale * seen.up

    def spot(self, ball: Ball, grow: float = 0.0) -> Spot:
        """Return *ball* as a disc in the picture, *grow* units thicker than it is."""
        x, y = self.place(ball.at)
        return Spot(x, y, max(ball.radius * self.scale, LEAST_RADIUS) + grow)
