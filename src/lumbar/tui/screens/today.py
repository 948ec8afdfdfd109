"""Today: the session to do next, and what is done."""

from collections.abc import Sequence
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.message import Message

from lumbar.diary import Diary
from lumbar.domain.exercise import Exercise
from lumbar.domain.plan import Slot, SlotState, Today, whole_minutes
from lumbar.domain.timeline import Phase, Timeline
from lumbar.guide import dose_words
from lumbar.ports import Notice
from lumbar.tui.screens.help import TODAY_KEYS, HelpScreen
from lumbar.tui.screens.page import Page
from lumbar.tui.session_words import NAME_WIDTH
from lumbar.tui.text import lines, plain, styled
from lumbar.tui.widgets.key_bar import KeyBar, KeyHint
from lumbar.tui.widgets.line import Line
from lumbar.tui.widgets.top_bar import TopBar
from lumbar.words import next_time as words

HINTS = (
    KeyHint("enter", "Enter", "start"),
    KeyHint("2", "2", "catalog"),
    KeyHint("3", "3", "history"),
    KeyHint("q", "q", "quit"),
    KeyHint("question_mark", "?", "keys"),
)
SAVE_A_COPY = KeyHint("s", "s", "save a copy")
DONE, OPEN = "●", "○"

STATE_WORDS = {
    SlotState.DUE: "due now",
    SlotState.DONE: "done",
    SlotState.ENDED_EARLY: "ended early",
    SlotState.STOPPED: "stopped, kept safely",
    SlotState.REST_DAY: "planned rest",
}


class TodayPage(Page):
    """What is due and what is done; Enter starts."""

    CSS_PATH = "today.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter", "start", "start")]

    class StartSession(Message):
        """The person wants to start the session that is due."""

    def __init__(self, diary: Diary | None, warnings: tuple[str, ...] = ()) -> None:
        super().__init__(diary)
        self._warnings = warnings
        self._wants_to_start = False

    def compose(self) -> ComposeResult:
        """Lay out the day."""
        yield TopBar("Today")
        with VerticalScroll(id="day"):
            yield Line(id="notices")
            yield Line(id="tally")
            yield Line(id="slot")
            yield Line(id="action")
            yield Line(id="exercises")
            yield Line(id="off")
            yield Line(id="done")
        yield KeyBar(HINTS)

    def show_diary(self, diary: Diary) -> None:
        """Put the day on the screen."""
        today, off = diary.today(), diary.off_today()
        self.query_one(TopBar).show(today.day)
        notices = notice_lines(diary.store.notices, self._warnings)
        self.query_one("#notices", Line).set_class(not notices, "-empty")
        self.query_one("#notices", Line).update(lines(*notices))
        self.query_one("#tally", Line).update(tally(today, narrow=self.has_class("-narrow")))
        self.query_one("#slot", Line).update(slot_lines(today, diary))
        self.query_one("#exercises", Line).update(exercise_lines(today, diary))
        self.query_one("#off", Line).set_class(not off, "-empty")
        self.query_one("#off", Line).update(off_lines(off))
        self.query_one("#action", Line).update(action_words(today))
        can_start = bool(diary.before().exercises)
        self.query_one("#action", Line).display = can_start
        self.query_one(KeyBar).show(HINTS if can_start else HINTS[1:])
        self.query_one("#action", Line).set_class(today.next_slot is None, "-quiet")
        self.query_one("#done", Line).update(done_lines(today))
        self.query_one("#done", Line).set_class(all(slot.record is None for slot in today.slots), "-empty")

    def on_resize(self) -> None:
        """Fit the words to the width."""
        if self.diary is not None:
            self.show_diary(self.diary)

    def take_diary(self, diary: Diary) -> None:
        """Show *diary*; start now if that was asked for before it was open."""
        super().take_diary(diary)
        if self._wants_to_start:
            self._wants_to_start = False
            self.action_start()

    def action_start(self) -> None:
        """Start the session that is due, as soon as the history is open."""
        if self.diary is None:
            self._wants_to_start = True
        else:
            self.post_message(self.StartSession())

    def action_keys(self) -> None:
        """Show the keys of this page."""
        self.app.push_screen(HelpScreen(TODAY_KEYS))

    def on_click(self, event: events.Click) -> None:
        """Start by a click on the main action."""
        if event.widget is not None and event.widget.id == "action":
            self.action_start()


