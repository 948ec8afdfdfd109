"""Sessions, prescriptions and what is kept of the person, as documents, and back."""

from datetime import date, datetime
from typing import Any, TypeVar, cast

import msgspec

from lumbar.domain.prescription import DAYS_OF_THE_WEEK, SESSIONS_PER_DAY, PrescribedExercise, Prescription
from lumbar.domain.record import SessionRecord
from lumbar.ports import Document, Person
from lumbar.store.main_file import UNREADABLE
from lumbar.store.packed import Raw

Value = TypeVar("Value", SessionRecord, Prescription, Person)

LEVELS = range(11)
"""Levels of pain and discomfort."""

_session_decoder = msgspec.json.Decoder(SessionRecord)
_prescription_decoder = msgspec.json.Decoder(Prescription)
_person_decoder = msgspec.json.Decoder(Person)


class InvalidDocumentError(ValueError):
    """A document is not what it should be. The message names the field, as in `$.exercises[0].outcome`."""


class SessionKey(msgspec.Struct, frozen=True, gc=False):
    """The few fields of a session that are decoded when a history is opened."""

    id: str
    day: date
    started_at: datetime
    revision: int = 1


_key_decoder = msgspec.json.Decoder(SessionKey)


def session_key(document: Raw) -> SessionKey:
    """Return the fields by which a session is found. Raises InvalidDocumentError."""
    key = _decoded(_key_decoder, document)
    if key.started_at.tzinfo is None:
        raise InvalidDocumentError("a time needs its offset - at `$.started_at`")
    return key


def session_from(document: Raw) -> SessionRecord:
    """Return the session. Raises InvalidDocumentError."""
    record = _decoded(_session_decoder, document)
    if not record.id:
        raise InvalidDocumentError("a session needs an id - at `$.id`")
    for name in ("started_at", "ended_at"):
        if getattr(record, name).tzinfo is None:
            raise InvalidDocumentError(f"a time needs its offset - at `$.{name}`")
    for name in ("pain_before", "pain_after"):
        if getattr(record, name) not in (None, *LEVELS):
            raise InvalidDocumentError(f"a level is from 0 to 10 - at `$.{name}`")
    return record


def prescription_from(document: Raw) -> Prescription:
    """Return the prescription. Raises InvalidDocumentError."""
    prescription = _decoded(_prescription_decoder, document)
    if prescription.version < 1:
        raise InvalidDocumentError("versions count up from 1 - at `$.version`")
    if prescription.sessions_per_day not in SESSIONS_PER_DAY:
        raise InvalidDocumentError("there are 1 to 3 sessions a day - at `$.sessions_per_day`")
    if prescription.minutes is not None and prescription.minutes < 1:
        raise InvalidDocumentError("a session takes 1 minute or more - at `$.minutes`")
    if not all(day in DAYS_OF_THE_WEEK for day in prescription.rest_days):
        raise InvalidDocumentError("days of the week are from 0 to 6 - at `$.rest_days`")
    if prescription.slots and len(prescription.slots) != prescription.sessions_per_day:
        raise InvalidDocumentError("there are as many hours as sessions - at `$.slots`")
    if not prescription.exercises:
        raise InvalidDocumentError("a plan needs an exercise - at `$.exercises`")
    for number, exercise in enumerate(prescription.exercises):
        _check_dose(exercise, f"$.exercises[{number}]")
    return prescription


def _check_dose(exercise: PrescribedExercise, place: str) -> None:
    for name in ("reps", "sets"):
        if getattr(exercise, name) < 1:
            raise InvalidDocumentError(f"must be 1 or more - at `{place}.{name}`")
    for number, seconds in enumerate(exercise.hold_seconds):
        if seconds < 0:
            raise InvalidDocumentError(f"a hold is not negative - at `{place}.hold_seconds[{number}]`")
    for name in ("move_in_ns", "move_out_ns", "rest_ns"):
        if (getattr(exercise.pace, name) or 0) < 0:
            raise InvalidDocumentError(f"a time is not negative - at `{place}.pace.{name}`")


def person_from(document: Raw) -> Person:
    """Return what is kept of the person. Raises InvalidDocumentError."""
    person = _decoded(_person_decoder, document)
    for name in ("checks", "switched_on", "stops"):
        for number, one in enumerate(getattr(person, name)):
            if one.at is not None and one.at.tzinfo is None:
                raise InvalidDocumentError(f"a time needs its offset - at `$.{name}[{number}].at`")
    return person


def document_of(value: SessionRecord | Prescription | Person, *, over: Document | None = None) -> Document:
    """Return *value* as a document without the fields that are None.

    *over* is the document that it replaces: fields of it that this version does not know are kept.
    """
    fields = cast("Document", _without_nones(msgspec.to_builtins(value)))
    known = set(type(value).__dataclass_fields__)
    unknown = {name: field for name, field in (over or {}).items() if name not in known}
    return fields | unknown


def encoded(document: Document) -> bytes:
    """Return the document as JSON on one line."""
    return msgspec.json.encode(document)


def decoded(document: Raw) -> Document:
    """Return the document as it is. Raises InvalidDocumentError if it is no JSON object."""
    return _decoded(_document_decoder, document)


_document_decoder = msgspec.json.Decoder(dict[str, Any])

Decoded = TypeVar("Decoded")


def _decoded(decoder: msgspec.json.Decoder[Decoded], document: Raw) -> Decoded:
    try:
        return decoder.decode(bytes(document))
    except UNREADABLE as error:
        raise InvalidDocumentError(str(error)) from error


def _without_nones(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _without_nones(field) for name, field in value.items() if field is not None}
    if isinstance(value, list | tuple):
        return [_without_nones(item) for item in value]
    return value
