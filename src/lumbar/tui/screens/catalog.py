"""The catalog: the exercises by position, found as you type, and the full card of one."""

from collections.abc import Mapping
from functools import partial
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical

from lumbar.clock import Clock
from lumbar.diary import Diary
from lumbar.domain.exercise import Exercise
from lumbar.domain.in_plan import is_in_plan, with_exercise, without_exercise
from lumbar.domain.person import Person
from lumbar.domain.prescription import Prescription
from lumbar.domain.todays_set import WhyOff
from lumbar.figure.shelf import Shelf
from lumbar.settings import Motion
from lumbar.tui.demonstration import Demonstration
from lumbar.tui.exercise_card import exercise_card, place_words
from lumbar.tui.screens.help import CATALOG_KEYS, HelpScreen
from lumbar.tui.screens.page import Page
from lumbar.tui.screens.switched_off import agreed_line, ask_to_switch_on, ask_who_agreed
from lumbar.tui.session_driver import LoopAlarm
from lumbar.tui.widgets.exercise_list import ExerciseList
from lumbar.tui.widgets.figure_pane import FigurePane
from lumbar.tui.widgets.key_bar import KEYS_HINT, KeyBar, KeyHint
from lumbar.tui.widgets.line import Line
from lumbar.tui.widgets.reading_pane import ReadingPane
from lumbar.tui.widgets.top_bar import TopBar
from lumbar.tui.widgets.typing_field import LineField
from lumbar.words.next_time import off_lines

HINTS = (
    KeyHint("slash", "/", "search"),
    KeyHint("down", "↑ ↓", "choose"),
    KeyHint("pagedown", "PgDn", "read on"),
    KeyHint("1", "1", "today"),
    KeyHint("3", "3", "history"),
    KEYS_HINT,
)
AGREED = KeyHint("a", "a", "provider agreed")
PUT_IN = KeyHint("a", "a", "add to my plan")
TAKE_OUT = KeyHint("a", "a", "take out of my plan")
THE_ONLY_ONE = "It is the only exercise of your plan, and stays in it."
SWITCH_ON = KeyHint("o", "o", "switch on")

WIDEST_TEXT = 68
"""Longer lines are hard to read."""


