"""An exercise as movement: its poses, and the body at any moment of a repetition."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import Enum
from functools import cached_property
from typing import NamedTuple

from lumbar.domain.exercise import Side
from lumbar.figure.body import Part, balls_of
from lumbar.figure.camera import Box, Camera
from lumbar.figure.pose import Pose, blend_head, blend_limb, blend_trunk
from lumbar.figure.skeleton import Skeleton, build, harmonised


class MomentKind(Enum):
    """What the person does just now."""

    READY = "ready"  # still, in the start pose, about to move
    IN = "in"  # from the start pose to the first hold
    HOLD = "hold"
    BETWEEN = "between"  # from one hold to the next; from the last one back to the first
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
    """The name of a form of the exercise, such as "easier"; empty for the usual one. An unknown one is the usual one."""
    hold: int = 0
    """In a hold its number from 0; on the way between or out, the number of the hold that is left."""


class Span(NamedTuple):
    """The share of a phase in which a part moves."""

    start: float
    end: float


WHOLE = Span(0.0, 1.0)


class Shown(NamedTuple):
    """What is to be drawn: the body, which parts of it move, and where they are going."""

    skeleton: Skeleton
    moving: frozenset[Part]
    target: Skeleton | None


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
        last = len(motion.holds) - 1
        hold = min(max(moment.hold, 0), last)
        match moment.kind:
            case MomentKind.READY:
                pose, target = motion.start, motion.holds[0]
            case MomentKind.IN:
                pose, target = motion.way_in.at(moment.progress), motion.holds[0]
            case MomentKind.HOLD:
                pose, target = motion.holds[hold], None
            case MomentKind.BETWEEN:
                pose, target = motion.ways_between[hold].at(moment.progress), motion.holds[(hold + 1) % (last + 1)]
            case MomentKind.OUT:
                pose, target = motion.ways_out[hold].at(moment.progress), None
            case MomentKind.REST | MomentKind.TURN | MomentKind.TRAVEL:
                pose, target = motion.start, None
        return Shown(build(pose), motion.moving, build(target) if target else None)

    @cached_property
    def way_in(self) -> Passage:
        """From the start to the first hold."""
        return passage(self.start, self.holds[0], self.spans_in)

    @cached_property
    def ways_between(self) -> tuple[Passage, ...]:
        """From each hold to the one after it, from the last one to the first."""
        return tuple(
            passage(hold, following, {})
            for hold, following in zip(self.holds, (*self.holds[1:], self.holds[0]), strict=True)
        )

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
        return Box.around(boxes)

    def waypoints(self) -> list[Skeleton]:
        """Return the body at a few moments that together reach as far as the exercise does."""
        ways = (self.way_in, *self.ways_between, *self.ways_out)
        return [build(way.at(tenth / 10)) for way in ways for tenth in range(11)]
