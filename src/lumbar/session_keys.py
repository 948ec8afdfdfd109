"""The keys of a session: what each does, which can be changed for a clicker or a pedal, and what can not be a key."""

import string
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Any

from lumbar.setting_kinds import shown


class SessionKey(Enum):
    """What a key does in a session, by its name in the settings file."""

    PAUSE = "pause"
    HURTS = "hurts"
    NEXT = "next"
    BACK = "back"
    LEAVE_EXERCISE = "leave_exercise"
    PREVIOUS_EXERCISE = "previous_exercise"
    MORE_TIME = "more_time"
    FLOOR = "floor"
    SOUND = "sound"
    VOICE = "voice"


USUAL: Mapping[SessionKey, tuple[str, ...]] = {
    SessionKey.PAUSE: ("space", "pagedown"),
    SessionKey.HURTS: ("d", "pageup"),
    SessionKey.NEXT: ("right",),
    SessionKey.BACK: ("left",),
    SessionKey.LEAVE_EXERCISE: ("n",),
    SessionKey.PREVIOUS_EXERCISE: ("p",),
    SessionKey.MORE_TIME: ("plus", "equals_sign"),
    SessionKey.FLOOR: ("f",),
    SessionKey.SOUND: ("m",),
    SessionKey.VOICE: ("v",),
}
"""The keys by the names that a terminal's library gives them; the first one stands for the use."""

ALWAYS_HURTS = "d"
"""Nothing can take this one away."""

TAKEN: Mapping[str, str] = {
    "c": "care advice",
    "f2": "care advice",
    "q": "the end of the session",
    "escape": "the end of the session",
    "u": "undo",
    "question_mark": "the help",
    "f1": "the help",
}
"""Keys that keep their meaning, whatever a settings file says."""

SHORTER_NAMES = {
    "solidus": "slash",
    "reverse_solidus": "backslash",
    "commercial_at": "at",
    "hyphen_minus": "minus",
    "plus_sign": "plus",
    "low_line": "underscore",
}
SIGNS: Mapping[str, str] = {
    sign: SHORTER_NAMES.get(name, name)
    for sign in string.punctuation
    for name in [unicodedata.name(sign).lower().replace("-", "_").replace(" ", "_")]
}
"""What a terminal's library calls the key of each sign."""

LABELS: Mapping[str, str] = {
    "space": "space",
    "enter": "Enter",
    "escape": "Esc",
    "tab": "Tab",
    "backspace": "Backspace",
    "delete": "Del",
    "insert": "Ins",
    "home": "Home",
    "end": "End",
    "pageup": "PgUp",
    "pagedown": "PgDn",
    "up": "↑",
    "down": "↓",
    "left": "←",
    "right": "→",
    **{f"f{number}": f"F{number}" for number in range(1, 25)},
    **{name: sign for sign, name in SIGNS.items()},
}
"""How people call the keys that are not a letter or a digit."""

UNUSED = "unused"
"""The meaning of a key whose usual meaning went to another key: that of any other key."""
KEEPS_ITS_MEANING = frozenset({"enter", "backspace", "up", "down", "left", "right", "pageup", "pagedown", *"hjkl"})
"""Keys that choose among answers, while it is asked what hurts."""


