"""What the widgets draw: forms at each size, and nothing wider than its place."""

from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from textual.app import App, ComposeResult
from textual.geometry import Region
from textual.widget import Widget

from lumbar.tui.live_keys import PAUSED_HINTS, RUNNING_HINTS, UNDO_HINT, WAITING_HINTS
from lumbar.tui.theme import DARK, LIGHT
from lumbar.tui.widgets.block_digits import BlockDigits, DigitStyle, digit_rows
from lumbar.tui.widgets.key_bar import KeyBar, KeyHint
from lumbar.tui.widgets.phase_bar import BarForm, PhaseBar, bar_cells
from lumbar.tui.widgets.session_bar import SessionBar, clock_text
from lumbar.tui.widgets.top_bar import TopBar
from support.kept_sessions import SUNDAY_MORNING

DRAWN = [style for style in DigitStyle if style is not DigitStyle.NONE]
WIDTHS = (1, 2, 8, 20, 39, 40, 63, 64, 80, 200)


@pytest.mark.parametrize("style", DRAWN)
@pytest.mark.parametrize("height", range(1, 12))
def test_digits_are_rows_of_equal_length_and_no_higher_than_their_place(style: DigitStyle, height: int) -> None:
    for text in ("0", "7", "15", "123"):
        rows = digit_rows(text, style, height)
        assert len({len(row) for row in rows}) == 1
        assert all(cell_len(row) == len(row) for row in rows), "each glyph is one cell wide"
        if height >= 5:
            assert len(rows) <= height
        assert any(row.strip() for row in rows)


@pytest.mark.parametrize("style", DRAWN)
@pytest.mark.parametrize("height", [5, 7, 9])
def test_no_two_digits_are_drawn_alike(style: DigitStyle, height: int) -> None:
    assert len({digit_rows(digit, style, height) for digit in "0123456789"}) == 10


def test_the_digits_of_a_hold_have_seven_rows_where_there_is_room() -> None:
    assert len(digit_rows("15", DigitStyle.BLOCK, 7)) == 7
    assert len(digit_rows("15", DigitStyle.BLOCK, 6)) == 5


def test_a_seven_looks_like_a_seven() -> None:
    assert digit_rows("7", DigitStyle.SMALL, 5) == ("██████", "    ██", "    ██", "  ██  ", "  ██  ")
    assert digit_rows("7", DigitStyle.THIN, 5) == ("╶───╮", "    │", "    │", "    │", "    ╵")


def test_nothing_is_drawn_without_a_value() -> None:
    assert digit_rows("15", DigitStyle.NONE, 9) == ()
    assert digit_rows("", DigitStyle.BLOCK, 9) == ()


@given(st.sampled_from(BarForm), st.floats(min_value=0, max_value=1), st.integers(min_value=1, max_value=200))
def test_a_bar_is_as_wide_as_its_place_at_any_time(form: BarForm, passed: float, width: int) -> None:
    lit, dim = bar_cells(form, passed, width)
    assert len(lit + dim) == width
    assert cell_len(lit + dim) == width


@pytest.mark.parametrize(
    ("form", "start", "middle", "end"),
    [
        (BarForm.DOTTED, "········", "••••····", "••••••••"),
        (BarForm.FORWARD, "········", "›››·····", "››››››››"),
        (BarForm.BACKWARD, "‹‹‹‹‹‹‹‹", "‹‹‹‹‹···", "········"),
        (BarForm.SOLID, "████████", "████░░░░", "░░░░░░░░"),
        (BarForm.HOLLOW, "════════", "════    ", "        "),
        (BarForm.CROSSING, "►──────◄", "───◄►───", "◄──────►"),
        (BarForm.HATCHED, "╱╱╱╱╱╱╱╱", "╱╱╱╱╱╱╱╱", "╱╱╱╱╱╱╱╱"),
    ],
)
def test_each_bar_at_its_start_half_way_and_at_its_end(form: BarForm, start: str, middle: str, end: str) -> None:
    assert ["".join(bar_cells(form, passed, 8)) for passed in (0, 0.5, 1)] == [start, middle, end]


def test_a_hold_drains_in_eighths_of_a_cell() -> None:
    shown = [bar_cells(BarForm.SOLID, passed / 80, 10) for passed in range(81)]
    assert len(set(shown)) == 81


