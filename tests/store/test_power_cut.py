"""Power is lost at every moment; what was not synced is there, absent or torn."""

from pathlib import Path

import pytest

from support.proofs import prove_that_a_power_cut_loses_nothing


@pytest.mark.slow
def test_no_acknowledged_change_is_lost_whenever_power_fails(tmp_path: Path) -> None:
    assert prove_that_a_power_cut_loses_nothing(tmp_path) > 80
