"""Runs a session in real time and reports how late the request to play left after each change of the tape.

    python bench/cues.py [--seconds N] [--only ID,ID] [--screen]

The requests go to a player that is `true`: what is measured is the program, from the instant on the tape to the moment
at which the player was started. With --screen the session runs on the screen (without a terminal), else in plain lines.
"""

import argparse
import asyncio
import statistics
import tempfile
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path

from lumbar.bootstrap import Parts, assemble
from lumbar.care import care_advice
from lumbar.cues.announcer import Announcer
from lumbar.cues.cue import Cue, Hearing
from lumbar.cues.files import Recordings, SoundFiles
from lumbar.cues.programs import Choice, Program
from lumbar.cues.speaker import Speaker
from lumbar.domain import course
from lumbar.domain.session import Session
from lumbar.domain.timeline import build_timeline
from lumbar.paths import assets_dir
from lumbar.plain.session import PlainSession
from lumbar.session_keys import SessionKeys


@dataclass
class Measured:
    """When each request left."""

    requests: list[tuple[Cue, int]] = field(default_factory=list)

    def note(self, cue: Cue, at_ns: int) -> None:
        """Keep when a request left."""
        self.requests.append((cue, at_ns))


class NoKeys:
    """Nobody presses anything; after a while the session is over."""

    is_there = False

    def __init__(self, seconds: float) -> None:
        self._end = time.monotonic() + seconds

    def wait(self, seconds: float) -> list[str]:
        """Wait, and press nothing."""
        if time.monotonic() > self._end:
            raise EOFError
        time.sleep(seconds)
        return []


def run_plain(parts: Parts, session: Session, announcer: Announcer, seconds: float) -> Session:
    plain = PlainSession(
        session,
        parts.clock,
        NoKeys(seconds),
        write=lambda _line: None,
        announcer=announcer,
        advice=care_advice(),
        session_keys=SessionKeys(),
        keep=lambda _session: None,
    )
    with suppress(EOFError):
        plain.run(resumed=False)
    return plain.session


def run_screen(parts: Parts, session: Session, announcer: Announcer, seconds: float) -> Session:
    from textual.app import App  # noqa: PLC0415 - the plain run does without

    from lumbar.settings import Motion  # noqa: PLC0415 - as above
    from lumbar.tui.screens.live import LiveScreen  # noqa: PLC0415 - as above
    from lumbar.tui.theme import THEMES  # noqa: PLC0415 - as above

    class OneScreen(App[None]):
        live: LiveScreen

        def get_theme_variable_defaults(self) -> dict[str, str]:
            return dict(THEMES["dark"].variables)

        def on_mount(self) -> None:
            self.live = LiveScreen(
                session,
                parts.clock,
                motion=Motion.FULL,
                shelf=parts.figures,
                advice=care_advice(),
                on_events=announcer.take,
                announcer=announcer,
            )
            self.push_screen(self.live)

    async def run() -> Session:
        app = OneScreen()
        async with app.run_test(size=(100, 30)):
            await asyncio.sleep(seconds)
            return app.live.driver.session

    return asyncio.run(run())


def report(began_ns: int, requests: list[tuple[Cue, int]]) -> None:
    """Print how late the requests left. *began_ns* is the reading of the monotonic clock at the start of the tape."""
    late = sorted((at_ns - began_ns - cue.at_ns) / 1e6 for cue, at_ns in requests)
    after_next = sum(cue.room_ns is not None and at_ns - began_ns > cue.at_ns + cue.room_ns for cue, at_ns in requests)
    figures = (statistics.median(late), late[int(0.95 * len(late))], late[-1])
    print(f"{len(late)} requests; late: " + "median {:.1f} ms, 95 % {:.1f} ms, worst {:.1f} ms".format(*figures))
    print(f"{after_next} after the next change")


def main() -> None:
    """Run, measure, report."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seconds", type=float, default=90)
    parser.add_argument("--only", default="bird-dog,ankle-pumps")
    parser.add_argument("--screen", action="store_true")
    options = parser.parse_args()
    folder = Path(tempfile.mkdtemp(prefix="lumbar-cues-"))
    parts = assemble(data_dir=folder)
    measured = Measured()
    files = SoundFiles(Recordings(assets_dir(), volume=80), folder / "cache" / "cues")
    speaker = Speaker(Choice((Program("true", ("/bin/true",)),)), files, ring=None, on_request=measured.note)
    speaker.start()
    run: Callable[[Parts, Session, Announcer, float], Session] = run_screen if options.screen else run_plain
    diary = parts.diary(read_only=True)
    # nobody is there to press a key
    plan = replace(diary.timeline(tuple(options.only.split(","))).plan, waits=())
    timeline = build_timeline(plan, diary.exercises)
    offset_ns = parts.clock.monotonic_ns() - time.monotonic_ns()
    session, _ = course.start(timeline, parts.clock.monotonic_ns())
    session = run(parts, session, Announcer(speaker, Hearing()), options.seconds)
    speaker.close()
    # the tape begins when the screen is up; the first cue is that beginning
    report(session.read_ns - session.clock_ns - offset_ns, measured.requests[1:])


if __name__ == "__main__":
    main()
