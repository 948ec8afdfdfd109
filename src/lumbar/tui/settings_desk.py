"""Takes changes of the settings: they hold at once where that is possible, and are kept behind the screens."""

from collections.abc import Callable
from typing import Any

from textual.app import App

from lumbar.bootstrap import Parts
from lumbar.diary import Diary
from lumbar.session_keys import SessionKey, SessionKeys
from lumbar.settings import KEYS_TABLE, Settings, Sound
from lumbar.tui.keeper import Keeper, Told
from lumbar.tui.theme import THEMES


class SettingsDesk:
    """Opens the settings, and has every change kept in its turn."""

    def __init__(
        self,
        app: App[int],
        parts: Parts,
        diary: Diary,
        keeper: Keeper,
        *,
        forget_sounds: Callable[[], None],
        told: Told,
    ) -> None:
        self._app = app
        self._parts = parts
        self._diary = diary
        self._keeper = keeper
        self._forget_sounds = forget_sounds
        self._told = told

    @property
    def settings(self) -> Settings:
        """The settings that hold now."""
        return self._parts.settings_book.settings

    def open(self) -> None:
        """Show the settings."""
        from lumbar.tui.screens.settings import SettingsScreen  # noqa: PLC0415 - the first screen does not need it

        self._app.push_screen(SettingsScreen(self, remarks=self._remark))

    def _remark(self, key: str) -> str:
        if key == "sound" and self._parts.sound is not Sound.AUTO:
            return f"In this run it is {self._parts.sound.value}, as --sound says."
        return ""

    def change(self, key: str, value: Any) -> None:
        """Let *value* hold for *key*, and have it kept."""
        self._take(self.settings.changed(key, value))
        self._keeper.do(lambda: self._parts.settings_book.write(key, value), self._told)

    def change_key(self, use: SessionKey, keys: SessionKeys) -> None:
        """Let *keys* hold, of which those for *use* are new, and have them kept."""
        self._take(self.settings.changed("keys", keys))
        chosen = keys.of(use)
        self._keeper.do(lambda: self._parts.settings_book.write(use.value, chosen, table=KEYS_TABLE), self._told)

    def _take(self, settings: Settings) -> None:
        self._parts.settings_book.take(settings)
        self._diary.take_settings(settings)
        self._forget_sounds()
        self._app.theme = THEMES[settings.theme.value].name
