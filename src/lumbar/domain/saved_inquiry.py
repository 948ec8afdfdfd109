"""An inquiry in a flat form that can be written down, and back."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum

from lumbar.domain.inquiry import (
    Advising,
    AskFeeling,
    AskLevel,
    AskNewness,
    AskPlace,
    AskSettled,
    Inquiry,
    Offering,
    Resting,
    Stopping,
    StopReason,
)
from lumbar.domain.record import Answer, SessionEvent


class SavedAsking(Enum):
    """Which of its states the inquiry was in."""

    FEELING = "feeling"
    LEVEL = "level"
    PLACE = "place"
    NEWNESS = "newness"
    OFFERING = "offering"
    RESTING = "resting"
    SETTLED = "settled"
    ADVISING = "advising"
    STOPPING = "stopping"


@dataclass(frozen=True, slots=True, kw_only=True)
class SavedInquiry:
    """Everything that an inquiry is made of."""

    asking: SavedAsking
    told: SessionEvent
    unsettled: tuple[Answer, ...] = ()
    rest_ns: tuple[int, ...] = ()
    """Of a rest: since when, its least length and its length; else empty."""
    reasons: tuple[StopReason, ...] = ()
    """Why there is no more exercise; empty unless that is so."""


Plain = AskFeeling | AskLevel | AskPlace | AskNewness | Offering | AskSettled | Advising
"""The states that have nothing of their own."""

_PLAIN: Mapping[SavedAsking, type[Plain]] = {
    SavedAsking.FEELING: AskFeeling,
    SavedAsking.LEVEL: AskLevel,
    SavedAsking.PLACE: AskPlace,
    SavedAsking.NEWNESS: AskNewness,
    SavedAsking.OFFERING: Offering,
    SavedAsking.SETTLED: AskSettled,
    SavedAsking.ADVISING: Advising,
}
_KINDS: Mapping[type[Inquiry], SavedAsking] = {
    **{kind: asking for asking, kind in _PLAIN.items()},
    Resting: SavedAsking.RESTING,
    Stopping: SavedAsking.STOPPING,
}


def save_inquiry(inquiry: Inquiry) -> SavedInquiry:
    """Return *inquiry* in its flat form."""
    return SavedInquiry(
        asking=_KINDS[type(inquiry)],
        told=inquiry.told,
        unsettled=inquiry.unsettled,
        rest_ns=(inquiry.since_ns, inquiry.least_ns, inquiry.length_ns) if isinstance(inquiry, Resting) else (),
        reasons=inquiry.reasons if isinstance(inquiry, Stopping) else (),
    )


_LENGTHS_OF_REST = {SavedAsking.RESTING: 3}


def fits(saved: SavedInquiry) -> bool:
    """Return whether the saved values make an inquiry."""
    settling = saved.asking is SavedAsking.SETTLED
    return len(saved.rest_ns) == _LENGTHS_OF_REST.get(saved.asking, 0) and (bool(saved.unsettled) or not settling)


def restore_inquiry(saved: SavedInquiry) -> Inquiry:
    """Return the inquiry exactly as it was saved. It must fit."""
    told, unsettled = saved.told, saved.unsettled
    match saved.asking:
        case SavedAsking.RESTING:
            since_ns, least_ns, length_ns = saved.rest_ns
            return Resting(told=told, unsettled=unsettled, since_ns=since_ns, least_ns=least_ns, length_ns=length_ns)
        case SavedAsking.STOPPING:
            return Stopping(told=told, unsettled=unsettled, reasons=saved.reasons)
        case plain:
            return _PLAIN[plain](told=told, unsettled=unsettled)
