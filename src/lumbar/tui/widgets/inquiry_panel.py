"""What is asked when something hurts: one question, one key for each answer, large and calm."""

from textual import events
from textual.content import Content
from textual.geometry import Size
from textual.message import Message
from textual.widget import Widget

from lumbar.inquiry_view import InquiryView, Option
from lumbar.tui.hanging import hung
from lumbar.tui.pacer import Breath
from lumbar.tui.text import lines, plain, styled
from lumbar.words import hurts

KEY_COLUMN = 3
LEVEL_CELL = 3
PACER_CELLS = 24
ROOMY_ROWS = 18
WIDEST = 64
"""So many cells a row of the answers may be wide."""
SPARE_ROWS = 5
"""Of a screen: its first and last line and some air. With room beyond that, the answers stand apart."""


OptionRow = tuple[Content, tuple[Option, ...]]
"""A row of cells, and the options that stand in it."""


class InquiryPanel(Widget):
    """Shows one instant of an inquiry; a click on an answer is the answer."""

    DEFAULT_CSS = """
    InquiryPanel { width: 100%; height: auto; max-width: 68; }
    """

    class Chosen(Message):
        """An answer was clicked."""

        def __init__(self, option: Option) -> None:
            super().__init__()
            self.option = option

    def __init__(self) -> None:
        super().__init__()
        self._view: InquiryView | None = None
        self._highlighted: int | None = None
        self._breath: Breath | None = None
        self._care: Content | None = None
        self._rows: list[tuple[Option, ...]] = []
        """The options in each row: those of a scale side by side, others alone."""

    def show(self, view: InquiryView, *, highlighted: int | None, breath: Breath | None, care: Content | None) -> None:
        """Show *view* with one option under the cursor, a pacer during a rest, and care advice where it is due."""
        shown = (view, highlighted, breath, care)
        if shown == (self._view, self._highlighted, self._breath, self._care):
            return
        grows = self._view is None or view.question != self._view.question or view.lines != self._view.lines
        self._view, self._highlighted, self._breath, self._care = shown
        self.refresh(layout=grows or bool(view.enter) or care is not None)

    def render(self) -> Content:
        """Return the question, what to know, the answers, and care advice."""
        rows = self._laid_out(self.size.width)
        self._rows = [options for _, options in rows]
        return lines(*(row for row, _ in rows))

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """Return how many rows it has in *width* cells."""
        del container, viewport
        return len(self._laid_out(width))

    def _laid_out(self, width: int) -> list[OptionRow]:
        view = self._view
        if view is None:
            return []
        told = [styled((view.question, "bold $accent")), *(plain(line) for line in view.lines)]
        if view.enter and self._highlighted is None:  # under a cursor, Enter takes that answer
            told.append(styled((view.enter, "bold")))
        if self._breath is not None and view.rest_left_ns is not None:
            told += _pacer(self._breath, view.rest_left_ns)
        if self._care is not None:
            told += [plain(""), *self._care.split("\n")]
        if self.screen.size.height >= ROOMY_ROWS:
            told.append(plain(""))
        wrapped = [row for text in told for row in _wrapped(text, width)]
        choices = self._option_rows(view, width)
        apart = _apart(choices)
        if len(wrapped) + len(apart) < self.screen.size.height - SPARE_ROWS:
            choices = apart
        return [*((row, ()) for row in wrapped), *choices]

    @property
    def row_under_cursor(self) -> int | None:
        """The row of the option under the cursor; None if there is none."""
        if self._view is None or self._highlighted is None:
            return None
        option = self._view.options[self._highlighted]
        return next((number for number, row in enumerate(self._rows) if option in row), None)

    def _option_rows(self, view: InquiryView, width: int) -> list[OptionRow]:
        scale = tuple(option for option in view.options if isinstance(option.reply, int))
        rows: list[OptionRow] = []
        wide = max(1, min(width, WIDEST) - KEY_COLUMN)
        if scale:
            rows.append((Content("").join([self._cell(view, option) for option in scale]), scale))
        for option in view.options:
            if option in scale:
                continue
            style = "bold reverse" if self._is_highlighted(view, option) else ""
            for index, part in enumerate(styled((option.words, style)).wrap(wide)):
                key = styled((f" {option.key} " if index == 0 else " " * KEY_COLUMN, "bold $accent"))
                rows.append((key + part, (option,)))
        return rows

    def _cell(self, view: InquiryView, option: Option) -> Content:
        return styled((f" {option.key} ", "bold reverse" if self._is_highlighted(view, option) else "bold $accent"))

    def _is_highlighted(self, view: InquiryView, option: Option) -> bool:
        return self._highlighted is not None and view.options[self._highlighted] == option

    def on_click(self, event: events.Click) -> None:
        """Answer with what was clicked."""
        offset = event.get_content_offset(self)
        if offset is None or self._view is None or offset.y >= len(self._rows):
            return
        row = self._rows[offset.y]
        option = row[min(len(row) - 1, offset.x // LEVEL_CELL)] if row else None
        if option is not None:
            self.post_message(self.Chosen(option))


def _apart(rows: list[OptionRow]) -> list[OptionRow]:
    """Return *rows* with an empty one behind each option."""
    spread: list[OptionRow] = []
    for row, following in zip(rows, [*rows[1:], None], strict=True):
        spread.append(row)
        if following is None or following[1] != row[1]:
            spread.append((plain(""), ()))
    return spread


def _wrapped(text: Content, width: int) -> list[Content]:
    """Return *text* in lines that fit, so that every row of the panel is known."""
    if width <= 0 or not text.plain:
        return [text]
    return [row for part in hung(text, width).split("\n") for row in part.wrap(width)]


def _pacer(breath: Breath, left_ns: int) -> list[Content]:
    lit = round(breath.share * PACER_CELLS)
    seconds = -(-left_ns // 1_000_000_000)
    word = hurts.BREATHE_IN if breath.is_in else hurts.BREATHE_OUT
    bar = styled(("━" * max(1, lit), "bold $rest"), ("─" * (PACER_CELLS - max(1, lit)), "$track"))
    left = f"{seconds // 60}:{seconds % 60:02} left"
    return [plain(""), styled((word, "bold $rest")), bar, styled((left, "$muted"))]
