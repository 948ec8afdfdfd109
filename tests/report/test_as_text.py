"""The words for pipes and screen readers."""

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from lumbar.diary import Diary
from lumbar.doctor import Check, CheckState
from lumbar.domain.exercises_over_time import exercises_over_time
from lumbar.domain.person import Away, Person, TodaysChoice
from lumbar.domain.prescription import Prescription
from lumbar.domain.record import Answer, Choice, EventKind, ExerciseRecord, Outcome, SessionEvent, SessionRecord, Status
from lumbar.domain.review import WeekReview, review_week
from lumbar.domain.run_of_days import run_of_days
from lumbar.domain.sizes import SessionSize
from lumbar.domain.told import levels_by_day, what_hurt
from lumbar.looking_back import WeekPast
from lumbar.outlook import Outlook
from lumbar.paths import find_paths
from lumbar.report.as_text import (
    doctor_text,
    exercise_text,
    exercises_text,
    no_history_text,
    today_text,
    where_text,
)
from lumbar.report.history_text import history_text
from lumbar.report.page import Page, plain
from lumbar.report.words import length_words, minutes_words, outcome_words
from lumbar.settings import Settings
from support.command_line import StoppedClock
from support.kept_sessions import SUNDAY_MORNING, kept_session
from support.memory_store import MemoryStore
from support.sessions import exercises_by_id, prescribed, shipped_catalog

SUNDAY = date(2026, 11, 22)
WIDE = 200
SOME = ("pelvic-tilt", "bird-dog", "ankle-pumps")


def today(*sessions: SessionRecord, plan: Prescription | None = None, person: Person | None = None) -> Outlook:
    plan = plan or Prescription(version=1, valid_from=SUNDAY, exercises=prescribed(*SOME))
    store = MemoryStore(list(sessions), versions=[plan], known_person=person or Person())
    return Diary(store, shipped_catalog(), Settings(), StoppedClock()).outlook()


def lines_of_today(
    *sessions: SessionRecord, per_day: int = 1, person: Person | None = None, **changes: Any
) -> list[str]:
    plan = Prescription(version=1, valid_from=SUNDAY, exercises=prescribed(*SOME), sessions_per_day=per_day)
    return today_text(today(*sessions, plan=replace(plan, **changes), person=person), WIDE).splitlines()


def lines_of_history(*sessions: SessionRecord) -> list[str]:
    plan = Prescription(version=1, valid_from=date(2026, 11, 20), exercises=prescribed(*SOME))
    return history_of(*sessions, plan=plan, columns=WIDE).splitlines()


def history_of(*sessions: SessionRecord, plan: Prescription, columns: int) -> str:
    def reviewed(day: date) -> WeekReview:
        return review_week(day, sessions, [plan], lambda _: SessionSize(reps=35, seconds=500))

    weeks = [
        WeekPast(
            week=reviewed(day),
            before=reviewed(day - timedelta(days=7)),
            sessions=sessions,
            levels=levels_by_day([one.day for one in reviewed(day).days], sessions),
            hurts=what_hurt(sessions),
        )
        for day in (SUNDAY, SUNDAY - timedelta(days=7))
    ]
    run = run_of_days([day for week in reversed(weeks) for day in week.week.days], SUNDAY)
    return history_text(weeks, exercises_over_time(sessions), run, sessions, exercises_by_id(), columns=columns)


def test_a_new_day_says_what_is_due() -> None:
    assert lines_of_today() == [
        "Sunday 22 November 2026",
        "0 of 1 session done, 0 of 8 minutes.",
        "",
        "Daily session (07:00): due now, 8 minutes",
        "",
        "The exercises:",
        "  Pelvic tilt: 5 times, hold 5 seconds",
        "  Bird dog: 5 sets of 1 on each side, hold 15 seconds",
        "  Ankle pumps: 10 on each side",
        "",
        "Due now: Daily session. Start it: lumbar session",
    ]


