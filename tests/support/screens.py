"""The program on a screen without a terminal: press, click, let time pass, read."""

import asyncio
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from pathlib import Path
from threading import Event
from typing import Any

from textual import events
from textual.app import App
from textual.pilot import Pilot
from textual.screen import Screen
from textual.widget import Widget

from lumbar.bootstrap import Parts
from lumbar.catalog import Catalog
from lumbar.cues.announcer import Announcer
from lumbar.cues.cue import Hearing
from lumbar.cues.port import How
from lumbar.domain import commands, course
from lumbar.domain.person import Agreement, SetUpStep
from lumbar.domain.session import Ended, Session, Waiting
from lumbar.domain.set_up import COUNT, number_of
from lumbar.paths import find_paths
from lumbar.ports import HistoryStore, Person
from lumbar.settings import Sound
from lumbar.tui.app import LumbarApp
from lumbar.tui.office import Office
from lumbar.tui.screens.ask_first import AskFirstScreen
from lumbar.tui.screens.level_question import LevelQuestion
from lumbar.tui.screens.live import LiveScreen
from lumbar.tui.screens.summary import SummaryScreen
from lumbar.tui.screens.today import TodayPage
from lumbar.tui.widgets.line import Line
from lumbar.tui.widgets.reading_pane import ReadingPane
from lumbar.words.set_up import progress
from support.clocks import FakeClock
from support.players import RecordingPlayer
from support.rest import is_at_rest
from support.sessions import shipped_catalog

PATIENCE_SECONDS = 30
ENDURANCE = 100_000


def acknowledged() -> Person:
    """A person who has read the purpose and the ground rules, and whose provider agreed to every exercise."""
    agreements = tuple(
        Agreement(exercise_id=exercise.id, provider="Ms Berg", agreed_on="1 November")
        for exercise in shipped_catalog().exercises
    )
    return Person(purpose_acknowledged_on=date(2026, 11, 1), agreements=agreements)


class NeverCameError(AssertionError):
    """What was waited for never came on the screen."""


@dataclass(frozen=True)
class PartsWithStore(Parts):
    """The program's parts, with a history of the test's own if there is one."""

    store: HistoryStore | None = None
    player: RecordingPlayer = field(default_factory=RecordingPlayer)

    @cached_property
    def shipped_catalog(self) -> Catalog:
        """Read once for all tests."""
        return shipped_catalog()

    def announcer(
        self, *, ring: Callable[[], object] | None, on_how: Callable[[How], object] = lambda _how: None
    ) -> Announcer:
        """What is heard goes into a list."""
        del ring, on_how
        return Announcer(self.player, Hearing())

    @property
    def may_stay_awake(self) -> bool:
        return False

    def open_store(self, *, read_only: bool) -> HistoryStore:
        return self.store if self.store is not None else super().open_store(read_only=read_only)


def rows_of(app: App[Any]) -> list[str]:
    """What is in the cells of the screen, row by row."""
    return [strip.text.rstrip() for strip in app.screen._compositor.render_strips()]


async def settle(pilot: Pilot[Any]) -> None:
    """Wait until every message is dealt with, and the screen is painted. Raises NeverCameError."""
    app = pilot.app
    end = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < end:
        await pilot._wait_for_screen()
        app.screen._on_timer_update()
        if is_at_rest(app):
            return
        await asyncio.sleep(0.002)
    raise NeverCameError("\n".join(("the screen never came to rest:", *rows_of(app))))


@dataclass(frozen=True)
class SlowParts(PartsWithStore):
    """Opens its history when it may."""

    may_open: Event = field(default_factory=Event)

    def open_store(self, *, read_only: bool) -> HistoryStore:
        assert self.may_open.wait(timeout=30)
        return super().open_store(read_only=read_only)


