"""Saves a copy of everything to a place that the person chooses."""

from pathlib import Path

from textual.app import App

from lumbar.diary import Diary
from lumbar.ports import StoreError
from lumbar.tui.keeper import Keeper, Told


class CopyDesk:
    """Asks for the place, and has the copy written in its turn."""

    def __init__(self, app: App[int], diary: Diary, keeper: Keeper, *, told: Told) -> None:
        self._app = app
        self._diary = diary
        self._keeper = keeper
        self._told = told

    def open(self) -> None:
        """Ask where to."""
        from lumbar.tui.screens.save_copy import SaveCopyScreen  # noqa: PLC0415 - seldom needed

        self._app.push_screen(SaveCopyScreen(), self.save)

    def save(self, typed: Path | None) -> None:
        """Write the copy to *typed*, if there is one, and say where it is."""
        if typed is None:
            return

        def saved(error: StoreError | None) -> None:
            if error is None:
                self._app.notify(f"A copy is in {typed}.", markup=False)
            self._told(error)

        self._keeper.do(lambda: self._diary.store.save_copy(_expanded(typed)), saved)


def _expanded(path: Path) -> Path:
    """Return *path* with the person's home for ~. Raises StoreError for a ~ that names nobody."""
    try:
        return path.expanduser()
    except RuntimeError as error:
        raise StoreError(f"{path} is no place for a copy: {error}") from error
