"""What is asked about an exercise that is off: whether a provider agreed, and whether it is switched on again."""

from lumbar.diary import Diary
from lumbar.domain.ask_first import agreement
from lumbar.domain.exercise import Exercise
from lumbar.domain.person import Person
from lumbar.domain.statements import with_agreement, with_switched_on
from lumbar.tui.screens.page import Page
from lumbar.words import next_time as words


def agreed_line(exercise: Exercise, person: Person) -> str:
    """Return who agreed to *exercise*, as typed; empty if nobody did."""
    stated = agreement(exercise, person)
    return words.AGREED.format(provider=stated.provider, when=stated.agreed_on) if stated else ""


def ask_who_agreed(page: Page, exercise: Exercise) -> None:
    """Ask which provider agreed, and when; then have that kept."""
    from lumbar.tui.screens.text_question import TextQuestion  # noqa: PLC0415 - seldom needed

    def answered(provider: str | None) -> None:
        if provider is None:
            return
        page.app.push_screen(
            TextQuestion(words.ASK_AGREED_WHEN, facts=(exercise.name, provider), accepts=_something),
            lambda when: said(provider, when),
        )

    def said(provider: str, when: str | None) -> None:
        if when is not None:
            page.say(lambda person: with_agreement(person, exercise, provider, when))

    question = f"{words.ASK_AGREED} {words.ASK_PROVIDER_NAME}"
    page.app.push_screen(TextQuestion(question, facts=(exercise.name,), accepts=_something), answered)


def ask_to_switch_on(page: Page, exercise: Exercise, diary: Diary) -> None:
    """Ask whether the exercise is switched on again; then have that kept."""
    from lumbar.tui.screens.choice_question import Answer, ChoiceQuestion  # noqa: PLC0415 - seldom needed

    def answered(key: str | None) -> None:
        if key == "y":
            today, now = diary.day(), diary.now()
            page.say(lambda person: with_switched_on(person, exercise.id, today, now))

    page.app.push_screen(
        ChoiceQuestion(
            words.ASK_SWITCH_ON.format(name=exercise.name),
            (Answer("y", words.SWITCH_ON_YES), Answer("n", words.SWITCH_ON_NO)),
            facts=(words.OFF_AFTER_PAIN,),
            preselected=1,
            leave_out="back",
        ),
        answered,
    )


def _something(text: str) -> bool:
    return bool(text.strip())
