"""The app: opens the diary, switches pages, runs a session and keeps it."""

import asyncio
import gc
import signal
from collections.abc import Callable, Iterable
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import App, SystemCommand
from textual.binding import Binding, BindingType
from textual.driver import Driver
from textual.events import Key
from textual.screen import Screen
from textual.worker import WorkerFailed

from lumbar.bootstrap import Parts
from lumbar.catalog import CatalogError
from lumbar.diary import Diary
from lumbar.outlook import Outlook
from lumbar.ports import NoticeKind, StoreError
from lumbar.standing_now import refresh_standing
from lumbar.tui.copy_desk import CopyDesk
from lumbar.tui.history_change import HistoryChange
from lumbar.tui.keeper import Keeper
from lumbar.tui.lasting_output import lasting
from lumbar.tui.plan_desk import PlanDesk
from lumbar.tui.screens.page import Page
from lumbar.tui.screens.today import TodayPage
from lumbar.tui.set_up_flow import SetUpFlow
from lumbar.tui.settings_desk import SettingsDesk
from lumbar.tui.statements_desk import StatementsDesk
from lumbar.tui.style_sheet import SteadyStylesheet
from lumbar.tui.text import clean
from lumbar.tui.theme import THEMES

if TYPE_CHECKING:
    from lumbar.tui.session_flow import SessionFlow

PAGE_KEYS = {"1": "today", "2": "catalog", "3": "history"}

