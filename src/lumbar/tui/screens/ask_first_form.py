"""Asked on the first run: who gave the exercises, and what matters for some of them. All of it can stay open."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TypeAlias

from textual import events
from textual.app import ComposeResult
from textual.containers import Horizontal, VerticalScroll
from textual.message import Message

from lumbar.domain.exercise import Condition
from lumbar.domain.person import GivenBy, Person
from lumbar.domain.set_up import Way
from lumbar.domain.statements import with_ask_first
from lumbar.tui.screens.dialog import Dialog
from lumbar.tui.text import styled
from lumbar.tui.widgets.key_bar import KeyBar, KeyHint
from lumbar.tui.widgets.line import Line
from lumbar.words import next_time as words

Subject: TypeAlias = GivenBy | Condition
SUBJECTS: tuple[Subject, ...] = (*GivenBy, *Condition)
MARKS = {True: ("yes", "bold $accent"), False: ("no", "bold"), None: ("·", "$muted")}
STEPS = {
    "down": 1,
    "j": 1,
    "up": -1,
    "k": -1,
    "pagedown": 5,
    "pageup": -5,
    "home": -len(SUBJECTS),
    "end": len(SUBJECTS),
}
NEXT: dict[bool | None, bool | None] = {None: True, True: False, False: None}


@dataclass(frozen=True, slots=True)
class AskFirstAnswers:
    """What was answered, in the end."""

    given_by: GivenBy | None
    conditions: dict[Condition, bool]
    """Without those that stayed open."""

    def stated_by(self, person: Person) -> Person:
        """Return *person* with these answers."""
        return with_ask_first(person, self.given_by, self.conditions)


class FormRow(Horizontal):
    """One thing that can be answered, its answer before it."""

    DEFAULT_CSS = """
    FormRow { width: 100%; height: auto; }
    FormRow > .mark { width: 5; height: 1; }
    FormRow > .subject { width: 1fr; height: auto; }
    """

    class Clicked(Message):
        """The row was clicked."""

        def __init__(self, number: int) -> None:
            super().__init__()
            self.number = number

    def __init__(self, number: int, text: str) -> None:
        super().__init__()
        self._number = number
        self._text = text

    def compose(self) -> ComposeResult:
        """Lay out answer and subject."""
        yield Line(classes="mark")
        yield Line(self._text, classes="subject")

    def show(self, *, answer: bool | None, under_cursor: bool) -> None:
        """Show the answer, and whether the cursor is here."""
        self.query_one(".mark", Line).show(styled((" ", ""), MARKS[answer]))
        self.query_one(".subject", Line).show(styled((self._text, "bold reverse" if under_cursor else "")))

    def on_click(self, event: events.Click) -> None:
        """Tell the form."""
        event.stop()
        self.post_message(self.Clicked(self._number))


class AskFirstForm(Dialog[AskFirstAnswers | Way | None]):
    """Gives back the answers; None if all of it was left as it was, or the way back in the set-up."""

    def __init__(self, person: Person, *, progress: str = "") -> None:
        super().__init__()
        self._progress = progress
        """How far the set-up is; empty outside of it."""
        self._given_by = person.given_by
        self._conditions = {one.condition: one.yes for one in person.conditions}
        self._here = 0

    def compose(self) -> ComposeResult:
        """Ask."""
        with VerticalScroll(classes="dialog -tall", id="form", can_focus=False):
            if self._progress:
                yield Line(styled((self._progress, "$muted")), classes="progress")
            yield Line(words.ASK_GIVEN_BY, classes="question")
            yield from self._rows(range(len(GivenBy)))
            yield Line()
            yield Line(words.ASK_CONDITIONS, classes="question")
            yield Line(words.ASK_FIRST_HOW, classes="detail")
            yield from self._rows(range(len(GivenBy), len(SUBJECTS)))
        yield KeyBar(
            (
                KeyHint("enter", "Enter", "done"),
                KeyHint("y", "y", "yes"),
                KeyHint("n", "n", "no"),
                KeyHint("backspace", "⌫", "take back"),
                KeyHint("down", "↑ ↓", "move"),
                *((KeyHint("pageup", "PgUp", "back"),) if self._progress else ()),
                KeyHint("escape", "Esc", "skip"),
            )
        )

    def _rows(self, numbers: Iterable[int]) -> Iterable[FormRow]:
        for number in numbers:
            subject = SUBJECTS[number]
            text = words.GIVEN_BY[subject] if isinstance(subject, GivenBy) else words.CONDITIONS[subject]
            yield FormRow(number, text)

    def on_mount(self) -> None:
        """Show what was answered before."""
        self._show()

    def takes_key(self, key: str) -> bool:
        """Answer, move, finish."""
        if key == "enter":
            self.dismiss(AskFirstAnswers(self._given_by, dict(self._conditions)))
        elif key == "escape":
            self.dismiss(None)
        elif key == "pageup" and self._progress:
            self.dismiss(Way.BACK)
        elif key in STEPS:
            self._go_to(self._here + STEPS[key])
        elif key in ("y", "n"):
            self._answer(key == "y")
        elif key == "space":
            self._answer(NEXT[self._answer_to(SUBJECTS[self._here])])
        elif key in ("backspace", "delete"):
            self._answer(None)
        else:
            return False
        return True

    def on_form_row_clicked(self, message: FormRow.Clicked) -> None:
        """Go to the row, and on to its next answer."""
        message.stop()
        self._here = message.number
        self._answer(NEXT[self._answer_to(SUBJECTS[self._here])])

    def _answer_to(self, subject: Subject) -> bool | None:
        if isinstance(subject, GivenBy):
            return True if subject is self._given_by else None
        return self._conditions.get(subject)

    def _answer(self, yes: bool | None) -> None:  # noqa: FBT001 - the answer
        subject = SUBJECTS[self._here]
        if isinstance(subject, GivenBy):
            # one of two: no to the one says nothing of the other
            self._given_by = subject if yes else None if subject is self._given_by else self._given_by
        elif yes is None:
            self._conditions.pop(subject, None)
        else:
            self._conditions[subject] = yes
        self._show()

    def _go_to(self, number: int) -> None:
        self._here = max(0, min(len(SUBJECTS) - 1, number))
        self._show()
        if self._here == 0:
            self.query_one("#form", VerticalScroll).scroll_home(animate=False)
        else:
            self.query(FormRow)[self._here].scroll_visible(animate=False)

    def _show(self) -> None:
        for number, row in enumerate(self.query(FormRow)):
            row.show(answer=self._answer_to(SUBJECTS[number]), under_cursor=number == self._here)
