"""Plain words for pipes and screen readers: no colours, no tables, one thing a line."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby

from lumbar.doctor import Check, CheckState
from lumbar.domain.exercise import Exercise
from lumbar.domain.plan import Slot, SlotState, Today, whole_minutes
from lumbar.domain.prescription import PrescribedExercise, prescribe_as_in_catalog
from lumbar.paths import Paths
from lumbar.report.as_json import exercise_seconds
from lumbar.report.page import Page, plain
from lumbar.report.words import (
    ABOUT_OUR_DEFAULT,
    OUR_DEFAULT,
    POSITION_WORDS,
    counted,
    date_words,
    dose_words,
    length_words,
    minutes_words,
)

Catalog = Mapping[str, Exercise]
"""The exercises by their ids."""

SLOT_STATE_WORDS = {
    SlotState.DUE: "due",
    SlotState.DONE: "done",
    SlotState.ENDED_EARLY: "ended early, can be done again",
    SlotState.STOPPED: "stopped, kept safely",
    SlotState.REST_DAY: "rest day",
}


def today_text(today: Today, catalog: Catalog, columns: int) -> str:
    """Return a day's plan and what of it is done."""
    page = Page(columns)
    page.line(date_words(today.day))
    page.line(f"{sessions_words(today.sessions_done, today.sessions_planned)}, {_minutes_of_words(today)}.")
    page.gap()
    for slot in today.slots:
        page.line(f"{slot.name}: {SLOT_STATE_WORDS[slot.state]}, {minutes_words(slot.seconds)}")
    page.gap()
    _add_exercises(page, today.slots[0].exercises, catalog)
    page.gap()
    page.line(_due_words(today.next_slot))
    return str(page)


def sessions_words(done: int, planned: int) -> str:
    """Return how many sessions are done of those that were planned."""
    if done > planned:
        return f"{counted(done, 'session')} done, {planned} planned"
    return f"{done} of {counted(planned, 'session')} done"


def _minutes_of_words(today: Today) -> str:
    return f"{whole_minutes(today.seconds_done)} of {minutes_words(today.seconds_planned)}"


def _add_exercises(page: Page, exercises: Sequence[PrescribedExercise], catalog: Catalog) -> None:
    doses = [dose_words(one, catalog[one.exercise_id]) for one in exercises]
    page.line("The exercises:")
    for one, dose in zip(exercises, doses, strict=True):
        page.line(f"{catalog[one.exercise_id].name}: {dose}", level=1)
    _add_about_defaults(page, doses)


def _add_about_defaults(page: Page, doses: Iterable[str]) -> None:
    if any(OUR_DEFAULT in dose for dose in doses):
        page.paragraph(ABOUT_OUR_DEFAULT)


def _due_words(slot: Slot | None) -> str:
    if slot is None:
        return "Nothing more is due today."
    return f"Due now: {slot.name}. Start it: lumbar session"


def exercises_text(exercises: Sequence[Exercise], columns: int) -> str:
    """Return the catalog, position by position."""
    page = Page(columns)
    positions = list(POSITION_WORDS)
    by_position = sorted(exercises, key=lambda exercise: positions.index(exercise.position))
    doses = []
    for position, group in groupby(by_position, key=lambda exercise: exercise.position):
        page.line(f"{POSITION_WORDS[position]}:")
        for exercise in group:
            doses.append(dose_words(prescribe_as_in_catalog(exercise), exercise))
            length = length_words(round(exercise_seconds(exercise)))
            page.line(f"{exercise.name} ({exercise.id}): {doses[-1]}; {length} in all", level=1)
        page.gap()
    _add_about_defaults(page, doses)
    page.line("One exercise in full: lumbar exercises ID")
    return str(page)


def exercise_text(exercise: Exercise, columns: int) -> str:
    """Return everything about one exercise."""
    page = Page(columns)
    dose = dose_words(prescribe_as_in_catalog(exercise), exercise)
    page.line(exercise.name)
    page.line(f"Position: {POSITION_WORDS[exercise.position].lower()}")
    page.line(f"Dose: {dose}")
    if exercise.hold_range_seconds:
        shortest, longest = exercise.hold_range_seconds
        page.line(f"The hold may be {shortest} to {counted(longest, 'second')}.")
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
