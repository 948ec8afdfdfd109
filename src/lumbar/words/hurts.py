"""The words for the moment when something hurts."""

from collections.abc import Mapping

from lumbar.domain.inquiry import Newness, Offer, Place, StopReason
from lumbar.domain.record import Answer

ASK_FEELING = "What do you feel?"
ASK_BEFORE = "How strong is your pain now, before you start?"
ASK_AFTER = "How strong is your pain now, after the session?"
ASK_LEVEL = "How strong is the pain?"
LEVEL_ENDS = "0 is none. 10 is the worst you know."
ASK_PLACE = "Where is it?"
ASK_NEWNESS = "Do you know this pain?"
ASK_HOW_ON = "How do you want to go on?"
ASK_PAIN_SETTLED = "Is it back to where it was, or less?"
ASK_DIZZY_PASSED = "Has it clearly passed?"

STOPPED = "Stopped. Nothing is lost."
PAIN_ENDS_IT = "Pain ends this exercise for today."
REST_FIRST = "Rest first. Then you decide."
NEW_PAIN = "New pain is a reason to call your doctor."
LYING_ONLY = "From here on, lying exercises alone."
NO_MORE_TODAY = "No more exercise in this session."
DONE_IS_KEPT = "What you have done is kept."
WRONG_KEY = "Wrong key? Press the right number."
ENTER_ENDS = "Enter ends the session."
ENTER_FINISHES = "Enter finishes."
REST_ON = "Breathe easily. Let the floor carry you."
ANY_KEY_FROM_30 = "After 30 seconds, any key ends the rest."
ANY_KEY = "Any key ends the rest."
BREATHE_IN = "Breathe in"
BREATHE_OUT = "Breathe out"

YES = "yes"
NO = "no"

ANSWERS: Mapping[Answer, str] = {
    Answer.DISCOMFORT: "stretching, effort, mild discomfort",
    Answer.PAIN: "pain",
    Answer.SEVERE_PAIN: "pain so bad that I can hardly move",
    Answer.NEW_SYMPTOM: (
        "new numbness or weakness in a leg or between the legs, bladder or bowel change, chest pain, a faint, a fall"
    ),
    Answer.DIZZY: "light-headed or dizzy",
    Answer.UNWELL: "breathless or unwell",
    Answer.CRAMP: "cramp, or an arm or foot gone to sleep",
    Answer.NOTHING: "nothing, wrong key",
}

AT_ONCE: Mapping[Answer, str] = {
    Answer.SEVERE_PAIN: "Stay in a position that is easy. Get help.",
    Answer.NEW_SYMPTOM: "Stay where you are safe. Get help now.",
    Answer.DIZZY: "Lie down. Rest there for two minutes.",
    Answer.UNWELL: "Sit or lie down where you are safe.",
    Answer.CRAMP: "Let go. Shake it out. Take your time.",
}
"""What to do at once after an answer that asks for it."""

PLACES: Mapping[Place, str] = {
    Place.LOW_BACK: "low back",
    Place.UPPER_BACK: "upper back",
    Place.NECK: "neck",
    Place.BUTTOCK_OR_HIP: "buttock or hip",
    Place.THIGH: "thigh",
    Place.BELOW_THE_KNEE: "below the knee",
    Place.KNEE: "knee",
    Place.SHOULDER: "shoulder",
    Place.ARM_OR_WRIST: "arm or wrist",
    Place.BELLY: "belly",
    Place.ELSEWHERE: "elsewhere",
}

NEWNESS: Mapping[Newness, str] = {
    Newness.NEW: "no, it is new",
    Newness.KNOWN: "yes, I know it",
    Newness.SPREADING: "yes, but it spreads further down",
}

OFFERS: Mapping[Offer, str] = {
    Offer.CONTINUE: "continue",
    Offer.NEXT_REP: "next repetition",
    Offer.REST_30: "rest 30 seconds",
    Offer.REST_60: "rest 60 seconds",
    Offer.REST_120: "rest 2 minutes",
    Offer.EASIER: "easier form, today only",
    Offer.LEAVE_EXERCISE: "leave this exercise",
    Offer.FINISH: "finish the session",
    Offer.CARE: "care advice",
}

STOP_REASONS: Mapping[StopReason, str] = {
    StopReason.HIGH: "The pain is 7 or more.",
    StopReason.ABOVE_BEFORE: "The pain is 3 or more above what it was.",
    StopReason.BELOW_THE_KNEE: "It is new, or spreads, below the knee.",
    StopReason.SAME_PLACE: "It is a second pain in the same place.",
    StopReason.ABOVE_FIRST: "It is higher than the first pain.",
    StopReason.THIRD: "It is the third pain in this session.",
    StopReason.NOT_SETTLED: "The pain has not settled.",
    StopReason.NOT_PASSED: "The dizziness has not passed.",
}
