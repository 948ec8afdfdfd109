"""The page for the provider, from what is kept: a pure function. It counts and lists, and judges nothing."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from lumbar.about import PURPOSE
from lumbar.domain.made_up import is_made_up
from lumbar.domain.person import Person
from lumbar.domain.prescription import Prescription, in_force
from lumbar.domain.record import SessionRecord
from lumbar.domain.review import DayReview
from lumbar.domain.todays_set import WhyOff
from lumbar.report.period import Since, period_words, spans_of
from lumbar.report.provider_done import done_section, levels_section
from lumbar.report.provider_plan import below_section, plan_section
from lumbar.report.provider_told import (
    easier_section,
    notes_section,
    questions_section,
    statements_section,
    stops_section,
)
from lumbar.report.sheet import ReportPage
from lumbar.words.exercise import Catalog
from lumbar.words.figures import counted, date_words

TITLE = "Exercise diary for the provider"
SOURCE = "Entered by the patient. Nobody has checked it."
CHANGE_VALUES = (
    "About change on a scale from 0 to 10: 2 points, or 30 percent of the first value, have been proposed as the least "
    "change that matters to a person with low back pain (Ostelo and others, Spine 2008; 33: 90 to 94). "
    "This page draws no conclusion from it."
)
HEALTH_DATA = "This page holds health data. Keep it where only those can read it who should."


@dataclass(frozen=True, slots=True, kw_only=True)
class Material:
    """What the page is made from."""

    since: Since
    today: date
    printed_at: datetime
    version: str
    """Of the program."""
    sessions: Sequence[SessionRecord]
    """Those of the period, oldest first."""
    days: Sequence[DayReview]
    """Each day of the period, oldest first."""
    prescriptions: Sequence[Prescription]
    """Every version that is kept."""
    person: Person
    catalog: Catalog
    off: Sequence[tuple[str, WhyOff]] = ()
    """Which of the exercises in force are off, and why."""


def report_page(material: Material) -> ReportPage:
    """Return the page."""
    first, today = material.since.day, material.today
    sessions, person, catalog = material.sessions, material.person, material.catalog
    plan = in_force(material.prescriptions, today)
    return ReportPage(
        title=TITLE,
        purpose=PURPOSE,
        source=SOURCE,
        made_up=_made_up_words(sessions),
        period=period_words(material.since, today),
        sections=(
            plan_section(material.prescriptions, catalog, first, today),
            done_section(material.days, sessions, spans_of(first, today), catalog),
            levels_section(sessions, first, today),
            stops_section(sessions, catalog),
            easier_section(sessions, catalog),
            below_section(plan, person, material.off, catalog),
            questions_section(person),
            notes_section(sessions),
            statements_section(person, sessions, first, catalog),
        ),
        footnotes=(
            CHANGE_VALUES,
            f"Printed on {_moment(material.printed_at)} by lumbar {material.version}.",
            HEALTH_DATA,
        ),
    )


def _moment(moment: datetime) -> str:
    return f"{date_words(moment.date())} at {moment:%H:%M}"


def _made_up_words(sessions: Sequence[SessionRecord]) -> str:
    count = sum(is_made_up(one) for one in sessions)
    if not count:
        return ""
    of_all = f"{count} of the {counted(len(sessions), 'session')} on this page"
    return f"Made up for a demonstration: {of_all}. Nobody did them."
