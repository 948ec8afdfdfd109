"""An exercise as movement: its poses, and the body at any moment of a repetition."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum
from functools import cached_property, lru_cache
from typing import NamedTuple

from lumbar.domain.order import Side
from lumbar.figure.body import Part, balls_of
from lumbar.figure.camera import MAT_HALF_WIDTH, Box, Camera
from lumbar.figure.pose import Pose, blend_head, blend_limb, blend_trunk
from lumbar.figure.skeleton import Skeleton, build, harmonised
from lumbar.figure.vector import Vector


class MomentKind(Enum):
    """What the person does just now."""

    READY = "ready"  # still, in the start pose, about to move
    IN = "in"  # from the start pose to the first hold
    HOLD = "hold"
    BETWEEN = "between"  # to a hold from the one before it; to the first one from the last
    OUT = "out"  # from a hold to the start pose
    REST = "rest"
    TURN = "turn"  # resting, while the figure turns round from the side given to the other one
    TRAVEL = "travel"  # on the way from one position to another


class FigureMoment(NamedTuple):
    """A moment of an exercise or of a journey."""

    kind: MomentKind
    progress: float = 0.0
    """How much of the phase has passed, 0 to 1; of no account while nothing moves."""
    side: Side | None = None
    """None is drawn as left."""
    variant: str = ""
    """The name of a form of the exercise, such as "easier"; empty, or an unknown name, for the usual one."""
    hold: int = 0
    """The number of the hold, from 0: the one that is held, that is reached (between), that is left (out)."""


class Span(NamedTuple):
    """The share of a phase in which a part moves."""

    start: float
    end: float


LEAST_WIDTH = 1.0  # metres; somebody who stands has some floor to both sides
WHOLE = Span(0.0, 1.0)


class Shown(NamedTuple):
    """What is to be drawn: the body, which parts of it move, and where they are going."""

    skeleton: Skeleton
    moving: frozenset[Part] = frozenset()
    target: Skeleton | None = None
    wall: float | None = None
    """Where the face of the wall stands; None without a wall."""
    cut_off: bool = False
    """Whether the body runs out of the picture at its sides."""


class Passage(NamedTuple):
    """The way from one pose to another, with limbs made alike so that they blend."""

    first: Pose
    second: Pose
    spans: Mapping[str, Span]
    """By the name of the part: trunk, head, near_arm, far_arm, near_leg, far_leg."""

    def at(self, progress: float) -> Pose:
        """Return the pose after *progress* (0 to 1) of the time."""
        first, second = self.first, self.second

        def share(part: str) -> float:
            span = self.spans.get(part, WHOLE)
            return eased((progress - span.start) / (span.end - span.start))

        return Pose(
            trunk=blend_trunk(first.trunk, second.trunk, share("trunk")),
            head=blend_head(first.head, second.head, share("head")),
            near_arm=blend_limb(first.near_arm, second.near_arm, share("near_arm")),
            far_arm=blend_limb(first.far_arm, second.far_arm, share("far_arm")),
            near_leg=blend_limb(first.near_leg, second.near_leg, share("near_leg")),
            far_leg=blend_limb(first.far_leg, second.far_leg, share("far_leg")),
        )


@lru_cache(maxsize=100)
def _built(target: Pose) -> Skeleton:
    return build(target)


def eased(share: float) -> float:
    """Return how far a smooth movement has come after *share* of its time: minimum jerk, still at both ends."""
    share = min(max(share, 0.0), 1.0)
    return share**3 * (10 - 15 * share + 6 * share**2)


def passage(first: Pose, second: Pose, spans: Mapping[str, Span]) -> Passage:
    """Return the way from *first* to *second*."""
    return Passage(*harmonised(first, second), spans)


def reversed_spans(spans: Mapping[str, Span]) -> dict[str, Span]:
    """Return the spans of the same movement backward."""
    return {part: Span(1 - span.end, 1 - span.start) for part, span in spans.items()}


@dataclass(frozen=True, eq=False)
class Motion:
    """The movement of one exercise. Two motions are equal only if they are the same one: they are keys of caches."""

    start: Pose
    holds: tuple[Pose, ...]
    """At least one: where nothing is held, the farthest point of the movement."""
    moving: frozenset[Part]
    spans_in: Mapping[str, Span] = field(default_factory=dict)
    spans_out: Mapping[str, Span] = field(default_factory=dict)
    camera: Camera = field(default_factory=Camera)
    close_up: Box | None = None
    """What part of the scene is shown; None for all of it."""
    wall: float | None = None
    """Where the face of the wall stands; None without a wall."""
    variants: Mapping[str, "Motion"] = field(default_factory=dict)

    def form(self, variant: str) -> "Motion":
        """Return the form of the exercise called *variant*."""
        return self.variants.get(variant, self)

    def show(self, moment: FigureMoment) -> Shown:
        """Return what is seen at *moment*."""
        motion = self.form(moment.variant)
        hold = min(max(moment.hold, 0), len(motion.holds) - 1)
        target: Pose | None = None
        match moment.kind:
            case MomentKind.IN:
                pose, target = motion.way_in.at(moment.progress), motion.holds[0]
            case MomentKind.HOLD:
                pose = motion.holds[hold]
            case MomentKind.BETWEEN:
                pose, target = motion.ways_between[hold].at(moment.progress), motion.holds[hold]
            case MomentKind.OUT:
                pose = motion.ways_out[hold].at(moment.progress)
            case MomentKind.READY:
                pose, target = motion.start, motion.holds[0]
            case _:
                pose = motion.start
        return motion.shown(pose, target)

    def ends(self, moment: FigureMoment) -> tuple[Shown, Shown]:
        """Return the two bodies that together tell the movement: start and hold, or the two holds if there are two."""
        motion = self.form(moment.variant)
        first = motion.start if len(motion.holds) == 1 else motion.holds[0]
        return motion.shown(first), motion.shown(motion.holds[-1])

    def shown(self, pose: Pose, target: Pose | None = None) -> Shown:
        """Return the body in *pose*, on its way to *target*."""
        going_to = None if target is None else _built(target)
        return Shown(build(pose), self.moving, going_to, self.wall, cut_off=self.close_up is not None)

    @cached_property
    def way_in(self) -> Passage:
        """From the start to the first hold."""
        return passage(self.start, self.holds[0], self.spans_in)

    @cached_property
    def ways_between(self) -> tuple[Passage, ...]:
        """To each hold from the one before it, to the first one from the last."""
        return tuple(passage(self.holds[index - 1], hold, {}) for index, hold in enumerate(self.holds))

    @cached_property
    def ways_out(self) -> tuple[Passage, ...]:
        """From each hold back to the start."""
        return tuple(passage(hold, self.start, self.spans_out) for hold in self.holds)

    @cached_property
    def box(self) -> Box:
        """What is shown, the same through the whole exercise, all of its forms and both sides."""
        if self.close_up:
            return self.close_up
        forms = (self, *self.variants.values())
        boxes = [self.camera.box_of(balls_of(skeleton)) for form in forms for skeleton in form.waypoints()]
        boxes += [self.camera.box_of_wall(self.wall)] if self.wall is not None else []
        box = Box.around(boxes)
        floor = self.camera.see(Vector(0.0, 0.0, MAT_HALF_WIDTH)).up
        missing = max(0.0, LEAST_WIDTH - box.width) / 2
        return Box(box.left - missing, min(box.bottom, floor), box.right + missing, box.top)

    def waypoints(self) -> list[Skeleton]:
        """Return the body at a few moments that together reach as far as the exercise does."""
        ways = (self.way_in, *self.ways_between, *self.ways_out)
        return [build(way.at(tenth / 10)) for way in ways for tenth in range(11)]
