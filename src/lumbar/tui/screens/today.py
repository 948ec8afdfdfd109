"""Today: the session to do next, and what is done."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, ClassVar

from textual import events
from textual.app import ComposeResult, SystemCommand
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.message import Message

from lumbar.tui.day_shown import (
    AFTER_ACTION,
    BEFORE_ACTION,
    HINTS,
    NARROW_TALLY,
    START,
    TALLY,
    WAYS,
    DayShown,
    action_words,
    way_words,
)
from lumbar.tui.screens.page import Page
from lumbar.tui.widgets.key_bar import KeyBar
from lumbar.tui.widgets.line import Line
from lumbar.tui.widgets.top_bar import TopBar

if TYPE_CHECKING:
    from lumbar.diary import Diary
    from lumbar.domain.person import TodaysChoice
    from lumbar.outlook import Outlook

NOTHING = Content("")
DOING = "doing"
ORDER = (*BEFORE_ACTION, DOING, *AFTER_ACTION)
"""What stands below each other, by its id."""

EMPTY, QUIET = "-empty", "-quiet"
"""The classes of a place without a text, and of the action when nothing is due."""

UNKNOWN = DayShown(day=None, texts={}, hints=(START, *HINTS), can_start=True, is_extra=False, has_ways=False)
"""What is shown before the history is open, and nothing was kept."""


class TodayPage(Page):
    """What is due and what is done; Enter starts."""

    CSS_PATH = "today.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "start", "start"),
        Binding("t", "less_time", "less time"),
        Binding("x", "short_version", "short version"),
        Binding("e", "change_today", "change today"),
        Binding("b", "gentle_days", "bad days"),
        Binding("p", "plan", "my plan"),
        Binding("a", "amount_said", "my provider said so"),
    ]

    class StartSession(Message):
        """The person wants to start the session that is due, in so many *minutes* if they are given."""

        def __init__(self, minutes: int | None = None) -> None:
            super().__init__()
            self.minutes = minutes

    def __init__(
        self, diary: "Diary | None", *, kept: DayShown | None = None, warnings: Callable[[], Sequence[str]] = tuple
    ) -> None:
        super().__init__(diary)
        self._shown = kept
        """What is shown: at first how the day was kept, until the history is open."""
        self._warnings = warnings
        self._outlook: Outlook | None = None
        self.first_outlook: Outlook | None = None
        """What is to be shown first: it was found when the history was opened."""
        self._waiting: Callable[[], object] | None = None
        """What the person wanted before the history was open."""

    def compose(self) -> ComposeResult:
        """Lay out the day, with what is known of it. A place comes when there is a text for it: each costs time."""
        shown = self._shown or UNKNOWN
        yield TopBar("Today", shown.day)
        with VerticalScroll(id="day"):
            yield from self._places(BEFORE_ACTION, shown)
            with Horizontal(id=DOING, classes="" if shown.has_ways else EMPTY):
                action = Line(action_words(is_extra=shown.is_extra), id="action", classes=QUIET * shown.is_extra)
                action.display = shown.can_start
                yield action
                for name, hint in WAYS.items():
                    yield Line(way_words(hint), id=name, classes="way")
            yield from self._places(AFTER_ACTION, shown)
        yield KeyBar(shown.hints)

    def _places(self, names: Sequence[str], shown: DayShown) -> Iterator[Line]:
        for name in names:
            if name in shown.texts:
                yield Line(self._text(name, shown), id=name)

    def _text(self, name: str, shown: DayShown) -> Content:
        """Return what stands in the place of that name; the tally is shorter where it is narrow."""
        is_short = name == TALLY and self.has_class("-narrow")
        return shown.texts.get(NARROW_TALLY if is_short else name, NOTHING)

    def show_diary(self, diary: "Diary") -> None:
        """Put the day on the screen."""
        from lumbar.tui.today_view import shown_of  # noqa: PLC0415 - a day that was kept is shown without

        self._outlook, self.first_outlook = self.first_outlook or diary.outlook(), None
        shown = shown_of(self._outlook, notices=diary.store.notices, warnings=self._warnings())
        if self._shown is None or not shown.is_same(self._shown):
            self._show(shown)
        else:
            self._fill(TALLY, shown)  # the size may be another one
        self._keep_that_minutes_are_mentioned(self._outlook)

    def _show(self, shown: DayShown) -> None:
        self._shown = shown
        self.query_one(TopBar).show(shown.day)
        for name in (*BEFORE_ACTION, *AFTER_ACTION):
            self._fill(name, shown)
        action = self.query_one("#action", Line)
        action.show(action_words(is_extra=shown.is_extra), layout=True)
        action.display = shown.can_start
        action.set_class(shown.is_extra, QUIET)
        self.query_one(f"#{DOING}").set_class(not shown.has_ways, EMPTY)
        self.query_one(KeyBar).show(shown.hints)

    def _fill(self, name: str, shown: DayShown) -> None:
        """Show the text in the place of that name; it takes no room if it is empty."""
        text, there = self._text(name, shown), self.query(f"#{name}")
        if there:
            place = there.only_one(Line)
            place.set_class(not text.plain, EMPTY)
            place.show(text, layout=True)
        elif text.plain:
            before = [one for one in ORDER[: ORDER.index(name)] if self.query(f"#{one}")]
            day, place = self.query_one("#day"), Line(text, id=name)
            if before:
                day.mount(place, after=f"#{before[-1]}")
            else:
                day.mount(place, before=0)

    def _keep_that_minutes_are_mentioned(self, outlook: "Outlook") -> None:
        """Have it kept that it was said that the minutes can be changed: it is said on one day."""
        if "minutes" in (() if self._shown is None else self._shown.texts) and not outlook.person.minutes_mentioned_on:
            from lumbar.domain.set_up import with_minutes_mentioned  # noqa: PLC0415 - on one day alone

            day = outlook.today.day
            self.say(lambda stated: with_minutes_mentioned(stated, day))

    def on_resize(self) -> None:
        """Fit the tally to the width."""
        if self._shown is not None:
            self._fill(TALLY, self._shown)

    def take_diary(self, diary: "Diary") -> None:
        """Show *diary*, and do what waited for it, unless something else is asked first."""
        super().take_diary(diary)
        self.call_later(self._do_what_waits)

    def on_screen_suspend(self) -> None:
        """Forget what waits: the person went on to something else."""
        self._waiting = None

    def _when_open(self, work: Callable[[], object]) -> None:
        """Do *work* as soon as the history is open; of several that wait the last one."""
        if self.diary is None:
            self._waiting = work
        else:
            work()

    def _do_what_waits(self) -> None:
        work, self._waiting = self._waiting, None
        if work is not None and self.is_current:
            work()

    def action_start(self) -> None:
        """Start the session that is due."""
        self._when_open(lambda: self.post_message(self.StartSession()))

    def action_short_version(self) -> None:
        """Start the short version of the session at once."""
        self._when_open(self._start_short_version)

    def _start_short_version(self) -> None:
        if self._outlook is not None:
            self.post_message(self.StartSession(self._outlook.short_minutes))

    def action_less_time(self) -> None:
        """Ask how much time there is today."""
        self._when_open(self._ask_for_time)

    def _ask_for_time(self) -> None:
        from lumbar.tui.screens.less_time import LessTimeScreen  # noqa: PLC0415 - seldom needed

        if self._outlook is not None and self._outlook.before.exercises:
            self.app.push_screen(LessTimeScreen(self._outlook), self._take)

    def action_change_today(self) -> None:
        """Let the person change today's exercises."""
        self._when_open(self._change_today)

    def _change_today(self) -> None:
        from lumbar.tui.screens.change_today import ChangeTodayScreen  # noqa: PLC0415 - seldom needed

        if self._outlook is not None and self._outlook.before.exercises:
            self.app.push_screen(ChangeTodayScreen(self._outlook), self._take)

    def _take(self, choice: "TodaysChoice | None") -> None:
        """Have it kept how today is changed."""
        from lumbar.domain.statements import with_todays_choice  # noqa: PLC0415 - seldom needed

        if choice is not None:
            self.say(lambda person: with_todays_choice(person, choice))

    def commands(self) -> Iterable[SystemCommand]:
        """Yield what can be done with today by name."""
        from lumbar.words import todays_plan as plan_words  # noqa: PLC0415 - the first screen does not need it

        yield SystemCommand(plan_words.LESS_TIME, "Fewer minutes, for today alone", self.action_less_time)
        yield SystemCommand(plan_words.SHORT_VERSION, "Start it at once", self.action_short_version)
        yield SystemCommand(plan_words.CHANGE_TODAY, "Leave out, swap, another order", self.action_change_today)
        yield SystemCommand("Bad days", "Gentle days, your gentle set, or the end of them", self.action_gentle_days)

    def action_plan(self) -> None:
        """Show the plan."""
        self._when_open(lambda: self.app.call_next(self.app.run_action, "plan"))

    def action_gentle_days(self) -> None:
        """Ask for gentle days; on one of them, whether they end."""
        self._when_open(self._ask_about_gentle_days)

    def _ask_about_gentle_days(self) -> None:
        from lumbar.tui.screens.gentle_days import ask_about_gentle_days  # noqa: PLC0415 - seldom needed

        if self.diary is not None:
            ask_about_gentle_days(self, self.diary)

    def action_amount_said(self) -> None:
        """State that the provider said so, where the line about the length of the plan stands."""
        self._when_open(self._ask_if_amount_is_meant)

    def _ask_if_amount_is_meant(self) -> None:
        from lumbar.tui.screens.gentle_days import ask_if_amount_is_meant  # noqa: PLC0415 - seldom needed

        if self._shown is not None and "amount" in self._shown.texts:
            ask_if_amount_is_meant(self)

    def action_keys(self) -> None:
        """Show the keys of this page."""
        from lumbar.tui.screens.help import TODAY_KEYS, HelpScreen  # noqa: PLC0415 - seldom needed

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
