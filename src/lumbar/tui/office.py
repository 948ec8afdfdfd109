"""The desks behind the pages: all that there is to do once the history is open."""

from collections.abc import Callable, Iterable
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING

from textual.app import App, SystemCommand

from lumbar.bootstrap import Parts
from lumbar.diary import Diary
from lumbar.ports import ABOUT_WRITING_ALONE, NoticeKind, StoreError
from lumbar.tui.history_change import HistoryChange
from lumbar.tui.keeper import Keeper
from lumbar.tui.plan_desk import PlanDesk
from lumbar.tui.screens.page import Page
from lumbar.tui.set_up_flow import SetUpFlow
from lumbar.tui.settings_desk import SettingsDesk
from lumbar.tui.statements_desk import StatementsDesk
from lumbar.tui.text import clean

if TYPE_CHECKING:
    from lumbar.tui.session_flow import SessionFlow

KEEPS_FROM_WRITING = ABOUT_WRITING_ALONE | {NoticeKind.NEWER_SCHEMA}
TRY_AGAIN_SECONDS = 3
"""How often a window that only reads looks if the other one is gone, and one that could not keep something tries again.
"""


class Office:
    """Keeps what is said, runs sessions, asks about those that were interrupted, and takes over from another window."""

    def __init__(
        self,
        app: App[int],
        parts: Parts,
        diary: Diary,
        *,
        show: Callable[[], None],
        go_to: Callable[[str], None],
        failed: Callable[[BaseException], None],
    ) -> None:
        self._app = app
        self._show = show
        """Shows on the page that is on top what has changed."""
        self._go_to = go_to
        """Switches to a page."""
        self._failed = failed
        """Ends the program, and tells why."""
        self._parts = parts
        self.diary = diary
        self.keeper = Keeper(diary, deliver=self._deliver, noticed=show, failed=self._keeper_failed)
        self.statements = StatementsDesk(app, diary, self.keeper, told=self.told_and_show)
        self.plan = PlanDesk(app, diary, self.keeper, told=self.told_and_show)
        self.settings = SettingsDesk(
            app, parts, diary, self.keeper, forget_sounds=self._forget_sounds, told=self.told_and_show
        )
        self._set_up = SetUpFlow(app, parts, diary, self.keeper, self.settings, told=self.told)
        self._made_flow: SessionFlow | None = None
        self._warned_of_unkept = False
        self._owes_a_question = False
        """Whether another window's interrupted session has not been asked about, as something else was on top."""

    def open(self, then: Callable[[], None]) -> None:
        """Ask what is still to be asked of somebody new; then about an interrupted session, and without one *then*."""
        self._app.set_interval(TRY_AGAIN_SECONDS, self.try_again)
        self._set_up.begin(then=lambda: self._go_on_or(then))

    def _go_on_or(self, then: Callable[[], None]) -> None:
        store = self.diary.store
        if store.writable and store.checkpoint() is not None:
            self._ask_to_resume()
            return
        self.keeper.fold()
        then()

    @property
    def _flow(self) -> "SessionFlow":
        """What runs the sessions."""
        if self._made_flow is None:
            from lumbar.tui.session_flow import SessionFlow  # noqa: PLC0415 - the first screen does not need it

            self._made_flow = SessionFlow(
                self._app,
                self._parts,
                self.diary,
                self.keeper,
                on_left=self._go_to,
                on_kept=self._show,
            )
        return self._made_flow

    @property
    def _is_in_session(self) -> bool:
        return self._made_flow is not None and self._made_flow.is_running

    def begin(self, only: tuple[str, ...] = (), minutes: int | None = None) -> None:
        """Start the session that is due, of it *only* what is named, in so many *minutes*; unless one is running.

        A question that is still owed comes first, and where sessions are not kept, whether it is to start all the same.
        """
        if self._is_in_session:
            return
        if not self.diary.store.writable:
            self._ask_to_begin_unkept(only, minutes)
        elif self._owes_a_question:
            self._owes_a_question = False
            self._ask_to_resume()
        else:
            self._flow.begin(only, minutes)

    def _ask_to_begin_unkept(self, only: tuple[str, ...], minutes: int | None) -> None:
        from lumbar.tui.screens.choice_question import Answer, ChoiceQuestion  # noqa: PLC0415 - seldom needed
        from lumbar.words import next_time as words  # noqa: PLC0415 - as above

        why = [one.what for one in self.diary.store.notices if one.kind in KEEPS_FROM_WRITING]
        answers = (Answer("y", words.UNKEPT_YES), Answer("n", words.UNKEPT_NO))

        def answered(key: str | None) -> None:
            if key == "y" and self.diary.store.writable:  # the other window was closed meanwhile
                self.begin(only, minutes)
            elif key == "y":
                self._flow.begin(only, minutes)

        question = ChoiceQuestion(words.ASK_UNKEPT, answers, facts=why, preselected=1, leave_out="back")
        self._app.push_screen(question, answered)

    def stand_still(self) -> None:
        """Let a session stand still, if one is running."""
        if self._made_flow is not None:
            self._made_flow.stand_still()

    def ask_to_end(self) -> bool:
        """Ask whether the session that is running ends; return whether there is one."""
        return self._made_flow is not None and self._made_flow.ask_to_end()

    def may_leave(self) -> bool:
        """Return whether nothing keeps the program from ending; the first time, say what is not kept."""
        if not self.keeper.has_unkept or self._warned_of_unkept:
            return True
        self._warned_of_unkept = True
        message = "A session is not saved. Press s to save a copy, or q again to leave without it."
        self._app.notify(message, severity="warning", markup=False)
        return False

    @property
    def is_unsaved(self) -> bool:
        """Whether something is in memory alone."""
        return self.keeper.has_unkept or any(one.kind is NoticeKind.UNSAVED for one in self.diary.store.notices)

    def save_copy(self) -> None:
        """Save a copy of everything to a place that the person chooses."""
        from lumbar.tui.copy_desk import CopyDesk  # noqa: PLC0415 - seldom needed

        CopyDesk(self._app, self.diary, self.keeper, told=self.told).open()

    def change_history(self, message: HistoryChange) -> None:
        """Have the past put right, and show what follows."""
        from lumbar.looking_back import LookingBack  # noqa: PLC0415 - the first screen does not need it

        past = LookingBack(self.diary)

        def told(error: StoreError | None) -> None:
            if error is None:
                message.then()
            self.told_and_show(error)

        self.keeper.do(lambda: message.change(past), told)

    def try_again(self) -> None:
        """Become the window that writes, once the other one is gone; keep what could not be kept."""
        if self.keeper.has_unkept or not self.diary.store.writable:
            self.keeper.try_again(is_running=self._is_in_session, told=self._tried_again)

    def _tried_again(self, took_over: bool) -> None:  # noqa: FBT001 - the form of the keeper's answer
        self._warned_of_unkept = self._warned_of_unkept and self.keeper.has_unkept
        self._show()
        if took_over:
            self._app.notify("The other window is closed. This one keeps your sessions now.", markup=False)
        if not self._is_in_session:
            if self._made_flow is not None:
                self._made_flow.kept_after_all()
            if self.diary.store.checkpoint() is not None:
                self._owes_a_question = not isinstance(self._app.screen, Page)
                if not self._owes_a_question:
                    self._ask_to_resume()

    def _ask_to_resume(self) -> None:
        from lumbar.tui.resume_desk import ResumeDesk  # noqa: PLC0415 - seldom needed

        ResumeDesk(self._app, self.diary, self.keeper, self._flow, self._parts.clock, told=self.told_and_show).ask()

    def told(self, error: StoreError | None) -> None:
        """Show why something could not be kept."""
        if error is not None:
            self._app.notify(clean(str(error)), severity="error", markup=False)

    def told_and_show(self, error: StoreError | None) -> None:
        """Show that, and what has changed."""
        self.told(error)
        self._show()

    def _forget_sounds(self) -> None:
        if self._made_flow is not None:
            self._made_flow.forget_sounds()

    def _deliver(self, callback: Callable[[], None]) -> None:
        with suppress(RuntimeError):  # the program has ended, and there is nobody left to tell
            self._app.call_later(callback)

    def _keeper_failed(self, error: BaseException) -> None:
        self._deliver(lambda: self._failed(error))

    def commands(self) -> Iterable[SystemCommand]:
        """Yield what can be done at the desks by name."""
        yield SystemCommand("Ask-first questions", "What matters for some exercises", self.statements.ask_first)
        yield SystemCommand("My plan", "Which exercises, how much, how often", self.plan.open)
        yield SystemCommand("Report for your provider", "A page, saved as a file", self._report)
        if self.diary.store.writable:
            again = partial(self._set_up.again, then=lambda: self._go_to("today"))
            yield SystemCommand("Set up again", "The questions of the first run", again)

    def _report(self) -> None:
        from lumbar.tui.report_desk import ask_for_report  # noqa: PLC0415 - seldom needed

        ask_for_report(self._app, self.diary)

    def close(self) -> None:
        """Wait until everything is kept, and let go of the history and of what makes sounds."""
        if self._made_flow is not None:
            self._made_flow.close()
        self.keeper.close()
        self.diary.store.close()
