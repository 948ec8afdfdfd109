"""Text from outside reaches every screen as it is: never read as markup, never able to move the cursor."""

import ast
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import cached_property
from pathlib import Path
from typing import Any

import pytest
from textual import events
from textual.content import Content
from textual.screen import Screen

import lumbar.tui
from lumbar.catalog import Catalog
from lumbar.domain.exercise import Exercise
from lumbar.domain.plan_limits import NOTES, PROVIDER
from lumbar.domain.prescription import default_prescription
from lumbar.domain.record import SessionRecord
from lumbar.ports import Document, Notice, NoticeKind, StoreError
from lumbar.tui.screens.day_question import DayQuestion
from lumbar.tui.screens.set_up_question import SetUpText
from lumbar.tui.screens.summary import SummaryScreen
from lumbar.tui.screens.text_entry import TextEntry
from lumbar.tui.screens.text_question import TextQuestion
from lumbar.tui.text import lines, plain, styled
from lumbar.tui.widgets.typing_area import LinesField
from lumbar.tui.widgets.typing_field import LineField
from support.kept_sessions import SUNDAY_MORNING, kept_session
from support.memory_store import MemoryStore
from support.screens import PartsWithStore, Screens, Stage, acknowledged
from support.sessions import shipped_catalog

HOSTILE = {
    "a closing tag": "[/x]",
    "a broken tag": "x [/ y",
    "a style": "[b]bold[/b] [red]",
    "an action": "[@click=app.exit]go[/]",
    "a variable": "$accent $x [$primary]",
    "a backslash": "a\\[b] \\",
    "control characters": "a\x1b[31mred\x07b\x00c\x9b2Jd",
    "right to left": "\u05e9\u05dc\u05d5\u05dd \u202eabc\u202c",
    "wide": "\u6f22\u5b57 \U0001f9d8 e\u0301",
    "long": "x" * 300,
}
TOGETHER = {
    "markup": " ".join(HOSTILE[name] for name in list(HOSTILE)[:6]),
    "controls": HOSTILE["control characters"] + HOSTILE["a broken tag"],
    "scripts": HOSTILE["right to left"] + HOSTILE["wide"] + HOSTILE["long"],
}
TURNS = (*range(0x202A, 0x202F), *range(0x2066, 0x206A))
"""Characters that turn the direction of what follows."""
BAD_CHARACTERS = {chr(code) for code in (*range(32), *range(127, 160), *TURNS)} - {"\n"}


def hostile_exercise(exercise: Exercise, text: str) -> Exercise:
    """The same exercise, with *text* in every word of it."""
    wording = exercise.wording
    return replace(
        exercise,
        name=text,
        start_position=text,
        wording=replace(
            wording,
            move_in=text,
            move_out=text,
            say_ready=text,
            say_move_in=text,
            say_hold=tuple(text for _ in wording.say_hold),
            say_move_out=text,
            left=text,
            right=text,
        ),
        side_means=text,
        steps=(text,),
        breath=text,
        feel=text,
        muscles=text,
        mistakes=(text,),
        easier=text,
        harder=text,
        ask_first=(text,),
        ask_first_always=(text,),
        sources=(text,),
    )


class HostileParts(PartsWithStore):
    """The program with a catalog full of *text*."""

    text: str

    @cached_property
    def catalog(self) -> Catalog:
        return replace(
            shipped_catalog(),
            exercises=tuple(hostile_exercise(one, self.text) for one in shipped_catalog().exercises),
        )


class FailingStore(MemoryStore):
    """Says no in hostile words."""

    reason = ""

    def append(self, record: SessionRecord) -> None:  # noqa: ARG002 - as in the port
        raise StoreError(self.reason)

    def save_checkpoint(self, document: Document) -> None:  # noqa: ARG002 - as in the port
        raise StoreError(self.reason)


def assert_harmless(stage: Stage) -> None:
    strips = stage.app.screen._compositor.render_strips()
    assert not BAD_CHARACTERS & set("".join(strip.text for strip in strips))
    assert all(strip.cell_length == stage.app.size.width for strip in strips)


