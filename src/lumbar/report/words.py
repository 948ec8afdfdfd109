"""Figures in words: lengths of time, and what became of an exercise."""

from lumbar.domain.exercise import Position
from lumbar.domain.plan import SECONDS_PER_MINUTE, whole_minutes
from lumbar.domain.record import BySide, ExerciseRecord, Outcome
from lumbar.words.figures import counted

POSITION_WORDS = {
    Position.LYING: "Lying on the back",
    Position.HANDS_AND_KNEES: "On hands and knees",
    Position.STANDING: "Standing",
}


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
