"""Asks from which day on a page for the provider is to tell, and where it is to be saved."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical

from lumbar.tui.screens.dialog import Dialog
from lumbar.tui.widgets.key_bar import KeyBar, KeyHint
from lumbar.tui.widgets.line import Line
from lumbar.tui.widgets.typing_field import LineField

QUESTION = "A page for your provider, to print"
SINCE = "From which day on ({why})?"
WHERE = "Save it to this new file:"
HEALTH_DATA = "It holds health data. Open it in a browser to print it."
NO_DATE = "That is no day such as 2026-11-22."
NOT_YET = "That day is not yet here."
NO_FILE = "Name a file."


@dataclass(frozen=True, slots=True)
class ReportWish:
    """What was asked for."""

    since: date
    path: Path


class ReportQuestion(Dialog[ReportWish | None]):
    """Gives back what was asked for; None if the person went back."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "back", "back"),
        Binding("down", "app.focus_next", "next", show=False),
        Binding("up", "app.focus_previous", "previous", show=False),
    ]

    def __init__(self, *, since: date, why: str, today: date, place: str) -> None:
        super().__init__()
        self._since = since
        self._why = why
        self._today = today
        self._place = place

    def compose(self) -> ComposeResult:
        """Ask."""
        hints = (KeyHint("enter", "Enter", "save"), KeyHint("tab", "Tab", "next"), KeyHint("escape", "Esc", "back"))
        with Vertical(classes="dialog"):
            yield Line(QUESTION, classes="question")
            yield Line(SINCE.format(why=self._why), id="since-line", classes="detail")
            yield LineField(self._since.isoformat(), id="since", select_on_focus=False)
            yield Line(WHERE, classes="detail")
            yield LineField(self._place, id="place", select_on_focus=False)
            yield Line(HEALTH_DATA, id="told", classes="detail")
            yield KeyBar(hints)

    def on_mount(self) -> None:
        """Let the person type at once."""
        self.query_one("#since", LineField).focus()

    def on_input_submitted(self, message: LineField.Submitted) -> None:
        """Give back what was typed, or say what is wrong with it."""
        message.stop()
        typed = {entry.id: entry.value.strip() for entry in self.query(LineField)}
        try:
            since = date.fromisoformat(typed["since"])
        except ValueError:
            self._complain(NO_DATE, "since")
            return
        if since > self._today:
            self._complain(NOT_YET, "since")
        elif not typed["place"] or "\0" in typed["place"]:
            self._complain(NO_FILE, "place")
        else:
            self.dismiss(ReportWish(since, Path(typed["place"])))

    def _complain(self, sentence: str, entry: str) -> None:
        self.query_one("#told", Line).show(sentence)
        self.query_one(f"#{entry}", LineField).focus()

    def action_back(self) -> None:
        """Go back without a page."""
        self.dismiss(None)
