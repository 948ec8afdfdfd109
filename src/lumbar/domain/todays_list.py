"""The exercises of one day, while the person puts them in another order, leaves out, and swaps."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True, kw_only=True)
class TodaysList:
    """Which exercises are done today, by id, and which are not. One is done, at least."""

    done: tuple[str, ...]
    """In the order in which they are done; one or more."""
    left_out: tuple[str, ...] = ()
    plan: tuple[str, ...] = ()
    """All of them, in the order of the plan."""

    @property
    def rows(self) -> tuple[str, ...]:
        """All of them: those that are done, then those that are not."""
        return (*self.done, *self.left_out)

    def moved(self, place: int, step: int) -> "TodaysList":
        """Return it with the exercise at *place* done so many places later; earlier if *step* is below 0."""
        there = place + step
        if not (place < len(self.done) and 0 <= there < len(self.done)):
            return self
        names = list(self.done)
        names.insert(there, names.pop(place))
        return replace(self, done=tuple(names))

    def toggled(self, place: int) -> "TodaysList":
        """Return it with the exercise at *place* left out, or back where the plan has it. The last one stays."""
        name = self.rows[place]
        if name not in self.done:
            return self._with(name)
        if len(self.done) == 1:
            return self
        return replace(
            self,
            done=tuple(one for one in self.done if one != name),
            left_out=self._as_planned((*self.left_out, name)),
        )

    def swapped(self, place: int) -> "TodaysList":
        """Return it with another exercise in the place of this one; again and again, each of them in turn."""
        if place >= len(self.done) or not self.left_out:
            return self
        new, *others = self.left_out
        names = list(self.done)
        names[place], old = new, names[place]
        return replace(self, done=tuple(names), left_out=(*others, old))

    def _with(self, name: str) -> "TodaysList":
        later = set(self.plan[self.plan.index(name) :])
        place = next((place for place, one in enumerate(self.done) if one in later), len(self.done))
        return replace(
            self,
            done=(*self.done[:place], name, *self.done[place:]),
            left_out=tuple(one for one in self.left_out if one != name),
        )

    def _as_planned(self, names: Iterable[str]) -> tuple[str, ...]:
        return tuple(sorted(names, key=self.plan.index))


def todays_list(plan: Sequence[str], done: Sequence[str]) -> TodaysList:
    """Return today as it is: of the exercises of the *plan* those that are *done*; all if none of them is."""
    chosen = tuple(one for one in done if one in plan) or tuple(plan)
    return TodaysList(done=chosen, left_out=tuple(one for one in plan if one not in chosen), plan=tuple(plan))