def test_a_done_day_says_that_nothing_more_is_due() -> None:
    lines = lines_of_today(kept_session(SUNDAY_MORNING, *SOME))
    assert lines[1] == "1 of 1 session done, 8 of 8 minutes."
    assert lines[3] == "Daily session (07:00): done at 07:40, 8 minutes"
    assert lines[-1] == "Nothing more is due today."


@pytest.mark.parametrize(
    ("status", "words", "last"),
    [
        (Status.ENDED_EARLY, "ended early", "Due now: Daily session. Start it: lumbar session"),
        (Status.STOPPED_FOR_PAIN, "stopped, kept safely", "Nothing more is due today."),
    ],
)
def test_a_session_that_ended_otherwise_is_told_without_blame(status: Status, words: str, last: str) -> None:
    lines = lines_of_today(kept_session(SUNDAY_MORNING, *SOME, status=status, done=range(1)))
    assert lines[1] == "0 of 1 session done, 0 of 8 minutes."
    assert lines[3].startswith(f"Daily session (07:00): {words} at 07:40, less than a")
    assert lines[-1] == last


def test_more_than_was_planned_is_told_as_it_is() -> None:
    twice = [kept_session(SUNDAY_MORNING + timedelta(hours=hour), *SOME) for hour in (0, 1)]
    lines = lines_of_today(*twice)
    assert lines[1] == "2 sessions done, 1 planned, 16 of 8 minutes."
    assert lines[3:5] == [
        "Daily session (07:00): done at 07:40, 8 minutes",
        "Another session: done at 08:40, 8 minutes",
    ]


def test_a_day_of_two_sessions_names_both() -> None:
    lines = lines_of_today(kept_session(SUNDAY_MORNING, *SOME), per_day=2)
    assert lines[1] == "1 of 2 sessions done, 8 of 16 minutes."
    assert lines[3:5] == [
        "Morning (07:00): done at 07:40, 8 minutes",
        "Evening (18:00): due at 18:00, 8 minutes",
    ]
    assert lines[-1] == "Due at 18:00: Evening. Start it: lumbar session"


def test_a_day_of_rest_or_away_says_so_and_asks_for_nothing() -> None:
    assert lines_of_today(rest_days=(6,)) == [
        "Sunday 22 November 2026",
        "Rest day. Nothing is planned.",
        "",
        "Nothing more is due today.",
    ]
    away = Person(away=(Away(first=date(2026, 11, 20), last=date(2026, 11, 29)),))
    assert lines_of_today(person=away)[1] == "Away until Sunday 29 November. Nothing is planned."
    done = lines_of_today(kept_session(SUNDAY_MORNING, *SOME), rest_days=(6,))
    assert done[3] == "Another session: done at 07:40, 8 minutes"


def test_what_does_not_fit_today_is_told_once() -> None:
    lines = lines_of_today(minutes=3)
    assert [line for line in lines if line.startswith(("In another", "With fewer", "Too long"))] == [
        "In another session: Ankle pumps.",
        "With fewer sets: Bird dog.",
    ]
    choice = TodaysChoice(day=SUNDAY, minutes=3)
    assert "You chose 3 min for today." in lines_of_today(person=Person(todays_choice=choice))
    others = TodaysChoice(day=SUNDAY, exercises=("bird-dog",))
    lines = lines_of_today(person=Person(todays_choice=others))
    assert "You changed the exercises for today." in lines
    assert "Left out today: Pelvic tilt, Ankle pumps." in lines
    assert "Nothing fits into today's session as it is. Choose more time." in lines_of_today(minutes=1)


