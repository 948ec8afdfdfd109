"""What the settings are called, and what each of them does."""

from collections.abc import Mapping
from datetime import time
from enum import Enum
from typing import Any, NamedTuple

from lumbar.session_keys import ALWAYS_HURTS, TAKEN, SessionKey, label

AT_ONCE = "At once."
NEXT_SESSION = "From the next session on."


class SettingWords(NamedTuple):
    """One setting in words."""

    label: str
    does: str
    from_when: str


GROUPS: Mapping[str, tuple[str, ...]] = {
    "Screen": ("theme", "motion", "units"),
    "Session": (
        "order",
        "first_side",
        "get_ready_seconds",
        "wait_for_me",
        "floor_mode_when_lying",
        "breath",
        "day_starts_at",
    ),
    "Sound": ("sound", "volume", "voice", "chimes", "countdown_seconds"),
    "Reminders": ("quiet_from", "quiet_until"),
    "Care": ("emergency_number", "provider_phone"),
}
KEYS_HEADING = "Keys of the session"

SETTING_WORDS: Mapping[str, SettingWords] = {
    "theme": SettingWords("Theme", "The colours; ansi takes those of your terminal.", AT_ONCE),
    "motion": SettingWords("Motion", "Full: the figure moves. Reduced: still pictures.", AT_ONCE),
    "units": SettingWords("Lengths", "How lengths are shown in the exercises.", AT_ONCE),
    "order": SettingWords(
        "Order", "Leaflet: as your plan has them. Fewer changes: fewer ups and downs in a session.", AT_ONCE
    ),
    "first_side": SettingWords("First side", "The side that begins, where an exercise has sides.", NEXT_SESSION),
    "get_ready_seconds": SettingWords(
        "Get ready",
        "The last seconds of each move, half of it at most, counted down. They make no session longer.",
        NEXT_SESSION,
    ),
    "wait_for_me": SettingWords("Wait for me", "Each exercise waits for a key before it starts.", NEXT_SESSION),
    "floor_mode_when_lying": SettingWords(
        "Floor mode", "Exercises lying or on hands and knees start with the largest words and digits.", NEXT_SESSION
    ),
    "breath": SettingWords("Breath", "Show: a line that grows and shrinks in a hold. Words: a sentence.", NEXT_SESSION),
    "day_starts_at": SettingWords("Day starts at", "The hour. A session before it counts for the day before.", AT_ONCE),
    "sound": SettingWords(
        "Sound",
        "Auto: the system if it can, else the terminal's bell.",
        NEXT_SESSION,
    ),
    "volume": SettingWords("Volume", "Of chimes and voice, in percent.", NEXT_SESSION),
    "voice": SettingWords("Voice", "Says what comes.", NEXT_SESSION),
    "chimes": SettingWords("Chimes", "Sound at each change.", NEXT_SESSION),
    "countdown_seconds": SettingWords("Countdown", "How many of the last seconds are counted.", NEXT_SESSION),
    "quiet_from": SettingWords("Quiet from", "From this time on no reminder shows.", AT_ONCE),
    "quiet_until": SettingWords("Quiet until", "Until this time no reminder shows.", AT_ONCE),
    "emergency_number": SettingWords("Emergency number", "Stands in the care advice. No country is assumed.", AT_ONCE),
    "provider_phone": SettingWords("Provider's phone", "Stands in the care advice.", AT_ONCE),
}

KEY_WORDS: Mapping[SessionKey, tuple[str, str]] = {
    SessionKey.PAUSE: ("Pause", "Pauses, and goes on again."),
    SessionKey.HURTS: ("Something hurts", "Stops everything and asks. The key d always does, too."),
    SessionKey.NEXT: ("Next", "Ends a rest or a move; else goes to the next repetition."),
    SessionKey.BACK: ("Back", "To the start of this repetition; at once again, to the one before."),
    SessionKey.LEAVE_EXERCISE: ("Leave exercise", "Leaves this exercise out."),
    SessionKey.PREVIOUS_EXERCISE: ("Exercise before", "Goes back to the exercise before."),
    SessionKey.MORE_TIME: ("More time", "Ten seconds more, in a rest or a move."),
    SessionKey.FLOOR: ("Floor mode", "Largest words and digits, and back."),
    SessionKey.SOUND: ("Sound", "Sound on or off."),
    SessionKey.VOICE: ("Voice", "Voice on or off; the chimes stay."),
}
STAYING_KEYS = ", ".join((ALWAYS_HURTS, *map(label, TAKEN)))
KEYS_NOTE = f'Names of keys, such as "b", "." or "pagedown"; several in a list. Always as they are: {STAYING_KEYS}.'

CHOICE_WORDS = {True: "yes", False: "no", "": "not set"}


UNITS = {"get_ready_seconds": "{} s", "countdown_seconds": "{} s", "volume": "{} %", "day_starts_at": "{}:00"}


def value_words(setting: str, value: Any) -> str:
    """Return the value of a setting as a person reads it."""
    if setting in UNITS:
        return UNITS[setting].format(value)
    if isinstance(value, time):
        return f"{value:%H:%M}"
    if isinstance(value, Enum):
        return str(value.value).replace("_", " ")
    if value == "" or isinstance(value, bool):
        return CHOICE_WORDS[value]
    return str(value)
