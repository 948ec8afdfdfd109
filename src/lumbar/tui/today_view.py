"""The words and keys of Today, from a day to what is shown of it."""

from collections.abc import Sequence
from datetime import date, timedelta

from textual.content import Content

from lumbar.diary import Diary
from lumbar.domain.exercise import Exercise
from lumbar.domain.next_time import gentle_today
from lumbar.domain.person import Person
from lumbar.domain.plan import Slot, SlotState, Today, whole_minutes
from lumbar.domain.progression import mentions_amount
from lumbar.domain.timeline import Phase, Timeline
from lumbar.guide import dose_words
from lumbar.ports import Notice
from lumbar.tui.session_words import NAME_WIDTH
from lumbar.tui.text import lines, plain, styled
from lumbar.tui.widgets.key_bar import KeyHint
from lumbar.words import next_time as words

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


def notice_lines(notices: Sequence[Notice], warnings: tuple[str, ...]) -> list[Content]:
    """Return what the person must be told, one line each."""
    told = [styled(("! ", "bold $warn"), f"{notice.what} {notice.kept} {notice.advice}") for notice in notices]
    return told + [styled(("! ", "bold $warn"), warning) for warning in warnings]


def gentle_words(person: Person, day: date) -> Content:
    """Return that this is a gentle day, and which is the last one; nothing if it is none."""
    found = next((one for one in person.bad_days if one.covers(day)), None)
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
    state = STATE_WORDS[slot.state]
    return styled(
        (slot.name, "bold"),
        f"   {state} {record.started_at:%H:%M}, {minutes}, ",
        (f"{record.reps_done} of {record.reps_planned} repetitions", "$muted"),
    )
