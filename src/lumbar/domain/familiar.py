"""Which exercises a person knows: those that were done three times."""

from collections import Counter
from collections.abc import Iterable

from lumbar.domain.record import Outcome, SessionRecord

OFTEN_ENOUGH = 3
"""Sessions in which an exercise was done, in part at least (our default)."""

COUNTED = frozenset({Outcome.DONE, Outcome.PARTIAL})


def familiar(sessions: Iterable[SessionRecord]) -> frozenset[str]:
    """Return the ids of the exercises that were done in three of *sessions* or more."""
    times = Counter(one.id for session in sessions for one in session.exercises if one.outcome in COUNTED)
    return frozenset(exercise_id for exercise_id, count in times.items() if count >= OFTEN_ENOUGH)
