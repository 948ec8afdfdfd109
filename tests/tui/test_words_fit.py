"""What one does now, and which repetition it is, is read to its end on every usual size."""

import pytest

from lumbar.domain.timeline import Phase
from support.screens import Screens
from tui.test_live_screen import in_phase


@pytest.mark.parametrize("size", [(100, 32), (80, 24), (60, 20), (60, 17), (50, 20), (40, 12)], ids=str)
async def test_a_change_of_position_is_told_to_its_end(screens: Screens, size: tuple[int, int]) -> None:
    async with screens.open(size=size, only=("heel-slides",)) as stage:
        await stage.run_to(in_phase(Phase.GO_TO))
        await stage.until("back.")


async def test_the_side_and_the_count_fit_into_a_low_window(screens: Screens) -> None:
    async with screens.open(size=(40, 12), only=("back-stretch",)) as stage:
        await stage.run_to(in_phase(Phase.HOLD))
        await stage.until("knees to the left · repetition 1 of 3")
