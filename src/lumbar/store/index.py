"""Where each session is: by UUID, and in the order of days. Only a few fields of each are decoded for it."""

from bisect import bisect_left, bisect_right, insort
from collections.abc import Iterator, Mapping
from datetime import date, datetime

from lumbar.store.codec import InvalidDocumentError, session_key
from lumbar.store.main_file import Raw

Place = tuple[date, datetime, int]
"""Day, start, document id."""


class SessionIndex:
    """The sessions that were read, in order."""

    def __init__(self, documents: Mapping[int, Raw]) -> None:
        self.invalid: set[int] = set()
        """Documents that are no session."""
        self.edition = object()
        """Another one after each change."""
        self._order: list[Place] = []
        self._by_id: dict[str, Place] = {}
        revisions: dict[str, int] = {}
        for doc_id, document in documents.items():
            try:
                key = session_key(document)
            except InvalidDocumentError:
                self.invalid.add(doc_id)
            else:
                if key.revision > revisions.get(key.id, 0):  # two of a kind: a sync program can do that
                    self._by_id[key.id] = (key.day, key.started_at, doc_id)
                    revisions[key.id] = key.revision
        self._order = sorted(self._by_id.values())

    def find(self, session_id: str) -> int | None:
        """Return the document id of the session with that UUID."""
        place = self._by_id.get(session_id)
        return None if place is None else place[2]

    @property
    def first_day(self) -> date | None:
        """The day of the oldest session; None if there is none."""
        return self._order[0][0] if self._order else None

    def put(self, session_id: str, place: Place) -> None:
        """Take in a session, in place of the one with the same UUID."""
        self.drop(session_id)
        self.edition = object()
        self._by_id[session_id] = place
        insort(self._order, place)

    def drop(self, session_id: str) -> None:
        """Forget a session, if it is known."""
        place = self._by_id.pop(session_id, None)
        if place is not None:
            self.edition = object()
            del self._order[bisect_left(self._order, place)]

    def newest_first(self, since: date | None, until: date | None) -> Iterator[int]:
        """Yield the document ids of the sessions from *since* to *until*, both included."""
        start = 0 if since is None else bisect_left(self._order, since, key=lambda place: place[0])
        end = len(self._order) if until is None else bisect_right(self._order, until, key=lambda place: place[0])
        for place in reversed(self._order[start:end]):
            yield place[2]
