"""Documents that come in from a file, and go out into one: export, import, merge, restore."""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Any

import msgspec

from lumbar.domain.brought_together import new_statements
from lumbar.domain.person import Person
from lumbar.domain.record import SessionRecord
from lumbar.ports import Document, PlanChoice, PlanConflictError, Problem, RefusedError, TakenIn
from lumbar.store import schema
from lumbar.store.codec import (
    InvalidDocumentError,
    check_brought_session,
    check_texts,
    decoded,
    document_of,
    encoded,
    person_from,
    prescription_from,
)
from lumbar.store.files import StoreFiles
from lumbar.store.journal import JournalContent, read_journal
from lumbar.store.main_file import (
    BESIDE,
    CHECKPOINT,
    META,
    PERSON,
    PRESCRIPTIONS,
    REMOVED,
    SESSIONS,
    UNREADABLE,
    DamagedError,
    Meta,
    Tables,
    order_of,
    parse,
)
from lumbar.store.merge import identity_of, merge
from lumbar.store.opening import found_in
from lumbar.store.packed import Raw
from lumbar.store.rescue import CHECKS, content_of

LISTS = (SESSIONS, PRESCRIPTIONS)
"""Tables that an export gives as lists."""


def exported(tables: Tables) -> Document:
    """Return the whole history as one document: what `taken_in` understands, and other programs too."""
    sessions = sorted(tables.get(SESSIONS, {}).values(), key=order_of, reverse=True)
    return {
        "schema": schema.SCHEMA,
        SESSIONS: [*_objects(sessions)],
        PRESCRIPTIONS: [*_objects(tables.get(PRESCRIPTIONS, {}).values())],
        PERSON: next(_objects(tables.get(PERSON, {}).values()), {}),
    }


def _objects(documents: Iterable[Raw]) -> Iterator[Document]:
    """Yield *documents*, without those that are no object: they stay in the history, and say nothing to others."""
    for document in documents:
        with suppress(InvalidDocumentError):
            yield decoded(document)


def read_source(path: Path) -> tuple[Tables, Mapping[str, str]]:
    """Return the valid tables of an export, a backup, or a main file with its journal, and the texts that go along.

    Raises RefusedError.
    """
    try:
        journal = read_journal(StoreFiles(path).journal)  # first: should a fold come now, the main file has it all
        content = content_of(path)
        outline = msgspec.json.decode(content, type=dict[str, msgspec.Raw])
        number, tables = _from_main(content, journal) if META in outline else _from_export(outline)
    except OSError as error:
        raise _refusal(path, [Problem(document="", field="", what=f"it cannot be read ({error.strerror})")]) from error
    except (DamagedError, InvalidDocumentError, *UNREADABLE) as error:
        raise _refusal(path, [_problem("", error)]) from error
    if not 1 <= number <= schema.SCHEMA:
        newer = number > schema.SCHEMA
        what = "it was written by a newer version of lumbar" if newer else "its schema number is no such number"
        raise _refusal(path, [Problem(document="", field="schema", what=what)])
    tables = schema.migrated(tables, number)
    tables.pop(CHECKPOINT, None)  # of a session that runs, or ran, elsewhere
    try:
        beside = _by_name(tables.pop(BESIDE, {}).values())
    except UNREADABLE as error:
        raise _refusal(path, [_problem(BESIDE, error)]) from error
    problems = list(_problems(tables))
    if problems:
        raise _refusal(path, problems)
    return tables, beside


class _TextFile(msgspec.Struct, frozen=True):
    name: str
    text: str


def with_names(texts: Mapping[str, str]) -> dict[int, Raw]:
    """Return the documents of texts by their names."""
    return {place: msgspec.json.encode(_TextFile(name, text)) for place, (name, text) in enumerate(texts.items(), 1)}


def _by_name(documents: Iterable[Raw]) -> dict[str, str]:
    files = (msgspec.json.decode(bytes(document), type=_TextFile) for document in documents)
    return {file.name: file.text for file in files}


def _from_main(content: bytes, journal: JournalContent) -> tuple[int, Tables]:
    main = parse(content)
    if journal.damaged:
        raise DamagedError("a change in the journal beside it cannot be read; open that history with lumbar once")
    if main.meta.schema not in range(1, schema.SCHEMA + 1):
        return main.meta.schema, main.tables
    return schema.SCHEMA, found_in(main, journal).tables


def _from_export(outline: Mapping[str, msgspec.Raw]) -> tuple[int, Tables]:
    meta = msgspec.json.decode(msgspec.json.encode(outline), type=Meta)
    tables: Tables = {}
    for name in LISTS:
        documents = msgspec.json.decode(outline.get(name, b"[]"), type=list[Any])
        tables[name] = {number: msgspec.json.encode(document) for number, document in enumerate(documents, start=1)}
    person = decoded(outline.get(PERSON, b"{}"))
    if person:
        tables[PERSON] = {1: encoded(person)}
    return meta.schema, tables


def _problems(tables: Tables) -> list[Problem]:
    problems = []
    for name, documents in tables.items():
        for doc_id, document in documents.items():
            try:
                _check(name, document)
            except InvalidDocumentError as error:
                problems.append(_problem(f"{name} {doc_id}", error))
    return problems


