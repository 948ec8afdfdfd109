"""A setting written into a person's file: everything else in it stays."""

import stat
import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lumbar.domain.order import Order
from lumbar.ports import StoreError
from lumbar.session_keys import USUAL, SessionKey
from lumbar.settings import KEYS_TABLE, KINDS, Settings, SettingsFile, Theme, parse_settings, read_settings
from lumbar.settings_writing import SettingsBook, UnchangeableTextError, new_text, with_setting, write_setting
from lumbar.tui.screens.settings import ROWS
from lumbar.words.settings import GROUPS, KEY_WORDS, SETTING_WORDS

ROOT = Path(__file__).parent.parent

COMMENTS = st.text(st.characters(min_codepoint=32, max_codepoint=0x2FF, exclude_characters="\x7f"), max_size=20).filter(
    lambda text: text.isprintable()
)
LINES = st.sampled_from(
    [
        'theme = "light"',
        "volume=40",
        '"voice" = false',
        "loudness = 11",
        "",
        "   ",
        "mine = [1,\n 2, # two\n]",
        'long = """\ntheme = 1\n"""',
        "a.b.c = 1979-05-27",
    ]
)
TABLES = st.sampled_from(
    [
        '[keys]\npause = "b"',
        '[ keys ]\n\n  next="x" # mine',
        "[colours]\nhold = 'red'",
        "[[many]]\nx=1\n[[many]]\nx = 2",
    ]
)


@st.composite
def files(draw: st.DrawFn) -> tuple[str, list[str]]:
    """A settings file as somebody may have written it, and the comments in it."""
    comments: list[str] = []
    text = ""
    for part in (*draw(st.lists(LINES, unique=True, max_size=6)), *draw(st.lists(TABLES, unique=True, max_size=3))):
        comment = f"# {len(comments)} {draw(COMMENTS)}".rstrip()
        comments.append(comment)
        text += f"{comment}\n{part}\n"
    ending = draw(st.sampled_from(["\n", "\r\n"]))
    return text.replace("\n", ending), comments


VALUES: dict[str, Any] = {"theme": Theme.ANSI, "volume": 5, "chimes": False, "provider_phone": "112"}


@given(files(), st.sampled_from([*VALUES, "keys.pause", "keys.voice"]))
@settings(max_examples=60, deadline=None)
def test_comments_order_and_unknown_keys_survive(file: tuple[str, list[str]], name: str) -> None:
    text, comments = file
    try:
        before = tomllib.loads(text)
    except tomllib.TOMLDecodeError:  # [keys] twice
        with pytest.raises(UnchangeableTextError):
            with_setting(text, "volume", 5)
        return
    table, _, key = name.rpartition(".")
    value = ("full_stop", "b") if table else VALUES[name]
    changed = with_setting(text, key, value, table=table)
    after = tomllib.loads(changed)
    written = (after.get(table, {}) if table else after).pop(key)
    (before.get(table, {}) if table else before).pop(key, None)
    if table and not before.get(table):
        before.pop(table, None)
        after.pop(table)
    assert written == ([".", "b"] if table else getattr(value, "value", value))
    assert after == before
    assert [one for one in before if one in after] == [one for one in after if one in before]
    places = [changed.index(comment) for comment in comments]
    assert places == sorted(places)


def test_a_new_file_has_every_key_with_a_comment_and_its_usual_value() -> None:
    text = new_text()
    found = parse_settings(text, "new")
    assert (found.problems, found.unknown) == ((), ())
    assert found.settings.changed("keys", Settings().keys) == Settings()
    for use, usual in USUAL.items():
        assert set(found.settings.keys.of(use)) == set(usual)
    lines = text.splitlines()
    for key in (*KINDS, *(use.value for use in SessionKey)):
        place = next(number for number, line in enumerate(lines) if line.startswith(f"{key} = "))
        assert lines[place - 1].startswith("# ")


