"""What the three pages have in common: they show a diary, and show it again when it has changed."""

from abc import abstractmethod
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, ClassVar

from textual import events
from textual.app import SystemCommand
from textual.binding import Binding, BindingType
from textual.message import Message
from textual.screen import Screen

if TYPE_CHECKING:
    from lumbar.diary import Diary
    from lumbar.domain.person import Person
    from lumbar.domain.prescription import Prescription


class Page(Screen[None]):
    """One of the pages that the number keys switch between."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("question_mark,f1", "keys", "keys", show=False),
    ]

    class Said(Message):
        """The person stated something that is to be kept."""

        def __init__(self, change: "Callable[[Person], Person]") -> None:
            super().__init__()
            self.change = change

    class Prescribed(Message):
        """The plan is to be changed, as a new version."""

        def __init__(self, change: "Callable[[Prescription], Prescription]") -> None:
            super().__init__()
            self.change = change

    def __init__(self, diary: "Diary | None") -> None:
        super().__init__()
        self.diary = diary

    def take_diary(self, diary: "Diary") -> None:
        """Show *diary* from now on."""
        self.diary = diary
        if self.is_mounted:
            self.show_diary(diary)

    def on_screen_resume(self, event: events.ScreenResume) -> None:
        """Show what is there, and what has changed while another screen was on top."""
        event.refresh_styles = False  # a change of them reaches a page that is behind, too: all is as it was painted
        if self.diary is not None and self.is_mounted:
            self.show_diary(self.diary)

    def say(self, change: "Callable[[Person], Person]") -> None:
        """Have it kept that the person stated something."""
        self.post_message(self.Said(change))

    def commands(self) -> Iterable[SystemCommand]:
        """Yield what the palette offers on this page alone."""
        return ()

    @abstractmethod
    def show_diary(self, diary: "Diary") -> None:
        """Put *diary* on the screen."""
