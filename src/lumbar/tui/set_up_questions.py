"""Which screen puts each question of the set-up, and what it proposes."""

from dataclasses import replace
from typing import assert_never

from lumbar.diary import Diary
from lumbar.domain import set_up
from lumbar.domain.person import SetUpStep
from lumbar.domain.plan import whole_minutes
from lumbar.settings import Settings
from lumbar.tui.screens.set_up_question import SetUpChoice, SetUpText, Try
from lumbar.words import set_up as words


def question(step: SetUpStep, diary: Diary, settings: Settings, *, tries: Try) -> SetUpChoice | SetUpText:
    """Return the screen of *step*, which is not the one with a form of its own; *tries* lets a sound be heard."""
    progress = words.progress(set_up.number_of(step))
    person = diary.store.person()
    match step:
        case SetUpStep.ASK_FIRST:
            raise AssertionError("it has a form of its own")
        case SetUpStep.SESSIONS:
            answers = [(str(count), text) for count, text in words.SESSION_ANSWERS.items()]
            proposed = str(diary.prescription().sessions_per_day)
            return SetUpChoice(progress, words.SESSIONS, words.SESSIONS_DETAIL, answers, proposed)
        case SetUpStep.MINUTES:
            return _minutes(progress, diary)
        case SetUpStep.ORDER:
            answers = [(one.value, text) for one, text in words.ORDER_ANSWERS.items()]
            return SetUpChoice(progress, words.ORDER, words.ORDER_DETAIL, answers, settings.order.value)
        case SetUpStep.SOUND:
            answers = [(one.value, text) for one, text in words.SOUND_ANSWERS.items()]
            proposed = settings.sound.value
            return SetUpChoice(progress, words.SOUND, words.SOUND_DETAIL, answers, proposed, tries=tries)
        case SetUpStep.WHEN_AND_WHERE:
            return SetUpText(progress, words.WHEN_AND_WHERE, words.WHEN_AND_WHERE_DETAIL, person.when_and_where)
        case SetUpStep.IF_HINDERED:
            return SetUpText(progress, words.IF_HINDERED, words.IF_HINDERED_DETAIL, person.if_hindered)
        case _:
            assert_never(step)


def _minutes(progress: str, diary: Diary) -> SetUpChoice:
    prescription = diary.prescription()
    whole = whole_minutes(diary.session_size(replace(prescription, minutes=None)).seconds)
    answers = [
        (str(minutes or set_up.WHOLE), words.minutes_words(minutes, whole))
        for minutes in set_up.minutes_choices(prescription)
    ]
    is_first_week = diary.store.first_day() is None
    usual = set_up.PROPOSED_MINUTES if is_first_week else set_up.WHOLE
    return SetUpChoice(progress, words.MINUTES, words.MINUTES_DETAIL, answers, str(prescription.minutes or usual))
