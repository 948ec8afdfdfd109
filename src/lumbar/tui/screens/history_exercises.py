"""Exercises: what became of each over some weeks, and how much was done of each side."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from lumbar.diary import Diary
from lumbar.domain.exercise import Exercise
from lumbar.domain.exercises_over_time import ExerciseOverTime
from lumbar.domain.record import BySide, Outcome
from lumbar.domain.review import DAYS_PER_WEEK
from lumbar.looking_back import WEEKS_OF_EXERCISES, ExercisesPast, LookingBack
from lumbar.tui.screens.history_view import HistoryView, day_month
from lumbar.tui.session_words import OUTCOME_MARKS
from lumbar.tui.text import lines, styled
from lumbar.tui.widgets.bars import level_bar
from lumbar.tui.widgets.choice_list import ChoiceList
from lumbar.tui.widgets.key_bar import KEYS_HINT, KeyHint
from lumbar.tui.widgets.line import Line
from lumbar.words import past as words
from lumbar.words.exercise import name_of

LEAD = 9
PAGE = 5
"""So many lines are read on at once."""
WIDE_BAR, NARROW_BAR = 8, 4
WIDE_FIGURES, NARROW_FIGURES = 13, 11
WIDE_MARKS, NARROW_MARKS = 42, 36
"""So many marks stand in a row: some weeks of two sessions a day."""


class ExerciseChoice(ChoiceList):
    """The exercises. They are few: a page on is read in the one that is chosen."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("pagedown", "screen.read_on(1)", "read on", show=False),
        Binding("pageup", "screen.read_on(-1)", "read back", show=False),
    ]


class ExercisesView(HistoryView):
    """The exercises at the left, one of them over time at the right."""

    HINTS: ClassVar[Sequence[KeyHint]] = (
        KeyHint("left", "←", "earlier"),
        KeyHint("right", "→", "later"),
        KeyHint("down", "↑ ↓", "choose"),
        KeyHint("w", "w", "weeks"),
        KeyHint("m", "m", "months"),
        KeyHint("g", "g", "go to"),
        KEYS_HINT,
    )

    def __init__(self) -> None:
        super().__init__(id="exercises-view")
        self._past: ExercisesPast | None = None
        self._catalog: Mapping[str, Exercise] = {}

    def compose(self) -> ComposeResult:
        """Lay out the exercises, and the one that is chosen."""
        yield Line(id="exercises-title")
        with Horizontal(id="exercises-split"):
            yield ExerciseChoice(id="exercise-choice")
            with VerticalScroll(id="exercise-past", can_focus=False):
                yield Line(id="exercise-words")

    def show(self, diary: Diary, day: date) -> None:
        """Put the weeks that end with that of *day* on the screen."""
        before = self._chosen.exercise_id if self._chosen is not None else ""
        self._catalog = diary.exercises
        self._past = past = LookingBack(diary).exercises(day)
        span = f"{day_month(past.first)} {past.first.year} to {day_month(past.last)} {past.last.year}"
        head = (f"{WEEKS_OF_EXERCISES} weeks", "bold"), "   ", (span, "$muted")
        self.query_one("#exercises-title", Line).update(styled(*head))
        choice = self.query_one(ExerciseChoice)
        choice.clear_options()
        choice.add_options(
            Option(styled(name_of(one.exercise_id, self._catalog)), id=one.exercise_id) for one in past.exercises
        )
        places = {one.exercise_id: number for number, one in enumerate(past.exercises)}
        if past.exercises:
            choice.highlighted = places.get(before, 0)
        choice.display = bool(past.exercises)
        self._show_chosen()

    @property
    def _chosen(self) -> ExerciseOverTime | None:
        number = self.query_one(ExerciseChoice).highlighted
        found = self._past.exercises if self._past is not None else ()
        return found[number] if number is not None and number < len(found) else None

    def _show_chosen(self) -> None:
        chosen = self._chosen
        nothing = styled(("No session in these weeks.", "$muted"))
        text = nothing if chosen is None else exercise_words(chosen, self._catalog, narrow=self.is_narrow)
        self.query_one("#exercise-words", Line).update(text)

    def walked(self, day: date, steps: int) -> date:
        """Return the day so many spans on."""
        return day + timedelta(days=DAYS_PER_WEEK * WEEKS_OF_EXERCISES * steps)

    def take_focus(self) -> None:
        """Let the arrows choose an exercise."""
        self.query_one(ExerciseChoice).focus()

    def read_on(self, pages: int) -> None:
        """Read on in the exercise."""
        self.query_one("#exercise-past", VerticalScroll).scroll_relative(y=pages * PAGE, animate=False)

    def on_option_list_option_highlighted(self, event: OptionList.OptionHighlighted) -> None:
        """Show the exercise under the cursor."""
        event.stop()
        self._show_chosen()

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Stay: the exercise is shown already."""
        event.stop()


def exercise_words(past: ExerciseOverTime, catalog: Mapping[str, Exercise], *, narrow: bool) -> Content:
    """Return how often it was done, a mark a time, and each side week by week."""
    rows = [*_outcome_lines(past), *_mark_lines(past, narrow=narrow), styled("")]
    means = catalog[past.exercise_id].side_means if past.exercise_id in catalog else ""
    if means:
        rows.append(styled((f"Left and right: {means}", "$muted")))
    bar, figures = (NARROW_BAR, NARROW_FIGURES) if narrow else (WIDE_BAR, WIDE_FIGURES)
    names = (side if narrow else words.own_side_words(past.exercise_id, side, catalog) for side in past.planned)
    rows.append(styled(" " * LEAD, ("".join(name.ljust(bar + figures) for name in names), "$muted")))
    rows.extend(
        _side_line(f"Week {week.monday.isocalendar().week}", week.done, week.planned, bar, figures)
        for week in past.weeks
    )
    rows.append(_side_line("In all", past.done, past.planned, bar, figures))
    return lines(*rows)


def _outcome_lines(past: ExerciseOverTime) -> list[Content]:
    """Return how often each outcome came about; a stop for pain on a line of its own."""
    counted = {outcome: count for outcome, count in past.outcomes.items() if count}
    stopped = {outcome: counted.pop(outcome) for outcome in (Outcome.STOPPED_FOR_PAIN,) if outcome in counted}
    return [_outcome_line(group) for group in (counted, stopped) if group]


def _outcome_line(counts: Mapping[Outcome, int]) -> Content:
    parts: list[str | tuple[str, str]] = []
    for outcome, count in counts.items():
        mark, colour = OUTCOME_MARKS[outcome]
        parts += [(mark, colour), f" {words.OUTCOMES[outcome]} {count}  "]
    return styled(*parts)


def _mark_lines(past: ExerciseOverTime, *, narrow: bool) -> list[Content]:
    """Return a mark a session, oldest first."""
    marks = [OUTCOME_MARKS[attempt.record.outcome] for attempt in past.attempts]
    width = NARROW_MARKS if narrow else WIDE_MARKS
    return [styled(*marks[start : start + width]) for start in range(0, len(marks), width)]


def _side_line(name: str, done: BySide, planned: BySide, bar: int, figures: int) -> Content:
    """Return one bar a side, its figures beside it."""
    cells: list[str | tuple[str, str]] = [(name.ljust(LEAD), "$muted")]
    for side, count in planned.items():
        was_done = done.get(side, 0)
        share = was_done / count if count else 0
        lit, track = level_bar(share, bar)
        cells += [(lit, "$hold"), (track, "$muted"), f" {was_done} of {count}".ljust(figures)]
    return styled(*cells)
