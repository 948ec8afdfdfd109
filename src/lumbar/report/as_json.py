"""The JSON forms that other programs may rely on. Fields may be added, never renamed."""

import os
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from lumbar.domain.exercise import NS_PER_SECOND, Exercise
from lumbar.domain.fitting import Fit
from lumbar.domain.person import Away
from lumbar.domain.plan import SECONDS_PER_MINUTE, Preferences, Slot, Today, timeline_for
from lumbar.domain.prescription import prescribe_as_in_catalog
from lumbar.paths import Paths

if TYPE_CHECKING:
    from lumbar.doctor import Check

Json = dict[str, Any]
"""A JSON object."""


def exercises_json(exercises: Iterable[Exercise]) -> list[Json]:
    """Return the entries of the catalog."""
    return [exercise_json(exercise) for exercise in exercises]


def exercise_json(exercise: Exercise) -> Json:
    """Return one entry of the catalog."""
    dose, source = exercise.dose, exercise.dose_sources
    return {
        "id": exercise.id,
        "name": exercise.name,
        "position": exercise.position.value,
        "start_position": exercise.start_position,
        "reps": dose.reps,
        "per_side": dose.sides > 1,
        "sides": dose.sides,
        "side_means": exercise.side_means,
        "sets": dose.sets,
        "hold_seconds": list(dose.hold_seconds),
        "hold_range_seconds": list(exercise.hold_range_seconds) if exercise.hold_range_seconds else None,
        "side_order": dose.side_order.value if dose.side_order else None,
        "dose_source": {
            "reps": source.reps.value,
            "hold": source.hold.value if source.hold else None,
            "sets": source.sets.value,
        },
        "seconds": number(exercise_seconds(exercise)),
        "steps": list(exercise.steps),
        "mistakes": list(exercise.mistakes),
        "breath": exercise.breath,
        "feel": exercise.feel,
        "muscles": exercise.muscles,
        "easier": exercise.easier,
        "harder": exercise.harder,
        "ask_first": list(exercise.ask_first),
        "sources": list(exercise.sources),
    }


def exercise_seconds(exercise: Exercise) -> float:
    """Return the length of the catalog's dose at the catalog's tempo, without the moves to it and from it."""
    timeline = timeline_for([prescribe_as_in_catalog(exercise)], Preferences(), {exercise.id: exercise})
    return timeline.exercise_ns[0] / NS_PER_SECOND


def today_json(today: Today, next_fit: Fit | None = None) -> Json:
    """Return a day's plan and what of it is done; with *next_fit*, what the session that is due leaves out, too."""
    return {
        "date": today.day.isoformat(),
        "kind": today.kind.value,
        "sessions_planned": today.sessions_planned,
        "sessions_done": today.sessions_done,
        "minutes_planned": minutes(today.seconds_planned),
        "minutes_done": minutes(today.seconds_done),
        "sessions": [_slot_json(slot, next_fit if slot is today.next_slot else None) for slot in today.slots],
    }


def away_json(spans: Iterable[Away]) -> Json:
    """Return days away, the first and the last of each span."""
    return {"away": [{"from": one.first.isoformat(), "to": one.last.isoformat()} for one in spans]}


def _slot_json(slot: Slot, fit: Fit | None) -> Json:
    document: Json = {
        "slot": slot.name,
        "at": None if slot.at is None else f"{slot.at:%H:%M}",
        "state": slot.state.value,
        "exercises": [
            {"id": one.exercise_id, "reps": one.reps, "sets": one.sets, "hold_seconds": list(one.hold_seconds)}
            for one in slot.exercises
        ],
        "seconds": slot.seconds,
    }
    if fit is None:
        return document
    return document | {"left_out": list(fit.left_out), "too_long": list(fit.too_long)}


def where_json(paths: Paths) -> Json:
    """Return where the person's files are."""
    return {
        "data_file": _path_text(paths.data_file),
        "data_dir": _path_text(paths.data_dir),
        "config_file": _path_text(paths.config_file),
        "cache_dir": _path_text(paths.cache_dir),
        "exercises_dir": _path_text(paths.exercises_dir),
    }


def _path_text(path: Path) -> str:
    """Return *path* as the text that its bytes are in UTF-8, whatever the locale made of them."""
    return os.fsencode(path).decode("utf-8", "surrogateescape")


def doctor_json(checks: Sequence["Check"]) -> Json:
    """Return what works here and what does not."""
    return {
        "checks": [
            {"name": check.name, "state": check.state.value, "detail": check.detail, "advice": check.advice}
            for check in checks
        ]
    }


def minutes(seconds: float) -> int | float:
    """Return minutes to a tenth."""
    return number(round(seconds / SECONDS_PER_MINUTE, 1))


def number(value: float) -> int | float:
    """Return *value* to the thousandth, without a point where it is whole."""
    rounded = round(value, 3)
    return int(rounded) if rounded == int(rounded) else rounded
