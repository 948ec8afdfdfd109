"""Months: a calendar of days, the day under the cursor in words, and what each month comes to."""

from collections.abc import Sequence
from datetime import date, timedelta
from itertools import chain
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content

from lumbar.diary import Diary
from lumbar.domain.days import DayKind
from lumbar.domain.months import MonthReview, heat_of, review_months
from lumbar.domain.plan import whole_minutes
from lumbar.domain.review import DAYS_PER_WEEK, DayReview, monday_of
from lumbar.domain.run_of_days import RunOfDays, run_of_days
from lumbar.looking_back import LookingBack
from lumbar.tui.screens.history_view import HistoryView, day_month
from lumbar.tui.text import lines, plain, styled
from lumbar.tui.widgets.heat_map import LEGEND, MARKS, QUIET, HeatMap, weeks_that_fit
from lumbar.tui.widgets.key_bar import KEYS_HINT, KeyHint
from lumbar.tui.widgets.line import Line
from lumbar.words.figures import date_words
from lumbar.words.past import DAY_KINDS

MOST_WEEKS = 53
SIDES = 4
PAGE = 4
"""So many months are read on at once."""


class MonthsView(HistoryView):
    """The calendar on top, the months below."""

    HINTS: ClassVar[Sequence[KeyHint]] = (
        KeyHint("left", "←", "week"),
        KeyHint("right", "→", "week"),
        KeyHint("up", "↑", "day"),
        KeyHint("down", "↓", "day"),
        KeyHint("enter", "Enter", "its week"),
        KeyHint("w", "w", "weeks"),
        KeyHint("x", "x", "exercises"),
        KeyHint("g", "g", "go to"),
        KEYS_HINT,
    )
    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter", "open", "the week", show=False)]

    def __init__(self) -> None:
        super().__init__(id="months")
        self._day: date | None = None

    def compose(self) -> ComposeResult:
        """Lay out the calendar and the months."""
        yield Line(id="months-title")
        yield HeatMap(id="map")
        yield Line(legend(), id="legend")
        yield Line(id="day")
        with VerticalScroll(id="months-list", can_focus=False):
            yield Line(id="months-lines")

    def show(self, diary: Diary, day: date) -> None:
        """Put the calendar around *day* on the screen."""
        self._day = day
        today = diary.day()
        weeks = min(MOST_WEEKS, weeks_that_fit(self.app.size.width - SIDES))
        monday = monday_of(today) - timedelta(days=DAYS_PER_WEEK * (weeks - 1))
        if day < monday:
            monday = monday_of(day) - timedelta(days=DAYS_PER_WEEK * (weeks // 2))
        days = LookingBack(diary).days(monday, monday + timedelta(days=DAYS_PER_WEEK * weeks - 1))
        self.query_one(HeatMap).show({one.day: heat_of(one, today) for one in days}, monday, weeks, day)
        title = months_title(days, weeks, run_of_days(days, today) if days[-1].day >= today else None)
        self.query_one("#months-title", Line).update(title)
        chosen = next(one for one in days if one.day == day)
        self.query_one("#day", Line).update(day_words(chosen, narrow=self.is_narrow))
        months = review_months(days, today)
        self.query_one("#months-lines", Line).update(month_lines(months, narrow=self.is_narrow))

    def walked(self, day: date, steps: int) -> date:
        """Return the same day so many weeks on."""
        return day + timedelta(days=DAYS_PER_WEEK * steps)

    def take_focus(self) -> None:
        """Let the arrows move over the calendar."""
        self.query_one(HeatMap).focus()

    def read_on(self, pages: int) -> None:
        """Read on in the months."""
        self.query_one("#months-list", VerticalScroll).scroll_relative(y=pages * PAGE, animate=False)

    def on_heat_map_moved(self, message: HeatMap.Moved) -> None:
        """Ask for the day there."""
        message.stop()
        if self._day is not None:
            self.post_message(self.DayChosen(self._day + timedelta(days=message.days)))

    def action_open(self) -> None:
        """Ask for the week of the day under the cursor."""
        if self._day is not None:
            self.post_message(self.DayChosen(self._day, opened=True))


def legend() -> Content:
    """Return the marks, and what each says."""
    marks = ((MARKS[heat], "$muted" if heat in QUIET else "$hold") for heat, _ in LEGEND)
    words = ((f" {words}  ", "$muted") for _, words in LEGEND)
    return styled(*chain.from_iterable(zip(marks, words, strict=True)))


def months_title(days: Sequence[DayReview], weeks: int, run: RunOfDays | None) -> Content:
    """Return the span, and how many days in a row were kept up to today, if there are a few."""
    span = f"{day_month(days[0].day)} {days[0].day.year} to {day_month(days[-1].day)} {days[-1].day.year}"
    return styled((f"{weeks} weeks", "bold"), "   ", (span, "$muted"), "   ", run_words(run))


def run_words(run: RunOfDays | None) -> str:
    """Return such as "12 days in a row"; empty for fewer than two."""
    if run is None or run.days < 2:  # noqa: PLR2004 - one day is no row
        return ""
    return f"{run.days} days in a row" + (" or more" if run.goes_further_back else "")


def day_words(day: DayReview, *, narrow: bool) -> Content:
    """Return one day in words."""
    named = f"{day.day:%a} {day_month(day.day)}" if narrow else date_words(day.day)
    figures = []
    if day.kind is not DayKind.PLANNED or not day.planned:
        figures.append(DAY_KINDS[day.kind] or "nothing was planned")
    if day.planned or day.done:
        figures.append(f"{day.done} of {day.planned}" + ("" if narrow else " sessions"))
    if day.stopped:
        figures.append(f"{day.stopped} stopped, kept safely")
    if day.seconds or day.planned:
        figures.append(f"{whole_minutes(day.seconds)} of {whole_minutes(day.seconds_planned)} min")
    return styled((named, "bold"), " " if narrow else "   ", ", ".join(figures))


def month_lines(months: Sequence[MonthReview], *, narrow: bool) -> Content:
    """Return a line a month, newest first: sessions, repetitions, minutes, done of planned."""
    if not months:
        return plain("")
    rows = [_figures(month, narrow=narrow) for month in months]
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    return lines(
        *(
            styled(
                (f"{month.first:%b %Y}".ljust(11), "bold"),
                *(cell.ljust(width + 3) for cell, width in zip(row, widths, strict=True)),
            )
            for month, row in zip(months, rows, strict=True)
        )
    )


def _figures(month: MonthReview, *, narrow: bool) -> tuple[str, ...]:
    sessions = f"{month.sessions_done} of {month.sessions_planned}"
    minutes = f"{whole_minutes(month.seconds)} of {whole_minutes(month.seconds_planned)} min"
    if narrow:
        return (sessions, minutes)
    return (f"{sessions} sessions", f"{month.reps_done} of {month.reps_planned} repetitions", minutes)
