"""The words for before and after a session, and for the first run. A choice fits beside its key in 40 columns."""

from collections.abc import Iterable, Mapping
from datetime import date

from lumbar.domain.exercise import Condition
from lumbar.domain.next_time import ComeBack, ComingBack
from lumbar.domain.person import Afterward, GivenBy, SoftStop, StepReply, WayOn
from lumbar.domain.prescription import PrescribedExercise
from lumbar.domain.progression import StepUp
from lumbar.domain.todays_set import WhyOff
from lumbar.words.figures import WEEKDAYS

LEAVE_OUT = "Enter leaves it out."
ASK_AFTERWARD = "After last time:"
ASK_CHECKED = "Have you been checked since you stopped?"
CHECKED_YES = "yes, I have been checked"
CHECKED_NO = "no, not yet"
NOTHING_TODAY = "Then nothing starts today. Get checked first."
GETTING_WORSE = "Pain that gets worse is a reason to call your doctor."
HALF_OFFERED = "Half the repetitions for now?"
STEPS_FOLLOW = "Steps back up are offered later, one at a time."
AT_HALF_ALREADY = "You are at half the repetitions already."
READ_IT = "go on"
HALF_OVER = "The sessions at half the dose are over. How do you want to go on?"
AFTER_A_BREAK = "After a break, half the dose for three sessions?"
TYPE_YES = "To go on all the same, type yes."
NOTHING_LEFT = "Every exercise is off today. Nothing can start."
ALL_LEFT_OUT = "Each exercise is left out today. Nothing starts."
ASK_FIRST = "Ask your provider first if one of these is true for you."
KEPT_SAFELY = "Stopped, and kept safely."
QUIET_MINUTE = "A quiet minute, lying or standing. Nothing to do."
GET_UP = "To get up, roll to your side first."
OFF_NOW = "Off by now, and left out: {names}."
ASK_UNKEPT = "Start a session that is not kept?"
UNKEPT_YES = "yes, start it all the same"
UNKEPT_NO = "no"
DISCARD_AGAIN = "What you did would be gone. Press x again to discard it."
ONLY_ON_ITS_DAY = "A session goes on only on the day that it is for, or within six hours."
BAD_DAYS_OVER = "The gentle days are over. How do you want to go on?"
SOFT_AMOUNT = "This plan is more than 30 minutes a day. Ask your provider if that is meant."
ASK_GIVEN_BY = "Who gave you these exercises?"
ASK_CONDITIONS = "Is one of these true for you? You may leave any of them out."
ASK_FIRST_HOW = "What you leave open stays unanswered."
ASK_AGREED = "Which provider agreed, and when?"
ASK_PROVIDER_NAME = "The provider's name:"
ASK_AGREED_WHEN = "When was that? In your own words:"
AGREED = "{provider} agreed. When: {when}."
WAITS = "Off until a provider agrees. Reason: {reason}."
OFF_AFTER_PAIN = "Off: stopped for pain twice running. Ask your provider."
ASK_SWITCH_ON = "Switch {name} on again?"
SWITCH_ON_YES = "yes, switch it on"
SWITCH_ON_NO = "no, it stays off"
ASK_HOW_MANY_DAYS = "How many gentle days, from today on?"
GENTLE_DAYS_ARE = "Each exercise in its easier form. You can end them at any time."
OWN_GENTLE_SET = "Your own gentle set. You can end them at any time."
CHANGE_GENTLE_SET = "change the gentle set first"
CHANGE_GENTLE_SET_NOW = "no, change the gentle set"
GENTLE_SET_IS = "Your gentle set"
GENTLE_SET_HOW = "Repetitions or sets, never more than now."
GENTLE_SET_EMPTY = "Leave one exercise on."
A_GENTLE_DAY = "A gentle day."
LAST_GENTLE_DAY = "The last is {day}."
ASK_END_GENTLE = "End the gentle days now?"
END_GENTLE_YES = "yes, from today on as before"
END_GENTLE_STAY = "yes, and back up in small steps"
END_GENTLE_NO = "no, stay gentle"
GO_ON_AS_BEFORE = "as before"
GENTLE_OVER_TODAY = "The gentle days are over. At the next start you say how to go on."
ASK_AMOUNT_MEANT = "Did your provider say more than 30 minutes a day?"
AMOUNT_SAID = "yes, my provider said so"
AMOUNT_NOT_SAID = "no, or not yet"
ROTATION_OFFERED = "You can add a small turn to the curl-up now. Do you want to?"
AT_THE_PRESCRIPTION = "You do all that is prescribed. For more, ask your provider."
SAVE_THE_QUESTION = "keep that as a question"
NO_QUESTION = "no question"

AFTERWARD: Mapping[Afterward, str] = {
    Afterward.BETTER: "better",
    Afterward.AS_USUAL: "as usual",
    Afterward.SETTLED_WITHIN_A_DAY: "sore, settled within a day",
    Afterward.STILL_WORSE: "still worse",
}

