"""What a setting can be: one of a few words, a whole number, yes or no, a phone number, a time.

Every start reads the settings, and making dataclasses takes longer than all else here: these are tuples, or nothing.
"""

import re
from datetime import date, time
from enum import Enum
from typing import Any, NamedTuple, TypeAlias


def shown(value: Any) -> str:
    """Return *value* as it stands in a settings file."""
    if isinstance(value, bool):
        return str(value).lower()
    return str(value) if isinstance(value, date | time) else repr(value)


class OneOf(NamedTuple):
    """One of a few words."""

    choices: type[Enum]

    def read(self, value: Any) -> Enum:
        """Return the choice that a file means by *value*. Raises ValueError, as all of them do."""
        names = [choice.value for choice in self.choices]
        if value not in names:
            allowed = ", ".join(f'"{name}"' for name in names)
            raise ValueError(f"must be one of {allowed}, not {shown(value)}")
        return self.choices(value)

    def stepped(self, value: Enum, step: int) -> Enum:
        """Return the choice *step* places after *value*, round and round."""
        choices = list(self.choices)
        return choices[(choices.index(value) + step) % len(choices)]

    def allowed(self) -> str:
        """Return what it can be, in words."""
        return ", ".join(str(choice.value) for choice in self.choices)


class WholeNumber(NamedTuple):
    """A whole number within limits."""

    low: int
    high: int
    by: int = 1
    """How much one press of a key changes."""

    def read(self, value: Any) -> int:
        """Return the number."""
        if not isinstance(value, int) or isinstance(value, bool) or not self.low <= value <= self.high:
            raise ValueError(f"must be a whole number from {self.low} to {self.high}, not {shown(value)}")
        return value

    def typed(self, text: str) -> int:
        """Return the number that was typed."""
        return self.read(int(text) if re.fullmatch("[0-9]{1,4}", text.strip()) else text)

    def stepped(self, value: int, step: int) -> int:
        """Return the number after so many presses, within the limits."""
        return max(self.low, min(value + step * self.by, self.high))

    def allowed(self) -> str:
        """Return what it can be, in words."""
        return f"{self.low} to {self.high}"


class YesOrNo:
    """Yes or no."""

    def read(self, value: Any) -> bool:
        """Return whether it is a yes."""
        if value is not True and value is not False:
            raise ValueError(f"must be true or false, not {shown(value)}")
        return value

    def stepped(self, value: bool, _step: int) -> bool:  # noqa: FBT001 - the value of the setting
        """Return the other one."""
        return not value

    def allowed(self) -> str:
        """Return what it can be, in words."""
        return "true, false"


class PhoneNumber:
    """A phone number as it is dialled; empty if there is none."""

    def read(self, value: Any) -> str:
        """Return the number."""
        if not isinstance(value, str) or not re.fullmatch(r"|(?=.*[0-9])[0-9+*#()/. -]{1,30}", value):
            raise ValueError(f'must be a phone number in quotes, such as "112", not {shown(value)}')
        return value

    def typed(self, text: str) -> str:
        """Return the number that was typed."""
        return self.read(text.strip())

    def allowed(self) -> str:
        """Return what it can be, in words."""
        return "a phone number in quotes"


class TimeOfDay:
    """An hour and a minute, local time."""

    def read(self, value: Any) -> time:
        """Return the time."""
        if not isinstance(value, str) or not re.fullmatch("(?:[01][0-9]|2[0-3]):[0-5][0-9]", value):
            raise ValueError(f'must be a time in quotes, such as "22:00", not {shown(value)}')
        return time.fromisoformat(value)

    def typed(self, text: str) -> time:
        """Return the time that was typed."""
        return self.read(text.strip())

    def allowed(self) -> str:
        """Return what it can be, in words."""
        return "a time in quotes"


Kind: TypeAlias = OneOf | WholeNumber | YesOrNo | PhoneNumber | TimeOfDay
