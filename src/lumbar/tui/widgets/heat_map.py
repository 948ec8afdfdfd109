"""A calendar in which each day is one of a few marks that need no colour: a row a day of the week, a column a week."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.message import Message

from lumbar.domain.months import Heat
from lumbar.domain.review import DAYS_PER_WEEK
from lumbar.tui.widgets.picture import Picture, Row, Run, merged

MARKS: Mapping[Heat, str] = {
    Heat.BLANK: " ",
    Heat.NOTHING_PLANNED: "-",
    Heat.NONE: "·",
    Heat.A_LITTLE: "░",
    Heat.HALF: "▒",
    Heat.MOST: "▓",
    Heat.ALL: "█",
}
LEGEND = (
    (Heat.NONE, "none"),
    (Heat.A_LITTLE, "a quarter"),
    (Heat.HALF, "half"),
    (Heat.MOST, "most"),
    (Heat.ALL, "all of its minutes"),
    (Heat.NOTHING_PLANNED, "nothing planned"),
)
CELL = 2
"""A mark and a gap: a day is about as wide as high."""
NAMES_WIDTH = 5
HEIGHT = DAYS_PER_WEEK + 1
SHORTEST_LABEL = 4


def weeks_that_fit(width: int) -> int:
    """Return how many weeks a map of that *width* has; 1 or more."""
    return max(1, (width - NAMES_WIDTH) // CELL)


def heat_cells(days: Mapping[date, Heat], monday: date, weeks: int, chosen: date | None = None) -> tuple[Row, ...]:
    """Return eight rows: the months, then Monday to Sunday. The day that is *chosen* is named so."""
    rows: list[Row] = [[(" " * NAMES_WIDTH, ""), (_month_names(monday, weeks), "name")]]
    for weekday in range(DAYS_PER_WEEK):
        first = monday + timedelta(days=weekday)
        names = f"{first:%a}".ljust(NAMES_WIDTH)
        cells: list[Run] = [(one, "name") for one in names]
        for week in range(weeks):
            heat = days.get(first + timedelta(days=DAYS_PER_WEEK * week), Heat.BLANK)
            cells += [(MARKS[heat], "quiet" if heat in QUIET else "day"), (" ", "")]
        if chosen is not None and (chosen - first).days % DAYS_PER_WEEK == 0:
            _mark_chosen(cells, NAMES_WIDTH + (chosen - first).days // DAYS_PER_WEEK * CELL)
        rows.append(merged(cells))
    return tuple(rows)


def _mark_chosen(cells: list[Run], at: int) -> None:
    """Put brackets into the gaps beside the mark: they show on every mark, and without colour."""
    if NAMES_WIDTH <= at < len(cells):
        cells[at - 1 : at + 2] = [("[", "chosen"), (cells[at][0], "chosen"), ("]", "chosen")]


QUIET = frozenset({Heat.BLANK, Heat.NOTHING_PLANNED, Heat.NONE})


def _month_names(monday: date, weeks: int) -> str:
    """Return the name of each month over the first week that begins in it, where there is room."""
    text = ""
    for week in range(weeks):
        first = monday + timedelta(days=DAYS_PER_WEEK * week)
        step = timedelta(days=DAYS_PER_WEEK)
        new = week == 0 or first.month != (first - step).month
        lasts = first.month == (first + step).month
        if new and lasts and (weeks - week) * CELL >= SHORTEST_LABEL - 1:
            text = text.ljust(week * CELL) + f"{first:%b} "
    return text.ljust(weeks * CELL)[: weeks * CELL]


class HeatMap(Picture, can_focus=True):
    """Some weeks, one day of them chosen by arrows or a click."""

    PREFIX = "heat"
    COMPONENT_CLASSES: ClassVar[set[str]] = {"heat--day", "heat--quiet", "heat--name", "heat--chosen"}
    DEFAULT_CSS = """
    HeatMap { width: 100%; height: 8; background: $background; }
    HeatMap > .heat--day { color: $hold; }
    HeatMap > .heat--quiet, HeatMap > .heat--name { color: $muted; }
    HeatMap > .heat--chosen { color: $accent; text-style: bold; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up,k", "move(-1)", "the day before", show=False),
        Binding("down,j", "move(1)", "the day after", show=False),
    ]

    class Moved(Message):
        """Another day is to be chosen."""

        def __init__(self, days: int) -> None:
            super().__init__()
            self.days = days

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - as in Textual
        super().__init__(id=id)
        self._days: Mapping[date, Heat] = {}
        self._monday = date(1970, 1, 5)
        self._weeks = 1
        self._chosen: date | None = None

    def show(self, days: Mapping[date, Heat], monday: date, weeks: int, chosen: date) -> None:
        """Show *weeks* from that *monday* on, and which day is chosen."""
        self._days, self._monday, self._weeks, self._chosen = days, monday, weeks, chosen
        self.paint_again()

    def rows(self, width: int, height: int) -> Sequence[Row]:
        """Return the map."""
        del width, height
        return heat_cells(self._days, self._monday, self._weeks, self._chosen)

    def action_move(self, days: int) -> None:
        """Ask for a day before or after the chosen one."""
        self.post_message(self.Moved(days))

    def on_click(self, event: events.Click) -> None:
        """Ask for the day that was clicked."""
        offset = event.get_content_offset(self)
        if offset is None or offset.y < 1 or offset.x < NAMES_WIDTH or self._chosen is None:
            return
        week = (offset.x - NAMES_WIDTH) // CELL
        if week < self._weeks:
            day = self._monday + timedelta(days=DAYS_PER_WEEK * week + offset.y - 1)
            self.post_message(self.Moved((day - self._chosen).days))
