"""What is asked about bad days: how many, whether they end now, and how to go on after them."""

from lumbar.diary import Diary
from lumbar.domain.statements import (
    MOST_BAD_DAYS,
    with_amount_said,
    with_bad_days,
    without_bad_days,
)
from lumbar.tui.screens.choice_question import Answer, ChoiceQuestion
from lumbar.tui.screens.page import Page
from lumbar.words import next_time as words


def ask_how_many(page: Page, diary: Diary) -> None:
    """Ask how many gentle days there are to be; then have them kept, from today on."""
    answers = [Answer(str(count), words.days_words(count)) for count in range(1, MOST_BAD_DAYS + 1)]

    def answered(key: str | None) -> None:
        if key is not None:
            today = diary.day()
            page.say(lambda person: with_bad_days(person, today, int(key)))

    page.app.push_screen(
        ChoiceQuestion(words.ASK_HOW_MANY_DAYS, answers, facts=(words.GENTLE_DAYS_ARE,), leave_out="back"), answered
    )


def ask_to_end(page: Page, diary: Diary) -> None:
    """Ask whether the gentle days end now."""

    def answered(key: str | None) -> None:
        if key == "y":
            today = diary.day()
            page.say(lambda person: without_bad_days(person, today))

    answers = (Answer("y", words.END_GENTLE_YES), Answer("n", words.END_GENTLE_NO))
    page.app.push_screen(ChoiceQuestion(words.ASK_END_GENTLE, answers, preselected=1, leave_out="back"), answered)


def ask_if_amount_is_meant(page: Page) -> None:
    """Ask whether the provider said more than 30 minutes a day."""

    def answered(key: str | None) -> None:
        if key == "y":
            page.say(with_amount_said)

    answers = (Answer("y", words.AMOUNT_SAID), Answer("n", words.AMOUNT_NOT_SAID))
    page.app.push_screen(ChoiceQuestion(words.ASK_AMOUNT_MEANT, answers, preselected=1, leave_out="back"), answered)
