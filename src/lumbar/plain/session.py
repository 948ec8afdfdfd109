"""Runs a session in plain lines: the same engine, the same keys, the same record as on the screen."""

from collections.abc import Callable, Iterable

from lumbar.care import CareAdvice, care_lines
from lumbar.clock import Clock
from lumbar.cues.announcer import Announcer
from lumbar.domain import commands, course, hurting
from lumbar.domain.exercise import NS_PER_SECOND
from lumbar.domain.session import (
    Ended,
    Event,
    Paused,
    Session,
    Waiting,
)
from lumbar.inquiry_control import BACKWARD, FORWARD, InquiryControl
from lumbar.inquiry_view import InquiryView, inquiry_view
from lumbar.plain.keyboard import Keys, Write
from lumbar.plain.lines import event_lines, inquiry_lines, keys_line, option_line, step_line, wait_lines, way_on
from lumbar.session_commands import CARE_KEYS, COMMANDS, END_KEYS, HELP_KEYS, HURT_KEYS, KEPT_AT, PAUSE_KEYS, Command
from lumbar.session_keys import SessionKeys

STOPPING_KEYS = CARE_KEYS | END_KEYS | HELP_KEYS
"""They stop the tape for something of their own."""

LONGEST_WAIT_SECONDS = 1.0
"""Well below the gap after which the session takes the machine to have been asleep."""

ASK_END = "End the session here? What you have done is kept. y ends it, any other key leaves it paused."


class PlainSession:
    """One session, from where it is to its end."""

    def __init__(
        self,
        session: Session,
        clock: Clock,
        keys: Keys,
        *,
        write: Write,
        announcer: Announcer,
        advice: CareAdvice,
        session_keys: SessionKeys,
        keep: Callable[[Session], None],
    ) -> None:
        """*keep* keeps the session on the way, and tells itself what goes wrong with that."""
        self.session = session
        self._clock = clock
        self._keys = keys
        self._write = write
        self._announcer = announcer
        self._advice = advice
        self._session_keys = session_keys
        self._keep = keep
        self._control = InquiryControl()
        self._ending: Command | None = None
        """What ends the session, while it is asked whether it shall end."""

    def run(self, *, resumed: bool) -> Session:
        """Lead through the session; return it as it ended."""
        if self._keys.is_there:
            self._write(keys_line(self._session_keys))
        if resumed:
            self._do(commands.resume)
            self._ask_still()
        elif isinstance(self.session.state, Waiting):
            self._write_lines(wait_lines(self.session, self.session.step))
        else:
            self._write(step_line(self.session, self.session.step))
        self._announcer.begin(self.session)
        while not isinstance(self.session.state, Ended):
            if isinstance(self.session.state, Waiting) and not self._keys.is_there:
                self._do(commands.ready)  # nobody could ever press a key
            for key in self._keys.wait(self._seconds_to_wait()):
                self.press(key)
            if not isinstance(self.session.state, Ended):
                self._do(course.tick)
        return self.session

    def press(self, key: str) -> None:
        """Do what *key* means."""
        view = inquiry_view(self.session)
        if view is not None:
            answers = (option.key for option in view.options)
            self._press_in_inquiry(view, self._session_keys.meaning_in_question(key, answers))
            return
        self._control.forget()
        if self._ending is not None:
            self._press_at_the_end_question(self._ending, key)
        else:
            self._press_in_session(self._session_keys.meaning(key))

    def _press_in_session(self, key: str) -> None:
        if key in ("m", "v"):
            self._switch(key)
        elif key == "n" and commands.leaving_ends(self.session):
            self._ask_to_end(commands.leave_exercise)
        elif key in COMMANDS:
            self._do(COMMANDS[key])
        elif isinstance(self.session.state, Waiting) and key not in STOPPING_KEYS:
            self._do(commands.ready)
        elif key in PAUSE_KEYS and isinstance(self.session.state, Paused):
            self._do(commands.resume)
        else:
            self._do(commands.pause)
            self._explain(key)

    def stand_still(self) -> None:
        """Pause and keep, because the program is about to end."""
        self._do(commands.pause)

    def _ask_to_end(self, ending: Command) -> None:
        self._do(commands.pause)
        if not isinstance(self.session.state, Ended):  # it may be so since this instant
            self._ending = ending
            self._write(ASK_END)

    def _press_at_the_end_question(self, ending: Command, key: str) -> None:
        """Take the answer. Care advice leaves it open, and what hurts takes its place."""
        if key in CARE_KEYS:
            self._show_care()
            self._write(ASK_END)
            return
        self._ending = None
        if key == "y":
            self._do(ending)
        elif self._session_keys.meaning(key) in HURT_KEYS:
            self._do(hurting.hurt)
        else:
            self._write(f"Still paused. {way_on(self._session_keys)}")

    def _switch(self, key: str) -> None:
        if key == "m":
            self._write("Sound on." if self._announcer.toggle_sound() else "Sound off.")
        else:
            self._write("Voice on." if self._announcer.toggle_voice() else "Voice off.")

    def _explain(self, key: str) -> None:
        if key in END_KEYS:
            self._ask_to_end(commands.end)
        elif key in CARE_KEYS:
            self._show_care()
        elif key in HELP_KEYS:
            self._write(keys_line(self._session_keys))

    def _show_care(self) -> None:
        self._write_lines(care_lines(self._advice))

    def _write_lines(self, lines: Iterable[str]) -> None:
        for line in lines:
            self._write(line)

    def _ask_still(self) -> None:
        """Ask what was being asked when the program was ended."""
        view = inquiry_view(self.session)
        if view is not None:
            self._write_lines(inquiry_lines(view))
            if view.shows_care:
                self._show_care()

    def _press_in_inquiry(self, view: InquiryView, key: str) -> None:
        command = self._control.press(view, key)
        if command is not None:
            self._do(command)
        elif key in FORWARD | BACKWARD and self._control.highlighted is not None:
            self._write(option_line(view.options[self._control.highlighted]))
        elif key in HELP_KEYS:
            self._write_lines(inquiry_lines(view))
        now = inquiry_view(self.session)
        if now is not None and (key in CARE_KEYS or (now.shows_care and not view.shows_care)):
            self._show_care()

    def _do(self, command: Command) -> None:
        self._take(*command(self.session, self._clock.monotonic_ns()))

    def _take(self, session: Session, events: tuple[Event, ...]) -> None:
        self.session = session
        # what is heard must not wait for the disk
        self._announcer.take(session, events)
        self._write_lines(event_lines(session, events, self._session_keys))
        if any(isinstance(event, KEPT_AT) for event in events):
            self._keep(session)

    def _seconds_to_wait(self) -> float:
        to_change_ns = course.ns_to_next_change(self.session)
        if to_change_ns is None:
            return LONGEST_WAIT_SECONDS
        left_ns = self.session.read_ns + to_change_ns - self._clock.monotonic_ns()
        return min(LONGEST_WAIT_SECONDS, max(0.0, left_ns / NS_PER_SECOND))