def test_the_catalog_goes_position_by_position() -> None:
    lines = exercises_text(shipped_catalog().exercises, WIDE).splitlines()
    headings = [line for line in lines if line.endswith(":") and not line.startswith(" ")]
    assert headings == ["Lying on the back:", "On hands and knees:", "Standing:"]
    assert sum(line.startswith("  ") for line in lines) >= 10
    text = exercises_text(shipped_catalog().exercises, WIDE)
    assert text.index("curl-up") < text.index("On hands and knees") < text.index("cat-and-camel")
    assert text.index("bird-dog") < text.index("Standing:") < text.index("wall-squats")
    assert "Our default: your provider may give another figure." in lines


def test_a_card_has_everything_about_an_exercise() -> None:
    for exercise in shipped_catalog().exercises:
        text = " ".join(exercise_text(exercise, WIDE).split())
        for part in (
            *(exercise.name, exercise.start_position, exercise.breath, exercise.feel, exercise.muscles),
            *(exercise.easier, exercise.harder, exercise.side_means),
            *(*exercise.steps, *exercise.mistakes, *exercise.ask_first, *exercise.sources),
        ):
            assert part in text, (exercise.id, part)


def test_a_card_calls_our_own_figures_ours() -> None:
    card = exercise_text(exercises_by_id()["straight-leg-raises"], WIDE).splitlines()
    assert "Dose: 10 on each side, hold 3 seconds (our default)" in card
    assert "The hold may be 1 to 5 seconds." in card
    assert "Our default: your provider may give another figure." in card
    assert "Left and right: the leg that moves" in card
    card = exercise_text(exercises_by_id()["pelvic-tilt"], WIDE).splitlines()
    assert not [line for line in card if "default" in line or "The hold may be" in line or "Left and right" in line]


def test_a_card_without_entries_has_no_heading_for_them() -> None:
    card = exercise_text(replace(exercises_by_id()["pelvic-tilt"], ask_first=()), WIDE)
    assert "Ask your provider" not in card
    assert "Ask your provider first if:" in exercise_text(exercises_by_id()["pelvic-tilt"], WIDE)


def test_history_goes_week_by_week_then_session_by_session() -> None:
    partial = kept_session(SUNDAY_MORNING, *SOME, status=Status.ENDED_EARLY, done=[0, 1, 2, 5, 6, 7])
    assert lines_of_history(partial) == [
        "Week 2026-W47, 16 to 22 November 2026:",
        "  0 of 3 sessions done",
        "  2 of 25 minutes, 6 of 105 repetitions",
        "  Sunday 22: 0 of 1 done, 2 minutes",
        "",
        "Exercises in these weeks:",
        "  Pelvic tilt: partial 1",
        "    repetitions: 3 of 5",
        "  Bird dog: partial 1",
        "    left arm, right leg: 2 of 5",
        "    right arm, left leg: 1 of 5",
        "  Ankle pumps: skipped 1",
        "    left foot: 0 of 10",
        "    right foot: 0 of 10",
        "",
        "Sessions, newest first:",
        "",
        "Sunday 22 November 2026, started at 07:40: ended early",
        "  2 minutes, 6 of 35 repetitions",
        "  Pelvic tilt: partial, 3 of 5 repetitions",
        "  Bird dog: partial, 2 of 5 left and 1 of 5 right",
        "  Ankle pumps: skipped",
    ]


def test_history_tells_a_stop_as_kept_safely() -> None:
    lines = lines_of_history(kept_session(SUNDAY_MORNING, *SOME, status=Status.STOPPED_FOR_PAIN, done=range(1)))
    assert "  1 session stopped, kept safely" in lines
    assert "started at 07:40: stopped for pain, kept safely" in " ".join(" ".join(lines).split())


