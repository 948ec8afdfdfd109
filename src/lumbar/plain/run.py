"""The whole way of a plain session: what was interrupted, pain before, the session, pain after, the record."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import replace

from lumbar.about import GROUND_RULES, PURPOSE
from lumbar.awake import Awake
from lumbar.bootstrap import Parts
from lumbar.care import care_advice
from lumbar.checkpoint import Checkpoint, UnusableCheckpointError
from lumbar.cues.announcer import Announcer
from lumbar.diary import Diary
from lumbar.domain import course
from lumbar.domain.account import Occasion, account_for
from lumbar.domain.before import off_now
from lumbar.domain.hurting import something_hurt
from lumbar.domain.plan import whole_minutes
from lumbar.domain.record import SessionRecord, Status
from lumbar.domain.session import Ended, Session
from lumbar.guide import where_it_stopped
from lumbar.plain.asking import Asker
from lumbar.plain.before import PlainBefore
from lumbar.plain.keyboard import Keys, Write
from lumbar.plain.session import PlainSession
from lumbar.ports import Notice, NoticeKind, StoreError
from lumbar.session_commands import RESUMING, Resume
from lumbar.words import hurts
from lumbar.words.next_time import DISCARD_AGAIN, GET_UP, ONLY_ON_ITS_DAY, QUIET_MINUTE, off_now_line
from lumbar.words.past import STATUSES

DONE, NO, NOT_AS_ASKED = 0, 1, 3
RESUME_OR_KEEP = "Enter, r or Space resumes it. k or Escape keeps it as it is and starts another one."
X_DISCARDS = "x discards it."
CANNOT_GO_ON = "There is a session that was interrupted, and it cannot go on: {error}."


class PlainRun:
    """One call of `lumbar session --plain`."""

    def __init__(
        self, parts: Parts, diary: Diary, keys: Keys, *, write: Write, complain: Write, announcer: Announcer
    ) -> None:
        self._parts = parts
        self._diary = diary
        self._keys = keys
        self._write = write
        self._complain = complain
        self._announcer = announcer
        settings = diary.settings
        self._advice = care_advice(settings.emergency_number, settings.provider_phone)
        self._asker = Asker(keys, write, self._advice)
        self._before = PlainBefore(diary, self._asker, write, complain)

    def run(self, only: tuple[str, ...], minutes: int | None = None) -> int:
        """Lead through the session that is due, or through the one that was interrupted; return the exit code."""
        if not self._diary.store.writable:
            self._complain(_why_nothing_is_kept(self._diary.store.notices))
            return NOT_AS_ASKED
        if not self._acknowledged():
            return NO
        found = self._interrupted()
        if found is None:
            before = self._before.ask(only, minutes)
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

    def _led(self, session: Session, occasion: Occasion, *, resumed: bool) -> Session:
        def keep(at: Session) -> None:
            try:
                self._diary.keep_progress(at, occasion)
            except StoreError as error:
                self._complain(str(error))

        plain = PlainSession(
            session,
            self._parts.clock,
            self._keys,
            write=self._write,
            announcer=self._announcer,
            advice=self._advice,
            session_keys=self._diary.settings.keys,
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
            self._complain("Nobody is there to say that this was read. Start lumbar in a terminal once.")
            return False
        self._write("Enter: I have read this. Any other key leaves.")
        if self._asker.answer() != "enter":
            return False
        self._diary.acknowledge_purpose()
        return True

    def _interrupted(self) -> tuple[Session, Occasion] | None:
        """Return the session that was interrupted if it is to go on; else it is kept as it is, or given up."""
        try:
            checkpoint = self._diary.interrupted()
        except UnusableCheckpointError as error:
            self._complain(CANNOT_GO_ON.format(error=error))
            self._diary.store.discard_checkpoint()
            return None
        if checkpoint is None:
            return None
        try:
            session = self._diary.waiting_session(checkpoint)
        except UnusableCheckpointError as error:
            self._complain(CANNOT_GO_ON.format(error=error))
            self._keep_as_it_is(checkpoint)
            return None
        minutes = int((self._parts.clock.now() - checkpoint.saved_at).total_seconds() // 60)
        self._write(where_it_stopped(session, max(0, minutes)))
        while (answer := self._what_becomes_of(checkpoint)) is Resume.GO_ON:
            before = self._before.ask_again(session)
            if before is not None:
                off = off_now(before)
                if off:
                    self._write(off_now_line(one.name for one in off))
                return course.without(session, {one.id for one in off}), checkpoint.session.occasion
        if answer is Resume.DISCARD:
            self._diary.store.discard_checkpoint()
            self._write("It is discarded.")
        else:
            self._keep_as_it_is(checkpoint)
        return None

    def _what_becomes_of(self, checkpoint: Checkpoint) -> Resume:
        if not self._diary.is_of_today(checkpoint):
            self._write(ONLY_ON_ITS_DAY)
            return Resume.KEEP
        if not self._keys.is_there:
            return Resume.KEEP
        can_discard = not something_hurt(checkpoint.session)
        keys = f"{RESUME_OR_KEEP} {X_DISCARDS}" if can_discard else RESUME_OR_KEEP
        self._write(keys)
        is_asked = False
        while True:
            answer = RESUMING.get(self._asker.answer())
            if answer is not None and (answer is not Resume.DISCARD or is_asked):
                return answer
            is_asked = answer is Resume.DISCARD and can_discard
            self._write(DISCARD_AGAIN if is_asked else keys)

    def _keep_as_it_is(self, checkpoint: Checkpoint) -> None:
        self._diary.keep_as_it_is(checkpoint)
        self._ask_about_what_is_off()
        self._write("It is kept as it is.")

    def _ask_about_what_is_off(self) -> None:
        """File the question to the provider; what keeps that from being done is told where it matters."""
        with suppress(StoreError):
            self._diary.ask_about_what_is_off()

    def _kept(self, record: SessionRecord) -> int:
        try:
            # what was done is on the disk before anything else is asked
            self._diary.keep(record)
            self._ask_about_what_is_off()
            if record.status is not Status.STOPPED_FOR_CARE:
                after = self._asker.level(hurts.ASK_AFTER)
                if after is not None:
                    self._diary.keep(replace(record, pain_after=after))
        except StoreError as error:
            self._complain(str(error))
            self._say_how_to_get_up(record)
            return NOT_AS_ASKED
        self._say_how_to_get_up(record)
        minutes = whole_minutes(record.seconds_active)
        with suppress(StoreError):  # nothing is lost then: the journal still has it
            self._diary.store.fold()
        self._write(f"{STATUSES[record.status].capitalize()}: {minutes} min. Saved.")
        return DONE

    def _say_how_to_get_up(self, record: SessionRecord) -> None:
        """Say it to whoever is still on the floor; who is to get help stays there."""
        if record.status is not Status.STOPPED_FOR_CARE:
            self._write(QUIET_MINUTE)
            self._write(GET_UP)


def _why_nothing_is_kept(notices: Sequence[Notice]) -> str:
    """Return why a session cannot be kept here, and what to do about it."""
    by_kind = {notice.kind: notice for notice in notices}
    for kind in (NoticeKind.NEWER_SCHEMA, NoticeKind.READ_ONLY):
        if kind in by_kind:
            return f"{by_kind[kind].what} {by_kind[kind].kept} {by_kind[kind].advice}"
    return "lumbar is open in another window, which keeps the sessions. Close it first."


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
    complain: Write,
    *,
    only: tuple[str, ...] = (),
    minutes: int | None = None,
    ring: Callable[[], object] | None = None,
) -> int:
    """Lead through the session that is due, in plain lines; return the exit code. Raises StoreError.

    It takes *minutes* at most, if they are given. *complain* is told what keeps it from starting or from being kept.
    """
    diary = parts.diary(read_only=False)
    announcer = parts.announcer(ring=ring)
    try:
        with _awake(wanted=parts.may_stay_awake):
            return PlainRun(parts, diary, keys, write=write, complain=complain, announcer=announcer).run(only, minutes)
    except EOFError:  # the terminal is gone; what was done is kept, and can go on
        return NOT_AS_ASKED
    finally:
        announcer.player.close()
        diary.store.close()
