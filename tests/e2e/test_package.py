"""What is shipped: the wheel has all of it, and works where nothing but the wheel and its dependencies are."""

import json
import os
import subprocess
import tarfile
import zipfile
from dataclasses import dataclass
from pathlib import Path

import pytest

from lumbar import __version__
from support.command_line import child_environment
from support.wheel import CHECKOUT, Built, build, install

pytestmark = pytest.mark.slow

LARGEST_WHEEL = 4 * 1024 * 1024
"""In bytes."""

FOLDER = "Übungen für den Rücken 腰"
"""Spaces, and letters that no ASCII has."""

HOME = "home"
NOT_FOR_EVERYBODY = ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME")


@dataclass(frozen=True, slots=True, kw_only=True)
class Installed:
    """A lumbar from the wheel, in a folder of its own."""

    folder: Path
    python: Path

    def run(self, *arguments: str, **environment: str | None) -> subprocess.CompletedProcess[str]:
        """Run it with nobody at the keyboard; a variable that is None is not there."""
        variables = child_environment(self.folder / HOME, LUMBAR_CLOCK_RATE="1000") | environment
        return subprocess.run(
            [str(self.python), "-m", "lumbar", *arguments],
            env={name: value for name, value in variables.items() if value is not None},
            cwd=self.folder,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            encoding="utf-8",
            timeout=60,
            check=False,
        )


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    return build(tmp_path_factory.mktemp("dist"))


@pytest.fixture(scope="module")
def installed(built: Built, tmp_path_factory: pytest.TempPathFactory) -> Installed:
    folder = tmp_path_factory.mktemp("elsewhere") / FOLDER
    (folder / HOME).mkdir(parents=True)
    return Installed(folder=folder, python=install(built.wheel, folder / "venv"))


@pytest.fixture(scope="module")
def with_history(installed: Installed) -> str:
    """A folder with a made-up history, in a path that has spaces and letters too."""
    folder = str(installed.folder / "meine Daten")
    ended = installed.run("--data-dir", folder, "demo", "--weeks", "1")
    assert ended.returncode == 0, ended.stderr
    return folder


def said(ended: subprocess.CompletedProcess[str]) -> str:
    """Everything that was printed; never a traceback."""
    words = ended.stdout + ended.stderr
    assert "Traceback" not in words
    assert "nobody foresaw" not in words
    return words


def test_the_wheel_has_everything_that_runs_and_nothing_else(built: Built) -> None:
    names = set(zipfile.ZipFile(built.wheel).namelist())
    code = {f"lumbar/{path.relative_to(CHECKOUT / 'src/lumbar')}" for path in shipped(CHECKOUT / "src/lumbar")}
    assets = {f"lumbar/{path.relative_to(CHECKOUT)}" for path in shipped(CHECKOUT / "assets")}
    assert {Path(name).suffix for name in code} >= {".py", ".tcss", ".html", ".typed"}
    assert {Path(name).suffix for name in assets} >= {".toml", ".wav"}
    about = {name for name in names if name.startswith(f"lumbar-{__version__}.dist-info/")}
    assert names - about == code | assets
    assert {Path(name).name for name in about} == {"METADATA", "WHEEL", "entry_points.txt", "LICENSE", "RECORD"}


def test_the_wheel_is_small(built: Built) -> None:
    assert 1_000_000 < built.wheel.stat().st_size < LARGEST_WHEEL


def test_the_source_archive_has_what_the_next_builder_needs(built: Built) -> None:
    with tarfile.open(built.source) as archive:
        names = {name.partition("/")[2] for name in archive.getnames()}
    for needed in ("Makefile", "constraints.txt", "README.md", "CONTRIBUTING.md", "docs/safety.md", ".ci/run"):
        assert needed in names
    for folder in ("src/lumbar", "assets", "tests", "bench", "scripts", "docs"):
        assert {str(path.relative_to(CHECKOUT)) for path in shipped(CHECKOUT / folder)} <= names


