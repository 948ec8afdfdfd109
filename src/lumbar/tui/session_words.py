"""A session's record in words, for the screens that show one."""

from collections.abc import Mapping

from textual.content import Content

from lumbar.domain.exercise import Exercise
from lumbar.domain.record import ExerciseRecord, Outcome, SessionRecord
from lumbar.tui.text import lines, name_column, styled
from lumbar.words.exercise import name_of
from lumbar.words.past import OUTCOMES, STATUSES

STATUS_WORDS = {status: words.capitalize() for status, words in STATUSES.items()}
"""As they begin a line."""
OUTCOME_MARKS = {
    Outcome.DONE: ("●", "$hold"),
    Outcome.PARTIAL: ("◐", "$accent"),
    Outcome.SKIPPED: ("○", "$muted"),
    Outcome.STOPPED_FOR_PAIN: ("■", "$stop"),
}
OUTCOME_WIDTH = 9


def exercise_table(record: SessionRecord, exercises: Mapping[str, Exercise], *, narrow: bool) -> Content:
    """Return a line an exercise (two where it is narrow): its outcome, and what was done of what was planned."""
    row = _two_lines if narrow else _exercise_line
    return lines(*(row(one, exercises) for one in record.exercises))


def _exercise_line(record: ExerciseRecord, exercises: Mapping[str, Exercise]) -> Content:
    mark, colour = OUTCOME_MARKS[record.outcome]
    return styled(
        (mark, colour),
        f" {name_column(name_of(record.id, exercises))}",
        (f"{OUTCOMES[record.outcome]:<{OUTCOME_WIDTH}}", ""),
        " ",
        (done_words(record), "$muted"),
    )


def _two_lines(record: ExerciseRecord, exercises: Mapping[str, Exercise]) -> Content:
    mark, colour = OUTCOME_MARKS[record.outcome]
    return lines(
        styled((mark, colour), " ", (name_of(record.id, exercises), "bold")),
        styled(f"  {OUTCOMES[record.outcome]}, ", (done_words(record), "$muted")),
    )


def done_words(record: ExerciseRecord) -> str:
    """Return such as "left 10 of 10, right 9 of 10" or "5 of 5"."""
    both = record.reps_planned.get("both")
    if both is not None:
        return f"{record.reps_done.get('both', 0)} of {both}"
    return ", ".join(
        f"{side} {record.reps_done.get(side, 0)} of {planned}" for side, planned in record.reps_planned.items()
    )
