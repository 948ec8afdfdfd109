"""The page for the provider: numbers and the person's own words, in their order, and no verdict."""

from dataclasses import replace
from datetime import date, timedelta

from lumbar.about import PURPOSE
from lumbar.domain.days import DayKind
from lumbar.domain.exercise import NS_PER_SECOND, Condition
from lumbar.domain.person import (
    Afterward,
    AfterwardAnswer,
    Agreement,
    Away,
    BadDays,
    CheckedAnswer,
    ConditionAnswer,
    GivenBy,
    Level,
    Person,
    Question,
    SoftStop,
    SoftStopAnswer,
    StepAnswer,
    StepReply,
    SwitchedOn,
)
from lumbar.domain.prescription import Pace, PrescribedExercise, Prescription, Sides
from lumbar.domain.record import Answer, Choice, EventKind, Outcome, SessionEvent, Status
from lumbar.domain.todays_set import WhyOff
from lumbar.report.provider import report_page
from support.pages import TODAY, lines, material, section
from support.past import days_ago, exercise, session, stopped

CURL_UP = PrescribedExercise(exercise_id="curl-up", reps=5, sets=1, hold_seconds=(5,))
BIRD_DOG = PrescribedExercise(exercise_id="bird-dog", reps=1, sets=5, hold_seconds=(15,))
PLAN = Prescription(version=1, valid_from=days_ago(30), exercises=(CURL_UP, BIRD_DOG), prescribed_by="Ms Berg")


def test_the_sections_stand_in_their_order() -> None:
    page = report_page(material(session(1)))
    assert [one.title for one in page.sections] == [
        "Plan",
        "Planned and done",
        "Discomfort, 0 to 10",
        "Each time something hurt",
        "Easier forms used",
        "Below the prescription now",
        "My questions",
        "Notes to sessions",
        "Stated by the patient",
    ]
    assert (page.purpose, page.made_up) == (PURPOSE, "")
    assert page.source == "Entered by the patient. Nobody has checked it."
    assert page.period == "9 to 22 November 2026 (14 days), as asked for"
    assert page.footnotes[1] == "Printed on Sunday 22 November 2026 at 18:30 by lumbar 1.2.3."
    assert "health data" in page.footnotes[2]
    assert "2 points, or 30 percent" in page.footnotes[0]
    assert "draws no conclusion" in page.footnotes[0]


def test_an_empty_history_says_so_in_each_section() -> None:
    page = report_page(material(plans=()))
    for one in page.sections:
        assert one.lines or one.notes
    assert [line.words for line in page.sections[0].lines] == ["No plan was in force in this period."]
    assert [len(one.tables) for one in page.sections] == [0, 1, 0, 0, 0, 0, 0, 0, 0]


def test_the_plan_in_force_with_doses_sides_pace_and_the_providers_sentence() -> None:
    left = replace(BIRD_DOG, sides=Sides.LEFT, provider_says="Slowly.", pace=Pace(move_in_ns=4 * NS_PER_SECOND))
    plan = replace(PLAN, exercises=(CURL_UP, left), sessions_per_day=2, rest_days=(2, 6), minutes=12, notes="Easy.")
    made_from = material(plans=(plan,))
    table = section("Plan", made_from).tables[0]
    assert table.columns == ("Exercise", "Dose in a session", "Pace", "The provider says")
    assert table.rows[1] == (
        ("Bird dog",),
        ("5 sets of 1 on the left side alone, hold 15 seconds",),
        ("4 s to move in",),
        ("Slowly.",),
    )
    assert lines("Plan", made_from) == [
        (
            (
                "In force since Fri 23 Oct 2026, version 1: 2 sessions a day, 12 minutes each at most, "
                "exercises in turn, rest on Wednesday and Sunday."
            ),
            "",
        ),
        ("Prescribed by:", "Ms Berg"),
        ("Notes on the plan:", "Easy."),
        ("No change of the plan in this period.", ""),
    ]


def test_changes_of_the_plan_within_the_period() -> None:
    harder = replace(CURL_UP, reps=6)
    owl = replace(CURL_UP, exercise_id="owl")
    changed = replace(PLAN, version=2, valid_from=days_ago(3), exercises=(harder, owl), sessions_per_day=2)
    by_another = replace(changed, version=3, valid_from=days_ago(1), prescribed_by="Mr Nord")
    said = [words for words, _ in lines("Plan", material(plans=(PLAN, changed, by_another)))]
    assert said[-2:] == [
        (
            "Changed on Thu 19 Nov 2026 (version 2): owl added; Bird dog left out; Curl up from 5 times "
            "(our default), hold 5 seconds to 6 times, hold 5 seconds; from 1 session a day, no rest day to "
            "2 sessions a day, no rest day."
        ),
        "Changed on Sat 21 Nov 2026 (version 3): prescribed by somebody else.",
    ]


