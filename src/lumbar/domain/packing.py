"""Spreads things over as few groups as it can find, each within a limit."""

from collections.abc import Callable, Sequence
from typing import Generic, TypeVar

Thing = TypeVar("Thing")

MOST_TRIES = 20_000
"""The exact search gives up after so many tries; with ten things it never needs them."""


def pack(
    things: Sequence[Thing], holds: Callable[[tuple[Thing, ...]], bool], size: Callable[[Thing], int], *, most: int
) -> tuple[tuple[Thing, ...], ...]:
    """Return *things* in groups that each *hold*; in *most* groups at most, if that is possible.

    *holds* must be true of each thing alone, and of each part of a group of which it is true. Where *most* groups are
    too few, there are more.
    """
    as_given = _first_fit(things, holds)
    large_first = sorted(things, key=size, reverse=True)
    found = min((as_given, _first_fit(large_first, holds)), key=len)  # as given, unless that takes more groups
    if len(found) <= most:
        return found
    exact = _Search(large_first, holds, most).run()
    return found if exact is None else exact


def _first_fit(things: Sequence[Thing], holds: Callable[[tuple[Thing, ...]], bool]) -> tuple[tuple[Thing, ...], ...]:
    groups: list[tuple[Thing, ...]] = []
    for thing in things:
        place = next((place for place, group in enumerate(groups) if holds((*group, thing))), None)
        if place is None:
            groups.append((thing,))
        else:
            groups[place] = (*groups[place], thing)
    return tuple(groups)


class _Search(Generic[Thing]):
    """Tries every way to put each thing into one of the groups, or into a new one."""

    def __init__(self, things: Sequence[Thing], holds: Callable[[tuple[Thing, ...]], bool], most: int) -> None:
        self._things = things
        self._holds = holds
        self._most = most
        self._tries = 0
        self._groups: list[tuple[Thing, ...]] = []

    def run(self) -> tuple[tuple[Thing, ...], ...] | None:
        """Return the groups; None if there are no so few, or none were found in time."""
        return tuple(self._groups) if self._place(0) else None

    def _place(self, index: int) -> bool:
        if index == len(self._things):
            return True
        thing = self._things[index]
        for place, group in enumerate(self._groups):
            self._tries += 1
            if self._tries > MOST_TRIES:
                return False
            if self._holds((*group, thing)):
                self._groups[place] = (*group, thing)
                if self._place(index + 1):
                    return True
                self._groups[place] = group
        if len(self._groups) == self._most:
            return False
        self._groups.append((thing,))
        if self._place(index + 1):
            return True
        self._groups.pop()
        return False
