"""Short ways to plans, timelines and sessions for tests."""

from collections.abc import Container
from functools import cache

from lumbar.catalog import Catalog, load_catalog
from lumbar.domain.exercise import NS_PER_SECOND, Exercise
from lumbar.domain.order import Order, Side
from lumbar.domain.plan import Preferences, timeline_for
from lumbar.domain.prescription import PrescribedExercise, prescribe_as_in_catalog
from lumbar.domain.timeline import Timeline
from lumbar.paths import assets_dir

SECOND = NS_PER_SECOND


@cache
def shipped_catalog() -> Catalog:
    """The ten exercises."""
    return load_catalog(assets_dir() / "exercises")


def exercises_by_id() -> dict[str, Exercise]:
    """The ten exercises by their ids."""
    return {exercise.id: exercise for exercise in shipped_catalog().exercises}


def prescribed(*ids: str) -> tuple[PrescribedExercise, ...]:
    """The named exercises (all ten if none is named) at the catalog's dose."""
    chosen = ids or tuple(exercises_by_id())
    return tuple(prescribe_as_in_catalog(exercises_by_id()[one]) for one in chosen)


def timeline(
    *ids: str,
    order: Order = Order.LEAFLET,
    first_side: Side = Side.LEFT,
    get_ready: int = 5,
    exercises: tuple[PrescribedExercise, ...] | None = None,
    waiting: Container[str] = (),
) -> Timeline:
    """The tape of the named exercises; those in *waiting* wait for the person."""
    preferences = Preferences(order=order, first_side=first_side, get_ready_ns=get_ready * SECOND)
    return timeline_for(exercises or prescribed(*ids), preferences, exercises_by_id(), waiting)
