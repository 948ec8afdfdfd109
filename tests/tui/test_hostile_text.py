"""Text from outside reaches every screen as it is: never read as markup, never able to move the cursor."""

from collections.abc import Sequence
from dataclasses import replace
from functools import cached_property

import pytest
from textual.content import Content

from lumbar.catalog import Catalog
from lumbar.domain.exercise import Exercise
from lumbar.domain.record import SessionRecord
from lumbar.ports import Document, Notice, NoticeKind, StoreError
from lumbar.tui.screens.summary import SummaryScreen
from lumbar.tui.text import lines, plain, styled
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
