"""The live session: what the body does now, and the seconds."""

from collections.abc import Callable
from functools import partial
from typing import TypeVar

from textual import events
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.screen import Screen

from lumbar.care import CareAdvice
from lumbar.clock import Clock
from lumbar.cues.announcer import Announcer
from lumbar.cues.cue import Hearing
from lumbar.cues.port import Silence
from lumbar.domain import commands, hurting
from lumbar.domain.inquiry import Resting
from lumbar.domain.session import Ended, Event, Running, Session, Waiting
from lumbar.figure.motion import FigureMoment, MomentKind
from lumbar.figure.shelf import Shelf
from lumbar.guide import Guidance
from lumbar.inquiry_control import InquiryControl
from lumbar.inquiry_view import InquiryView, inquiry_view
from lumbar.session_commands import (
    CARE_KEYS,
    COMMANDS,
    END_KEYS,
    HELP_KEYS,
    HURT_KEYS,
    PAUSE_KEYS,
    Command,
    pausing_or_going_on,
)
from lumbar.session_keys import SessionKeys
from lumbar.settings import Breath, Motion
from lumbar.tui.breath_view import breath_view
from lumbar.tui.figure_view import figure_view
from lumbar.tui.floor_view import FloorMode, floor_view
from lumbar.tui.live_keys import RUNNING_HINTS, hints, inquiry_hints
from lumbar.tui.live_view import LiveView, live_view
from lumbar.tui.pacer import breath
from lumbar.tui.screens.care import CareScreen, care_content
from lumbar.tui.screens.end_question import EndQuestion
from lumbar.tui.screens.help import HelpScreen, live_keys, numbered
from lumbar.tui.session_driver import LoopAlarm, SessionDriver
from lumbar.tui.sound_words import NO_SOUND
from lumbar.tui.text import styled
from lumbar.tui.widgets.block_digits import BlockDigits
from lumbar.tui.widgets.breath_line import BreathLine
from lumbar.tui.widgets.figure_pane import FigurePane
from lumbar.tui.widgets.inquiry_panel import InquiryPanel
from lumbar.tui.widgets.kept_lines import KeptLines
from lumbar.tui.widgets.key_bar import KeyBar, with_keys
from lumbar.tui.widgets.large_words import LargeWords
from lumbar.tui.widgets.line import Line
from lumbar.tui.widgets.phase_bar import PhaseBar
from lumbar.tui.widgets.session_bar import SessionBar

Result = TypeVar("Result")

TONES = {"move": "bold $accent", "hold": "bold $hold", "rest": "bold $rest", "still": "bold $muted"}

LOW_ROWS = 2
"""How many rows there are in a low window for what to do now, beside the side and the count."""
CURSOR_ROW = 4
"""Where the answer under the cursor stands on a screen that is too low for all of them."""


class Across(Horizontal, KeptLines):
    """Widgets side by side."""


class Down(Vertical, KeptLines):
    """Widgets one below the other."""


