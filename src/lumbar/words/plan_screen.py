"""The words of the plan's editor."""

MY_PLAN = "My plan"
KEPT = "Your plan is kept."
ASK_LEAVE = "Keep the changes to your plan?"
KEEP = "look at them and keep them"
LEAVE = "leave without them"
BECOMES_DIFFERENT = "This becomes different"
FROM_TODAY = "from today on"
CANNOT_BE_KEPT = "This cannot be kept yet"
NOT_TAKEN = "Not taken"


def total_words(minutes: int, sessions: int, limit: int | None, *, short: bool) -> str:
    """Return how long a session takes and how many there are in a day."""
    session = f"{minutes} min" if limit is None or limit >= minutes else f"{limit} of {minutes} min"
    return f"{session}, {sessions} a day" if short else f"{session} a session, {sessions} a day"


def room_words(length: int, longest: int) -> str:
    """Return how much of a text is written."""
    return f"{length} of {longest} characters"
