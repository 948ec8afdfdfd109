"""Plain words for pipes and screen readers: no colours, no tables, one thing a line."""

from collections.abc import Iterable, Sequence
from itertools import groupby

from lumbar.doctor import Check, CheckState
from lumbar.domain.days import KEPT_WITHOUT_SESSIONS
from lumbar.domain.exercise import Exercise
from lumbar.domain.plan import Slot, SlotState, Today, whole_minutes
from lumbar.domain.prescription import prescribe_as_in_catalog
from lumbar.outlook import Outlook
from lumbar.paths import Paths
from lumbar.report.as_json import exercise_seconds
from lumbar.report.page import Page, plain
from lumbar.report.words import POSITION_WORDS, length_words, minutes_words
from lumbar.words.exercise import ABOUT_OUR_DEFAULT, OUR_DEFAULT, dose_words, hold_range_words
from lumbar.words.figures import counted, date_words
from lumbar.words.next_time import NOTHING_LEFT, off_lines
from lumbar.words.todays_plan import (
    DONE_WORDS,
    NOTHING_FITS,
    NOTHING_PLANNED,
    choice_words,
    fit_sentences,
    free_day_words,
    state_words,
)


def today_text(outlook: Outlook, columns: int) -> str:
    """Return a day's plan and what of it is done."""
    page, today = Page(columns), outlook.today
    page.line(date_words(today.day))
    if today.kind in KEPT_WITHOUT_SESSIONS:
        page.line(f"{free_day_words(today.day, outlook.person)} {NOTHING_PLANNED}")
    else:
        page.line(f"{sessions_words(today.sessions_done, today.sessions_planned)}, {_minutes_of_words(today)}.")
    page.gap()
    slots = [slot for slot in today.slots if slot.state is not SlotState.REST_DAY]
    for slot in slots:
        page.line(_slot_words(slot, outlook))
    if slots:
        page.gap()
    if outlook.can_start and (today.next_slot is not None or today.kind not in KEPT_WITHOUT_SESSIONS):
        _add_exercises(page, outlook)
        page.gap()
    if outlook.left_out:
        page.line("Left out today:")
        for exercise, why in outlook.left_out:
            page.line(f"{exercise.name}. {' '.join(off_lines(why))}", level=1)
        page.gap()
    page.line(_due_words(outlook))
    return str(page)


def _slot_words(slot: Slot, outlook: Outlook) -> str:
    name = slot.name if slot.at is None else f"{slot.name} ({slot.at:%H:%M})"
    if slot.record is None:
        return f"{name}: {state_words(slot, outlook)}, {minutes_words(slot.seconds)}"
    done = f"{slot.record.started_at:%H:%M}, {minutes_words(slot.record.seconds_active)}"
    return f"{name}: {DONE_WORDS[slot.state]} at {done}"


def sessions_words(done: int, planned: int) -> str:
    """Return how many sessions are done of those that were planned."""
    if done > planned:
        return f"{counted(done, 'session')} done, {planned} planned"
    return f"{done} of {counted(planned, 'session')} done"


def _minutes_of_words(today: Today) -> str:
    return f"{whole_minutes(today.seconds_done)} of {minutes_words(today.seconds_planned)}"


def _add_exercises(page: Page, outlook: Outlook) -> None:
    catalog = outlook.before.catalog
    exercises = outlook.next_fit.exercises
    doses = [dose_words(catalog[one.exercise_id], one, tells_defaults=True) for one in exercises]
    page.line("The exercises:")
    for one, dose in zip(exercises, doses, strict=True):
        page.line(f"{catalog[one.exercise_id].name}: {dose}", level=1)
    _add_about_defaults(page, doses)
    if outlook.today.next_slot is not None:
        for sentence in filter(None, (choice_words(outlook), *fit_sentences(outlook.next_fit, outlook))):
            page.paragraph(sentence)


def _add_about_defaults(page: Page, doses: Iterable[str]) -> None:
    if any(OUR_DEFAULT in dose for dose in doses):
        page.paragraph(ABOUT_OUR_DEFAULT)


