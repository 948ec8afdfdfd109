"""Asks how much time there is today, and shows at once what a session of so many minutes has."""

from textual import events
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content

from lumbar.domain.fitting import Fit
from lumbar.domain.minutes import MOST_MINUTES
from lumbar.domain.person import TodaysChoice
from lumbar.domain.plan import whole_minutes, whole_seconds
from lumbar.outlook import Outlook
from lumbar.tui.screens.dialog import Dialog
from lumbar.tui.screens.help import LESS_TIME_KEYS
from lumbar.tui.text import lines, name_column, plain, styled
from lumbar.tui.today_view import position_changes
from lumbar.tui.widgets.key_bar import KEYS_HINT, KeyBar, KeyHint
from lumbar.tui.widgets.line import Line
from lumbar.words import todays_plan as words
from lumbar.words.exercise import dose_words
from lumbar.words.figures import counted

CHOICES = (5, 10, 15, 20)
STEPS = {"plus": 1, "equals_sign": 1, "up": 1, "k": 1, "minus": -1, "down": -1, "j": -1}
READ_ON = {"pagedown": 1, "pageup": -1}
FIRST_KEYS = (
    KeyHint("enter", "Enter", "take"),
    KeyHint("r", "r", words.AS_PLANNED),
    KeyHint("escape", "Esc", "back"),
)
OTHER_KEYS = (
    KeyHint("minus", "-", "less"),
    KeyHint("plus", "+", "more"),
    KeyHint("pagedown", "PgDn", "read on", "read on"),
    KEYS_HINT,
)
NARROW = 60


class LessTimeScreen(Dialog[TodaysChoice | None]):
    """Gives back how today is changed; None if it stays as it is."""

    KEYS = LESS_TIME_KEYS

    def __init__(self, outlook: Outlook) -> None:
        super().__init__()
        self._outlook = outlook
        chosen = outlook.choice.minutes if outlook.choice is not None else None
        self._minutes = outlook.short_minutes if chosen is None else chosen
        self._is_typing = False
        self._fit = outlook.next_fit
        """The session of so many minutes."""

    def compose(self) -> ComposeResult:
        """Ask."""
        with Vertical(classes="dialog"):
            yield Line(words.ASK_MINUTES, classes="question")
            with Horizontal(id="choices"):
                for minutes in CHOICES:
                    yield Line(id=f"minutes-{minutes}")
                yield Line(id="minutes")
            yield Line(id="size")
            with VerticalScroll(id="session", can_focus=False):
                yield Line(id="exercises")
        with Vertical(classes="keys"):
            yield KeyBar(OTHER_KEYS)
            yield KeyBar(FIRST_KEYS)

    def on_mount(self) -> None:
        """Show what so many minutes come to."""
        self._choose(self._minutes)

    def on_resize(self) -> None:
        """Fit the words to the width."""
        self._show()

    def takes_key(self, key: str) -> bool:
        """Take digits and the other keys."""
        if key.isdecimal() and len(key) == 1:
            self._type(key)
        elif key == "backspace":
            self._choose(self._minutes // 10, is_typing=True)
        elif key in STEPS:
            self._choose(max(1, min(MOST_MINUTES, self._minutes + STEPS[key])))
        elif key in ("left", "h"):
            self._choose(max((one for one in CHOICES if one < self._minutes), default=CHOICES[0]))
        elif key in ("right", "l"):
            self._choose(min((one for one in CHOICES if one > self._minutes), default=CHOICES[-1]))
        elif key in READ_ON:
            self.query_one("#session", VerticalScroll).scroll_relative(y=5 * READ_ON[key], animate=False)
        else:
            return self._leave(key)
        return True

    def _leave(self, key: str) -> bool:
        day = self._outlook.today.day
        if key == "enter" and self._fit.exercises:
            self.dismiss(TodaysChoice(day=day, minutes=self._minutes))
        elif key == "r":
            self.dismiss(TodaysChoice(day=day))
        elif key == "escape":
            self.dismiss(None)
        else:
            return key == "enter"
        return True

    def _type(self, digit: str) -> None:
        minutes = int(f"{self._minutes}{digit}") if self._is_typing else int(digit)
        self._choose(minutes if minutes <= MOST_MINUTES else int(digit), is_typing=True)

    def _choose(self, minutes: int, *, is_typing: bool = False) -> None:
        self._minutes, self._is_typing = minutes, is_typing
        self._fit = self._outlook.as_chosen(TodaysChoice(day=self._outlook.today.day, minutes=minutes))
        self._show()

    def _show(self) -> None:
        for minutes in CHOICES:
            style = "bold reverse" if minutes == self._minutes else "bold $accent"
            self.query_one(f"#minutes-{minutes}", Line).show(styled((f" {minutes} ", style)))
        self.query_one("#minutes", Line).show(self._typed_words())
        self.query_one("#size", Line).update(self._length_words())
        self.query_one("#exercises", Line).update(self._rows(self._fit, narrow=self.size.width < NARROW))

    def _typed_words(self) -> Content:
        """Return the minutes where they are none of the choices; else that they can be typed."""
        if self._minutes in CHOICES:
            return styled("min", (words.OR_TYPE, "$muted"))
        return styled("or ", (f" {self._minutes or '_'} ", "bold reverse"), " min")

    def _length_words(self) -> Content:
        exercises = self._fit.exercises
        if not exercises:
            return styled((words.SHORTEST.format(minutes=self._outlook.shortest_minutes), "bold $warn"))
        tape = self._outlook.timeline_of(exercises)
        minutes = f"{whole_minutes(whole_seconds(tape))} min"
        count = counted(len(exercises), "exercise")
        changes = "" if self.size.width < NARROW else f", {words.changes_words(position_changes(tape))}"
        return styled((f"{count}, {minutes}", "bold"), changes)

    def _rows(self, fit: Fit, *, narrow: bool) -> Content:
        """Return a line an exercise: those that stay with what is done of them, then those that do not."""
        if not fit.exercises:
            return plain("")
        catalog = self._outlook.before.catalog
        rows = []
        for one in fit.exercises:
            exercise, is_less = catalog[one.exercise_id], one.exercise_id in fit.fewer_sets
            said = [] if narrow else [dose_words(exercise, one)]
            said += ["fewer sets"] if is_less else []
            mark = ("◐ ", "$accent") if is_less else ("● ", "$hold")
            rows.append(styled(mark, name_column(exercise.name), (", ".join(said), "$muted")))
        for ids, why in ((fit.left_out, "left out" if narrow else "in another session"), (fit.too_long, "too long")):
            rows += [styled((f"○ {name_column(catalog[one].name)}{why}", "$muted")) for one in ids]
        later = words.minutes_sentences(Fit(exercises=(), later=fit.later), self._minutes, catalog)
        return lines(*rows, *(styled((sentence, "$muted")) for sentence in later))

    def on_click(self, event: events.Click) -> None:
        """Take the minutes that were clicked."""
        name = (event.widget.id if event.widget is not None else None) or ""
        if name.startswith("minutes-"):
            self._choose(int(name.removeprefix("minutes-")))
