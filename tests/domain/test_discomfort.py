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
from lumbar.domain.limits import Before, stop_reasons
from lumbar.domain.record import Answer, Choice, EventKind, SessionEvent

WAYS_OUT = (Offer.FINISH, Offer.CARE)
FIRST = Before(level=None, pains=())


def event(answer: Answer | None = None, level: int | None = None, place: Place | None = None) -> SessionEvent:
    return SessionEvent(
        at_seconds=41.5,
        kind=EventKind.DISCOMFORT,
        exercise="bird-dog",
        answer=answer,
        level=level,
        place=place.value if place else None,
    )


def asked() -> AskFeeling:
    return AskFeeling(told=event())


def open_after(result: Result) -> Inquiry:
    assert not isinstance(result, Decided)
    return result


def answered(given: Answer, at_ns: int = 0) -> Inquiry:
    return open_after(discomfort.answer(asked(), given, at_ns))


def pain(
    level: int = 3, place: Place = Place.LOW_BACK, newness: Newness = Newness.KNOWN, before: Before = FIRST
) -> Inquiry:
    inquiry = discomfort.give_level(answered(Answer.PAIN), level)
    return discomfort.give_newness(discomfort.give_place(inquiry, place), newness, before)


def chosen(inquiry: Inquiry, offer: Offer, at_ns: int = 0) -> Result:
    return discomfort.choose(inquiry, offer, at_ns)


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


# --- the limits -------------------------------------------------------------------------------------------------------


def told_pain(level: int, place: Place = Place.LOW_BACK) -> SessionEvent:
    return event(Answer.PAIN, level, place)


@pytest.mark.parametrize(("level", "stops"), [(0, False), (6, False), (7, True), (10, True)])
def test_pain_of_seven_or_more_stops(level: int, *, stops: bool) -> None:
    assert (StopReason.HIGH in stop_reasons(told_pain(level), FIRST)) is stops


@pytest.mark.parametrize(
    ("before", "level", "stops"), [(2, 4, False), (2, 5, True), (0, 3, True), (None, 6, False), (6, 6, False)]
)
def test_pain_three_or_more_above_the_value_before_the_session_stops(
    before: int | None, level: int, *, stops: bool
) -> None:
    reasons = stop_reasons(told_pain(level), Before(level=before, pains=()))
    assert (StopReason.ABOVE_BEFORE in reasons) is stops


@pytest.mark.parametrize(
    ("place", "newness", "stops"),
    [
        (Place.BELOW_THE_KNEE, Newness.NEW, True),
        (Place.BELOW_THE_KNEE, Newness.SPREADING, True),
        (Place.BELOW_THE_KNEE, Newness.KNOWN, False),
        (Place.KNEE, Newness.NEW, False),
        (Place.LOW_BACK, Newness.NEW, False),
    ],
)
def test_pain_that_is_new_or_spreads_below_the_knee_stops(place: Place, newness: Newness, *, stops: bool) -> None:
    inquiry = pain(1, place, newness)
    assert isinstance(inquiry, Stopping) is stops
    if isinstance(inquiry, Stopping):
        assert inquiry.reasons == (StopReason.BELOW_THE_KNEE,)
        assert (inquiry.told.new, inquiry.told.spreading) == (newness is Newness.NEW, newness is Newness.SPREADING)


@pytest.mark.parametrize(
    ("first", "second", "reasons"),
    [
        (told_pain(4), told_pain(1), (StopReason.SAME_PLACE,)),
        (told_pain(4), told_pain(4, Place.NECK), ()),
        (told_pain(4), told_pain(5, Place.NECK), (StopReason.ABOVE_FIRST,)),
        (told_pain(4), told_pain(5), (StopReason.SAME_PLACE, StopReason.ABOVE_FIRST)),
        (told_pain(4), told_pain(3, Place.NECK), ()),
    ],
)
def test_a_second_pain_in_the_same_place_or_higher_than_the_first_stops(
    first: SessionEvent, second: SessionEvent, reasons: tuple[StopReason, ...]
) -> None:
    assert stop_reasons(second, Before(level=None, pains=(first,))) == reasons


