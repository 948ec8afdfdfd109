"""My plan: the exercises, their order and figures, and the days; by the keyboard alone or the mouse alone."""

from collections.abc import Callable

from textual import events
from textual.app import ComposeResult
from textual.containers import Vertical, VerticalScroll

from lumbar.diary import Diary
from lumbar.domain.plan import whole_minutes
from lumbar.domain.plan_check import problems_of, session_seconds
from lumbar.domain.prescription import Prescription
from lumbar.plan_editor.editing import Editing, begin_editing
from lumbar.plan_editor.field import ExerciseField, TextField, WeekField
from lumbar.tui.plan_rows import item_number, plan_rows
from lumbar.tui.screens.choice_question import Answer, ChoiceQuestion
from lumbar.tui.screens.dialog import Dialog
from lumbar.tui.screens.help import PLAN_KEYS
from lumbar.tui.screens.text_entry import TextEntry
from lumbar.tui.text import plain, styled
from lumbar.tui.widgets.key_bar import KEYS_HINT, KeyBar, KeyHint
from lumbar.tui.widgets.line import Line
from lumbar.tui.widgets.plan_list import PlanList
from lumbar.words import plan_screen as words

SAVE = KeyHint("s", "s", "keep")
BACK = KeyHint("escape", "Esc", "back")
MOVES = {"down": 1, "j": 1, "up": -1, "k": -1, "pagedown": 5, "pageup": -5, "home": -99, "end": 99, "tab": 1}
STEPS = {"right": 1, "left": -1, "plus": 1, "equals_sign": 1, "minus": -1}
SHIFTS = {"u": -1, "shift+up": -1, "d": 1, "shift+down": 1}


