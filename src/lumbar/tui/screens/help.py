"""The keys of a screen, and how to get down to the floor and up again."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content

from lumbar.about import GETTING_DOWN, GETTING_UP, LEAFLET, PURPOSE
from lumbar.session_keys import SessionKey, SessionKeys
from lumbar.tui.pages import PAGES
from lumbar.tui.screens.dialog import Dialog
from lumbar.tui.text import lines, styled
from lumbar.tui.widgets.key_bar import KeyBar, KeyHint
from lumbar.tui.widgets.line import Line

Keys = tuple[tuple[str, str], ...]
"""Keys and what they do."""

CARE: Keys = (("c  F2", "care advice: when to get help"),)
EVERYWHERE: Keys = (
    (" ".join(page.key for page in PAGES), ", ".join(page.mode for page in PAGES)),
    *CARE,
    ("?  F1", "the keys of the screen you are on"),
    (",", "settings"),
    ("Esc", "back"),
    ("Ctrl+P", "every command by name"),
    ("q", "quit"),
)
TODAY_KEYS: Keys = (
    ("Enter", "start the session that is due"),
    ("t", "I have less time: so many minutes, for today alone"),
    ("x", "start the short version at once"),
    ("e", "change today: another order, leave out, swap"),
    ("b", "bad days: 1 to 7 gentle days, your gentle set, or the end of them"),
    ("p", "your plan: which exercises, how much, how often"),
    ("a", "your provider said more than 30 minutes a day, where that is asked"),
    *EVERYWHERE,
)
CATALOG_KEYS: Keys = (
    ("/", "search as you type"),
    ("↑ ↓  k j", "choose an exercise"),
    ("PgUp PgDn", "read on in its card"),
    ("a", "a provider agreed, where an exercise waits for that; else: add it to your plan, or take it out"),
    ("o", "switch an exercise on that is off after stops for pain"),
    *EVERYWHERE,
)
HISTORY_KEYS: Keys = (
    ("← →  h l", "back and on: a week, or 12 weeks of the exercises"),
    ("↑ ↓  k j", "choose a session, a day of the calendar, an exercise"),
    ("Enter", "open the session, or the week of the day"),
    ("w  Esc", "weeks"),
    ("PgDn PgUp", "read on in the months, or in an exercise"),
    ("m", "months, day by day"),
    ("x", "exercises over time, left and right"),
    ("g", "go to a day that you type"),
    ("a", "write in a session that you did away from here"),
    ("r", "a page for your provider, saved as a file"),
    ("n", "in an open session: add or change its note"),
    ("Delete  d", "in an open session: delete it; you are asked first"),
    ("u", "put back the session that you deleted last"),
    *EVERYWHERE,
)
PLAN_KEYS: Keys = (
    ("↑ ↓  k j", "another row"),
    ("← →  - +", "less or more; in the row of days, another day"),
    ("0 to 9", "type a figure, an hour or a day"),
    ("⌫", "the usual figure again"),
    ("Space", "an exercise in or out; a day of rest or not"),
    ("Enter", "the figures of an exercise; a text to type"),
    ("u d", "the exercise one place up or down"),
    ("s", "keep the plan; what becomes different is shown first"),
    ("Esc  q", "back; you are asked if something was changed"),
    *CARE,
)
LESS_TIME_KEYS: Keys = (
    ("0 to 9  ⌫", "type the minutes, and take a figure back"),
    ("+ -  ↑ ↓  k j", "a minute more or less"),
    ("← →  h l", "5, 10, 15 or 20 minutes"),
    ("PgDn PgUp", "read on in what you would do"),
    ("Enter", "take it, for today alone"),
    ("r", "today as planned"),
    ("Esc", "back; today stays as it is"),
    *CARE,
)
CHANGE_TODAY_KEYS: Keys = (
    ("↑ ↓  k j", "another exercise"),
    ("PgUp PgDn", "five back or on"),
    ("Home End", "the first, the last"),
    ("← →  h l", "the exercise earlier or later"),
    ("o  Space", "leave it out, or take it back"),
    ("s", "swap it for one that is left out"),
    ("r", "today as planned"),
    ("Enter", "keep it, for today alone"),
    ("Esc", "back; today stays as it is"),
    *CARE,
)
GENTLE_SET_KEYS: Keys = (
    ("↑ ↓  k j", "another exercise"),
    ("PgUp PgDn", "five back or on"),
    ("Space", "the exercise on or off"),
    ("← →  - +", "less or more often"),
    ("Enter", "done"),
    ("Esc", "back; the set stays as it was"),
    *CARE,
)
PAIN_KEYS: Keys = (
    ("0 to 9", "how strong it is"),
    ("x", "ten"),
    ("← →  h l", "another level"),
    ("Enter", "take that level; without one, leave it out"),
    ("Space  PgDn", "the same"),
    ("Esc", "back, where the last line says so; else leave it out"),
    *CARE,
)
RESUME_KEYS: Keys = (
    ("Enter  r", "resume, where it can go on"),
    ("Space  PgDn", "the same"),
    ("k  Esc", "keep what you did as it is"),
    ("x", "discard it; you are asked once more"),
    *CARE,
)
END_KEYS: Keys = (
    ("Enter  y", "end the session; what you did is kept"),
    ("Esc  n q", "back; it stays paused"),
    ("Space  PgDn", "the same"),
    ("d  PgUp", "something hurts"),
    *CARE,
)
CHOICE_KEYS: Keys = (
    ("its own key", "take an answer"),
    ("↑ ↓  k j", "another answer; so do ← → and PgDn"),
    ("Enter  PgUp", "take the answer under the cursor"),
    ("Esc", "what the last line says, if it says it"),
    *CARE,
)
SETTINGS_KEYS: Keys = (
    ("↑ ↓  k j", "another row"),
    ("PgUp PgDn", "eight rows back or on"),
    ("← →  h l", "another value, at once"),
    ("Enter", "type a figure, an hour or a number; press another key of the session"),
    ("+", "one more key for the same thing"),
    ("⌫", "the usual value again"),
    ("Esc  q  ,", "back"),
    *CARE,
)
DETAILS_KEYS: Keys = (
    ("↑ ↓", "read on"),
    ("n", "add or change the note"),
    ("d  Delete", "delete the session; you are asked first"),
    ("Esc  q  3", "back to the history"),
    *CARE,
)
LIVE_KEYS: tuple[tuple[SessionKey | str, str], ...] = (
    (SessionKey.PAUSE, "pause, and go on again"),
    (SessionKey.HURTS, "something hurts: everything stops, and you are asked what it is"),
    (SessionKey.NEXT, "in a rest or a move: end it. Else: on to the next repetition"),
    (SessionKey.BACK, "this repetition from its start; again at once: the one before"),
    (SessionKey.LEAVE_EXERCISE, "leave this exercise"),
    (SessionKey.PREVIOUS_EXERCISE, "back to the exercise before"),
    ("u", "undo either of these two, within 3 seconds"),
    (SessionKey.MORE_TIME, "ten seconds more, in a rest or a move"),
    (SessionKey.FLOOR, "floor mode: large enough for two metres; a click pauses there, too"),
    (SessionKey.SOUND, "sound on or off"),
    (SessionKey.VOICE, "voice on or off; the chimes stay"),
    ("c  F2", "care advice; the session pauses"),
    ("q  Esc", "end the session; you are asked first"),
    ("?  F1", "these keys; the session pauses"),
    ("any other key", "pause; where an exercise waits for you: start it"),
)


def live_keys(keys: SessionKeys) -> Keys:
    """Return the keys of a session as the person chose them."""
    return tuple((keys.labels(key) if isinstance(key, SessionKey) else key, does) for key, does in LIVE_KEYS)


class HelpScreen(Dialog[None]):
    """Shows keys; any of its closing keys leads back."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,enter,question_mark,f1,q", "dismiss", "back"),
    ]

    def __init__(self, keys: Keys) -> None:
        super().__init__()
        self._keys = keys

    def compose(self) -> ComposeResult:
        """Lay out keys, the way down and up, and the purpose."""
        with VerticalScroll(classes="dialog -tall"):
            yield Line(styled(("Keys", "bold")), classes="question")
            yield Line(key_lines(self._keys), classes="text")
            yield Line(styled(("Getting down to the floor", "bold")), classes="question")
            yield Line(numbered(GETTING_DOWN), classes="text")
            yield Line(styled(("Getting up again", "bold")), classes="question")
            yield Line(numbered(GETTING_UP), classes="text")
            yield Line(styled(("What lumbar is", "bold")), classes="question")
            yield Line(PURPOSE, classes="text")
            yield Line(LEAFLET, classes="text")
        yield KeyBar((KeyHint("escape", "Esc", "back"), KeyHint("down", "↑ ↓", "read on")))


def key_lines(keys: Keys) -> Content:
    """Return the keys in a column and what they do beside them."""
    width = max(len(key) for key, _ in keys) + 2
    return lines(*(styled((f"{key:<{width}}", "bold $accent"), does) for key, does in keys))


def numbered(steps: tuple[str, ...]) -> Content:
    """Return *steps* with numbers."""
    return lines(*(styled((f"{number}  ", "$muted"), step) for number, step in enumerate(steps, 1)))
