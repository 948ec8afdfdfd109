"""Writes a setting into the person's file: comments, order and unknown keys stay, and the file is always whole."""

import os
from contextlib import suppress
from dataclasses import replace
from datetime import time
from enum import Enum
from pathlib import Path
from typing import Any

from lumbar.ports import StoreError
from lumbar.private_folder import ensure_private_folder
from lumbar.session_keys import USUAL, SessionKey, written_name
from lumbar.settings import (
    BYTE_ORDER_MARK,
    KEYS_TABLE,
    KINDS,
    Settings,
    SettingsFile,
    read_settings,
    read_settings_text,
)
from lumbar.words.settings import GROUPS, KEY_WORDS, KEYS_HEADING, KEYS_NOTE, SETTING_WORDS

HOLDS_FOR_NOW = "The setting holds until lumbar is closed."


class UnchangeableTextError(ValueError):
    """A text cannot be changed. The message says why."""


class SettingsBook:
    """The settings of this run, and the file that they are kept in."""

    def __init__(self, path: Path, found: SettingsFile) -> None:
        self.path = path
        self.settings = found.settings
        """The settings that hold now."""
        self._in_file = found

    @property
    def found(self) -> SettingsFile:
        """What holds now, and what is wrong with the file."""
        return replace(self._in_file, settings=self.settings)

    def take(self, settings: Settings) -> None:
        """Let *settings* hold from now on, in this run."""
        self.settings = settings

    def write(self, key: str, value: Any, *, table: str = "") -> None:
        """Keep *value* for *key* in the file, in *table* if one is named. Raises StoreError."""
        try:
            write_setting(self.path, key, value, table=table)
        except OSError as error:
            reason = (error.strerror or "").lower()
            raise StoreError(f"{self.path} cannot be written ({reason}). {HOLDS_FOR_NOW}") from error
        except UnchangeableTextError as error:
            raise StoreError(f"{self.path} is not changed: {error}. {HOLDS_FOR_NOW}") from error
        self._in_file = read_settings(self.path)


def write_setting(path: Path, key: str, value: Any, *, table: str = "") -> None:
    """Write *value* for *key* into the file at *path*; a file that is not there is made, with a comment for each key.

    Raises OSError, and UnchangeableTextError if what is there cannot be understood. The file is then as before.
    """
    place = path.resolve() if path.is_symlink() else path
    try:
        text = read_settings_text(place)
    except FileNotFoundError:
        text = new_text()
    except ValueError as error:
        raise UnchangeableTextError(str(error)) from error
    mark = BYTE_ORDER_MARK if text.startswith(BYTE_ORDER_MARK) else ""
    changed = mark + with_setting(text.removeprefix(mark), key, value, table=table)
    if changed != text or not place.exists():
        _replace(place, changed)


def with_setting(text: str, key: str, value: Any, *, table: str = "") -> str:
    """Return *text*, which is TOML, with *value* for *key*. Everything else stays. Raises UnchangeableTextError."""
    import tomllib  # noqa: PLC0415 - only a person who changes a setting pays for it

    import tomlkit  # noqa: PLC0415 - as above
    from tomlkit.exceptions import TOMLKitError  # noqa: PLC0415 - as above

    written = _written(value)
    try:
        wanted = tomllib.loads(text)
        document = tomlkit.parse(text)
        holder: Any = document
        if table:
            holder = document.setdefault(table, {})
        if not isinstance(holder, dict):
            raise TypeError(f"{table} must be a table, [{table}]")  # noqa: TRY301 - told with the others
        holder[key] = written
        changed = tomlkit.dumps(document)
        (wanted.setdefault(table, {}) if table else wanted)[key] = written
        is_as_wanted = tomllib.loads(changed) == wanted
    except (ValueError, RecursionError, TOMLKitError, KeyError, TypeError) as error:
        raise UnchangeableTextError(str(error)) from error
    if not is_as_wanted:  # a way of writing TOML that the library does not follow: the person's file comes first
        raise UnchangeableTextError(f"it is written in an unusual way; change {key} by hand")
    return changed


def _written(value: Any) -> Any:
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, time):
        return f"{value:%H:%M}"
    if isinstance(value, tuple):  # keys
        names = [written_name(key) for key in value]
        return names[0] if len(names) == 1 else names
    return value


def new_text() -> str:
    """Return a settings file with every key, its usual value, and a comment that explains it."""
    usual = Settings()
    lines = ["# Settings of lumbar. Each key may be left out."]
    for heading, keys in GROUPS.items():
        lines += ["", f"# {heading}"]
        for key in keys:
            lines += ["", f"# {SETTING_WORDS[key].does}", f"# {KINDS[key].allowed()}"]
            lines.append(f"{key} = {_in_toml(_written(getattr(usual, key)))}")
    lines += ["", f"# {KEYS_HEADING}", f"# {KEYS_NOTE}", f"[{KEYS_TABLE}]"]
    for use in SessionKey:
        lines += ["", f"# {KEY_WORDS[use][1]}", f"{use.value} = {_in_toml(_written(USUAL[use]))}"]
    return "\n".join(lines) + "\n"


def _in_toml(value: Any) -> str:
    """Return a usual value in TOML: none of them holds anything that needs care."""
    match value:
        case bool():
            return str(value).lower()
        case str():
            return f'"{value}"'
        case list():
            return f"[{', '.join(map(_in_toml, value))}]"
        case _:
            return str(value)


def _replace(path: Path, text: str) -> None:
    """Put *text* in the place of the file at *path*, whole or not at all. Raises OSError."""
    import tempfile  # noqa: PLC0415 - only a person who changes a setting pays for it

    ensure_private_folder(path.parent)
    descriptor, name = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
    new = Path(name)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(text.encode())
            file.flush()
            os.fsync(file.fileno())
        with suppress(FileNotFoundError):  # a new file is for its owner alone
            new.chmod(path.stat().st_mode & 0o777)
        new.replace(path)
    except OSError:
        new.unlink(missing_ok=True)
        raise
