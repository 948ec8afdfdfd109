"""Documents kept packed in memory."""

import tracemalloc
from datetime import UTC, datetime
from pathlib import Path

import msgspec
import pytest

from lumbar.store import open_store
from lumbar.store.backups import packed as compressed
from lumbar.store.backups import unpacked
from lumbar.store.disk import READ_SIZE
from lumbar.store.packed import BLOCK_SIZE, WORTH_IT_SIZE, Packed, packed
from support.long_history import write_long_history

LARGE = {number: b'{"id":"%d","note":"%s"}' % (number, b"slowly " * (number % 300)) for number in range(900, 0, -1)}


def test_many_documents_come_back_as_they_were_and_in_their_order() -> None:
    assert sum(map(len, LARGE.values())) > max(WORTH_IT_SIZE / 2, 8 * BLOCK_SIZE)
    many = LARGE | {number + 1000: document for number, document in LARGE.items()}
    kept = packed(many)
    assert all(isinstance(document, Packed) for document in kept.values())
    assert [(number, bytes(document)) for number, document in kept.items()] == [*many.items()]
    assert [(number, bytes(kept[number])) for number in sorted(many)] == sorted(many.items())


@pytest.mark.parametrize("size", [0, 1, BLOCK_SIZE - 1, BLOCK_SIZE, BLOCK_SIZE + 1, 3 * BLOCK_SIZE])
def test_a_document_may_have_any_size(size: int) -> None:
    documents = {1: b"x" * size, 2: b"y" * WORTH_IT_SIZE, 3: b"", 4: b"z" * size}
    assert {number: bytes(document) for number, document in packed(documents).items()} == documents


def test_what_is_packed_can_be_packed_once_more_with_what_came_later() -> None:
    many = dict(enumerate([*LARGE.values(), *LARGE.values()]))
    later = packed(many) | {len(many): b"new", 0: b"changed"}
    assert {number: bytes(document) for number, document in packed(later).items()} == many | {
        len(many): b"new",
        0: b"changed",
    }


def test_few_documents_stay_as_they_are_without_what_they_were_read_from() -> None:
    whole = msgspec.json.decode(b'{"a": {"b": 1}}', type=dict[str, msgspec.Raw])
    assert packed({7: whole["a"]}) == {7: b'{"b": 1}'}


def test_a_long_history_takes_less_memory_than_its_file(tmp_path: Path) -> None:
    data_file = tmp_path / "data" / "history.json"
    write_long_history(data_file, 2_000)
    store = open_store(data_file, now=lambda: datetime.now(UTC), read_only=True)
    tracemalloc.start()
    try:
        assert len(store.sessions()) == 2_000
        kept, _ = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
        store.close()
    assert kept < data_file.stat().st_size / 2


def test_a_backup_is_unpacked_in_portions() -> None:
    pieces = [b"0" * READ_SIZE] * 20
    (small,) = [b"".join(compressed(iter(pieces)))]
    portions = [*unpacked(iter([small]))]
    assert b"".join(portions) == b"".join(pieces)
    assert max(map(len, portions)) <= READ_SIZE
