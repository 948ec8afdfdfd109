"""Every setting with its value: chosen and changed by keys alone or by the mouse alone."""

from collections.abc import Callable, Iterable
from typing import Any, NamedTuple, Protocol

from textual.app import ComposeResult
from textual.containers import VerticalScroll

from lumbar.session_keys import USUAL, SessionKey, SessionKeys
from lumbar.setting_kinds import Kind, OneOf, PhoneNumber, TimeOfDay, WholeNumber, YesOrNo
from lumbar.settings import KINDS, Settings
from lumbar.tui.screens.dialog import Dialog
from lumbar.tui.screens.help import SETTINGS_KEYS
from lumbar.tui.screens.key_question import KeyQuestion
from lumbar.tui.screens.text_question import TextQuestion
from lumbar.tui.text import lines, styled
from lumbar.tui.widgets.key_bar import KEYS_HINT, KeyBar, KeyHint
from lumbar.tui.widgets.line import Line
from lumbar.tui.widgets.setting_row import SettingRow
from lumbar.words.settings import GROUPS, KEY_WORDS, KEYS_HEADING, NEXT_SESSION, SETTING_WORDS, value_words

STEPS = {"down": 1, "j": 1, "up": -1, "k": -1, "pagedown": 8, "pageup": -8, "home": -99, "end": 99}
CHANGES = {"left": -1, "h": -1, "right": 1, "l": 1}
CLOSE = frozenset({"escape", "comma", "q"})
BACKWARD_HINT = KeyHint("backspace", "⌫", "usual")
MOVE_HINT = KeyHint("down", "↑ ↓", "move")
CLOSE_HINT = KeyHint("escape", "Esc", "back")
TYPED_FORMS: dict[type[Kind], str] = {PhoneNumber: "as you dial it", TimeOfDay: "such as 22:00"}
"""In which form something is typed, where that is not what a file has."""
HINTS: dict[type[Kind] | None, tuple[KeyHint, ...]] = {
    OneOf: (KeyHint("right", "← →", "change"),),
    YesOrNo: (KeyHint("right", "← →", "change"),),
    WholeNumber: (KeyHint("right", "← →", "change"), KeyHint("enter", "Enter", "type it")),
    PhoneNumber: (KeyHint("enter", "Enter", "type it"),),
    TimeOfDay: (KeyHint("enter", "Enter", "type it"),),
    None: (KeyHint("enter", "Enter", "another key"), KeyHint("plus", "+", "one more key")),
}


class Changes(Protocol):
    """Takes what the person changes."""

    @property
    def settings(self) -> Settings:
        """The settings that hold now."""

    def change(self, key: str, value: Any) -> None:
        """Let *value* hold for *key*, and have it kept."""

    def change_key(self, use: SessionKey, keys: SessionKeys) -> None:
        """Let *keys* hold, of which those for *use* are new, and have them kept."""


class Row(NamedTuple):
    """One row: a setting by its key, or a key of the session."""

    setting: str = ""
    use: SessionKey | None = None

    @property
    def label(self) -> str:
        """Its name."""
        return KEY_WORDS[self.use][0] if self.use else SETTING_WORDS[self.setting].label

    @property
    def kind(self) -> Kind | None:
        """What it can be; None for a key."""
        return None if self.use else KINDS[self.setting]

    def value(self, settings: Settings) -> str:
        """Return its value in words."""
        return (
            settings.keys.labels(self.use) if self.use else value_words(self.setting, getattr(settings, self.setting))
        )


ROWS = (
    *(Row(setting=key) for keys in GROUPS.values() for key in keys),
    *(Row(use=use) for use in SessionKey),
)


