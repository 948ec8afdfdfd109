"""Lets the person change today's exercises: another order, some left out, one swapped for another of the plan."""

from textual import events
from textual.app import ComposeResult
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.message import Message

from lumbar.domain.person import TodaysChoice
from lumbar.domain.plan import whole_minutes, whole_seconds
from lumbar.domain.todays_list import TodaysList, todays_list
from lumbar.outlook import Outlook
from lumbar.tui.screens.dialog import Dialog
from lumbar.tui.screens.help import CHANGE_TODAY_KEYS
from lumbar.tui.text import name_column, styled
from lumbar.tui.today_view import position_changes
from lumbar.tui.widgets.key_bar import KEYS_HINT, KeyBar, KeyHint
from lumbar.tui.widgets.line import Line
from lumbar.words import todays_plan as words
from lumbar.words.exercise import dose_words
from lumbar.words.figures import counted

FIRST_KEYS = (
    KeyHint("enter", "Enter", "keep"),
    KeyHint("o", "o", "leave out", "out"),
    KeyHint("escape", "Esc", "back", "back"),
    KEYS_HINT,
)
OTHER_KEYS = (
    KeyHint("left", "←", "earlier"),
    KeyHint("right", "→", "later"),
    KeyHint("s", "s", "swap"),
    KeyHint("r", "r", "reset"),
)
MOVES = {"down": 1, "j": 1, "up": -1, "k": -1, "pagedown": 5, "pageup": -5, "home": -99, "end": 99}
SHIFTS = {"left": -1, "h": -1, "right": 1, "l": 1}
NARROW = 60


class ExerciseRow(Line):
    """One exercise of the plan."""

    class Clicked(Message):
        """The row was clicked."""

        def __init__(self, place: int) -> None:
            super().__init__()
            self.place = place

    def __init__(self, place: int) -> None:
        super().__init__(classes="row")
        self._place = place

    def on_click(self, event: events.Click) -> None:
        """Tell the list."""
        event.stop()
        self.post_message(self.Clicked(self._place))


class ChangeTodayScreen(Dialog[TodaysChoice | None]):
    """Gives back how today is changed; None if it stays as it is."""

    KEYS = CHANGE_TODAY_KEYS

    def __init__(self, outlook: Outlook) -> None:
        super().__init__()
        self._outlook = outlook
        self._doses = {one.exercise_id: one for one in outlook.before.exercises}
        self._before = todays_list(list(self._doses), [one.exercise_id for one in outlook.next_fit.exercises])
        self._list = self._before
        self._here = 0
        self._remark = ""

    def compose(self) -> ComposeResult:
        """Lay out the list."""
        with Vertical(classes="dialog"):
            yield Line(words.CHANGE_HOW, classes="question")
            with VerticalScroll(id="session", can_focus=False):
                for place in range(len(self._before.rows)):
                    yield ExerciseRow(place)
            yield Line(id="size")
        with Vertical(classes="keys"):
            yield KeyBar(OTHER_KEYS)
            yield KeyBar(FIRST_KEYS)

    def on_mount(self) -> None:
        """Show today as it is."""
        self._show()

    def on_resize(self) -> None:
        """Fit the words to the width."""
        self._show()

    def takes_key(self, key: str) -> bool:
        """Move, change, keep or leave."""
        self._remark = ""
        if key in MOVES:
            self._here = max(0, min(len(self._list.rows) - 1, self._here + MOVES[key]))
        elif key in SHIFTS:
            self._change(self._list.moved(self._here, SHIFTS[key]))
        elif key in ("o", "space"):
            self._leave_out_or_back()
        elif key == "s":
            swapped = self._list.swapped(self._here)
            self._remark = "" if self._list.left_out else words.NO_OTHER
            self._list = swapped
        else:
            return self._leave(key)
        self._show()
        return True

    def _leave(self, key: str) -> bool:
        day = self._outlook.today.day
        if key == "enter":
            changed = self._list.done != self._before.done
            self.dismiss(TodaysChoice(day=day, exercises=self._list.done) if changed else None)
        elif key == "r":
            self.dismiss(TodaysChoice(day=day))
        elif key == "escape":
            self.dismiss(None)
        else:
            return False
        return True

    def _leave_out_or_back(self) -> None:
        toggled = self._list.toggled(self._here)
        self._remark = words.ONE_STAYS if toggled == self._list else ""
        self._change(toggled)

    def _change(self, changed: TodaysList) -> None:
        """Take the list as *changed*; the cursor stays with its exercise."""
        name = self._list.rows[self._here]
        self._list = changed
        self._here = changed.rows.index(name)

    def on_exercise_row_clicked(self, message: ExerciseRow.Clicked) -> None:
        """Go to the row; on it already, leave it out or take it back."""
        message.stop()
        if message.place == self._here:
            self._leave_out_or_back()
        else:
            self._here = message.place
        self._show()

    def _show(self) -> None:
        narrow = self.size.width < NARROW
        rows = list(self.query(ExerciseRow))
        for place, (row, name) in enumerate(zip(rows, self._list.rows, strict=True)):
            row.show(self._row(place, name, narrow=narrow))
        rows[self._here].scroll_visible(animate=False)
        self.query_one("#size", Line).update(
            styled((self._remark, "bold $warn")) if self._remark else self._length_words()
        )

    def _row(self, place: int, name: str, *, narrow: bool) -> Content:
        exercise, is_done = self._outlook.before.catalog[name], name in self._list.done
        style = "bold reverse" if place == self._here else ""
        number = (f"{place + 1:>2}  ", "$accent") if is_done else (" ○  ", "$muted")
        dose = "" if narrow else dose_words(exercise, self._doses[name])
        said = dose if is_done else "left out"
        column = name_column(exercise.name)
        called = column.rstrip()
        return styled(number, (called, style), column[len(called) :], (said, "$muted"))

    def _length_words(self) -> Content:
        tape = self._outlook.timeline_of([self._doses[one] for one in self._list.done])
        minutes = f"{whole_minutes(whole_seconds(tape))} min"
        count = counted(len(self._list.done), "exercise")
        changes = "" if self.size.width < NARROW else f", {words.changes_words(position_changes(tape))}"
        return styled((f"{count}, {minutes}", "bold"), changes)
