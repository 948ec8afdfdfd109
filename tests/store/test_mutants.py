"""Each promise, broken on purpose, must make a proof fail: otherwise the proof would prove nothing."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from lumbar.store import journal
from support.ledger import EVERY_KIND
from support.power import Course
from support.proofs import prove_that_a_flipped_bit_costs_one_commit_at_most, prove_that_a_power_cut_loses_nothing


class NoSync(Course):
    def file_is_durable(self, file: object) -> None:
        """The sync was dropped."""


class NoFolderSync(Course):
    def folder_is_durable(self, folder: Path) -> None:
        """The sync was dropped."""


class AcknowledgesBeforeSync(Course):
    """Does a sync only when the next change has begun."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self._later: list[Callable[[], None]] = []

    def sync_content(self, descriptor: int) -> None:
        self._later.append(lambda: self.after("sync_content", descriptor))

    def before(self, _call: str, /) -> None:
        while self._later:
            self._later.pop()()


class WritesInPlace(Course):
    """Writes a file over the old one, as stock TinyDB does, instead of putting a new one in its place."""

    def replace(self, source: Path, target: Path) -> None:
        content = source.read_bytes()
        if target.exists():
            descriptor = self.open(target)
            old = self._by_descriptor[descriptor]
            old.durable, old.waiting = b"", [(0, content)]
            self.note("writing in place")
            self.sync(descriptor)
            self.close(descriptor)
            target.write_bytes(content)
            self.remove(source)
        else:
            super().replace(source, target)


@pytest.mark.slow
@pytest.mark.parametrize("mutant", [NoSync, NoFolderSync, AcknowledgesBeforeSync, WritesInPlace])
def test_the_power_cut_proof_fails_for(mutant: type[Course], tmp_path: Path) -> None:
    with pytest.raises(AssertionError, match="power lost at"):
        prove_that_a_power_cut_loses_nothing(tmp_path, mutant, EVERY_KIND[:6])


def test_the_journal_proof_fails_if_checksums_are_ignored(monkeypatch: pytest.MonkeyPatch) -> None:
    def believe(_line: re.Match[bytes]) -> bool:
        return True

    monkeypatch.setattr(journal, "is_intact", believe)
    with pytest.raises(AssertionError):
        prove_that_a_flipped_bit_costs_one_commit_at_most()
