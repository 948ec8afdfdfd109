"""What a page for the provider is made of: lines, tables, a chart, in sections. A template only lays it out."""

from dataclasses import dataclass

Cell = tuple[str, ...]
"""One or more lines; empty for nothing."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a section."""

    words: str
    """Our own."""
    said: str = ""
    """As the person typed it, after our words; empty if nothing was."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A table; the first cell of each row is what the row is about."""

    caption: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    last_is_sum: bool = False
    """Whether the last row sums up those above it."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A place on an axis of a chart, and what stands there."""

    at: float
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Series:
    """The values of one kind, in a chart's own units."""

    name: str
    runs: tuple[str, ...]
    """Points of a line that is not broken: "x,y x,y"; where a value is missing, the next one begins."""
    dots: tuple[tuple[float, float], ...]
    filled: bool
    """Whether its dots are full and its line is whole; else they are open and dashed."""
    radius: float
    """Of its dots."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """Levels from 0 to 10 over the days of the period. Lengths are in the chart's own units."""

    title: str
    words: str
    """The same for who does not see it."""
    width: float
    height: float
    left: float
    """Where the first day begins."""
    levels: tuple[Mark, ...]
    """From the top down."""
    days: tuple[Mark, ...]
    series: tuple[Series, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A part of the page under a heading of its own."""

    title: str
    lines: tuple[Line, ...] = ()
    chart: Chart | None = None
    tables: tuple[Table, ...] = ()
    notes: tuple[str, ...] = ()
    """Below the tables."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportPage:
    """All that the page says, in its order."""

    title: str
    purpose: str
    source: str
    """Who entered it."""
    made_up: str
    """What must be known first, where sessions are made up; empty if none is."""
    period: str
    sections: tuple[Section, ...]
    footnotes: tuple[str, ...]
