"""Days away: kept in order, each day once."""

from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from lumbar.domain.absences import with_away, without_away
from lumbar.domain.person import Away, Person

FIRST = date(2026, 12, 1)


def span(first: int, last: int) -> Away:
    return Away(first=FIRST + timedelta(days=first), last=FIRST + timedelta(days=last))


SPANS = st.tuples(st.integers(0, 30), st.integers(0, 8)).map(lambda pair: span(pair[0], sum(pair)))


def days(person: Person) -> set[date]:
    return {
        FIRST + timedelta(days=day)
        for day in range(60)
        if any(one.covers(FIRST + timedelta(day)) for one in person.away)
    }


def test_spans_that_overlap_or_follow_each_other_become_one() -> None:
    person = with_away(with_away(Person(), span(8, 9)), span(1, 3))
    assert person.away == (span(1, 3), span(8, 9))
    assert with_away(person, span(4, 4)).away == (span(1, 4), span(8, 9))
    assert with_away(person, span(3, 8)).away == (span(1, 9),)


def test_days_that_are_removed_split_a_span() -> None:
    assert without_away(Person(away=(span(0, 9),)), span(3, 4)).away == (span(0, 2), span(5, 9))
    assert without_away(Person(away=(span(0, 9),)), span(0, 20)).away == ()


@settings(max_examples=60)
@given(st.lists(st.tuples(SPANS, st.booleans()), max_size=6))
def test_each_day_is_as_it_was_said_last(said: list[tuple[Away, bool]]) -> None:
    person, wanted = Person(), set[date]()
    for one, is_away in said:
        covered = {one.first + timedelta(days=day) for day in range((one.last - one.first).days + 1)}
        person = (with_away if is_away else without_away)(person, one)
        wanted = wanted | covered if is_away else wanted - covered
    assert days(person) == wanted
    assert all(
        (after.first - before.last).days > 1 for before, after in zip(person.away, person.away[1:], strict=False)
    )
