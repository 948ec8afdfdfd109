"""The decision table for the moment when something hurts, as values and pure functions.

An inquiry is what is asked, told and offered from the key "something hurts" on. Each function takes what the person
did and returns the inquiry as it stands then, or what was decided. What cannot be done now changes nothing.

Some discomfort can be normal at first; pain is not, and ends the exercise (leaflet). Figures are our own decisions.
"""

from dataclasses import replace
from typing import assert_never

from lumbar.domain.exercise import NS_PER_SECOND
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
from lumbar.domain.pain import HIGHEST_LEVEL
from lumbar.domain.record import Answer, Choice, SessionEvent

SETTLING_NS = 120 * NS_PER_SECOND
"""The rest that is proposed after pain, and asked for after dizziness."""

LEAST_SETTLING_NS = 30 * NS_PER_SECOND
"""From then on a rest after pain can be ended."""


CARE_ANSWERS = frozenset({Answer.SEVERE_PAIN, Answer.NEW_SYMPTOM, Answer.UNWELL})
"""The answers that end the session, with care advice at once."""

REST_NS = {
    Offer.REST_30: 30 * NS_PER_SECOND,
    Offer.REST_60: 60 * NS_PER_SECOND,
    Offer.REST_120: SETTLING_NS,
}
"""How long each rest is."""

_CHOICES = {
    Offer.CONTINUE: Choice.CONTINUE,
    Offer.NEXT_REP: Choice.NEXT_REP,
    Offer.EASIER: Choice.EASIER,
    Offer.LEAVE_EXERCISE: Choice.LEAVE_EXERCISE,
    Offer.FINISH: Choice.FINISH,
}


def answer(inquiry: Inquiry, given: Answer, at_ns: int) -> Result:
    """Take what the person feels, or what they correct it to while care advice shows."""
    if not isinstance(inquiry, AskFeeling | Advising) or given is inquiry.told.answer:
        return inquiry
    before = inquiry.told.answer
    corrected = inquiry.told.corrected_from if before is None else (*inquiry.told.corrected_from, before)
    told = replace(inquiry.told, answer=given, corrected_from=corrected, choice=None)
    unsettled = inquiry.unsettled
    match given:
        case Answer.DISCOMFORT | Answer.CRAMP:
            return Offering(told=told, unsettled=unsettled)
        case Answer.PAIN:
            return AskLevel(told=told, unsettled=_with(unsettled, given))
        case Answer.DIZZY:
            unsettled = _with(unsettled, given)
            return _resting(told, unsettled, at_ns, least_ns=_least_rest_ns(unsettled), length_ns=SETTLING_NS)
        case Answer.SEVERE_PAIN | Answer.NEW_SYMPTOM | Answer.UNWELL:  # CARE_ANSWERS
            return Advising(told=replace(told, choice=Choice.CARE, care_shown=True), unsettled=unsettled)
        case Answer.NOTHING:
            return Offering(told=told, unsettled=unsettled) if unsettled else Decided(told)
        case _:
            assert_never(given)


def give_level(inquiry: Inquiry, level: int) -> Inquiry:
    """Take how much it hurts. Raises ValueError unless *level* is 0 to 10."""
    if not 0 <= level <= HIGHEST_LEVEL:
        raise ValueError(f"a level is 0 to {HIGHEST_LEVEL}, not {level}")
    if not isinstance(inquiry, AskLevel):
        return inquiry
    return AskPlace(told=replace(inquiry.told, level=level), unsettled=inquiry.unsettled)


def give_place(inquiry: Inquiry, place: Place) -> Inquiry:
    """Take where it hurts."""
    if not isinstance(inquiry, AskPlace):
        return inquiry
    return AskNewness(told=replace(inquiry.told, place=place.value), unsettled=inquiry.unsettled)


def newness_choices(inquiry: AskNewness) -> tuple[Newness, ...]:
    """Return what the person can say to the question whether the pain is new."""
    if inquiry.told.place == Place.BELOW_THE_KNEE.value:
        return (Newness.NEW, Newness.KNOWN, Newness.SPREADING)
    return (Newness.NEW, Newness.KNOWN)


