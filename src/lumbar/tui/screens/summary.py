"""After a session: what it came to, and whether it is on disk."""

from collections.abc import Mapping
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import Screen

from lumbar.domain.exercise import Exercise
from lumbar.domain.plan import whole_minutes
from lumbar.domain.record import SessionRecord, Status
from lumbar.ports import StoreError
from lumbar.tui.session_words import STATUS_WORDS, exercise_table
from lumbar.tui.text import lines, plain, styled
from lumbar.tui.widgets.key_bar import KeyBar, KeyHint
from lumbar.tui.widgets.line import Line
from lumbar.words import next_time as words

HINTS = (KeyHint("enter", "Enter", "done"), KeyHint("3", "3", "history"))
SAVE_A_COPY = KeyHint("s", "s", "save a copy")
UNSAVED_ADVICE = "Keep this window open, and press s to save a copy. It is tried again every few seconds."


class SummaryScreen(Screen[str]):
    """Shows the record; gives back the page that was chosen."""

    CSS_PATH = "summary.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,escape,1", "choose('today')", "done"),
        Binding("2", "choose('catalog')", "catalog"),
        Binding("3", "choose('history')", "history"),
    ]

    def __init__(self, record: SessionRecord, exercises: Mapping[str, Exercise]) -> None:
        super().__init__()
        self._record = record
        self._exercises = exercises
        self._kept = plain("Saving.")
        self._is_unsaved = False

    def compose(self) -> ComposeResult:
        """Lay out the figures, the exercises, and how to get up."""
        with VerticalScroll(id="account"):
            yield Line(headline(self._record), classes="heading")
            yield Line(self._kept, id="saved", classes="text")
            yield Line(id="exercises", classes="text")
            yield Line(lines(words.QUIET_MINUTE, words.GET_UP), id="quiet", classes="text")
        yield KeyBar(HINTS)

    def on_mount(self) -> None:
        """Say how it went if that came before there was anything to show."""
        self._show_how_it_went()

    def _show_how_it_went(self) -> None:
        for line in self.query("#saved").results(Line):
            line.update(self._kept)
        for keys in self.query(KeyBar):
            keys.show((*HINTS[:1], SAVE_A_COPY, *HINTS[1:]) if self._is_unsaved else HINTS)

    def on_resize(self) -> None:
        """Fit the table to the width."""
        table = exercise_table(self._record, self._exercises, narrow=self.has_class("-narrow"))
        self.query_one("#exercises", Line).update(table)

    def show_kept(self, error: StoreError | None) -> None:
        """Say that the session is on disk; or that it is not, and why."""
        self._is_unsaved = error is not None
        if error is None:
            self._kept = styled(("Saved.", "$hold"))
        else:
            self._kept = styled(("Not saved. ", "bold $stop"), f"{error} {UNSAVED_ADVICE}")
        # there is nothing to show it on before the screen is laid out, and after it was left
        self._show_how_it_went()

    def action_choose(self, page: str) -> None:
        """Give back where to go."""
        self.dismiss(page)

    def on_key_bar_pressed(self, message: KeyBar.Pressed) -> None:
        """Treat a click on a key like the key."""
        message.stop()
        self.app.simulate_key(message.key)


def headline(record: SessionRecord) -> Content:
    """Return status, minutes and repetitions."""
    status = words.KEPT_SAFELY if record.status is Status.STOPPED_FOR_PAIN else STATUS_WORDS[record.status]
    return lines(
        styled((status, "bold $accent")),
        f"{whole_minutes(record.seconds_active)} min. {record.reps_done} of {record.reps_planned} repetitions.",
    )
