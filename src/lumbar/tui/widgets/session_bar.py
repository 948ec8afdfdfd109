"""The first line of a live session: how far it is, and how much is left."""

from textual.content import Content
from textual.widget import Widget

from lumbar.tui.text import plain, styled

NARROW = 60


def clock_text(seconds: float) -> str:
    """Return *seconds* as minutes and seconds, such as 12:40, rounded up."""
    whole = -int(-seconds // 1)
    return f"{whole // 60}:{whole % 60:02}"


class SessionBar(Widget):
    """Shows number and name of the exercise, a line for the whole session, and the time that is left."""

    DEFAULT_CSS = """
    SessionBar { height: 1; dock: top; padding: 0 1; background: $surface; color: $text; }
    """

    def __init__(self) -> None:
        super().__init__()
        self._shown: tuple[str, str, int, str] = ("", "", 0, "")

    def show(self, *, number: str, exercise: str, passed: float, left_seconds: float, mark: str = "") -> None:
        """Show the session with the share *passed* (0 to 1) over. *mark* is something odd about it, such as a rate."""
        shown = (number, exercise, round(passed * 1000), clock_text(left_seconds) + " left" + mark)
        if shown != self._shown:
            self._shown = shown
            self.refresh()

    def render(self) -> Content:
        """Return the line; without the bar where it is narrow."""
        number, exercise, per_mille, left = self._shown
        width = self.size.width
        if width < NARROW:
            name = styled((exercise, "bold"), " ", (number, "$muted"))
            name = name.truncate(max(0, width - len(left) - 1), ellipsis=True)
            gap = max(1, width - name.cell_length - len(left))
            return Content("").join([name, plain(" " * gap), plain(left)])
        name = styled(("  " + number + "  ", "$muted"), (exercise, "bold"))
        room = max(0, width - name.cell_length - len(left) - 2)
        lit = min(room, round(per_mille * room / 1000))
        bar = styled(("━" * lit, "$accent"), ("─" * (room - lit), "$track"))
        return Content("").join([bar, name, plain("  " + left)])