def test_history_tells_what_hurt_and_where_the_levels_and_the_days_in_a_row() -> None:
    hurt = SessionEvent(
        at_seconds=95,
        kind=EventKind.DISCOMFORT,
        exercise="bird-dog",
        side="left",
        set=2,
        rep=1,
        hold_second=7.2,
        answer=Answer.PAIN,
        level=4,
        place="low_back",
        new=False,
        choice=Choice.REST,
        rested_seconds=30,
    )
    stopped = kept_session(SUNDAY_MORNING, *SOME, status=Status.STOPPED_FOR_PAIN, done=range(6))
    stopped = replace(stopped, events=(hurt,), pain_before=3, pain_after=4)
    before = replace(kept_session(SUNDAY_MORNING - timedelta(days=1), *SOME), pain_after=2)
    lines = lines_of_history(stopped, before)
    for wanted in (
        "  Saturday 21: 1 of 1 done, 8 minutes, discomfort 2 after",
        "  Sunday 22: 0 of 1 done, 1 minute, discomfort 3 to 4",
        "2 days in a row.",
    ):
        assert wanted in lines
    way = " ".join(" ".join(lines).split())
    assert "What hurt: Sunday 22, 07:40, Bird dog, left: pain 4 of 10, low back, known" in way
    assert "On the way: pain 4 of 10, low back, known; rested, rest of 30 s (Bird dog, left, set 2, " in way


def test_history_puts_each_week_beside_the_one_before() -> None:
    plan = Prescription(version=1, valid_from=date(2026, 11, 1), exercises=prescribed(*SOME))
    text = history_of(kept_session(SUNDAY_MORNING - timedelta(days=7), *SOME), plan=plan, columns=WIDE)
    one_line = " ".join(text.split())
    assert "The week before: 1 of 7 sessions done, 8 of 58 minutes, 35 of 245 repetitions" in one_line


def test_history_tells_what_was_told_beside_the_exercises() -> None:
    kept = replace(
        kept_session(SUNDAY_MORNING, *SOME),
        pain_before=3,
        pain_after=0,
        note="slept\x1b[31m badly",
        entered_by_hand=True,
        clock_rate=60,
    )
    assert lines_of_history(kept)[-8:] == [
        "  Pelvic tilt: done, 5 repetitions",
        "  Bird dog: done, 5 left and 5 right",
        "  Ankle pumps: done, 10 left and 10 right",
        "  Pain before: 3 of 10",
        "  Pain after: 0 of 10",
        "  Note: slept [31m badly",
        "  Entered by hand",
        "  Session time ran 60 times as fast as real time",
    ]


def test_history_names_an_exercise_that_the_catalog_lost_by_its_id() -> None:
    kept = kept_session(SUNDAY_MORNING, "pelvic-tilt")
    kept = replace(kept, exercises=(replace(kept.exercises[0], id="old-one"),))
    assert lines_of_history(kept)[-1] == "  old-one: done, 5 repetitions"


def test_a_week_with_something_done_in_it_is_shown_though_nothing_was_planned() -> None:
    before = kept_session(SUNDAY_MORNING - timedelta(days=7), *SOME)
    lines = lines_of_history(before)
    assert "Week 2026-W46, 9 to 15 November 2026:" in lines
    assert "  1 session done, 0 planned" in lines


def test_without_sessions_there_is_a_kind_line() -> None:
    assert no_history_text(4, WIDE, older=False) == (
        "No session is kept yet. The first one will stand here.\nWhat is due today: lumbar today\n"
    )
    assert no_history_text(4, WIDE, older=True).startswith("There is no session in these 4 weeks. Older ones")
    assert no_history_text(1, WIDE, older=True).startswith("There is no session this week. Older ones")


@pytest.mark.parametrize(
    ("outcome", "done", "words"),
    [
        (Outcome.DONE, 5, "done, 5 repetitions, in the easier form"),
        (Outcome.PARTIAL, 1, "partial, 1 of 5 repetitions, in the easier form"),
        (Outcome.SKIPPED, 0, "skipped, in the easier form"),
        (Outcome.STOPPED_FOR_PAIN, 2, "stopped for pain, 2 of 5 repetitions, in the easier form"),
    ],
)
def test_every_outcome_has_words(outcome: Outcome, done: int, words: str) -> None:
    record = ExerciseRecord(
        id="pelvic-tilt",
        outcome=outcome,
        reps_planned={"both": 5},
        reps_done={"both": done},
        hold_seconds_planned={"both": 25},
        hold_seconds_done={"both": 5 * done},
        easier=True,
    )
    assert outcome_words(record) == words