class Showcase(App[None]):
    """A widget alone on a screen."""

    def __init__(self, widget: Widget) -> None:
        super().__init__()
        self._widget = widget
        self.register_theme(DARK)
        self.register_theme(LIGHT)
        self.theme = DARK.name

    def get_theme_variable_defaults(self) -> dict[str, str]:
        return dict(DARK.variables)

    def compose(self) -> ComposeResult:
        yield self._widget


def rows_of(app: App[None]) -> list[str]:
    strips = app.screen._compositor.render_strips()
    assert all(strip.cell_length == app.size.width for strip in strips)
    assert all(len(strip.text) == strip.cell_length for strip in strips), "each glyph is one cell wide"
    return [strip.text for strip in strips]


HINTS = (KeyHint("space", "space", "pause"), KeyHint("right", "→", "skip"), KeyHint("question_mark", "?", "keys"))


def bars() -> Iterator[Widget]:
    session = SessionBar()
    session.show(number="4 of 10", exercise="Straight leg raises", passed=0.4, left_seconds=754)
    phase = PhaseBar()
    phase._form, phase._passed = BarForm.SOLID, 0.3
    top = TopBar("Today")
    top.show(SUNDAY_MORNING.date())
    yield from (session, phase, top, KeyBar(HINTS))


@pytest.mark.parametrize("which", range(4), ids=["SessionBar", "PhaseBar", "TopBar", "KeyBar"])
async def test_no_bar_is_wider_than_its_place(which: int) -> None:
    widget = tuple(bars())[which]
    app = Showcase(widget)
    async with app.run_test() as pilot:
        for width in WIDTHS:
            await pilot.resize_terminal(width, 3)
            await pilot._wait_for_screen()
            app.screen._on_timer_update()
            assert rows_of(app)
            assert widget.size.height <= 1


@pytest.mark.parametrize("style", DRAWN)
async def test_digits_stay_in_their_place(style: DigitStyle) -> None:
    digits = BlockDigits()
    app = Showcase(digits)
    async with app.run_test() as pilot:
        digits.show(180, style)
        for width, height in ((1, 1), (5, 3), (12, 5), (40, 7), (80, 9), (200, 30)):
            digits.styles.height = height
            await pilot.resize_terminal(width, height)
            await pilot._wait_for_screen()
            app.screen._on_timer_update()
            assert rows_of(app)


async def test_lit_digits_are_the_dark_ones_inverted() -> None:
    digits = BlockDigits()
    app = Showcase(digits)
    async with app.run_test(size=(40, 9)) as pilot:
        digits.styles.height = 9
        shown = {}
        for style in (DigitStyle.BLOCK, DigitStyle.ALARM):
            digits.show(5, style)
            await pilot.pause()
            shown[style] = [row.strip() for row in rows_of(app)]
        assert shown[DigitStyle.ALARM][0] == "█" * 14, "a lit row above"
        assert shown[DigitStyle.ALARM][-1] == "█" * 14, "and below"
        assert shown[DigitStyle.BLOCK][0] == ""
        assert shown[DigitStyle.ALARM][1] == "███        ███"


@pytest.mark.parametrize(
    ("width", "labels"), [(80, ["space", "→", "?"]), (24, ["space", "→", "?"][::2]), (10, ["?"]), (1, ["?"])]
)
def test_the_key_bar_keeps_the_first_keys_and_always_the_last(width: int, labels: list[str]) -> None:
    assert [hint.label for hint in KeyBar(HINTS).fitting(width)] == labels


@pytest.mark.parametrize("can_undo", [False, True])
@pytest.mark.parametrize("hints", [RUNNING_HINTS, PAUSED_HINTS, WAITING_HINTS], ids=["running", "paused", "waiting"])
def test_something_hurts_has_its_place_in_the_smallest_window(hints: tuple[KeyHint, ...], *, can_undo: bool) -> None:
    shown = KeyBar((UNDO_HINT, *hints) if can_undo else hints).fitting(38)
    assert "hurts" in [hint.does for hint in shown]
    assert shown[-1].key == "question_mark"


async def test_the_last_key_stands_at_the_right() -> None:
    app = Showcase(KeyBar(HINTS))
    async with app.run_test(size=(60, 2)):
        (row,) = [row for row in rows_of(app) if "pause" in row]
        assert row.endswith("? keys ")
        assert row.startswith(" space pause   → skip")


@pytest.mark.parametrize(("width", "drawn"), [(100, True), (40, False)])
async def test_the_session_bar_leaves_its_line_out_where_it_is_narrow(width: int, *, drawn: bool) -> None:
    session = next(bars())
    app = Showcase(session)
    async with app.run_test(size=(width, 2)):
        row = rows_of(app)[0]
        assert ("━" in row) == drawn
        for words in ("4 of 10", "Straight leg raises"):
            assert words in row
        assert row.rstrip().endswith("12:34 left")


