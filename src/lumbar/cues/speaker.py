"""The driver: one thread that plays one cue at a time through a program, the terminal's bell, or nothing.

The session never waits for it, and nothing that a player does comes further than here: it may hang, die or talk.
"""

import os
import signal
import subprocess
import sys
import threading
import time
from collections import deque
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path

from lumbar.cues.bell import RING_APART_SECONDS, rings
from lumbar.cues.cue import Cue
from lumbar.cues.files import SoundFiles
from lumbar.cues.port import How, Way
from lumbar.cues.programs import Choice, Program, Speech

LOOK_SECONDS = 0.1
"""How often a player that runs is looked after."""

PROBE_SECONDS = 4.0
"""After this time a player that is tried out is one that hangs."""

LONGEST_CUE_SECONDS = 25.0
"""After this time any player hangs: no cue is so long."""

MOST_FAILURES = 2
"""So many failures one after the other, and the next way is taken."""

SWITCH_SECONDS = 0.0005
"""How long another thread of the program may keep this one waiting each time it has to."""

STOP = object()


class Speaker:
    """Plays cues. Make it, `start` it, `close` it."""

    def __init__(
        self,
        choice: Choice,
        files: SoundFiles,
        *,
        ring: Callable[[], object] | None,
        speech: Speech | None = None,
        on_how: Callable[[How], object] = lambda _how: None,
        on_request: Callable[[Cue, int], object] = lambda _cue, _ns: None,
    ) -> None:
        """*ring* rings the terminal's bell once, *on_how* is told each way that is taken, both from the thread.

        *speech* speaks what nobody recorded. *on_request* is told when the request for a cue has left, with the reading
        of the system's monotonic clock.
        """
        self.how: How | None = None
        self._choice = choice
        self._programs = deque(choice.programs)
        self._files = files
        self._ring = ring
        self._on_how = on_how
        self._on_request = on_request
        self._changed = threading.Condition()
        self._wanted: Cue | object | None = None
        self._closing = False
        self._to_prepare: deque[Cue] = deque()
        self._speech = speech
        self._to_say: deque[str] = deque()
        self._is_speaking = False
        self._child: subprocess.Popen[bytes] | None = None
        self._started_at = 0.0
        self._failures = 0
        self._busy = False
        self._thread = threading.Thread(target=self._run, name="speaker", daemon=True)

    def start(self) -> None:
        """Find out which way sounds go, and be ready for cues."""
        # a cue waits for no picture: the thread that paints makes way for this one sooner than it would by default
        sys.setswitchinterval(min(SWITCH_SECONDS, sys.getswitchinterval()))
        self._thread.start()

    def prepare(self, cues: Sequence[Cue]) -> None:
        """Make these cues ready ahead of time, as far as there is time."""
        with self._changed:
            self._to_prepare = deque(cues)
            self._changed.notify_all()

    def play(self, cue: Cue) -> None:
        """Let *cue* be heard now; it ends the one before."""
        self._want(cue)

    def stop(self) -> None:
        """Be silent now."""
        self._want(STOP)

    def wait_until_quiet(self, seconds: float) -> bool:
        """Wait until everything that was asked for has been heard; return whether it was, within *seconds*."""
        with self._changed:
            return self._changed.wait_for(self._is_quiet, seconds)

    def _is_quiet(self) -> bool:
        return self.how is not None and self._wanted is None and not self._busy

    def close(self) -> None:
        """Be silent and let go of everything."""
        with self._changed:
            self._closing = True
            self._wanted = STOP
            self._changed.notify_all()
        if self._thread.is_alive():
            self._thread.join(timeout=PROBE_SECONDS)

    def _want(self, wanted: Cue | object) -> None:
        with self._changed:
            self._wanted = wanted
            self._changed.notify_all()

    def _run(self) -> None:
        try:
            self._take_next_way("")
            while self._turn():
                pass
        finally:
            self._end_child()

    def _turn(self) -> bool:
        """Do what is to be done next; return whether there is more to come."""
        with self._changed:
            if self._wanted is None and not self._closing and not self._to_prepare:
                self._changed.wait(LOOK_SECONDS if self._child else None)
            wanted, self._wanted = self._wanted, None
            self._busy = self._busy or wanted is not None
            cue_to_prepare = self._to_prepare.popleft() if wanted is None and self._to_prepare else None
            closing = self._closing
        if wanted is not None:
            self._end_child()
        if isinstance(wanted, Cue):
            self._play(wanted)
        elif cue_to_prepare is not None and self.how is not None and self.how.way is Way.SYSTEM:
            self._files.of(cue_to_prepare)
        self._look_after_child()
        if self._child is None:
            with self._changed:
                self._busy = False
                self._changed.notify_all()
        return not closing

    def _play(self, cue: Cue) -> None:
        match self.how:
            case How(Way.SYSTEM):
                path = self._files.of(cue)
                self._to_say.extend(self._files.unrecorded(cue) if self._speech else ())
                if path is not None:
                    self._start(self._programs[0], path)
                    self._on_request(cue, time.monotonic_ns())
                else:
                    self._say_next()
            case How(Way.BELL):
                self._ring_for(cue)
            case _:
                pass

    def _ring_for(self, cue: Cue) -> None:
        """Ring as often as the cue asks for; a new cue ends it."""
        for index in range(rings(cue.chime)):
            if index and self._something_new(RING_APART_SECONDS):
                return
            if self._ring is not None:
                with suppress(Exception):  # a terminal that is gone must not end the thread
                    self._ring()
            if not index:
                self._on_request(cue, time.monotonic_ns())

    def _something_new(self, seconds: float) -> bool:
        with self._changed:
            return self._changed.wait_for(lambda: self._wanted is not None or self._closing, seconds)

    def _start(self, program: Program, path: Path) -> None:
        try:
            self._child = _child(program.playing(path))
        except (OSError, ValueError):
            self._failed(program)
        self._started_at = time.monotonic()

    def _say_next(self) -> None:
        """Speak the next sentence that has no recording, if there is one. Speech that fails is left out."""
        if self._speech is None or not self._to_say:
            return
        with suppress(OSError, ValueError):
            self._child = _child(self._speech.saying(self._to_say.popleft()))
            self._is_speaking = True
        self._started_at = time.monotonic()

    def _look_after_child(self) -> None:
        """Reap a player that has ended, end one that hangs; take the next way if they keep failing."""
        child = self._child
        if child is None:
            return
        status = child.poll()
        if status is None:
            if time.monotonic() - self._started_at < LONGEST_CUE_SECONDS:
                return
            spoke = self._is_speaking
            self._end_child()
            if not spoke:
                self._failed(self._programs[0])
        else:
            spoke, self._child, self._is_speaking = self._is_speaking, None, False
            if status and not spoke:
                self._failed(self._programs[0])
                return
            self._failures = 0
            self._say_next()

    def _end_child(self) -> None:
        child, self._child, self._is_speaking = self._child, None, False
        self._to_say.clear()
        if child is not None:
            _end(child)

    def _failed(self, program: Program) -> None:
        self._failures += 1
        if self._failures >= MOST_FAILURES:
            self._programs.popleft()
            self._take_next_way(f"{program.name} does not play any more.")

    def _take_next_way(self, why: str) -> None:
        """Take the first player that works, else the bell, else silence."""
        self._failures = 0
        tried = []
        silence = self._files.silence() if self._programs else None
        while self._programs:
            program = self._programs[0]
            if silence is not None and self._works(program, silence):
                self._take(How(Way.SYSTEM, program.name, why))
                return
            tried.append(program.name)
            self._programs.popleft()
        if tried and not why:
            why = f"{' and '.join(tried)} could not play."
        way = Way.BELL if self._choice.bell and self._ring is not None else Way.SILENCE
        self._take(How(way, why=why or self._choice.why_no_program))

    def _take(self, how: How) -> None:
        self.how = how
        with suppress(Exception):  # whoever is told may be gone
            self._on_how(how)

    def _works(self, program: Program, silence: Path) -> bool:
        try:
            child = _child(program.playing(silence))
        except (OSError, ValueError):
            return False
        until = time.monotonic() + PROBE_SECONDS
        while child.poll() is None and time.monotonic() < until:
            with self._changed:
                if self._changed.wait_for(lambda: self._closing, LOOK_SECONDS / 2):
                    break
        _end(child)
        return child.returncode == 0


def _child(command: list[str]) -> subprocess.Popen[bytes]:
    """Start a player that can neither read the terminal, write to it, nor get its signals."""
    nowhere = subprocess.DEVNULL
    return subprocess.Popen(command, stdin=nowhere, stdout=nowhere, stderr=nowhere, start_new_session=True)  # noqa: S603


def _end(child: subprocess.Popen[bytes]) -> None:
    """End a player at once, with whatever it started, and reap it. One that has ended is left alone."""
    if child.poll() is not None:
        return
    with suppress(OSError):
        if os.name == "posix":
            os.killpg(child.pid, signal.SIGKILL)
        else:  # pragma: no cover - Windows
            child.kill()
    child.wait()
