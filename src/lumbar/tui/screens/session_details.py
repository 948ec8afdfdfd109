"""One session of the history, in full."""

from collections.abc import Mapping
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import Screen

from lumbar.domain.exercise import Exercise
from lumbar.domain.plan import whole_minutes
from lumbar.domain.record import EventKind, SessionEvent, SessionRecord
from lumbar.tui.session_words import STATUS_WORDS, exercise_name, exercise_table
from lumbar.tui.text import lines, plain, styled
from lumbar.tui.widgets.key_bar import KeyBar, KeyHint
from lumbar.tui.widgets.line import Line
from lumbar.tui.widgets.session_bar import clock_text

EVENT_WORDS = {
    EventKind.DISCOMFORT: "something was felt",
    EventKind.PAUSE: "paused",
    EventKind.RESUME: "went on",
    EventKind.SKIP: "skipped",
    EventKind.BACK: "went back",
    EventKind.GAP: "paused by itself: the machine slept, or the program was stopped",
    EventKind.EASIER: "easier form",
    EventKind.STOP: "stopped",
}


class SessionDetails(Screen[None]):
    """What was planned, what was done, and what happened on the way."""

    CSS_PATH = "summary.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,enter,q,3", "dismiss", "back"),
    ]

    def __init__(self, record: SessionRecord, exercises: Mapping[str, Exercise]) -> None:
        super().__init__()
        self._record = record
        self._exercises = exercises

    def compose(self) -> ComposeResult:
        """Lay out the session."""
        record = self._record
        with VerticalScroll(id="account"):
            yield Line(_headline(record), classes="heading")
            yield Line(id="exercises", classes="text")
            if record.note:
                yield Line(lines(styled(("Note", "bold")), plain(record.note)), classes="text")
            if record.events:
                yield Line(_event_lines(record, self._exercises), classes="text")
        yield KeyBar((KeyHint("escape", "Esc", "back"), KeyHint("down", "↑ ↓", "read on")))

    def on_resize(self) -> None:
        """Fit the table to the width."""
        table = exercise_table(self._record, self._exercises, narrow=self.has_class("-narrow"))
        self.query_one("#exercises", Line).update(table)

    def on_key_bar_pressed(self, message: KeyBar.Pressed) -> None:
        """Treat a click on a key like the key."""
        message.stop()
        self.app.simulate_key(message.key)


def _headline(record: SessionRecord) -> Content:
    started = record.started_at
    fast = f"   session time ran {record.clock_rate} times as fast" if record.clock_rate else ""
    return lines(
        styled((f"{record.day:%A} {record.day.day} {record.day:%B}, {started:%H:%M}", "bold $accent")),
        styled(
            (STATUS_WORDS[record.status], "bold"),
            f"   {whole_minutes(record.seconds_active)} min, ",
            (f"{record.reps_done} of {record.reps_planned} repetitions{fast}", "$muted"),
        ),
    )


def _event_lines(record: SessionRecord, exercises: Mapping[str, Exercise]) -> Content:
    return lines(styled(("On the way", "bold")), *(_event_line(event, exercises) for event in record.events))


def _event_line(event: SessionEvent, exercises: Mapping[str, Exercise]) -> Content:
    where = [exercise_name(event.exercise, exercises)] if event.exercise else []
    if event.side:
        where.append(event.side)
    if event.set is not None and event.rep is not None:
        where.append(f"set {event.set}, repetition {event.rep}")
    return styled(
        (f"{clock_text(event.at_seconds):>6}  ", "$muted"),
        EVENT_WORDS[event.kind],
        ("   " + ", ".join(where), "$muted"),
    )