@pytest.mark.parametrize("text", TOGETHER.values(), ids=TOGETHER)
async def test_every_screen_shows_it_unharmed(screens: Screens, text: str) -> None:
    clean = "".join(character for character in text if character not in BAD_CHARACTERS)
    store = FailingStore(known_person=acknowledged())
    store.reason = text
    record = replace(kept_session(SUNDAY_MORNING, "bird-dog"), note=text)
    store.kept.append(replace(record, exercises=(*record.exercises, replace(record.exercises[0], id=text))))
    store.told = [Notice(kind=NoticeKind.DAMAGED, what=text, kept=text, advice=text)]
    screens.store = store
    parts = HostileParts(screens.parts().paths, screens.clock, 50, store=store)
    object.__setattr__(parts, "text", text)
    async with screens.open(parts=parts) as stage:
        await expect(stage, clean)
        await stage.press("2")
        await expect(stage, clean)
        await stage.press("slash", *"[/x]", "escape", "3")
        assert_harmless(stage)
        await stage.press("enter")
        await expect(stage, clean)
        await stage.press("escape", "1")
        await stage.start()
        await expect(stage, clean)
        await stage.run_to(lambda session: len(session.done) == 2)
        await expect(stage, clean)
        await stage.press("q", "enter")
        await stage.leave_out_the_pain(SummaryScreen)
        await stage.until(lambda: "Not saved." in stage.words())
        await expect(stage, clean)


async def expect(stage: Stage, clean: str) -> None:
    """Look for *clean* on the screen."""
    await stage.settle()
    assert_harmless(stage)
    assert clean in stage.words()


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_the_ways_of_text_lose_nothing_and_style_nothing(text: str) -> None:
    clean = "".join(character for character in text if character not in BAD_CHARACTERS)
    for content in (plain(text), styled(text), styled((text, "")), lines(text), lines(plain(text))):
        assert content.plain == clean
        assert not content.spans
    assert styled((text, "bold"), text).plain == clean * 2
    assert lines(text, text).plain == f"{clean}\n{clean}"


def test_a_text_keeps_its_lines() -> None:
    pieces: Sequence[Content] = (plain("one\ntwo"), styled("one\ntwo"), lines("one", "two"))
    assert {piece.plain for piece in pieces} == {"one\ntwo"}


ORDERS = "x\x1b]0;pwn\x07\x9b2J\u202ey\ud800z"
SHOWN = "x]0;pwn2Jy\ufffdz"
FIELDS: dict[str, Callable[[], Screen[Any]]] = {
    "a line": lambda: TextEntry("Which?", "Typed.", ORDERS, PROVIDER),
    "lines": lambda: TextEntry("Which?", "Typed.", ORDERS, NOTES),
    "the set-up": lambda: SetUpText("1 of 1", "When?", "Typed.", ORDERS),
    "a question": lambda: TextQuestion("Which?", text=ORDERS, edits=True),
    "a day": lambda: DayQuestion("Which?", SUNDAY_MORNING.date(), text=ORDERS),
}
TAKES_TEXT = ("Input", "MaskedInput", "TextArea")


@pytest.mark.parametrize("name", FIELDS)
async def test_a_field_has_no_orders_in_it_stored_or_pasted(screens: Screens, name: str) -> None:
    async with screens.open() as stage:
        stage.app.push_screen(FIELDS[name]())
        await stage.until(SHOWN)
        assert_harmless(stage)
        field = stage.app.screen.query_one("#typed")
        assert isinstance(field, LineField | LinesField)
        await stage.press("end")
        field.post_message(events.Paste(ORDERS))
        await stage.until(SHOWN * 2)
        await stage.press("e", "n", "d")
        assert f"{SHOWN * 2}end" in stage.text()
        assert_harmless(stage)


async def test_a_line_stays_one_line_and_lines_stay_lines(screens: Screens) -> None:
    async with screens.open() as stage:
        stage.app.push_screen(TextQuestion("Which?", text="one\ntwo", edits=True))
        await stage.until("one two")
        stage.app.push_screen(TextEntry("Which?", "Typed.", "one\r\ntwo", NOTES))
        await stage.settle()
        assert stage.app.screen.query_one(LinesField).text == "one\ntwo"


def test_every_field_for_text_is_one_of_those() -> None:
    asked_for = {
        path.name
        for path in Path(lumbar.tui.__file__).parent.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.ImportFrom)
        and str(node.module).startswith("textual.widgets")
        and any(one.name in TAKES_TEXT for one in node.names)
    }
    assert asked_for == {"typing_area.py", "typing_field.py"}


async def test_a_plan_with_such_texts_is_kept_as_it_is_and_can_be_edited(screens: Screens) -> None:
    plan = default_prescription(shipped_catalog().exercises, valid_from=SUNDAY_MORNING.date())
    plan = replace(plan, prescribed_by=ORDERS, notes=ORDERS * 200)
    store = MemoryStore(versions=[plan], known_person=acknowledged())
    screens.store = store
    async with screens.open() as stage:
        await stage.press("p")
        await stage.until("Exercises")
        assert_harmless(stage)
        for _ in range(12):
            await stage.press("enter")
            assert_harmless(stage)
            await stage.press("escape", "down")
    assert store.versions == [plan]
