"""The whole way of a plain session: what was interrupted, pain before, the session, pain after, the record."""

from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace

from lumbar.about import GROUND_RULES, PURPOSE
from lumbar.awake import Awake
from lumbar.bootstrap import Parts
from lumbar.care import care_advice, care_lines
from lumbar.checkpoint import UnusableCheckpointError
from lumbar.cues.announcer import Announcer
from lumbar.diary import Diary
from lumbar.domain import course
from lumbar.domain.account import Occasion, account_for
from lumbar.domain.before import Before, Kind, asks_first, next_ask, resulting, taken
from lumbar.domain.record import SessionRecord, Status
from lumbar.domain.session import Ended, Session
from lumbar.guide import where_it_stopped
from lumbar.plain.keyboard import Keys, Write
from lumbar.plain.session import PlainSession
from lumbar.ports import StoreError
from lumbar.words import hurts

DONE, NO, NOT_AS_ASKED = 0, 1, 3
LEVEL_KEYS = "0123456789x"
HALF_AN_HOUR_SECONDS = 1800.0
"""How long one look at the keyboard lasts while nothing else happens."""

STATUS_LINES = {
    Status.COMPLETED: "Done",
    Status.ENDED_EARLY: "Ended early",
    Status.STOPPED_FOR_PAIN: "Stopped for pain, kept safely",
    Status.STOPPED_FOR_CARE: "Stopped to get help, kept safely",
}


