"""Bars, the line of levels and the calendar, cell by cell."""

from collections.abc import Sequence
from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from lumbar.domain.months import Heat
from lumbar.tui.widgets.bars import AXIS_WIDTH, Bar, bar_cells, level_bar
from lumbar.tui.widgets.heat_map import HEIGHT, MARKS, heat_cells, weeks_that_fit
from lumbar.tui.widgets.level_line import BRAILLE, line_cells
from lumbar.tui.widgets.picture import Row

MONDAY = date(2026, 11, 2)
AMOUNT = st.floats(0, 200)


def text(rows: Sequence[Row]) -> list[str]:
    return ["".join(piece for piece, _ in row) for row in rows]


def test_bars_stand_on_the_ground_in_eighths_with_a_dotted_line_at_the_goal() -> None:
    bars = [Bar(amount=24, goal=24), Bar(amount=12, goal=24), Bar(amount=0, goal=24), Bar(amount=3, goal=0)]
    assert text(bar_cells(bars, height=2, column=6)) == [
        "  24 ████┄┄┄┄┄┄┄┄┄┄┄┄┄┄      ",
        "     ████  ████        ▂▂▂▂  ",
    ]


def test_what_is_more_than_the_goal_goes_beyond_its_line() -> None:
    assert text(bar_cells([Bar(amount=20, goal=10)], height=4, column=6)) == [
        "     ████  ",
        "     ████  ",
        "  10 ████┄┄",
        "     ████  ",
    ]


def test_without_anything_planned_or_done_there_is_room_and_no_bar() -> None:
    assert set("".join(text(bar_cells([Bar(amount=0, goal=0)] * 7, height=3, column=5)))) == {" "}


@given(st.lists(st.builds(Bar, amount=AMOUNT, goal=AMOUNT), min_size=1, max_size=7), st.integers(1, 8))
@settings(max_examples=40, deadline=None)
def test_bars_fill_their_columns_and_a_higher_amount_is_never_lower(bars: list[Bar], height: int) -> None:
    rows = text(bar_cells(bars, height=height, column=6))
    assert [len(row) for row in rows] == [AXIS_WIDTH + 6 * len(bars)] * height
    heights = [sum(" ▁▂▃▄▅▆▇█".find(row[AXIS_WIDTH + 6 * place]) for row in rows) for place in range(len(bars))]
    heights = [
        max(0, one + sum(row[AXIS_WIDTH + 6 * place] == "┄" for row in rows)) for place, one in enumerate(heights)
    ]
    for amount, shown in zip([bar.amount for bar in bars], heights, strict=True):
        assert bool(shown) == bool(amount)
    in_order = sorted(zip([bar.amount for bar in bars], heights, strict=True))
    assert [shown for _, shown in in_order] == sorted(heights)


def test_a_bar_that_lies_fills_its_share_in_halves_of_a_cell() -> None:
    assert level_bar(0, 4) == ("", "····")
    assert level_bar(0.5, 4) == ("━━", "··")
    assert level_bar(5 / 8, 4) == ("━━╸", "·")
    assert level_bar(2, 4) == ("━━━━", "")


def test_the_axis_of_levels_goes_from_0_to_10_whatever_was_told() -> None:
    for days in ([(0, 1)], [(9, 10)], [()]):
        rows = text(line_cells(days, height=3, column=6))
        assert [row[:AXIS_WIDTH] for row in rows] == [" 10 ┤", "    │", "  0 ┤"]
    assert text(line_cells([(10,)], height=6, column=4))[0].startswith(" 10 ┤")


def test_ten_is_at_the_top_nothing_at_the_bottom() -> None:
    top, middle, bottom = (row[AXIS_WIDTH:] for row in text(line_cells([(10, None, 0)], height=3, column=6)))
    assert top[:3].strip()
    assert bottom[3:].strip()
    assert not middle.strip(), "a gap is not bridged"


def test_levels_that_follow_each_other_are_joined_and_a_day_without_one_is_a_gap() -> None:
    def dark(days: list[tuple[int | None, ...]]) -> list[bool]:
        rows = [row[AXIS_WIDTH:] for row in text(line_cells(days, height=3, column=6))]
        return [any(row[x] != " " for row in rows) for x in range(len(rows[0]))]

    assert all(dark([(3, 4), (5, 5)])[1:10])
    gap = dark([(3, 4), (), (5, 5)])
    assert not any(gap[6:12])
    assert any(gap[:6])
    assert any(gap[12:])


@given(st.lists(st.lists(st.none() | st.integers(0, 10), max_size=6), min_size=1, max_size=7), st.integers(3, 6))
@settings(max_examples=40, deadline=None)
def test_no_level_leaves_the_picture(days: list[list[int | None]], height: int) -> None:
    rows = text(line_cells(days, height=height, column=5))
    assert [len(row) for row in rows] == [AXIS_WIDTH + 5 * len(days)] * height
    dots = sum((ord(cell) - BRAILLE).bit_count() for row in rows for cell in row[AXIS_WIDTH:] if cell != " ")
    assert bool(dots) == any(level is not None for day in days for level in day)


def test_a_calendar_has_a_row_a_weekday_and_a_column_a_week() -> None:
    days = {MONDAY + timedelta(days=number): heat for number, heat in enumerate(list(Heat)[1:])}
    rows = text(heat_cells(days, MONDAY, 3))
    assert len(rows) == HEIGHT
    assert rows[0] == "     Nov   "
    assert [row[:7] for row in rows[1:]] == [
        *("Mon  - ", "Tue  · ", "Wed  ░ ", "Thu  ▒ ", "Fri  ▓ ", "Sat  █ ", "Sun    "),
    ]


def test_no_two_steps_of_the_calendar_look_alike() -> None:
    assert len(set(MARKS.values())) == len(Heat)


def test_months_are_named_where_they_begin_and_names_never_run_into_each_other() -> None:
    names = text(heat_cells({}, date(2026, 9, 28), 12))[0]
    assert names == "     " + "  Oct     Nov       Dec "


def test_the_day_that_is_chosen_stands_in_brackets_and_no_other() -> None:
    days = {MONDAY + timedelta(days=number): Heat.ALL for number in range(14)}
    for number in (0, 6, 7, 13):
        rows = heat_cells(days, MONDAY, 2, MONDAY + timedelta(days=number))
        assert [run for row in rows for run in row if run[1] == "chosen"] == [("[█]", "chosen")]
        assert text(rows)[1 + number % 7].index("█]") == 5 + 2 * (number // 7)
    assert "[" not in "".join(text(heat_cells(days, MONDAY, 2, MONDAY + timedelta(days=14))))


def test_as_many_weeks_as_there_is_room_for() -> None:
    assert (weeks_that_fit(80), weeks_that_fit(40), weeks_that_fit(3)) == (37, 17, 1)
