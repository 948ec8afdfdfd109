"""The body stays a body: within its joints, on the mat, before the wall, at every step of every phase."""

from itertools import pairwise

import pytest

from lumbar.domain.exercise import Position
from lumbar.figure.body import balls_of
from lumbar.figure.journey import Journey
from lumbar.figure.motion import FigureMoment, MomentKind
from lumbar.figure.skeleton import Skeleton
from lumbar.figure.vector import Vector, length, minus
from support.figures import (
    EXERCISES,
    HUMAN_RANGES,
    bodies,
    forms,
    joint_angles,
    joints,
    motion_of,
    started,
)

A_CENTIMETRE = 0.01
# What bears weight or rests, and must not slide: the joints of each exercise, by limb and name.
RESTING = {
    "ankle-pumps": ("near_leg.knee", "far_leg.heel", "near_arm.wrist"),
    "heel-slides": ("far_leg.heel", "near_arm.wrist"),
    "pelvic-tilt": ("near_leg.heel", "far_leg.heel", "near_arm.shoulder"),
    "back-stretch": ("near_leg.heel", "far_leg.heel", "near_arm.wrist", "far_arm.shoulder"),
    "straight-leg-raises": ("far_leg.heel", "near_arm.wrist"),
    "knee-to-chest": ("far_leg.heel", "far_leg.toe"),
    "cat-and-camel": ("near_leg.knee", "near_leg.toe", "near_arm.wrist", "far_arm.wrist", "near_arm.fingers"),
    "wall-squats": ("near_leg.heel", "near_leg.toe", "far_leg.heel"),
    "curl-up": ("near_leg.heel", "far_leg.heel", "near_arm.wrist", "far_arm.wrist"),
    "bird-dog": ("near_leg.knee", "near_leg.toe", "far_arm.wrist", "far_arm.fingers"),
}
JOURNEYS = [(start, end) for start in Position for end in Position]


def joint(skeleton: Skeleton, name: str) -> Vector:
    limb, place = name.split(".")
    found = getattr(getattr(skeleton, limb), place)
    assert isinstance(found, Vector)
    return found


@pytest.mark.parametrize(("exercise_id", "variant"), forms())
def test_no_joint_leaves_the_human_range(exercise_id: str, variant: str) -> None:
    for moment, skeleton in bodies(exercise_id, variant):
        for name, angle in joint_angles(skeleton):
            low, high = HUMAN_RANGES[name]
            assert low <= angle <= high, f"{name} {angle:.0f} at {moment}"


@pytest.mark.parametrize(("exercise_id", "variant"), forms())
def test_nothing_sinks_into_the_mat(exercise_id: str, variant: str) -> None:
    for moment, skeleton in bodies(exercise_id, variant):
        lowest = min(balls_of(skeleton), key=lambda ball: ball.at.y - ball.radius)
        assert lowest.at.y - lowest.radius >= -A_CENTIMETRE, f"{lowest} at {moment}"


@pytest.mark.parametrize(("exercise_id", "variant"), forms())
def test_the_body_rests_on_the_mat(exercise_id: str, variant: str) -> None:
    for moment, skeleton in bodies(exercise_id, variant):
        assert min(ball.at.y - ball.radius for ball in balls_of(skeleton)) <= A_CENTIMETRE, moment


@pytest.mark.parametrize("variant", ["", "easier"])
def test_the_back_slides_along_the_wall_and_not_through_it(variant: str) -> None:
    wall = motion_of("wall-squats").wall
    assert wall is not None
    for moment, skeleton in bodies("wall-squats", variant):
        deepest = max(ball.at.x + ball.radius for ball in balls_of(skeleton))
        assert wall - A_CENTIMETRE <= deepest <= wall + A_CENTIMETRE / 2, moment


@pytest.mark.parametrize("exercise_id", EXERCISES)
def test_what_is_planted_stays_where_it_is(exercise_id: str) -> None:
    before = started(exercise_id)
    for moment, skeleton in bodies(exercise_id, ""):
        for name in RESTING[exercise_id]:
            moved = length(minus(joint(skeleton, name), joint(before, name)))
            assert moved < A_CENTIMETRE, f"{name} moved {moved * 100:.1f} cm at {moment}"


@pytest.mark.parametrize("exercise_id", EXERCISES)
def test_something_moves(exercise_id: str) -> None:
    start = joints(started(exercise_id))
    held = joints(motion_of(exercise_id).show(FigureMoment(MomentKind.HOLD)).skeleton)
    assert max(length(minus(*pair)) for pair in zip(start, held, strict=True)) > 0.04


@pytest.mark.parametrize(("exercise_id", "variant"), forms())
def test_no_joint_jumps_from_one_step_to_the_next_or_from_phase_to_phase(exercise_id: str, variant: str) -> None:
    for (before, first), (after, second) in pairwise(bodies(exercise_id, variant)):
        jump = max(length(minus(*pair)) for pair in zip(joints(first), joints(second), strict=True))
        furthest = 0.001 if before.kind is not after.kind else 0.08
        assert jump < furthest, f"{jump * 100:.1f} cm from {before} to {after}"


@pytest.mark.parametrize(("exercise_id", "variant"), forms())
def test_bones_keep_their_lengths(exercise_id: str, variant: str) -> None:
    def bones(skeleton: Skeleton) -> list[float]:
        limbs = (skeleton.near_arm, skeleton.far_arm, skeleton.near_leg, skeleton.far_leg, skeleton.spine)
        return [length(minus(second, first)) for limb in limbs for first, second in pairwise(limb)]

    first = bones(started(exercise_id))
    for moment, skeleton in bodies(exercise_id, variant):
        assert bones(skeleton) == pytest.approx(first, abs=1e-6), moment


@pytest.mark.parametrize(("start", "end"), JOURNEYS)
def test_on_a_journey_the_body_stays_on_the_mat_and_never_jumps(start: Position, end: Position) -> None:
    journey = Journey(start, end)
    way = [journey.show(FigureMoment(MomentKind.TRAVEL, step / 180)).skeleton for step in range(181)]
    for skeleton in way:
        assert min(ball.at.y - ball.radius for ball in balls_of(skeleton)) == pytest.approx(0, abs=1e-9)
    for first, second in pairwise(way):
        assert max(length(minus(*pair)) for pair in zip(joints(first), joints(second), strict=True)) < 0.12


@pytest.mark.parametrize(("start", "end"), JOURNEYS)
def test_on_a_journey_knees_and_elbows_stay_within_their_range(start: Position, end: Position) -> None:
    journey = Journey(start, end)
    for step in range(181):
        for name, angle in joint_angles(journey.at(step / 180)):
            if name in {"knee flexion", "elbow flexion"}:
                assert abs(angle) <= HUMAN_RANGES[name].high, f"{name} {angle:.0f} at {step}"


def test_the_way_back_is_the_way_there_backward() -> None:
    there, back = Journey(Position.LYING, Position.STANDING), Journey(Position.STANDING, Position.LYING)
    for share in (0.0, 0.2, 0.5, 0.9, 1.0):
        assert joints(there.at(share)) == [pytest.approx(point, abs=1e-6) for point in joints(back.at(1 - share))]