def test_a_third_pain_stops_wherever_it_is() -> None:
    earlier = (told_pain(4), told_pain(3, Place.NECK))
    assert stop_reasons(told_pain(1, Place.BELLY), Before(level=None, pains=earlier)) == (StopReason.THIRD,)


def test_a_hard_stop_leaves_finish_and_care_advice_alone() -> None:
    inquiry = pain(8)
    assert isinstance(inquiry, Stopping)
    assert discomfort.offers(inquiry) == WAYS_OUT
    assert discomfort.correct(inquiry) is inquiry
    for offer in Offer:
        result = chosen(inquiry, offer)
        if offer is Offer.FINISH:
            assert isinstance(result, Decided)
            assert result.stopped is Stopped.PAIN
        else:
            assert isinstance(result, Stopping)


# --- correcting -------------------------------------------------------------------------------------------------------


def test_backspace_corrects_the_level_and_the_place_for_as_long_as_they_show() -> None:
    level = discomfort.give_level(answered(Answer.PAIN), 8)
    place = discomfort.give_place(level, Place.NECK)
    back = discomfort.correct(place)
    assert isinstance(back, AskPlace)
    assert (back.told.level, back.told.place) == (8, None)
    back = discomfort.correct(back)
    assert isinstance(back, AskLevel)
    assert back.told.level is None
    inquiry = discomfort.give_place(discomfort.give_level(back, 3), Place.THIGH)
    assert isinstance(discomfort.give_newness(inquiry, Newness.KNOWN, FIRST), Offering)


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


def test_in_the_middle_of_the_questions_the_key_asks_again_and_keeps_nothing_twice() -> None:
    for inquiry in (answered(Answer.PAIN), discomfort.give_level(answered(Answer.PAIN), 4)):
        kept, question = discomfort.hurts_again(inquiry, event(), 0)
        assert kept is None
        assert isinstance(question, AskFeeling)
        assert question.unsettled == (Answer.PAIN,)
    kept, question = discomfort.hurts_again(answered(Answer.CRAMP), event(), 0)
    assert (kept, question.told.corrected_from) == (None, (Answer.CRAMP,))


def test_after_a_whole_pain_answer_the_key_keeps_it_and_asks_anew() -> None:
    rest = open_after(chosen(pain(), Offer.REST_120, 0))
    kept, question = discomfort.hurts_again(rest, event(), 40 * SECOND)
    assert kept is not None
    assert (kept.level, kept.choice, kept.rested_seconds) == (3, Choice.REST, 40.0)
    assert question == AskFeeling(told=event(), unsettled=(Answer.PAIN,))


def test_where_the_session_ends_anyway_and_where_it_is_asked_already_the_key_does_nothing() -> None:
    for inquiry in (asked(), answered(Answer.UNWELL), pain(9)):
        assert discomfort.hurts_again(inquiry, event(), 0) == (None, inquiry)


def test_pain_and_then_dizziness_must_both_be_over() -> None:
    _, question = discomfort.hurts_again(pain(), event(), 0)
    rest = open_after(discomfort.answer(question, Answer.DIZZY, 0))
    first = open_after(discomfort.end_rest(rest, 120 * SECOND))
    assert first.unsettled == (Answer.PAIN, Answer.DIZZY)
    second = open_after(discomfort.say_settled(first, settled=True))
    assert isinstance(second, AskSettled)
    assert second.unsettled == (Answer.DIZZY,)
    assert isinstance(discomfort.say_settled(second, settled=True), Decided)


def test_dizzy_twice_is_unsettled_once() -> None:
    rest = answered(Answer.DIZZY)
    _, question = discomfort.hurts_again(rest, event(), SECOND)
    again = open_after(discomfort.answer(question, Answer.DIZZY, SECOND))
    assert again.unsettled == (Answer.DIZZY,)


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
