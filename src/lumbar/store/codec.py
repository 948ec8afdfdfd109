"""Sessions, prescriptions and what is kept of the person, as documents, and back."""

from collections.abc import Iterator
from datetime import date, datetime
from itertools import pairwise
from typing import Any, TypeVar, cast

import msgspec

from lumbar.domain.exercise import NS_PER_SECOND
from lumbar.domain.pain import HIGHEST_LEVEL
from lumbar.domain.person import MOST_BAD_DAYS
from lumbar.domain.plan_limits import (
    FASTEST_SMALL_MOVE_SECONDS,
    LONGEST_HOLD_SECONDS,
    MINUTES,
    MOST_REST_DAYS,
    REPS,
    REST,
    SETS,
    SLOWEST_MOVE_SECONDS,
    Limit,
)
from lumbar.domain.prescription import DAYS_OF_THE_WEEK, SESSIONS_PER_DAY, PrescribedExercise, Prescription
from lumbar.domain.record import SessionRecord
from lumbar.ports import Document, Person, without_nones
from lumbar.store.main_file import UNREADABLE
from lumbar.store.packed import Raw

Value = TypeVar("Value", SessionRecord, Prescription, Person)

LEVELS = range(HIGHEST_LEVEL + 1)
"""Levels of pain and discomfort."""
YEARS = range(1900, 3000)
MOST_HOLDS = 10
"""In a repetition; of the catalog's exercises none has nearly as many."""
HOLD = Limit(low=0, high=LONGEST_HOLD_SECONDS, why="")
MOVE = Limit(low=FASTEST_SMALL_MOVE_SECONDS, high=SLOWEST_MOVE_SECONDS, why="")
BAD_DAYS = Limit(low=1, high=MOST_BAD_DAYS, why="")
CHOSEN_MINUTES = Limit(low=1, high=10**6, why="")
COUNT = Limit(low=0, high=10**6, why="")
SECONDS = Limit(low=0, high=10**9, why="")
LONGEST_TEXT = 10_000
"""Characters of a text that comes in from elsewhere; what is typed here is far shorter."""

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
    _check_day(prescription.valid_from, "$.valid_from")
    if prescription.sessions_per_day not in SESSIONS_PER_DAY:
        raise InvalidDocumentError("there are 1 to 3 sessions a day - at `$.sessions_per_day`")
    if prescription.minutes is not None:
        _check_figure(prescription.minutes, MINUTES, "$.minutes")
    if not all(day in DAYS_OF_THE_WEEK for day in prescription.rest_days):
        raise InvalidDocumentError("days of the week are from 0 to 6 - at `$.rest_days`")
    if len(set(prescription.rest_days)) > MOST_REST_DAYS:
        raise InvalidDocumentError("a plan needs a day with a session - at `$.rest_days`")
    _check_slots(prescription)
    if not prescription.exercises:
        raise InvalidDocumentError("a plan needs an exercise - at `$.exercises`")
    for number, exercise in enumerate(prescription.exercises):
        _check_dose(exercise, f"$.exercises[{number}]")
    return prescription


def _check_slots(prescription: Prescription) -> None:
    hours = [slot.at for slot in prescription.slots]
    if hours and len(hours) != prescription.sessions_per_day:
        raise InvalidDocumentError("there are as many hours as sessions - at `$.slots`")
    for number, hour in enumerate(hours):
        if hour.tzinfo is not None:
            raise InvalidDocumentError(f"an hour has no offset - at `$.slots[{number}].at`")
    if any(after <= before for before, after in pairwise(hours)):
        raise InvalidDocumentError("hours come in the order of the day - at `$.slots`")


def _check_dose(dose: PrescribedExercise, place: str) -> None:
    """Raise InvalidDocumentError for a figure that no plan may have. How many holds there are the catalog knows."""
    _check_figure(dose.reps, REPS, f"{place}.reps")
    _check_figure(dose.sets, SETS, f"{place}.sets")
    if len(dose.hold_seconds) > MOST_HOLDS:
        raise InvalidDocumentError(f"there are {MOST_HOLDS} holds at the most - at `{place}.hold_seconds`")
    for number, seconds in enumerate(dose.hold_seconds):
        _check_figure(seconds, HOLD, f"{place}.hold_seconds[{number}]")
    for name, limit in (("move_in_ns", MOVE), ("move_out_ns", MOVE), ("rest_ns", REST)):
        nanoseconds = getattr(dose.pace, name)
        if nanoseconds is not None and not limit.low * NS_PER_SECOND <= nanoseconds <= limit.high * NS_PER_SECOND:
            raise InvalidDocumentError(f"must be {limit.span} seconds - at `{place}.pace.{name}`")


