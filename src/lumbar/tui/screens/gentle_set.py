"""The editor of the person's own gentle set: which exercises it has, and how often each is done."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from textual import events
from textual.app import ComposeResult
from textual.containers import Horizontal, VerticalScroll
from textual.message import Message

from lumbar.domain.exercise import Exercise
from lumbar.domain.gentle_choice import GentleChoice
from lumbar.tui.screens.dialog import Dialog
from lumbar.tui.screens.help import GENTLE_SET_KEYS
from lumbar.tui.text import styled
from lumbar.tui.widgets.key_bar import KEYS_HINT, KeyBar, KeyHint
from lumbar.tui.widgets.line import Line
from lumbar.words import next_time as words

MARKS = {True: (" on ", "bold $accent"), False: (" off", "$muted")}
MOVES = {"down": 1, "j": 1, "up": -1, "k": -1, "pagedown": 5, "pageup": -5}
CHANGES = {"right": 1, "plus": 1, "equals_sign": 1, "left": -1, "minus": -1}
FEWER, MORE = "minus", "plus"


class GentleRow(Horizontal):
    """One exercise: on or off, its name, and how often."""

    DEFAULT_CSS = """
    GentleRow { width: 100%; height: auto; }
    GentleRow > .mark { width: 5; }
    GentleRow > .name { width: 1fr; }
    GentleRow > .minus, GentleRow > .plus { width: 3; }
    GentleRow > .count { width: 8; }
    """

    class Clicked(Message):
        """Something of the row was clicked."""

        def __init__(self, number: int, change: int) -> None:
            super().__init__()
            self.number = number
            self.change = change
            """How many more; 0 to switch it on or off."""

    def __init__(self, number: int, exercise: str) -> None:
        super().__init__()
        self._number = number
        self._exercise = exercise

    def compose(self) -> ComposeResult:
        """Lay out the row."""
        for part in ("mark", "name", FEWER, "count", MORE):
            yield Line(classes=part)

    def show(self, choice: GentleChoice, *, under_cursor: bool) -> None:
        """Show what is chosen, and whether the cursor is here."""
        tone = "" if choice.on else "$muted"
        self.query_one(".mark", Line).show(styled(MARKS[choice.on]))
        self.query_one(".name", Line).show(styled((self._exercise, "bold reverse" if under_cursor else tone)))
        can_less, can_more = choice.count > 1, choice.count < choice.most_count
        self.query_one(f".{FEWER}", Line).show(styled((" - " if can_less and choice.on else "", "bold $accent")))
        count = words.count_of(choice.count, choice.most_count) if choice.on else ""
        self.query_one(".count", Line).show(styled((f"{count:^8}", tone)))
        self.query_one(f".{MORE}", Line).show(styled((" + " if can_more and choice.on else "", "bold $accent")))

    def on_click(self, event: events.Click) -> None:
        """Tell the editor what was clicked."""
        event.stop()
        classes = event.widget.classes if event.widget is not None else frozenset()
        change = -1 if FEWER in classes else 1 if MORE in classes else 0
        self.post_message(self.Clicked(self._number, change))


class GentleSetEditor(Dialog[tuple[GentleChoice, ...] | None]):
    """Gives back what was chosen; None if it stays as it was."""

    KEYS = GENTLE_SET_KEYS

    def __init__(self, choices: Sequence[GentleChoice], catalog: Mapping[str, Exercise]) -> None:
        super().__init__()
        self._choices = list(choices)
        self._catalog = catalog
        self._here = 0

    def compose(self) -> ComposeResult:
        """Lay out the plan's exercises."""
        with VerticalScroll(classes="dialog -tall", id="form", can_focus=False):
            yield Line(words.GENTLE_SET_IS, classes="question")
            yield Line(words.GENTLE_SET_HOW, id="how", classes="detail")
            for number, choice in enumerate(self._choices):
                yield GentleRow(number, self._catalog[choice.dose.exercise_id].name)
        yield KeyBar(
            (
                KeyHint("enter", "Enter", "done"),
                KeyHint("space", "space", "switch"),
                KeyHint("right", "← →", "how often"),
                KeyHint("down", "↑ ↓", "move"),
                KEYS_HINT,
                KeyHint("escape", "Esc", "back"),
            )
        )

    def on_mount(self) -> None:
        """Show what is chosen by now."""
        self._show()

    def takes_key(self, key: str) -> bool:
        """Move, switch, change, finish."""
        if key == "enter":
            self._finish()
        elif key == "escape":
            self.dismiss(None)
        elif key in MOVES:
            self._here = max(0, min(len(self._choices) - 1, self._here + MOVES[key]))
            self._show()
        elif key == "space":
            self._change(0)
        elif key in CHANGES:
            self._change(CHANGES[key])
        else:
            return False
        return True

    def _finish(self) -> None:
        if any(choice.on for choice in self._choices):
            self.dismiss(tuple(self._choices))
        else:
            self.query_one("#how", Line).show(styled((words.GENTLE_SET_EMPTY, "bold $warn")))
            self.query_one("#form", VerticalScroll).scroll_home(animate=False)

    def on_gentle_row_clicked(self, message: GentleRow.Clicked) -> None:
        """Go to the row, and do what was clicked."""
        message.stop()
        self._here = message.number
        self._change(message.change)

    def _change(self, change: int) -> None:
        """Do the exercise under the cursor *change* times more often; for 0, switch it on or off."""
        choice = self._choices[self._here]
        if change == 0:
            self._choices[self._here] = replace(choice, on=not choice.on)
        elif choice.on:
            self._choices[self._here] = choice.with_count(choice.count + change)
        self._show()

    def _show(self) -> None:
        self.query_one("#how", Line).show(words.GENTLE_SET_HOW)
        rows = list(self.query(GentleRow))
        for number, (row, choice) in enumerate(zip(rows, self._choices, strict=True)):
            row.show(choice, under_cursor=number == self._here)
        if self._here == 0:
            self.query_one("#form", VerticalScroll).scroll_home(animate=False)
        else:
            rows[self._here].scroll_visible(animate=False)
