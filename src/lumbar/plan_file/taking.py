"""Takes values out of a table of a plan file: each of the right kind, or a problem at its place."""

import math
from collections.abc import Iterable, Mapping
from contextlib import suppress
from datetime import date, datetime, time
from typing import Any

from lumbar.domain.exercise import seconds_to_ns
from lumbar.domain.plan_check import Place, PlanProblem, figure_words
from lumbar.domain.prescription import Sides
from lumbar.setting_kinds import TimeOfDay
from lumbar.words.figures import WEEKDAYS

LONGEST_SHOWN = 40
LARGEST_SECONDS = 10**6
"""Beyond it no figure is worth a conversion."""


class Table:
    """One table of the file. What is wrong is noted, and the fallback taken, so that the rest is read too."""

    def __init__(self, values: Mapping[str, Any], place: Place, problems: list[PlanProblem]) -> None:
        self._values = values
        self._place = place
        self._problems = problems

    def refuse(self, key: str | Place, what: str, advice: str) -> None:
        """Note a problem."""
        place = (key,) if isinstance(key, str) else key
        self._problems.append(PlanProblem(place=(*self._place, *place), what=what, advice=advice))

    def refuse_unknown(self, known: Iterable[str]) -> None:
        """Note every key that is none of *known*."""
        from difflib import get_close_matches  # noqa: PLC0415 - only a slip needs it

        names = tuple(known)
        for key in self._values:
            if key not in names:
                near = get_close_matches(key[:LONGEST_SHOWN], names, 1)
                advice = f"Perhaps {near[0]} is meant." if near else f"There are: {', '.join(names)}."
                self.refuse(key, f"There is no key {shown(key)} here.", advice)

    def __contains__(self, key: str) -> bool:
        return key in self._values

    def whole(self, key: str, fallback: int) -> int:
        """Return a whole number."""
        value = self._values.get(key, fallback)
        if is_whole(value):
            return int(value)
        self.refuse(key, f"{key} is {shown(value)}.", "Write a whole number, without quotes.")
        return fallback

    def nanoseconds(self, key: str) -> int | None:
        """Return a number of seconds as nanoseconds; None if the key is not there."""
        value = self._values.get(key)
        if value is None:
            return None
        if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
            self.refuse(key, f"{key} is {shown(value)}.", "Write a number of seconds, such as 2.5.")
            return None
        if abs(value) > LARGEST_SECONDS:
            self.refuse(key, f"{key} is {figure_words(value)}.", "Write a few seconds, such as 2.5.")
            return None
        return seconds_to_ns(value)

    def holds(self, key: str, fallback: tuple[int, ...]) -> tuple[int, ...]:
        """Return one whole number or a list of them."""
        value = self._values.get(key, fallback)
        listed = list(value) if isinstance(value, list | tuple) else [value]
        if all(is_whole(one) for one in listed):
            return tuple(listed)
        self.refuse(key, f"{key} is {shown(value)}.", "Write whole seconds, such as 5, or [5, 5] for two holds.")
        return fallback

    def text(self, key: str) -> str:
        """Return a text, without blanks around it; empty if the key is not there."""
        value = self._values.get(key, "")
        if isinstance(value, str):
            return value.strip()
        self.refuse(key, f"{key} is {shown(value)}.", "Write a text in quotes.")
        return ""

    def sides(self, key: str) -> Sides:
        """Return which sides are done."""
        value = self._values.get(key, Sides.BOTH.value)
        names = [one.value for one in Sides]
        if isinstance(value, str) and value in names:
            return Sides(value)
        self.refuse(key, f"{key} is {shown(value)}.", 'Write "both", "left" or "right".')
        return Sides.BOTH

    def day(self, key: str, fallback: date) -> date:
        """Return a date."""
        value = self._values.get(key, fallback)
        if isinstance(value, date) and not isinstance(value, datetime):
            return value
        self.refuse(key, f"{key} is {shown(value)}.", f"Write a day without quotes, such as {fallback}.")
        return fallback

    def hour(self, key: str, fallback: time) -> time:
        """Return a time of the day, to the minute."""
        value = self._values.get(key)
        if isinstance(value, time) and value.second == value.microsecond == 0:
            return value
        with suppress(ValueError):
            return TimeOfDay().read(value)
        said = f"{key} is {shown(value)}." if key in self else f"A session has no {key}."
        self.refuse(key, said, 'Write an hour such as "07:00".')
        return fallback

    def weekdays(self, key: str) -> tuple[int, ...]:
        """Return days of the week, rising."""
        value = self._values.get(key, [])
        if not isinstance(value, list):
            self.refuse(key, f"{key} is {shown(value)}.", 'Write a list, such as ["sunday"].')
            return ()
        names = [day.lower() for day in WEEKDAYS]
        found = []
        for number, one in enumerate(value):
            if isinstance(one, str) and one.lower() in names:
                found.append(names.index(one.lower()))
            else:
                self.refuse((key, number), f"{shown(one)} is no day of the week.", f"There are: {', '.join(names)}.")
        return tuple(sorted(found))

    def tables(self, key: str) -> list["Table"]:
        """Return the tables of a list; none if the key is not there."""
        value = self._values.get(key, [])
        if isinstance(value, list) and all(isinstance(one, dict) for one in value):
            return [Table(one, (*self._place, key, number), self._problems) for number, one in enumerate(value)]
        self.refuse(key, f"{key} is {shown(value)}.", f"Write [[{key}]] on a line of its own before each of them.")
        return []


def is_whole(value: Any) -> bool:
    """Return whether *value* is a whole number."""
    return isinstance(value, int) and not isinstance(value, bool)


def shown(value: Any) -> str:
    """Return *value* short and harmless, whatever it is."""
    match value:
        case bool():
            return "true" if value else "false"
        case float() if abs(value) < LARGEST_SECONDS:
            return str(value)  # 1.0 is no whole number, and has to look so
        case int() | float():
            return figure_words(value)
        case str():
            text = "".join(one if one.isprintable() else " " for one in value[: LONGEST_SHOWN + 1])
            return f'"{text[:LONGEST_SHOWN]}..."' if len(value) > LONGEST_SHOWN else f'"{text}"'
        case list():
            return "a list"
        case dict():
            return "a table"
        case _:
            return str(value)
