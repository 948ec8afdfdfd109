"""The table of phases: each has a word, a bar and a form of digits of its own, so that none needs colour."""

from collections.abc import Callable, Iterator
from functools import cache
from itertools import combinations

import pytest

from lumbar.domain import commands, course
from lumbar.domain.session import CountingIn, Ended, Paused, Running, Session
from lumbar.domain.timeline import Phase
from lumbar.tui.live_view import LiveView, live_view
from lumbar.tui.widgets.block_digits import DigitStyle, digit_rows
from lumbar.tui.widgets.phase_bar import BarForm, bar_cells
from support.sessions import SECOND, timeline


@cache
def whole_session() -> tuple[Session, ...]:
    """The default session, looked at at each change and twice in between."""
    session, _ = course.start(timeline(), 0)
    seen = [session]
    now = 0
    while not isinstance(session.state, Ended):
        to_change = course.ns_to_next_change(session)
        assert to_change is not None
        now += min(max(1, to_change // 3) if to_change > SECOND else to_change, course.GAP_NS)
        session, _ = course.tick(session, now)
        seen.append(session)
    return tuple(seen)


def sessions_in(*phases: Phase) -> list[Session]:
    found = [one for one in whole_session() if isinstance(one.state, Running) and one.current.phase in phases]
    assert found
    return found


def paused_and_back(session: Session, away_seconds: int) -> tuple[Session, Session]:
    paused, _ = commands.pause(session, session.read_ns)
    counting, _ = commands.resume(paused, paused.read_ns + away_seconds * SECOND)
    assert isinstance(paused.state, Paused)
    assert isinstance(counting.state, CountingIn)
    return paused, counting


def views(*phases: Phase) -> list[LiveView]:
    return [live_view(session) for session in sessions_in(*phases)]


def test_get_ready_has_a_dotted_bar_that_fills_and_thin_digits_that_count_down() -> None:
    seen = views(Phase.GET_READY)
    assert {view.words.phase for view in seen} == {"GET READY"}
    assert {view.bar for view in seen} == {BarForm.DOTTED}
    assert {view.digit_style for view in seen} == {DigitStyle.THIN}
    first, later = seen[0], seen[1]
    assert later.bar_passed > first.bar_passed
    assert first.digits is not None
    assert later.digits is not None
    assert later.digits <= first.digits


def test_the_count_in_after_a_pause_looks_like_get_ready() -> None:
    _, counting = paused_and_back(sessions_in(Phase.HOLD)[0], 5)
    view = live_view(counting)
    assert (view.words.phase, view.bar, view.digit_style) == ("GET READY", BarForm.DOTTED, DigitStyle.THIN)
    assert view.digits == 3


def test_a_move_has_the_exercises_own_verb_and_chevrons_its_way() -> None:
    for session in sessions_in(Phase.MOVE_IN):
        view = live_view(session)
        assert view.words.phase == session.exercise.wording.move_in
        assert view.bar is BarForm.FORWARD
        assert view.digit_style is DigitStyle.NONE
        assert view.digits is None
    for session in sessions_in(Phase.MOVE_OUT):
        view = live_view(session)
        assert view.words.phase == session.exercise.wording.move_out
        assert view.bar is BarForm.BACKWARD
        assert view.digits is None


def test_a_hold_has_a_solid_bar_that_drains_and_the_largest_digits() -> None:
    for session in sessions_in(Phase.HOLD):
        view = live_view(session)
        assert view.words.phase == "HOLD"
        assert view.bar is BarForm.SOLID
        assert view.digit_style in (DigitStyle.BLOCK, DigitStyle.ALARM)
    rows = {style: len(digit_rows("5", style, 9)) for style in DigitStyle if style is not DigitStyle.NONE}
    assert rows[DigitStyle.BLOCK] == rows[DigitStyle.ALARM] == 7
    assert rows[DigitStyle.SMALL] == rows[DigitStyle.STILL] < rows[DigitStyle.BLOCK]


@pytest.mark.parametrize(("exercise", "lit"), [("bird-dog", 5), ("back-stretch", 5), ("pelvic-tilt", 3)])
def test_the_last_seconds_of_a_hold_are_inverted(exercise: str, lit: int) -> None:
    holds = [one for one in sessions_in(Phase.HOLD) if one.exercise.id == exercise]
    for session in holds:
        is_lit = live_view(session).digit_style is DigitStyle.ALARM
        assert is_lit == (session.left_in_step_ns <= lit * SECOND)
    assert {live_view(one).digit_style for one in holds} == {DigitStyle.BLOCK, DigitStyle.ALARM}


def test_a_rest_has_a_hollow_bar_and_small_digits() -> None:
    seen = views(Phase.REST, Phase.NEXT_SET)
    assert {(view.words.phase, view.bar, view.digit_style) for view in seen} == {
        ("REST", BarForm.HOLLOW, DigitStyle.SMALL)
    }


def test_a_change_of_sides_has_crossing_arrows_and_small_digits() -> None:
    seen = views(Phase.SWITCH_SIDES)
    assert {(view.words.phase, view.bar, view.digit_style) for view in seen} == {
        ("SWITCH SIDES", BarForm.CROSSING, DigitStyle.SMALL)
    }


@pytest.mark.parametrize("phase", [phase for phase in Phase if phase is not Phase.MOVE_BETWEEN])
def test_a_pause_is_hatched_and_still_whatever_it_interrupts(phase: Phase) -> None:
    paused, _ = paused_and_back(sessions_in(phase)[0], 5)
    view = live_view(paused)
    assert view.words.phase == "PAUSED"
    assert view.bar is BarForm.HATCHED
    assert view.digit_style in (DigitStyle.STILL, DigitStyle.NONE)
    later, _ = course.tick(paused, paused.read_ns + 3600 * SECOND)
    assert live_view(later) == view


def looks() -> Iterator[tuple[str, LiveView]]:
    """One look of each phase of the table."""
    yield "get ready", views(Phase.GET_READY)[0]
    yield "move in", views(Phase.MOVE_IN)[0]
    yield "move out", views(Phase.MOVE_OUT)[0]
    yield "hold", views(Phase.HOLD)[0]
    yield "rest", views(Phase.REST)[0]
    yield "switch sides", views(Phase.SWITCH_SIDES)[0]
    yield "paused", live_view(paused_and_back(sessions_in(Phase.HOLD)[0], 5)[0])


def test_no_two_phases_share_their_form_or_their_word() -> None:
    for (name, one), (other_name, other) in combinations(looks(), 2):
        assert one.words.phase != other.words.phase, (name, other_name)
        assert one.bar is not other.bar, (name, other_name)


def test_no_two_bars_are_drawn_alike_half_way() -> None:
    for pair in combinations(BarForm, 2):
        one, other = ("".join(bar_cells(form, 0.5, 20)) for form in pair)
        assert set(one) - {" ", "·"} != set(other) - {" ", "·"}, pair


def test_the_word_always_stands_with_what_to_do_and_what_comes() -> None:
    for session in whole_session()[:-1]:
        words = live_view(session).words
        assert words.phase
        assert words.now
        assert words.following
        assert words.number.endswith(" of 10")


def test_the_seconds_count_as_people_count() -> None:
    for session in sessions_in(Phase.HOLD, Phase.REST):
        digits = live_view(session).digits
        assert digits is not None
        assert (digits - 1) * SECOND < session.left_in_step_ns <= digits * SECOND
    assert {live_view(session).digits for session in sessions_in(Phase.HOLD)} >= {1, 5, 15}


@pytest.mark.parametrize("measure", [lambda view: view.session_passed, lambda view: -view.left_seconds])
def test_the_whole_session_only_ever_goes_on(measure: Callable[[LiveView], float]) -> None:
    course_of_it = [measure(live_view(session)) for session in whole_session()]
    assert course_of_it == sorted(course_of_it)


def test_it_starts_with_all_the_time_and_ends_with_none() -> None:
    first, last = live_view(whole_session()[0]), live_view(whole_session()[-1])
    assert first.session_passed == 0
    assert first.left_seconds == pytest.approx(1453)
    assert last.left_seconds == 0
