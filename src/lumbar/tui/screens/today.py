"""Today: the session to do next, and what is done."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.message import Message

from lumbar.diary import Diary
from lumbar.domain.exercise import Exercise
from lumbar.domain.next_time import bad_days_are_over, gentle_today
from lumbar.domain.person import Person
from lumbar.domain.plan import Slot, SlotState, Today, whole_minutes
from lumbar.domain.prescription import Prescription
from lumbar.domain.progression import mentions_amount
from lumbar.domain.set_up import mentions_minutes, with_minutes_mentioned
from lumbar.domain.timeline import Phase, Timeline
from lumbar.domain.todays_set import WhyOff
from lumbar.guide import dose_words
from lumbar.ports import Notice, NoticeKind
from lumbar.tui.screens.help import TODAY_KEYS, HelpScreen
from lumbar.tui.screens.page import Page
from lumbar.tui.session_words import NAME_WIDTH
from lumbar.tui.text import lines, plain, styled
from lumbar.tui.widgets.key_bar import KeyBar, KeyHint
from lumbar.tui.widgets.line import Line
from lumbar.tui.widgets.top_bar import TopBar
from lumbar.words import next_time as words
from lumbar.words.set_up import MINUTES_MENTION

HINTS = (
    KeyHint("enter", "Enter", "start"),
    KeyHint("b", "b", "bad days"),
    KeyHint("2", "2", "catalog"),
    KeyHint("3", "3", "history"),
    KeyHint("q", "q", "quit"),
    KeyHint("question_mark", "?", "keys"),
)
END_BAD_DAYS = KeyHint("b", "b", "end bad days")
AMOUNT_SAID = KeyHint("p", "p", "provider said so")
SAVE_A_COPY = KeyHint("s", "s", "save a copy")
MY_PLAN_KEY = ("p", "bold $accent")
DONE, OPEN = "●", "○"

STATE_WORDS = {
    SlotState.DUE: "due now",
    SlotState.DONE: "done",
    SlotState.ENDED_EARLY: "ended early",
    SlotState.STOPPED: "stopped, kept safely",
    SlotState.REST_DAY: "planned rest",
}


def hints(today: Today, person: Person, *, can_start: bool, is_unsaved: bool) -> tuple[KeyHint, ...]:
    """Return the keys that matter on this day."""
    start, bad_days, *others = HINTS
    return (
        *((start,) if can_start else ()),
        *((SAVE_A_COPY,) if is_unsaved else ()),
        END_BAD_DAYS if gentle_today(person, today.day) else bad_days,
        *((AMOUNT_SAID,) if mentions_amount(today.seconds_planned, person) else ()),
        *others,
    )


class TodayPage(Page):
    """What is due and what is done; Enter starts."""

    CSS_PATH = "today.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "start", "start"),
        Binding("b", "gentle_days", "bad days"),
        Binding("p", "amount_said", "provider said so"),
    ]

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
            yield Line(id="gentle")
            yield Line(id="amount")
            yield Line(id="minutes")
            yield Line(id="exercises")
            yield Line(id="off")
            yield Line(id="done")
        yield KeyBar(HINTS)

    def show_diary(self, diary: Diary) -> None:
        """Put the day on the screen."""
        outlook = diary.outlook()
        today, person, off = outlook.today, outlook.before.person, outlook.left_out
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
        self.query_one("#action", Line).display = outlook.can_start
        self.query_one("#action", Line).set_class(today.next_slot is None, "-quiet")
        self.query_one("#done", Line).update(done_lines(today))
        self.query_one("#done", Line).set_class(all(slot.record is None for slot in today.slots), "-empty")
        self._show_statements(today, person, diary.prescription())
        is_unsaved = any(notice.kind is NoticeKind.UNSAVED for notice in diary.store.notices)
        self.query_one(KeyBar).show(hints(today, person, can_start=outlook.can_start, is_unsaved=is_unsaved))

    def _show_statements(self, today: Today, person: Person, prescription: Prescription) -> None:
        """Show what follows from what the person said: a gentle day, the length of the plan, a question once."""
        mentions = mentions_minutes(person, prescription, today.day)
        gentle, is_long = gentle_words(person, today.day), mentions_amount(today.seconds_planned, person)
        self.query_one("#gentle", Line).update(gentle)
        self.query_one("#gentle", Line).set_class(not gentle, "-empty")
        self.query_one("#amount", Line).update(
            styled(f"{words.SOFT_AMOUNT} ", (AMOUNT_SAID.label, "bold $accent"), f" {AMOUNT_SAID.does}")
        )
        self.query_one("#amount", Line).set_class(not is_long, "-empty")
        self.query_one("#minutes", Line).set_class(not mentions, "-empty")
        mention = styled((f"{MINUTES_MENTION} ", "$muted"), MY_PLAN_KEY, (" my plan", "$muted"))
        self.query_one("#minutes", Line).update(mention)
        if mentions and person.minutes_mentioned_on is None:
            self.say(lambda stated: with_minutes_mentioned(stated, today.day))

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

    def action_gentle_days(self) -> None:
        """Ask for gentle days; on one of them, whether they end."""
        from lumbar.tui.screens.gentle_days import ask_how_many, ask_to_end  # noqa: PLC0415 - seldom needed

        if self.diary is not None:
            is_gentle = gentle_today(self.diary.store.person(), self.diary.day())
            (ask_to_end if is_gentle else ask_how_many)(self, self.diary)

    def action_amount_said(self) -> None:
        """State that the provider said so, where the line about the length of the plan stands."""
        from lumbar.tui.screens.gentle_days import ask_if_amount_is_meant  # noqa: PLC0415 - seldom needed

        if self.diary is not None and self.query_one("#amount").display:
            ask_if_amount_is_meant(self)

    def action_keys(self) -> None:
        """Show the keys of this page."""
        self.app.push_screen(HelpScreen(TODAY_KEYS))

    def on_click(self, event: events.Click) -> None:
        """Start by a click on the main action; the line about a long plan is its key, too."""
        if event.widget is not None and event.widget.id == "action":
            self.action_start()
        elif event.widget is not None and event.widget.id == "amount":
            self.action_amount_said()


def notice_lines(notices: Sequence[Notice], warnings: tuple[str, ...]) -> list[Content]:
    """Return what the person must be told, one line each."""
    told = [styled(("! ", "bold $warn"), f"{notice.what} {notice.kept} {notice.advice}") for notice in notices]
    return told + [styled(("! ", "bold $warn"), warning) for warning in warnings]


def gentle_words(person: Person, day: date) -> Content:
    """Return that this is a gentle day, and which is the last one; nothing if it is none."""
    found = next((one for one in person.bad_days if one.covers(day)), None)
    if bad_days_are_over(person, day):
        return plain(words.GENTLE_OVER_TODAY)
    if found is None:
        return plain("")
    last = found.first + timedelta(days=found.days - 1)
    return styled((words.A_GENTLE_DAY, "bold $rest"), " ", (words.last_gentle_day(last), "$muted"))


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


def off_lines(off: Sequence[tuple[Exercise, WhyOff]]) -> Content:
    """Return the exercises that are left out today, each with why."""
    return lines(*(_off_line(exercise, words.off_lines(why)) for exercise, why in off))


def _off_line(exercise: Exercise, whys: Sequence[str]) -> Content:
    return lines(plain(exercise.name), *(styled((f"  {why}", "$muted")) for why in whys))


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
    state = STATE_WORDS[slot.state]
    return styled(
        (slot.name, "bold"),
        f"   {state} {record.started_at:%H:%M}, {minutes}, ",
        (f"{record.reps_done} of {record.reps_planned} repetitions", "$muted"),
    )
