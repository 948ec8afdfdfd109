"""lumbar opens no network connection: the kernel is asked which sockets the program and its children make."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from support.command_line import child_environment, program
from support.terminal import Terminal, lumbar_command
from support.tools import tool

pytestmark = pytest.mark.slow

TO_THE_NETWORK = re.compile(r"AF_INET|AF_PACKET|PF_INET")


def traced(trace: Path, *command: str) -> list[str]:
    """*command* so that every socket of it, and of its children, is written into *trace*."""
    return [tool("strace"), "-f", "-e", "trace=socket,connect", "-o", str(trace), *command]


def sockets_to_the_network(trace: Path) -> list[str]:
    """What *trace* has of them. Fails if the program did not run to its end."""
    lines = trace.read_text(encoding="utf-8", errors="replace").splitlines()
    assert any("+++ exited with 0 +++" in line for line in lines), lines
    return [line for line in lines if TO_THE_NETWORK.search(line)]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A data folder with a week that is made up."""
    made = tmp_path / "data"
    ended = program("--data-dir", str(made), "demo", "--weeks", "1", home=tmp_path)
    assert ended.returncode == 0, ended.stderr
    return made


def test_a_socket_to_the_network_would_be_seen(tmp_path: Path) -> None:
    opens = "import socket; socket.socket(socket.AF_INET, socket.SOCK_DGRAM).close()"
    subprocess.run(traced(tmp_path / "trace", sys.executable, "-c", opens), timeout=60, check=True)
    assert len(sockets_to_the_network(tmp_path / "trace")) == 1


def test_a_whole_session_opens_no_connection(tmp_path: Path, folder: Path) -> None:
    session = lumbar_command("session", "--plain", "--only", "pelvic-tilt", data_dir=folder)
    ended = subprocess.run(
        traced(tmp_path / "trace", *session),
        env=child_environment(tmp_path, LUMBAR_CLOCK_RATE="1000"),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert ended.stdout.endswith("Saved.\n"), ended.stdout + ended.stderr
    assert sockets_to_the_network(tmp_path / "trace") == []


def test_the_screens_open_no_connection(tmp_path: Path, folder: Path) -> None:
    command = traced(tmp_path / "trace", *lumbar_command(data_dir=folder))
    with Terminal(command, environment={"HOME": str(tmp_path)}) as terminal:
        terminal.wait_for("my plan", seconds=30)
        terminal.press("3")
        terminal.wait_for("months", seconds=30)
        terminal.press("q")
        assert terminal.wait_for_end() == 0
    assert sockets_to_the_network(tmp_path / "trace") == []
