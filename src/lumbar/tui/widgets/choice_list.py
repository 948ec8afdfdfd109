"""A list to choose from, by arrows, j and k, or the mouse."""

from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.style import Style
from textual.widgets import OptionList

HIGHLIGHTED = "option-list--option-highlighted"


class ChoiceList(OptionList):
    """A list whose row under the cursor shows in the terminal's own colours, too."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("j", "cursor_down", "down", show=False),
        Binding("k", "cursor_up", "up", show=False),
    ]
    DEFAULT_CSS = """
    ChoiceList {
        border: none;
        background: $background;
        background-tint: $background 0%;
        color: $foreground;
        padding: 0;
        scrollbar-size-vertical: 1;
        &:focus { border: none; background-tint: $background 0%; }
        & > .option-list--option-highlighted, &:focus > .option-list--option-highlighted {
            background: $cursor-ground;
            color: $cursor-text;
            text-style: bold;
        }
        & > .option-list--option-disabled { text-style: none; }
    }
    """

    def get_visual_style(self, *component_classes: str, partial: bool = False) -> Style:
        """Return the style of a part; Textual leaves out inverse, the only mark that two plain colours allow."""
        style = super().get_visual_style(*component_classes, partial=partial)
        if HIGHLIGHTED in component_classes and self.app.native_ansi_color:
            return style + Style(reverse=True)
        return style