def test_planned_and_done_week_by_week_and_in_all() -> None:
    person = Person(away=(Away(first=days_ago(9), last=days_ago(8)),), bad_days=(BadDays(first=days_ago(1), days=1),))
    sessions = (
        session(10, exercise(reps=40)),
        session(3, status=Status.ENDED_EARLY),
        session(2),
        stopped(1),
    )
    plan = replace(PLAN, rest_days=(6,))
    made_from = material(*sessions, person=person, plans=(plan,))
    table = section("Planned and done", made_from).tables[0]
    assert table.last_is_sum
    assert [row[0] for row in table.rows] == [
        ("9\u00a0to\u00a015\u00a0Nov",),
        ("16\u00a0to\u00a022\u00a0Nov",),
        ("All",),
    ]
    assert [cell[0] for cell in table.rows[0][1:]] == ["1 of 4", "0", "0", "40 of 400", "10 of 40", "1", "2", "0"]
    assert [cell[0] for cell in table.rows[1][1:]] == ["1 of 6", "1", "1", "12 of 600", "30 of 60", "1", "0", "1"]
    assert [cell[0] for cell in table.rows[2][1:]] == ["2 of 10", "1", "1", "52 of 1000", "40 of 100", "2", "2", "1"]
    assert sum(one.kind is DayKind.AWAY for one in made_from.days) == 2


def test_each_exercise_week_by_week() -> None:
    sessions = (
        session(10, exercise(), exercise("bird-dog", Outcome.PARTIAL)),
        session(9, exercise(), exercise("bird-dog", Outcome.SKIPPED)),
        stopped(1),
        session(0, exercise("owl")),
    )
    table = section("Planned and done", material(*sessions)).tables[1]
    assert table.columns == ("Exercise", "9 to 15 Nov", "16 to 22 Nov")
    assert table.rows == (
        (("Curl up",), ("2 done",), ("1 stopped",)),
        (("Bird dog",), ("1 partial", "1 skipped"), ()),
        (("owl",), (), ("1 done",)),
    )


def test_discomfort_in_a_table_and_a_chart_with_gaps() -> None:
    sessions = (
        session(10, before=5, after=4),
        session(10, before=None, after=3, hour=18),
        session(9, before=4, after=None),
        session(8, before=3, after=2),
    )
    found = section("Discomfort, 0 to 10", material(*sessions))
    (row,) = found.tables[0].rows
    nothing = ("",)
    assert row == (
        ("9\u00a0Nov\u00a02026",),
        nothing,
        nothing,
        nothing,
        ("5\u00a0to\u00a04, \u2013\u00a0to\u00a03",),
        ("4\u00a0to\u00a0\u2013",),
        ("3\u00a0to\u00a02",),
        nothing,
    )
    assert found.notes == (
        (
            "Before: given 3 of 4 times; lowest 3, highest 5, middle value 4. "
            "After: given 3 of 4 times; lowest 2, highest 4, middle value 3."
        ),
    )
    assert found.chart is not None
    before, after = found.chart.series
    assert [len(one.dots) for one in (before, after)] == [3, 3]
    assert [len(run.split()) for run in before.runs] == [2]
    assert [len(run.split()) for run in after.runs] == [2]
    assert (before.filled, after.filled) == (False, True)
    heights = [y for _, y in before.dots]
    assert heights == sorted(heights)
    assert [mark.words for mark in found.chart.levels] == ["10", "8", "6", "4", "2", "0"]


def test_no_line_leads_over_days_without_a_session() -> None:
    sessions = (session(13), session(11), session(8), session(7))
    chart = section("Discomfort, 0 to 10", material(*sessions)).chart
    assert chart is not None
    assert [[len(run.split()) for run in one.runs] for one in chart.series] == [[2, 2], [2, 2]]


def test_a_long_history_has_dots_alone() -> None:
    sessions = [session(ago) for ago in range(250)]
    chart = section("Discomfort, 0 to 10", material(*sessions, since=days_ago(260))).chart
    assert chart is not None
    assert [(one.runs, len(one.dots)) for one in chart.series] == [((), 250), ((), 250)]


def test_everything_that_was_answered_when_it_hurt() -> None:
    pain = SessionEvent(
        at_seconds=90.4,
        kind=EventKind.DISCOMFORT,
        exercise="bird-dog",
        side="left",
        set=2,
        rep=1,
        hold_second=7.4,
        answer=Answer.PAIN,
        corrected_from=(Answer.CRAMP,),
        level=4,
        place="below_the_knee",
        new=False,
        spreading=True,
        choice=Choice.FINISH,
        care_shown=True,
        rested_seconds=95,
    )
    wrong_key = SessionEvent(at_seconds=5, kind=EventKind.DISCOMFORT, answer=Answer.NOTHING)
    paused = SessionEvent(at_seconds=6, kind=EventKind.PAUSE)
    cut_off = SessionEvent(at_seconds=7, kind=EventKind.DISCOMFORT, exercise="owl")
    one = session(1, status=Status.STOPPED_FOR_PAIN, events=(wrong_key, paused, cut_off, pain))
    rows = section("Each time something hurt", material(one)).tables[0].rows
    assert rows == (
        (("Sat 21 Nov 2026", "08:00"), ("owl",), (), ("no answer",), (), ("stopped for pain, kept safely",)),
        (
            ("Sat 21 Nov 2026", "08:01"),
            ("Bird dog",),
            ("left arm, right leg", "set 2, repetition 1", "second 7 of the hold"),
            (
                "pain, 4 of 10",
                "below the knee",
                "known",
                "spreads further down",
                "answered before: cramp, or an arm or foot gone to sleep",
            ),
            ("finished the session", "rested 1 minute 35 seconds", "care advice was opened"),
            ("stopped for pain, kept safely",),
        ),
    )


