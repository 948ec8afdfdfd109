"""Asks what becomes of a session that was interrupted, and sees to it."""

from typing import Any

from textual.app import App

from lumbar.checkpoint import UnusableCheckpointError
from lumbar.clock import Clock
from lumbar.diary import Diary
from lumbar.domain.hurting import something_hurt
from lumbar.domain.session import Session
from lumbar.guide import where_it_stopped
from lumbar.session_commands import Resume
from lumbar.tui.keeper import Keeper, Told
from lumbar.tui.screens.resume_question import ResumeQuestion
from lumbar.tui.session_flow import SessionFlow
from lumbar.words import next_time as words


class ResumeDesk:
    """Goes on with the interrupted session, keeps it as it is, or forgets it, as the person says."""

    def __init__(
        self, app: App[Any], diary: Diary, keeper: Keeper, flow: SessionFlow, clock: Clock, *, told: Told
    ) -> None:
        self._app = app
        self._diary = diary
        self._keeper = keeper
        self._flow = flow
        self._clock = clock
        self._told = told

    def ask(self) -> None:
        """Ask, if there is such a session."""
        try:
            checkpoint = self._diary.interrupted()
        except UnusableCheckpointError as error:
            question = ResumeQuestion(_interrupted_but(error), can_go_on=False, can_keep=False)
            self._app.push_screen(question, lambda _: self._discard())
            return
        if checkpoint is None:
            return
        session: Session | None = None
        can_discard = not something_hurt(checkpoint.session)
        try:
            session = self._diary.waiting_session(checkpoint)
        except UnusableCheckpointError as error:
            question = ResumeQuestion(_interrupted_but(error), can_go_on=False, can_discard=can_discard)
        else:
            minutes = int((self._clock.now() - checkpoint.saved_at).total_seconds() // 60)
            where = where_it_stopped(session, max(0, minutes))
            can_go_on = self._diary.is_of_today(checkpoint)
            why = where if can_go_on else f"{where} {words.ONLY_ON_ITS_DAY}"
            question = ResumeQuestion(why, can_go_on=can_go_on, can_discard=can_discard)

        def answered(answer: Resume | None) -> None:
            match answer:
                case Resume.GO_ON if session is not None and self._diary.is_of_today(checkpoint):
                    self._flow.go_on(session, checkpoint.session.occasion, otherwise=self.ask)
                case Resume.GO_ON:  # the day ended while it was asked
                    self.ask()
                case Resume.KEEP:
                    self._keeper.do(lambda: self._diary.keep_as_it_is(checkpoint), self._told)
                    self._keeper.do(self._diary.ask_about_what_is_off, self._told)
                case _:
                    self._discard()

        self._app.push_screen(question, answered)

    def _discard(self) -> None:
        self._keeper.do(self._diary.store.discard_checkpoint, self._told)


def _interrupted_but(error: UnusableCheckpointError) -> str:
    return f"There is a session that was interrupted: {error}."