def _check_figure(figure: float, limit: Limit, place: str) -> None:
    if not limit.allows(figure):
        raise InvalidDocumentError(f"must be {limit.span} - at `{place}`")


def _check_day(day: date, place: str) -> None:
    if day.year not in YEARS:
        raise InvalidDocumentError(f"a year is from {YEARS[0]} to {YEARS[-1]} - at `{place}`")


def person_from(document: Raw) -> Person:
    """Return what is kept of the person. Raises InvalidDocumentError."""
    person = _decoded(_person_decoder, document)
    for number, days in enumerate(person.bad_days):
        _check_figure(days.days, BAD_DAYS, f"$.bad_days[{number}].days")
    if person.todays_choice is not None and person.todays_choice.minutes is not None:
        _check_figure(person.todays_choice.minutes, CHOSEN_MINUTES, "$.todays_choice.minutes")
    for number, level in enumerate(person.levels):
        _check_dose(level.dose, f"$.levels[{number}].dose")
    for number, dose in enumerate(person.gentle_set):
        _check_dose(dose, f"$.gentle_set[{number}]")
    for name in ("checks", "switched_on", "stops"):
        for number, one in enumerate(getattr(person, name)):
            if one.at is not None and one.at.tzinfo is None:
                raise InvalidDocumentError(f"a time needs its offset - at `$.{name}[{number}].at`")
    return person


def what_holds_of_person(document: Raw) -> Person:
    """Return the person without each statement that cannot be understood: for one, the others must not be lost."""
    try:
        said = decoded(document)
    except InvalidDocumentError:
        return Person()
    fields = {
        name: list(_what_holds(name, value)) for name, value in said.items() if name in Person.__dataclass_fields__
    }
    return msgspec.convert({name: value[0] for name, value in fields.items() if value}, Person)


def _what_holds(name: str, value: Any) -> Iterator[Any]:
    """Yield the field's value, of a list what can be understood of it; nothing if it cannot be understood at all."""
    if isinstance(value, list) and _is_person({name: []}):
        yield [one for one in value if _is_person({name: [one]})]
    elif _is_person({name: value}):
        yield value


def _is_person(document: Document) -> bool:
    try:
        person_from(encoded(document))
    except InvalidDocumentError:
        return False
    return True


def check_brought_session(record: SessionRecord) -> None:
    """Raise InvalidDocumentError for what no session that was kept here has, and for which nothing is made."""
    _check_day(record.day, "$.day")
    _check_day(record.started_at.date(), "$.started_at")
    _check_day(record.ended_at.date(), "$.ended_at")
    _check_figure(record.seconds_active, SECONDS, "$.seconds_active")
    if record.clock_rate is not None:
        _check_figure(record.clock_rate, COUNT, "$.clock_rate")
    for number, exercise in enumerate(record.exercises):
        for name in ("reps_planned", "reps_done", "hold_seconds_planned", "hold_seconds_done"):
            for side, count in getattr(exercise, name).items():
                _check_figure(count, COUNT, f"$.exercises[{number}].{name}.{side}")
    for number, event in enumerate(record.events):
        for name in ("at_seconds", "hold_second", "rested_seconds"):
            _check_figure(getattr(event, name) or 0, SECONDS, f"$.events[{number}].{name}")
        for name in ("set", "rep"):
            _check_figure(getattr(event, name) or 0, COUNT, f"$.events[{number}].{name}")
        if event.level not in (None, *LEVELS):
            raise InvalidDocumentError(f"a level is from 0 to 10 - at `$.events[{number}].level`")


def check_texts(value: Any, place: str = "$") -> None:
    """Raise InvalidDocumentError for a text in *value* that is longer than any that could be typed here."""
    if isinstance(value, str) and len(value) > LONGEST_TEXT:
        raise InvalidDocumentError(f"a text has {LONGEST_TEXT} characters at the most - at `{place}`")
    if isinstance(value, dict):
        for name, field in value.items():
            check_texts(field, f"{place}.{name}")
    elif isinstance(value, list):
        for number, one in enumerate(value):
            check_texts(one, f"{place}[{number}]")


def document_of(value: SessionRecord | Prescription | Person, *, over: Document | None = None) -> Document:
    """Return *value* as a document without the fields that are None.

    *over* is the document that it replaces: fields of it that this version does not know are kept.
    """
    fields = cast("Document", without_nones(msgspec.to_builtins(value)))
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