def test_the_docs_the_readers_the_words_and_the_screen_know_the_same_keys() -> None:
    docs = (ROOT / "docs" / "settings.md").read_text(encoding="utf-8")
    lines = [line for line in docs.splitlines() if line.startswith("| `")]
    cells = [(line.split("`")[1], line) for line in lines]
    of_settings, of_keys = dict(cells[: len(KINDS)]), dict(cells[len(KINDS) :])
    fields = set(Settings.__dataclass_fields__) - {KEYS_TABLE}
    grouped = [key for keys in GROUPS.values() for key in keys]
    uses = [use.value for use in SessionKey]
    assert sorted(KINDS) == sorted(fields) == sorted(grouped) == sorted(SETTING_WORDS)
    assert [key for key, _ in cells] == [*grouped, *uses]
    assert [row.use.value if row.use else row.setting for row in ROWS] == [*grouped, *uses]
    for key, kind in KINDS.items():
        assert kind.allowed() in of_settings[key]
        assert SETTING_WORDS[key].does in of_settings[key]
    for use in SessionKey:
        assert KEY_WORDS[use][1] in of_keys[use.value]


def test_the_example_of_the_docs_is_read_without_a_problem() -> None:
    docs = (ROOT / "docs" / "settings.md").read_text(encoding="utf-8")
    found = parse_settings(docs.partition("```toml\n")[2].partition("```")[0], "docs")
    assert (found.problems, found.unknown) == ((), ())
    assert found.settings.keys.of(SessionKey.HURTS) == ("d", "full_stop")


def test_a_file_that_is_not_there_is_made_for_its_owner_alone(tmp_path: Path) -> None:
    path = tmp_path / "new folder" / "settings.toml"
    write_setting(path, "theme", Theme.LIGHT)
    assert read_settings(path).settings.theme is Theme.LIGHT
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert [one.name for one in path.parent.iterdir()] == ["settings.toml"]


def test_mode_mark_and_link_stay(tmp_path: Path) -> None:
    path, link = tmp_path / "dotfiles.toml", tmp_path / "settings.toml"
    path.write_bytes(b"\xef\xbb\xbf# mine\r\nvolume = 3\r\n")
    path.chmod(0o644)
    link.symlink_to(path)
    write_setting(link, "volume", 7)
    assert path.read_bytes() == b"\xef\xbb\xbf# mine\r\nvolume = 7\r\n"
    assert link.is_symlink()
    assert stat.S_IMODE(path.stat().st_mode) == 0o644


@pytest.mark.parametrize(
    ("content", "reason"),
    [(b"theme = \nvolume = 3", "line 1"), (b"\xff", "not UTF-8"), (b"keys = 3\n", "keys")],
)
def test_what_cannot_be_understood_is_left_as_it_is(tmp_path: Path, content: bytes, reason: str) -> None:
    path = tmp_path / "settings.toml"
    path.write_bytes(content)
    book = SettingsBook(path, SettingsFile())
    with pytest.raises(StoreError, match="is not changed") as refused:
        book.write("pause", ("b",), table=KEYS_TABLE)
    assert reason in str(refused.value)
    assert "holds until lumbar is closed" in str(refused.value)
    assert path.read_bytes() == content


def test_a_file_that_cannot_be_written_is_told_and_nothing_is_left_behind(tmp_path: Path) -> None:
    place = tmp_path / "a file" / "settings.toml"
    place.parent.write_text("no folder", encoding="utf-8")
    with pytest.raises(StoreError, match=r"cannot be written \(not a directory\)"):
        SettingsBook(place, SettingsFile()).write("volume", 7)
    assert [one.name for one in tmp_path.iterdir()] == ["a file"]


def test_what_was_taken_holds_in_this_run(tmp_path: Path) -> None:
    book = SettingsBook(tmp_path / "s", SettingsFile(problems=("a problem",), unknown=("x",)))
    book.take(book.settings.changed("order", Order.FEWER_CHANGES))
    assert book.settings.order is Order.FEWER_CHANGES
    assert (book.found.problems, book.found.unknown) == (("a problem",), ("x",))


def test_what_is_put_right_in_the_file_is_no_problem_any_more_and_what_was_taken_holds(tmp_path: Path) -> None:
    place = tmp_path / "settings.toml"
    place.write_text("volume = 999\ncountdown_seconds = 77\n", encoding="utf-8")
    book = SettingsBook(place, read_settings(place))
    assert [line for line in ("line 1", "line 2") if line in " ".join(book.found.problems)] == ["line 1", "line 2"]
    book.take(book.settings.changed("order", Order.FEWER_CHANGES))
    book.write("volume", 7)
    assert ["countdown_seconds" in one for one in book.found.problems] == [True]
    assert book.settings.order is Order.FEWER_CHANGES, "it is not in the file yet"
