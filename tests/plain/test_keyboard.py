"""Keys of a plain terminal: one at a time, and the terminal is given back as it was."""

import os
import pty
import signal
import termios
from collections.abc import Iterator

import pytest

from lumbar.plain.keyboard import Keyboard, named


@pytest.mark.parametrize(
    ("typed", "keys"),
    [
        (b" ", ["space"]),
        (b"\x1b[C\x1b[D", ["right", "left"]),
        (b"\x1b[5~\x1b[6~", ["pageup", "pagedown"]),
        (b"\x1b", ["escape"]),
        (b"d8\r\x7f", ["d", "8", "enter", "backspace"]),
        (b"+=?x", ["plus", "equals_sign", "question_mark", "x"]),
        (b"\x1b[1;5Cq", ["unknown", "q"]),
        (b"\x1b[", ["unknown"]),
        (b"\x1bOP\x1b[12~", ["f1", "f2"]),
        (b"\x1bOS\x1b[15~\x1b[17~\x1b[24~", ["f4", "f5", "f6", "f12"]),
        (b"\x1b[H\x1b[4~\x1b[2~\x1b[3~\t", ["home", "end", "insert", "delete", "tab"]),
        (b".-/", ["full_stop", "minus", "slash"]),
        ("äж養d".encode(), ["unknown", "unknown", "unknown", "d"]),
        (b"", []),
    ],
)
def test_keys_have_the_names_that_the_screens_have(typed: bytes, keys: list[str]) -> None:
    assert list(named(typed)) == keys


@pytest.fixture
def terminal() -> Iterator[tuple[int, int]]:
    master, slave = pty.openpty()
    yield master, slave
    for descriptor in (master, slave):
        os.close(descriptor)


def flags(slave: int) -> int:
    return int(termios.tcgetattr(slave)[3])


def test_keys_come_one_at_a_time_and_the_terminal_is_given_back(terminal: tuple[int, int]) -> None:
    master, slave = terminal
    before = termios.tcgetattr(slave)
    handlers = [signal.getsignal(number) for number in (signal.SIGTERM, signal.SIGHUP, signal.SIGTSTP, signal.SIGCONT)]
    with Keyboard(slave) as keyboard:
        assert keyboard.is_there
        assert not flags(slave) & (termios.ICANON | termios.ECHO)
        assert keyboard.wait(0) == []
        os.write(master, b"d\x1b[C")
        assert keyboard.wait(10) == ["d", "right"]
    assert termios.tcgetattr(slave) == before
    assert not keyboard.is_there
    assert handlers == [
        signal.getsignal(number) for number in (signal.SIGTERM, signal.SIGHUP, signal.SIGTSTP, signal.SIGCONT)
    ]


@pytest.mark.parametrize("error", [KeyboardInterrupt, RuntimeError])
def test_it_is_given_back_however_it_ends(terminal: tuple[int, int], error: type[BaseException]) -> None:
    before = termios.tcgetattr(terminal[1])
    with pytest.raises(error), Keyboard(terminal[1]):
        raise error
    assert termios.tcgetattr(terminal[1]) == before


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_a_signal_to_end_ends_in_order(terminal: tuple[int, int], number: signal.Signals) -> None:
    before = termios.tcgetattr(terminal[1])
    with Keyboard(terminal[1]), pytest.raises(SystemExit) as ended:
        signal.raise_signal(number)
    assert ended.value.code == 128 + number
    assert termios.tcgetattr(terminal[1]) == before


def test_while_the_program_is_stopped_the_shell_has_the_terminal(
    terminal: tuple[int, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    _, slave = terminal
    before = flags(slave)
    stopped: list[int] = []
    with Keyboard(slave) as keyboard:
        with monkeypatch.context() as patch:
            patch.setattr(os, "kill", lambda _pid, number: stopped.append(number))
            keyboard._stopped(signal.SIGTSTP, None)
            assert stopped == [signal.SIGTSTP]
            assert flags(slave) == before
            assert signal.getsignal(signal.SIGTSTP) is signal.SIG_DFL
        keyboard._continued(signal.SIGCONT, None)
        assert not flags(slave) & termios.ICANON
        assert signal.getsignal(signal.SIGTSTP) == keyboard._stopped


def test_without_a_terminal_there_are_no_keys() -> None:
    reading, writing = os.pipe()
    with Keyboard(reading) as keyboard:
        assert not keyboard.is_there
        assert keyboard.wait(0) == []
    os.close(reading)
    os.close(writing)


def test_a_terminal_that_is_gone_ends_it(terminal: tuple[int, int], monkeypatch: pytest.MonkeyPatch) -> None:
    master, slave = terminal
    with Keyboard(slave) as keyboard:
        os.write(master, b"x")
        monkeypatch.setattr(os, "read", lambda *_: b"")
        with pytest.raises(EOFError):
            keyboard.wait(10)
