"""The way through the set-up: the purpose, then one question a screen; what was answered is kept at once."""

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, assert_never

from textual.app import App

from lumbar.bootstrap import Parts
from lumbar.diary import Diary
from lumbar.domain import set_up
from lumbar.domain.order import Order
from lumbar.domain.person import Person, SetUpStep
from lumbar.domain.prescription import Prescription
from lumbar.domain.set_up import Way
from lumbar.settings import Sound
from lumbar.tui.keeper import Keeper, Told
from lumbar.tui.settings_desk import SettingsDesk
from lumbar.words import set_up as words

if TYPE_CHECKING:
    from lumbar.cues.announcer import Announcer
    from lumbar.cues.port import How
    from lumbar.tui.screens.set_up_question import SetUpGround


class SetUpFlow:
    """Leads through the set-up, from the beginning or from where it was left."""

    def __init__(
        self, app: App[int], parts: Parts, diary: Diary, keeper: Keeper, settings: SettingsDesk, *, told: Told
    ) -> None:
        self._app = app
        self._parts = parts
        self._diary = diary
        self._keeper = keeper
        self._settings = settings
        self._told = told
        self._ground: SetUpGround | None = None
        self._heard: Announcer | None = None

    def begin(self, then: Callable[[], None]) -> None:
        """Ask what is still to be asked; *then* follows. Without the purpose acknowledged, the program ends instead."""
        person = self._diary.store.person()
        if person.purpose_acknowledged_on is None:
            self._lay_ground(then)
            self._welcome(leave=lambda: self._app.exit(0))
        elif person.set_up_at is not None and self._diary.store.writable:
            self._lay_ground(then)
            self._ask(person.set_up_at)
        else:
            then()

    def again(self, then: Callable[[], None]) -> None:
        """Ask everything again."""
        self._lay_ground(then)
        self._welcome(leave=self._end)

    def _lay_ground(self, then: Callable[[], None]) -> None:
        from lumbar.tui.screens.set_up_question import SetUpGround  # noqa: PLC0415 - the first screen does not need it

        self._ground = SetUpGround()
        self._app.push_screen(self._ground, lambda _: then())

    def _end(self) -> None:
        if self._ground is not None:
            self._app.call_later(self._ground.end)

    def _welcome(self, leave: Callable[[], None]) -> None:
        from lumbar.tui.screens.welcome import WelcomeScreen  # noqa: PLC0415 - the first run alone needs it

        self._app.push_screen(WelcomeScreen(words.progress(1)), lambda read: self._acknowledged() if read else leave())

    def _acknowledged(self) -> None:
        if self._diary.store.person().purpose_acknowledged_on is None:
            self._keeper.do(self._diary.acknowledge_purpose, self._told)
        if self._diary.store.writable:
            self._go_to(next(iter(SetUpStep)))
        else:
            self._end()

    def _go_to(self, step: SetUpStep | None) -> None:
        """Keep how far it came, and put the next question, or end."""
        self._change(lambda person: set_up.at_step(person, step))
        if step is None:
            self._keeper.do(lambda: None, lambda _: self._end())
        else:
            # what was answered before is on the disk, and known, when the next question is put
            self._keeper.do(lambda: None, lambda _: self._ask(step))

    def _change(self, change: Callable[[Person], Person]) -> None:
        self._keeper.do(lambda: self._diary.change_person(change), self._told)

    def _prescribe(self, change: Callable[[Prescription], Prescription]) -> None:
        self._keeper.do(lambda: self._diary.change_prescription(change), self._told)

    def _ask(self, step: SetUpStep) -> None:
        if step is SetUpStep.ASK_FIRST:
            self._ask_first()
        else:
            from lumbar.tui.set_up_questions import question  # noqa: PLC0415 - the first screen does not need them

            screen = question(step, self._diary, self._settings.settings, tries=self._try)
            self._app.push_screen(screen, lambda reply: self._replied(step, reply))

    def _ask_first(self) -> None:
        from lumbar.tui.screens.ask_first_form import AskFirstAnswers, AskFirstForm  # noqa: PLC0415 - seldom needed

        step = SetUpStep.ASK_FIRST

        def answered(answers: AskFirstAnswers | Way | None) -> None:
            if isinstance(answers, AskFirstAnswers):
                self._change(answers.stated_by)
            self._move(step, answers if isinstance(answers, Way) else None)

        progress = words.progress(set_up.number_of(step))
        self._app.push_screen(AskFirstForm(self._diary.store.person(), progress=progress), answered)

    def _move(self, step: SetUpStep, way: Way | None) -> None:
        if way is not Way.BACK:
            self._go_to(set_up.step_after(step))
        elif (before := set_up.step_before(step)) is not None:
            self._go_to(before)
        else:
            self._welcome(leave=self._end)

    def _replied(self, step: SetUpStep, reply: str | Way | None) -> None:
        self._be_quiet()
        if isinstance(reply, str):
            self._take(step, reply)
        self._move(step, reply if isinstance(reply, Way) else None)

    def _take(self, step: SetUpStep, answer: str) -> None:
        match step:
            case SetUpStep.SESSIONS:
                self._prescribe(lambda now: set_up.with_sessions(now, int(answer)))
            case SetUpStep.MINUTES:
                minutes = None if answer == set_up.WHOLE else int(answer)
                self._prescribe(lambda now: set_up.with_minutes(now, minutes))
                self._change(lambda person: set_up.with_minutes_proposed(person, minutes, self._diary.day()))
            case SetUpStep.ORDER:
                self._settings.change("order", Order(answer))
            case SetUpStep.SOUND:
                self._settings.change("sound", Sound(answer))
            case SetUpStep.WHEN_AND_WHERE:
                self._change(lambda person: set_up.with_when_and_where(person, answer))
            case SetUpStep.IF_HINDERED:
                self._change(lambda person: set_up.with_if_hindered(person, answer))
            case SetUpStep.ASK_FIRST:
                pass  # its form states its answers itself
            case _:
                assert_never(step)

    def _try(self, answer: str, tell: Callable[[str], None]) -> None:
        """Play a sound as it would be with *answer*, and tell which way it goes."""
        from lumbar.cues.making import one_to_try  # noqa: PLC0415 - only who asks for a sound pays for it

        self._be_quiet()
        if Sound(answer) is Sound.OFF:
            tell(words.NO_SOUND)
            return

        def found(how: "How") -> None:
            self._app.call_later(tell, str(how))

        wanted = replace(self._parts, sound=Sound(answer))
        self._heard = wanted.announcer(ring=self._app.bell, on_how=found)
        self._heard.player.play(one_to_try())

    def _be_quiet(self) -> None:
        if self._heard is not None:
            self._heard.player.close()
            self._heard = None