def test_easier_forms_and_levels_and_what_is_off() -> None:
    easier = session(5, exercise(easier=True), exercise("bird-dog", Outcome.SKIPPED, easier=True))
    level = Level(dose=replace(CURL_UP, reps=3), since=days_ago(6))
    above = Level(dose=BIRD_DOG, since=days_ago(6))
    made_from = material(easier, session(4, exercise(easier=True)), person=Person(levels=(level, above)), plans=(PLAN,))
    assert lines("Easier forms used", made_from) == [("Curl up: in 2 sessions, from 17 Nov 2026 to 18 Nov 2026.", "")]
    off = replace(made_from, off=(("bird-dog", WhyOff(conditions=(), after_stops=True)),))
    assert lines("Below the prescription now", off) == [
        (
            ("Curl up: 3 times, hold 5 seconds, since 16 Nov 2026. Prescribed: 5 times (our default), hold 5 seconds."),
            "",
        ),
        ("Bird dog: Off: stopped for pain twice running. Ask your provider.", ""),
    ]


def test_questions_and_notes_are_the_persons_own_words() -> None:
    person = Person(questions=(Question(text="May I swim?", asked_on=date(2026, 9, 1)),))
    by_hand = replace(session(2), note="Slept badly.", entered_by_hand=True)
    made_from = material(by_hand, replace(session(1), note=" ", clock_rate=60), person=person)
    assert lines("My questions", made_from) == [("1 Sep 2026:", "May I swim?")]
    assert lines("Notes to sessions", made_from) == [
        ("Fri 20 Nov 2026, 08:00:", "Slept badly."),
        ("1 session entered by hand afterward.", ""),
        ("1 session in which session time ran faster than real time.", ""),
    ]


def test_what_was_stated_and_what_was_said_since() -> None:
    last, before = session(2), session(40)
    person = Person(
        given_by=GivenBy.PROVIDER,
        conditions=(
            ConditionAnswer(condition=Condition.KNEE_TROUBLE, yes=True),
            ConditionAnswer(condition=Condition.PREGNANCY, yes=False),
        ),
        agreements=(
            Agreement(exercise_id="curl-up", provider="Ms Berg", agreed_on="in May"),
            Agreement(exercise_id="bird-dog", provider="Ms Berg", agreed_on="in May"),
        ),
        provider_said_amount=True,
        afterwards=(
            AfterwardAnswer(session_id=before.id, answer=Afterward.BETTER, asked_on=days_ago(39)),
            AfterwardAnswer(session_id=last.id, answer=Afterward.STILL_WORSE, asked_on=days_ago(1)),
        ),
        checks=(CheckedAnswer(session_id=last.id, checked=False, asked_on=days_ago(1)),),
        soft_stops=(SoftStopAnswer(stop=SoftStop.HIGH_BEFORE, typed_on=TODAY),),
        switched_on=(SwitchedOn(exercise_id="curl-up", on=TODAY),),
        steps=(
            StepAnswer(exercise_id="curl-up", reply=StepReply.ACCEPTED, on=days_ago(8)),
            StepAnswer(exercise_id="curl-up", reply=StepReply.ACCEPTED, on=TODAY),
            StepAnswer(exercise_id="bird-dog", reply=StepReply.DECLINED, on=TODAY),
        ),
    )
    assert lines("Stated by the patient", material(last, person=person)) == [
        ("A provider gave the exercises.", ""),
        ("True for me: knee trouble.", ""),
        ("Not true for me: pregnancy.", ""),
        ("A provider agreed to Curl up, Bird dog. Who, and when:", "Ms Berg, in May"),
        ("A provider said more than 30 minutes a day.", ""),
        ("21 Nov 2026: after the session of 20 Nov 2026 it was still worse.", ""),
        ("21 Nov 2026: has not been checked yet since the stop in the session of 20 Nov 2026.", ""),
        ("22 Nov 2026: went on with a typed yes. Your pain is 7 or more.", ""),
        ("22 Nov 2026: switched Curl up on again.", ""),
        ("Curl up: a step up was accepted on 14 Nov 2026, 22 Nov 2026.", ""),
        ("Bird dog: a step up was declined on 22 Nov 2026.", ""),
    ]


def test_what_lies_outside_the_period_is_not_told() -> None:
    early = replace(session(40), note="Early.", day=TODAY - timedelta(days=40))
    made_from = material(early, session(1))
    assert lines("Notes to sessions", made_from) == [("None in this period.", "")]
    assert len(made_from.sessions) == 1
