"""The questions before a session, in plain lines: the same as on the screens, in the same order."""

from collections.abc import Callable

from lumbar.before_view import choices_for, facts_of_stop
from lumbar.diary import Diary
from lumbar.domain.before import (
    STARTS_NOTHING_UNANSWERED,
    Ask,
    Before,
    Kind,
    Reply,
    asks_first,
    change_for,
    next_ask,
    next_gate,
    resulting,
    taken,
)
from lumbar.domain.person import SoftStop
from lumbar.domain.session import Session
from lumbar.plain.asking import Asker
from lumbar.plain.keyboard import Write
from lumbar.ports import StoreError
from lumbar.words import hurts
from lumbar.words import next_time as words
from lumbar.words.todays_plan import NOTHING_FITS

NOBODY_ANSWERS = "Something needs your answer first. Start lumbar session --plain in a terminal."
NOTHING_STARTS = "Nothing starts."
READ_AND_START = "Enter: I have read this, and start. Any other key leaves."


class PlainBefore:
    """Asks one question after the other until the session is ready to start, or nothing starts."""

    def __init__(self, diary: Diary, asker: Asker, write: Write, complain: Write) -> None:
        self._diary = diary
        self._asker = asker
        self._write = write
        self._complain = complain

    def ask(self, only: tuple[str, ...], minutes: int | None = None) -> Before | None:
        """Return what is known before the session, all answers included; None if nothing starts.

        Where nobody can answer, what may be left out is left out, and nothing of it is kept.
        """
        before = self._diary.before(only, minutes=minutes)
        if not before.exercises:
            something = self._diary.before(only, trim=False).exercises
            self._complain(NOTHING_FITS if something else words.NOTHING_LEFT)
            return None
        return self._all_answered(before, next_ask)

    def ask_again(self, session: Session) -> Before | None:
        """Return what is known before *session*, which was interrupted, goes on; None if it does not."""
        return self._all_answered(self._diary.before_going_on(session), next_gate)

    def _all_answered(self, before: Before, following: Callable[[Before], Ask | None]) -> Before | None:
        while (ask := following(before)) is not None and resulting(before):
            reply = self._reply(ask, before)
            if reply is None and ask.kind in STARTS_NOTHING_UNANSWERED:
                self._say_why_not(ask)
                return None
            if self._asker.is_there:
                self._keep(before, ask, reply)
            before = taken(before, ask, reply)
        if not resulting(before):
            self._write(words.ALL_LEFT_OUT)
            return None
        return before

    def _reply(self, ask: Ask, before: Before) -> Reply:
        if not self._asker.is_there or ask.kind is Kind.CARE:
            return None
        choices = choices_for(ask, before)
        if choices is not None:
            return self._asker.choice(choices)
        if ask.kind is Kind.TYPED_YES:
            return self._asker.typed_yes(facts_of_stop(SoftStop(ask.about))) or None
        if ask.kind is Kind.ASK_FIRST:
            lines = [f"{exercise.name}: {' '.join(shown)}" for exercise, shown in asks_first(before)]
            return self._asker.read((words.ASK_FIRST, *lines), READ_AND_START) or None
        return self._asker.level(hurts.ASK_BEFORE)

    def _say_why_not(self, ask: Ask) -> None:
        if ask.kind is Kind.CARE:
            self._write(words.NOTHING_TODAY)
        elif self._asker.is_there:
            self._write(NOTHING_STARTS)
        else:
            self._complain(NOBODY_ANSWERS)
        if ask.kind in (Kind.CARE, Kind.CHECK, Kind.TYPED_YES):
            self._asker.show_care()

    def _keep(self, before: Before, ask: Ask, reply: Reply) -> None:
        """Keep the answer; it counts also if that is not possible."""
        change = change_for(before, ask, reply)
        if change is not None:
            try:
                self._diary.change_person(change)
            except StoreError as error:
                self._complain(str(error))