@pytest.mark.parametrize(
    ("seconds", "words"),
    [(0, "0 seconds"), (1, "1 second"), (59, "59 seconds"), (60, "1 minute"), (140, "2 minutes 20 seconds")],
)
def test_lengths_have_their_units(seconds: int, words: str) -> None:
    assert length_words(seconds) == words


@pytest.mark.parametrize(
    ("seconds", "words"), [(0, "0 minutes"), (20, "less than a minute"), (60, "1 minute"), (1453, "24 minutes")]
)
def test_minutes_are_told_to_the_nearest(seconds: float, words: str) -> None:
    assert minutes_words(seconds) == words


@pytest.mark.parametrize("columns", [1, 20, 33, 68, 500])
def test_no_line_is_wider_than_asked_or_than_68(columns: int) -> None:
    session = replace(kept_session(), note="x" * 90)
    plan = Prescription(version=1, valid_from=SUNDAY, exercises=prescribed(*SOME))
    texts = [
        today_text(today(), columns),
        exercises_text(shipped_catalog().exercises, columns),
        *(exercise_text(exercise, columns) for exercise in shipped_catalog().exercises),
        history_of(session, plan=plan, columns=columns),
        no_history_text(4, columns, older=True),
        doctor_text([Check("data folder", CheckState.FAIL, "/a/very/long/path is no folder.", "Choose.")], columns),
    ]
    widest = max(len(line) for text in texts for line in text.splitlines())
    assert widest <= max(20, min(columns, 68))
    assert widest > 15


def test_everything_of_our_own_is_ascii() -> None:
    assert exercises_text(shipped_catalog().exercises, WIDE).isascii()
    assert all(exercise_text(exercise, WIDE).isascii() for exercise in shipped_catalog().exercises)


def test_a_path_is_never_broken(tmp_path: Path) -> None:
    folder = tmp_path / ("long " * 30) / "x\ny"
    assert where_text(find_paths(data_dir=folder)).splitlines() == [
        f"Data file: {tmp_path}/{'long ' * 30}/x y/history.json",
        f"Data folder: {tmp_path}/{'long ' * 30}/x y",
        f"Your own exercises: {tmp_path}/{'long ' * 30}/x y/exercises",
        f"Settings file: {tmp_path}/{'long ' * 30}/x y/settings.toml",
        f"Cache folder: {tmp_path}/{'long ' * 30}/x y/cache",
    ]


def test_the_doctor_tells_what_to_do() -> None:
    checks = [
        Check("catalog", CheckState.OK, "10 exercises were read."),
        Check("lock", CheckState.WARN, "It is open elsewhere.", "Close it."),
        Check("data file", CheckState.FAIL, "It cannot be read.", "Look at it."),
    ]
    assert doctor_text(checks, WIDE).splitlines() == [
        "Good: catalog: 10 exercises were read.",
        "Look: lock: It is open elsewhere.",
        "  What to do: Close it.",
        "Fault: data file: It cannot be read.",
        "  What to do: Look at it.",
    ]


def test_control_characters_do_not_reach_a_terminal_but_bytes_of_file_names_do() -> None:
    assert plain("a\x1b[2J\x07\x9b\u202eb\tc") == "a [2J   b c"
    assert plain("caf\udcc3\udca9 é ž") == "caf\udcc3\udca9 é ž"


def test_a_page_is_its_lines() -> None:
    page = Page(20)
    page.line("one")
    page.gap()
    page.paragraph("two " * 8)
    assert str(page) == "one\n\ntwo two two two two\ntwo two two\n"
