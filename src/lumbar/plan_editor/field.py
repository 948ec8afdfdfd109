"""The kinds of fields: what each shows, and the draft that follows from a step, a key or a text."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, time, timedelta
from typing import TypeAlias

from lumbar.domain.plan_check import start_problem
from lumbar.domain.plan_draft import Draft
from lumbar.domain.plan_limits import Limit, TextLimit

MINUTES_PER_HOUR = 60
MINUTES_PER_DAY = 24 * MINUTES_PER_HOUR
STEP_OF_THE_HOUR = 15


class NotTakenError(ValueError):
    """What was typed cannot be taken. The message is the reason, and what can."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberField:
    """A number, typed or stepped."""

    label: str
    value: float | None
    """None: the usual, or no limit."""
    limit: Limit
    put: Callable[[float | None], Draft]
    beside: str = ""
    """Whose figure is usual, such as "leaflet 10"."""
    step: float = 1
    usual: float = 0
    """From where the first step goes if there is no value."""
    none_words: str = ""
    """What no value means; empty if there must be one."""
    unit: str = ""

    types = "0123456789."

    @property
    def shown(self) -> str:
        """The value in words."""
        return self.none_words if self.value is None else f"{self.value:g}{self.unit and ' '}{self.unit}"

    @property
    def about(self) -> str:
        """Its range, and why."""
        beside = f"{self.beside[:1].upper()}{self.beside[1:]}. " if self.beside else ""
        return f"{beside}{self.limit.span}. {self.limit.why}"

    def stepped(self, direction: int) -> Draft:
        """Return the draft one step up (1) or down (-1), within the range; below it there may be no value."""
        if self.value is None:
            first = self.usual + direction * self.step if self.usual >= self.limit.low else self.limit.low
            return self.put(self._within(first))
        after = self.value + direction * self.step
        if after < self.limit.low and self.value == self.limit.low and self.none_words:
            return self.put(None)
        return self.put(self._within(after))

    def _within(self, figure: float) -> float:
        return max(self.limit.low, min(self.limit.high, figure))

    def taken(self, text: str) -> Draft:
        """Return the draft with what was typed. Raises NotTakenError."""
        pattern = r"\d{1,6}" if self.limit.whole else r"\d{1,6}(\.\d{0,3})?|\.\d{1,3}"
        figure = float(text) if re.fullmatch(pattern, text) else None
        if figure is None or not self.limit.allows(figure):
            raise NotTakenError(f"{text} is not taken: {self.limit.span}. {self.limit.why}")
        return self.put(figure)

    def cleared(self) -> Draft | None:
        """Return the draft without a value; None if there must be one."""
        return self.put(None) if self.none_words else None


@dataclass(frozen=True, slots=True, kw_only=True)
class HourField:
    """A time of the day."""

    label: str
    value: time
    put: Callable[[time], Draft]

    types = "0123456789:."
    beside = ""
    about = "From when this session is due. The sessions stand in the order of the day."

    @property
    def shown(self) -> str:
        """The hour."""
        return f"{self.value:%H:%M}"

    def stepped(self, direction: int) -> Draft:
        """Return the draft a quarter of an hour later or earlier."""
        minutes = self.value.hour * MINUTES_PER_HOUR + self.value.minute + direction * STEP_OF_THE_HOUR
        return self.put(time(*divmod(minutes % MINUTES_PER_DAY, MINUTES_PER_HOUR)))

    def taken(self, text: str) -> Draft:
        """Return the draft with what was typed, such as 7, 7:30 or 0730. Raises NotTakenError."""
        found = re.fullmatch(r"(\d{1,2})(?:[:.]?(\d\d))?", text)
        try:
            hour, minute = (int(found[1]), int(found[2] or 0)) if found else (MINUTES_PER_DAY, 0)
            return self.put(time(hour, minute))
        except ValueError:
            raise NotTakenError(f"{text} is no hour yet. Type one such as 7:30.") from None

    def cleared(self) -> None:
        """There is always an hour."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DayField:
    """The day on which something starts."""

    label: str
    value: date
    today: date
    put: Callable[[date], Draft]

    types = "0123456789-"
    beside = ""
    about = "The first day of this version. Past days keep the plan that they had."

    @property
    def shown(self) -> str:
        """The day; the word for today."""
        return "today" if self.value == self.today else self.value.isoformat()

    def stepped(self, direction: int) -> Draft:
        """Return the draft a day later or earlier, as far as that can be."""
        day = self.value + timedelta(days=direction)
        return self.put(self.value if start_problem(day, self.today) else day)

    def taken(self, text: str) -> Draft:
        """Return the draft with the day that was typed. Raises NotTakenError."""
        try:
            day = date.fromisoformat(text)
        except ValueError:
            raise NotTakenError(f"{text} is no day yet. Type one such as {self.today}.") from None
        if problem := start_problem(day, self.today):
            raise NotTakenError(str(problem))
        return self.put(day)

    def cleared(self) -> Draft:
        """Return the draft with today."""
        return self.put(self.today)


@dataclass(frozen=True, slots=True, kw_only=True)
class ChoiceField:
    """One of a few."""

    label: str
    choices: Sequence[str]
    chosen: int
    put: Callable[[int], Draft]
    beside: str = ""
    about: str = ""

    types = ""

    @property
    def shown(self) -> str:
        """The one that is chosen."""
        return self.choices[self.chosen]

    def stepped(self, direction: int) -> Draft:
        """Return the draft with the next one or the one before; the last is followed by the first."""
        return self.put((self.chosen + direction) % len(self.choices))

    def taken(self, text: str) -> Draft:
        """Nothing is typed here. Raises NotTakenError."""
        raise NotTakenError(f"{text} is not taken here. Choose with the arrows.")

    def cleared(self) -> Draft:
        """Return the draft with the first one."""
        return self.put(0)


@dataclass(frozen=True, slots=True, kw_only=True)
class TextField:
    """A text, typed on a screen of its own."""

    label: str
    value: str
    limit: TextLimit
    put: Callable[[str], Draft]
    about: str = ""

    @property
    def shown(self) -> str:
        """The text on one line."""
        return " ".join(self.value.split())


@dataclass(frozen=True, slots=True, kw_only=True)
class WeekField:
    """Days of the week, each on or off."""

    label: str
    days: tuple[int, ...]
    put: Callable[[tuple[int, ...]], Draft]
    about: str = ""

    def toggled(self, day: int) -> Draft:
        """Return the draft with *day*, 0 to 6, a rest day or none."""
        return self.put(tuple(sorted({*self.days} ^ {day})))


@dataclass(frozen=True, slots=True, kw_only=True)
class ExerciseField:
    """An exercise of the list."""

    label: str
    place: int
    is_on: bool
    dose: str
    """In a few words."""
    about: str


StepField: TypeAlias = NumberField | HourField | DayField | ChoiceField
Field: TypeAlias = StepField | TextField | WeekField | ExerciseField
