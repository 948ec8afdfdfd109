"""A change to the history that a screen asks for; the app has it kept."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from textual.message import Message

if TYPE_CHECKING:
    from lumbar.looking_back import LookingBack


class HistoryChange(Message):
    """Something about the past is to be put right."""

    def __init__(self, change: Callable[["LookingBack"], object], then: Callable[[], None]) -> None:
        super().__init__()
        self.change = change
        self.then = then
        """Called where the screens live, once it is on disk."""
