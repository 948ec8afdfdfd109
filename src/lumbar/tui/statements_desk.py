"""Takes what the person states outside a session, and has it kept behind the screens."""

from collections.abc import Callable

from textual.app import App

from lumbar.diary import Diary
from lumbar.domain.person import Person
from lumbar.domain.prescription import Prescription
from lumbar.domain.set_up import Way
from lumbar.ports import StoreError
from lumbar.tui.keeper import Keeper, Told


def _nothing() -> None:
    """Do nothing next."""


class StatementsDesk:
    """Puts the ask-first questions, and keeps every statement in its turn."""

    def __init__(self, app: App[int], diary: Diary, keeper: Keeper, *, told: Told) -> None:
        self._app = app
        self._diary = diary
        self._keeper = keeper
        self._told = told

    def ask_first(self, then: Callable[[], None] = _nothing) -> None:
        """Put the ask-first questions; *then* follows once the answers are kept, or at once if they were left."""
        from lumbar.tui.screens.ask_first_form import AskFirstAnswers, AskFirstForm  # noqa: PLC0415 - seldom needed

        def answered(answers: AskFirstAnswers | Way | None) -> None:
            if isinstance(answers, AskFirstAnswers):
                self.keep(answers.stated_by, then)
            else:
                then()

        self._app.push_screen(AskFirstForm(self._diary.store.person()), answered)

    def prescribe(self, change: Callable[[Prescription], Prescription]) -> None:
        """Keep a change of the plan."""
        self._keeper.do(lambda: self._diary.change_prescription(change), self._told)

    def keep(self, change: Callable[[Person], Person], then: Callable[[], None] = _nothing) -> None:
        """Keep a statement; *then* follows, also if it could not be kept."""

        def told(error: StoreError | None) -> None:
            self._told(error)
            then()

        self._keeper.do(lambda: self._diary.change_person(change), told)
