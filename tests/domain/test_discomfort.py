"""The decision table: each row, each limit, each list, word by word."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lumbar.domain import discomfort
from lumbar.domain.exercise import NS_PER_SECOND as SECOND
from lumbar.domain.inquiry import (
    Advising,
    AskFeeling,
    AskLevel,
    AskNewness,
    AskPlace,
    AskSettled,
    Decided,
    Inquiry,
    Newness,
    Offer,
    Offering,
    Place,
    Resting,
    Result,
    Stopped,
    Stopping,
    StopReason,
)
from lumbar.domain.record import Answer, Choice
from support.inquiries import FIRST, WAYS_OUT, answered, asked, chosen, open_after, pain

# --- the rows ---------------------------------------------------------------------------------------------------------


def test_the_answers_are_the_eight_of_the_table_in_its_order() -> None:
    assert [one.value for one in Answer] == [
        "discomfort",
        "pain",
        "severe_pain",
        "new_symptom",
        "dizzy",
        "unwell",
        "cramp",
        "nothing",
    ]


def test_row_1_discomfort_asks_nothing_and_offers_five_ways_to_go_on() -> None:
    inquiry = answered(Answer.DISCOMFORT)
    assert isinstance(inquiry, Offering)
    assert discomfort.offers(inquiry) == (
        Offer.CONTINUE,
        Offer.NEXT_REP,
        Offer.REST_30,
        Offer.REST_60,
        Offer.EASIER,
        Offer.LEAVE_EXERCISE,
        *WAYS_OUT,
    )


@pytest.mark.parametrize(
    ("offer", "choice"),
    [
        (Offer.CONTINUE, Choice.CONTINUE),
        (Offer.NEXT_REP, Choice.NEXT_REP),
        (Offer.EASIER, Choice.EASIER),
        (Offer.LEAVE_EXERCISE, Choice.LEAVE_EXERCISE),
        (Offer.FINISH, Choice.FINISH),
    ],
)
def test_row_1_what_is_chosen_is_decided_and_stops_nothing(offer: Offer, choice: Choice) -> None:
    result = chosen(answered(Answer.DISCOMFORT), offer)
    assert isinstance(result, Decided)
    assert (result.told.answer, result.told.choice, result.stopped) == (Answer.DISCOMFORT, choice, None)


@pytest.mark.parametrize(("offer", "seconds"), [(Offer.REST_30, 30), (Offer.REST_60, 60)])
@pytest.mark.parametrize("given", [Answer.DISCOMFORT, Answer.CRAMP])
def test_rows_1_and_7_a_rest_goes_on_by_itself_and_any_key_ends_it(given: Answer, offer: Offer, seconds: int) -> None:
    rest = open_after(chosen(answered(given), offer, 5 * SECOND))
    assert discomfort.rest_left_ns(rest, 5 * SECOND) == seconds * SECOND
    assert discomfort.rest_left_ns(rest, 15 * SECOND) == (seconds - 10) * SECOND
    result = discomfort.end_rest(rest, 15 * SECOND)
    assert isinstance(result, Decided)
    assert (result.told.choice, result.told.rested_seconds, result.stopped) == (Choice.REST, 10.0, None)


def test_row_1_without_an_easier_form_from_here_on_it_is_not_offered() -> None:
    inquiry = answered(Answer.DISCOMFORT)
    assert Offer.EASIER not in discomfort.offers(inquiry, can_ease=False)
    assert discomfort.choose(inquiry, Offer.EASIER, 0, can_ease=False) is inquiry


def test_row_2_pain_asks_how_much_where_and_whether_it_is_new() -> None:
    inquiry = answered(Answer.PAIN)
    assert isinstance(inquiry, AskLevel)
    inquiry = discomfort.give_level(inquiry, 4)
    assert isinstance(inquiry, AskPlace)
    inquiry = discomfort.give_place(inquiry, Place.LOW_BACK)
    assert isinstance(inquiry, AskNewness)
    inquiry = discomfort.give_newness(inquiry, Newness.KNOWN, FIRST)
    assert isinstance(inquiry, Offering)
    told = inquiry.told
    assert (told.answer, told.level, told.place, told.new) == (Answer.PAIN, 4, "low_back", False)


def test_row_2_offers_a_rest_of_two_minutes_finishing_and_care_advice() -> None:
    assert discomfort.offers(pain()) == (Offer.REST_120, *WAYS_OUT)


def test_row_2_the_rest_ends_with_any_key_from_30_seconds_on_and_by_itself_after_120() -> None:
    rest = open_after(chosen(pain(), Offer.REST_120, 0))
    assert isinstance(rest, Resting)
    assert discomfort.end_rest(rest, 30 * SECOND - 1) is rest
    assert isinstance(discomfort.end_rest(rest, 30 * SECOND), AskSettled)
    assert discomfort.rest_left_ns(rest, 0) == 120 * SECOND
    settled = open_after(discomfort.end_rest(rest, 95 * SECOND))
    assert settled.told.rested_seconds == 95.0


def test_row_2_settled_leads_on_and_not_settled_to_the_finish() -> None:
    rest = open_after(chosen(pain(), Offer.REST_120, 0))
    question = open_after(discomfort.end_rest(rest, 120 * SECOND))
    result = discomfort.say_settled(question, settled=True)
    assert isinstance(result, Decided)
    assert (result.told.choice, result.stopped) == (Choice.CONTINUE, None)
    stopping = discomfort.say_settled(question, settled=False)
    assert isinstance(stopping, Stopping)
    assert stopping.reasons == (StopReason.NOT_SETTLED,)
    assert discomfort.confirm(stopping) == Decided(replace(stopping.told, choice=Choice.FINISH), Stopped.PAIN)


def test_row_2_finishing_at_once_is_a_stop_for_pain() -> None:
    result = chosen(pain(), Offer.FINISH)
    assert isinstance(result, Decided)
    assert (result.told.choice, result.stopped) == (Choice.FINISH, Stopped.PAIN)


@pytest.mark.parametrize("given", [Answer.SEVERE_PAIN, Answer.NEW_SYMPTOM, Answer.UNWELL])
def test_rows_3_4_and_6_show_care_advice_at_once_and_end_the_session(given: Answer) -> None:
    inquiry = answered(given)
    assert isinstance(inquiry, Advising)
    assert (inquiry.told.choice, inquiry.told.care_shown) == (Choice.CARE, True)
    assert discomfort.offers(inquiry) == WAYS_OUT
    assert discomfort.confirm(inquiry) == Decided(inquiry.told, Stopped.CARE)


@pytest.mark.parametrize("given", [Answer.SEVERE_PAIN, Answer.NEW_SYMPTOM, Answer.UNWELL])
def test_rows_3_4_and_6_can_be_corrected_until_enter_and_the_correction_is_kept(given: Answer) -> None:
    inquiry = answered(given)
    assert discomfort.answer(inquiry, given, 0) is inquiry
    result = discomfort.answer(inquiry, Answer.NOTHING, 0)
    assert isinstance(result, Decided)
    assert (result.told.answer, result.told.corrected_from) == (Answer.NOTHING, (given,))
    assert (result.told.choice, result.stopped) == (None, None)
    to_pain = discomfort.answer(inquiry, Answer.PAIN, 0)
    assert isinstance(to_pain, AskLevel)
    other = Answer.UNWELL if given is not Answer.UNWELL else Answer.NEW_SYMPTOM
    twice = discomfort.answer(open_after(discomfort.answer(inquiry, other, 0)), Answer.CRAMP, 0)
    assert open_after(twice).told.corrected_from == (given, other)


def test_row_5_dizziness_means_two_minutes_lying_that_no_key_cuts_short() -> None:
    rest = answered(Answer.DIZZY, 7 * SECOND)
    assert isinstance(rest, Resting)
    assert discomfort.end_rest(rest, 127 * SECOND - 1) is rest
    assert isinstance(discomfort.end_rest(rest, 127 * SECOND), AskSettled)
    assert discomfort.offers(rest) == WAYS_OUT


def test_row_5_passed_leads_on_and_not_passed_to_finish_and_care_advice() -> None:
    question = open_after(discomfort.end_rest(answered(Answer.DIZZY), 120 * SECOND))
    passed = discomfort.say_settled(question, settled=True)
    assert isinstance(passed, Decided)
    stopping = open_after(discomfort.say_settled(question, settled=False))
    assert isinstance(stopping, Stopping)
    assert stopping.reasons == (StopReason.NOT_PASSED,)
    assert discomfort.offers(stopping) == WAYS_OUT
    ended = discomfort.confirm(stopping)
    assert isinstance(ended, Decided)
    assert ended.stopped is Stopped.CARE


def test_row_7_cramp_offers_rest_and_continuing() -> None:
    assert discomfort.offers(answered(Answer.CRAMP)) == (
        Offer.REST_30,
        Offer.REST_60,
        Offer.CONTINUE,
        Offer.LEAVE_EXERCISE,
        *WAYS_OUT,
    )


def test_row_8_a_wrong_key_leads_back() -> None:
    result = discomfort.answer(asked(), Answer.NOTHING, 0)
    assert isinstance(result, Decided)
    assert (result.told.answer, result.told.choice, result.stopped) == (Answer.NOTHING, None, None)


# --- the lists --------------------------------------------------------------------------------------------------------


def test_the_places_are_the_eleven_of_the_list() -> None:
    assert [place.value.replace("_", " ") for place in Place] == [
        "low back",
        "upper back",
        "neck",
        "buttock or hip",
        "thigh",
        "below the knee",
        "knee",
        "shoulder",
        "arm or wrist",
        "belly",
        "elsewhere",
    ]


@pytest.mark.parametrize("level", range(11))
def test_every_level_from_0_to_10_can_be_told(level: int) -> None:
    inquiry = discomfort.give_level(answered(Answer.PAIN), level)
    assert isinstance(inquiry, AskPlace)
    assert inquiry.told.level == level


@pytest.mark.parametrize("level", [-1, 11])
def test_no_other_level_can_be_told(level: int) -> None:
    with pytest.raises(ValueError, match="0 to 10"):
        discomfort.give_level(answered(Answer.PAIN), level)


def test_spreading_is_asked_of_pain_below_the_knee_alone() -> None:
    level = discomfort.give_level(answered(Answer.PAIN), 2)
    for place in Place:
        question = discomfort.give_place(level, place)
        assert isinstance(question, AskNewness)
        below = place is Place.BELOW_THE_KNEE
        assert (Newness.SPREADING in discomfort.newness_choices(question)) == below
        told = discomfort.give_newness(question, Newness.KNOWN, FIRST).told
        assert told.spreading is (False if below else None)
        if not below:
            assert discomfort.give_newness(question, Newness.SPREADING, FIRST) is question


# --- what cannot be done now changes nothing --------------------------------------------------------------------------


def states() -> list[Inquiry]:
    level = answered(Answer.PAIN)
    place = discomfort.give_level(level, 4)
    rest = open_after(chosen(pain(), Offer.REST_120))
    settled = open_after(discomfort.end_rest(rest, 120 * SECOND))
    newness = discomfort.give_place(place, Place.KNEE)
    return [asked(), level, place, newness, pain(), rest, settled, answered(Answer.UNWELL), pain(9)]


def test_each_reply_is_taken_where_it_is_asked_and_nowhere_else() -> None:
    for inquiry in states():
        assert (discomfort.give_level(inquiry, 3) is not inquiry) == isinstance(inquiry, AskLevel)
        assert (discomfort.give_place(inquiry, Place.KNEE) is not inquiry) == isinstance(inquiry, AskPlace)
        newness = discomfort.give_newness(inquiry, Newness.NEW, FIRST)
        assert (newness is not inquiry) == isinstance(inquiry, AskNewness)
        settled = discomfort.say_settled(inquiry, settled=True)
        assert (settled is not inquiry) == isinstance(inquiry, AskSettled)
        assert (discomfort.end_rest(inquiry, 200 * SECOND) is not inquiry) == isinstance(inquiry, Resting)
        assert (discomfort.confirm(inquiry) is not inquiry) == isinstance(inquiry, Advising | Stopping)
        answer = discomfort.answer(inquiry, Answer.CRAMP, 0)
        assert (answer is not inquiry) == isinstance(inquiry, AskFeeling | Advising)
        assert (discomfort.rest_left_ns(inquiry, 0) is not None) == isinstance(inquiry, Resting)


def test_care_advice_shows_beside_every_state_and_that_is_kept() -> None:
    for inquiry in states():
        result = open_after(chosen(inquiry, Offer.CARE))
        assert type(result) is type(inquiry)
        assert result.told.care_shown


replies = st.sampled_from([*Answer, *Offer, *Place, *Newness, 0, 3, 7, 10, True, False, "rest", "back", "enter"])


@given(st.lists(replies, max_size=30))
def test_in_every_state_finish_and_care_advice_can_be_chosen(given_replies: list[object]) -> None:
    inquiry: Inquiry = asked()
    now_ns = 0
    for reply in given_replies:
        now_ns += 45 * SECOND
        result = replied(inquiry, reply, now_ns)
        if isinstance(result, Decided):
            return
        inquiry = result
        assert discomfort.offers(inquiry)[-2:] == WAYS_OUT
        assert isinstance(chosen(inquiry, Offer.FINISH, now_ns), Decided)


def replied(inquiry: Inquiry, reply: object, now_ns: int) -> Result:
    match reply:
        case Answer():
            return discomfort.answer(inquiry, reply, now_ns)
        case Offer():
            return discomfort.choose(inquiry, reply, now_ns)
        case Place():
            return discomfort.give_place(inquiry, reply)
        case Newness():
            return discomfort.give_newness(inquiry, reply, FIRST)
        case bool():
            return discomfort.say_settled(inquiry, settled=reply)
        case int():
            return discomfort.give_level(inquiry, reply)
        case "rest":
            return discomfort.end_rest(inquiry, now_ns)
        case "back":
            return discomfort.correct(inquiry)
        case _:
            return discomfort.confirm(inquiry)
