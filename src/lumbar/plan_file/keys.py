"""The keys of a plan file, and what each of them means."""

from lumbar.domain.plan_limits import MINUTES, NOTES, PROVIDER, REPS, REST, SENTENCE, SESSIONS, SETS, SLOT_NAME

FORMAT = 1
"""Which format this version reads and writes."""

DAY_KEYS = {
    "sessions_per_day": f"how many sessions a day, {SESSIONS.span}",
    "minutes": f"how long a session may take, {MINUTES.span}; what does not fit comes round in the next ones",
    "rest_days": "days of the week without a session, 6 at most",
    "prescribed_by": f"who gave you these exercises, {PROVIDER.longest} characters at most",
    "notes": f"anything else, {NOTES.longest} characters at most",
    "from": "the first day of this plan; without it, today",
}
SESSION_KEYS = {
    "name": f"what you call it, {SLOT_NAME.longest} characters at most",
    "at": 'from when it is due, such as "07:00"',
}
EXERCISE_KEYS = {
    "id": "which exercise: `lumbar exercises` has the ids",
    "reps": f"repetitions in a set, on each side if the exercise has sides, {REPS.span}",
    "sets": f"how often that, {SETS.span}",
    "hold_seconds": "how long each repetition is held; two numbers if it has two holds",
    "sides": '"both", "left" or "right", where the exercise has sides',
    "move_in_seconds": "how long the way in takes",
    "move_out_seconds": "how long the way back takes",
    "rest_seconds": f"rest between two repetitions, {REST.span}",
    "provider_says": f"your provider's own sentence for it, {SENTENCE.longest} characters at most",
}
PLAN_KEYS = ("format", *DAY_KEYS, "sessions", "exercises")
