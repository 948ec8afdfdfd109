"""The journal, whole and broken."""

from pathlib import Path

from lumbar.store.journal import JOURNAL_SIZE, Entry, Journal, encoded_changes, parse_journal, read_journal
from support.disks import CountingDisk
from support.proofs import journal_content, journal_entries, prove_that_a_flipped_bit_costs_one_commit_at_most


def boundaries(written: list[Entry]) -> list[int]:
    """Where each entry is complete: its last newline may be missing."""
    ends = []
    end = 0
    for entry in written:
        end += len(entry.line())
        ends.append(end - 1)
    return ends


def test_a_cut_at_any_byte_loses_no_commit_before_it() -> None:
    written = journal_entries(6)
    content = journal_content(written)
    ends = boundaries(written)
    for cut in range(len(content)):
        found = parse_journal(content[:cut])
        assert list(found.entries) == written[: sum(end <= cut for end in ends)]
        assert not found.damaged


def test_zeros_from_any_byte_on_lose_no_commit_before_it() -> None:
    written = journal_entries(6)
    content = journal_content(written)
    ends = boundaries(written)
    for cut in range(len(content)):
        found = parse_journal(content[:cut] + bytes(len(content) - cut))
        whole = sum(end < cut for end in ends)
        assert list(found.entries[:whole]) == written[:whole]
        assert len(found.entries) <= whole + 1


def test_one_zeroed_byte_costs_one_commit_at_most() -> None:
    written = journal_entries(5)
    content = bytearray(journal_content(written))
    for place in range(len(content)):
        kept, content[place] = content[place], 0
        found = parse_journal(bytes(content))
        assert set(found.entries) <= set(written)
        assert len(found.entries) >= len(written) - 1
        content[place] = kept


def test_a_flipped_bit_costs_one_commit_at_most() -> None:
    prove_that_a_flipped_bit_costs_one_commit_at_most()


def test_a_commit_is_one_write_and_one_sync(tmp_path: Path) -> None:
    disk = CountingDisk()
    journal = Journal(tmp_path / "journal", disk=disk)
    first, second, *others = journal_entries(20)
    journal.renew([first])
    journal.append(second)
    disk.calls.clear()
    for entry in others:
        journal.append(entry)

    assert disk.calls == {"write_at": len(others), "sync_content": len(others)}
    assert read_journal(tmp_path / "journal").entries == (first, second, *others)
    journal.close()


def test_a_journal_has_room_before_it_is_needed(tmp_path: Path) -> None:
    journal = Journal(tmp_path / "journal", disk=CountingDisk())
    journal.renew([])
    assert (tmp_path / "journal").stat().st_size == JOURNAL_SIZE
    for entry in journal_entries(20):
        journal.append(entry)
    assert (tmp_path / "journal").stat().st_size == JOURNAL_SIZE
    journal.close()


def test_a_full_journal_grows(tmp_path: Path) -> None:
    journal = Journal(tmp_path / "journal", disk=CountingDisk())
    journal.renew([])
    big = [Entry("ab", number, encoded_changes({"x": {1: b'"%s"' % (b"x" * 100_000)}})) for number in range(1, 6)]
    for entry in big:
        journal.append(entry)
    journal.close()

    found = read_journal(tmp_path / "journal")
    assert list(found.entries) == big
    again = Journal(tmp_path / "journal", disk=CountingDisk())
    again.resume(found)
    again.renew(found.entries)
    assert (tmp_path / "journal").stat().st_size == 2 * JOURNAL_SIZE
    again.close()
