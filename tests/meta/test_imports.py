"""Importing a module does nothing else."""

import subprocess
import sys
from pathlib import Path

import pytest

import lumbar

ROOT = Path(lumbar.__file__).parent

SCRIPT = """
import importlib, os, sys

# What the libraries do when they are imported is theirs: they are imported before anyone listens.
import click, filelock, msgspec, platformdirs, rich, textual.app, textual.widgets, tinydb, uuid, tomllib, zoneinfo
import concurrent.futures.thread, asyncio, argparse, textual.pilot

done = []
WATCHED = {"os.mkdir", "os.rename", "os.remove", "os.rmdir", "os.link", "os.symlink", "os.chmod", "os.truncate",
           "socket.connect", "socket.bind", "socket.getaddrinfo", "subprocess.Popen", "os.system", "os.exec",
           "os.fork", "os.forkpty", "os.putenv", "os.unsetenv"}


def by_lumbar():
    frame = sys._getframe(2)
    while frame is not None:
        name = frame.f_globals.get("__name__", "")
        if name.startswith("lumbar"):
            return True
        if name.startswith("importlib") or "importlib" in frame.f_code.co_filename:
            return False
        frame = frame.f_back
    return False


def listen(event, arguments):
    if event in WATCHED:
        done.append(f"{event} {arguments}")
    elif event == "open":
        path, mode, flags = arguments
        if flags & (os.O_WRONLY | os.O_RDWR | os.O_CREAT) and not str(path).startswith("/dev/null"):
            done.append(f"open for writing {path}")
        elif str(path).startswith("/dev/"):
            done.append(f"open {path}")


class Watched(type(os.environ)):
    def __getitem__(self, key):
        if by_lumbar():
            done.append(f"read {key}")
        return super().__getitem__(key)


os.environ.__class__ = Watched
sys.addaudithook(listen)
sys.dont_write_bytecode = True
importlib.import_module(sys.argv[1])
print("\\n".join(done))
"""


def module_names() -> list[str]:
    names = []
    for path in sorted(ROOT.rglob("*.py")):
        parts = ("lumbar", *path.relative_to(ROOT).with_suffix("").parts)
        names.append(".".join(parts[:-1] if parts[-1] == "__init__" else parts))
    return names


def what_happens(script: str, module: str, folder: Path) -> str:
    ended = subprocess.run(
        [sys.executable, "-B", "-c", script, module],
        cwd=folder,
        env={"HOME": str(folder), "PATH": ""},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert ended.returncode == 0, ended.stderr
    return ended.stdout.strip()


ALL_OF_THEM = SCRIPT.replace(
    "importlib.import_module(sys.argv[1])", "for name in sys.argv[1].split(): importlib.import_module(name)"
)


def test_importing_every_module_touches_no_file_no_device_and_no_environment(tmp_path: Path) -> None:
    names = [name for name in module_names() if not name.endswith("__main__")]
    assert len(names) > 60
    assert what_happens(ALL_OF_THEM, " ".join(names), tmp_path) == ""
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize(
    ("code", "seen"),
    [
        ("import os; os.environ.get('HOME')", "read HOME"),
        ("open('made', 'w').close()", "open for writing made"),
        ("import os; os.mkdir('folder')", "os.mkdir"),
    ],
)
def test_whatever_a_module_did_would_be_seen(tmp_path: Path, code: str, seen: str) -> None:
    (tmp_path / "lumbar_that_does_things.py").write_text(code, encoding="utf-8")
    script = SCRIPT.replace("import importlib, os, sys", "import importlib, os, sys; sys.path.insert(0, '.')")
    assert seen in what_happens(script, "lumbar_that_does_things", tmp_path)