class SearchField(LineField):
    """Where one types what to look for."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "screen.end_search", "end the search", show=False),
        Binding("enter,down", "screen.choose", "choose", show=False),
    ]


class CatalogPage(Page):
    """The list beside the card; the card below the list where it is narrow."""

    CSS_PATH = "catalog.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("slash", "search", "search"),
        Binding("a", "agreed_or_planned", "a provider agreed, add to my plan, take out of it"),
        Binding("o", "switch_on", "switch it on"),
        Binding("escape", "end_search", "end the search", show=False),
    ]

    def __init__(self, diary: Diary | None, *, shelf: Shelf, clock: Clock, motion: Motion) -> None:
        super().__init__(diary)
        self._motion = motion
        self._off: Mapping[str, WhyOff] = {}
        self._plan: Prescription | None = None
        self._person = Person()
        self._shelf = shelf
        self._demonstration = Demonstration(
            shelf,
            clock,
            set_timer=partial(LoopAlarm, run=self.call_next),
            show=lambda scene, moment: self.query_one(FigurePane).show(scene, moment),
            motion=motion,
        )

    def compose(self) -> ComposeResult:
        """Lay out list and card."""
        yield TopBar("Catalog")
        with Horizontal(id="split"):
            with Vertical(id="choice"):
                yield SearchField(placeholder="Search", id="search")
                yield ExerciseList(moved=self._moved, id="exercises")
                yield Line("Nothing found. Esc shows all exercises.", id="nothing")
            with Vertical(id="details"):
                yield FigurePane(moving=self._motion is Motion.FULL, to_and_fro=True, id="figure")
                yield ReadingPane(widest=WIDEST_TEXT, id="card")
        yield KeyBar(HINTS)

    def show_diary(self, diary: Diary) -> None:
        """Fill the list, once; show what is off, each time."""
        self.query_one(TopBar).show(diary.day())
        self._take_motion(diary.settings.motion)
        self._off, self._plan, self._person = diary.off(), diary.prescription(), diary.store.person()
        choice = self.query_one(ExerciseList)
        if choice.option_count == 0 and not self.query_one("#search").display:
            self._find("")
            choice.focus()
        else:
            choice.show_off(diary.catalog.exercises, frozenset(self._off))
            self._show_card(diary)

    def _take_motion(self, motion: Motion) -> None:
        if motion is not self._motion:
            self._motion = motion
            self.query_one(FigurePane).moves = motion is Motion.FULL
            self._demonstration.motion = motion
            self._demonstrate()

    def on_input_changed(self, event: LineField.Changed) -> None:
        """Search as the person types."""
        event.stop()
        self._find(event.value)

    def _find(self, text: str) -> None:
        if self.diary is None:
            return
        found = self.diary.catalog.search(text)
        self.query_one(ExerciseList).show(sorted(found, key=lambda exercise: exercise.number), frozenset(self._off))
        self.query_one("#nothing").display = not found
        self.query_one(ExerciseList).display = bool(found)

    def _moved(self) -> None:
        """Show the card of the exercise under the cursor."""
        if self.diary is not None and self._chosen is not None:
            self._show_card(self.diary)
            self.query_one(ReadingPane).scroll_home(animate=False)
            self._demonstrate()

    def on_screen_resume(self, _: events.ScreenResume) -> None:
        """Move again. What every page does then, Textual calls by itself."""
        self._demonstrate()

    def on_screen_suspend(self) -> None:
        """Nothing moves behind another screen."""
        self._demonstration.stop()

    def on_unmount(self) -> None:
        """Let no timer outlive the page."""
        self._demonstration.stop()

    @property
    def _chosen(self) -> Exercise | None:
        """The exercise under the cursor."""
        highlighted = self.query_one(ExerciseList).highlighted_option if self.is_mounted else None
        if self.diary is None or highlighted is None or highlighted.id is None:
            return None
        return self.diary.exercises[highlighted.id]

    def _demonstrate(self) -> None:
        """Show the figure of the exercise under the cursor. The words do not wait for a new picture."""
        self._demonstration.stop()
        self.call_after_refresh(self._begin_demonstration)

    def _begin_demonstration(self) -> None:
        exercise = self._chosen
        if exercise is not None and self.is_current:
            self._demonstration.start(exercise)

    def _show_card(self, diary: Diary) -> None:
        exercise = self._chosen
        if exercise is None:
            return
        why = self._off.get(exercise.id)
        off = () if why is None else off_lines(why)
        in_plan = self._plan is not None and is_in_plan(self._plan, exercise.id)
        has_figure = self._shelf.motion(exercise.id) is not None
        self.set_class(not has_figure, "-no-figure")
        remarks = place_words(is_own=exercise.id in diary.catalog.own, in_plan=in_plan, has_figure=has_figure)
        card = exercise_card(exercise, off=off, agreed=agreed_line(exercise, self._person), remarks=remarks)
        self.query_one(ReadingPane).show(card)
        usual = TAKE_OUT if in_plan else PUT_IN
        first = (AGREED if why and why.conditions else usual, *((SWITCH_ON,) if why and why.after_stops else ()))
        self.query_one(KeyBar).show((*first, *HINTS))

    def action_agreed_or_planned(self) -> None:
        """State that a provider agreed, if the exercise waits for that; else put it into the plan or take it out."""
        exercise, diary = self._chosen, self.diary
        if diary is None or exercise is None:
            return
        if exercise.id in self._off and self._off[exercise.id].conditions:
            ask_who_agreed(self, exercise)
        elif not is_in_plan(diary.prescription(), exercise.id):
            self.post_message(self.Prescribed(lambda plan: with_exercise(plan, exercise)))
        elif len(diary.prescription().exercises) == 1:
            self.notify(THE_ONLY_ONE, markup=False)
        else:
            self.post_message(self.Prescribed(lambda plan: without_exercise(plan, exercise.id)))

    def action_switch_on(self) -> None:
        """Switch the exercise on again, if it is off after stops for pain."""
        exercise = self._chosen
        why = None if exercise is None else self._off.get(exercise.id)
        if self.diary is not None and exercise is not None and why is not None and why.after_stops:
            ask_to_switch_on(self, exercise, self.diary)

    def action_search(self) -> None:
        """Go to the search field."""
        self.query_one("#search").display = True
        self.query_one("#search").focus()

    def action_end_search(self) -> None:
        """Show all exercises again."""
        search = self.query_one("#search", LineField)
        search.clear()
        search.display = False
        self._find("")
        self.query_one(ExerciseList).focus()

    def action_choose(self) -> None:
        """Go from the search field to the list."""
        self.query_one(ExerciseList).focus()

    def action_card_down(self) -> None:
        """Read on in the card."""
        self.query_one(ReadingPane).scroll_page_down(animate=False)

    def action_card_up(self) -> None:
        """Read back in the card."""
        self.query_one(ReadingPane).scroll_page_up(animate=False)

    def action_keys(self) -> None:
        """Show the keys of this page."""
        self.app.push_screen(HelpScreen(CATALOG_KEYS))
