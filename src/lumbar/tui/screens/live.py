"""The live session: what the body does now, and the seconds."""

from collections.abc import Callable, Mapping

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
from lumbar.domain.session import Ended, Event, Paused, Session, SessionEnded
from lumbar.figure.motion import FigureMoment, MomentKind
from lumbar.figure.shelf import Shelf
from lumbar.guide import Guidance
from lumbar.inquiry_view import InquiryView, inquiry_view
from lumbar.session_keys import SessionKeys
from lumbar.settings import Motion
from lumbar.tui.figure_view import figure_view
from lumbar.tui.inquiry_control import HURTS, InquiryControl
from lumbar.tui.live_view import LiveView, live_view
from lumbar.tui.pacer import breath
from lumbar.tui.screens.care import CareScreen, care_content
from lumbar.tui.screens.end_question import EndQuestion
from lumbar.tui.screens.help import HelpScreen, live_keys
from lumbar.tui.session_driver import Command, SessionDriver
from lumbar.tui.text import styled
from lumbar.tui.widgets.block_digits import BlockDigits
from lumbar.tui.widgets.figure_pane import FigurePane
from lumbar.tui.widgets.inquiry_panel import InquiryPanel
from lumbar.tui.widgets.kept_lines import KeptLines
from lumbar.tui.widgets.key_bar import KeyBar, KeyHint, with_keys
from lumbar.tui.widgets.line import Line
from lumbar.tui.widgets.phase_bar import PhaseBar
from lumbar.tui.widgets.session_bar import SessionBar

RUNNING_HINTS = (
    KeyHint("space", "space", "pause"),
    KeyHint("d", "d", "something hurts"),
    KeyHint("right", "→", "skip"),
    KeyHint("left", "←", "back"),
    KeyHint("plus", "+", "10 s more"),
    KeyHint("n", "n", "leave exercise"),
    KeyHint("q", "q", "end"),
    KeyHint("question_mark", "?", "keys"),
)
PAUSED_HINTS = (
    KeyHint("space", "space", "go on"),
    KeyHint("d", "d", "something hurts"),
    KeyHint("q", "q", "end"),
    KeyHint("right", "→", "skip"),
    KeyHint("left", "←", "back"),
    KeyHint("question_mark", "?", "keys"),
)
UNDO_HINT = KeyHint("u", "u", "undo")

TONES = {"move": "bold $accent", "hold": "bold $hold", "rest": "bold $rest", "still": "bold $muted"}

COMMANDS: Mapping[str, Command] = {
    "right": commands.next_repetition,
    "left": commands.previous_repetition,
    "n": commands.leave_exercise,
    "p": commands.return_to_exercise,
    "u": commands.undo,
    "plus": commands.more_time,
    "equals_sign": commands.more_time,
}
CURSOR_ROW = 4
"""Where the answer under the cursor stands on a screen that is too low for all of them."""
CARE_KEYS = frozenset({"c", "f2"})
PAUSE_KEYS = frozenset({"space", "pagedown"})


def inquiry_hints(view: InquiryView) -> tuple[KeyHint, ...]:
    """Return the keys that matter while it is asked what hurts."""
    enter = (KeyHint("enter", "Enter", view.enter.removeprefix("Enter ").rstrip(".")),) if view.enter else ()
    correct = (KeyHint("backspace", "Backspace", "correct"),) if view.can_correct else ()
    return (*enter, *correct, KeyHint("down", "↑ ↓", "choose"), KeyHint("c", "c", "care advice"))


class Across(Horizontal, KeptLines):
    """Widgets side by side."""


class Down(Vertical, KeptLines):
    """Widgets one below the other."""


