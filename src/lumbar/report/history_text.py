"""The history in plain words: weeks, what hurt, each exercise over time, and every session."""

from collections.abc import Iterable, Sequence

from lumbar.domain.exercises_over_time import ExerciseOverTime
from lumbar.domain.plan import whole_minutes
from lumbar.domain.record import SessionRecord
from lumbar.domain.review import DayReview, WeekReview
from lumbar.domain.run_of_days import RunOfDays
from lumbar.domain.told import DayLevels, Levels
from lumbar.looking_back import WeekPast
from lumbar.report.as_text import sessions_words
from lumbar.report.page import Page
from lumbar.report.words import minutes_words, outcome_words
from lumbar.words import past as words
from lumbar.words.exercise import Catalog, name_of
from lumbar.words.figures import counted, date_words, dates_words


def history_text(
    weeks: Iterable[WeekPast],
    exercises: Sequence[ExerciseOverTime],
    run: RunOfDays,
    sessions: Sequence[SessionRecord],
    catalog: Catalog,
    *,
    columns: int,
) -> str:
    """Return week by week what was done, then exercises and sessions. Weeks without plan and session are left out."""
    page = Page(columns)
    for past in weeks:
        if past.week.sessions_planned or past.week.reps_done or past.week.seconds:
            _add_week(page, past, catalog)
    if run.days > 1:
        page.line(f"{run.days} days in a row{' or more' if run.goes_further_back else ''}.")
        page.gap()
    page.line("Exercises in these weeks:")
    for one in exercises:
        _add_exercise(page, one, catalog)
    page.gap()
    page.line("Sessions, newest first:")
    for session in sessions:
        page.gap()
        _add_session(page, session, catalog)
    return str(page)


def _add_week(page: Page, past: WeekPast, catalog: Catalog) -> None:
    week = past.week
    page.line(f"Week {week.name}, {dates_words(week.days[0].day, week.days[-1].day)}:")
    page.line(sessions_words(week.sessions_done, week.sessions_planned), level=1)
    if week.sessions_stopped:
        page.line(f"{counted(week.sessions_stopped, 'session')} stopped, kept safely", level=1)
    page.line(_amount_words(week), level=1)
    if past.before.sessions_planned or past.before.seconds:
        before = sessions_words(past.before.sessions_done, past.before.sessions_planned)
        page.line(f"The week before: {before}, {_amount_words(past.before)}", level=1)
    for day, levels in zip(week.days, past.levels, strict=True):
        if text := _day_words(day, levels):
            page.line(f"{day.day:%A} {day.day.day}: {text}", level=1)
    for hurt in past.hurts:
        when = f"{hurt.day:%A} {hurt.day.day}, {hurt.started_at:%H:%M}"
        page.line(f"What hurt: {when}, {words.hurt_words(hurt, catalog)}", level=1)
    page.gap()


def _amount_words(week: WeekReview) -> str:
    if not week.sessions_planned:  # a week away, or of rest
        return f"{minutes_words(week.seconds)}, {counted(week.reps_done, 'repetition')}"
    minutes = f"{whole_minutes(week.seconds)} of {minutes_words(week.seconds_planned)}"
    return f"{minutes}, {week.reps_done} of {counted(week.reps_planned, 'repetition')}"


def _day_words(day: DayReview, levels: DayLevels) -> str:
    """Return a day on which something was done, or that was no usual one; empty for any other."""
    told = [words.DAY_KINDS[day.kind]] if words.DAY_KINDS[day.kind] else []
    if day.done or day.stopped or day.seconds:
        told += [f"{day.done} of {day.planned} done" if day.planned else f"{day.done} done", minutes_words(day.seconds)]
    discomfort = [_level_words(one) for one in levels.sessions if one.before is not None or one.after is not None]
    if discomfort:
        told.append(f"discomfort {' and '.join(discomfort)}")
    return ", ".join(told)


def _level_words(levels: Levels) -> str:
    if levels.before is not None and levels.after is not None:
        return f"{levels.before} to {levels.after}"
    sides = (("before", levels.before), ("after", levels.after))
    return " ".join(f"{level} {when}" for when, level in sides if level is not None)


def _add_exercise(page: Page, past: ExerciseOverTime, catalog: Catalog) -> None:
    often = ", ".join(f"{words.OUTCOMES[outcome]} {count}" for outcome, count in past.outcomes.items() if count)
    page.line(f"{name_of(past.exercise_id, catalog)}: {often}", level=1)
    for side, planned in past.planned.items():
        own = words.own_side_words(past.exercise_id, side, catalog)
        page.line(f"{own}: {past.done.get(side, 0)} of {planned}", level=2)


def _add_session(page: Page, session: SessionRecord, catalog: Catalog) -> None:
    page.line(f"{date_words(session.day)}, started at {session.started_at:%H:%M}: {words.STATUSES[session.status]}")
    reps = f"{session.reps_done} of {counted(session.reps_planned, 'repetition')}"
    page.line(f"{minutes_words(session.seconds_active)}, {reps}", level=1)
    for record in session.exercises:
        page.line(f"{name_of(record.id, catalog)}: {outcome_words(record)}", level=1)
    for when, level in (("before", session.pain_before), ("after", session.pain_after)):
        if level is not None:
            page.line(f"Pain {when}: {level} of 10", level=1)
    for event in session.events:
        where = words.event_where(event, catalog)
        page.line(f"On the way: {words.event_words(event)}{f' ({where})' if where else ''}", level=1)
    if session.note:
        page.line(f"Note: {session.note}", level=1)
    if session.entered_by_hand:
        page.line(words.BY_HAND, level=1)
    if session.clock_rate is not None:
        page.line(f"Session time ran {session.clock_rate} times as fast as real time", level=1)