def give_newness(inquiry: Inquiry, newness: Newness, before: Before) -> Inquiry:
    """Take whether the pain is new. Now it is told to its end, and either settles with rest or ends the session."""
    if not isinstance(inquiry, AskNewness) or newness not in newness_choices(inquiry):
        return inquiry
    below_the_knee = inquiry.told.place == Place.BELOW_THE_KNEE.value
    told = replace(
        inquiry.told,
        new=newness is Newness.NEW,
        spreading=newness is Newness.SPREADING if below_the_knee else None,
    )
    reasons = stop_reasons(told, before)
    if reasons:
        return Stopping(told=told, unsettled=inquiry.unsettled, reasons=reasons)
    return Offering(told=told, unsettled=inquiry.unsettled)


def correct(inquiry: Inquiry) -> Inquiry:
    """Go back to the question before, for as long as what was told still shows.

    A level or a place holds until another one is told in its stead, and a pain answer with a level is taken back no
    more. One without can be replaced by a graver one, but it never comes undone: it stays unsettled.
    """
    told, unsettled = inquiry.told, inquiry.unsettled
    match inquiry:
        case AskPlace():
            return AskLevel(told=told, unsettled=unsettled)
        case AskNewness():
            return AskPlace(told=told, unsettled=unsettled)
        case AskLevel() if told.level is None:
            return _ask_again(inquiry)
        case Offering() if not unsettled:
            return _ask_again(inquiry)
        case AskFeeling() | AskLevel() | Offering() | Resting() | AskSettled() | Advising() | Stopping():
            return inquiry
        case _:
            assert_never(inquiry)


def hurts_again(
    inquiry: Inquiry, told: SessionEvent, before: Before, at_ns: int
) -> tuple[SessionEvent | None, Inquiry]:
    """Ask once more what the person feels. *told* is a blank event for it.

    Return what was told before if that is to be kept on its own, and the inquiry. A level that was told is final then.
    """
    match inquiry:
        case AskLevel() if inquiry.told.level is None:
            return None, _ask_again(inquiry)
        case AskLevel() | AskPlace() | AskNewness():
            reasons = stop_reasons(inquiry.told, before)
            if reasons:
                return None, Stopping(told=inquiry.told, unsettled=inquiry.unsettled, reasons=reasons)
            return inquiry.told, AskFeeling(told=told, unsettled=inquiry.unsettled)
        case Offering() if not inquiry.unsettled:
            return None, _ask_again(inquiry)
        case Offering() | Resting() | AskSettled():
            return _rested(inquiry, at_ns), AskFeeling(told=told, unsettled=inquiry.unsettled)
        case AskFeeling() | Advising() | Stopping():
            return None, inquiry
        case _:
            assert_never(inquiry)


def offers(inquiry: Inquiry, *, can_ease: bool = True) -> tuple[Offer, ...]:
    """Return what can be chosen. The ways out, finishing and care advice, are always the last two.

    *can_ease* says whether the exercise has an easier form from here on.
    """
    ways_out = (Offer.FINISH, Offer.CARE)
    match inquiry:
        case Offering() if inquiry.unsettled:
            return (Offer.REST_120, *ways_out)
        case Offering() if inquiry.told.answer is Answer.CRAMP:
            return (Offer.REST_30, Offer.REST_60, Offer.CONTINUE, Offer.LEAVE_EXERCISE, *ways_out)
        case Offering():
            easier = (Offer.EASIER,) if can_ease else ()
            rests = (Offer.REST_30, Offer.REST_60)
            return (Offer.CONTINUE, Offer.NEXT_REP, *rests, *easier, Offer.LEAVE_EXERCISE, *ways_out)
        case AskFeeling() | Resting() if not inquiry.unsettled:
            return (Offer.LEAVE_EXERCISE, *ways_out)
        case _:
            return ways_out


def choose(inquiry: Inquiry, offer: Offer, at_ns: int, *, can_ease: bool = True) -> Result:
    """Take what the person chose. Care advice is shown beside the inquiry: it leaves it as it is."""
    if offer not in offers(inquiry, can_ease=can_ease):
        return inquiry
    if offer is Offer.CARE:
        return replace(inquiry, told=replace(inquiry.told, care_shown=True))
    told = _rested(inquiry, at_ns)
    if offer in REST_NS:
        least_ns = _least_rest_ns(inquiry.unsettled)
        return _resting(told, inquiry.unsettled, at_ns, least_ns=least_ns, length_ns=REST_NS[offer])
    return Decided(replace(told, choice=_CHOICES[offer]), stop_for(inquiry) if offer is Offer.FINISH else None)


