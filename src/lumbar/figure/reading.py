"""Reads the `[figure]` table of an exercise. What is wrong in it is said by file, field and reason."""

import tomllib
from collections.abc import Mapping
from dataclasses import replace
from math import isfinite
from pathlib import Path
from typing import Any

from lumbar.figure.body import Part
from lumbar.figure.camera import Box, Camera
from lumbar.figure.motion import WHOLE, Motion, Span, reversed_spans
from lumbar.figure.pose import LIMBS, Angled, Head, Limb, Planted, Pose, Trunk
from lumbar.figure.positions import POSITIONS
from lumbar.figure.vector import Vector

PARTS = ("trunk", "head", *LIMBS)
_TRUNK = ("hips", "pelvis", "lumbar", "chest", "roll_pelvis", "roll_chest", "reach")
_HEAD = ("neck", "skull")
_ARM = {"upper": "upper", "fore": "lower", "hand": "end", "spread": "spread_upper", "spread_fore": "spread_lower"}
_LEG = {"thigh": "upper", "shank": "lower", "foot": "end", "spread": "spread_upper", "spread_shank": "spread_lower"}
_PLANTED_ARM = {"wrist": "at", "hand": "end", "swivel": "swivel"}
_PLANTED_LEG = {"heel": "at", "foot": "end", "swivel": "swivel"}
# Names that stand for several parts where parts are listed as moving.
_GROUPS = {
    "trunk": (Part.PELVIS, Part.CHEST),
    "near_leg": (Part.NEAR_LEG, Part.NEAR_FOOT),
    "far_leg": (Part.FAR_LEG, Part.FAR_FOOT),
}
_FORM_FIELDS = ("position", "moving", "start", "hold", "in", "out", "wall")
_FIELDS = (*_FORM_FIELDS, "view", "variant")


class FigureError(ValueError):
    """A figure table that cannot be drawn. The message names the file, the field and the reason."""


class _Table:
    """A table with its place in the file, so that every complaint can name it."""

    def __init__(self, content: object, source: str, place: str) -> None:
        self.source, self.place = source, place
        if not isinstance(content, Mapping):
            raise self.wrong("must be a table")
        self.content: Mapping[str, Any] = content

    def wrong(self, reason: str, name: str = "") -> FigureError:
        return FigureError(f"{self.source}: {self.place}{'.' + name if name else ''}: {reason}")

    def only(self, names: tuple[str, ...]) -> None:
        for name in self.content:
            if name not in names:
                raise self.wrong(f"unknown field; known here are {', '.join(names)}", name)

    def table(self, name: str) -> "_Table":
        return _Table(self.content.get(name, {}), self.source, f"{self.place}.{name}")

    def number(self, name: str, default: float | None = None) -> float:
        value = self.content.get(name, default)
        if value is None:
            raise self.wrong("is missing", name)
        if not _is_number(value):
            raise self.wrong("must be a number", name)
        return float(value)

    def numbers(self, name: str, counts: tuple[int, ...]) -> list[float]:
        value = self.content[name]
        if not isinstance(value, list) or len(value) not in counts or not all(map(_is_number, value)):
            raise self.wrong(f"must be a list of {' or '.join(map(str, counts))} numbers", name)
        return [float(item) for item in value]


def load_motion(source: Path | Mapping[str, Any], name: str = "figure") -> Motion | None:
    """Return the motion in an exercise's file, or in its `[figure]` table called *name*; None where there is none.

    Raises FigureError if the table is wrong, OSError or tomllib.TOMLDecodeError if the file cannot be read.
    """
    if isinstance(source, Path):
        with source.open("rb") as file:
            document = tomllib.load(file)
        return load_motion(document["figure"], source.name) if "figure" in document else None
    table = _Table(source, name, "figure")
    table.only(_FIELDS)
    usual = _form(table, {})
    view = table.table("view")
    view.only(("yaw", "pitch", "frame"))
    close_up = _close_up(view)
    camera = Camera(view.number("yaw", 0.0), view.number("pitch", 10.0))
    variants = {}
    for variant in table.table("variant").content:
        changed = table.table("variant").table(variant)
        changed.only(_FORM_FIELDS)
        variants[variant] = replace(_form(changed, source), camera=camera, close_up=close_up)
    return replace(usual, camera=camera, close_up=close_up, variants=variants)


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and isfinite(value)


def _close_up(view: _Table) -> Box | None:
    if "frame" not in view.content:
        return None
    box = Box(*view.numbers("frame", (4,)))
    if box.width <= 0 or box.height <= 0:
        raise view.wrong("must be left, bottom, right, top in metres", "frame")
    return box


