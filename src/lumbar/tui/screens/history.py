"""History: weeks, months and exercises, and the sessions in them."""

from collections.abc import Iterable, Mapping
from datetime import date
from functools import partial
from typing import ClassVar

from textual.app import ComposeResult, SystemCommand
from textual.binding import Binding, BindingType

from lumbar.diary import Diary
from lumbar.domain.by_hand import HandEntry
from lumbar.domain.record import SessionRecord
from lumbar.domain.typed_day import FIRST_DAY
from lumbar.tui.history_change import HistoryChange
from lumbar.tui.screens.help import HISTORY_KEYS, HelpScreen
from lumbar.tui.screens.history_exercises import ExercisesView
from lumbar.tui.screens.history_months import MonthsView
from lumbar.tui.screens.history_view import HistoryView
from lumbar.tui.screens.history_week import WeekView
from lumbar.tui.screens.page import Page
from lumbar.tui.screens.session_details import SessionDetails
from lumbar.tui.text import styled
from lumbar.tui.widgets.key_bar import KeyBar, KeyHint
from lumbar.tui.widgets.line import Line
from lumbar.tui.widgets.top_bar import TopBar

UNDO = KeyHint("u", "u", "undo")
GO_TO = "Which day do you want to look at?"
WRITE_IN = "On which day did you do the session?"


