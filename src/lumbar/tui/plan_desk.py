"""Opens the plan's editor, shows what becomes different, and has the new version kept behind the screens."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from textual.app import App

from lumbar.diary import Diary
from lumbar.domain.prescription import Prescription
from lumbar.ports import StoreError
from lumbar.tui.keeper import Keeper, Told
from lumbar.words import plan_screen as words

if TYPE_CHECKING:
    from lumbar.tui.screens.plan import PlanScreen


class PlanDesk:
    """Takes the plan from the editor to the history."""

    def __init__(self, app: App[int], diary: Diary, keeper: Keeper, *, told: Told) -> None:
        self._app = app
        self._diary = diary
        self._keeper = keeper
        self._told = told
        self._keeping = False

    def open(self) -> None:
        """Show the editor."""
        from lumbar.tui.screens.plan import PlanScreen  # noqa: PLC0415 - the first screen does not need it

        def save(content: Prescription) -> None:
            self._save(content, kept=lambda: self._leave(screen, content))

        screen = PlanScreen(self._diary, save)
        self._app.push_screen(screen)

    @staticmethod
    def _leave(screen: "PlanScreen", content: Prescription) -> None:
        screen.kept(content)
        if screen.is_current:
            screen.dismiss()

    def _save(self, content: Prescription, *, kept: Callable[[], None]) -> None:
        from lumbar.domain.plan_check import problems_of, start_problem  # noqa: PLC0415 - seldom needed
        from lumbar.plan_keeping import plan_change  # noqa: PLC0415 - as above
        from lumbar.tui.screens.plan_change import PlanChangeScreen  # noqa: PLC0415 - as above
        from lumbar.words.plan import NOTHING_CHANGES  # noqa: PLC0415 - as above

        if self._keeping:
            return
        late = start_problem(max(content.valid_from, self._diary.day()), self._diary.day())
        problems = [*([late] if late else []), *problems_of(content, self._diary.exercises)]
        if problems:
            sentences = [str(one) for one in problems]
            self._app.push_screen(PlanChangeScreen(words.CANNOT_BE_KEPT, sentences, can_keep=False))
            return
        change = plan_change(self._diary, content)
        if not change.differences:
            self._app.notify(NOTHING_CHANGES, markup=False)
            kept()
            return

        def answered(yes: bool | None) -> None:  # noqa: FBT001 - the form of a screen's callback
            if yes:
                self._keep(content, kept)

        since = words.FROM_TODAY if change.valid_from == self._diary.day() else f"from {change.valid_from} on"
        title = f"{words.BECOMES_DIFFERENT}, {since}"
        self._app.push_screen(
            PlanChangeScreen(title, change.differences, remarks=change.remarks, can_keep=True), answered
        )

    def _keep(self, content: Prescription, kept: Callable[[], None]) -> None:
        self._keeping = True

        def told(error: StoreError | None) -> None:
            self._keeping = False
            self._told(error)
            if error is None:
                kept()
                self._app.notify(words.KEPT, markup=False)

        self._keeper.do(lambda: _keep(self._diary, content), told)


def _keep(diary: Diary, content: Prescription) -> None:
    from lumbar.plan_keeping import keep_plan  # noqa: PLC0415 - seldom needed

    keep_plan(diary, content)
