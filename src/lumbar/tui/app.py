"""The app: opens the diary, switches pages, runs a session and keeps it."""

from collections.abc import Iterable
from typing import ClassVar

from textual.app import App, SystemCommand
from textual.binding import Binding, BindingType
from textual.screen import Screen

from lumbar.bootstrap import Parts
from lumbar.diary import Diary
from lumbar.domain import course
from lumbar.domain.account import Occasion, account_for
from lumbar.domain.session import Session
from lumbar.ports import StoreError
from lumbar.tui.screens.page import Page
from lumbar.tui.screens.today import TodayPage
from lumbar.tui.theme import THEMES


class LumbarApp(App[int]):
    """The terminal UI; gives back the exit code."""

    TITLE = "lumbar"
    ENABLE_COMMAND_PALETTE = True
    DEFAULT_MODE = "today"
    HORIZONTAL_BREAKPOINTS = [  # noqa: RUF012 - as in Textual
        (0, "-narrow"),
        (70, "-wide"),
    ]
    VERTICAL_BREAKPOINTS = [  # noqa: RUF012 - as in Textual
        (0, "-low"),
        (18, "-high"),
    ]
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("1", "page('today')", "today", show=False),
        Binding("2", "page('catalog')", "catalog", show=False),
        Binding("3", "page('history')", "history", show=False),
        Binding("q", "quit", "quit", show=False),
    ]

    def __init__(self, parts: Parts, *, start_session: bool = False, only: tuple[str, ...] = ()) -> None:
        super().__init__()
        self._parts = parts
        self._start_session = start_session
        self._only = only
        self.diary: Diary | None = None
        self.add_mode("today", self._today_page)
        self.add_mode("catalog", self._catalog_page)
        self.add_mode("history", self._history_page)
        for theme in THEMES.values():
            self.register_theme(theme)
        self.theme = THEMES[parts.settings_file.settings.theme.value].name

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """Give every theme the names that the style sheets use."""
        return dict(THEMES["dark"].variables)

    def _today_page(self) -> TodayPage:
        warnings = [*self._parts.settings_file.problems]
        if self._parts.clock_rate != 1:
            warnings.append(f"Session time runs {self._parts.clock_rate} times as fast (LUMBAR_CLOCK_RATE).")
        return TodayPage(self.diary, tuple(warnings))

    def _catalog_page(self) -> Screen[None]:
        from lumbar.tui.screens.catalog import CatalogPage  # noqa: PLC0415 - the first screen does not need it

        parts = self._parts
        motion = parts.settings_file.settings.motion
        return CatalogPage(self.diary, shelf=parts.figures, clock=parts.clock, motion=motion)

    def _history_page(self) -> Screen[None]:
        from lumbar.tui.screens.history import HistoryPage  # noqa: PLC0415 - the first screen does not need it

        return HistoryPage(self.diary)

    def on_mount(self) -> None:
        """Open the history behind the first paint."""
        self.call_after_refresh(self._open_in_background)

    def _open_in_background(self) -> None:
        self.run_worker(self._open, thread=True)

    def _open(self) -> None:
        diary = self._parts.diary(read_only=False)
        self.call_from_thread(self._opened, diary)

    def _opened(self, diary: Diary) -> None:
        self.diary = diary
        if isinstance(self.screen, Page):
            self.screen.take_diary(diary)
        if diary.store.person().purpose_acknowledged_on is None:
            from lumbar.tui.screens.welcome import WelcomeScreen  # noqa: PLC0415 - the first run alone needs it

            self.push_screen(WelcomeScreen(), self._welcomed)
        elif self._start_session:
            self._begin()

    def _welcomed(self, read: bool | None) -> None:  # noqa: FBT001 - the form of a screen's callback
        if not read or self.diary is None:
            self.exit(0)
            return
        self.run_worker(self._acknowledge, thread=True)
        if self._start_session:
            self._begin()

    def _acknowledge(self) -> None:
        if self.diary is None:
            return
        try:
            self.diary.acknowledge_purpose()
        except StoreError as error:
            self.call_from_thread(self.notify, str(error), severity="warning", markup=False)

    def action_page(self, page: str) -> None:
        """Switch to a page."""
        self.switch_mode(page)
        screen = self.screen
        if isinstance(screen, Page) and self.diary is not None:
            screen.take_diary(self.diary)

    def on_today_page_start_session(self, message: TodayPage.StartSession) -> None:
        """Start the session that is due."""
        message.stop()
        self._begin()

    def _begin(self) -> None:
        if self.diary is None:
            return
        from lumbar.tui.screens.live import LiveScreen  # noqa: PLC0415 - the first screen does not need it

        diary = self.diary
        occasion = diary.occasion()
        clock = self._parts.clock
        timeline = diary.timeline(self._only if self._start_session else ())
        session, _ = course.start(timeline, clock.monotonic_ns(), rate=self._parts.clock_rate)
        live = LiveScreen(session, clock, motion=diary.settings.motion, shelf=self._parts.figures)

        def ended(session: Session | None) -> None:
            if session is not None:
                self._keep(session, occasion)

        self.push_screen(live, ended)

    def _keep(self, session: Session, occasion: Occasion) -> None:
        if self.diary is None:
            return
        from lumbar.tui.screens.summary import SummaryScreen  # noqa: PLC0415 - the first screen does not need it

        diary = self.diary
        record = account_for(session, occasion, self._parts.clock.now())
        summary = SummaryScreen(record, diary.exercises)
        self.push_screen(summary, self._summary_left)

        def keep() -> None:
            try:
                diary.keep(record)
            except StoreError as error:
                self.call_from_thread(summary.show_not_saved, str(error))
            else:
                self.call_from_thread(summary.show_saved)

        self.run_worker(keep, thread=True)

    def _summary_left(self, page: str | None) -> None:
        self._start_session = False
        self.action_page(page or "today")

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:
        """Yield the commands of the palette; within a session and on a question there are none but quitting."""
        if isinstance(screen, Page):
            yield SystemCommand("Today", "What is due and what is done", lambda: self.action_page("today"))
            yield SystemCommand("Catalog", "The exercises", lambda: self.action_page("catalog"))
            yield SystemCommand("History", "The weeks and their sessions", lambda: self.action_page("history"))
            yield SystemCommand("Start session", "Start the session that is due", self._begin)
            yield SystemCommand("Keys", "The keys of this screen", lambda: self.simulate_key("question_mark"))
            yield SystemCommand("Quit", "Leave lumbar", self.exit)

    async def action_quit(self) -> None:
        """Leave the program."""
        self.exit(0)


def run_app(parts: Parts, *, start_session: bool, only: tuple[str, ...]) -> int:
    """Show the UI until the person leaves it; return the exit code."""
    app = LumbarApp(parts, start_session=start_session, only=only)
    result = app.run()
    if app.diary is not None:
        app.diary.store.close()
    return app.return_code or result or 0
