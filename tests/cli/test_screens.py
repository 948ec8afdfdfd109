"""The verbs that open the screens."""

import sys
from types import ModuleType

import pytest

from lumbar.bootstrap import Parts
from lumbar.settings import Sound
from support.command_line import Capture, CommandLine, complained


class Screens:
    """Stands in for the screens, and keeps what they were called with."""

    def __init__(self, exit_code: int) -> None:
        self.exit_code = exit_code
        self.calls: list[tuple[Parts, bool, tuple[str, ...]]] = []
        self.minutes: int | None = None

    def run_app(self, parts: Parts, *, start_session: bool, only: tuple[str, ...], minutes: int | None = None) -> int:
        self.minutes = minutes
        self.calls.append((parts, start_session, only))
        return self.exit_code


@pytest.fixture
def screens(monkeypatch: pytest.MonkeyPatch) -> Screens:
    stand_in = Screens(exit_code=7)
    module = ModuleType("lumbar.tui.app")
    module.run_app = stand_in.run_app  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "lumbar.tui.app", module)
    for stream in ("stdin", "stdout", "stderr"):
        monkeypatch.setattr(f"sys.{stream}.isatty", lambda: True)
    return stand_in


def test_without_a_verb_the_screens_open(lumbar: CommandLine, screens: Screens) -> None:
    lumbar.environment["LUMBAR_CLOCK_RATE"] = "60"
    assert lumbar("--sound", "off") == 7
    assert screens.calls == [(lumbar.parts, False, ())]
    assert lumbar.parts is not None
    assert (lumbar.parts.sound, lumbar.parts.clock_rate) == (Sound.OFF, 60)


@pytest.mark.parametrize(("said", "taken"), [({}, "240"), ({"TEXTUAL_FPS": "30"}, "30")])
def test_a_frame_may_follow_soon_upon_another_unless_the_person_wants_fewer(
    lumbar: CommandLine, screens: Screens, said: dict[str, str], taken: str
) -> None:
    lumbar.environment.update(said)
    assert lumbar() == 7
    assert screens.calls
    assert lumbar.environment["TEXTUAL_FPS"] == taken


@pytest.mark.parametrize(
    ("arguments", "only"),
    [
        ((), ()),
        (("--only", "bird-dog"), ("bird-dog",)),
        (("--only", " curl-up, bird-dog,,curl-up "), ("curl-up", "bird-dog")),
    ],
)
def test_session_goes_straight_into_the_session(
    lumbar: CommandLine, screens: Screens, arguments: tuple[str, ...], only: tuple[str, ...]
) -> None:
    assert lumbar("session", *arguments) == 7
    assert screens.calls == [(lumbar.parts, True, only)]


@pytest.mark.parametrize(
    ("only", "sentence"),
    [
        ("bird-dog,headstand", "There is no exercise 'headstand'; there are: "),
        (" , ", "--only names no exercise."),
        ("", "--only names no exercise."),
    ],
)
def test_exercises_that_are_none_open_no_screen(
    lumbar: CommandLine, screens: Screens, only: str, sentence: str, capsys: Capture
) -> None:
    assert lumbar("session", "--only", only) == 2
    assert sentence in complained(capsys)
    assert screens.calls == []


@pytest.mark.parametrize("stream", ["stdin", "stdout", "stderr"])
@pytest.mark.parametrize("verb", [(), ("session",)])
def test_without_a_terminal_there_are_no_screens(
    lumbar: CommandLine, screens: Screens, *, stream: str, verb: tuple[str, ...], capsys: Capture
) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(f"sys.{stream}.isatty", lambda: False)
        assert lumbar(*verb) == 2
    assert "The screens need a terminal." in complained(capsys)
    assert screens.calls == []


@pytest.mark.parametrize("term", ["dumb", "unknown"])
@pytest.mark.parametrize("verb", [(), ("session",)])
def test_a_terminal_of_lines_alone_is_pointed_to_the_plain_session(
    lumbar: CommandLine, screens: Screens, *, term: str, verb: tuple[str, ...], capsys: Capture
) -> None:
    lumbar.environment["TERM"] = term
    with pytest.MonkeyPatch.context() as patch:
        for stream in ("stdin", "stdout", "stderr"):  # capsys has put its own in the place of those of the fixture
            patch.setattr(f"sys.{stream}.isatty", lambda: True)
        assert lumbar(*verb) == 2
    complaint = complained(capsys)
    assert f"TERM is {term}" in complaint
    assert "lumbar session --plain" in complaint
    assert screens.calls == []


def test_minutes_are_those_of_the_session(lumbar: CommandLine, screens: Screens) -> None:
    assert lumbar("session", "--minutes", "12") == 7
    assert screens.minutes == 12
    assert lumbar("session") == 7
    assert screens.minutes is None