class LiveScreen(Screen[Session], KeptLines):
    """Leads through a session; gives back the session when it has ended."""

    CSS_PATH = "live.tcss"
    VERTICAL_BREAKPOINTS = [  # noqa: RUF012 - as in Textual
        (0, "-low"),
        (18, "-middling"),
        (24, "-high"),
        (38, "-tall"),
    ]

    def __init__(
        self,
        session: Session,
        clock: Clock,
        *,
        motion: Motion,
        shelf: Shelf,
        advice: CareAdvice,
        on_events: Callable[[Session, tuple[Event, ...]], None] = lambda _session, _events: None,
        resumed: bool = False,
        breath_as: Breath = Breath.SHOW,
        floor_when_lying: bool = False,
        announcer: Announcer | None = None,
        keys: SessionKeys | None = None,
    ) -> None:
        super().__init__()
        self._on_events = on_events
        self._resumed = resumed
        self._remarks: tuple[str, ...] = ()
        self._is_started = False
        self._announcer = announcer or Announcer(Silence(), Hearing())
        self._advice = advice
        self._control = InquiryControl()
        self._words_shown: Guidance | None = None
        self._motion = motion
        self._breath_as = breath_as
        self._floor = FloorMode(floor_when_lying)
        self._keys = keys or SessionKeys()
        self._shelf = shelf
        self.driver = SessionDriver(
            session,
            clock,
            set_timer=partial(LoopAlarm, run=self.call_next),
            on_change=self._changed,
            motion=motion,
        )

    def compose(self) -> ComposeResult:
        """Lay out the bar, the seconds, the phase and its words."""
        yield SessionBar()
        with Across(id="stage"):
            yield FigurePane(moving=self._motion is Motion.FULL, id="figure")
            with Down(id="guide"):
                yield LargeWords(field=True, id="large-phase")
                yield BlockDigits(id="seconds")
                with Across(id="phase-row"):
                    yield Line(id="phase")
                    yield PhaseBar(id="bar")
                yield BreathLine(id="breath")
                yield Line(id="side")
                yield Line(id="now")
                yield Line(id="steps")
        yield LargeWords(id="large-side")
        yield LargeWords(id="large-count")
        with VerticalScroll(id="inquiry", can_focus=False):
            yield InquiryPanel()
        yield Line(id="following")
        yield KeyBar(RUNNING_HINTS)

    def on_mount(self) -> None:
        """Start the clock once there is something to see."""
        self.app.app_suspend_signal.subscribe(self, self._suspended, immediate=True)
        self.call_after_refresh(self._start)

    def _start(self) -> None:
        self._is_started = True
        self.driver.start()
        if self._resumed:
            self.driver.do(commands.resume)
        self._announcer.begin(self.driver.session)

    def on_screen_resume(self) -> None:
        """Look at the clock again; after more than a moment, what would have gone on is paused instead."""
        if self._is_started:
            self.driver.tick()

    def on_unmount(self) -> None:
        """Let no timer outlive the screen, nor the screen its session: the signal would keep it."""
        self.driver.stop()
        self.app.app_suspend_signal.unsubscribe(self)

    def on_screen_suspend(self) -> None:
        """Stop the clock while another screen is on top, whatever brought it there; a rest does not run on, either."""
        self.driver.do(commands.pause)
        self.driver.stop()

    def on_resize(self) -> None:
        """Fit the bars to the new width."""
        self.call_after_refresh(self._show, self.driver.session)

    def on_key(self, event: events.Key) -> None:
        """Every key has a meaning in a session: one that has no other pauses."""
        event.stop()
        event.prevent_default()
        self._press(event.key)

    def on_click(self, event: events.Click) -> None:
        """In floor mode the whole screen is one button: what a key without a meaning does, a click does."""
        if self.has_class("-floor") and not isinstance(event.widget, KeyBar):
            self.driver.do(pausing_or_going_on(self.driver.session))

    def on_key_bar_pressed(self, message: KeyBar.Pressed) -> None:
        """Treat a click on a key like the key."""
        message.stop()
        self._press(message.key)

    def on_inquiry_panel_chosen(self, message: InquiryPanel.Chosen) -> None:
        """Treat a click on an answer like its key."""
        message.stop()
        self._press(message.option.key)

    def _press(self, key: str) -> None:
        view = inquiry_view(self.driver.session)
        if view is not None:
            answers = (option.key for option in view.options)
            self._press_in_inquiry(view, self._keys.meaning_in_question(key, answers))
            return
        key = self._keys.meaning(key)
        if key == "n" and commands.leaving_ends(self.driver.session):
            self.ask_to_end(commands.leave_exercise)
        elif key in COMMANDS:
            self.driver.do(COMMANDS[key])
        elif key == "m":
            self._tell_switched("Sound", on=self._announcer.toggle_sound())
            self._show(self.driver.session)
        elif key == "v":
            self._tell_switched("Voice", on=self._announcer.toggle_voice())
        elif key == "f":
            self._floor = self._floor.switched(self.driver.session)
            self._words_shown = None
            self._show(self.driver.session)
        elif key in PAUSE_KEYS:
            self.driver.do(pausing_or_going_on(self.driver.session))
        else:
            self._press_other(key)

    def _press_other(self, key: str) -> None:
        """Stop the tape for another screen; a key without a meaning stops it, too, or starts what waits for one."""
        if key in END_KEYS:
            self.ask_to_end()
        elif key in CARE_KEYS:
            self._stand_still_for(CareScreen(self._advice))
        elif key in HELP_KEYS:
            self._stand_still_for(HelpScreen(live_keys(self._keys)))
        elif isinstance(self.driver.session.state, Waiting):
            self.driver.do(commands.ready)
        else:
            self.driver.do(commands.pause)

    def _tell_switched(self, what: str, *, on: bool) -> None:
        self.notify(f"{what} {'on' if on else 'off'}.", timeout=2, markup=False)

    def _press_in_inquiry(self, view: InquiryView, key: str) -> None:
        command = self._control.press(view, key)
        if command is None:
            self._show(self.driver.session)
        else:
            self.driver.do(command)
        if key in CARE_KEYS and not isinstance(self.driver.session.state, Ended):
            self.app.push_screen(CareScreen(self._advice))
        elif key in HELP_KEYS:
            self.app.push_screen(HelpScreen(live_keys(self._keys)))

    def asks_at(self, key: str) -> bool:
        """Ask what hurts if *key* says that something does, whatever lies on top; return whether it does."""
        hurts = self._keys.meaning(key) in HURT_KEYS
        if hurts:
            self.driver.do(hurting.hurt)
        return hurts

    def ask_to_end(self, ending: Command = commands.end) -> None:
        """Pause, and ask whether the session ends here; if so, it does by *ending*."""

        def answered(end: bool | None) -> None:  # noqa: FBT001 - the form of a screen's callback
            if end:
                self.driver.do(ending)

        self._stand_still_for(EndQuestion(), answered)

    def _stand_still_for(self, screen: Screen[Result], answered: Callable[[Result | None], None] | None = None) -> None:
        """Pause, and show *screen*; not if the session has come to its end in the same instant."""
        self.driver.do(commands.pause)
        if not isinstance(self.driver.session.state, Ended):
            self.app.push_screen(screen, answered)

    def _suspended(self, _app: object) -> None:
        """Stop the session before the program itself is stopped."""
        self.driver.do(commands.pause)

    def _changed(self, session: Session, happened: tuple[Event, ...]) -> None:
        if happened:
            self._on_events(session, happened)
        if not isinstance(session.state, Ended):
            self._show(session)
        elif self.app.screen is self:  # else once it is: what lies on top would be taken away instead
            self.dismiss(session)

    def _show(self, session: Session) -> None:
        if not self.is_mounted or not self.query_children(SessionBar):  # about to go, while a tick was on its way
            return
        asked = inquiry_view(session)
        on_floor = asked is None and self._floor.is_on(session)
        self.set_class(asked is not None, "-asking")
        self.set_class(on_floor, "-floor")
        self.set_class(isinstance(session.state, Waiting), "-waiting")
        if asked is not None:
            self._show_inquiry(session, asked)
            return
        self._control.forget()
        view = live_view(session)
        if view.words != self._words_shown:
            self._words_shown = view.words
            self._show_words(view)
        rate = (f"{session.rate}x",) if session.rate != 1 else ()
        sounds = self._remarks if self._announcer.sound_on else (NO_SOUND,)
        self.query_one(SessionBar).show(
            number=view.words.number,
            exercise=view.words.exercise,
            passed=view.session_passed,
            left_seconds=view.left_seconds,
            mark="".join(f"  {remark}" for remark in (*rate, *sounds)),
        )
        self._show_figure(session)
        self.query_one(BlockDigits).show(view.digits, view.digit_style, large=on_floor)
        self.query_one(PhaseBar).show(view.bar, view.bar_passed)
        self._show_breath(session)
        if isinstance(session.state, Waiting):
            self.query_one("#steps", Line).show(numbered(session.exercise.steps))
        if on_floor or isinstance(session.state, Waiting):
            self._show_large(session, view)
        self.query_one(KeyBar).show(with_keys(hints(session), self._keys))

    def _show_inquiry(self, session: Session, view: InquiryView) -> None:
        self._control.follow(view)
        resting = session.inquiry if view.rest_left_ns is not None else None
        panel = self.query_one(InquiryPanel)
        panel.show(
            view,
            highlighted=self._control.highlighted,
            breath=breath(session.clock_ns - resting.since_ns) if isinstance(resting, Resting) else None,
            care=care_content(self._advice) if view.shows_care else None,
        )
        self.query_one(KeyBar).show(inquiry_hints(view, has_cursor=self._control.highlighted is not None))
        self.call_after_refresh(self._follow_cursor)

    def _follow_cursor(self) -> None:
        row = self.query_one(InquiryPanel).row_under_cursor
        if row is not None:
            self.query_one("#inquiry", VerticalScroll).scroll_to(y=max(0, row - CURSOR_ROW), animate=False)

    def _show_figure(self, session: Session) -> None:
        view = figure_view(session, self._shelf)
        pane = self.query_one(FigurePane)
        self.set_class(view is None, "-no-figure")
        if view is None:
            pane.show(None, FigureMoment(MomentKind.READY))
        else:
            pane.show(view.scene, view.moment, dimmed=view.dimmed)

    def _show_breath(self, session: Session) -> None:
        shown = breath_view(session, self._breath_as, self._motion)
        line = self.query_one(BreathLine)
        line.display = shown is not None or not self.has_class("-low")  # a low window has no row to spare
        line.show(shown)

    def _show_large(self, session: Session, view: LiveView) -> None:
        shown = floor_view(session, view.words, self._motion)
        phase, count = shown.phase, shown.count
        if self.has_class("-low") and view.digits is not None:
            phase, count = ("   ".join((*phase[:1], *count[:1])),), ()
        self.set_class(shown.tells, "-telling")
        self.set_class(view.digits is None, "-wordy")
        self.set_class(not isinstance(session.state, Running), "-still")
        self.query_one("#large-phase", LargeWords).show(phase, view.tone, shown.word)
        self.query_one("#large-side", LargeWords).show(shown.side, light=shown.rest)
        self.query_one("#large-count", LargeWords).show(count, light=shown.rest)

    def remark(self, words: str) -> None:
        """Say *words* in the first line from now on."""
        self._remarks = (words,)
        self._show(self.driver.session)

    def _show_words(self, view: LiveView) -> None:
        words = view.words
        gap = " · " if self.has_class("-low") else "  ·  "
        about = gap.join(part for part in (words.side, words.count) if part)
        self.query_one("#phase", Line).show(styled((words.phase, TONES[view.tone])), layout=self.has_class("-low"))
        self.query_one("#side", Line).show(about)
        now = styled((words.now, "bold"))
        self.set_class(len(now.wrap(max(1, self.size.width - 2))) > LOW_ROWS, "-long")
        self.query_one("#now", Line).show(now)
        self.query_one("#following", Line).show(styled((words.following, "$muted")))
