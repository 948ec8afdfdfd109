"""Documents kept packed in memory: the sessions of many years take a fraction of it, and few of them are looked at."""

import zlib
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache

import msgspec

BLOCK_SIZE = 64 * 1024
"""Bytes of documents that are packed together: enough for them to resemble each other, and quickly unpacked."""
WORTH_IT_SIZE = 1 << 20
"""Bytes of documents from which packing is worth its time."""
QUICKLY = 1
"""The level of zlib that takes the least time."""


class Packed:
    """One document; `bytes()` unpacks it."""

    __slots__ = ("_block", "_end", "_start")

    def __init__(self, block: bytes, start: int, end: int) -> None:
        self._block = block
        self._start = start
        self._end = end

    def __bytes__(self) -> bytes:
        return _unpacked(self._block)[self._start : self._end]


Raw = bytes | msgspec.Raw | Packed
"""One document, as JSON."""


@lru_cache(maxsize=2)
def _unpacked(block: bytes) -> bytes:
    """Return the documents of a block, which are mostly asked for one after the other."""
    return zlib.decompress(block)


def packed(documents: Mapping[int, Raw]) -> dict[int, Raw]:
    """Return the documents in the same order, packed if they are many. What they were read from need not stay."""
    if sum(len(bytes(document)) for document in documents.values()) < WORTH_IT_SIZE:
        return {doc_id: bytes(document) for doc_id, document in documents.items()}
    return dict(_packed(documents.items()))


def _packed(documents: Iterable[tuple[int, Raw]]) -> Iterator[tuple[int, Packed]]:
    block = bytearray()
    places: list[tuple[int, int, int]] = []
    for doc_id, document in documents:
        start = len(block)
        block += bytes(document)
        places.append((doc_id, start, len(block)))
        if len(block) >= BLOCK_SIZE:
            yield from _in_one(block, places)
            block, places = bytearray(), []
    yield from _in_one(block, places)


def _in_one(block: bytearray, places: Iterable[tuple[int, int, int]]) -> Iterator[tuple[int, Packed]]:
    small = zlib.compress(block, QUICKLY)
    for doc_id, start, end in places:
        yield doc_id, Packed(small, start, end)
