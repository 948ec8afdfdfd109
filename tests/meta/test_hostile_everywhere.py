"""Text from outside, at every place where it comes out: no error, no markup, no order to the terminal."""

import io
import json
from collections.abc import Iterator
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from textual.content import Content

from lumbar.catalog import Catalog
from lumbar.cli import run
from lumbar.cli.verbs import print_line
from lumbar.diary import Diary
from lumbar.domain import course
from lumbar.domain.person import Agreement, Person, Question
from lumbar.domain.plan import Preferences, timeline_for
from lumbar.domain.prescription import Prescription, SlotTime
from lumbar.domain.record import Answer
from lumbar.domain.run_of_days import run_of_days
from lumbar.domain.session import Ended
from lumbar.domain.told import what_hurt
from lumbar.looking_back import LookingBack
from lumbar.plain.lines import event_lines
from lumbar.plan_editor.editing import begin_editing
from lumbar.plan_file.reading import parse_plan
from lumbar.plan_file.writing import plan_text
from lumbar.ports import Notice, NoticeKind
from lumbar.report.as_json import today_json
from lumbar.report.as_text import exercise_text, exercises_text, today_text
from lumbar.report.history_json import session_json
from lumbar.report.history_text import history_text
from lumbar.report.plan import plan_words
from lumbar.session_keys import SessionKeys
from lumbar.settings import Settings, parse_settings
from lumbar.tui import today_view
from lumbar.tui.exercise_card import exercise_card
from lumbar.tui.plan_rows import plan_rows
from lumbar.tui.screens.history_week import hurt_lines, session_line
from lumbar.tui.session_words import exercise_table
from lumbar.tui.text import plain
from lumbar.typed import LONGEST_NOTE, TypedError, typed_line
from support.command_line import StoppedClock
from support.hostile import HOSTILE
from support.memory_store import MemoryStore
from support.past import TODAY, days_ago, exercise, session, told
from support.sessions import SECOND, prescribed, shipped_catalog
from tui.test_hostile_text import BAD_CHARACTERS, hostile_exercise
from tui.test_hostile_text import HOSTILE as MARKUP

SOME = ("bird-dog", "curl-up")
BYTES_OF_FILE_NAMES = range(0xDC80, 0xDD00)
"""They stay what they are on their way to a pipe, so that a path can be copied."""

PIECES = st.one_of(
    st.text(st.characters(exclude_categories=()), max_size=20),
    st.sampled_from([*MARKUP.values(), *HOSTILE]),
    st.text(st.sampled_from("[]/\\$@{}<>&='\"\x1b\x07\x9b\u202e\u2066\u0301\u200d\U0001f9d8\ud800\n\r\t"), max_size=20),
)
TEXTS = st.lists(PIECES, min_size=1, max_size=3).map("".join)
WRITABLE = TEXTS.map(lambda text: text.encode("utf-8", "replace").decode("utf-8"))
"""What can stand in a file."""


def assert_plain(text: str) -> None:
    """Nothing of it is an order to a terminal."""
    bad = BAD_CHARACTERS | {"\u2028", "\u2029"}
    assert not bad & set(text)
    assert not [one for one in text if 0xD800 <= ord(one) < 0xE000 and ord(one) not in BYTES_OF_FILE_NAMES]


def assert_same_styles(hostile: Content, harmless: Content) -> None:
    """The text changed nothing but the text: it brought no style, and no action, of its own."""
    assert_plain(hostile.plain)
    hostile.plain.encode("utf-8")
    assert {str(span.style) for span in hostile.spans} <= {str(span.style) for span in harmless.spans}
    assert not [span for span in hostile.spans if "@" in str(span.style)]


class Past:
    """A history, a plan and a catalog with the same text at every place where a person or a file can put one."""

    def __init__(self, text: str) -> None:
        exercises = tuple(hostile_exercise(one, text) for one in shipped_catalog().exercises)
        self.exercises = {one.id: one for one in exercises}
        doses = tuple(replace(one, provider_says=text) for one in prescribed(*SOME))
        self.plan = Prescription(
            version=1, valid_from=days_ago(9), exercises=doses, prescribed_by=text, notes=text,
            slots=(SlotTime(name=text, at=StoppedClock().now().time()),),
        )  # fmt: skip
        self.record = replace(
            session(
                0, exercise("curl-up"), exercise(text), events=(told(Answer.PAIN, level=4), told(Answer.PAIN, text))
            ),
            note=text,
        )
        person = Person(
            questions=(Question(text=text, asked_on=TODAY),), when_and_where=text, if_hindered=text,
            agreements=(Agreement(exercise_id="bird-dog", provider=text, agreed_on=text),),
        )  # fmt: skip
        store = MemoryStore([self.record], versions=[self.plan], known_person=person)
        catalog: Catalog = replace(shipped_catalog(), exercises=exercises)
        self.diary = Diary(store, catalog, Settings(), StoppedClock())
        self.text = text

    def printed(self) -> Iterator[str]:
        """What the verbs print."""
        diary, exercises = self.diary, tuple(self.exercises.values())
        weeks = LookingBack(diary).weeks(1)
        days = weeks[0].week.days
        over_time = LookingBack(diary).exercises_of(days[0].day, days[-1].day, [self.record]).exercises
        yield today_text(diary.outlook(), 68)
        yield history_text(weeks, over_time, run_of_days(days, TODAY), [self.record], diary.exercises, columns=68)
        yield plan_words(self.plan, self.exercises, 68)
        yield exercises_text(exercises, 68)
        yield exercise_text(exercises[0], 68)

    def shown(self) -> Iterator[Content]:
        """What the screens show."""
        diary, record = self.diary, self.record
        outlook = diary.outlook()
        notice = Notice(kind=NoticeKind.DAMAGED, what=self.text, kept=self.text, advice=self.text)
        for narrow in (False, True):
            yield session_line(record, diary, narrow=narrow)
            yield exercise_table(record, self.exercises, narrow=narrow)
        yield hurt_lines(what_hurt([record]), diary, most=3)
        yield from today_view.notice_lines([notice], (self.text,))
        yield from today_view.other_lines(outlook)
        yield from today_view.left_out_lines(outlook)
        yield today_view.slot_lines(outlook)
        yield today_view.exercise_lines(outlook)
        one = next(iter(self.exercises.values()))
        yield exercise_card(one, off=(self.text,), agreed=self.text, remarks=self.text)
        editing = begin_editing(self.plan, self.exercises, TODAY)
        for edited in (editing, editing.opened()):
            yield from (row.content for row in plan_rows(edited, 80))


