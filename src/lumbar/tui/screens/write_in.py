"""Writes in a session that was done away from the machine: when, how long, which exercises and how much."""

from datetime import date, datetime, time
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.widget import Widget

from lumbar.diary import Diary
from lumbar.domain.by_hand import HandEntry, most_repetitions
from lumbar.domain.exercise import Exercise
from lumbar.domain.pain import HIGHEST_LEVEL
from lumbar.domain.prescription import PrescribedExercise
from lumbar.domain.typed_day import NotReadableError, read_time
from lumbar.looking_back import LookingBack
from lumbar.tui.screens.dialog import WOULD_BE_GONE, Dialog
from lumbar.tui.text import name_column, plain, styled
from lumbar.tui.widgets.bars import level_bar
from lumbar.tui.widgets.key_bar import KeyBar, KeyHint
from lumbar.tui.widgets.line import Line
from lumbar.tui.widgets.typing_field import LineField
from lumbar.typed import LONGEST_NOTE, TypedError, typed_line
from lumbar.words.figures import date_words

LONGEST_MINUTES = 600
BAR = 6
NAME_WIDTH = 22
FIELDS = (
    ("time", "Started at", "such as 7:40"),
    ("minutes", "Minutes", "such as 12"),
    ("before", "Pain before", "0 to 10, or empty"),
    ("after", "Pain after", "0 to 10, or empty"),
    ("note", "Note", "if you like"),
)


class Amount(Widget, can_focus=True):
    """How much of one exercise was done: arrows change it, Space takes all or none."""

    DEFAULT_CSS = """
    Amount { height: 1; width: 100%; color: $foreground; }
    Amount:focus { text-style: bold reverse; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left,h,minus", "change(-1)", "less", show=False),
        Binding("right,l,plus", "change(1)", "more", show=False),
        Binding("space", "all_or_none", "all or none", show=False),
    ]

    def __init__(self, prescribed: PrescribedExercise, exercise: Exercise) -> None:
        super().__init__()
        self.exercise_id = prescribed.exercise_id
        self._called = exercise.name
        self._most = most_repetitions(prescribed)
        self._sides = exercise.dose.side_order is not None and prescribed.sides_done > 1
        self.done = self._most

    def render(self) -> Content:
        """Return the exercise, a bar, and the figures in words."""
        each = " each side" if self._sides else ""
        words = "left out" if not self.done else f"{self.done} of {self._most}{each}"
        bar = "".join(level_bar(self.done / self._most, BAR))
        return plain(f" {name_column(self._called, NAME_WIDTH)}{bar} {words}")

    def action_change(self, by: int) -> None:
        """Do one more (1) or one less (-1)."""
        self.done = max(0, min(self._most, self.done + by))
        self.refresh()

    def action_all_or_none(self) -> None:
        """Take all of it; if it is all, none."""
        self.done = 0 if self.done == self._most else self._most
        self.refresh()

    def on_click(self, event: events.Click) -> None:
        """Take all or none."""
        event.stop()
        self.action_all_or_none()


class WriteIn(Dialog[HandEntry | None]):
    """Gives back what the person says of the session; None if they went back."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "back", "back"),
        Binding("up", "app.focus_previous", "up"),
        Binding("down", "app.focus_next", "down"),
        Binding("enter", "keep", "keep"),
    ]

    def __init__(self, diary: Diary, day: date) -> None:
        super().__init__()
        self._past = LookingBack(diary)
        self._now = diary.now()
        self._catalog = diary.exercises
        self._day = day

    def compose(self) -> ComposeResult:
        """Ask for all of it on one screen."""
        with VerticalScroll(classes="dialog -tall", id="write-in", can_focus=False):
            yield Line(f"A session on {date_words(self._day)}", classes="question")
            for name, label, hint in FIELDS:
                with Horizontal(classes="field"):
                    yield Line(label, classes="label")
                    yield LineField(id=name, placeholder=hint)
            yield Line(styled(("← → change how much, Space takes all or none", "$muted")), classes="hint")
            for one in self._past.prescribed_on(self._day):
                yield Amount(one, self._catalog[one.exercise_id])
            yield Line(id="problem", classes="text")
            yield KeyBar(
                (
                    KeyHint("enter", "Enter", "keep it"),
                    KeyHint("down", "↑ ↓", "move"),
                    KeyHint("space", "Space", "all or none"),
                    KeyHint("escape", "Esc", "back"),
                )
            )

    def on_mount(self) -> None:
        """Begin with the time."""
        self.query_one("#time", LineField).focus()

    def on_input_submitted(self, event: LineField.Submitted) -> None:
        """Keep the session."""
        event.stop()
        self.action_keep()

    def action_keep(self) -> None:
        """Give back the session, or say what is missing."""
        try:
            entry = self._entry()
        except NotReadableError as error:
            self._complain(str(error))
        else:
            self.dismiss(entry)

    def _entry(self) -> HandEntry:
        done = {one.exercise_id: one.done for one in self.query(Amount) if one.done}
        started_at = self._started_at(read_time(self._typed("time")))
        entry = HandEntry(
            started_at=started_at,
            minutes=_whole(self._typed("minutes"), "Minutes", LONGEST_MINUTES),
            done=done,
            pain_before=self._level("before", "Pain before"),
            pain_after=self._level("after", "Pain after"),
            note=_note(self._typed("note")),
        )
        if not done:
            raise NotReadableError("Nothing is done of any exercise. Space takes all of one.")
        return entry

    def _started_at(self, at: time) -> datetime:
        started_at = self._past.moment(self._day, at)
        if started_at.replace(tzinfo=None) > self._now.replace(tzinfo=None):
            raise NotReadableError(f"{at:%H:%M} is still to come.")
        return started_at

    def _typed(self, name: str) -> str:
        return self.query_one(f"#{name}", LineField).value.strip()

    def _level(self, name: str, label: str) -> int | None:
        typed = self._typed(name)
        return _whole(typed, label, HIGHEST_LEVEL) if typed else None

    def action_back(self) -> None:
        """Go back; nothing is kept, but what was typed is not lost by one key."""
        typed = [field.value for field in self.query(LineField)]
        if not any(typed) or self.lets_go_of(typed):
            self.dismiss(None)
        else:
            self._complain(WOULD_BE_GONE.format(key="Esc"))

    def _complain(self, sentence: str) -> None:
        problem = self.query_one("#problem", Line)
        problem.update(styled((sentence, "bold $warn")))
        problem.scroll_visible(animate=False)


def _note(typed: str) -> str:
    """Return the note as it is kept; empty without one. Raises NotReadableError."""
    try:
        return typed_line(typed, LONGEST_NOTE) if typed else ""
    except TypedError as error:
        raise NotReadableError(f"Note: {error}") from error


def _whole(typed: str, label: str, most: int) -> int:
    """Return the figure that was typed. Raises NotReadableError."""
    if typed.isascii() and typed.isdigit() and int(typed) <= most:
        return int(typed)
    raise NotReadableError(f"{label}: type a whole number from 0 to {most}.")
