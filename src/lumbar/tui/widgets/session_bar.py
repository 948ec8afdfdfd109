"""The first line of a live session: how far it is, and how much is left."""

from rich.cells import cell_len
from textual.content import Content

from lumbar.tui.text import plain, styled
from lumbar.tui.widgets.kept_lines import KeptLines

NARROW = 60


def clock_text(seconds: float) -> str:
    """Return *seconds* as minutes and seconds, such as 12:40, rounded up."""
    whole = -int(-seconds // 1)
    return f"{whole // 60}:{whole % 60:02}"


class SessionBar(KeptLines):
    """Shows number and name of the exercise, a line for the whole session, and the time that is left."""

    DEFAULT_CSS = """
    SessionBar { height: 1; dock: top; padding: 0 1; background: $surface; color: $text; }
    """

    def __init__(self) -> None:
        super().__init__()
        self._shown: tuple[str, str, int, str] = ("", "", 0, "")
        self._passed = 0.0

    def show(self, *, number: str, exercise: str, passed: float, left_seconds: float, mark: str = "") -> None:
        """Show the session with the share *passed* (0 to 1) over. *mark* is something odd about it, such as a rate."""
        left = clock_text(left_seconds) + " left" + mark
        shown = (number, exercise, round(passed * self._room(number, exercise, left)), left)
        self._passed = passed
        if shown != self._shown:
            self._shown = shown
            self.refresh()

    def render(self) -> Content:
        """Return the line; without the bar where it is narrow."""
        number, exercise, _, left = self._shown
        width = self.size.width
        if width < NARROW:
            name = styled((exercise, "bold"), " ", (number, "$muted"))
            name = name.truncate(max(0, width - len(left) - 1), ellipsis=True)
            gap = max(1, width - name.cell_length - len(left))
            return Content("").join([name, plain(" " * gap), plain(left)])
        name = styled(("  " + number + "  ", "$muted"), (exercise, "bold"))
        room = self._room(number, exercise, left)
        lit = round(self._passed * room)
        bar = styled(("━" * lit, "$accent"), ("─" * (room - lit), "$track"))
        return Content("").join([bar, name, plain("  " + left)])

    def _room(self, number: str, exercise: str, left: str) -> int:
        """Return the cells for the line, beside the words and the gaps between them."""
        return max(0, self.size.width - cell_len(number) - cell_len(exercise) - len(left) - 6)
