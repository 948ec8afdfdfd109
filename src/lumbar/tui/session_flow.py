"""The way of a session through the screens: from its start, or from where it was interrupted, to the summary."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from textual.app import App

from lumbar.awake import Awake
from lumbar.bootstrap import Parts
from lumbar.cues.port import How
from lumbar.diary import Diary
from lumbar.domain import commands, course
from lumbar.domain.account import Occasion, account_for
from lumbar.domain.before import Before, off_now
from lumbar.domain.record import SessionRecord, Status
from lumbar.domain.session import Event, Session
from lumbar.domain.statements import with_questions
from lumbar.domain.timeline import Timeline
from lumbar.ports import StoreError
from lumbar.session_commands import KEPT_AT
from lumbar.tui.keeper import Keeper
from lumbar.tui.screens.end_question import EndQuestion
from lumbar.tui.sound_words import SOUND_REMARKS
from lumbar.tui.text import clean
from lumbar.words import hurts
from lumbar.words import next_time as words

if TYPE_CHECKING:
    from lumbar.cues.announcer import Announcer
    from lumbar.tui.before_session import BeforeSession
    from lumbar.tui.screens.level_question import LevelQuestion
    from lumbar.tui.screens.live import LiveScreen
    from lumbar.tui.screens.summary import SummaryScreen


class SessionFlow:
    """Runs one session at a time, and has it kept on the way and at its end."""

    def __init__(
        self,
        app: App[int],
        parts: Parts,
        diary: Diary,
        keeper: Keeper,
        *,
        on_left: Callable[[str], None],
        on_kept: Callable[[], None],
    ) -> None:
        self._app = app
        self._complaint = ""
        self._parts = parts
        self._diary = diary
        self._keeper = keeper
        self._on_left = on_left
        self._on_kept = on_kept
        self._live: LiveScreen | None = None
        self._is_asking = False
        self._before: BeforeSession | None = None
        self._summary: SummaryScreen | None = None
        self._announcer: Announcer | None = None
        self._awake = Awake()

    @property
    def is_running(self) -> bool:
        """Whether a session is on, or about to start."""
        return self._is_asking or self._live is not None

    def begin(self, only: Sequence[str] = (), minutes: int | None = None) -> None:
        """Ask what there is to ask, then start today's session; of it *only* the exercises that are named, if any.

        It takes *minutes* at most, if they are given.
        """

        def ready(timeline: Timeline, level: int | None) -> None:
            self._is_asking = False
            clock_ns, rate = self._parts.clock.monotonic_ns(), self._parts.clock_rate
            session, _ = course.start(timeline, clock_ns, rate=rate, pain_before=level)
            self._run(session, self._diary.occasion(), resumed=False)

        def nothing() -> None:
            self._is_asking = False
            self._on_kept()

        self._is_asking = True
        self._questions.begin(only, minutes, ready=ready, nothing=nothing)

    def go_on(self, session: Session, occasion: Occasion, *, otherwise: Callable[[], None]) -> None:
        """Go on with an interrupted session, after what has to be asked and time to get into position.

        *Otherwise* is called where that was not answered so that it can go on.
        """

        def ready(before: Before) -> None:
            self._is_asking = False
            off = off_now(before)
            if off:
                self._app.notify(words.off_now_line(one.name for one in off), markup=False)
            self._run(course.without(session, {one.id for one in off}), occasion, resumed=True)

        def nothing() -> None:
            self._is_asking = False
            otherwise()

        self._is_asking = True
        self._questions.begin_again(session, ready=ready, nothing=nothing)

    @property
    def _questions(self) -> "BeforeSession":
        """What asks before a session."""
        if self._before is None:
            from lumbar.tui.before_session import BeforeSession  # noqa: PLC0415 - the first screen has no questions

            self._before = BeforeSession(self._app, self._diary, self._keeper, told=self._told)
        return self._before

    def kept_after_all(self) -> None:
        """Say in the summary, if it is still open, that the session is on disk now."""
        if self._summary is not None and self._summary.is_mounted:
            self._summary.show_kept(None)

    def ask_to_end(self) -> bool:
        """Ask whether the session ends, as its own key does; return whether one is on."""
        if self._live is None:
            return False
        if self._live is not self._app.screen:
            if not isinstance(self._app.screen, EndQuestion):
                self._app.screen.dismiss(None)
                self._app.call_later(self.ask_to_end)
        else:
            self._live.ask_to_end()
        return True

    def stand_still(self) -> None:
        """Pause, because the program is about to end; what is done by then is kept."""
        if self._live is not None:
            self._live.driver.do(commands.pause)

    def _run(self, session: Session, occasion: Occasion, *, resumed: bool) -> None:
        from lumbar.care import care_advice  # noqa: PLC0415 - the first screen does not need it
        from lumbar.tui.screens.live import LiveScreen  # noqa: PLC0415 - nor that

        announcer = self._hearable()

        def happened(session: Session, events: tuple[Event, ...]) -> None:
            announcer.take(session, events)
            if any(isinstance(event, KEPT_AT) for event in events):
                self._keeper.progress(session, occasion, self._told)

        def ended(session: Session | None) -> None:
            self._live = None
            self._awake.stop()
            if session is not None:
                self._keep(session, occasion)

        settings = self._diary.settings
        self._live = LiveScreen(
            session,
            self._parts.clock,
            motion=settings.motion,
            shelf=self._parts.figures,
            advice=care_advice(settings.emergency_number, settings.provider_phone),
            on_events=happened,
            resumed=resumed,
            breath_as=settings.breath,
            floor_when_lying=settings.floor_mode_when_lying,
            announcer=announcer,
            keys=settings.keys,
        )
        self._keeper.progress(session, occasion, self._told)  # its start counts too, and the answer before it
        if self._parts.may_stay_awake:
            self._awake.start()
        self._app.push_screen(self._live, ended)
        self._app.call_later(_screens_of_the_end)
        if announcer.player.how is not None:  # found out before there was a screen to say it, maybe for another session
            self._told_how(announcer.player.how)

    def _hearable(self) -> "Announcer":
        """Return what lets sessions be heard; which way sounds go is found out behind the screens."""
        if self._announcer is None:
            self._announcer = self._parts.announcer(ring=self._app.bell, on_how=self._told_how)
        return self._announcer

    def _told_how(self, how: How) -> None:
        """Say so if sounds do not go the way that was wanted, once it is known: a word, as a session is on."""
        if how.why and self._live is not None:
            self._app.call_later(self._live.remark, SOUND_REMARKS[how.way])

    def forget_sounds(self) -> None:
        """Let the next session be heard by the settings that hold then."""
        if self._announcer is not None and not self.is_running:
            self._announcer.player.close()
            self._announcer = None

    def close(self) -> None:
        """Be silent, and let the screen go off again."""
        self._awake.stop()
        if self._announcer is not None:
            self._announcer.player.close()

    def _told(self, error: StoreError | None) -> None:
        """Say it once, not at each repetition."""
        complaint = "" if error is None else clean(str(error))
        if complaint not in ("", self._complaint):
            self._app.notify(complaint, severity="error", markup=False)
        self._complaint = complaint

    def _keep(self, session: Session, occasion: Occasion) -> None:
        question, summary_screen = _screens_of_the_end()
        record = account_for(session, occasion, self._parts.clock.now())
        kept = record

        def told(error: StoreError | None) -> None:
            self._show_kept(summary, error)

        def change(changed: SessionRecord) -> None:
            nonlocal kept
            kept = changed
            self._keeper.finish(kept, told)

        summary = self._summary = summary_screen(
            record,
            self._diary.exercises,
            on_note=lambda note: change(replace(kept, note=note)),
            on_question=self._keep_question,
        )

        def answered(level: int | None) -> None:
            if _level(level) is not None:
                change(replace(kept, pain_after=_level(level)))
            self._app.push_screen(summary, left)

        def left(page: str | None) -> None:
            self._summary = None
            self._keeper.fold()
            self._on_left(page or "today")

        # what was done is on its way to the disk before anything else is asked
        self._keeper.finish(record, told)
        if record.status is Status.STOPPED_FOR_CARE:
            answered(None)
        else:
            self._app.push_screen(question(hurts.ASK_AFTER), answered)

    def _keep_question(self, text: str) -> None:
        diary, day = self._diary, self._diary.day()

        def told(error: StoreError | None) -> None:
            self._told(error)
            if error is None:
                self._app.notify("Your question for your provider is kept.", markup=False)

        self._keeper.do(lambda: diary.change_person(lambda person: with_questions(person, [text], day)), told)

    def _show_kept(self, summary: "SummaryScreen", error: StoreError | None) -> None:
        summary.show_kept(error)
        if summary not in self._app.screen_stack:  # the person was quicker than the disk
            if error is not None:
                self._app.notify(clean(str(error)), severity="error", markup=False)
            self._on_kept()


def _level(level: int | None) -> int | None:
    return None if level is None or level < 0 else level


def _screens_of_the_end() -> "tuple[type[LevelQuestion], type[SummaryScreen]]":
    """Import what comes after a session. Its start does so, too: an update may exchange the files before its end."""
    from lumbar.tui.screens.level_question import LevelQuestion  # noqa: PLC0415 - the first screen has no questions
    from lumbar.tui.screens.summary import SummaryScreen  # noqa: PLC0415 - the first screen does not need it

    return LevelQuestion, SummaryScreen