class PlainRun:
    """One call of `lumbar session --plain`."""

    def __init__(self, parts: Parts, diary: Diary, keys: Keys, write: Write, announcer: Announcer) -> None:
        self._parts = parts
        self._diary = diary
        self._keys = keys
        self._write = write
        self._announcer = announcer
        self._typed: deque[str] = deque()

    def run(self, only: tuple[str, ...], minutes: int | None = None) -> int:
        """Lead through the session that is due, or through the one that was interrupted; return the exit code."""
        if not self._diary.store.writable:
            self._write("lumbar is open in another window, which keeps the sessions. Close it first.")
            return NOT_AS_ASKED
        if not self._acknowledged():
            return NOT_AS_ASKED
        found = self._interrupted()
        if found is None:
            before = self._before(only, minutes)
            if before is None:
                return NO
            timeline = self._diary.session_for(before, minutes)
            clock_ns, rate = self._parts.clock.monotonic_ns(), self._parts.clock_rate
            session, _ = course.start(timeline, clock_ns, rate=rate, pain_before=before.pain_before)
            occasion = self._diary.occasion()
        else:
            session, occasion = found
        session = self._led(session, occasion, resumed=found is not None)
        return self._kept(account_for(session, occasion, self._parts.clock.now()))

    def _before(self, only: tuple[str, ...], minutes: int | None) -> Before | None:
        """Return what is known before the session; None if nothing starts, as something is asked on the screens alone.

        Every other question is left out here: what was stopped for pain comes back in its easier form.
        """
        before = self._diary.before(only, minutes=minutes)
        while (ask := next_ask(before)) is not None:
            if ask.kind in (Kind.CARE, Kind.CHECK, Kind.TYPED_YES):
                self._write("Something needs your answer first. Start lumbar without --plain.")
                self._write_care()
                return None
            if ask.kind is Kind.ASK_FIRST:
                for exercise in asks_first(before):
                    self._write(f"{exercise.name}. Ask your provider first if: {' '.join(exercise.ask_first)}")
            before = taken(before, ask, self._level(hurts.ASK_BEFORE) if ask.kind is Kind.PAIN else None)
        if not resulting(before):
            self._write("No exercise is on today. Start lumbar without --plain to see why.")
            return None
        return before

    def _write_care(self) -> None:
        settings = self._diary.settings
        for line in care_lines(care_advice(settings.emergency_number, settings.provider_phone)):
            self._write(line)

    def _led(self, session: Session, occasion: Occasion, *, resumed: bool) -> Session:
        settings = self._diary.settings

        def keep(at: Session) -> None:
            try:
                self._diary.keep_progress(at, occasion)
            except StoreError as error:
                self._write(str(error))

        plain = PlainSession(
            session,
            self._parts.clock,
            self._keys,
            write=self._write,
            announcer=self._announcer,
            advice=care_advice(settings.emergency_number, settings.provider_phone),
            keep=keep,
        )
        try:
            return plain.run(resumed=resumed)
        finally:
            if not isinstance(plain.session.state, Ended):
                plain.stand_still()

    def _acknowledged(self) -> bool:
        if self._diary.store.person().purpose_acknowledged_on is not None:
            return True
        self._write(PURPOSE)
        for heading, text in GROUND_RULES.items():
            self._write(f"{heading}: {text}")
        if not self._keys.is_there:
            self._write("Nobody is there to say that this was read. Start lumbar in a terminal once.")
            return False
        self._write("Enter: I have read this. Any other key leaves.")
        if self._key() != "enter":
            return False
        self._diary.acknowledge_purpose()
        return True

    def _interrupted(self) -> tuple[Session, Occasion] | None:
        """Return the session that was interrupted if it is to go on; else it is kept as it is, or given up."""
        try:
            checkpoint = self._diary.interrupted()
            if checkpoint is None:
                return None
            session = self._diary.waiting_session(checkpoint)
        except UnusableCheckpointError as error:
            self._write(f"There is a session that was interrupted, and it cannot go on: {error}.")
            self._diary.store.discard_checkpoint()
            return None
        minutes = int((self._parts.clock.now() - checkpoint.saved_at).total_seconds() // 60)
        self._write(where_it_stopped(session, max(0, minutes)))
        if self._keys.is_there:
            self._write("g goes on with it. k keeps it as it is and starts another one.")
            while (key := self._key()) not in ("g", "k"):
                self._write("g or k.")
            if key == "g":
                return session, checkpoint.session.occasion
        self._diary.keep_as_it_is(checkpoint)
        self._write("It is kept as it is.")
        return None

    def _level(self, question: str) -> int | None:
        if not self._keys.is_there:
            return None
        self._write(f"{question} {hurts.LEVEL_ENDS} x is ten, Enter leaves it out.")
        while (key := self._key()) != "enter":
            if key in LEVEL_KEYS:
                level = LEVEL_KEYS.index(key)
                self._write(f"{level}.")
                return level
        return None

    def _kept(self, record: SessionRecord) -> int:
        try:
            # what was done is on the disk before anything else is asked
            self._diary.keep(record)
            if record.status is not Status.STOPPED_FOR_CARE:
                after = self._level(hurts.ASK_AFTER)
                if after is not None:
                    self._diary.keep(replace(record, pain_after=after))
        except StoreError as error:
            self._write(str(error))
            return NOT_AS_ASKED
        minutes = max(1, round(record.seconds_active / 60))
        with suppress(StoreError):  # nothing is lost then: the journal still has it
            self._diary.store.fold()
        self._write(f"{STATUS_LINES[record.status]}: {minutes} min. Saved.")
        return DONE

    def _key(self) -> str:
        """Return the next key."""
        while not self._typed:
            self._typed.extend(self._keys.wait(HALF_AN_HOUR_SECONDS))
        return self._typed.popleft()


@contextmanager
def _awake(*, wanted: bool) -> Iterator[None]:
    awake = Awake()
    if wanted:
        awake.start()
    try:
        yield
    finally:
        awake.stop()


def run_plain(
    parts: Parts,
    keys: Keys,
    write: Write,
    *,
    only: tuple[str, ...] = (),
    minutes: int | None = None,
    ring: Callable[[], object] | None = None,
) -> int:
    """Lead through the session that is due, in plain lines; return the exit code. Raises StoreError.

    It takes *minutes* at most, if they are given.
    """
    diary = parts.diary(read_only=False)
    announcer = parts.announcer(ring=ring)
    try:
        with _awake(wanted=parts.may_stay_awake):
            return PlainRun(parts, diary, keys, write, announcer).run(only, minutes)
    except EOFError:  # the terminal is gone; what was done is kept, and can go on
        return NOT_AS_ASKED
    finally:
        announcer.player.close()
        diary.store.close()
