"""The CSV: a row a session and exercise, and nothing in it that acts."""

import csv
import io
import re
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lumbar.domain.record import Answer, SessionRecord
from lumbar.report.as_csv import FORMULA_STARTS, GUARD, csv_of, guarded
from lumbar.report.outside import visible
from support.hostile import HOSTILE
from support.kept_sessions import kept_session
from support.past import exercise, session, stopped, told
from support.sessions import shipped_catalog

CATALOG = {one.id: one for one in shipped_catalog().exercises}


def rows_of(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text, newline="")))


def with_note(note: str) -> SessionRecord:
    return replace(kept_session(), note=note, exercises=kept_session().exercises[:2])


def read_back(note: str) -> str:
    rows = rows_of(csv_of([with_note(note)], CATALOG))
    assert len(rows) == 2
    assert rows[0]["note"] == rows[1]["note"]
    cell = rows[0]["note"]
    stripped = cell.lstrip(" \u00a0\ufeff")
    assert not stripped or stripped[0] == GUARD or stripped[0] not in FORMULA_STARTS
    assert not [part for part in re.split("[;\t\n]", cell) if part.lstrip(" \u00a0\ufeff")[:1] in tuple("=+-@")]
    return re.sub(f"(^|[;\t\n]){GUARD}", r"\1", cell)


def test_each_exercise_of_each_session_has_a_row_with_the_figures_of_both() -> None:
    kept = kept_session()
    rows = rows_of(csv_of([kept, session(1)], CATALOG))
    assert len(rows) == 11
    assert [row["place"] for row in rows] == [*(str(number) for number in range(1, 11)), "1"]
    first = rows[0]
    assert first["session_id"] == kept.id
    assert first["started_at"] == "2026-11-22T07:40:00+00:00"
    assert first["status"] == "completed"
    assert first["entered_by_hand"] == "false"
    assert (first["pain_before"], rows[-1]["pain_before"]) == ("", "2")
    assert (first["exercise"], first["exercise_name"]) == ("ankle-pumps", "Ankle pumps")
    assert [first[f"reps_done_{side}"] for side in ("left", "right", "both")] == ["10", "10", ""]
    assert [rows[-1][f"hold_seconds_planned_{side}"] for side in ("left", "right", "both")] == ["", "", "25"]


def test_what_hurt_is_in_the_row_of_its_exercise() -> None:
    one = session(
        0, exercise("curl-up"), exercise("bird-dog"), events=(told(Answer.PAIN, level=4), told(Answer.NOTHING))
    )
    first, second = rows_of(csv_of([one], CATALOG))
    assert (first["answers"], first["highest_level"]) == ("pain", "4")
    assert (second["answers"], second["highest_level"]) == ("", "")
    assert rows_of(csv_of([stopped(0)], CATALOG))[0]["outcome"] == "stopped_for_pain"


def test_lines_end_as_the_standard_says_and_a_header_comes_first() -> None:
    text = csv_of([with_note('a "b", c')], CATALOG)
    assert text.startswith("session_id,day,started_at,")
    assert text.endswith("\r\n")
    assert text.count("\n") == text.count("\r\n") == 3
    assert '"a ""b"", c"' in text
    assert csv_of([], CATALOG).count("\r\n") == 1


def test_a_session_without_exercises_and_an_unknown_exercise_are_rows_too() -> None:
    rows = rows_of(csv_of([replace(kept_session(), exercises=()), session(0, exercise("owl"))], CATALOG))
    assert [(row["exercise"], row["exercise_name"]) for row in rows] == [("", ""), ("owl", "")]


@pytest.mark.parametrize("note", HOSTILE, ids=ascii)
def test_a_hostile_note_comes_back_as_text(note: str) -> None:
    assert read_back(note) == visible(note)


@pytest.mark.parametrize("note", ["x;=1+1", "x; @a;-b;", "x\n=1+1", "x\t+1", "x;'=1", "a;;b", "a\n\nb", "=1;=1"])
def test_no_part_of_a_note_is_a_formula_where_another_sign_separates_cells(note: str) -> None:
    assert read_back(note) == note


@settings(max_examples=60)
@given(st.text(st.characters(exclude_categories=())))
def test_any_note_comes_back_as_text(note: str) -> None:
    assert read_back(note) == visible(note)
    csv_of([with_note(note)], CATALOG).encode("utf-8")


@pytest.mark.parametrize("text", ["", "plain", "1-2", "5 = 5", "a@b", "one; two", "a\n\nb"])
def test_a_harmless_text_stays_as_it_is(text: str) -> None:
    assert guarded(text) == text
