"""A week: what was done of what was planned, beside the week before, and each session."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import ClassVar

from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from lumbar.diary import Diary
from lumbar.domain.days import DayKind
from lumbar.domain.plan import SECONDS_PER_MINUTE, whole_minutes
from lumbar.domain.record import SessionRecord
from lumbar.domain.review import DAYS_PER_WEEK, DayReview, Period, WeekReview
from lumbar.domain.told import DayLevels, Hurt, what_hurt
from lumbar.looking_back import LookingBack, WeekPast
from lumbar.tui.screens.history_view import HistoryView, day_month
from lumbar.tui.session_words import STATUS_WORDS
from lumbar.tui.text import lines, plain, styled
from lumbar.tui.widgets.bars import AXIS_WIDTH, Bar, Bars
from lumbar.tui.widgets.choice_list import ChoiceList
from lumbar.tui.widgets.key_bar import KEYS_HINT, KeyHint
from lumbar.tui.widgets.level_line import LevelLine
from lumbar.tui.widgets.line import Line
from lumbar.words import past as words

WIDEST_COLUMN = 12
LEVELS_TITLE = "Discomfort before → after each session, 0 to 10"
KIND_WORDS = {DayKind.REST: "rest", DayKind.AWAY: "away"}
GENTLE = "gentle"
MOST_HURTS = 3


class SessionList(ChoiceList):
    """The sessions of a week, newest first."""


class WeekView(HistoryView):
    """The week on top, its sessions below."""

    HINTS: ClassVar[Sequence[KeyHint]] = (
        KeyHint("left", "←", "earlier"),
        KeyHint("right", "→", "later"),
        KeyHint("enter", "Enter", "open"),
        KeyHint("r", "r", "report"),
        KeyHint("m", "m", "months"),
        KeyHint("x", "x", "exercises"),
        KeyHint("a", "a", "write in"),
        KeyHint("g", "g", "go to"),
        KEYS_HINT,
    )

    def __init__(self) -> None:
        super().__init__(id="week")
        self._sessions: tuple[SessionRecord, ...] = ()
        self._week: WeekReview | None = None

    def compose(self) -> ComposeResult:
        """Lay out the week and its sessions."""
        yield Line(id="title")
        yield Line(id="days")
        yield Bars(id="minutes")
        yield Line(id="minute-words")
        yield Line(styled((LEVELS_TITLE, "$muted")), id="levels-title")
        yield LevelLine(id="levels")
        yield Line(id="level-words")
        yield Line(id="hurts")
        yield Line(id="empty")
        yield SessionList(id="sessions")

    def show(self, diary: Diary, day: date) -> None:
        """Put the week of *day* on the screen."""
        past = LookingBack(diary).week(day)
        self._week, sessions = past.week, past.sessions
        self.set_class(self.is_short, "-short")
        self.set_class(self.is_tall, "-tall")
        self.query_one("#title", Line).update(week_title(past, narrow=self.is_narrow, short=self.is_short))
        self._show_days(past, diary.day())
        self._show_hurts(past, diary)
        self._show_sessions(sessions, diary)
        empty = self.query_one("#empty", Line)
        empty.update(_empty_words(is_now=past.week.days[-1].day >= diary.day()))
        empty.display = not sessions

    def _show_days(self, past: WeekPast, today: date) -> None:
        axis = 0 if self.is_narrow else AXIS_WIDTH
        column = min(WIDEST_COLUMN, (self.app.size.width - axis - 2) // DAYS_PER_WEEK)
        self.query_one("#days", Line).update(day_columns(past.week, today, axis=axis, column=column))
        bars = [
            Bar(amount=one.seconds / SECONDS_PER_MINUTE, goal=one.seconds_planned / SECONDS_PER_MINUTE)
            for one in past.week.days
        ]
        self.query_one(Bars).show(bars, column=column, axis=axis)
        self.query_one("#minute-words", Line).update(minute_words(past.week, axis=axis, column=column))
        levels = self.query_one(LevelLine)
        levels.show([one.points for one in past.levels], column=column, axis=axis)
        told = any(level is not None for one in past.levels for level in one.points)
        self.query_one("#level-words", Line).update(level_words(past.levels, axis=axis, column=column))
        self.set_class(not told, "-untold")

    def _show_hurts(self, past: WeekPast, diary: Diary) -> None:
        hurts = self.query_one("#hurts", Line)
        hurts.display = bool(past.hurts) and not self.is_narrow
        self.set_class(hurts.display, "-hurts")
        hurts.update(hurt_lines(past.hurts, diary, most=MOST_HURTS if self.is_tall else 1))

    def _show_sessions(self, sessions: tuple[SessionRecord, ...], diary: Diary) -> None:
        listed = self.query_one(SessionList)
        under_cursor = listed.highlighted or 0
        here = self._sessions[under_cursor].id if under_cursor < len(self._sessions) else ""
        self._sessions = sessions
        listed.display = bool(sessions)
        listed.clear_options()
        listed.add_options(Option(session_line(one, diary, narrow=self.is_narrow), id=one.id) for one in sessions)
        if sessions:
            places = {one.id: number for number, one in enumerate(sessions)}
            listed.highlighted = places.get(here, 0)

    def walked(self, day: date, steps: int) -> date:
        """Return the same day so many weeks on."""
        return day + timedelta(days=DAYS_PER_WEEK * steps)

    def take_focus(self) -> None:
        """Let the arrows choose a session."""
        self.query_one(SessionList).focus()

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Open the session under the cursor."""
        event.stop()
        self.post_message(self.Opened(self._sessions[event.option_index]))

    def on_bars_chosen(self, message: Bars.Chosen) -> None:
        """Go to the first session of the day that was clicked."""
        message.stop()
        if self._week is None:
            return
        day = self._week.days[message.number].day
        numbers = [number for number, one in enumerate(self._sessions) if one.day == day]
        if numbers:
            self.query_one(SessionList).highlighted = numbers[-1]


