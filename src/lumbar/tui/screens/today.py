"""Today: the session to do next, and what is done."""

from collections.abc import Iterable
from typing import ClassVar

from textual import events
from textual.app import ComposeResult, SystemCommand
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.message import Message

from lumbar.diary import Diary
from lumbar.domain.next_time import gentle_today
from lumbar.domain.person import TodaysChoice
from lumbar.domain.progression import mentions_amount
from lumbar.domain.set_up import mentions_minutes, with_minutes_mentioned
from lumbar.domain.statements import with_todays_choice
from lumbar.outlook import Outlook
from lumbar.ports import NoticeKind
from lumbar.tui.screens.help import TODAY_KEYS, HelpScreen
from lumbar.tui.screens.page import Page
from lumbar.tui.text import lines, plain, styled
from lumbar.tui.today_view import (
    AMOUNT_SAID,
    HINTS,
    START,
    WAYS,
    action_words,
    exercise_lines,
    gentle_words,
    hints,
    left_out_lines,
    notice_lines,
    other_lines,
    slot_lines,
    tally,
    way_words,
)
from lumbar.tui.widgets.key_bar import KeyBar
from lumbar.tui.widgets.line import Line
from lumbar.tui.widgets.top_bar import TopBar
from lumbar.words import next_time as words
from lumbar.words import todays_plan as plan_words
from lumbar.words.set_up import MINUTES_MENTION

BEFORE_ACTION = ("notices", "tally", "slot")
AFTER_ACTION = ("gentle", "amount", "minutes", "others", "exercises", "left-out", "own")


