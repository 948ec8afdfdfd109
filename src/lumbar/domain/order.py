"""In which order a session goes: the exercises, and the two sides."""

from enum import Enum


class Order(Enum):
    """The order of a session's exercises."""

    LEAFLET = "leaflet"  # as prescribed
    FEWER_CHANGES = "fewer_changes"  # lying, then hands and knees, then standing


class Side(Enum):
    """The side that is trained; what it means is the exercise's `side_means`."""

    LEFT = "left"
    RIGHT = "right"

    @property
    def other(self) -> "Side":
        """The opposite side."""
        return Side.RIGHT if self is Side.LEFT else Side.LEFT
