"""Draws a moment as a picture, and remembers what it drew: after the first repetition a frame costs next to nothing."""

from collections.abc import Hashable
from functools import lru_cache
from math import cos, pi
from typing import NamedTuple, Protocol

from lumbar.domain.order import Side
from lumbar.figure import blocks, braille
from lumbar.figure.camera import Box, Camera, Frame
from lumbar.figure.motion import FigureMoment, MomentKind, Shown, eased
from lumbar.figure.picture import Picture, Role, forget_cells
from lumbar.figure.raster import Raster, Spot
from lumbar.figure.scene import MAT_MARGIN, Backdrop, Mode, paint_backdrop, paint_body

STEPS = 36  # pictures a phase; at 12 a second, those of three seconds
TRAVEL_STEPS = 180  # a move to another position is long
_STILL = frozenset({MomentKind.READY, MomentKind.HOLD, MomentKind.REST})
_ARROW_ROOM = (5, 2)  # the columns or rows that an arrow takes between two bodies
_SMALL_ARROW_ROOM = (3, 1)  # the same in a picture of no more than
_SMALL = (30, 10)  # so many columns and rows


class Size(NamedTuple):
    """The size of a picture in cells."""

    columns: int
    rows: int


class Scene(Hashable, Protocol):
    """What can be drawn: a Motion or a Journey."""

    @property
    def camera(self) -> Camera:
        """Where the viewer stands."""

    @property
    def box(self) -> Box:
        """What is shown, the same at every moment."""

    def show(self, moment: FigureMoment) -> Shown:
        """Return what is seen at *moment*."""

    def ends(self, moment: FigureMoment) -> tuple[Shown, Shown]:
        """Return the two bodies that together tell the movement."""


def draw(scene: Scene, moment: FigureMoment, size: tuple[int, int], mode: Mode) -> Picture:
    """Return the picture of *moment*; the same object again for moments that cannot be told apart."""
    steps = TRAVEL_STEPS if moment.kind is MomentKind.TRAVEL else STEPS
    step = 0 if moment.kind in _STILL else round(min(max(moment.progress, 0.0), 1.0) * steps)
    side = Side.LEFT if moment.side is None else moment.side
    return _drawn(scene, moment._replace(progress=step / steps, side=side), Size(*size), mode)


def draw_still(scene: Scene, moment: FigureMoment, size: tuple[int, int], mode: Mode) -> Picture:
    """Return start and target side by side or one above the other, an arrow between, for those who want no motion.

    Of *moment*, the side and the variant count.
    """
    side = Side.LEFT if moment.side is None else moment.side
    return _drawn_still(scene, FigureMoment(MomentKind.READY, side=side, variant=moment.variant), Size(*size), mode)


def forget_pictures() -> None:
    """Let go of what was drawn: of another scene none of it comes again."""
    for kept in (_drawn, _drawn_still, _backdrop_lines):
        kept.cache_clear()
    blocks.forget_rows()
    braille.forget_rows()
    forget_cells()


@lru_cache(maxsize=200)
def _drawn(scene: Scene, moment: FigureMoment, size: Size, mode: Mode) -> Picture:
    facing = _facing(moment)
    if moment.kind is MomentKind.TURN:
        facing *= cos(pi * eased(moment.progress))
    return _picture(_painted(scene, scene.show(moment), size, mode, facing), mode)


@lru_cache(maxsize=8)
def _drawn_still(scene: Scene, moment: FigureMoment, size: Size, mode: Mode) -> Picture:
    room_columns, room_rows = _SMALL_ARROW_ROOM if size <= _SMALL else _ARROW_ROOM
    half_width = Size((size.columns - room_columns) // 2, size.rows)
    half_height = Size(size.columns, (size.rows - room_rows) // 2)
    box = with_margin(scene.box)
    beside = Frame(scene.camera, box, *half_width).scale > Frame(scene.camera, box, *half_height).scale
    each = half_width if beside else half_height
    first, second = (_painted(scene, shown, each, mode, _facing(moment)) for shown in scene.ends(moment))
    if beside:
        arrow = Raster(size.columns - 2 * each.columns, size.rows, first.grain)
        _paint_arrow(arrow, 1.0, 0.0)
        return _picture(first.beside(arrow).beside(second), mode)
    arrow = Raster(size.columns, size.rows - 2 * each.rows, first.grain)
    _paint_arrow(arrow, 0.0, 1.0)
    return _picture(first.above(arrow).above(second), mode)


def _painted(scene: Scene, shown: Shown, size: Size, mode: Mode, facing: float) -> Raster:
    raster = _raster(size, mode)
    backdrop = Backdrop(shown.target, shown.moving, shown.wall)
    raster.lines = [bytearray(line) for line in _backdrop_lines(scene, backdrop, size, mode, facing)]
    paint_body(raster, _frame(scene, size, facing), shown, mode)
    return raster


@lru_cache(maxsize=16)
def _backdrop_lines(scene: Scene, backdrop: Backdrop, size: Size, mode: Mode, facing: float) -> tuple[bytes, ...]:
    raster = _raster(size, mode)
    paint_backdrop(raster, _frame(scene, size, facing), backdrop, mode)
    return tuple(bytes(line) for line in raster.lines)


def _raster(size: Size, mode: Mode) -> Raster:
    return Raster(*size, blocks.GRAIN if mode is Mode.BLOCKS else braille.GRAIN)


def _frame(scene: Scene, size: Size, facing: float) -> Frame:
    return Frame(scene.camera, with_margin(scene.box), *size, facing=facing)


def _paint_arrow(raster: Raster, right: float, down: float) -> None:
    """Paint an arrow over the middle of the raster, that way."""
    x, y = raster.columns / 2, raster.rows
    half = min(raster.columns if right else 2 * raster.rows, 5) / 2
    neck = half - 0.45 * 2 * half
    tail = Spot(x + (0.4 - half) * right, y + (0.4 - half) * down, 0.35)
    raster.paint_capsule(tail, Spot(x + neck * right, y + neck * down, 0.35), Role.ARROW)
    wings = [(x + neck * right + wing * down, y + neck * down + wing * right) for wing in (-1.7, 1.7)]
    raster.paint_polygon([(x + half * right, y + half * down), *wings], Role.ARROW)


def _facing(moment: FigureMoment) -> float:
    return -1.0 if moment.side is Side.RIGHT else 1.0


def _picture(raster: Raster, mode: Mode) -> Picture:
    encode = blocks.encode if mode is Mode.BLOCKS else braille.encode
    return Picture(raster.columns, encode(raster))


def with_margin(box: Box) -> Box:
    """Return *box* with the air that a picture has around the body."""
    return Box(box.left - MAT_MARGIN, box.bottom - 0.03, box.right + MAT_MARGIN, box.top + 0.03)