def _check(name: str, document: Raw) -> None:
    """Raise InvalidDocumentError for a document that is not to be taken in."""
    found = CHECKS.get(name, decoded)(document)
    if isinstance(found, SessionRecord):
        check_brought_session(found)
    if name in CHECKS:
        check_texts(decoded(document))


def _problem(document: str, error: Exception) -> Problem:
    what, _, field = str(error).partition(" - at ")
    return Problem(document=document, field=field.strip("`"), what=what)


def _refusal(path: Path, problems: list[Problem]) -> RefusedError:
    return RefusedError(path.name, problems)


def taken_in(
    ours: Tables, theirs: Tables, beside: Mapping[str, str], *, plan: PlanChoice | None, bring_back_removed: bool
) -> tuple[Tables, TakenIn]:
    """Return our tables with theirs merged in, and what that brought. Raises PlanConflictError."""
    result = {name: dict(documents) for name, documents in ours.items()}
    others = dict(theirs)
    plans_before = len(result.get(PRESCRIPTIONS, {}))
    choice = _plan_to_take(ours, theirs, plan)
    if choice is not None:
        mine, other = result[PRESCRIPTIONS], others.pop(PRESCRIPTIONS)
        result[PRESCRIPTIONS] = _standing(other, mine) if choice == "theirs" else _standing(mine, other)
    if bring_back_removed:
        _bring_back(result, others)
    before = {identity_of(SESSIONS, document)[0] for document in ours.get(SESSIONS, {}).values()}
    merge(result, others)
    after = {identity_of(SESSIONS, document)[0]: document for document in result.get(SESSIONS, {}).values()}
    old = set(map(bytes, ours.get(SESSIONS, {}).values()))
    said_before, said_after = _person_of(ours), _person_of(result)
    return result, TakenIn(
        sessions_added=len(after.keys() - before),
        sessions_updated=sum(1 for key in after.keys() & before if bytes(after[key]) not in old),
        sessions_removed=len(before - after.keys()),
        prescriptions_added=max(len(result.get(PRESCRIPTIONS, {})) - plans_before, 0),
        statements_added=new_statements(said_before, said_after),
        questions_removed=len({one.text for one in said_before.questions} - {one.text for one in said_after.questions}),
        plan=choice,
        beside=beside,
    )


def _person_of(tables: Tables) -> Person:
    with suppress(InvalidDocumentError):
        return next(map(person_from, tables.get(PERSON, {}).values()), Person())
    return Person()


def _plan_to_take(ours: Tables, theirs: Tables, plan: PlanChoice | None) -> PlanChoice | None:
    """Return whose plan stands if both cannot; None if one continues the other."""
    mine = {version.version: version for version in map(prescription_from, ours.get(PRESCRIPTIONS, {}).values())}
    other = {version.version: version for version in map(prescription_from, theirs.get(PRESCRIPTIONS, {}).values())}
    if all(mine[number] == other[number] for number in mine.keys() & other.keys()):
        return None
    if plan is None:
        raise PlanConflictError
    return plan


def _standing(chosen: Mapping[int, Raw], other: Mapping[int, Raw]) -> dict[int, Raw]:
    """Return the *chosen* plan; the days before its first one stay measured against what the *other* one has there."""
    versions = list(map(prescription_from, chosen.values()))
    first, number, place = min(one.valid_from for one in versions), max(one.version for one in versions), max(chosen)
    earlier = [(prescription_from(document), decoded(document)) for document in other.values()]
    documents = dict(chosen)
    for version, document in sorted(earlier, key=lambda one: (one[0].valid_from, one[0].version)):
        if version.valid_from < first:
            number, place = number + 1, place + 1
            documents[place] = encoded(document | {"version": number})
    return documents


def _bring_back(ours: Tables, theirs: Tables) -> None:
    """Make sessions and questions that were removed here, and are there, newer than their removal."""
    removed = {}
    for doc_id, document in ours.get(REMOVED, {}).items():
        key, revision = identity_of(REMOVED, document)
        removed[key] = (doc_id, revision)
    sessions = dict(theirs.get(SESSIONS, {}))
    for doc_id, document in sessions.items():
        key, _ = identity_of(SESSIONS, document)
        if key in removed:
            place, revision = removed[key]
            del ours[REMOVED][place]
            sessions[doc_id] = encoded(decoded(document) | {"revision": revision + 1})
    theirs[SESSIONS] = sessions
    asked = {one.mark for one in _person_of(theirs).questions}
    with suppress(InvalidDocumentError):
        for place, document in ours.get(PERSON, {}).items():
            person = person_from(document)
            removals = tuple(one for one in person.removed_questions if one.mark not in asked)
            if removals != person.removed_questions:
                fewer = replace(person, removed_questions=removals)
                ours[PERSON][place] = encoded(document_of(fewer, over=decoded(document)))


def difference(before: Mapping[str, Mapping[int, Raw]], after: Tables) -> dict[str, dict[int, bytes | None]]:
    """Return the changes that lead from one to the other."""
    changes: dict[str, dict[int, bytes | None]] = {}
    for name in before.keys() | after.keys():
        old, new = before.get(name, {}), after.get(name, {})
        changed: dict[int, bytes | None] = dict.fromkeys(old.keys() - new.keys())
        changed |= {
            doc_id: bytes(document)
            for doc_id, document in new.items()
            if doc_id not in old or (document is not old[doc_id] and bytes(document) != bytes(old[doc_id]))
        }
        if changed:
            changes[name] = changed
    return changes
