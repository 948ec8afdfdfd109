"""The bar under the phase word: its form tells the phase, its length what is left."""

from enum import Enum
from typing import assert_never

from rich.segment import Segment
from rich.style import Style
from textual.geometry import Region
from textual.strip import Strip

from lumbar.tui.widgets.kept_lines import KeptLines

EIGHTHS = " ▏▎▍▌▋▊▉█"
PER_CELL = 8
CHEVRON_STEP = 3


class BarForm(Enum):
    """How the bar looks. Each phase has a form of its own, so that none needs colour."""

    DOTTED = "dotted"  # get ready: fills up
    FORWARD = "forward"  # move in: chevrons to the right
    BACKWARD = "backward"  # move out: chevrons to the left
    SOLID = "solid"  # hold: drains in eighths of a cell
    HOLLOW = "hollow"  # rest: drains
    CROSSING = "crossing"  # switch sides: two arrows
    HATCHED = "hatched"  # paused: still


def bar_cells(form: BarForm, passed: float, width: int) -> tuple[str, str]:
    """Return the lit and the dim part of a bar of *width* cells of which the share *passed* (0 to 1) is over."""
    done = min(width, round(passed * width))
    match form:
        case BarForm.DOTTED:
            return "•" * done, "·" * (width - done)
        case BarForm.FORWARD:
            done = stepped(done, width)
            return "›" * done, "·" * (width - done)
        case BarForm.BACKWARD:
            done = stepped(done, width)
            # the lit part shrinks from its right end: the movement runs back to where it began
            return "‹" * (width - done), "·" * done
        case BarForm.SOLID:
            return _solid(passed, width)
        case BarForm.HOLLOW:
            return "═" * (width - done), " " * done
        case BarForm.CROSSING:
            return _crossing(passed, width), ""
        case BarForm.HATCHED:
            return "╱" * width, ""
        case _:
            assert_never(form)


def stepped(done: int, width: int) -> int:
    """Return *done* in steps of a few cells: beside a body that moves, a bar need not change with every frame."""
    return done if done == width else done - done % CHEVRON_STEP


def _solid(passed: float, width: int) -> tuple[str, str]:
    eighths = max(0, round((1 - passed) * width * PER_CELL))
    whole, part = divmod(eighths, PER_CELL)
    lit = "█" * whole + (EIGHTHS[part] if part else "")
    return lit, "░" * (width - len(lit))


def _crossing(passed: float, width: int) -> str:
    cells = ["─"] * width
    there = min(width - 1, int(passed * width))
    back = width - 1 - there
    cells[there] = "►"
    cells[back] = "◄" if back != there else "┼"
    return "".join(cells)


class PhaseBar(KeptLines):
    """A bar of one row."""

    COMPONENT_CLASSES = {f"bar--{form.value}" for form in BarForm} | {"bar--track"}
    DEFAULT_CSS = """
    PhaseBar { height: 1; background: $background; }
    PhaseBar .bar--dotted, PhaseBar .bar--forward, PhaseBar .bar--backward { color: $accent; }
    PhaseBar .bar--solid { color: $hold; }
    PhaseBar .bar--hollow, PhaseBar .bar--crossing { color: $rest; }
    PhaseBar .bar--hatched { color: $muted; }
    PhaseBar .bar--track { color: $track; }
    """

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - as in Textual
        super().__init__(id=id)
        self._form = BarForm.DOTTED
        self._passed = 0.0
        self._cells: tuple[str, str] = ("", "")
        self._styles: dict[str, Style] = {}

    def show(self, form: BarForm, passed: float) -> None:
        """Show *form* with the share *passed* (0 to 1) over; painted only if a cell changes."""
        cells = bar_cells(form, passed, self.size.width)
        if (form, cells) == (self._form, self._cells):
            return
        reach = max(len(cells[0]), len(self._cells[0]))  # behind it lies the dim part, before and now
        changed = (Region(0, 0, reach, 1),) if form is self._form else ()
        self._form, self._passed, self._cells = form, passed, cells
        self.refresh(*changed)

    def notify_style_update(self) -> None:
        """Forget the colours of the theme before."""
        super().notify_style_update()
        self._styles.clear()

    def fresh_lines(self, crop: Region) -> list[Strip]:
        """Return the rows of *crop*: a bar has neither border nor padding that Textual would have to add."""
        return [self.finished(self.render_line(y)).crop(*crop.column_span) for y in crop.line_range]

    def render_line(self, y: int) -> Strip:
        """Return the bar's one row."""
        width = self.size.width
        lit, dim = bar_cells(self._form, self._passed, width)
        if y > 0:
            return Strip.blank(width, self.rich_style)
        return Strip([Segment(lit, self._style(self._form.value)), Segment(dim, self._style("track"))], width)

    def _style(self, part: str) -> Style:
        if part not in self._styles:
            self._styles[part] = self.get_component_rich_style(f"bar--{part}")
        return self._styles[part]
