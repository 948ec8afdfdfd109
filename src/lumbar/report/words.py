"""Figures in words: counts, lengths of time, doses, dates."""

from collections.abc import Mapping
from datetime import date

from lumbar.domain.exercise import DoseSource, Exercise, Form, Position
from lumbar.domain.plan import SECONDS_PER_MINUTE, whole_minutes
from lumbar.domain.prescription import PrescribedExercise, Sides
from lumbar.domain.record import BySide, ExerciseRecord, Outcome, Status

POSITION_WORDS = {
    Position.LYING: "Lying on the back",
    Position.HANDS_AND_KNEES: "On hands and knees",
    Position.STANDING: "Standing",
}
STATUS_WORDS = {
    Status.COMPLETED: "completed",
    Status.ENDED_EARLY: "ended early",
    Status.STOPPED_FOR_PAIN: "stopped for pain, kept safely",
    Status.STOPPED_FOR_CARE: "stopped to get help, kept safely",
}
FORM_WORDS: Mapping[Form, tuple[str, ...]] = {
    Form.AS_PRESCRIBED: (),
    Form.EASIER: ("in the easier form",),
    Form.ROTATION: ("with a turn to each side",),
}
OUR_DEFAULT = "our default"
ABOUT_OUR_DEFAULT = "Our default: your provider may give another figure."


def counted(count: int, thing: str) -> str:
    """Return "1 set" or "5 sets"."""
    return f"{count} {thing}" if count == 1 else f"{count} {thing}s"


def minutes_words(seconds: float) -> str:
    """Return the length to the nearest minute, such as "24 minutes"."""
    minutes = whole_minutes(seconds)
    return "less than a minute" if seconds and not minutes else counted(minutes, "minute")


def length_words(seconds: int) -> str:
    """Return the length to the second, such as "2 minutes 20 seconds"."""
    minutes, rest = divmod(seconds, SECONDS_PER_MINUTE)
    parts = [counted(minutes, "minute")] if minutes else []
    if rest or not minutes:
        parts.append(counted(rest, "second"))
    return " ".join(parts)


def date_words(day: date) -> str:
    """Return the date, such as "Sunday 22 November 2026"."""
    return f"{day:%A} {day.day} {day:%B %Y}"


def dates_words(first: date, last: date) -> str:
    """Return both dates without saying month and year twice, such as "16 to 22 November 2026"."""
    end = f"{last.day} {last:%B %Y}"
    if first.year != last.year:
        return f"{first.day} {first:%B %Y} to {end}"
    return f"{first.day} {first:%B} to {end}" if first.month != last.month else f"{first.day} to {end}"


def dose_words(prescribed: PrescribedExercise, exercise: Exercise) -> str:
    """Return the dose, such as "5 repetitions, 5 seconds each"; a figure of our own is called so."""
    dose, source = exercise.dose, exercise.dose_sources
    reps = counted(prescribed.reps, "repetition") + _sides_words(prescribed, exercise)
    if prescribed.reps == dose.reps and source.sets is DoseSource.DEFAULT:  # else the leaflet counts sets of them
        reps += _default_mark(source.reps)
    if prescribed.sets > 1:
        sets = counted(prescribed.sets, "set")
        reps = f"{sets}{_default_mark(source.sets) if prescribed.sets == dose.sets else ''} of {reps}"
    words = [reps]
    if any(prescribed.hold_seconds):
        holds = " and ".join(counted(seconds, "second") for seconds in prescribed.hold_seconds if seconds)
        mark = _default_mark(source.hold) if prescribed.hold_seconds == dose.hold_seconds else ""
        sides = prescribed.sides_done if dose.side_order else 1
        each = " each" if prescribed.reps * prescribed.sets * sides > 1 else ""
        words.append(f"{holds}{each}{mark}")
    return ", ".join([*words, *FORM_WORDS[prescribed.form]])


def _sides_words(prescribed: PrescribedExercise, exercise: Exercise) -> str:
    if exercise.dose.side_order is None:
        return ""
    return " on each side" if prescribed.sides is Sides.BOTH else f" on the {prescribed.sides.value} side alone"


def _default_mark(source: DoseSource | None) -> str:
    return f" ({OUR_DEFAULT})" if source is DoseSource.DEFAULT else ""


def outcome_words(record: ExerciseRecord) -> str:
    """Return what became of an exercise, such as "partial, 6 of 10 left and 5 of 10 right"."""
    words = {
        Outcome.DONE: f"done, {_all_words(record.reps_done)}",
        Outcome.PARTIAL: f"partial, {_some_words(record)}",
        Outcome.SKIPPED: "skipped",
        Outcome.STOPPED_FOR_PAIN: f"stopped for pain, {_some_words(record)}",
    }[record.outcome]
    return f"{words}, in the easier form" if record.easier else words


def _all_words(reps: BySide) -> str:
    if "both" in reps:
        return counted(reps["both"], "repetition")
    return " and ".join(f"{count} {side}" for side, count in reps.items())


def _some_words(record: ExerciseRecord) -> str:
    done, planned = record.reps_done, record.reps_planned
    if "both" in planned:
        return f"{done.get('both', 0)} of {counted(planned['both'], 'repetition')}"
    return " and ".join(f"{done.get(side, 0)} of {count} {side}" for side, count in planned.items())
