"""History: a week at a time, and the sessions in it."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from lumbar.diary import Diary
from lumbar.domain.plan import whole_minutes
from lumbar.domain.record import SessionRecord
from lumbar.domain.review import DAYS_PER_WEEK, DayReview, WeekReview
from lumbar.tui.screens.help import HISTORY_KEYS, HelpScreen
from lumbar.tui.screens.page import Page
from lumbar.tui.screens.session_details import SessionDetails
from lumbar.tui.session_words import STATUS_WORDS
from lumbar.tui.text import lines, plain, styled
from lumbar.tui.widgets.choice_list import ChoiceList
from lumbar.tui.widgets.key_bar import KeyBar, KeyHint
from lumbar.tui.widgets.line import Line
from lumbar.tui.widgets.top_bar import TopBar

HINTS = (
    KeyHint("left", "← →", "weeks"),
    KeyHint("down", "↑ ↓", "choose"),
    KeyHint("enter", "Enter", "open"),
    KeyHint("1", "1", "today"),
    KeyHint("2", "2", "catalog"),
    KeyHint("question_mark", "?", "keys"),
)
WIDE_COLUMN = 9
NARROW_COLUMN = 5
NARROW = 70


class SessionList(ChoiceList):
    """The sessions of a week, newest first."""


class HistoryPage(Page):
    """The week on top, its sessions below."""

    CSS_PATH = "history.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left,h", "week(-1)", "the week before"),
        Binding("right,l", "week(1)", "the week after"),
    ]

    def __init__(self, diary: Diary | None) -> None:
        super().__init__(diary)
        self._weeks_back = 0
        self._sessions: Sequence[SessionRecord] = ()

    def compose(self) -> ComposeResult:
        """Lay out the week and its sessions."""
        yield TopBar("History")
        yield Line(id="title")
        yield Line(id="days")
        yield Line(id="empty")
        yield SessionList(id="sessions")
        yield KeyBar(HINTS)

    def show_diary(self, diary: Diary) -> None:
        """Put the chosen week on the screen."""
        today = diary.day()
        week = diary.week(today - timedelta(days=DAYS_PER_WEEK * self._weeks_back))
        self._sessions = diary.store.sessions(since=week.days[0].day, until=week.days[-1].day)
        self.query_one(TopBar).show(today)
        self.query_one("#title", Line).update(week_title(week, narrow=self._narrow))
        self.query_one("#days", Line).update(day_columns(week, today, narrow=self._narrow))
        empty = self.query_one("#empty", Line)
        empty.update(_empty_words(self._weeks_back))
        empty.display = not self._sessions
        listed = self.query_one(SessionList)
        listed.display = bool(self._sessions)
        kept = listed.highlighted
        listed.clear_options()
        listed.add_options(Option(session_line(one, narrow=self._narrow), id=one.id) for one in self._sessions)
        if self._sessions:
            listed.highlighted = min(kept or 0, len(self._sessions) - 1)
            listed.focus()

    @property
    def _narrow(self) -> bool:
        return self.size.width < NARROW

    def on_resize(self) -> None:
        """Fit the columns to the new width."""
        if self.diary is not None:
            self.show_diary(self.diary)

    def action_week(self, step: int) -> None:
        """Go *step* weeks on (1) or back (-1); not beyond this week."""
        self._weeks_back = max(0, self._weeks_back - step)
        if self.diary is not None:
            self.show_diary(self.diary)

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Open the session under the cursor."""
        event.stop()
        if self.diary is not None:
            self.app.push_screen(SessionDetails(self._sessions[event.option_index], self.diary.exercises))

    def action_keys(self) -> None:
        """Show the keys of this page."""
        self.app.push_screen(HelpScreen(HISTORY_KEYS))


def week_title(week: WeekReview, *, narrow: bool) -> Content:
    """Return week, dates, sessions and minutes."""
    first, last = week.days[0].day, week.days[-1].day
    number = first.isocalendar().week
    dates = f"{_day_month(first)} to {_day_month(last)}"
    sessions = f"{week.sessions_done} of {week.sessions_planned} sessions"
    minutes = f"{whole_minutes(week.seconds)} of {whole_minutes(week.seconds_planned)} min"
    head = styled((f"Week {number}", "bold"), "   ", (dates, "$muted"))
    figures = styled(sessions, "   ", (minutes, "$muted"))
    return lines(head, figures) if narrow else Content("      ").join([head, figures])


def _day_month(day: date) -> str:
    return f"{day.day} {day:%b}"


def day_columns(week: WeekReview, today: date, *, narrow: bool) -> Content:
    """Return seven columns: the day, its sessions as marks, its minutes. Today's name is bold."""
    width = NARROW_COLUMN if narrow else WIDE_COLUMN
    names = [styled((f"{one.day:%a}".ljust(width), "bold" if one.day == today else "$muted")) for one in week.days]
    marks = [styled((day_marks(one).ljust(width), "$hold")) for one in week.days]
    minutes = [styled((_minutes(one, narrow=narrow).ljust(width), "")) for one in week.days]
    rows = (names, marks, minutes) if week.seconds else (names, marks)
    return lines(*(Content("").join(row) for row in rows))


def day_marks(day: DayReview) -> str:
    """Return a mark a session: done, stopped and kept safely, open; a middle dot where nothing was planned."""
    marks = "●" * day.done + "■" * day.stopped
    open_sessions = max(0, day.planned - day.done - day.stopped)
    return marks + "○" * open_sessions or "·"


def _minutes(day: DayReview, *, narrow: bool) -> str:
    if not day.seconds:
        return ""
    return f"{whole_minutes(day.seconds)}" if narrow else f"{whole_minutes(day.seconds)} min"


def session_line(record: SessionRecord, *, narrow: bool) -> Content:
    """Return a session in a line: pain before and after with an arrow between, where it was told."""
    started = record.started_at
    gap = " " if narrow else "   "
    reps = f"{gap}{record.reps_done} of {record.reps_planned}" + ("" if narrow else " repetitions")
    return styled(
        (f"{record.day:%a} {started:%H:%M}", "bold"),
        f"{gap}{whole_minutes(record.seconds_active)} min{gap}",
        STATUS_WORDS[record.status].partition(",")[0] if narrow else STATUS_WORDS[record.status],
        (reps, "$muted"),
        ("" if narrow else pain_words(record), "$muted"),
    )


def pain_words(record: SessionRecord) -> str:
    """Return the pain before and after, such as "   pain 3 → 2"; empty if neither was told."""
    if record.pain_before is None and record.pain_after is None:
        return ""
    before, after = ("-" if level is None else str(level) for level in (record.pain_before, record.pain_after))
    return f"   pain {before} → {after}"


def _empty_words(weeks_back: int) -> Content:
    if weeks_back:
        return styled(("No session in this week.", "$muted"))
    return lines(
        plain("Your sessions of the week will be here."),
        styled(("Press 1, then Enter, to start one.", "$muted")),
    )
