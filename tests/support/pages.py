"""A page for the provider for tests: what it is made from, and what a browser would make of it."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from html.parser import HTMLParser

from lumbar.domain.person import Person
from lumbar.domain.prescription import Prescription, default_prescription
from lumbar.domain.record import SessionRecord
from lumbar.domain.review import monday_of, review_week
from lumbar.domain.sizes import SessionSize
from lumbar.report.as_html import html_of
from lumbar.report.period import Since, SinceWhy
from lumbar.report.provider import Material, report_page
from lumbar.report.sheet import Section
from support.sessions import shipped_catalog

TODAY = date(2026, 11, 22)
PRINTED_AT = datetime(2026, 11, 22, 18, 30, tzinfo=UTC)
CATALOG = {one.id: one for one in shipped_catalog().exercises}
SIZE = SessionSize(reps=100, seconds=600)
VOID = frozenset({"meta", "br", "img", "link", "input"})


def material(
    *sessions: SessionRecord,
    since: date = TODAY - timedelta(days=13),
    person: Person = Person(),  # noqa: B008 - a frozen value
    plans: tuple[Prescription, ...] | None = None,
) -> Material:
    """What a page of 22 November 2026 is made from."""
    versions = (default_prescription(CATALOG.values(), valid_from=since),) if plans is None else plans
    mondays = [monday_of(since) + timedelta(days=offset) for offset in range(0, (TODAY - since).days + 7, 7)]
    weeks = [review_week(monday, sessions, versions, lambda _: SIZE, person) for monday in mondays]
    return Material(
        since=Since(since, SinceWhy.ASKED),
        today=TODAY,
        printed_at=PRINTED_AT,
        version="1.2.3",
        sessions=sorted((one for one in sessions if one.day >= since), key=lambda one: one.started_at),
        days=[day for week in weeks for day in week.days if since <= day.day <= TODAY],
        prescriptions=versions,
        person=person,
        catalog=CATALOG,
    )


def section(title: str, made_from: Material) -> Section:
    """The section of that title."""
    (found,) = (one for one in report_page(made_from).sections if one.title == title)
    return found


def lines(title: str, made_from: Material) -> list[tuple[str, str]]:
    """The lines of the section of that title: our words, and what was typed."""
    return [(line.words, line.said) for line in section(title, made_from).lines]


@dataclass
class Browser(HTMLParser):
    """Reads a page as a browser does: elements, attributes, and the text of each element that holds typed words."""

    elements: Counter[str] = field(default_factory=Counter)
    attributes: list[tuple[str, str, str]] = field(default_factory=list)
    typed: list[str] = field(default_factory=list)
    cells: list[str] = field(default_factory=list)
    text: str = ""
    open: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__(convert_charrefs=True)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements[tag] += 1
        self.attributes += [(tag, name, value or "") for name, value in attrs]
        if tag not in VOID:
            self.open.append(tag)
        if tag == "bdi":
            self.typed.append("")
        if tag == "span":
            self.cells.append("")

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements[tag] += 1
        self.attributes += [(tag, name, value or "") for name, value in attrs]

    def handle_data(self, data: str) -> None:
        self.text += data
        if self.open and self.open[-1] == "bdi":
            self.typed[-1] += data
        if self.open and self.open[-1] == "span":
            self.cells[-1] += data


def browsed(made_from: Material) -> Browser:
    """The page, read."""
    browser = Browser()
    browser.feed(html_of(report_page(made_from)))
    browser.close()
    assert browser.open == []
    return browser
