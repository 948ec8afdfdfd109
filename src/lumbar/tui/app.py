"""The app: shows the pages and switches between them; opens the office behind them once the history is open."""

import asyncio
import gc
import signal
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar, TypeVar

from textual import on
from textual.app import App, SystemCommand
from textual.binding import Binding, BindingType
from textual.driver import Driver
from textual.events import Key
from textual.screen import Screen
from textual.worker import WorkerFailed

from lumbar.bootstrap import Parts
from lumbar.tui.day_shown import from_kept
from lumbar.tui.history_change import HistoryChange
from lumbar.tui.lasting_output import lasting
from lumbar.tui.pages import PAGES
from lumbar.tui.screens.page import Page
from lumbar.tui.screens.today import TodayPage
from lumbar.tui.style_sheet import SteadyStylesheet
from lumbar.tui.theme import THEMES
from lumbar.tui.widgets.key_bar import KeyBar

if TYPE_CHECKING:
    from collections.abc import Mapping

    from textual.actions import ActionParseResult
    from textual.dom import DOMNode

    from lumbar.diary import Diary
    from lumbar.outlook import Outlook
    from lumbar.tui.office import Office

PageType = TypeVar("PageType", bound=Page)

PAGE_KEYS = {page.key: page.mode for page in PAGES}
LOWEST_PALETTE = 6
"""Rows of a window in which it has any for what it finds."""
PAINTED_BY_SECONDS = 1.0
"""When the history opens at the latest: a paint that a dialog comes before is not followed by what should follow it."""