def _form(table: _Table, usual: Mapping[str, Any]) -> Motion:
    """Return one form of the exercise; what *table* does not say is as in the *usual* form."""
    table = _Table(
        {**{name: usual[name] for name in _FORM_FIELDS if name in usual}, **table.content}, table.source, table.place
    )
    position = table.content.get("position")
    if not isinstance(position, str) or position not in POSITIONS:
        raise table.wrong(f"must be one of {', '.join(POSITIONS)}", "position")
    start = _pose(table.table("start"), POSITIONS[position])
    holds = table.content.get("hold")
    if not isinstance(holds, list) or not holds:
        raise table.wrong("must be one or more tables, written [[figure.hold]]", "hold")
    spans_in = _spans(table.table("in"))
    return Motion(
        start=start,
        holds=tuple(
            _pose(_Table(hold, table.source, f"{table.place}.hold[{index}]"), start) for index, hold in enumerate(holds)
        ),
        moving=_moving(table),
        spans_in=spans_in,
        spans_out=_spans(table.table("out")) if "out" in table.content else reversed_spans(spans_in),
        wall=table.number("wall") if "wall" in table.content else None,
    )


def _moving(table: _Table) -> frozenset[Part]:
    names = table.content.get("moving")
    if not isinstance(names, list) or not names:
        raise table.wrong("must be a list of one or more parts", "moving")
    known = {**{part.value: (part,) for part in Part}, **_GROUPS}
    for name in names:
        if not isinstance(name, str) or name not in known:
            raise table.wrong(f"{name!r} is no part; parts are {', '.join(known)}", "moving")
    return frozenset(part for name in names for part in known[name])


def _spans(table: _Table) -> dict[str, Span]:
    table.only(PARTS)
    spans = {name: Span(*table.numbers(name, (2,))) for name in table.content}
    for name, span in spans.items():
        if not WHOLE.start <= span.start < span.end <= WHOLE.end:
            raise table.wrong("must be a start and a later end, both from 0 to 1", name)
    return spans


def _pose(table: _Table, base: Pose) -> Pose:
    table.only((*PARTS, "arms", "legs"))
    changes: dict[str, Any] = {}
    for pair, sides in (("arms", ("near_arm", "far_arm")), ("legs", ("near_leg", "far_leg"))):
        if pair in table.content:
            changes |= {side: _limb(table.table(pair), getattr(base, side), arm=pair == "arms") for side in sides}
    for name in LIMBS:
        if name in table.content:
            limb = changes.get(name, getattr(base, name))
            changes[name] = _limb(table.table(name), limb, arm=name.endswith("arm"))
    if "trunk" in table.content:
        changes["trunk"] = _trunk(table.table("trunk"), base.trunk)
    if "head" in table.content:
        head = table.table("head")
        head.only(_HEAD)
        changes["head"] = Head(head.number("neck", base.head.neck), head.number("skull", base.head.skull))
    return replace(base, **changes)


def _trunk(table: _Table, base: Trunk) -> Trunk:
    table.only(_TRUNK)
    hips = Vector(*table.numbers("hips", (2, 3))) if "hips" in table.content else base.hips
    return Trunk(hips, **{name: table.number(name, getattr(base, name)) for name in _TRUNK[1:]})


def _limb(table: _Table, base: Limb, *, arm: bool) -> Limb:
    """Return a limb; naming a wrist or heel plants it, naming the angle of its upper part frees it."""
    free, planted = (_ARM, _PLANTED_ARM) if arm else (_LEG, _PLANTED_LEG)
    end = "wrist" if arm else "heel"
    upper = "upper" if arm else "thigh"
    if end in table.content and upper in table.content:
        raise table.wrong(f"is either planted by {end} or free by {upper}, not both")
    if end in table.content or (isinstance(base, Planted) and upper not in table.content):
        table.only(tuple(planted))
        old = base if isinstance(base, Planted) else None
        return Planted(
            at=_place(table, end, old),
            end=table.number(_name(planted, "end"), old.end if old else None),
            swivel=table.number("swivel", old.swivel if old else 0.0),
        )
    table.only(tuple(free))
    angles = base if isinstance(base, Angled) else None
    defaults = {"spread_upper": 0.0, "spread_lower": 0.0}
    return Angled(
        **{
            field: table.number(name, getattr(angles, field) if angles else defaults.get(field))
            for name, field in free.items()
        }
    )


def _place(table: _Table, name: str, old: Planted | None) -> Vector:
    if name not in table.content:
        if old is None:
            raise table.wrong("is missing", name)
        return old.at
    right, up, *rest = table.numbers(name, (2, 3))
    return Vector(right, up, *(rest or ([old.at.z] if old else [0.1])))


def _name(names: Mapping[str, str], field: str) -> str:
    return next(name for name, value in names.items() if value == field)