class SettingsScreen(Dialog[None]):
    """The list of settings, and a few words on the one under the cursor."""

    CSS_PATH = "settings.tcss"
    KEYS = SETTINGS_KEYS

    def __init__(self, changes: Changes, *, remarks: Callable[[str], str] = lambda _key: "") -> None:
        super().__init__()
        self._changes = changes
        self._remarks = remarks
        """What else is to be said of a setting now, by its key."""
        self._here = 0

    def compose(self) -> ComposeResult:
        """Lay out the settings in their groups."""
        with VerticalScroll(id="settings", can_focus=False):
            yield Line("Settings", id="title")
            yield from self._rows()
        yield Line(id="detail")
        yield KeyBar((CLOSE_HINT,))

    def _rows(self) -> Iterable[Line]:
        headings = {keys[0]: heading for heading, keys in GROUPS.items()}
        for number, row in enumerate(ROWS):
            if row.setting in headings:
                yield Line(headings[row.setting], classes="heading")
            elif row.use is next(iter(SessionKey)):
                yield Line(KEYS_HEADING, classes="heading")
            yield SettingRow(number, row.label)

    def on_mount(self) -> None:
        """Show what holds."""
        self._show()

    def _show(self) -> None:
        settings = self._changes.settings
        for number, (row, line) in enumerate(zip(ROWS, self.query(SettingRow), strict=True)):
            steps = isinstance(row.kind, OneOf | YesOrNo | WholeNumber)
            line.show_value(row.value(settings), steps=steps, under_cursor=number == self._here)
        row = ROWS[self._here]
        self.query_one("#detail", Line).show(lines(*self._details(row)))
        kind = type(row.kind) if row.kind else None
        self.query_one(KeyBar).show((MOVE_HINT, *HINTS[kind], BACKWARD_HINT, KEYS_HINT, CLOSE_HINT))

    def _details(self, row: Row) -> Iterable[Any]:
        if row.use:
            yield KEY_WORDS[row.use][1]
            yield styled((NEXT_SESSION, "$muted"))
        else:
            words = SETTING_WORDS[row.setting]
            yield words.does
            allowed = KINDS[row.setting].allowed() if isinstance(row.kind, WholeNumber) else ""
            yield styled((f"{allowed}. {words.from_when}" if allowed else words.from_when, "$muted"))
            if remark := self._remarks(row.setting):
                yield styled((remark, "$warn"))

    def takes_key(self, key: str) -> bool:
        """Move, change, close."""
        row = ROWS[self._here]
        if key in CLOSE:
            self.dismiss(None)
        elif key in STEPS:
            self._go_to(self._here + STEPS[key])
        elif key in CHANGES:
            self._step(row, CHANGES[key])
        elif key in ("enter", "space"):
            self._open(row)
        elif key == "plus" and row.use:
            self._ask_key(row.use, added=True)
        elif key in ("backspace", "delete"):
            self._give_back(row)
        else:
            return False
        return True

    def _go_to(self, number: int) -> None:
        self._here = max(0, min(number, len(ROWS) - 1))
        self._show()
        if self._here == 0:
            self.query_one("#settings", VerticalScroll).scroll_home(animate=False)
        else:
            self.query(SettingRow)[self._here].scroll_visible(animate=False)

    def on_setting_row_clicked(self, message: SettingRow.Clicked) -> None:
        """Step or open what was clicked; a click on a name chooses it, and opens it once it is chosen."""
        message.stop()
        was_here = self._here == message.number
        self._go_to(message.number)
        row = ROWS[self._here]
        if message.step in (-1, 1):
            self._step(row, message.step)
        elif message.step == 0 or was_here:
            self._open(row)

    def _step(self, row: Row, step: int) -> None:
        kind = row.kind
        if isinstance(kind, OneOf | YesOrNo | WholeNumber):
            value = getattr(self._changes.settings, row.setting)
            self._change(row.setting, kind.stepped(value, step))

    def _change(self, setting: str, value: Any) -> None:
        if value != getattr(self._changes.settings, setting):
            self._changes.change(setting, value)
        self._show()

    def _open(self, row: Row) -> None:
        kind = row.kind
        if row.use:
            self._ask_key(row.use, added=False)
        elif isinstance(kind, WholeNumber | PhoneNumber | TimeOfDay):
            self._ask_text(row, kind)
        else:
            self._step(row, 1)

    def _ask_text(self, row: Row, kind: WholeNumber | PhoneNumber | TimeOfDay) -> None:
        def refusal(text: str) -> str:
            try:
                kind.typed(text)
            except ValueError as error:
                return f"It {error}."
            return ""

        def answered(text: str | None) -> None:
            if text is not None:
                self._change(row.setting, kind.typed(text))

        value = getattr(self._changes.settings, row.setting)
        question = f"{row.label}: {TYPED_FORMS.get(type(kind), kind.allowed())}"
        text = value_words(row.setting, value) if isinstance(kind, TimeOfDay) else str(value)
        self.app.push_screen(TextQuestion(question, refusal=refusal, text=text), answered)

    def _ask_key(self, use: SessionKey, *, added: bool) -> None:
        def answered(keys: SessionKeys | None) -> None:
            if keys is not None:
                self._changes.change_key(use, keys)
                self._show()

        self.app.push_screen(KeyQuestion(use, self._changes.settings.keys, added=added), answered)

    def _give_back(self, row: Row) -> None:
        """Let the usual value hold again; where its keys are taken by now, say so."""
        if row.use is None:
            self._change(row.setting, getattr(Settings(), row.setting))
            return
        try:
            keys = self._changes.settings.keys.with_keys(row.use, USUAL[row.use])
        except ValueError as error:
            self.notify(f"{row.label} {error}.", severity="warning", markup=False)
        else:
            self._changes.change_key(row.use, keys)
        self._show()