class PlanScreen(Dialog[None]):
    """Edits the plan; *save* is asked to keep what comes of it."""

    CSS_PATH = "plan.tcss"
    KEYS = PLAN_KEYS

    def __init__(self, diary: Diary, save: Callable[[Prescription], None]) -> None:
        super().__init__()
        self._diary = diary
        self._save = save
        self._editing = begin_editing(diary.prescription(), diary.exercises, diary.day())
        self._measured: tuple[Prescription, int, str] | None = None

    def compose(self) -> ComposeResult:
        """Lay out title, rows, and what is said about the row under the cursor."""
        with Vertical(id="sheet"):
            yield Line(id="title")
            with VerticalScroll(id="rows", can_focus=False):
                yield PlanList()
            yield Line(id="about")
        yield KeyBar((SAVE, BACK))

    def on_mount(self) -> None:
        """Show the plan."""
        self.call_after_refresh(self._show)

    def on_resize(self) -> None:
        """Fit the rows to the width."""
        self.call_after_refresh(self._show)

    def kept(self, content: Prescription) -> None:
        """Take it that *content* is kept."""
        self._editing = self._editing.kept(content)

    def on_key(self, event: events.Key) -> None:
        """Move, change, open, keep, leave."""
        if self._press(event.key, event.character or ""):
            event.stop()
            event.prevent_default()

    def _press(self, key: str, character: str) -> bool:
        editing = self._editing
        if character and editing.takes(character):
            self._go_on(editing.with_typed(editing.typed + character))
        elif key in MOVES:
            self._go_on(editing.moved(MOVES[key]))
        elif key in STEPS:
            self._go_on(editing.stepped(STEPS[key]))
        elif key in SHIFTS:
            self._go_on(editing.shifted(SHIFTS[key]))
        elif key in ("backspace", "delete"):
            self._go_on(editing.cleared())
        elif key == "space":
            self._go_on(editing.toggled())
        elif key == "enter":
            self._enter()
        else:
            return self._leave_or_keep(key)
        return True

    def _leave_or_keep(self, key: str) -> bool:
        match key:
            case "s":
                self._go_on(self._editing.settled())
                self._save(self._editing.content)
            case "escape" | "q":
                self._back()
            case _:
                return False
        return True

    def _enter(self) -> None:
        match self._editing.field:
            case ExerciseField():
                self._go_on(self._editing.opened())
            case TextField() as field:
                self._ask(field)
            case WeekField():
                self._go_on(self._editing.toggled())
            case _:
                self._go_on(self._editing.moved(1) if self._editing.typed else self._editing)

    def _ask(self, field: TextField) -> None:
        def answered(text: str | None) -> None:
            if text is not None:
                self._go_on(self._editing.with_text(text))

        self.app.push_screen(TextEntry(field.label.strip(), field.about, field.value, field.limit), answered)

    def _back(self) -> None:
        editing = self._editing
        if editing.typed:
            self._go_on(editing.without_typing())
        elif editing.inside is not None:
            self._go_on(editing.closed())
        elif not editing.is_changed:
            self.dismiss()
        else:
            self._ask_to_leave()

    def _ask_to_leave(self) -> None:
        def answered(key: str | None) -> None:
            if key == "y":
                self._save(self._editing.content)
            elif key == "n":
                self.dismiss()

        answers = (Answer("y", words.KEEP), Answer("n", words.LEAVE))
        self.app.push_screen(ChoiceQuestion(words.ASK_LEAVE, answers, preselected=0, leave_out="back"), answered)

    def on_plan_list_clicked(self, message: PlanList.Clicked) -> None:
        """Bring the cursor to the row, and do what the part of it does."""
        message.stop()
        was_here = message.number == self._editing.here
        editing = self._editing.at(message.number)
        match message.action.split():
            case ["day", day]:
                self._go_on(editing.with_day_toggled(int(day)))
            case ["toggle"]:
                self._go_on(editing.toggled())
            case ["minus" | "plus" as way] if was_here:
                self._go_on(editing.stepped(1 if way == "plus" else -1))
            case ["up" | "down" as way] if was_here:
                self._go_on(editing.shifted(1 if way == "down" else -1))
            case ["open"] if was_here or isinstance(editing.field, TextField):
                self._go_on(editing)
                self._enter()
            case _:
                self._go_on(editing)

    def _go_on(self, editing: Editing) -> None:
        self._editing = editing
        self._show()

    def _show(self) -> None:
        editing = self._editing
        rows = plan_rows(editing, self.query_one("#rows").scrollable_content_region.width)
        self.query_one(PlanList).show(rows)
        minutes, problem = self._measure(editing.content)
        plan, narrow = editing.draft.plan, self.has_class("-narrow")
        total = words.total_words(minutes, plan.sessions_per_day, plan.minutes, short=narrow)
        name = editing.name or words.MY_PLAN
        self.query_one("#title", Line).show(styled((name, "bold"), "   ", (total, "$muted")))
        warning = editing.refusal or problem
        about = styled(("! ", "bold $warn"), warning) if warning else plain(editing.field.about)
        self.query_one("#about", Line).show(about)
        self.query_one(KeyBar).show(self._hints())
        self._bring_into_view(item_number(rows, editing.here))

    def _measure(self, content: Prescription) -> tuple[int, str]:
        """Return the minutes of a session, and what is wrong first; measured once for each content."""
        if self._measured is None or self._measured[0] != content:
            exercises, preferences = self._diary.exercises, self._diary.preferences
            minutes = whole_minutes(session_seconds(content, exercises, preferences))
            problem = next((str(one) for one in problems_of(content, exercises)), "")
            self._measured = (content, minutes, problem)
        return self._measured[1], self._measured[2]

    def _bring_into_view(self, line: int) -> None:
        area = self.query_one("#rows", VerticalScroll)
        height = area.scrollable_content_region.height
        if self._editing.here == 0:
            area.scroll_to(y=0, animate=False)
        elif line < area.scroll_y:
            area.scroll_to(y=line, animate=False)
        elif height and line >= area.scroll_y + height:
            area.scroll_to(y=line - height + 1, animate=False)

    def _hints(self) -> tuple[KeyHint, ...]:
        own: tuple[KeyHint, ...]
        match self._editing.field:
            case ExerciseField() as field:
                own = (
                    KeyHint("enter", "Enter", "figures"),
                    KeyHint("space", "space", "off" if field.is_on else "on"),
                    KeyHint("u", "u", "up"),
                    KeyHint("d", "d", "down"),
                )
            case TextField():
                own = (KeyHint("enter", "Enter", "change"),)
            case WeekField():
                own = (KeyHint("space", "space", "rest or not"), KeyHint("right", "← →", "another day"))
            case _:
                own = (KeyHint("right", "← →", "change"), KeyHint("backspace", "⌫", "as usual"))
        return (SAVE, *own, KEYS_HINT, BACK)
