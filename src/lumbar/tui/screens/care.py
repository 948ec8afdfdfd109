"""Care advice: when to get help, and how soon. One key from every screen."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content

from lumbar.care import CareAdvice, CareTier
from lumbar.tui.screens.dialog import Dialog
from lumbar.tui.text import lines, plain, styled
from lumbar.tui.widgets.key_bar import KeyBar, KeyHint
from lumbar.tui.widgets.line import Line


class CareScreen(Dialog[None]):
    """Shows all of it, always."""

    READING_KEYS = frozenset({"pageup"})
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,enter,c,q,space,pagedown", "dismiss", "back"),
    ]

    def __init__(self, advice: CareAdvice, *, first: str = "") -> None:
        super().__init__()
        self._advice = advice
        self._first = first
        """What stands before it."""

    def compose(self) -> ComposeResult:
        """Lay out the three tiers."""
        with VerticalScroll(classes="dialog -tall"):
            if self._first:
                yield Line(self._first, classes="question")
            for tier in self._advice.tiers:
                yield Line(tier_lines(tier), classes="text")
            yield Line(styled((self._advice.limits, "bold")), classes="text")
        yield KeyBar((KeyHint("escape", "Esc", "back"), KeyHint("down", "↑ ↓", "read on")))


def tier_lines(tier: CareTier) -> Content:
    """Return a tier: its title, what to do, and the signs."""
    return lines(
        styled((tier.title, "bold $stop")),
        *((styled((tier.do, "bold")),) if tier.do else ()),
        *(styled(("· ", "$muted"), sign) for sign in tier.signs),
    )


def care_content(advice: CareAdvice) -> Content:
    """Return all of it as one text."""
    return Content("\n\n").join([*(tier_lines(tier) for tier in advice.tiers), plain(advice.limits)])
