"""What shows while it is asked what hurts: enough, in few words, and each thing shown does what it says."""

from dataclasses import replace

import pytest

from lumbar.domain import course, hurting
from lumbar.domain.hurting import Settled
from lumbar.domain.inquiry import Newness, Offer, Place, Stopping, StopReason
from lumbar.domain.record import Answer
from lumbar.domain.session import Asking, Session
from lumbar.inquiry_view import InquiryView, inquiry_view
from lumbar.words import hurts
from support.hurt import after, hurt, in_pain, replied, session_in
from support.sessions import SECOND, timeline

WAYS_OUT = [("q", "finish the session"), ("c", "care advice")]
MAX_LINE = 42  # wraps once on the smallest screen


def in_hold() -> Session:
    return session_in(timeline("bird-dog", "pelvic-tilt"), into=7.0)


def view_of(session: Session) -> InquiryView:
    view = inquiry_view(session)
    assert view is not None
    return view


def keys(session: Session) -> list[tuple[str, str]]:
    return [(option.key, option.words) for option in view_of(session).options]


def resting(*replies: Answer | Offer) -> Session:
    return hurt(in_hold(), *replies)


def states() -> list[Session]:
    settling = replied(in_pain(in_hold()), Offer.REST_120)
    return [
        hurt(in_hold()),
        *(hurt(in_hold(), answer) for answer in Answer if answer is not Answer.NOTHING),
        hurt(in_hold(), Answer.PAIN, 3),
        hurt(in_hold(), Answer.PAIN, 3, Place.BELOW_THE_KNEE),
        in_pain(in_hold()),
        in_pain(in_hold(), 9, newness=Newness.NEW),
        settling,
        after(settling, 120),
        after(hurt(in_hold(), Answer.DIZZY), 120),
        hurt(in_hold(), Answer.CRAMP, Offer.REST_60),
        hurt(in_hold(), Answer.DISCOMFORT, Offer.REST_30),
    ]


def test_nothing_shows_if_nothing_hurts() -> None:
    assert inquiry_view(in_hold()) is None


def test_the_first_question_has_the_eight_answers_and_the_ways_out() -> None:
    view = view_of(hurt(in_hold()))
    assert (view.question, view.lines) == ("What do you feel?", ("Stopped. Nothing is lost.",))
    assert [option.key for option in view.options] == [*"12345678", "n", "q", "c"]
    assert [option.reply for option in view.options[:8]] == list(Answer)
    assert (view.enter, view.can_correct, view.shows_care, view.rest_left_ns) == ("", False, False, None)


def test_the_level_has_one_key_for_each_value_and_x_for_ten() -> None:
    view = view_of(hurt(in_hold(), Answer.PAIN))
    assert [(option.key, option.reply) for option in view.options[:11]] == [
        *((str(level), level) for level in range(10)),
        ("x", 10),
    ]
    assert view.can_correct


def test_the_level_shows_for_as_long_as_it_can_be_corrected() -> None:
    place = view_of(hurt(in_hold(), Answer.PAIN, 4))
    assert (place.level, place.can_correct) == (4, True)
    assert [option.key for option in place.options[:11]] == list("1234567890x")
    assert [option.reply for option in place.options[:11]] == list(Place)
    newness = view_of(hurt(in_hold(), Answer.PAIN, 4, Place.NECK))
    assert (newness.level, newness.can_correct) == (4, True)
    offering = view_of(in_pain(in_hold()))
    assert (offering.level, offering.can_correct) == (None, False)


def test_spreading_shows_below_the_knee() -> None:
    assert len(keys(hurt(in_hold(), Answer.PAIN, 3, Place.BELOW_THE_KNEE))) == 3 + 2
    assert len(keys(hurt(in_hold(), Answer.PAIN, 3, Place.KNEE))) == 2 + 2


def test_after_a_restart_an_answer_that_ends_the_session_shows_care_advice_and_no_other_answers() -> None:
    view = view_of(course.interrupted(hurt(in_hold(), Answer.SEVERE_PAIN)))
    assert view.shows_care
    assert hurts.AT_ONCE[Answer.SEVERE_PAIN] in view.lines
    assert hurts.WRONG_KEY not in view.lines
    assert [option.reply for option in view.options] == [Offer.FINISH, Offer.CARE]
    assert view.enter == hurts.ENTER_FINISHES