class UnusableKeyError(ValueError):
    """A key cannot be used. The message goes on after its name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionKeys:
    """Which keys do what; the usual ones where nothing else was chosen."""

    chosen: tuple[tuple[SessionKey, tuple[str, ...]], ...] = ()

    def of(self, use: SessionKey) -> tuple[str, ...]:
        """Return the keys of *use*, one or more."""
        keys = dict(self.chosen).get(use, USUAL[use])
        return tuple(dict.fromkeys((ALWAYS_HURTS, *keys) if use is SessionKey.HURTS else keys))

    def use_of(self, key: str) -> SessionKey | None:
        """Return what *key* does; None if nothing that can be changed."""
        return next((use for use in SessionKey if key in self.of(use)), None)

    def meaning(self, key: str) -> str:
        """Return the usual key whose meaning *key* has."""
        use = self.use_of(key)
        if use is not None:
            return USUAL[use][0]
        return UNUSED if any(key in keys for keys in USUAL.values()) else key

    def meaning_in_question(self, key: str, answers: Iterable[str]) -> str:
        """Return the usual key whose meaning *key* has while it is asked what hurts, and *answers* have these keys.

        A clicker's two keys choose and take an answer, whatever they are.
        """
        if key in KEEPS_ITS_MEANING or key in answers:
            return key
        match self.use_of(key):
            case SessionKey.PAUSE if key not in USUAL[SessionKey.PAUSE]:
                return "pagedown"
            case SessionKey.HURTS if key != ALWAYS_HURTS:
                return "pageup"
            case _:
                return key

    def labels(self, use: SessionKey) -> str:
        """Return the keys of *use* as people call them."""
        return "  ".join(label(key) for key in self.of(use))

    def with_keys(self, use: SessionKey, keys: tuple[str, ...]) -> "SessionKeys":
        """Return these keys with *keys* for *use*. Raises UnusableKeyError if one of them is taken."""
        table = {one.value: list(chosen) for one, chosen in self.chosen}
        table[use.value] = list(keys)
        changed, problems = read_keys(table)
        reason = next((reason for name, reason in problems if name == use.value), None) or next(
            (reason for _, reason in problems), None
        )
        if reason is not None:
            raise UnusableKeyError(reason)
        return changed


def label(key: str) -> str:
    """Return *key* as people call it."""
    return LABELS.get(key, key)


def written_name(key: str) -> str:
    """Return *key* as a settings file has it: a sign as itself, the others by name."""
    return next((sign for sign, name in SIGNS.items() if name == key), key)


def name_of(typed: str) -> str:
    """Return the key that *typed* names: a sign, a letter, a digit, or a name. Raises UnusableKeyError."""
    folded = typed.strip().lower().replace(" ", "_") or typed
    by_label = {text.lower(): key for key, text in LABELS.items()}
    key = "space" if typed == " " else SIGNS.get(folded, by_label.get(folded, folded))
    if key in TAKEN:
        raise UnusableKeyError(f'cannot be "{label(key)}", which is kept for {TAKEN[key]}')
    if key not in LABELS and not (len(key) == 1 and key in string.ascii_lowercase + string.digits):
        raise UnusableKeyError(f'must be a key such as "b", "." or "pagedown", not {typed!r}')
    return key


def read_keys(table: Mapping[str, Any]) -> tuple[SessionKeys, tuple[tuple[str, str], ...]]:
    """Return the keys that *table* names, and for each entry that cannot be used its name and why.

    Unknown names are left out. Where two uses want the same key, the later one keeps its usual keys.
    """
    problems: list[tuple[str, str]] = []
    wanted: dict[SessionKey, tuple[str, ...]] = {}
    uses = {use.value: use for use in SessionKey}
    for name, value in table.items():
        if name in uses:
            try:
                wanted[uses[name]] = _names(uses[name], value)
            except UnusableKeyError as error:
                problems.append((name, str(error)))
    while True:
        keys = SessionKeys(chosen=tuple(wanted.items()))
        conflict = _conflict(keys, tuple(wanted))
        if conflict is None:
            return keys, tuple(problems)
        use, key, other = conflict
        del wanted[use]
        problems.append((use.value, f'cannot be "{label(key)}", which is the key of {other.value}'))


def _names(use: SessionKey, value: Any) -> tuple[str, ...]:
    names = [value] if isinstance(value, str) else value
    if not isinstance(names, list) or not names or not all(isinstance(one, str) for one in names):
        raise UnusableKeyError(f"must be a key in quotes, or a list of keys, not {shown(value)}")
    found = tuple(dict.fromkeys(name_of(one) for one in names))
    if ALWAYS_HURTS in found and use is not SessionKey.HURTS:
        raise UnusableKeyError(f'cannot be "{ALWAYS_HURTS}", which always means that something hurts')
    return found


def _conflict(keys: SessionKeys, wanted: tuple[SessionKey, ...]) -> tuple[SessionKey, str, SessionKey] | None:
    """Return a use whose choice has to go, its key that is taken, and by which use."""
    for place in range(len(wanted) - 1, -1, -1):
        use = wanted[place]
        for other in SessionKey:
            shared = set(keys.of(use)) & set(keys.of(other))
            if other is not use and shared:
                return use, min(shared), other
    return None
