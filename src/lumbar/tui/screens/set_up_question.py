"""The questions of the set-up: each can be answered, skipped, or left for the one before."""

from collections.abc import Callable, Sequence
from typing import ClassVar, TypeAlias

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll

from lumbar.domain.set_up import LONGEST_TEXT, Way
from lumbar.tui.screens.dialog import WOULD_BE_GONE, Dialog
from lumbar.tui.text import styled
from lumbar.tui.widgets.key_bar import KeyBar, KeyHint
from lumbar.tui.widgets.line import Line
from lumbar.tui.widgets.typing_field import LineField
from lumbar.typed import TypedError, line_within

TAKE_HINT = KeyHint("enter", "Enter", "take it")
SKIP_HINT = KeyHint("escape", "Esc", "skip")
BACK_HINT = KeyHint("pageup", "PgUp", "back")
Reply: TypeAlias = str | Way
Try: TypeAlias = Callable[[str, Callable[[str], None]], None]
"""Tries an answer out; the second one is told what came of it, in words."""


class AnswerRow(Line):
    """One answer; a click takes it."""

    DEFAULT_CSS = "AnswerRow { width: 100%; height: auto; }"

    def on_click(self) -> None:
        """Tell the question."""
        self.screen.query_one(SetUpAnswers).take(self)


class SetUpAnswers(VerticalScroll):
    """The answers below each other."""

    DEFAULT_CSS = "SetUpAnswers { width: 100%; height: auto; margin: 0 0 1 0; }"

    def take(self, row: AnswerRow) -> None:
        """Take the answer of *row*."""
        if isinstance(self.screen, SetUpChoice):
            self.screen.take(list(self.query(AnswerRow)).index(row))


class SetUpChoice(Dialog[Reply | None]):
    """A question with a few answers, the proposed one under the cursor; gives back the answer's name."""

    def __init__(
        self,
        progress: str,
        question: str,
        detail: str,
        answers: Sequence[tuple[str, str]],
        proposed: str,
        *,
        tries: Try | None = None,
    ) -> None:
        super().__init__()
        self._progress = progress
        self._question = question
        self._detail = detail
        self._answers = tuple(answers)
        self._here = next((at for at, (name, _) in enumerate(self._answers) if name == proposed), 0)
        self._tries = tries

    def compose(self) -> ComposeResult:
        """Ask."""
        with VerticalScroll(classes="dialog -tall", can_focus=False):
            yield Line(styled((self._progress, "$muted")), classes="progress")
            yield Line(self._question, classes="question")
            yield Line(self._detail, classes="detail")
            with SetUpAnswers(can_focus=False):
                for _ in self._answers:
                    yield AnswerRow()
            if self._tries:
                yield Line(styled(("p", "bold $accent"), " play one"), id="play", classes="text")
                yield Line(id="tried", classes="text")
        yield KeyBar((TAKE_HINT, BACK_HINT, KeyHint("down", "↑ ↓", "choose"), SKIP_HINT))

    def on_mount(self) -> None:
        """Show the answers."""
        self._show()

    def _show(self) -> None:
        for number, (row, (_, words)) in enumerate(zip(self.query(AnswerRow), self._answers, strict=True)):
            style = "bold reverse" if number == self._here else ""
            row.update(styled((f" {number + 1}  ", "bold $accent"), (words, style)))

    def take(self, number: int) -> None:
        """Give back an answer."""
        self.dismiss(self._answers[number][0])

    def on_key(self, event: events.Key) -> None:
        """Choose, take, skip, go back, try."""
        key = event.key
        if key in ("enter", "space"):
            self.take(self._here)
        elif key in ("up", "k", "down", "j"):
            self._here = (self._here + (1 if key in ("down", "j") else -1)) % len(self._answers)
            self._show()
            self.query(AnswerRow)[self._here].scroll_visible(animate=False)
        elif key in ("escape", "pageup"):
            self.dismiss(Way.SKIP if key == "escape" else Way.BACK)
        elif key == "p":
            self._try()
        elif key.isdecimal() and 1 <= int(key) <= len(self._answers):
            self.take(int(key) - 1)
        else:
            return
        event.stop()
        event.prevent_default()

    def on_click(self, event: events.Click) -> None:
        """Treat a click on the words like the key."""
        if event.widget is not None and event.widget.id == "play":
            self._try()

    def _try(self) -> None:
        if self._tries:
            self._tries(self._answers[self._here][0], self._tried)

    def _tried(self, words: str) -> None:
        if self.is_mounted:
            self.query_one("#tried", Line).update(words)


class SetUpText(Dialog[Reply | None]):
    """A question that is answered in the person's own words; gives them back."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave('skip')", "skip"),
        Binding("pageup", "leave('back')", "back"),
    ]

    def __init__(self, progress: str, question: str, detail: str, text: str) -> None:
        super().__init__()
        self._progress = progress
        self._question = question
        self._detail = detail
        self._text = text

    def compose(self) -> ComposeResult:
        """Ask."""
        with VerticalScroll(classes="dialog -tall", can_focus=False):
            yield Line(styled((self._progress, "$muted")), classes="progress")
            yield Line(self._question, classes="question")
            yield Line(self._detail, classes="detail")
            yield LineField(self._text, id="typed")
            yield Line(id="refusal", classes="text")
        yield KeyBar((TAKE_HINT, BACK_HINT, SKIP_HINT))

    def on_mount(self) -> None:
        """Let the person type at once."""
        self.query_one(LineField).focus()

    def on_input_submitted(self, event: LineField.Submitted) -> None:
        """Take what was typed, unless it is too long to be kept."""
        event.stop()
        try:
            self.dismiss(line_within(event.value, LONGEST_TEXT))
        except TypedError as error:
            self.query_one("#refusal", Line).update(styled((str(error), "bold $warn")))

    def action_leave(self, way: str) -> None:
        """Go on without an answer, or back; what was typed is not lost by one key."""
        typed = self.query_one(LineField).value
        if typed == self._text or self.lets_go_of((way, typed)):
            self.dismiss(Way(way))
        else:
            key = (SKIP_HINT if way == Way.SKIP.value else BACK_HINT).label
            self.query_one("#refusal", Line).update(styled((WOULD_BE_GONE.format(key=key), "bold $warn")))


class SetUpGround(Dialog[None]):
    """Lies below the questions, so that between two of them no key reaches a page."""

    def __init__(self) -> None:
        super().__init__()
        self._is_over = False

    def end(self) -> None:
        """Go, as soon as nothing is on top of it."""
        self._is_over = True
        if self.is_current:
            self.dismiss(None)

    def on_screen_resume(self) -> None:
        """Go, if it was over before."""
        if self._is_over:
            self.dismiss(None)
