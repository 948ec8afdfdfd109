"""A person's settings: a frozen value read from TOML. A bad value is named with its line; the rest still holds."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import time
from enum import Enum
from pathlib import Path
from typing import Any

from lumbar.domain.order import Order, Side
from lumbar.regular_file import read_regular_file
from lumbar.session_keys import SessionKey, SessionKeys, read_keys
from lumbar.setting_kinds import Kind, OneOf, PhoneNumber, TimeOfDay, WholeNumber, YesOrNo
from lumbar.units import Units

LARGEST_FILE = 64 * 1024
"""Bytes. A file with every setting and its comment takes about a tenth of it."""

BYTE_ORDER_MARK = "\ufeff"
"""Some editors put it before the first line."""


class Theme(Enum):
    """The colours of the screens."""

    DARK = "dark"
    LIGHT = "light"
    ANSI = "ansi"  # the terminal's own colours


class Motion(Enum):
    """How much moves on the screen."""

    FULL = "full"
    REDUCED = "reduced"


class Sound(Enum):
    """What makes the sounds of a session."""

    AUTO = "auto"  # the system if it can, else the terminal's bell
    SYSTEM = "system"
    BELL = "bell"
    OFF = "off"


class Breath(Enum):
    """How a hold reminds of the breath."""

    SHOW = "show"  # a line that grows and shrinks with an easy breath
    WORDS = "words"  # "keep breathing"


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What a person can set."""

    theme: Theme = Theme.DARK
    order: Order = Order.LEAFLET
    motion: Motion = Motion.FULL
    first_side: Side = Side.LEFT
    day_starts_at: int = 3
    """The hour at which a day starts, 0 to 12: a session before it counts for the day before."""
    get_ready_seconds: int = 5
    """3 to 60. The end of each move; it adds nothing."""
    sound: Sound = Sound.AUTO
    """What `--sound auto` stands for."""
    volume: int = 80
    """0 to 100, of chimes and voice."""
    voice: bool = True
    chimes: bool = True
    countdown_seconds: int = 5
    """How many of the last seconds are counted at most, 0 to 5."""
    floor_mode_when_lying: bool = False
    """Whether an exercise that is done lying or on hands and knees starts in floor mode."""
    wait_for_me: bool = False
    """Whether each exercise waits for a key before it starts."""
    breath: Breath = Breath.SHOW
    quiet_from: time = time(22)
    """From then on no reminder is shown, local time."""
    quiet_until: time = time(7)
    """Until then none is; there are no quiet hours if both are the same."""
    emergency_number: str = ""
    """As dialled; empty if it was not set, as no country is assumed."""
    provider_phone: str = ""
    """As dialled; empty if it was not set."""
    units: Units = Units.BOTH
    keys: SessionKeys = field(default_factory=SessionKeys)
    """The keys of a session."""

    def changed(self, key: str, value: Any) -> "Settings":
        """Return these settings with *value*, which its kind allows, for *key*."""
        return replace(self, **{key: value})


@dataclass(frozen=True, slots=True, kw_only=True)
class SettingsFile:
    """What was found in a settings file."""

    settings: Settings = field(default_factory=Settings)
    problems: tuple[str, ...] = ()
    """One sentence for each value that could not be used."""
    unknown: tuple[str, ...] = ()
    """Keys that this version does not know; they stay in the file."""


def read_settings(path: Path) -> SettingsFile:
    """Return what *path* holds; the defaults if there is no such file. Never fails: what is wrong is a problem."""
    try:
        return parse_settings(read_settings_text(path).removeprefix(BYTE_ORDER_MARK), str(path))
    except FileNotFoundError:
        return SettingsFile()
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else error
        return SettingsFile(problems=(f"{path}: cannot be read ({reason}). The default settings are used.",))


def read_settings_text(path: Path) -> str:
    """Return the text of a settings file. Raises OSError, and ValueError, with the reason, if it holds no such text."""
    content = read_regular_file(path, most_bytes=LARGEST_FILE + 1)
    if len(content) > LARGEST_FILE:
        raise ValueError(f"it is larger than {LARGEST_FILE // 1024} KB")
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError as error:
        raise ValueError("it is not UTF-8 text") from error


def parse_settings(text: str, name: str) -> SettingsFile:
    """Return what *text* holds; *name* stands in the problems."""
    import tomllib  # noqa: PLC0415 - only a person who has a settings file pays for it

    try:
        table = tomllib.loads(text)
    except (ValueError, RecursionError) as error:  # TOML's own error, a number too long, brackets too deep
        return SettingsFile(problems=(f"{name}: {error}. The default settings are used.",))
    settings, problems = Settings(), []
    for key, value in table.items():
        try:
            if key in KINDS:
                settings = settings.changed(key, KINDS[key].read(value))
        except ValueError as error:
            problems.append((_line_of(key, text), f"{key} {error}. The default is used."))
    keys = table.get(KEYS_TABLE)
    if keys is not None and not isinstance(keys, dict):
        reason = f"{KEYS_TABLE} must be a table, [{KEYS_TABLE}]. The usual keys are used."
        problems.append((_line_of(KEYS_TABLE, text), reason))
    elif keys is not None:
        chosen, refused = read_keys(keys)
        settings = replace(settings, keys=chosen)
        problems += [
            (_line_of(name, text, within=KEYS_TABLE), f"{KEYS_TABLE}.{name} {reason}. The usual key is used.")
            for name, reason in refused
        ]
    return SettingsFile(
        settings=settings,
        problems=tuple(f"{name}, line {line}: {reason}" for line, reason in sorted(problems)),
        unknown=tuple(_unknown(table)),
    )


def _unknown(table: Mapping[str, Any]) -> Iterator[str]:
    uses = {use.value for use in SessionKey}
    for key, value in table.items():
        if key == KEYS_TABLE and isinstance(value, dict):
            yield from (f"{KEYS_TABLE}.{name}" for name in value if name not in uses)
        elif key not in KINDS and key != KEYS_TABLE:
            yield key


def _line_of(key: str, text: str, *, within: str = "") -> int:
    """Return the line where *key* is set; of a table, where its table is if it is not found *within* that."""
    first = _line_of(within, text) if within else 1
    dotted = rf"""(?:["']?{re.escape(within)}["']?\s*\.\s*)?""" if within else ""
    pattern = re.compile(rf"""\s*{dotted}["']?{re.escape(key)}["']?\s*(=|\.)|\s*\[\[?\s*{re.escape(key)}""")
    numbered = enumerate(text.splitlines(), 1)
    return next((number for number, line in numbered if number >= first and pattern.match(line)), first)


KINDS: Mapping[str, Kind] = {
    "theme": OneOf(Theme),
    "motion": OneOf(Motion),
    "units": OneOf(Units),
    "order": OneOf(Order),
    "first_side": OneOf(Side),
    "get_ready_seconds": WholeNumber(3, 60),
    "wait_for_me": YesOrNo(),
    "floor_mode_when_lying": YesOrNo(),
    "breath": OneOf(Breath),
    "day_starts_at": WholeNumber(0, 12),
    "sound": OneOf(Sound),
    "volume": WholeNumber(0, 100, by=5),
    "voice": YesOrNo(),
    "chimes": YesOrNo(),
    "countdown_seconds": WholeNumber(0, 5),
    "quiet_from": TimeOfDay(),
    "quiet_until": TimeOfDay(),
    "emergency_number": PhoneNumber(),
    "provider_phone": PhoneNumber(),
}
"""What each setting can be; the keys of a session stand in a table of their own."""
KEYS_TABLE = "keys"