def _due_words(outlook: Outlook) -> str:
    slot = outlook.today.next_slot
    if slot is None:
        return "Nothing more is due today."
    if not slot.exercises:
        return NOTHING_FITS if outlook.has_exercises else NOTHING_LEFT
    when = "Due now" if outlook.has_begun(slot) else f"Due at {slot.at:%H:%M}"
    return f"{when}: {slot.name}. Start it: lumbar session"


def exercises_text(exercises: Sequence[Exercise], columns: int) -> str:
    """Return the catalog, position by position."""
    page = Page(columns)
    positions = list(POSITION_WORDS)
    by_position = sorted(exercises, key=lambda exercise: positions.index(exercise.position))
    doses = []
    for position, group in groupby(by_position, key=lambda exercise: exercise.position):
        page.line(f"{POSITION_WORDS[position]}:")
        for exercise in group:
            doses.append(dose_words(exercise, prescribe_as_in_catalog(exercise), tells_defaults=True))
            length = length_words(round(exercise_seconds(exercise)))
            page.line(f"{exercise.name} ({exercise.id}): {doses[-1]}; {length} in all", level=1)
        page.gap()
    _add_about_defaults(page, doses)
    page.line("One exercise in full: lumbar exercises ID")
    return str(page)


def exercise_text(exercise: Exercise, columns: int) -> str:
    """Return everything about one exercise."""
    page = Page(columns)
    dose = dose_words(exercise, prescribe_as_in_catalog(exercise), tells_defaults=True)
    page.line(exercise.name)
    page.line(f"Position: {POSITION_WORDS[exercise.position].lower()}")
    page.line(f"Dose: {dose}")
    if hold_range := hold_range_words(exercise):
        page.line(hold_range)
    _add_about_defaults(page, [dose])
    page.line(f"Length: {length_words(round(exercise_seconds(exercise)))}")
    if exercise.side_means:
        page.line(f"Left and right: {exercise.side_means}")
    page.gap()
    page.line(f"Start: {exercise.start_position}")
    _add_list(page, "Steps", [f"{number}. {step}" for number, step in enumerate(exercise.steps, 1)])
    page.gap()
    page.line(f"Breath: {exercise.breath}")
    page.line(f"What you feel: {exercise.feel}")
    page.line(f"Muscles: {exercise.muscles}")
    _add_list(page, "Common mistakes", exercise.mistakes)
    page.gap()
    page.line(f"Easier: {exercise.easier}")
    page.line(f"Harder: {exercise.harder}")
    _add_list(page, "Ask your provider first if", exercise.ask_first)
    _add_list(page, "Sources", exercise.sources)
    return str(page)


def _add_list(page: Page, title: str, entries: Sequence[str]) -> None:
    if entries:
        page.gap()
        page.line(f"{title}:")
        for entry in entries:
            page.line(entry, level=1)


def no_history_text(weeks: int, columns: int, *, older: bool) -> str:
    """Return what to say if there is no session to show."""
    page = Page(columns)
    span = "this week" if weeks == 1 else f"in these {weeks} weeks"
    if older:
        page.paragraph(f"There is no session {span}. Older ones are there: lumbar history --weeks N shows more.")
    else:
        page.paragraph("No session is kept yet. The first one will stand here.")
        page.line("What is due today: lumbar today")
    return str(page)


def where_text(paths: Paths) -> str:
    """Return where the person's files are, one a line however long."""
    return "\n".join(
        (
            f"Data file: {plain(str(paths.data_file))}",
            f"Data folder: {plain(str(paths.data_dir))}",
            f"Your own exercises: {plain(str(paths.exercises_dir))}",
            f"Settings file: {plain(str(paths.config_file))}",
            f"Cache folder: {plain(str(paths.cache_dir))}",
            "",
        )
    )


def doctor_text(checks: Iterable[Check], columns: int) -> str:
    """Return what works here, what does not, and what to do about it."""
    page = Page(columns)
    for check in checks:
        page.line(f"{CHECK_STATE_WORDS[check.state]}: {check.name}: {check.detail}")
        if check.advice:
            page.line(f"What to do: {check.advice}", level=1)
    return str(page)


CHECK_STATE_WORDS = {CheckState.OK: "Good", CheckState.WARN: "Look", CheckState.FAIL: "Fault"}
