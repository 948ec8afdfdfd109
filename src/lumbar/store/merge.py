"""Two sets of documents become one: by UUID and revision, never by the number that a document has in its file."""

from collections.abc import Iterator, Mapping
from functools import reduce

import msgspec

from lumbar.domain.brought_together import brought_together
from lumbar.store.codec import InvalidDocumentError, decoded, document_of, encoded, person_from
from lumbar.store.main_file import CHECKPOINT, PERSON, PRESCRIPTIONS, REMOVED, SESSIONS, UNREADABLE, Tables
from lumbar.store.packed import Raw

ONE_OF_A_KIND = {CHECKPOINT, PERSON}
"""Tables with at most one document."""

Key = str | int | bytes


class Identity(msgspec.Struct, frozen=True, gc=False):
    """What makes two documents versions of the same thing."""

    id: str = ""
    version: int = 0
    revision: int = 1


_decoder = msgspec.json.Decoder(Identity)


def identity_of(table: str, document: Raw) -> tuple[Key, int]:
    """Return the key that all versions of the document share, and its revision."""
    try:
        identity = _decoder.decode(bytes(document))
    except UNREADABLE:
        return bytes(document), 1
    if table in ONE_OF_A_KIND:
        return table, identity.revision
    if table == PRESCRIPTIONS:
        return identity.version, identity.revision
    return identity.id or bytes(document), identity.revision


def merge(ours: Tables, theirs: Mapping[str, Mapping[int, Raw]], *, older: bool = False) -> int:
    """Take into *ours* what only *theirs* has, and what is newer there. Return how many documents that were.

    What the person said comes together. If theirs is an *older* copy of ours, ours has all that still holds of it.
    """
    said = [] if older else [*ours.get(PERSON, {}).items()]
    taken = sum(
        _merge_table(name, ours.setdefault(name, {}), documents, by_content=name == SESSIONS and not older)
        for name, documents in theirs.items()
    )
    for doc_id, mine in said:
        ours[PERSON][doc_id] = reduce(_one_person, theirs.get(PERSON, {}).values(), mine)
    for name, doc_id in list(_outdated(ours)):
        del ours[name][doc_id]
    return taken


def _one_person(mine: Raw, other: Raw) -> Raw:
    """Return what both say; *mine* as it is if the other one adds nothing, or one of them cannot be understood."""
    try:
        ours, theirs = person_from(mine), person_from(other)
    except InvalidDocumentError:
        return mine
    both = brought_together(ours, theirs)
    if both == ours:
        return mine
    return encoded(document_of(both, over=decoded(other) | decoded(mine)))


def _merge_table(name: str, ours: dict[int, Raw], theirs: Mapping[int, Raw], *, by_content: bool) -> int:
    """Take what is new or newer; *by_content*, of two that are as new the one that says more, on either side."""
    known = {}
    for doc_id, document in ours.items():
        key, revision = identity_of(name, document)
        known[key] = (doc_id, revision)
    free = max([0, *ours, *theirs]) + 1
    taken = 0
    for doc_id, document in theirs.items():
        key, revision = identity_of(name, document)
        if key in known:
            place, ours_revision = known[key]
            if revision < ours_revision or (
                revision == ours_revision and not (by_content and _says_more(document, ours[place]))
            ):
                continue
        elif doc_id not in ours:
            place = doc_id
        else:
            place, free = free, free + 1
        ours[place] = document
        known[key] = (place, revision)
        taken += 1
    return taken


def _says_more(one: Raw, other: Raw) -> bool:
    """Return whether *one* is longer than *other*; of two that are as long, one is always the same."""
    if bytes(one) == bytes(other):
        return False
    first, second = (msgspec.json.encode(msgspec.json.decode(bytes(each)), order="sorted") for each in (one, other))
    return (len(first), first) > (len(second), second)


def _outdated(tables: Tables) -> Iterator[tuple[str, int]]:
    """Yield the place of each session that was removed after it was last changed."""
    removed = dict(identity_of(REMOVED, document) for document in tables.get(REMOVED, {}).values())
    if removed:
        for doc_id, document in tables[SESSIONS].items():
            key, revision = identity_of(SESSIONS, document)
            if removed.get(key, 0) >= revision:
                yield SESSIONS, doc_id