class TodayPage(Page):
    """What is due and what is done; Enter starts."""

    CSS_PATH = "today.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "start", "start"),
        Binding("t", "less_time", "less time"),
        Binding("x", "short_version", "short version"),
        Binding("e", "change_today", "change today"),
        Binding("b", "gentle_days", "bad days"),
        Binding("p", "app.plan", "my plan"),
        Binding("a", "amount_said", "provider said so"),
    ]

    class StartSession(Message):
        """The person wants to start the session that is due, in so many *minutes* if they are given."""

        def __init__(self, minutes: int | None = None) -> None:
            super().__init__()
            self.minutes = minutes

    def __init__(self, diary: Diary | None, warnings: tuple[str, ...] = ()) -> None:
        super().__init__(diary)
        self._warnings = warnings
        self._outlook: Outlook | None = None
        self.first_outlook: Outlook | None = None
        """What is to be shown first: it was found when the history was opened."""
        self._wants_to_start = False

    def compose(self) -> ComposeResult:
        """Lay out the day."""
        yield TopBar("Today")
        with VerticalScroll(id="day"):
            for name in BEFORE_ACTION:
                yield Line(id=name, classes="-empty")
            with Horizontal(id="doing", classes="-empty"):
                yield Line(id="action")
                for name, hint in WAYS.items():
                    yield Line(way_words(hint), id=name, classes="way")
            for name in AFTER_ACTION:
                yield Line(id=name, classes="-empty")
        yield KeyBar((START, *HINTS))

    def show_diary(self, diary: Diary) -> None:
        """Put the day on the screen."""
        self._outlook, self.first_outlook = self.first_outlook or diary.outlook(), None
        self._show(self._outlook, diary)

    def _show(self, outlook: Outlook, diary: Diary) -> None:
        today, notices = outlook.today, diary.store.notices
        self.query_one(TopBar).show(today.day)
        self._fill("notices", *notice_lines(notices, self._warnings))
        self._fill("tally", tally(today, narrow=self.has_class("-narrow")))
        self._fill("slot", slot_lines(outlook))
        self._fill("exercises", exercise_lines(outlook))
        self._fill("left-out", *left_out_lines(outlook))
        self._fill("others", *other_lines(outlook))
        self._fill("own", plain(outlook.person.when_and_where.strip()))
        action = self.query_one("#action", Line)
        action.update(action_words(today))
        action.display = outlook.can_start
        action.set_class(today.next_slot is None, "-quiet")
        self.query_one("#doing").set_class(not outlook.before.exercises, "-empty")
        self._show_statements(outlook)
        self._show_minutes(outlook, diary)
        is_unsaved = any(notice.kind is NoticeKind.UNSAVED for notice in notices)
        self.query_one(KeyBar).show(hints(outlook, is_unsaved=is_unsaved))

    def _fill(self, name: str, *rows: Content) -> None:
        """Show *rows* in the place of that name; it takes none if they are empty."""
        content = lines(*rows)
        place = self.query_one(f"#{name}", Line)
        place.set_class(not content.plain, "-empty")
        place.update(content)

    def _show_statements(self, outlook: Outlook) -> None:
        """Show what follows from what the person said: a gentle day, the length of the plan, a question once."""
        today, person = outlook.today, outlook.person
        self._fill("gentle", gentle_words(person, today.day))
        said_so = styled(f"{words.SOFT_AMOUNT} ", (AMOUNT_SAID.label, "bold $accent"), f" {AMOUNT_SAID.does}")
        self._fill("amount", *((said_so,) if mentions_amount(today.seconds_planned, person) else ()))

    def _show_minutes(self, outlook: Outlook, diary: Diary) -> None:
        """Say on one day that the minutes of the first week can be changed, and have it kept that it was said."""
        day, person = outlook.today.day, outlook.person
        mentions = mentions_minutes(person, diary.prescription(), day)
        mention = styled((f"{MINUTES_MENTION} ", "$muted"), ("p", "bold $accent"), (" my plan", "$muted"))
        self._fill("minutes", *((mention,) if mentions else ()))
        if mentions and person.minutes_mentioned_on is None:
            self.say(lambda stated: with_minutes_mentioned(stated, day))

    def on_resize(self) -> None:
        """Fit the words to the width."""
        if self.diary is not None and self._outlook is not None:
            self._show(self._outlook, self.diary)

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

    def action_short_version(self) -> None:
        """Start the short version of the session at once."""
        if self._outlook is not None:
            self.post_message(self.StartSession(self._outlook.short_minutes))

    def action_less_time(self) -> None:
        """Ask how much time there is today."""
        from lumbar.tui.screens.less_time import LessTimeScreen  # noqa: PLC0415 - seldom needed

        if self._outlook is not None and self._outlook.before.exercises:
            self.app.push_screen(LessTimeScreen(self._outlook), self._take)

    def action_change_today(self) -> None:
        """Let the person change today's exercises."""
        from lumbar.tui.screens.change_today import ChangeTodayScreen  # noqa: PLC0415 - seldom needed

        if self._outlook is not None and self._outlook.before.exercises:
            self.app.push_screen(ChangeTodayScreen(self._outlook), self._take)

    def _take(self, choice: TodaysChoice | None) -> None:
        """Have it kept how today is changed."""
        if choice is not None:
            self.say(lambda person: with_todays_choice(person, choice))

    def commands(self) -> Iterable[SystemCommand]:
        """Yield what can be done with today by name."""
        yield SystemCommand(plan_words.LESS_TIME, "Fewer minutes, for today alone", self.action_less_time)
        yield SystemCommand(plan_words.SHORT_VERSION, "Start it at once", self.action_short_version)
        yield SystemCommand(plan_words.CHANGE_TODAY, "Leave out, swap, another order", self.action_change_today)

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
        """Start by a click on the main action. What stands beside it, a long plan's line, the exercises: keys, too."""
        name = None if event.widget is None else event.widget.id
        if name == "action":
            self.action_start()
        elif name == "amount":
            self.action_amount_said()
        elif name == "exercises":
            self.app.simulate_key("p")
        elif name in WAYS:
            self.app.simulate_key(WAYS[name].key)
