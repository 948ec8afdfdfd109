"""The list of the catalog: the exercises, grouped by position."""

from collections.abc import Callable, Collection, Iterable
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets.option_list import Option

from lumbar.domain.exercise import Exercise, Position
from lumbar.tui.text import plain, styled
from lumbar.tui.widgets.choice_list import ChoiceList

OFF_MARK = "○ off"
HEADINGS = {
    Position.LYING: "Lying on the back",
    Position.HANDS_AND_KNEES: "Hands and knees",
    Position.STANDING: "Standing",
}


class ExerciseList(ChoiceList):
    """The exercises, grouped by position.

    *moved* is called when the cursor has moved, so that what it shows is painted with it, in one frame.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("pagedown,space", "screen.card_down", "read on", show=False),
        Binding("pageup", "screen.card_up", "read back", show=False),
    ]

    def __init__(self, *, moved: Callable[[], None], id: str | None = None) -> None:  # noqa: A002 - as in Textual
        super().__init__(id=id)
        self._moved = moved
        self._off: Collection[str] = ()

    def watch_highlighted(self, highlighted: int | None) -> None:
        """Show the cursor in its new place."""
        super().watch_highlighted(highlighted)
        if highlighted is not None:
            self._moved()

    def show(self, exercises: Iterable[Exercise], off: Collection[str]) -> None:
        """Show *exercises* under the headings of their positions, and put the cursor on the first.

        Those that are *off*, by their ids, carry a mark.
        """
        found = tuple(exercises)
        self._off = off
        self.clear_options()
        for position, heading in HEADINGS.items():
            group = [exercise for exercise in found if exercise.position is position]
            if group:
                self.add_option(Option(styled((heading, "$muted")), disabled=True))
                self.add_options(Option(_row(exercise, off), id=exercise.id) for exercise in group)
        self.action_first()

    def show_off(self, exercises: Iterable[Exercise], off: Collection[str]) -> None:
        """Show anew which of the *exercises* in the list are *off*; the cursor stays."""
        listed = {option.id for option in self.options}
        for exercise in exercises:
            if exercise.id in listed and (exercise.id in off) is not (exercise.id in self._off):
                self.replace_option_prompt(exercise.id, _row(exercise, off))
        self._off = off


def _row(exercise: Exercise, off: Collection[str]) -> Content:
    if exercise.id not in off:
        return plain(exercise.name)
    return styled(exercise.name, "  ", (OFF_MARK, "$warn"))
