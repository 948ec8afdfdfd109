"""One session of the history: all that is kept of it, its note, and the way to delete it."""

from collections.abc import Mapping
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import Screen

from lumbar.domain.exercise import Exercise
from lumbar.domain.made_up import own_note, with_note
from lumbar.domain.plan import whole_minutes
from lumbar.domain.record import SessionEvent, SessionRecord
from lumbar.tui.history_change import HistoryChange
from lumbar.tui.screens.choice_question import Answer, ChoiceQuestion
from lumbar.tui.screens.help import DETAILS_KEYS, HelpScreen
from lumbar.tui.screens.summary import fits
from lumbar.tui.screens.text_question import TextQuestion
from lumbar.tui.session_words import STATUS_WORDS, exercise_table
from lumbar.tui.text import lines, plain, styled
from lumbar.tui.widgets.key_bar import KEYS_HINT, KeyBar, KeyHint
from lumbar.tui.widgets.line import Line
from lumbar.tui.widgets.session_bar import clock_text
from lumbar.typed import LONGEST_NOTE, typed_line
from lumbar.words import past as words
from lumbar.words.exercise import name_of
from lumbar.words.figures import date_words

ASK_NOTE = "Your note to this session"
ASK_DELETE = "Delete this session?"
DELETE_FACTS = ("It no longer counts anywhere.", "u on the history page puts it back.")
NARROW = 70
YES_NO = (Answer("y", "yes, delete it"), Answer("n", "no, keep it"))


class SessionDetails(Screen[bool]):
    """Gives back whether the session is to be deleted."""

    CSS_PATH = "summary.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,enter,q,3", "leave", "back"),
        Binding("n", "note", "note"),
        Binding("delete,d", "delete", "delete"),
        Binding("question_mark,f1", "keys", "keys"),
    ]

    def __init__(self, record: SessionRecord, exercises: Mapping[str, Exercise], *, writable: bool = True) -> None:
        super().__init__()
        self._record = record
        self._exercises = exercises
        self._writable = writable

    def compose(self) -> ComposeResult:
        """Lay out the session."""
        record = self._record
        with VerticalScroll(id="account"):
            yield Line(_headline(record), classes="heading")
            yield Line(id="exercises", classes="text")
            yield Line(id="note", classes="text")
            if record.events:
                yield Line(id="events", classes="text")
            yield Line(_kept_lines(record), classes="text")
        changes = (KeyHint("n", "n", "note"), KeyHint("d", "d", "delete")) if self._writable else ()
        yield KeyBar(
            (
                KeyHint("escape", "Esc", "back"),
                *changes,
                KEYS_HINT,
                KeyHint("down", "↑ ↓", "read on"),
            )
        )

    def on_mount(self) -> None:
        """Show the note."""
        self._show_note()

    def _show_note(self) -> None:
        note = self.query_one("#note", Line)
        note.display = bool(self._record.note)
        note.update(lines(styled(("Note", "bold")), plain(self._record.note)))

    def on_resize(self) -> None:
        """Fit the tables to the width."""
        narrow = self.size.width < NARROW
        table = exercise_table(self._record, self._exercises, narrow=narrow)
        held = _held_lines(self._record, self._exercises)
        self.query_one("#exercises", Line).update(lines(table, *held))
        if self._record.events:
            rows = (_event_line(event, self._exercises) for event in self._record.events)
            self.query_one("#events", Line).update(lines(styled(("On the way", "bold")), *rows))

    def action_leave(self) -> None:
        """Go back."""
        self.dismiss(False)

    def action_keys(self) -> None:
        """Show the keys of this screen."""
        self.app.push_screen(HelpScreen(DETAILS_KEYS))

    def action_note(self) -> None:
        """Add a note, or change the one there is."""
        if self._writable:
            self.app.push_screen(
                TextQuestion(ASK_NOTE, accepts=_is_note, edits=True, text=own_note(self._record)), self._noted
            )

    def _noted(self, typed: str | None) -> None:
        if typed is None:
            return
        session_id, note = self._record.id, typed_line(typed, LONGEST_NOTE) if typed else ""

        def then() -> None:
            self._record = with_note(self._record, note)
            if self in self.app.screen_stack:  # else the person was quicker than the disk
                self._show_note()

        self.post_message(HistoryChange(lambda past: past.note(session_id, note), then))

    def action_delete(self) -> None:
        """Ask whether the session is to be deleted."""
        if self._writable:
            question = ChoiceQuestion(ASK_DELETE, YES_NO, facts=DELETE_FACTS, preselected=1, leave_out="keep it")
            self.app.push_screen(question, self._answered)

    def _answered(self, answer: str | None) -> None:
        if answer == "y":
            self.dismiss(True)


def _is_note(text: str) -> bool:
    """Accept what can be kept, and nothing at all: that takes the note away."""
    return not text.strip() or fits(LONGEST_NOTE)(text)


def _headline(record: SessionRecord) -> Content:
    started = record.started_at
    return lines(
        styled((f"{date_words(record.day)}, {started:%H:%M}", "bold $accent")),
        styled(
            (STATUS_WORDS[record.status], "bold"),
            f"   {whole_minutes(record.seconds_active)} min, ",
            (f"{record.reps_done} of {record.reps_planned} repetitions", "$muted"),
        ),
        *_pain_lines(record),
        *([styled((words.BY_HAND, "bold"))] if record.entered_by_hand else []),
    )


def _pain_lines(record: SessionRecord) -> list[Content]:
    told = [("before", record.pain_before), ("after", record.pain_after)]
    parts = [f"{when} {level} of 10" for when, level in told if level is not None]
    return [styled("Pain ", ", ".join(parts))] if parts else []


def _held_lines(record: SessionRecord, exercises: Mapping[str, Exercise]) -> list[Content]:
    """Return what the table leaves out: how long was held, and which exercises were in the easier form."""
    rows = []
    for one in record.exercises:
        parts = [part for part in (words.held_words(one), "in the easier form" if one.easier else "") if part]
        if parts:
            rows.append(styled((f"  {name_of(one.id, exercises)}: {', '.join(parts)}", "$muted")))
    return [styled(""), *rows] if rows else []


def _event_line(event: SessionEvent, exercises: Mapping[str, Exercise]) -> Content:
    return styled(
        (f"{clock_text(event.at_seconds):>6}  ", "$muted"),
        words.event_words(event),
        ("   " + words.event_where(event, exercises), "$muted"),
    )


def _kept_lines(record: SessionRecord) -> Content:
    """Return what concerns the record itself."""
    span = f"From {record.started_at:%H:%M:%S} to {record.ended_at:%H:%M:%S}, UTC{record.started_at:%z}"
    rows = [f"{span}; {record.seconds_active:.0f} s active", f"Kept as {record.id}"]
    if record.clock_rate is not None:
        rows.append(f"Session time ran {record.clock_rate} times as fast")
    return lines(*(styled((row, "$muted")) for row in rows))
