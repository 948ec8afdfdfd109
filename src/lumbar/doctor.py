"""What works here, and what to do about what does not. Looks only: creates nothing, takes no lock."""

import os
import shutil
import stat
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing, suppress
from dataclasses import dataclass
from enum import Enum
from pathlib import Path

from lumbar.bootstrap import Parts
from lumbar.catalog import CatalogError
from lumbar.clock import read_clock_rate
from lumbar.cues.port import How, Way
from lumbar.ports import ABOUT_WRITING_ALONE, StoreError

SMALLEST_COLUMNS, SMALLEST_ROWS = 40, 12
MEGABYTE = 1_000_000
LITTLE_SPACE = 100 * MEGABYTE
NO_SPACE = MEGABYTE


class CheckState(Enum):
    """How serious a finding is."""

    OK = "ok"
    WARN = "warn"
    FAIL = "fail"  # sessions cannot be kept or shown


@dataclass(frozen=True, slots=True)
class Check:
    """One finding."""

    name: str
    state: CheckState
    detail: str
    """What was found, in plain words."""
    advice: str = ""
    """What to do; empty if nothing has to be done."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Surroundings:
    """What the program was started in."""

    environment: Mapping[str, str]
    terminal_size: os.terminal_size | None
    """None if the output does not go to a terminal."""
    is_utf_8: bool
    """Whether the locale's text is UTF-8."""
    heard: How | None = None
    """Which way a sound went that was played to try; None if none was."""


def examine(parts: Parts, surroundings: Surroundings) -> tuple[Check, ...]:
    """Return every finding."""
    return (
        _terminal(surroundings),
        _colours(surroundings.environment),
        *_history(parts),
        _folder(parts.paths.data_dir),
        *_file(parts.paths.data_file),
        _space(parts.paths.data_dir),
        _lock(parts.paths.lock),
        _settings(parts),
        _exercises(parts),
        _sound(parts, surroundings),
        *_clock_rate(surroundings.environment),
    )


def _sound(parts: Parts, surroundings: Surroundings) -> Check:
    """Return which way sound would go. Nothing is played for it, except where that was asked for."""
    how = surroundings.heard
    if how is None:
        return Check("sound", CheckState.OK, parts.planned_sound)
    if how.way is Way.SYSTEM:
        return Check("sound", CheckState.OK, f"{how} One was played just now.")
    advice = "Look whether this machine has a sound server (PipeWire, PulseAudio) or a sound card."
    return Check("sound", CheckState.WARN, str(how), advice)


def _terminal(surroundings: Surroundings) -> Check:
    term = surroundings.environment.get("TERM", "")
    size = surroundings.terminal_size
    words = [f"TERM is {term}" if term else "TERM is not set"]
    words.append(f"{size.columns} columns and {size.lines} lines" if size else "the output goes to no terminal")
    words.append("text is UTF-8" if surroundings.is_utf_8 else "text is not UTF-8")
    advice = []
    if term in ("", "dumb"):
        advice.append("Use a terminal that sets TERM, such as xterm-256color.")
    if size and (size.columns < SMALLEST_COLUMNS or size.lines < SMALLEST_ROWS):
        advice.append(f"Make the window {SMALLEST_COLUMNS} columns wide and {SMALLEST_ROWS} lines high or more.")
    if not surroundings.is_utf_8:
        advice.append("Set LANG to a UTF-8 locale, such as C.UTF-8.")
    return Check("terminal", CheckState.WARN if advice else CheckState.OK, f"{', '.join(words)}.", " ".join(advice))


def _colours(environment: Mapping[str, str]) -> Check:
    term = environment.get("TERM", "")
    if environment.get("NO_COLOR"):
        detail = "Off, because NO_COLOR is set."
    elif environment.get("COLORTERM") in ("truecolor", "24bit"):
        detail = "All of them: COLORTERM is set."
    elif "256" in term:
        detail = "256 of them, as TERM says."
    else:
        detail = "A few: neither COLORTERM nor TERM promises more."
    return Check("colours", CheckState.OK, f"{detail} Nothing is told by colour alone.")


def _history(parts: Parts) -> Iterator[Check]:
    """Read everything that is kept. What concerns writing alone has checks of its own."""
    name = "data file"
    try:
        with closing(parts.open_store(read_only=True)) as store:
            count = len(store.sessions())
            notices = [one for one in store.notices if one.kind not in ABOUT_WRITING_ALONE]
    except (StoreError, OSError) as error:
        advice = "Look at this file and its folder, or choose another folder with --data-dir."
        yield Check(name, CheckState.FAIL, str(error), advice)
        return
    for notice in notices:
        yield Check(name, CheckState.WARN, f"{notice.what} {notice.kept}", notice.advice)
    if notices:
        return
    found = f"It is there and readable, with {count} kept {'session' if count == 1 else 'sessions'}."
    exists = count or _holds(parts.paths.data_file.exists)
    yield Check(name, CheckState.OK, found if exists else "There is none yet; the first session makes it.")