@cache
def harmless() -> tuple[Content, ...]:
    return tuple(Past("harmless").shown())


@settings(max_examples=30)
@given(TEXTS)
@example("[@click=app.exit]go[/] [b]x[/b] $accent \ud800 \x1b[2J")
def test_on_every_screen_it_is_text(text: str) -> None:
    styles = Content("\n").join(harmless())
    for content in Past(text).shown():
        assert_same_styles(content, styles)
    assert_plain(plain(text).plain)


@settings(max_examples=30)
@given(TEXTS)
def test_in_every_line_that_is_printed_it_is_text(text: str) -> None:
    past = Past(text)
    for page in past.printed():
        assert_plain(page)
    for form in (session_json(past.record), today_json(past.diary.outlook().today)):
        assert_plain(json.dumps(form))


@settings(max_examples=20)
@given(TEXTS.filter(bool))
def test_in_a_plain_session_it_is_text_on_one_line(text: str) -> None:
    past = Past(text)
    tape = timeline_for(past.plan.exercises[1:], Preferences(), past.exercises)
    live, events = course.start(tape, 0)
    said = list(event_lines(live, events, SessionKeys()))
    while not isinstance(live.state, Ended):
        live, events = course.tick(live, live.read_ns + SECOND)
        said += event_lines(live, events, SessionKeys())
    assert len(said) > len(tape.steps)
    with redirect_stdout(io.TextIOWrapper(io.BytesIO(), encoding="utf-8")) as printed:
        for line in said:
            print_line(line)
    rows = printed.buffer.getvalue().decode("utf-8", "surrogateescape").split("\n")
    assert len(rows) == len(said) + 1
    for row in rows:
        assert_plain(row)


@given(TEXTS)
def test_what_is_typed_is_one_line_or_refused(text: str) -> None:
    try:
        line = typed_line(text, LONGEST_NOTE)
    except TypedError as error:
        assert_plain(str(error))
    else:
        assert line.isprintable()
        assert typed_line(line, LONGEST_NOTE) == line


@given(WRITABLE)
def test_a_plan_file_takes_it_as_text_or_names_its_line(text: str) -> None:
    plan = replace(Past("harmless").plan, valid_from=TODAY)
    written = plan_text(replace(plan, notes=text, prescribed_by=text), Past("harmless").exercises, TODAY)
    for content in (written, text, f'notes = "{text}"'):
        read = parse_plan(content.encode("utf-8"), Past("harmless").exercises, TODAY)
        assert read.plan is not None or read.problems
        for problem in read.problems:
            assert_plain(problem.what)


@given(WRITABLE, st.sampled_from(["theme", "volume", "quiet_from", "emergency_number", "keys", "unknown"]))
def test_settings_take_it_or_say_what_is_wrong(text: str, key: str) -> None:
    for content in (f"{key} = {json.dumps(text)}", text, f"[keys]\npause = [{json.dumps(text)}]"):
        read = parse_settings(content, "settings.toml")
        for problem in read.problems:
            assert_plain(plain(problem).plain)
        for content_of in (read.settings.emergency_number, read.settings.provider_phone):
            assert_plain(content_of)


ARGUMENTS = st.text(st.characters(exclude_categories=(), exclude_characters="\0"), max_size=20) | PIECES
VERBS = (
    ("exercises",), ("session", "--only"), ("session", "--minutes"), ("history", "--weeks"), ("away",), ("note",),
    ("plan", "validate"), ("--sound",), (), ("export", "--format"), ("visit",),
)  # fmt: skip


@settings(max_examples=40)
@given(st.sampled_from(VERBS), ARGUMENTS)
def test_arguments_are_taken_or_refused_in_a_line(folder: Path, verb: tuple[str, ...], argument: str) -> None:
    err = io.TextIOWrapper(io.BytesIO(), encoding="utf-8")
    with redirect_stdout(io.TextIOWrapper(io.BytesIO(), encoding="utf-8")) as printed, redirect_stderr(err):
        code = run(("--data-dir", str(folder), *verb, argument.replace("\0", "")), environment={})
    said = err.buffer.getvalue().decode("utf-8", "surrogateescape")
    assert code in (0, 1, 2, 3)
    assert "Traceback" not in said
    assert "nobody foresaw" not in said
    assert_plain(said)
    assert_plain(printed.buffer.getvalue().decode("utf-8", "surrogateescape"))


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder, and what is no file beside it."""
    return tmp_path_factory.mktemp("hostile")
