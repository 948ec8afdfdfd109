"""Draws a moment as a picture, and remembers what it drew: after the first repetition a frame costs next to nothing."""

from functools import lru_cache
from math import cos, pi
from typing import NamedTuple

from lumbar.domain.exercise import Side
from lumbar.figure import blocks, braille
from lumbar.figure.camera import Box, Frame
from lumbar.figure.motion import FigureMoment, MomentKind, Motion
from lumbar.figure.picture import Picture
from lumbar.figure.raster import Raster
from lumbar.figure.scene import MAT_MARGIN, Mode, paint

STEPS = 36  # pictures a phase; at 12 a second, those of three seconds
_STILL = frozenset({MomentKind.READY, MomentKind.HOLD, MomentKind.REST})


class Size(NamedTuple):
    """The size of a picture in cells."""

    columns: int
    rows: int


def draw(motion: Motion, moment: FigureMoment, size: tuple[int, int], mode: Mode) -> Picture:
    """Return the picture of *moment*; the same object again for moments that cannot be told apart."""
    step = 0 if moment.kind in _STILL else round(min(max(moment.progress, 0.0), 1.0) * STEPS)
    side = Side.LEFT if moment.side is None else moment.side
    return _drawn(motion, moment._replace(progress=step / STEPS, side=side), Size(*size), mode)


@lru_cache(maxsize=1_000)
def _drawn(motion: Motion, moment: FigureMoment, size: Size, mode: Mode) -> Picture:
    raster = Raster(*size)
    facing = -1.0 if moment.side is Side.RIGHT else 1.0
    if moment.kind is MomentKind.TURN:
        facing *= cos(pi * moment.progress)
    frame = Frame(motion.camera, _with_margin(motion.box), *size, facing=facing)
    paint(raster, frame, motion.show(moment), motion.form(moment.variant).wall, mode)
    encode = blocks.encode if mode is Mode.BLOCKS else braille.encode
    return Picture(size.columns, encode(raster))


def _with_margin(box: Box) -> Box:
    return Box(box.left - MAT_MARGIN, box.bottom - 0.03, box.right + MAT_MARGIN, box.top + 0.03)