class LumbarApp(App[int]):
    """The terminal UI; gives back the exit code."""

    TITLE = "lumbar"
    CSS_PATH = Path(__file__).parent / "screens" / "today.tcss"
    """Read before the first screen, which would have all sheets read again if it brought a new one."""
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
        *(Binding(key, f"page('{page}')", page, show=False) for key, page in PAGE_KEYS.items()),
        Binding("c", "care", "care advice", show=False),
        Binding("f2", "care", "care advice", show=False, priority=True),  # while one types, too
        Binding("comma", "settings", "settings", show=False),
        Binding("s", "save_copy", "save a copy", show=False),
        Binding("ctrl+z", "suspend_process", "suspend", show=False, priority=True),  # in a session, too
        Binding("q", "quit", "quit", show=False),
    ]

    def __init__(
        self, parts: Parts, *, start_session: bool = False, only: tuple[str, ...] = (), minutes: int | None = None
    ) -> None:
        super().__init__()
        self.animation_level = "none"  # on these screens the body moves, and nothing else
        self.stylesheet = SteadyStylesheet(variables=self.get_css_variables())
        self._parts = parts
        self._start_session = start_session
        self._only = only
        self._minutes = minutes
        self._is_opening = False
        self._office: Office | None = None
        self.fault: BaseException | None = None
        """Why the program cannot go on; to be told once the terminal is as it was."""
        self.when_open: Callable[[], object] = lambda: None
        """Called once, when the history is open and all is imported."""
        made_by = {"today": self._today_page, "catalog": self._catalog_page, "history": self._history_page}
        for page in PAGES:
            self.add_mode(page.mode, made_by[page.mode])
        for theme in THEMES.values():
            self.register_theme(theme)
        self.theme = THEMES[parts.settings_file.settings.theme.value].name

    def get_driver_class(self) -> type[Driver]:
        """Give the driver of the platform an output that outlasts its terminal."""
        return lasting(super().get_driver_class())

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """Give every theme the names that the style sheets use."""
        return dict(THEMES["dark"].variables)

    @property
    def diary(self) -> "Diary | None":
        """The history and everything around it; None until it is open."""
        return None if self._office is None else self._office.diary

    def _today_page(self) -> TodayPage:
        parts = self._parts
        is_kept = self.diary is None and parts.clock_rate == 1
        kept = from_kept(parts.kept_page.read(parts.clock.now())) if is_kept else None
        return self._fitted(TodayPage(self.diary, kept=kept, warnings=self._warnings))

    def _fitted(self, page: PageType) -> PageType:
        """Give *page* the classes of the size that it will have: told later, all that is on it is styled once more."""
        sizes = ((self.size.width, self.HORIZONTAL_BREAKPOINTS), (self.size.height, self.VERTICAL_BREAKPOINTS))
        for cells, points in sizes:
            page.add_class(max(point for point in points if point[0] <= cells)[1], update=False)
        return page

    def _warnings(self) -> Sequence[str]:
        """Return what Today says of what the person wrote into files, and of a clock that runs too fast."""
        warnings = [*self._parts.settings_file.problems, *self._parts.own_exercises.problems]
        if self._parts.clock_rate != 1:
            warnings.append(f"Session time runs {self._parts.clock_rate} times as fast (LUMBAR_CLOCK_RATE).")
        return warnings

    def _catalog_page(self) -> Screen[None]:
        from lumbar.tui.screens.catalog import CatalogPage  # noqa: PLC0415 - the first screen does not need it

        parts = self._parts
        motion = parts.settings_file.settings.motion
        return self._fitted(CatalogPage(self.diary, shelf=parts.figures, clock=parts.clock, motion=motion))

    def _history_page(self) -> Screen[None]:
        from lumbar.tui.screens.history import HistoryPage  # noqa: PLC0415 - the first screen does not need it

        return self._fitted(HistoryPage(self.diary))

    def on_mount(self) -> None:
        """Open the history behind the first paint, and end in order when the system asks."""
        for number in (signal.SIGTERM, getattr(signal, "SIGHUP", signal.SIGTERM)):
            with suppress(NotImplementedError, RuntimeError):  # no such signals here, or not the main thread
                asyncio.get_running_loop().add_signal_handler(number, self._asked_to_end, number)
        self.call_after_refresh(self._open_behind)
        self.set_timer(PAINTED_BY_SECONDS, self._open_behind)

    def _asked_to_end(self, number: int) -> None:
        if self._office is not None:
            self._office.stand_still()
        self.exit(128 + number, return_code=128 + number)

    def _open_behind(self) -> None:
        if not self._is_opening:
            self._is_opening = True
            self.run_worker(self._open, thread=True)

    def _open(self) -> None:
        from lumbar.catalog import CatalogError  # noqa: PLC0415 - the first paint needs none of it
        from lumbar.ports import StoreError  # noqa: PLC0415 - as above
        from lumbar.tui.office import Office  # noqa: PLC0415 - as above

        try:
            diary = self._parts.diary(read_only=False)
            outlook = diary.outlook()
        except (StoreError, CatalogError) as error:
            self.call_later(self.cannot_go_on, error)
            return
        office = partial(
            Office, self, self._parts, diary, show=self.show_diary, go_to=self.action_page, failed=self.cannot_go_on
        )
        self.call_later(lambda: self._opened(office(), outlook))

    def cannot_go_on(self, error: BaseException) -> None:
        """End; whoever started the app tells why."""
        self.fault = self.fault or error
        self.exit(return_code=1)

    def _fatal_error(self) -> None:
        """End without the report that Textual prints: it shows what is in memory. The command line says a sentence."""
        error = self._exception
        self.fault = self.fault or (error.error if isinstance(error, WorkerFailed) else error)
        self._close_messages_no_wait()

    def _opened(self, office: "Office", outlook: "Outlook") -> None:
        self._office = office
        self.when_open()
        if isinstance(self.screen, TodayPage):
            self.screen.first_outlook = outlook
        for screen in self.screen_stack:
            if isinstance(screen, Page):
                screen.diary = office.diary  # also below another screen: it shows it when it is on top again
        self.show_diary()
        office.open(then=self._begin_if_asked_for)

    def _begin_if_asked_for(self) -> None:
        if self._start_session:
            self._begin()

    def show_diary(self) -> None:
        """Show on the page that is on top what has changed."""
        if isinstance(self.screen, Page) and self.diary is not None and not self._exit:
            self.screen.take_diary(self.diary)

    def on_page_said(self, message: Page.Said) -> None:
        """Keep what the person stated, and show what follows."""
        message.stop()
        if self._office is not None:
            self._office.statements.keep(message.change)

    @on(HistoryChange)
    def change_history(self, message: HistoryChange) -> None:
        """Have the past put right, and show what follows."""
        message.stop()
        if self._office is not None:
            self._office.change_history(message)

    def on_page_prescribed(self, message: Page.Prescribed) -> None:
        """Keep a change of the plan, and show what follows."""
        message.stop()
        if self._office is not None:
            self._office.statements.prescribe(message.change)

    def action_page(self, page: str) -> None:
        """Switch to a page."""
        self._start_session = False
        if page == self.current_mode:
            self.show_diary()
            return
        self.switch_mode(page)
        if isinstance(self.screen, Page):
            self.screen.diary = self.diary  # it shows it as soon as it is on top

    def action_plan(self) -> None:
        """Show the plan, to look at it and to change it."""
        if self._office is not None and isinstance(self.screen, Page):
            self._office.plan.open()

    def on_key_bar_pressed(self, message: KeyBar.Pressed) -> None:
        """Treat a click on a key like the key, on whichever screen it stands."""
        message.stop()
        self.simulate_key(message.key)

    def action_care(self) -> None:
        """Show care advice, or put it away again. A session stands still meanwhile."""
        from lumbar.care import care_advice  # noqa: PLC0415 - the first screen does not need it
        from lumbar.tui.screens.care import CareScreen  # noqa: PLC0415 - nor that

        if isinstance(self.screen, CareScreen):
            self.screen.dismiss()
            return
        if self._office is not None:
            self._office.stand_still()
        settings = self._parts.settings_file.settings
        self.push_screen(CareScreen(care_advice(settings.emergency_number, settings.provider_phone)))

    def action_settings(self) -> None:
        """Show the settings, on a page."""
        if self._office is not None and isinstance(self.screen, Page):
            self._office.settings.open()

    def on_today_page_start_session(self, message: TodayPage.StartSession) -> None:
        """Start the session that is due, unless there is something to answer first."""
        message.stop()
        if isinstance(self.screen, Page):
            self._begin(message.minutes)

    def _begin(self, minutes: int | None = None) -> None:
        if self._office is None:
            return
        if self._start_session:
            self._office.begin(self._only, self._minutes if minutes is None else minutes)
        else:
            self._office.begin(minutes=minutes)

    def simulate_key(self, key: str) -> None:
        """Press *key*. A number leads to its page from the search field too, where it would be typed."""
        if key in PAGE_KEYS and isinstance(self.screen, Page):
            self.action_page(PAGE_KEYS[key])
            return
        event = Key(key, None)
        # A key that a screen sent would never come back up to that screen.
        event.set_sender(self)
        self.post_message(event)

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:
        """Yield the commands of the palette."""
        if isinstance(screen, Page):
            for page in PAGES:
                yield SystemCommand(page.title, page.about, partial(self.action_page, page.mode))
            yield SystemCommand("Start session", "Start the session that is due", self._begin)
            yield from screen.commands()
            if self._office is not None:
                yield from self._office.commands()
            yield SystemCommand("Settings", "Colours, sound, keys and more", self.action_settings)
            yield SystemCommand("Care advice", "When to get help, and how soon", self.action_care)
            yield SystemCommand("Keys", "The keys of this screen", lambda: self.simulate_key("question_mark"))
            yield SystemCommand("Quit", "Leave lumbar", lambda: self.simulate_key("q"))

    def close_diary(self) -> None:
        """Wait until everything is kept, and let go of the history and of what makes sounds."""
        if self._office is not None:
            self._office.close()

    async def run_action(
        self,
        action: "str | ActionParseResult",
        default_namespace: "DOMNode | None" = None,
        namespaces: "Mapping[str, DOMNode] | None" = None,
    ) -> bool:
        """Do nothing more once the program ends: a key may follow upon the one that left it."""
        return not self._exit and await super().run_action(action, default_namespace, namespaces)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer to save a copy only while something is unsaved, and the palette only on a page, whose it is."""
        if action == "command_palette":
            return isinstance(self.screen, Page) and self.size.height >= LOWEST_PALETTE
        if action == "save_copy":
            return self._office is not None and self._office.is_unsaved
        return super().check_action(action, parameters)

    def action_save_copy(self) -> None:
        """Save a copy of everything to a place that the person chooses."""
        if self._office is not None:
            self._office.save_copy()

    async def action_quit(self) -> None:
        """Leave the program; in a session ask first; if one is in memory alone, not at the first press."""
        if self._office is None or (not self._office.ask_to_end() and self._office.may_leave()):
            self.exit(0)


def run_app(parts: Parts, *, start_session: bool, only: tuple[str, ...], minutes: int | None = None) -> int:
    """Show the UI until the person leaves it; return the exit code.

    Whatever keeps the program from going on is raised once the terminal is as it was.
    """
    app = LumbarApp(parts, start_session=start_session, only=only, minutes=minutes)
    app.when_open = gc.freeze  # what is there stays: nothing on the screen waits while the collector looks through it
    try:
        result = app.run()
    finally:
        app.close_diary()
    if app.fault is not None:
        raise _explained(app.fault)
    with suppress(KeyboardInterrupt):  # all is kept; whoever is impatient has a slower start next time
        _keep_for_the_next_start(parts)
    return app.return_code or result or 0


def _keep_for_the_next_start(parts: Parts) -> None:
    from lumbar.standing_now import refresh_kept  # noqa: PLC0415 - the screen is gone already
    from lumbar.tui.today_view import page_to_keep  # noqa: PLC0415 - as above

    refresh_kept(parts, page_to_keep)


def _explained(fault: BaseException) -> BaseException:
    from lumbar.catalog import CatalogError  # noqa: PLC0415 - the first screen does not need it
    from lumbar.figure.reading import FigureError  # noqa: PLC0415 - as above

    return CatalogError(str(fault)) if isinstance(fault, FigureError) else fault
