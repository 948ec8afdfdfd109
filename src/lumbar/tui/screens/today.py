"""Today: the session to do next, and what is done."""

from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.message import Message

from lumbar.diary import Diary
from lumbar.domain.next_time import bad_days_are_over, gentle_today
from lumbar.domain.person import BadDays, Person
from lumbar.domain.plan import Today
from lumbar.domain.progression import mentions_amount
from lumbar.ports import NoticeKind
from lumbar.tui.screens.help import TODAY_KEYS, HelpScreen
from lumbar.tui.screens.page import Page
from lumbar.tui.text import lines, styled
from lumbar.tui.today_view import (
    AMOUNT_SAID,
    HINTS,
    action_words,
    done_lines,
    exercise_lines,
    gentle_words,
    hints,
    notice_lines,
    off_lines,
    slot_lines,
    tally,
)
from lumbar.tui.widgets.key_bar import KeyBar
from lumbar.tui.widgets.line import Line
from lumbar.tui.widgets.top_bar import TopBar
from lumbar.words import next_time as words


class TodayPage(Page):
    """What is due and what is done; Enter starts."""

    CSS_PATH = "today.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "start", "start"),
        Binding("b", "gentle_days", "bad days"),
        Binding("p", "amount_said", "provider said so"),
    ]

    class StartSession(Message):
        """The person wants to start the session that is due."""

    def __init__(self, diary: Diary | None, warnings: tuple[str, ...] = ()) -> None:
        super().__init__(diary)
        self._warnings = warnings
        self._wants_to_start = False
        self._asked_after: BadDays | None = None
        """The bad days after which it was asked how to go on."""

    def compose(self) -> ComposeResult:
        """Lay out the day."""
        yield TopBar("Today")
        with VerticalScroll(id="day"):
            yield Line(id="notices")
            yield Line(id="tally")
            yield Line(id="slot")
            yield Line(id="action")
            yield Line(id="gentle")
            yield Line(id="amount")
            yield Line(id="exercises")
            yield Line(id="off")
            yield Line(id="done")
        yield KeyBar(HINTS)

    def show_diary(self, diary: Diary) -> None:
        """Put the day on the screen."""
        today, off = diary.today(), diary.off_today()
        self.query_one(TopBar).show(today.day)
        notices = notice_lines(diary.store.notices, self._warnings)
        self.query_one("#notices", Line).set_class(not notices, "-empty")
        self.query_one("#notices", Line).update(lines(*notices))
        self.query_one("#tally", Line).update(tally(today, narrow=self.has_class("-narrow")))
        self.query_one("#slot", Line).update(slot_lines(today, diary))
        self.query_one("#exercises", Line).update(exercise_lines(today, diary))
        self.query_one("#off", Line).set_class(not off, "-empty")
        self.query_one("#off", Line).update(off_lines(off))
        self.query_one("#action", Line).update(action_words(today))
        can_start = bool(diary.before().exercises)
        self.query_one("#action", Line).display = can_start
        self.query_one("#action", Line).set_class(today.next_slot is None, "-quiet")
        self.query_one("#done", Line).update(done_lines(today))
        self.query_one("#done", Line).set_class(all(slot.record is None for slot in today.slots), "-empty")
        self._show_statements(today, diary.store.person())
        is_unsaved = any(notice.kind is NoticeKind.UNSAVED for notice in diary.store.notices)
        self.query_one(KeyBar).show(hints(today, diary.store.person(), can_start=can_start, is_unsaved=is_unsaved))

    def _show_statements(self, today: Today, person: Person) -> None:
        """Show what follows from what the person said: a gentle day, the length of the plan, a question once."""
        gentle, is_long = gentle_words(person, today.day), mentions_amount(today.seconds_planned, person)
        self.query_one("#gentle", Line).update(gentle)
        self.query_one("#gentle", Line).set_class(not gentle, "-empty")
        self.query_one("#amount", Line).update(
            styled(f"{words.SOFT_AMOUNT} ", (AMOUNT_SAID.label, "bold $accent"), f" {AMOUNT_SAID.does}")
        )
        self.query_one("#amount", Line).set_class(not is_long, "-empty")
        if bad_days_are_over(person, today.day) and self._asked_after != person.bad_days[-1]:
            self.call_later(self._ask_how_to_go_on)

    def _ask_how_to_go_on(self) -> None:
        """Ask how to go on after the bad days, unless there is something else on the screen by now."""
        person = self.diary.store.person() if self.diary is not None else None
        if self.diary is None or person is None or not person.bad_days or not self.is_current:
            return
        if self._asked_after != person.bad_days[-1]:
            from lumbar.tui.screens.gentle_days import ask_how_to_go_on  # noqa: PLC0415 - seldom needed

            self._asked_after = person.bad_days[-1]
            ask_how_to_go_on(self, self.diary)

    def on_resize(self) -> None:
        """Fit the words to the width."""
        if self.diary is not None:
            self.show_diary(self.diary)

    def take_diary(self, diary: Diary) -> None:
        """Show *diary*; start now if that was asked for before it was open."""
        super().take_diary(diary)
        if self._wants_to_start:
            self._wants_to_start = False
            self.action_start()

    def action_start(self) -> None:
        """Start the session that is due, as soon as the history is open."""
        if self.diary is None:
            self._wants_to_start = True
        else:
            self.post_message(self.StartSession())

    def action_gentle_days(self) -> None:
        """Ask for gentle days; on one of them, whether they end."""
        from lumbar.tui.screens.gentle_days import ask_how_many, ask_to_end  # noqa: PLC0415 - seldom needed

        if self.diary is not None:
            is_gentle = gentle_today(self.diary.store.person(), self.diary.day())
            (ask_to_end if is_gentle else ask_how_many)(self, self.diary)

    def action_amount_said(self) -> None:
        """State that the provider said so, where the line about the length of the plan stands."""
        from lumbar.tui.screens.gentle_days import ask_if_amount_is_meant  # noqa: PLC0415 - seldom needed

        if self.diary is not None and self.query_one("#amount").display:
            ask_if_amount_is_meant(self)

    def action_keys(self) -> None:
        """Show the keys of this page."""
        self.app.push_screen(HelpScreen(TODAY_KEYS))

    def on_click(self, event: events.Click) -> None:
        """Start by a click on the main action; the line about a long plan is its key, too."""
        if event.widget is not None and event.widget.id == "action":
            self.action_start()
        elif event.widget is not None and event.widget.id == "amount":
            self.action_amount_said()