async def test_the_top_bar_leaves_out_what_it_has_no_room_for() -> None:
    app = Showcase(tuple(bars())[2])
    async with app.run_test(size=(80, 2)) as pilot:
        assert "lumbar" in rows_of(app)[0]
        assert "Sun 22 Nov" in rows_of(app)[0]
        await pilot.resize_terminal(40, 2)
        await pilot.pause()
        for words in ("1 Today", "2 Catalog", "3 History"):
            assert words in rows_of(app)[0]
        assert "lumbar" not in rows_of(app)[0]


@pytest.mark.parametrize(
    ("seconds", "shown"), [(0, "0:00"), (0.2, "0:01"), (59.9, "1:00"), (60, "1:00"), (754, "12:34"), (3600, "60:00")]
)
def test_the_time_that_is_left_is_rounded_up(seconds: float, shown: str) -> None:
    assert clock_text(seconds) == shown


async def test_rows_that_stay_are_kept_and_those_that_change_are_not() -> None:
    bar = PhaseBar()
    async with Showcase(bar).run_test(size=(40, 3)) as pilot:
        bar.show(BarForm.SOLID, 0.5)
        await pilot.pause()
        place = bar.size.region
        kept = bar.render_lines(place)
        bar.show(BarForm.SOLID, 0.5)
        assert bar.render_lines(place) is kept
        bar.show(BarForm.SOLID, 0.75)
        assert bar.render_lines(place)[0].text == "█" * 10 + "░" * 30


async def test_kept_rows_take_on_another_theme() -> None:
    bar = PhaseBar()
    app = Showcase(bar)
    async with app.run_test(size=(40, 3)) as pilot:
        await pilot.pause()
        dark = bar.render_lines(bar.size.region)
        app.theme = LIGHT.name
        await pilot.pause()
        light = bar.render_lines(bar.size.region)
        assert dark[0].text == light[0].text
        assert dark != light


async def test_kept_rows_are_those_of_the_part_that_is_asked_for() -> None:
    bar = PhaseBar()
    async with Showcase(bar).run_test(size=(40, 3)) as pilot:
        bar.show(BarForm.SOLID, 0.5)
        await pilot.pause()
        assert bar.render_lines(bar.size.region)[0].cell_length == 40
        assert bar.render_lines(Region(10, 0, 20, 1))[0].text == "█" * 10 + "░" * 10


@pytest.mark.parametrize(("before", "after"), [(15, 14), (10, 9), (8, 6), (100, 99)])
async def test_one_number_after_another_leaves_nothing_of_the_first(before: int, after: int) -> None:
    shown = []
    for numbers in ((before, after), (after,)):
        digits = BlockDigits()
        app = Showcase(digits)
        async with app.run_test(size=(60, 9)) as pilot:
            for number in numbers:
                digits.show(number, DigitStyle.BLOCK)
                await pilot.pause()
            shown.append(rows_of(app))
    assert shown[0] == shown[1]


async def test_only_the_rows_of_a_digit_that_differ_are_painted_again(monkeypatch: pytest.MonkeyPatch) -> None:
    digits = BlockDigits()
    async with Showcase(digits).run_test(size=(40, 9)) as pilot:
        digits.styles.height = 9
        digits.show(8, DigitStyle.BLOCK)
        await pilot.pause()
        painted: list[Region] = []
        monkeypatch.setattr(digits, "refresh", lambda *regions: painted.extend(regions))
        digits.show(6, DigitStyle.BLOCK)
        assert [region.y for region in painted] == [2, 3, 4]


async def test_the_line_of_the_session_is_painted_only_when_a_cell_changes(monkeypatch: pytest.MonkeyPatch) -> None:
    bar = SessionBar()
    async with Showcase(bar).run_test(size=(80, 3)) as pilot:
        bar.show(number="4 of 10", exercise="Straight leg raises", passed=0.4, left_seconds=754)
        await pilot.pause()
        painted: list[bool] = []
        monkeypatch.setattr(bar, "refresh", lambda *_: painted.append(True))
        bar.show(number="4 of 10", exercise="Straight leg raises", passed=0.402, left_seconds=753.5)
        assert not painted
        bar.show(number="4 of 10", exercise="Straight leg raises", passed=0.402, left_seconds=752.5)
        assert len(painted) == 1