TRY_AGAIN_SECONDS = 3
"""How often a window that only reads looks if the other one is gone, and one that could not keep something tries again.
"""


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
        self.stylesheet = SteadyStylesheet(variables=self.get_css_variables())
        self._parts = parts
        self._start_session = start_session
        self._only = only
        self._minutes = minutes
        self.diary: Diary | None = None
        self._keeper: Keeper | None = None
        self._flow: SessionFlow | None = None
        self._desk: StatementsDesk | None = None
        self._plan_desk: PlanDesk | None = None
        self._settings: SettingsDesk | None = None
        self._set_up: SetUpFlow | None = None
        self._warned_of_unkept = False
        self._owes_a_question = False
        """Whether another window's interrupted session has not been asked about, as something else was on top."""
        self.fault: BaseException | None = None
        """Why the program cannot go on; to be told once the terminal is as it was."""
        self.add_mode("today", self._today_page)
        self.add_mode("catalog", self._catalog_page)
        self.add_mode("history", self._history_page)
        for theme in THEMES.values():
            self.register_theme(theme)
        self.theme = THEMES[parts.settings_file.settings.theme.value].name

    def get_driver_class(self) -> type[Driver]:
        """Give the driver of the platform an output that outlasts its terminal."""
        return lasting(super().get_driver_class())

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """Give every theme the names that the style sheets use."""
        return dict(THEMES["dark"].variables)

    def _today_page(self) -> TodayPage:
        warnings = [*self._parts.settings_file.problems, *self._parts.own_exercises.problems]
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
        """Open the history behind the first paint, and end in order when the system asks."""
        for number in (signal.SIGTERM, getattr(signal, "SIGHUP", signal.SIGTERM)):
            with suppress(NotImplementedError, RuntimeError):  # no such signals here, or not the main thread
                asyncio.get_running_loop().add_signal_handler(number, self._asked_to_end, number)
        self.call_after_refresh(self.run_worker, self._open, thread=True)

    def _asked_to_end(self, number: int) -> None:
        if self._flow is not None:
            self._flow.stand_still()
        self.exit(128 + number, return_code=128 + number)

    def _open(self) -> None:
        try:
            diary = self._parts.diary(read_only=False)
            outlook = diary.outlook()
        except (StoreError, CatalogError) as error:
            self.call_later(self._cannot_go_on, error)
        else:
            self.call_later(self._opened, diary, outlook)

    def _cannot_go_on(self, error: BaseException) -> None:
        self.fault = self.fault or error
        self.exit(return_code=1)

    def _fatal_error(self) -> None:
        """End without the report that Textual prints: it shows what is in memory. The command line says a sentence."""
        error = self._exception
        self.fault = self.fault or (error.error if isinstance(error, WorkerFailed) else error)
        self._close_messages_no_wait()

    def _opened(self, diary: Diary, outlook: Outlook) -> None:
        self.diary = diary
        self._keeper = Keeper(diary, deliver=self._deliver, noticed=self._show_diary, failed=self._keeper_failed)
        self._desk = StatementsDesk(self, diary, self._keeper, told=self._told_and_show)
        self._plan_desk = PlanDesk(self, diary, self._keeper, told=self._told_and_show)
        self._settings = SettingsDesk(
            self, self._parts, diary, self._keeper, forget_sounds=self._forget_sounds, told=self._told
        )
        self._set_up = SetUpFlow(self, self._parts, diary, self._keeper, self._settings, told=self._told)
        if isinstance(self.screen, TodayPage):
            self.screen.first_outlook = outlook
        self._show_diary()
        self.set_interval(TRY_AGAIN_SECONDS, self._try_again)
        self._set_up.begin(then=self._go_on_or_begin)

    def _flow_of(self, diary: Diary, keeper: Keeper) -> "SessionFlow":
        """Return what runs the sessions."""
        if self._flow is None:
            from lumbar.tui.session_flow import SessionFlow  # noqa: PLC0415 - the first screen does not need it

            self._flow = SessionFlow(
                self, self._parts, diary, keeper, on_left=self.action_page, on_kept=self._show_diary
            )
        return self._flow

    @property
    def _is_in_session(self) -> bool:
        return self._flow is not None and self._flow.is_running

    def _forget_sounds(self) -> None:
        if self._flow is not None:
            self._flow.forget_sounds()

    def _deliver(self, callback: Callable[[], None]) -> None:
        with suppress(RuntimeError):  # the program has ended, and there is nobody left to tell
            self.call_later(callback)

    def _keeper_failed(self, error: BaseException) -> None:
        self._deliver(lambda: self._cannot_go_on(error))

    def _show_diary(self) -> None:
        if isinstance(self.screen, Page) and self.diary is not None:
            self.screen.take_diary(self.diary)

    def on_page_said(self, message: Page.Said) -> None:
        """Keep what the person stated, and show what follows."""
        message.stop()
        if self._desk is not None:
            self._desk.keep(message.change)

    @on(HistoryChange)
    def change_history(self, message: HistoryChange) -> None:
        """Have the past put right, and show what follows."""
        message.stop()
        if self.diary is None or self._keeper is None:
            return
        from lumbar.looking_back import LookingBack  # noqa: PLC0415 - the first screen does not need it

        past = LookingBack(self.diary)

        def told(error: StoreError | None) -> None:
            if error is None:
                message.then()
            self._told_and_show(error)

        self._keeper.do(lambda: message.change(past), told)

    def on_page_prescribed(self, message: Page.Prescribed) -> None:
        """Keep a change of the plan, and show what follows."""
        message.stop()
        if self._desk is not None:
            self._desk.prescribe(message.change)

    def _told(self, error: StoreError | None) -> None:
        if error is not None:
            self.notify(clean(str(error)), severity="error", markup=False)

    def _try_again(self) -> None:
        """Become the window that writes, once the other one is gone; keep what could not be kept."""
        if self.diary is None or self._keeper is None:
            return
        if self._keeper.has_unkept or not self.diary.store.writable:
            self._keeper.try_again(is_running=self._is_in_session, told=self._tried_again)

    def _tried_again(self, took_over: bool) -> None:  # noqa: FBT001 - the form of the keeper's answer
        if self.diary is None or self._keeper is None:
            return
        self._warned_of_unkept = self._warned_of_unkept and self._keeper.has_unkept
        self._show_diary()
        if took_over:
            self.notify("The other window is closed. This one keeps your sessions now.", markup=False)
        if not self._is_in_session:
            if self._flow is not None:
                self._flow.kept_after_all()
            if self.diary.store.checkpoint() is not None:
                self._owes_a_question = not isinstance(self.screen, Page)
                if not self._owes_a_question:
                    self._ask_to_resume(self.diary)

    def _go_on_or_begin(self) -> None:
        """Ask what becomes of an interrupted session; without one, start if that was asked for."""
        if self.diary is None or self._keeper is None:
            return
        if self.diary.store.writable and self.diary.store.checkpoint() is not None:
            self._ask_to_resume(self.diary)
            return
        self._keeper.fold()
        if self._start_session:
            self._begin()

    def _ask_to_resume(self, diary: Diary) -> None:
        from lumbar.tui.resume_desk import ResumeDesk  # noqa: PLC0415 - seldom needed

        if self._keeper is not None:
            flow = self._flow_of(diary, self._keeper)
            ResumeDesk(self, diary, self._keeper, flow, self._parts.clock, told=self._told_and_show).ask()

    def _told_and_show(self, error: StoreError | None) -> None:
        self._told(error)
        self._show_diary()

    def action_page(self, page: str) -> None:
        """Switch to a page."""
        self._start_session = False
        if page == self.current_mode:
            self._show_diary()
            return
        self.switch_mode(page)
        if isinstance(self.screen, Page):
            self.screen.diary = self.diary  # it shows it as soon as it is on top

    def action_plan(self) -> None:
        """Show the plan, to look at it and to change it."""
        if self._plan_desk is not None and isinstance(self.screen, Page):
            self._plan_desk.open()

    def action_care(self) -> None:
        """Show care advice, or put it away again. A session stands still meanwhile."""
        from lumbar.care import care_advice  # noqa: PLC0415 - the first screen does not need it
        from lumbar.tui.screens.care import CareScreen  # noqa: PLC0415 - nor that

        if isinstance(self.screen, CareScreen):
            self.screen.dismiss()
            return
        if self._flow is not None:
            self._flow.stand_still()
        settings = self._parts.settings_file.settings
        self.push_screen(CareScreen(care_advice(settings.emergency_number, settings.provider_phone)))

    def action_settings(self) -> None:
        """Show the settings, on a page."""
        if self._settings is not None and isinstance(self.screen, Page):
            self._settings.open()

    def on_today_page_start_session(self, message: TodayPage.StartSession) -> None:
        """Start the session that is due, unless there is something to answer first."""
        message.stop()
        if isinstance(self.screen, Page):
            self._begin(message.minutes)

    def _begin(self, minutes: int | None = None) -> None:
        if self.diary is not None and self._keeper is not None and not self._is_in_session:
            if self._owes_a_question:
                self._owes_a_question = False
                self._ask_to_resume(self.diary)
                return
            flow = self._flow_of(self.diary, self._keeper)
            if self._start_session:
                flow.begin(self._only, self._minutes if minutes is None else minutes)
            else:
                flow.begin(minutes=minutes)

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
        """Yield the commands of the palette; within a session and on a question there are none but quitting."""
        if isinstance(screen, Page):
            yield SystemCommand("Today", "What is due and what is done", lambda: self.action_page("today"))
            yield SystemCommand("Catalog", "The exercises", lambda: self.action_page("catalog"))
            yield SystemCommand("History", "The weeks and their sessions", lambda: self.action_page("history"))
            yield SystemCommand("Start session", "Start the session that is due", self._begin)
            yield from screen.commands()
            if self._desk is not None:
                yield SystemCommand("Ask-first questions", "What matters for some exercises", self._desk.ask_first)
            yield SystemCommand("My plan", "Which exercises, how much, how often", self.action_plan)
            if self._set_up is not None and self.diary is not None and self.diary.store.writable:
                again = partial(self._set_up.again, then=lambda: self.action_page("today"))
                yield SystemCommand("Set up again", "The questions of the first run", again)
            yield SystemCommand("Settings", "Colours, sound, keys and more", self.action_settings)
            yield SystemCommand("Care advice", "When to get help, and how soon", self.action_care)
            yield SystemCommand("Keys", "The keys of this screen", lambda: self.simulate_key("question_mark"))
            yield SystemCommand("Quit", "Leave lumbar", lambda: self.simulate_key("q"))

    def close_diary(self) -> None:
        """Wait until everything is kept, and let go of the history and of what makes sounds."""
        if self._flow is not None:
            self._flow.close()
        if self._keeper is not None:
            self._keeper.close()
        if self.diary is not None:
            self.diary.store.close()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer to save a copy only while something is unsaved."""
        if action == "save_copy":
            return self._is_unsaved
        return super().check_action(action, parameters)

    @property
    def _is_unsaved(self) -> bool:
        """Whether something is in memory alone."""
        unkept = self._keeper is not None and self._keeper.has_unkept
        notices = self.diary.store.notices if self.diary is not None else ()
        return unkept or any(notice.kind is NoticeKind.UNSAVED for notice in notices)

    def action_save_copy(self) -> None:
        """Save a copy of everything to a place that the person chooses."""
        if self.diary is not None and self._keeper is not None:
            CopyDesk(self, self.diary, self._keeper, told=self._told).open()

    async def action_quit(self) -> None:
        """Leave the program; in a session ask first; if one is in memory alone, not at the first press."""
        if self._flow is not None and self._flow.ask_to_end():
            return
        if self._keeper is not None and self._keeper.has_unkept and not self._warned_of_unkept:
            self._warned_of_unkept = True
            message = "A session is not saved. Press s to save a copy, or q again to leave without it."
            self.notify(message, severity="warning", markup=False)
            return
        self.exit(0)


def run_app(parts: Parts, *, start_session: bool, only: tuple[str, ...], minutes: int | None = None) -> int:
    """Show the UI until the person leaves it; return the exit code.

    Whatever keeps the program from going on is raised once the terminal is as it was.
    """
    app = LumbarApp(parts, start_session=start_session, only=only, minutes=minutes)
    gc.freeze()  # what is imported stays: nothing on the screen waits while the collector looks through it
    try:
        result = app.run()
    finally:
        app.close_diary()
    if app.fault is not None:
        raise _explained(app.fault)
    refresh_standing(parts)
    return app.return_code or result or 0


def _explained(fault: BaseException) -> BaseException:
    from lumbar.figure.reading import FigureError  # noqa: PLC0415 - the first screen does not need it

    return CatalogError(str(fault)) if isinstance(fault, FigureError) else fault
