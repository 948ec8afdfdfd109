"""The page as HTML: it asks for nothing from outside, and what was typed is text in it and nothing else."""

import re
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lumbar.domain.person import Agreement, Person, Question
from lumbar.domain.prescription import Prescription, default_prescription
from lumbar.report.as_html import html_of
from lumbar.report.outside import visible
from lumbar.report.provider import Material, report_page
from support.hostile import HOSTILE
from support.made_up import made_up
from support.pages import CATALOG, TODAY, browsed, material
from support.past import session

EVERYWHERE = 5
"""In so many places of the page the same text is put below."""


def with_text_everywhere(text: str) -> Material:
    plan = default_prescription(CATALOG.values(), valid_from=date(2026, 11, 9))
    says = tuple(replace(one, provider_says=text) for one in plan.exercises)
    person = Person(
        questions=(Question(text=text, asked_on=TODAY),),
        agreements=(Agreement(exercise_id=text or "x", provider=text, agreed_on=text),),
    )
    typed: Prescription = replace(plan, exercises=says, prescribed_by=text, notes=text)
    return material(replace(session(1), note=text), person=person, plans=(typed,))


def of_demo() -> Material:
    history = made_up(6)
    return material(*history.sessions, since=date(2026, 10, 11), person=history.person, plans=history.prescriptions)


def test_it_is_one_page_that_asks_for_nothing_and_runs_nothing() -> None:
    browser = browsed(of_demo())
    assert set(browser.elements) <= {
        *("html", "head", "meta", "title", "style", "body", "header", "main", "section", "footer", "div", "p", "ul"),
        *("li", "h1", "h2", "table", "caption", "thead", "tbody", "tr", "th", "td", "span", "bdi", "figure"),
        *("figcaption", "svg", "g", "line", "text", "polyline", "circle"),
    }
    assert not {name for _, name, _ in browser.attributes} & {"src", "href", "srcset", "data", "action", "style"}
    assert not [name for _, name, _ in browser.attributes if name.startswith("on")]
    html = html_of(report_page(of_demo()))
    assert re.findall(r"url\(|@import|https?:|//[a-z]", html) == []
    assert "default-src 'none'" in html
    assert '<meta charset="utf-8">' in html


def test_everything_of_the_page_is_in_it() -> None:
    page = report_page(of_demo())
    browser = browsed(of_demo())
    for text in (page.title, page.purpose, page.source, page.made_up, page.period, *page.footnotes):
        assert text in browser.text
    for section in page.sections:
        assert section.title in browser.text
        for line in section.lines:
            assert line.words in browser.text
            assert line.said in browser.text
        for table in section.tables:
            assert table.caption in browser.text
            for row in table.rows:
                assert all(line in browser.cells for cell in row for line in cell)
    assert browser.elements["svg"] == 3
    assert browser.elements["circle"] > 50


def test_tables_can_be_read_aloud() -> None:
    browser = browsed(of_demo())
    assert browser.elements["caption"] == browser.elements["table"] == 5
    scopes = [value for tag, name, value in browser.attributes if (tag, name) == ("th", "scope")]
    assert set(scopes) == {"col", "row"}
    assert browser.elements["th"] == len(scopes)
    (label,) = (value for tag, name, value in browser.attributes if (tag, name) == ("svg", "aria-label"))
    assert re.search(r"Before: \d+ values, from \d to \d\. After: \d+ values, from \d to \d\.", label)


def check(text: str) -> None:
    plain = browsed(with_text_everywhere("plain"))
    browser = browsed(with_text_everywhere(text))
    assert browser.elements == plain.elements
    assert browser.attributes == plain.attributes
    shown = visible(text)
    assert len(browser.typed) == len(plain.typed) == EVERYWHERE
    assert [one for one in browser.typed if one != shown] == [f"{shown}, {shown}"]
    assert browser.cells == [shown if one == "plain" else one for one in plain.cells]
    assert plain.cells.count("plain") == len(CATALOG)
    html_of(report_page(with_text_everywhere(text))).encode("utf-8")


@pytest.mark.parametrize("text", HOSTILE, ids=ascii)
def test_a_hostile_text_is_text(text: str) -> None:
    check(text)


@settings(max_examples=40)
@given(st.text(st.characters(exclude_categories=()), min_size=1).filter(lambda text: bool(text.strip())))
def test_any_text_is_text(text: str) -> None:
    check(text)


def test_nothing_that_was_typed_acts_on_what_stands_beside_it() -> None:
    html = html_of(report_page(with_text_everywhere("\x1b[2J \u202e \u2066 \x00 \x85 \ud800")))
    assert not [one for one in html if ord(one) < 32 and one != "\n"]
    assert not set(html) & set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\x85\ud800")
    assert "[U+202E]" in html
