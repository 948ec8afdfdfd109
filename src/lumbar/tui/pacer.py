"""An easy breath, about twelve a minute: in and out, and never held."""

from math import cos, pi
from typing import NamedTuple

from lumbar.domain.exercise import NS_PER_SECOND
from lumbar.words.exercise import BREATH_SECONDS

BREATH_NS = BREATH_SECONDS * NS_PER_SECOND


class Breath(NamedTuple):
    """One instant of a breath."""

    is_in: bool
    share: float
    """How full the chest is, 0 to 1."""


def breath(since_start_ns: int) -> Breath:
    """Return the breath at that time; it starts by breathing in, and moves smoothly through both turns."""
    phase = since_start_ns % BREATH_NS / BREATH_NS
    return Breath(phase < 1 / 2, (1 - cos(2 * pi * phase)) / 2)
