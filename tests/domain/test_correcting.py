"""Answers that are taken back, and a second thing that hurts."""

from lumbar.domain import discomfort
from lumbar.domain.exercise import NS_PER_SECOND as SECOND
from lumbar.domain.inquiry import (
    Advising,
    AskFeeling,
    AskLevel,
    AskPlace,
    AskSettled,
    Decided,
    Newness,
    Offer,
    Offering,
    Place,
    Stopping,
    StopReason,
)
from lumbar.domain.limits import Before
from lumbar.domain.record import Answer, Choice
from support.inquiries import FIRST, WAYS_OUT, answered, asked, chosen, event, open_after, pain

# --- correcting -------------------------------------------------------------------------------------------------------


def test_backspace_corrects_the_level_and_the_place_for_as_long_as_they_show() -> None:
    level = discomfort.give_level(answered(Answer.PAIN), 8)
    place = discomfort.give_place(level, Place.NECK)
    back = discomfort.correct(place)
    assert isinstance(back, AskPlace)
    back = discomfort.correct(back)
    assert isinstance(back, AskLevel)
    inquiry = discomfort.give_place(discomfort.give_level(back, 3), Place.THIGH)
    told = discomfort.give_newness(inquiry, Newness.KNOWN, FIRST)
    assert isinstance(told, Offering)
    assert (told.told.level, told.told.place) == (3, "thigh")


def test_a_level_holds_until_another_is_told_and_backspace_does_not_take_the_pain_back() -> None:
    place = discomfort.give_level(answered(Answer.PAIN), 9)
    inquiry = discomfort.give_place(place, Place.NECK)
    for _ in range(4):
        inquiry = discomfort.correct(inquiry)
    assert isinstance(inquiry, AskLevel)
    assert (inquiry.told.answer, inquiry.told.level, inquiry.told.place) == (Answer.PAIN, 9, "neck")


def test_a_pain_answer_can_give_way_to_a_graver_one_but_stays_unsettled() -> None:
    question = discomfort.correct(answered(Answer.PAIN))
    assert isinstance(question, AskFeeling)
    assert question.told.corrected_from == (Answer.PAIN,)
    graver = discomfort.answer(question, Answer.NEW_SYMPTOM, 0)
    assert isinstance(graver, Advising)
    for mild in (Answer.NOTHING, Answer.DISCOMFORT, Answer.CRAMP):
        milder = open_after(discomfort.answer(question, mild, 0))
        assert discomfort.offers(milder) == (Offer.REST_120, *WAYS_OUT)


def test_discomfort_can_be_taken_back_before_anything_is_chosen() -> None:
    question = discomfort.correct(answered(Answer.DISCOMFORT))
    assert isinstance(question, AskFeeling)
    assert question.told.corrected_from == (Answer.DISCOMFORT,)


def test_there_is_nothing_to_correct_in_rests_and_stops_or_before_an_answer() -> None:
    rest = open_after(chosen(pain(), Offer.REST_120))
    settled = open_after(discomfort.end_rest(rest, 120 * SECOND))
    for inquiry in (asked(), pain(), rest, settled, answered(Answer.UNWELL), pain(9)):
        assert discomfort.correct(inquiry) is inquiry


# --- something hurts again --------------------------------------------------------------------------------------------


def test_before_a_level_is_told_the_key_asks_again_and_keeps_nothing_twice() -> None:
    kept, question = discomfort.hurts_again(answered(Answer.PAIN), event(), FIRST, 0)
    assert kept is None
    assert isinstance(question, AskFeeling)
    assert question.unsettled == (Answer.PAIN,)
    kept, question = discomfort.hurts_again(answered(Answer.CRAMP), event(), FIRST, 0)
    assert (kept, question.told.corrected_from) == (None, (Answer.CRAMP,))


def test_a_level_that_was_told_is_final_when_the_key_asks_again() -> None:
    level = discomfort.give_level(answered(Answer.PAIN), 4)
    place = discomfort.give_place(level, Place.NECK)
    for inquiry in (level, discomfort.correct(level), place, discomfort.correct(place)):
        kept, question = discomfort.hurts_again(inquiry, event(), FIRST, 0)
        assert kept == inquiry.told
        assert kept.level == 4
        assert question == AskFeeling(told=event(), unsettled=(Answer.PAIN,))


def test_a_level_beyond_a_limit_ends_the_session_when_the_key_asks_again() -> None:
    high = discomfort.give_level(answered(Answer.PAIN), 7)
    risen = discomfort.give_level(answered(Answer.PAIN), 5)
    earlier = Before(level=2, pains=())
    for inquiry, before, reason in ((high, FIRST, StopReason.HIGH), (risen, earlier, StopReason.ABOVE_BEFORE)):
        kept, stop = discomfort.hurts_again(discomfort.correct(inquiry), event(), before, 0)
        assert kept is None
        assert isinstance(stop, Stopping)
        assert (stop.told, stop.reasons) == (inquiry.told, (reason,))


def test_after_a_whole_pain_answer_the_key_keeps_it_and_asks_anew() -> None:
    rest = open_after(chosen(pain(), Offer.REST_120, 0))
    kept, question = discomfort.hurts_again(rest, event(), FIRST, 40 * SECOND)
    assert kept is not None
    assert (kept.level, kept.choice, kept.rested_seconds) == (3, Choice.REST, 40.0)
    assert question == AskFeeling(told=event(), unsettled=(Answer.PAIN,))


def test_where_the_session_ends_anyway_and_where_it_is_asked_already_the_key_does_nothing() -> None:
    for inquiry in (asked(), answered(Answer.UNWELL), pain(9)):
        assert discomfort.hurts_again(inquiry, event(), FIRST, 0) == (None, inquiry)


def test_pain_and_then_dizziness_must_both_be_over() -> None:
    _, question = discomfort.hurts_again(pain(), event(), FIRST, 0)
    rest = open_after(discomfort.answer(question, Answer.DIZZY, 0))
    first = open_after(discomfort.end_rest(rest, 120 * SECOND))
    assert first.unsettled == (Answer.PAIN, Answer.DIZZY)
    second = open_after(discomfort.say_settled(first, settled=True))
    assert isinstance(second, AskSettled)
    assert second.unsettled == (Answer.DIZZY,)
    assert isinstance(discomfort.say_settled(second, settled=True), Decided)


def test_dizzy_twice_is_unsettled_once() -> None:
    rest = answered(Answer.DIZZY)
    _, question = discomfort.hurts_again(rest, event(), FIRST, SECOND)
    again = open_after(discomfort.answer(question, Answer.DIZZY, SECOND))
    assert again.unsettled == (Answer.DIZZY,)
