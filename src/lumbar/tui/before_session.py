"""The way through the questions before a session; what is answered is kept on the way."""

from collections.abc import Callable, Sequence
from typing import Any

from textual.app import App

from lumbar.care import care_advice
from lumbar.diary import Diary
from lumbar.domain.answers import Change
from lumbar.domain.before import (
    STARTS_NOTHING_UNANSWERED,
    Ask,
    Before,
    Reply,
    change_for,
    next_ask,
    next_gate,
    resulting,
    taken,
)
from lumbar.domain.session import Session
from lumbar.domain.timeline import Timeline
from lumbar.ports import StoreError
from lumbar.tui.before_questions import question_for
from lumbar.tui.keeper import Keeper, Told
from lumbar.words import next_time as words
from lumbar.words.todays_plan import NOTHING_FITS

Ready = Callable[[Timeline, int | None], None]
"""Is given the tape of the session, and the pain before it."""


class BeforeSession:
    """Asks one question after the other until the session is ready to start, or nothing starts."""

    def __init__(self, app: App[Any], diary: Diary, keeper: Keeper, *, told: Told) -> None:
        self._app = app
        self._diary = diary
        self._keeper = keeper
        self._told = told
        self._said: list[Change] = []
        """The answers that are not on disk; they count all the same."""

    def begin(self, only: Sequence[str], minutes: int | None, *, ready: Ready, nothing: Callable[[], None]) -> None:
        """Ask the first question. Either *ready* or *nothing* is called once, at the end."""
        for change in self._said:  # what could not be kept is tried again
            self._write(change)
        before = self._diary.before(only, minutes=minutes, unkept=self._keeper.unkept, said=self._said)
        if not before.exercises:
            something = self._diary.before(only, trim=False).exercises
            self._say(NOTHING_FITS if something else words.NOTHING_LEFT)
            nothing()
            return

        def answered(before: Before) -> None:
            ready(self._diary.session_for(before, minutes), before.pain_before)

        self._go_on(before, next_ask, answered, nothing)

    def begin_again(self, session: Session, *, ready: Callable[[Before], None], nothing: Callable[[], None]) -> None:
        """Ask what is asked before *session*, which was interrupted, goes on. One of the two is called at the end."""
        before = self._diary.before_going_on(session, unkept=self._keeper.unkept, said=self._said)
        self._go_on(before, next_gate, ready, nothing)

    def _go_on(
        self,
        before: Before,
        following: Callable[[Before], Ask | None],
        answered: Callable[[Before], None],
        nothing: Callable[[], None],
    ) -> None:
        """Ask what is *following*; *answered* gets what is known at the end."""
        ask = following(before)
        if not resulting(before):
            self._say(words.ALL_LEFT_OUT)
            nothing()
        elif ask is None:
            answered(before)
        else:
            self._ask(ask, before, lambda after: self._go_on(after, following, answered, nothing), nothing)

    def _ask(self, ask: Ask, before: Before, then: Callable[[Before], None], nothing: Callable[[], None]) -> None:
        settings = self._diary.settings
        question = question_for(ask, before, care_advice(settings.emergency_number, settings.provider_phone))

        def answered(result: Any) -> None:
            reply: Reply = None if result is None else question.reply(result)
            is_back = result is None and question.leads_back
            if is_back or (reply is None and ask.kind in STARTS_NOTHING_UNANSWERED):
                nothing()
                return
            self._keep(change_for(before, ask, reply))
            then(taken(before, ask, reply))

        self._app.push_screen(question.screen, answered)

    def _keep(self, change: Change | None) -> None:
        if change is not None:
            self._said.append(change)
            self._write(change)

    def _write(self, change: Change) -> None:
        def told(error: StoreError | None) -> None:
            if error is None and change in self._said:
                self._said.remove(change)
            self._told(error)

        self._keeper.do(lambda: self._diary.change_person(change), told)

    def _say(self, what: str) -> None:
        self._app.notify(what, markup=False)
