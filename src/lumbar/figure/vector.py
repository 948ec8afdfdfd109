"""Points and directions in space: x along the mat, y up, z toward the viewer; metres."""

from math import acos, cos, hypot, radians, sin
from typing import NamedTuple


class Vector(NamedTuple):
    """A point or a direction."""

    x: float
    y: float
    z: float = 0.0


UP = Vector(0.0, 1.0, 0.0)
NEAR = Vector(0.0, 0.0, 1.0)


def plus(first: Vector, second: Vector, times: float = 1.0) -> Vector:
    """Return *first* moved by *times* *second*."""
    return Vector(first.x + second.x * times, first.y + second.y * times, first.z + second.z * times)


def minus(first: Vector, second: Vector) -> Vector:
    """Return the way from *second* to *first*."""
    return Vector(first.x - second.x, first.y - second.y, first.z - second.z)


def dot(first: Vector, second: Vector) -> float:
    """Return the scalar product."""
    return first.x * second.x + first.y * second.y + first.z * second.z


def cross(first: Vector, second: Vector) -> Vector:
    """Return the vector product."""
    return Vector(
        first.y * second.z - first.z * second.y,
        first.z * second.x - first.x * second.z,
        first.x * second.y - first.y * second.x,
    )


def length(vector: Vector) -> float:
    """Return the length."""
    return hypot(vector.x, vector.y, vector.z)


def unit(vector: Vector) -> Vector:
    """Return the direction of *vector*; of a zero vector, the direction up."""
    size = length(vector)
    return UP if size == 0 else Vector(vector.x / size, vector.y / size, vector.z / size)


def mix(first: Vector, second: Vector, share: float) -> Vector:
    """Return the point *share* of the way from *first* to *second*."""
    return plus(first, minus(second, first), share)


def swung(first: Vector, second: Vector, share: float) -> Vector:
    """Return the direction *share* of the turn from *first* to *second*, both unit vectors, at an even speed."""
    angle = acos(min(1.0, max(-1.0, dot(first, second))))
    if sin(angle) == 0:
        return first
    kept, taken = sin(angle * (1 - share)) / sin(angle), sin(angle * share) / sin(angle)
    return plus(Vector(first.x * kept, first.y * kept, first.z * kept), second, taken)


def turned(vector: Vector, axis: Vector, degrees: float) -> Vector:
    """Return *vector* rotated about the unit vector *axis*, counter-clockwise seen from the axis' tip."""
    if degrees == 0:
        return vector
    angle = radians(degrees)
    along = dot(axis, vector) * (1 - cos(angle))
    aside = cross(axis, vector)
    return Vector(
        vector.x * cos(angle) + aside.x * sin(angle) + axis.x * along,
        vector.y * cos(angle) + aside.y * sin(angle) + axis.y * along,
        vector.z * cos(angle) + aside.z * sin(angle) + axis.z * along,
    )


def heading(degrees: float, spread: float = 0.0) -> Vector:
    """Return the direction at *degrees* in the side view (0 = +x, 90 = up), leaning *spread* degrees to the viewer."""
    angle, lean = radians(degrees), radians(spread)
    return Vector(cos(angle) * cos(lean), sin(angle) * cos(lean), sin(lean))
