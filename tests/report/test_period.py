"""From which day a report tells, and in which spans it counts."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lumbar.report.period import MOST_SPANS, Since, SinceWhy, Span, period_words, since_when, spans_of

TODAY = date(2026, 11, 22)


def ago(days: int) -> date:
    return TODAY - timedelta(days=days)


@pytest.mark.parametrize(
    ("asked", "visits", "first_session", "wanted"),
    [
        (ago(3), (ago(9),), ago(80), Since(ago(3), SinceWhy.ASKED)),
        (None, (ago(90), ago(9)), ago(80), Since(ago(9), SinceWhy.VISIT)),
        (None, (ago(9), TODAY), ago(80), Since(ago(9), SinceWhy.VISIT)),  # today's visit is what it is printed for
        (None, (TODAY,), ago(10), Since(ago(10), SinceWhy.FIRST_SESSION)),
        (None, (), ago(80), Since(ago(27), SinceWhy.USUAL)),
        (None, (), None, Since(ago(27), SinceWhy.USUAL)),
    ],
)
def test_it_begins(asked: date | None, visits: tuple[date, ...], first_session: date | None, wanted: Since) -> None:
    assert since_when(asked, TODAY, visits, first_session) == wanted


def test_the_period_says_why() -> None:
    said = period_words(Since(ago(9), SinceWhy.VISIT), TODAY)
    assert said == "13 to 22 November 2026 (10 days), since the last visit"


@given(st.dates(date(1990, 1, 1), date(2040, 1, 1)), st.integers(0, 1500))
def test_spans_are_whole_weeks_that_cover_each_day_once_and_fit_on_a_sheet(first: date, days: int) -> None:
    last = first + timedelta(days=days)
    spans = spans_of(first, last)
    assert 1 <= len(spans) <= MOST_SPANS
    assert (spans[0].first, spans[-1].last) == (first, last)
    assert sum(span.days for span in spans) == days + 1
    for before, after in pairwise(spans):
        assert after.first - before.last == timedelta(days=1)
        assert after.first.weekday() == 0


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        (date(2026, 11, 22), date(2026, 11, 22), "22 Nov"),
        (date(2026, 11, 16), date(2026, 11, 22), "16 to 22 Nov"),
        (date(2026, 10, 26), date(2026, 11, 1), "26 Oct to 1 Nov"),
        (date(2026, 10, 26), date(2026, 11, 8), "26 Oct to 8 Nov 2026"),
    ],
)
def test_a_span_in_words(first: date, last: date, words: str) -> None:
    assert Span(first=first, last=last).short_words == words
