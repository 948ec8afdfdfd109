"""The words of the set-up."""

from lumbar.domain.order import Order
from lumbar.domain.set_up import COUNT
from lumbar.settings import Sound

SESSIONS = "How many sessions a day?"
SESSIONS_DETAIL = "Your provider may say one to three."
SESSION_ANSWERS = {1: "One", 2: "Two, in the morning and in the evening", 3: "Three"}
MINUTES = "How long may a session be?"
MINUTES_DETAIL = (
    "Ten minutes are proposed for the first week. What does not fit comes round in the next sessions. "
    "You can change this at any time."
)
ORDER = "In which order?"
ORDER_DETAIL = "The exercises are the same."
ORDER_ANSWERS = {
    Order.LEAFLET: "As your plan has them",
    Order.FEWER_CHANGES: "With fewer ups and downs: lying, then hands and knees, then standing",
}
SOUND = "What do you want to hear?"
SOUND_DETAIL = "Chimes and a voice lead you with your eyes shut."
SOUND_ANSWERS = {
    Sound.AUTO: "Sounds of this machine, else the terminal's bell",
    Sound.BELL: "The terminal's bell alone",
    Sound.OFF: "Nothing",
}
NO_SOUND = "There are no sounds."
WHEN_AND_WHERE = "When and where do you do it?"
WHEN_AND_WHERE_DETAIL = 'For example: "After I make coffee I do it on the mat in the bedroom."'
IF_HINDERED = "What do you do when something comes in between?"
IF_HINDERED_DETAIL = 'For example: "If I am late, I do the 10-minute version."'
MINUTES_MENTION = "A session takes 10 minutes, as proposed for the first week. You can change that:"


def progress(number: int) -> str:
    """Return how far one is, such as "3 of 8"."""
    return f"{number} of {COUNT}"


def minutes_words(minutes: int | None, whole: int) -> str:
    """Return one choice; *whole* is how many minutes all of the plan takes."""
    return f"All of the plan each time, {whole} minutes" if minutes is None else f"{minutes} minutes"