SOFT_STOPS: Mapping[SoftStop, str] = {
    SoftStop.HIGH_BEFORE: "Your pain is 7 or more.",
    SoftStop.DAY_OF_A_STOP: "You stopped a session not long ago.",
    SoftStop.STILL_WORSE_TWICE: "It was still worse, twice running.",
}

COME_BACK: Mapping[ComeBack, str] = {
    ComeBack.EASIER: "easier form today",
    ComeBack.LEAVE_OUT: "leave out today",
    ComeBack.AS_PRESCRIBED: "as prescribed",
    ComeBack.EASIER_FROM_NOW_ON: "easier form from now on",
}

AFTER_GENTLE_DAYS: Mapping[WayOn, str] = {
    WayOn.AS_BEFORE: "as before",
    WayOn.FROM_HERE: "stay gentle, step up from there",
    WayOn.MORE_GENTLE_DAYS: "a few more gentle days",
}

AFTER_HALF: Mapping[WayOn, str] = {
    WayOn.AS_BEFORE: "as before",
    WayOn.FROM_HERE: "stay at half, step up from there",
}

STEP_REPLIES: Mapping[StepReply, str] = {
    StepReply.ACCEPTED: "yes, do that from now on",
    StepReply.DECLINED: "no, stay as it is",
    StepReply.PROVIDER_SAID: "my provider said something else",
}

GIVEN_BY: Mapping[GivenBy, str] = {
    GivenBy.PROVIDER: "a provider",
    GivenBy.NOBODY_YET: "nobody yet",
}

CONDITIONS: Mapping[Condition, str] = {
    Condition.OSTEOPOROSIS: "osteoporosis",
    Condition.FRACTURE: "a fracture not long ago",
    Condition.BACK_OPERATION: "a back operation not long ago",
    Condition.HIP_OR_KNEE_OPERATION: "a hip or knee operation not long ago",
    Condition.ANKLE_OPERATION: "an ankle operation not long ago",
    Condition.PREGNANCY: "pregnancy",
    Condition.HIGH_BLOOD_PRESSURE: "high blood pressure",
    Condition.KNEE_TROUBLE: "knee trouble",
    Condition.WRIST_TROUBLE: "wrist trouble",
    Condition.SHOULDER_TROUBLE: "shoulder trouble",
    Condition.NECK_TROUBLE: "neck trouble",
    Condition.HARD_TO_GET_DOWN: "hard to get down to the floor",
}


def stopped_line(fact: ComingBack, side: str, today: date) -> str:
    """Return the muted line of fact, such as "Sunday you stopped at second 7, left arm". *side* is in words."""
    within_a_week = (today - fact.day).days < len(WEEKDAYS)
    day = WEEKDAYS[fact.day.weekday()] if within_a_week else f"On {fact.day.day} {fact.day:%B}"
    second = None if fact.told is None else fact.told.hold_second
    where = [] if second is None else [f"at second {int(second)}"]
    said = f"{day} you stopped {where[0]}" if where else f"{day} you stopped"
    return f"{said}, {side}" if side else said


def may_i_do_more(names: Iterable[str]) -> str:
    """Return the question for the provider about exercises that are done as prescribed."""
    return f"May I do more? I do all that is prescribed: {', '.join(names)}."


def step_line(step: StepUp) -> str:
    """Return what a step up would change, such as "From 5 to 6 repetitions?"."""
    for unit, now, then in _figures(step.now, step.then):
        if now != then:
            return f"From {now} to {then} {unit}?"
    return "From the easier form to the full one?"


def provider_question(exercise_name: str) -> str:
    """Return the question that goes to the provider after two stops for pain."""
    return f"{exercise_name} was stopped for pain twice running. Is it right for me?"


def waits_line(had: Iterable[Condition]) -> str:
    """Return why an exercise waits for a provider."""
    return WAITS.format(reason=", ".join(CONDITIONS[one] for one in had))


def off_lines(why: WhyOff) -> tuple[str, ...]:
    """Return why an exercise is off, a sentence each."""
    waits = (waits_line(why.conditions),) if why.conditions else ()
    return (*waits, OFF_AFTER_PAIN) if why.after_stops else waits


def off_now_line(names: Iterable[str]) -> str:
    """Return what an interrupted session leaves out as it goes on; empty if nothing."""
    together = ", ".join(names)
    return OFF_NOW.format(names=together) if together else ""


def days_words(count: int) -> str:
    """Return so many days, the first of them today."""
    return "today alone" if count == 1 else f"{count} days"


def count_of(count: int, most: int) -> str:
    """Return how often of how often it may be, such as "5 of 10"."""
    return f"{count} of {most}"


def last_gentle_day(day: date) -> str:
    """Return when the gentle days are over."""
    return LAST_GENTLE_DAY.format(day=f"{day:%a} {day.day} {day:%b}")


def _figures(now: PrescribedExercise, then: PrescribedExercise) -> tuple[tuple[str, int, int], ...]:
    return (
        ("repetitions", now.reps, then.reps),
        ("sets", now.sets, then.sets),
        ("seconds of hold", sum(now.hold_seconds), sum(then.hold_seconds)),
    )
