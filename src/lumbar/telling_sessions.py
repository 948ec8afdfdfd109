"""Which sessions of the past are read for the rules of today: as many as they ask for, however long the history is."""

from collections import Counter
from collections.abc import Collection, Sequence
from datetime import date, timedelta

from lumbar.domain.record import Outcome, SessionRecord
from lumbar.ports import HistoryStore

LOOKING_BACK_DAYS = (30, 120)
ENOUGH_TRIES = 3
"""So many tries of an exercise say all that a rule asks of them."""

ENOUGH_SESSIONS = 10
"""So many sessions, whatever they had, say all that a rule asks of the last ones."""


class TellingSessions:
    """The newest sessions of a history, as far back as they say something about some exercises."""

    def __init__(self, store: HistoryStore) -> None:
        self._store = store
        self._found: tuple[tuple[object, date, Collection[str]], Sequence[SessionRecord]] | None = None
        """The sessions, and of which edition of the history, for which day and about which exercises."""

    def about(self, wanted: Collection[str], today: date) -> Sequence[SessionRecord]:
        """Return the sessions up to *today*, newest first, that say enough about the exercises *wanted*.

        Most days that is a few weeks. Of what is older, the sessions are added that have an exercise which was not
        tried for long.
        """
        asked = (self._store.edition, today, wanted)
        known = self._found  # another thread may replace it
        if known is not None and known[0] == asked and asked[0] is not None:
            return known[1]
        found = self._read_back_from(today, wanted)
        self._found = asked, found
        return found

    def _read_back_from(self, today: date, wanted: Collection[str]) -> Sequence[SessionRecord]:
        since, found = today, tuple[SessionRecord, ...]()
        for days in LOOKING_BACK_DAYS:
            since = today - timedelta(days=days)
            found = tuple(self._store.sessions(since=since))
            if not _not_tried_enough(wanted, found):
                return found
        first, days = self._store.first_day(), LOOKING_BACK_DAYS[-1]
        while first is not None and first < since:
            seldom, are_few = _not_tried_enough(wanted, found), len(found) < ENOUGH_SESSIONS
            if not seldom and not are_few:
                break
            until, since = since - timedelta(days=1), max(first, since - timedelta(days=days))
            having = None if are_few else seldom
            found = (*found, *self._store.sessions(since=since, until=until, having=having))
            days *= 2
        return found


def _not_tried_enough(exercise_ids: Collection[str], sessions: Sequence[SessionRecord]) -> Collection[str]:
    """Return which of the exercises *sessions* say too little about."""
    tried = Counter(one.id for session in sessions for one in session.exercises if one.outcome is not Outcome.SKIPPED)
    return {one for one in exercise_ids if tried[one] < ENOUGH_TRIES}
