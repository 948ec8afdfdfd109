"""What is asked about bad days: how many, with which exercises, and whether they end now."""

from collections.abc import Callable

from lumbar.diary import Diary
from lumbar.domain.gentle_choice import GentleChoice, gentle_choices, with_gentle_choices
from lumbar.domain.levels import with_gentle_level
from lumbar.domain.next_time import gentle_today
from lumbar.domain.person import MOST_BAD_DAYS, Person
from lumbar.domain.statements import (
    with_amount_said,
    with_bad_days,
    without_bad_days,
)
from lumbar.tui.screens.choice_question import Answer, ChoiceQuestion
from lumbar.tui.screens.page import Page
from lumbar.words import next_time as words

CHANGE_SET = Answer("e", words.CHANGE_GENTLE_SET)


def ask_about_gentle_days(page: Page, diary: Diary) -> None:
    """Ask for gentle days; on one of them, whether they end."""
    if gentle_today(diary.store.person(), diary.day()):
        ask_to_end(page, diary)
    else:
        ask_how_many(page, diary)


def ask_how_many(page: Page, diary: Diary) -> None:
    """Ask how many gentle days there are to be; then have them kept, from today on."""
    answers = [Answer(str(count), words.days_words(count)) for count in range(1, MOST_BAD_DAYS + 1)]
    facts = (words.OWN_GENTLE_SET if diary.store.person().gentle_set else words.GENTLE_DAYS_ARE,)

    def answered(key: str | None) -> None:
        if key == CHANGE_SET.key:
            edit_gentle_set(page, diary, then=lambda: ask_how_many(page, diary))
        elif key is not None:
            today = diary.day()
            page.say(lambda person: with_bad_days(person, today, int(key)))

    question = ChoiceQuestion(words.ASK_HOW_MANY_DAYS, (*answers, CHANGE_SET), facts=facts, leave_out="back")
    page.app.push_screen(question, answered)


def edit_gentle_set(page: Page, diary: Diary, then: Callable[[], None]) -> None:
    """Let the person change their gentle set, and have it kept; *then* follows in any case."""
    from lumbar.tui.screens.gentle_set import GentleSetEditor  # noqa: PLC0415 - seldom needed

    prescribed = diary.prescription().exercises

    def chosen(choices: tuple[GentleChoice, ...] | None) -> None:
        if choices is not None:
            page.say(lambda person: with_gentle_choices(person, choices, prescribed, diary.exercises))
        then()

    choices = gentle_choices(prescribed, diary.store.person(), diary.exercises)
    page.app.push_screen(GentleSetEditor(choices, diary.exercises), chosen)


def ask_to_end(page: Page, diary: Diary) -> None:
    """Ask whether the gentle days end now."""
    today, prescribed = diary.day(), diary.prescription().exercises

    def ended_at_the_level(person: Person) -> Person:
        return without_bad_days(with_gentle_level(person, prescribed, diary.exercises, today), today)

    def answered(key: str | None) -> None:
        match key:
            case "y":
                page.say(lambda person: without_bad_days(person, today))
            case "s":
                page.say(ended_at_the_level)
            case CHANGE_SET.key:
                edit_gentle_set(page, diary, then=lambda: None)
            case _:
                pass

    stay = (Answer("s", words.END_GENTLE_STAY), Answer("n", words.END_GENTLE_NO))
    answers = (Answer("y", words.END_GENTLE_YES), *stay, Answer(CHANGE_SET.key, words.CHANGE_GENTLE_SET_NOW))
    page.app.push_screen(ChoiceQuestion(words.ASK_END_GENTLE, answers, preselected=2, leave_out="back"), answered)


def ask_if_amount_is_meant(page: Page) -> None:
    """Ask whether the provider said more than 30 minutes a day."""

    def answered(key: str | None) -> None:
        if key == "y":
            page.say(with_amount_said)

    answers = (Answer("y", words.AMOUNT_SAID), Answer("n", words.AMOUNT_NOT_SAID))
    page.app.push_screen(ChoiceQuestion(words.ASK_AMOUNT_MEANT, answers, preselected=1, leave_out="back"), answered)