def _folder(folder: Path) -> Check:
    name = "data folder"
    nearest = _nearest(folder)
    if not _holds(nearest.is_dir):
        return Check(name, CheckState.FAIL, f"{nearest} is no folder.", "Choose another folder with --data-dir.")
    if not os.access(nearest, os.R_OK | os.W_OK | os.X_OK):
        return Check(
            name,
            CheckState.FAIL,
            f"{nearest} cannot be written.",
            "Allow writing to it, or choose another folder with --data-dir.",
        )
    if nearest != folder:
        return Check(name, CheckState.OK, "There is none yet; the first session makes it.")
    return _private(name, folder)


def _file(path: Path) -> Iterator[Check]:
    if _holds(path.is_file):
        yield _private("data file mode", path)


def _private(name: str, path: Path) -> Check:
    """Return whether *path* is for its owner alone."""
    if os.name != "posix":  # pragma: no cover - Windows: the profile's own rights hold
        return Check(name, CheckState.OK, "It lies in your own profile.")
    mode = stat.S_IMODE(path.stat().st_mode)
    wanted = 0o700 if path.is_dir() else 0o600
    if mode & 0o077:
        advice = f"chmod {wanted:o} '{path}'"
        return Check(name, CheckState.WARN, f"Others on this machine may use it (mode {mode:o}).", advice)
    return Check(name, CheckState.OK, f"Only its owner can use it (mode {mode:o}).")


def _space(folder: Path) -> Check:
    name = "free space"
    try:
        free = shutil.disk_usage(_nearest(folder)).free
    except OSError as error:
        return Check(name, CheckState.WARN, f"It cannot be told: {error.strerror}.", "Look at the disk.")
    detail = f"{free // MEGABYTE} MB are free on the disk of the data folder."
    if free < LITTLE_SPACE:
        state = CheckState.FAIL if free < NO_SPACE else CheckState.WARN
        return Check(name, state, detail, "Free some space; sessions are small, but they need some.")
    return Check(name, CheckState.OK, detail)


def _lock(lock_file: Path) -> Check:
    if is_locked(lock_file):
        advice = "Close the other window to make changes here."
        return Check("lock", CheckState.WARN, "lumbar is open in another window, which makes the changes.", advice)
    return Check("lock", CheckState.OK, "No other window has the history open.")


def is_locked(lock_file: Path) -> bool:
    """Return whether another program holds the lock. Neither creates the file nor waits; a holder does not notice."""
    try:
        import fcntl  # noqa: PLC0415 - Windows has none
    except ImportError:  # pragma: no cover - Windows
        return False
    try:
        descriptor = os.open(lock_file, os.O_RDONLY)
    except OSError:
        return False
    try:
        fcntl.flock(descriptor, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    except OSError:  # a file system without such locks
        return False
    else:
        return False
    finally:
        os.close(descriptor)


def _settings(parts: Parts) -> Check:
    name = "settings"
    found = parts.settings_file
    path = parts.paths.config_file
    if found.problems:
        return Check(name, CheckState.WARN, " ".join(found.problems), f"Correct {path}.")
    if found.unknown:
        keys = ", ".join(found.unknown)
        advice = "Look for a slip of the pen; they are left as they are."
        return Check(name, CheckState.WARN, f"This version does not know: {keys}.", advice)
    return Check(
        name, CheckState.OK, "Read." if _holds(path.exists) else "There is no file; the default settings are used."
    )


def _exercises(parts: Parts) -> Check:
    try:
        count = len(parts.catalog.exercises)
    except CatalogError as error:
        return Check("catalog", CheckState.FAIL, f"{error}.", "Install lumbar again.")
    if problems := parts.own_exercises.problems:
        advice = f"Correct the files in {parts.paths.exercises_dir}; everything else works."
        return Check("catalog", CheckState.WARN, " ".join(problems), advice)
    return Check("catalog", CheckState.OK, f"{count} exercises were read.")


def _clock_rate(environment: Mapping[str, str]) -> Iterator[Check]:
    name, advice = "clock rate", "Unset LUMBAR_CLOCK_RATE for a real session."
    try:
        rate = read_clock_rate(environment.get("LUMBAR_CLOCK_RATE", ""))
    except ValueError as error:
        yield Check(name, CheckState.FAIL, f"{error} No session starts.", advice)
        return
    if rate != 1:
        detail = f"Session time runs {rate} times as fast as real time, because LUMBAR_CLOCK_RATE is set."
        yield Check(name, CheckState.WARN, detail, advice)


def _nearest(path: Path) -> Path:
    """Return *path*, or the nearest folder above it that is there."""
    return next((one for one in (path, *path.parents) if _holds(one.exists)), path)


def _holds(question: Callable[[], bool]) -> bool:
    """Return the answer; False where nobody may look."""
    with suppress(OSError):
        return question()
    return False
