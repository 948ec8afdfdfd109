"""After a session: what it came to, and whether it is on disk."""

from collections.abc import Callable, Mapping
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import Screen

from lumbar.domain.discomfort import CARE_ANSWERS
from lumbar.domain.exercise import Exercise
from lumbar.domain.plan import whole_minutes
from lumbar.domain.record import Answer, SessionRecord, Status
from lumbar.ports import StoreError
from lumbar.tui.screens.text_question import TextQuestion
from lumbar.tui.session_words import STATUS_WORDS, exercise_table
from lumbar.tui.text import lines, plain, styled
from lumbar.tui.widgets.key_bar import KeyBar, KeyHint
from lumbar.tui.widgets.line import Line
from lumbar.typed import LONGEST_NOTE, LONGEST_QUESTION, TypedError, typed_line
from lumbar.words import hurts
from lumbar.words import next_time as words

HINTS = (
    KeyHint("enter", "Enter", "done"),
    KeyHint("n", "n", "note"),
    KeyHint("3", "3", "history"),
    KeyHint("k", "k", "ask provider"),
)
ASK_NOTE = f"What do you want to remember of this session? At most {LONGEST_NOTE} characters."
ASK_QUESTION = f"What do you want to ask your provider? At most {LONGEST_QUESTION} characters."
SAVE_A_COPY = KeyHint("s", "s", "save a copy")
CARE_ADVICE = KeyHint("c", "c", "care advice")
UNSAVED_ADVICE = "Keep this window open, and press s to save a copy. It is tried again every few seconds."


class SummaryScreen(Screen[str]):
    """Shows the record; gives back the page that was chosen."""

    CSS_PATH = "summary.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,escape,1", "choose('today')", "done"),
        Binding("2", "choose('catalog')", "catalog"),
        Binding("3", "choose('history')", "history"),
        Binding("n", "note", "note"),
        Binding("k", "question", "question for the provider"),
    ]

    def __init__(
        self,
        record: SessionRecord,
        exercises: Mapping[str, Exercise],
        *,
        on_note: Callable[[str], None],
        on_question: Callable[[str], None],
    ) -> None:
        super().__init__()
        self._on_note = on_note
        self._on_question = on_question
        self._note = record.note
        self._record = record
        self._exercises = exercises
        self._kept = plain("Saving.")
        self._is_unsaved = False

    def compose(self) -> ComposeResult:
        """Lay out the figures, the exercises, and what to do now."""
        with VerticalScroll(id="account"):
            yield Line(headline(self._record), classes="heading")
            yield Line(self._kept, id="saved", classes="text")
            yield Line(id="note", classes="text")
            yield Line(id="exercises", classes="text")
            yield Line(lines(*quiet_lines(self._record)), id="quiet", classes="text")
        yield KeyBar(self._hints)

    def on_mount(self) -> None:
        """Say how it went if that came before there was anything to show."""
        self._show_how_it_went()
        self._show_note()

    def _show_note(self) -> None:
        line = self.query_one("#note", Line)
        line.update(plain(f"Note: {self._note}"))
        line.display = bool(self._note)

    def _show_how_it_went(self) -> None:
        for line in self.query("#saved").results(Line):
            line.update(self._kept)
        for keys in self.query(KeyBar):
            keys.show(self._hints)

    @property
    def _hints(self) -> tuple[KeyHint, ...]:
        care = (CARE_ADVICE,) if self._record.status is Status.STOPPED_FOR_CARE else ()
        copy = (SAVE_A_COPY,) if self._is_unsaved else ()
        return (*HINTS[:1], *care, *copy, *HINTS[1:])

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

    def action_note(self) -> None:
        """Ask for a note to the session, and have it kept."""

        def typed(text: str | None) -> None:
            if text is not None:
                self._note = typed_line(text, LONGEST_NOTE)
                self._show_note()
                self._on_note(self._note)

        self.app.push_screen(TextQuestion(ASK_NOTE, accepts=fits(LONGEST_NOTE), edits=True, text=self._note), typed)

    def action_question(self) -> None:
        """Ask for a question for the provider, and have it kept."""

        def typed(text: str | None) -> None:
            if text is not None:
                self._on_question(typed_line(text, LONGEST_QUESTION))

        self.app.push_screen(TextQuestion(ASK_QUESTION, accepts=fits(LONGEST_QUESTION)), typed)

    def action_choose(self, page: str) -> None:
        """Give back where to go."""
        self.dismiss(page)


def quiet_lines(record: SessionRecord) -> tuple[str, ...]:
    """Return what to do now: a quiet minute and how to get up; after a stop to get help, what to do for that."""
    if record.status is not Status.STOPPED_FOR_CARE:
        return words.QUIET_MINUTE, words.GET_UP
    asked_for = (event.answer for event in reversed(record.events) if event.answer in CARE_ANSWERS)
    return (hurts.AT_ONCE[next(asked_for, None) or Answer.UNWELL],)


def fits(longest: int) -> Callable[[str], bool]:
    """Return what accepts a text that can be kept."""

    def accepts(text: str) -> bool:
        try:
            typed_line(text, longest)
        except TypedError:
            return False
        return True

    return accepts


def headline(record: SessionRecord) -> Content:
    """Return status, minutes and repetitions."""
    status = words.KEPT_SAFELY if record.status is Status.STOPPED_FOR_PAIN else STATUS_WORDS[record.status]
    return lines(
        styled((status, "bold $accent")),
        f"{whole_minutes(record.seconds_active)} min. {record.reps_done} of {record.reps_planned} repetitions.",
    )
