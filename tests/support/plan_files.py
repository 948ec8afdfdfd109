"""Plan files, and prescriptions of every kind that a file can hold."""

from datetime import date, time

from hypothesis import strategies as st

from lumbar.domain.exercise import Exercise
from lumbar.domain.plan_limits import hold_limit, move_limit
from lumbar.domain.prescription import Pace, PrescribedExercise, Prescription, Sides, SlotTime
from lumbar.plan_file.reading import PlanFile, parse_plan
from support.sessions import exercises_by_id

TODAY = date(2026, 11, 22)

SMALL = """\
sessions_per_day = 2

[[exercises]]
id = "bird-dog"
reps = 1
sets = 5
hold_seconds = 15

[[exercises]]
id = "curl-up"
"""


def read(text: str | bytes) -> PlanFile:
    """What a file with this content holds."""
    return parse_plan(text if isinstance(text, bytes) else text.encode(), exercises_by_id(), TODAY)


def plan_in(text: str | bytes) -> Prescription:
    """The plan in a file that can be taken in."""
    found = read(text)
    assert found.problems == ()
    assert found.plan is not None
    return found.plan


def refused(text: str | bytes) -> list[tuple[int | None, str]]:
    """Lines and sentences about a file that cannot be taken in."""
    found = read(text)
    assert found.plan is None
    assert found.problems
    return [(one.line, one.what) for one in found.problems]


def texts(longest: int, *, smallest: int = 0, lines: bool = False) -> st.SearchStrategy[str]:
    letters = st.characters(categories=["L", "M", "N", "P", "S", "Zs"], include_characters="\n" if lines else "")
    return st.text(letters, min_size=smallest, max_size=longest).filter(lambda text: text == text.strip())


def thousandths(low: float, high: float) -> st.SearchStrategy[int | None]:
    return st.none() | st.integers(int(low * 1000), int(high * 1000)).map(lambda number: number * 1_000_000)


@st.composite
def prescribed_exercises(draw: st.DrawFn, exercise: Exercise) -> PrescribedExercise:
    hold = hold_limit(exercise)
    tempo, sides = exercise.tempo, list(Sides) if exercise.dose.side_order else [Sides.BOTH]
    ways = [move_limit(one) for one in (tempo.move_in_ns, tempo.move_out_ns)]
    return PrescribedExercise(
        exercise_id=exercise.id,
        reps=draw(st.integers(1, 12)),
        sets=draw(st.integers(1, 3)),
        hold_seconds=tuple(
            draw(st.integers(int(hold.low), min(20, int(hold.high)))) for _ in exercise.dose.hold_seconds
        ),
        sides=draw(st.sampled_from(sides)),
        pace=Pace(
            move_in_ns=draw(thousandths(ways[0].low, 5)),
            move_out_ns=draw(thousandths(ways[1].low, 5)),
            rest_ns=draw(thousandths(0, 10)),
        ),
        provider_says=draw(texts(200)),
    )


@st.composite
def prescriptions(draw: st.DrawFn) -> Prescription:
    """Prescriptions within every limit, valid from `TODAY`."""
    chosen = draw(st.lists(st.sampled_from(sorted(exercises_by_id())), min_size=1, max_size=4, unique=True))
    count = draw(st.integers(1, 3))
    names = draw(st.lists(texts(24, smallest=1), min_size=count, max_size=count, unique=True))
    minutes = sorted(draw(st.lists(st.integers(0, 24 * 60 - 1), min_size=count, max_size=count, unique=True)))
    slots = [SlotTime(name=name, at=time(*divmod(at, 60))) for name, at in zip(names, minutes, strict=True)]
    return Prescription(
        version=1,
        valid_from=TODAY,
        exercises=tuple(draw(prescribed_exercises(exercises_by_id()[one])) for one in chosen),
        sessions_per_day=count,
        prescribed_by=draw(texts(80)),
        minutes=draw(st.none() | st.integers(1, 120)),
        rest_days=tuple(sorted(draw(st.sets(st.integers(0, 6), max_size=6)))),
        slots=tuple(slots) if draw(st.booleans()) else (),
        notes=draw(texts(300, lines=True)),
    )