def notice_lines(notices: Sequence[Notice], warnings: tuple[str, ...]) -> list[Content]:
    """Return what the person must be told, one line each."""
    told = [styled(("! ", "bold $warn"), f"{notice.what} {notice.kept} {notice.advice}") for notice in notices]
    return told + [styled(("! ", "bold $warn"), warning) for warning in warnings]


def tally(today: Today, *, narrow: bool) -> Content:
    """Return sessions and minutes done of planned."""
    marks = DONE * min(today.sessions_done, today.sessions_planned)
    marks += OPEN * (today.sessions_planned - len(marks))
    planned = "1 session" if today.sessions_planned == 1 else f"{today.sessions_planned} sessions"
    gap, unit = (" ", "min") if narrow else ("   ", "minutes")
    minutes = f"{whole_minutes(today.seconds_done)} of {whole_minutes(today.seconds_planned)} {unit}"
    return styled(f"{today.sessions_done} of {planned} done{gap}", (marks, "$hold"), (f"{gap}{minutes}", "$muted"))


def slot_lines(today: Today, diary: Diary) -> Content:
    """Return the session that comes next, in full."""
    slot = today.next_slot
    if slot is None:
        return lines(styled(("Today is done.", "bold")), styled(("Rest well.", "$muted")))
    if not slot.exercises:
        return lines(styled((slot.name, "bold")), styled((words.NOTHING_LEFT, "$accent")))
    changes = position_changes(diary.timeline_of(slot.exercises))
    size = f"{whole_minutes(slot.seconds)} minutes · {changes} changes of position"
    return lines(
        styled((slot.name, "bold"), "   ", (STATE_WORDS[SlotState.DUE], "$accent")),
        styled((size, "$muted")),
    )


def exercise_lines(today: Today, diary: Diary) -> Content:
    """Return the exercises of the next session with their doses, a line each."""
    slot = today.next_slot
    if slot is None:
        return plain("")
    rows = ((diary.exercises[one.exercise_id], one) for one in slot.exercises)
    return lines(
        *(styled(f"{exercise.name:<{NAME_WIDTH}}", (dose_words(exercise, one), "$muted")) for exercise, one in rows)
    )


def off_lines(off: Sequence[tuple[Exercise, str]]) -> Content:
    """Return the exercises that are left out today, each with why."""
    return lines(*(lines(plain(exercise.name), styled((f"  {why}", "$muted"))) for exercise, why in off))


def position_changes(timeline: Timeline) -> int:
    """Return how often the body changes its position, getting down and up included."""
    pairs = zip(timeline.exercises, timeline.exercises[1:], strict=False)
    between = sum(one.position is not other.position for one, other in pairs)
    return 1 + between + (timeline.steps[-1].phase is Phase.STAND_UP)


def action_words(today: Today) -> Content:
    """Return the words of the main action."""
    return plain(" Enter  start " if today.next_slot else " Enter  one more session ")


def done_lines(today: Today) -> Content:
    """Return what was done today, a line a session."""
    return lines(*(_done_line(slot) for slot in today.slots if slot.record is not None))


def _done_line(slot: Slot) -> Content:
    record = slot.record
    if record is None:
        return plain("")
    minutes = f"{whole_minutes(record.seconds_active)} min"
    words = STATE_WORDS[slot.state]
    return styled(
        (slot.name, "bold"),
        f"   {words} {record.started_at:%H:%M}, {minutes}, ",
        (f"{record.reps_done} of {record.reps_planned} repetitions", "$muted"),
    )
