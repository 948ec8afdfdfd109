"""What was planned and done on the page for the provider, and the levels before and after each session."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from lumbar.domain.days import DayKind
from lumbar.domain.plan import whole_minutes
from lumbar.domain.record import Outcome, SessionRecord, Status
from lumbar.domain.review import DayReview, monday_of
from lumbar.report.chart import discomfort_chart
from lumbar.report.period import Span
from lumbar.report.provider_plan import date_in_short
from lumbar.report.sheet import Cell, Section, Table
from lumbar.words.exercise import Catalog, name_of

OUTCOMES = {
    Outcome.DONE: "done",
    Outcome.PARTIAL: "partial",
    Outcome.SKIPPED: "skipped",
    Outcome.STOPPED_FOR_PAIN: "stopped",
}
"""In few letters, for a narrow column."""

UNBROKEN = "\N{NO-BREAK SPACE}"
NO_VALUE = "\N{EN DASH}"
CAPTION = "Sessions, repetitions and minutes"
DONE_COLUMNS = (
    "Days",
    "Sessions done of planned",
    "Ended early",
    "Stopped",
    "Repetitions done of prescribed",
    "Minutes done of planned",
    "Rest days",
    "Days away",
    "Bad days",
)
ABOUT_DONE = (
    "A session is done when it was followed to its end with at least half of its repetitions. Repetitions and minutes "
    "are those of every session. The sessions still due today count as planned."
)
ABOUT_EXERCISES = "Sessions in which the exercise was done in full, done in part, skipped, or stopped for pain."
DAY_NAMES = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
ABOUT_LEVELS = f"Before and after each session of the day, in order; {NO_VALUE} where no number was given."


def done_section(
    days: Sequence[DayReview], sessions: Sequence[SessionRecord], spans: Sequence[Span], catalog: Catalog
) -> Section:
    """Return what was planned and done in each of *spans*, and exercise by exercise."""
    tables = [_done_table(days, sessions, spans)]
    if sessions:
        tables.append(_exercise_table(sessions, spans, catalog))
    return Section(title="Planned and done", tables=tuple(tables), notes=(ABOUT_DONE,))


def _done_table(days: Sequence[DayReview], sessions: Sequence[SessionRecord], spans: Sequence[Span]) -> Table:
    early = Counter(one.day for one in sessions if one.status is Status.ENDED_EARLY)
    rows = [_done_row(span.short_words, [one for one in days if span.covers(one.day)], early) for span in spans]
    summed = len(spans) > 1
    if summed:
        rows.append(_done_row("All", days, early))
    return Table(caption=CAPTION, columns=DONE_COLUMNS, rows=tuple(rows), last_is_sum=summed)


def _done_row(name: str, days: Sequence[DayReview], early: Counter[date]) -> tuple[Cell, ...]:
    kinds = Counter(one.kind for one in days)
    minutes = (whole_minutes(sum(one.seconds for one in days)), whole_minutes(sum(one.seconds_planned for one in days)))
    figures = (
        f"{sum(one.done for one in days)} of {sum(one.planned for one in days)}",
        sum(early[one.day] for one in days),
        sum(one.stopped for one in days),
        f"{sum(one.reps_done for one in days)} of {sum(one.reps_planned for one in days)}",
        f"{minutes[0]} of {minutes[1]}",
        kinds[DayKind.REST],
        kinds[DayKind.AWAY],
        kinds[DayKind.BAD_DAY],
    )
    return ((name.replace(" ", UNBROKEN),), *((str(figure),) for figure in figures))


def _exercise_table(sessions: Sequence[SessionRecord], spans: Sequence[Span], catalog: Catalog) -> Table:
    counts: dict[str, list[Counter[Outcome]]] = {}
    for session in sessions:
        place = next(number for number, span in enumerate(spans) if span.covers(session.day))
        for record in session.exercises:
            counts.setdefault(record.id, [Counter() for _ in spans])[place][record.outcome] += 1
    return Table(
        caption=ABOUT_EXERCISES,
        columns=("Exercise", *(span.short_words for span in spans)),
        rows=tuple(
            ((name_of(exercise_id, catalog),), *(_counted(one) for one in by_span))
            for exercise_id, by_span in counts.items()
        ),
    )


def _counted(outcomes: Counter[Outcome]) -> Cell:
    return tuple(f"{outcomes[one]} {words}" for one, words in OUTCOMES.items() if outcomes[one])


def levels_section(sessions: Sequence[SessionRecord], first: date, last: date) -> Section:
    """Return discomfort before and after each of *sessions*, as a chart and as a table."""
    if not any(level is not None for one in sessions for level in (one.pain_before, one.pain_after)):
        return Section(title="Discomfort, 0 to 10", notes=("No number was given in this period.",))
    return Section(
        title="Discomfort, 0 to 10",
        chart=discomfort_chart(sessions, first, last),
        tables=(_levels_table(sessions),),
        notes=_summaries(sessions),
    )


def _levels_table(sessions: Iterable[SessionRecord]) -> Table:
    weeks: dict[date, list[list[str]]] = {}
    for one in sessions:
        cells = weeks.setdefault(monday_of(one.day), [[] for _ in DAY_NAMES])
        pair = f"{_level(one.pain_before)} to {_level(one.pain_after)}"
        cells[one.day.weekday()].append(pair.replace(" ", UNBROKEN))
    return Table(
        caption=ABOUT_LEVELS,
        columns=("Week from", *DAY_NAMES),
        rows=tuple(
            ((date_in_short(monday).replace(" ", UNBROKEN),), *((", ".join(cell),) for cell in cells))
            for monday, cells in weeks.items()
        ),
    )


def _level(level: int | None) -> str:
    return NO_VALUE if level is None else str(level)


def _summaries(sessions: Sequence[SessionRecord]) -> tuple[str, ...]:
    summaries = (
        f"{name}: given {len(values)} of {len(sessions)} times; lowest {values[0]}, highest {values[-1]}, "
        f"middle value {_middle(values):g}."
        for name, values in _values(sessions)
        if values
    )
    return (" ".join(summaries),)


def _values(sessions: Sequence[SessionRecord]) -> Iterator[tuple[str, list[int]]]:
    yield "Before", sorted(one.pain_before for one in sessions if one.pain_before is not None)
    yield "After", sorted(one.pain_after for one in sessions if one.pain_after is not None)


def _middle(values: Sequence[int]) -> float:
    half = len(values) // 2
    return values[half] if len(values) % 2 else (values[half - 1] + values[half]) / 2
