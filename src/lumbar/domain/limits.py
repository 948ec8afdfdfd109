"""The limits at which pain ends the session: our own decisions, stricter than the leaflet asks."""

from collections.abc import Sequence
from dataclasses import dataclass

from lumbar.domain.inquiry import Place, StopReason
from lumbar.domain.pain import STOP_LEVEL
from lumbar.domain.record import SessionEvent

STOP_RISE = 3
"""Pain so far above the value before the session ends it."""

STOP_COUNT = 3
"""So many pain answers end the session, wherever the pain is."""


@dataclass(frozen=True, slots=True)
class Before:
    """What happened before that counts for a decision."""

    level: int | None
    """Pain before the session, 0 to 10; None if it was left out."""
    pains: Sequence[SessionEvent]
    """The pain answers of this session, oldest first."""


def stop_reasons(pain: SessionEvent, before: Before) -> tuple[StopReason, ...]:
    """Return every limit that *pain* passes; none means that it may settle.

    "The first" is the first pain answer of the session.
    """
    level = pain.level or 0
    reasons = []
    if level >= STOP_LEVEL:
        reasons.append(StopReason.HIGH)
    if before.level is not None and level - before.level >= STOP_RISE:
        reasons.append(StopReason.ABOVE_BEFORE)
    if pain.place == Place.BELOW_THE_KNEE.value and (pain.new or pain.spreading):
        reasons.append(StopReason.BELOW_THE_KNEE)
    if pain.place is not None and any(one.place == pain.place for one in before.pains):
        reasons.append(StopReason.SAME_PLACE)
    if before.pains and level > (before.pains[0].level or 0):
        reasons.append(StopReason.ABOVE_FIRST)
    if len(before.pains) + 1 >= STOP_COUNT:
        reasons.append(StopReason.THIRD)
    return tuple(reasons)
