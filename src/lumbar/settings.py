"""A person's settings: a frozen value read from TOML. A bad value is named with its line; the rest still holds."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import time
from enum import Enum
from pathlib import Path
from typing import Any

from lumbar.domain.exercise import NS_PER_SECOND, Side
from lumbar.domain.timeline import Order


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

    @property
    def get_ready_ns(self) -> int:
        """The same in nanoseconds."""
        return self.get_ready_seconds * NS_PER_SECOND


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
        text = path.read_text(encoding="utf-8-sig")  # some editors put a mark before the first line
    except FileNotFoundError:
        return SettingsFile()
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else "it is not UTF-8 text"
        return SettingsFile(problems=(f"{path}: cannot be read ({reason}). The default settings are used.",))
    return parse_settings(text, str(path))


def parse_settings(text: str, name: str) -> SettingsFile:
    """Return what *text* holds; *name* stands in the problems."""
    import tomllib  # noqa: PLC0415 - only a person who has a settings file pays for it

    try:
        table = tomllib.loads(text)
    except (ValueError, RecursionError) as error:  # TOML's own error, a number too long, brackets too deep
        return SettingsFile(problems=(f"{name}: {error}. The default settings are used.",))
    settings = Settings()
    problems = []
    for key, value in table.items():
        if key not in _READERS:
            continue
        try:
            settings = replace(settings, **{key: _READERS[key](value)})
        except ValueError as error:
            line = _line_of(key, text)
            problems.append(f"{name}, line {line}: {key} {error}. The default is used.")
    unknown = tuple(key for key in table if key not in _READERS)
    return SettingsFile(settings=settings, problems=tuple(problems), unknown=unknown)


def _line_of(key: str, text: str) -> int:
    pattern = re.compile(rf"""\s*["']?{re.escape(key)}["']?\s*(=|\.)|\s*\[\[?\s*{re.escape(key)}""")
    return next((number for number, line in enumerate(text.splitlines(), 1) if pattern.match(line)), 1)


def _one_of(choices: type[Enum]) -> Callable[[Any], Enum]:
    def read(value: Any) -> Enum:
        names = [choice.value for choice in choices]
        if value not in names:
            allowed = ", ".join(f'"{name}"' for name in names)
            raise ValueError(f"must be one of {allowed}, not {value!r}")
        return choices(value)

    return read


def _whole_number(low: int, high: int) -> Callable[[Any], int]:
    def read(value: Any) -> int:
        if not isinstance(value, int) or isinstance(value, bool) or not low <= value <= high:
            raise ValueError(f"must be a whole number from {low} to {high}, not {value!r}")
        return value

    return read


def _phone_number(value: Any) -> str:
    if not isinstance(value, str) or not re.fullmatch(r"|(?=.*[0-9])[0-9+*#()/. -]{1,30}", value):
        raise ValueError(f'must be a phone number in quotes, such as "112", not {value!r}')
    return value


def _time_of_day(value: Any) -> time:
    if not isinstance(value, str) or not re.fullmatch("(?:[01][0-9]|2[0-3]):[0-5][0-9]", value):
        raise ValueError(f'must be a time in quotes, such as "22:00", not {value!r}')
    return time.fromisoformat(value)


def _yes_or_no(value: Any) -> bool:
    if value is not True and value is not False:
        raise ValueError(f"must be true or false, not {value!r}")
    return value


_READERS: Mapping[str, Callable[[Any], Any]] = {
    "theme": _one_of(Theme),
    "order": _one_of(Order),
    "motion": _one_of(Motion),
    "first_side": _one_of(Side),
    "day_starts_at": _whole_number(0, 12),
    "get_ready_seconds": _whole_number(3, 60),
    "sound": _one_of(Sound),
    "volume": _whole_number(0, 100),
    "voice": _yes_or_no,
    "chimes": _yes_or_no,
    "countdown_seconds": _whole_number(0, 5),
    "floor_mode_when_lying": _yes_or_no,
    "wait_for_me": _yes_or_no,
    "breath": _one_of(Breath),
    "quiet_from": _time_of_day,
    "quiet_until": _time_of_day,
    "emergency_number": _phone_number,
    "provider_phone": _phone_number,
}