class LiveScreen(Screen[Session], KeptLines):
    """Leads through a session; gives back the session when it has ended."""

    CSS_PATH = "live.tcss"

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
        self._keys = keys or SessionKeys()
        self._shelf = shelf
        self.driver = SessionDriver(
            session,
            clock,
            set_timer=self.set_timer,
            on_change=self._changed,
            motion=motion,
        )

    def compose(self) -> ComposeResult:
        """Lay out the bar, the seconds, the phase and its words."""
        yield SessionBar()
        with Across(id="stage"):
            yield FigurePane(moving=self._motion is Motion.FULL, id="figure")
            with Down(id="guide"):
                yield BlockDigits(id="seconds")
                with Across(id="phase-row"):
                    yield Line(id="phase")
                    yield PhaseBar(id="bar")
                yield Line(id="side")
                yield Line(id="now")
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
        """Let no timer outlive the screen."""
        self.driver.stop()

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
        if key in HURTS:
            self.driver.do(hurting.hurt)
        elif key == "n" and commands.leaving_ends(self.driver.session):
            self.ask_to_end(commands.leave_exercise)
        elif key in COMMANDS:
            self.driver.do(COMMANDS[key])
        elif key == "m":
            self._tell_switched("Sound", on=self._announcer.toggle_sound())
        elif key == "v":
            self._tell_switched("Voice", on=self._announcer.toggle_voice())
        elif key in PAUSE_KEYS:
            paused = isinstance(self.driver.session.state, Paused)
            self.driver.do(commands.resume if paused else commands.pause)
        else:
            self.driver.do(commands.pause)
            if key in ("q", "escape"):
                self.ask_to_end()
            elif key in CARE_KEYS:
                self.app.push_screen(CareScreen(self._advice))
            elif key in ("question_mark", "f1"):
                self.app.push_screen(HelpScreen(live_keys(self._keys)))

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
        elif key in ("question_mark", "f1"):
            self.app.push_screen(HelpScreen(live_keys(self._keys)))

    def ask_to_end(self, ending: Command = commands.end) -> None:
        """Pause, and ask whether the session ends here; if so, it does by *ending*."""

        def answered(end: bool | None) -> None:  # noqa: FBT001 - the form of a screen's callback
            if end:
                self.driver.do(ending)

        self.driver.do(commands.pause)
        self.app.push_screen(EndQuestion(), answered)

    def _suspended(self, _app: object) -> None:
        """Stop the session before the program itself is stopped."""
        self.driver.do(commands.pause)

    def _changed(self, session: Session, happened: tuple[Event, ...]) -> None:
        if happened:
            self._on_events(session, happened)
        if any(isinstance(event, SessionEnded) for event in happened):
            self.dismiss(session)
        elif not isinstance(session.state, Ended):
            self._show(session)

    def _show(self, session: Session) -> None:
        if not self.is_mounted:
            return
        asked = inquiry_view(session)
        self.set_class(asked is not None, "-asking")
        if asked is not None:
            self._show_inquiry(session, asked)
            return
        self._control.forget()
        view = live_view(session)
        if view.words != self._words_shown:
            self._words_shown = view.words
            self._show_words(view)
        rate = (f"{session.rate}x",) if session.rate != 1 else ()
        self.query_one(SessionBar).show(
            number=view.words.number,
            exercise=view.words.exercise,
            passed=view.session_passed,
            left_seconds=view.left_seconds,
            mark="".join(f"  {remark}" for remark in (*rate, *self._remarks)),
        )
        self._show_figure(session)
        self.query_one(BlockDigits).show(view.digits, view.digit_style)
        self.query_one(PhaseBar).show(view.bar, view.bar_passed)
        hints = PAUSED_HINTS if isinstance(session.state, Paused) else RUNNING_HINTS
        self.query_one(KeyBar).show(with_keys((UNDO_HINT, *hints) if session.can_undo else hints, self._keys))

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
        self.query_one(KeyBar).show(inquiry_hints(view))
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

    def remark(self, words: str) -> None:
        """Say *words* in the first line from now on."""
        self._remarks = (words,)
        self._show(self.driver.session)

    def _show_words(self, view: LiveView) -> None:
        words = view.words
        about = "  ·  ".join(part for part in (words.side, words.count) if part)
        self.query_one("#phase", Line).show(styled((words.phase, TONES[view.tone])))
        self.query_one("#side", Line).show(about)
        self.query_one("#now", Line).show(styled((words.now, "bold")))
        self.query_one("#following", Line).show(styled((words.following, "$muted")))