def end_rest(inquiry: Inquiry, at_ns: int) -> Result:
    """End the rest: because its time is over, or with any key once the least time is."""
    if not isinstance(inquiry, Resting) or at_ns - inquiry.since_ns < inquiry.least_ns:
        return inquiry
    told = _rested(inquiry, at_ns)
    return AskSettled(told=told, unsettled=inquiry.unsettled) if inquiry.unsettled else Decided(told)


def say_settled(inquiry: Inquiry, *, settled: bool) -> Result:
    """Take whether what was unsettled is over: then the session goes on with what may follow, else it is finished."""
    if not isinstance(inquiry, AskSettled):
        return inquiry
    first, *others = inquiry.unsettled
    if not settled:
        reason = StopReason.NOT_PASSED if first is Answer.DIZZY else StopReason.NOT_SETTLED
        return Stopping(told=inquiry.told, unsettled=inquiry.unsettled, reasons=(reason,))
    if others:
        return replace(inquiry, unsettled=tuple(others))
    return Decided(replace(inquiry.told, choice=Choice.CONTINUE))


def confirm(inquiry: Inquiry) -> Result:
    """Take Enter, which ends the session where care advice shows or no more exercise is possible."""
    match inquiry:
        case Advising():
            return Decided(inquiry.told, Stopped.CARE)
        case Stopping():
            return Decided(replace(inquiry.told, choice=Choice.FINISH), stop_for(inquiry))
        case _:
            return inquiry


def interrupted(inquiry: Inquiry, at_ns: int) -> Inquiry:
    """Return *inquiry* as it is asked again after the program was ended and started again.

    An answer that ends the session is no slip any more. A rest lying down begins anew: the person was up.
    """
    match inquiry:
        case Advising():
            return Stopping(told=inquiry.told, unsettled=inquiry.unsettled, reasons=())
        case Resting() if Answer.DIZZY in inquiry.unsettled:
            return replace(inquiry, since_ns=at_ns)
        case _:
            return inquiry


def stop_for(inquiry: Inquiry) -> Stopped | None:
    """Return for what the session is stopped if it ends now; None if it just ends."""
    if inquiry.told.answer in CARE_ANSWERS:
        return Stopped.CARE
    if Answer.PAIN in inquiry.unsettled:
        return Stopped.PAIN
    return Stopped.CARE if inquiry.unsettled else None


def rest_left_ns(inquiry: Inquiry, at_ns: int) -> int | None:
    """Return what is left of the rest; None if there is none."""
    return inquiry.since_ns + inquiry.length_ns - at_ns if isinstance(inquiry, Resting) else None


def _with(unsettled: tuple[Answer, ...], given: Answer) -> tuple[Answer, ...]:
    return unsettled if given in unsettled else (*unsettled, given)


def _least_rest_ns(unsettled: tuple[Answer, ...]) -> int:
    if Answer.DIZZY in unsettled:
        return SETTLING_NS
    return LEAST_SETTLING_NS if unsettled else 0


def _ask_again(inquiry: Inquiry) -> AskFeeling:
    """Take the answer back, and keep that it was given."""
    before = inquiry.told.answer
    given = () if before is None else (before,)
    told = replace(
        inquiry.told,
        answer=None,
        corrected_from=(*inquiry.told.corrected_from, *given),
        choice=None,
    )
    return AskFeeling(told=told, unsettled=inquiry.unsettled)


def _resting(
    told: SessionEvent, unsettled: tuple[Answer, ...], at_ns: int, *, least_ns: int, length_ns: int
) -> Resting:
    told = replace(told, choice=Choice.REST)
    return Resting(told=told, unsettled=unsettled, since_ns=at_ns, least_ns=least_ns, length_ns=length_ns)


def _rested(inquiry: Inquiry, at_ns: int) -> SessionEvent:
    """Return what was told, with the length of a rest that ends now."""
    if not isinstance(inquiry, Resting):
        return inquiry.told
    return replace(inquiry.told, rested_seconds=round((at_ns - inquiry.since_ns) / NS_PER_SECOND, 3))
