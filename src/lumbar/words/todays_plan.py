"""The words for a day's sessions: what is due, what is left out and why, days of rest and away."""

from collections.abc import Iterable, Mapping
from datetime import date

from lumbar.domain.exercise import Exercise
from lumbar.domain.fitting import Fit
from lumbar.domain.person import Away, Person
from lumbar.domain.plan import Slot, SlotState
from lumbar.outlook import Outlook
from lumbar.words.figures import counted, date_words

REST_DAY = "Rest day."
NOTHING_PLANNED = "Nothing is planned."
TODAY_IS_DONE = "Today is done."
REST_WELL = "Rest well."
STOPPED_TODAY = "You stopped today. What you did is kept safely."
WHEN_TO_GET_HELP = "when to get help"
NOTHING_FITS = "Nothing fits into today's session as it is. Choose more time."
YOUR_PLAN = "Your own plan for this: {text}"

LESS_TIME = "I have less time"
SHORT_VERSION = "short version now"
CHANGE_TODAY = "change today"

ASK_MINUTES = "How much time do you have today?"
OR_TYPE = ", or type"
SHORTEST = "That is too short for a session. The shortest takes {minutes} min."
AS_PLANNED = "as planned"
CHOSEN_MINUTES = "You chose {minutes} min for today."
CHOSEN_EXERCISES = "You changed the exercises for today."
CHANGE_HOW = "For today alone, not for the plan."
ONE_STAYS = "One exercise stays, at least."
NO_OTHER = "There is no other exercise in the plan today."


DONE_WORDS: Mapping[SlotState, str] = {
    SlotState.DONE: "done",
    SlotState.ENDED_EARLY: "ended early",
    SlotState.STOPPED: "stopped, kept safely",
}


def state_words(slot: Slot, outlook: Outlook) -> str:
    """Return how far *slot* is, such as "due now", "due at 18:00" or "done"."""
    match slot.state:
        case SlotState.DUE if slot.at is not None and not outlook.has_begun(slot):
            return f"due at {slot.at:%H:%M}"
        case SlotState.DUE:
            return "due now" if slot is outlook.today.next_slot else "still open"
        case SlotState.ENDED_EARLY if slot is outlook.today.next_slot:
            return "due now"
        case SlotState.DONE | SlotState.ENDED_EARLY | SlotState.STOPPED:
            return DONE_WORDS[slot.state]
        case SlotState.REST_DAY:
            return "planned rest"


def free_day_words(day: date, person: Person) -> str:
    """Return what a day without a plan is: of rest, or away until when."""
    away = next((one for one in person.away if one.covers(day)), None)
    if away is None:
        return REST_DAY
    return "Away today." if away.last == day else f"Away until {away.last:%A} {away.last.day} {away.last:%B}."


def fit_sentences(fit: Fit, outlook: Outlook) -> tuple[str, ...]:
    """Return what a session leaves out and why, a sentence each; nothing if it is all of today's set."""
    minutes, names = outlook.minutes, outlook.before.catalog
    if minutes is None:
        return (f"Left out today: {listed(fit.left_out, names)}.",) if fit.left_out else ()
    return minutes_sentences(fit, minutes, names)


def minutes_sentences(fit: Fit, minutes: int, names: Mapping[str, Exercise]) -> tuple[str, ...]:
    """Return what a session of so many *minutes* leaves out, a sentence each."""
    said = (
        (fit.left_out, "In another session: {names}."),
        (fit.fewer_sets, "With fewer sets: {names}."),
        (fit.too_long, f"Too long for {minutes} min: {{names}}."),
        (fit.later, "More than three days may pass until: {names}."),
    )
    return tuple(sentence.format(names=listed(ids, names)) for ids, sentence in said if ids)


def listed(ids: Iterable[str], names: Mapping[str, Exercise]) -> str:
    """Return the names of exercises, such as "Bird dog, Curl up"."""
    return ", ".join(names[one].name for one in ids)


def choice_words(outlook: Outlook) -> str:
    """Return how the person changed today; empty if they did not."""
    choice = outlook.choice
    if choice is None:
        return ""
    if choice.minutes is not None:
        return CHOSEN_MINUTES.format(minutes=choice.minutes)
    return CHOSEN_EXERCISES if choice.exercises else ""


def away_words(away: Away) -> str:
    """Return days away, such as "Sunday 1 November 2026 to Monday 9 November 2026"."""
    first, last = date_words(away.first), date_words(away.last)
    return first if away.first == away.last else f"{first} to {last}"


def changes_words(count: int) -> str:
    """Return how often the body changes its position."""
    return f"{counted(count, 'change')} of position"
