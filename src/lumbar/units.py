"""Lengths in centimetres, in inches, or in both: the texts carry both, and a person may want one of them."""

import re
from enum import Enum
from typing import assert_never


class Units(Enum):
    """Which lengths are shown."""

    BOTH = "both"
    CM = "cm"
    INCHES = "inches"


NUMBERS = r"[0-9]+(?:\.[0-9]+)?(?: to [0-9]+(?:\.[0-9]+)?)?"
BOTH_LENGTHS = re.compile(rf"(?P<cm>{NUMBERS} cm) \((?P<inches>{NUMBERS} inch(?:es)?)\)")
"""How a text names a length, as in "15 to 30 cm (6 to 12 inches)"."""


def in_units(text: str, units: Units) -> str:
    """Return *text* with its lengths in *units*. A length that stands in one unit alone stays as it is."""
    match units:
        case Units.BOTH:
            return text
        case Units.CM | Units.INCHES:
            return BOTH_LENGTHS.sub(rf"\g<{units.value}>", text)
        case _:
            assert_never(units)