def week_title(past: WeekPast, *, narrow: bool, short: bool) -> Content:
    """Return week and dates, its three figures, and those of the week before beneath them."""
    week, before = past.week, past.before
    name, name_before = (f"Week {one.days[0].day.isocalendar().week}" for one in (week, before))
    dates = f"{day_month(week.days[0].day)} to {day_month(week.days[-1].day)}"
    head = styled((name, "bold"), "   ", (dates, "$muted"))
    if narrow:
        rows = [head, styled(f"{_sessions(week)} sessions   ", (f"{_minutes(week)} min", ""))]
        if not short:
            rows.append(styled(f"{_reps(week)} repetitions"))
            rows.append(styled((f"{name_before}: {_sessions(before)}, {_minutes(before)} min", "$muted")))
        return lines(*rows)
    figures = zip((_sessions(week), _reps(week), _minutes(week)), ("sessions", "repetitions", "min"), strict=True)
    columns = [f"{figure} {unit}".ljust(len(unit) + len(figure) + 4) for figure, unit in figures]
    beneath = zip((_sessions(before), _reps(before), _minutes(before)), columns, strict=True)
    lead = " " * (len(name) + 3)
    return lines(
        head,
        styled(lead, (columns[0], "bold"), *columns[1:]),
        styled((name_before.ljust(len(lead)) + "".join(one.ljust(len(column)) for one, column in beneath), "$muted")),
    )


def _sessions(week: Period) -> str:
    return f"{week.sessions_done} of {week.sessions_planned}"


def _reps(week: Period) -> str:
    return f"{week.reps_done} of {week.reps_planned}"


def _minutes(week: Period) -> str:
    return f"{whole_minutes(week.seconds)} of {whole_minutes(week.seconds_planned)}"


def day_columns(week: WeekReview, today: date, *, axis: int, column: int) -> Content:
    """Return seven columns: the day, and its sessions as marks. Today's name is bold."""
    names = [styled((f"{one.day:%a}".ljust(column), "bold" if one.day == today else "$muted")) for one in week.days]
    marks = [styled((day_marks(one, column).ljust(column), "$hold" if one.done else "$muted")) for one in week.days]
    lead = plain(" " * axis)
    return lines(Content("").join([lead, *names]), Content("").join([lead, *marks]))