def shipped(folder: Path) -> set[Path]:
    """The files of the checkout below *folder*, without caches."""
    return {path for path in folder.rglob("*") if path.is_file() and "__pycache__" not in path.parts}


def test_the_installed_program_is_the_wheels_own(installed: Installed) -> None:
    asks = "import lumbar; from lumbar.paths import assets_dir; print(lumbar.__file__); print(assets_dir())"
    ended = subprocess.run(
        [str(installed.python), "-c", asks],
        env=child_environment(installed.folder / HOME),
        cwd=installed.folder,
        capture_output=True,
        encoding="utf-8",
        timeout=60,
        check=True,
    )
    for line in ended.stdout.splitlines():
        assert Path(line).is_relative_to(installed.folder / "venv")
    assert (Path(ended.stdout.splitlines()[1]) / "voice" / "en").is_dir()


def test_its_command_stands_in_a_path_with_spaces(installed: Installed) -> None:
    command = installed.folder / "venv" / "bin" / "lumbar"
    ended = subprocess.run(
        [str(command), "--version"], env=child_environment(installed.folder), capture_output=True, text=True, check=True
    )
    assert ended.stdout == f"lumbar {__version__}\n"


def test_its_verbs_print(installed: Installed, with_history: str) -> None:
    assert installed.run("--version").stdout == f"lumbar {__version__}\n"
    exercises = installed.run("exercises")
    assert (exercises.returncode, exercises.stderr) == (0, "")
    assert "pelvic-tilt" in exercises.stdout
    today = installed.run("--data-dir", with_history, "today", "--json")
    assert today.returncode in {0, 1}, said(today)  # 1 on a day of rest
    assert "sessions_planned" in json.loads(today.stdout)
    page = installed.run("--data-dir", with_history, "export", "--format", "html", "--output", "Seite.html")
    assert page.returncode == 0, said(page)
    assert "<html" in (installed.folder / "Seite.html").read_text(encoding="utf-8")


def test_a_session_runs_to_its_end_with_nobody_at_the_keyboard(installed: Installed, with_history: str) -> None:
    ended = installed.run("--data-dir", with_history, "session", "--plain", "--only", "pelvic-tilt")
    assert (ended.returncode, ended.stderr) == (0, "")
    assert ended.stdout.endswith("Saved.\n")


def test_a_home_that_cannot_be_written_reads_and_says_why_nothing_is_kept(installed: Installed, tmp_path: Path) -> None:
    home = tmp_path / "home"
    home.mkdir()
    home.chmod(0o500)
    place = str(home) if os.geteuid() else "/proc"  # where not even root can make a folder
    for verb in ("today", "exercises", "where", "care"):
        ended = installed.run(verb, HOME=place)
        assert (ended.returncode, ended.stderr) == (0, ""), said(ended)
    session = installed.run("session", "--plain", HOME=place)
    assert session.returncode == 3
    assert "cannot be written" in said(session)
    assert "--data-dir" in session.stderr


def test_without_a_home_the_data_may_be_anywhere(installed: Installed, with_history: str) -> None:
    absent: dict[str, str | None] = dict.fromkeys(("HOME", *NOT_FOR_EVERYBODY))
    ended = installed.run("--data-dir", with_history, "today", **absent)
    assert ended.returncode in {0, 1}
    assert "session" in said(ended)


def test_where_nobody_knows_a_home_a_sentence_says_what_to_set(installed: Installed) -> None:
    # A user without an entry in the system's list, as in some containers.
    asks = (
        "import os, pwd, sys\n"
        "os.environ.pop('HOME')\n"
        "def nobody(_): raise KeyError\n"
        "pwd.getpwuid = nobody\n"
        "from lumbar.cli import run\n"
        "sys.exit(run(['today']))\n"
    )
    ended = subprocess.run(
        [str(installed.python), "-c", asks],
        env=child_environment(installed.folder / HOME),
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert ended.returncode == 2
    assert "set an absolute HOME" in said(ended)
