"""What the views of the history have in common: they show the past around a day, and walk on from it."""

from abc import abstractmethod
from collections.abc import Sequence
from datetime import date
from typing import ClassVar

from textual.containers import Vertical
from textual.message import Message

from lumbar.diary import Diary
from lumbar.domain.record import SessionRecord
from lumbar.tui.widgets.key_bar import KeyHint

NARROW, SHORT, TALL = 70, 23, 30


class HistoryView(Vertical):
    """One way to look at the past."""

    HINTS: ClassVar[Sequence[KeyHint]] = ()

    class Opened(Message):
        """A session is to be shown in full."""

        def __init__(self, record: SessionRecord) -> None:
            super().__init__()
            self.record = record

    class DayChosen(Message):
        """Another day is to be looked at; in the week's view if it was *opened*."""

        def __init__(self, day: date, *, opened: bool = False) -> None:
            super().__init__()
            self.day = day
            self.opened = opened

    @abstractmethod
    def show(self, diary: Diary, day: date) -> None:
        """Show the past around *day*."""

    @abstractmethod
    def walked(self, day: date, steps: int) -> date:
        """Return the day that is *steps* of this view on from *day*."""

    @abstractmethod
    def take_focus(self) -> None:
        """Let the arrows and Enter work here."""

    def read_on(self, pages: int) -> None:
        """Read on (1) or back (-1) in what does not fit."""

    @property
    def is_narrow(self) -> bool:
        """Whether there is room for little beside each other."""
        return self.app.size.width < NARROW

    @property
    def is_short(self) -> bool:
        """Whether there is no room for pictures over a list."""
        return self.app.size.height < SHORT

    @property
    def is_tall(self) -> bool:
        """Whether pictures may be higher."""
        return self.app.size.height >= TALL


def day_month(day: date) -> str:
    """Return the day as "22 Nov"."""
    return f"{day.day} {day:%b}"