def test_new_pain_whatever_its_number_shows_the_line_at_once() -> None:
    for level in (0, 3, 9):
        assert hurts.NEW_PAIN in view_of(in_pain(in_hold(), level, newness=Newness.NEW)).lines
    assert hurts.NEW_PAIN not in view_of(in_pain(in_hold(), 3)).lines


def test_after_discomfort_the_offers_are_numbered_and_the_ways_out_keep_their_keys() -> None:
    assert keys(hurt(in_hold(), Answer.DISCOMFORT)) == [
        ("1", "continue"),
        ("2", "next repetition"),
        ("3", "rest 30 seconds"),
        ("4", "rest 60 seconds"),
        ("5", "easier form, today only"),
        ("n", "leave this exercise"),
        *WAYS_OUT,
    ]


def test_after_pain_rest_comes_first() -> None:
    session = in_pain(in_hold())
    assert keys(session) == [("1", "rest 2 minutes"), *WAYS_OUT]
    assert view_of(session).lines == (hurts.PAIN_ENDS_IT, hurts.REST_FIRST)


@pytest.mark.parametrize("answer", [Answer.SEVERE_PAIN, Answer.NEW_SYMPTOM, Answer.UNWELL])
def test_care_advice_shows_at_once_and_enter_ends(answer: Answer) -> None:
    view = view_of(hurt(in_hold(), answer))
    assert view.shows_care
    assert view.question == hurts.AT_ONCE[answer]
    assert view.enter == "Enter ends the session."
    assert [option.reply for option in view.options[:8]] == list(Answer)


@pytest.mark.parametrize("reason", list(StopReason))
def test_a_hard_stop_says_why(reason: StopReason) -> None:
    session = in_pain(in_hold(), 9)
    assert isinstance(session.state, Asking)
    assert isinstance(session.state.inquiry, Stopping)
    stopping = replace(session.state.inquiry, reasons=(reason,))
    view = view_of(replace(session, state=replace(session.state, inquiry=stopping)))
    assert view.question == hurts.NO_MORE_TODAY
    assert view.lines == (hurts.STOP_REASONS[reason], hurts.DONE_IS_KEPT)
    assert (view.enter, [option.key for option in view.options]) == ("Enter finishes.", ["q", "c"])


def test_rests_show_what_is_left_and_when_a_key_ends_them() -> None:
    pain = view_of(after(replied(in_pain(in_hold()), Offer.REST_120), 20))
    assert (pain.rest_left_ns, pain.lines) == (100 * SECOND, (hurts.ANY_KEY_FROM_30,))
    dizzy = view_of(hurt(in_hold(), Answer.DIZZY))
    assert dizzy.lines == ("Lie down. Rest there for two minutes.",)
    cramp = view_of(hurt(in_hold(), Answer.CRAMP, Offer.REST_60))
    assert cramp.lines == (hurts.AT_ONCE[Answer.CRAMP], hurts.ANY_KEY)


def test_settled_is_asked_of_pain_and_of_dizziness_in_its_own_words() -> None:
    pain = view_of(after(replied(in_pain(in_hold()), Offer.REST_120), 120))
    assert (pain.question, pain.lines) == ("Is it back to where it was, or less?", ())
    dizzy = view_of(after(hurt(in_hold(), Answer.DIZZY), 120))
    assert (dizzy.question, dizzy.lines) == ("Has it clearly passed?", ("From here on, lying exercises alone.",))
    assert [(option.key, option.reply) for option in dizzy.options[:2]] == [("1", Settled.YES), ("2", Settled.NO)]


@pytest.mark.parametrize("session", states(), ids=lambda one: type(one.inquiry).__name__)
def test_all_that_shows_fits_40_columns_has_a_key_of_its_own_and_leads_on(session: Session) -> None:
    view = view_of(session)
    for line in (view.question, view.enter, *view.lines):
        assert len(line) <= MAX_LINE
    assert len({option.key for option in view.options}) == len(view.options)
    for option in view.options:
        changed, _ = hurting.reply(session, session.read_ns, option.reply)
        told = session.inquiry.told.answer if session.inquiry else None
        assert (changed != session) or option.reply in (told, Offer.CARE)


def test_every_value_has_its_words() -> None:
    assert set(hurts.ANSWERS) == set(Answer)
    assert set(hurts.PLACES) == set(Place)
    assert set(hurts.NEWNESS) == set(Newness)
    assert set(hurts.OFFERS) == set(Offer)
    assert set(hurts.STOP_REASONS) == set(StopReason)
