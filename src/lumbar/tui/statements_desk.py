"""Takes what the person states outside a session, and has it kept behind the screens."""

from collections.abc import Callable

from textual.app import App

from lumbar.diary import Diary
from lumbar.domain.person import Person
from lumbar.domain.prescription import Prescription
from lumbar.domain.set_up import Way
from lumbar.tui.keeper import Keeper, Told


class StatementsDesk:
    """Puts the ask-first questions, and keeps every statement in its turn."""

    def __init__(self, app: App[int], diary: Diary, keeper: Keeper, *, told: Told) -> None:
        self._app = app
        self._diary = diary
        self._keeper = keeper
        self._told = told

    def ask_first(self) -> None:
        """Put the ask-first questions, and keep the answers."""
        from lumbar.tui.screens.ask_first_form import AskFirstAnswers, AskFirstForm  # noqa: PLC0415 - seldom needed

        def answered(answers: AskFirstAnswers | Way | None) -> None:
            if isinstance(answers, AskFirstAnswers):
                self.keep(answers.stated_by)

        self._app.push_screen(AskFirstForm(self._diary.store.person()), answered)

    def prescribe(self, change: Callable[[Prescription], Prescription]) -> None:
        """Keep a change of the plan."""
        self._keeper.do(lambda: self._diary.change_prescription(change), self._told)

    def keep(self, change: Callable[[Person], Person]) -> None:
        """Keep a statement."""
        self._keeper.do(lambda: self._diary.change_person(change), self._told)