class HistoryPage(Page):
    """One way to look back at a time; all of them stand at the same day."""

    CSS_PATH = "history.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left,h", "walk(-1)", "back"),
        Binding("right,l", "walk(1)", "on"),
        Binding("w,escape", "look('week')", "weeks"),
        Binding("m", "look('months')", "months"),
        Binding("x", "look('exercises-view')", "exercises"),
        Binding("pagedown", "read_on(1)", "read on", show=False),
        Binding("pageup", "read_on(-1)", "read back", show=False),
        Binding("g", "go_to", "go to a day"),
        Binding("a", "write_in", "write a session in"),
        Binding("r", "report", "page for the provider"),
        Binding("u", "undo", "put the session back"),
    ]

    def __init__(self, diary: Diary | None) -> None:
        super().__init__(diary)
        self._day: date | None = None
        """The day that is looked at; None for today."""
        self._views: Mapping[str, HistoryView] = {
            "week": WeekView(),
            "months": MonthsView(),
            "exercises-view": ExercisesView(),
        }
        self._view = "week"
        self._removed: SessionRecord | None = None

    def compose(self) -> ComposeResult:
        """Lay out the views, one of which is seen."""
        yield TopBar("History")
        yield Line(id="removed")
        yield from self._views.values()
        yield KeyBar(WeekView.HINTS)

    @property
    def _shown(self) -> HistoryView:
        return self._views[self._view]

    def show_diary(self, diary: Diary) -> None:
        """Put the chosen day on the screen."""
        self.query_one(TopBar).show(diary.day())
        for view in self._views.values():
            view.display = view is self._shown
        self._shown.show(diary, self._day or diary.day())
        self._shown.take_focus()
        self._show_removed()

    def _show_removed(self) -> None:
        removed = self.query_one("#removed", Line)
        removed.display = self._removed is not None
        hints = self._shown.HINTS
        if self._removed is not None:
            when = f"{self._removed.day:%a} {self._removed.day.day} {self._removed.day:%b}"
            text = f"The session of {when}, {self._removed.started_at:%H:%M}, is deleted.   "
            removed.update(styled(text, ("u", "bold $accent"), (" puts it back.", "$muted")))
            hints = (UNDO, *hints)
        self.query_one(KeyBar).show(hints)

    def on_resize(self) -> None:
        """Fit the view to the new size."""
        self._show_again()

    def _show_again(self) -> None:
        if self.diary is not None:
            self.show_diary(self.diary)

    def action_walk(self, steps: int) -> None:
        """Go on (1) or back (-1) as far as the view does; not beyond today."""
        if self.diary is not None:
            self._go(self.diary, self._shown.walked(self._day or self.diary.day(), steps))

    def _go(self, diary: Diary, day: date) -> None:
        day = max(day, FIRST_DAY)
        self._day = day if day < diary.day() else None
        self.show_diary(diary)

    def action_read_on(self, pages: int) -> None:
        """Read on (1) or back (-1) in what does not fit on the screen."""
        self._shown.read_on(pages)

    def action_look(self, view: str) -> None:
        """Look at the same day in another way."""
        self._view = view
        self._show_again()

    def on_history_view_day_chosen(self, message: HistoryView.DayChosen) -> None:
        """Look at the day that was chosen."""
        message.stop()
        if message.opened:
            self._view = "week"
        if self.diary is not None:
            self._go(self.diary, message.day)

    def on_history_view_opened(self, message: HistoryView.Opened) -> None:
        """Open a session."""
        message.stop()
        if self.diary is not None:
            record, writable = message.record, self.diary.store.writable
            screen = SessionDetails(record, self.diary.exercises, writable=writable)
            self.app.push_screen(screen, lambda delete: self._delete(record) if delete else None)

    def _delete(self, record: SessionRecord) -> None:
        def then() -> None:
            self._removed = record

        self.post_message(HistoryChange(lambda past: past.remove(record.id), then))

    def action_undo(self) -> None:
        """Put the session back that was deleted last."""
        record = self._removed
        if record is None:
            return

        def then() -> None:
            self._removed = None

        self.post_message(HistoryChange(lambda past: past.put_back(record), then))

    def action_go_to(self) -> None:
        """Ask for a day, and go there."""
        from lumbar.tui.screens.day_question import DayQuestion  # noqa: PLC0415 - seldom needed

        if (diary := self.diary) is not None:
            question = DayQuestion(GO_TO, diary.day())
            self.app.push_screen(question, lambda day: self._go(diary, day) if day is not None else None)

    def action_write_in(self) -> None:
        """Ask for the day of a session that was done away from the machine, then for the rest."""
        from lumbar.tui.screens.day_question import DayQuestion  # noqa: PLC0415 - seldom needed

        if (diary := self.diary) is not None and diary.store.writable:
            day = self._day or diary.day()
            question = DayQuestion(WRITE_IN, diary.day(), text=f"{day.day} {day:%b %Y}")
            self.app.push_screen(question, lambda day: self._write_in(diary, day) if day is not None else None)

    def _write_in(self, diary: Diary, day: date) -> None:
        from lumbar.tui.screens.write_in import WriteIn  # noqa: PLC0415 - seldom needed

        def written(entry: HandEntry | None) -> None:
            if entry is not None:
                change = HistoryChange(lambda past: past.write_in(entry), lambda: self._go_in_week(diary, day))
                self.post_message(change)

        self.app.push_screen(WriteIn(diary, day), written)

    def _go_in_week(self, diary: Diary, day: date) -> None:
        self._view = "week"
        self._go(diary, day)

    def action_report(self) -> None:
        """Ask for the period of a page for the provider, and where it goes."""
        from lumbar.tui.report_desk import ask_for_report  # noqa: PLC0415 - seldom needed

        if self.diary is not None:
            ask_for_report(self.app, self.diary)

    def commands(self) -> Iterable[SystemCommand]:
        """Yield what can be done with the past by name."""
        yield SystemCommand("Weeks", "One week beside the one before", partial(self.action_look, "week"))
        yield SystemCommand("Months", "Day by day", partial(self.action_look, "months"))
        yield SystemCommand("Exercises over time", "Left and right", partial(self.action_look, "exercises-view"))
        yield SystemCommand("Go to a day", "Which you type", self.action_go_to)
        yield SystemCommand("Write in a session", "One that you did away from here", self.action_write_in)

    def action_keys(self) -> None:
        """Show the keys of this page."""
        self.app.push_screen(HelpScreen(HISTORY_KEYS))