@dataclass
class Stage:
    """A running program, its screen and its clock."""

    app: LumbarApp
    pilot: Pilot[int]
    clock: FakeClock

    @property
    def office(self) -> Office:
        """What is behind the pages."""
        assert self.app._office is not None
        return self.app._office

    def text(self) -> str:
        """Return what is in the cells of the screen."""
        return "\n".join(rows_of(self.app))

    def words(self) -> str:
        """Return every text of the screen, also what has to be scrolled to."""
        return "\n".join(words_of(line) for line in self.app.screen.query("Line, ReadingPane") if line.display)

    async def press(self, *keys: str) -> None:
        """Press *keys*, by Textual's names, each when what the one before did is over."""
        for key in keys:
            event = events.Key(key, key if len(key) == 1 else None)
            event.set_sender(self.app)
            self.app.post_message(event)
            await self.settle()

    async def settle(self) -> None:
        """Wait until every message is dealt with, and the screen is painted."""
        await settle(self.pilot)

    async def until(self, wanted: str | Callable[[], bool]) -> None:
        """Wait until *wanted* is on the screen, or true. Raises NeverCameError."""
        end = time.monotonic() + PATIENCE_SECONDS
        while not (wanted in self.text() if isinstance(wanted, str) else wanted()):
            if time.monotonic() > end:
                raise NeverCameError(f"{wanted!r} never came:\n{self.text()}")
            await self.settle()
            await asyncio.sleep(0.005)

    async def click(self, widget: type[Widget] | str, text: str) -> None:
        """Click where *text* stands in *widget*."""
        target = self.app.screen.query_one(widget)
        region = target.region
        rows = self.app.screen._compositor.render_strips()[region.y : region.bottom]
        for y, strip in enumerate(rows, region.y):
            x = strip.text.find(text, region.x)
            if 0 <= x < region.right:
                await self._click_at(x, y)
                return
        raise NeverCameError(f"{text!r} is not in {target!r}:\n{self.text()}")

    async def _click_at(self, x: int, y: int) -> None:
        screen = self.app.screen
        widget, _ = self.app.get_widget_at(x, y)
        for kind in (events.MouseDown, events.MouseUp, events.Click):
            screen._forward_event(
                kind(
                    widget=widget,
                    x=x,
                    y=y,
                    delta_x=0,
                    delta_y=0,
                    button=1,
                    shift=False,
                    meta=False,
                    ctrl=False,
                    screen_x=x,
                    screen_y=y,
                )
            )
            await self.settle()

    @property
    def live(self) -> LiveScreen:
        """The session's screen."""
        screen = self.app.screen
        assert isinstance(screen, LiveScreen), f"not in a session:\n{self.text()}"
        return screen

    @property
    def session(self) -> Session:
        """The session as it is."""
        return self.live.driver.session

    async def skip_set_up(self) -> None:
        """Leave every question of the set-up open, from the one that is on the screen."""
        await self.until(lambda: f" of {COUNT}" in self.words())
        here = int(self.words().split(" of ")[0].split()[-1])
        for step in SetUpStep:
            if number_of(step) >= here:
                await self.until(lambda step=step: progress(number_of(step)) in self.words())  # type: ignore[misc]
                await self.press("escape")
        await self.until(lambda: isinstance(self.app.screen, TodayPage | LevelQuestion))

    async def start(self) -> None:
        """Start the session that is due."""
        await self.press("enter")
        await self.leave_out_the_pain(LiveScreen)

    async def leave_out_the_pain(self, then: type[Screen[Any]]) -> None:
        """Leave the question for the pain open, and wait for the screen that comes *then*."""
        await self.until(lambda: isinstance(self.app.screen, LevelQuestion))
        await self.press("enter")
        await self.until(lambda: isinstance(self.app.screen, (then, AskFirstScreen)))
        if isinstance(self.app.screen, AskFirstScreen):  # the first session of somebody who answered nothing
            await self.press("enter")
        await self.until(lambda: isinstance(self.app.screen, then))
        await self.settle()

    async def run_to(self, reached: Callable[[Session], bool]) -> None:
        """Let the session run until *reached* is true of it; where it waits for the person, they are ready at once."""
        driver = self.live.driver

        def run() -> None:
            for _ in range(ENDURANCE):
                if reached(driver.session):
                    return
                if isinstance(driver.session.state, Waiting):
                    driver.do(commands.ready)
                to_change_ns = course.ns_to_next_change(driver.session)
                if to_change_ns is None:
                    return
                self.clock.advance_ns(min(to_change_ns, course.GAP_NS))
                driver.tick()

        self.live.call_later(run)
        await self.until(lambda: reached(driver.session))
        await self.settle()

    async def run_to_end(self) -> None:
        """Let the session run to its end."""
        await self.run_to(lambda session: isinstance(session.state, Ended))
        await self.leave_out_the_pain(SummaryScreen)

    async def let_pass(self, seconds: float) -> None:
        """Let time pass, in one piece, and look at the clock once."""
        self.clock.advance(seconds)
        self.live.call_later(self.live.driver.tick)
        await self.settle()


@dataclass
class Screens:
    """Opens the program with a data folder, a clock and a history of the test's own."""

    folder: Path
    clock: FakeClock
    store: HistoryStore | None
    """None: the real one, in the folder."""

    def parts(self, *, settings: str = "", rate: int = 1) -> PartsWithStore:
        """Return the program's parts."""
        paths = find_paths(data_dir=self.folder)
        if settings:
            paths.config_file.parent.mkdir(parents=True, exist_ok=True)
            paths.config_file.write_text(settings, encoding="utf-8")
        return PartsWithStore(paths, self.clock, rate, Sound.OFF, store=self.store)

    @asynccontextmanager
    async def open(
        self,
        *,
        size: tuple[int, int] = (80, 24),
        settings: str = "",
        rate: int = 1,
        only: tuple[str, ...] = (),
        parts: Parts | None = None,
    ) -> AsyncIterator[Stage]:
        """Start the program; with *only* at once with a session of these exercises."""
        chosen = parts or self.parts(settings=settings, rate=rate)
        app = LumbarApp(chosen, start_session=bool(only), only=only)
        async with app.run_test(size=size, notifications=True) as pilot:
            stage = Stage(app, pilot, self.clock)
            await stage.until(lambda: app.diary is not None)
            await stage.settle()
            if only and person_has_read(self.store):
                await stage.leave_out_the_pain(LiveScreen)
            yield stage
        app.close_diary()


def person_has_read(store: HistoryStore | None) -> bool:
    """Whether the first run is over."""
    return store is not None and store.person().purpose_acknowledged_on is not None


def words_of(line: Widget) -> str:
    """Return the text of *line*, also where it is cut off on the screen."""
    assert isinstance(line, (Line, ReadingPane))
    return str(line.content)