def day_marks(day: DayReview, column: int) -> str:
    """Return a mark a session: done, stopped and kept safely, open; in words what a day without a plan was for."""
    marks = "●" * day.done + "■" * day.stopped
    marks += "○" * max(0, day.planned - day.done - day.stopped)
    extra = GENTLE if day.kind is DayKind.BAD_DAY else KIND_WORDS.get(day.kind, "")
    if not marks:
        return extra or "·"
    both = f"{marks} {extra}"
    return both if extra and len(both) < column else marks


def minute_words(week: WeekReview, *, axis: int, column: int) -> Content:
    """Return the minutes of each day beneath its bar."""
    cells = (_minutes_of(one, unit=" min" if axis else "").ljust(column) for one in week.days)
    return styled(" " * axis + "".join(cells))


def _minutes_of(day: DayReview, *, unit: str) -> str:
    return f"{whole_minutes(day.seconds)}{unit}" if day.seconds else ""


def level_words(days: Sequence[DayLevels], *, axis: int, column: int) -> Content:
    """Return the levels of each day beneath the line; if they are too many, the first and the last."""
    return styled(" " * axis, ("".join(_levels_of(day, column).ljust(column) for day in days), "$muted"))


def _levels_of(day: DayLevels, column: int) -> str:
    told = [one for one in day.sessions if one.before is not None or one.after is not None]
    text = " ".join(arrow(one.before, one.after) for one in told)
    if len(text) < column or not told:
        return text
    return arrow(told[0].before, told[-1].after)


def arrow(before: int | None, after: int | None, between: str = "→") -> str:
    """Return such as "3→2"; a middle dot stands for what was left out."""
    return between.join("·" if level is None else str(level) for level in (before, after))


def hurt_lines(hurts: Sequence[Hurt], diary: Diary, *, most: int) -> Content:
    """Return the newest of what hurt, a line each, and how many there are beside these."""
    rows = [
        styled(
            (f"{one.day:%a} {one.started_at:%H:%M}", "bold"),
            "   ",
            ("■ ", "$stop"),
            words.hurt_words(one, diary.exercises),
            (f"   and {len(hurts) - most} more" if number == most - 1 and len(hurts) > most else "", "$muted"),
        )
        for number, one in enumerate(hurts[:most])
    ]
    return lines(*rows)


def session_line(record: SessionRecord, diary: Diary, *, narrow: bool) -> Content:
    """Return a session in a line, and in a line each what hurt and the note."""
    gap = " " if narrow else "   "
    status = STATUS_WORDS[record.status].partition(",")[0] if narrow else STATUS_WORDS[record.status]
    reps = f"{gap}{record.reps_done} of {record.reps_planned}" + ("" if narrow else " repetitions")
    first = styled(
        (f"{record.day:%a} {record.started_at:%H:%M}", "bold"),
        f"{gap}{whole_minutes(record.seconds_active)} min{gap}",
        status,
        (reps, "$muted"),
        ("" if narrow else pain_words(record), "$muted"),
        (f"{gap}by hand" if record.entered_by_hand else "", "$muted"),
    )
    told = what_hurt([record]) if narrow else ()  # where it is wide, they stand above the list
    hurts = (styled("  ", (words.hurt_words(one, diary.exercises), "$stop")) for one in told)
    note = [styled("  ", (record.note, "$muted"))] if record.note else []
    return lines(first, *hurts, *note)


def pain_words(record: SessionRecord) -> str:
    """Return the pain before and after, such as "   pain 3 → 2"; empty if neither was told."""
    if record.pain_before is None and record.pain_after is None:
        return ""
    return f"   pain {arrow(record.pain_before, record.pain_after, ' → ')}"


def _empty_words(*, is_now: bool) -> Content:
    if not is_now:
        return styled(("No session in this week.", "$muted"))
    return lines(
        plain("Your sessions of the week will be here."),
        styled(("Press 1, then Enter, to start one.", "$muted")),
    )
