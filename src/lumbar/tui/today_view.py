"""The words and keys of Today, from an outlook on the day to what is shown of it."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from textual.content import Content

from lumbar.domain.days import KEPT_WITHOUT_SESSIONS
from lumbar.domain.exercise import Exercise, Position
from lumbar.domain.next_time import bad_days_are_over, gentle_today
from lumbar.domain.person import Person
from lumbar.domain.plan import Slot, SlotState, Today, whole_minutes
from lumbar.domain.progression import mentions_amount
from lumbar.domain.record import SessionRecord
from lumbar.domain.set_up import mentions_minutes
from lumbar.domain.timeline import Timeline
from lumbar.outlook import Outlook
from lumbar.ports import Notice, NoticeKind
from lumbar.tui.day_shown import HINTS, NARROW_TALLY, START, DayShown, as_kept
from lumbar.tui.text import lines, name_column, plain, styled
from lumbar.tui.widgets.key_bar import KeyHint
from lumbar.words import next_time as words
from lumbar.words import todays_plan as plan_words
from lumbar.words.exercise import dose_words
from lumbar.words.figures import counted
from lumbar.words.set_up import MINUTES_MENTION

BAD_DAYS = KeyHint("b", "b", "bad days")
END_BAD_DAYS = KeyHint("b", "b", "end bad days")
AMOUNT_SAID = KeyHint("a", "a", "my provider said so")
SAVE_A_COPY = KeyHint("s", "s", "save a copy")
DONE, OPEN = "●", "○"
GAP = "   "


def shown_of(outlook: Outlook, *, notices: Sequence[Notice] = (), warnings: Sequence[str] = ()) -> DayShown:
    """Return what is shown of the day."""
    today, person = outlook.today, outlook.person
    texts = {
        "notices": lines(*notice_lines(notices, warnings)),
        "tally": tally(today, narrow=False),
        NARROW_TALLY: tally(today, narrow=True),
        "slot": slot_lines(outlook),
        "gentle": gentle_words(person, today.day),
        "amount": lines(*amount_lines(outlook)),
        "minutes": lines(*minutes_lines(outlook)),
        "others": lines(*other_lines(outlook)),
        "exercises": exercise_lines(outlook),
        "left-out": lines(*left_out_lines(outlook)),
        "own": plain(person.when_and_where.strip()),
    }
    is_unsaved = any(notice.kind is NoticeKind.UNSAVED for notice in notices)
    return DayShown(
        day=today.day,
        texts={name: text for name, text in texts.items() if text.plain},
        hints=hints(outlook, is_unsaved=is_unsaved),
        can_start=outlook.can_start,
        is_extra=today.next_slot is None,
        has_ways=bool(outlook.before.exercises),
    )


def page_to_keep(outlook: Outlook) -> Mapping[str, Any] | None:
    """Return what is shown of the day as it can be kept; None where something else comes first."""
    person = outlook.person
    comes_first = person.purpose_acknowledged_on is None or person.set_up_at is not None
    if comes_first or mentions_minutes(person, outlook.prescription, outlook.today.day):
        return None
    return as_kept(shown_of(outlook))


def hints(outlook: Outlook, *, is_unsaved: bool) -> tuple[KeyHint, ...]:
    """Return the keys that matter on this day."""
    today, person = outlook.today, outlook.person
    return (
        *((START,) if outlook.can_start else ()),
        *((SAVE_A_COPY,) if is_unsaved else ()),
        END_BAD_DAYS if gentle_today(person, today.day) else BAD_DAYS,
        *((AMOUNT_SAID,) if mentions_amount(today.seconds_planned, person) else ()),
        *HINTS,
    )


def amount_lines(outlook: Outlook) -> list[Content]:
    """Return the question about the length of the plan, where it is asked: once."""
    if not mentions_amount(outlook.today.seconds_planned, outlook.person):
        return []
    return [styled(f"{words.SOFT_AMOUNT} ", (AMOUNT_SAID.label, "bold $accent"), f" {AMOUNT_SAID.does}")]


def minutes_lines(outlook: Outlook) -> list[Content]:
    """Return, on one day, that the minutes of the first week can be changed."""
    if not mentions_minutes(outlook.person, outlook.prescription, outlook.today.day):
        return []
    return [styled((f"{MINUTES_MENTION} ", "$muted"), ("p", "bold $accent"), (" my plan", "$muted"))]


def notice_lines(notices: Sequence[Notice], warnings: Sequence[str]) -> list[Content]:
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
    """Return sessions and minutes done of planned; nothing if neither was planned nor done."""
    gap, unit = (" ", "min") if narrow else (GAP, "minutes")
    if not today.sessions_planned:
        done = counted(today.sessions_done, "session")
        minutes = f"{gap}{whole_minutes(today.seconds_done)} {unit}"
        return styled(f"{done} done", (minutes, "$muted")) if today.seconds_done else plain("")
    marks = DONE * min(today.sessions_done, today.sessions_planned)
    marks += OPEN * (today.sessions_planned - len(marks))
    planned = counted(today.sessions_planned, "session")
    minutes = f"{whole_minutes(today.seconds_done)} of {whole_minutes(today.seconds_planned)} {unit}"
    return styled(f"{today.sessions_done} of {planned} done{gap}", (marks, "$hold"), (f"{gap}{minutes}", "$muted"))


def slot_lines(outlook: Outlook) -> Content:
    """Return the session that comes next: when it is due, how long it takes, and what the person said for that."""
    slot = outlook.today.next_slot
    if slot is None:
        return _nothing_due(outlook)
    if not slot.exercises:
        why = plan_words.NOTHING_FITS if outlook.has_exercises else words.NOTHING_LEFT
        return lines(styled((slot.name, "bold")), styled((why, "$accent")))
    changes = plan_words.changes_words(position_changes(outlook.timeline_of(slot.exercises)))
    rows = [
        styled(_in_column(slot, outlook, "bold"), (plan_words.state_words(slot, outlook), "$accent")),
        styled((f"{counted(whole_minutes(slot.seconds), 'minute')} · {changes}", "$muted")),
    ]
    chosen, own = plan_words.choice_words(outlook), outlook.person.if_hindered.strip()
    if chosen:
        rows.append(plain(chosen))
    if own and outlook.is_hindered:
        rows.append(plain(plan_words.YOUR_PLAN.format(text=own)))
    return lines(*rows)


def _nothing_due(outlook: Outlook) -> Content:
    today, chosen = outlook.today, plan_words.choice_words(outlook)
    rows = [plain(chosen)] if chosen else []
    if today.kind in KEPT_WITHOUT_SESSIONS:
        free = plan_words.free_day_words(today.day, outlook.person)
        return lines(styled((free, "bold"), f" {plan_words.NOTHING_PLANNED}"), *rows)
    if any(slot.state is SlotState.STOPPED for slot in today.slots):
        help_key = styled(("c", "bold $accent"), (f" {plan_words.WHEN_TO_GET_HELP}", "$muted"))
        return lines(styled((plan_words.STOPPED_TODAY, "bold")), help_key, *rows)
    return lines(styled((plan_words.TODAY_IS_DONE, "bold")), styled((plan_words.REST_WELL, "$muted")), *rows)


def _in_column(slot: Slot, outlook: Outlook, style: str) -> Content:
    """Return the name of *slot*, as wide as the longest of the day."""
    width = max(styled(one.name).cell_length for one in outlook.today.slots)
    name = styled((slot.name, style))
    return styled(name, " " * (width - name.cell_length), GAP)


def exercise_lines(outlook: Outlook) -> Content:
    """Return the exercises of the next session with their doses, a line each."""
    slot = outlook.today.next_slot
    if slot is None:
        return plain("")
    rows = ((outlook.before.catalog[one.exercise_id], one) for one in slot.exercises)
    title = [styled((f"{slot.name}:", "$muted"))] if len(outlook.today.slots) > 1 and slot.exercises else []
    return lines(
        *title,
        *(styled(name_column(exercise.name), (dose_words(exercise, one), "$muted")) for exercise, one in rows),
    )


def left_out_lines(outlook: Outlook) -> list[Content]:
    """Return what the next session leaves out and why: for its time, by choice, or because an exercise is off."""
    fits = [] if outlook.today.next_slot is None else plan_words.fit_sentences(outlook.next_fit, outlook)
    told = [styled((sentence, "$muted")) for sentence in fits]
    return told + [_off_line(exercise, words.off_lines(why)) for exercise, why in outlook.left_out]


def _off_line(exercise: Exercise, whys: Sequence[str]) -> Content:
    return lines(plain(exercise.name), *(styled((f"  {why}", "$muted")) for why in whys))


def position_changes(timeline: Timeline) -> int:
    """Return how often the body changes its position, getting down and up included."""
    pairs = zip(timeline.exercises, timeline.exercises[1:], strict=False)
    between = sum(one.position is not other.position for one, other in pairs)
    return 1 + between + (timeline.exercises[-1].position is not Position.STANDING)


def other_lines(outlook: Outlook) -> list[Content]:
    """Return the other sessions of the day, a line each: what was done, and what is still to come."""
    found = []
    for slot in outlook.today.slots:
        if slot.record is not None:
            found.append(_done_line(slot, slot.record, outlook))
        elif slot.state is SlotState.DUE and slot is not outlook.today.next_slot:
            due = f"{plan_words.state_words(slot, outlook)}, {whole_minutes(slot.seconds)} min"
            found.append(styled(_in_column(slot, outlook, ""), (due, "$muted")))
    return found


def _done_line(slot: Slot, record: SessionRecord, outlook: Outlook) -> Content:
    minutes = f"{whole_minutes(record.seconds_active)} min"
    state = plan_words.DONE_WORDS[slot.state]
    return styled(
        _in_column(slot, outlook, ""),
        f"{state} {record.started_at:%H:%M}, {minutes}, ",
        (f"{record.reps_done} of {record.reps_planned} repetitions", "$muted"),
    )
